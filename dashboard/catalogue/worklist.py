"""What waits to be done, list by list: each with its number and a page of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from dashboard.catalogue import clock, confirmations, database, duplicates, links, rights
from dashboard.catalogue.confirmations import STALE_AFTER, VERY_STALE_AFTER
from dashboard.catalogue.duplicates import Pair
from dashboard.catalogue.record import Text
from dashboard.catalogue.rights import Actor

FIELDS = 16  # that rules.filled looks at
MOST_PAIRS = 200


@dataclass(frozen=True)
class Waiting:
    """A submission that waits for a decision; `slug` is set for a correction."""

    receipt: str
    slug: str | None
    name: str
    city: str | None
    author: str
    state: str
    submitted_at: datetime


@dataclass(frozen=True)
class Practice:
    """A public practice in a list."""

    slug: str
    title: Text
    city: str


@dataclass(frozen=True)
class Empty(Practice):
    """One that leaves fields open."""

    open_fields: tuple[str, ...]


@dataclass(frozen=True)
class Unsourced(Practice):
    """One with figures that name no source, or without any source."""

    figures: int
    untied: int
    sources: int


@dataclass(frozen=True)
class Stale(Practice):
    """One with texts whose original has changed since they were translated."""

    languages: tuple[str, ...]
    texts: int


@dataclass(frozen=True)
class Lacking(Practice):
    """One whose title or summary is missing in some languages."""

    languages: tuple[str, ...]


@dataclass(frozen=True)
class DeadLink(Practice):
    """A source whose address did not answer; `alive_at` is when it last did."""

    url: str
    reason: str
    status: int | None
    checked_at: datetime
    alive_at: datetime | None


@dataclass(frozen=True)
class Part:
    """A page of one list, and how many it holds in all."""

    code: str
    total: int
    rows: tuple[Any, ...]


Lister = Callable[[str, int, int], tuple[int, tuple[Any, ...]]]


def part(actor: Actor | None, code: str, language: str, *, skip: int = 0, take: int = 10) -> Part:
    """One list, a page of it; NotAllowed without the right work_list."""
    rights.demand(actor, "work_list")
    return Part(code, *_PARTS[code](language, skip, take))


def links_checked_at() -> datetime | None:
    """When the sources' addresses were last asked; None where never."""
    moment: datetime | None = database.rows("link_last_check")[0][0]
    return moment


def _listed(query: str, kind: Callable[..., Any], **values: Any) -> Lister:
    def rows(language: str, skip: int, take: int) -> tuple[int, tuple[Any, ...]]:
        found = database.records(query, language=language, skip=skip, take=take, **values)
        total = int(found[0].pop("total")) if found else 0
        return total, tuple(kind(**_fields(row)) for row in found)

    return rows


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    row.pop("total", None)
    if "title_language" in row:
        row["title"] = Text(row["title"], row.pop("title_language"))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _unconfirmed(months: int, below: int | None = None) -> Lister:
    def rows(language: str, skip: int, take: int) -> tuple[int, tuple[Any, ...]]:
        found = database.rows(
            "confirmation_missing_total", now=clock.now(), months=months, below=below
        )
        told = confirmations.not_confirmed(months, language, below=below, skip=skip, take=take)
        return int(found[0][0]), told

    return rows


def _twins(language: str, skip: int, take: int) -> tuple[int, tuple[Any, ...]]:
    found = _pairs(database.edition(), language)
    return len(found), found[skip : skip + take]


@lru_cache(maxsize=8)
def _pairs(edition: tuple[int, int], language: str) -> tuple[Pair, ...]:
    # Looked for once a version of the catalogue: every text is laid beside its neighbours.
    return duplicates.pairs(MOST_PAIRS, language)


# In the order in which they are worked off: people who wait before records that wait.
_PARTS: dict[str, Lister] = {
    "waiting": _listed("worklist_waiting", Waiting),
    "unconfirmed_24": _unconfirmed(VERY_STALE_AFTER),
    "unconfirmed_12": _unconfirmed(STALE_AFTER, VERY_STALE_AFTER),
    "dead_links": _listed("worklist_dead_links", DeadLink, dead=list(links.DEAD)),
    "unsourced": _listed("worklist_unsourced", Unsourced),
    "stale": _listed("worklist_stale", Stale),
    "languages": _listed("worklist_languages", Lacking),
    "twins": _twins,
    "emptiest": _listed("worklist_emptiest", Empty),
}
PARTS = tuple(_PARTS)
