"""The map's page: the same question as Explore, told by marks, words and table."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, words
from dashboard.catalogue import coverage, practices, vocabulary
from dashboard.catalogue.filters import Filters

OpenPage = Callable[..., AppTest]
STATIC = Path(__file__).resolve().parents[2] / "dashboard" / "static"


def drawn(at: AppTest) -> str:
    """The HTML of the page's own fragments, without styles."""
    bodies = (str(one.proto.body) for one in at.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def said(at: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", drawn(at)))


def sent(at: AppTest) -> dict | None:
    """What travels to the map's code."""
    for element in at.get("bidi_component"):
        if element.proto.component_name.endswith("practice_map"):
            return json.loads(element.proto.json)
    return None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_language_tells_the_number_the_cities_and_the_themes(
    open_page: OpenPage, language: str
) -> None:
    at = open_page("map", language)

    i18n.use(language)
    shown = said(at)
    for count in (
        practices.total(Filters(), language),
        len(practices.for_map(Filters(), language)),
    ):
        assert i18n.number(count) in shown
    for theme in vocabulary.codes("theme"):
        assert words.label("theme", theme) in shown


def test_the_map_holds_what_explore_finds(open_page: OpenPage) -> None:
    at = open_page("map", theme="security", country=["FR", "DE"])

    data = sent(at)
    asked = Filters(themes=("security",), countries=("DE", "FR"))
    found = practices.for_map(asked, "en")
    assert data is not None
    assert data["cities"]["id"] == [city.slug for city in found]
    assert sum(map(sum, data["cities"]["counts"])) == practices.total(asked, "en")


def test_the_table_holds_every_city_of_the_map(open_page: OpenPage) -> None:
    at = open_page("map", theme="cohesion")
    at.session_state["map_words"] = True
    at.run()

    found = practices.for_map(Filters(themes=("cohesion",)), "en")
    table = drawn(at).split("<tbody>")[1]
    assert table.count("<tr>") == len(found)
    assert "By region of the world:" in said(at)


def test_the_table_travels_only_when_it_is_opened(open_page: OpenPage) -> None:
    assert "<tbody>" not in drawn(open_page("map"))


def test_a_link_opens_the_list_of_a_city(open_page: OpenPage) -> None:
    at = open_page("map", at="ghent")

    shown = said(at)
    assert '<h2 class="section-title">Ghent</h2>' in drawn(at)
    assert words.count_of_practices(2) in shown
    assert sent(at)["chosen"] == "ghent"


def test_a_list_says_so_when_the_filters_leave_nothing_of_its_city(open_page: OpenPage) -> None:
    at = open_page("map", at="ghent", country="FR")

    assert "nothing there matches the filters" in said(at)


def test_closing_the_list_takes_it_out_of_the_address(open_page: OpenPage) -> None:
    at = open_page("map", at="ghent", theme="cohesion")

    at.button(key="map_close").click().run()

    assert "at" not in at.query_params
    assert at.query_params["theme"] in ("cohesion", ["cohesion"])
    assert sent(at)["chosen"] == ""


def test_a_region_is_looked_at_not_filtered(open_page: OpenPage) -> None:
    at = open_page("map", zoom="155")

    data = sent(at)
    west = [city for city in practices.for_map(Filters(), "en") if city.region == "155"]
    (south, _west), (north, _east) = data["zoom"]["bounds"]
    assert all(south < city.latitude < north for city in west)
    assert len(data["cities"]["id"]) == len(practices.for_map(Filters(), "en"))


def test_choosing_a_region_writes_the_address(open_page: OpenPage) -> None:
    at = open_page("map")

    at.selectbox(key="map_zoom").set_value("154").run()

    assert at.query_params["zoom"] in ("154", ["154"])


def test_the_layer_of_countries_tells_what_it_measures(open_page: OpenPage) -> None:
    at = open_page("map", layer="coverage")

    data = sent(at)
    found = coverage.by_country(practices.for_map(Filters(), "en"))
    assert data["countries"]["id"] == [one.code for one in found]
    assert data["countries"]["practices"] == [one.practices for one in found]
    assert "does not tell who does better" in said(at)
    assert "not read yet" in said(at)
    assert "cities" not in data


def test_read_without_a_match_is_not_the_same_as_unread(open_page: OpenPage) -> None:
    whole = open_page("map", layer="coverage")
    filtered = open_page("map", layer="coverage", country="FR")

    assert "read, nothing matches" not in said(whole)
    assert "read, nothing matches" in said(filtered)
    assert "DE" in sent(filtered)["countries"]["unmatched"]
    assert "CN" not in sent(filtered)["countries"]["unmatched"]


def test_a_country_lists_its_cities_and_leads_to_their_practices(open_page: OpenPage) -> None:
    at = open_page("map", layer="coverage", at="CO")

    cities = [one.name for one in practices.for_map(Filters(countries=("CO",)), "en")]
    assert all(name in said(at) for name in cities)


def test_what_the_address_misspells_is_left_out_with_a_word(open_page: OpenPage) -> None:
    at = open_page("map", at="atlantis", zoom="999", layer="heat", theme="nonsense")

    told = " ".join(one.value for one in at.info)
    assert all(one in told for one in ("atlantis", "999", "heat", "nonsense"))
    assert sent(at)["layer"] == "cities"


def test_nothing_found_says_what_to_drop(open_page: OpenPage) -> None:
    at = open_page("map", country="FR", region="014")

    assert sent(at) is None
    assert any(one.key.startswith("drop_") for one in at.button)


@pytest.mark.parametrize("layer", ["cities", "coverage"])
def test_a_change_of_filter_sends_the_map_little(open_page: OpenPage, layer: str) -> None:
    data = sent(open_page("map", "fr", layer=layer))

    assert len(json.dumps(data)) < 12_000


def test_the_legend_wears_the_shades_of_the_map() -> None:
    map_styles = (STATIC / "map" / "leafmap.css").read_text(encoding="utf-8")
    legend_styles = (STATIC / "css" / "map.css").read_text(encoding="utf-8")

    shades = re.findall(r"--step-\d: (light-dark\([^)]+\))", map_styles)
    assert len(shades) == len(coverage.STEPS)
    assert (
        re.findall(r"\.map-step-\d \{ background: (light-dark\([^)]+\))", legend_styles) == shades
    )
