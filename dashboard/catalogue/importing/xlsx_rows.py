"""XLSX: one sheet of a workbook, row by row; formulas are never run."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from dashboard.catalogue import columns
from dashboard.catalogue.importing import headers
from dashboard.catalogue.importing.cells import CellFault
from dashboard.catalogue.importing.files import (
    MOST_COLUMNS,
    FileFault,
    Notice,
    Row,
    check_unpacked,
    headers_of,
    row_of,
)

_BLOCK = 1 << 18
_OVERLAP = 256  # a tag may lie across two blocks
_MOST_PARTS, _MOST_MERGED = 5_000, 20_000
_ERRORS = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
# Declarations of entities: no program writes them into a workbook, except to fill our memory.
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref\s*=\s*[\"']([A-Z]+\d+:[A-Z]+\d+)")


@dataclass(frozen=True)
class _Part:
    """What a look through one sheet's text found before anything was read from it."""

    formulas: int
    merged: tuple[tuple[int, int, int, int], ...]  # first column and row, last column and row


def is_workbook(path: Path) -> bool:
    """Whether a zip archive is an Excel workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.NameToInfo and any(
                name.startswith("xl/workbook") for name in archive.NameToInfo
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileFault("broken_file") from None


def opened(path: Path, sheet: str | None = None) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a sheet: the one named, else the first whose header says most to us."""
    parts = _inspected(path)
    chosen, others = _chosen(path, sheet)
    part = parts.get(chosen.part, _Part(0, ()))
    notices = []
    if others:
        notices.append(Notice("other_sheets", {"given": chosen.name, "others": ", ".join(others)}))
    if part.formulas:
        notices.append(Notice("formulas", {"count": part.formulas}))
    if part.merged:
        notices.append(Notice("merged", {"count": len(part.merged)}))
    return _rows(path, chosen.name, part), notices


# Before anything is unpacked ---------------------------------------------------------------------


def _inspected(path: Path) -> dict[str, _Part]:
    """A look at every part of the archive: its size as told, then as it unpacks, and what it hides.

    What unpacks to another size than it tells is broken: zipfile gives out no more than was told.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _unpacked(archive, entries)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        raise FileFault("broken_file") from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_PARTS:
        raise FileFault("unpacks_too_large", most=_MOST_PARTS)
    for one in entries:
        if one.flag_bits & 0x1:
            raise FileFault("locked_file")
        path = PurePosixPath(one.orig_filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in one.orig_filename:
            raise FileFault("zip_paths", given=one.orig_filename[:80])
    if len({one.filename for one in entries}) < len(entries):
        raise FileFault("broken_file")
    check_unpacked(sum(one.file_size for one in entries))


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, _Part]:
    """Unpack to nowhere, a block at a time, looking at what goes by."""
    found = {}
    for entry in entries:
        formulas, merged, tail = 0, [], b""
        with archive.open(entry) as part:
            while block := part.read(_BLOCK):
                text = tail + block
                if _DECLARES.search(text):
                    raise FileFault("xml_entities")
                formulas += len(_FORMULA.findall(text)) - len(_FORMULA.findall(tail))
                merged += _MERGED.findall(text) if b"mergeCell" in text else []
                tail = text[-_OVERLAP:]
        ranges = dict.fromkeys(one.decode() for one in merged)
        if len(ranges) > _MOST_MERGED:
            raise FileFault("broken_file")
        found[entry.filename] = _Part(formulas, tuple(map(_bounds, ranges)))
    return found


def _bounds(told: str) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = range_boundaries(told)
    except (ValueError, TypeError):
        raise FileFault("broken_file") from None
    return int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)


# Reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str  # where its text lies in the archive


@contextmanager
def _workbook(path: Path, *, values: bool) -> Iterator[Any]:
    """The workbook, each cell as its last value or, else, as it is written."""
    with path.open("rb") as file:  # by its path it would be judged by its ending
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
        except Exception:  # openpyxl raises whatever a broken file makes it stumble on
            raise FileFault("broken_file") from None
        try:
            yield book
        finally:
            book.close()


def _chosen(path: Path, wanted: str | None) -> tuple[_Sheet, list[str]]:
    """The sheet to read, and the names of the others that hold anything."""
    with _workbook(path, values=True) as book:
        sheets = [(one, _first_row(one)) for one in book.worksheets]
    filled = [(one, row) for one, row in sheets if any(cell is not None for cell in row)]
    if not filled:
        raise FileFault("no_header")
    if wanted is not None:
        named = [one for one, _ in filled if one.title == wanted]
        if not named:
            raise FileFault("no_such_sheet", given=wanted[:80])
        chosen = named[0]
    else:
        chosen = max(filled, key=lambda one: sum(map(_known, one[1])))[0]
    part = str(chosen._worksheet_path).lstrip("/")
    others = [one.title for one, _ in filled if one is not chosen]
    return _Sheet(chosen.title, part), others


def _known(cell: Any) -> bool:
    return isinstance(cell, str) and headers.recognised(cell) is not None


def _first_row(sheet: Any) -> list[Any]:
    """The first row that says anything."""
    for _, row in _lines(sheet):
        if any(cell is not None for cell in row):
            return row
    return []


def _lines(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Each row with its number."""
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):  # noqa: B007
            yield number, list(row)
    except Exception:  # as above: a broken sheet is a fault of the file, not ours
        raise FileFault("broken_file", number + 1) from None


def _rows(path: Path, sheet: str, part: _Part) -> Iterator[Row]:
    """The rows under the header; a formula counts as the value that was last worked out for it."""
    with ExitStack() as open_books:
        book = open_books.enter_context(_workbook(path, values=True))
        lines, formulas = _lines(book[sheet]), None
        if part.formulas:
            written = open_books.enter_context(_workbook(path, values=False))
            formulas = _lines(written[sheet])
        last = book[sheet].max_row or 1
        names: list[str] = []
        spread = _Spread(part.merged)
        for number, cells in lines:
            told = next(formulas)[1] if formulas else []
            if not names:
                names = headers_of(cells) if any(one is not None for one in cells) else []
                spread.skip(number)  # a header over two columns names the first of them
                continue
            cells = spread.over(number, cells)
            row = row_of(names, list(map(_cell, cells)), number, min(1.0, number / last))
            if row is not None:
                yield _with_faults(row, names, told)


def _cell(value: Any) -> Any:
    return columns.restored(value) if isinstance(value, str) else value


def _with_faults(row: Row, names: list[str], told: list[Any]) -> Row:
    """The row with a fault for each cell whose formula failed, or was never worked out."""
    faults = [
        CellFault(name, "error_cell", value)
        for name, value in row.cells.items()
        if isinstance(value, str) and value in _ERRORS
    ]
    faults += [
        CellFault(name, "formula_without_value", str(formula)[:120])
        for name, formula in zip(names, told, strict=False)
        if isinstance(formula, str) and formula.startswith("=") and row.cells.get(name) is None
    ]
    return Row(row.number, row.cells, row.share, (*row.faults, *faults))


class _Spread:
    """Merged cells: what the first one says is said of all of them."""

    def __init__(self, merged: tuple[tuple[int, int, int, int], ...]) -> None:
        self._waiting = sorted(merged, key=lambda one: one[1], reverse=True)
        self._open: list[tuple[int, int, int, Any]] = []

    def skip(self, number: int) -> None:
        """Leave aside what begins in this row or above it."""
        self._waiting = [one for one in self._waiting if one[1] > number]

    def over(self, number: int, cells: list[Any]) -> list[Any]:
        """A row with the cells that are merged into others filled."""
        while self._waiting and self._waiting[-1][1] <= number:
            left, _, right, bottom = self._waiting.pop()
            value = cells[left - 1] if left <= len(cells) else None
            if value is not None:
                self._open.append((left, min(right, MOST_COLUMNS), bottom, value))
        self._open = [one for one in self._open if one[2] >= number]
        for left, right, _, value in self._open:
            cells += [None] * (right - len(cells))
            for place in range(left - 1, right):
                if cells[place] is None:
                    cells[place] = value
        return cells
