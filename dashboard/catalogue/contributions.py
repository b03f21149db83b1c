"""Writing a practice down: begin, save, send, take back; only the author's hand moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import clock, database, differences, rights, rules, submissions, versions
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.errors import (
    EditedElsewhere,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
    Outdated,
)
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import OPEN, Submission

LONGEST_NAME, LONGEST_NOTE = 90, 2000


@dataclass(frozen=True)
class Item:
    """One line of the author's list."""

    receipt: str
    slug: str | None
    base_version: int | None  # set for a correction: the public version it was begun from
    name: str
    city_id: int | None
    state: str
    filled: float  # 0 to 1
    lacks: tuple[str, ...]
    open_notes: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None


def begin(
    actor: Actor, *, receipt: str, language: str | None, slug: str | None = None
) -> Submission:
    """A new draft, or a correction of a public practice; the same receipt again does nothing.

    Raises NotAllowed, and NotFound where nothing public bears that slug.
    """
    city_id = _city_of(slug) if slug else None
    rights.demand(actor, "write", city_id)
    draft = versions.draft_of(slug) if slug else Draft.model_validate({"language": language})
    with database.transaction() as writer:
        writer.run(
            "submission_begin",
            receipt=receipt,
            slug=slug,
            city_id=city_id,
            author=actor.account,
            name=draft.heading()[:LONGEST_NAME],
            body=draft.as_json(),
            moment=clock.now(),
        )
    return open(actor, receipt)


def _city_of(slug: str) -> int:
    found = database.records("practice_standing", slug=slug)
    if not found or found[0]["state"] != "published":
        raise NotFound(slug)
    return int(found[0]["city_id"])


def open(actor: Actor, receipt: str) -> Submission:  # noqa: A001 (contributions.open reads well)
    """A submission for its author, or for those who review; NotFound for everybody else."""
    found = submissions.by_receipt(receipt)
    if found.author != actor.account and not rights.may(actor, "review"):
        raise NotFound(receipt)
    return found


def mine(actor: Actor) -> tuple[Item, ...]:
    """All that somebody began, the last touched first."""
    return tuple(_item(row) for row in database.records("submissions_mine", author=actor.account))


def _item(row: dict[str, object]) -> Item:
    draft = from_json(str(row.pop("body")))
    return Item(filled=rules.filled(draft), lacks=rules.lacks(draft), **row)  # type: ignore[arg-type]


def save(actor: Actor, receipt: str, draft: Draft, stamp: int) -> int:
    """Keep what was typed; gives the new stamp.

    Raises EditedElsewhere where somebody saved since `stamp`, IllegalMove where it is no longer
    open to be written, NotAllowed where it is another's.
    """
    body = draft.as_json()
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        _own(one, actor)
        if one.draft.as_json() == body:
            return one.stamp  # also a save whose answer was lost on its way
        if one.state not in OPEN:
            raise IllegalMove(f"{receipt} is {one.state}")
        if one.stamp != stamp:
            raise EditedElsewhere(receipt)
        if one.practice_id is not None and draft.city_id != one.city_id:
            raise IllegalMove("a public practice stays in its city")
        writer.run(
            "submission_save",
            receipt=receipt,
            body=body,
            city_id=draft.city_id,
            heading=draft.heading()[:LONGEST_NAME],
            former=one.draft.heading()[:LONGEST_NAME],
            stamp=stamp,
            moment=clock.now(),
        )
    return stamp + 1


def _own(one: Submission, actor: Actor) -> None:
    if one.author != actor.account:
        raise NotAllowed("this belongs to somebody else")


def rename(actor: Actor, receipt: str, name: str) -> None:
    """Call a draft something else; an empty name is its title again."""
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        _own(one, actor)
        called = spoken.line(name)[:LONGEST_NAME] or one.draft.heading()[:LONGEST_NAME]
        writer.run("submission_rename", receipt=receipt, name=called)


def send(actor: Actor, receipt: str, stamp: int, note: str = "") -> None:
    """Hand it in for review; what is sent is kept as it was.

    Raises Incomplete with all faults, Outdated where the public text has moved on, EditedElsewhere.
    """
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        rights.demand(actor, "write", one.draft.city_id)
        if faults := rules.faults(one.draft):
            raise Incomplete(faults)
        if one.outdated:
            raise Outdated(receipt)
        submissions.move(writer, one, "submitted", actor, stamp=stamp)
        body = one.draft.printed().as_json()
        writer.run("submission_print", receipt=receipt, body=body)
        writer.run(
            "submission_sent",
            receipt=receipt,
            body=body,
            note=spoken.cleaned(note)[:LONGEST_NOTE] or None,
            moment=clock.now(),
        )


def take_back(actor: Actor, receipt: str) -> None:
    """Back from the queue to the drafts, while nobody has begun to review it."""
    _move(actor, receipt, "draft")


def discard(actor: Actor, receipt: str) -> None:
    """Out of the list; it can be brought back."""
    _move(actor, receipt, "withdrawn")


def bring_back(actor: Actor, receipt: str) -> None:
    """A discarded or rejected one becomes a draft again."""
    _move(actor, receipt, "draft")


def _move(actor: Actor, receipt: str, to_state: str) -> None:
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        submissions.move(writer, one, to_state, actor)


# When the public text has moved on ----------------------------------------------------------------


def against_public(one: Submission) -> differences.Merged:
    """This text laid on the public one of now: what either side changed, and where both did."""
    if one.slug is None or one.base_version is None:
        raise NotFound(one.receipt)
    base = versions.draft_of(one.slug, one.base_version)
    return differences.merge(base, one.draft, versions.draft_of(one.slug))


def rebase(actor: Actor, receipt: str, stamp: int, draft: Draft) -> int:
    """Go on from the public version of now with this text, which its author has looked at.

    Gives the new stamp.
    """
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        _own(one, actor)
        if one.state not in OPEN:
            raise IllegalMove(f"{receipt} is {one.state}")
        if one.stamp != stamp:
            raise EditedElsewhere(receipt)
        writer.run(
            "submission_rebase",
            receipt=receipt,
            body=draft.as_json(),
            base_version=one.public_version,
            stamp=stamp,
            moment=clock.now(),
        )
    return stamp + 1
