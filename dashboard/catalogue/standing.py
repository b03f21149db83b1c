"""How a public practice stands: its versions, and whether it was withdrawn or retired, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import (
    audit,
    clock,
    database,
    moves,
    publishing,
    read_model,
    rights,
    versions,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import IllegalMove, NotFound, ReasonMissing
from dashboard.catalogue.rights import Actor


@dataclass(frozen=True)
class Standing:
    """The state of a practice that was public once, since when, and the reason given for it."""

    slug: str
    state: str  # published, withdrawn or retired
    since: datetime
    reason: str | None


@dataclass(frozen=True)
class Version:
    """One published version: who wrote it, who signed it, and the note that came along."""

    version: int
    written_by: str
    signed_by: str
    role: str
    published_at: datetime
    note: str | None
    action: str


@dataclass(frozen=True)
class Entry:
    """One line of the log of a practice, for those who work here."""

    occurred_at: datetime
    actor: str
    role: str
    action: str
    version: int | None
    from_state: str | None
    to_state: str | None
    note: str | None


def of(slug: str) -> Standing | None:
    """How a practice stands now; None where there never was one."""
    found = database.records("practice_standing_told", slug=slug)
    return Standing(**found[0]) if found else None


def now_at(slug: str, version: int | None = None) -> str | None:
    """Where a renamed or merged practice lives now; None where this id never moved.

    Where a version is named: None for a merged one too. What was signed under its id stays there,
    with its hash, and the other one never said it.
    """
    found = database.rows("redirect_of", slug=slug)
    if not found or (version is not None and _merged(slug)):
        return None
    return str(found[0][0])


def _merged(slug: str) -> bool:
    found = of(slug)
    return found is not None and found.state != "renamed"


def every_version(slug: str) -> tuple[Version, ...]:
    """The published versions, the newest first."""
    return tuple(Version(**row) for row in database.records("version_list", slug=slug))


def log(actor: Actor, slug: str) -> tuple[Entry, ...]:
    """Who did what to it, the newest first; for those who may write."""
    rights.demand(actor, "write")
    sealed = rights.may(actor, "see_sealed")
    return tuple(Entry(**row) for row in database.records("practice_log", slug=slug, sealed=sealed))


def withdraw(actor: Actor, slug: str, reason: str) -> None:
    """Take it away from readers: its address stays and says why and since when."""
    _move(actor, slug, "withdrawn", reason)


def retire(actor: Actor, slug: str, reason: str) -> None:
    """Put it out of the lists; its text stays readable at its address, with the reason."""
    _move(actor, slug, "retired", reason)


def bring_back(actor: Actor, slug: str, reason: str) -> None:
    """Public again, as it was."""
    _move(actor, slug, "published", reason)


def _move(actor: Actor, slug: str, to_state: str, reason: str) -> None:
    with database.transaction() as writer:
        move(writer, actor, slug, to_state, reason)


def move(writer: Writer, actor: Actor, slug: str, to_state: str, reason: str) -> None:
    """Move a practice on inside a transaction, with its line in the log and all readers see."""
    found = writer.records("practice_standing", slug=slug)
    if not found:
        raise NotFound(slug)
    row = found[0]
    role = moves.check(
        "practice",
        row["state"],
        to_state,
        actor,
        author=None,
        city_id=row["city_id"],
        reason=reason,
    )
    if to_state == "published" and writer.rows("redirect_of", slug=slug):
        raise IllegalMove(f"{slug} was merged: it is parted first")
    key = {"practice_id": row["practice_id"], "from_state": row["state"]}
    if writer.run("practice_move", to_state=to_state, moment=clock.now(), **key) != 1:
        raise IllegalMove(slug)
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action="move",
        entity="practice",
        entity_id=slug,
        version=row["published_version"],
        from_state=row["state"],
        to_state=to_state,
        note=reason.strip(),
    )
    read_model.refresh(writer, row["practice_id"])


def restore(actor: Actor, slug: str, version: int, reason: str) -> int:
    """Publish an earlier version's text again, as a new version; gives its number."""
    if not reason.strip():
        raise ReasonMissing()
    role = rights.demand(actor, "restore")
    draft = versions.draft_of(slug, version)
    with database.transaction() as writer:
        row = writer.records("practice_standing", slug=slug)[0]
        if row["state"] != "published":
            raise IllegalMove(f"{slug} is {row['state']}")
        number, new = int(row["practice_id"]), int(row["latest_version"]) + 1
        writer.run("practice_raise", practice_id=number, version=new, moment=clock.now())
        publishing.write(
            writer,
            number,
            slug,
            new,
            draft,
            author=actor.account,
            actor=actor.account,
            role=role,
            action="restore",
            note=reason.strip(),
        )
        read_model.refresh(writer, number)
    return new
