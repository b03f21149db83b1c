"""A file that is being read: its rows, its limits, and what is wrong with it as a whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.importing.cells import CellFault

MEGABYTE = 1_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 2_000
LONGEST_ROW = 4 * MEGABYTE  # of JSON, in signs
UNPACKED = 5  # how many times larger than the largest file its unpacked parts may be


class FileFault(CatalogueError):
    """A file, or the rest of it from one row on, that cannot be read: as a code with its values."""

    message = "This file cannot be read."

    def __init__(self, code: str, row: int | None = None, **values: str | int) -> None:
        """Keep the code, the row where there is one, and what the sentence needs."""
        self.code, self.row, self.values = code, row, values
        super().__init__(f"{code} {row or ''} {values or ''}".strip())


class Cancelled(CatalogueError):
    """Nobody wants the import any more; nothing was written."""

    message = "The import was stopped. Nothing was written."


@dataclass(frozen=True)
class Row:
    """One record as the file has it: its number there, its cells by the names of the file.

    `share` is how much of the file has been read with it, from 0 to 1. A row that could not be
    read has faults and no cells.
    """

    number: int
    cells: dict[str, Any]
    share: float = 0.0
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something to be known about a file that is no fault."""

    code: str  # ending_differs, other_sheets, formulas, encoding, beside_the_list, merged
    values: dict[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Opened:
    """A file recognised by its content, ready to be read row by row.

    Some notices only come up as rows are read: look at them afterwards.
    """

    format: str
    rows: Iterator[Row]
    notices: list[Notice]


def most_megabytes() -> int:
    """How large a file may be: the setting IMPORT_MOST_MB, else 50."""
    told = os.environ.get("IMPORT_MOST_MB", "")
    return int(told) if told.isdecimal() and int(told) else 50


def check_size(path: Path) -> None:
    """Refuse a file that is empty or too large, before a byte of it is read."""
    size = path.stat().st_size
    if not size:
        raise FileFault("empty_file")
    if size > most_megabytes() * MEGABYTE:
        given = -(-size // MEGABYTE)
        raise FileFault("file_too_large", most=most_megabytes(), given=given)


def check_unpacked(size: int) -> None:
    """Refuse what unpacks to more than any honest file of the largest size would."""
    most = most_megabytes() * UNPACKED
    if size > most * MEGABYTE:
        raise FileFault("unpacks_too_large", most=most)


def headers_of(cells: list[Any]) -> list[str]:
    """The names of a table's columns; one without a name is called by its place: #3."""
    told = [place for place, one in enumerate(cells, 1) if one is not None and str(one).strip()]
    cells = cells[: max(told, default=0)]
    if len(cells) > MOST_COLUMNS:
        raise FileFault("too_many_columns", most=MOST_COLUMNS, given=len(cells))
    names = [
        " ".join(str("" if one is None else one).split()) or f"#{place}"
        for place, one in enumerate(cells, start=1)
    ]
    for name, count in Counter(names).items():
        if count > 1:
            raise FileFault("column_twice", given=name[:80])
    return names


def row_of(headers: list[str], cells: list[Any], number: int, share: float) -> Row | None:
    """The row of a table under its headers; None for an empty one."""
    if all(one is None or one == "" for one in cells):
        return None
    if number > MOST_ROWS:
        raise FileFault("too_many_rows", most=MOST_ROWS)
    beyond = [one for one in cells[len(headers) :] if one is not None and str(one).strip()]
    if beyond:
        values: dict[str, str | int] = {"most": len(headers), "given": len(cells)}
        return Row(number, {}, share, (CellFault("", "too_many_cells", values=values),))
    return Row(number, dict(zip(headers, cells, strict=False)), share)
