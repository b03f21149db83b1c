"""Questions to mayors for everybody: what was asked, what each city said, and who is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import question_words, words
from dashboard.catalogue import pulse
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion import quota
from dashboard.catalogue.discussion.answers import SILENT, STANDINGS, Cell, Matrix, Row
from dashboard.i18n import _, date, language, n_
from dashboard.web import (
    answers,
    question_files,
)
from dashboard.web.answers import Made
from dashboard.web.plain import frame, question, told
from dashboard.web.plain.question import FEED, ROOM
from dashboard.web.plain.told import Said, Way
from dashboard.web.question_files import Wish

A_PAGE = 20


@dataclass(frozen=True)
class Seat:
    """One city of a question, in a few words."""

    city: str
    standing: str
    sign: str
    about: str
    silent: bool


@dataclass(frozen=True)
class Line:
    """A question of the list with its seats."""

    href: str
    words: Said
    about: tuple[str, ...]
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Choice:
    """One filter: its name in the address, its words, the values there are."""

    name: str
    label: str
    all: str
    options: tuple[tuple[str, str], ...]
    chosen: str


# The list -----------------------------------------------------------------------------------------


def page(request: Request) -> Made:
    """All questions, or those that the address asks for, each with its cities."""
    wish = question_files.wish(request)
    return Made(_list(request, wish, replies.matrix(language()), wish.rows()))


def _list(request: Request, wish: Wish, whole: Matrix, rows: tuple[Row, ...]) -> str:
    at = _place(request.query_params.get("page", "1"), len(rows))
    return frame.filled(
        "questions.html",
        request,
        title=_("Questions to mayors"),
        description=_say()["standfirst"],
        address=ROOM,
        indexed=wish.empty and at == 1,
        feed=FEED,
        ways_in=[Way(_("Ask a question"), told.at(_asking(wish.city, wish.summit)))],
        choices=_choices(whole, wish),
        search=wish.words,
        filtered=not wish.empty,
        clear=told.at(ROOM),
        summary=_summary(rows),
        rows=[line(one) for one in rows[(at - 1) * A_PAGE : at * A_PAGE]],
        pages=_pages(request, at, len(rows)),
        quota=_quota() if wish.empty else [],
        files=_files(request),
        columns=question_files.columns(),
        say=_say(),
    )


def _place(given: str, count: int) -> int:
    most = max(1, -(-count // A_PAGE))
    return min(int(given), most) if given.isdecimal() and 0 < int(given[:6]) else 1


def _pages(request: Request, at: int, count: int) -> list[Way]:
    asked = {name: value for name, value in request.query_params.items() if name != "page"}

    def way(label: str, number: int) -> Way:
        return Way(label, told.at(f"{ROOM}?{urlencode({**asked, 'page': number})}"))

    found = [way(_("Newer questions"), at - 1)] if at > 1 else []
    if at * A_PAGE < count:
        found.append(way(_("Older questions"), at + 1))
    return found


def _asking(city: str = "", summit: str = "") -> str:
    query = urlencode({k: v for k, v in (("city", city), ("summit", summit)) if v})
    return f"ask?{query}" if query else "ask"


def _choices(whole: Matrix, wish: Wish) -> list[Choice]:
    summits = dict.fromkeys(row.question.summit for row in whole.rows if row.question.summit)
    found = [
        Choice("city", _("City"), _("All cities"), whole.cities, wish.city),
        Choice(
            "state",
            _("How a city stands to it"),
            _("Whatever was said"),
            tuple((one, question_words.standing(one)) for one in (*STANDINGS, SILENT)),
            wish.state,
        ),
    ]
    if summits or wish.summit:
        named = tuple((one, words.summit(one)) for one in summits or (wish.summit,))
        found.insert(1, Choice("summit", _("Summit"), _("At any or none"), named, wish.summit))
    return found


def _summary(rows: Iterable[Row]) -> str:
    cells = [cell for row in rows for cell in row.cells]
    asked = len({cell.question_id for cell in cells})
    if not asked:
        return _("No question")
    count = n_("{count} question", "{count} questions", asked)
    given = n_("{count} answer", "{count} answers", sum(one.answer is not None for one in cells))
    silent = n_(
        "{count} still without one",
        "{count} still without one",
        sum(one.answer is None for one in cells),
    )
    return _("{questions}: {answers}, {silent}").format(
        questions=count, answers=given, silent=silent
    )


def line(row: Row) -> Line:
    """A question as the list shows it."""
    one = row.question
    about = [_("Sent on {date}").format(date=date(one.sent_at.date()))]
    if one.summit:
        about.append(words.summit(one.summit))
    if one.supporters:
        about.append(question_words.supporters(one.supporters))
    return Line(
        told.at(f"{ROOM}/{one.question_id}"),
        told.said(one.words),
        (*about, *told.said(one.words).notes),
        tuple(map(_seat, row.cells)),
    )


def _seat(cell: Cell) -> Seat:
    if cell.answer is None:
        about = question_words.silence_in_short(cell)
    else:
        about = date(cell.answer.answered_at.date(), "medium")
    return Seat(
        cell.city_name,
        question_words.standing(cell.standing),
        question_words.SIGNS[cell.standing],
        about,
        cell.answer is None,
    )


def _quota() -> list[dict[str, object]]:
    return [
        {"line": question_words.quota(one), "href": told.at(f"{ROOM}?city={one.city}")}
        for one in quota.by_city(language())
    ]


def _files(request: Request) -> list[Way]:
    query = f"?{request.url.query}" if request.url.query else ""
    return [
        Way(_("These questions as a table (CSV)"), told.at(f"questions.csv{query}")),
        Way(_("The same for programs (JSON)"), told.at(f"questions.json{query}")),
        Way(_("New questions and answers (feed)"), told.at(FEED)),
    ]


def _say() -> dict[str, str]:
    return {
        "standfirst": _(
            "Inhabitants ask, cities answer. What nobody has answered yet stands here with its"
            " date."
        ),
        "filters": _("Find questions"),
        "search": _("Words"),
        "show": _("Show"),
        "all": _("Show all"),
        "none": _("No question is here yet. Ask the first."),
        "pages": _("More questions"),
        "quota": _("How many were answered, and how long it took"),
        "quota_note": _(
            "In the order of names. It counts answers, never how good they are. A share is told"
            " from five questions on; half of the answers came sooner than the time named."
        ),
        "city": _("City"),
        "questions": _("Questions"),
        "replied": _("Answered"),
        "open": _("Without an answer"),
        "days": _("Time until the first answer"),
        "take": _("To take along"),
        "columns": _("What the columns of the table mean"),
    }


def follows(_request: Request) -> int:
    """What the pages of questions listen to."""
    return pulse.of("questions")


routes: list[BaseRoute] = [
    Route(f"/{ROOM}", answers.kept(page, beat=follows)),
    *question.routes,
]
