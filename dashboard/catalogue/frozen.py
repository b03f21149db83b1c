"""What a frozen edition held, counted from its own file: the same numbers for good."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.catalogue import editions, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters
from dashboard.catalogue.geography import fold
from dashboard.catalogue.overview import Coverage, Crossing, Overview, Start
from dashboard.catalogue.practices import CityPoint

FILE = "data/practices.geojson"
# What a frozen record says of itself; a search, a size or a summit would need the living catalogue.
_FIELDS = (
    "themes", "topics", "countries", "regions", "audiences", "instruments", "statuses",
    "evidence", "since", "until", "figures", "results",
)  # fmt: skip
_DIMS = ("theme", "region", "topic", "evidence", "audience")


@dataclass(frozen=True)
class Held:
    """The counts of an edition, for the practices that match."""

    counts: Overview
    cities: tuple[CityPoint, ...]


def of(name: str, filters: Filters, language: str) -> Held | None:
    """What the edition of this name holds; None where the question needs the living catalogue."""
    edition = editions.named(name)
    found = editions.file(name, FILE)
    asked = {field for field in filters.__dataclass_fields__ if _restricts(filters, field)}
    if edition is None or found is None or not asked <= set(_FIELDS):
        return None
    records = [one for one in _records(*found) if _matches(one, filters)]
    cities = _cities(records, language)
    crossings = {dim: _crossing(dim, records, filters) for dim in _DIMS}
    counts = Overview(
        practices=len(records),
        cities=len(cities),
        countries=len({one["country"] for one in records}),
        version=edition.catalogue_version,
        released_on=edition.day,
        themes=crossings["theme"].totals,
        regions=crossings["region"],
        topics=crossings["topic"],
        evidence=crossings["evidence"],
        audiences=crossings["audience"],
        coverage=Coverage((), (), (), {}),
        starts=tuple(_starts(records)),
        unstated=(),
        summits=(),
    )
    return Held(counts, cities)


def _restricts(filters: Filters, field: str) -> bool:
    return filters != replace(filters, **{field: getattr(Filters(), field)})


@lru_cache(maxsize=4)
def _records(path: Path, _mark: str) -> tuple[Mapping[str, Any], ...]:
    told = json.loads(path.read_text(encoding="utf-8"))
    regions = vocabulary.document()["country_region"]
    return tuple(
        {
            **feature["properties"],
            "id": feature["id"],
            "region": regions.get(feature["properties"]["country"], ""),
            "point": (feature["geometry"] or {}).get("coordinates"),
        }
        for feature in told["features"]
    )


def _matches(record: Mapping[str, Any], filters: Filters) -> bool:
    """The same question that the living catalogue answers, asked of one record."""
    for field, dim in DIMENSIONS.items():
        chosen = getattr(filters, field)
        if chosen and not set(chosen) & set(_codes(record, dim)):
            return False
    begun = record["start_year"]
    if filters.since is not None and (begun is None or begun < filters.since):
        return False
    if filters.until is not None and (begun is None or begun > filters.until):
        return False
    if filters.figures is not None and bool(record["figures"]) != filters.figures:
        return False
    return filters.results is None or bool(record["results"]) == filters.results


def _codes(record: Mapping[str, Any], dim: str) -> Sequence[str]:
    """The codes of a record in one list."""
    if dim in ("theme", "topic", "audience"):
        return list(record[f"{dim}s"])
    return [record[dim]] if record.get(dim) else []


def _crossing(dim: str, records: Sequence[Mapping[str, Any]], filters: Filters) -> Crossing:
    counts, totals = Counter[tuple[str, str]](), Counter[str]()
    for record in records:
        for code in _codes(record, dim):
            totals[code] += 1
            counts.update((code, theme) for theme in record["themes"])
    return Crossing(_asked(dim, filters), _asked("theme", filters), dict(counts), dict(totals))


def _asked(dim: str, filters: Filters) -> tuple[str, ...]:
    field = next(field for field, one in DIMENSIONS.items() if one == dim)
    return tuple(getattr(filters, field)) or vocabulary.codes(dim)


def _starts(records: Sequence[Mapping[str, Any]]) -> list[Start]:
    ordered = sorted(
        records,
        key=lambda one: (
            one["start_year"] is None,
            one["start_year"] or 0,
            vocabulary.number("theme", one["themes"][0]),
            one["id"],
        ),
    )
    return [
        Start(one["id"], one["city"], "", one["themes"][0], one["start_year"]) for one in ordered
    ]


def _cities(records: Sequence[Mapping[str, Any]], language: str) -> tuple[CityPoint, ...]:
    """Each city once, with its practices by first theme; names are those of the record."""
    themes = vocabulary.codes("theme")
    held: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for record in records:
        held.setdefault((record["city"], record["country"]), []).append(record)
    return tuple(
        CityPoint(
            slug=fold(city),
            name=city,
            country=country,
            region=practices[0]["region"],
            latitude=practices[0]["point"][1],
            longitude=practices[0]["point"][0],
            practices=len(practices),
            counts=tuple(
                sum(1 for one in practices if one["themes"][0] == theme) for theme in themes
            ),
        )
        for (city, country), practices in sorted(held.items())
        if practices[0]["point"]
    )
