"""How much a text resembles each published practice: in meaning, in its rare words, in its place.

Everything is one array over all practices, in the order of the search index, so that 100,000 cost
a few products and no loop.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import numpy as np

from dashboard.catalogue import database, geography, search
from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.searching.index import Index, rarity
from dashboard.catalogue.vocabulary import LANGUAGES

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

NEAR = 30.0  # km: a metropolis and its towns
MOST_WORDS = 16  # the rarest of a text; the others say little and cost as much
SHORTEST_WORD = 3
EARTH = 6371.0  # km


@dataclass(frozen=True)
class Text:
    """What is known of a practice that is being written."""

    title: str
    summary: str
    language: str
    city_id: int | None = None
    place: str = ""  # the name of the city as it was typed

    @property
    def whole(self) -> str:
        """Title and summary in one."""
        return ". ".join(part for part in (self.title, self.summary) if part)

    @cached_property
    def vectors(self) -> Floats | None:
        """What the text means, and what its summary alone does; None without the model."""
        texts = (self.whole, self.summary) if self.summary else (self.whole,)
        found = [vector for one in texts if (vector := _meant(one)) is not None]
        return np.stack(found) if found else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of its city's names: that they are shared is no news."""
        names = {self.place}
        if self.city_id is not None:
            place = geography.by_id(self.city_id)
            names |= {place.name, *place.names.values()}
        return frozenset(analysis.fold(word.text) for one in names for word in analysis.words(one))

    def words(self) -> list[str]:
        """The words that may tell it from others, each once, as they are written."""
        found: dict[str, str] = {}
        for word in analysis.words(self.whole):
            plain = analysis.fold(word.text)
            if len(plain) >= SHORTEST_WORD and plain not in self.names:
                found.setdefault(plain, word.text)
        silent = analysis.stop_words()[self.language]
        return [written for plain, written in found.items() if plain not in silent]


@lru_cache(maxsize=512)  # while a title is typed the summary stays, and both through a rerun
def _meant(text: str) -> Floats | None:
    encoded = meaning.encode([text])
    return None if encoded is None else encoded[0]


@dataclass(frozen=True)
class Word:
    """A word of a text, what answers it in the index, and how much it says."""

    written: str
    keys: frozenset[int]
    weight: float


@dataclass(frozen=True, eq=False)
class Published:
    """The published practices as arrays: who they are and where they lie."""

    index: Index
    cities: np.ndarray[Any, np.dtype[np.int64]]
    latitudes: Floats
    longitudes: Floats
    lengths: Floats | None  # of their vectors

    def __len__(self) -> int:
        """How many practices there are."""
        return len(self.index)

    def place(self, practice_id: int) -> int:
        """Where a practice stands in the arrays."""
        return int(np.searchsorted(self.index.ids, practice_id))

    def meaning(self, text: Text, exactly: Flags) -> Floats | None:
        """How near each is in meaning, from -1 to 1; None without the model.

        Of very many only the nearest are known exactly: those, and the ones asked for.
        """
        rows = self.index.vector_rows()
        if self.lengths is None or text.vectors is None or rows is None:
            return None
        every = (self.index.nearness(one) for one in text.vectors)
        near = np.mean([one for one in every if one is not None], axis=0)
        if rows.dtype == np.float16:
            near[exactly] = rows[exactly].astype(np.float32) @ text.vectors.mean(axis=0)
        found: Floats = near / self.lengths
        return found

    def words(self, text: Text) -> tuple[tuple[Word, ...], Flags]:
        """The telling words of a text that any practice has, and which has which."""
        known = sorted(
            (word for one in text.words() if (word := self.word(one, text.language))),
            key=lambda word: -word.weight,
        )[:MOST_WORDS]
        posts = self.index.posts(key for word in known for key in word.keys)
        has = np.zeros((len(known), len(self)), dtype=bool)
        for row, word in enumerate(known):
            for key in word.keys:
                has[row, posts[key].places] = True
        return tuple(known), has

    def word(self, written: str, language: str) -> Word | None:
        """A word as the index knows it, in any language; None where no practice has it."""
        stems = self.index.keys
        keys = {stems[one].get(analysis.stem(one, written)) for one in LANGUAGES}
        for concept in analysis.concepts()[language].get((analysis.stem(language, written),), ()):
            keys.add(stems["concept"].get(concept))
        found = frozenset(key for key in keys if key is not None)
        if not found:
            return None
        practices = max(self.index.counts.get(key, 0) for key in found)
        return Word(written, found, rarity(practices, len(self)))

    def named(self, name: str) -> Flags:
        """Which practices lie in a place of this name, or speak of it: 'Iztapalapa'."""
        found = np.zeros(len(self), dtype=bool)
        plain = " ".join(analysis.fold(word.text) for word in analysis.words(name))
        if not plain:
            return found
        stems = {one: self.index.keys[one].get(analysis.stem(one, plain)) for one in LANGUAGES}
        keys = {self.index.keys["place"].get(plain), *stems.values()} - {None}
        for posts in self.index.posts(key for key in keys if key is not None).values():
            found[posts.places] = True
        return found

    def distances(self, city_id: int) -> Floats:
        """How far each lies from a city, in km."""
        place = geography.by_id(city_id)
        return _distances(place.latitude, place.longitude, self.latitudes, self.longitudes)


def published() -> Published:
    """The practices of the version now public."""
    return _published(database.edition())


@lru_cache(maxsize=1)
def _published(edition: tuple[int, int]) -> Published:
    index = search.index()
    table = database.table("duplicate_places")
    columns = {name: table.column(name).to_numpy() for name in table.column_names}
    rows = index.vector_rows()
    lengths = None
    if rows is not None:
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float32))
        lengths = np.maximum(lengths, 1e-9)
    return Published(index, columns["city_id"], columns["latitude"], columns["longitude"], lengths)


def apart(one_id: int, other_id: int) -> float:
    """How many km lie between two cities."""
    one, other = geography.by_id(one_id), geography.by_id(other_id)
    there = np.array([other.latitude]), np.array([other.longitude])
    return float(_distances(one.latitude, one.longitude, *there)[0])


def around(city_id: int) -> list[int]:
    """The places within NEAR of a city, itself among them."""
    place = geography.by_id(city_id)
    ids, latitudes, longitudes = _every_place()
    near = _distances(place.latitude, place.longitude, latitudes, longitudes) <= NEAR
    return sorted({city_id, *map(int, ids[near])})


@cache
def _every_place() -> tuple[Any, Floats, Floats]:
    places = geography.places()
    return tuple(places[name].to_numpy() for name in ("place_id", "latitude", "longitude"))


def _distances(latitude: float, longitude: float, latitudes: Floats, longitudes: Floats) -> Floats:
    here, there = np.radians(latitude), np.radians(latitudes)
    turn = np.radians(longitudes - longitude)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(turn / 2) ** 2
    found: Floats = 2 * EARTH * np.arcsin(np.sqrt(half))
    return found


def between(one: Text, other: Text, known: Published) -> tuple[float | None, float, list[str]]:
    """How near two texts are in meaning, the share of telling words they share, and these."""
    near = None
    if one.vectors is not None and other.vectors is not None:
        near = float(np.mean(one.vectors @ other.vectors[0]))
    theirs = _stems(other.words(), other.language)
    weights = {written: _weight(written, one.language, known) for written in one.words()}
    telling = sorted(weights, key=lambda written: -weights[written])[:MOST_WORDS]
    shared = [written for written in telling if _stems([written], one.language) & theirs]
    whole = sum(weights[written] for written in telling)
    return near, sum(weights[written] for written in shared) / max(whole, 1e-9), shared


def _weight(written: str, language: str, known: Published) -> float:
    word = known.word(written, language)
    return word.weight if word else rarity(0, len(known))


def _stems(words: Iterable[str], language: str) -> set[str]:
    concepts = analysis.concepts()[language]
    found = set()
    for written in words:
        stem = analysis.stem(language, written)
        found |= {stem, *(f"concept {one}" for one in concepts.get((stem,), ()))}
    return found
