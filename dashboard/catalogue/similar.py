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
    table, vectors = _all(writer)
    if len(table) < 2:
        return
    found = [
        _nearest(table, vectors, np.arange(start, min(start + BLOCK, len(table))))
        for start in range(0, len(table), BLOCK)
    ]
    writer.insert("practice_similar", pd.concat(found, ignore_index=True))


def refresh(writer: database.Writer, practice_id: int) -> None:
    """Bring the neighbours up to date where one practice was published, changed or taken away."""
    table, vectors = _all(writer)
    kept = np.array(writer.rows("similar_weakest", practice_id=practice_id), dtype=np.float64)
    weakest = {int(one): score for one, score, _ in kept}
    touched = {int(one) for one, _, lost in kept if lost} | {practice_id}
    at = np.flatnonzero(table[:, 0] == practice_id) if len(table) else np.array([], dtype=int)
    if len(at):
        score, _ = _scores(table, vectors, at)
        near = zip(table[:, 0], score[0], strict=True)
        touched |= {int(one) for one, found in near if found > weakest.get(int(one), -1.0)}
    writer.run("practice_similar_remove", changed=sorted(touched))
    if len(table) < 2:
        return
    rows = np.flatnonzero(np.isin(table[:, 0], sorted(touched)))
    for start in range(0, len(rows), BLOCK):
        writer.insert("practice_similar", _nearest(table, vectors, rows[start : start + BLOCK]))


def _all(writer: database.Writer) -> tuple[Any, Vector | None]:
    """The codes and the vectors of all published practices, row by row the same practice."""
    table = np.array(writer.rows("similar_candidates"), dtype=np.int64).reshape(-1, 7)
    return table, search.vectors(writer, table[:, 0]) if len(table) > 1 else None


def _nearest(table: Any, vectors: Vector | None, rows: Any) -> pd.DataFrame:
    """The nearest of the practices in these rows."""
    score, text = _scores(table, vectors, rows)
    own = np.arange(len(rows))
    best = np.argsort(-score, axis=1, kind="stable")[:, : min(KEPT, len(table) - 1)]
    rank = np.tile(np.arange(1, best.shape[1] + 1), len(rows))
    who = np.repeat(own, best.shape[1])
    other = best.ravel()
    return pd.DataFrame(
        {
            "practice_id": table[rows[who], 0].astype(np.int32),
            "rank": rank.astype(np.uint8),
            "other_id": table[other, 0].astype(np.int32),
            "score": score[who, other].astype(np.float32),
            "closeness": text[who, other].astype(np.float32),
        }
    )


def _scores(table: Any, vectors: Vector | None, rows: Any) -> tuple[Any, Any]:
    """How like each of these rows is to every practice, in all and in text; itself is -1."""
    block = table[rows]
    text = _closeness(vectors, rows, len(table))
    score = WEIGHTS["text"] * text
    for column, name in ((1, "themes"), (2, "topics"), (3, "audiences")):
        score += WEIGHTS[name] * _overlap(block[:, column], table[:, column])
    score += WEIGHTS["instrument"] * (block[:, None, 4] == table[None, :, 4])
    score += WEIGHTS["size"] * (block[:, None, 5] == table[None, :, 5])
    score[np.arange(len(rows)), rows] = -1.0
    return score, text


def _closeness(vectors: Vector | None, rows: Any, columns: int) -> Any:
    if vectors is None:
        return np.zeros((len(rows), columns), dtype=np.float32)
    return np.clip(vectors[rows] @ vectors.T, 0.0, 1.0)


def _overlap(left: Any, right: Any) -> Any:
    """The share of bits two masks have in common; two empty ones share nothing."""
    both = np.bitwise_count(left[:, None] & right[None, :]).astype(np.float32)
    either = np.bitwise_count(left[:, None] | right[None, :])
    return both / np.maximum(either, 1)
