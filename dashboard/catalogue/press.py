"""Questions of the press: what is new, which figures may be quoted, what one theme holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.catalogue import database, record, summits, vocabulary
from dashboard.catalogue.record import Figure, Text
from dashboard.catalogue.summits import Conclusion


@dataclass(frozen=True)
class Counts:
    """What the catalogue, or one theme of it, holds today; every number counts practices read."""

    practices: int
    cities: int
    countries: int
    figures: int  # practices that state a figure
    results: int  # practices whose sources state a result
    evaluated: int  # practices graded evaluated
    version: int  # of the catalogue
    changed_on: date | None  # the day of the newest publication


@dataclass(frozen=True)
class Brief:
    """A practice as a line of a list."""

    slug: str
    title: Text
    city: str
    city_slug: str
    country: str
    main_theme: str
    evidence: str
    start_year: int | None


@dataclass(frozen=True)
class Day:
    """A day on which practices were published for the first time, and the first few of them."""

    day: date
    practices: int
    some: tuple[Brief, ...]


@dataclass(frozen=True)
class KeyFigure:
    """A figure of a practice that names its year, with the practice that states it."""

    practice: Brief
    version: int
    figure: Figure
    publishers: tuple[str, ...]  # of the pages it may have been read on, in the record's order


def counts(theme: str | None = None) -> Counts:
    """What is held today, of all or of one theme (as the main one or beside it)."""
    found = database.records("press_counts", theme=_bits(theme), evaluated=_evaluated())[0]
    version = database.edition()[1]
    return Counts(**found, version=version)


def newest(language: str, most: int, theme: str | None = None) -> tuple[Brief, ...]:
    """The practices published last, at most so many."""
    rows = database.records("press_newest", theme=_bits(theme), language=language, most=most)
    return tuple(map(_brief, rows))


def days(language: str, most: int, some: int) -> tuple[Day, ...]:
    """The last days on which something new was published, the newest first."""
    rows = database.records("press_days", language=language, most=most, some=some)
    found: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.pop("day"), []).append(row)
    return tuple(
        Day(day, group[0]["practices"], tuple(map(_brief, group))) for day, group in found.items()
    )


def key_figures(language: str, most: int, theme: str | None = None) -> tuple[KeyFigure, ...]:
    """Figures that name their year: the latest first, one a city, at most so many.

    Where a record has one source, its figures were read there; else a figure may name its own.
    """
    rows = database.records("press_figures", theme=_bits(theme), language=language, most=most)
    return tuple(_key_figure(row, language) for row in rows)


def conclusions(language: str, most: int) -> tuple[Conclusion, ...]:
    """Sentences reported from the workshops that say of which city they tell.

    The surest basis first, then the newest summit; each workshop gives one before any gives two.
    """
    return _conclusions(language, database.edition())[:most]


@lru_cache(maxsize=8)
def _conclusions(language: str, _edition: tuple[int, int]) -> tuple[Conclusion, ...]:
    workshops = [one for summit in summits.every(language) for one in summit.workshops]
    rounds: dict[int, list[Conclusion]] = {}
    for workshop in workshops:
        named = sorted((one for one in workshop.conclusions if one.city), key=_surest)
        for turn, one in enumerate(named):
            rounds.setdefault(turn, []).append(one)
    return tuple(_in_turn(rounds))


def _surest(one: Conclusion) -> int:
    return vocabulary.number("basis", one.basis)


def _in_turn(rounds: dict[int, list[Conclusion]]) -> Iterator[Conclusion]:
    for turn in sorted(rounds):
        yield from sorted(rounds[turn], key=_surest)


def _brief(row: dict[str, Any]) -> Brief:
    return Brief(
        slug=row["slug"],
        title=Text(row["title"], row["title_language"]),
        city=row["city"],
        city_slug=row["city_slug"],
        country=row["country"],
        main_theme=vocabulary.code("theme", row["main_theme"]),
        evidence=vocabulary.code("evidence", row["evidence"]),
        start_year=row["start_year"],
    )


def _key_figure(row: dict[str, Any], language: str) -> KeyFigure:
    source = row["source_position"] or (1 if row["sources"] == 1 else None)
    return KeyFigure(
        practice=_brief(row),
        version=row["version"],
        figure=Figure(
            label=record.label(row, language, row["original_language"]),
            value=row["value"],
            unit=row["unit"],
            year=row["year"],
            period=row["period"],
            measured_by=row["measured_by"],
            source=source,
        ),
        publishers=tuple(row["publishers"]),
    )


def _bits(theme: str | None) -> int:
    return vocabulary.mask("theme", (theme,)) if theme else 0


def _evaluated() -> int:
    return vocabulary.number("evidence", "evaluated")
