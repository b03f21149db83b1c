"""GeoJSON: one feature a record, its point checked against the city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.catalogue import columns
from dashboard.catalogue.importing import json_rows
from dashboard.catalogue.importing.cells import CellFault, shown
from dashboard.catalogue.importing.files import Notice, Row


def opened(path: Path) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a collection of features, or of a single one."""
    encoding = json_rows.json_encoding(path)
    notices: list[Notice] = []
    return _rows(path, encoding, notices), notices


def _rows(path: Path, encoding: str, notices: list[Notice]) -> Iterator[Row]:
    for number, element, share in json_rows.elements(path, encoding, notices):
        yield _row(number, element, share)


def _row(number: int, feature: Any, share: float) -> Row:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(properties, Mapping):
        return Row(number, {}, share, (CellFault("", "not_a_feature"),))
    cells = columns.flatten(properties)
    if feature.get("id") is not None:
        cells.setdefault("id", feature["id"])
    return _located(number, cells, feature.get("geometry"), share)


def _located(number: int, cells: dict[str, Any], geometry: Any, share: float) -> Row:
    if geometry is None:
        return Row(number, cells, share)
    place = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if not isinstance(place, list) or geometry.get("type") != "Point" or len(place) < 2:
        kind = geometry.get("type") if isinstance(geometry, Mapping) else geometry
        fault = CellFault("geometry", "not_a_point", shown(kind), ("Point",))
        return Row(number, cells, share, (fault,))
    return Row(number, {**cells, "longitude": place[0], "latitude": place[1]}, share)
