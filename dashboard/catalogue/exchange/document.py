"""What two copies of this house exchange: conclusions, questions to mayors, and their answers.

A file holds what readers of one copy can see, each part with the house it comes from. The same
content is the same bytes: no clock and no chance go into it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from dashboard.catalogue.outcomes.writing import Writing

FORM = "living-together-exchange"
NUMBER = 1  # of the form: a reader of another one is told so


@dataclass(frozen=True)
class House:
    """A copy, as it names itself; both may be empty."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Version:
    """A conclusion as it was signed once; without the draft of a practice, which stays here."""

    version: int
    said: Writing
    signed_at: datetime


@dataclass(frozen=True)
class Step:
    """What a city told of how its promise goes."""

    number: int
    state: str
    words: str
    language: str
    office: str
    told_at: datetime


@dataclass(frozen=True)
class Conclusion:
    """What a workshop agreed: all that was signed of it, or that it was withdrawn and why."""

    id: str
    house: str
    workshop: str
    state: str  # signed or withdrawn
    versions: tuple[Version, ...]
    steps: tuple[Step, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawal: str = ""


@dataclass(frozen=True)
class Asked:
    """A city that a question goes to."""

    city: str
    sent_at: datetime | None
    due_on: date | None


@dataclass(frozen=True)
class Question:
    """A question to mayors as readers see it; of one that is gone nothing but its id is told."""

    id: str
    house: str
    state: str  # shown or gone
    stamp: int
    language: str = ""
    name: str = ""
    words: str = ""
    reasons: str = ""
    written_at: datetime | None = None
    shown_at: datetime | None = None
    edited_at: datetime | None = None
    thread: str | None = None
    summit: str | None = None
    cities: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What an office answered, in one of its versions; `texts` as the store has them."""

    question: str
    city: str
    version: int
    house: str
    standing: str
    language: str
    texts: Mapping[str, Mapping[str, str | bool]]
    office: str
    answered_at: datetime


@dataclass(frozen=True)
class Document:
    """The whole of a file."""

    house: str
    houses: Mapping[str, House]
    conclusions: tuple[Conclusion, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()


def as_bytes(told: Document) -> bytes:
    """The file: its form, the hash of what it holds, and that."""
    content = _plain(told)
    whole = {"form": FORM, "number": NUMBER, "sha256": fingerprint(content), "content": content}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def fingerprint(content: Any) -> str:
    """The hash of a content, however its file is laid out."""
    flat = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(flat.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Writing):
        return value.model_dump(mode="json", exclude={"draft"})
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
