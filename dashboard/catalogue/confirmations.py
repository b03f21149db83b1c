"""Still running? When each practice was last confirmed, whom to ask, and what they answered."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dashboard.catalogue import (
    audit,
    clock,
    database,
    mail,
    rights,
    rules,
    submissions,
    versions,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import CatalogueError, NotFound
from dashboard.catalogue.record import Text
from dashboard.catalogue.rights import Actor, Grant

OPEN_FOR = timedelta(days=60)  # how long a link can be followed
AGAIN_AFTER = timedelta(days=1)  # a second click is not a second letter
STALE_AFTER, VERY_STALE_AFTER = 12, 24  # months
LONGEST_NOTE = 2000
CONTACT = "contact"  # the author of what came by a link
EARLIEST_YEAR = rules.EARLIEST_YEAR
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class AskedAlready(CatalogueError):
    """The same contact was asked about the same practice a moment ago."""

    message = "This contact was asked about this practice within the last day."


class LinkOver(CatalogueError):
    """A one-use link that was used, is too old, was taken back or never was."""

    message = "This link was used already, or it is too old."


class BadAnswer(CatalogueError):
    """What was written cannot be taken as it is; `code` says why.

    Codes: words_missing, words_too_long, year_missing, year_wrong.
    """

    message = "Something is missing in this answer."

    def __init__(self, code: str) -> None:
        """Keep the code."""
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Confirmation:
    """When a public practice was last confirmed, by whom, and how many whole months ago."""

    at: datetime
    by_kind: str  # contact, account or release
    months: int

    @property
    def stale(self) -> bool:
        """Whether that is twelve months ago or more."""
        return self.months >= STALE_AFTER


@dataclass(frozen=True)
class Unconfirmed:
    """A public practice that nobody has confirmed for long, and when its city was last asked.

    `answered_at` is when the city said since that it has changed or ended: that waits to be read.
    """

    slug: str
    title: Text
    city_id: int
    city: str
    confirmed_at: datetime
    months: int
    asked_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Contact:
    """Somebody of a city who may be asked; never to be shown without the right ask_contact."""

    contact_id: str
    city_id: int
    slug: str | None  # None: for every practice of the city
    address: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class Asked:
    """A question on its way: the code is known here and in the letter, and nowhere else."""

    ask_id: str
    slug: str
    code: str = field(repr=False)
    address: str = field(repr=False)
    language: str
    expires_at: datetime


@dataclass(frozen=True)
class Ask:
    """What a one-use link is about."""

    ask_id: str
    practice_id: int
    slug: str
    city_id: int
    language: str
    expires_at: datetime


# When -----------------------------------------------------------------------------------------


def last_confirmed(slug: str) -> Confirmation | None:
    """When a public practice was last confirmed; None where nothing public bears that slug.

    A released practice counts as confirmed on the day of the release that brought its version:
    somebody read its sources then, and signed. What the desk publishes counts the day it does.
    After that only a contact's or a colleague's word counts.
    """
    # By its number, so that only its own rows are looked at: every page of a practice asks this.
    practice = database.rows("confirmation_practice", slug=slug)
    if not practice:
        return None
    found = database.rows("confirmation_last", practice_id=practice[0][0], now=clock.now())
    return Confirmation(*found[0]) if found else None


def not_confirmed(
    months: int, language: str, *, below: int | None = None, skip: int = 0, take: int = 10_000
) -> tuple[Unconfirmed, ...]:
    """Public practices that nobody has confirmed for so many months, the longest first.

    `below` leaves out those that are in a longer list: 12 to 24 months is months=12, below=24.
    """
    rows = database.records(
        "confirmation_missing",
        now=clock.now(),
        months=months,
        below=below,
        language=language,
        skip=skip,
        take=take,
    )
    return tuple(_unconfirmed(row) for row in rows)


def _unconfirmed(row: dict[str, Any]) -> Unconfirmed:
    title = Text(row.pop("title"), row.pop("title_language"))
    return Unconfirmed(title=title, **row)


def confirm(actor: Actor, slug: str, note: str) -> None:
    """Somebody of the desk has heard that it still runs; how they know is the note.

    Raises NotAllowed, NotFound, BadAnswer without a note.
    """
    practice_id, city_id = _public(slug)
    role = rights.demand(actor, "ask_contact", city_id)
    told = _words(note)
    with database.transaction() as writer:
        _add(writer, practice_id, "confirmed", by_kind="account", account=actor.account, note=told)
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="confirm",
            entity="practice",
            entity_id=slug,
            note=told,
        )


def _public(slug: str) -> tuple[int, int]:
    found = database.rows("confirmation_practice", slug=slug)
    if not found:
        raise NotFound(slug)
    practice_id, city_id = found[0]
    return practice_id, city_id


def _add(
    writer: Writer,
    practice_id: int,
    kind: str,
    *,
    by_kind: str,
    account: str | None = None,
    note: str | None = None,
    ended_year: int | None = None,
    ask_id: str | None = None,
    receipt: str | None = None,
) -> None:
    writer.run(
        "confirmation_add",
        confirmation_id=secrets.token_hex(8),
        practice_id=practice_id,
        confirmed_at=clock.now(),
        by_kind=by_kind,
        account=account,
        kind=kind,
        note=note,
        ended_year=ended_year,
        ask_id=ask_id,
        receipt=receipt,
    )


# Whom to ask --------------------------------------------------------------------------------------


def contacts(actor: Actor, slug: str) -> tuple[Contact, ...]:
    """The contacts for a practice: its own first, then those of its city; NotAllowed."""
    practice_id, city_id = _public(slug)
    rights.demand(actor, "ask_contact", city_id)
    rows = database.records("contacts_of_practice", practice_id=practice_id, city_id=city_id)
    return tuple(Contact(**row) for row in rows)


def keep_contact(
    actor: Actor, slug: str, address: str, language: str, *, whole_city: bool = False
) -> Contact:
    """Keep the address of somebody to ask, for one practice or for its whole city.

    The same address again gives the contact that is kept. Raises NotAllowed, BadAddress, NotFound.
    """
    practice_id, city_id = _public(slug)
    role = rights.demand(actor, "ask_contact", city_id)
    kept = mail.clean(address)
    scope = None if whole_city else practice_id
    with database.transaction() as writer:
        rows = writer.records("contacts_of_practice", practice_id=practice_id, city_id=city_id)
        same = [one for one in rows if one["address"] == kept]
        if same:
            return Contact(**same[0])
        contact_id = secrets.token_hex(8)
        writer.run(
            "contact_add",
            contact_id=contact_id,
            city_id=city_id,
            practice_id=scope,
            address=kept,
            language=language,
            account=actor.account,
            moment=clock.now(),
        )
        _log_contact(writer, actor, role, "keep_contact", contact_id)
    return Contact(contact_id, city_id, None if whole_city else slug, kept, language)


def erase_contact(actor: Actor, contact_id: str) -> None:
    """Forget an address: in the store, on links not yet followed, and in the outbox.

    Raises NotAllowed, NotFound.
    """
    with database.transaction() as writer:
        found = writer.rows("contact_whole", contact_id=contact_id)
        if not found:
            raise NotFound(contact_id)
        role = rights.demand(actor, "ask_contact", found[0][0])
        asked = writer.rows("asks_of_contact", contact_id=contact_id)
        writer.run("contact_erase", contact_id=contact_id, moment=clock.now())
        writer.run("confirmation_asks_close", contact_id=contact_id, moment=clock.now())
        _log_contact(writer, actor, role, "erase_contact", contact_id)
    for (ask_id,) in asked:
        mail.remove(ask_id)


def _log_contact(writer: Writer, actor: Actor, role: str, action: str, contact_id: str) -> None:
    # The log outlives the address, so it never holds one.
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action=action,
        entity="contact",
        entity_id=contact_id,
    )


# Asking -------------------------------------------------------------------------------------------


def ask(
    actor: Actor,
    slug: str,
    address: str,
    language: str,
    *,
    write: Callable[[Asked], None],
    whole_city: bool = False,
) -> Asked:
    """A one-use link for a city's contact, open for sixty days.

    `write` puts the letter into the outbox; where it fails there is no link either. Raises
    NotAllowed, NotFound, BadAddress, and AskedAlready within a day.
    """
    contact = keep_contact(actor, slug, address, language, whole_city=whole_city)
    practice_id, city_id = _public(slug)
    role = rights.demand(actor, "ask_contact", city_id)
    code, now = secrets.token_urlsafe(32), clock.now()
    asked = Asked(secrets.token_hex(8), slug, code, contact.address, language, now + OPEN_FOR)
    with database.transaction() as writer:
        key = {"practice_id": practice_id, "contact_id": contact.contact_id}
        if writer.rows("asks_since", since=now - AGAIN_AFTER, **key):
            raise AskedAlready(slug)
        writer.run(
            "confirmation_ask_add",
            ask_id=asked.ask_id,
            code_sha=_sha256(code),
            language=language,
            account=actor.account,
            moment=now,
            expires_at=asked.expires_at,
            **key,
        )
        audit.write(
            writer,
            actor=actor.account,
            role=role,
            action="ask",
            entity="practice",
            entity_id=slug,
            request_id=f"ask-{asked.ask_id}",
        )
        write(asked)
    return asked


def _sha256(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


# Answering ----------------------------------------------------------------------------------------


def asked_by(code: str) -> Ask:
    """What a link is about; LinkOver where it leads nowhere any more. Changes nothing."""
    return _ask(database.records("confirmation_ask_open", code_sha=_sha256(code), now=clock.now()))


def _ask(found: list[dict[str, Any]]) -> Ask:
    if not found:
        raise LinkOver()
    return Ask(**found[0])


def answer_running(code: str) -> Ask:
    """The contact says: it still runs as it is told. LinkOver."""
    with database.transaction() as writer:
        ask = _used(writer, code)
        _add(writer, ask.practice_id, "confirmed", by_kind="contact", ask_id=ask.ask_id)
        _log_answer(writer, ask, "confirm")
    return ask


def answer_changed(code: str, words: str) -> Ask:
    """The contact says what has changed: it waits in the queue, the public text stays.

    Raises LinkOver, BadAnswer.
    """
    told = _words(words)
    with database.transaction() as writer:
        ask = _used(writer, code)
        receipt = _submitted(writer, ask, versions.draft_of(ask.slug), told)
        _add(
            writer,
            ask.practice_id,
            "changed",
            by_kind="contact",
            note=told,
            ask_id=ask.ask_id,
            receipt=receipt,
        )
        _log_answer(writer, ask, "tell_change")
    return ask


def answer_ended(code: str, year: str, why: str) -> Ask:
    """The contact says it has ended: a correction with that year waits in the queue.

    Raises LinkOver, BadAnswer.
    """
    told = _words(why)
    with database.transaction() as writer:
        ask = _used(writer, code)
        # Read while nobody else can publish: what is proposed stands on the public text of now.
        draft = versions.draft_of(ask.slug)
        ended = _year(year, draft)
        closed = draft.model_copy(update={"status": "completed", "end_year": ended})
        receipt = _submitted(writer, ask, closed, told)
        _add(
            writer,
            ask.practice_id,
            "ended",
            by_kind="contact",
            note=told,
            ended_year=ended,
            ask_id=ask.ask_id,
            receipt=receipt,
        )
        _log_answer(writer, ask, "tell_end")
    return ask


def _words(written: str) -> str:
    lines = re.split(r"\r\n|\r|\n", _UNREADABLE.sub("", written))
    told = "\n".join(line.rstrip() for line in lines).strip()
    if not told:
        raise BadAnswer("words_missing")
    if len(told) > LONGEST_NOTE:
        raise BadAnswer("words_too_long")
    return told


def _year(written: str, draft: Draft) -> int:
    if not written.strip():
        raise BadAnswer("year_missing")
    earliest = draft.start_year or EARLIEST_YEAR
    digits = written.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        raise BadAnswer("year_wrong")
    if not earliest <= int(digits) <= clock.now().year:
        raise BadAnswer("year_wrong")
    return int(digits)


def _used(writer: Writer, code: str) -> Ask:
    """The link, used up in this transaction: of two at once the second finds it over."""
    moment = clock.now()
    ask = _ask(writer.records("confirmation_ask_open", code_sha=_sha256(code), now=moment))
    if writer.run("confirmation_ask_use", ask_id=ask.ask_id, moment=moment) != 1:
        raise LinkOver()
    return ask


def _contact_of(city_id: int) -> Actor:
    """The contact acts like a contributor of its own city, and for this one thing."""
    return Actor(CONTACT, CONTACT, frozenset({Grant("contributor", city_id)}))


def _submitted(writer: Writer, ask: Ask, draft: Draft, note: str) -> str:
    """A correction in the queue, in the transaction that uses up the link; gives its receipt."""
    receipt, actor, moment = secrets.token_hex(8), _contact_of(ask.city_id), clock.now()
    rights.demand(actor, "write", ask.city_id)
    writer.run(
        "submission_begin",
        receipt=receipt,
        slug=ask.slug,
        city_id=ask.city_id,
        author=CONTACT,
        name=draft.heading()[:90],
        body=draft.as_json(),
        moment=moment,
    )
    one = submissions.locked(writer, receipt)
    submissions.move(writer, one, "submitted", actor)
    writer.run("submission_sent", receipt=receipt, body=draft.as_json(), note=note, moment=moment)
    return receipt


def _log_answer(writer: Writer, ask: Ask, action: str) -> None:
    audit.write(
        writer,
        actor=CONTACT,
        role="contributor",
        action=action,
        entity="practice",
        entity_id=ask.slug,
        request_id=f"answer-{ask.ask_id}",
    )
