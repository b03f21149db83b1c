"""Threads: what may be talked about, and what was said there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dashboard import settings
from dashboard.catalogue import database
from dashboard.catalogue.discussion import Post, Thread, subjects
from dashboard.catalogue.discussion.subjects import Subject
from dashboard.catalogue.record import FALLBACK, Text

PAGE = 25  # posts; whole conversations may be longer than what a phone loads at once
BEFORE, AFTER = "before", "after"


def of(key: str, language: str) -> Thread | None:
    """The thread of this key; None where what it would hang on is not there or not public."""
    found = subjects.of(key, language)
    return _thread(found, language) if found else None


def _thread(one: Subject, language: str) -> Thread:
    mode, is_open = setting(one.room)
    standing = database.records("thread_standing", keys=one.keys)
    frozen = next((row for row in standing if row["frozen_at"]), None)
    return Thread(
        key=one.key,
        kind=one.kind,
        subject=one.subject,
        room=one.room,
        title=one.title,
        place=one.place,
        address=one.address,
        mode=mode,
        is_open=is_open,
        frozen_at=frozen["frozen_at"] if frozen else None,
        summary=_summary(frozen["summary"], language) if frozen else None,
    )


def setting(room: str) -> tuple[str, bool]:
    """Whether posts of a room are read before they are shown, and whether one may write there."""
    found = database.rows("room_settings", room=room)
    return (found[0][0], found[0][1]) if found else default_setting()


def default_setting() -> tuple[str, bool]:
    """What holds where nobody has set anything."""
    default = settings.value("DISCUSSION_MODE", BEFORE)
    return (AFTER if default == AFTER else BEFORE), True


def _summary(written: str | None, language: str) -> Text | None:
    told: dict[str, str] = json.loads(written) if written else {}
    spoken = next((one for one in (language, *FALLBACK, *told) if told.get(one)), None)
    return Text(told[spoken], spoken) if spoken else None


# What was said ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """Some posts of a thread, in the order of the conversation; `page` counts from 1."""

    posts: tuple[Post, ...]
    page: int
    pages: int
    shown: int  # in the whole thread
    answered: Post | None = None  # by the first of them, which stands on the page before


def posts(key: str) -> tuple[Post, ...]:
    """What is shown in a thread, each post followed by the answers to it, with its level.

    The newest conversation comes first, and inside it the oldest answer. A post that is gone
    stands as a place holder where something hangs on it, and where a moderator took it away.
    """
    order = _order(_keys(key))
    return _whole(order, [one.post_id for one in order])


def posts_of(key: str, ids: list[str]) -> tuple[Post, ...]:
    """Some posts of a thread, as they are shown."""
    keys = _keys(key)
    return tuple(one for one in _whole([], ids) if one.thread in keys)


def page(key: str, number: int = 1, post_id: str | None = None) -> Page:
    """One page of a thread: this one, or the one on which a post stands."""
    order = _order(_keys(key))
    places = {one.post_id: at for at, one in enumerate(order)}
    pages = max(1, -(-len(order) // PAGE))
    number = places[post_id] // PAGE + 1 if post_id in places else min(max(number, 1), pages)
    part = order[(number - 1) * PAGE : number * PAGE]
    before = part[0].parent if part else None
    found = _whole(order, [*(one.post_id for one in part), *([before] if before else [])])
    return Page(
        posts=found[: len(part)],
        page=number,
        pages=pages,
        shown=sum(one.state == "shown" for one in order),
        answered=found[-1] if before and len(found) > len(part) else None,
    )


def _keys(key: str) -> list[str]:
    found = subjects.of(key, "en")
    return found.keys if found else [key]


@dataclass(frozen=True)
class _Bone:
    post_id: str
    parent: str | None
    level: int
    state: str
    answers: int = 0


def _order(keys: list[str]) -> list[_Bone]:
    """The posts of a thread in the order of the conversation, without their words."""
    bones = [_Bone(**row) for row in database.records("thread_skeleton", keys=keys)]
    known = {one.post_id for one in bones}
    below: dict[str | None, list[_Bone]] = {}
    for one in bones:
        below.setdefault(one.parent if one.parent in known else None, []).append(one)
    newest_first = reversed(below.get(None, []))
    return [one for top in newest_first for one in _conversation(top, below)]


def _conversation(top: _Bone, below: dict[str | None, list[_Bone]]) -> list[_Bone]:
    """A post and all that answers it; [] where nothing of it is left to be seen."""
    rest = [one for child in below.get(top.post_id, []) for one in _conversation(child, below)]
    if top.state in ("erased", "held") and not rest:
        return []
    return [replace(top, answers=sum(one.state == "shown" for one in rest)), *rest]


def _whole(order: list[_Bone], ids: list[str]) -> tuple[Post, ...]:
    rows = {row["post_id"]: row for row in database.records("posts_shown", ids=ids)}
    answers = {one.post_id: one.answers for one in order}
    return tuple(_post(rows[one], answers.get(one, 0)) for one in ids if one in rows)


def _post(row: dict[str, Any], answers: int) -> Post:
    return Post(answers=answers, **row)


def newest(key: str, most: int) -> tuple[Post, ...]:
    """What was shown last in a thread, the newest first."""
    found = database.rows("thread_newest", keys=_keys(key), most=most)
    return _whole([], [post_id for (post_id,) in found])


# All of them --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lively:
    """A thread in which something is shown: how much, and the newest of it."""

    subject: Subject
    posts: int
    newest: Post
    last_at: datetime


def lively(language: str, most: int | None = None) -> tuple[Lively, ...]:
    """The threads with something in them, the one with the newest post first."""
    heads = list(_public(database.records("talk_threads"), language))[:most]
    newest = {one.post_id: one for one in _whole([], [row["newest"] for row, _one in heads])}
    return tuple(
        Lively(one, row["posts"], newest[row["newest"]], row["last_at"])
        for row, one in heads
        if row["newest"] in newest
    )


def _public(
    rows: Iterable[dict[str, Any]], language: str
) -> Iterator[tuple[dict[str, Any], Subject]]:
    for row in rows:
        if one := subjects.of(row["thread"], language):
            yield row, one
