"""Letters to whoever runs this: barriers met, requests about data. They wait on a desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.catalogue import audit, clock, database, mail, rights
from dashboard.catalogue.discussion import Fault, NotTaken, Sender, guard, sealing, spoken
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.rights import Actor

ABOUT = ("barrier", "data", "content", "other")
LONGEST = 4_000  # signs
KEPT = timedelta(days=365)  # a letter that nobody has called done
KEPT_DONE = timedelta(days=30)
_RIGHT = "moderate"  # who answers posts answers letters


@dataclass(frozen=True)
class Message:
    """A letter as it was sent: nothing of it is checked yet."""

    about: str
    words: str
    language: str
    receipt: str
    email: str = field(default="", repr=False)


@dataclass(frozen=True)
class Letter:
    """A letter on the desk; `address` is None where none was given, or it is erased."""

    letter_id: str
    about: str
    words: str
    address: str | None = field(repr=False)
    language: str
    sent_at: datetime
    done_by: str | None
    done_at: datetime | None
    erase_after: datetime


def write_letter(message: Message, sender: Sender) -> str:
    """Keep a letter and give its number; the same receipt gives the same number.

    Raises NotTaken with all that is wrong, and guard.Refused.
    """
    words, address = spoken.cleaned(message.words), message.email.strip()
    _check(message, words, address)
    number = message.receipt[:8]
    if database.rows("letter_of_receipt", receipt=message.receipt):
        return number
    guard.admit(words, sender, "letter")
    now = clock.now()
    with database.transaction() as writer:
        if writer.rows("letter_of_receipt", receipt=message.receipt):
            return number
        writer.run(
            "letter_add",
            letter_id=number,
            receipt=message.receipt,
            about=message.about,
            words=words,
            contact=sealing.sealed(mail.clean(address)) if address else None,
            language=message.language,
            moment=now,
            erase_after=now + KEPT,
        )
    return number


def _check(message: Message, words: str, address: str) -> None:
    wrong = (
        ("about", "unknown", message.about not in ABOUT),
        ("words", "missing", not words),
        ("words", "too_long", len(words) > LONGEST),
        ("email", "no_address", bool(address) and not _an_address(address)),
        ("", "again", not message.receipt),
    )
    found = tuple(Fault(name, code) for name, code, so in wrong if so)
    if found:
        raise NotTaken(*found)


def _an_address(given: str) -> bool:
    try:
        return bool(mail.clean(given))
    except mail.BadAddress:
        return False


# The desk -----------------------------------------------------------------------------------------


def letters(actor: Actor) -> tuple[Letter, ...]:
    """All letters that are kept, those that wait first, the oldest first; NotAllowed."""
    rights.demand(actor, _RIGHT)
    return tuple(
        Letter(address=sealing.opened(row.pop("contact")), **row)
        for row in database.records("letters_kept")
    )


def letters_open(actor: Actor) -> int:
    """How many letters wait; NotAllowed."""
    rights.demand(actor, _RIGHT)
    return int(database.rows("letters_open")[0][0])


def letter_done(actor: Actor, letter_id: str) -> None:
    """Somebody has answered it, by their own post: it is erased thirty days later.

    Raises NotAllowed, NotFound; called done twice, the first holds.
    """
    role = rights.demand(actor, _RIGHT)
    now = clock.now()
    with database.transaction() as writer:
        found = writer.rows("letter_standing", letter_id=letter_id)
        if not found:
            raise NotFound(letter_id)
        if found[0][0] is not None:
            return
        writer.run(
            "letter_done",
            letter_id=letter_id,
            account=actor.account,
            moment=now,
            erase_after=now + KEPT_DONE,
        )
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="letter_done",
            entity="letter",
            entity_id=letter_id,
        )
