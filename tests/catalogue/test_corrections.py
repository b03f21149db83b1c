"""Every version after the first is a dated correction that says what changed, and never who did."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

import pytest

from dashboard.catalogue import clock, corrections, differences, standing, versions
from dashboard.catalogue.draft import Figure, Wording
from dashboard.catalogue.filters import Filters
from tests.catalogue.correcting import correct, publish
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
NOW = datetime(2027, 3, 4, 9, 30)


@pytest.fixture(autouse=True)
def _one_hour_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = iter(range(10_000))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=next(hours) / 100))


def figures_of(slug: str) -> tuple[Figure, ...]:
    return versions.draft_of(slug).figures


def test_a_practice_as_it_was_first_published_has_no_correction(store) -> None:
    assert corrections.of(COMPAZ) == ()
    assert corrections.of("no-such-practice") == ()


def test_a_changed_figure_is_told_by_its_old_and_its_new_value(desk: Desk) -> None:
    first, *others = figures_of(COMPAZ)
    correct(
        desk, COMPAZ, figures=(*others, first.model_copy(update={"value": (first.value or 0) + 1}))
    )

    (one,) = corrections.of(COMPAZ)

    assert (one.kind, one.version, one.before) == ("corrected", 2, 1)
    assert one.day == date(2027, 3, 4)
    (change,) = one.changes
    (row,) = [row for row in change.rows if row.kind == "changed"]
    assert change.field == "figures"
    assert [(cell.field, cell.old, cell.new) for cell in row.cells] == [
        ("value", first.value, (first.value or 0) + 1)
    ]


def test_texts_are_told_by_language_and_facts_by_field(desk: Desk) -> None:
    draft = versions.draft_of(COMPAZ)
    title = {**draft.title, "en": Wording(words="Compaz, peace centres of the neighbourhoods")}
    correct(desk, COMPAZ, title=title, end_year=2026)

    (one,) = corrections.of(COMPAZ)

    told = {(change.field, change.language): (change.old, change.new) for change in one.changes}
    assert told == {
        ("title", "en"): (draft.title["en"].words, "Compaz, peace centres of the neighbourhoods"),
        ("end_year", None): (None, 2026),
    }


def test_the_newest_stands_first_and_moves_stand_among_them_with_their_reason(desk: Desk) -> None:
    grace = desk.person("reviewer", name="Grace")
    correct(desk, COMPAZ, end_year=2026)
    standing.retire(grace, COMPAZ, "It ended with the year.")
    standing.bring_back(grace, COMPAZ, "It went on after all.")
    correct(desk, COMPAZ, end_year=2027)

    found = corrections.of(COMPAZ)

    assert [(one.kind, one.version, one.note) for one in found] == [
        ("corrected", 3, None),
        ("brought_back", 2, "It went on after all."),
        ("retired", 2, "It ended with the year."),
        ("corrected", 2, None),
    ]
    assert [one.moment for one in found] == sorted((one.moment for one in found), reverse=True)


def test_nobodys_name_and_no_word_to_colleagues_is_told(desk: Desk) -> None:
    correct(desk, COMPAZ, note="Rosa rang me up about this", end_year=2026)

    told = repr([asdict(one) for one in corrections.of(COMPAZ)]).lower()

    assert not [name for name in ("ada", "grace", "rosa") if f"'{name}" in told or "rosa" in told]


def test_of_a_withdrawn_practice_only_its_end_is_told(desk: Desk) -> None:
    draft = versions.draft_of(COMPAZ)
    correct(
        desk,
        COMPAZ,
        challenge={
            **draft.challenge,
            "en": Wording(words="A canary sang here, and nobody heard it."),
        },
    )
    standing.withdraw(desk.person("reviewer", name="Grace"), COMPAZ, "The city asked for it.")

    found = corrections.of(COMPAZ)

    assert [(one.kind, one.note, one.changes) for one in found] == [
        ("withdrawn", "The city asked for it.", ())
    ]
    assert "canary" not in repr(corrections.latest(50, kinds=corrections.EVERYTHING))


def test_the_bulk_says_the_same_as_each_alone(desk: Desk) -> None:
    for year in (2024, 2025, 2026):
        for slug in (COMPAZ, RENNES):
            correct(desk, slug, end_year=year)
    standing.retire(desk.person("reviewer", name="Grace"), RENNES, "It ended.")

    together = corrections.latest(100)

    alone = [one for slug in (COMPAZ, RENNES) for one in corrections.of(slug)]
    assert sorted(together, key=lambda one: one.moment) == sorted(alone, key=lambda one: one.moment)
    assert len(together) == 7
    assert corrections.latest(3) == together[:3]
    assert corrections.since(together[2].moment) == together[:3]
    for one in together:
        if one.before:
            before, after = (versions.draft_of(one.slug, it) for it in (one.before, one.version))
            assert one.changes == differences.fields(before, after)


def test_a_question_gives_those_of_its_practices_and_of_those_that_left_it(desk: Desk) -> None:
    for slug in (COMPAZ, RENNES):
        correct(desk, slug, end_year=2026)
    standing.withdraw(desk.person("reviewer", name="Grace"), RENNES, "The city asked for it.")

    def told(**asked: tuple[str, ...] | str) -> set[tuple[str, str]]:
        return {(one.slug, one.kind) for one in corrections.latest(50, Filters(**asked))}

    assert told(cities=("recife",)) == {(COMPAZ, "corrected")}
    assert told(cities=("rennes",)) == {(RENNES, "withdrawn")}
    assert told(countries=("FR",), themes=("security",)) == {(RENNES, "withdrawn")}
    assert told(cities=("vienna",)) == set()
    assert told(query="mediators Rennes night") == set(), "what is not public is found by no search"


def test_a_new_practice_is_told_only_where_it_is_asked_for(desk: Desk) -> None:
    draft = versions.draft_of(COMPAZ).model_copy(
        update={"title": {"en": Wording(words="A wholly new thing")}}
    )
    slug = publish(desk, draft)

    assert corrections.latest(50) == ()
    newest = corrections.latest(1, kinds=corrections.EVERYTHING)
    assert [(one.slug, one.kind, one.version) for one in newest] == [(slug, "published", 1)]


def test_what_waits_for_review_is_no_correction_yet(desk: Desk) -> None:
    from dashboard.catalogue import contributions

    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt="r", language="en", slug=COMPAZ)
    canary = versions.draft_of(COMPAZ).model_copy(update={"lead": "A canary sang here"})
    contributions.send(ada, "r", contributions.save(ada, "r", canary, one.stamp))

    assert corrections.of(COMPAZ) == ()
    assert "canary" not in repr(corrections.latest(500, kinds=corrections.EVERYTHING))


def test_a_heading_calls_a_practice_by_its_title_whatever_became_of_it(desk: Desk) -> None:
    standing.withdraw(desk.person("reviewer", name="Grace"), RENNES, "The city asked for it.")

    found = corrections.headings([COMPAZ, RENNES, "no-such-practice"], "fr")

    assert {(one.slug, one.state, one.city_name) for one in found.values()} == {
        (COMPAZ, "published", "Recife"),
        (RENNES, "withdrawn", "Rennes"),
    }
    assert found[RENNES].title.language == "fr"
