"""Questions about practices: which match, how many each filter would leave, where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import compute

from dashboard.catalogue import database, search, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters, bound
from dashboard.catalogue.record import Text

Sort = Literal["relevance", "newest", "city", "evidence"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "city", "evidence")
PER_PAGE = 12  # cards: a change of filter stays under 15 kB on the wire
NOT_STATED = "not_stated"
NOWHERE = -1  # the number of a city nobody knows: an empty list would restrict nothing

UNSTATED = -1  # stands for null where numbers are counted

Counts = dict[str, dict[str, int]]
Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Card:
    """A practice in brief, as codes; each text says in which language it is shown."""

    practice_id: int
    slug: str
    city_slug: str
    city: str
    country: str
    main_theme: str
    themes: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    instrument: str
    status: str
    evidence: str
    start_year: int | None
    has_figures: bool
    has_results: bool
    title: Text
    summary: Text


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how much there is in all."""

    total: int
    page: int
    pages: int
    cards: tuple[Card, ...]


class CityPoint(NamedTuple):
    """A city with practices that match; a tuple, for there may be tens of thousands."""

    slug: str
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    practices: int
    counts: tuple[int, ...]  # by main theme, in the order of the list of themes


class Place(NamedTuple):
    """Where a practice stands in an order; all rising, the first that differs decides."""

    practice: int
    lead_number: float
    lead_word: str
    moment: int
    year: int


_NOTHING_SCORED = pa.table(
    {"practice_id": pa.array([], pa.int32()), "score": pa.array([], pa.float32())}
)


@dataclass(frozen=True)
class Suggestion:
    """A filter to drop, and how many practices would then be found."""

    field: str
    code: str | None  # as a chip names it; None where several codes are chosen
    count: int


# Pages of results -------------------------------------------------------------------------------


def results(
    filters: Filters,
    *,
    language: str,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Results:
    """One page of the practices that match; a page too far gives the last.

    Equal ones stand in a fixed order. Without a search, the most relevant are the newest.
    """
    asked = _asked(filters, language)
    found = asked.count()
    pages = max(1, -(-found // per_page))
    page = min(max(page, 1), pages)
    ids = asked.ids(sort, skip=(page - 1) * per_page, take=per_page) if found else []
    return Results(found, page, pages, _cards(ids, language))


def total(filters: Filters, language: str) -> int:
    """The number of practices that match."""
    return _asked(filters, language).count()


def ids(filters: Filters, language: str, sort: str = "relevance") -> list[int]:
    """The numbers of all practices that match, in the order of the pages."""
    return _asked(filters, language).ids(sort)


def places_after(
    filters: Filters, language: str, sort: str, after: Place | None, take: int
) -> list[Place]:
    """The next practices that match, each with its place in the order; from the first on for None.

    A page that begins after a place neither skips nor repeats what kept its own. `sort` is one of
    SORTS or id, the order in which nothing ever moves.
    """
    asked = _asked(filters, language)
    begin = after or Place(0, 0.0, "", 0, 0)
    scored = asked.scored if asked.scored is not None else _NOTHING_SCORED
    rows = database.rows(
        "practices_after",
        **asked.values,
        scored=scored,
        sort=sort,
        take=take,
        first=after is None,
        **begin._asdict(),
    )
    return [Place(*row) for row in rows]


def _cards(wanted: list[int], language: str) -> tuple[Card, ...]:
    if not wanted:
        return ()
    rows = database.records("result_cards", ids=wanted, language=language)
    places = _places(database.edition(), language).words_of([row["city_id"] for row in rows])
    cards = [_card(row, *place) for row, *place in zip(rows, *places[:3], strict=True)]
    known = {card.practice_id: card for card in cards}
    return tuple(known[one] for one in wanted if one in known)


def _card(row: dict[str, Any], city_slug: str, city: str, country: str) -> Card:
    del row["city_id"]
    title = Text(row.pop("title"), row.pop("title_language"))
    summary = Text(row.pop("summary"), row.pop("summary_language"))
    coded: dict[str, Any] = {"main_theme": vocabulary.code("theme", row.pop("main_theme"))}
    for field, dim in (("themes", "theme"), ("topics", "topic"), ("audiences", "audience")):
        coded[field] = vocabulary.unmask(dim, row.pop(field))
    for dim in ("instrument", "status", "evidence"):
        coded[dim] = vocabulary.code(dim, row.pop(dim))
    return Card(
        city_slug=city_slug,
        city=city,
        country=country,
        title=title,
        summary=summary,
        **row,
        **coded,
    )


# Counts for every option ------------------------------------------------------------------------


def facet_counts(filters: Filters, language: str) -> Counts:
    """For each filter and each of its options, how many practices it would leave.

    A facet ignores its own filter: beside what is chosen one sees what else could be. Options that
    would leave nothing are absent. `years` counts each year of beginning (and NOT_STATED);
    `since` and `until` count from that year on, and up to it.
    """
    asked = _asked(filters, language)
    groups = database.table(
        "facet_groups" if asked.scored is None else "facet_groups_of_hits", **asked.values
    )
    counts: Counts = {}
    for bundle, fields in _BUNDLES.items():
        rows = groups.filter(compute.equal(groups.column("bundle"), bundle))
        counts |= _of_bundle(rows, fields, asked.values)
    return counts | _since_and_until(counts["years"], filters)


# Facets that are counted together, see facet_groups.sql.
_BUNDLES = {
    "place": ("cities",),
    "subject": ("themes", "topics"),
    "kind": ("instruments", "statuses", "evidence"),
    "proof": ("figures", "results"),
    "audience": ("audiences",),
    "start": ("years",),
}


def _of_bundle(groups: pa.Table, fields: tuple[str, ...], values: dict[str, Any]) -> Counts:
    practices = groups.column("practices").to_numpy()
    numbers = {
        field: _numbers(groups.column(name))
        for field, name in zip(fields, ("first", "second", "third"), strict=False)
    }
    if "cities" in numbers:  # what hangs on the city need not be counted: it is known
        numbers |= _places(database.edition(), vocabulary.LANGUAGES[0]).facts_of(numbers["cities"])
    counts: Counts = {}
    for field in numbers:
        left = _left(numbers, field, values)
        counts[field] = _by_code(field, numbers[field][left], practices[left])
    return counts


def _numbers(column: pa.ChunkedArray) -> Numbers:
    wide = column.cast(pa.int64())
    found: Numbers = (wide.fill_null(UNSTATED) if wide.null_count else wide).to_numpy()
    return found


def _left(numbers: dict[str, Numbers], field: str, values: dict[str, Any]) -> Numbers:
    """The groups that the other filters of the same bundle leave."""
    left = np.ones(len(numbers[field]), dtype=bool)
    for other, found in numbers.items():
        if other != field:
            left &= _fits(other, found, values[other])
    return left


def _fits(field: str, numbers: Numbers, chosen: Any) -> Any:
    """What the macros of the store ask of a practice, asked of a group."""
    if field in ("figures", "results"):
        return True if chosen is None else numbers == int(chosen)
    if not chosen:
        return True
    if field in ("countries", "cities"):
        return np.isin(numbers, chosen)
    if DIMENSIONS[field] in vocabulary.MASKED:
        return (numbers & chosen) != 0
    return (chosen >> numbers) & 1 == 1


def _by_code(field: str, numbers: Numbers, practices: Numbers) -> dict[str, int]:
    """The practices of each code; a group may be a mask of several, and a code in many groups."""
    dim = DIMENSIONS.get(field, "")
    if dim in vocabulary.MASKED:
        found = {
            code: int(practices[numbers >> bit & 1 == 1].sum())
            for bit, code in enumerate(vocabulary.codes(dim))
        }
        return {code: n for code, n in found.items() if n}
    if field == "cities":  # each is a group of its own
        slugs = _places(database.edition(), vocabulary.LANGUAGES[0]).slugs_of(numbers)
        return dict(zip(slugs, practices.tolist(), strict=True))
    sums = np.bincount(numbers - UNSTATED, weights=practices).astype(np.int64)
    known = np.flatnonzero(sums)
    return dict(zip(_codes(field, known + UNSTATED), sums[known].tolist(), strict=True))


def _codes(field: str, numbers: Numbers) -> list[str]:
    if field == "years":
        return [NOT_STATED if year == UNSTATED else str(year) for year in numbers.tolist()]
    if field in ("figures", "results"):
        return ["yes" if number else "no" for number in numbers.tolist()]
    return [vocabulary.code(DIMENSIONS[field], number) for number in numbers.tolist()]


def _since_and_until(years: dict[str, int], filters: Filters) -> Counts:
    stated = {int(year): n for year, n in years.items() if year != NOT_STATED}
    until = {y: n for y, n in stated.items() if filters.since is None or y >= filters.since}
    since = {y: n for y, n in stated.items() if filters.until is None or y <= filters.until}
    return {"since": _running(reversed(since.items())), "until": _running(until.items())}


def _running(counts: Iterable[tuple[int, int]]) -> dict[str, int]:
    years, numbers = zip(*counts, strict=True) if (counts := list(counts)) else ((), ())
    return dict(zip(map(str, years), accumulate(numbers), strict=True))


# The map ----------------------------------------------------------------------------------------


def for_map(filters: Filters, language: str) -> tuple[CityPoint, ...]:
    """The cities with practices that match, by slug, each with its practices by main theme."""
    counted = database.table("map_points", **_asked(filters, language).values)
    ids, *counts = (column.to_numpy() for column in counted.columns)
    places = _places(database.edition(), language)
    order = np.argsort(places.place_by_slug[places.rows_of(ids)])
    practices, *by_theme = (column[order].tolist() for column in counts)
    words = places.words_of(ids[order])
    rows = zip(*words, practices, zip(*by_theme, strict=True), strict=True)
    return tuple(map(CityPoint._make, rows))


# Cities -----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Places:
    """What is the same for all practices of a city: one row each, in the order of their numbers."""

    ids: Numbers
    facts: dict[str, Numbers]  # by filter: the number or mask that a practice there has
    words: tuple[Numbers, ...]  # as in _WORDS
    place_by_slug: Numbers

    def rows_of(self, ids: Numbers | list[int]) -> Numbers:
        """Where some cities stand."""
        return np.searchsorted(self.ids, ids)

    def facts_of(self, ids: Numbers) -> dict[str, Numbers]:
        """The numbers of some cities, by filter."""
        rows = self.rows_of(ids)
        return {field: numbers[rows] for field, numbers in self.facts.items()}

    def words_of(self, ids: Numbers | list[int]) -> list[list[Any]]:
        """The words of some cities, column by column."""
        rows = self.rows_of(ids)
        return [column[rows].tolist() for column in self.words]

    def slugs_of(self, ids: Numbers) -> list[str]:
        """The public ids of some cities."""
        slugs: list[str] = self.words[0][self.rows_of(ids)].tolist()
        return slugs


@lru_cache(maxsize=8)
def _places(edition: tuple[int, int], language: str) -> _Places:
    table = database.table("result_places", language=language)
    known = {name: table.column(name).to_numpy() for name in table.column_names}
    facts = {name: known[name].astype(np.int64) for name in _FACTS}
    words = tuple(known[name] for name in _WORDS)
    return _Places(known["city_id"], facts, words, np.argsort(np.argsort(known["slug"])))


_FACTS = ("countries", "regions", "sizes", "summits")
_WORDS = ("slug", "name", "country", "region", "latitude", "longitude")


# When nothing is found --------------------------------------------------------------------------


def drop_suggestions(filters: Filters, language: str) -> tuple[Suggestion, ...]:
    """What dropping each single filter would give, the best first; those that give nothing last."""
    asked = _asked(filters, language)
    gained = dict(database.rows("drop_counts", **asked.values))
    now = gained.pop("", 0)
    found = [
        Suggestion(field, code, gained.get(field, 0) + now)
        for field, code in _restrictions(filters)
    ]
    return tuple(sorted(found, key=lambda one: -one.count))


def _restrictions(filters: Filters) -> Iterator[tuple[str, str | None]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for field, code in filters.chips():
        codes[field].append(code)
    for field, chosen in codes.items():
        # Of several codes in one field any will do: dropping one of them would find no more.
        yield field, chosen[0] if len(chosen) == 1 else None


# The question as the store understands it -------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """Filters and hits as bound values: one form for every question."""

    values: dict[str, Any]
    scored: pa.Table | None

    def count(self) -> int:
        """The number of practices that match."""
        return int(database.rows("result_total", **self.values)[0][0])

    def ids(self, sort: str, skip: int = 0, take: int | None = None) -> list[int]:
        """The numbers of the practices that match, in order."""
        if sort == "relevance" and self.scored is None:
            sort = "newest"
        name = {
            "relevance": "result_ids_by_relevance",
            "newest": "result_ids_by_newest",
            "city": "result_ids_by_city",
            "evidence": "result_ids_by_evidence",
        }[sort]
        extra = {"scored": self.scored} if sort == "relevance" else {}
        rows = database.rows(name, **self.values, **extra, skip=skip, take=take)
        return [number for (number,) in rows]


def _asked(filters: Filters, language: str) -> _Asked:
    values = bound(filters) | {"language": language, "hits": None}
    if filters.cities:
        known = database.rows("city_numbers", slugs=list(filters.cities))
        values["cities"] = [number for (number,) in known] or [NOWHERE]
    hits = search.hits(filters.query, language) if filters.query else None
    if hits is None:
        return _Asked(values, None)
    scored = pa.table({"practice_id": hits.ids, "score": hits.scores})
    return _Asked(values | {"hits": _bits(hits.ids)}, scored)


def _bits(numbers: search.Ids) -> bytes:
    """One bit an id, the first for 0: DuckDB looks one up faster than it joins a table."""
    bits = np.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
    bits[numbers] = True
    return np.packbits(bits).tobytes()
