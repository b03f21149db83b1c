"""Pages of a list: a cursor holds the place of the last item, never a number of items.

So what is published or withdrawn meanwhile moves nothing: a page goes on where the one before
ended. The cursor also holds the question, which must be asked again unchanged, and the version of
the catalogue at the first page, so that an answer can tell when something changed since.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.web.api import questions
from dashboard.web.api.models import Fault
from dashboard.web.api.questions import Paged, Refused

_FREE = ("cursor", "limit")  # may differ from page to page


class Cursor(BaseModel):
    """A place in a list, as it travels in an address."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    question: str  # a mark of it
    began: int  # the catalogue's version at the first page
    place: list[int | float | str]

    def written(self) -> str:
        """As a parameter."""
        return urlsafe_b64encode(self.model_dump_json().encode()).decode().rstrip("=")


def mark(question: Paged) -> str:
    """What the pages of one list have in common."""
    asked = {k: v for k, v in questions.written(question).items() if k not in _FREE}
    return hashlib.sha256(repr(sorted(asked.items())).encode()).hexdigest()[:12]


def cursor_of(question: Paged, kinds: tuple[type, ...]) -> Cursor | None:
    """The cursor a question brings, its place of these kinds; Refused when it is not its own."""
    if question.cursor is None:
        return None
    found = _read(question.cursor)
    if found is None or not _fits(found.place, kinds):
        raise _bad(question.cursor, "cursor has to be the one of the page before, unchanged.")
    if found.question != mark(question):
        raise _bad(
            question.cursor,
            "cursor belongs to another question: repeat the other parameters of the first page.",
        )
    return found


def _read(given: str) -> Cursor | None:
    try:
        return Cursor.model_validate_json(urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    except (ValueError, ValidationError):
        return None


def _fits(place: list[Any], kinds: tuple[type, ...]) -> bool:
    small = all(not isinstance(one, int) or abs(one) < 2**62 for one in place)
    return small and len(place) == len(kinds) and all(map(_is, place, kinds))


def _is(one: Any, kind: type) -> bool:
    return isinstance(one, (int, float) if kind is float else kind) and not isinstance(one, bool)


def _bad(given: str, words: str) -> Refused:
    cut = given if len(given) <= 80 else f"{given[:80]}…"
    return Refused([Fault(parameter="cursor", value=cut, reason="bad_cursor", detail=words)])
