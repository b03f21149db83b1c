"""What a reader asks of the catalogue, as a value, as an address and as bound values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from dashboard.catalogue import vocabulary

LONGEST_QUERY = 300  # signs; more is cut, a pasted page is no question
EARLIEST, LATEST = 1800, 2100


@dataclass(frozen=True)
class Filters:
    """A question to the catalogue; an empty field restricts nothing.

    Within a field any of the codes will do; between fields all must hold.
    """

    query: str = ""
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    summits: tuple[str, ...] = ()
    figures: bool | None = None
    results: bool | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is restricted."""
        return self == Filters()

    def without(self, field: str, code: str | None = None) -> Filters:
        """The same question with one code, or a whole field, dropped."""
        now = getattr(self, field)
        rest: Any = getattr(Filters(), field)
        if code is not None and isinstance(now, tuple):
            rest = tuple(one for one in now if one != code)
        return replace(self, **{field: rest})

    def chips(self) -> list[tuple[str, str]]:
        """Each restriction as (field, code), in the order of the panel."""
        found = []
        for field, value in self.to_query().items():
            name = _FIELD_OF[field]
            found += [(name, one) for one in value]
        return found

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of the address; codes only, stable order, empty fields left out."""
        address: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or value in ((), ""):
                continue
            address[PARAMETERS[field.name]] = _written(value)
        return address

    @classmethod
    def from_query(
        cls, address: Mapping[str, Sequence[str]], city_known: Callable[[str], bool] | None = None
    ) -> tuple[Filters, tuple[str, ...]]:
        """The question an address asks, and the values in it that nobody knows."""
        values: dict[str, Any] = {}
        unknown: list[str] = []
        for field, parameter in PARAMETERS.items():
            given = [one for one in address.get(parameter, ()) if one]
            if not given:
                continue
            value, bad = _read(field, given, city_known)
            unknown += bad
            values[field] = value
        return cls(**values), tuple(unknown)


PARAMETERS = {
    "query": "q",
    "themes": "theme",
    "topics": "topic",
    "countries": "country",
    "regions": "region",
    "cities": "city",
    "sizes": "size",
    "audiences": "audience",
    "instruments": "instrument",
    "statuses": "status",
    "evidence": "evidence",
    "since": "from",
    "until": "to",
    "summits": "summit",
    "figures": "figures",
    "results": "results",
}
_FIELD_OF = {parameter: field for field, parameter in PARAMETERS.items()}

# The dimension of the vocabulary behind each list field; cities are records, not codes.
DIMENSIONS = {
    "themes": "theme",
    "topics": "topic",
    "countries": "country",
    "regions": "region",
    "sizes": "size",
    "audiences": "audience",
    "instruments": "instrument",
    "statuses": "status",
    "evidence": "evidence",
    "summits": "summit",
}


def _written(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(value)]


def _read(
    field: str, given: list[str], city_known: Callable[[str], bool] | None
) -> tuple[Any, list[str]]:
    if field == "query":
        return clean_query(given[0]), []
    if field in ("since", "until"):
        return _year(given[0])
    if field in ("figures", "results"):
        known = {"yes": True, "no": False}
        return known.get(given[0]), [] if given[0] in known else [given[0]]
    known_code = _known(field, city_known)
    good = tuple(dict.fromkeys(one for one in given if known_code(one)))
    return _ordered(field, good), [one for one in given if one not in good]


def _known(field: str, city_known: Callable[[str], bool] | None) -> Callable[[str], bool]:
    if field == "cities":
        return city_known or (lambda slug: bool(re.fullmatch(r"[a-z0-9-]{1,80}", slug)))
    dim = DIMENSIONS[field]
    return lambda code: vocabulary.has(dim, code)


def _ordered(field: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    # One question has one address: codes stand in the list's order, not in that of the clicks.
    if field == "cities":
        return tuple(sorted(codes))
    return tuple(sorted(codes, key=lambda code: vocabulary.number(DIMENSIONS[field], code)))


def _year(text: str) -> tuple[int | None, list[str]]:
    if re.fullmatch(r"\d{4}", text) and EARLIEST <= int(text) <= LATEST:
        return int(text), []
    return None, [text]


def clean_query(text: str) -> str:
    """What a person typed, without control signs and double spaces, cut to LONGEST_QUERY."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_QUERY]


@lru_cache(maxsize=1024)
def bound(filters: Filters) -> dict[str, Any]:
    """The values every filtering query binds: masks for all code lists, 0 restricting nothing.

    Countries are numbers in a list, cities are slugs in a list; an empty list restricts nothing.
    """
    masks = {
        name: vocabulary.mask(DIMENSIONS[name], getattr(filters, name))
        for name in DIMENSIONS
        if name != "countries"
    }
    return {
        **masks,
        "countries": [vocabulary.number("country", code) for code in filters.countries],
        "cities": list(filters.cities),
        "since": filters.since,
        "until": filters.until,
        "figures": filters.figures,
        "results": filters.results,
    }
