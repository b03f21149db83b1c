"""The data of an edition: practices in four formats, every signed version, cities, lists, map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.catalogue import corrections, database, exporting, practices, signed, vocabulary
from dashboard.catalogue.columns import Cell
from dashboard.catalogue.corrections import Correction
from dashboard.catalogue.differences import Change
from dashboard.catalogue.editions import Part, as_bytes, as_json
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.exporting import Wish, formats
from dashboard.catalogue.exporting.cells import Sheet
from dashboard.catalogue.exporting.files import licence_text
from dashboard.catalogue.filters import Filters

FORMATS = ("csv", "json", "parquet", "geojson")


class Data:
    """The files of the data, with how much they hold."""

    def __init__(self) -> None:
        """As the catalogue is now."""
        self.versions = database.rows("edition_versions")
        self.cities = database.records("edition_cities")

    @property
    def published(self) -> list[str]:
        """The practices that are public and in the lists."""
        return [slug for slug, _version, state, newest in self.versions if _listed(state, newest)]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each the files hold."""
        summits, workshops = (
            database.rows(name) for name in ("summit_stories", "edition_workshops")
        )
        return {
            "practices": len(self.published),
            "retired": len({slug for slug, _, state, _ in self.versions if state == "retired"}),
            "versions": len(self.versions),
            "cities": len(self.cities),
            "cities_with_practices": sum(one["practices"] > 0 for one in self.cities),
            "summits": len(summits),
            "workshops": len(workshops),
        }

    def parts(self) -> Iterator[Part]:
        """Each file by its path, and what writes it."""
        yield "LICENCE.txt", as_bytes(licence_text)
        for ending in FORMATS:
            yield f"data/practices.{ending}", _exported(ending)
        yield "data/practices.dictionary.csv", _dictionary
        yield "data/cities.json", as_bytes(lambda: as_json(self.cities))
        yield "data/cities.csv", self._cities_as_csv
        yield "data/cities.parquet", self._cities_as_parquet
        yield "data/vocabulary.json", as_bytes((vocabulary.DATA / "vocabulary.json").read_bytes)
        yield "data/summits.json", as_bytes(lambda: _bodies("summit_stories"))
        yield "data/workshops.json", as_bytes(lambda: _bodies("edition_workshops"))
        yield "data/map.geojson", as_bytes(_map)
        yield "data/corrections.json", as_bytes(_corrections)
        for slug, version, _state, _newest in self.versions:
            yield f"record/{slug}/{version}.json", _record(slug, version)

    def _cities_as_csv(self, path: Path) -> None:
        with path.open("wb") as file:
            formats.as_csv(_sheet(self.cities), file)

    def _cities_as_parquet(self, path: Path) -> None:
        pq.write_table(pa.Table.from_pylist(self.cities), path, compression="zstd")


def _listed(state: str, newest: bool) -> bool:
    return state == "published" and newest


def _exported(ending: str) -> Any:
    def write(path: Path) -> None:
        exporting.as_file(Wish(ending), path)

    return write


def _dictionary(path: Path) -> None:
    """What the columns mean: the same for all formats."""
    data = path.with_name(f".{path.name}")
    try:
        path.write_bytes(exporting.as_file(Wish("jsonl"), data).dictionary)
    finally:
        data.unlink(missing_ok=True)


def _sheet(rows: list[dict[str, Any]]) -> Sheet:
    heads = tuple(rows[0]) if rows else ()
    return Sheet(heads, ([_cell(row[name]) for name in heads] for row in rows))


def _cell(value: Any) -> Cell:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _record(slug: str, version: int) -> Any:
    def write(path: Path) -> None:
        found = signed.of(slug, version)
        if found is None:  # withdrawn meanwhile: the whole is begun anew
            raise NotFound(slug)
        path.write_bytes(found.body)

    return write


def _bodies(question: str) -> str:
    return as_json([json.loads(body) for _name, body in database.rows(question)])


def _map() -> str:
    """The marks of the map: a city with its practices by main theme (RFC 7946)."""
    themes = vocabulary.codes("theme")
    features = [
        {
            "type": "Feature",
            "id": one.slug,
            "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
            "properties": {
                "city": one.slug,
                "name": one.name,
                "country": one.country,
                "practices": one.practices,
                "by_main_theme": dict(zip(themes, one.counts, strict=True)),
            },
        }
        for one in sorted(practices.for_map(Filters(), "en"), key=lambda one: one.slug)
    ]
    return as_json({"type": "FeatureCollection", "features": features})


# What changed -------------------------------------------------------------------------------------


def _corrections() -> str:
    found = corrections.latest(corrections.MOST)
    return as_json([_correction(one) for one in found])


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "id": one.slug,
        "kind": one.kind,
        "version": one.version,
        "before": one.before,
        "at": one.moment.isoformat(timespec="seconds") + "Z",
        "reason": one.note,
        "changes": [_change(change) for change in one.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {"field": change.field, "language": change.language}
    if change.rows:
        moved = [row for row in change.rows if row.kind != "same"]
        rows = [{"kind": row.kind, "old": _plain(row.old), "new": _plain(row.new)} for row in moved]
        return {**told, "kind": change.kind, "rows": rows}
    return {**told, "kind": change.kind, "old": change.old, "new": change.new}


def _plain(entry: Any) -> Any:
    return entry.model_dump(mode="json") if hasattr(entry, "model_dump") else entry
