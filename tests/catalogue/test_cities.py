"""One city: facts that stay unknown where no source states them, summits, workshops."""

from __future__ import annotations

import pytest

from dashboard.catalogue import cities, vocabulary

pytestmark = pytest.mark.usefixtures("store")


def _city(slug: str, language: str = "en") -> cities.City:
    found = cities.by_slug(slug, language)
    assert found is not None
    return found


def test_an_unknown_city_is_none() -> None:
    assert cities.by_slug("atlantis", "en") is None


def test_every_city_can_be_shown_in_every_language() -> None:
    for language in vocabulary.LANGUAGES:
        for slug, name in cities.names(language).items():
            city = _city(slug, language)
            assert city.name == name
            assert len(city.summits) == 3


def test_a_city_is_named_in_the_readers_language_and_its_other_names_are_listed() -> None:
    geneva = _city("geneva", "de")

    assert geneva.name == "Genf"
    assert "Genève" in geneva.other_names
    assert "Genf" not in geneva.other_names


def test_what_no_source_says_of_a_summit_stays_unknown() -> None:
    rennes = _city("rennes")

    assert {(one.took_part, one.signed) for one in rennes.summits} == {(None, None)}
    assert rennes.summits_attended == ()
    assert rennes.observatory_member is None


def test_a_no_is_not_an_unknown() -> None:
    montreal_2015, dusseldorf_2019, izmir_2021 = _city("dusseldorf").summits

    assert (montreal_2015.took_part, montreal_2015.signed) == (False, True)
    assert dusseldorf_2019.hosted
    assert izmir_2021.declaration_title is None


def test_a_city_without_practices_has_none_and_keeps_its_page() -> None:
    assert _city("dusseldorf").practices == ()


def test_practices_stand_by_theme_newest_start_first() -> None:
    practices = _city("montreal").practices
    order = [vocabulary.number("theme", one.main_theme) for one in practices]

    assert order == sorted(order)
    assert [one.start_year for one in practices if one.main_theme == "integration"] == [2018, 2016]


def test_a_city_is_tied_to_the_workshops_it_spoke_in() -> None:
    spoken = [one.workshop for one in _city("venlo").sessions if one.spoke]

    assert spoken == ["dusseldorf-2019-healthy"]
    assert _city("venlo").sessions[0].speakers[0].name == "Antoin Scholten"


def test_a_conclusion_naming_a_city_that_did_not_speak_is_tied_to_it_too() -> None:
    healthy = next(
        one for one in _city("izmir").sessions if one.workshop == "dusseldorf-2019-healthy"
    )

    assert not healthy.spoke
    assert [one.kind for one in healthy.conclusions] == ["project"]


def test_a_conclusion_of_another_city_is_not_tied_to_it() -> None:
    healthy = _city("venlo").sessions[0]

    assert len(healthy.conclusions) == 1


def test_a_speaker_whom_no_source_names_stays_unnamed() -> None:
    quebec = next(one for one in _city("quebec").sessions if one.workshop == "izmir-2021-dialogue")

    assert quebec.speakers == (cities.Speaker(None, "elected representative"),)


def test_questions_of_a_workshop_come_in_the_language_of_the_reader() -> None:
    asked = {
        one: _city("venlo", one).sessions[0].questions[0].language for one in vocabulary.LANGUAGES
    }

    assert asked == {one: one for one in vocabulary.LANGUAGES}
