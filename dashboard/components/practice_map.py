"""The map of what was found: marks of cities or shades of countries, with the same in words."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import cached, i18n, navigation, state, words
from dashboard.catalogue import coverage, vocabulary
from dashboard.catalogue.coverage import Country
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.geography import fold
from dashboard.catalogue.practices import CityPoint
from dashboard.components import markup
from dashboard.i18n import _, language, n_, number

KEY = "practice_map"
CITIES, COVERAGE = "cities", "coverage"
LAYERS = (CITIES, COVERAGE)

BUILT = Path(__file__).parents[1] / "static" / "built"
_SERVED = "/app/static/built/"
_MARGIN = 0.5  # degrees round a region's cities, so that one city alone has a neighbourhood

# The code is an ordinary file of ours that the browser keeps; only this loader travels each time.
_LOADER = """
let code;
export default function (component) {
  code ??= import(new URL(component.data.code, location.origin).href);
  const gone = code.then((map) => map.default(component)).catch((fault) => {
    console.error(fault);
    const root = component.parentElement.querySelector(".practice-map");
    root.textContent = component.data.texts.failed;
    root.dataset.failed = "true";
  });
  return () => gone.then((remove) => remove?.());
}
"""
# The map's room before its styles are there, so that nothing jumps when they come.
_ROOM = ".practice-map{height:clamp(26.25rem,60vw,35rem)}"
_component = st.components.v2.component(
    "practice_map", html='<div class="practice-map"></div>', css=_ROOM, js=_LOADER
)


@dataclass(frozen=True)
class View:
    """What the map shows: a layer, a region it looks at, and the city or country that is open."""

    layer: str = CITIES
    region: str = ""
    chosen: str = ""


def show(
    found: Sequence[CityPoint],
    whole: Sequence[CityPoint],
    view: View,
    on_open: Callable[[str], None],
) -> None:
    """The map itself; `on_open` is told the city or country that was clicked, "" for none."""

    def opened() -> None:
        on_open(str(state.given_back(KEY).get("open") or ""))

    _component(key=KEY, data=_data(found, whole, view), on_open_change=opened)


def opens(view: View, whole: Sequence[CityPoint]) -> bool:
    """Whether what the address wants opened is a city or a country that was read."""
    return view.chosen in {city.slug for city in whole} | {city.country for city in whole}


# What travels to the browser --------------------------------------------------------------------


def _data(found: Sequence[CityPoint], whole: Sequence[CityPoint], view: View) -> dict[str, Any]:
    layer = (
        {"cities": _cities(found)}
        if view.layer == CITIES
        else {"countries": _countries(found, whole)}
    )
    return {
        "layer": view.layer,
        **layer,
        "language": language(),
        "themes": [
            {"code": code, "label": words.label("theme", code)}
            for code in vocabulary.codes("theme")
        ],
        "chosen": view.chosen,
        "zoom": {"code": view.region, "bounds": _bounds(whole, view.region)},
        "code": _served("leafmap.js"),
        "land": {
            "coarse": _served("world-110m.geojson"),
            "fine": _served("world-50m.geojson"),
        },
        "texts": _texts(view),
    }


def _cities(found: Sequence[CityPoint]) -> dict[str, list[Any]]:
    """Columns: a row's field names would be most of the bytes."""
    return {
        "id": [city.slug for city in found],
        "name": [city.name for city in found],
        "country": [city.country for city in found],
        "latitude": [round(city.latitude, 2) for city in found],
        "longitude": [round(city.longitude, 2) for city in found],
        "counts": [list(column) for column in zip(*(city.counts for city in found), strict=True)],
    }


def _countries(found: Sequence[CityPoint], whole: Sequence[CityPoint]) -> dict[str, list[Any]]:
    countries = coverage.by_country(found)
    matched = {one.code for one in countries}
    return {
        "id": [one.code for one in countries],
        "practices": [one.practices for one in countries],
        "cities": [one.cities for one in countries],
        "step": [one.step for one in countries],
        "latitude": [round(one.latitude, 1) for one in countries],
        "longitude": [round(one.longitude, 1) for one in countries],
        "unmatched": sorted({city.country for city in whole} - matched),
    }


def _bounds(whole: Sequence[CityPoint], region: str) -> list[list[float]] | None:
    """The box round all cities of a region, whatever the filters: a zoom means one place."""
    inside = [city for city in whole if city.region == region]
    if not inside:
        return None
    latitudes = [city.latitude for city in inside]
    longitudes = [city.longitude for city in inside]
    return [
        [min(latitudes) - _MARGIN, min(longitudes) - _MARGIN],
        [max(latitudes) + _MARGIN, max(longitudes) + _MARGIN],
    ]


@lru_cache(maxsize=8)
def _served(name: str) -> str:
    """The address of a file we serve; a mark of its content lets browsers keep it for good."""
    file = BUILT / name
    mark = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.exists() else "missing"
    return f"{_SERVED}{name}?v={mark}"


def _texts(view: View) -> dict[str, Any]:
    if view.layer == CITIES:
        named = _("Map of the world: the cities whose practices were found")
    else:
        named = _("Map of the world: the countries whose practices were read")
    return {
        "map": named,
        "practices": i18n.forms("{count} practice", "{count} practices"),
        "cities": i18n.forms("{count} city", "{count} cities"),
        "city_place": _("{city}, {country}"),
        "city_words": _("{place}: {practices}. {themes}."),
        "cluster_title": _("{practices} in {cities}"),
        "cluster_words": _("{practices} in {cities}: {themes}. Opens a closer view."),
        "country_words": _("{practices} in {cities}"),
        "unread": _("not read yet"),
        "unmatched": _("was read; nothing there matches"),
        "theme_count": _("{theme} {count}"),
        "opened": _("{place} is open in the list after the map."),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "whole": _("Show the whole map"),
        "skip": _("Skip the map"),
        "wheel": _("Hold Ctrl and scroll to zoom"),
        "fingers": _("Two fingers move the map"),
        "failed": _("The map did not load. The table below holds the same."),
    }


# The legend -------------------------------------------------------------------------------------


def legend(found: Sequence[CityPoint], view: View, filters: Filters) -> None:
    """What is drawn, in a sentence and in signs with their words."""
    signs = _theme_signs(found) if view.layer == CITIES else _step_signs(filters)
    items = "".join(f"<li>{sign}</li>" for sign in signs)
    markup.html(
        f'<p class="sentence">{_summary(found, view, filters)}</p>'
        f'<ul class="map-legend">{items}</ul>'
    )


def _summary(found: Sequence[CityPoint], view: View, filters: Filters) -> str:
    """How many practices of how many cities; under filters their own sentence tells the number."""
    practices = words.count_of_practices(sum(city.practices for city in found))
    countries = len({city.country for city in found})
    if filters.empty:
        sentence = _("{practices} in {cities} of {countries}.")
    else:
        sentence = _("They come from {cities} of {countries}.")
    if view.layer == CITIES:
        meaning = _("Each is drawn under its first theme.")
    else:
        meaning = _("The shade tells how many were read there. It does not tell who does better.")
    told = markup.text(sentence).format(
        practices=f"<b>{markup.text(practices)}</b>",
        cities=markup.text(n_("{count} city", "{count} cities", len(found))),
        countries=markup.text(n_("{count} country", "{count} countries", countries)),
    )
    return f"{told} {markup.text(meaning)}"


def _theme_signs(found: Sequence[CityPoint]) -> list[str]:
    themes = vocabulary.codes("theme")
    totals = [sum(city.counts[index] for city in found) for index in range(len(themes))]
    return [
        f"{markup.mark(theme)}{markup.text(words.label('theme', theme))} "
        f'<span class="map-count">{markup.text(number(total))}</span>'
        for theme, total in zip(themes, totals, strict=True)
    ]


def _step_signs(filters: Filters) -> list[str]:
    shades = [
        (f"map-step map-step-{step}", _step_words(least, most))
        for step, (least, most) in enumerate(coverage.STEPS, start=1)
    ]
    if not filters.empty:
        shades.append(("map-step map-unmatched", _("read, nothing matches")))
    shades.append(("map-step map-unread", _("not read yet")))
    return [
        f'<span class="{css}" aria-hidden="true"></span>{markup.text(said)}' for css, said in shades
    ]


def _step_words(least: int, most: float) -> str:
    if least == most:
        return words.count_of_practices(least)
    if math.isinf(most):
        return _("{least} practices or more").format(least=number(least))
    return _("{least} to {most} practices").format(least=number(least), most=number(most))


def notes() -> None:
    """Whose borders are drawn, and what an empty place means."""
    borders = _("Boundaries: Natural Earth, de facto. They state no opinion of the Observatory.")
    empty = _("A city without a practice here is a city not yet read.")
    markup.html(f'<p class="note">{markup.text(borders)} {markup.text(empty)}</p>')


# The same as sentence and table -----------------------------------------------------------------


def same_in_words(found: Sequence[CityPoint], view: View, filters: Filters) -> None:
    """What the map draws, as a sentence and a table; sent only when someone opens it."""
    shelf = st.expander(_("The same in words and as a table"), key="map_words", on_change="rerun")
    if shelf.open:
        with shelf:
            markup.html(f'<p class="sentence">{markup.text(in_words(found))}</p>')
            markup.html(table(found, view, filters))


def in_words(found: Sequence[CityPoint]) -> str:
    """How the practices found lie over the regions of the world, as one sentence."""
    regions = {
        region: sum(city.practices for city in found if city.region == region)
        for region in vocabulary.codes("region")
    }
    told = [
        _("{region} {count}").format(region=words.label("region", region), count=number(count))
        for region, count in regions.items()
        if count
    ]
    return _("By region of the world: {regions}.").format(regions=i18n.listed(told))


def table(found: Sequence[CityPoint], view: View, filters: Filters) -> str:
    """All that the map draws, as a table of our own: a row a city, or a row a country."""
    if view.layer == CITIES:
        return _table_of_cities(found)
    return _table_of_countries(coverage.by_country(found), filters)


def _table_of_cities(found: Sequence[CityPoint]) -> str:
    themes = [words.label("theme", code) for code in vocabulary.codes("theme")]
    rows = [
        [
            markup.link(navigation.address("city", language(), id=city.slug), city.name),
            markup.text(words.label("country", city.country)),
            *map(number, city.counts),
            number(city.practices),
        ]
        for city in _by_name(found)
    ]
    names = [_("City"), _("Country"), *themes, _("Practices")]
    return _table(_("Cities, and their practices by first theme"), names, rows, texts=2)


def _by_name(found: Sequence[CityPoint]) -> list[CityPoint]:
    place = {slug: number for number, slug in enumerate(cached.city_names(language()))}
    return sorted(found, key=lambda city: place[city.slug])


def _table_of_countries(countries: Sequence[Country], filters: Filters) -> str:
    rows = [
        [
            markup.link(_in_explore(filters, one.code), words.label("country", one.code)),
            number(one.practices),
            number(one.cities),
        ]
        for one in sorted(countries, key=lambda one: fold(words.label("country", one.code)))
    ]
    names = [_("Country"), _("Practices"), _("Cities")]
    return _table(_("Countries, and what was read of their cities"), names, rows, texts=1)


def _in_explore(filters: Filters, country: str) -> str:
    query = {**filters.to_query(), "country": [country]}
    return navigation.address("explore", language(), **query)


def _table(caption: str, names: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> str:
    """A table whose first cell names the row; the cells are HTML already, the rest is words."""

    def cell(column: int, inside: str) -> str:
        if column == 0:
            return f'<th scope="row">{inside}</th>'
        return f"<td>{inside}</td>" if column < texts else f'<td class="number">{inside}</td>'

    head = "".join(
        f'<th scope="col"{"" if column < texts else " class=number"}>{markup.text(name)}</th>'
        for column, name in enumerate(names)
    )
    body = "".join(
        "<tr>" + "".join(cell(column, inside) for column, inside in enumerate(row)) + "</tr>"
        for row in rows
    )
    return (
        '<div class="table-wrap" tabindex="0" role="region"'
        f' aria-label="{markup.text(caption)}"><table class="plain map-table">'
        f'<caption class="label">{markup.text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
