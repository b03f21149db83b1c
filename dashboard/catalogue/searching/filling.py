"""Fills the tables of search: SQL counts, Python only reads each distinct word once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from dashboard.catalogue import vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.searching import analysis

# What a word weighs by where it stands, and how BM25 treats repetition and long texts.
FIELDS = {"title": 3.0, "summary": 1.6, "body": 0.8, "label": 0.5}
SATURATION = 1.2
EVENNESS = 0.4
BLOCK = 20_000  # practices taken apart at a time: bounds memory at any size
PART_SHARE = 0.5  # a part of a compound, beside the word itself
# How well a place is named: by its own name, its country, its region, one word of a longer name.
CITY_SHARE, COUNTRY_SHARE, REGION_SHARE, WORD_SHARE = 1.0, 0.8, 0.5, 0.5
_CLEAR = ("search_key_clear", "search_word_clear", "search_post_clear", "search_length_clear")
_ROOMS = (
    "search_label_create",
    "search_reading_create",
    "search_place_create",
    "search_part_create",
)
_LABELLED = ("theme", "topic", "audience", "instrument")


class Reading(NamedTuple):
    """What a written word is reduced to, once for each of its keys."""

    language: str
    written: str
    word: str
    kind: str
    stem: str
    share: float


def fill(writer: Writer) -> None:
    """Empty the index and fill it anew; the vectors are another room's."""
    for empty in _CLEAR:
        writer.run(empty)
    first, last, practices = writer.rows("search_span")[0]
    step = max(1, (last - first + 1) * BLOCK // max(practices, 1))
    _fill(writer, [(start, min(start + step - 1, last)) for start in range(first, last + 1, step)])


def refill(writer: Writer, practice_id: int) -> None:
    """Bring the index up to date for one practice, published or not."""
    writer.run("search_post_remove", practice_id=practice_id)
    _fill(writer, [(practice_id, practice_id)], practice_id)


def _fill(writer: Writer, spans: Sequence[tuple[int, int]], practice_id: int = 0) -> None:
    _make_room(writer, practice_id)
    # German compounds are taken apart into the words met so far: those of the first block are most.
    known: dict[str, int] = dict.fromkeys(_known_words(writer), 0)
    for first, last in spans:
        writer.run("search_token_create", first=first, last=last, **FIELDS)
        writer.run("search_length_fill")
        _append(writer, "search_reading", _readings(writer, known), Reading._fields)
        writer.run("search_key_fill")
        writer.run("search_part_fill", saturation=SATURATION, evenness=EVENNESS)
        writer.run("search_part_place", first=first, last=last, saturation=SATURATION)
    writer.run("search_word_fill")
    writer.run("search_post_fill")
    writer.run("search_key_count")


def _make_room(writer: Writer, practice_id: int) -> None:
    for create in _ROOMS:
        writer.run(create)
    _append(writer, "search_label", _labels(), ("dim", "number", "language", "label"))
    _append(writer, "search_place", _places(writer, practice_id), ("city_id", "stem", "share"))


def _append(
    writer: Writer, table: str, rows: Iterable[tuple[object, ...]], columns: Sequence[str]
) -> None:
    found = list(rows)
    if found:
        writer.insert(table, pd.DataFrame(found, columns=list(columns)))


def _known_words(writer: Writer) -> list[str]:
    return [word for language, word, *_ in writer.rows("search_words") if language == "de"]


def _labels() -> list[tuple[object, ...]]:
    return [
        (dim, vocabulary.number(dim, code), language, vocabulary.label(dim, code, language))
        for dim in _LABELLED
        for code in vocabulary.codes(dim)
        for language in vocabulary.LANGUAGES
    ]


def _readings(writer: Writer, known: dict[str, int]) -> Iterator[Reading]:
    found = [row for row in writer.rows("search_written") if row[0] in vocabulary.LANGUAGES]
    known.update((analysis.fold(written), 0) for language, written in found if language == "de")
    for word in analysis.stop_words()["de"]:
        known.pop(word, None)
    for language, written in found:
        word = analysis.fold(written)
        if word in analysis.stop_words()[language]:
            continue
        for kind, stem, share in _keys(language, written, word, known):
            yield Reading(language, written, word, kind, stem, share)


def _keys(
    language: str, written: str, word: str, known: dict[str, int]
) -> Iterator[tuple[str, str, float]]:
    stem = analysis.stem(language, written)
    yield language, stem, 1.0
    concepts = analysis.concepts()[language]
    named = set(concepts.get((stem,), ()))
    if language == "de":
        for part in analysis.compound_parts(word, known):
            part_stem = analysis.stem("de", part)
            if part_stem != stem and part not in analysis.stop_words()["de"]:
                yield "de", part_stem, PART_SHARE
                named.update(concepts.get((part_stem,), ()))
    for concept in sorted(named):
        yield "concept", concept, 1.0


def _places(writer: Writer, practice_id: int) -> Iterator[tuple[int, str, float]]:
    """Every name by which a city may be asked for, with its country's and its region's.

    Of all cities, or of one practice's.
    """
    best: dict[tuple[int, str], float] = {}

    def name(city_id: int, text: str, share: float) -> None:
        parts = [analysis.fold(word.text) for word in analysis.words(text)]
        whole = " ".join(parts)
        best[city_id, whole] = max(best.get((city_id, whole), 0.0), share)
        if len(parts) > 1:
            for part in parts:
                if len(part) > 2 and not _is_stop_word(part):
                    key = (city_id, part)
                    best[key] = max(best.get(key, 0.0), share * WORD_SHARE)

    for city_id, country, region, city in writer.rows(
        "search_place_names", practice_id=practice_id
    ):
        name(city_id, city, CITY_SHARE)
        for language in vocabulary.LANGUAGES:
            name(city_id, vocabulary.label("country", country, language), COUNTRY_SHARE)
            name(city_id, vocabulary.label("region", region, language), REGION_SHARE)
    for (city_id, stem), share in sorted(best.items()):
        if stem:
            yield city_id, stem, share


def _is_stop_word(word: str) -> bool:
    return any(word in words for words in analysis.stop_words().values())
