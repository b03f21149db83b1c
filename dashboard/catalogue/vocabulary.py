"""The codes the catalogue uses, their numbers in the store and their words in four languages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

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
_FACTS = ("min", "max", "kind", "currency", "symbol", "continent")
UNKNOWN_SIZE = "unknown"  # the band of a city whose population no source gives
MASKED = ("theme", "topic", "audience", "summit")  # dimensions of which a practice has several


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """data/vocabulary.json as it is."""
    loaded: dict[str, Any] = json.loads((DATA / "vocabulary.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _summits() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((DATA / "summits.json").read_text(encoding="utf-8"))
    return loaded


def summit(code: str) -> dict[str, Any]:
    """What data/summits.json tells of one summit."""
    return next(entry for entry in _summits() if entry["id"] == code)


@lru_cache(maxsize=64)
def _entries(dim: str) -> dict[str, dict[str, Any]]:
    if dim == "summit":
        return {entry["id"]: {"label": entry["name"], "definition": {}} for entry in _summits()}
    if dim == "country":
        return {code: {} for code in sorted(document()["country_region"])}
    return {entry["id"]: entry for entry in document().get(_SECTIONS[dim], [])}


def dimensions() -> tuple[str, ...]:
    """All dimensions, in a stable order."""
    return (*_SECTIONS, "country", "summit")


@lru_cache(maxsize=64)
def codes(dim: str) -> tuple[str, ...]:
    """The codes of a dimension in the order people see them."""
    return tuple(_entries(dim))


def has(dim: str, code: str) -> bool:
    """Whether the list holds this code."""
    return code in codes(dim)


@lru_cache(maxsize=64)
def _numbers(dim: str) -> dict[str, int]:
    return {code: number for number, code in enumerate(codes(dim))}


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


@lru_cache(maxsize=4096)
def label(dim: str, code: str, language: str) -> str:
    """The word for a code in one of the four languages."""
    if dim == "country":
        return _territories(language).get(code, code)
    try:
        words: dict[str, str] = _entries(dim)[code]["label"]
    except KeyError:
        raise UnknownCode(f"{dim}: {code}") from None
    return words.get(language) or words["en"]


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
