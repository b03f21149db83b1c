"""Comparisons as files: the same cells as on the screen, as CSV and as XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import xlsxwriter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, navigation, tables
from dashboard.catalogue import city_comparison, comparison, database
from dashboard.catalogue.columns import harmless
from dashboard.catalogue.comparison import FEWEST, Chosen, Comparison
from dashboard.i18n import _, language, number
from dashboard.tables import Table
from dashboard.web import languages, moved, shell

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LABEL_WIDTH, _NOTE_WIDTH, _CELL_WIDTH = 24, 22, 48  # in signs, as spreadsheets measure


@dataclass(frozen=True)
class _Kind:
    """What is compared: how its link is read, laid side by side and put into words."""

    script: str
    chosen: Callable[[Sequence[str]], Chosen]
    compared: Callable[[Sequence[str], str], Comparison]
    told: Callable[..., Table]


_PRACTICES = _Kind(
    "compare",
    comparison.chosen_practices,
    comparison.practices,
    tables.of_practice_comparison,
)
_CITIES = _Kind(
    "compare_cities",
    comparison.chosen_cities,
    city_comparison.cities,
    tables.of_city_comparison,
)


# ---- the answer ---------------------------------------------------------------------------------


def _endpoint(kind: _Kind, ending: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if kind is _PRACTICES and (elsewhere := moved.instead(request, moved.PRACTICES)):
            return elsewhere
        i18n.use(languages.of(request))
        chosen = kind.chosen(request.query_params.getlist("id"))
        if len(chosen.kept) < FEWEST:
            return _too_few(request)
        differences = request.query_params.get("rows") == "differences"
        table = kind.told(kind.compared(chosen.kept, language()), differences=differences)
        if ending == "csv":
            return _file(request, as_csv(table), CSV, _name(kind, table, ending))
        about = _about(table, _address(request, kind, chosen, differences))
        return _file(request, as_xlsx(table, about), XLSX, _name(kind, table, ending))

    return answer


def _too_few(request: Request) -> Response:
    words = _("A comparison needs two that the catalogue knows; this link does not name them.")
    return PlainTextResponse(
        words, 404, headers={"Content-Language": language(), **_fresh(request)}
    )


def _file(request: Request, content: bytes, kind: str, name: str) -> Response:
    return Response(
        content,
        media_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Language": language(),
            **_fresh(request),
        },
    )


def _fresh(request: Request) -> dict[str, str]:
    """The next reader gets the next version; without a language in the address, their own."""
    vary = {} if request.scope.get("language") else {"Vary": "Accept-Language"}
    return {"Cache-Control": "no-cache", **vary}


def _name(kind: _Kind, table: Table, ending: str) -> str:
    """compare-recife-vienna-en.csv: slugs only, so that it is a name on every machine."""
    start = navigation.page(kind.script).path
    cities = "-".join(dict.fromkeys(column.city for column in table.columns))
    return f"{start}-{cities}-{language()}.{ending}"


def _address(request: Request, kind: _Kind, chosen: Chosen, differences: bool) -> str:
    rows = "differences" if differences else ""
    here = navigation.address(kind.script, language(), id=chosen.kept, rows=rows)
    return shell.origin(request) + here


# ---- CSV ----------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """The table for any program; opens with a byte order mark, else Excel garbles accents."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in tables.grid(table))
    return out.getvalue().encode("utf-8-sig")


# ---- XLSX ---------------------------------------------------------------------------------------


def _about(table: Table, address: str) -> list[tuple[str, str]]:
    return [
        (_("Comparison"), table.title),
        (_("What they share"), table.shared),
        (_("Address"), address),
        (_("Version of the catalogue"), number(database.version())),
        (_("To be known"), _("Counts measure what was read, never the city.")),
    ]


def as_xlsx(table: Table, about: Sequence[tuple[str, str]]) -> bytes:
    """The table as a workbook: each cell is text and nothing else, heads stay in view."""
    out = io.BytesIO()
    # Texts of sources are never read as formulas, links or numbers.
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **as_text}) as book:
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        sheet = book.add_worksheet(_("Comparison")[:31])
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 2, _NOTE_WIDTH)
        sheet.set_column(3, 2 + len(table.columns), _CELL_WIDTH)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for at, line in enumerate(tables.grid(table)):
            for column, cell in enumerate(line):
                sheet.write_string(at, column, cell, bold if at == 0 or column == 0 else plain)
        _second_sheet(book, about, bold, plain)
    return out.getvalue()


def _second_sheet(
    book: xlsxwriter.Workbook, about: Sequence[tuple[str, str]], bold: object, plain: object
) -> None:
    sheet = book.add_worksheet(_("About this file")[:31])
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, 2 * _CELL_WIDTH)
    for at, (name, words) in enumerate(about):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, words, plain)


routes: list[BaseRoute] = [
    Route("/compare.csv", _endpoint(_PRACTICES, "csv")),
    Route("/compare.xlsx", _endpoint(_PRACTICES, "xlsx")),
    Route("/compare-cities.csv", _endpoint(_CITIES, "csv")),
    Route("/compare-cities.xlsx", _endpoint(_CITIES, "xlsx")),
]
