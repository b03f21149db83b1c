"""The way out of the catalogue: every choice in the address, every loss said before the download."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from dashboard.catalogue.bridge import TEMPLATES
from dashboard.components import export_links


def drawn() -> None:
    from dashboard import i18n, state
    from dashboard.components import export_panel

    i18n.use(state.language())
    state.arrived()
    export_panel.show()


Panel = Callable[..., AppTest]


@pytest.fixture
def panel(store: Path, monkeypatch: pytest.MonkeyPatch) -> Panel:
    """The panel alone, where there are no other pages to link to."""
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)

    def opened(language: str = "en", **query: Any) -> AppTest:
        at = AppTest.from_function(drawn, default_timeout=30)
        at.context["url"] = f"http://localhost:8501/{language}/imports"
        for name, value in query.items():
            at.query_params[name.rstrip("_")] = value
        at.run()
        assert not at.exception, [one.value for one in at.exception]
        return at

    return opened


def words(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def links(at: AppTest) -> list[str]:
    return [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]+)" download', words(at))]


def test_it_offers_the_whole_catalogue_until_something_is_asked(panel: Panel) -> None:
    at = panel()

    assert "The whole catalogue: 224 practices." in words(at)
    assert links(at) == ["/en/practices.csv", "/en/practices.zip?format=csv"]


def test_the_filters_of_explore_come_along(panel: Panel) -> None:
    at = panel("fr", theme=["cohesion"], country=["FR"], as_="parquet")

    assert links(at) == [
        "/fr/practices.parquet?theme=cohesion&country=FR",
        "/fr/practices.zip?theme=cohesion&country=FR&format=parquet",
    ]


def test_a_choice_goes_to_the_address(panel: Panel) -> None:
    at = panel()

    at.selectbox(key="export_form").set_value("opsi").run()
    at.selectbox(key="export_language").set_value("de").run()

    assert not at.exception
    assert at.query_params["form"] in ("opsi", ["opsi"])
    assert [parse_qs(urlsplit(one).query)["template"] for one in links(at)] == [["opsi"]] * 2
    assert all(one.startswith("/de/practices.") for one in links(at))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_what_a_form_leaves_behind_is_said_before_the_download(name: str, panel: Panel) -> None:
    at = panel(form=name)

    assert re.search("<li>No place in this form: [^<]*“Figures”[^<]*[.]</li>", words(at))
    assert len(at.expander) == 1
    assert TEMPLATES[name].title in at.expander[0].label


def test_a_format_that_a_form_does_not_take_falls_back(panel: Panel) -> None:
    at = panel(form="use", as_="geojson")

    assert links(at)[0] == "/en/practices.csv?template=use"


def test_explore_offers_its_whole_list(open_page: Any) -> None:
    at = open_page("explore", country=["FR"], page="2")

    found = links(at)
    assert "/en/practices.xlsx?country=FR" in found
    assert "/en/practices.jsonl?country=FR" in found
    assert "/en/practices.zip?country=FR" in found
    assert len(found) == 7


def test_an_address_holds_no_sign_that_would_leave_it() -> None:
    from dashboard.catalogue.filters import Filters

    found = export_links.link(export_links.address(Filters(query='"><b>&x=1'), "csv"), "CSV")

    assert "<b>" not in found
    assert "q=%22%3E%3Cb%3E%26x%3D1" in found
