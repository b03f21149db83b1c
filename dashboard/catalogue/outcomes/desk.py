"""What those in the room do: type, send, sign, correct, withdraw; each act checked and logged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.catalogue import (
    audit,
    clock,
    contributions,
    database,
    pulse,
    rights,
)
from dashboard.catalogue import writing as practice_writing
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.errors import (
    EditedElsewhere,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
)
from dashboard.catalogue.outcomes import moves, writing
from dashboard.catalogue.outcomes.writing import EVERYBODY, Fault, Writing
from dashboard.catalogue.rights import Actor

RECORD, SIGN = "record_outcome", "sign_outcome"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Item:
    """An outcome as the desk sees it; `version` is the newest signed one, 0 where none is.

    `said` is its newest text: of one in correction not the one that is public.
    """

    id: str
    receipt: str
    workshop: str
    summit: str
    state: str  # draft, sent, signed, dropped or withdrawn
    said: Writing
    author: str
    stamp: int
    version: int
    created_at: datetime
    updated_at: datetime
    withdrawal: str | None = None
    house: str | None = None  # the copy it came from, where alone it is corrected

    @property
    def public(self) -> bool:
        """Whether readers see a version of it."""
        return self.version > 0 and self.state != "withdrawn"

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that keeps it from being sent."""
        return writing.faults(self.said)


# Reading ------------------------------------------------------------------------------------------


def of_workshop(actor: Actor | None, workshop: str) -> tuple[Item, ...]:
    """All that was begun of a workshop, in that order; NotFound where there is no such workshop."""
    _demand(actor)
    _summit(workshop)
    return tuple(_item(row) for row in database.records("outcomes_of_workshop", workshop=workshop))


def open(actor: Actor | None, outcome_id: str) -> Item:  # noqa: A001 (outcomes.open reads well)
    """One of them in whatever state; NotFound where there is none."""
    _demand(actor)
    return _one(database.records("outcome_whole", outcome=outcome_id), outcome_id)


def at_hand(actor: Actor, workshop: str, wanted: str | None, language: str) -> Item:
    """What somebody writes now: the draft of theirs that is wanted, their newest, or a new one.

    A new one is in no store before it is saved (its stamp is 0). Its receipt follows from what they
    began there, so that the page knows it again after a restart, and words that wait in a browser
    still find their place.
    """
    found = of_workshop(actor, workshop)
    mine = [one for one in found if one.author == actor.account and one.state == "draft"]
    blank = _blank(actor, workshop, language, {one.receipt for one in found})
    if wanted == blank.id:
        return blank
    newest = max(mine, key=lambda one: one.updated_at, default=blank)
    return next((one for one in mine if one.id == wanted), newest)


def next_id(actor: Actor, workshop: str, language: str) -> str:
    """The id of what somebody begins next there."""
    return _blank(
        actor, workshop, language, {one.receipt for one in of_workshop(actor, workshop)}
    ).id


def _blank(actor: Actor, workshop: str, language: str, begun: set[str]) -> Item:
    named = (f"{workshop}:{actor.account}:{number}" for number in range(1, len(begun) + 2))
    receipt = next(one for one in map(_short, named) if one not in begun)
    return Item(
        id=_id(receipt),
        receipt=receipt,
        workshop=workshop,
        summit=_summit(workshop),
        state="draft",
        said=Writing(language=language),
        author=actor.account,
        stamp=0,
        version=0,
        created_at=clock.now(),
        updated_at=clock.now(),
    )


def _demand(actor: Actor | None) -> str:
    return rights.role_for(actor, RECORD) or rights.demand(actor, SIGN)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _id(receipt: str) -> str:
    return f"o-{hashlib.sha256(receipt.encode()).hexdigest()[:10]}"


def _summit(workshop: str) -> str:
    found = database.rows("outcome_summit", workshop=workshop)
    if not found:
        raise NotFound(workshop)
    return str(found[0][0])


def _locked(writer: Writer, outcome_id: str) -> Item:
    return _one(writer.records("outcome_whole", outcome=outcome_id), outcome_id)


def _one(found: list[dict[str, Any]], outcome_id: str) -> Item:
    if not found:
        raise NotFound(outcome_id)
    return _item(found[0])


def _item(row: dict[str, Any]) -> Item:
    row = dict(row)
    return Item(said=writing.from_json(row.pop("body")), **row)


# Writing ------------------------------------------------------------------------------------------


def begin(actor: Actor, workshop: str, *, receipt: str, said: Writing) -> Item:
    """Begin an outcome; the same receipt again gives the one that was begun with it.

    Raises NotAllowed, and NotFound where there is no such workshop.
    """
    rights.demand(actor, RECORD)
    _summit(workshop)
    with database.transaction() as writer:
        _begin(writer, actor, workshop, receipt, said)
    found = open(actor, _id(receipt))
    if (found.author, found.workshop) != (actor.account, workshop) and not found.version:
        raise NotAllowed("this receipt is somebody else's")
    return found


def _begin(writer: Writer, actor: Actor, workshop: str, receipt: str, said: Writing) -> None:
    writer.run(
        "outcome_begin",
        outcome=_id(receipt),
        receipt=receipt,
        workshop=workshop,
        body=said.as_json(),
        author=actor.account,
        moment=clock.now(),
    )


def save(actor: Actor, outcome_id: str, said: Writing, stamp: int) -> int:
    """Keep what was typed; gives the new stamp.

    Raises EditedElsewhere where somebody saved since `stamp`, IllegalMove where it was sent or
    dropped, NotAllowed where somebody else answers for its words.
    """
    body = said.as_json()
    with database.transaction() as writer:
        one = _writable(writer, actor, outcome_id, stamp, body)
        if one is None:
            return _locked(writer, outcome_id).stamp  # also a save whose answer was lost
        writer.run("outcome_save", outcome=outcome_id, body=body, stamp=stamp, moment=clock.now())
    return stamp + 1


def _writable(writer: Writer, actor: Actor, outcome_id: str, stamp: int, body: str) -> Item | None:
    """The item, if it may be written on now; None where it holds these very words already."""
    rights.demand(actor, RECORD)
    one = _locked(writer, outcome_id)
    if one.author != actor.account:
        raise NotAllowed("this belongs to somebody else")
    if one.said.as_json() == body:
        return None
    if one.state != "draft":
        raise IllegalMove(f"{outcome_id} is {one.state}")
    if one.stamp != stamp:
        raise EditedElsewhere(outcome_id)
    return one


def split(actor: Actor, outcome_id: str, stamp: int) -> tuple[str, ...]:
    """Make one draft of each paragraph: what was typed in a rush, or while the line was down.

    The first stays where it was; kind, city and practice go along. Gives all their ids.
    """
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        parts = writing.pieces(one.said.words)
        if len(parts) < 2:
            return (outcome_id,)
        first, *others = (
            one.said.with_(texts={one.said.language: part}, of={}, draft=None) for part in parts
        )
        if _writable(writer, actor, outcome_id, stamp, "") is None:
            raise EditedElsewhere(outcome_id)
        moment = clock.now()
        body = first.as_json()
        writer.run("outcome_save", outcome=outcome_id, body=body, stamp=stamp, moment=moment)
        receipts = [_short(f"{one.receipt}:{stamp}:{n}") for n, _ in enumerate(others, start=2)]
        for receipt, said in zip(receipts, others, strict=True):
            _begin(writer, actor, one.workshop, receipt, said)
    return (outcome_id, *map(_id, receipts))


def draft_practice(actor: Actor, outcome_id: str) -> str:
    """Begin a practice from it, for the desk; gives the draft's receipt, the same each time.

    The draft holds the city and the words so far. Readers see the link once it is published.
    """
    rights.demand(actor, "write")
    one = open(actor, outcome_id)
    if one.said.draft:
        return one.said.draft
    if one.author != actor.account:
        raise NotAllowed("this belongs to somebody else")
    if one.state != "draft":
        raise IllegalMove(f"{outcome_id} is {one.state}")
    receipt = _short(f"practice of {outcome_id}")
    known = contributions.begin(actor, receipt=receipt, language=one.said.language)
    if not known.draft.summary:  # a link that was undone before finds its draft as it is by now
        draft = known.draft.model_copy(update={"city_id": _city_id(one.said)})
        for language, text in one.said.texts.items():
            draft = practice_writing.put(draft, f"summary.{language}", text)
        contributions.save(actor, receipt, draft, known.stamp)
    save(actor, outcome_id, one.said.with_(draft=receipt, practice=None), one.stamp)
    return receipt


def _city_id(said: Writing) -> int | None:
    if said.city in (None, EVERYBODY):
        return None
    found = database.rows("city_id_of_slug", slug=said.city)
    return int(found[0][0]) if found else None


# Moving on ----------------------------------------------------------------------------------------


def send(actor: Actor, outcome_id: str, stamp: int) -> None:
    """Hand it to a colleague for signing, printed as its languages are.

    Raises Incomplete with all faults, EditedElsewhere where somebody saved since `stamp`.
    """
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        if one.author != actor.account:
            raise NotAllowed("this belongs to somebody else")
        if found := writing.faults(one.said):
            raise Incomplete(found)
        _move(writer, one, "sent", actor, stamp=stamp, said=one.said.printed())


def give_back(actor: Actor, outcome_id: str) -> None:
    """Back to its author, who may write on; the author too may take it back."""
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        if one.state != "sent":
            raise IllegalMove(f"{outcome_id} is {one.state}")
        _move(writer, one, "draft", actor)


def drop(actor: Actor, outcome_id: str) -> None:
    """Out of the list; of a correction, what is signed stays as it is."""
    with database.transaction() as writer:
        _move(writer, _locked(writer, outcome_id), "dropped", actor)


def bring_back(actor: Actor, outcome_id: str) -> None:
    """What was dropped becomes a draft again, of whoever brings it back."""
    take_up(actor, outcome_id)


def take_up(actor: Actor, outcome_id: str) -> None:
    """Correct what is signed: it stays public as it is until somebody else signs the new words.

    Whoever takes it up answers for its words from now on.
    """
    rights.demand(actor, RECORD)
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        if one.state not in ("signed", "dropped") or one.house:
            raise IllegalMove(f"{outcome_id} is {one.state}")
        _move(writer, one, "draft", actor, author=actor.account)


def sign(actor: Actor, outcome_id: str, stamp: int) -> int:
    """Sign it as it was read; from now on everybody sees it. Gives the number of its version.

    A second signature of the same is the same. Raises OwnWork for whoever wrote it,
    EditedElsewhere where it changed since `stamp`.
    """
    rights.demand(actor, SIGN)
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        if one.state == "signed" and _signed_by(writer, one, actor):
            return one.version
        if found := writing.faults(one.said):
            raise Incomplete(found)
        version = one.version + 1
        _move(writer, one, "signed", actor, stamp=stamp, version=version)
        writer.run(
            "outcome_version_add",
            outcome=outcome_id,
            version=version,
            body=one.said.as_json(),
            author=one.author,
            signer=actor.account,
            moment=clock.now(),
        )
        writer.run("catalogue_version_raise", released_on=None)
    _beat(one, one.said.city)
    return version


def _signed_by(writer: Writer, one: Item, actor: Actor) -> bool:
    rows = writer.rows("outcome_signer", outcome=one.id, version=one.version)
    return [row[0] for row in rows] == [actor.account]


def withdraw(actor: Actor, outcome_id: str, reason: str) -> None:
    """Take back what is signed; readers find in its place that it was, since when and why."""
    reason = spoken.line(reason)[:LONGEST_REASON]
    rights.demand(actor, SIGN)
    with database.transaction() as writer:
        one = _locked(writer, outcome_id)
        if not one.public:
            raise IllegalMove(f"{outcome_id} is not public")
        _move(writer, one, "withdrawn", actor, reason=reason)
        writer.run("catalogue_version_raise", released_on=None)
    _beat(one, *(_city_signed(outcome_id)))


def _city_signed(outcome_id: str) -> Iterable[str | None]:
    rows = database.records("outcome_versions", outcome=outcome_id)
    return {writing.from_json(row["body"]).city for row in rows}


def _move(
    writer: Writer,
    one: Item,
    to_state: str,
    actor: Actor,
    *,
    reason: str = "",
    stamp: int | None = None,
    said: Writing | None = None,
    author: str | None = None,
    version: int | None = None,
) -> None:
    """Move it on and log it. `stamp` is what the actor saw: EditedElsewhere where it changed."""
    role = moves.check(one.state, to_state, actor, author=one.author, reason=reason)
    if stamp is not None and stamp != one.stamp:
        raise EditedElsewhere(one.id)
    writer.run(
        "outcome_move",
        outcome=one.id,
        from_state=one.state,
        to_state=to_state,
        body=(said or one.said).as_json(),
        author=author or one.author,
        version=one.version if version is None else version,
        withdrawal=reason or None,
        moment=clock.now(),
    )
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action="move",
        entity="outcome",
        entity_id=one.id,
        version=version,
        from_state=one.state,
        to_state=to_state,
        note=reason or None,
    )


def _beat(one: Item, *slugs: str | None) -> None:
    """Tell all screens, after the commit, that there is something new to see."""
    named = {slug for slug in slugs if slug and slug != EVERYBODY}
    pulse.beat(
        f"workshop:{one.workshop}",
        f"summit:{one.summit}",
        *(f"city:{slug}" for slug in sorted(named)),
    )
