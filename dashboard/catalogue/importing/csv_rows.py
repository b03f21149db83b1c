"""CSV: rows parted by commas, semicolons or tabs, in any encoding that can be told."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dashboard.catalogue import columns
from dashboard.catalogue.importing import headers, text
from dashboard.catalogue.importing.files import FileFault, Notice, Row, headers_of, row_of

DELIMITERS = (",", ";", "\t")
_SAMPLE = 1 << 16


def opened(path: Path) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a CSV file, and what is worth knowing of it."""
    encoding = text.encoding_of(path)
    told = [Notice("encoding", {"given": "Windows-1252"})] if encoding == "cp1252" else []
    return _rows(path, encoding), told


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    size = path.stat().st_size
    with path.open("r", encoding=encoding, newline="") as file:
        delimiter = _delimiter(file)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        lines = _numbered(reader)
        _, first = next(lines, (0, None))
        if first is None:
            raise FileFault("no_header")
        names = headers_of([_cell(one) for one in first])
        for number, cells in lines:
            cells = [_cell(one) for one in cells]
            row = row_of(names, cells, number, text.share(file, size))
            if row is not None:
                yield row


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something with its number, as a spreadsheet would count it."""
    for number in itertools.count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = "cell_too_long" if "field limit" in str(error) else "bad_quotes"
            raise FileFault(code, number) from None
        if any(cells):
            yield number, cells


def _cell(given: str) -> str:
    return columns.restored(given)


def _delimiter(file: TextIO) -> str:
    """The sign that parts cells; leaves the file at its first row."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    first = sample.partition("\n")[0].strip()
    if first.lower() in ("sep=,", "sep=;", "sep=\t", "sep="):
        file.readline()  # a line by which Excel tells itself
        return first[4:] or "\t"
    return max(DELIMITERS, key=lambda sign: _merit(sample, sign))


def _merit(sample: str, delimiter: str) -> tuple[int, bool, float, int]:
    """How well a delimiter fits: known headers, several cells, rows as long as the header."""
    try:
        found = list(itertools.islice(csv.reader(sample.splitlines(), delimiter=delimiter), 20))
    except csv.Error:
        return (0, False, 0.0, 0)
    rows = [row for row in found if any(row)] or [[]]
    known = sum(headers.recognised(name) is not None for name in rows[0])
    alike = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
    return (known, len(rows[0]) > 1, alike, len(rows[0]))
