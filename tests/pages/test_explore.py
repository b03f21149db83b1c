"""Explore: what an address shows, and what a click does to the address."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.catalogue import database, practices
from dashboard.catalogue.filters import Filters
from tests.conftest import OpenPage, text_of

ALL = Filters()


def listed(at: AppTest) -> str:
    """The list of practices as the browser gets it."""
    drawn = at.get("bidi_component")
    assert len(drawn) == 1
    return (
        str(json.loads(drawn[0].proto.mixed.json)["html"])
        if drawn[0].proto.HasField("mixed")
        else str(json.loads(drawn[0].proto.json)["html"])
    )


def address(at: AppTest) -> dict[str, list[str]]:
    """The query of the address, each parameter with all its values."""
    return {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in at.query_params.items()
    }


def titles(html: str) -> list[str]:
    return re.findall(r'id="t-([a-z0-9-]+)"', html)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_opens_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("explore", language)

    assert titles(listed(at))
    assert [one.key for one in at.text_input] == ["filter_query"]


def test_a_link_asks_what_it_says(open_page: OpenPage) -> None:
    at = open_page("explore", theme="security", audience="youth")

    count = practices.total(Filters(themes=("security",), audiences=("youth",)), "en")
    assert f"<b>{count} practices</b> on everyday security, addressing young people." in text_of(at)
    assert at.pills(key="filter_themes").value == ["security"]


def test_every_option_tells_how_many_it_would_give(open_page: OpenPage) -> None:
    at = open_page("explore")
    at.button(key="filters_toggle").click().run()

    counts = practices.facet_counts(ALL, "en")
    france = f"France\u2002{counts['countries']['FR']}"
    assert france in at.multiselect(key="filter_countries").options
    evaluated = f"Evaluated :gray[{counts['evidence']['evaluated']}]"
    assert evaluated in at.pills(key="filter_evidence").options


def test_every_filter_has_its_widget(open_page: OpenPage) -> None:
    at = open_page("explore")
    at.button(key="filters_toggle").click().run()

    drawn = {
        one.key.removeprefix("filter_")
        for kind in ("text_input", "pills", "multiselect", "selectbox")
        for one in getattr(at, kind)
        if str(one.key).startswith("filter_")
    }
    assert drawn == set(Filters.__dataclass_fields__)


def test_a_choice_changes_the_address_and_shows_the_first_page(open_page: OpenPage) -> None:
    at = open_page("explore", page="3")

    at.pills(key="filter_themes").set_value(["cohesion"]).run()

    assert address(at) == {"theme": ["cohesion"]}


def test_choices_add_up_and_each_can_be_removed(open_page: OpenPage) -> None:
    at = open_page("explore", theme="security")
    at.button(key="filters_toggle").click().run()

    at.multiselect(key="filter_audiences").set_value(["youth"]).run()
    assert address(at) == {"theme": ["security"], "audience": ["youth"]}

    at.button(key="chip_themes_security").click().run()
    assert address(at) == {"audience": ["youth"]}

    at.button(key="clear_filters").click().run()
    assert address(at) == {}


@pytest.mark.parametrize(
    ("key", "given", "asked"),
    [
        ("filter_since", 2015, {"from": ["2015"]}),
        ("filter_until", 2015, {"to": ["2015"]}),
    ],
)
def test_years_are_chosen_from_those_there_are(
    open_page: OpenPage, key: str, given: int, asked: dict[str, list[str]]
) -> None:
    at = open_page("explore")
    at.button(key="filters_toggle").click().run()

    at.selectbox(key=key).set_value(given).run()

    assert address(at) == asked


def test_with_and_without_figures_are_told_apart(open_page: OpenPage) -> None:
    at = open_page("explore")
    at.button(key="filters_toggle").click().run()

    at.pills(key="filter_figures").set_value("no").run()

    assert address(at) == {"figures": ["no"]}
    assert "without figures" in text_of(at)


def test_back_shows_what_was_asked_before(open_page: OpenPage) -> None:
    at = open_page("explore")
    at.pills(key="filter_themes").set_value(["cohesion"]).run()

    at.query_params.clear()
    at.run()

    assert at.pills(key="filter_themes").value == []
    assert "The whole catalogue" in text_of(at)


def test_a_click_on_a_slow_network_loses_none_before_it(open_page: OpenPage) -> None:
    at = open_page("explore")
    at.pills(key="filter_themes").set_value(["cohesion"]).run()

    at.query_params.clear()  # the browser has not yet heard of the new address
    at.text_input(key="filter_query").set_value("youth").run()

    assert address(at) == {"theme": ["cohesion"], "q": ["youth"]}


def test_what_nobody_knows_is_left_out_with_a_word(open_page: OpenPage) -> None:
    at = open_page("explore", theme=["security", "nonsense"], city="atlantis", from_="12")

    told = at.info[0].value
    assert "nonsense" in told and "atlantis" in told and "12" in told
    assert at.pills(key="filter_themes").value == ["security"]


def test_a_search_marks_what_it_found(open_page: OpenPage) -> None:
    at = open_page("explore", q="neighbours")

    assert re.search(r"<mark>neighbours?</mark>", listed(at), re.IGNORECASE)
    assert at.selectbox(key="sort").value == "relevance"


def test_words_of_a_reader_are_text_and_never_markup(open_page: OpenPage) -> None:
    at = open_page("explore", q="<img src=x onerror=alert(1)>")

    assert "<img" not in text_of(at)


def test_the_order_is_part_of_the_address(open_page: OpenPage) -> None:
    at = open_page("explore", theme="security")

    at.selectbox(key="sort").set_value("city").run()

    assert address(at) == {"theme": ["security"], "sort": ["city"]}
    expected = practices.results(Filters(themes=("security",)), language="en", sort="city")
    assert titles(listed(at)) == [card.slug for card in expected.cards]


def test_pages_follow_one_another(open_page: OpenPage) -> None:
    first = titles(listed(open_page("explore")))

    second = titles(listed(open_page("explore", page="2")))

    assert not set(first) & set(second)


def test_a_page_too_far_shows_the_last(open_page: OpenPage) -> None:
    at = open_page("explore", page="999")

    assert titles(listed(at))


def test_the_table_holds_the_same_practices(open_page: OpenPage) -> None:
    cards = listed(open_page("explore"))

    table = listed(open_page("explore", view="table"))

    assert "<table" in table
    assert titles(table) == titles(cards)


def test_nothing_found_says_which_filter_to_drop(open_page: OpenPage) -> None:
    at = open_page("explore", q="police", country="FI", evidence="evaluated")
    asked = Filters(query="police", countries=("FI",), evidence=("evaluated",))
    best = practices.drop_suggestions(asked, "en")[0]

    assert f"there are {best.count}." in text_of(at)
    at.button(key="drop_0").click().run()

    kept, _ = Filters.from_query(address(at))
    assert kept == asked.without(best.field, best.code)
    assert len(set(titles(listed(at)))) == min(best.count, practices.PER_PAGE)


def test_chosen_practices_wait_at_the_foot(open_page: OpenPage) -> None:
    slugs = [row[0] for row in database.rows("practice_heads")][:3]
    at = open_page("explore", pick=slugs)

    at.button(key=f"unpick_{slugs[0]}").click().run()

    assert address(at) == {"pick": slugs[1:]}


def test_a_chosen_practice_nobody_knows_is_not_shown(open_page: OpenPage) -> None:
    at = open_page("explore", pick=["never-heard-of"])

    assert not [one for one in at.button if str(one.key).startswith("unpick_")]


def test_the_way_to_the_map_takes_the_filters_along(open_page: OpenPage) -> None:
    at = open_page("explore", theme="security", q="youth")

    way = next(one for one in at.get("page_link") if one.proto.label == "See these on the map")
    assert way.proto.query_string == "q=youth&theme=security"


def test_a_change_of_filter_stays_light(open_page: OpenPage) -> None:
    at = open_page("explore")

    # Twelve cards and their words; on the wire a third of it.
    assert len(listed(at).encode()) < 18_000
