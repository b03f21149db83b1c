"""The index in memory: every key, the words it knows, and the practices of the keys asked for lately.

Measured at 100,000 practices: reading a key's rows from DuckDB costs a few milliseconds, a query asks for
ten to forty keys and most of them again and again, so rows are kept as arrays once read, the oldest
dropped first. Reading everything at the start would take seconds and half a gigabyte instead.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from dashboard.catalogue import database
from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.vocabulary import LANGUAGES

Numbers = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]

KEPT_ROWS = 20_000_000  # rows of postings held in memory: 160 MB at most
COARSE = 96  # dimensions of the first look at the vectors
COARSE_FROM = 20_000  # below this many practices the whole vectors are looked at
REFINED = 1_000  # practices that get a second, whole look


class Posts(NamedTuple):
    """The practices that carry a key, by their place in the index, and how strongly."""

    places: Numbers
    weights: Floats


class Index:
    """What one version of the catalogue knows about words and meaning."""

    def __init__(self) -> None:
        """Read the keys and the ids; postings come when asked for."""
        self.ids: Numbers = _column(database.table("search_practices"), "practice_id", np.int32)
        keys = database.table("search_keys")
        self.counts: dict[int, int] = {}
        self.keys: dict[str, dict[str, int]] = {kind: {} for kind in (*LANGUAGES, "place", "concept")}
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
        """Per language the words that are written otherwise than in plain letters, and how."""
        return {
            language: {word: written for word, (written, _) in known.items() if written != word}
            for language, known in self._vocabulary.items()
        }

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

    def near(self, word: str, language: str, most: int) -> list[tuple[str, int]]:
        """The words of a language (or names of places) that differ in so few letters, nearest first."""
        found = process.extract(
            word,
            self._choices(language),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=most,
            limit=10,
        )
        return [(near, int(distance)) for near, distance, _ in found]

    def _choices(self, language: str) -> list[str]:
        if language not in self._listed:
            known = self.keys["place"] if language == "place" else self.words[language]
            self._listed[language] = list(known)
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

    def alike(self, score: Floats, exemplars: int) -> Floats | None:
        """How near in meaning each practice is to those that score best; None without vectors."""
        return self._vectors.alike(score, exemplars)

    def vector_rows(self) -> Floats | None:
        """The vector of each practice, in the order of `ids`."""
        return self._vectors.rows


class _Vectors:
    """The vectors of all practices, and a short form of them for a first look when there are many."""

    def __init__(self, ids: Numbers) -> None:
        self._ids = ids
        self._lock = threading.Lock()

    @cached_property
    def rows(self) -> Floats | None:
        if not meaning.available():
            return None
        ids, stored = meaning.unpack(database.table("search_vectors"))
        if not len(ids):
            return None
        rows = np.zeros((len(self._ids), meaning.DIMENSIONS), dtype=np.float32)
        rows[np.searchsorted(self._ids, ids)] = stored
        return rows

    @cached_property
    def _coarse(self) -> tuple[Floats, Floats]:
        rows = self.rows
        assert rows is not None
        sample = rows[:: max(1, len(rows) // 20_000)]
        _, axes = np.linalg.eigh(sample.T @ sample)
        short = np.ascontiguousarray(axes[:, -COARSE:].astype(np.float32))
        return short, rows @ short

    def likeness(self, query: str) -> Floats | None:
        with self._lock:
            rows = self.rows
        if rows is None:
            return None
        encoded = meaning.encode([query])
        if encoded is None:
            return None
        asked: Floats = encoded[0]
        if len(rows) < COARSE_FROM:
            found: Floats = rows @ asked
            return found
        with self._lock:
            short, coarse = self._coarse
        found = coarse @ (short.T @ asked)
        near = np.argpartition(-found, REFINED)[:REFINED]
        found[near] = rows[near] @ asked
        return found


    @cached_property
    def _apart(self) -> Floats:
        """The vectors without what all practices have in common, of length 1."""
        rows = self.rows
        assert rows is not None
        apart = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        apart -= apart.mean(axis=0)
        apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
        return apart

    def alike(self, score: Floats, exemplars: int) -> Floats | None:
        with self._lock:
            if self.rows is None or len(score) < 4 * exemplars:
                return None
            apart = self._apart
        first = np.argpartition(-score, 2 * exemplars)[: 2 * exemplars + 1]
        first = first[np.argsort(-score[first], kind="stable")]
        best, limit = first[:exemplars], float(score[first[-1]])
        weights = np.maximum(score[best] - limit, 1e-6)
        centre = weights @ apart[best]
        centre /= max(float(np.linalg.norm(centre)), 1e-9)
        found: Floats = apart @ centre
        return found


def rarity(practices: int, total: int) -> float:
    """The weight of something that so many of all practices have."""
    return float(np.log1p((total - practices + 0.5) / (practices + 0.5)))


def _column(table: Any, name: str, kind: Any) -> Any:
    return table.column(name).to_numpy().astype(kind, copy=False)
