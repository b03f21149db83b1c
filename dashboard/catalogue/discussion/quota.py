"""How many questions a city has answered and how long they waited, from the dates alone.

The number of questions always stands beside it, and cities in the order of their names: it is no
table of winners. A share is told only from FEWEST questions on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dashboard.catalogue.discussion import answers
from dashboard.catalogue.discussion.answers import STANDINGS, Cell

FEWEST = 5  # below, a share of one would be a verdict from a handful


@dataclass(frozen=True)
class Quota:
    """What became of the questions sent to one city."""

    city: str
    city_name: str
    questions: int
    standings: dict[str, int]  # how many of each of STANDINGS
    waiting: int  # without an answer, their day not yet over
    overdue: int  # without an answer, their day over
    days: float | None  # until the first answer, in the middle of those answered
    longest: int | None  # days that the oldest question without an answer waits
    has_office: bool

    @property
    def replied(self) -> int:
        """How many questions got an answer of whatever standing."""
        return sum(self.standings.values())

    @property
    def share(self) -> float | None:
        """The share of questions that got an answer; None where they are too few."""
        return self.replied / self.questions if self.questions >= FEWEST else None


def by_city(language: str = "en") -> tuple[Quota, ...]:
    """Every city that a question was sent to, in the order of names."""
    table = answers.matrix(language)
    cells: dict[str, list[Cell]] = {}
    for row in table.rows:
        for one in row.cells:
            cells.setdefault(one.city, []).append(one)
    return tuple(_quota(slug, name, cells[slug]) for slug, name in table.cities)


def of_city(slug: str, language: str = "en") -> Quota | None:
    """One city's; None where no question was sent to it."""
    return next((one for one in by_city(language) if one.city == slug), None)


def _quota(slug: str, name: str, cells: Sequence[Cell]) -> Quota:
    silent = [one for one in cells if one.answer is None]
    replied = [one.waited for one in cells if one.answer]
    return Quota(
        city=slug,
        city_name=name,
        questions=len(cells),
        standings={code: sum(one.standing == code for one in cells) for code in STANDINGS},
        waiting=sum(not one.overdue for one in silent),
        overdue=sum(one.overdue for one in silent),
        days=median(replied) if replied else None,
        longest=max((one.waited for one in silent), default=None),
        has_office=any(one.has_office for one in cells),
    )
