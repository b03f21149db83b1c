"""Which format a file is in: told by what it holds, not by how its name ends."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.catalogue.importing import (
    csv_rows,
    geojson_rows,
    json_rows,
    jsonl_rows,
    parquet_rows,
    text,
    xlsx_rows,
)
from dashboard.catalogue.importing.files import FileFault, Notice, Opened, check_size

FORMATS = ("csv", "xlsx", "json", "jsonl", "geojson", "parquet")
_ENDINGS = {"tsv": "csv", "txt": "csv", "ndjson": "jsonl", "xlsm": "xlsx", "pq": "parquet"}
_READERS = {
    "csv": csv_rows.opened,
    "json": json_rows.opened,
    "jsonl": jsonl_rows.opened,
    "geojson": geojson_rows.opened,
    "parquet": parquet_rows.opened,
}
# What people also hand in, by its first bytes: the fault says what to do with each.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"%PDF", "not_a_table"),
    (b"\x89PNG", "not_a_table"),
    (b"\xff\xd8\xff", "not_a_table"),
    (b"GIF8", "not_a_table"),
    (b"\x1f\x8b", "compressed_file"),
    (b"7z\xbc\xaf", "compressed_file"),
    (b"Rar!", "compressed_file"),
    (b"BZh", "compressed_file"),
    (b"\xfd7zXZ", "compressed_file"),
    (b"\x28\xb5\x2f\xfd", "compressed_file"),
)
_START = 1 << 16


def opened(path: Path, name: str | None = None, sheet: str | None = None) -> Opened:
    """The file, recognised and ready to be read; `name` is what its owner calls it.

    FileFault where it is too large or nothing that we read.
    """
    check_size(path)
    found = format_of(path)
    rows, notices = xlsx_rows.opened(path, sheet) if found == "xlsx" else _READERS[found](path)
    ending = Path(name or path.name).suffix.lstrip(".").lower()
    if ending and _ENDINGS.get(ending, ending) != found:
        notices.insert(0, Notice("ending_differs", {"given": ending, "format": found}))
    return Opened(found, rows, notices)


def format_of(path: Path) -> str:
    """The format of what a file holds, one of FORMATS."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK"):
        if not xlsx_rows.is_workbook(path):
            raise FileFault("zip_no_workbook")
        return "xlsx"
    for mark, code in _OTHERS:
        if start.startswith(mark):
            raise FileFault(code)
    return _format_of_text(path)


def _format_of_text(path: Path) -> str:
    with path.open("r", encoding=text.encoding_of(path)) as file:
        start = file.read(_START).lstrip("\ufeff \t\r\n")
    if not start:
        raise FileFault("empty_file")
    if start[0] == "[":
        return "json"
    if start[0] != "{":
        return "csv"
    first = start.splitlines()[0].strip()
    if _is_feature(start):
        return "geojson"
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A first line that goes on is JSON; one that should be a record and is not, a bad line.
        return "jsonl" if _next_line_begins_a_record(start) else "json"
    return "jsonl"


def _is_feature(start: str) -> bool:
    """Whether an object says in its first members that it is GeoJSON."""
    head = "".join(start[:2000].split())
    return '"type":"FeatureCollection"' in head or '"type":"Feature"' in head


def _next_line_begins_a_record(start: str) -> bool:
    lines = [one.strip() for one in start.splitlines() if one.strip()]
    return len(lines) > 1 and lines[1].startswith('{"') and lines[0].endswith("}")
