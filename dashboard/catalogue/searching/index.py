"""The index in memory: every key and word, and the practices of the keys asked for lately.

Measured at 100,000 practices (33 million postings): reading the rows of a dozen keys from DuckDB
costs 12 ms, and queries ask for the same keys again and again; so rows are kept as arrays once
read, the oldest dropped first. All of them at once would take seconds at the start and 270 MB.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nsmallest
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from dashboard.catalogue import database
from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.vocabulary import LANGUAGES

Numbers = np.ndarray[Any, np.dtype[np.integer[Any]]]
Floats = np.ndarray[Any, np.dtype[np.float32]]

KEPT_ROWS = 20_000_000  # rows of postings held in memory: 160 MB at most
MOST_NEAR = 10  # mistypings looked at
LAST_LETTER = chr(0x10FFFF)  # sorts after every letter
COARSE = 96  # dimensions of the first look at the vectors
COARSE_FROM = 20_000  # below this many practices the whole vectors are looked at
SAMPLE = 20_000  # practices that tell along which axes they differ
REFINED = 1_000  # practices that get a second, whole look


class Posts(NamedTuple):
    """The practices that carry a key, by their place in the index, and how strongly."""

    places: Numbers
    weights: Floats


class Near(NamedTuple):
    """A known word that differs a little, in how many letters, and how many practices have it."""

    word: str
    distance: int
    practices: int


class Index:
    """What one version of the catalogue knows about words and meaning."""

    def __init__(self) -> None:
        """Read the ids and the keys; postings come when asked for."""
        self.ids: Numbers = _column(database.table("search_practices"), "practice_id", np.int32)
        keys = database.table("search_keys")
        self.counts: dict[int, int] = {}
        self.keys: dict[str, dict[str, int]] = {
            kind: {} for kind in (*LANGUAGES, "place", "concept")
        }
        for key_id, kind, stem, practices in zip(
            *(keys.column(name).to_pylist() for name in ("key_id", "kind", "stem", "practices")),
            strict=True,
        ):
            self.keys.setdefault(kind, {})[stem] = key_id
            self.counts[key_id] = practices
        self._posts: OrderedDict[int, Posts] = OrderedDict()
        self._listed: dict[str, list[str]] = {}
        self._rows = 0
        self._lock = threading.Lock()
        self._vectors = _Vectors(self.ids)

    def __len__(self) -> int:
        """How many practices it holds."""
        return len(self.ids)

    @cached_property
    def words(self) -> dict[str, dict[str, int]]:
        """Per language each plain word and the number of practices that have it."""
        return {
            language: {word: practices for word, (_, practices) in known.items()}
            for language, known in self._vocabulary.items()
        }

    @cached_property
    def written(self) -> dict[str, dict[str, str]]:
        """Per language the words and stems that are written otherwise than in plain letters."""
        found: dict[str, dict[str, str]] = {}
        for language, known in self._vocabulary.items():
            accented = {word: written for word, (written, _) in known.items() if written != word}
            stems = {analysis.stem(language, written): written for written in accented.values()}
            found[language] = stems | accented
        return found

    @cached_property
    def compound_parts(self) -> dict[str, int]:
        """The words a German compound may be made of: those of the texts and of the concepts."""
        named = {phrase[0]: 0 for phrase in analysis.concepts()["de"] if len(phrase) == 1}
        return named | self.words["de"]

    @cached_property
    def _vocabulary(self) -> dict[str, dict[str, tuple[str, int]]]:
        table = database.table("search_words")
        columns = (table.column(name).to_pylist() for name in table.column_names)
        found: dict[str, dict[str, tuple[str, int]]] = {language: {} for language in LANGUAGES}
        for language, word, written, practices in zip(*columns, strict=True):
            found[language][word] = (written, practices)
        return found

    def knows(self, word: str) -> bool:
        """Whether any text or place has this word in some form."""
        if analysis.fold(word) in self.keys["place"]:
            return True
        return any(analysis.stem(language, word) in self.keys[language] for language in LANGUAGES)

    def says(self, language: str, word: str) -> bool:
        """Whether texts of this language have the word, or it is one of its stop words."""
        plain = analysis.fold(word)
        return plain in self.words[language] or plain in analysis.stop_words()[language]

    def near(self, word: str, language: str, most: int) -> list[Near]:
        """The words of a language, or names of places, that differ in so few letters."""
        found = process.extract(
            word,
            self._sorted(language),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=most,
            limit=MOST_NEAR,
        )
        known = self._known(language)
        return [Near(near, int(distance), known[near]) for near, distance, _ in found]

    def begun(self, beginning: str, language: str, most: int) -> list[str]:
        """The words of a language, or names of places, that begin so, the most frequent first."""
        words, known = self._sorted(language), self._known(language)
        start = bisect_left(words, beginning)
        end = bisect_left(words, beginning + LAST_LETTER)
        return nsmallest(most, words[start:end], key=lambda word: (-known[word], word))

    def _known(self, language: str) -> dict[str, int]:
        return self._place_counts if language == "place" else self.words[language]

    @cached_property
    def _place_counts(self) -> dict[str, int]:
        return {name: self.counts[key] for name, key in self.keys["place"].items()}

    def _sorted(self, language: str) -> list[str]:
        if language not in self._listed:
            self._listed[language] = sorted(self._known(language))
        return self._listed[language]

    def named(self, keys: set[int]) -> Iterator[tuple[str, str]]:
        """The kind and stem of each key."""
        for kind, stems in self.keys.items():
            for stem, key in stems.items():
                if key in keys:
                    yield kind, stem

    def rarity(self, key: int) -> float:
        """How much a key says: near 0 when every practice carries it."""
        return rarity(self.counts.get(key, 0), len(self))

    def posts(self, keys: Iterable[int]) -> dict[int, Posts]:
        """The practices of each key."""
        wanted = set(keys)
        with self._lock:
            found = {key: self._posts[key] for key in wanted if key in self._posts}
            for key in found:
                self._posts.move_to_end(key)
        missing = sorted(wanted - found.keys())
        if missing:
            read = self._read(missing)
            found |= read
            self._keep(read)
        return found

    def _read(self, keys: list[int]) -> dict[int, Posts]:
        table = database.table("search_posts", keys=keys)
        owner = _column(table, "key_id", np.int32)
        places = np.searchsorted(self.ids, _column(table, "practice_id", np.int32)).astype(np.int32)
        weights = _column(table, "weight", np.float32)
        bounds = np.searchsorted(owner, np.array([*keys, keys[-1] + 1], dtype=np.int32))
        return {
            key: Posts(
                places[bounds[number] : np.searchsorted(owner, key, side="right")],
                weights[bounds[number] : np.searchsorted(owner, key, side="right")],
            )
            for number, key in enumerate(keys)
        }

    def _keep(self, read: dict[int, Posts]) -> None:
        with self._lock:
            for key, posts in read.items():
                if key not in self._posts:
                    self._posts[key] = posts
                    self._rows += len(posts.places)
            while self._rows > KEPT_ROWS and len(self._posts) > 1:
                _, dropped = self._posts.popitem(last=False)
                self._rows -= len(dropped.places)

    def likeness(self, query: str) -> Floats | None:
        """How near in meaning each practice is to the query; None without the sentence model."""
        return self._vectors.likeness(query)

    def nearness(self, meant: Floats) -> Floats | None:
        """How near each practice is to what a vector means; exact for the nearest."""
        return self._vectors.nearness(meant)

    def alike(self, first: Numbers, lead: Floats, places: Numbers) -> Floats | None:
        """How near in meaning these are to the first answers, which count as they lead."""
        return self._vectors.alike(first, lead, places)

    def vector_rows(self) -> Floats | None:
        """The vector of each practice, in the order of `ids`."""
        return self._vectors.rows


class _Vectors:
    """The vectors of all practices, and a short form for a first look when there are many."""

    def __init__(self, ids: Numbers) -> None:
        self._ids = ids
        self._lock = threading.Lock()

    @cached_property
    def rows(self) -> Floats | None:
        """A row a practice; in half precision, which ranks the same, when there are many."""
        if not meaning.available():
            return None
        ids, stored = meaning.unpack(database.table("search_vectors"))
        if not len(ids):
            return None
        precision = np.float32 if len(self._ids) < COARSE_FROM else np.float16
        rows = np.zeros((len(self._ids), meaning.DIMENSIONS), dtype=precision)
        rows[np.searchsorted(self._ids, ids)] = stored
        return rows

    @cached_property
    def _coarse(self) -> tuple[Floats, Floats]:
        """The axes along which practices differ most, and where each practice lies on them."""
        sample = self._sample()
        _, axes = np.linalg.eigh(sample.T @ sample)
        short = np.ascontiguousarray(axes[:, -COARSE:].astype(np.float32))
        rows = self.rows
        assert rows is not None
        blocks = [_floats(rows[at : at + SAMPLE]) @ short for at in range(0, len(rows), SAMPLE)]
        return short, np.concatenate(blocks)

    def _sample(self) -> Floats:
        rows = self.rows
        assert rows is not None
        return _floats(rows[:: max(1, len(rows) // SAMPLE)])

    def likeness(self, query: str) -> Floats | None:
        with self._lock:
            rows = self.rows
        encoded = meaning.encode([query]) if rows is not None else None
        return None if encoded is None else self.nearness(encoded[0])

    def nearness(self, asked: Floats) -> Floats | None:
        with self._lock:
            rows = self.rows
        if rows is None:
            return None
        if len(rows) < COARSE_FROM:
            found: Floats = rows @ asked
            return found
        with self._lock:
            short, coarse = self._coarse
        found = coarse @ (short.T @ asked)
        near = np.argpartition(-found, REFINED)[:REFINED]
        found[near] = _floats(rows[near]) @ asked
        return found

    @cached_property
    def _common(self) -> Floats:
        """What the practices have in common: nearness to it tells nothing."""
        common: Floats = _of_length_one(self._sample()).mean(axis=0)
        return common

    def alike(self, first: Numbers, lead: Floats, places: Numbers) -> Floats | None:
        with self._lock:
            rows = self.rows
            if rows is None:
                return None
            common = self._common
        centre = lead @ _of_length_one(_of_length_one(_floats(rows[first])) - common)
        centre /= max(float(np.linalg.norm(centre)), 1e-9)
        found: Floats = _of_length_one(_of_length_one(_floats(rows[places])) - common) @ centre
        return found


def _floats(rows: Any) -> Floats:
    single: Floats = rows.astype(np.float32, copy=False)
    return single


def _of_length_one(rows: Floats) -> Floats:
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def rarity(practices: int, total: int) -> float:
    """The weight of something that so many of all practices have."""
    return float(np.log1p((total - practices + 0.5) / (practices + 0.5)))


def _column(table: Any, name: str, kind: Any) -> Any:
    return table.column(name).to_numpy().astype(kind, copy=False)
