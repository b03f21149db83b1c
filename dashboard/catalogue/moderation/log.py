"""The log of moderation for everybody, without a word or a name of anybody; and its numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import date, datetime

from dashboard.catalogue import clock, database

SINCE = 30  # days of the newer numbers


@dataclass(frozen=True)
class Line:
    """An act as everybody may read it: codes and a day, nothing of a person.

    `number` counts from the first act on. `day` is no closer than a day: the hours would tell when
    a moderator was at work.
    """

    number: int
    day: date
    kind: str  # comment or question; thread where a whole one was frozen
    language: str
    from_state: str
    to_state: str
    rule: str
    rules_version: str
    cause: str
    role: str


@dataclass(frozen=True)
class OfRule:
    """How often a rule was the reason, ever and in the last thirty days."""

    rule: str
    acts: int
    lately: int


@dataclass(frozen=True)
class Numbers:
    """Moderation in numbers, as of `at`; a median is None where there is nothing to take it of."""

    at: datetime
    held: int
    oldest_held: datetime | None
    acts: int
    let_through: int
    refused: int
    hidden: int
    shown_again: int
    waited: float | None  # median hours from the writing of a post to the first act on it
    waited_lately: float | None
    appeals_open: int
    appeals_granted: int
    appeals_refused: int
    notices_open: int
    notices_upheld: int
    notices_dismissed: int
    notices_waited: float | None  # median hours from a notice to its decision
    frozen: int  # threads
    rules: tuple[OfRule, ...]


def lines() -> tuple[Line, ...]:
    """The whole log, the first act first."""
    return tuple(Line(**row) for row in database.records("moderation_log"))


def as_csv() -> bytes:
    """The same as a table for spreadsheets."""
    out = io.StringIO()
    names = [one.name for one in fields(Line)]
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(names)
    table.writerows([getattr(one, name) for name in names] for one in lines())
    return out.getvalue().encode("utf-8-sig")


def numbers() -> Numbers:
    """How moderation goes, counted now."""
    now = clock.now()
    told = database.records("moderation_numbers", moment=now, days=SINCE)[0]
    found = database.rows("moderation_rule_counts", moment=now, days=SINCE)
    return Numbers(at=now, rules=tuple(OfRule(*row) for row in found), **told)
