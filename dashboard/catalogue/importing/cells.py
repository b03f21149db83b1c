"""One cell of a file as a value of ours: numbers, years, codes and lists as people write them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from rapidfuzz import fuzz, process

from dashboard.catalogue import columns, vocabulary
from dashboard.catalogue.geography import fold

LONGEST_SHOWN = 120
CLOSE_ENOUGH = 70  # of 100: from here on a code may be what a misspelt word meant
# Said of countries, and in no list of territories.
_COUNTRY_NAMES = {
    "usa": "US", "us": "US", "united states of america": "US", "etats unis d'amerique": "US",
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "turkey": "TR", "turkiye": "TR", "czech republic": "CZ",
    "holland": "NL", "the netherlands": "NL", "korea": "KR", "republic of korea": "KR",
    "ivory coast": "CI", "russian federation": "RU", "palestine": "PS",
}  # fmt: skip


@dataclass(frozen=True)
class Unreadable(Exception):  # noqa: N818 - raised by one reader of cells, caught by one
    """A cell that says nothing we understand: why, and what would have been right."""

    code: str
    right: tuple[str, ...] = ()
    values: dict[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class CellFault:
    """A cell that could not be taken: its column, why, what it holds, what would be right."""

    column: str
    code: str
    given: str = ""
    right: tuple[str, ...] = ()
    values: dict[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Manner:
    """How the cells of a file are written where they do not say so themselves.

    `language` is that of texts without one; `decimal` the sign before a fraction, None where
    nobody has said.
    """

    language: str | None = None
    decimal: str | None = "."


def shown(value: Any) -> str:
    """A cell as it is quoted in a fault: one short line."""
    text = " ".join(str(value).split()).replace("\x00", "␀")
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str | list | tuple | dict) and not (
        value.strip() if isinstance(value, str) else value
    )


def words(value: Any) -> str:
    """A text, trimmed, with one kind of line end and of accents."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)  # a spreadsheet keeps 2020 as 2020.0
    if isinstance(value, list | tuple | dict | bytes):
        raise Unreadable("not_a_text")
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def items(value: Any) -> list[str]:
    """Several values: a list, or a text parted by |, line ends or ;."""
    if isinstance(value, list | tuple):
        return [words(one) for one in value if not is_blank(one)]
    return columns.parted(words(value))


def addresses(value: Any) -> list[str]:
    """Web addresses in one cell, parted by blanks, line ends, | or a ; that a blank follows."""
    if isinstance(value, list | tuple):
        return items(value)
    found = (one.strip(",;") for one in re.split(r"[\s|]+|;\s", words(value)))
    return [one for one in found if one]


# Numbers ---------------------------------------------------------------------------------------


def number(value: Any, manner: Manner = Manner()) -> float:  # noqa: B008 - frozen
    """A number, in any of the ways our four languages write one."""
    if isinstance(value, bool):
        raise Unreadable("not_a_number")
    try:
        found = float(value) if isinstance(value, int | float | Decimal) else None
        found = _spelt(words(value), manner) if found is None else found
    except (ValueError, OverflowError):
        raise Unreadable("not_a_number") from None
    if not math.isfinite(found):
        raise Unreadable("not_a_number")
    return found


def _spelt(text: str, manner: Manner) -> float:
    plain = re.sub(r"[\s\u00a0\u202f'’_]", "", text).replace("−", "-")
    if re.fullmatch(r"[-+]?\d+(e[-+]?\d+)?", plain, re.IGNORECASE):
        return float(plain)
    if not re.fullmatch(r"[-+]?\d+([.,]\d+)+(e[-+]?\d+)?", plain, re.IGNORECASE):
        raise ValueError(text)
    return float(_with_point(plain, manner.decimal))


def _with_point(plain: str, decimal: str | None) -> str:
    """The number with a point before its fraction and no sign between thousands."""
    signs = re.findall(r"[.,]", plain)
    if len(set(signs)) == 2:  # 1.234,5 or 1,234.5: the last one parts the fraction
        if signs.count(signs[-1]) > 1:
            raise ValueError(plain)
        return plain.replace(signs[0], "").replace(signs[-1], ".")
    thousands = re.fullmatch(r"[-+]?\d{1,3}([.,]\d{3})+", plain) is not None
    if len(signs) > 1:
        if not thousands:
            raise ValueError(plain)
        return plain.replace(signs[0], "")
    if thousands and decimal is None:
        right = (plain.replace(signs[0], ""), plain.replace(signs[0], "."))
        raise Unreadable("ambiguous_number", right)
    if thousands and decimal != signs[0]:
        return plain.replace(signs[0], "")
    return plain.replace(signs[0], ".")


def whole(value: Any) -> int:
    """A whole number."""
    found = number(value)
    if not found.is_integer() or abs(found) > 2**53:
        raise Unreadable("not_a_whole_number")
    return int(found)


def year(value: Any) -> int:
    """A year, also out of a date."""
    if isinstance(value, date):
        return value.year
    if isinstance(value, str) and (day := re.fullmatch(r"(\d{4})-\d\d-\d\d.*", value.strip())):
        return int(day[1])
    try:
        return whole(value)
    except Unreadable:
        raise Unreadable("not_a_year") from None


# Codes -----------------------------------------------------------------------------------------


def code(value: Any, dim: str) -> str:
    """The code of a list that a cell names, by itself or by its words in any language."""
    given = words(value)
    found = _by_name(dim).get(_key(given))
    if found is None:
        raise Unreadable("unknown_code", _meant(dim, given), {"given": shown(given)})
    return found


def country(value: Any) -> str:
    """The code of a country, named in any of our languages or by its code."""
    given = words(value)
    found = _COUNTRY_NAMES.get(fold(given)) or _by_name("country").get(_key(given))
    if found is None:
        raise Unreadable("unknown_country", _meant("country", given), {"given": shown(given)})
    return found


def language(value: Any) -> str:
    """One of our four languages, by its code or by its name in any of them."""
    found = _languages().get(fold(words(value)).split(" ")[0])
    if found is None:
        raise Unreadable("unknown_language", columns.LANGUAGES, {"given": shown(value)})
    return found


def _key(text: str) -> str:
    # A sign for a unit (%, €) is all that is left of it without letters.
    return fold(text.replace("_", " ")) or text.strip()


@cache
def _by_name(dim: str) -> dict[str, str]:
    """What each code may be called; a code's own name comes before any other's label."""
    found: dict[str, str] = {}
    for name, one in _names(dim):
        found.setdefault(_key(name), one)
    return found


def _names(dim: str) -> Iterable[tuple[str, str]]:
    codes = vocabulary.codes(dim)
    yield from ((one, one) for one in codes)
    if dim == "unit":
        for entry in vocabulary.document()["units"]:
            yield entry["written"], entry["id"]
            yield from ((word, entry["id"]) for word in entry["one"].values())
            if entry["symbol"]:
                yield entry["symbol"], entry["id"]
    for one in codes:
        for spoken in vocabulary.LANGUAGES:
            yield vocabulary.label(dim, one, spoken), one


@cache
def _languages() -> dict[str, str]:
    found = {one: one for one in vocabulary.LANGUAGES}
    for spoken in vocabulary.LANGUAGES:
        for one in vocabulary.LANGUAGES:
            found[fold(Locale(spoken).languages[one])] = one
    return found


def _meant(dim: str, given: str) -> tuple[str, ...]:
    """The codes that may have been meant; of a short list all of them."""
    codes = vocabulary.codes(dim)
    if len(codes) <= 6:
        return codes
    names = _by_name(dim)
    near = process.extract(
        _key(given), list(names), scorer=fuzz.ratio, limit=8, score_cutoff=CLOSE_ENOUGH
    )
    return tuple(dict.fromkeys(names[name] for name, _, _ in near))[:3]
