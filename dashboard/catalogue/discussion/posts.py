"""Posts: written once, changed by their author's link, never doubled."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Any

from dashboard.catalogue import clock, database, vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import (
    DEEPEST,
    ELSE,
    LONGEST,
    LONGEST_NAME,
    Fault,
    Kept,
    NotTaken,
    Sender,
    Written,
    beats,
    guard,
    spoken,
    subjects,
    threads,
)
from dashboard.catalogue.discussion.authors import PAUSE, Mine, edit, mine
from dashboard.catalogue.discussion.subjects import Subject
from dashboard.catalogue.people import tokens

__all__ = ("LANGUAGES", "Mine", "edit", "mine", "write")
LANGUAGES = (*vocabulary.LANGUAGES, ELSE)


# Writing ------------------------------------------------------------------------------------------


def write(written: Written, sender: Sender) -> Kept:
    """Keep a comment; a second sending of the same is the same.

    Raises NotTaken with all that is wrong with it, and guard.Refused where it may not be sent now.
    """
    ready = _cleaned(written)
    mark = tokens.mark(_sending(ready))
    with _one_at_a_time(mark):
        try:
            return _written(ready, sender, mark)
        except (NotTaken, guard.Refused):
            # What was kept before and is sent again needs no second look.
            if known := _known(database.records("post_of_receipt", receipt=mark), ready):
                return known
            raise


def _written(ready: Written, sender: Sender, mark: str) -> Kept:
    subject = subjects.of(ready.thread, "en")
    parent = _parent(ready.parent, subject)
    if wrong := _faults(ready, sender, subject, parent):
        raise NotTaken(*wrong)
    assert subject is not None
    suspicion = guard.admit(ready.words, sender, "comment")
    kept = _keep(_Ready(ready, subject, parent, mark), sender, suspicion)
    if kept.state == "shown" and not kept.again:
        beats.soon(PAUSE, subject.key)
    return kept


def _cleaned(written: Written) -> Written:
    return replace(
        written,
        words=spoken.cleaned(written.words),
        name=spoken.line(written.name),
        parent=written.parent or None,
    )


def _sending(ready: Written) -> str:
    """What one sending is known by: another text under the same receipt is another sending."""
    parts = (ready.receipt, ready.thread, ready.parent or "", ready.name, ready.words)
    return "\n".join(map(tokens.mark, parts))


def _key(ready: Written) -> str:
    """The author's key: the same for a form sent twice; nobody makes it from the store."""
    return tokens.keyed("author", _sending(ready))


def _known(found: list[dict[str, Any]], ready: Written) -> Kept | None:
    """What was kept of this sending before."""
    if not found:
        return None
    return Kept(found[0]["post_id"], _key(ready), found[0]["state"], again=True)


_sent_now: dict[str, tuple[Lock, int]] = {}
_counting = Lock()


@contextmanager
def _one_at_a_time(mark: str) -> Iterator[None]:
    """Let the second half of a double click wait for the first: it then finds what that kept."""
    with _counting:
        lock, waiting = _sent_now.get(mark, (Lock(), 0))
        _sent_now[mark] = lock, waiting + 1
    try:
        with lock:
            yield
    finally:
        with _counting:
            lock, waiting = _sent_now.pop(mark)
            if waiting > 1:
                _sent_now[mark] = lock, waiting - 1


# What is wrong ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Parent:
    """The post that somebody answers, and what an answer hangs on."""

    post_id: str
    level: int


def _parent(post_id: str | None, subject: Subject | None) -> _Parent | None:
    """Where an answer hangs: below the post, or below its parent where that is the deepest."""
    if post_id is None or subject is None:
        return None
    found = database.records("post_parent", post_id=post_id, keys=subject.keys)
    if not found:
        return None
    if found[0]["level"] < DEEPEST:
        return _Parent(post_id, found[0]["level"])
    return _Parent(found[0]["parent"], DEEPEST - 1)


def _faults(
    ready: Written, sender: Sender, subject: Subject | None, parent: _Parent | None
) -> tuple[Fault, ...]:
    wrong = (
        ("", "unknown", subject is None),
        ("", "again", not ready.receipt),
        ("parent", "gone", bool(ready.parent and parent is None)),
        ("words", "missing", not ready.words),
        ("words", "too_long", len(ready.words) > LONGEST),
        ("name", "too_long", len(ready.name) > LONGEST_NAME),
        ("sixteen", "missing", bool(ready.name) and not _of_age(ready, sender)),
        ("language", "unknown", ready.language not in LANGUAGES),
    )
    return tuple(Fault(field, code) for field, code, so in wrong if so)


def _of_age(ready: Written, sender: Sender) -> bool:
    """Whether it was said now, or from this browser before: it is asked once."""
    if ready.sixteen or sender.device is None:
        return ready.sixteen
    return bool(database.rows("device_is_sixteen", device=sender.device)[0][0])


# Keeping ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Ready:
    """A comment that nothing is wrong with, and where it belongs."""

    written: Written
    subject: Subject
    parent: _Parent | None
    mark: str


def _keep(ready: _Ready, sender: Sender, suspicion: str | None) -> Kept:
    """One transaction, which looks once at all that the post meets."""
    subject = ready.subject
    with database.transaction() as writer:
        ground = writer.records(
            "post_ground", receipt=ready.mark, keys=subject.keys, room=subject.room
        )
        met = {
            what: [row for row in ground if row["what"] == what]
            for what in ("post", "thread", "room")
        }
        if met["post"]:
            return Kept(met["post"][0]["name"], _key(ready.written), met["post"][0]["told"], True)
        at_once = _open_mode(met["room"], met["thread"]) == threads.AFTER and suspicion is None
        if not met["thread"]:
            writer.run("thread_add", thread=subject.key, room=subject.room, moment=clock.now())
        return _add(writer, ready, sender, suspicion, clock.now() if at_once else None)


def _open_mode(rooms: list[dict[str, Any]], standing: list[dict[str, Any]]) -> str:
    """How the room takes posts; NotTaken where it, or the thread, takes none."""
    mode, is_open = (rooms[0]["told"], rooms[0]["is_open"]) if rooms else threads.default_setting()
    wrong = (
        ("frozen", any(row["frozen_at"] for row in standing)),
        ("closed", not is_open),
    )
    if faults := [Fault("", code) for code, so in wrong if so]:
        raise NotTaken(*faults)
    return str(mode)


def _add(
    writer: Writer,
    ready: _Ready,
    sender: Sender,
    suspicion: str | None,
    shown_at: datetime | None,
) -> Kept:
    written, parent = ready.written, ready.parent
    post_id, key = secrets.token_hex(6), _key(written)
    state = "shown" if shown_at else "held"
    writer.run(
        "post_add",
        post_id=post_id,
        receipt=ready.mark,
        kind="comment",
        thread=ready.subject.key,
        parent=parent.post_id if parent else None,
        level=parent.level + 1 if parent else 1,
        state=state,
        language=written.language,
        name=written.name or None,
        sixteen=True if written.name else None,
        words=written.words,
        reasons=None,
        written_at=shown_at or clock.now(),
        shown_at=shown_at,
        key_mark=tokens.mark(key),
        device=sender.device,
        place=sender.place,
        suspicion=suspicion,
    )
    return Kept(post_id, key, state)
