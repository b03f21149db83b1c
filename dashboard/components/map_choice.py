"""What the map shows, chosen by widgets and kept in the address: layer, region, open list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import state, words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.practices import CityPoint
from dashboard.components import choices
from dashboard.components.practice_map import CITIES, COVERAGE, LAYERS, View, opens
from dashboard.i18n import _

_LAYER, _ZOOM = "map_layer", "map_zoom"
_WORLD = ""


def read(whole: Sequence[CityPoint]) -> tuple[View, tuple[str, ...]]:
    """The view the address asks for, and the values in it that nobody knows."""
    asked = {name: state.value(name) or "" for name in ("layer", "zoom", "at")}
    view = View(
        layer=state.one_of("layer", LAYERS, CITIES),
        region=state.one_of("zoom", regions(whole), _WORLD),
        chosen=asked["at"] if opens(View(chosen=asked["at"]), whole) else "",
    )
    kept = (view.layer, view.region, view.chosen)
    unknown = [one for one in asked.values() if one and one not in kept]
    return view, tuple(unknown)


def regions(whole: Sequence[CityPoint]) -> list[str]:
    """The regions of the world that hold a city of the catalogue, in the order of the list."""
    held = {city.region for city in whole}
    return [code for code in vocabulary.codes("region") if code in held]


def show(view: View, whole: Sequence[CityPoint]) -> None:
    """The two widgets. The address is the truth: it seeds them, and they write to it."""
    with st.container(horizontal=True, key="map_choice", vertical_alignment="bottom"):
        choices.switch(_LAYER, _("Show"), LAYERS, view.layer, _layer_word, _layer_chosen)
        choices.one(
            _ZOOM,
            _("Zoom to"),
            [_WORLD, *regions(whole)],
            view.region,
            _region_word,
            _region_chosen,
            width=220,
        )


def open_list(what: str) -> None:
    """Open the list of a city or a country; nothing closes it."""
    state.write(at=what or None)


def close_list() -> None:
    """Close the list beside the map."""
    state.write(at=None)


def _layer_chosen() -> None:
    # A city's list has no place among countries, nor the other way round.
    chosen = state.given_back(_LAYER)
    state.write(layer=COVERAGE if chosen == COVERAGE else None, at=None)


def _region_chosen() -> None:
    state.write(zoom=state.given_back(_ZOOM) or None)


def _layer_word(layer: str) -> str:
    return _("By city") if layer == CITIES else _("By country")


def _region_word(region: str) -> str:
    return words.label("region", region) if region else _("The whole world")
