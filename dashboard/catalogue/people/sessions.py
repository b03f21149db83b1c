"""Sessions are rows: each ends by itself, and all of somebody's at once where they say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard import settings
from dashboard.catalogue import clock, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.people import tokens
from dashboard.catalogue.rights import Actor, Grant

IDLE_MINUTES, HOURS = 120, 12
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """One sign-in that still holds; `mark` names it without letting anybody in."""

    mark: str
    made_at: datetime
    last_seen: datetime
    ends_at: datetime


def session(token: str) -> Actor | None:
    """Who holds this token, with the roles of this very moment; None where it has ended."""
    return of_mark(tokens.mark(token))


def of_mark(mark: str) -> Actor | None:
    """The same by the hash of the token."""
    now = clock.now()
    rows = database.rows("person_of_session", mark=mark, now=now, idle=now - _idle())
    if not rows:
        return None
    account, name, seen = rows[0][:3]
    if now - seen >= _SEEN_EVERY:
        with database.transaction() as writer:
            writer.run("session_seen", mark=mark, now=now)
    return Actor(account, name or "", grants(row[3:] for row in rows))


def grants(rows: Iterable[tuple[Any, ...]]) -> frozenset[Grant]:
    """The roles of rows of role and city; a city 0 is everywhere, no role is none."""
    return frozenset(Grant(role, city or None) for role, city in rows if role is not None)


def open_session(writer: Writer, account: str, mark: str) -> None:
    """Let somebody in under the hash of a new token."""
    now = clock.now()
    ends = now + timedelta(hours=settings.number("SESSION_HOURS", HOURS))
    writer.run("session_add", mark=mark, account=account, now=now, ends_at=ends)


def sign_out(token: str) -> None:
    """End this session; one that has ended stays so."""
    sign_out_mark(tokens.mark(token))


def sign_out_mark(mark: str, account: str | None = None) -> None:
    """End a session by its hash; with an account only if it is theirs."""
    with database.transaction() as writer:
        writer.run("session_end", mark=mark, account=account, now=clock.now())


def sign_out_everywhere(account: str, except_mark: str | None = None) -> int:
    """End all sessions of somebody, in every browser, but perhaps this one; gives how many."""
    with database.transaction() as writer:
        return end_all(writer, account, except_mark)


def end_all(writer: Writer, account: str, except_mark: str | None = None) -> int:
    """The same inside a transaction."""
    return writer.run(
        "session_end_all", account=account, except_mark=except_mark or "", now=clock.now()
    )


def sessions_of(account: str) -> tuple[Session, ...]:
    """The sign-ins of somebody that still hold, the last seen first."""
    now = clock.now()
    found = database.rows("person_sessions", account=account, now=now, idle=now - _idle())
    return tuple(Session(*row) for row in found)


def _idle() -> timedelta:
    return timedelta(minutes=settings.number("SESSION_IDLE_MINUTES", IDLE_MINUTES))
