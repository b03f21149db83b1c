"""From a declaration to its proof: its points by the cities that signed, and what serves each.

A cell is proof only by what a researcher has linked. What the texts suggest stands apart
(`declaration_hints`), and an empty cell stays where it is, with the city's own reason if it gave
one. A practice that leaves the catalogue leaves its cell; one that is renamed takes it along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.catalogue import (
    audit,
    clock,
    database,
    declaration_hints,
    pulse,
    rights,
    standing,
    summits,
    vocabulary,
)
from dashboard.catalogue.database import Writer
from dashboard.catalogue.declaration_hints import Suggested
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.errors import NotASignatory, NotFound, WrongLength
from dashboard.catalogue.record import Text
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summits import Guest

LINKED, REFUSED = "linked", "refused"
LONGEST_NOTE, SHORTEST_REASON, LONGEST_REASON, LONGEST_OFFICE = 300, 10, 600, 120


@dataclass(frozen=True)
class Point:
    """One point of a declaration, in our words; points count from 1."""

    number: int
    text: Text


@dataclass(frozen=True)
class Proof:
    """A practice that serves a point, as a researcher has linked it."""

    slug: str
    title: Text
    evidence: str
    confirmed_on: date
    linked_on: date
    note: str | None


@dataclass(frozen=True)
class Reason:
    """What a city itself says of a point for which it shows nothing."""

    text: Text
    office: str
    given_on: date


@dataclass(frozen=True)
class Cell:
    """A point and a city: what proves it, what the texts suggest, what the city says."""

    point: int
    city: str
    proofs: tuple[Proof, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    reason: Reason | None = None
    refused: tuple[Proof, ...] = ()  # what was said not to serve it: for the desk

    @property
    def evidence(self) -> str | None:
        """The best evidence among its practices."""
        grades = [vocabulary.number("evidence", one.evidence) for one in self.proofs]
        return vocabulary.code("evidence", max(grades)) if grades else None

    @property
    def confirmed_on(self) -> date | None:
        """When one of its practices was last confirmed."""
        return max((one.confirmed_on for one in self.proofs), default=None)


@dataclass(frozen=True)
class Matrix:
    """The points of a declaration by the cities that signed it, each cell in sight."""

    summit: str
    points: tuple[Point, ...]
    cities: tuple[Guest, ...]  # by name, in the reader's language
    cells: Mapping[tuple[int, str], Cell]

    def cell(self, point: int, city: str) -> Cell:
        """The cell of a point and a city; an empty one where nothing is known."""
        return self.cells.get((point, city)) or Cell(point, city)

    @property
    def filled(self) -> int:
        """How many cells hold a practice."""
        return sum(bool(one.proofs) for one in self.cells.values())


def matrix(summit: str, language: str) -> Matrix | None:
    """The matrix of a summit's declaration; None where there is no such summit."""
    found = summits.of(summit, language)
    if found is None:
        return None
    points = _points(found)
    linked = _proofs(summit, language, LINKED)
    refused = _proofs(summit, language, REFUSED)
    reasons = _reasons(summit) if points else {}
    hints = declaration_hints.of(summit, language, points_in_languages(summit))
    keys = {*linked, *refused, *reasons, *hints}
    cells = {
        (point, city): Cell(
            point,
            city,
            linked.get((point, city), ()),
            _open(
                hints.get((point, city), ()),
                (*linked.get((point, city), ()), *refused.get((point, city), ())),
            ),
            reasons.get((point, city)),
            refused.get((point, city), ()),
        )
        for point, city in keys
        if point <= len(points)
    }
    return Matrix(summit, points, found.signed, cells)


def suggestions(summit: str, point: int, city: str, language: str = "en") -> tuple[Suggested, ...]:
    """What the texts suggest for one cell, of what nobody has linked or refused yet."""
    found = matrix(summit, language)
    return found.cell(point, city).suggested if found else ()


def points_in_languages(summit: str) -> tuple[tuple[str, ...], ...]:
    """Each point in every language that it is told in."""
    told: dict[int, dict[str, str]] = {}
    for language in vocabulary.LANGUAGES:
        found = summits.of(summit, language)
        for point in _points(found) if found else ():
            told.setdefault(point.number, {})[point.text.language] = point.text.words
    return tuple(tuple(words.values()) for _number, words in sorted(told.items()))


def _points(found: summits.Summit) -> tuple[Point, ...]:
    told = found.declaration.points if found.declaration else ()
    return tuple(Point(number, one) for number, one in enumerate(told, start=1))


def _open(hints: Iterable[Suggested], said: Iterable[Proof]) -> tuple[Suggested, ...]:
    known = {one.slug for one in said}
    return tuple(one for one in hints if one.slug not in known)


def _proofs(summit: str, language: str, state: str) -> dict[tuple[int, str], tuple[Proof, ...]]:
    found: dict[tuple[int, str], tuple[Proof, ...]] = {}
    for row in database.records("declaration_links", summit=summit, language=language):
        if row["state"] == state:
            key = row["point"], row["city"]
            found[key] = (*found.get(key, ()), _proof(row))
    return found


def _proof(row: Mapping[str, Any]) -> Proof:
    return Proof(
        slug=row["slug"],
        title=Text(row["title"], row["title_language"]),
        evidence=vocabulary.code("evidence", row["evidence"]),
        confirmed_on=row["confirmed_at"].date(),
        linked_on=row["linked_at"].date(),
        note=row["note"],
    )


def _reasons(summit: str) -> dict[tuple[int, str], Reason]:
    return {
        (row["point"], row["city"]): Reason(
            Text(row["words"], row["language"]), row["office"], row["given_at"].date()
        )
        for row in database.records("declaration_reasons", summit=summit)
        if row["words"]  # '': the city took its words back
    }


# What researchers say -----------------------------------------------------------------------------


def link(actor: Actor, summit: str, point: int, slug: str, note: str = "") -> None:
    """Say that a practice serves a point. NotASignatory where its city has not signed."""
    _say(actor, summit, point, slug, LINKED, note)


def refuse(actor: Actor, summit: str, point: int, slug: str, note: str = "") -> None:
    """Say that a practice does not serve a point, whoever suggested it or linked it before."""
    _say(actor, summit, point, slug, REFUSED, note)


def _say(actor: Actor, summit: str, point: int, slug: str, state: str, note: str) -> None:
    role = rights.demand(actor, "link_declaration")
    _known_point(summit, point)
    slug = standing.now_at(slug) or slug
    why = spoken.line(note)[:LONGEST_NOTE] or None
    with database.transaction() as writer:
        found = writer.rows("declaration_practice", summit=summit, slug=slug)
        if not found:
            raise NotFound(slug)
        city, signed = found[0]
        if not signed:
            raise NotASignatory(f"{slug} of {city}")
        writer.run(
            "declaration_link_keep",
            summit=summit,
            point=point,
            slug=slug,
            state=state,
            account=actor.account,
            note=why,
            moment=clock.now(),
        )
        _log(writer, actor, role, state, f"{summit}/{point}/{slug}", why)
    pulse.beat(f"matrix:{summit}", f"summit:{summit}", f"city:{city}", f"practice:{slug}")


def _known_point(summit: str, point: int) -> None:
    found = summits.of(summit, "en")
    if found is None or not 0 < point <= len(_points(found)):
        raise NotFound(f"{summit}/{point}")


# What a city says ---------------------------------------------------------------------------------


def give_reason(
    actor: Actor, summit: str, point: int, city: str, words: str, language: str, office: str
) -> None:
    """Keep what a city says of a point for which it shows nothing; '' takes it back.

    Raises NotASignatory, and WrongLength for words that are too few or too many; earlier words
    stay in the store.
    """
    _known_point(summit, point)
    words, office = spoken.cleaned(words), spoken.line(office)
    fits = SHORTEST_REASON <= len(words) <= LONGEST_REASON and 2 <= len(office) <= LONGEST_OFFICE
    with database.transaction() as writer:
        signed = writer.rows("declaration_city", summit=summit, city=city)
        if not signed:
            raise NotASignatory(city)
        role = rights.demand(actor, "give_reason", int(signed[0][0]))
        if words and not fits or language not in vocabulary.LANGUAGES:
            raise WrongLength(f"{len(words)} and {len(office)} signs")
        key = {"summit": summit, "point": point, "city": city}
        writer.run(
            "declaration_reason_add",
            **key,
            number=writer.rows("declaration_reason_next", **key)[0][0],
            words=words,
            language=language,
            office=office,
            account=actor.account,
            moment=clock.now(),
        )
        _log(writer, actor, role, "reason" if words else "reason_back", f"{summit}/{point}/{city}")
    pulse.beat(f"matrix:{summit}", f"summit:{summit}", f"city:{city}")


def _log(
    writer: Writer, actor: Actor, role: str, action: str, about: str, note: str | None = None
) -> None:
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action=action,
        entity="declaration",
        entity_id=about,
        note=note,
    )
