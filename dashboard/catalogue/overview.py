"""What the catalogue holds and what it lacks, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from dashboard.catalogue import database, practices, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters

FEW = 2  # so many practices or fewer are told as few


@dataclass(frozen=True)
class Crossing:
    """Codes of one list (rows) against the themes (columns), with the practices that carry both."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    totals: dict[str, int]  # practices of a row, each once, whatever themes it names

    def count(self, row: str, column: str) -> int:
        """The practices that carry both; none is 0."""
        return self.counts.get((row, column), 0)

    def total(self, row: str) -> int:
        """The practices of a row, each once."""
        return self.totals.get(row, 0)

    def ranked(self) -> list[str]:
        """The rows, the fullest first; equal ones in the list's order."""
        return sorted(self.rows, key=self.total, reverse=True)

    def pairs(self) -> list[tuple[str, str]]:
        """Every row with every column, the fullest first."""
        every = [(row, column) for row in self.rows for column in self.columns]
        return sorted(every, key=lambda pair: self.counts.get(pair, 0), reverse=True)

    def held(self) -> Crossing:
        """The same with only the rows that hold something."""
        return replace(self, rows=tuple(row for row in self.rows if self.total(row)))


@dataclass(frozen=True)
class Coverage:
    """Every meeting of a theme, a topic and a region of which something was read."""

    themes: tuple[str, ...]
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    counts: dict[tuple[str, str, str], int]

    def count(self, theme: str, topic: str, region: str) -> int:
        """The practices that bring the three together; none is 0."""
        return self.counts.get((theme, topic, region), 0)

    def meetings(self) -> list[tuple[str, str, str]]:
        """Every theme with every topic in every region."""
        return [
            (theme, topic, region)
            for region in self.regions
            for topic in self.topics
            for theme in self.themes
        ]

    @property
    def none(self) -> int:
        """Meetings without any practice."""
        return sum(1 for one in self.meetings() if self.count(*one) == 0)

    @property
    def few(self) -> int:
        """Meetings with very few practices."""
        return sum(1 for one in self.meetings() if 0 < self.count(*one) <= FEW)


@dataclass(frozen=True)
class Start:
    """A practice, its first theme and the year it began, where a source states one."""

    slug: str
    city: str
    title: str
    theme: str
    year: int | None


@dataclass(frozen=True)
class Unstated:
    """A field, and the number of practices whose sources do not state it."""

    field: str  # figures, results, start or status
    practices: int


@dataclass(frozen=True)
class Guest:
    """A city that took part in a summit or signed its declaration."""

    slug: str
    name: str
    read: bool  # whether any practice of it was read


@dataclass(frozen=True)
class Summit:
    """A summit, its host and year, and the cities that took part or signed."""

    code: str
    host: str
    year: int
    guests: tuple[Guest, ...]

    @property
    def unread(self) -> tuple[Guest, ...]:
        """The cities of which no practice was read."""
        return tuple(guest for guest in self.guests if not guest.read)


@dataclass(frozen=True)
class Overview:
    """The catalogue, or the part that was asked for, counted from every side."""

    practices: int
    cities: int
    countries: int
    version: int
    released_on: date | None
    themes: dict[str, int]
    regions: Crossing
    topics: Crossing
    evidence: Crossing
    audiences: Crossing
    coverage: Coverage
    starts: tuple[Start, ...]
    unstated: tuple[Unstated, ...]
    summits: tuple[Summit, ...]  # told of the whole catalogue only

    @property
    def unread_regions(self) -> tuple[str, ...]:
        """The regions of the world, among those asked for, without any practice."""
        return tuple(one for one in self.regions.rows if not self.regions.total(one))

    @property
    def unread_guests(self) -> int:
        """Cities of the summits without any practice, each once."""
        return len({guest.slug for summit in self.summits for guest in summit.unread})

    @property
    def guests(self) -> int:
        """Cities of the summits, each once."""
        return len({guest.slug for summit in self.summits for guest in summit.guests})


def of(filters: Filters, language: str) -> Overview:
    """All that the overview tells of the practices that match."""
    chosen = _chosen(filters, language)
    totals = database.records("overview_totals", chosen=chosen)[0]
    version, released_on = database.rows("overview_release")[0]
    pairs = database.rows("overview_pairs", chosen=chosen)
    crossings = {dim: _crossing(dim, pairs, filters) for dim in _FIELDS}
    return Overview(
        practices=totals["practices"],
        cities=totals["cities"],
        countries=totals["countries"],
        version=version,
        released_on=released_on,
        themes=crossings["theme"].totals,
        regions=crossings["region"],
        topics=crossings["topic"],
        evidence=crossings["evidence"],
        audiences=crossings["audience"],
        coverage=_coverage(chosen, crossings),
        starts=tuple(
            Start(*row)
            for row in database.rows("overview_starts", chosen=chosen, language=language)
        ),
        unstated=tuple(
            Unstated(field, totals[f"no_{field}"])
            for field in ("figures", "results", "start", "status")
        ),
        summits=_summits(language) if filters.empty else (),
    )


def narrowed(filters: Filters, **codes: str) -> Filters:
    """The question of one cell: the same filters, with each named field set to its one code."""
    asked: dict[str, Any] = {field: (code,) for field, code in codes.items()}
    return replace(filters, **asked)


# The lists that are counted, each with the filter that asks for its codes.
_FIELDS = {
    dim: field
    for field, dim in DIMENSIONS.items()
    if dim in ("theme", "region", "topic", "evidence", "audience")
}


def _chosen(filters: Filters, language: str) -> pa.Table:
    """The practices that match, as a table for the counting queries."""
    found = practices.ids(filters, language, sort="newest")
    return pa.table({"practice_id": pa.array(found, pa.int32())})


def _asked(dim: str, filters: Filters) -> tuple[str, ...]:
    """The codes in question: the filter's own, so that a cell is one question; without any, all."""
    return getattr(filters, _FIELDS[dim]) or vocabulary.codes(dim)


def _crossing(
    dim: str, pairs: list[tuple[str, str, str | None, int]], filters: Filters
) -> Crossing:
    counts = Counter[tuple[str, str]]()
    totals: dict[str, int] = {}
    for found, code, theme, number in pairs:
        if found != dim:
            continue
        if theme is None:
            totals[code] = number
        else:
            counts[code, theme] = number
    return Crossing(_asked(dim, filters), _asked("theme", filters), dict(counts), totals)


def _coverage(chosen: pa.Table, crossings: dict[str, Crossing]) -> Coverage:
    rows = database.rows("overview_coverage", chosen=chosen)
    return Coverage(
        themes=crossings["theme"].rows,
        topics=crossings["topic"].rows,
        regions=crossings["region"].held().rows,
        counts={(theme, topic, region): number for theme, topic, region, number in rows},
    )


def _summits(language: str) -> tuple[Summit, ...]:
    guests: dict[tuple[str, str, int], list[Guest]] = {}
    rows = database.rows("overview_summits", language=language)
    for code, host, slug, name, year, read in rows:
        guests.setdefault((code, host, year), []).append(Guest(slug, name, read))
    return tuple(Summit(*summit, guests=tuple(cities)) for summit, cities in guests.items())
