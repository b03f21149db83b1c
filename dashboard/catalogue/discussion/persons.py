"""Personal data of the discussion: the least that works, each with its purpose and its end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any

from dashboard.catalogue import clock, database, mail
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion.inbox import (
    Letter,
    Message,
    letter_done,
    letters,
    letters_open,
    write_letter,
)
from dashboard.catalogue.discussion.sealing import opened, sealed
from dashboard.catalogue.discussion.stored import NOT_PERSONAL, STORED, Stored
from dashboard.catalogue.people import tokens

__all__ = [
    "LETTERS",
    "NOT_PERSONAL",
    "STORED",
    "Letter",
    "Message",
    "Stored",
    "Wish",
    "asked_again",
    "confirm",
    "forget_wish",
    "letter_key",
    "letter_done",
    "letters",
    "letters_open",
    "opened",
    "place_hash",
    "remove_letters",
    "sealed",
    "wanted",
    "wants_answer",
    "wish",
    "wishes_due",
    "write_letter",
]

WISH_KEPT = timedelta(days=90)
LETTERS = "inhabitant-"  # begins the names of letters to people without an account


# Addresses of the network -------------------------------------------------------------------------

_salts: dict[tuple[int, date], str] = {}  # of this store and this day: one
_salting = Lock()


def place_hash(address: str) -> str:
    """What stands for an address today; tomorrow nobody can tell from it, nor make it again.

    Two things are needed to try addresses out: the day's salt, which is thrown away with its day,
    and a key that lies outside the store and so in no backup of it.
    """
    return tokens.keyed("place", f"{_salt()}\n{address}")[:32]


def _salt() -> str:
    key = (database.edition()[0], clock.now().date())
    with _salting:
        if key not in _salts:
            found = _kept_salt(key[1])
            _salts.clear()
            _salts[key] = found
        return _salts[key]


def _kept_salt(day: date) -> str:
    with database.transaction() as writer:
        found = writer.rows("day_salt_of", day=day)
        if found:
            return str(found[0][0])
        salt = secrets.token_hex(16)
        writer.run("day_salt_forget", day=day)
        writer.run("day_salt_add", day=day, salt=salt)
        return salt


# Who wants an answer ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """Where an author wants the answer sent; `code` opens its link, to confirm it or to end it."""

    post_id: str
    address: str = field(repr=False)
    language: str
    code: str = field(repr=False)
    confirmed: bool
    erase_after: datetime
    words: str = ""  # of the question, where it was asked for by the link


def wants_answer(writer: Writer, post_id: str, email: str, language: str) -> None:
    """Keep where an answer is to go, encrypted, in the transaction that keeps the question.

    A letter then asks a second time, and nothing else goes there before that is answered. Raises
    mail.BadAddress.
    """
    now = clock.now()
    writer.run(
        "wish_add",
        post_id=post_id,
        contact=sealed(mail.clean(email)),
        language=language,
        mark=tokens.mark(_code(post_id, now)),
        moment=now,
        erase_after=now + WISH_KEPT,
    )


def _code(post_id: str, asked_at: datetime) -> str:
    """The code of a wish's link: made again for each letter, and so kept nowhere."""
    return tokens.keyed("wish", f"{post_id} {asked_at.isoformat()}")


def wish(code: str) -> Wish | None:
    """The wish behind a link; None where it was ended or forgotten. Changes nothing."""
    found = database.records("wish_of_mark", mark=tokens.mark(code), moment=clock.now())
    return _wish(found[0]) if found else None


def wanted(post_id: str) -> Wish | None:
    """Where the answer to a question goes: asked for twice, and not forgotten yet."""
    found = database.records("wish_of_post", post_id=post_id, moment=clock.now())
    return _wish(found[0]) if found else None


def wishes_due() -> tuple[Wish, ...]:
    """The wishes whose authors are still to be asked a second time."""
    rows = database.records("wishes_due", moment=clock.now())
    return tuple(found for found in map(_wish, rows) if found is not None)


def _wish(row: dict[str, Any]) -> Wish | None:
    address = opened(row["contact"])
    if address is None:
        return None  # sealed with a key that is gone: nobody can read it any more
    return Wish(
        post_id=row["post_id"],
        address=address,
        language=row["language"],
        code=_code(row["post_id"], row["asked_at"]),
        confirmed=row["confirmed_at"] is not None,
        erase_after=row["erase_after"],
        words=row.get("words") or "",
    )


def asked_again(post_id: str) -> None:
    """The letter that asks a second time is written."""
    with database.transaction() as writer:
        writer.run("wish_asked", post_id=post_id, moment=clock.now())


def confirm(code: str) -> bool:
    """The author says it a second time; False where the link is over."""
    return _ended(code, "wish_confirm")


def forget_wish(code: str) -> bool:
    """Erase an address at will, with the letters that bear it; False where the link is over."""
    found = wish(code)
    done = _ended(code, "wish_forget")
    if found:
        remove_letters(found.post_id)
    return done


def _ended(code: str, act: str) -> bool:
    with database.transaction() as writer:
        moment = clock.now()
        found = writer.records("wish_of_mark", mark=tokens.mark(code), moment=moment)
        if found:
            writer.run(act, post_id=found[0]["post_id"], moment=moment)
        return bool(found)


def letter_key(post_id: str, about: str) -> str:
    """The name of a letter to an inhabitant, by which it is found to be erased."""
    return f"{LETTERS}{post_id}-{about}"


def remove_letters(post_id: str) -> None:
    """Take every letter to the author of a post out of the outbox, wherever it got to."""
    mail.remove(f"{LETTERS}{post_id}-*")
