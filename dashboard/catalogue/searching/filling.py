"""Fills the tables of search from the published texts; SQL counts, Python only reads each distinct word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from dashboard.catalogue import vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.searching import analysis

# What a word weighs by where it stands, and how BM25 treats repetition and long texts.
FIELDS = {"title": 3.0, "summary": 1.6, "body": 0.8, "label": 0.5}
SATURATION = 1.2
EVENNESS = 0.4
PART_SHARE = 0.5  # a part of a compound, beside the word itself
CONCEPT_SHARE = 1.0
# How well a place is named: by its own name, its country, its part of the world, by one word of a longer name.
CITY_SHARE, COUNTRY_SHARE, REGION_SHARE, WORD_SHARE = 1.0, 0.8, 0.5, 0.5
_LABELLED = ("theme", "topic", "audience", "instrument")


class Reading(NamedTuple):
    """What a written word is reduced to, once for each of its keys."""

    language: str
    written: str
    word: str
    kind: str
    stem: str
    share: float
    practices: int


def fill(writer: Writer) -> None:
    """Empty the index and fill it anew; the vectors are another room's."""
    for table in ("key", "word", "post", "length"):
        writer.run(f"search_{table}_clear")
    _take_apart(writer, practice_id=0)
    writer.run("search_length_fill", **FIELDS)
    _count(writer, practice_id=0)


def refill(writer: Writer, practice_id: int) -> None:
    """Bring the index up to date for one practice, published or not."""
    writer.run("search_post_remove", practice_id=practice_id)
    _take_apart(writer, practice_id)
    _count(writer, practice_id)


def _take_apart(writer: Writer, practice_id: int) -> None:
    writer.run("search_label_create")
    writer.insert("search_label", pd.DataFrame(_labels()))
    writer.run("search_token_fill", practice_id=practice_id)
    writer.run("search_reading_create")
    columns = list(Reading._fields)
    writer.insert("search_reading", pd.DataFrame(list(_readings(writer)), columns=columns))
    writer.run("search_place_create")
    places = pd.DataFrame(list(_places(writer)), columns=["city_id", "stem", "share"])
    writer.insert("search_place", places)


def _count(writer: Writer, practice_id: int) -> None:
    writer.run("search_key_fill")
    writer.run("search_word_fill")
    writer.run(
        "search_post_fill",
        practice_id=practice_id,
        saturation=SATURATION,
        evenness=EVENNESS,
        **FIELDS,
    )
    writer.run("search_key_count")


def _labels() -> list[dict[str, object]]:
    return [
        {
            "dim": dim,
            "number": vocabulary.number(dim, code),
            "language": language,
            "label": vocabulary.label(dim, code, language),
        }
        for dim in _LABELLED
        for code in vocabulary.codes(dim)
        for language in vocabulary.LANGUAGES
    ]


def _readings(writer: Writer) -> Iterator[Reading]:
    by_language: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for language, written, practices in writer.rows("search_written"):
        by_language[language].append((written, practices))
    for language, found in by_language.items():
        if language not in vocabulary.LANGUAGES:
            continue
        known: dict[str, int] = {}
        for written, practices in found:
            word = analysis.fold(written)
            known[word] = max(known.get(word, 0), practices)
        for written, practices in found:
            word = analysis.fold(written)
            if word in analysis.stop_words()[language]:
                continue
            for kind, stem, share in _keys(language, written, word, known):
                yield Reading(language, written, word, kind, stem, share, practices)


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
                for concept in concepts.get((part_stem,), ()):
                    if concept not in named:
                        named.add(concept)
    for concept in sorted(named):
        yield "concept", concept, CONCEPT_SHARE


def _places(writer: Writer) -> Iterator[tuple[int, str, float]]:
    """Every name by which a city may be asked for, with its country's and its region's."""
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

    for city_id, country, region, city in writer.rows("search_place_names"):
        name(city_id, city, CITY_SHARE)
        for language in vocabulary.LANGUAGES:
            name(city_id, vocabulary.label("country", country, language), COUNTRY_SHARE)
            name(city_id, vocabulary.label("region", region, language), REGION_SHARE)
    for (city_id, stem), share in sorted(best.items()):
        if stem:
            yield city_id, stem, share


def _is_stop_word(word: str) -> bool:
    return any(word in words for words in analysis.stop_words().values())
