"""Rows of a file as drafts: by matched columns, or through the form of another collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from dashboard.catalogue import bridge
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.importing import reading
from dashboard.catalogue.importing.files import Row
from dashboard.catalogue.importing.mapping import Chosen, Match, Matching
from dashboard.catalogue.importing.verdicts import RowFault


@dataclass(frozen=True)
class Read:
    """A row as a draft: which of our columns it had, what the file calls them, its faults.

    `again` reads it anew beside what the catalogue holds under its slug, where that helps.
    """

    number: int
    draft: Draft
    slug: str | None
    given: frozenset[str]
    headers: Mapping[str, str]  # ours to theirs
    faults: tuple[RowFault, ...] = ()
    losses: tuple[bridge.Loss, ...] = ()
    again: Callable[[Draft], Read] | None = field(default=None, compare=False, repr=False)

    def header(self, column: str) -> str:
        """What the file calls one of our columns."""
        return self.headers.get(column, column)


class Reader(Protocol):
    """Makes drafts of rows, and tells how it matched the columns."""

    def read(self, row: Row) -> Read:
        """The draft of one row."""

    def matches(self) -> tuple[Match, ...]:
        """Every header so far and what it fills."""

    def clashes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Columns that several headers would fill."""

    def chosen(self) -> Chosen:
        """What was decided for the file."""


class TableReader:
    """Reads rows whose headers were matched with our columns."""

    def __init__(self, matching: Matching) -> None:
        """Use this matching."""
        self._matching = matching
        self._headers: dict[str, str] = {}

    def read(self, row: Row) -> Read:
        """The draft of one row."""
        flat = self._matching.flat(row.cells)
        draft, slug, faults = reading.draft(flat, self._matching.manner)
        for name in flat.keys() - self._headers.keys():
            self._headers[name] = self._matching.header_of(name)
        known = {*row.cells, "geometry"}
        told = [
            RowFault(row.number, one.column, one.code, one.given, one.right, one.values)
            for one in row.faults
            if not one.column or one.column in known
        ]
        told += [
            RowFault(
                row.number, self._headers.get(one.column, one.column), one.code, one.given,
                one.right, one.values,
            )
            for one in faults
        ]  # fmt: skip
        return Read(row.number, draft, slug, frozenset(flat), self._headers, tuple(told))

    def matches(self) -> tuple[Match, ...]:
        """Every header so far and what it fills."""
        return self._matching.matches()

    def clashes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Columns that several headers would fill."""
        return self._matching.clashes()

    def chosen(self) -> Chosen:
        """What was decided for the file."""
        return self._matching.chosen()


class TemplateReader:
    """Reads rows of another collection's form through the bridge."""

    def __init__(self, name: str, chosen: Chosen | None) -> None:
        """Use the form of this name; NotFound where there is none."""
        if name not in bridge.TEMPLATES:
            raise NotFound(name)
        self._template = bridge.TEMPLATES[name]
        self._language = chosen.language if chosen else None
        self._matches: dict[str, Match] = {}

    def read(self, row: Row) -> Read:
        """The draft of one row."""
        found = self._template.read(row.cells, self._language)
        slug = found.slug
        if slug is None:
            return self._told(row, found)

        def again(before: Draft) -> Read:
            return self._told(
                row, self._template.read_again(row.cells, slug, before, self._language)
            )

        return replace(self._told(row, found), again=again)

    def _told(self, row: Row, found: bridge.Read) -> Read:
        self._note(row.cells, found)
        told = [RowFault(row.number, one.column, one.code, one.given) for one in row.faults]
        told += [
            RowFault(
                row.number, found.came_from.get(one.column, one.column), one.code, one.given,
                one.right, one.values,
            )
            for one in found.faults
        ]  # fmt: skip
        if found.draft is None:
            blocked = next(one for one in found.losses if one.kind == "blocked")
            told.append(RowFault(row.number, "", "licence", values=dict(blocked.values)))
        return Read(
            row.number,
            found.draft or Draft(),
            found.slug,
            frozenset(found.row),
            found.came_from,
            tuple(told),
            tuple(found.losses),
        )

    def _note(self, cells: Mapping[str, object], found: bridge.Read) -> None:
        ours = {theirs: column for column, theirs in found.came_from.items()}
        for header in cells:
            column = ours.get(header)
            known = self._matches.get(header)
            if known is None or known.column is None:
                how = "unknown" if column is None and header in found.unknown else "template"
                self._matches[header] = Match(header, column, how)  # type: ignore[arg-type]

    def matches(self) -> tuple[Match, ...]:
        """Every header so far and what it fills."""
        return tuple(self._matches.values())

    def clashes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A form knows its own columns."""
        return ()

    def chosen(self) -> Chosen:
        """What was decided for the file."""
        return Chosen(language=self._language)
