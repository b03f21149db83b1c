"""One scene of the exhibition, and what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.catalogue.discussion.voices import Counted
from dashboard.catalogue.record import Figure, Text

KINDS = (
    "welcome", "question", "conclusion", "map", "figure", "practice", "voices", "overdue",
)  # fmt: skip
AT_LEAST = 12  # seconds a scene stands
WORDS_A_SECOND = 12  # and one second more for so many words


@dataclass(frozen=True)
class Subject:
    """What an exhibition is about: a summit, a workshop or a city, by its public id."""

    kind: str  # summit, workshop or city
    id: str


@dataclass(frozen=True)
class Seat:
    """A city that was asked or that promised, and what it has said so far; silence has its day."""

    slug: str
    name: str
    country: str
    standing: str | None  # answered, partly, not_our_power, declined; None: silent
    said_on: date | None
    due_on: date | None
    overdue: bool
    answer: Text | None = None  # where there is room for it on a wall


@dataclass(frozen=True)
class Mark:
    """A city on the map: what it did there, and how much was read of it."""

    slug: str
    name: str
    country: str
    latitude: float
    longitude: float
    practices: int
    theme: str | None  # of most of its practices; None where none was read
    main: bool = False  # the host, or the city that it is all about


@dataclass(frozen=True)
class Post:
    """What an inhabitant wrote, let through by a moderator; no name where none was given."""

    text: Text
    name: str | None
    day: date


@dataclass(frozen=True)
class Scene:
    """One large picture of the wall: what stands in it, and where its code leads."""

    key: str  # the same in every language and as long as it is about the same
    kind: str  # one of KINDS
    title: Text
    address: str  # what follows the language: p/SLUG, talk/conclusion/ID
    body: tuple[Text, ...] = ()
    above: Text | None = None  # what it belongs to: the title of a workshop
    summit: str | None = None
    topic: str | None = None
    theme: str | None = None
    code: str | None = None  # agreed, commitment, project; of a figure or practice its evidence
    basis: str | None = None  # of what was reported: how sure it is that the city said so
    signed: bool = False  # by two people here; else reported by a source
    city: str | None = None  # its name in the reader's language
    city_slug: str | None = None
    country: str | None = None
    by: str | None = None  # who promised, who asked
    state: str | None = None  # of a promise, as its city told: open, begun, kept, partly, dropped
    late: bool = False  # a promise whose day has passed
    source: tuple[str, ...] = ()  # addresses, or the names of publishers
    day: date | None = None  # when it was said
    until: date | None = None  # of a summit its last day; of a promise the day it is due
    year: int | None = None  # when a practice began
    ended: int | None = None  # and when it ended, if it has
    since: datetime | None = None  # the moment it became news: what is new goes before
    figure: Figure | None = None
    seats: tuple[Seat, ...] = ()
    marks: tuple[Mark, ...] = ()
    counted: Counted | None = None
    supporters: int = 0  # who would like the question answered too
    posts: tuple[Post, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()  # what a welcome counts, by code

    @property
    def words(self) -> int:
        """How much there is to read."""
        answers = [one.answer for one in self.seats if one.answer]
        texts = [self.title, *self.body, *(one.text for one in self.posts), *answers]
        return sum(len(one.words.split()) for one in texts) + 4 * len(self.seats)

    @property
    def seconds(self) -> float:
        """How long it has to stand for that."""
        return AT_LEAST + self.words / WORDS_A_SECOND
