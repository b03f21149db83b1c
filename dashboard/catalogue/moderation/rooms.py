"""Rooms: whether posts are read before they are shown or after, and whether any are taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import audit, clock, database, pulse, rights
from dashboard.catalogue.errors import IllegalMove
from dashboard.catalogue.moderation import acts
from dashboard.catalogue.rights import Actor

ALL = "all"  # the room of whatever has no setting of its own
MODES = ("before", "after")


@dataclass(frozen=True)
class Room:
    """A setting: of everything, of a summit ('summit:ID') or of a city ('city:SLUG')."""

    room: str
    mode: str
    is_open: bool
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Talk:
    """A thread as a moderator sees it in a list."""

    thread: str
    room: str
    posts: int  # shown
    held: int
    last_at: datetime | None
    frozen_at: datetime | None
    frozen_by: str | None
    summary: str | None


def settings_of(actor: Actor | None) -> tuple[Room, ...]:
    """The rooms with a setting of their own, everything first."""
    rights.demand(actor, "set_room")
    return tuple(Room(**row) for row in database.records("rooms_set"))


def settle(actor: Actor, room: str, mode: str, *, is_open: bool) -> None:
    """Set a room; it holds from the next post on. What is there stays as it is."""
    role = rights.demand(actor, "set_room")
    if mode not in MODES or not (room == ALL or room.startswith(("summit:", "city:"))):
        raise IllegalMove(f"{room}: {mode}")
    _write(actor, role, room, f"{mode}, {'open' if is_open else 'closed'}", (mode, is_open))


def unset(actor: Actor, room: str) -> None:
    """Let a room be as everything is."""
    role = rights.demand(actor, "set_room")
    _write(actor, role, room, "as everything", None)


def _write(actor: Actor, role: str, room: str, note: str, set_to: tuple[str, bool] | None) -> None:
    with database.transaction() as writer:
        writer.run("room_unset", room=room)
        if set_to:
            writer.run(
                "room_set",
                room=room,
                mode=set_to[0],
                is_open=set_to[1],
                account=actor.account,
                moment=clock.now(),
            )
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="set_room",
            entity="room",
            entity_id=room,
            note=note,
        )
    # Every form says how its room is: threads of a room follow the beat of everything.
    pulse.beat("rooms", acts.PLACE)


def threads(actor: Actor | None, words: str = "", most: int = 50) -> tuple[Talk, ...]:
    """The threads, the one written in last first; `words` stands in the key."""
    rights.demand(actor, "moderate")
    found = database.records("moderation_threads", words=words.strip().lower(), most=most)
    return tuple(Talk(**row) for row in found)
