"""What the texts suggest: practices whose meaning stands near a point of a declaration.

A hint is no proof: it says where a researcher may look first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dashboard.catalogue import database, vocabulary
from dashboard.catalogue.record import Text
from dashboard.catalogue.searching import meaning

MOST = 3  # hints a cell
# A practice is suggested where its text is nearer to the point than the catalogue's mostly are.
# Looked at: below these the neighbours of the points of 2015 and 2019 are accidents of wording.
NEAR, STANDS_OUT = 0.2, 1.2
FEWEST = 10  # practices: of fewer nobody can say what stands out

Points = tuple[tuple[str, ...], ...]  # each point in every language it is told in
Vectors = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Suggested:
    """A practice whose text stands near a point, from 0 to 1."""

    slug: str
    title: Text
    evidence: str
    closeness: float


def of(summit: str, language: str, points: Points) -> dict[tuple[int, str], tuple[Suggested, ...]]:
    """The hints of each cell, the nearest first; none without the sentence model."""
    return _of(summit, language, points, database.edition())


@lru_cache(maxsize=32)
def _of(
    summit: str, language: str, points: Points, edition: tuple[int, int]
) -> dict[tuple[int, str], tuple[Suggested, ...]]:
    near = _near(points, edition)
    if near is None:
        return {}
    places, closeness, chosen = near
    found: dict[tuple[int, str], list[Suggested]] = {}
    for row in database.records("declaration_candidates", summit=summit, language=language):
        at = places.get(row["practice_id"])
        for point in np.flatnonzero(chosen[:, at]) if at is not None else ():
            hint = Suggested(
                row["slug"],
                Text(row["title"], row["title_language"]),
                vocabulary.code("evidence", row["evidence"]),
                round(float(closeness[point, at]), 3),
            )
            found.setdefault((int(point) + 1, row["city"]), []).append(hint)
    return {
        key: tuple(sorted(hints, key=lambda one: (-one.closeness, one.slug))[:MOST])
        for key, hints in found.items()
    }


@lru_cache(maxsize=16)
def _near(
    points: Points, _edition: tuple[int, int]
) -> tuple[dict[int, int], Vectors, np.ndarray[Any, np.dtype[np.bool_]]] | None:
    """By point and practice: how near their texts are, and which stand out."""
    ids, stored = meaning.unpack(database.table("search_vectors"))
    asked = _vectors(points)
    if asked is None or len(ids) < FEWEST:
        return None
    closeness: Vectors = asked @ _of_length_one(stored.astype(np.float32)).T
    usual = closeness.mean(axis=1, keepdims=True)
    spread = np.maximum(closeness.std(axis=1, keepdims=True), 1e-6)
    chosen = (closeness >= NEAR) & ((closeness - usual) / spread >= STANDS_OUT)
    return {int(one): at for at, one in enumerate(ids)}, closeness, chosen


@lru_cache(maxsize=16)
def _vectors(points: Points) -> Vectors | None:
    """One vector a point: the mean of what it says in each language."""
    if not points or not meaning.available():
        return None
    made = [meaning.encode(list(words)) for words in points]
    return _of_length_one(np.stack([one.mean(axis=0) for one in made if one is not None]))


def _of_length_one(vectors: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    scaled: Vectors = vectors / lengths
    return scaled
