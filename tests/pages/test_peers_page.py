"""Cities like mine: a place, a problem, weights; all of it in the address."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue import geography, vocabulary
from tests.conftest import OpenPage, text_of

GHENT = "2797656"


def _lists(at: AppTest) -> str:
    return "\n".join(json.loads(one.proto.json)["html"] for one in at.get("bidi_component"))


def _cities(at: AppTest) -> list[str]:
    """The slugs of the peers, in their order."""
    rows = _lists(at).split('class="peer-name">')[1:]
    return [row.split("city?id=")[1].split('"')[0].split("&")[0] for row in rows]


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_peers_open_in_every_language(open_page: OpenPage, language: str) -> None:
    at = open_page("peers", language, place=GHENT)

    assert len(_cities(at)) == 10
    name = geography.by_id(int(GHENT)).names[language]
    assert name in text_of(at)


def test_without_a_place_there_are_ways_to_begin(open_page: OpenPage) -> None:
    at = open_page("peers")

    assert "Cities like yours" in text_of(at)
    assert "Or begin with a host of the summits:" in text_of(at)


@pytest.mark.parametrize("place", ["999", "x", "99999999999999999999"])
def test_an_unknown_place_is_dropped_with_a_word(open_page: OpenPage, place: str) -> None:
    at = open_page("peers", place=place)

    assert place in at.info[0].value


def test_a_typed_name_offers_places_told_apart(open_page: OpenPage) -> None:
    at = open_page("peers")

    at.text_input(key="place_words").set_value("Springfield").run()

    labels = at.get("button_group")[0].options
    assert len(labels) == len(set(labels)) > 4
    assert any("MO, United States" in one for one in labels)


def test_a_chosen_place_is_in_the_address_and_a_city_without_practices_has_peers(
    open_page: OpenPage,
) -> None:
    at = open_page("peers")
    lyon = str(geography.search_places("Lyon", "en", 1)[0].place_id)
    at.text_input(key="place_words").set_value("Lyon").run()

    at.get("button_group")[0].set_value(lyon).run()

    assert at.query_params["place"] == lyon
    assert len(_cities(at)) == 10
    assert "The mix of themes is left out" in text_of(at)


def test_a_name_nobody_bears_is_answered(open_page: OpenPage) -> None:
    at = open_page("peers")

    at.text_input(key="place_words").set_value("Xyzzyville").run()

    assert "No city of this name is known." in at.info[0].value


def test_a_weight_moves_the_order_and_is_kept_in_the_address(open_page: OpenPage) -> None:
    at = open_page("peers", place=GHENT)
    before = _cities(at)

    at.slider(key="weigh_region").set_value(5).run()

    assert at.query_params["weigh_region"] == "5"
    assert _cities(at) != before


def test_a_link_brings_its_weights_back(open_page: OpenPage) -> None:
    moved = open_page("peers", place=GHENT)
    moved.slider(key="weigh_distance").set_value(0).run()

    opened = open_page("peers", "de", place=GHENT, weigh_distance="0")

    assert opened.slider(key="weigh_distance").value == 0
    assert _cities(opened) == _cities(moved)


def test_the_standard_weight_is_not_written(open_page: OpenPage) -> None:
    at = open_page("peers", place=GHENT, weigh_region="5")

    at.slider(key="weigh_region").set_value(2).run()

    assert "weigh_region" not in at.query_params


@pytest.mark.parametrize("weight", ["6", "-1", "x", ""])
def test_a_weight_that_makes_no_sense_is_the_standard(open_page: OpenPage, weight: str) -> None:
    at = open_page("peers", place=GHENT, weigh_region=weight)

    assert at.slider(key="weigh_region").value == 2


def test_all_weights_at_zero_are_answered_in_words(open_page: OpenPage) -> None:
    zero = {f"weigh_{one}": "0" for one in ("population", "region", "profile", "distance")}

    at = open_page("peers", place=GHENT, **zero)

    assert "All weights are at zero" in at.info[0].value


def test_a_problem_leaves_the_cities_that_tried_it(open_page: OpenPage) -> None:
    at = open_page("peers", place=GHENT, theme="security", audience="youth")

    assert "have a practice on this" in text_of(at)
    assert "mechelen" in _cities(at)


def test_a_problem_nobody_tried_is_answered(open_page: OpenPage) -> None:
    at = open_page("peers", place=GHENT, q="qwertzuiopasdf")

    assert "No other city whose practices were read has one on this problem." in at.info[0].value
    at.button(key="peer_any").click().run()
    assert "q" not in at.query_params
    assert len(_cities(at)) == 10


def test_the_same_stands_as_a_table_with_the_weights(open_page: OpenPage) -> None:
    shown = text_of(open_page("peers", place=GHENT))

    table = shown[shown.index("peers-table") :]
    assert "Region, × 2" in table
    assert table.count('<th scope="row">') == 10
    assert "it says nothing of how well a city does" in shown
