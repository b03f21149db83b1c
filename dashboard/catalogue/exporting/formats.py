"""One writer a format: rows go to the file as they come, few of them in memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.catalogue import columns
from dashboard.catalogue.columns import Cell, Column
from dashboard.catalogue.exporting.cells import LISTS, Bounds, Sheet

# Texts of others are never read as formulas, links or numbers.
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_CELL = 32_767  # signs an XLSX cell holds
_WIDE, _NARROW = 44, 16  # in signs, as spreadsheets measure
_ROW_GROUP = 1_000

_ARROW = {"number": pa.float64(), "coordinate": pa.float64()} | dict.fromkeys(
    ("year", "position", "place_id"), pa.int64()
)


# Tables -----------------------------------------------------------------------------------------


def as_csv(sheet: Sheet, file: IO[bytes]) -> None:
    """RFC 4180, UTF-8; opens with a byte order mark, else Excel garbles accents."""
    with _text(file, "utf-8-sig") as text:
        writer = csv.writer(text)
        writer.writerow(sheet.heads)
        writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return columns.harmless(cell)
    return "" if cell is None else number(cell)


def number(value: int | float) -> str:
    """A number for machines: a point before decimals, and none where it is whole."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def as_xlsx(
    sheet: Sheet, file: IO[bytes], moment: datetime | None, second: Callable[[], Sheet]
) -> None:
    """A workbook: the practices, and on a second sheet what the columns mean."""
    # Rows leave memory as they are written.
    with xlsxwriter.Workbook(file, {"constant_memory": True, **_AS_TEXT}) as book:
        book.set_properties({"created": moment or datetime(2000, 1, 1)})  # the same bytes each time
        _xlsx_sheet(book, "practices", sheet)
        _xlsx_sheet(book, "dictionary", second())


def _xlsx_sheet(book: xlsxwriter.Workbook, name: str, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True})
    page = book.add_worksheet(name)
    page.freeze_panes(1, 1)
    for at, head in enumerate(sheet.heads):
        page.set_column(at, at, _WIDE if at == 0 else _NARROW)
        page.write_string(0, at, columns.harmless(head), bold)
    for at, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(at, column, columns.harmless(cell)[:_LONGEST_CELL])
            elif cell is not None:
                page.write_number(at, column, cell)


# Documents --------------------------------------------------------------------------------------


def as_json(documents: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """A list of documents, one a line."""
    with _text(file) as text:
        _listed(text, "[", documents, "]\n")


def as_jsonl(documents: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """One document a line."""
    with _text(file) as text:
        for one in documents:
            text.write(_dumped(one) + "\n")


def as_geojson(features: Iterable[dict[str, Any]], bounds: Bounds | None, file: IO[bytes]) -> None:
    """A collection of features, one a line (RFC 7946: longitude before latitude, WGS 84)."""
    box = f'"bbox":{_dumped(bounds)},' if bounds else ""
    with _text(file) as text:
        _listed(text, f'{{"type":"FeatureCollection",{box}"features":[', features, "]}\n")


def _listed(text: IO[str], before: str, items: Iterable[Any], after: str) -> None:
    text.write(before)
    for at, one in enumerate(items):
        text.write((",\n" if at else "\n") + _dumped(one))
    text.write("\n" + after)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# Parquet ----------------------------------------------------------------------------------------


def as_parquet(table: tuple[Column, ...], rows: Iterator[dict[str, Cell]], file: IO[bytes]) -> None:
    """The flat columns with their types; several values are a list."""
    schema = pa.schema([pa.field(one.name, _type_of(one)) for one in table])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROW_GROUP)):
            arrays = [
                pa.array([_arrow_cell(one, row.get(one.name)) for row in group], field.type)
                for one, field in zip(table, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _type_of(column: Column) -> pa.DataType:
    if column.kind in LISTS:
        return pa.list_(pa.string())
    return _ARROW.get(column.kind, pa.string())


def _arrow_cell(column: Column, cell: Cell) -> Any:
    if column.kind in LISTS:
        return columns.parted(str(cell)) if cell else []
    return cell


@contextmanager
def _text(file: IO[bytes], encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Text into a file of bytes, which stays open when the text ends."""
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()
