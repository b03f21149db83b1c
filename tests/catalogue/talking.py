"""Inhabitants for tests: each with a browser and an address of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from dashboard.catalogue import database, pulse
from dashboard.catalogue.discussion import Kept, Sender, Written, guard, posts
from dashboard.catalogue.people import tokens

CONCLUSION = "conclusion:dusseldorf-2019-inclusive.3"
QUESTION = "question:dusseldorf-2019-inclusive.q1"
PRACTICE = "practice:recife-compaz-community-peace-centres"
CITY = "city:vienna"
_numbers = count(1)


def somebody(**told: Any) -> Sender:
    """A browser nobody has seen, whose form lay open for a while."""
    number = next(_numbers)
    sender = Sender(
        device=tokens.mark(f"device {number}"),
        place=f"place {number}",
        seconds_open=20.0,
        stamp=tokens.mark(f"stamp {number}"),
    )
    return replace(sender, **told)


def written(words: str, thread: str = CONCLUSION, **told: Any) -> Written:
    """A comment in a form of its own."""
    made = Written(thread, words, "en", receipt=f"{next(_numbers):032x}")
    return replace(made, **told)


def said(words: str, thread: str = CONCLUSION, **told: Any) -> Kept:
    """A comment that was kept, by somebody else each time."""
    guard.forget()
    return posts.write(written(words, thread, **told), somebody())


def shown(words: str, thread: str = CONCLUSION, **told: Any) -> Kept:
    """A comment in a house that shows posts at once."""
    at_once()
    return said(words, thread, **told)


def at_once(room: str = "all", *, mode: str = "after", is_open: bool = True) -> None:
    """Set a room."""
    _do("delete from discussion_room where room = ?", room)
    _do(
        "insert into discussion_room values (?, ?, ?, 'mod', now()::timestamp)", room, mode, is_open
    )


def put(post_id: str, state: str) -> None:
    """Put a post into a state, as the act of a moderator or of its author leaves it."""
    _do(
        "update post set state = ?, shown_at = coalesce(shown_at, "
        "case when ? = 'shown' then written_at end) where post_id = ?",
        state,
        state,
        post_id,
    )
    pulse.beat(*(thread for (thread,) in rows("select thread from post") if thread))


def freeze(thread: str, summary: str = '{"en": "All was said.", "de": "Alles gesagt."}') -> None:
    """Close a thread with a summary."""
    _do("delete from thread where thread = ?", thread)
    _do(
        "insert into thread values (?, 'all', now()::timestamp, now()::timestamp, 'mod', ?)",
        thread,
        summary,
    )


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What stands in the store."""
    with database._cursor() as cursor:
        return cursor.execute(sql, list(values)).fetchall()


def _do(sql: str, *values: Any) -> None:
    with database._cursor() as cursor:
        cursor.execute(sql, list(values))
