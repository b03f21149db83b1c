"""Questions to mayors as files: a row a question and city, and the whole as JSON.

The files say what the page says, asked with the same filters. The name somebody asked under stands
on the page alone: a file that was taken along cannot be asked to forget it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import settings
from dashboard.catalogue import cities, pulse, vocabulary
from dashboard.catalogue.columns import harmless
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion import quota
from dashboard.catalogue.discussion.answers import SILENT, STANDINGS, Answer, Cell, Row
from dashboard.catalogue.discussion.quota import Quota
from dashboard.i18n import N_, _, language
from dashboard.web import answers, shell
from dashboard.web.answers import Made, NotHere

CSV = "text/csv; charset=utf-8"
JSON = "application/json"
LONGEST_SEARCH = 200
_OPEN = {"Access-Control-Allow-Origin": "*"}
# Each column of the table, in its order, and what it means.
COLUMNS: Mapping[str, str] = {
    "question_id": N_("The id of the question; one row for each city it went to."),
    "address": N_("The page of the question."),
    "question": N_("The question in the words of whoever asked it."),
    "question_language": N_("The language it is written in; und where it is none of ours."),
    "reasons": N_("Why it is asked, in the same language."),
    "summit": N_("The summit at which it was asked; empty for most."),
    "supporters": N_("How many others would like to know it. Voices, not a survey."),
    "city": N_("The id of the city, as in the other files."),
    "city_name": N_("The name of the city in the language of the file."),
    "has_office": N_("Whether anybody of the city has a desk here, and so has got the question."),
    "sent_on": N_("The day on which a moderator let it through and it was sent."),
    "due_on": N_("The day by which the city was asked to answer."),
    "standing": N_("answered, partly, not_our_power, declined, or silent."),
    "overdue": N_("Whether it is silent and that day is over, on the day of the file."),
    "waited_days": N_("Days until the first answer, or until the day of the file."),
    "first_answered_on": N_("The day of the first answer."),
    "answered_on": N_("The day of the version shown."),
    "version": N_("Which version of the answer is shown; older ones stand on the page."),
    "office": N_("Who signed it for the city."),
    "answer": N_("The answer, in the language of the file where it is there, else the original."),
    "answer_language": N_("The language that the answer is shown in."),
    "answer_origin": N_("original, human (translated by a person) or machine."),
}


def columns() -> list[tuple[str, str]]:
    """Each column with what it means, in the reader's language."""
    return [(name, _(meaning)) for name, meaning in COLUMNS.items()]


# What is asked ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """Which questions an address asks for; an empty field restricts nothing."""

    city: str = ""
    summit: str = ""
    state: str = ""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether all of them are asked for."""
        return self == Wish()

    def rows(self) -> tuple[Row, ...]:
        """The questions with their cells, in the reader's language."""
        found = replies.matrix(
            language(),
            city=self.city or None,
            summit=self.summit or None,
            standing=self.state or None,
        ).rows
        return replies.matching(found, self.words) if self.words else found


def wish(request: Request) -> Wish:
    """What an address asks for; NotHere where it names what nobody knows."""
    given = {name: request.query_params.get(name, "") for name in ("city", "summit", "state")}
    unknown = (
        (given["city"] and given["city"] not in cities.names(language()))
        or (given["summit"] and not vocabulary.has("summit", given["summit"]))
        or (given["state"] and given["state"] not in (*STANDINGS, SILENT))
    )
    if unknown:
        raise NotHere
    return Wish(**given, words=request.query_params.get("q", "")[:LONGEST_SEARCH].strip())


# The table ----------------------------------------------------------------------------------------


def as_csv(request: Request) -> Made:
    """A row a question and city; opens with a byte order mark, else Excel garbles accents."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    origin = shell.origin(request)
    for row in wish(request).rows():
        for cell in row.cells:
            told = {**_asked(row, origin), **_stands(cell), **_said(cell.answer)}
            table.writerow([harmless(_written(told[name])) for name in COLUMNS])
    return Made(out.getvalue().encode("utf-8-sig"), CSV, headers=_named("csv"))


def _named(ending: str) -> dict[str, str]:
    name = f"questions-{language()}.{ending}"
    return {**_OPEN, "Content-Disposition": f'attachment; filename="{name}"'}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _asked(row: Row, origin: str) -> dict[str, Any]:
    one = row.question
    return {
        "question_id": one.question_id,
        "address": f"{origin}/{language()}/questions/{one.question_id}",
        "question": one.words.words,
        "question_language": one.words.language,
        "reasons": one.reasons.words if one.reasons else None,
        "summit": one.summit,
        "supporters": one.supporters,
    }


def _stands(cell: Cell) -> dict[str, Any]:
    return {
        "city": cell.city,
        "city_name": cell.city_name,
        "has_office": cell.has_office,
        "sent_on": cell.sent_at.date().isoformat(),
        "due_on": cell.due_on.isoformat(),
        "standing": cell.standing,
        "overdue": cell.overdue,
        "waited_days": cell.waited,
        "first_answered_on": cell.first_at.date().isoformat() if cell.first_at else None,
    }


def _said(one: Answer | None) -> dict[str, Any]:
    if one is None:
        nothing = ("answered_on", "version", "office", "answer", "answer_language", "answer_origin")
        return dict.fromkeys(nothing)
    return {
        "answered_on": one.answered_at.date().isoformat(),
        "version": one.version,
        "office": one.office,
        "answer": one.text.words,
        "answer_language": one.text.language,
        "answer_origin": one.text.origin,
    }


# The document -------------------------------------------------------------------------------------


def as_json(request: Request) -> Made:
    """The same with every language of an answer, its earlier versions and each city's numbers."""
    origin = shell.origin(request)
    document = {
        "about": {
            "address": f"{origin}/{language()}/questions",
            "language": language(),
            "answer_within_days": settings.answer_days(),
            "note": _("Voices, not a survey. Cities stand in the order of their names."),
            "fields": dict(columns()),
        },
        "questions": [_question(row, origin) for row in wish(request).rows()],
        "cities": [_numbers(one) for one in quota.by_city(language())],
    }
    written = json.dumps(document, ensure_ascii=False, indent=1)
    return Made(written, JSON, headers=_OPEN)


def _question(row: Row, origin: str) -> dict[str, Any]:
    return {
        **_asked(row, origin),
        "cities": [{**_stands(cell), "answers": _versions(cell)} for cell in row.cells],
    }


def _versions(cell: Cell) -> list[dict[str, Any]]:
    """Every version of an answer, the newest first."""
    if cell.answer is None:
        return []
    return [
        {
            "version": one.version,
            "standing": one.standing,
            "office": one.office,
            "answered_on": one.answered_at.date().isoformat(),
            "language": one.language,
            "texts": {code: vars(said) for code, said in one.texts.items()},
        }
        for one in replies.versions(cell.question_id, cell.city, language())
    ]


def _numbers(one: Quota) -> dict[str, Any]:
    return {
        "city": one.city,
        "city_name": one.city_name,
        "has_office": one.has_office,
        "questions": one.questions,
        "replied": one.replied,
        **one.standings,
        "waiting": one.waiting,
        "overdue": one.overdue,
        "share_replied": one.share,
        "median_days_until_answer": one.days,
        "longest_open_days": one.longest,
    }


def _route(ending: str, page: Callable[[Request], Made]) -> Route:
    return Route(
        f"/questions.{ending}", answers.kept(page, beat=lambda _request: pulse.of("questions"))
    )


routes: list[BaseRoute] = [_route("csv", as_csv), _route("json", as_json)]
