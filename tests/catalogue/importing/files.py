"""Files to import, made by hand and by the libraries of others."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.catalogue import columns

# A practice as a person would write it down: six required fields and a few others.
GOOD = {
    "id": "vienna-house-of-tongues",
    "city": "Vienna",
    "country": "AT",
    "original_language": "de",
    "themes": "cohesion | integration",
    "instrument": "service",
    "title_de": "Haus der Zungen",
    "summary_de": "Nachbarinnen und Nachbarn lernen voneinander Sprachen.",
    "figure_1_label_de": "Lernende",
    "figure_1_value": 1200,
    "figure_1_unit": "people",
    "figure_1_year": 2019,
    "figure_1_source": 1,
    "source_1_url": "https://example.org/zungen",
    "start_year": 2018,
}


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A good row of its own."""
    return {
        **GOOD,
        "id": f"vienna-house-{number}",
        "title_de": f"Haus der Zungen, {number}. Bezirk",
        **changes,
    }


def rows(count: int) -> list[dict[str, Any]]:
    return [row(number) for number in range(1, count + 1)]


def as_csv(path: Path, records: Sequence[dict[str, Any]], delimiter: str = ",", **how: Any) -> Path:
    names = list(dict.fromkeys(name for one in records for name in one))
    with path.open("w", newline="", **{"encoding": "utf-8", **how}) as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(records)
    return path


def as_xlsx(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for one in records for name in one))
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, names)
        for number, one in enumerate(records, start=1):
            sheet.write_row(number, 0, [one.get(name) for name in names])
    return path


def document(record: dict[str, Any]) -> dict[str, Any]:
    """A flat row as a nested record."""
    draft, slug, _ = columns.from_flat(record)
    return columns.to_document(slug, record["city"], record["country"], draft)


def as_json(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    path.write_text(json.dumps([document(one) for one in records]), encoding="utf-8")
    return path


def as_jsonl(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(document(one)) + "\n" for one in records), encoding="utf-8")
    return path


def as_geojson(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    found = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [16.37, 48.21]},
            "properties": document(one),
        }
        for one in records
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found}), encoding="utf-8")
    return path


def as_parquet(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    return nested_parquet(path, [document(one) for one in records])


def nested_parquet(path: Path, documents: Sequence[dict[str, Any]]) -> Path:
    # The format knows no group without a field.
    filled = [{name: value for name, value in one.items() if value != {}} for one in documents]
    pq.write_table(pa.Table.from_pylist(filled), path)
    return path


WRITERS: dict[str, Callable[[Path, Sequence[dict[str, Any]]], Path]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "jsonl": as_jsonl,
    "geojson": as_geojson,
    "parquet": as_parquet,
}
# The number that a person finds the n-th record under: tables have a header above.
FIRST = {"csv": 2, "xlsx": 2, "json": 1, "jsonl": 1, "geojson": 1, "parquet": 1}


def as_zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
