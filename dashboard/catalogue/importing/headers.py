"""Which of our columns a header means: by our own name, or as people say it in four languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from dashboard.catalogue import columns, vocabulary
from dashboard.catalogue.draft import TEXTS
from dashboard.catalogue.geography import fold

# How a language is called beside its name in the four: title (français), titre en anglais.
_CALLED = {"castellano": "es", "castilian": "es"}
_BETWEEN = ("in", "en", "auf")


@dataclass(frozen=True)
class Recognised:
    """The column a header means; `spoken` are the languages in which it is called so."""

    column: str
    own: bool  # by our own name for it
    spoken: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def recognised(header: str) -> Recognised | None:
    """What a header means; None where it says nothing to us."""
    name = header.strip()
    if columns.column(name) is not None:
        return Recognised(name, own=True)
    words = fold(name).split()
    row = next((one for one in words if one.isdecimal()), None)
    words = [one for one in words if one is not row]
    return _meant(words, row, None) or _in_a_language(words, row)


def _in_a_language(words: list[str], row: str | None) -> Recognised | None:
    """The same for a header that also names the language of its texts."""
    for rest, named in ((words[:-1], words[-1:]), (words[1:], words[:1])):
        language = _languages().get("".join(named))
        if language is None:
            continue
        if rest and rest[-1] in _BETWEEN and (found := _meant(rest[:-1], row, language)):
            return found
        if found := _meant(rest, row, language):
            return found
    return None


def _meant(words: list[str], row: str | None, language: str | None) -> Recognised | None:
    about, spoken = _names().get(" ".join(words), (None, frozenset[str]()))
    if about is None:
        return None
    name = _column_name(about, row or "1", language)
    if name is None or columns.column(name) is None:
        return None
    return Recognised(name, own=False, spoken=spoken)


def _column_name(about: str, row: str, language: str | None) -> str | None:
    kind, _, part = about.partition("_")
    if kind in ("figure", "source") and part:
        name = f"{kind}_{int(row)}_{part}"
        if part == "label":
            return f"{name}_{language}" if language else name
    else:
        name = about
    if language is None:
        return name
    return f"{name}_{language}" if about in TEXTS else None


@cache
def _names() -> dict[str, tuple[str, frozenset[str]]]:
    """Each name with what it is about and the languages in which it is said."""
    text = (vocabulary.DATA / "interchange" / "headers.json").read_text(encoding="utf-8")
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for about, languages in json.loads(text).items():
        for language, names in languages.items():
            for name in names:
                first, spoken = found.get(fold(name), (about, frozenset[str]()))
                found[fold(name)] = (first, spoken | {language})
    return found


@cache
def _languages() -> dict[str, str]:
    """The names of the four languages in the four, their codes, and what else they are called."""
    found = {one: one for one in vocabulary.LANGUAGES} | _CALLED
    for spoken in vocabulary.LANGUAGES:
        for one in vocabulary.LANGUAGES:
            found[fold(Locale(spoken).languages[one])] = one
    return found
