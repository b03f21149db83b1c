"""The neighbours of each practice, near in codes and in text; the page tells the reasons."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dashboard.catalogue import database, search

KEPT = 10
BLOCK = 512  # rows compared at a time: bounds memory at any size
# How much each likeness weighs; text first, since codes are coarse.
WEIGHTS = {
    "text": 0.5,
    "themes": 0.15,
    "audiences": 0.15,
    "topics": 0.05,
    "instrument": 0.1,
    "size": 0.05,
}

Vector = np.ndarray[Any, np.dtype[np.float32]]


def rebuild(writer: database.Writer) -> None:
    """Fill practice_similar with the KEPT nearest of each practice."""
    rows = writer.rows("similar_candidates")
    if len(rows) < 2:
        return
    table = np.array(rows, dtype=np.int64)
    ids = table[:, 0]
    vectors = search.vectors(writer, ids)
    found = []
    for start in range(0, len(ids), BLOCK):
        found.append(_nearest(table, vectors, start))
    writer.insert("practice_similar", pd.concat(found, ignore_index=True))


def _nearest(table: Any, vectors: Vector | None, start: int) -> pd.DataFrame:
    block = table[start : start + BLOCK]
    text = _closeness(vectors, start, len(block), len(table))
    score = WEIGHTS["text"] * text
    for column, name in ((1, "themes"), (2, "topics"), (3, "audiences")):
        score += WEIGHTS[name] * _overlap(block[:, column], table[:, column])
    score += WEIGHTS["instrument"] * (block[:, None, 4] == table[None, :, 4])
    score += WEIGHTS["size"] * (block[:, None, 5] == table[None, :, 5])
    own = np.arange(len(block))
    score[own, start + own] = -1.0
    best = np.argsort(-score, axis=1, kind="stable")[:, : min(KEPT, len(table) - 1)]
    rank = np.tile(np.arange(1, best.shape[1] + 1), len(block))
    who = np.repeat(own, best.shape[1])
    other = best.ravel()
    return pd.DataFrame(
        {
            "practice_id": block[who, 0].astype(np.int32),
            "rank": rank.astype(np.uint8),
            "other_id": table[other, 0].astype(np.int32),
            "score": score[who, other].astype(np.float32),
            "closeness": text[who, other].astype(np.float32),
        }
    )


def _closeness(vectors: Vector | None, start: int, rows: int, columns: int) -> Any:
    if vectors is None:
        return np.zeros((rows, columns), dtype=np.float32)
    return np.clip(vectors[start : start + rows] @ vectors.T, 0.0, 1.0)


def _overlap(left: Any, right: Any) -> Any:
    """The share of bits two masks have in common; two empty ones share nothing."""
    both = np.bitwise_count(left[:, None] & right[None, :]).astype(np.float32)
    either = np.bitwise_count(left[:, None] | right[None, :])
    return both / np.maximum(either, 1)
