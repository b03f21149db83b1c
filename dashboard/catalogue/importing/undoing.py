"""An import undone whole: nothing is deleted, everything stands again as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.catalogue import audit, clock, database, rights, versions
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import CatalogueError, IllegalMove, NotFound, ReasonMissing
from dashboard.catalogue.importing.applying import in_step, insert, log_row
from dashboard.catalogue.rights import Actor


@dataclass(frozen=True)
class Touched:
    """A line of an import that somebody has worked on since: what it is called, its state now."""

    line: int
    name: str
    slug: str | None
    receipt: str | None
    state: str


class WorkedOn(CatalogueError):
    """Somebody went on from what the import brought; `lines` lists it all."""

    message = "This import cannot be undone whole: somebody has worked on what it brought."

    def __init__(self, lines: tuple[Touched, ...]) -> None:
        """Keep the lines."""
        self.lines = lines
        super().__init__(", ".join(one.slug or one.receipt or "" for one in lines))


def undo(actor: Actor, import_id: str, reason: str) -> int:
    """Take an import back; gives how many lines that concerned. The reason is shown to readers.

    Raises NotAllowed, NotFound, ReasonMissing, IllegalMove where it was undone before, and
    WorkedOn, with nothing changed, where somebody edited what it brought.
    """
    role = rights.demand(actor, "undo_import")
    if not reason.strip():
        raise ReasonMissing
    with database.transaction() as writer:
        found = writer.records("import_one", import_id=import_id)
        if not found:
            raise NotFound(import_id)
        moment = clock.now()
        key = {"import_id": import_id, "moment": moment}
        if writer.run("import_undo", account=actor.account, **key) != 1:
            raise IllegalMove(import_id)
        lines = writer.records("import_lines", import_id=import_id)
        if touched := tuple(_touched(one) for one in lines if _is_touched(one)):
            raise WorkedOn(touched)
        log = _Log(import_id, moment, actor, role, reason.strip())
        (_take_back if found[0]["way"] == "submissions" else _return)(writer, lines, log)
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="undo",
            entity="import",
            entity_id=import_id,
            note=reason.strip(),
        )
    return len(lines)


def _is_touched(line: dict[str, Any]) -> bool:
    if line["receipt"]:
        # One that its author withdrew, or a reviewer rejected, is out of the way already.
        settled = line["submission_state"] in ("withdrawn", "rejected")
        return not settled and (line["submission_state"], line["stamp"]) != ("submitted", 1)
    if line["practice_state"] == "withdrawn" and line["earlier"] is None:
        return False
    now = (line["practice_state"], line["latest_version"])
    return now != ("published", line["version"])


def _touched(line: dict[str, Any]) -> Touched:
    return Touched(
        line=line["line"],
        name=line["name"] or line["practice_slug"] or "",
        slug=line["practice_slug"] or line["slug"],
        receipt=line["receipt"],
        state=line["submission_state"] or line["practice_state"],
    )


@dataclass(frozen=True)
class _Log:
    import_id: str
    moment: datetime
    actor: Actor
    role: str
    reason: str

    def row(self, line: int, **told: Any) -> dict[str, Any]:
        told |= {"action": "undo", "note": self.reason}
        return log_row(self.import_id, self.moment, self.actor, self.role, line, **told)


def _take_back(writer: Writer, lines: list[dict[str, Any]], log: _Log) -> None:
    """What waits in the queue is withdrawn."""
    waiting = [one for one in lines if one["submission_state"] == "submitted"]
    key = {"import_id": log.import_id, "moment": log.moment}
    if writer.run("import_withdraw_submissions", **key) != len(waiting):
        raise IllegalMove(log.import_id)
    rows = [
        log.row(
            one["line"],
            entity="submission",
            entity_id=one["receipt"],
            from_state="submitted",
            to_state="withdrawn",
        )
        for one in waiting
    ]
    insert(writer, "audit", rows)


def _return(writer: Writer, lines: list[dict[str, Any]], log: _Log) -> None:
    """New practices are withdrawn; changed ones get their earlier text as a new version."""
    fresh = [
        one for one in lines if one["earlier"] is None and one["practice_state"] == "published"
    ]
    changed = [one for one in lines if one["earlier"] is not None]
    batch = versions.Batch(log.moment)
    for one in fresh:
        batch.put("audit", **_withdrawn(log, one))
    for one in changed:
        draft = versions.draft_of(one["practice_slug"], one["earlier"])
        version = one["version"] + 1
        batch.version(one["practice_id"], version, draft, author=log.actor.account)
        batch.put("audit", **_returned(log, one, version))
    batch.write(writer)
    key = {"import_id": log.import_id, "moment": log.moment}
    moved = writer.run("import_withdraw_practices", **key) + writer.run("import_return", **key)
    if moved != len(fresh) + len(changed):
        raise IllegalMove(log.import_id)
    in_step(writer, [one["practice_id"] for one in (*fresh, *changed)])


def _withdrawn(log: _Log, line: dict[str, Any]) -> dict[str, Any]:
    return log.row(
        line["line"],
        entity="practice",
        entity_id=line["practice_slug"],
        version=line["version"],
        from_state="published",
        to_state="withdrawn",
    )


def _returned(log: _Log, line: dict[str, Any], version: int) -> dict[str, Any]:
    return log.row(
        line["line"],
        entity="practice",
        entity_id=line["practice_slug"],
        version=version,
        from_state="published",
        to_state=line["was_state"] or "published",
    )
