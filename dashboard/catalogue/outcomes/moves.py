"""The legal moves of an outcome: the table of the store decides, for everybody alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dashboard.catalogue import database
from dashboard.catalogue.errors import IllegalMove, NotAllowed, OwnWork, ReasonMissing
from dashboard.catalogue.rights import Actor

STATES = ("draft", "sent", "signed", "dropped", "withdrawn")


@dataclass(frozen=True)
class Move:
    """One row of the table; `author` is only, never or any: who wrote it, all others, or both."""

    from_state: str
    to_state: str
    role: str
    author: str
    reason_required: bool


@lru_cache(maxsize=8)
def _table(edition: int) -> tuple[Move, ...]:
    return tuple(Move(*row) for row in database.rows("outcome_moves"))


def table() -> tuple[Move, ...]:
    """Every legal move."""
    return _table(database.edition()[0])


def check(from_state: str, to_state: str, actor: Actor, *, author: str, reason: str = "") -> str:
    """The role by which the actor makes this move.

    Two persons stand behind what is signed, in a small team too. Raises IllegalMove, NotAllowed,
    OwnWork, ReasonMissing.
    """
    ways = [one for one in table() if (one.from_state, one.to_state) == (from_state, to_state)]
    if not ways:
        raise IllegalMove(f"outcome: {from_state} to {to_state}")
    own = [one for one in ways if one.role in actor.roles]
    if not own:
        raise NotAllowed(f"outcome: {from_state} to {to_state}")
    hand = {"only": actor.account == author, "never": actor.account != author, "any": True}
    free = [one for one in own if hand[one.author]]
    if not free:
        raise OwnWork() if own[0].author == "never" else NotAllowed("author")
    if all(one.reason_required for one in free) and not reason.strip():
        raise ReasonMissing()
    return free[0].role
