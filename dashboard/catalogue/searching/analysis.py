"""What a word is to search: plain letters, stems in four languages, stop words, concepts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from dashboard.catalogue.vocabulary import DATA, LANGUAGES

_NAMES = {"fr": "french", "en": "english", "de": "german", "es": "spanish"}
_STEMMERS = {language: Stemmer.Stemmer(name) for language, name in _NAMES.items()}
_WORD = re.compile(r"[^\W_]+")
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
SHORTEST_FEMININE = 8
LONGEST_WORD = 64  # longer runs of letters are no word of any text; they only cost time


class Word(NamedTuple):
    """A word where it stands in a text."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in their places, as they are written."""
    for found in _WORD.finditer(text):
        yield Word(found.group(), found.start(), found.end())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in plain small letters: without case, accents or ligatures."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=262_144)
def stem(language: str, word: str) -> str:
    """The stem of a word as written; accents never matter to it."""
    if language == "de":
        plain = word.lower()
        if plain.endswith("innen") and len(plain) > SHORTEST_FEMININE:
            plain = plain[: -len("innen")]  # Nachbarinnen are Nachbarn to a reader who searches
        # The German stemmer wants its umlauts: it knows ä, ae and a to be one.
        return fold(_STEMMERS["de"].stemWord(plain))
    return str(_STEMMERS[language].stemWord(fold(word)))


@lru_cache(maxsize=1)
def stop_words() -> dict[str, frozenset[str]]:
    """Per language the words that say nothing about a practice, question words among them."""
    document = json.loads((DATA / "search" / "stop-words.json").read_text(encoding="utf-8"))
    return {language: frozenset(document[language].split()) for language in LANGUAGES}


@lru_cache(maxsize=1)
def concepts() -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
    """Per language, stems in a row and the concepts they name."""
    document = json.loads((DATA / "search" / "concepts.json").read_text(encoding="utf-8"))
    found: dict[str, dict[tuple[str, ...], list[str]]] = {language: {} for language in LANGUAGES}
    for concept, entries in document.items():
        for language in LANGUAGES:
            for entry in entries[language]:
                phrase = tuple(stem(language, word.text) for word in words(entry))
                named = found[language].setdefault(phrase, [])
                if concept not in named:
                    named.append(concept)
    return {
        language: {phrase: tuple(named) for phrase, named in phrases.items()}
        for language, phrases in found.items()
    }


@lru_cache(maxsize=1)
def related() -> dict[str, tuple[str, ...]]:
    """Per concept those that are near it: who asks for one may be helped by the other."""
    document = json.loads((DATA / "search" / "concepts.json").read_text(encoding="utf-8"))
    return {concept: tuple(entries.get("related", ())) for concept, entries in document.items()}


def compound_parts(word: str, known: dict[str, int], shortest: int = 4) -> tuple[str, ...]:
    """The known words a German compound is made of, or nothing; the fewest, longest parts win."""
    if len(word) < 2 * shortest or len(word) > LONGEST_WORD:
        return ()
    return _parts(word, known, shortest, 0)


def _parts(word: str, known: dict[str, int], shortest: int, depth: int) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    for cut in range(len(word) - shortest, shortest - 1, -1):
        head, rest = word[:cut], word[cut:]
        if not stands_first(head, known):
            continue
        tail = (
            (rest,)
            if rest in known
            else _parts(rest, known, shortest, depth + 1)
            if depth < 1
            else ()
        )
        if tail and (not best or 1 + len(tail) < len(best)):
            best = (stands_first(head, known), *tail)
    return best


def stands_first(head: str, known: dict[str, int]) -> str:
    """The known word at the head of a compound, without the letters that join it to the rest."""
    # Parts are joined by s, n, en, es or er, which belong to neither.
    if head in known:
        return head
    for joint in ("s", "n", "en", "es", "er", "e"):
        if head.endswith(joint) and len(head) - len(joint) >= 4 and head[: -len(joint)] in known:
            return head[: -len(joint)]
    return ""
