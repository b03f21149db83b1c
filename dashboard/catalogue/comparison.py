"""Practices side by side: the same fields in the same order, as codes and values.

What a cell holds is free of language, save for texts, which say in which one they are. Whether a
row differs, and what all share, is decided here once, for screen, CSV and XLSX.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue import claims, database, record, vocabulary
from dashboard.catalogue.claims import Ledger
from dashboard.catalogue.draft import TEXTS

FEWEST, MOST = 2, 4
LONGEST_LINK = 20  # names read of a link; nobody lays more side by side
UNKNOWN_STATUS = "unknown"

# ---- what a cell may hold -----------------------------------------------------------------------


@dataclass(frozen=True)
class Code:
    """A code of the vocabulary; `everywhere` when every column of the row has it."""

    dim: str
    code: str
    everywhere: bool = False


@dataclass(frozen=True)
class Text:
    """Words as a source or the catalogue has them, with the language they are in."""

    words: str
    language: str


@dataclass(frozen=True)
class Name:
    """The name of a body, as the record gives it."""

    name: str


@dataclass(frozen=True)
class Title:
    """The name of a practice, which leads to its page."""

    slug: str
    words: str
    language: str


@dataclass(frozen=True)
class Years:
    """When a practice began and ended, as far as stated; `running`: it goes on."""

    start: int | None
    end: int | None
    running: bool


@dataclass(frozen=True)
class Figure:
    """A number a source states, with what it counts in the reader's language or the nearest."""

    value: float
    unit: str
    year: int | None
    period: str | None
    measured_by: str | None
    source_position: int | None
    label: Text


@dataclass(frozen=True)
class Source:
    """A page on which facts were read."""

    position: int
    url: str
    title: str | None
    publisher: str | None


@dataclass(frozen=True)
class Claims:
    """Who answers for the numbers in a practice's texts."""

    ledger: Ledger


@dataclass(frozen=True)
class Website:
    """A city's own site; None where none is stated."""

    url: str | None


# ---- the comparison -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """What one column has in one row; empty is what no source states."""

    values: tuple[Any, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether there is anything."""
        return bool(self.values)


@dataclass(frozen=True)
class Row:
    """One field across all columns.

    `code` tells rows of the same field apart (a unit, a theme); `name` is a name they go by, and
    `year` a year that goes with it (Montréal, 2015).
    """

    field: str
    cells: tuple[Cell, ...]
    differs: bool
    code: str | None = None
    name: str = ""
    year: int | None = None

    @property
    def stated(self) -> int:
        """How many columns have something."""
        return sum(cell.stated for cell in self.cells)


@dataclass(frozen=True)
class Column:
    """What stands at the head: a city, and for a practice its slug and main theme."""

    slug: str
    city: str
    city_name: str
    country: str
    theme: str | None = None


@dataclass(frozen=True)
class Shared:
    """Codes that all columns have in common; empty where they share none."""

    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    instrument: str | None = None
    status: str | None = None
    evidence: str | None = None
    country: str | None = None
    start: int | None = None
    region: str | None = None
    summits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Columns in the order asked, rows in the order of reading, and what all have in common."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shared: Shared
    ids: tuple[int, ...] = ()


def row(
    field: str,
    values: Iterable[Sequence[Any]],
    substance: Iterable[Hashable] | None = None,
    code: str | None = None,
) -> Row:
    """A row of one cell a column; it differs when the substance of its cells does."""
    cells = tuple(Cell(tuple(one)) for one in values)
    told = tuple(substance) if substance is not None else tuple(cell.values for cell in cells)
    return Row(field, cells, differs=len(set(told)) > 1, code=code)


# ---- what a link asks for -----------------------------------------------------------------------


@dataclass(frozen=True)
class Chosen:
    """What of a link can be shown: `kept` in its order, what nobody knows, what is too many."""

    kept: tuple[str, ...]
    unknown: tuple[str, ...]
    over: tuple[str, ...]


def chosen_practices(slugs: Sequence[str]) -> Chosen:
    """The practices a link names: published ones, each once, at most four."""
    return _chosen("compare_known_practices", slugs)


@dataclass(frozen=True)
class Gone:
    """A practice that was public once and is not laid side by side any more."""

    slug: str
    state: str  # retired or withdrawn
    title: Text


def gone(slugs: Sequence[str], language: str) -> tuple[Gone, ...]:
    """Of these slugs the practices that were retired or withdrawn, in this order."""
    found = database.rows("compare_gone_practices", slugs=list(slugs), language=language)
    return tuple(Gone(slug, state, Text(words, spoken)) for slug, state, words, spoken in found)


def chosen_cities(slugs: Sequence[str]) -> Chosen:
    """The cities a link names: each once, at most four."""
    return _chosen("compare_known_cities", slugs)


def _chosen(query: str, slugs: Sequence[str]) -> Chosen:
    asked = list(dict.fromkeys(one for one in slugs if one))[:LONGEST_LINK]
    known = {slug for (slug,) in database.rows(query, slugs=asked)} if asked else set()
    good = tuple(one for one in asked if one in known)
    unknown = tuple(one for one in asked if one not in known)
    return Chosen(good[:MOST], unknown, good[MOST:])


# ---- practices ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """One practice as read: its head, and what hangs on it."""

    head: dict[str, Any]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    partners: tuple[str, ...]

    def text(self, field: str) -> tuple[Text, ...]:
        words = self.head[field]
        return (Text(words, self.head[f"{field}_language"]),) if words else ()

    def code(self, dim: str) -> str:
        return vocabulary.code(dim, self.head[dim])

    def codes(self, field: str, dim: str) -> tuple[str, ...]:
        return vocabulary.unmask(dim, self.head[field])


def practices(slugs: Sequence[str], language: str) -> Comparison:
    """The published practices of these slugs side by side, in this order; others are left out."""
    told = _read(slugs, language)
    shared = _shared(told)
    columns = tuple(
        Column(
            one.head["slug"],
            one.head["city"],
            one.head["city_name"],
            one.head["country"],
            vocabulary.code("theme", one.head["main_theme"]),
        )
        for one in told
    )
    ids = tuple(one.head["practice_id"] for one in told)
    return Comparison(columns, _rows(told, shared) if told else (), shared, ids)


def _read(slugs: Sequence[str], language: str) -> list[_Told]:
    asked = list(slugs)
    heads = database.records("compare_practices", slugs=asked, language=language)
    figures = database.records("compare_figures", slugs=asked)
    sources = _by_slug("compare_sources", asked)
    partners = _by_slug("compare_partners", asked)
    return [
        _Told(
            head,
            tuple(_figure(one, language) for one in figures if one["slug"] == head["slug"]),
            tuple(Source(*one) for one in sources.get(head["slug"], ())),
            tuple(name for (name,) in partners.get(head["slug"], ())),
        )
        for head in heads
    ]


def _figure(row: dict[str, Any], language: str) -> Figure:
    shown = record.label(row, language)
    plain = ("value", "unit", "year", "period", "measured_by", "source_position")
    return Figure(**{name: row[name] for name in plain}, label=Text(shown.words, shown.language))


def _by_slug(query: str, slugs: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for slug, *rest in database.rows(query, slugs=slugs):
        found.setdefault(slug, []).append(tuple(rest))
    return found


def _rows(told: list[_Told], shared: Shared) -> tuple[Row, ...]:
    return (
        row("practice", [_title(one) for one in told]),
        row("summary", [one.text("summary") for one in told]),
        _since(told),
        *_figures(told),
        _coded(told, "evidence"),
        _coded(told, "instrument"),
        _listed(told, "audiences", "audience", shared.audiences),
        _listed(told, "topics", "topic", shared.topics),
        _coded(told, "status"),
        row("lead", [_lead(one) for one in told]),
        row("partners", [[Name(name) for name in one.partners] for one in told]),
        *(
            row(field, [one.text(field) for one in told])
            for field in ("challenge", "approach", "results")
        ),
        row("cost", [[one for one in each.figures if is_money(one)] for each in told]),
        row("claims", [[_claims(one)] for one in told], [_answering(one) for one in told]),
        row("sources", [one.sources for one in told], [_addresses(one) for one in told]),
        row("contact", [_contact(one) for one in told]),
    )


def _title(one: _Told) -> list[Any]:
    main = vocabulary.code("theme", one.head["main_theme"])
    others = [code for code in one.codes("themes", "theme") if code != main]
    title = Title(one.head["slug"], one.head["title"], one.head["title_language"])
    return [title, *(Code("theme", code) for code in (main, *others))]


def _claims(one: _Told) -> Claims:
    texts = (
        claims.Passage(field, shown.language, shown.words)
        for field in TEXTS
        for shown in one.text(field)
    )
    figures = (
        claims.row(each, each.source_position, ((each.label.language, each.label.words),))
        for each in one.figures
    )
    years = (one.head["start_year"], one.head["end_year"])
    past = claims.before(one.head["slug"])
    return Claims(claims.of_texts(tuple(texts), tuple(figures), years, past))


def _answering(one: _Told) -> tuple[int, ...]:
    ledger = _claims(one).ledger
    return tuple(ledger.count(mark) for mark in claims.MARKS)


def _lead(one: _Told) -> list[Name]:
    return [Name(one.head["lead"])] if one.head["lead"] else []


def _contact(one: _Told) -> list[Any]:
    lead, website = _lead(one), one.head["website"]
    return [*lead, Website(website)] if lead or website else []


def _addresses(one: _Told) -> tuple[str, ...]:
    return tuple(source.url for source in one.sources)


def _since(told: list[_Told]) -> Row:
    values = []
    for one in told:
        start, end = one.head["start_year"], one.head["end_year"]
        running = one.code("status") == "running"
        values.append([Years(start, end, running)] if start or end else [])
    substance = [(one.head["start_year"], one.head["end_year"]) for one in told]
    return row("since", values, substance)


def _coded(told: list[_Told], dim: str) -> Row:
    return row(dim, [[Code(dim, one.code(dim))] for one in told])


def _listed(told: list[_Told], field: str, dim: str, everywhere: tuple[str, ...]) -> Row:
    """Several codes a cell: first those that every column has, in one order, then the others."""
    values = []
    for one in told:
        codes = one.codes(field, dim)
        values.append(
            [Code(dim, code, everywhere=True) for code in everywhere]
            + [Code(dim, code) for code in codes if code not in everywhere]
        )
    return row(field, values)


def is_money(figure: Figure) -> bool:
    """Whether a figure is a sum in a currency: then it stands under cost, not among the figures."""
    return kind_of(figure.unit) == "money"


def kind_of(unit: str) -> str:
    """What a unit measures: people, share, money, count..."""
    return next(str(one["kind"]) for one in vocabulary.document()["units"] if one["id"] == unit)


def _figures(told: list[_Told]) -> list[Row]:
    """Figures in line where two practices use one unit, and so one kind; the others apart."""
    counted = [[one for one in each.figures if not is_money(one)] for each in told]
    units = list(dict.fromkeys(figure.unit for each in counted for figure in each))
    common = [unit for unit in units if sum(_has(each, unit) for each in counted) > 1]
    rows = [
        row("figures", [[one for one in each if one.unit == unit] for each in counted], code=unit)
        for unit in common
    ]
    apart = [[one for one in each if one.unit not in common] for each in counted]
    if not common or any(apart):
        rows.append(row("other_figures" if common else "figures", apart))
    return rows


def _has(figures: list[Figure], unit: str) -> bool:
    return any(one.unit == unit for one in figures)


# ---- what all have in common --------------------------------------------------------------------


def _shared(told: list[_Told]) -> Shared:
    if len(told) < FEWEST:
        return Shared()
    status = _one(one.code("status") for one in told)
    return Shared(
        themes=common_codes("theme", [one.head["themes"] for one in told]),
        topics=common_codes("topic", [one.head["topics"] for one in told]),
        audiences=common_codes("audience", [one.head["audiences"] for one in told]),
        instrument=_one(one.code("instrument") for one in told),
        status=status if status != UNKNOWN_STATUS else None,
        evidence=_one(one.code("evidence") for one in told),
        country=_one(one.head["country"] for one in told),
        start=_one(one.head["start_year"] for one in told),
    )


def common_codes(dim: str, masks: Iterable[int]) -> tuple[str, ...]:
    """The codes whose bit is set in every mask."""
    both = ~0
    for mask in masks:
        both &= mask
    return vocabulary.unmask(dim, both) if both != ~0 else ()


def _one(values: Iterable[Any]) -> Any:
    """The value all have, or None where they differ or say nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


# ---- what may be compared -----------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """A practice as a choice: its slug, city and title."""

    slug: str
    city_slug: str
    city: str
    title: str
    title_language: str


@dataclass(frozen=True)
class Trio:
    """Three practices worth laying side by side, and the theme they share."""

    theme: str
    cards: tuple[Card, ...]


def near(ids: Sequence[int], language: str, most: int = 5) -> tuple[Card, ...]:
    """Practices close to those compared, the nearest first."""
    found = database.rows("compare_near", ids=list(ids), language=language, most=most)
    return tuple(Card(*one) for one in found)


def cards(ids: Sequence[int], language: str) -> tuple[Card, ...]:
    """Practices by their numbers inside, as choices, in this order."""
    found = database.rows("compare_cards", ids=list(ids), language=language)
    return tuple(Card(*one) for one in found)


def trios(language: str) -> tuple[Trio, ...]:
    """One good threesome a theme, no practice in two of them."""
    taken: set[int] = set()
    found: dict[str, tuple[int, ...]] = {}
    for theme, practice_ids in database.rows("compare_trios", most=8):
        code = vocabulary.code("theme", theme)
        if code not in found and not taken & set(practice_ids):
            found[code] = tuple(practice_ids)
            taken |= set(practice_ids)
    return tuple(Trio(theme, cards(ids, language)) for theme, ids in found.items())
