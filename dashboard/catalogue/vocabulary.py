"""The codes the catalogue uses, their numbers in the store and their words in four languages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

from dashboard.catalogue import database
from dashboard.catalogue.errors import UnknownCode

DATA = Path(__file__).resolve().parents[2] / "data"
LANGUAGES = ("fr", "en", "de", "es")

# Where a dimension lies in data/vocabulary.json; the order there is the number in the store.
_SECTIONS = {
    "theme": "themes",
    "topic": "topics",
    "audience": "audiences",
    "instrument": "instruments",
    "status": "status",
    "evidence": "evidence",
    "region": "regions",
    "size": "population_bands",
    "conclusion_kind": "conclusion_kinds",
    "basis": "bases",
    "unit": "units",
}
MOST_SUMMITS = 62  # bits of the column that keeps them
_FACTS = ("min", "max", "kind", "currency", "symbol", "continent")
UNKNOWN_SIZE = "unknown"  # the band of a city whose population no source gives
MASKED = ("theme", "topic", "audience", "summit")  # dimensions of which a practice has several


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """data/vocabulary.json as it is."""
    loaded: dict[str, Any] = json.loads((DATA / "vocabulary.json").read_text(encoding="utf-8"))
    return loaded


# Summits: a city may host one at any moment, so this list is the store's, where one is open ------

_Age = tuple[int, int] | None  # which store, and its version; None for the files


@lru_cache(maxsize=1)
def _released_summits() -> list[dict[str, Any]]:
    files = [DATA / "summits.json", *sorted((DATA / "summits").glob("*.json"))]
    told = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [*told[0], *told[1:]]


@lru_cache(maxsize=4)
def _summits(age: _Age) -> dict[str, dict[str, Any]]:
    """What is told of each summit, in the order of the numbers they have in the store."""
    rows = database.rows("summit_codes") if age else []
    told = [json.loads(body) for (body,) in rows] or _released_summits()
    return {entry["id"]: entry for entry in told}


def _age() -> _Age:
    return database.edition() if database.is_open() else None


def summit(code: str) -> dict[str, Any]:
    """What the store, or without one the released files, tell of a summit."""
    try:
        return _summits(_age())[code]
    except KeyError:
        raise UnknownCode(f"summit: {code}") from None


@lru_cache(maxsize=4)
def _summit_entries(age: _Age) -> dict[str, dict[str, Any]]:
    return {code: {"label": told["name"]} for code, told in _summits(age).items()}


@lru_cache(maxsize=4)
def _summit_codes(age: _Age) -> tuple[str, ...]:
    return tuple(_summits(age))


# The lists ---------------------------------------------------------------------------------------


def _entries(dim: str) -> dict[str, dict[str, Any]]:
    return _summit_entries(_age()) if dim == "summit" else _listed(dim)


@lru_cache(maxsize=64)
def _listed(dim: str) -> dict[str, dict[str, Any]]:
    if dim == "country":
        return {code: {} for code in sorted(document()["country_region"])}
    return {entry["id"]: entry for entry in document().get(_SECTIONS[dim], [])}


def dimensions() -> tuple[str, ...]:
    """All dimensions, in a stable order."""
    return (*_SECTIONS, "country", "summit")


def codes(dim: str) -> tuple[str, ...]:
    """The codes of a dimension in the order people see them."""
    return _summit_codes(_age()) if dim == "summit" else _codes(dim)


@lru_cache(maxsize=64)
def _codes(dim: str) -> tuple[str, ...]:
    return tuple(_listed(dim))


def has(dim: str, code: str) -> bool:
    """Whether the list holds this code."""
    return code in codes(dim)


def _numbers(dim: str) -> dict[str, int]:
    return _summit_numbers(_age()) if dim == "summit" else _listed_numbers(dim)


@lru_cache(maxsize=64)
def _listed_numbers(dim: str) -> dict[str, int]:
    return {code: number for number, code in enumerate(_codes(dim))}


@lru_cache(maxsize=4)
def _summit_numbers(age: _Age) -> dict[str, int]:
    return {code: number for number, code in enumerate(_summit_codes(age))}


def number(dim: str, code: str) -> int:
    """The small integer (or bit position) that stands for a code in the store."""
    try:
        return _numbers(dim)[code]
    except KeyError:
        raise UnknownCode(f"{dim}: {code}") from None


def code(dim: str, number: int) -> str:
    """The code behind a number of the store."""
    return codes(dim)[number]


def mask(dim: str, chosen: tuple[str, ...] | list[str]) -> int:
    """The chosen codes as bits; none chosen is 0, which restricts nothing."""
    bits = 0
    for one in chosen:
        bits |= 1 << number(dim, one)
    return bits


def unmask(dim: str, bits: int) -> tuple[str, ...]:
    """The codes whose bits are set, in the list's order."""
    return tuple(one for one in codes(dim) if bits >> number(dim, one) & 1)


@lru_cache(maxsize=4)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def label(dim: str, code: str, language: str) -> str:
    """The word for a code in one of the four languages; of a summit in the nearest it is told."""
    if dim == "country":
        return _territories(language).get(code, code)
    try:
        words: dict[str, str] = _entries(dim)[code]["label"]
    except KeyError:
        raise UnknownCode(f"{dim}: {code}") from None
    return words.get(language) or words.get("en") or next(iter(words.values()))


def inside(dim: str, code: str, language: str) -> str:
    """The label with the article a sentence of this language wants; empty where it wants none."""
    return str(_entries(dim)[code].get("inside", {}).get(language, ""))


def has_label(dim: str, code: str, language: str) -> bool:
    """Whether the list itself has a word for the code in this language; countries come by Babel."""
    return dim == "country" or bool(_entries(dim)[code].get("label", {}).get(language))


def definition(dim: str, code: str, language: str) -> str:
    """What a code means, in one or two sentences; empty where the vocabulary has none."""
    words: dict[str, str] = _entries(dim)[code].get("definition", {})
    return words.get(language) or words.get("en", "")


def facts(dim: str, code: str) -> dict[str, Any]:
    """What a list tells of a code beside its words: bounds, kinds, where it belongs."""
    if dim == "country":
        return {"region": region_of(code)}
    return {name: value for name, value in _entries(dim)[code].items() if name in _FACTS}


def region_of(country: str) -> str:
    """The M49 sub-region of an ISO 3166-1 alpha-2 country code."""
    try:
        found: str = document()["country_region"][country]
    except KeyError:
        raise UnknownCode(f"country: {country}") from None
    return found


def size_of(population: int | None) -> str:
    """The population band of a number of inhabitants."""
    if population is None:
        return UNKNOWN_SIZE
    bands = [band for band in document()["population_bands"] if band["id"] != UNKNOWN_SIZE]
    return str(max((b for b in bands if b["min"] <= population), key=lambda b: b["min"])["id"])
