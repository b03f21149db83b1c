"""Cities side by side: their facts, and what the catalogue holds of each, with its denominator.

A count here measures what was read. Nothing ranks: columns stand in the order of the link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from dashboard.catalogue import database, vocabulary
from dashboard.catalogue.comparison import (
    FEWEST,
    Code,
    Column,
    Comparison,
    Row,
    Shared,
    Website,
    common_codes,
    row,
)


@dataclass(frozen=True)
class Population:
    """Inhabitants, and where the number is from."""

    inhabitants: int
    source: str | None


@dataclass(frozen=True)
class Presence:
    """A city's part in a summit; None is what the sources do not say."""

    hosted: bool
    took_part: bool | None
    signed: bool | None


@dataclass(frozen=True)
class Member:
    """Whether the city belongs to the observatory."""

    member: bool


@dataclass(frozen=True)
class Count:
    """So many of so many practices read; without `of`, the number read."""

    number: int
    of: int | None = None


@dataclass(frozen=True)
class CountedCode:
    """A code, and how many of the practices read have it."""

    dim: str
    code: str
    number: int
    of: int


@dataclass(frozen=True)
class Unread:
    """A theme or topic of which no practice of this city was read."""

    dim: str
    code: str


@dataclass(frozen=True)
class NothingUnread:
    """Each theme and topic has at least one practice."""


@dataclass(frozen=True)
class Start:
    """A practice on the line of years; year None: not stated."""

    year: int | None
    slug: str
    title: str
    language: str
    theme: str


@dataclass(frozen=True)
class Page:
    """An address on which a city's facts were read, with its place in the list."""

    position: int
    url: str


@dataclass(frozen=True)
class _Told:
    """One city as read."""

    head: dict[str, Any]
    practices: tuple[dict[str, Any], ...]
    summits: tuple[dict[str, Any], ...]
    pages: tuple[str, ...]

    def having(self, field: str, dim: str, code: str) -> int:
        """How many practices read have this code, in a mask or alone."""
        number = vocabulary.number(dim, code)
        if dim in vocabulary.MASKED:
            return sum(one[field] >> number & 1 for one in self.practices)
        return sum(one[field] == number for one in self.practices)


# ---- the comparison -----------------------------------------------------------------------------


def cities(slugs: Sequence[str], language: str) -> Comparison:
    """The cities among these slugs side by side, in this order; unknown ones are left out."""
    told = _read(list(slugs), language)
    columns = tuple(
        Column(one.head["slug"], one.head["slug"], one.head["name"], one.head["country"])
        for one in told
    )
    rows = (*_facts(told), *_counts(told)) if told else ()
    return Comparison(columns, rows, _shared(told))


def _read(slugs: list[str], language: str) -> list[_Told]:
    heads = database.records("compare_cities", slugs=slugs, language=language)
    practices = database.records("compare_city_practices", slugs=slugs, language=language)
    summits = database.records("compare_city_summits", slugs=slugs, language=language)
    pages = database.rows("compare_city_sources", slugs=slugs)
    return [
        _Told(
            head,
            tuple(one for one in practices if one["city"] == head["slug"]),
            tuple(one for one in summits if one["city"] == head["slug"]),
            tuple(url for city, url in pages if city == head["slug"]),
        )
        for head in heads
    ]


def _facts(told: list[_Told]) -> list[Row]:
    return [
        row("country", [[Code("country", one.head["country"])] for one in told]),
        row("region", [[Code("region", one.head["region"])] for one in told]),
        row("population", [_population(one.head) for one in told]),
        *_summits(told),
        row("member", [_member(one.head) for one in told]),
        row("website", [_website(one.head) for one in told]),
        row("facts_from", [_pages(one) for one in told], [one.pages for one in told]),
    ]


def _pages(one: _Told) -> list[Page]:
    return [Page(position, url) for position, url in enumerate(one.pages, start=1)]


def _website(head: dict[str, Any]) -> list[Website]:
    return [Website(head["website"])] if head["website"] else []


def _population(head: dict[str, Any]) -> list[Population]:
    if head["population"] is None:
        return []
    return [Population(head["population"], head["population_source"])]


def _member(head: dict[str, Any]) -> list[Member]:
    return [] if head["observatory_member"] is None else [Member(head["observatory_member"])]


def _summits(told: list[_Told]) -> list[Row]:
    return [
        replace(
            row("summit", [_presence(one.summits[place]) for one in told], code=summit["summit"]),
            name=summit["host"],
            year=summit["year"],
        )
        for place, summit in enumerate(told[0].summits)
    ]


def _presence(summit: dict[str, Any]) -> list[Presence]:
    found = Presence(summit["hosted"], summit["took_part"], summit["signed"])
    return [] if found == Presence(False, None, None) else [found]


def _counts(told: list[_Told]) -> list[Row]:
    return [
        row("read", [[Count(len(one.practices))] if one.practices else [] for one in told]),
        *_shares(told, "theme", "themes", "theme"),
        *_shares(told, "share_of_evidence", "evidence", "evidence"),
        row("starts", [_starts(one) for one in told], [_years(one) for one in told]),
        row("unread", [_unread(one) for one in told]),
        row("addressed", [_counted(one, "audiences", "audience") for one in told]),
        row("measures", [_counted(one, "instrument", "instrument") for one in told]),
    ]


def _shares(told: list[_Told], name: str, field: str, dim: str) -> list[Row]:
    """One row a code: how many of the practices read have it; empty where none was read."""

    def cell(one: _Told, code: str) -> list[Count]:
        total = len(one.practices)
        return [Count(one.having(field, dim, code), total)] if total else []

    def part(one: _Told, code: str) -> Fraction | None:
        # All of one and all of two are alike: it is the share that tells cities apart.
        total = len(one.practices)
        return Fraction(one.having(field, dim, code), total) if total else None

    return [
        row(name, [cell(one, code) for one in told], [part(one, code) for one in told], code)
        for code in vocabulary.codes(dim)
    ]


def _counted(one: _Told, field: str, dim: str) -> list[CountedCode]:
    total = len(one.practices)
    found = [
        CountedCode(dim, code, one.having(field, dim, code), total)
        for code in vocabulary.codes(dim)
    ]
    # Most named first, which says where the reading was, within one city only.
    return sorted((each for each in found if each.number), key=lambda each: -each.number)


def _starts(one: _Told) -> list[Start]:
    return [
        Start(
            each["start_year"],
            each["slug"],
            each["title"],
            each["title_language"],
            vocabulary.code("theme", each["main_theme"]),
        )
        for each in one.practices
    ]


def _years(one: _Told) -> tuple[str, ...]:
    return tuple(each["slug"] for each in one.practices)


def _unread(one: _Told) -> list[Unread | NothingUnread]:
    if not one.practices:
        return []
    missing: list[Unread | NothingUnread] = [
        Unread(dim, code)
        for field, dim in (("themes", "theme"), ("topics", "topic"))
        for code in vocabulary.codes(dim)
        if not one.having(field, dim, code)
    ]
    return missing or [NothingUnread()]


# ---- what all have in common --------------------------------------------------------------------


def _shared(told: list[_Told]) -> Shared:
    if len(told) < FEWEST:
        return Shared()
    return Shared(
        themes=common_codes("theme", [_any(one, "themes") for one in told]),
        audiences=common_codes("audience", [_any(one, "audiences") for one in told]),
        country=_same(told, lambda one: one.head["country"]),
        region=_same(told, lambda one: one.head["region"]),
        summits=_together(told),
    )


def _any(one: _Told, field: str) -> int:
    """The codes that at least one practice of the city has."""
    found = 0
    for each in one.practices:
        found |= each[field]
    return found


def _together(told: list[_Told]) -> tuple[str, ...]:
    """The summits in which the sources say all of them took part."""
    return tuple(
        summit["summit"]
        for place, summit in enumerate(told[0].summits)
        if all(one.summits[place]["took_part"] for one in told)
    )


def _same(told: list[_Told], of: Callable[[_Told], str]) -> str | None:
    found = {of(one) for one in told}
    return found.pop() if len(found) == 1 else None
