"""What the press asks: counts that agree with the lists, figures with year, and what is new."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dashboard.catalogue import clock, overview, practices, press, standing, vocabulary
from dashboard.catalogue.filters import Filters
from tests.catalogue import correcting
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.mark.parametrize("theme", [None, *vocabulary.codes("theme")])
def test_counts_are_those_of_the_overview_and_the_search(store: Path, theme: str | None) -> None:
    filters = Filters(themes=(theme,) if theme else ())
    counts, seen = press.counts(theme), overview.of(filters, "en")

    assert (counts.practices, counts.cities, counts.countries) == (
        seen.practices, seen.cities, seen.countries,
    )  # fmt: skip
    assert counts.practices == practices.total(filters, "en")
    assert counts.figures == practices.total(Filters(themes=filters.themes, figures=True), "en")
    assert counts.evaluated == practices.total(
        Filters(themes=filters.themes, evidence=("evaluated",)), "en"
    )


def test_key_figures_name_their_year_the_latest_first_one_a_city(store: Path) -> None:
    found = press.key_figures("en", 50)

    years = [one.figure.year for one in found]
    assert None not in years
    assert years == sorted(years, key=lambda year: -(year or 0))
    cities = [one.practice.city_slug for one in found]
    assert len(cities) == len(set(cities))
    assert len(press.key_figures("en", 5, "security")) == 5


def test_conclusions_name_their_city_and_the_surest_come_first(store: Path) -> None:
    found = press.conclusions("en", 6)

    assert len(found) == 6
    assert all(one.city and one.source for one in found)
    assert [one.basis for one in found[:4]] == ["stated"] * 4
    assert len({one.workshop for one in found[:4]}) == 4


def test_the_days_tell_what_was_published_for_the_first_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 5, 9, 0))
    correcting.correct(desk, COMPAZ, lead="The new office")

    days = press.days("en", 2, 3)

    assert [one.practices for one in days] == [224]  # a correction is no new practice
    assert len(days[0].some) == 3


def test_what_was_withdrawn_is_in_no_count_and_no_list(desk: Desk) -> None:
    before = press.counts()
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    assert press.counts().practices == before.practices - 1
    assert COMPAZ not in {one.slug for one in press.newest("en", 1000)}
    assert COMPAZ not in {one.practice.slug for one in press.key_figures("en", 1000)}
