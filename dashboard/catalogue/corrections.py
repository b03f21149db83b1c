"""What changed in public, and when: every version after the first is a dated correction.

Nothing is written for it: versions never change, so what one says beyond the one before can be
told at any time. That a practice was withdrawn, retired or brought back is told beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa

from dashboard.catalogue import database, differences, practices, published, vocabulary
from dashboard.catalogue.differences import Change
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.record import Text

Kind = Literal["published", "corrected", "withdrawn", "retired", "brought_back"]
MOVES: tuple[Kind, ...] = ("withdrawn", "retired", "brought_back")
CORRECTIONS: tuple[Kind, ...] = ("corrected", *MOVES)
EVERYTHING: tuple[Kind, ...] = ("published", *CORRECTIONS)
MOST = 10_000  # of one practice, or of one answer

Key = tuple[int, int]  # a practice's number, and its version


@dataclass(frozen=True)
class Correction:
    """One thing that happened to a practice in public; no person is named.

    `version` is the one it made, or that was public when it was moved; `before` the one before a
    new text. `note` is the reason given to the public for a move; the word that went with a new
    text was for colleagues and is not told. `changes` are those of a new text, field by field.
    """

    slug: str
    kind: Kind
    version: int
    before: int | None
    moment: datetime  # in UTC
    note: str | None = None
    changes: tuple[Change, ...] = ()

    @property
    def day(self) -> date:
        """The day it happened, in UTC."""
        return self.moment.date()


@dataclass(frozen=True)
class Heading:
    """What a line about a practice calls it by: its title now, its city, and how it stands."""

    slug: str
    state: str  # published, retired or withdrawn
    version: int
    title: Text
    city: str
    city_name: str
    country: str
    main_theme: str


def of(slug: str) -> tuple[Correction, ...]:
    """The corrections of a practice and what else became of it, the newest first.

    Of a withdrawn one only when and why it was moved: its texts are not shown.
    """
    return _of(slug, database.edition())


@lru_cache(maxsize=2000)
def _of(slug: str, _edition: tuple[int, int]) -> tuple[Correction, ...]:
    found = database.rows("practice_standing", slug=slug)
    return _told([int(found[0][0])], CORRECTIONS, None, MOST) if found else ()


def latest(
    most: int,
    filters: Filters | None = None,
    language: str = "en",
    kinds: Sequence[Kind] = CORRECTIONS,
) -> tuple[Correction, ...]:
    """The newest things that happened, at most so many, to practices that match.

    `language` is the one a search text is read in. With EVERYTHING new practices are told too.
    """
    return _told(_ids(filters, language), kinds, None, most)


def since(
    moment: datetime,
    filters: Filters | None = None,
    language: str = "en",
    kinds: Sequence[Kind] = CORRECTIONS,
) -> tuple[Correction, ...]:
    """The same, all of them from a moment (of UTC) on."""
    return _told(_ids(filters, language), kinds, moment, MOST)


def headings(slugs: Iterable[str], language: str) -> dict[str, Heading]:
    """What to call these practices by, in the reader's language or the nearest; by slug."""
    wanted = sorted(set(slugs))
    found = database.records("practice_headings", slugs=wanted, language=language)
    return {row["slug"]: _heading(row) for row in found}


def _heading(row: dict[str, Any]) -> Heading:
    title = Text(row.pop("title"), row.pop("title_language"))
    theme = vocabulary.code("theme", row.pop("main_theme"))
    return Heading(title=title, main_theme=theme, **row)


# Which practices ----------------------------------------------------------------------------------


def _ids(filters: Filters | None, language: str) -> list[int] | None:
    if filters is None or filters.empty:
        return None
    gone = (row["practice_id"] for row in database.records("practice_gone") if _fits(row, filters))
    return [*practices.ids(filters, language), *gone]


def _fits(gone: dict[str, Any], filters: Filters) -> bool:
    """Whether a question whose codes a practice had would have held it: it left that list.

    What is not public is found by no search: other questions do not find it.
    """
    codes: dict[str, tuple[str, ...]] = {
        "cities": (gone["city"],),
        "countries": (gone["country"],),
        "regions": (gone["region"],),
        "sizes": (gone["size"],),
        **{f"{dim}s": vocabulary.unmask(dim, gone[f"{dim}s"]) for dim in _MASKS},
        "instruments": (vocabulary.code("instrument", gone["instrument"]),),
        "statuses": (vocabulary.code("status", gone["status"]),),
        "evidence": (vocabulary.code("evidence", gone["evidence"]),),
    }
    asked = {field for field, _code in filters.chips()}
    return asked <= codes.keys() and all(
        set(getattr(filters, field)) & set(codes[field]) for field in asked
    )


_MASKS = ("theme", "topic", "audience")


# What happened ------------------------------------------------------------------------------------


def _told(
    ids: list[int] | None, kinds: Sequence[Kind], moment: datetime | None, most: int
) -> tuple[Correction, ...]:
    rows = database.rows("chronicle", ids=ids, kinds=list(kinds), moment=moment, most=most)
    corrected = [(number, version) for number, _, kind, version, *_ in rows if kind == "corrected"]
    drafts = _drafts({(number, one) for number, now in corrected for one in (now, now - 1)})
    return tuple(
        Correction(
            slug=slug,
            kind=kind,
            version=version,
            before=version - 1 if kind == "corrected" else None,
            moment=moment,
            note=reason,
            changes=_changes(drafts, number, version) if kind == "corrected" else (),
        )
        for number, slug, kind, version, moment, reason in rows
    )


def _changes(drafts: dict[Key, Draft], number: int, version: int) -> tuple[Change, ...]:
    before, after = drafts.get((number, version - 1)), drafts.get((number, version))
    # Withdrawn between the two questions: then nothing of its text is told.
    return differences.fields(before, after) if before and after else ()


def _drafts(wanted: set[Key]) -> dict[Key, Draft]:
    """These versions, read in bulk: as many rounds as one practice has versions among them."""
    rounds: dict[int, list[int]] = defaultdict(list)
    for number, version in sorted(wanted):
        rounds[number].append(version)
    found: dict[Key, Draft] = {}
    for at in range(max(map(len, rounds.values()), default=0)):
        now = [(number, told[at]) for number, told in rounds.items() if at < len(told)]
        numbers, versions = zip(*now, strict=True)
        table = pa.table({"practice_id": numbers, "version": versions})
        heads = database.table("version_heads", wanted=table)
        ids = {row["slug"]: row["practice_id"] for row in heads.to_pylist()}
        for one in published.read(heads):
            found[ids[one.slug], one.version] = one.draft
    return found
