"""The page of one practice: every field, its gaps, its sources, and what can be done with it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, words
from dashboard.catalogue import record, vocabulary
from dashboard.catalogue.record import Reason
from dashboard.components import practice_sheet
from tests.conftest import OpenPage, text_of

COMPAZ = "recife-compaz-community-peace-centres"
AALBORG = "aalborg-safe-digital-city"


def _lists(at: AppTest) -> str:
    """The markup of the lists from which practices open."""
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    return "\n".join(json.loads(one.json).get("html", "") for one in drawn if one.json)


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_a_practice_opens_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("practice", language, id=COMPAZ)

    i18n.use(language)
    shown = text_of(at)
    assert words.label("theme", "security").split()[0] in shown
    assert words.definition("evidence", "evaluated") in unescape(shown)
    assert "Recife" in shown


@pytest.mark.parametrize("slug", ["", "no-such-practice", "<script>", "../x"])
def test_an_unknown_practice_leads_to_a_kind_page(open_page: OpenPage, slug: str) -> None:
    at = open_page("practice", id=slug)

    assert at.title[0].value == "This practice is not in the catalogue"


def test_every_field_of_the_record_is_on_the_page(open_page: OpenPage) -> None:
    practice = record.by_slug(AALBORG, "en")
    assert practice is not None

    shown = unescape(text_of(open_page("practice", id=AALBORG)))
    shown = re.sub(r'<sup class="claim.*?</sup>', "", shown)  # raised letters of figures

    for told in (
        practice.title.words,
        practice.summary.words,
        practice.challenge and practice.challenge.words,
        practice.approach and practice.approach.words,
        practice.lead,
        *practice.partners,
        *(one.title for one in practice.sources),
        *(one.publisher for one in practice.sources),
        *(words.label("topic", one) for one in practice.topics),
        *(words.definition("topic", one) for one in practice.topics),
        *(words.label("audience", one) for one in practice.audiences),
        words.label("instrument", practice.instrument),
        words.label("status", practice.status),
        "Since 2022",
        "142,937",
    ):
        assert told and told in shown


def test_what_no_source_states_is_said_to_be_open(open_page: OpenPage) -> None:
    shown = text_of(open_page("practice", id=AALBORG))

    result = shown[shown.index('id="result"') :]
    assert result.index("not stated") < result.index("</section>")
    assert "website of the city not stated" in shown
    assert "original language not stated" in shown


def test_a_figure_says_its_year_or_that_none_is_stated_and_that_no_source_is_tied(
    open_page: OpenPage,
) -> None:
    shown = text_of(open_page("practice", id=COMPAZ))

    figures = shown[shown.index('id="figures"') : shown.index('id="city"')]
    assert "50,000" in figures
    assert "year not stated" in figures
    assert "Source not tied to these figures: see the record’s sources." in figures


def test_a_text_of_another_language_is_marked_and_carries_its_language(
    open_page: OpenPage,
) -> None:
    shown = text_of(open_page("practice", "es", id=COMPAZ))

    problem = shown[shown.index('id="problem"') : shown.index('id="done"')]
    assert '<div class="prose" lang="en">' in problem
    assert "inglés" in problem


def test_sources_are_links_that_tell_nobody_where_the_reader_came_from(
    open_page: OpenPage,
) -> None:
    shown = text_of(open_page("practice", id=AALBORG))

    assert shown.count('rel="noopener noreferrer external"') == 3
    assert 'href="https://nordicsafecities.org/?p=4252"' in shown


def test_three_similar_practices_stand_there_each_with_a_reason(open_page: OpenPage) -> None:
    shown = _lists(open_page("practice", id=COMPAZ))

    assert shown.count('<li class="card') == 3
    assert shown.count('class="card-text">Same ') == 3


def test_a_reason_is_one_sentence_in_words() -> None:
    told = practice_sheet.because(
        (Reason("theme", ("security",)), Reason("audience", ("youth",)), Reason("text"))
    )

    assert told == (
        "Same theme (everyday security), same audience (young people) "
        "and close in what the texts say."
    )


@pytest.mark.parametrize("kind", ["city", "theme", "topic", "audience", "instrument", "size"])
def test_every_reason_has_words(kind: str) -> None:
    dims = {"city": (), "size": ("under_50k",)}
    codes = dims.get(kind) if kind in dims else (vocabulary.codes(kind)[0],)

    told = practice_sheet.because((Reason(kind, tuple(codes or ())),))

    assert told.endswith(".")
    assert "{" not in told


def test_adding_to_the_comparison_is_kept_in_the_address(open_page: OpenPage) -> None:
    at = open_page("practice", id=COMPAZ)

    at.button(key="pick").click().run()

    assert at.query_params["pick"] == COMPAZ
    assert at.query_params["id"] == COMPAZ
    assert at.button(key="unpick")


def test_a_chosen_practice_can_be_taken_out_again(open_page: OpenPage) -> None:
    at = open_page("practice", id=COMPAZ, pick=[AALBORG, COMPAZ])

    at.button(key="unpick").click().run()

    assert at.query_params["pick"] == AALBORG


def test_a_fifth_practice_cannot_be_chosen(open_page: OpenPage) -> None:
    at = open_page("practice", id=COMPAZ, pick=["a", "b", "c", "d"])

    assert at.button(key="pick").disabled


def test_the_citation_names_version_and_date_and_the_link_is_there_to_copy(
    open_page: OpenPage,
) -> None:
    at = open_page("practice", "fr", id=COMPAZ)

    citation, bibtex, csl, ris, link = (one.value for one in at.code)
    assert link == f"http://localhost:8501/p/{COMPAZ}/v/1"
    assert "22\u00a0novembre 2026" in citation
    assert bibtex.startswith("@misc{") and csl.startswith("[") and ris.startswith("TY  - ")
    assert all(link in one for one in (citation, bibtex, csl, ris))


@pytest.mark.usefixtures("store")
def test_words_of_the_catalogue_are_never_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_sheet.state, "picks", list)
    monkeypatch.setattr(practice_sheet.state, "origin", str)
    evil = "<img src=x onerror=alert(1)>"
    practice = record.by_slug(COMPAZ, "en")
    assert practice is not None
    told = record.Text(evil, "en")
    practice = replace(
        practice,
        title=told,
        summary=told,
        challenge=told,
        lead=evil,
        partners=(evil,),
        city=replace(practice.city, name=evil, website=f'https://x.org/"{evil}'),
        figures=(replace(practice.figures[0], label=told, measured_by=evil, period=evil),),
        sources=(record.Source(1, "https://x.org/" + evil, evil, evil),),
        similar=(replace(practice.similar[0], title=told, city=evil),),
    )

    drawn = "".join(
        draw(practice)
        for draw in (
            practice_sheet._head,
            practice_sheet._story,
            practice_sheet._facts,
            practice_sheet._similar,
            practice_sheet._foot,
        )
    )

    assert "<img" not in drawn
    assert drawn.count("&lt;img") > 10


def test_an_address_that_runs_is_no_link() -> None:
    drawn = practice_sheet._source(record.Source(1, "javascript:alert(1)", "Source", None))

    assert "href" not in drawn


def test_a_figure_that_names_its_source_links_to_it() -> None:
    figure = record.Figure(record.Text("Staff", "en"), 3, "people", 2020, None, None, source=2)

    assert 'href="#source-2">source 2</a>' in practice_sheet._figures((figure,))
