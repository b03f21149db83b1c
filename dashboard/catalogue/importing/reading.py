"""A row of cells as a draft: what each column says, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from dashboard.catalogue import columns, geography, typography, vocabulary
from dashboard.catalogue.columns import Column
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.geography import Place, fold
from dashboard.catalogue.importing import cells
from dashboard.catalogue.importing.cells import CellFault, Manner, Unreadable
from dashboard.catalogue.practice import LONGEST_SLUG, SLUG

__all__ = ["CellFault", "Manner", "draft"]

FARTHEST = 60  # km from a city's point: beyond it the point is another city's
MOST_NAMESAKES = 8
_ORIGINS = ("original", "human", "machine", "not_stated")


def draft(
    row: Mapping[str, Any],
    manner: Manner = Manner(),  # noqa: B008 - frozen
) -> tuple[Draft, str | None, tuple[CellFault, ...]]:
    """The draft in a flat row, its slug if it names one, and the faults of its cells.

    Columns of no name of ours are left aside: who maps a file reports them.
    """
    reader = _Reader(manner)
    for name, value in row.items():
        column = columns.column(name)
        if column is not None and not cells.is_blank(value):
            reader.take(column, value)
    return reader.done()


class _Reader:
    """Gathers one row, cell by cell."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.faults: list[CellFault] = []
        self.plain: dict[str, Any] = {}
        self.given: dict[str, str] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.untold: dict[str, str] = {}
        self.rows: dict[str, dict[int, dict[str, Any]]] = {"figures": {}, "sources": {}}

    def take(self, column: Column, value: Any) -> None:
        try:
            self._keep(column, _READERS[column.kind](value, column, self.manner))
        except Unreadable as fault:
            self.fault(column.name, fault.code, value, fault.right, fault.values)
        else:
            self.given[column.name] = cells.shown(value)

    def fault(
        self,
        column: str,
        code: str,
        given: Any = "",
        right: tuple[str, ...] = (),
        values: dict[str, str | int] | None = None,
    ) -> None:
        self.faults.append(CellFault(column, code, cells.shown(given), right, values or {}))

    def _keep(self, column: Column, value: Any) -> None:
        if column.row is not None and column.part is not None:
            row = self.rows[column.field].setdefault(column.row, {})
            if column.part == "label":
                row.setdefault("labels", {})[column.language] = value
            else:
                row[column.part] = value
        elif column.field not in TEXTS:
            self.plain[column.field] = value
        elif column.language:
            self.texts[column.field, column.language] = value
        else:
            self.untold[column.field] = value

    def done(self) -> tuple[Draft, str | None, tuple[CellFault, ...]]:
        slug = self.plain.pop("id", None)
        self._tell_language()
        city_id = self._city()
        plain = {k: v for k, v in self.plain.items() if k in Draft.model_fields}
        made = Draft.model_validate(
            {
                **plain,
                "city_id": city_id,
                **self._wordings(),
                "figures": tuple(Figure(**one) for one in self._listed("figures")),
                "sources": tuple(Source(**one) for one in self._listed("sources")),
            }
        )
        return made, slug, tuple(self.faults)

    # Texts ----------------------------------------------------------------------------------

    def _tell_language(self) -> None:
        """Put texts whose column names no language where the row, or its reader, says."""
        told = self.plain.get("language") or self.manner.language
        for field_, text in self.untold.items():
            if told is None:
                self.fault(field_, "language_missing", text, columns.LANGUAGES)
            elif (field_, told) in self.texts and self.texts[field_, told] != text:
                self.fault(field_, "twice_given", text, (f"{field_}_{told}",))
            else:
                self.texts[field_, told] = text
        if self.untold and told is not None:
            self.plain.setdefault("language", told)

    def _tell_label(self, number: int, labels: dict[str | None, str]) -> None:
        """Put a figure's label that names no language where the row, or its reader, says."""
        label = labels.pop(None, None)
        told = self.plain.get("language") or self.manner.language
        if label is not None and told is None:
            self.fault(f"figure_{number}_label", "language_missing", label, columns.LANGUAGES)
        elif label is not None:
            labels.setdefault(told, label)

    def _wordings(self) -> dict[str, dict[str, Wording]]:
        origins = self._origins()
        found: dict[str, dict[str, Wording]] = {name: {} for name in TEXTS}
        for (name, language), text in self.texts.items():
            origin, of = origins.get((name, language), ("not_stated", None))
            found[name][language] = Wording.model_validate(
                {"words": text, "origin": origin, "of": of}
            )
        return found

    def _origins(self) -> dict[tuple[str, str], tuple[str, str | None]]:
        """Where each text comes from, as the row tells: title_en=human:<mark of the original>."""
        found = {}
        for told in self.plain.pop("origins", ()):
            place, _, said = told.partition("=")
            origin, _, mark = said.partition(":")
            column = columns.column(place.strip())
            key = (column.field, column.language) if column else None
            if key not in self.texts or origin not in _ORIGINS:
                self.fault("origins", "unknown_origin", told, ("title_en=human",))
            else:
                found[key] = (origin, mark or None)
        return found

    # Figures and sources ----------------------------------------------------------------------

    def _listed(self, name: str) -> list[dict[str, Any]]:
        """The rows up to the last that says anything; a gap stays one, for `rules` to report."""
        rows = self.rows[name]
        for number, row in rows.items():
            self._tell_label(number, row.get("labels", {}))
        if name == "sources":
            self._add_addresses(rows)
        return [rows.get(row, {}) for row in range(1, max(rows, default=0) + 1)]

    def _add_addresses(self, rows: dict[int, dict[str, Any]]) -> None:
        """Addresses that came in one cell, behind the sources that have columns of their own."""
        known = {row.get("url") for row in rows.values()}
        fresh = [url for url in self.plain.pop("sources", ()) if url not in known]
        for row, url in enumerate(fresh, start=max(rows, default=0) + 1):
            rows[row] = {"url": url}

    # The city ---------------------------------------------------------------------------------

    def _city(self) -> int | None:
        place = self._place()
        if place is not None:
            self._check_point(place)
        return place.place_id if place else None

    def _place(self) -> Place | None:
        city_id, name = self.plain.get("city_id"), self.plain.get("city")
        if city_id is None:
            return self._place_named(name) if name else None
        try:
            place = geography.by_id(city_id)
        except UnknownPlace:
            self.fault("city_id", "unknown_place_id", city_id)
            return None
        if name and not _is_called(place, name):
            self.fault("city", "other_place", name, (place.name,), {"city_id": city_id})
            return None
        return place

    def _place_named(self, name: str) -> Place | None:
        country = self.plain.get("country")
        if country is None and "country" in self.given:
            return None
        if country is None and any(one.column == "country" for one in self.faults):
            return None  # one fault is enough: the country decides
        found = _places_named(name, country)
        if len(found) == 1:
            return found[0]
        if found:
            self.fault("city", "several_places", name, tuple(map(_described, found)))
        else:
            self.fault("city", "unknown_place", name, _nearly_called(name, country))
        return None

    def _check_point(self, place: Place) -> None:
        latitude, longitude = self.plain.get("latitude"), self.plain.get("longitude")
        if latitude is None or longitude is None:
            return
        away = _distance((latitude, longitude), (place.latitude, place.longitude))
        if away > FARTHEST:
            right = (f"{place.latitude:.4f}, {place.longitude:.4f}",)
            given = f"{latitude}, {longitude}"
            self.fault(
                "latitude", "far_away", given, right, {"city": place.name, "km": round(away)}
            )


# What the cells of each kind of column say -------------------------------------------------------


def _slug(value: Any, _: Column, __: Manner) -> str:
    slug = cells.words(value)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Unreadable("not_an_id", (_as_slug(slug),) if _as_slug(slug) else ())
    return slug


def _as_slug(text: str) -> str:
    return geography.kebab(text)[:LONGEST_SLUG].strip("-")


def _codes(value: Any, column: Column, _: Manner) -> tuple[str, ...]:
    return tuple(cells.code(one, column.dim or "") for one in cells.items(value))


def _code(value: Any, column: Column, _: Manner) -> str:
    return cells.code(value, column.dim or "")


def _coordinate(value: Any, column: Column, manner: Manner) -> float:
    found = cells.number(value, Manner(decimal=manner.decimal or "."))
    if abs(found) > (90 if column.name == "latitude" else 180):
        raise Unreadable("not_a_coordinate")
    return found


def _words(value: Any, column: Column, _: Manner) -> str:
    text = cells.words(value)
    return typography.french(text) if column.language == "fr" else text


_READERS: Mapping[str, Callable[[Any, Column, Manner], Any]] = {
    "slug": _slug,
    "place": _words,
    "country": lambda value, _, __: cells.country(value),
    "place_id": lambda value, _, __: cells.whole(value),
    "coordinate": _coordinate,
    "language": lambda value, _, __: cells.language(value),
    "code": _code,
    "codes": _codes,
    "year": lambda value, _, __: cells.year(value),
    "line": _words,
    "lines": lambda value, _, __: tuple(cells.items(value)),
    "words": _words,
    "origins": lambda value, _, __: cells.items(value),
    "claims": lambda _, __, ___: None,  # it follows from the rest
    "number": lambda value, _, manner: cells.number(value, manner),
    "position": lambda value, _, __: cells.whole(value),
    "address": _words,
    "addresses": lambda value, _, __: cells.addresses(value),
}


# Cities -----------------------------------------------------------------------------------------


def _is_called(place: Place, name: str) -> bool:
    wanted = fold(name)
    return any(fold(one) == wanted for one in (place.name, *place.names.values(), *place.aliases))


@cache
def _places_named(name: str, country: str | None) -> tuple[Place, ...]:
    """The places a name may mean, exactly: one where it is certain."""
    if country is not None:
        try:
            return (geography.resolve(name, country),)
        except UnknownPlace:
            pass
    wanted = fold(name)
    found = [
        place
        for language in vocabulary.LANGUAGES
        for place in geography.search_places(name, language, limit=20)
        if (country is None or place.country == country) and _is_called(place, name)
    ]
    same = {place.place_id: place for place in found}
    own = {key: one for key, one in same.items() if wanted in map(fold, one.names.values())}
    return tuple((own or same).values())[:MOST_NAMESAKES]


def _nearly_called(name: str, country: str | None) -> tuple[str, ...]:
    beginning = geography.search_places(name, "en", limit=20)
    return tuple(_described(place) for place in beginning if country in (None, place.country))[:3]


def _described(place: Place) -> str:
    area = ", ".join(one for one in (place.country, _part_of_country().get(place.place_id)) if one)
    return f"{place.name} ({area}), city_id {place.place_id}"


@cache
def _part_of_country() -> dict[int, str]:
    """The state or province of each place, by its code: what tells namesakes apart."""
    table = geography.places()
    return dict(zip(table["place_id"].tolist(), table["admin1"].tolist(), strict=True))


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points on the globe."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(half))
