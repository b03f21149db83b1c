"""Summits: who came as far as sources say, what was said, and where the sources disagree."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue import summits, vocabulary
from dashboard.i18n import LANGUAGES

DATA = vocabulary.DATA


def test_all_summits_are_told_the_newest_first(store: Path) -> None:
    found = summits.every("en")

    assert [one.code for one in found] == ["izmir-2021", "dusseldorf-2019", "montreal-2015"]
    assert summits.of("atlantis-1999", "en") is None


def test_what_no_source_says_of_a_guest_stays_unsaid(store: Path) -> None:
    dusseldorf, izmir = (summits.of(one, "en") for one in ("dusseldorf-2019", "izmir-2021"))
    assert dusseldorf and izmir

    hamburg = next(one for one in dusseldorf.guests if one.slug == "hamburg")
    host = next(one for one in dusseldorf.guests if one.hosted)

    assert (hamburg.took_part, hamburg.signed) == (True, False)
    assert host.slug == "dusseldorf"
    assert len(dusseldorf.came) == 36
    assert len(dusseldorf.signed) == 35
    assert {one.signed for one in izmir.guests} == {None}
    assert izmir.attendance.cities is None
    assert izmir.declaration is None


def test_conflicting_figures_stand_side_by_side_each_with_its_source(store: Path) -> None:
    summit = summits.of("dusseldorf-2019", "de")
    assert summit

    by_subject = {one.about: one.figures for one in summit.conflicts}

    assert [one.value for one in by_subject["cities"]] == [35, 30, 42, 35, 38, 37, 35]
    assert [one.value for one in by_subject["countries"]] == [25, 23, 28]
    assert by_subject["cities"][0].precision == summits.MORE_THAN
    assert by_subject["cities"][4].day == date(2019, 9, 2)
    assert all(one.counts.language == "de" for figures in by_subject.values() for one in figures)
    for figures in by_subject.values():
        assert len({(one.value, one.counts.words) for one in figures}) == len(figures) > 1


def test_every_conflicting_figure_was_read_on_a_page_that_the_files_name() -> None:
    workshops = json.loads((DATA / "workshops.json").read_text("utf-8"))
    for summit in json.loads((DATA / "summits.json").read_text("utf-8")):
        pages = {
            *summit["sources"],
            *summit["attendance"]["sources"],
            *(
                page
                for one in workshops
                if one["summit"] == summit["id"]
                for page in one["sources"]
            ),
        }
        for conflict in summit["conflicting_figures"]:
            for one in conflict["figures"]:
                assert one["source"] in pages
                assert one["precision"] in ("exact", "about", "more_than")
                assert one["kind"] in ("announced", "reported", "counted")
                assert all(one[language] for language in LANGUAGES)


def test_what_we_counted_is_what_the_lists_give() -> None:
    cities = json.loads((DATA / "cities.json").read_text("utf-8"))
    signed = [one for one in cities if one["signed_2019"]]
    counted = {
        (conflict["about"], one["value"])
        for summit in json.loads((DATA / "summits.json").read_text("utf-8"))
        for conflict in summit["conflicting_figures"]
        for one in conflict["figures"]
        if one["kind"] == "counted"
    }

    countries = {one["country"] for one in signed}

    assert counted == {("cities", len(signed)), ("signatories", len(countries))}


def test_a_conclusion_says_who_spoke_for_its_city_where_on_what_basis(store: Path) -> None:
    summit = summits.of("montreal-2015", "en")
    assert summit

    paris = next(one for one in summit.conclusions if one.city_slug == "paris")

    assert [(one.name, one.office) for one in paris.spoke_for_it] == [("Anne Hidalgo", "Mayor")]
    assert (paris.kind, paris.basis) == ("position", "stated")
    assert paris.source.startswith("http")
    assert paris.summit == "montreal-2015"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_missing_in_a_language_is_shown_in_another_and_says_so(
    store: Path, language: str
) -> None:
    summit = summits.of("izmir-2021", language)
    assert summit and summit.slogan

    assert summit.slogan.language == ("fr" if language == "fr" else "en")
    assert {one.text.language for one in summit.conclusions} == {language}  # ours, in all four
    assert summit.name.language == language
    assert "'" not in summit.conclusions[0].text.words or language != "fr"
