"""Comparing, as a person does it: by link, in four languages, adding and taking out."""

import html
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, tables
from dashboard.catalogue import city_comparison, comparison

OpenPage = Callable[..., AppTest]

RECIFE, RENNES, VIENNA = TRIO = [
    "recife-compaz-community-peace-centres",
    "rennes-day-and-night-mediators",
    "vienna-wohnpartner-good-neighbourhood",
]
CITIES = ["vienna", "dusseldorf", "barcelona"]


def drawn(at: AppTest) -> str:
    """The HTML of the page's own fragments, without styles."""
    bodies = (str(one.proto.body) for one in at.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def said(at: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", drawn(at)))


def asked(at: AppTest) -> list[str]:
    found = at.query_params.get("id", [])
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_same_link_shows_the_same_comparison_in_every_language(
    open_page: OpenPage, language: str
) -> None:
    page = drawn(open_page("compare", language, id=TRIO))

    i18n.use(language)
    table = tables.of_practice_comparison(comparison.practices(TRIO, language))
    assert f'<h1 class="page-title">{html.escape(table.title)}</h1>' in page
    assert page.count('role="columnheader"') == 4
    assert page.count('role="rowheader"') == len(table.rows) + 1  # and the title of a section
    for column in table.columns:
        assert f">{column.city_name}</a>" in page


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_cities_are_laid_side_by_side_in_every_language(open_page: OpenPage, language: str) -> None:
    page = drawn(open_page("compare_cities", language, id=CITIES))

    i18n.use(language)
    table = tables.of_city_comparison(city_comparison.cities(CITIES, language))
    assert f'<h1 class="page-title">{html.escape(table.title)}</h1>' in page
    assert page.count('scope="col"') == 4


def test_what_differs_comes_before_what_is_the_same_and_both_are_marked(
    open_page: OpenPage,
) -> None:
    page = drawn(open_page("compare", id=TRIO))

    assert page.index("compare-same") > page.rindex("compare-differs")
    assert page.index("The same in all") < page.index("compare-same")
    assert page.count("compare-mark") == page.count('scope="row"')


def test_the_toggle_shows_only_what_differs_and_the_address_keeps_it(open_page: OpenPage) -> None:
    at = open_page("compare", id=TRIO)

    at.toggle(key="compare_only_differences").set_value(True).run()

    assert "compare-same" not in drawn(at)
    assert at.query_params["rows"] in ("differences", ["differences"])
    assert "rows=differences" in drawn(at), "what is taken home is what is shown"


def test_a_link_to_the_differences_shows_them_alone(open_page: OpenPage) -> None:
    at = open_page("compare", id=TRIO, rows="differences")

    assert at.toggle(key="compare_only_differences").value is True
    assert "compare-same" not in drawn(at)


def test_a_nonsense_of_rows_shows_all(open_page: OpenPage) -> None:
    at = open_page("compare", id=TRIO, rows="everything")

    assert "compare-same" in drawn(at)


def test_one_is_taken_out(open_page: OpenPage) -> None:
    at = open_page("compare", id=TRIO)

    at.button(key=f"compare_out_{RENNES}").click().run()

    assert asked(at) == [RECIFE, VIENNA]
    assert "Two practices" in said(at)


def test_one_near_to_them_is_added(open_page: OpenPage) -> None:
    at = open_page("compare", id=TRIO)
    offered = [one for one in at.button if (one.key or "").startswith("compare_in_")]

    offered[0].click().run()

    added = str(offered[0].key).removeprefix("compare_in_")
    assert asked(at) == [*TRIO, added]
    assert "Four practices" in said(at)


def test_one_is_found_by_a_word_and_added(open_page: OpenPage) -> None:
    at = open_page("compare", id=[RECIFE, RENNES])

    at.text_input(key="compare_find").set_value("wohnpartner").run()
    at.button(key=f"compare_in_{VIENNA}").click().run()

    assert asked(at) == TRIO
    assert at.text_input(key="compare_find").value == ""


def test_four_leave_no_room_for_a_fifth(open_page: OpenPage) -> None:
    at = open_page("compare", id=[*TRIO, "barcelona-radars"])

    assert not [one for one in at.button if (one.key or "").startswith("compare_in_")]


def test_of_five_the_first_four_are_kept_with_a_word(open_page: OpenPage) -> None:
    at = open_page("compare", id=[*TRIO, "barcelona-radars", "barcelona-vincles-bcn"])

    assert drawn(at).count('role="columnheader"') == 5
    assert any("first four" in one.value for one in at.info)


def test_unknown_ones_are_left_out_with_a_word(open_page: OpenPage) -> None:
    at = open_page("compare", id=["nobody-knows-this", RECIFE, RENNES])

    assert drawn(at).count('role="columnheader"') == 3
    assert any("nobody-knows-this" in one.value for one in at.info)


@pytest.mark.parametrize("slugs", [[], ["nobody"], ["<script>alert(1)</script>", "' or 1=1"]])
@pytest.mark.parametrize("page", ["compare", "compare_cities"])
def test_a_link_that_leads_to_nothing_offers_a_beginning(
    open_page: OpenPage, page: str, slugs: list[str]
) -> None:
    shown = drawn(open_page(page, id=slugs))

    assert shown.count('class="trio ') == 3
    assert "<script>" not in shown


def test_with_one_practice_its_neighbours_are_offered(open_page: OpenPage) -> None:
    at = open_page("compare", id=RECIFE)
    offered = [one for one in at.button if (one.key or "").startswith("compare_in_")]

    offered[0].click().run()

    assert asked(at)[0] == RECIFE
    assert "Two practices" in said(at)


def test_a_city_is_added_and_taken_out(open_page: OpenPage) -> None:
    at = open_page("compare_cities", id=CITIES[:1])

    at.selectbox(key="compare_city").set_value("dusseldorf").run()
    at.selectbox(key="compare_city").set_value("barcelona").run()

    assert asked(at) == CITIES
    at.button(key="compare_out_vienna").click().run()
    assert asked(at) == CITIES[1:]


def test_what_nobody_states_is_hatched_and_says_so(open_page: OpenPage) -> None:
    page = drawn(open_page("compare", id=TRIO))

    hatched = re.findall(r'<td role="cell" class="compare-gap".*?</td>', page)
    assert hatched
    assert all("not stated" in cell for cell in hatched)


def test_a_text_in_another_language_is_told_and_marked(open_page: OpenPage) -> None:
    page = drawn(open_page("compare", "de", id=TRIO))

    row = re.search(r'<tr role="row" class="row-challenge.*?</tr>', page)
    assert row
    assert row[0].count('lang="en"') == 3
    i18n.use("de")
    note = i18n._("Text in {language}").format(language=i18n.language_name("en"))
    assert f'<span class="compare-note">{note}</span>' in row[0]


def test_links_keep_the_language_and_the_choice(open_page: OpenPage) -> None:
    page = html.unescape(drawn(open_page("compare", "fr", id=TRIO)))

    assert f"/de/compare?id={RECIFE}&id={RENNES}&id={VIENNA}" in page
    assert f"/fr/compare.csv?id={RECIFE}&id={RENNES}&id={VIENNA}" in page
    assert f"/fr/practice?id={RECIFE}" in page
    assert "/fr/city?id=recife" in page


def test_counts_of_cities_say_what_they_measure(open_page: OpenPage) -> None:
    words = said(open_page("compare_cities", id=CITIES))

    assert "Counts measure what was read, never the city." in words
    assert "2 of 3" in words
    assert "none read" in words
