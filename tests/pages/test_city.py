"""The page of one city: facts, practices by theme, summits, workshops, peers."""

from __future__ import annotations

import json
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, words
from dashboard.catalogue import vocabulary
from tests.conftest import OpenPage, text_of


def _lists(at: AppTest) -> str:
    return "\n".join(json.loads(one.proto.json)["html"] for one in at.get("bidi_component"))


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_a_city_opens_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("city", language, id="montreal")

    i18n.use(language)
    shown = unescape(text_of(at))
    assert '<h1 class="city-name">Montr' in shown
    assert words.label("country", "CA") in shown
    assert words.label("summit", "montreal-2015") in shown
    assert words.label("theme", "integration") in unescape(_lists(at))


@pytest.mark.parametrize("slug", ["", "atlantis", "<b>"])
def test_an_unknown_city_leads_to_a_kind_page(open_page: OpenPage, slug: str) -> None:
    at = open_page("city", id=slug)

    assert at.title[0].value == "This city is not in the catalogue"


def test_the_four_facts_say_what_they_count_and_whence(open_page: OpenPage) -> None:
    shown = text_of(open_page("city", id="montreal"))

    head = shown[shown.index("city-facts") : shown.index("</header>")]
    assert "1,762,949" in head
    assert "Source: GeoNames, year not stated" in head
    assert "summits of mayors taken part in, of 3" in head
    assert "Member" in head
    assert "what this catalogue holds, never all the city does" in head


def test_yes_no_and_not_stated_are_told_apart(open_page: OpenPage) -> None:
    shown = text_of(open_page("city", id="dusseldorf"))

    rows = shown[shown.index("city-summits") :].split("<tr>")[2:5]
    assert "<td>no</td><td>yes" in rows[0]
    assert "<td>yes, as host</td><td>yes" in rows[1]
    assert "no declaration known" in rows[2]
    assert shown.count("not stated") < text_of(open_page("city", id="rennes")).count("not stated")


def test_practices_stand_under_their_theme(open_page: OpenPage) -> None:
    shown = _lists(open_page("city", id="montreal"))

    integration, security = shown.index("theme-integration"), shown.index("theme-security")
    assert integration < shown.index("BINAM") < security < shown.index("CPRMV")


def test_a_city_without_practices_says_that_this_says_nothing(open_page: OpenPage) -> None:
    shown = _lists(open_page("city", id="dusseldorf"))

    assert "No practice of Düsseldorf has been read yet." in shown


def test_a_workshop_tells_question_speaker_and_what_was_reported(open_page: OpenPage) -> None:
    shown = text_of(open_page("city", id="venlo"))

    assert "Which sustainable ways of getting around can replace the usual ones?" in shown
    assert "Antoin Scholten" in shown
    assert "Presented project. Stated by the source." in shown


def test_five_peers_are_named_with_their_likeness_in_words(open_page: OpenPage) -> None:
    shown = text_of(open_page("city", id="montreal"))

    peers = shown[shown.index("peers-brief") :]
    assert peers.count("<li>") >= 5
    assert "in the same country" in peers
    assert "km away" in peers


def test_other_names_are_listed(open_page: OpenPage) -> None:
    assert "Genève" in text_of(open_page("city", id="geneva"))


def test_chosen_practices_travel_along_its_links(open_page: OpenPage) -> None:
    shown = _lists(open_page("city", id="montreal", pick="oslo-salto"))

    assert "&amp;pick=oslo-salto" in shown
