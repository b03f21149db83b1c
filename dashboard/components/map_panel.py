"""The list beside the map: the practices of the city that is open, or the cities of the country."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import cached, navigation, state, words
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.practices import CityPoint
from dashboard.components import markup, practice_card
from dashboard.i18n import _, language


def show(
    chosen: str,
    found: Sequence[CityPoint],
    whole: Sequence[CityPoint],
    filters: Filters,
    on_close: Callable[[], None],
) -> None:
    """The list of what is open: a city by its slug, a country by its code."""
    city = next((one for one in whole if one.slug == chosen), None)
    if city is None:
        cities = [one for one in found if one.country == chosen]
        _country(chosen, cities, filters, on_close)
    else:
        matching = sum(one.practices for one in found if one.slug == chosen)
        _city(city, matching, filters, on_close)


def _city(city: CityPoint, matching: int, filters: Filters, on_close: Callable[[], None]) -> None:
    """The practices of one city that match, and the way to all of the city."""
    _head(city.name, words.label("country", city.country), matching, on_close)
    if matching:
        here = replace(filters, cities=(city.slug,))
        practices = cached.results(here, language(), "newest", 1)
        practice_card.show(practice_card.cards(practices.cards), key="map_practices")
    else:
        _nothing()
    st.page_link(
        "app_pages/city.py",
        label=_("All about {city}").format(city=city.name),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params={"id": city.slug, "pick": state.picks()},
    )


def _country(
    code: str, cities: Sequence[CityPoint], filters: Filters, on_close: Callable[[], None]
) -> None:
    """The cities of one country with what was read of each, and the way to their practices."""
    _head(words.label("country", code), "", sum(one.practices for one in cities), on_close)
    if not cities:
        _nothing()
        return
    markup.html(f'<ul class="map-cities">{"".join(map(_city_line, cities))}</ul>')
    st.page_link(
        "app_pages/explore.py",
        label=_("Read these practices"),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params={**filters.to_query(), "country": [code], "pick": state.picks()},
    )


def _city_line(city: CityPoint) -> str:
    href = navigation.address("city", language(), id=city.slug, pick=state.picks())
    practices = markup.text(words.count_of_practices(city.practices))
    return f"<li>{markup.link(href, city.name)}<span>{practices}</span></li>"


def _head(title: str, place: str, practices: int, on_close: Callable[[], None]) -> None:
    beside = f'<p class="place">{markup.text(place)}</p>' if place else ""
    count = words.count_of_practices(practices)
    with st.container(horizontal=True, key="map_panel_head", vertical_alignment="top"):
        markup.html(
            f'<h2 class="section-title">{markup.text(title)}</h2>{beside}'
            f'<p class="label" role="status">{markup.text(count)}</p>'
        )
        st.button(_("Close"), icon=":material/close:", key="map_close", on_click=on_close)


def _nothing() -> None:
    said = _("It is in the catalogue, but nothing there matches the filters.")
    markup.html(f'<p class="sentence">{markup.text(said)}</p>')
