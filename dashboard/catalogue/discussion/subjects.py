"""What one may talk about: a conclusion, a practice, a workshop's question, a city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dashboard.catalogue import cities, corrections, database, outcomes, renaming, summits
from dashboard.catalogue.record import Text
from dashboard.catalogue.summits import Summit, Workshop

LONGEST_KEY = 200


@dataclass(frozen=True)
class Subject:
    """What a thread hangs on, in one reader's language.

    `formers`: the keys under which it was known before a practice was given another id.
    """

    key: str
    kind: str
    subject: str
    room: str  # of which settings hold for it
    title: Text
    place: str  # the city, or the workshop
    address: str  # where it stands, after the language: "p/SLUG"
    city: str | None = None  # the slug of the city it tells of
    workshop: str | None = None
    summit: str | None = None
    formers: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """Every key under which something may have been said of it."""
        return [self.key, *self.formers]


def of(key: str, language: str) -> Subject | None:
    """What a key names; None where there is no such thing, or none that is public."""
    kind, _colon, subject = key.partition(":")
    if len(key) > LONGEST_KEY or not subject or kind not in _KINDS:
        return None
    return _found(kind, subject, language, database.edition())


@lru_cache(maxsize=4_096)
def _found(kind: str, subject: str, language: str, _edition: tuple[int, int]) -> Subject | None:
    return _KINDS[kind](subject, language)


def of_summit(code: str, language: str) -> tuple[tuple[Workshop, tuple[Subject, ...]], ...]:
    """The workshops of a summit, each with what was concluded and what was asked there."""
    found = summits.of(code, language)
    if found is None:
        return ()
    return tuple((one, _of_workshop(found, one, language)) for one in found.workshops)


def _of_workshop(summit: Summit, workshop: Workshop, language: str) -> tuple[Subject, ...]:
    signed = outcomes.signed_of(workshop.workshop, language)
    keys = [
        *(f"conclusion:{one.id}" for one in signed),
        *(f"conclusion:{workshop.workshop}.{at}" for at, _one in _told(workshop)),
        *(f"question:{workshop.workshop}.q{at + 1}" for at in range(len(workshop.questions))),
    ]
    return tuple(one for key in keys if (one := of(key, language)))


def _told(workshop: Workshop) -> list[tuple[int, Text]]:
    return [(at, one.text) for at, one in enumerate(workshop.conclusions, start=1)]


# Kind by kind -------------------------------------------------------------------------------------


def _practice(slug: str, language: str) -> Subject | None:
    slug = renaming.renamed_to(slug)
    heading = corrections.headings([slug], language).get(slug)
    if heading is None or heading.state not in ("published", "retired"):
        return None
    return Subject(
        key=f"practice:{slug}",
        kind="practice",
        subject=slug,
        room=f"city:{heading.city}",
        title=heading.title,
        place=heading.city_name,
        address=f"p/{slug}",
        city=heading.city,
        formers=tuple(
            f"practice:{one.slug}" for one in renaming.former_ids(slug) if not one.merged
        ),
    )


def _city(slug: str, language: str) -> Subject | None:
    name = cities.names(language).get(slug)
    if name is None:
        return None
    return Subject(
        key=f"city:{slug}",
        kind="city",
        subject=slug,
        room=f"city:{slug}",
        title=Text(name, language),
        place="",
        address=f"c/{slug}",
        city=slug,
    )


def _conclusion(subject: str, language: str) -> Subject | None:
    if subject.startswith("o-"):
        return _signed(subject, language)
    code, _dot, number = subject.rpartition(".")
    found = _workshop(code, language)
    if found is None:
        return None
    told = dict(_told(found[1])).get(_counted(number))
    return _at_workshop("conclusion", subject, told, *found) if told else None


def _signed(subject: str, language: str) -> Subject | None:
    outcome = outcomes.by_id(subject, language)
    found = _workshop(outcome.workshop, language) if outcome else None
    if outcome is None or found is None:
        return None
    return _at_workshop("conclusion", subject, outcome.text, *found, city=outcome.city_slug)


def _question(subject: str, language: str) -> Subject | None:
    code, _dot, number = subject.rpartition(".q")
    found = _workshop(code, language)
    at = _counted(number)
    if found is None or not 0 < at <= len(found[1].questions):
        return None
    return _at_workshop("question", subject, found[1].questions[at - 1], *found)


def _counted(number: str) -> int:
    """A number as an id writes it; 0 for what is none, so that each thing has one key alone."""
    plain = number.isascii() and number.isdecimal() and not number.startswith("0")
    return int(number) if plain and len(number) < 5 else 0


def _workshop(code: str, language: str) -> tuple[Summit, Workshop] | None:
    return next(
        (
            (summit, one)
            for summit in summits.every(language)
            for one in summit.workshops
            if one.workshop == code
        ),
        None,
    )


def _at_workshop(
    kind: str,
    subject: str,
    title: Text,
    summit: Summit,
    workshop: Workshop,
    *,
    city: str | None = None,
) -> Subject:
    return Subject(
        key=f"{kind}:{subject}",
        kind=kind,
        subject=subject,
        room=f"summit:{summit.code}",
        title=title,
        place=workshop.title.words,
        address=f"summit/{summit.code}",
        city=city,
        workshop=workshop.workshop,
        summit=summit.code,
    )


_KINDS: dict[str, Callable[[str, str], Subject | None]] = {
    "conclusion": _conclusion,
    "practice": _practice,
    "question": _question,
    "city": _city,
}
