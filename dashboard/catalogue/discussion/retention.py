"""Personal data whose time is over is erased each day, and a log says how much of what."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import clock, database, mail, pulse, watching
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import own, persons
from dashboard.catalogue.discussion.stored import TERMS

log = logging.getLogger("dashboard")

STEP = 60.0  # seconds between two looks whether a new day has begun
_PAUSE = 600.0  # seconds after a run that failed
NOTICES = "notice-"  # begins the names of letters to whoever gave notice
MOST = 400  # runs that are told: more than a year of them


@dataclass(frozen=True)
class Run:
    """One run: when, and how many of what were erased; nothing of what they were."""

    run_id: str
    ran_at: datetime
    erased: Mapping[str, int]


class _Undone(Exception):
    """Raised to undo what was only counted."""


def run() -> Run:
    """Erase all whose time is over, in one transaction with its line in the log."""
    with database.transaction() as writer:
        erased, over = _erased(writer)
        done = Run(secrets.token_hex(8), clock.now(), erased)
        writer.run(
            "retention_run_add",
            run_id=done.run_id,
            moment=done.ran_at,
            erased=json.dumps(erased, sort_keys=True),
        )
    pulse.beat("retention")
    letters = _letters(over)
    if any(erased.values()) or letters:
        told = ", ".join(f"{name} {count}" for name, count in erased.items() if count)
        log.info("Personal data erased: %s; %s letters", told or "nothing", letters)
    return done


def would_erase() -> Mapping[str, int]:
    """How many of what a run would erase now; nothing is."""
    erased: Mapping[str, int] = {}
    try:
        with database.transaction() as writer:
            erased, _ = _erased(writer)
            raise _Undone
    except _Undone:
        return erased


def runs(most: int = MOST) -> tuple[Run, ...]:
    """What was erased and when, the newest first."""
    rows = database.rows("retention_runs", most=most)
    return tuple(Run(run_id, ran_at, json.loads(erased)) for run_id, ran_at, erased in rows)


def _erased(writer: Writer) -> tuple[dict[str, int], list[str]]:
    """How many of what were erased, and the posts whose letters go too."""
    now = clock.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    over = [
        post_id
        for (post_id,) in writer.rows(
            "retention_wishes_over", moment=now, before=_before(now, "unconfirmed")
        )
    ]
    for post_id in over:
        writer.run("wish_forget", post_id=post_id)
    put_away = writer.rows("retention_not_shown", before=_before(now, "not_shown"))
    for (post_id,) in put_away:
        writer.run("retention_post", post_id=post_id)
        for query in own.ERASES_WHAT_HANGS_ON_IT:
            writer.run(query, post_id=post_id)
    return {
        "salts": writer.run("day_salt_forget", day=now.date()),
        "places": writer.run("retention_places", before=midnight),
        "wishes": len(over),
        "letters": writer.run("retention_letters", moment=now),
        "not_shown": len(put_away),
        "tries": writer.run("sign_in_try_forget", before=_before(now, "tries"), marks=[]),
        "devices": writer.run("retention_devices", before=_before(now, "device")),
        "voices": writer.run("retention_voices", before=_before(now, "voice")),
        "support": writer.run("retention_support", before=_before(now, "voice")),
        "notices": writer.run("retention_notices", before=_before(now, "notice")),
        "sessions": writer.run("retention_sessions", before=_before(now, "session")),
        "invitations": writer.run("retention_invitations", before=_before(now, "invitation")),
    }, over


def _before(now: datetime, term: str) -> datetime:
    length = TERMS[term]
    assert length is not None, term
    return now - length


def _letters(over: list[str]) -> int:
    """Take out of the outbox what went to inhabitants, and all that bears a forgotten address."""
    for post_id in over:
        persons.remove_letters(post_id)
    oldest = f"{_before(clock.now(), 'notice'):%Y%m%dT%H%M%S}"
    gone = 0
    for file in mail.outbox().rglob("*.eml"):
        _day, _dash, key = file.stem.partition("-")
        waits = file.parent == mail.outbox()
        if key.startswith((persons.LETTERS, NOTICES)) and (not waits or file.name < oldest):
            file.unlink(missing_ok=True)
            gone += 1
    return gone


# Each day -----------------------------------------------------------------------------------------


def run_if_due() -> bool:
    """Run once a day; whether it ran now."""
    last = database.rows("retention_last")[0][0]
    if last is not None and last.date() >= clock.now().date():
        return False
    run()
    return True


def watch(act: Callable[[], object] = run_if_due) -> AbstractContextManager[None]:
    """Run at the start what is due today, then soon after each midnight (UTC)."""
    failed = "Personal data could not be looked through"
    return watching.every(STEP, act, "retention", failed=failed, pause=_PAUSE, first=0.0)
