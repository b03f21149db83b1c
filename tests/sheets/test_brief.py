"""The meeting brief: two cities, one page, and nothing on it that a record does not hold."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard import i18n, question_words
from dashboard.catalogue import brief, cities, record
from dashboard.catalogue.discussion import answers
from dashboard.i18n import LANGUAGES
from dashboard.sheets import brief as sheet
from tests.catalogue.mayors_asked import Hall, answered, hall, sent
from tests.conftest import Desk
from tests.sheets import printed
from tests.sheets.printed import HOUSE, letters

__all__ = ["hall"]


def pairs(many: int = 20) -> list[tuple[str, str]]:
    chosen = random.Random(2019)
    names = sorted(cities.names("en"))
    return [tuple(chosen.sample(names, 2)) for _ in range(many)]  # type: ignore[misc]


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_meetings_take_exactly_one_page_each(store: Path, language: str) -> None:
    i18n.use(language)
    for mine, theirs in pairs():
        found = brief.of(mine, theirs, language)
        assert found

        made = sheet.pdf(found, HOUSE)

        assert printed.pages(made) == 1, (mine, theirs)
        told = letters(printed.text(made))
        for one in (*found.ask, *found.offer):
            assert letters(one.title.words) in told
            assert letters(f"p/{one.slug}/v/{one.version}") in told


def test_swapped_cities_swap_the_lists(store: Path) -> None:
    for mine, theirs in pairs():
        here, there = brief.of(mine, theirs, "en"), brief.of(theirs, mine, "en")
        assert here and there

        assert here.ask == there.offer
        assert here.offer == there.ask
        assert (here.topics, here.met) == (there.topics, there.met)
        assert [(one.audience, one.mine, one.theirs) for one in here.addressed] == [
            (one.audience, one.theirs, one.mine) for one in there.addressed
        ]


def test_every_line_is_a_version_of_a_record(store: Path) -> None:
    for mine, theirs in pairs():
        found = brief.of(mine, theirs, "fr")
        assert found
        asked = [one.proposal for one in found.questions if one.proposal]
        led = [one for contact in found.contacts for one in contact.proposals]
        for one in (*found.ask, *found.offer, *asked, *led):
            whole = record.by_slug(one.slug, "fr", one.version)
            assert whole
            assert (whole.title, whole.summary) == (one.title, one.summary)
            assert whole.lead == one.lead
            assert one.figure is None or one.figure in whole.figures
        assert {one.slug for one in found.ask} <= _of(theirs)
        assert {one.slug for one in found.offer} <= _of(mine)


def _of(city: str) -> set[str]:
    found = cities.by_slug(city, "fr")
    return {one.slug for one in found.practices} if found else set()


def test_no_more_than_three_and_all_where_there_are_fewer(store: Path) -> None:
    found = brief.of("vienna", "barcelona", "en")
    assert found

    assert (len(found.ask), len(found.offer)) == (3, 3)
    for mine, theirs in pairs():
        other = brief.of(mine, theirs, "en")
        assert other
        assert len(other.ask) == min(3, other.theirs.practices)
        assert len(other.offer) == min(3, other.mine.practices)


def test_a_reason_for_each_is_true_of_both_cities(store: Path) -> None:
    for mine, theirs in pairs():
        found = brief.of(mine, theirs, "en")
        assert found
        for one in found.ask:
            whole = record.by_slug(one.slug, "en")
            assert whole
            for why in one.whys:
                if why.kind == "gap":
                    assert found.mine.practices
                    assert not set(why.codes) & set(found.mine.themes)
                if why.kind in ("gap", "theme"):
                    assert set(why.codes) <= set(whole.themes)
                if why.kind == "audience":
                    assert set(why.codes) <= {one.audience for one in found.addressed}
                if why.kind == "topic":
                    assert set(why.codes) <= set(found.topics)


def test_what_is_open_is_what_no_source_states(store: Path) -> None:
    for mine, theirs in pairs():
        found = brief.of(mine, theirs, "en")
        assert found
        for one in found.questions:
            if one.proposal is None:
                assert one.kind == "workshop" and one.topic in found.topics
                continue
            whole = record.by_slug(one.proposal.slug, "en")
            assert whole
            stated = {
                "results": whole.results,
                "figures": whole.figures,
                "cost": whole.costs,
                "start": whole.start_year,
            }
            assert not stated[one.kind]


def test_a_city_of_which_nothing_was_read_is_met_too(store: Path) -> None:
    i18n.use("en")
    silent = next(one for one in cities.names("en") if not _of(one))
    found = brief.of("vienna", silent, "en")
    assert found

    made = sheet.pdf(found, HOUSE)

    assert found.ask == () and len(found.offer) == 3
    assert all(why.kind != "gap" for one in found.offer for why in one.whys)
    assert printed.pages(made) == 1
    assert "has been read yet. That says nothing about the city." in printed.text(made)


def test_nobody_meets_themselves_or_a_city_unknown(store: Path) -> None:
    assert brief.of("vienna", "vienna", "en") is None
    assert brief.of("vienna", "atlantis", "en") is None


# What inhabitants ask -----------------------------------------------------------------------------


def test_up_to_three_open_questions_of_inhabitants_and_still_one_page(
    desk: Desk, hall: Hall
) -> None:
    long = "Why does the last bus leave our estate before the night shift ends, number {n}? " * 3
    for number in range(4):
        sent(long.format(n=number)[:199] + "?", ("vienna", "barcelona"))
        hall.later(days=1)

    for language in ("de", "en"):
        i18n.use(language)
        found = brief.of("barcelona", "vienna", language)
        assert found

        made = sheet.pdf(found, HOUSE)

        assert [one.question_id for one, _cell in found.residents] == [
            one.question_id for one, _cell in answers.open_for_city("vienna")[:3]
        ]  # the longest waiting first
        assert printed.pages(made) == 1
        told = letters(printed.text(made))
        for asked, cell in found.residents:
            assert letters(asked.words.words) in told
            assert letters(question_words.silence(cell)) in told


def test_what_was_answered_is_no_open_question(desk: Desk, hall: Hall) -> None:
    question = sent(cities=("vienna", "barcelona"))
    answered(question, "vienna")

    meets = {theirs: brief.of("rennes", theirs, "en") for theirs in ("vienna", "barcelona")}

    assert {city: len(one.residents) for city, one in meets.items() if one} == {
        "vienna": 0,
        "barcelona": 1,
    }
