"""The matrix of a declaration in words: one truth for the view, its file and who reads it aloud."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import words
from dashboard.catalogue.columns import harmless
from dashboard.catalogue.declaration_hints import Suggested
from dashboard.catalogue.declarations import Cell, Matrix, Point, Proof
from dashboard.catalogue.summits import Guest
from dashboard.i18n import _, date, n_, number

PROVED, SILENT, OPEN = "linked", "reason", "empty"


@dataclass(frozen=True)
class Shown:
    """The part of a matrix that is looked at: some of its points, some of its cities."""

    matrix: Matrix
    points: tuple[Point, ...]
    cities: tuple[Guest, ...]

    @property
    def rows(self) -> Iterator[tuple[Guest, tuple[Cell, ...]]]:
        """A row a city, a cell a point."""
        for city in self.cities:
            yield city, tuple(self.matrix.cell(one.number, city.slug) for one in self.points)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that are looked at."""
        return tuple(cell for _city, cells in self.rows for cell in cells)

    @property
    def whole(self) -> bool:
        """Whether nothing of the matrix is left out."""
        every = len(self.matrix.points), len(self.matrix.cities)
        return (len(self.points), len(self.cities)) == every


def part(matrix: Matrix, point: str | None = None, city: str | None = None) -> Shown:
    """One point, one city, or one cell of a matrix; what it does not have narrows nothing."""
    points = tuple(one for one in matrix.points if str(one.number) == point)
    cities = tuple(one for one in matrix.cities if one.slug == city)
    return Shown(matrix, points or matrix.points, cities or matrix.cities)


def standing(cell: Cell) -> str:
    """How a cell stands, as a code: linked, reason, or empty."""
    return PROVED if cell.proofs else SILENT if cell.reason else OPEN


# Sentences ----------------------------------------------------------------------------------------


def summary(shown: Shown) -> str:
    """How many points, cities and cells, and how many of these show something."""
    points = n_("{count} point", "{count} points", len(shown.points))
    cities = n_("{count} city that signed", "{count} cities that signed", len(shown.cities))
    held = sum(bool(one.proofs) for one in shown.cells)
    told = n_(
        "{points} by {cities}: {count} of {all} cells holds a practice.",
        "{points} by {cities}: {count} of {all} cells hold a practice.",
        held,
    )
    filled = {"points": points, "cities": cities, "all": number(len(shown.cells))}
    for name, value in filled.items():
        told = told.replace(f"{{{name}}}", value)
    return told


def hints(shown: Shown) -> str:
    """In how many empty cells the texts suggest a practice; '' where in none."""
    found = sum(bool(one.suggested) and not one.proofs for one in shown.cells)
    if not found:
        return ""
    return n_(
        "In {count} empty cell the texts suggest one: a hint for researchers, never proof.",
        "In {count} empty cells the texts suggest one: hints for researchers, never proof.",
        found,
    )


def unnamed(stated: int | None, named: int) -> str:
    """That sources count more signatures than they name; '' where they name all, or count none."""
    if stated is None or stated <= named:
        return ""
    return _(
        "Sources count {stated} cities as signing and name {named}. The others are not known, and"
        " have no row."
    ).format(stated=number(stated), named=number(named))


def evidence(cell: Cell) -> str:
    """The best evidence in a cell; '' where nothing is linked."""
    return words.label("evidence", cell.evidence) if cell.evidence else ""


def confirmed(cell: Cell) -> str:
    """When one of its practices was last confirmed; '' where nothing is linked."""
    day = cell.confirmed_on
    return _("Last confirmed on {date}").format(date=date(day)) if day else ""


def nothing(cell: Cell) -> str:
    """What an empty cell says."""
    return _("No practice linked yet") if not cell.proofs else ""


def reason(cell: Cell) -> str:
    """Who gives the city's reason, and since when; '' where there is none."""
    if cell.reason is None or cell.proofs:
        return ""
    return _("{office}, {date}").format(office=cell.reason.office, date=date(cell.reason.given_on))


def states(code: str) -> str:
    """How a cell stands, for people."""
    return {
        PROVED: _("Practices linked"),
        SILENT: _("No practice linked; the city says why"),
        OPEN: _("No practice linked yet"),
    }[code]


# The same as a file -------------------------------------------------------------------------------


def grid(shown: Shown) -> Iterator[list[str]]:
    """The head, then a line a cell, in the order of the view."""
    yield [
        _("Summit"), _("Point"), _("What the point says"), _("City ID"), _("City"), _("Country"),
        _("Standing"), _("Practices linked"), _("Practice IDs"), _("Best evidence"),
        _("Last confirmed"), _("The city’s reason"), _("Given by"), _("Given on"),
        _("Suggested by text, no proof"), _("Suggested IDs"),
    ]  # fmt: skip
    texts = {one.number: one.text.words for one in shown.points}
    for city, cells in shown.rows:
        for cell in cells:
            head = [shown.matrix.summit, str(cell.point), texts[cell.point]]
            yield [*head, *_city(city), *_cell(cell)]


def _city(city: Guest) -> list[str]:
    return [city.slug, city.name, words.label("country", city.country)]


def _cell(cell: Cell) -> list[str]:
    said = cell.reason if not cell.proofs else None
    return [
        states(standing(cell)),
        _titles(cell.proofs),
        _ids(cell.proofs),
        evidence(cell),
        cell.confirmed_on.isoformat() if cell.confirmed_on else "",
        said.text.words if said else "",
        said.office if said else "",
        said.given_on.isoformat() if said else "",
        _titles(cell.suggested),
        _ids(cell.suggested),
    ]


def _titles(found: tuple[Proof, ...] | tuple[Suggested, ...]) -> str:
    return "\n".join(one.title.words for one in found)


def _ids(found: tuple[Proof, ...] | tuple[Suggested, ...]) -> str:
    return " ".join(one.slug for one in found)


def as_csv(shown: Shown) -> bytes:
    """The cells for any program; opens with a byte order mark, else Excel garbles accents."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(one) for one in line] for line in grid(shown))
    return out.getvalue().encode("utf-8-sig")
