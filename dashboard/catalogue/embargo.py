"""Sealed until a time: signed, shown to nobody but reviewers and press, public at its minute."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from dashboard.catalogue import (
    audit,
    clock,
    database,
    publishing,
    rights,
    rules,
    submissions,
    watching,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.errors import (
    CatalogueError,
    IllegalMove,
    Incomplete,
    NotAllowed,
    Outdated,
    ReasonMissing,
    WrongMoment,
)
from dashboard.catalogue.rights import Actor, Grant
from dashboard.catalogue.submissions import Submission

log = logging.getLogger("dashboard")

LONGEST = timedelta(days=366)
STEP = 0.5  # seconds between two looks at the clock
_PAUSE = 30.0  # seconds after a look that failed as a whole


@dataclass(frozen=True)
class Sealing:
    """A time set for a submission: it holds until `ended_at` is set; `ending` says how it ended.

    `opens_at` is UTC; `zone` is the time zone in which it was meant. `ending` is opened, lifted,
    taken_back or returned; `fault` then says why it could not be opened: outdated, gone,
    incomplete or failed.
    """

    receipt: str
    opens_at: datetime
    zone: str
    sealed_by: str
    role: str
    sealed_at: datetime
    note: str | None
    ended_at: datetime | None
    ending: str | None
    fault: str | None


@dataclass(frozen=True)
class Sealed:
    """A submission that waits for its minute, whole; `slug` is set for a correction."""

    receipt: str
    slug: str | None
    base_version: int | None
    name: str
    city_id: int | None
    author: str
    draft: Draft
    opens_at: datetime
    zone: str
    sealed_by: str
    sealed_at: datetime


# What people see ----------------------------------------------------------------------------------


def items(actor: Actor | None) -> tuple[Sealed, ...]:
    """All that is sealed now, the first to open first; for reviewers and the press."""
    rights.demand(actor, "see_sealed")
    return tuple(
        Sealed(draft=from_json(row.pop("body")), **row) for row in database.records("embargo_list")
    )


def of(actor: Actor, receipt: str) -> Sealing | None:
    """The last sealing of a submission, for its author and those who see what is sealed."""
    one = submissions.by_receipt(receipt)
    if one.author != actor.account and not rights.may(actor, "see_sealed"):
        raise NotAllowed(receipt)
    found = database.records("embargo_of", receipt=receipt)
    return Sealing(**found[0]) if found else None


# What reviewers do --------------------------------------------------------------------------------


def seal(
    actor: Actor,
    receipt: str,
    opens_at: datetime,
    *,
    zone: str = "UTC",
    reason: str = "",
    stamp: int | None = None,
) -> datetime:
    """Sign a submission and seal it until a minute (UTC), which is given back.

    Raises what publishing it now would raise, and WrongMoment.
    """
    opens_at = _minute(opens_at, zone)
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        _would_open(writer, one)
        role = submissions.move(writer, one, "sealed", actor, stamp=stamp)
        writer.run(
            "embargo_add",
            embargo_id=secrets.token_hex(8),
            receipt=receipt,
            opens_at=opens_at,
            zone=zone,
            account=actor.account,
            role=role,
            moment=clock.now(),
            note=reason.strip() or None,
        )
    return opens_at


def move_to(
    actor: Actor, receipt: str, opens_at: datetime, reason: str, *, zone: str = "UTC"
) -> datetime:
    """Give it another minute, which is given back."""
    role = rights.demand(actor, "seal")
    opens_at = _minute(opens_at, zone)
    with database.transaction() as writer:
        _held(writer, receipt)
        writer.run("embargo_move", receipt=receipt, opens_at=opens_at, zone=zone)
        _log(writer, actor, role, "seal_moved", receipt, f"{opens_at:%Y-%m-%d %H:%M} UTC", reason)
    return opens_at


def lift(actor: Actor, receipt: str, reason: str) -> int:
    """Open it now; gives its version. It stays signed by whoever sealed it."""
    role = rights.demand(actor, "seal")
    with database.transaction() as writer:
        sealing = _held(writer, receipt)
        _log(writer, actor, role, "seal_lifted", receipt, "", reason)
        return _open(writer, sealing, "lifted")


def take_back(actor: Actor, receipt: str, reason: str) -> None:
    """Back into the review before it opens; whoever takes it back has it in hand."""
    rights.demand(actor, "seal")
    with database.transaction() as writer:
        _held(writer, receipt)
        one = submissions.locked(writer, receipt)
        submissions.move(
            writer, one, "in_review", actor, reason=reason.strip(), reviewer=actor.account
        )
        _end(writer, receipt, "taken_back")


def _minute(opens_at: datetime, zone: str) -> datetime:
    wanted, now = opens_at.replace(second=0, microsecond=0, tzinfo=None), clock.now()
    if not now < wanted <= now + LONGEST or zone not in available_timezones():
        raise WrongMoment(f"{wanted:%Y-%m-%d %H:%M}, {zone}")
    return wanted


def _would_open(writer: Writer, one: Submission) -> None:
    """Raise what keeps it from being public, were its minute now."""
    if faults := rules.faults(one.draft):
        raise Incomplete(faults)
    if one.outdated:
        raise Outdated(one.receipt)
    if one.slug and writer.records("practice_standing", slug=one.slug)[0]["state"] != "published":
        raise IllegalMove(f"{one.slug} is not public")


def _held(writer: Writer, receipt: str) -> Sealing:
    found = writer.records("embargo_of", receipt=receipt)
    if not found or found[0]["ended_at"] is not None:
        raise IllegalMove(f"{receipt} is not sealed")
    return Sealing(**found[0])


def _end(writer: Writer, receipt: str, ending: str, fault: str | None = None) -> None:
    told = {"receipt": receipt, "ending": ending, "fault": fault, "moment": clock.now()}
    if writer.run("embargo_end", **told) != 1:
        raise IllegalMove(f"{receipt} is not sealed")


def _log(
    writer: Writer, actor: Actor, role: str, action: str, receipt: str, what: str, reason: str
) -> None:
    if not reason.strip():
        raise ReasonMissing()
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action=action,
        entity="submission",
        entity_id=receipt,
        from_state="sealed",
        to_state="sealed",
        note=": ".join(filter(None, (what, reason.strip()))),
    )


# What the clock does ------------------------------------------------------------------------------


def open_due() -> int:
    """Open all whose minute has come, each in a transaction of its own; gives how many did.

    What cannot be opened goes back to the reviewer who sealed it, and holds nobody up.
    """
    due = database.rows("embargo_due", moment=clock.now())
    return sum(_opened(receipt) for (receipt,) in due)


def _opened(receipt: str) -> bool:
    try:
        with database.transaction() as writer:
            sealing = _held(writer, receipt)
            if sealing.opens_at > clock.now():
                return False  # somebody gave it another minute just now
            _open(writer, sealing, "opened")
        log.info("What was sealed until now is public: %s", receipt)
        return True
    except Exception as error:
        _return(receipt, error)
        return False


def _open(writer: Writer, sealing: Sealing, ending: str) -> int:
    one = submissions.locked(writer, sealing.receipt)
    if faults := rules.faults(one.draft):
        raise Incomplete(faults)
    version = publishing.publish(writer, one, _signer(sealing), reason=sealing.note)
    _end(writer, sealing.receipt, ending)
    return version


def _signer(sealing: Sealing) -> Actor:
    """Who signed it, with the role that allowed it then: the signature outlives the role."""
    return Actor(sealing.sealed_by, "", frozenset({Grant(sealing.role)}))


def _return(receipt: str, error: Exception) -> None:
    """Back into the hands of the reviewer, with why."""
    fault = _fault(error)
    known = isinstance(error, CatalogueError)
    log.warning("%s could not be opened: %s", receipt, fault, exc_info=None if known else error)
    try:
        with database.transaction() as writer:
            sealing = _held(writer, receipt)
            one = submissions.locked(writer, receipt)
            submissions.move(writer, one, "in_review", _signer(sealing), reason=fault)
            _end(writer, receipt, "returned", fault)
    except CatalogueError:
        pass  # somebody lifted it or took it back meanwhile


def _fault(error: Exception) -> str:
    if isinstance(error, Outdated):
        return "outdated"
    if isinstance(error, IllegalMove):
        return "gone"
    return "incomplete" if isinstance(error, Incomplete) else "failed"


@contextmanager
def watch() -> Iterator[None]:
    """Open what fell due while nobody watched, then whatever comes due, each within a second."""
    open_due()
    failed = "The sealed items could not be looked at"
    with watching.every(STEP, open_due, "embargo", failed=failed, pause=_PAUSE, first=STEP):
        yield
