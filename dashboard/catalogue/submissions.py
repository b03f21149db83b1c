"""Submissions as the store keeps them: one on its way, whole, and its moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.catalogue import audit, clock, database, moves
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.errors import EditedElsewhere, IllegalMove, NotFound
from dashboard.catalogue.rights import Actor

OPEN = ("draft", "changes_requested")  # states in which its author may write


@dataclass(frozen=True)
class Submission:
    """A text on its way: a new practice, or a correction of a public one (then `slug` is set)."""

    receipt: str
    slug: str | None
    practice_id: int | None
    base_version: int | None  # the public version it was begun from
    public_version: int | None  # the public one now: another where somebody was faster
    city_id: int | None
    author: str
    state: str
    name: str
    draft: Draft
    change_note: str | None
    stamp: int
    reviewer: str | None
    import_id: str | None
    version: int | None  # the version it became
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None

    @property
    def outdated(self) -> bool:
        """Whether the public text has moved on since this one was begun."""
        return self.state != "published" and self.base_version != self.public_version

    @property
    def open(self) -> bool:
        """Whether its author may write on."""
        return self.state in OPEN


def by_receipt(receipt: str) -> Submission:
    """The submission of this receipt; NotFound where there is none."""
    return _one(database.records("submission_whole", receipt=receipt), receipt)


def locked(writer: Writer, receipt: str) -> Submission:
    """The same as the transaction sees it; writers come one at a time, so it stays so."""
    return _one(writer.records("submission_whole", receipt=receipt), receipt)


def _one(found: list[dict[str, Any]], receipt: str) -> Submission:
    if not found:
        raise NotFound(receipt)
    row = dict(found[0])
    return Submission(draft=from_json(row.pop("body")), **row)


def move(
    writer: Writer,
    one: Submission,
    to_state: str,
    actor: Actor,
    *,
    reason: str | None = None,
    reviewer: str | None = None,
    version: int | None = None,
    stamp: int | None = None,
) -> str:
    """Move a submission on, log it, and give the role by which it was moved.

    `stamp` is what the actor saw: where somebody wrote since, EditedElsewhere.
    """
    role = moves.check(
        "submission",
        one.state,
        to_state,
        actor,
        author=one.author,
        city_id=one.city_id,
        reason=reason,
    )
    if stamp is not None and stamp != one.stamp:
        raise EditedElsewhere(one.receipt)
    moved = writer.run(
        "submission_move",
        receipt=one.receipt,
        from_state=one.state,
        to_state=to_state,
        reviewer=reviewer,
        version=version,
        moment=clock.now(),
    )
    if moved != 1:
        raise IllegalMove(f"{one.receipt}: {one.state} to {to_state}")
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action="move",
        entity="submission",
        entity_id=one.receipt,
        version=version,
        from_state=one.state,
        to_state=to_state,
        note=reason,
    )
    return role
