"""What a practice must hold before it may be sent: all its faults at once, as codes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from dashboard.catalogue import vocabulary
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.practice import (
    LONGEST_SUMMARY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_TEXT,
)

# A record that can be used has these six; everything else may follow later.
REQUIRED = ("title", "summary", "city", "themes", "instrument", "sources")
MOST = {"themes": 3, "topics": 3, "audiences": 4}
EARLIEST_YEAR, YEARS_AHEAD = 1800, 20
LONGEST_LINE, LONGEST_URL, MOST_ROWS = 300, 2000, 50
# Signs that turn what stands beside them, and the controls that stand behind ASCII.
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069").union(
    map(chr, range(0x7F, 0xA0))
)
LENGTHS = {
    "title": (3, LONGEST_TITLE),
    "summary": (3, LONGEST_SUMMARY),
    "challenge": (SHORTEST_TEXT, LONGEST_TEXT),
    "approach": (SHORTEST_TEXT, LONGEST_TEXT),
    "results": (SHORTEST_TEXT, LONGEST_TEXT),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which field (and language or row), as a code with its values.

    Codes: missing, too_short, too_long, unknown_code, twice, too_many, year_out_of_range,
    years_reversed, not_a_web_address, no_such_source, unreadable_sign, incomplete_row,
    unknown_place, not_a_number; and of a form alone not_your_city.
    """

    field: str
    code: str
    language: str | None = None
    row: int | None = None  # of figures, sources and partners, from 1
    part: str | None = None  # of such a row, as publisher, where it is known
    values: dict[str, str | int] = dataclasses.field(default_factory=dict, hash=False)


def faults(draft: Draft) -> tuple[Fault, ...]:
    """Everything that keeps the draft from being sent, in the order of the form."""
    return tuple(_all(draft))


def lacks(draft: Draft) -> tuple[str, ...]:
    """The required fields that are still empty, of REQUIRED."""
    return tuple(name for name in REQUIRED if not _given(draft, name))


def filled(draft: Draft) -> float:
    """The share of all fields that say something, from 0 to 1: how empty a record is."""
    texts = sum(bool(draft.texts(name)) for name in TEXTS)
    others = (
        draft.city_id, draft.themes, draft.topics, draft.audiences, draft.instrument,
        draft.status != "unknown", draft.start_year, draft.lead, draft.partners, draft.figures,
        draft.sources,
    )  # fmt: skip
    return (texts + sum(map(bool, others))) / (len(TEXTS) + len(others))


def _given(draft: Draft, name: str) -> bool:
    if name in TEXTS:
        own = draft.texts(name).get(draft.language) if draft.language else None
        # A released record does not say in which language it was first written: any will do.
        found = [own] if draft.language else list(draft.texts(name).values())
        return any(one is not None and one.words.strip() for one in found)
    if name == "city":
        return draft.city_id is not None
    if name == "sources":
        return any(one.url.strip() for one in draft.sources)
    return bool(getattr(draft, name))


def _all(draft: Draft) -> Iterator[Fault]:
    for name in lacks(draft):
        yield Fault(name, "missing")
    yield from _texts(draft)
    yield from _codes(draft)
    yield from _years(draft)
    yield from _lines(draft)
    yield from _figures(draft)
    yield from _sources(draft)


def _texts(draft: Draft) -> Iterator[Fault]:
    for name, language, wording in draft.written():
        length = len(wording.words.strip())
        fewest, most = LENGTHS[name]
        if 0 < length < fewest:
            yield Fault(name, "too_short", language, values={"fewest": fewest, "given": length})
        if length > most:
            yield Fault(name, "too_long", language, values={"most": most, "given": length})
        if not _readable(wording.words, lines=True):
            yield Fault(name, "unreadable_sign", language)


def _codes(draft: Draft) -> Iterator[Fault]:
    lists = {"themes": "theme", "topics": "topic", "audiences": "audience"}
    for name, dim in lists.items():
        given: tuple[str, ...] = getattr(draft, name)
        yield from (
            Fault(name, "unknown_code", values={"given": one})
            for one in given
            if not vocabulary.has(dim, one)
        )
        if len(set(given)) < len(given):
            yield Fault(name, "twice")
        if len(given) > MOST[name]:
            yield Fault(name, "too_many", values={"most": MOST[name], "given": len(given)})
    for name in ("instrument", "status", "evidence"):
        code: str | None = getattr(draft, name)
        if code and not vocabulary.has(name, code):
            yield Fault(name, "unknown_code", values={"given": code})


def _years(draft: Draft) -> Iterator[Fault]:
    for name in ("start_year", "end_year"):
        yield from _year(name, getattr(draft, name))
    if draft.start_year and draft.end_year and draft.end_year < draft.start_year:
        yield Fault("end_year", "years_reversed")


def _year(name: str, year: int | None, row: int | None = None) -> Iterator[Fault]:
    latest = date.today().year + YEARS_AHEAD
    if year is not None and not EARLIEST_YEAR <= year <= latest:
        values: dict[str, str | int] = {"given": year, "fewest": EARLIEST_YEAR, "most": latest}
        yield Fault(name, "year_out_of_range", row=row, values=values)


def _lines(draft: Draft) -> Iterator[Fault]:
    yield from _line("lead", draft.lead)
    for row, partner in enumerate(draft.partners, start=1):
        yield from _line("partners", partner, row)
        if not partner.strip():
            yield Fault("partners", "incomplete_row", row=row)
    for name in ("partners", "figures", "sources"):
        rows = getattr(draft, name)
        if len(rows) > MOST_ROWS:
            yield Fault(name, "too_many", values={"most": MOST_ROWS, "given": len(rows)})


def _line(
    name: str, text: str | None, row: int | None = None, part: str | None = None
) -> Iterator[Fault]:
    if text and len(text.strip()) > LONGEST_LINE:
        values: dict[str, str | int] = {"most": LONGEST_LINE, "given": len(text.strip())}
        yield Fault(name, "too_long", row=row, part=part, values=values)
    if text and not _readable(text):
        yield Fault(name, "unreadable_sign", row=row, part=part)


def _figures(draft: Draft) -> Iterator[Fault]:
    for row, figure in enumerate(draft.figures, start=1):
        labelled = any(label.strip() for label in figure.labels.values())
        if not labelled or figure.value is None or not figure.unit:
            yield Fault("figures", "incomplete_row", row=row)
        if figure.value is not None and figure.value - figure.value != 0:  # infinite, or no number
            yield Fault("figures", "not_a_number", row=row)
        if figure.unit and not vocabulary.has("unit", figure.unit):
            yield Fault("figures", "unknown_code", row=row, values={"given": figure.unit})
        for language, label in figure.labels.items():
            yield from _line("figures", label, row, f"label.{language}")
        yield from _line("figures", figure.period, row, "period")
        yield from _line("figures", figure.measured_by, row, "measured_by")
        yield from _year("figures", figure.year, row)
        if figure.source is not None and not 1 <= figure.source <= len(draft.sources):
            yield Fault("figures", "no_such_source", row=row, values={"given": figure.source})


def _sources(draft: Draft) -> Iterator[Fault]:
    for row, source in enumerate(draft.sources, start=1):
        if not source.url.strip():
            yield Fault("sources", "incomplete_row", row=row)
        elif not _web_address(source.url):
            yield Fault("sources", "not_a_web_address", row=row, values={"given": source.url[:80]})
        elif len(source.url) > LONGEST_URL:
            yield Fault("sources", "too_long", row=row, values={"most": LONGEST_URL})
        if not _readable(source.url):
            yield Fault("sources", "unreadable_sign", row=row, part="url")
        yield from _line("sources", source.title, row, "title")
        yield from _line("sources", source.publisher, row, "publisher")


def _web_address(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url.strip()


def _readable(text: str, *, lines: bool = False) -> bool:
    """Whether a text is free of signs nobody can see: NUL and its like, those that turn text."""
    kept = "\n\r\t" if lines else ""
    return all(sign in kept or sign >= " " and sign not in _UNSEEN for sign in text)
