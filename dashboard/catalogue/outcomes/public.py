"""Signed outcomes, as everybody reads them: nothing that nobody signed comes through here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from dashboard.catalogue import cities, database
from dashboard.catalogue.outcomes import writing
from dashboard.catalogue.outcomes.writing import EVERYBODY, Writing
from dashboard.catalogue.record import FALLBACK, Text


@dataclass(frozen=True)
class Outcome:
    """What a workshop came to, in one reader's language; `version` counts from 1.

    `language` is the one it was written in, `texts` holds every language it has. Without a city it
    holds for all who sat there. `practice_slug` is set while that practice is public.
    """

    id: str
    workshop: str
    summit: str
    kind: str  # agreed, disputed, commitment, open_question or presented_project
    version: int
    text: Text
    texts: dict[str, str] = field(hash=False)
    language: str
    city: str | None
    city_slug: str | None
    practice_slug: str | None
    promised_by: str | None  # of a commitment: who promised it
    due_on: date | None  # of a commitment: by when
    signed_at: datetime
    first_signed_at: datetime  # of its first version: where it stands among the others
    house: str | None = None  # the copy it came from; None: this one
    state: str = "signed"


@dataclass(frozen=True)
class Withdrawn:
    """That something signed was taken back: where it was said, since when and why."""

    id: str
    workshop: str
    summit: str
    day: date
    reason: str


def signed(
    summit: str | None = None, city: str | None = None, *, language: str = "en"
) -> tuple[Outcome, ...]:
    """All that is signed, the newest workshop first, then as it was said; of a summit, a city."""
    return tuple(
        one
        for one in _every(language, database.edition())
        if summit in (None, one.summit) and city in (None, one.city_slug)
    )


def signed_of(workshop: str, language: str) -> tuple[Outcome, ...]:
    """What was signed of one workshop, in the order in which it was first signed."""
    return tuple(one for one in signed(language=language) if one.workshop == workshop)


def by_id(outcome_id: str, language: str) -> Outcome | None:
    """The signed outcome of this id; None where there is none, or none any more."""
    return next((one for one in signed(language=language) if one.id == outcome_id), None)


def withdrawn(outcome_id: str) -> Withdrawn | None:
    """That what was signed under this id was taken back, and why; None for all else."""
    return next((one for one in all_withdrawn() if one.id == outcome_id), None)


def all_withdrawn(workshop: str | None = None) -> tuple[Withdrawn, ...]:
    """All that was taken back, of a workshop or of any, the latest first."""
    found = _withdrawn(database.edition())
    return tuple(one for one in found if workshop in (None, one.workshop))


@lru_cache(maxsize=2)
def _withdrawn(_edition: tuple[int, int]) -> tuple[Withdrawn, ...]:
    return tuple(Withdrawn(**row) for row in database.records("outcomes_withdrawn"))


def history(outcome_id: str, language: str) -> tuple[Outcome, ...]:
    """Every version that was signed, the newest first; () where nothing of it is public."""
    if by_id(outcome_id, language) is None:
        return ()
    names = cities.names(language)
    rows = database.records("outcome_versions", outcome=outcome_id)
    return tuple(_outcome(row, language, names) for row in rows)


@lru_cache(maxsize=8)
def _every(language: str, _edition: tuple[int, int]) -> tuple[Outcome, ...]:
    names = cities.names(language)
    rows = database.records("outcomes_signed")
    return tuple(_outcome(row, language, names) for row in rows)


def _outcome(row: dict[str, Any], language: str, names: dict[str, str]) -> Outcome:
    said = writing.from_json(row["body"])
    slug = None if said.city in (None, EVERYBODY) else said.city
    return Outcome(
        id=row["outcome_id"],
        workshop=row["workshop"],
        summit=row["summit"],
        kind=said.kind or "",  # nobody signs one without
        version=row["version"],
        text=_text(said, language),
        texts=dict(said.texts),
        language=said.language,
        city=names.get(slug or "", slug),
        city_slug=slug,
        practice_slug=_public_practice(said),
        promised_by=said.promised_by,
        due_on=said.due_on,
        signed_at=row["signed_at"],
        first_signed_at=row["first_signed_at"],
        house=row["house"],
    )


def _text(said: Writing, language: str) -> Text:
    """In the reader's language, else as it was written, else in the first that has it."""
    spoken = next(one for one in (language, said.language, *FALLBACK) if said.texts.get(one))
    origin = "original" if spoken == said.language else "human"
    return Text(said.texts[spoken], spoken, origin, stale=said.is_stale(spoken))


def _public_practice(said: Writing) -> str | None:
    """The practice it is linked to, where it lives now, as long as it is public."""
    slug = said.practice
    if slug is None and said.draft is not None:
        found = database.rows("outcome_draft_slug", receipt=said.draft)
        slug = str(found[0][0]) if found else None
    if slug is None:
        return None
    moved = database.rows("redirect_of", slug=slug)
    slug = str(moved[0][0]) if moved else slug
    standing = database.records("practice_standing", slug=slug)
    return slug if standing and standing[0]["state"] == "published" else None
