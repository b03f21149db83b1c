"""What the offices of cities answer: five standings, each version for good, silence with its date.

An answer is signed by an office and may be in several languages. Nothing here ranks cities: they
always stand in the order of their names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import likeness, questions
from dashboard.catalogue.discussion.questions import Question
from dashboard.catalogue.record import FALLBACK, Text
from dashboard.catalogue.searching import analysis

STANDINGS = ("answered", "partly", "not_our_power", "declined")
SILENT = "silent"


@dataclass(frozen=True)
class Said:
    """An answer's words in one language, and where that wording comes from."""

    words: str
    origin: str  # original, human or machine
    stale: bool = False  # the original has changed since it was translated


@dataclass(frozen=True)
class Answer:
    """What an office has said, in one version; `text` is in the reader's language where it can."""

    question_id: str
    city: str
    version: int
    standing: str
    language: str  # the original's
    text: Text
    texts: Mapping[str, Said] = field(hash=False)
    office: str
    answered_at: datetime
    house: str | None = None  # the copy it came from; None: this one

    def in_language(self, code: str) -> Text:
        """The words in one of its languages."""
        said = self.texts[code]
        return Text(said.words, code, said.origin, said.stale)


@dataclass(frozen=True)
class Cell:
    """A question and one of its cities: the answer, or since when there is none."""

    question_id: str
    city: str
    city_name: str
    country: str
    sent_at: datetime
    due_on: date
    has_office: bool  # whether anybody of this city has a desk here, and so has got it
    answer: Answer | None
    first_at: datetime | None  # when it was answered for the first time

    @property
    def standing(self) -> str:
        """One of STANDINGS, or silent."""
        return self.answer.standing if self.answer else SILENT

    @property
    def overdue(self) -> bool:
        """Whether the day by which an answer was asked for is over, without one."""
        return self.answer is None and clock.now().date() > self.due_on

    @property
    def waited(self) -> int:
        """Whole days until the first answer, or until now."""
        return max(0, ((self.first_at or clock.now()) - self.sent_at).days)


@dataclass(frozen=True)
class Row:
    """A question with its cells, in the order of the cities' names."""

    question: Question
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Questions by cities; a city that a question did not go to has no cell."""

    rows: tuple[Row, ...]
    cities: tuple[tuple[str, str], ...]  # slug and name, in the order of names

    def cell(self, question_id: str, city: str) -> Cell | None:
        """What stands where a question and a city meet."""
        found = (
            cell
            for row in self.rows
            if row.question.question_id == question_id
            for cell in row.cells
            if cell.city == city
        )
        return next(found, None)


# Reading ------------------------------------------------------------------------------------------


def matrix(
    language: str = "en",
    *,
    city: str | None = None,
    summit: str | None = None,
    standing: str | None = None,
) -> Matrix:
    """The questions that everybody may read, the newest sent first, with what each city said.

    `city`, `summit`: only those questions. `standing`: only those where some city (or the one
    asked for) stands so; silent is one of them.
    """
    every = _cells(language)
    cells: dict[str, list[Cell]] = {}
    for one in every:
        cells.setdefault(one.question_id, []).append(one)
    rows = tuple(
        Row(one, tuple(cells.get(one.question_id, ())))
        for one in questions.shown(city, summit, language)
    )
    if standing:
        rows = tuple(one for one in rows if _stands(one, standing, city))
    named = {cell.city: cell.city_name for cell in every}
    there = {cell.city for row in rows for cell in row.cells}
    ordered = questions.ordered(sorted(there), language)
    return Matrix(rows, tuple((slug, named[slug]) for slug in ordered))


def matching(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    """The rows in which every one of these words begins one of theirs; else those near in meaning.

    Question, reasons, answers in all their languages and names of cities are looked at.
    """
    wanted = [analysis.fold(one.text) for one in analysis.words(words[:200])]
    if not wanted:
        return tuple(rows)
    exact = [row for row in rows if _has(row, wanted)]
    known = [(row.question.words.words, row.question.words.language) for row in rows]
    near = [rows[at] for at in likeness.nearest(words[:200], known)]
    return (*exact, *(row for row in near if row not in exact))


def _has(row: Row, wanted: Sequence[str]) -> bool:
    said = [row.question.words.words, row.question.reasons.words if row.question.reasons else ""]
    for cell in row.cells:
        said += [cell.city_name, *(one.words for one in _texts(cell))]
    told = {analysis.fold(one.text) for text in said for one in analysis.words(text)}
    return all(any(one.startswith(word) for one in told) for word in wanted)


def _texts(cell: Cell) -> tuple[Said, ...]:
    return tuple(cell.answer.texts.values()) if cell.answer else ()


def _stands(row: Row, standing: str, city: str | None) -> bool:
    return any(one.standing == standing and city in (None, one.city) for one in row.cells)


def of(question_id: str, language: str = "en") -> tuple[Cell, ...]:
    """What each city said to one question, in the order of their names."""
    return _cells(language, question_id)


def overdue(city: str | None = None, language: str = "en") -> tuple[tuple[Question, Cell], ...]:
    """Questions whose day is over without an answer, the longest waiting first."""
    return tuple(one for one in _open(city, language) if one[1].overdue)


def open_for_city(slug: str, language: str = "en") -> tuple[tuple[Question, Cell], ...]:
    """The questions a city has not answered, the longest waiting first."""
    return _open(slug, language)


def _open(city: str | None, language: str) -> tuple[tuple[Question, Cell], ...]:
    asked = {one.question_id: one for one in questions.shown(city, language=language)}
    silent = [
        one
        for one in _cells(language, city=city or "")
        if one.answer is None and one.question_id in asked
    ]
    silent.sort(key=lambda one: (one.sent_at, one.question_id, one.city))
    return tuple((asked[one.question_id], one) for one in silent)


def versions(question_id: str, city: str, language: str = "en") -> tuple[Answer, ...]:
    """Every version of an answer, the newest first."""
    rows = database.records("answer_versions", post_id=question_id, city=city)
    return tuple(_answer({**row, "post_id": question_id}, language) for row in rows)


def _cells(language: str, question_id: str = "", city: str = "") -> tuple[Cell, ...]:
    rows = database.records("question_places", post_id=question_id, city=city, language=language)
    return tuple(_cell(row, language) for row in rows)


def _cell(row: dict[str, Any], language: str) -> Cell:
    return Cell(
        question_id=row["post_id"],
        city=row["city"],
        city_name=row["city_name"],
        country=row["country"],
        sent_at=row["sent_at"],
        due_on=row["due_on"],
        has_office=row["has_office"],
        answer=_answer(row, language) if row["version"] else None,
        first_at=row["first_at"],
    )


def _answer(row: dict[str, Any], language: str) -> Answer:
    texts = {code: Said(**said) for code, said in json.loads(row["texts"]).items()}
    return Answer(
        question_id=row["post_id"],
        city=row["city"],
        version=row["version"],
        standing=row["standing"],
        language=row["language"],
        text=_for(texts, row["language"], language),
        texts=texts,
        office=row["office"],
        answered_at=row["answered_at"],
        house=row["house"],
    )


def _for(texts: Mapping[str, Said], original: str, language: str) -> Text:
    """The words in the reader's language, else the original's."""
    spoken = next(one for one in (language, original, *FALLBACK, *texts) if one in texts)
    said = texts[spoken]
    return Text(said.words, spoken, said.origin, said.stale)
