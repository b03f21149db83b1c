"""Where a city lies: every place of GeoNames over 15,000 inhabitants, and every city we name."""

import bisect
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas
from babel import Locale

from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.vocabulary import LANGUAGES

GEOGRAPHY = Path(__file__).parents[2] / "data" / "geography"
GEONAMES = "GeoNames"

# Letters that Unicode does not take apart into a base and an accent.
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l",
        "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
        "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʻ": "'",
        "ʼ": "'", "–": "-", "ŋ": "n",
    }
)  # fmt: skip

# What a key of the search index is: one of the four languages' names, any other name, a word
# inside a name. The number orders them; 4 is the name that holds in every language.
OWN_NAME, ALIAS, INNER_WORD = 4, 5, 6


@dataclass(frozen=True)
class Place:
    """A place with its point, its size and its names; a negative id is one of our own."""

    place_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int | None
    population_source: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    slug: str


@dataclass(frozen=True)
class _Index:
    """The folded names in order, with the row and the kind each belongs to."""

    keys: list[str]
    rows: "np.ndarray[Any, np.dtype[np.int32]]"
    kinds: "np.ndarray[Any, np.dtype[np.int8]]"


def resolve(city: str, country: str) -> Place:
    """The place that this name means in this country.

    The reviewed table comes first; then a name that one place alone bears. Namesakes and
    names nobody bears are not guessed at: they belong in the reviewed table.
    """
    place_id = _reviewed_ids().get((fold(city), country))
    if place_id is not None:
        return by_id(place_id)
    namesakes = _ids_by_name().get((fold(city), country), ())
    if len(namesakes) != 1:
        raise UnknownPlace(f"{_fault(city, country)}.")
    return by_id(namesakes[0])


def resolve_all(pairs: Iterable[tuple[str, str]]) -> list[Place]:
    """The places of (city, country) pairs, in their order; all the unknown ones in one error."""
    found: list[Place] = []
    faults: dict[str, None] = {}
    for city, country in pairs:
        try:
            found.append(resolve(city, country))
        except UnknownPlace:
            faults[_fault(city, country)] = None
    if faults:
        raise UnknownPlace("Add to data/geography/cities.json: " + "; ".join(faults) + ".")
    return found


def named(city: str, country: str, language: str) -> str:
    """What a city of the catalogue is called in a language: 'Esmirna' is Izmir in Spanish."""
    return str(_city_names().get((city, country), {}).get(language, city))


def catalogue_names() -> tuple[tuple[str, str], ...]:
    """The cities that the released files name, each by its own (name, country)."""
    return tuple(_city_names())


def by_id(place_id: int) -> Place:
    """The place with this GeoNames id, or with this negative id of our own."""
    known = _catalogue_places().get(place_id)
    if known is not None:
        return known
    row = _row_of().get(place_id)
    if row is None:
        raise UnknownPlace(f"No place has the id {place_id}.")
    return _from_row(row)


def places() -> pandas.DataFrame:
    """The slim GeoNames table, one row a place, with our own places at the end.

    It is shared: copy it before changing it.
    """
    return _places()


def search_places(text: str, language: str, limit: int = 10) -> list[Place]:
    """Places whose name begins so, the exact and the large first.

    Accents and capitals do not matter, any name of a place will do, and a country named in
    any of our languages, or a state of the United States, narrows the choice.
    """
    index = _index()
    best: dict[int, tuple[int, int]] = {}
    for wanted, areas in _readings(text):
        start = bisect.bisect_left(index.keys, wanted)
        end = bisect.bisect_right(index.keys, wanted + "\uffff")
        for row, rank in _ranked(index, wanted, start, end, areas, language, limit):
            best[row] = min(rank, best.get(row, rank))
    rows = sorted(best, key=lambda row: (*best[row], row))[:limit]
    return [by_id(int(_columns()["place_id"][row])) for row in rows]


def fold(text: str) -> str:
    """Text as it is compared: no accents, no capitals, one space between words."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS)).casefold()
    kept = "".join(
        character if character.isalnum() else "" if character in "'.`" else " "
        for character in plain
        if not unicodedata.combining(character)
    )
    return " ".join(kept.split())


def script(letter: str) -> str:
    """The script a letter belongs to, as Unicode names it: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


def ascii_name(name: str) -> str:
    """A Latin name without accents, as one types it on any keyboard."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return plain.encode("ascii", "ignore").decode("ascii")


# ---- the three files -------------------------------------------------------------------------


@cache
def _places() -> pandas.DataFrame:
    shipped = pandas.read_parquet(GEOGRAPHY / "places.parquet")
    own = pandas.DataFrame(
        [
            {
                "place_id": entry["place_id"],
                "name": entry["city"],
                "ascii": ascii_name(entry["city"]),
                "country": entry["country"],
                "admin1": entry["admin1"],
                "latitude": entry["latitude"],
                "longitude": entry["longitude"],
                "population": entry["population"] or 0,
                "aliases": [],
            }
            for entry in reviewed()
            if entry["place_id"] < 0
        ],
        columns=shipped.columns,
    ).astype(shipped.dtypes.to_dict())
    return pandas.concat([shipped, own], ignore_index=True)


@cache
def reviewed() -> tuple[dict[str, Any], ...]:
    """The reviewed table: cities whose name alone does not say which place is meant."""
    return tuple(json.loads((GEOGRAPHY / "cities.json").read_text("utf-8")))


@cache
def _city_names() -> dict[tuple[str, str], dict[str, Any]]:
    """What each city of the catalogue is called: the key is its own (name, country)."""
    table = json.loads((GEOGRAPHY / "city-names.json").read_text("utf-8"))
    return {_name_and_country(key): entry for key, entry in table.items()}


def _name_and_country(key: str) -> tuple[str, str]:
    name, country = key.rsplit("|", 1)
    return name, country


@cache
def _columns() -> dict[str, list[Any]]:
    """The table as plain lists: one row read from them costs a microsecond, not a hundred."""
    frame = _places()
    return {str(column): frame[column].tolist() for column in frame.columns}


@cache
def _row_of() -> dict[int, int]:
    return {place_id: row for row, place_id in enumerate(_columns()["place_id"])}


# ---- from a name to an id --------------------------------------------------------------------


@cache
def _reviewed_ids() -> dict[tuple[str, str], int]:
    return {(fold(entry["city"]), entry["country"]): entry["place_id"] for entry in reviewed()}


@cache
def _geonames_ids() -> dict[tuple[str, str], tuple[int, ...]]:
    """The ids that bear a name in a country, by the name GeoNames puts first."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    columns = _columns()
    for place_id, name, country in zip(
        columns["place_id"], columns["name"], columns["country"], strict=True
    ):
        key = (fold(name), country)
        found[key] = (*found.get(key, ()), place_id)
    return found


@cache
def _ids_by_name() -> dict[tuple[str, str], tuple[int, ...]]:
    """The same, and the names of the catalogue's cities in our four languages."""
    found = dict(_geonames_ids())
    for place in _catalogue_places().values():
        for name in {fold(name) for name in place.names.values()}:
            ids = found.get((name, place.country), ())
            if place.place_id not in ids:
                found[name, place.country] = (*ids, place.place_id)
    return found


def _fault(city: str, country: str) -> str:
    """Why a name does not resolve, with the ids to choose from."""
    ids = _ids_by_name().get((fold(city), country), ())
    if not ids:
        return f"{city} ({country}): no place bears this name"
    rows = ", ".join(_described(place_id) for place_id in ids)
    return f"{city} ({country}): several places bear this name: {rows}"


def _described(place_id: int) -> str:
    columns, row = _columns(), _row_of()[place_id]
    return f"{place_id} in {columns['admin1'][row] or '-'}, {columns['population'][row]:,}"


# ---- from an id to a place -------------------------------------------------------------------


@cache
def _catalogue_places() -> dict[int, Place]:
    """The cities of the catalogue, with the names and sizes we reviewed."""
    return {
        place_id: _catalogue_place(place_id, key[0], _city_names()[key], _slugs()[key])
        for key, place_id in _catalogue_ids().items()
    }


@cache
def _catalogue_ids() -> dict[tuple[str, str], int]:
    """The id of each city we name; one that is no single place is for resolve() to report."""
    found = {}
    for name, country in _city_names():
        key = (fold(name), country)
        ids = (_reviewed_ids()[key],) if key in _reviewed_ids() else _geonames_ids().get(key, ())
        if len(ids) == 1:
            found[name, country] = ids[0]
    return found


def _catalogue_place(place_id: int, name: str, entry: Mapping[str, Any], slug: str) -> Place:
    columns, row = _columns(), _row_of()[place_id]
    names = {language: str(entry.get(language, name)) for language in LANGUAGES}
    others = [*entry.get("aliases", ()), columns["name"][row], *columns["aliases"][row]]
    population, source = _population(place_id)
    return Place(
        place_id=place_id,
        name=names["en"],
        country=columns["country"][row],
        latitude=columns["latitude"][row],
        longitude=columns["longitude"][row],
        population=population,
        population_source=source,
        names=names,
        aliases=tuple(distinct(others, apart_from=names.values())),
        slug=slug,
    )


def _population(place_id: int) -> tuple[int | None, str]:
    """How many live there and who says so; GeoNames does not date its figures."""
    for entry in reviewed():
        if entry["place_id"] == place_id and "population" in entry:
            return entry["population"], entry["population_source"] or ""
    return _columns()["population"][_row_of()[place_id]] or None, GEONAMES


def _from_row(row: int) -> Place:
    columns = _columns()
    name = columns["name"][row]
    return Place(
        place_id=columns["place_id"][row],
        name=name,
        country=columns["country"][row],
        latitude=columns["latitude"][row],
        longitude=columns["longitude"][row],
        population=columns["population"][row] or None,
        population_source=GEONAMES,
        names=dict.fromkeys(LANGUAGES, name),
        aliases=tuple(columns["aliases"][row]),
        # Springfield is thirty towns: only the id tells a place outside the catalogue apart.
        slug=f"{kebab(name)}-{columns['place_id'][row]}",
    )


@cache
def _slugs() -> dict[tuple[str, str], str]:
    """One address for each city of the catalogue; the country tells namesakes apart."""
    plain = {key: kebab(entry.get("en", key[0])) for key, entry in _city_names().items()}
    shared = list(plain.values())
    return {
        key: slug if shared.count(slug) == 1 else f"{slug}-{key[1].lower()}"
        for key, slug in plain.items()
    }


def kebab(name: str) -> str:
    """A name as part of an address."""
    return fold(ascii_name(name)).replace(" ", "-")


def distinct(names: Iterable[str], apart_from: Iterable[str] = ()) -> Iterator[str]:
    """The names in their order, once each, accents and capitals apart."""
    seen = {fold(name) for name in apart_from}
    for name in names:
        key = fold(name)
        if key and key not in seen:
            seen.add(key)
            yield name


# ---- searching -------------------------------------------------------------------------------


@cache
def _index() -> _Index:
    entries = sorted(set(_index_entries()))
    return _Index(
        keys=[key for key, _, _ in entries],
        rows=np.array([row for _, row, _ in entries], dtype=np.int32),
        kinds=np.array([kind for _, _, kind in entries], dtype=np.int8),
    )


def _index_entries() -> Iterator[tuple[str, int, int]]:
    """Each key with its row and its kind."""
    columns = _columns()
    largest = _largest_of_each_name()
    for row, (place_id, name) in enumerate(zip(columns["place_id"], columns["name"], strict=True)):
        yield from _name_entries(name, row, OWN_NAME)
        for kind, own in _reviewed_names(place_id):
            yield from _name_entries(own, row, kind)
        for alias in columns["aliases"][row]:
            key = fold(alias)
            # Someone called Warsaw the Paris of the East: who types Paris does not mean it.
            if largest.get(key, 0) <= columns["population"][row]:
                yield key, row, ALIAS


def _reviewed_names(place_id: int) -> Iterator[tuple[int, str]]:
    """The names we give a city of the catalogue, each with its kind."""
    known = _catalogue_places().get(place_id)
    if known:
        yield from enumerate(known.names[language] for language in LANGUAGES)
        for alias in _reviewed_aliases()[place_id]:
            yield ALIAS, alias


@cache
def _reviewed_aliases() -> dict[int, tuple[str, ...]]:
    return {
        place_id: tuple(_city_names()[key].get("aliases", ()))
        for key, place_id in _catalogue_ids().items()
    }


@cache
def _largest_of_each_name() -> dict[str, int]:
    """How many live in the largest place that bears a name first."""
    columns = _columns()
    largest: dict[str, int] = {}
    for place_id, name, people in zip(
        columns["place_id"], columns["name"], columns["population"], strict=True
    ):
        known = _catalogue_places().get(place_id)
        for key in {fold(own) for own in (name, *(known.names.values() if known else ()))}:
            largest[key] = max(people, largest.get(key, 0))
    return largest


def _name_entries(name: str, row: int, kind: int) -> Iterator[tuple[str, int, int]]:
    """The name itself, and from each later word on: York finds New York."""
    words = fold(name).split()
    yield " ".join(words), row, kind
    for start in range(1, len(words)):
        if len(words[start]) > 2:
            yield " ".join(words[start:]), row, INNER_WORD


def _readings(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ways to read what was typed: a name alone, or a name and the areas it may lie in."""
    words = fold(text).split()
    if words:
        yield " ".join(words), ()
    for cut in range(1, len(words)):
        for name, area in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            codes = _areas().get(" ".join(area))
            if codes:
                yield " ".join(name), codes


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    """What names an area: a country in our languages, its code, a state of the United States."""
    columns = _columns()
    areas: dict[str, set[str]] = {
        "usa": {"US"}, "uk": {"GB"}, "england": {"GB"}, "scotland": {"GB"}, "wales": {"GB"},
    }  # fmt: skip
    for country, admin1 in set(zip(columns["country"], columns["admin1"], strict=True)):
        areas.setdefault(country.lower(), set()).add(country)
        if country == "US":
            areas.setdefault(admin1.lower(), set()).add(f"US.{admin1}")
        for language in LANGUAGES:
            name = Locale(language).territories.get(country, country)
            areas.setdefault(fold(name), set()).add(country)
    return {name: tuple(sorted(codes)) for name, codes in areas.items()}


def _ranked(
    index: _Index,
    wanted: str,
    start: int,
    end: int,
    areas: tuple[str, ...],
    language: str,
    limit: int,
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The best rows of a stretch of the index, each with its rank: the lower the better."""
    rows, kinds = index.rows[start:end], index.kinds[start:end]
    exact = bisect.bisect_right(index.keys, wanted) - start
    ranks = _kind_ranks(language)[kinds]
    ranks[exact:] += 3
    people = _populations()[rows]
    if areas:
        inside = np.logical_or.reduce([_inside(area)[rows] for area in areas])
        rows, ranks, people = rows[inside], ranks[inside], people[inside]
    # Several keys lead to one place: with this many, `limit` different ones are among them.
    for position in np.lexsort((-people, ranks))[: limit * 8]:
        yield int(rows[position]), (int(ranks[position]), -int(people[position]))


def _kind_ranks(language: str) -> "np.ndarray[Any, np.dtype[np.int8]]":
    """How good each kind of key is for a reader of this language."""
    ranks = np.array([1, 1, 1, 1, 0, 1, 2], dtype=np.int8)
    # English names are known everywhere: London is not in Ontario for those who say Londres.
    ranks[[LANGUAGES.index(language), LANGUAGES.index("en")]] = 0
    return ranks


@cache
def _populations() -> "np.ndarray[Any, np.dtype[np.int64]]":
    return np.array(_columns()["population"], dtype=np.int64)


@cache
def _inside(area: str) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Which rows lie in a country, or in a state (US.CA)."""
    country, _, state = area.partition(".")
    columns = _columns()
    return np.array(
        [
            code == country and (not state or admin1 == state)
            for code, admin1 in zip(columns["country"], columns["admin1"], strict=True)
        ]
    )
