"""What this copy gives to others: all of a summit or a city that its readers see, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from dashboard.catalogue import cities, database, outcomes, summits
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.exchange import document, house
from dashboard.catalogue.exchange.document import (
    Answer,
    Asked,
    Conclusion,
    Document,
    House,
    Question,
    Step,
    Version,
)
from dashboard.catalogue.outcomes import writing

SHOWN, GONE = "shown", "gone"


def written(summit: str | None = None, city: str | None = None) -> bytes:
    """The file of a summit, of a city, or of all; NotFound where there is no such one."""
    return document.as_bytes(told(summit, city))


def told(summit: str | None = None, city: str | None = None) -> Document:
    """What stands in that file."""
    mine = house.own()
    asked = tuple(_questions(mine, _Scope(summit, city)))
    ids = {one.id for one in asked if one.state == SHOWN}
    said = tuple(_conclusions(mine, _Scope(summit, city)))
    answers = tuple(one for one in _answers(mine) if one.question in ids)
    named = {one.house for one in said} | {one.house for one in asked}
    named |= {one.house for one in answers}
    return Document(mine, _houses(mine, named), said, asked, answers)


class _Scope:
    """Of which summit or city; of everything where neither is named."""

    def __init__(self, summit: str | None, city: str | None) -> None:
        self.summit, self.city = summit, city
        found = summits.of(summit, "en") if summit else None
        if (summit and found is None) or (city and city not in cities.names("en")):
            raise NotFound(summit or city)
        self._workshops = tuple(one.workshop for one in found.workshops) if found else ()

    def holds_conclusion(self, summit: str, city: str | None) -> bool:
        return self.summit in (None, summit) and self.city in (None, city)

    def holds_question(self, row: Mapping[str, Any], places: Iterable[str]) -> bool:
        """At the summit itself, or on what its workshops said; of a city: sent to it."""
        if self.city and self.city not in places:
            return False
        subject = (row["thread"] or "").partition(":")[2]
        of_workshop = subject.rpartition(".")[0] in self._workshops
        return self.summit in (None, row["summit"]) or of_workshop


def _houses(mine: str, named: set[str]) -> Mapping[str, House]:
    known = house.others(database.edition())
    return {
        one: house.itself() if one == mine else known.get(one, House())
        for one in sorted({mine, *named})
    }


# Conclusions ------------------------------------------------------------------------------------


def _conclusions(mine: str, scope: _Scope) -> Iterator[Conclusion]:
    steps: dict[str, list[Step]] = {}
    for row in database.records("exchange_steps"):
        steps.setdefault(row.pop("outcome_id"), []).append(Step(**row))
    rows = database.records("exchange_conclusions")
    for name, group in groupby(rows, key=lambda row: row["outcome_id"]):
        one = _conclusion(mine, list(group), tuple(steps.get(name, ())))
        if scope.holds_conclusion(one[1], one[2]):
            yield one[0]


def _conclusion(
    mine: str, rows: list[dict[str, Any]], steps: tuple[Step, ...]
) -> tuple[Conclusion, str, str | None]:
    """A conclusion, with the summit and the city that it is of."""
    newest = rows[-1]
    withdrawn = newest["state"] == "withdrawn"
    said = [_version(row) for row in rows]
    whole = Conclusion(
        id=newest["outcome_id"],
        house=newest["house"] or mine,
        workshop=newest["workshop"],
        state="withdrawn" if withdrawn else "signed",
        versions=() if withdrawn else tuple(said),
        steps=() if withdrawn else steps,
        withdrawn_at=newest["withdrawn_at"] if withdrawn else None,
        withdrawal=(newest["withdrawal"] or "") if withdrawn else "",
    )
    return whole, newest["summit"], said[-1].said.city


def _version(row: Mapping[str, Any]) -> Version:
    """As it was signed; a practice that was drafted from it is named once it is public."""
    said = writing.from_json(row["body"])
    practice = said.practice
    if said.draft is not None and row["version"] == row["newest"]:
        found = outcomes.by_id(row["outcome_id"], "en")
        practice = found.practice_slug if found else practice
    return Version(row["version"], said.with_(draft=None, practice=practice), row["signed_at"])


# Questions and answers --------------------------------------------------------------------------


def _questions(mine: str, scope: _Scope) -> Iterator[Question]:
    places: dict[str, list[Asked]] = {}
    for row in database.records("exchange_question_cities"):
        places.setdefault(row.pop("post_id"), []).append(Asked(**row))
    for row in database.records("exchange_questions"):
        went_to = places.get(row["post_id"], [])
        if scope.holds_question(row, (one.city for one in went_to)):
            yield _question(mine, row, tuple(went_to))


def _question(mine: str, row: Mapping[str, Any], went_to: tuple[Asked, ...]) -> Question:
    whose = row["house"] or mine
    if row["state"] != SHOWN:
        return Question(row["post_id"], whose, GONE, row["stamp"])
    return Question(
        id=row["post_id"],
        house=whose,
        state=SHOWN,
        stamp=row["stamp"],
        language=row["language"],
        name=row["name"] or "",
        words=row["words"],
        reasons=row["reasons"] or "",
        written_at=row["written_at"],
        shown_at=row["shown_at"],
        edited_at=row["edited_at"],
        thread=row["thread"],
        summit=row["summit"],
        cities=went_to,
    )


def _answers(mine: str) -> Iterator[Answer]:
    for row in database.records("exchange_answers"):
        yield Answer(
            question=row["post_id"],
            city=row["city"],
            version=row["version"],
            house=row["house"] or mine,
            standing=row["standing"],
            language=row["language"],
            texts=json.loads(row["texts"]),
            office=row["office"],
            answered_at=row["answered_at"],
        )
