"""A tried file written, all of it or nothing: handed in for review, or published at once."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.catalogue import (
    audit,
    city_rows,
    clock,
    database,
    publishing,
    read_model,
    rights,
    search,
    versions,
)
from dashboard.catalogue.contributions import LONGEST_NAME
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.errors import Incomplete, Outdated
from dashboard.catalogue.importing import mapping
from dashboard.catalogue.importing.files import Cancelled
from dashboard.catalogue.importing.trial import Progress, Trial
from dashboard.catalogue.importing.verdicts import Entry
from dashboard.catalogue.rights import Actor

# From so many practices on it is sooner to make the read model anew than to bring it in step.
REBUILT_FROM = 20
AT_ONCE = 500
MOST_TOLD = 20  # faults in the log of an error


@dataclass(frozen=True)
class Applied:
    """What an import did; `import_id` is None where there was nothing to do."""

    import_id: str | None
    way: str
    new: int
    changed: int
    equal: int


@dataclass(frozen=True)
class _Work:
    """One import on its way into the store."""

    writer: Writer
    actor: Actor
    role: str
    import_id: str
    moment: datetime
    step: Callable[[], None]


def apply(
    trial: Trial,
    *,
    actor: Actor,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Applied:
    """Write what a trial found, the way it was tried for; the same trial twice changes nothing.

    Raises Incomplete with its faults, Outdated where the catalogue has moved on since, NotAllowed,
    and Cancelled, after which nothing was written.
    """
    if not trial.clean:
        raise Incomplete(trial.faults[:MOST_TOLD])
    role = _demand(actor, trial)
    entries = [one for one in trial.entries if one.standing != "equal"]
    if not entries:
        return Applied(None, trial.way, 0, 0, trial.count("equal"))
    straight = trial.way == "straight"
    step = _steps(len(entries) * (1 + straight), progress, stop)
    with search.ahead(_read(entries, step) if straight else ()), database.transaction() as writer:
        if not writer.rows("import_one", import_id=trial.import_id):
            _check(writer, entries)
            work = _Work(writer, actor, role, trial.import_id, clock.now(), step)
            (_straight if straight else _hand_in)(work, entries)
            _note(work, trial)
        step()
    return Applied(
        trial.import_id,
        trial.way,
        trial.count("new"),
        trial.count("changed"),
        trial.count("equal"),
    )


def _read(entries: list[Entry], step: Callable[[], None]) -> Iterator[Draft]:
    """The texts, taken in before the store is held: that takes longest by far."""
    for entry in entries:
        step()
        yield from_json(entry.body)


def _demand(actor: Actor, trial: Trial) -> str:
    """The role by which somebody may do this, in every city it touches."""
    action = "import_straight" if trial.way == "straight" else "import"
    role = rights.demand(actor, action)
    for city_id in {one.city_id for one in trial.entries}:
        rights.demand(actor, action, city_id)
    return role


def _steps(
    count: int, progress: Progress | None, stop: threading.Event | None
) -> Callable[[], None]:
    """Call it for each row: tells how far the work is, and ends it where nobody wants it."""
    done = 0

    def step() -> None:
        nonlocal done
        if stop is not None and stop.is_set():
            raise Cancelled
        if progress is not None:
            progress(min(done, count), count)
        done += 1

    return step


def _check(writer: Writer, entries: list[Entry]) -> None:
    """Outdated, unless every practice still stands as it did when the file was tried."""
    now = {row[0]: row[1:] for row in writer.rows("import_standing")}
    for one in entries:
        if one.slug is None:
            continue
        tried = (one.practice_id, one.latest, one.state or "published")
        if now.get(one.slug) != (tried if one.practice_id is not None else None):
            raise Outdated(one.slug)


def _note(work: _Work, trial: Trial) -> None:
    """The import itself: its row, its line in the log, and what was decided about its columns."""
    work.writer.run(
        "import_add",
        import_id=work.import_id,
        file_name=trial.file_name,
        digest=trial.sha256,
        template=trial.template,
        account=work.actor.account,
        way=trial.way,
        new_count=trial.count("new"),
        changed_count=trial.count("changed"),
        equal_count=trial.count("equal"),
        moment=work.moment,
    )
    audit.write(
        work.writer,
        actor=work.actor.account,
        role=work.role,
        action="import",
        entity="import",
        entity_id=work.import_id,
    )
    if any(one.how in ("chosen", "left_out") for one in trial.matches):
        names = [one.header for one in trial.matches]
        mapping.remember(work.writer, names, trial.chosen, work.actor.account)


def log_row(
    work_id: str, moment: datetime, actor: Actor, role: str, line: int, **told: Any
) -> dict[str, Any]:
    """A row of the log for one line of an import, to be written with many others."""
    return {
        "occurred_at": moment,
        "actor": actor.account,
        "role": role,
        "version": None,
        **told,
        "request_id": f"{told['action']}-{work_id}-{line}",
    }


def insert(writer: Writer, table: str, rows: list[dict[str, Any]]) -> None:
    """Append rows; numbers that may be missing stay whole numbers."""
    if rows:
        writer.insert(table, pd.DataFrame(rows, dtype=object).convert_dtypes())


# For review --------------------------------------------------------------------------------------


def _hand_in(work: _Work, entries: list[Entry]) -> None:
    """Each row a submission that waits in the queue; few of them in memory twice."""
    for start in range(0, len(entries), AT_ONCE):
        tables: dict[str, list[dict[str, Any]]] = {}
        for entry in entries[start : start + AT_ONCE]:
            work.step()
            for table, row in _submission_rows(work, entry):
                tables.setdefault(table, []).append(row)
        for table, rows in tables.items():
            insert(work.writer, table, rows)


def _submission_rows(work: _Work, entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    receipt = secrets.token_hex(8)
    key = {"receipt": receipt, "body": entry.body}
    yield (
        "submission",
        {
            **key,
            "practice_id": entry.practice_id,
            "base_version": entry.public,
            "city_id": entry.city_id,
            "author": work.actor.account,
            "state": "submitted",
            "name": entry.title[:LONGEST_NAME],
            "change_note": None,
            "stamp": 1,
            "reviewer": None,
            "import_id": work.import_id,
            "version": None,
            "created_at": work.moment,
            "updated_at": work.moment,
            "submitted_at": work.moment,
        },
    )
    yield "submission_sent", {**key, "number": 1, "note": None, "sent_at": work.moment}
    yield "import_line", _line(work, entry, receipt=receipt)
    yield (
        "audit",
        log_row(
            work.import_id, work.moment, work.actor, work.role, entry.row,
            action="import", entity="submission", entity_id=receipt,
            from_state="draft", to_state="submitted",
        ),
    )  # fmt: skip


def _line(work: _Work, entry: Entry, **came_of_it: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("receipt", "practice_id", "version", "earlier", "was_state"))
    told = {"import_id": work.import_id, "line": entry.row, "slug": entry.slug}
    return {**told, **empty, **came_of_it}


# Straight ----------------------------------------------------------------------------------------


def _straight(work: _Work, entries: list[Entry]) -> None:
    """Each row a version that is public at once."""
    writer = work.writer
    city_rows.keep(writer, [one.city_id for one in entries if one.city_id is not None])
    batch = versions.Batch(work.moment)
    numbers = [
        *_new_versions(work, batch, [one for one in entries if one.standing == "new"]),
        *_next_versions(work, batch, [one for one in entries if one.standing == "changed"]),
    ]
    batch.write(writer)
    changed = sum(one.standing == "changed" for one in entries)
    if writer.run("import_raise", import_id=work.import_id, moment=work.moment) != changed:
        raise Outdated(work.import_id)
    in_step(writer, numbers)


def _new_versions(work: _Work, batch: versions.Batch, entries: list[Entry]) -> Iterator[int]:
    """Practices that are new, each under the id it asked for or one of city and title."""
    first = publishing.next_number(work.writer)
    used = {row[0] for row in work.writer.rows("import_standing")}
    used |= {one.slug for one in entries if one.slug}
    for number, entry in enumerate(entries, start=first):
        work.step()
        draft = from_json(entry.body)
        slug = entry.slug or publishing.first_free(publishing.wanted_slug(draft), used)
        used.add(slug)
        batch.head(number, slug, entry.city_id or 0)
        _put(work, batch, entry, draft, number, slug, 1)
        yield number


def _next_versions(work: _Work, batch: versions.Batch, entries: list[Entry]) -> Iterator[int]:
    """Practices that are there, each with a version more."""
    for entry in entries:
        work.step()
        number, version = entry.practice_id or 0, (entry.latest or 0) + 1
        _put(work, batch, entry, from_json(entry.body), number, entry.slug or "", version)
        yield number


def _put(
    work: _Work,
    batch: versions.Batch,
    entry: Entry,
    draft: Draft,
    number: int,
    slug: str,
    version: int,
) -> None:
    batch.version(number, version, draft, author=work.actor.account)
    fresh = version == 1
    line = _line(
        work, entry, practice_id=number, version=version,
        earlier=None if fresh else entry.public, was_state=entry.state,
    )  # fmt: skip
    batch.put("import_line", **line)
    batch.put(
        "audit",
        **log_row(
            work.import_id, work.moment, work.actor, work.role, entry.row,
            action="import", entity="practice", entity_id=slug, version=version,
            from_state="draft" if fresh else entry.state or "published", to_state="published",
        ),
    )  # fmt: skip


def in_step(writer: Writer, numbers: list[int]) -> None:
    """Bring what readers see in step with these practices."""
    if len(numbers) < REBUILT_FROM:
        for number in numbers:
            read_model.refresh(writer, number)
        return
    read_model.rebuild(writer)
    writer.run("catalogue_version_raise", released_on=None)
