"""Questions about the summits: who came, what was said there, and where sources disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.catalogue import cities, database, outcomes, summit_file, typography
from dashboard.catalogue.outcomes import Outcome as Signed
from dashboard.catalogue.record import FALLBACK, Text

EXACT, ABOUT, MORE_THAN = "exact", "about", "more_than"


@dataclass(frozen=True)
class Guest:
    """A city at a summit, as far as sources say; None is: they do not say."""

    slug: str
    name: str
    country: str
    took_part: bool | None
    signed: bool | None
    hosted: bool


@dataclass(frozen=True)
class Stated:
    """One figure of a summit as one source states it; `day` is None where that is undated."""

    value: float
    precision: str  # exact, about or more_than
    kind: str  # announced, reported, or counted by us
    currency: str | None
    counts: Text
    stated_by: str
    day: date | None
    source: str


@dataclass(frozen=True)
class Conflict:
    """What sources say differently of one thing, side by side; none is marked as the right one."""

    about: str  # cities, countries, signatories or cost
    figures: tuple[Stated, ...]


@dataclass(frozen=True)
class Speaker:
    """Who spoke, of which city or house, in which office, as far as a source names them."""

    name: str | None
    office: str | None
    city: str | None = None
    city_slug: str | None = None
    talk: str | None = None


@dataclass(frozen=True)
class Conclusion:
    """A sentence reported from a workshop, with all that is needed to quote it."""

    id: str  # WORKSHOP.N, counted from 1 in the order of the file
    text: Text
    kind: str
    basis: str
    source: str
    city: str | None
    city_slug: str | None
    spoke_for_it: tuple[Speaker, ...]  # who represented that city in the workshop
    workshop: str
    workshop_title: Text
    summit: str
    held_on: date | None


@dataclass(frozen=True)
class Workshop:
    """One workshop of a summit: what was asked, who spoke, what was concluded."""

    workshop: str
    topic: str | None
    held_on: date | None
    title: Text
    subject: Text | None
    questions: tuple[Text, ...]
    keynotes: tuple[Speaker, ...]
    leads: tuple[Speaker, ...]
    speakers: tuple[Speaker, ...]
    conclusions: tuple[Conclusion, ...]
    outcomes: tuple[Signed, ...]  # what was signed here, beside what sources report
    gaps: Text | None
    sources: tuple[str, ...]

    @property
    def question_ids(self) -> tuple[str, ...]:
        """The ids of its questions, in their order: WORKSHOP.qN, counted from 1."""
        return tuple(f"{self.workshop}.q{at}" for at, _ in enumerate(self.questions, start=1))


@dataclass(frozen=True)
class Declaration:
    """What was signed at the end: its title, day, address and points in our words."""

    title: str
    day: date | None
    url: str | None
    signatories: int | None
    points: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Attendance:
    """How many came by the sources that count them; None is what none says."""

    cities: int | None
    countries: int | None
    delegates: int | None
    note: Text | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """A sum of money that a source names, and who paid it."""

    amount: float
    currency: str
    paid_by: str
    source: str


@dataclass(frozen=True)
class Event:
    """One thing on the programme."""

    day: date
    until: date | None
    text: Text
    place: str | None
    source: str


@dataclass(frozen=True)
class Outcome:
    """What a source reports to have come of the summit, and of which city it tells."""

    text: Text
    city: str | None
    city_slug: str | None
    source: str


@dataclass(frozen=True)
class Exhibition:
    """What was promised to be shown to inhabitants, and what was announced of it."""

    promised: Text
    announced: Text
    sources: tuple[str, ...]
    untraced: tuple[str, ...]  # end_date, visitors, online_copy, reused_by_cities


@dataclass(frozen=True)
class Summit:
    """All that the catalogue holds of one summit, in one reader's language."""

    code: str
    edition: int
    name: Text
    city: str
    city_slug: str
    country: str
    starts: date
    ends: date
    venue: Text | None
    format: Text | None
    slogan: Text | None
    hosts: tuple[str, ...]
    declaration: Declaration | None
    attendance: Attendance
    cost: Cost | None
    programme: tuple[Event, ...]
    outcomes: tuple[Outcome, ...]
    exhibition: Exhibition | None
    guests: tuple[Guest, ...]
    workshops: tuple[Workshop, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[str, ...]

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Those of all its workshops."""
        return tuple(one for workshop in self.workshops for one in workshop.conclusions)

    @property
    def agreed(self) -> tuple[Signed, ...]:
        """What was signed in any of its workshops."""
        return tuple(one for workshop in self.workshops for one in workshop.outcomes)

    @property
    def came(self) -> tuple[Guest, ...]:
        """The cities that a source names as present."""
        return tuple(one for one in self.guests if one.took_part)

    @property
    def signed(self) -> tuple[Guest, ...]:
        """The cities that a source names as having signed the declaration."""
        return tuple(one for one in self.guests if one.signed)


def of(code: str, language: str) -> Summit | None:
    """The summit of this code in the reader's language; None where there is none."""
    return next((one for one in every(language) if one.code == code), None)


def every(language: str) -> tuple[Summit, ...]:
    """All summits, the newest first."""
    return _every(language, database.edition())


def workshop(code: str, language: str) -> Workshop | None:
    """The workshop of this id; None where there is none."""
    every_one = (one for summit in every(language) for one in summit.workshops)
    return next((one for one in every_one if one.workshop == code), None)


def of_file(known: summit_file.Known, language: str) -> Summit:
    """The summit of a file or a form as it would be told, before anything of it is in the store."""
    places = _Places(language)
    body = summit_file.story(known)
    guests = tuple(
        Guest(
            slug=row["city_slug"],
            name=places.shown(row) or row["city"],
            country=row["country"],
            took_part=row["took_part"],
            signed=row["signed"],
            hosted=row["city_slug"] == body["city_slug"],
        )
        for row in body["guests"]
    )
    rooms = tuple(_workshop(_row(told), language, places) for told in summit_file.workshops(known))
    return _summit(body, language, places, guests, rooms)


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    """A workshop of a file as a row of the store."""
    return {
        "workshop": told["id"],
        "summit": told["summit"],
        "topic": told["topic"],
        "held_on": date.fromisoformat(told["date"]) if told["date"] else None,
        "body": json.dumps(told),
    }


@lru_cache(maxsize=8)
def _every(language: str, _edition: tuple[int, int]) -> tuple[Summit, ...]:
    places = _Places(language)
    guests: dict[str, list[Guest]] = {}
    for row in database.records("summit_guests", language=language):
        guests.setdefault(row.pop("summit"), []).append(Guest(**row))
    workshops: dict[str, list[Workshop]] = {}
    for row in database.records("summit_workshops"):
        workshops.setdefault(row["summit"], []).append(_workshop(row, language, places))
    return tuple(
        _summit(
            json.loads(body),
            language,
            places,
            tuple(guests.get(code, ())),
            tuple(workshops.get(code, ())),
        )
        for code, body in database.rows("summit_stories")
    )


class _Places:
    """The cities that are named, by slug or by the English name that the released files use."""

    def __init__(self, language: str) -> None:
        self._shown = cities.names(language)
        self._slugs = {name: slug for slug, name in cities.names("en").items()}

    def slug(self, told: Mapping[str, Any]) -> str | None:
        found: str | None = told.get("city_slug")
        return found or self._slugs.get(told["city"] or "")

    def shown(self, told: Mapping[str, Any]) -> str | None:
        name: str | None = told["city"]
        return self._shown.get(self.slug(told) or "") or name


def _summit(
    body: dict[str, Any],
    language: str,
    places: _Places,
    guests: tuple[Guest, ...],
    workshops: tuple[Workshop, ...],
) -> Summit:
    return Summit(
        code=body["id"],
        edition=body["edition"],
        name=_words(body["name"], language),
        city=places.shown(body) or body["city"],
        city_slug=places.slug(body) or "",
        country=body["country"],
        starts=date.fromisoformat(body["starts"]),
        ends=date.fromisoformat(body["ends"]),
        venue=_once(body, "venue"),
        format=_once(body, "format"),
        slogan=_slogan(body, language),
        hosts=tuple(body["hosts"]),
        declaration=_declaration(body.get("declaration"), language),
        attendance=_attendance(body["attendance"], body),
        cost=Cost(**body["cost"]) if body.get("cost") else None,
        programme=tuple(_event(one, language) for one in body["programme"]),
        outcomes=tuple(
            Outcome(
                _words(one, language),
                places.shown(one),
                places.slug(one),
                one["source"],
            )
            for one in body["outcomes"]
        ),
        exhibition=_exhibition(body.get("exhibition"), body),
        guests=guests,
        workshops=workshops,
        conflicts=tuple(_conflict(one, language) for one in body.get("conflicting_figures", ())),
        sources=tuple(body["sources"]),
    )


def _slogan(body: Mapping[str, Any], language: str) -> Text | None:
    translated = (body.get("slogan_translations") or {}).get(language)
    return Text(translated, language) if translated else _once(body, "slogan")


def _declaration(told: Mapping[str, Any] | None, language: str) -> Declaration | None:
    if not told:
        return None
    day = told.get("date")
    return Declaration(
        title=told["title"],
        day=date.fromisoformat(day) if day else None,
        url=told.get(f"url_{language}") or told.get("url"),
        signatories=told.get("signatories_count"),
        points=_listed(told, "points", language),
        sources=tuple(told.get("points_sources", ())),
    )


def _attendance(told: Mapping[str, Any], body: Mapping[str, Any]) -> Attendance:
    return Attendance(
        cities=told["cities"],
        countries=told["countries"],
        delegates=told["delegates"],
        note=_once(told, "note", body),
        sources=tuple(told["sources"]),
    )


def _event(told: Mapping[str, Any], language: str) -> Event:
    until = told.get("until")
    return Event(
        day=date.fromisoformat(told["date"]),
        until=date.fromisoformat(until) if until else None,
        text=_words(told, language),
        place=told.get("place"),
        source=told["source"],
    )


def _exhibition(told: Mapping[str, Any] | None, body: Mapping[str, Any]) -> Exhibition | None:
    if not told:
        return None
    traces = ("end_date", "visitors", "online_copy", "reused_by_cities")
    return Exhibition(
        promised=Text(told["promised"], _spoken(body)),
        announced=Text(told["announced"], _spoken(body)),
        sources=tuple(told["sources"]),
        untraced=tuple(one for one in traces if told.get(one) is None),
    )


def _conflict(told: Mapping[str, Any], language: str) -> Conflict:
    return Conflict(
        told["about"],
        tuple(
            Stated(
                value=one["value"],
                precision=one["precision"],
                kind=one["kind"],
                currency=one.get("currency"),
                counts=_words(one, language),
                stated_by=one["stated_by"],
                day=date.fromisoformat(one["stated_on"]) if one["stated_on"] else None,
                source=one["source"],
            )
            for one in told["figures"]
        ),
    )


# Workshops --------------------------------------------------------------------------------------


def _workshop(row: Mapping[str, Any], language: str, places: _Places) -> Workshop:
    body = json.loads(row["body"])
    title = _words(body["title"], language)
    speakers = tuple(
        Speaker(
            one.get("representative"),
            one.get("role"),
            places.shown(one),
            places.slug(one),
        )
        for one in body["cities"]
    )
    return Workshop(
        workshop=row["workshop"],
        topic=row["topic"],
        held_on=row["held_on"],
        title=title,
        subject=_words(body["subject"], language) if body.get("subject") else None,
        questions=_listed(body, "questions", language),
        keynotes=_guests(body.get("keynotes", ())),
        leads=_guests(body.get("leads", ())),
        speakers=speakers,
        conclusions=tuple(
            Conclusion(
                id=f"{row['workshop']}.{number}",
                text=_words(one, language),
                kind=one["kind"],
                basis=one["basis"],
                source=one["source"],
                city=places.shown(one),
                city_slug=places.slug(one),
                spoke_for_it=tuple(
                    two for two in speakers if one["city"] and two.city_slug == places.slug(one)
                ),
                workshop=row["workshop"],
                workshop_title=title,
                summit=row["summit"],
                held_on=row["held_on"],
            )
            for number, one in enumerate(body.get("conclusions", ()), start=1)
        ),
        outcomes=outcomes.signed_of(row["workshop"], language),
        gaps=_once(body, "gaps"),
        sources=tuple(body.get("sources", ())),
    )


def _guests(told: Iterable[Mapping[str, Any]]) -> tuple[Speaker, ...]:
    return tuple(Speaker(one["name"], one.get("role"), talk=one.get("title")) for one in told)


# Words ------------------------------------------------------------------------------------------


def _words(written: Mapping[str, Any], language: str) -> Text:
    """The words in the reader's language, else in the first language that has them."""
    spoken = next(one for one in (language, *FALLBACK) if written.get(one))
    return Text(_printed(written[spoken], spoken), spoken)


def _listed(body: Mapping[str, Any], field: str, language: str) -> tuple[Text, ...]:
    """A list that the files keep once a language, as points_en and points_fr."""
    for spoken in (language, *FALLBACK):
        if found := body.get(f"{field}_{spoken}"):
            return tuple(Text(_printed(one, spoken), spoken) for one in found)
    return ()


def _printed(words: str, language: str) -> str:
    return typography.french(words) if language == "fr" else words


def _once(
    told: Mapping[str, Any], field: str, body: Mapping[str, Any] | None = None
) -> Text | None:
    """What is told once, in the language of the file (`body`, where `told` is a part of it)."""
    return Text(told[field], _spoken(body or told)) if told.get(field) else None


def _spoken(body: Mapping[str, Any]) -> str:
    return str(body.get("language") or "en")
