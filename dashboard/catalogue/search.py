"""The door to search: the practices that answer a query, best first, whatever language it is in.

How it works, room by room (dashboard.catalogue.searching): `analysis` reduces words, `filling`
keeps which practice has which word, `meaning` what each is about, `index` holds both in memory,
`reading` understands a query, `ranking` joins the evidence, `highlighting` shows it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dashboard.catalogue import database, versions
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.searching import filling, meaning, ranking
from dashboard.catalogue.searching.highlighting import Highlighter
from dashboard.catalogue.searching.index import Index
from dashboard.catalogue.searching.reading import read

Ids = np.ndarray[Any, np.dtype[np.int32]]
Scores = np.ndarray[Any, np.dtype[np.float32]]

_lock = threading.Lock()
_held: tuple[int, Index] | None = None


@dataclass(frozen=True, eq=False)
class Hits:
    """The practices found, best first."""

    ids: Ids
    scores: Scores

    def __len__(self) -> int:
        """How many were found."""
        return len(self.ids)


def hits(query: str, language: str) -> Hits | None:
    """The published practices that answer the query; None where there is no query at all.

    A query without a word that can be searched (signs, stop words alone) is answered by none.
    """
    return _hits(query.strip(), language, database.version())


@lru_cache(maxsize=64)  # a list may hold every practice
def _hits(query: str, language: str, version: int) -> Hits | None:
    index = _index(version)
    reading = read(query, language, index)
    if not query:
        return None
    if not reading.terms:
        return Hits(np.empty(0, np.int32), np.empty(0, np.float32))
    places, scores = ranking.rank(reading, index)
    return Hits(index.ids[places].astype(np.int32), scores)


def highlighter(query: str, language: str) -> Highlighter:
    """Marks in a text what the query matches: the same stems, beginnings, mistypings."""
    return _highlighter(query.strip(), language, database.version())


highlights = highlighter


@lru_cache(maxsize=256)
def _highlighter(query: str, language: str, version: int) -> Highlighter:
    index = _index(version)
    return Highlighter(read(query, language, index), index)


def warm() -> None:
    """Read index and model now rather than with the first query."""
    if database.version():
        hits("warm", "en")


def rebuild(writer: Writer) -> None:
    """Fill the tables of search anew, inside the transaction that builds."""
    filling.fill(writer)
    meaning.fill(writer)
    forget()


def refresh(writer: Writer, practice_id: int) -> None:
    """Bring search up to date for one practice, inside the transaction that publishes it."""
    filling.refill(writer, practice_id)
    meaning.fill(writer, practice_id)
    forget()


def ahead(drafts: Iterable[Draft]) -> AbstractContextManager[None]:
    """Take in what many texts mean before the transaction that writes them, which is then short."""
    return meaning.ahead(map(versions.texts_in_order, drafts))


def vectors(writer: Writer, ids: Any) -> Scores | None:
    """A vector of length 1 for each practice, in their order; None without the model."""
    return meaning.of(writer, ids)


def index() -> Index:
    """What the version now public knows about words and meaning."""
    return _index(database.version())


def forget() -> None:
    """Drop what is held in memory: needed where another store is opened under the same version."""
    global _held
    with _lock:
        _held = None
    _hits.cache_clear()
    _highlighter.cache_clear()


def _index(version: int) -> Index:
    global _held
    with _lock:
        if _held is None or _held[0] != version:
            _held = (version, Index())
        return _held[1]
