"""Making a text public: the version, the trace and everything readers see, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Container

from dashboard.catalogue import (
    audit,
    city_rows,
    clock,
    geography,
    read_model,
    submissions,
    versions,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import IllegalMove, Outdated
from dashboard.catalogue.practice import LONGEST_SLUG
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission

CITY_SHARE = 24  # how much of a slug the city's name may take


def publish(
    writer: Writer,
    one: Submission,
    actor: Actor,
    *,
    reason: str | None = None,
    stamp: int | None = None,
) -> int:
    """Publish a submission inside a transaction; gives the number of the new version."""
    if one.outdated:
        raise Outdated(one.receipt)
    version = 1 if one.slug is None else _next(writer, one.slug)
    role = submissions.move(
        writer, one, "published", actor, reason=reason, version=version, stamp=stamp
    )
    number, slug = _head(writer, one, version)
    write(
        writer,
        number,
        slug,
        version,
        one.draft,
        author=one.author,
        actor=actor.account,
        role=role,
        action="publish",
        receipt=one.receipt,
        note=reason or one.change_note,
    )
    read_model.refresh(writer, number)
    return version


def write(
    writer: Writer,
    practice_id: int,
    slug: str,
    version: int,
    draft: Draft,
    *,
    author: str,
    actor: str,
    role: str,
    action: str,
    receipt: str | None = None,
    note: str | None = None,
) -> None:
    """A version's rows and its line in the log; the read model is the caller's to refresh."""
    batch = versions.Batch(clock.now())
    batch.version(practice_id, version, draft, author=author, receipt=receipt, change_note=note)
    batch.write(writer)
    audit.write(
        writer,
        actor=actor,
        role=role,
        action=action,
        entity="practice",
        entity_id=slug,
        version=version,
        from_state="draft" if version == 1 else "published",
        to_state="published",
        note=note,
    )


def _next(writer: Writer, slug: str) -> int:
    row = writer.records("practice_standing", slug=slug)[0]
    if row["state"] != "published":
        raise IllegalMove(f"{slug} is {row['state']}")
    return int(row["latest_version"]) + 1


def _head(writer: Writer, one: Submission, version: int) -> tuple[int, str]:
    """The practice's number and slug: a new head, or the old one pointed at the new version."""
    if one.slug is not None and one.practice_id is not None:
        key = {"practice_id": one.practice_id, "version": version, "moment": clock.now()}
        if writer.run("practice_raise", **key) != 1:
            raise Outdated(one.receipt)
        return one.practice_id, one.slug
    city_id = one.draft.city_id or 0
    city_rows.keep(writer, [city_id])
    number = next_number(writer)
    slug = _asked_for(writer, one) or free_slug(writer, one.draft)
    batch = versions.Batch(clock.now())
    batch.head(number, slug, city_id)
    batch.write(writer)
    writer.run("submission_practice", receipt=one.receipt, practice_id=number)
    return number, slug


def _asked_for(writer: Writer, one: Submission) -> str | None:
    """The id that its file gave a new practice, while nobody else has it."""
    found = writer.rows("import_slug_asked", receipt=one.receipt) if one.import_id else []
    return str(found[0][0]) if found else None


def next_number(writer: Writer) -> int:
    """The number of the next new practice; writers come one at a time."""
    return int(writer.rows("practice_next_number")[0][0])


def free_slug(writer: Writer, draft: Draft) -> str:
    """The public id of a new practice: city and title, with a number where both are in use."""
    wanted = wanted_slug(draft)
    return first_free(wanted, {row[0] for row in writer.rows("practice_slugs_like", start=wanted)})


def wanted_slug(draft: Draft) -> str:
    """City and title as a public id, in use or not."""
    place = geography.by_id(draft.city_id or 0)
    start = _slugged(place.names.get("en") or place.name)[:CITY_SHARE].strip("-")
    wanted = f"{start}-{_slugged(draft.heading())}"[: LONGEST_SLUG - 4].strip("-")
    return re.sub(r"-+", "-", wanted) or f"practice-{draft.fingerprint()[:8]}"


def first_free(wanted: str, used: Container[str]) -> str:
    """This public id, or with the first number that is free."""
    return next(
        one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if one not in used
    )


def _slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", geography.fold(text).lower()).strip("-")
