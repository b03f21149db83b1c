"""Questions to mayors as tests ask them: written, let through, answered, at moments of their own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from dashboard.catalogue import clock, people
from dashboard.catalogue.discussion import Kept, Sender, answering, guard, questions
from dashboard.catalogue.discussion.answers import Answer
from dashboard.catalogue.discussion.questions import Asked
from dashboard.catalogue.moderation import acts
from dashboard.catalogue.rights import Actor, Grant

START = datetime(2027, 3, 1, 9, 0)
FIVE = ("dusseldorf", "geneva", "izmir", "montreal", "vienna")
LIBRARY = "When will the library in our district open on Sundays?"
MODERATOR = Actor("mo", "Mo", frozenset({Grant("moderator")}))


@dataclass
class Hall:
    """A clock that stands still until it is told to go on."""

    now: datetime = START

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    made = Hall()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    guard.forget()
    yield made
    guard.forget()


def sender() -> Sender:
    """Somebody new, who took a minute over it."""
    return Sender(secrets.token_hex(8), secrets.token_hex(8), 60.0)


def asked(
    words: str = LIBRARY, cities: tuple[str, ...] = FIVE, language: str = "en", **more: object
) -> Kept:
    """A question that waits for a moderator."""
    receipt = secrets.token_hex(16)
    return questions.ask(Asked(words, cities, language, receipt, **more), sender())  # type: ignore[arg-type]


def sent(
    words: str = LIBRARY, cities: tuple[str, ...] = FIVE, language: str = "en", **more: object
) -> str:
    """The id of a question that was let through."""
    kept = asked(words, cities, language, **more)
    acts.move(MODERATOR, kept.post_id, "shown")
    return kept.post_id


def office(city: str) -> Actor:
    """Somebody of the mayor's office of a city."""
    city_id = people.city_of_slug(city)
    assert city_id is not None
    return Actor(
        f"office-{city}", f"Office of {city}", frozenset({Grant("mayors_office", city_id)})
    )


@dataclass(frozen=True)
class Reply:
    """What an office types."""

    standing: str = "answered"
    words: str = "From the first of May on, every Sunday from ten to five."
    language: str = "en"
    office: str = "Office of the mayor"
    translations: dict[str, tuple[str, str]] = field(default_factory=dict)


def typed(question: str, city: str, reply: Reply) -> answering.Opened:
    """The reply in its fields, one after the other, saved and not published."""
    me = office(city)

    def put(name: str, value: str) -> None:
        stands = answering.open(me, question, city).draft.told(name)
        answering.save(me, question, city, name, value, stands)

    put("standing", reply.standing)
    put("office", reply.office)
    put(f"words.{reply.language}", reply.words)
    put("language", reply.language)
    for code, (words, origin) in reply.translations.items():
        put(f"words.{code}", words)
        put(f"origin.{code}", origin)
    return answering.open(me, question, city)


def answered(question: str, city: str, reply: Reply = Reply()) -> Answer:  # noqa: B008
    """The reply, signed and public."""
    stamp = typed(question, city, reply).stamp
    return answering.publish(office(city), question, city, stamp)
