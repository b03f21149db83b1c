"""The first page: every number on it is that of the catalogue."""

from __future__ import annotations

import pytest

from dashboard import i18n
from dashboard.catalogue import practices
from dashboard.catalogue.filters import Filters
from tests.conftest import OpenPage, text_of


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_opens_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("home", language)

    assert 'class="hero"' in text_of(at)
    assert len(at.get("page_link")) == 7  # three themes, one practice, three doors


def test_it_counts_what_the_catalogue_holds(open_page: OpenPage) -> None:
    shown = text_of(open_page("home"))

    counts = practices.facet_counts(Filters(), "en")
    total = practices.total(Filters(), "en")
    assert f"{total} practices of {len(counts['cities'])} cities" in shown
    assert f"{len(counts['countries'])} countries" in shown
    evaluated = round(100 * counts["evidence"]["evaluated"] / total)
    assert f"{evaluated}%" in shown
    assert "Counts measure what was read, never the city." in shown


def test_each_theme_leads_to_its_practices(open_page: OpenPage) -> None:
    at = open_page("home")

    counts = practices.facet_counts(Filters(), "en")["themes"]
    ways = {one.proto.query_string: one.proto.label for one in at.get("page_link")}
    for theme, count in counts.items():
        assert ways[f"theme={theme}"] == f"Read {count} practices"


def test_the_large_figure_has_its_year_and_says_where_it_is_from(open_page: OpenPage) -> None:
    shown = text_of(open_page("home"))

    large = shown.split("figure-hero")[1].split("</div>")[0]
    source = large.split('class="figure-source">')[1]
    assert source[:4].isdigit()
    assert "source" in source


def test_a_search_opens_the_page_that_explores(open_page: OpenPage) -> None:
    at = open_page("home")

    at.text_input(key="front_search").set_value("youth").run()

    assert at.query_params["q"] in ("youth", ["youth"])
    assert at.title[0].value == "Explore practices"
