"""One practice, whole: every field as it is published, and what its sources leave open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.catalogue import database, vocabulary
from dashboard.catalogue.draft import TEXTS
from dashboard.catalogue.errors import NotFound

SIMILAR = 3  # how many neighbours a reader is shown
CLOSE = 0.6  # from here on two texts tell of the same things: a quarter of neighbours do
# Where a text is missing in the reader's language it comes from the first of these that has it.
FALLBACK = ("en", "fr", "de", "es")


@dataclass(frozen=True)
class Text:
    """Words as they are shown: in which language, and where that wording comes from."""

    words: str
    language: str
    origin: str = "not_stated"  # original, human, machine or not_stated
    stale: bool = False  # the original has changed since it was translated


@dataclass(frozen=True)
class City:
    """The city that did it, in brief; a None is what no source states."""

    city_id: int
    slug: str
    name: str
    country: str
    region: str
    size: str
    population: int | None
    population_source: str | None
    website: str | None
    summits: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A number a source states; `source` is None where it is not tied to one of them."""

    label: Text
    value: float
    unit: str
    year: int | None
    period: str | None
    measured_by: str | None
    source: int | None


@dataclass(frozen=True)
class Source:
    """A page on which facts of the practice were read, under the number the record gives it."""

    number: int
    url: str
    title: str | None
    publisher: str | None


@dataclass(frozen=True)
class Reason:
    """Why two practices are neighbours: a kind, and the codes they share, if it has any."""

    kind: str  # city, theme, topic, audience, instrument, size, text, nearest
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Similar:
    """A neighbour, with the reasons in words' stead."""

    slug: str
    title: Text
    city: str
    country: str
    main_theme: str
    evidence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Publication:
    """One line of the history: a version, the day it was published, and by which role."""

    version: int
    day: date
    role: str


@dataclass(frozen=True)
class Standing:
    """That a practice is no longer what it was: retired or withdrawn, since when and why."""

    state: str
    since: date
    reason: str


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawn practice still says: its title, its city, and why it is gone."""

    slug: str
    title: Text
    city: str
    city_name: str
    country: str
    standing: Standing


@dataclass(frozen=True)
class Whole:
    """All that the catalogue holds of one public practice, in one reader's language."""

    slug: str
    version: int
    city: City
    main_theme: str
    themes: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    instrument: str
    status: str
    evidence: str
    start_year: int | None
    end_year: int | None
    lead: str | None
    partners: tuple[str, ...]
    title: Text
    summary: Text
    challenge: Text | None
    approach: Text | None
    results: Text | None
    original: str | None  # the language it was first written in, where somebody has said so
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    similar: tuple[Similar, ...]
    history: tuple[Publication, ...]
    retired: Standing | None = None  # since when and why it is kept for the record only
    superseded: Publication | None = None  # the version that took this one's place

    @property
    def costs(self) -> tuple[Figure, ...]:
        """The figures that are sums of money: all that is known of what it cost."""
        return tuple(one for one in self.figures if one.unit in _money())

    @property
    def published_on(self) -> date | None:
        """The day the version shown was published."""
        return next((one.day for one in self.history if one.version == self.version), None)


def by_slug(slug: str, language: str, version: int | None = None) -> Whole | None:
    """The practice of this slug in the reader's language, published or retired; else None.

    `version` names an earlier one, as it was signed; neighbours and the city are those of today.
    """
    found = database.records("practice_whole", slug=slug, language=language, version=version)
    if not found:
        return None
    row = found[0]
    key = {"practice_id": row["practice_id"], "version": row["version"]}
    texts = _texts(key, language, row["original_language"])
    title, summary = texts["title"], texts["summary"]
    if title is None or summary is None:
        return None  # no valid record lacks them; without a title there is no page
    return Whole(
        slug=row["slug"],
        version=row["version"],
        city=_city(row),
        **_codes(row),
        start_year=row["start_year"],
        end_year=row["end_year"],
        lead=row["lead"],
        partners=tuple(one[0] for one in database.rows("practice_partners", **key)),
        title=title,
        summary=summary,
        challenge=texts["challenge"],
        approach=texts["approach"],
        results=texts["results"],
        original=row["original_language"],
        figures=tuple(
            _figure(one, language, row["original_language"])
            for one in database.records("version_figures", **key)
        ),
        sources=tuple(Source(*one) for one in database.rows("practice_sources", **key)),
        similar=_similar(row, language),
        history=_history(row["slug"], row["published_version"]),
        retired=_standing(row["slug"]) if row["state"] == "retired" else None,
        superseded=_next(row),
    )


def mark(slug: str, language: str) -> tuple[Any, ...] | None:
    """What is told of a practice stays the same while this does; None for one not public."""
    found = database.rows("practice_mark", slug=slug, language=language)
    return found[0] if found else None


def withdrawn(slug: str, language: str) -> Withdrawn | None:
    """What is left to say of a practice that was withdrawn; None where none of this slug was."""
    found = database.records("practice_withdrawn", slug=slug, language=language)
    if not found:
        return None
    row = found[0]
    return Withdrawn(
        slug=row["slug"],
        title=Text(row["title"], row["title_language"]),
        city=row["city"],
        city_name=row["city_name"],
        country=row["country"],
        standing=_standing(slug),
    )


def _standing(slug: str) -> Standing:
    found = database.records("practice_standing_told", slug=slug)
    if not found:
        raise NotFound(slug)
    told = found[0]
    return Standing(told["state"], told["since"].date(), told["reason"] or "")


def _texts(key: Mapping[str, int], language: str, original: str | None) -> dict[str, Text | None]:
    """Each field in the reader's language or the nearest, with what is known of its wording."""
    written = {one["language"]: one for one in database.records("practice_texts", **key)}
    known = {
        (one["field"], one["language"]): (one["origin"], one["stale"])
        for one in database.records("version_origins", **key)
    }
    found: dict[str, Text | None] = {}
    for field in TEXTS:
        stale = frozenset(one for one in written if known.get((field, one), ("", False))[1])
        shown = text(written, field, language, original, stale)
        origin, behind = known.get((field, shown.language if shown else ""), ("not_stated", False))
        found[field] = replace(shown, origin=origin, stale=behind) if shown else None
    return found


def sought(
    language: str, original: str | None = None, stale: Collection[str] = ()
) -> tuple[str, ...]:
    """The languages to look for a text in, the best first: the reader's own, then the original.

    A translation that lies behind its original comes last, but for the reader's own.
    """
    others = sorted(FALLBACK, key=lambda one: (one != original, one in stale))
    return (language, *(one for one in others if one != language))


def text(
    texts: Mapping[str, Mapping[str, Any]],
    field: str,
    language: str,
    original: str | None = None,
    stale: Collection[str] = (),
) -> Text | None:
    """One field in the reader's language, else in the nearest that has it; None where none has."""
    for one in sought(language, original, stale):
        if texts.get(one, {}).get(field):
            return Text(texts[one][field], one)
    return None


def label(row: Mapping[str, Any], language: str, original: str | None = None) -> Text:
    """What a figure counts, in the reader's language or the nearest that it was written in."""
    written = {one: {"label": row[f"label_{one}"]} for one in FALLBACK}
    return text(written, "label", language, original) or Text("", language)


def _city(row: dict[str, Any]) -> City:
    return City(
        city_id=row["city_id"],
        slug=row["city"],
        name=row["city_name"],
        country=row["country"],
        region=row["region"],
        size=row["size"],
        population=row["population"],
        population_source=row["population_source"] or None,
        website=row["website"],
        summits=vocabulary.unmask("summit", row["summits"]),
    )


def _codes(row: dict[str, Any]) -> dict[str, Any]:
    """The coded fields; the main theme stands first."""
    main = vocabulary.code("theme", row["main_theme"])
    others = [one for one in vocabulary.unmask("theme", row["themes"]) if one != main]
    return {
        "main_theme": main,
        "themes": (main, *others),
        "topics": vocabulary.unmask("topic", row["topics"]),
        "audiences": vocabulary.unmask("audience", row["audiences"]),
        **{dim: vocabulary.code(dim, row[dim]) for dim in ("instrument", "status", "evidence")},
    }


def _figure(row: dict[str, Any], language: str, original: str | None) -> Figure:
    return Figure(
        label=label(row, language, original),
        value=row["value"],
        unit=row["unit"],
        year=row["year"],
        period=row["period"],
        measured_by=row["measured_by"],
        source=row["source_position"],
    )


@lru_cache(maxsize=1)
def _money() -> frozenset[str]:
    return frozenset(one["id"] for one in vocabulary.document()["units"] if one["kind"] == "money")


def _history(slug: str, version: int) -> tuple[Publication, ...]:
    rows = database.rows("practice_history", slug=slug, version=version)
    return tuple(Publication(number, moment.date(), role) for number, moment, role in rows)


def _next(row: dict[str, Any]) -> Publication | None:
    if row["version"] == row["published_version"]:
        return None
    key = {"slug": row["slug"], "version": row["version"], "latest": row["published_version"]}
    found = database.rows("practice_next", **key)
    return Publication(found[0][0], found[0][1].date(), found[0][2]) if found else None


# Neighbours -------------------------------------------------------------------------------------


def _similar(row: dict[str, Any], language: str) -> tuple[Similar, ...]:
    found = database.records(
        "practice_neighbours", practice_id=row["practice_id"], language=language, most=SIMILAR
    )
    return tuple(
        Similar(
            slug=other["slug"],
            title=Text(other["title"], other["title_language"]),
            city=other["city_name"],
            country=vocabulary.code("country", other["country"]),
            main_theme=vocabulary.code("theme", other["main_theme"]),
            evidence=vocabulary.code("evidence", other["evidence"]),
            reasons=reasons(
                {**row, "size": vocabulary.number("size", row["size"])}, other, other["closeness"]
            ),
        )
        for other in found
    )


def reasons(
    one: Mapping[str, Any], other: Mapping[str, Any], closeness: float
) -> tuple[Reason, ...]:
    """What two practices have in common, from their codes as the store keeps them; never empty."""
    found = []
    if one["city_id"] == other["city_id"]:
        found.append(Reason("city"))
    for dim, column in (("theme", "themes"), ("audience", "audiences"), ("topic", "topics")):
        if shared := vocabulary.unmask(dim, one[column] & other[column]):
            found.append(Reason(dim, shared))
    if one["instrument"] == other["instrument"]:
        found.append(Reason("instrument", (vocabulary.code("instrument", one["instrument"]),)))
    if one["city_id"] != other["city_id"] and _like_size(one["size"], other["size"]):
        found.append(Reason("size", (vocabulary.code("size", one["size"]),)))
    if closeness >= CLOSE:
        found.append(Reason("text"))
    return tuple(found) or (Reason("nearest"),)


def _like_size(one: int, other: int) -> bool:
    # Two cities whose population nobody states are not known to be alike.
    return one == other and vocabulary.code("size", one) != "unknown"
