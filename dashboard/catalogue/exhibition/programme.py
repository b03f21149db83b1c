"""What is shown one after the other, and the places whose news it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.catalogue import clock, database, pulse
from dashboard.catalogue.exhibition import hall as halls
from dashboard.catalogue.exhibition import news, said, shown
from dashboard.catalogue.exhibition.hall import SUBJECTS, Hall
from dashboard.catalogue.exhibition.scene import Scene, Subject
from dashboard.catalogue.record import Text

__all__ = ["SUBJECTS", "name", "places", "scenes"]


def scenes(subject: Subject, language: str) -> tuple[Scene, ...]:
    """The scenes of a subject in their order; none where the catalogue does not know it."""
    now = clock.now().date()
    return _scenes(subject, language, now, database.edition(), pulse.of(*places(subject)))


def name(subject: Subject, language: str) -> Text | None:
    """What the subject is called; None where the catalogue does not know it."""
    hall = halls.of(subject, language)
    return hall.name if hall else None


def places(subject: Subject) -> tuple[str, ...]:
    """The places of `catalogue.pulse` whose news this exhibition shows."""
    return _places(subject, database.edition())


@lru_cache(maxsize=64)
def _scenes(
    subject: Subject, language: str, today: date, edition: tuple[int, int], _beat: int
) -> tuple[Scene, ...]:
    read = _read(subject, language, today, edition)
    return tuple(_programme(read)) if read else ()


@dataclass(frozen=True)
class _Read:
    """The scenes that only a new version of the catalogue or a new day changes."""

    hall: Hall
    first: tuple[Scene, ...]
    spoken: tuple[Scene, ...]
    practices: tuple[Scene, ...]


@lru_cache(maxsize=64)
def _read(subject: Subject, language: str, today: date, _edition: tuple[int, int]) -> _Read | None:
    hall = halls.of(subject, language)
    if hall is None:
        return None
    first = (shown.welcome(hall), shown.map_of(hall))
    return _Read(
        hall,
        tuple(one for one in first if one),
        tuple(_spoken(hall)),
        tuple(shown.practices_of(hall, today)),
    )


def _spoken(hall: Hall) -> Iterator[Scene]:
    for one in hall.workshops:
        yield from said.of_workshop(one, hall.summit.code if hall.summit else "")
    if hall.city:
        yield from said.of_city(hall)


def _programme(read: _Read) -> Iterator[Scene]:
    """First where one is; then what was asked and said, and among it what cities do."""
    yield from read.first
    spoken = [*news.signed(read.hall), *read.spoken]
    among = said.alternating(list(_from_inhabitants(read.hall, spoken)), list(read.practices))
    yield from said.alternating(spoken, list(among))


def _from_inhabitants(hall: Hall, spoken: list[Scene]) -> Iterator[Scene]:
    concluded = [one for one in spoken if one.kind == "conclusion"]
    rows = news.questions(hall)
    silent = [*news.heard(hall, concluded), *news.overdue(hall, rows)]
    yield from said.alternating(news.asked(rows), silent)


@lru_cache(maxsize=64)
def _places(subject: Subject, _edition: tuple[int, int]) -> tuple[str, ...]:
    hall = halls.of(subject, "en")
    own = f"{subject.kind}:{subject.id}"
    if hall is None:
        return (own,)
    concluded = [one for one in (*news.signed(hall), *_spoken(hall)) if one.kind == "conclusion"]
    threads = [one.key for one in concluded]
    workshops = [f"workshop:{one.workshop}" for one in hall.workshops]
    return tuple(dict.fromkeys((own, *workshops, *threads, "questions")))
