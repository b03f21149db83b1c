"""What stands on the plain pages: figures with year and source, gaps as gaps, ways that lead on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.catalogue import clock, corrections, press, record, signed, standing, summits
from dashboard.catalogue.filters import Filters
from dashboard.i18n import LANGUAGES
from dashboard.web import answers
from dashboard.web.plain import theme
from tests.catalogue import correcting
from tests.conftest import Desk
from tests.web import plain_pages
from tests.web.plain_pages import COMPAZ, WIEN, parsed


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with plain_pages.client() as opened:
        yield opened


def test_a_practice_says_all_that_a_journalist_needs(client: TestClient) -> None:
    practice = record.by_slug(COMPAZ, "en")
    assert practice
    page = parsed(client.get(f"/en/p/{COMPAZ}").text)

    for told in (practice.title.words, "50,000 people", "year not stated", "2017"):
        assert told in page.text
    assert "Source not tied to these figures: see the record’s sources." in page.text
    assert {one.url for one in practice.sources} <= set(page.links)
    kept = signed.of(COMPAZ, 1)
    assert kept and kept.sha256 in page.text
    assert f"http://testserver/p/{COMPAZ}/v/1" in page.text
    for way in (
        f"/record/{COMPAZ}/1.json",
        f"/en/sheet/p/{COMPAZ}/v/1.pdf",
        f"/en/cite/p/{COMPAZ}/v/1.bib",
        f"/en/practice?id={COMPAZ}",
        f"/en/embed?what=practice&id={COMPAZ}",
        "/en/feed/c/recife.atom",
        "/en/c/recife",
    ):
        assert way in page.links


def test_the_hash_on_the_page_is_that_of_the_file_it_names(client: TestClient) -> None:
    page = parsed(client.get(f"/fr/p/{COMPAZ}").text)
    file = client.get(f"/record/{COMPAZ}/1.json", headers={"Accept-Encoding": "identity"})

    assert hashlib.sha256(file.content).hexdigest() in page.text


def test_a_number_without_a_figure_is_marked_as_the_citys_own(client: TestClient) -> None:
    markup = client.get(f"/en/p/{COMPAZ}").text

    assert '<span class="own">1,500<span class="unseen"> (the city’s own statement)' in markup
    assert '<a class="claim" href="#figure-1">50,000' in markup


def test_what_no_source_states_is_a_gap_and_texts_of_other_languages_say_so(
    client: TestClient,
) -> None:
    markup = client.get(f"/de/p/{WIEN}").text
    page = parsed(markup)

    assert 'class="gap">nicht angegeben' in markup
    assert "Text auf Englisch" in page.text
    assert '<div class="prose" lang="en">' in markup


def test_a_city_of_which_nothing_was_read_says_that_it_says_nothing(client: TestClient) -> None:
    text = parsed(client.get("/en/c/bamako").text).text

    assert "No practice of Bamako has been read yet. That says nothing about the city." in text
    assert "not stated" in text


def test_a_city_lists_its_practices_and_its_part_in_each_summit(client: TestClient) -> None:
    page = parsed(client.get("/en/c/montreal").text)

    assert {f"/en/summit/{one.code}" for one in summits.every("en")} <= set(page.links)
    assert any(one.startswith("/en/p/montreal-") for one in page.links)


def test_a_theme_names_a_bounded_number_and_leads_to_all(client: TestClient) -> None:
    page = parsed(client.get("/en/theme/cohesion").text)

    named = {one for one in page.links if one.startswith("/en/p/") and "#" not in one}
    assert len(named) <= theme.MOST
    assert str(press.counts("cohesion").practices) in page.text
    assert "/en/explore?theme=cohesion" in page.links


def test_a_summit_shows_figures_that_disagree_with_who_states_them(client: TestClient) -> None:
    page = parsed(client.get("/en/summit/dusseldorf-2019").text)

    for told in ("more than 35", "about 35", "Announced", "Counted by us", "2 September 2019"):
        assert told in page.text
    assert "None is marked as the right one" in page.text
    summit = summits.of("dusseldorf-2019", "en")
    assert summit
    figures = [figure for one in summit.conflicts for figure in one.figures]
    assert {one.source for one in figures} <= set(page.links)
    assert "Took part and did not sign (1)" in page.text
    assert "Sources count 38 cities as present and name 36." in page.text


def test_a_summit_without_numbers_shows_gaps_and_no_zero(client: TestClient) -> None:
    markup = client.get("/en/summit/izmir-2021").text

    assert 'figure-number"><span class="gap">not stated' in markup
    assert "No declaration of this summit is known" in markup
    assert 'figure-number">0' not in markup


def test_the_press_page_gives_figures_quotes_and_ways_on(client: TestClient) -> None:
    page = parsed(client.get("/en/press").text)

    for told in (
        "224 practices in the catalogue",
        "171 cities did them",
        "Source: this catalogue, version 1",
        "Paris, represented by Anne Hidalgo (Mayor)",
        "no verbatim quotation",
        "No contact for the press has been named.",
        "Nothing has been corrected yet.",
    ):
        assert told in page.text
    for way in (
        "/en/press/sealed", "/en/check", "/en/brief", "/en/embed", "/en/feed/all.atom",
        "/en/picture/map.svg", "/en/picture/map.png", "/en/kit/theme/cohesion.zip",
        "/en/kit/summit/izmir-2021.zip", "/en/summit/izmir-2021", "/en/theme/security",
    ):  # fmt: skip
        assert way in page.links


def test_the_contact_is_a_setting_and_its_address_one_to_write_to(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESS_CONTACT", "Ada <Example>, +49 211 000, press@example.org.")
    # The answer without a contact is kept, as is right: a setting changes with a new start.
    monkeypatch.setattr(answers, "shelf", answers.Shelf())
    page = parsed(client.get("/en/press").text)

    assert "Ada <Example>, +49 211 000, press@example.org." in page.text
    assert "mailto:press@example.org" in page.links


def test_a_correction_stands_on_the_press_page_with_both_figures(
    client: TestClient, desk: Desk
) -> None:
    correcting.correct(desk, COMPAZ, lead="The new office")
    page = parsed(client.get("/en/press").text)

    assert "Corrected on" in page.text
    assert "The new office" in page.text
    assert f"/en/p/{COMPAZ}" in page.links


def test_what_is_new_leaves_out_what_was_withdrawn(client: TestClient, desk: Desk) -> None:
    some = press.days("en", 1, 5)[0].some[0]
    standing.withdraw(desk.person("reviewer"), some.slug, "The city asked for it.")

    text = parsed(client.get("/en/press").text).text

    assert "223 practices published on" in text
    assert text.count(some.title.words) == 1  # among what was taken away, with the reason
    assert "The city asked for it." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_for_words_is_left_empty(client: TestClient, language: str) -> None:
    for kind in plain_pages.KINDS:
        page = parsed(client.get(f"/{language}/{kind}").text)
        assert "{" not in page.text.replace("<iframe", "")
        assert not re.search(r"\bNone\b(?! is)", page.text)


def test_the_feed_of_corrections_and_the_page_tell_the_same(desk: Desk) -> None:
    correcting.correct(desk, COMPAZ, lead="The new office")

    assert corrections.latest(1, Filters())[0].slug == COMPAZ
    assert corrections.of(COMPAZ)[0].day == clock.now().date()
