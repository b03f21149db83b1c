"""A comparison in plain words: the one source of what stands on screen, in the CSV and in the XLSX.

A line is a whole sentence of a cell. It tells which of its parts the screen sets large, small or as
a link; the words and their order are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any
from urllib.parse import urlsplit

from dashboard import claim_words, words
from dashboard.catalogue import city_comparison as of_cities
from dashboard.catalogue import comparison as of_practices
from dashboard.catalogue.comparison import Cell as Found
from dashboard.catalogue.comparison import Column, Comparison, Shared
from dashboard.catalogue.comparison import Row as FoundRow
from dashboard.i18n import _, clauses, language, language_name, listed, n_, number


@dataclass(frozen=True)
class Part:
    """A piece of a line that has a role: the number of a figure, a title that leads somewhere."""

    role: str
    words: str
    language: str = ""  # empty: the reader's, or a name that has none
    code: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a cell; `address` is where it leads, outside or to a practice of ours."""

    words: str
    parts: tuple[Part, ...] = ()
    address: str = ""
    practice: str = ""
    everywhere: bool = False
    silent: bool = False  # it says that nobody says it


@dataclass(frozen=True)
class Cell:
    """The lines of one column in one row; a cell nobody stated says so."""

    lines: tuple[Line, ...]
    stated: bool
    found: Found


@dataclass(frozen=True)
class Row:
    """A field in words: its name, whether it differs, and what is to be known of it."""

    field: str
    label: str
    mark: str
    notes: tuple[str, ...]
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True)
class Section:
    """Rows that belong together under a title; the first of a comparison of practices has none."""

    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    gathered: bool = False  # all columns say the same: drawn once for all


@dataclass(frozen=True)
class Table:
    """A whole comparison in words."""

    title: str
    shared: str
    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of reading."""
        return tuple(row for section in self.sections for row in section.rows)


# ---- the two tables -----------------------------------------------------------------------------


def of_practice_comparison(found: Comparison, *, differences: bool = False) -> Table:
    """Practices side by side: what differs first, then what all have alike unless unwanted."""
    rows = _told_once([_row(one) for one in found.rows], _untied())
    sections = [Section(tuple(row for row in rows if row.differs))]
    alike = tuple(row for row in rows if not row.differs)
    if alike and not differences:
        sections.append(Section(alike, _("The same in all"), gathered=True))
    return Table(
        practice_title(len(found.columns), found.shared),
        _sentence(found, _practice_facts(found.shared), _nothing_shared()),
        found.columns,
        _heads(found.columns),
        tuple(sections),
    )


# The rows of cities that tell of our reading; the others are facts.
_READ = (
    "read",
    "theme",
    "share_of_evidence",
    "starts",
    "unread",
    "addressed",
    "measures",
)


def of_city_comparison(found: Comparison, *, differences: bool = False) -> Table:
    """Cities side by side: facts, then what was read, each count with what it is of."""
    rows = [_row(one) for one in found.rows if one.differs or not differences]
    facts = tuple(row for row in rows if row.field not in _READ)
    read = tuple(row for row in rows if row.field in _READ)
    sections = (
        Section(facts, _("The cities")),
        Section(
            read, _("What was read of them"), _("Counts measure what was read, never the city.")
        ),
    )
    return Table(
        listed([column.city_name for column in found.columns]),
        _sentence(found, _city_facts(found), ""),
        found.columns,
        _heads(found.columns),
        tuple(section for section in sections if section.rows),
    )


def _heads(columns: Sequence[Column]) -> tuple[str, ...]:
    pattern = _("{city}, {country}")
    return tuple(pattern.format(city=one.city_name, country=country(one)) for one in columns)


def country(column: Column) -> str:
    """The country of a column's city, in words."""
    return words.label("country", column.country)


def grid(table: Table) -> list[list[str]]:
    """The table as rows of text, its heads first: what CSV and XLSX write."""
    names = [_("Field"), _("Comparison"), _("To be known"), *table.heads]
    body = [
        [row.label, row.mark, "\n".join(row.notes), *(plain(cell) for cell in row.cells)]
        for row in table.rows
    ]
    return [names, *body]


def plain(cell: Cell) -> str:
    """A cell as text, a line a line, each address written out."""
    return "\n".join(f"{one.words} {one.address}".rstrip() for one in cell.lines)


# ---- one row ------------------------------------------------------------------------------------


def _row(found: FoundRow) -> Row:
    # What we did not read is another silence than what no source states.
    gap = _("none read") if found.field in _READ else words.gap()
    cells = tuple(_cell(one, gap) for one in found.cells)
    return Row(
        found.field,
        _label(found),
        _("differs") if found.differs else _("same"),
        tuple(_notes(found, cells)),
        cells,
        found.differs,
    )


def _cell(found: Found, gap: str) -> Cell:
    if not found.stated:
        return Cell((Line(gap, silent=True),), stated=False, found=found)
    return Cell(tuple(line(value) for value in found.values), stated=True, found=found)


def _label(row: FoundRow) -> str:
    if row.field == "figures" and row.code:
        return _("Figures: {unit}").format(unit=words.label("unit", row.code))
    if row.field == "summit":
        return _("Summit of {city} {year}").format(city=row.name, year=row.year)
    if row.field == "theme" and row.code:
        return _("Theme: {theme}").format(theme=words.label("theme", row.code))
    if row.field == "share_of_evidence" and row.code:
        return _("Evidence: {grade}").format(grade=words.label("evidence", row.code))
    return _LABELS[row.field]()


_LABELS: dict[str, Callable[[], str]] = {
    "practice": lambda: _("The practice"),
    "summary": lambda: _("In one sentence"),
    "since": lambda: _("Since when"),
    "figures": lambda: _("Figures"),
    "other_figures": lambda: _("Other figures"),
    "evidence": lambda: words.field("evidence"),
    "instrument": lambda: words.field("instruments"),
    "audiences": lambda: words.field("audiences"),
    "topics": lambda: words.field("topics"),
    "status": lambda: words.field("statuses"),
    "lead": lambda: _("Run by"),
    "partners": lambda: _("With"),
    "challenge": lambda: _("The problem"),
    "approach": lambda: _("What was done"),
    "results": lambda: _("What came of it"),
    "cost": lambda: _("Cost"),
    "claims": lambda: _("Who answers for the numbers"),
    "sources": lambda: _("Sources"),
    "contact": lambda: _("Whom to ask"),
    "country": lambda: words.field("countries"),
    "region": lambda: words.field("regions"),
    "population": lambda: words.field("sizes"),
    "member": lambda: _("Member of the observatory"),
    "website": lambda: _("Website"),
    "facts_from": lambda: _("Where the facts are from"),
    "read": lambda: _("Practices read"),
    "starts": lambda: _("When they began"),
    "unread": lambda: _("Where nothing was read"),
    "addressed": lambda: words.field("audiences"),
    "measures": lambda: words.field("instruments"),
}


def _notes(found: FoundRow, cells: Sequence[Cell]) -> list[str]:
    notes = []
    if 0 < found.stated < len(cells) and found.field not in _READ:
        notes.append(
            _("stated for {count} of {total}").format(
                count=number(found.stated), total=number(len(cells))
            )
        )
    notes += _language_notes(cells)
    if found.differs and any(one.everywhere for cell in cells for one in cell.lines):
        notes.append(_("First what all have, then what some have."))
    figures = [
        one for cell in found.cells for one in cell.values if isinstance(one, of_practices.Figure)
    ]
    if found.field == "figures" and found.code:
        notes.append(_("Same unit: what is counted stands under each figure."))
    if found.field == "cost" and figures:
        notes.append(_("Sums in a currency, for whatever was paid; none is converted."))
    if figures and not all(one.source_position for one in figures):
        notes.append(_untied())
    return notes


def _untied() -> str:
    return _("Source not tied to each figure: see the sources.")


def _told_once(rows: Sequence[Row], note: str) -> list[Row]:
    """The rows with a note that several have kept at the first of them."""
    told: list[Row] = []
    for one in rows:
        if note in one.notes and any(note in before.notes for before in told):
            one = replace(one, notes=tuple(each for each in one.notes if each != note))
        told.append(one)
    return told


def _language_notes(cells: Sequence[Cell]) -> list[str]:
    spoken = {
        part.language
        for cell in cells
        for one in cell.lines
        for part in one.parts
        if part.language and part.language != language()
    }
    if not spoken:
        return []
    names = listed([language_name(code) for code in sorted(spoken)])
    return [_("Text in {language}").format(language=names)]


# ---- one line a value ---------------------------------------------------------------------------


@singledispatch
def line(value: Any) -> Line:
    """The line that says a value in the reader's language."""
    raise TypeError(type(value).__name__)


@line.register
def _text(value: of_practices.Text) -> Line:
    return Line(value.words, (Part("text", value.words, value.language),))


@line.register
def _name(value: of_practices.Name) -> Line:
    return Line(value.name)


@line.register
def _code(value: of_practices.Code) -> Line:
    label = words.label(value.dim, value.code)
    return Line(label, (Part(value.dim, label, code=value.code),), everywhere=value.everywhere)


@line.register
def _title(value: of_practices.Title) -> Line:
    return Line(value.words, (Part("title", value.words, value.language),), practice=value.slug)


@line.register
def _years(value: of_practices.Years) -> Line:
    if value.start and not value.end:
        return Line(str(value.start))
    return Line(words.years(value.start, value.end))


@line.register
def _figure(value: of_practices.Figure) -> Line:
    label, spoken = value.label.words, value.label.language
    amount, unit = words.amount(value.value), words.unit(value.unit, value.value)
    told = [label, value.period or (str(value.year) if value.year else _("year not stated"))]
    if value.measured_by:
        told.append(_("measured by {who}").format(who=value.measured_by))
    if value.source_position:
        told.append(_("source {number}").format(number=value.source_position))
    caption = ", ".join(told)
    return Line(
        _("{figure}: {caption}").format(
            figure=words.figure(value.value, value.unit), caption=caption
        ),
        (
            Part("amount", amount),
            Part("unit", unit),
            Part("label", label, spoken),
            Part("when", caption.removeprefix(label)),
        ),
    )


@line.register
def _source(value: of_practices.Source) -> Line:
    title = value.title or urlsplit(value.url).hostname or value.url
    publisher = value.publisher or _("publisher not stated")
    return Line(
        _("{number}. {title}, {publisher}").format(
            number=value.position, title=title, publisher=publisher
        ),
        (Part("link", title),),
        address=value.url,
    )


@line.register
def _claims(value: of_practices.Claims) -> Line:
    return Line(claim_words.summary(value.ledger) or _("The texts hold no number."))


@line.register
def _website(value: of_practices.Website) -> Line:
    if not value.url:
        return Line(_("website of the city not stated"), silent=True)
    host = (urlsplit(value.url).hostname or value.url).removeprefix("www.")
    return Line(host, (Part("link", host),), address=value.url)


@line.register
def _population(value: of_cities.Population) -> Line:
    told = words.population(value.inhabitants)
    source = value.source or _("source not stated")
    return Line(
        _("{inhabitants}, {source}").format(inhabitants=told, source=source),
        (Part("amount", number(value.inhabitants)),),
    )


@line.register
def _presence(value: of_cities.Presence) -> Line:
    if value.hosted:
        return Line(_("hosted and signed") if value.signed else _("hosted"))
    told = {
        (True, True): _("took part and signed"),
        (True, False): _("took part, did not sign"),
        (True, None): _("took part"),
        (False, True): _("signed, did not take part"),
        (False, False): _("did not take part, did not sign"),
        (False, None): _("did not take part"),
        (None, True): _("signed; whether it took part is not stated"),
        (None, False): _("did not sign; whether it took part is not stated"),
    }
    return Line(told[value.took_part, value.signed])


@line.register
def _member(value: of_cities.Member) -> Line:
    return Line(_("yes") if value.member else _("no"))


@line.register
def _count(value: of_cities.Count) -> Line:
    if value.of is None:
        return Line(words.count_of_practices(value.number), (Part("amount", number(value.number)),))
    return Line(_share(value.number, value.of))


def _share(count: int, total: int) -> str:
    return _("{count} of {total}").format(count=number(count), total=number(total))


@line.register
def _counted(value: of_cities.CountedCode) -> Line:
    share = _share(value.number, value.of)
    label = words.label(value.dim, value.code)
    return Line(_("{label}: {share}").format(label=label, share=share), (Part("share", share),))


@line.register
def _unread(value: of_cities.Unread) -> Line:
    label = words.label(value.dim, value.code)
    return Line(
        _("{label}: none read").format(label=label), (Part(value.dim, label, code=value.code),)
    )


@line.register
def _nothing_unread(value: of_cities.NothingUnread) -> Line:
    return Line(_("Something was read on every theme and topic."))


@line.register
def _start(value: of_cities.Start) -> Line:
    year = str(value.year) if value.year else _("year not stated")
    return Line(
        _("{year}: {title}").format(year=year, title=value.title),
        (Part("year", year), Part("title", value.title, value.language)),
        practice=value.slug,
    )


@line.register
def _page(value: of_cities.Page) -> Line:
    host = urlsplit(value.url).hostname or value.url
    return Line(
        _("{number}. {host}").format(number=value.position, host=host),
        (Part("link", host),),
        address=value.url,
    )


# ---- the title and what they share --------------------------------------------------------------


def practice_title(count: int, shared: Shared) -> str:
    """The title, computed from the first theme all have; never words of a link."""
    theme = shared.themes[0] if shared.themes else ""
    titles = {
        (2, ""): _("Two practices side by side"),
        (3, ""): _("Three practices side by side"),
        (4, ""): _("Four practices side by side"),
        (2, "cohesion"): _("Two practices for social cohesion"),
        (3, "cohesion"): _("Three practices for social cohesion"),
        (4, "cohesion"): _("Four practices for social cohesion"),
        (2, "integration"): _("Two practices for integration and inclusion"),
        (3, "integration"): _("Three practices for integration and inclusion"),
        (4, "integration"): _("Four practices for integration and inclusion"),
        (2, "security"): _("Two practices for everyday security"),
        (3, "security"): _("Three practices for everyday security"),
        (4, "security"): _("Four practices for everyday security"),
    }
    return titles.get((count, theme)) or titles.get((count, ""), _("Practices side by side"))


def _sentence(found: Comparison, facts: list[str], nothing: str) -> str:
    if len(found.columns) < of_practices.FEWEST:
        return ""
    if not facts:
        return nothing
    pattern = {2: _("Both {facts}."), 3: _("All three {facts}."), 4: _("All four {facts}.")}
    return pattern[len(found.columns)].format(facts=clauses(facts))


def _nothing_shared() -> str:
    return _("They have no theme, topic, audience or kind of measure in common.")


def _inside(dim: str, codes: Sequence[str]) -> str:
    return listed([words.told(dim, code) for code in codes])


def _practice_facts(shared: Shared) -> list[str]:
    """What all share, each as the end of a sentence that begins with 'All three'."""
    facts = []
    if len(shared.themes) > 1:
        facts.append(_("are about {themes}").format(themes=_inside("theme", shared.themes)))
    if shared.status:
        facts.append(_STATUS[shared.status]())
    if shared.country:
        named = words.place("country", shared.country)
        facts.append(_("come from {country}").format(country=named))
    if shared.start:
        facts.append(_("began in {year}").format(year=shared.start))
    if shared.instrument:
        instrument = words.inside("instrument", shared.instrument)
        facts.append(_("are of the kind “{instrument}”").format(instrument=instrument))
    if shared.audiences:
        audiences = _inside("audience", shared.audiences)
        facts.append(_("address {audiences}").format(audiences=audiences))
    if shared.topics:
        topics = _inside("topic", shared.topics)
        facts.append(
            n_("name {topics} as a topic", "name {topics} as topics", len(shared.topics)).format(
                topics=topics
            )
        )
    if shared.evidence:
        facts.append(_EVIDENCE[shared.evidence]())
    return facts


_STATUS: dict[str, Callable[[], str]] = {
    "running": lambda: _("are running"),
    "completed": lambda: _("are completed"),
    "pilot": lambda: _("are pilots"),
}
_EVIDENCE: dict[str, Callable[[], str]] = {
    "described": lambda: _("are described without a measured result"),
    "monitored": lambda: _("are monitored with figures"),
    "evaluated": lambda: _("are evaluated"),
}


def _city_facts(found: Comparison) -> list[str]:
    shared, facts = found.shared, []
    if shared.country:
        named = words.place("country", shared.country)
        facts.append(_("lie in {country}").format(country=named))
    elif shared.region:
        region = words.place("region", shared.region)
        facts.append(_("lie in the region {region}").format(region=region))
    if shared.summits:
        met = [f"{row.name} {row.year}" for row in found.rows if row.code in shared.summits]
        pattern = n_(
            "took part in the summit of {summits}",
            "took part in the summits of {summits}",
            len(met),
        )
        facts.append(pattern.format(summits=listed(met)))
    if shared.themes:
        themes = _inside("theme", shared.themes)
        facts.append(_("have a practice read on {themes}").format(themes=themes))
    if shared.audiences:
        audiences = _inside("audience", shared.audiences)
        pattern = _("have a practice read that addresses {audiences}")
        facts.append(pattern.format(audiences=audiences))
    return facts
