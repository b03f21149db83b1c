"""The legal moves: from which state to which, by whose hand; the table of the store decides."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from dashboard.catalogue import database
from dashboard.catalogue.errors import IllegalMove, NotAllowed, OwnWork, ReasonMissing
from dashboard.catalogue.rights import OF_A_CITY, Actor

STATES = (
    "draft", "submitted", "in_review", "changes_requested", "rejected", "published", "withdrawn",
    "retired", "sealed", "renamed",
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """One row of the table; `author` is only, never or any: who wrote it, all others, or both."""

    subject: str  # submission or practice
    from_state: str
    to_state: str
    role: str
    author: str
    reason_required: bool


@lru_cache(maxsize=8)
def _table(edition: int) -> tuple[Move, ...]:
    return tuple(Move(*row) for row in database.rows("moves"))


def table() -> tuple[Move, ...]:
    """Every legal move."""
    return _table(database.edition()[0])


def small_team() -> bool:
    """Whether people may publish alone what they wrote: the setting SMALL_TEAM says so."""
    return os.environ.get("SMALL_TEAM", "").lower() in ("1", "true", "yes")


def check(
    subject: str,
    from_state: str,
    to_state: str,
    actor: Actor,
    *,
    author: str | None,
    city_id: int | None,
    reason: str | None = None,
) -> str:
    """The role by which the actor makes this move.

    Raises IllegalMove where the table has none, NotAllowed where no role of theirs makes it,
    OwnWork where somebody else has to, ReasonMissing where a reason is wanted.
    """
    ways = [
        one
        for one in table()
        if (one.subject, one.from_state, one.to_state) == (subject, from_state, to_state)
    ]
    if not ways:
        raise IllegalMove(f"{subject}: {from_state} to {to_state}")
    own = [one for one in ways if _holds(actor, one.role, city_id)]
    if not own:
        raise NotAllowed(f"{subject}: {from_state} to {to_state}")
    free = [one for one in own if _hand(one, actor, author)]
    if not free:
        raise OwnWork() if own[0].author == "never" else NotAllowed("author")
    if all(one.reason_required for one in free) and not (reason or "").strip():
        raise ReasonMissing()
    return free[0].role


def _holds(actor: Actor, role: str, city_id: int | None) -> bool:
    return any(
        one.role == role and (role not in OF_A_CITY or city_id in (None, one.city_id))
        for one in actor.grants
    )


def _hand(move: Move, actor: Actor, author: str | None) -> bool:
    if move.author == "only":
        return actor.account == author
    if move.author == "never":
        return actor.account != author or small_team()
    return True
