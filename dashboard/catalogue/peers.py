"""Cities like mine: any place of the world beside the cities whose practices the catalogue holds.

Likeness has four terms, each between 0 (alike) and 1 (as far apart as it gets) and each weighed by
the reader. It orders a list for one reader; it says nothing of how well a city does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.catalogue import database, practices, vocabulary
from dashboard.catalogue.errors import UnknownCode
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.geography import Place
from dashboard.catalogue.record import Text

TERMS = ("population", "region", "profile", "distance")
MOST_WEIGHT = 5
FAR_FOLD = 100  # a city a hundred times as large is as unlike in size as it gets
FAR_KM = 10_000  # so is one at this distance
EARTH_KM = 6371.0
SAME_COUNTRY, SAME_REGION, SAME_CONTINENT, ELSEWHERE = "country", "region", "continent", "elsewhere"
UNKNOWN = "unknown"  # the standard has no region for the country asked about
# How far apart two cities are by where they lie.
APART_BY_REGION = {
    SAME_COUNTRY: 0.0,
    SAME_REGION: 1 / 3,
    SAME_CONTINENT: 2 / 3,
    ELSEWHERE: 1.0,
    UNKNOWN: np.nan,
}

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Codes = np.ndarray[Any, np.dtype[np.str_]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Weights:
    """How much each term counts, 0 to MOST_WEIGHT; 0 leaves it out."""

    population: int = 3
    region: int = 2
    profile: int = 2
    distance: int = 1

    @property
    def total(self) -> int:
        """All weights together; 0 means that nothing is compared."""
        return sum(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, eq=False)
class Candidates:
    """The cities with practices, column by column, for one language's names."""

    city_ids: np.ndarray[Any, np.dtype[np.int64]]
    slugs: Codes
    names: tuple[str, ...]
    countries: Codes
    regions: Codes
    continents: Codes
    latitudes: Numbers
    longitudes: Numbers
    populations: Numbers  # not a number where no source states it
    themes: Numbers  # one row a city, one column a theme: its share in what was read
    practices: np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Term:
    """One of the four: how far apart, how much it counts, and whether both sides are known."""

    kind: str
    apart: float
    weight: int
    known: bool = True

    @property
    def part(self) -> float:
        """What it adds to the sum."""
        return self.apart * self.weight


@dataclass(frozen=True)
class Peer:
    """A city with practices, and how it lies to the place asked about."""

    city_id: int
    slug: str
    name: str
    country: str
    region: str
    population: int | None
    times: float | None  # how many times as large as the place asked about
    kinship: str  # country, region, continent, elsewhere or unknown
    themes: tuple[str, ...]  # those in its practices, the most frequent first
    km: int
    practices: int
    terms: tuple[Term, ...]
    apart: float  # the weighted mean of the terms, 0 to 1


@dataclass(frozen=True)
class Ranking:
    """The peers of a place, most alike first, and what the order rests on."""

    place: Place
    peers: tuple[Peer, ...]
    considered: int
    profile: tuple[str, ...]  # the themes the place was compared by; none: the term was left out
    own_practices: int


@dataclass(frozen=True)
class Found:
    """A practice of a peer that answers the problem, as a line."""

    slug: str
    title: Text
    main_theme: str
    evidence: str
    start_year: int | None


def candidates(language: str) -> Candidates:
    """The cities that may be peers; keep the answer as long as the catalogue's version stands."""
    rows = database.records("peer_cities", language=language)
    regions = [row["region"] for row in rows]
    return Candidates(
        city_ids=np.array([row["city_id"] for row in rows], dtype=np.int64),
        slugs=np.array([row["slug"] for row in rows], dtype=np.str_),
        names=tuple(row["name"] for row in rows),
        countries=np.array([row["country"] for row in rows], dtype=np.str_),
        regions=np.array(regions, dtype=np.str_),
        continents=np.array([continent(one) for one in regions], dtype=np.str_),
        latitudes=np.array([row["latitude"] for row in rows], dtype=np.float64),
        longitudes=np.array([row["longitude"] for row in rows], dtype=np.float64),
        populations=np.array([row["population"] or np.nan for row in rows], dtype=np.float64),
        themes=_profiles([row["themes"] for row in rows]),
        practices=np.array([len(row["themes"]) for row in rows], dtype=np.int64),
    )


def _profiles(masks: list[list[int]]) -> Numbers:
    """The share of each theme in each city's practices; of two themes, both count."""
    bits = 1 << np.arange(len(vocabulary.codes("theme")))
    counts = np.array(
        [((np.array(one)[:, None] & bits) > 0).sum(axis=0) for one in masks], dtype=np.float64
    ).reshape(len(masks), len(bits))
    shares: Numbers = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return shares


def nearest(
    place: Place,
    among: Candidates,
    weights: Weights | None = None,
    *,
    themes: Collection[str] = (),
    only: Collection[str] | None = None,
    most: int = 10,
) -> Ranking:
    """The cities most like a place, itself left out.

    A place is compared by the themes asked for, else by those of its own practices; a place
    with neither is not compared by theme. `only` are the slugs of the cities that come in question.
    """
    weights = weights or Weights()
    own = np.flatnonzero(among.city_ids == place.place_id)
    profile = _wanted(themes) if themes else among.themes[own[0]] if len(own) else None
    measured = _measure(place, among, profile)
    weighing = _weighing(weights, profile)
    apart = measured.apart @ weighing / max(weighing.sum(), 1)
    open_to = among.city_ids != place.place_id
    if only is not None:
        open_to &= np.isin(among.slugs, list(only))
    rows = np.flatnonzero(open_to)
    best = rows[np.lexsort((among.city_ids[rows], apart[rows]))][:most]
    return Ranking(
        place=place,
        peers=tuple(_peer(row, place, among, measured, weighing, apart[row]) for row in best),
        considered=len(rows),
        profile=_named(profile),
        own_practices=int(among.practices[own].sum()),
    )


def _wanted(themes: Collection[str]) -> Numbers:
    """The profile of somebody who asks for these themes alone."""
    codes = vocabulary.codes("theme")
    asked: Numbers = np.array([one in themes for one in codes], dtype=np.float64)
    return asked / len(themes)


def _named(profile: Numbers | None) -> tuple[str, ...]:
    """The themes of a profile, the largest share first."""
    if profile is None:
        return ()
    codes = vocabulary.codes("theme")
    order = np.argsort(-profile, kind="stable")
    return tuple(codes[one] for one in order if profile[one] > 0)


def _weighing(weights: Weights, profile: Numbers | None) -> Numbers:
    given = [getattr(weights, kind) for kind in TERMS]
    if profile is None:
        given[TERMS.index("profile")] = 0
    return np.array(given, dtype=np.float64)


# The four terms ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Measured:
    """One row a candidate: its terms, which of them are known, and two facts."""

    apart: Numbers
    known: Flags
    kinship: Codes
    km: Numbers


def _measure(place: Place, among: Candidates, profile: Numbers | None) -> _Measured:
    kinship, km = _kinship(place.country, among), kilometres(place, among)
    unknown = np.full(len(km), np.nan)
    columns = {
        "population": _apart_by_population(place.population, among.populations),
        "region": np.array([APART_BY_REGION[one] for one in kinship], dtype=np.float64),
        "profile": unknown if profile is None else _apart_by_profile(profile, among.themes),
        # The root lets the near count: 100 km and 1,000 km differ more than 9,100 and 10,000.
        "distance": np.sqrt(np.minimum(km / FAR_KM, 1.0)),
    }
    table = np.column_stack([columns[kind] for kind in TERMS])
    known = ~np.isnan(table)
    # What nobody states cannot be called alike: it counts as far apart, and is shown as unknown.
    return _Measured(np.where(known, table, 1.0), known, kinship, km)


def _apart_by_population(population: int | None, others: Numbers) -> Numbers:
    """The ratio of the two sizes on a logarithmic scale: tenfold is half-way, FAR_FOLD is far."""
    if not population:
        return np.full(len(others), np.nan)
    fold: Numbers = np.abs(np.log(others / population)) / np.log(FAR_FOLD)
    return np.minimum(fold, 1.0)


def _apart_by_profile(profile: Numbers, others: Numbers) -> Numbers:
    """The share of one mix of themes that would have to change to become the other."""
    apart: Numbers = np.abs(others - profile).sum(axis=1) / 2
    return apart


def _kinship(country: str, among: Candidates) -> Codes:
    """How each candidate lies to a country: in it, in its region, on its continent or elsewhere."""
    region = region_of(country)
    found = np.full(len(among.city_ids), ELSEWHERE if region else UNKNOWN, dtype="<U9")
    if region:
        found[among.continents == continent(region)] = SAME_CONTINENT
        found[among.regions == region] = SAME_REGION
    found[among.countries == country] = SAME_COUNTRY
    return found


def kilometres(place: Place, among: Candidates) -> Numbers:
    """The way over the globe from a place to each candidate."""
    here, there = np.radians(place.latitude), np.radians(among.latitudes)
    across = np.radians(among.longitudes - place.longitude)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    way: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return way


def region_of(country: str) -> str | None:
    """The sub-region of a country; None for the few that the standard has no code for."""
    try:
        return vocabulary.region_of(country)
    except UnknownCode:
        return None


@lru_cache(maxsize=64)
def continent(region: str) -> str:
    """The continent of a sub-region."""
    regions = vocabulary.document()["regions"]
    return next(str(one["continent"]) for one in regions if one["id"] == region)


def _peer(
    row: int, place: Place, among: Candidates, measured: _Measured, weighing: Numbers, apart: float
) -> Peer:
    population = among.populations[row]
    stated = None if np.isnan(population) else int(population)
    return Peer(
        city_id=int(among.city_ids[row]),
        slug=str(among.slugs[row]),
        name=among.names[row],
        country=str(among.countries[row]),
        region=str(among.regions[row]),
        population=stated,
        times=stated / place.population if stated and place.population else None,
        kinship=str(measured.kinship[row]),
        themes=_named(among.themes[row]),
        km=round(float(measured.km[row])),
        practices=int(among.practices[row]),
        terms=tuple(
            Term(
                kind,
                float(measured.apart[row, column]),
                int(weighing[column]),
                bool(measured.known[row, column]),
            )
            for column, kind in enumerate(TERMS)
        ),
        apart=float(apart),
    )


# Their practices on a problem --------------------------------------------------------------------


def with_practices_on(problem: Filters, language: str) -> dict[str, int]:
    """How many practices each city has on a problem; cities without one are absent."""
    return {city.slug: city.practices for city in practices.for_map(problem, language)}


def practices_on(
    problem: Filters, cities: Collection[str], language: str, most: int = 3
) -> dict[str, tuple[Found, ...]]:
    """The practices of some cities on a problem, the first few of each city."""
    ids = practices.ids(replace(problem, cities=tuple(sorted(cities))), language)
    numbers = pa.array(ids, type=pa.int32())
    asked = pa.table({"practice_id": numbers, "place": pa.array(range(len(ids)), pa.int32())})
    found: dict[str, tuple[Found, ...]] = {}
    for row in database.records("peer_practices", language=language, most=most, asked=asked):
        found[row["city"]] = (*found.get(row["city"], ()), _found(row))
    return found


def _found(row: dict[str, Any]) -> Found:
    return Found(
        slug=row["slug"],
        title=Text(row["title"], row["title_language"]),
        main_theme=vocabulary.code("theme", row["main_theme"]),
        evidence=vocabulary.code("evidence", row["evidence"]),
        start_year=row["start_year"],
    )
