"""JSON lines: one record a line, as in data/practices/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.catalogue.importing import json_rows, text
from dashboard.catalogue.importing.cells import CellFault, shown
from dashboard.catalogue.importing.files import LONGEST_ROW, MOST_ROWS, FileFault, Notice, Row


def opened(path: Path) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a file of JSON lines."""
    return _rows(path, json_rows.json_encoding(path)), []


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    size = path.stat().st_size
    with path.open("r", encoding=encoding) as file:
        number = 0
        while line := file.readline(LONGEST_ROW):
            number += 1
            if len(line) == LONGEST_ROW:
                raise FileFault("row_too_long", number)
            if number > MOST_ROWS:
                raise FileFault("too_many_rows", most=MOST_ROWS)
            if line.strip():
                yield _row(number, line, text.share(file, size))


def _row(number: int, line: str, share: float) -> Row:
    try:
        return json_rows.document_row(number, json_rows.loads(line), share)
    except json_rows.BadJson as error:
        fault = CellFault("", error.code, shown(line), values=error.values)
        return Row(number, {}, share, (fault,))
