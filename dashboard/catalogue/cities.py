"""Questions about cities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from dashboard.catalogue import database, geography, vocabulary
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.record import FALLBACK, Text


@dataclass(frozen=True)
class Presence:
    """What the sources say of a city at one summit; None is: they do not say."""

    summit: str
    starts: date
    ends: date
    hosted: bool
    took_part: bool | None
    signed: bool | None
    declaration_title: str | None  # None where no declaration of that summit is known
    declaration_url: str | None


@dataclass(frozen=True)
class Brief:
    """A practice as a line of its city's page."""

    slug: str
    title: Text
    summary: Text
    main_theme: str
    themes: tuple[str, ...]
    evidence: str
    status: str
    start_year: int | None


@dataclass(frozen=True)
class Speaker:
    """Who spoke for the city, as far as a source names the person and the office."""

    name: str | None
    office: str | None


@dataclass(frozen=True)
class Conclusion:
    """What was reported of the city from a workshop, of what kind, and on what basis."""

    text: Text
    kind: str
    basis: str
    source: str


@dataclass(frozen=True)
class Session:
    """A workshop in which the city spoke, or whose conclusions name it."""

    workshop: str
    summit: str
    held_on: date | None
    title: Text
    questions: tuple[Text, ...]
    spoke: bool
    speakers: tuple[Speaker, ...]
    conclusions: tuple[Conclusion, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class City:
    """All that the catalogue holds of one city, in one reader's language."""

    city_id: int
    slug: str
    name: str
    country: str
    region: str
    size: str
    latitude: float
    longitude: float
    population: int | None
    population_source: str | None
    website: str | None
    observatory_member: bool | None
    notes: Text | None
    other_names: tuple[str, ...]
    sources: tuple[str, ...]
    summits: tuple[Presence, ...]
    practices: tuple[Brief, ...]
    sessions: tuple[Session, ...]

    @property
    def summits_attended(self) -> tuple[str, ...]:
        """The summits a source says it took part in, or whose declaration it signed."""
        return tuple(one.summit for one in self.summits if one.took_part)


def names(language: str) -> dict[str, str]:
    """The name of each city of the catalogue by slug, in the order of names."""
    return dict(_names(language, database.edition()))


@lru_cache(maxsize=8)
def _names(language: str, _edition: tuple[int, int]) -> dict[str, str]:
    return {row[0]: row[1] for row in database.rows("city_names", language=language)}


def after(
    slug: str,
    take: int,
    *,
    countries: Iterable[str] = (),
    regions: Iterable[str] = (),
    sizes: Iterable[str] = (),
    summits: Iterable[str] = (),
) -> tuple[list[dict[str, Any]], int]:
    """The next cities that match, by slug, each with its names; and how many match in all.

    An empty slug begins at the beginning; an empty filter restricts nothing.
    """
    values = {
        "countries": [vocabulary.number("country", one) for one in countries],
        "regions": vocabulary.mask("region", tuple(regions)),
        "sizes": vocabulary.mask("size", tuple(sizes)),
        "summits": vocabulary.mask("summit", tuple(summits)),
    }
    found = database.records("cities_after", after=slug, take=take, **values)
    return found, int(database.rows("cities_total", **values)[0][0])


def by_slug(slug: str, language: str) -> City | None:
    """The city of this slug in the reader's language; None where the catalogue has none."""
    found = database.records("city_whole", slug=slug, language=language)
    if not found:
        return None
    row = found[0]
    city_id = row["city_id"]
    notes = row.pop("notes")
    return City(
        **row,
        # The notes are the researchers' own, written in English.
        notes=Text(notes, "en") if notes else None,
        other_names=_other_names(city_id, row["name"]),
        sources=tuple(one[0] for one in database.rows("city_sources", city_id=city_id)),
        summits=tuple(Presence(**one) for one in database.records("city_summits", city_id=city_id)),
        practices=tuple(
            _brief(one)
            for one in database.records("city_practices", city_id=city_id, language=language)
        ),
        sessions=_sessions(city_id, row["country"], language),
    )


def _other_names(city_id: int, shown: str) -> tuple[str, ...]:
    rows = database.rows("city_other_names", city_id=city_id)
    return tuple(geography.distinct((name for name, _ in rows), apart_from=[shown]))


def _brief(row: dict[str, Any]) -> Brief:
    main = vocabulary.code("theme", row["main_theme"])
    others = [one for one in vocabulary.unmask("theme", row["themes"]) if one != main]
    return Brief(
        slug=row["slug"],
        title=Text(row["title"], row["title_language"]),
        summary=Text(row["summary"], row["summary_language"]),
        main_theme=main,
        themes=(main, *others),
        evidence=vocabulary.code("evidence", row["evidence"]),
        status=vocabulary.code("status", row["status"]),
        start_year=row["start_year"],
    )


# Workshops --------------------------------------------------------------------------------------


def _sessions(city_id: int, country: str, language: str) -> tuple[Session, ...]:
    rows = database.records("city_workshops", city_id=city_id)
    sessions = (
        _session(list(group), city_id, country, language)
        for _, group in groupby(rows, key=lambda row: row["workshop"])
    )
    return tuple(one for one in sessions if one.spoke or one.conclusions)


def _session(rows: list[dict[str, Any]], city_id: int, country: str, language: str) -> Session:
    first = rows[0]
    body = json.loads(first["body"])
    asked = _in_languages(body, "questions", language)
    return Session(
        workshop=first["workshop"],
        summit=first["summit"],
        held_on=first["held_on"],
        title=_words(body["title"], language),
        questions=asked,
        spoke=first["spoke"],
        speakers=tuple(
            Speaker(row["representative"], row["office"]) for row in rows if row["spoke"]
        ),
        conclusions=tuple(
            Conclusion(_words(one, language), one["kind"], one["basis"], one["source"])
            for one in body.get("conclusions", ())
            if one.get("city") and _is(one["city"], country, city_id)
        ),
        sources=tuple(body.get("sources", ())),
    )


def _words(written: Mapping[str, Any], language: str) -> Text:
    """The words in the reader's language, else in the first language that has them."""
    spoken = next(one for one in (language, *FALLBACK) if written.get(one))
    return Text(written[spoken], spoken)


def _in_languages(body: Mapping[str, Any], field: str, language: str) -> tuple[Text, ...]:
    """A list that the file keeps once a language, as questions_en and questions_fr."""
    for spoken in (language, *FALLBACK):
        found: Iterable[str] = body.get(f"{field}_{spoken}") or ()
        if found:
            return tuple(Text(one, spoken) for one in found)
    return ()


def _is(name: str, country: str, city_id: int) -> bool:
    """Whether a name of the released files means this city."""
    try:
        return geography.resolve(name, country).place_id == city_id
    except UnknownPlace:
        return False
