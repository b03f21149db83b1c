"""The council's sheet: two to four practices side by side on one page, cell for cell the screen's.

The words are those of `tables`; here they only get a role on paper.
"""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard import tables
from dashboard.catalogue import signed
from dashboard.catalogue.comparison import Column, Comparison
from dashboard.i18n import _, clauses, language, n_, number
from dashboard.sheets import paper, printing
from dashboard.sheets.paper import SHORT_HASH, Origin, Told
from dashboard.tables import Cell, Line, Row, Section, Table

TEMPLATE = "comparison"


def pdf(found: Comparison, house: str) -> bytes:
    """The sheet, ready to print."""
    return printing.pdf(TEMPLATE, told(found, house))


def told(found: Comparison, house: str) -> Told:
    """What stands on the sheet; `house` is the public address."""
    table = tables.of_practice_comparison(found)
    origin = Origin(house, address(found))
    rows = [_row(row, section) for section in table.sections for row in section.rows]
    return paper.framed(
        origin,
        kind=_("Comparison"),
        title=_("{title}: {cities}").format(
            title=table.title, cities=clauses([one.city_name for one in table.columns])
        ),
        day=paper.released()[1],
        colophon=[
            paper.read_in(),
            _("The code of a city opens the very version that is named below it."),
        ],
        headline=table.title,
        shared={"label": _("What they share"), "words": table.shared},
        field=_("Field"),
        columns=[_column(one, table, house) for one in table.columns],
        rows=rows,
        left=_left(len(LEAST_FIRST), origin),
        short=[one for one in LEAST_FIRST if any(row["field"] == one for row in rows)],
    )


# Rows that a page without room leaves out first; it names them and says where they stand.
LEAST_FIRST = ("partners", "topics", "contact", "instrument", "audiences", "status", "sources")


def address(found: Comparison) -> str:
    """The address of this comparison, in no language."""
    return "compare?" + urlencode({"id": [one.slug for one in found.columns]}, doseq=True)


def _left(most: int, origin: Origin) -> list[str]:
    """What is said in the place of so many rows, none first; the sheet fills in which."""
    shown = paper.readable(origin.address)
    return [
        n_(
            "{count} more row, not here for want of room: {rows}. It stands at {address}",
            "{count} more rows, not here for want of room: {rows}. They stand at {address}",
            count,
        ).replace("{address}", shown)
        for count in range(most + 1)
    ]


def _column(one: Column, table: Table, house: str) -> Told:
    held = signed.of(one.slug)
    version = held.version if held else 1
    origin = Origin(house, f"p/{one.slug}/v/{version}")
    return {
        "slug": one.slug,
        "city": one.city_name,
        "country": tables.country(one),
        "theme": one.theme or "",
        "address": origin.address,
        "version": _("Version {version}, {hash}").format(
            version=number(version), hash=held.sha256[:SHORT_HASH] if held else ""
        ),
        "qr": paper.code(origin.address),
    }


def _row(row: Row, section: Section) -> Told:
    once = section.gathered or not any(cell.stated for cell in row.cells)
    cells = row.cells[:1] if once else row.cells
    return {
        "field": row.field,
        "label": row.label,
        "mark": row.mark,
        "notes": list(row.notes),
        "once": once,
        "cells": [_cell(one) for one in cells],
    }


def _cell(cell: Cell) -> Told:
    return {"stated": cell.stated, "lines": [_line(one) for one in cell.lines]}


def _line(line: Line) -> Told:
    return {
        "words": line.words,
        "address": paper.line("", line.address)["address"],
        "silent": line.silent,
        "parts": {
            part.role: {"words": part.words, "lang": part.language or language(), "code": part.code}
            for part in line.parts
        },
    }
