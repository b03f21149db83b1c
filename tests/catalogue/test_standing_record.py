"""Retired and withdrawn practices keep their address and are nowhere else; texts say their origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dashboard.catalogue import (
    cities,
    clock,
    comparison,
    contributions,
    database,
    geography,
    overview,
    practices,
    record,
    review,
    search,
    standing,
    vocabulary,
)
from dashboard.catalogue.draft import Draft, Figure, Source, Wording, mark
from dashboard.catalogue.filters import Filters

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
VIENNA = "vienna-wohnpartner-good-neighbourhood"
ULM = 2820256
GERMAN = Draft(
    language="de",
    city_id=ULM,
    themes=("integration",),
    instrument="service",
    title={"de": Wording(words="Zauberwürfel im Quartier", origin="original")},
    summary={"de": Wording(words="Nachbarn lernen einander kennen.", origin="original")},
    figures=(Figure(labels={"de": "Teilnehmende"}, value=12, unit="people"),),
    sources=(Source(url="https://example.org/wuerfel"),),
)


def published(desk, draft: Draft, slug: str | None = None, receipt: str = "r1") -> str:
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    one = contributions.begin(ada, receipt=receipt, language="de", slug=slug)
    stamp = contributions.save(ada, receipt, draft, one.stamp)
    contributions.send(ada, receipt, stamp)
    review.take(grace, receipt)
    review.decide(grace, receipt, "published")
    return contributions.open(grace, receipt).slug or ""


def number_of(slug: str) -> int:
    return int(database.records("practice_standing", slug=slug)[0]["practice_id"])


def places_of(slug: str) -> set[str]:
    """Every list of the catalogue in which readers meet this practice."""
    practice_id, english = number_of(slug), "en"
    everything = practices.results(Filters(), language=english)
    met = {
        "list": practice_id in practices.ids(Filters(), english),
        "search": practice_id in (search.hits("Compaz peace centres", english) or _None()).ids,
        "map": "recife" in {one.slug for one in practices.for_map(Filters(), english)},
        "comparison": slug in comparison.chosen_practices([slug]).kept,
        "compared": bool(comparison.practices([slug], english).columns),
        "as a choice": bool(comparison.cards((practice_id,), english)),
        "trios": any(slug == c.slug for trio in comparison.trios(english) for c in trio.cards),
        "city": slug in {one.slug for one in _city(slug).practices},
        "neighbours": any(
            slug == other.slug
            for (known,) in _slugs()
            if (whole := record.by_slug(known, english))
            for other in whole.similar
        ),
        "overview": overview.of(Filters(), english).practices == 224,
        "counted": everything.total == 224,
    }
    return {name for name, there in met.items() if there}


class _None:
    ids: tuple[int, ...] = ()


def _slugs() -> list[tuple[str]]:
    return [(row[1],) for row in database.rows("search_slugs")][:60]


def _city(slug: str) -> cities.City:
    found = cities.by_slug("recife", "en")
    assert found is not None
    return found


def test_a_public_practice_is_met_in_every_list(desk) -> None:
    # Without this the two tests below would also pass on a misspelt name.
    assert places_of(COMPAZ) >= {
        "list", "search", "map", "comparison", "compared", "as a choice", "city", "neighbours",
        "overview", "counted",
    }  # fmt: skip


@pytest.mark.parametrize("move", [standing.retire, standing.withdraw])
def test_what_left_is_in_no_list_and_passes_every_check(desk, move) -> None:
    move(desk.person("reviewer"), COMPAZ, "The programme has ended.")

    assert places_of(COMPAZ) == set()
    for check in sorted(Path(database.QUERIES / "checks").glob("*.sql")):
        with database._cursor() as cursor:
            assert cursor.execute(check.read_text("utf-8")).fetchall() == [], check.stem


def test_a_retired_practice_keeps_its_text_and_says_why_and_since_when(desk, monkeypatch) -> None:
    before = record.by_slug(VIENNA, "fr")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 5, 3, 12))
    standing.retire(desk.person("reviewer"), VIENNA, "The programme has ended.")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 5, 3, 12) + timedelta(days=9))

    practice = record.by_slug(VIENNA, "fr")

    assert practice is not None and practice.retired is not None
    assert practice.retired.reason == "The programme has ended."
    assert practice.retired.since.isoformat() == "2027-05-03"
    assert before is not None and before.city.summits
    assert replace(practice, retired=None, similar=before.similar) == before
    assert record.withdrawn(VIENNA, "fr") is None


def test_a_withdrawn_practice_tells_its_title_city_and_reason_and_nothing_else(desk) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, "Its figures were another's.")

    gone = record.withdrawn(COMPAZ, "de")

    assert record.by_slug(COMPAZ, "de") is None
    assert gone is not None
    assert (gone.city_name, gone.title.language) == ("Recife", "de")
    assert gone.standing.reason == "Its figures were another's."
    told = set(gone.__dataclass_fields__)
    assert told == {"slug", "title", "city", "city_name", "country", "standing"}


def test_what_was_brought_back_is_public_again_without_a_second_line_of_history(desk) -> None:
    grace = desk.person("reviewer")
    standing.retire(grace, COMPAZ, "By mistake.")
    standing.bring_back(grace, COMPAZ, "It goes on.")

    practice = record.by_slug(COMPAZ, "en")

    assert practice is not None and practice.retired is None
    assert [one.version for one in practice.history] == [1]
    assert practice.history[0].role == "release"


def test_a_link_of_a_comparison_that_names_one_that_left_is_told_kindly(desk) -> None:
    grace = desk.person("reviewer")
    standing.retire(grace, COMPAZ, "Ended.")
    standing.withdraw(grace, RENNES, "Wrong.")

    gone = comparison.gone((RENNES, COMPAZ, "no-such-practice"), "fr")

    assert [(one.slug, one.state) for one in gone] == [(RENNES, "withdrawn"), (COMPAZ, "retired")]
    assert all(one.title.language == "fr" and one.title.words for one in gone)


def test_a_text_knows_whether_a_person_or_a_machine_translated_it_and_whether_it_is_stale(
    desk,
) -> None:
    told = GERMAN.model_copy(
        update={
            "summary": {
                "de": Wording(words="Nachbarn lernen einander kennen.", origin="original"),
                "fr": Wording(words="Des voisins se parlent.", origin="human", of=mark("Alt")),
                "en": Wording(words="Neighbours meet.", origin="machine"),
            }
        }
    )
    slug = published(desk, told)

    summaries = {one: record.by_slug(slug, one).summary for one in ("de", "fr", "en")}

    assert {one: text.origin for one, text in summaries.items()} == {
        "de": "original", "fr": "human", "en": "machine",
    }  # fmt: skip
    assert {one: text.stale for one, text in summaries.items()} == {
        "de": False, "fr": True, "en": False,
    }  # fmt: skip
    assert record.by_slug(slug, "fr").original == "de"
    assert record.by_slug(slug, "fr").title.origin == "original"


def test_a_released_text_says_nothing_of_its_origin(desk) -> None:
    practice = record.by_slug(COMPAZ, "fr")

    assert practice is not None
    assert (practice.title.origin, practice.title.stale) == ("not_stated", False)
    assert practice.original is None


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_a_practice_in_one_language_for_nobody_in_particular_is_shown_everywhere(
    desk, language: str
) -> None:
    slug = published(desk, GERMAN)

    practice = record.by_slug(slug, language)
    card = next(
        one
        for one in practices.results(
            Filters(cities=(geography.by_id(ULM).slug,)), language=language
        ).cards
        if one.slug == slug
    )
    compared = comparison.practices([slug, COMPAZ], language)

    assert practice is not None and practice.audiences == () and practice.topics == ()
    assert {practice.title.language, practice.summary.language} == {"de"}
    assert practice.figures[0].label == record.Text("Teilnehmende", "de")
    assert (card.title.words, card.title.language) == ("Zauberwürfel im Quartier", "de")
    labels = [
        value.label
        for row in compared.rows
        for value in row.cells[0].values
        if isinstance(value, comparison.Figure)
    ]
    assert labels == [comparison.Text("Teilnehmende", "de")]


def test_a_label_of_a_figure_is_the_readers_else_english_french_or_any() -> None:
    row = {"label_en": "Staff", "label_fr": "Personnel", "label_de": None, "label_es": "Personal"}
    only_spanish = {**dict.fromkeys(row), "label_es": "Personal"}

    shown = {one: record.label(row, one).language for one in vocabulary.LANGUAGES}

    assert shown == {"fr": "fr", "en": "en", "de": "en", "es": "es"}
    assert record.label(only_spanish, "fr") == record.Text("Personal", "es")


def test_neighbours_of_others_are_kept_in_step(desk) -> None:
    near = record.by_slug(COMPAZ, "en").similar[0].slug
    standing.withdraw(desk.person("reviewer"), near, "Wrong.")

    others = record.by_slug(COMPAZ, "en").similar

    assert near not in [one.slug for one in others]
    assert others
