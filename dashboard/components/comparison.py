"""Draws a comparison as one real table: wide, a column a practice; on a phone, a block a field.

Every word comes from `tables`; this module adds links, marks and lines, never text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import streamlit as st

from dashboard import navigation, tables
from dashboard.catalogue import city_comparison as of_cities
from dashboard.catalogue.comparison import FEWEST, Column, Comparison, Years
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, language
from dashboard.tables import Cell, Line, Part, Row, Section, Table

EARLIEST = 1990  # where the line of years begins, unless a practice is older
MOST_TALLIED = 12  # more squares than this are no longer counted by eye: then a bar
# Fields of a few words: on a phone they stay side by side, under the names at the top.
SHORT = (
    "since",
    "evidence",
    "instrument",
    "status",
    "country",
    "region",
    "population",
    "summit",
    "member",
    "read",
    "theme",
    "share_of_evidence",
)


def title(eyebrow: str, words_in: str, standfirst: str = "") -> None:
    """The page's title with the kind of page over it."""
    told = f'<p class="standfirst compare-standfirst">{text(standfirst)}</p>' if standfirst else ""
    markup.html(
        f'<header class="compare-title"><p class="label">{text(eyebrow)}</p>'
        f'<h1 class="page-title">{text(words_in)}</h1>{told}</header>'
    )


def show(table: Table) -> None:
    """What all share, then the table."""
    st.html(drawn(table))


def drawn(table: Table) -> str:
    """The HTML of a comparison."""
    axis = _Axis.of(table)
    longest = max(len(word) for one in table.columns for word in one.city_name.split())
    style = f"--columns:{len(table.columns)};--longest:{max(longest, 4)}"
    body = "".join(_section(section, table, axis) for section in table.sections)
    return (
        f'<div class="compare" style="{style}">{_shared(table)}'
        f'<div class="compare-window"><table class="compare-table" role="table"'
        f' aria-label="{text(table.title)}">{_head(table)}{body}</table></div></div>'
    )


def _shared(table: Table) -> str:
    if not table.shared:
        return ""
    return (
        f'<div class="compare-shared"><p class="label">{text(_("What they share"))}</p>'
        f'<p class="compare-sentence">{text(table.shared)}</p></div>'
    )


def to_cities(found: Comparison) -> None:
    """The way to the same cities side by side, where there are several."""
    cities = list(dict.fromkeys(column.city for column in found.columns))
    if len(cities) >= FEWEST:
        st.page_link(
            "app_pages/compare_cities.py",
            label=_("Lay these cities side by side"),
            icon=":material/location_city:",
            query_params={"id": cities},
        )


# ---- the frame of the table ---------------------------------------------------------------------


def _head(table: Table) -> str:
    heads = "".join(_column(one) for one in table.columns)
    return (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"'
        f' class="compare-corner"><span class="unseen">{text(_("Field"))}</span></th>'
        f"{heads}</tr></thead>"
    )


def _column(column: Column) -> str:
    # Two links to one city would be two of the same name: the practice's title says which.
    href = navigation.address("city", language(), id=column.city)
    country = tables.country(column)
    return (
        f'<th role="columnheader" scope="col" class="{_theme(column)}"><div class="compare-head">'
        f'<a class="compare-city" href="{text(href)}" target="_self">{text(column.city_name)}</a>'
        f' <span class="compare-country">{text(country)}</span></div></th>'
    )


def _theme(column: Column) -> str:
    return f"theme-{text(column.theme)}" if column.theme else "theme-none"


def _section(section: Section, table: Table, axis: _Axis) -> str:
    rows = "".join(_row(one, section, table, axis) for one in section.rows)
    return f'<tbody role="rowgroup">{_section_title(section, table)}{rows}</tbody>'


def _section_title(section: Section, table: Table) -> str:
    if not section.title:
        return ""
    note = f'<p class="note">{text(section.note)}</p>' if section.note else ""
    span = len(table.columns) + 1
    return (
        f'<tr role="row" class="compare-section"><th role="rowheader" scope="rowgroup"'
        f' colspan="{span}" aria-colspan="{span}"><h2 class="section-title">'
        f"{text(section.title)}</h2>{note}</th></tr>"
    )


def _row(row: Row, section: Section, table: Table, axis: _Axis) -> str:
    # What all say alike, or nobody says, is drawn once for all.
    once = section.gathered or not any(cell.stated for cell in row.cells)
    if once:
        span = len(table.columns)
        cells = _cell(row, row.cells[0], None, axis, f' colspan="{span}" aria-colspan="{span}"')
    else:
        pairs = zip(row.cells, table.columns, strict=True)
        cells = "".join(_cell(row, cell, column, axis) for cell, column in pairs)
    short = " compare-short" if row.field in SHORT else ""
    gathered = " compare-gathered" if once else ""
    return (
        f'<tr role="row" class="row-{text(row.field)}{short}{gathered}">'
        f'<th role="rowheader" scope="row">{_label(row)}</th>{cells}</tr>'
    )


def _label(row: Row) -> str:
    kind = "differs" if row.differs else "same"
    notes = "".join(f'<span class="compare-note">{text(one)}</span>' for one in row.notes)
    return (
        f'<span class="compare-field">{text(row.label)}</span> '
        f'<span class="compare-mark compare-{kind}">{text(row.mark)}</span>{notes}'
    )


def _cell(row: Row, cell: Cell, column: Column | None, axis: _Axis, span: str = "") -> str:
    css = "" if cell.stated else ' class="compare-gap"'
    who = ""
    if column:
        who = (
            f'<span class="compare-who {_theme(column)}" aria-hidden="true">'
            f"{text(column.city_name)}</span>"
        )
    theme = f" {_theme(column)}" if column else ""
    lines = "".join(f'<div class="compare-line">{_line(one)}</div>' for one in cell.lines)
    return (
        f'<td role="cell"{css}{span}>{who}<div class="compare-value{theme}">'
        f"{_drawing(row, cell, axis, lines)}</div></td>"
    )


# ---- lines --------------------------------------------------------------------------------------


def _line(line: Line) -> str:
    if line.parts and line.parts[-1].role == "when":
        return _figure(line)
    drawn_parts = "".join(
        _part(part, line) if isinstance(part, Part) else text(part) for part in pieces(line)
    )
    kind = "compare-all" if line.everywhere else "compare-silent" if line.silent else ""
    return f'<span class="{kind}">{drawn_parts}</span>' if kind else drawn_parts


def _figure(line: Line) -> str:
    """Number and unit large, what they count under them; the colon between is heard, not seen."""
    drawn_parts = [
        (part.role, _part(part, line)) if isinstance(part, Part) else ("joint", text(part))
        for part in pieces(line)
    ]
    names = [role for role, _piece in drawn_parts]
    cut = names.index("label")
    before = "".join(piece for _role, piece in drawn_parts[: cut - 1])
    after = "".join(piece for _role, piece in drawn_parts[cut:])
    return (
        f'<span class="compare-figure">{before}</span>'
        f'<span class="unseen">{drawn_parts[cut - 1][1]}</span>'
        f'<span class="compare-caption">{after}</span>'
    )


def pieces(line: Line) -> Iterator[Part | str]:
    """The line cut into its parts and the words between them, in order, nothing lost."""
    rest = line.words
    for part in line.parts:
        before, found, rest_after = rest.partition(part.words)
        if not found:
            continue
        if before:
            yield before
        yield part
        rest = rest_after
    if rest:
        yield rest


def _part(part: Part, line: Line) -> str:
    inner = text(part.words)
    if part.role == "title" and line.practice:
        href = navigation.address("practice", language(), id=line.practice)
        inner = f'<a href="{text(href)}" target="_self">{inner}</a>'
    elif part.role == "link" and line.address.startswith(("http://", "https://")):
        inner = f'<a href="{text(line.address)}" rel="noopener noreferrer external">{inner}</a>'
    spoken = part.language and part.language != language()
    lang = f' lang="{text(part.language)}"' if spoken else ""
    mark = ""
    if part.role in ("theme", "topic"):
        mark = markup.mark(part.code)
    elif part.role == "evidence":
        mark = _steps(part.code)
    return f'<span class="part-{text(part.role)}"{lang}>{mark}{inner}</span>'


def _steps(code: str) -> str:
    level = {"described": 1, "monitored": 2, "evaluated": 3}.get(code, 0)
    return f'<span class="steps steps-{level}" aria-hidden="true"><i></i><i></i><i></i></span>'


# ---- drawings beside the words: none says what the words do not ---------------------------------


class _Axis:
    """One line of years for all cells, so that they can be laid one over the other."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    @classmethod
    def of(cls, table: Table) -> _Axis:
        """The years the table needs, from 1990 to now at the least."""
        years = [year for row in table.rows for cell in row.cells for year in _years(cell)]
        first = min([EARLIEST, *years])
        return cls(first - first % 10, max([date.today().year, *years]))

    def place(self, year: int) -> float:
        """Where a year lies, in per cent from the left."""
        return round(100 * (year - self.first) / (self.last - self.first), 2)


def _years(cell: Cell) -> Iterator[int]:
    for value in cell.found.values:
        if isinstance(value, Years):
            yield from (year for year in (value.start, value.end) if year)
        elif isinstance(value, of_cities.Start) and value.year:
            yield value.year


def _drawing(row: Row, cell: Cell, axis: _Axis, lines: str) -> str:
    draw = _DRAWINGS.get(row.field)
    return draw(cell, axis, lines) if draw and cell.stated else lines


def _since(cell: Cell, axis: _Axis, lines: str) -> str:
    """The years over a bar on the axis; where nobody says that it went on, the bar is hatched."""
    years = cell.found.values[0]
    start = years.start or axis.first
    known = years.end or (axis.last if years.running else start)
    signs = max(len(one.words) for one in cell.lines)
    style = (
        f"--signs:{signs};--from:{axis.place(start)}%;--to:{axis.place(known)}%;"
        f"--open:{100 if not years.end and not years.running else axis.place(known)}%"
    )
    return f'<div class="compare-since" style="{style}">{lines}{_line_of_years(axis)}</div>'


def _line_of_years(axis: _Axis, marks: str = "") -> str:
    return (
        f'<div class="compare-axis" aria-hidden="true" data-first="{axis.first}"'
        f' data-last="{axis.last}">{marks}</div>'
    )


def _starts(cell: Cell, axis: _Axis, lines: str) -> str:
    """A mark a practice on the axis, stacked where years fall together; then the list."""
    height: dict[int, int] = {}
    marks = ""
    for start in cell.found.values:
        if start.year is None:
            continue
        level = height[start.year] = height.get(start.year, -1) + 1
        marks += (
            f'<span class="mark mark-{text(start.theme)}"'
            f' style="--at:{axis.place(start.year)}%;--level:{level}"></span>'
        )
    stack = max(height.values(), default=0) + 1
    return (
        f'<div class="compare-starts" style="--stack:{stack}">{_line_of_years(axis, marks)}</div>'
        f"{lines}"
    )


def _share(cell: Cell, axis: _Axis, lines: str) -> str:
    """A square a practice read, full where it counts."""
    count = cell.found.values[0]
    if count.of is None or not count.of:
        return lines
    if count.of > MOST_TALLIED:
        full = round(100 * count.number / count.of, 1)
        tally = f'<span class="tally-bar" style="--full:{full}%"></span>'
    else:
        tally = "<i></i>" * count.number + "<b></b>" * (count.of - count.number)
    return f'{lines}<div class="tally" aria-hidden="true">{tally}</div>'


_DRAWINGS: dict[str, Callable[[Cell, _Axis, str], str]] = {
    "since": _since,
    "starts": _starts,
    "theme": _share,
    "share_of_evidence": _share,
}
