"""Ids that move: a practice under another public id, or merged into another; no address is lost.

A public id is the key by which DuckDB holds a practice together, and cannot be changed in place. So
the practice gets a new head with all its versions and its log, as they were signed; the old head
stays behind as `renamed`, keeps the id from ever being given out again, and leads to the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from dashboard.catalogue import audit, clock, database, moves, publishing, read_model, standing
from dashboard.catalogue.database import Writer
from dashboard.catalogue.errors import IdTaken, IllegalMove, NotFound, ReasonMissing
from dashboard.catalogue.practice import LONGEST_SLUG, SLUG
from dashboard.catalogue.rights import Actor, demand

# What the new head gets as it was, and what is pointed at it.
_COPIED = (
    "rename_head", "rename_version", "rename_text", "rename_origin", "rename_partner",
    "rename_source", "rename_figure",
)  # fmt: skip
_POINTED = (
    "rename_submissions", "rename_confirmations", "rename_confirmation_asks", "rename_contacts",
    "rename_import_lines",
)  # fmt: skip
_RELEASE, _OF_RELEASE = "release", "The release gives it another id."


@dataclass(frozen=True)
class Former:
    """An id that leads to a practice; `merged` where it was another practice before."""

    slug: str
    since: datetime
    merged: bool


def former_ids(slug: str) -> tuple[Former, ...]:
    """The ids under which a practice, and what was merged into it, was known; the latest first."""
    return tuple(Former(*row) for row in database.rows("redirect_former", slug=slug))


def id_at(slug: str, moment: datetime) -> str:
    """The id that a practice bore at a moment: what was signed then names it so."""
    own = _renamed(database.edition())
    former = (one for one in own if one.borne and one.now == slug and moment < one.since)
    return next((one.slug for one in former), slug)


def renamed_to(slug: str) -> str:
    """The id that a practice bears now; itself where it was not renamed. Mergers are not followed.

    Cheap for many: files name practices by ids of any time.
    """
    own = _renamed(database.edition())
    return next((one.now for one in own if one.slug == slug), slug)


@dataclass(frozen=True)
class _Own:
    """An id that the same practice bore until a moment, and the one it bears now."""

    slug: str
    now: str
    since: datetime
    borne: bool  # here; else in a release that this store never held


@lru_cache(maxsize=4)
def _renamed(_edition: tuple[int, int]) -> tuple[_Own, ...]:
    """Every id that was renamed, the first first."""
    rows = database.rows("redirect_own")
    after = {slug: to_slug for slug, to_slug, _since, _borne in rows}
    return tuple(_Own(slug, _last(to, after), since, borne) for slug, to, since, borne in rows)


def _last(slug: str, after: Mapping[str, str]) -> str:
    while slug in after:
        slug = after[slug]
    return slug


# Acts ---------------------------------------------------------------------------------------------


def rename(actor: Actor, slug: str, new_slug: str, reason: str) -> None:
    """Give a practice another public id; the former one leads there from now on.

    Raises NotFound, NotAllowed, ReasonMissing, and IdTaken where the new id is none or was used.
    """
    demand(actor, "rename")
    with database.transaction() as writer:
        found = writer.records("practice_standing", slug=slug)
        if not found:
            raise NotFound(slug)
        row = found[0]
        role = moves.check(
            "practice",
            row["state"],
            "renamed",
            actor,
            author=None,
            city_id=row["city_id"],
            reason=reason,
        )
        number = give(writer, slug, new_slug, actor=actor.account, role=role, reason=reason)
        read_model.refresh(writer, row["practice_id"])
        read_model.refresh(writer, number)


def merge(actor: Actor, slug: str, into: str, reason: str) -> str:
    """Put a practice out of the lists as the same as another; its address leads there.

    Gives the other's id. What was signed stays readable version by version, for whoever cited it.
    """
    role = demand(actor, "rename")
    with database.transaction() as writer:
        target = _end_of(writer, into)
        kept = writer.records("practice_standing", slug=target)
        if not kept:
            raise NotFound(into)
        if target == slug or kept[0]["state"] != "published":
            raise IllegalMove(f"{slug} into {target}, which is {kept[0]['state']}")
        standing.move(writer, actor, slug, "retired", reason)
        lead(writer, slug, target, actor=actor.account, role=role, reason=reason)
    return target


def part(actor: Actor, slug: str, reason: str) -> None:
    """Take a merged practice apart again: public as it was, at its own address."""
    demand(actor, "rename")
    with database.transaction() as writer:
        if writer.run("redirect_end", slug=slug, moment=clock.now()) != 1:
            raise NotFound(slug)
        standing.move(writer, actor, slug, "published", reason)  # a renamed one has no such move


# What a release says ------------------------------------------------------------------------------


def of_release(writer: Writer, former: Mapping[str, str], moment: datetime) -> int:
    """Give practices the ids that a release gives them now; how many ids moved.

    `former` leads from an id of an earlier release to that of now. What stands under both is
    merged. The read model is the caller's to rebuild.
    """
    told = {"actor": _RELEASE, "role": _RELEASE, "reason": _OF_RELEASE}
    moved = 0
    for slug, now in former.items():
        if writer.rows("redirect_of", slug=slug):
            continue
        moved += 1
        head = writer.records("practice_standing", slug=slug)
        if not head:  # never here under its former id
            writer.run("redirect_add", slug=slug, to_slug=now, reason=_OF_RELEASE, moment=moment)
        elif head[0]["state"] in ("withdrawn", "retired"):
            lead(writer, slug, now, **told)
        elif writer.records("practice_standing", slug=now):
            _retire(writer, head[0])
            lead(writer, slug, now, **told)
        else:
            give(writer, slug, now, **told)
    return moved


def in_use(writer: Writer, slug: str) -> str:
    """The id under which an id of a release is found here: renamed meanwhile, or as it is."""
    head = writer.records("practice_standing", slug=slug)
    return slug if head and head[0]["state"] != "renamed" else _end_of(writer, slug)


def _retire(writer: Writer, head: Mapping[str, Any]) -> None:
    key = {"practice_id": head["practice_id"], "moment": clock.now()}
    left = {"from_state": head["state"], "to_state": "retired"}
    if writer.run("practice_move", **key, **left) != 1:
        raise IllegalMove(head["slug"])
    audit.write(
        writer,
        actor=_RELEASE,
        role=_RELEASE,
        action="move",
        entity="practice",
        entity_id=head["slug"],
        version=head["published_version"],
        note=_OF_RELEASE,
        **left,
    )


# What they are made of; the release does the same ------------------------------------------------


def give(writer: Writer, slug: str, new_slug: str, *, actor: str, role: str, reason: str) -> int:
    """A new head under the new id with all that the old one had; gives its number.

    The read model is the caller's to refresh, for both.
    """
    if not reason.strip():
        raise ReasonMissing()
    _free(writer, new_slug)
    row = writer.records("practice_standing", slug=slug)[0]
    key = {
        "practice_id": row["practice_id"],
        "number": publishing.next_number(writer),
        "slug": new_slug,
        "moment": clock.now(),
    }
    for write in (*_COPIED, *_POINTED):
        writer.run(write, **key)
    writer.run("rename_log", slug=slug, new_slug=new_slug)
    left = {"from_state": row["state"], "to_state": "renamed"}
    if writer.run("practice_move", **key, **left) != 1:
        raise IllegalMove(slug)
    audit.write(
        writer,
        actor=actor,
        role=role,
        action="move",
        entity="practice",
        entity_id=slug,
        version=row["published_version"],
        note=reason.strip(),
        **left,
    )
    lead(writer, slug, new_slug, actor=actor, role=role, reason=reason)
    return int(key["number"])


def lead(writer: Writer, slug: str, to_slug: str, *, actor: str, role: str, reason: str) -> None:
    """Lead an id to another, and tell the log of the other; IllegalMove rather than a circle."""
    if _end_of(writer, to_slug) == slug:
        raise IllegalMove(f"{slug} to {to_slug} and back")
    told = {"slug": slug, "to_slug": to_slug, "reason": reason.strip(), "moment": clock.now()}
    writer.run("redirect_add", **told)
    audit.write(
        writer,
        actor=actor,
        role=role,
        action="lead_here",
        entity="practice",
        entity_id=to_slug,
        note=f"{slug}: {reason.strip()}",
    )


def _free(writer: Writer, slug: str) -> None:
    fits = SLUG.fullmatch(slug) and len(slug) <= LONGEST_SLUG
    if not fits or writer.rows("slug_taken", slug=slug):
        raise IdTaken(slug)


def _end_of(writer: Writer, slug: str) -> str:
    """Where an id leads in the end; itself where it never moved."""
    found = writer.rows("redirect_of", slug=slug)
    return str(found[0][0]) if found else slug
