"""Two cities meet: what mine may ask of theirs, what it may offer, and what they have in common.

A practice is put forward where it fits what was read of the other city: first where nothing was
read of that city on its theme, then where both work on the same. Nothing here ranks cities, and a
city of which nothing was read gets what is best known. Swapping the cities swaps the lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue import cities, database, record, vocabulary
from dashboard.catalogue.discussion import answers
from dashboard.catalogue.discussion.answers import Cell
from dashboard.catalogue.discussion.questions import Question as Asked
from dashboard.catalogue.record import Figure, Text, Whole

MOST = 3  # practices to ask about, and to offer
MOST_QUESTIONS = 5
MOST_RESIDENTS = 3  # questions of inhabitants that the other city has not answered
# What a practice may leave open, what a mayor would ask first standing first.
OPEN = ("results", "figures", "cost", "start")


@dataclass(frozen=True)
class Why:
    """Why a practice is put forward: a kind, and the codes it rests on."""

    kind: str  # gap, audience, theme, topic, evidence
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One of the two cities, and how much was read of it."""

    slug: str
    name: str
    country: str
    population: int | None
    population_source: str | None
    website: str | None
    practices: int
    themes: tuple[str, ...]  # on which a practice of it was read


@dataclass(frozen=True)
class Proposal:
    """A practice to ask about or to offer, in the version that was read."""

    slug: str
    version: int
    title: Text
    summary: Text
    main_theme: str
    status: str
    evidence: str
    start_year: int | None
    lead: str | None
    figure: Figure | None
    whys: tuple[Why, ...]
    open: tuple[str, ...]  # what no source of it states, of OPEN


@dataclass(frozen=True)
class Addressed:
    """People whom practices of both cities address: how many of how many, mine and theirs."""

    audience: str
    mine: int
    theirs: int


@dataclass(frozen=True)
class Question:
    """Something no source answers of a practice, or what a workshop asked on a shared topic."""

    kind: str  # one of OPEN, or workshop
    proposal: Proposal | None = None
    topic: str | None = None
    asked: Text | None = None


@dataclass(frozen=True)
class Contact:
    """Whom to ask about some of the practices: the body that runs them, as the records name it."""

    lead: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Brief:
    """All of one meeting, from my side of the table."""

    mine: Side
    theirs: Side
    ask: tuple[Proposal, ...]
    offer: tuple[Proposal, ...]
    addressed: tuple[Addressed, ...]
    topics: tuple[str, ...]  # that practices of both cities name
    met: tuple[str, ...]  # summits in which sources say both took part
    questions: tuple[Question, ...]
    contacts: tuple[Contact, ...]  # of the practices asked about
    residents: tuple[tuple[Asked, Cell], ...] = ()  # what inhabitants ask theirs, without an answer


def of(mine: str, theirs: str, language: str) -> Brief | None:
    """The brief for a meeting of two cities; None where the catalogue knows one of them not."""
    me, them = cities.by_slug(mine, language), cities.by_slug(theirs, language)
    if me is None or them is None or mine == theirs:
        return None
    rows = database.records("brief_practices", slugs=[mine, theirs])
    own = _Read.of([row for row in rows if row["city"] == mine])
    other = _Read.of([row for row in rows if row["city"] == theirs])
    ask = _proposals(other, own, language)
    topics = vocabulary.unmask("topic", own.topics & other.topics)
    return Brief(
        mine=_side(me, own),
        theirs=_side(them, other),
        ask=ask,
        offer=_proposals(own, other, language),
        addressed=_addressed(own, other),
        topics=topics,
        met=tuple(one for one in me.summits_attended if one in them.summits_attended),
        questions=_questions(ask, topics, language),
        contacts=_contacts(ask),
        residents=answers.open_for_city(theirs, language)[:MOST_RESIDENTS],
    )


def names(language: str) -> dict[str, str]:
    """The cities that may meet, by slug, in the order of their names."""
    return cities.names(language)


# ---- what was read of a city ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """The practices of a city, and all their themes, topics and audiences together."""

    rows: tuple[dict[str, Any], ...]
    themes: int = 0
    topics: int = 0
    audiences: int = 0

    @classmethod
    def of(cls, rows: Sequence[dict[str, Any]]) -> _Read:
        def together(field: str) -> int:
            both = 0
            for row in rows:
                both |= row[field]
            return both

        return cls(tuple(rows), together("themes"), together("topics"), together("audiences"))


def _side(city: cities.City, read: _Read) -> Side:
    return Side(
        slug=city.slug,
        name=city.name,
        country=city.country,
        population=city.population,
        population_source=city.population_source,
        website=city.website,
        practices=len(read.rows),
        themes=vocabulary.unmask("theme", read.themes),
    )


# ---- which practices, and why --------------------------------------------------------------------


def _proposals(giving: _Read, taking: _Read, language: str) -> tuple[Proposal, ...]:
    """The practices of one city that fit the other best, equal ones in the order of their slugs."""
    best = sorted(giving.rows, key=lambda row: (-_fit(row, taking), row["slug"]))[:MOST]
    found = ((row, record.by_slug(row["slug"], language)) for row in best)
    return tuple(_proposal(whole, _whys(row, taking)) for row, whole in found if whole)


def _fit(row: dict[str, Any], taking: _Read) -> float:
    """How well a practice fits a city: only an order of reading, shown to nobody."""
    gap = bool(taking.rows) and not taking.themes & 1 << row["main_theme"]
    shared = vocabulary.unmask("topic", row["topics"] & taking.topics)
    people = vocabulary.unmask("audience", row["audiences"] & taking.audiences)
    # Codes of evidence stand in the order of what is known.
    known = int(row["evidence"]) + bool(row["has_results"])
    running = vocabulary.code("status", row["status"]) == "running"
    return 4 * gap + 1.5 * min(len(shared), 2) + min(len(people), 2) + known + running


def _whys(row: dict[str, Any], taking: _Read) -> tuple[Why, ...]:
    found = []
    if taking.rows:
        gap = vocabulary.unmask("theme", row["themes"] & ~taking.themes)
        found.append(Why("gap", gap))
        for kind in ("audience", "theme", "topic"):
            shared = row[f"{kind}s"] & getattr(taking, f"{kind}s")
            found.append(Why(kind, vocabulary.unmask(kind, shared)))
    if (evidence := vocabulary.code("evidence", row["evidence"])) != "described":
        found.append(Why("evidence", (evidence,)))
    return tuple(one for one in found if one.codes)


def _proposal(whole: Whole, whys: tuple[Why, ...]) -> Proposal:
    return Proposal(
        slug=whole.slug,
        version=whole.version,
        title=whole.title,
        summary=whole.summary,
        main_theme=whole.main_theme,
        status=whole.status,
        evidence=whole.evidence,
        start_year=whole.start_year,
        lead=whole.lead,
        figure=_telling(whole),
        whys=whys,
        open=_open(whole),
    )


def _telling(whole: Whole) -> Figure | None:
    """The figure to show: one with a source and a year before one without; money last."""
    costs = set(whole.costs)
    ordered = sorted(
        enumerate(whole.figures),
        key=lambda one: (one[1] in costs, one[1].source is None, one[1].year is None, one[0]),
    )
    return ordered[0][1] if ordered else None


def _open(whole: Whole) -> tuple[str, ...]:
    stated = {
        "results": whole.results is not None,
        "figures": bool(whole.figures),
        "cost": bool(whole.costs),
        "start": whole.start_year is not None,
    }
    return tuple(one for one in OPEN if not stated[one])


# ---- what both have ------------------------------------------------------------------------------


def _addressed(own: _Read, other: _Read) -> tuple[Addressed, ...]:
    shared = vocabulary.unmask("audience", own.audiences & other.audiences)
    return tuple(Addressed(one, _having(own.rows, one), _having(other.rows, one)) for one in shared)


def _having(rows: Iterable[dict[str, Any]], audience: str) -> int:
    bit = 1 << vocabulary.number("audience", audience)
    return sum(bool(row["audiences"] & bit) for row in rows)


# ---- what is open --------------------------------------------------------------------------------


def _questions(
    ask: tuple[Proposal, ...], topics: tuple[str, ...], language: str
) -> tuple[Question, ...]:
    """One question a practice asked about, of what matters most; then those of shared topics."""
    silent = [Question(one.open[0], proposal=one) for one in ask if one.open]
    asked = [Question("workshop", topic=one, asked=_of_workshop(one, language)) for one in topics]
    return (*silent, *asked)[:MOST_QUESTIONS]


def _of_workshop(topic: str, language: str) -> Text:
    """The first question that the workshops of the summit asked on a topic."""
    entry = next(one for one in vocabulary.document()["topics"] if one["id"] == topic)
    written = entry["sub_questions"][0]["question"]
    spoken = next(one for one in (language, *record.FALLBACK) if written.get(one))
    return Text(written[spoken], spoken)


def _contacts(ask: tuple[Proposal, ...]) -> tuple[Contact, ...]:
    leads = dict.fromkeys(one.lead for one in ask if one.lead)
    return tuple(Contact(lead, tuple(one for one in ask if one.lead == lead)) for lead in leads)
