"""The overview's page: each part with its sentence, its chart and its table of links."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, words
from dashboard.catalogue import overview, practices, vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.components import charts

OpenPage = Callable[..., AppTest]
PARTS = (
    "regions", "topics", "starts", "evidence", "coverage", "audiences", "unstated", "summits",
)  # fmt: skip


def drawn(at: AppTest) -> str:
    """The HTML of the page's own fragments, without styles."""
    bodies = (str(one.proto.body) for one in at.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def said(at: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", drawn(at)))


def figures(at: AppTest) -> list[dict]:
    return [json.loads(one.proto.spec) for one in at.get("plotly_chart")]


def tables(at: AppTest) -> list[str]:
    return re.findall(r"<table.*?</table>", drawn(at), re.S)


def links(table: str) -> list[tuple[str, str]]:
    """Address and words of each link of a table."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)</a>', table)
    return [(html.unescape(href), text) for href, text in found]


def asked(href: str) -> Filters:
    return Filters.from_query(parse_qs(urlsplit(href).query))[0]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_language_has_each_part_with_a_chart_told_in_words_and_a_table(
    open_page: OpenPage, language: str
) -> None:
    at = open_page("overview", language)

    i18n.use(language)
    shown = said(at)
    assert len(figures(at)) == len(tables(at)) == len(PARTS)
    for chart in at.get("plotly_chart"):
        assert len(chart.proto.alt) > 60, "a chart is told to those who do not see it"
        assert not re.search(r"\{\w+\}", chart.proto.alt)
    for theme in vocabulary.codes("theme"):
        assert words.label("theme", theme) in shown
    assert words.count_of_practices(practices.total(Filters(), language)) in shown


def test_the_first_sentence_is_made_from_the_counts(open_page: OpenPage) -> None:
    at = open_page("overview")

    topics = overview.of(Filters(), "en").topics
    most, *_, least = sorted(topics.rows, key=topics.total, reverse=True)
    shown = said(at)
    assert f"fullest on “{words.label('topic', most)}”" in shown
    assert f"thinnest on “{words.label('topic', least)}”" in shown


@pytest.mark.parametrize("part", ["regions", "topics", "evidence", "audiences"])
def test_a_number_of_a_table_leads_to_so_many_practices(open_page: OpenPage, part: str) -> None:
    at = open_page("overview", "fr", evidence=["evaluated", "monitored"])

    found = links(tables(at)[PARTS.index(part)])

    assert len(found) > 5
    for href, number in found:
        assert href.startswith("/fr/explore?")
        assert i18n.number(practices.total(asked(href), "fr")) == number, href


def test_what_is_lacking_leads_to_the_few_practices_there_are(open_page: OpenPage) -> None:
    at = open_page("overview")

    lacking = tables(at)[PARTS.index("coverage")]
    counts = re.findall(r'overview-count">(\d)</span> <a href="([^"]+)"', lacking)

    assert len(counts) > 100
    for count, href in counts[::7]:
        assert practices.total(asked(html.unescape(href)), "en") == int(count) <= 2


def test_a_year_of_the_table_leads_to_the_practices_of_that_year(open_page: OpenPage) -> None:
    at = open_page("overview")

    found = links(tables(at)[PARTS.index("starts")])

    assert sum(int(number) for _href, number in found) == len(
        [one for one in overview.of(Filters(), "en").starts if one.year]
    )
    for href, number in found:
        assert practices.total(asked(href), "en") == int(number)


def test_the_cells_of_the_heat_map_are_the_cells_of_its_table(open_page: OpenPage) -> None:
    at = open_page("overview")

    cells = figures(at)[0]["data"][0]["text"]
    rows = re.findall(r"<tr role=\"row\"><th role=\"rowheader\".*?</tr>", tables(at)[0])
    table = [re.findall(r">([\d,]+)</a>", row)[:-1] for row in rows]  # the last is for any theme

    assert cells == [number for row in table for number in row]


def test_the_timeline_has_one_mark_a_practice(open_page: OpenPage) -> None:
    at = open_page("overview")

    _hatch, dated, undated = figures(at)[PARTS.index("starts")]["data"]

    assert len(dated["x"]) + len(undated["x"]) == practices.total(Filters(), "en")


def test_an_empty_cell_is_hatched_and_says_zero(open_page: OpenPage) -> None:
    at = open_page("overview")

    cells = figures(at)[0]["data"][0]

    hatched = [bool(shape) for shape in cells["marker"]["pattern"]["shape"]]
    assert hatched == [text == "0" for text in cells["text"]]
    assert any(hatched)


def test_a_number_in_a_cell_can_be_read_on_every_step_of_the_scale() -> None:
    for colours in (charts.LIGHT, charts.DARK):
        for step in colours.scale:
            assert charts.contrast(charts.ink_on(step), step) >= 4.5, step


def test_labels_of_neighbouring_columns_have_room_on_a_phone() -> None:
    heads = charts._heads(["Sozialer Zusammenhalt", "Integration und Inklusion", "Sicherheit"])

    assert heads == ["Sozialer<br>Zusammenhalt", "Integration<br>und<br>Inklusion", "Sicherheit"]
    assert charts._heads(["Social cohesion", "Integration and inclusion"])[1] == (
        "Integration<br>and inclusion"
    )


def test_words_of_the_catalogue_are_no_markup_in_a_chart() -> None:
    assert charts.wrapped("<b>Paris</b> & Lyon", 40) == "&lt;b&gt;Paris&lt;/b&gt; &amp; Lyon"


def test_an_overview_of_a_part_says_so_and_keeps_the_question_in_its_links(
    open_page: OpenPage,
) -> None:
    at = open_page("overview", theme="security", pick=["bogota-care-blocks"])

    found = links(tables(at)[0])

    part = overview.of(Filters(themes=("security",)), "en")
    assert f"{part.practices} practices" in said(at)
    assert len(figures(at)) == len(PARTS) - 1, "summits are told of the whole catalogue"
    assert all("theme=security" in href for href, _number in found)
    assert all("pick=bogota-care-blocks" in href for href, _number in found)


def test_an_overview_of_nothing_says_so(open_page: OpenPage) -> None:
    at = open_page("overview", to="1801")

    assert figures(at) == []
    assert at.title[0].value


def test_a_code_nobody_knows_is_left_out_with_a_word(open_page: OpenPage) -> None:
    at = open_page("overview", theme="happiness")

    assert "happiness" in at.info[0].value
    assert len(figures(at)) == len(PARTS)


def test_the_catalogue_names_its_version_and_day_with_its_counts(open_page: OpenPage) -> None:
    at = open_page("overview", "de")

    found = overview.of(Filters(), "de")
    i18n.use("de")
    assert i18n.date(found.released_on) in said(at)
