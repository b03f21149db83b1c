"""What waits to be read, and what was: searched, paged and counted by SQL, whatever its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from dashboard.catalogue import database, rights
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.rights import Actor

STATES = ("held", "shown", "refused", "hidden", "erased")
KINDS = ("comment", "question")
PAGE = 25
MOST_AT_ONCE = 20_000  # posts that one click moves
AROUND = 3  # posts of the same thread before and after one
ALIKE = ("words", "device", "place")  # by what posts are alike
DIMS = ("state", "kind", "room", "language", "suspicion")
SPOKEN = "spoken"  # the parameter of the language of posts; that of the address is the reader's


@dataclass(frozen=True)
class Wish:
    """What a moderator looks for; an empty field restricts nothing."""

    state: str = "held"
    kind: str = ""
    room: str = ""
    language: str = ""
    suspicion: str = ""
    noticed: bool = False  # only posts of which somebody gave notice
    q: str = ""  # words in the post, its name or its thread

    def to_query(self) -> dict[str, str | None]:
        """The wish as parameters of an address; what is as usual is left out."""
        usual = Wish()
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            SPOKEN if name == "language" else name: None
            if value == getattr(usual, name)
            else _written(value)
            for name, value in told.items()
        }

    @classmethod
    def from_query(cls, query: Mapping[str, list[str]]) -> Wish:
        """The wish of an address; what is not one of ours is left out."""
        told = {name: values[0] for name, values in query.items() if values}
        state = told.get("state", "held")
        kind = told.get("kind", "")
        return cls(
            state="" if state == "any" else state if state in STATES else "held",
            kind=kind if kind in KINDS else "",
            room=told.get("room", "")[:120],
            language=told.get(SPOKEN, "")[:8],
            suspicion=told.get("suspicion", "")[:40],
            noticed=told.get("noticed") == "1",
            q=told.get("q", "")[:200],
        )

    def without(self, field: str) -> Wish:
        """The same with one field as usual, or with any state."""
        usual: Any = "" if field == "state" else getattr(Wish(), field)
        return replace(self, **{field: usual})


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1"
    return str(value) or "any"


@dataclass(frozen=True)
class Line:
    """A post in the queue."""

    post_id: str
    kind: str
    thread: str | None
    room: str | None
    level: int
    state: str
    language: str
    name: str | None
    words: str
    written_at: datetime
    edited_at: datetime | None
    stamp: int
    suspicion: str | None
    notices: int  # open ones
    appeal: bool  # an open one


@dataclass(frozen=True)
class Page:
    """A page of the queue, and how many posts match in all."""

    lines: tuple[Line, ...]
    total: int
    first: int  # the number of its first line, from 1


@dataclass(frozen=True)
class Whole:
    """A post as a moderator reads it."""

    post_id: str
    kind: str
    thread: str | None
    room: str | None
    parent: str | None
    level: int
    state: str
    language: str
    name: str | None
    words: str
    reasons: str | None
    written_at: datetime
    shown_at: datetime | None
    edited_at: datetime | None
    stamp: int
    suspicion: str | None
    house: str | None
    frozen: bool  # its thread
    cities: tuple[str, ...]  # to which a question goes, as slugs
    appeal: bool  # an open one


@dataclass(frozen=True)
class Near:
    """A post of the same thread: before it, the post itself, or after it."""

    post_id: str
    parent: str | None
    level: int
    state: str
    language: str
    name: str | None
    words: str
    written_at: datetime


@dataclass(frozen=True)
class Text:
    """What a post said until its author changed it."""

    version: int
    words: str
    reasons: str | None
    until: datetime


@dataclass(frozen=True)
class Act:
    """What was done to a post before, and by whom."""

    act_id: str
    from_state: str
    to_state: str
    rule: str | None
    words: str | None
    cause: str
    acted_by: str
    role: str
    acted_at: datetime


def page(actor: Actor | None, wish: Wish, number: int = 1) -> Page:
    """One page of the posts that match: the oldest first where they wait, else the newest."""
    rights.demand(actor, "moderate")
    found = _matching(wish, PAGE, (number - 1) * PAGE)
    if not found and number > 1:
        return page(actor, wish)  # the last page was worked off
    total = found[0]["total"] if found else 0
    return Page(tuple(map(_line, found)), total, (number - 1) * PAGE + 1)


def stamps(actor: Actor | None, wish: Wish, most: int = MOST_AT_ONCE) -> dict[str, int]:
    """All posts that match, by id with their stamps: what one click is to move."""
    rights.demand(actor, "moderate")
    return {row["post_id"]: row["stamp"] for row in _matching(wish, most, 0)}


def _matching(wish: Wish, most: int, skipped: int) -> list[dict[str, Any]]:
    return database.records(
        "moderation_queue",
        state=wish.state,
        kind=wish.kind,
        room=wish.room,
        language=wish.language,
        suspicion=wish.suspicion,
        noticed=wish.noticed,
        words=wish.q.strip().lower(),
        newest=wish.state != "held",
        most=most,
        skipped=skipped,
    )


def _line(row: dict[str, Any]) -> Line:
    return Line(**{name: row[name] for name in Line.__dataclass_fields__})


def following(actor: Actor | None, wish: Wish, post_id: str, number: int = 1) -> str | None:
    """The post after this one on a page, else the first: what opens once this one is done."""
    ids = [one.post_id for one in page(actor, wish, number).lines]
    at = ids.index(post_id) + 1 if post_id in ids else 0
    return next((one for one in (*ids[at:], *ids) if one != post_id), None)


def counts(actor: Actor | None, wish: Wish) -> dict[str, dict[str, int]]:
    """How many posts there are by state; and of the wished state by kind, room, language and so on.

    A post without suspicion, or a question, which has no room, counts under ''.
    """
    rights.demand(actor, "moderate")
    found: dict[str, dict[str, int]] = {dim: {} for dim in DIMS}
    for dim, code, count in database.rows("moderation_counts", state=wish.state):
        found[dim][code] = count
    return found


def whole(actor: Actor | None, post_id: str) -> Whole:
    """One post; NotFound."""
    rights.demand(actor, "moderate")
    found = database.records("moderation_post", post_id=post_id)
    if not found:
        raise NotFound(post_id)
    return Whole(**{**found[0], "cities": tuple(found[0]["cities"])})


def around(actor: Actor | None, post_id: str) -> tuple[Near, ...]:
    """The post in its thread: what it answers, its neighbours and its answers, by time."""
    rights.demand(actor, "moderate")
    found = database.records("moderation_around", post_id=post_id, most=AROUND)
    return tuple(Near(**row) for row in found)


def earlier(actor: Actor | None, post_id: str) -> tuple[Text, ...]:
    """What the post said before it was changed, the newest first."""
    rights.demand(actor, "moderate")
    return tuple(Text(**row) for row in database.records("moderation_texts", post_id=post_id))


def acts_on(actor: Actor | None, post_id: str) -> tuple[Act, ...]:
    """What was done to it, the newest first."""
    rights.demand(actor, "moderate")
    return tuple(Act(**row) for row in database.records("moderation_acts_on", post_id=post_id))


def alike(actor: Actor | None, post_id: str) -> dict[str, int]:
    """How many other posts can still be moved that share its words, its device or its address.

    By words, device and place; an address counts on one day only, for its hash changes daily.
    """
    rights.demand(actor, "moderate")
    found = database.records("moderation_alike", post_id=post_id)
    return {by: sum(bool(row[f"same_{by}"]) for row in found) for by in ALIKE}


def stamps_alike(actor: Actor | None, post_id: str, by: str) -> dict[str, int]:
    """These posts and the one itself, by id with their stamps."""
    rights.demand(actor, "moderate")
    me = whole(actor, post_id)
    found = database.records("moderation_alike", post_id=post_id)
    others = {row["post_id"]: row["stamp"] for row in found if row[f"same_{by}"]}
    return {me.post_id: me.stamp, **others}
