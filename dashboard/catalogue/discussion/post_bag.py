"""Which letters about questions and answers are still to be written; each is written once."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.catalogue import clock, database, mail


@dataclass(frozen=True)
class Due:
    """A letter to write: to the offices of a city (version 0), or to whoever asked."""

    question_id: str
    city: str
    version: int


@dataclass(frozen=True)
class Office:
    """Somebody who answers for a city, and where letters reach them."""

    account: str
    address: str = field(repr=False)
    language: str


def due() -> tuple[Due, ...]:
    """Every letter that is due, the oldest first."""
    rows = database.rows("question_letters_due", moment=clock.now())
    return tuple(Due(*row) for row in rows)


def offices(city: str) -> tuple[Office, ...]:
    """Who has a desk for a city and an address: not every sign-in is one."""
    found = []
    for _slug, account, login, language in database.rows("city_offices", city=city):
        try:
            found.append(Office(account, mail.clean(login or ""), language))
        except mail.BadAddress:
            continue
    return tuple(found)


def written(one: Due) -> None:
    """The letter is in the outbox."""
    with database.transaction() as writer:
        writer.run(
            "question_letter_add",
            post_id=one.question_id,
            city=one.city,
            version=one.version,
            moment=clock.now(),
        )
