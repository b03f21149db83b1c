"""One question to mayors: its reasons, each city's answer or silence, and who asks it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, question_words, words
from dashboard.catalogue import pulse, vocabulary
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion import guard as spam
from dashboard.catalogue.discussion import questions, support
from dashboard.catalogue.discussion.answers import Answer, Cell
from dashboard.catalogue.discussion.questions import Question
from dashboard.catalogue.errors import NotFound
from dashboard.i18n import _, date, language, language_name, n_, number
from dashboard.web import answers, form_guard, guard, languages, not_found, qr, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Said, Way

ROOM = "questions"
MOST_NEAR = 3
FEED = "feed/questions.atom"


@dataclass(frozen=True)
class Other:
    """An answer's words in another language, or as they stood before."""

    name: str
    about: str
    said: Said


@dataclass(frozen=True)
class Reply:
    """What a city answered, or its silence."""

    city: str
    slug: str
    href: str
    silent: bool
    standing: str
    sign: str
    about: str
    note: str = ""
    said: Said | None = None
    others: tuple[Other, ...] = ()
    earlier: tuple[Other, ...] = ()
    earlier_title: str = ""


# One question -------------------------------------------------------------------------------------


def one_page(request: Request) -> Made:
    """A question with its reasons and what each city said."""
    return Made(_one(request, _found(request)))


def _found(request: Request) -> Question:
    found = questions.by_id(request.path_params["question"], language())
    if found is None:
        raise NotHere
    return found


def _one(request: Request, one: Question, fault: str = "") -> str:
    cells = replies.of(one.question_id, language())
    here = f"{shell.origin(request)}/{ROOM}/{one.question_id}"
    return frame.filled(
        "question.html",
        request,
        title=one.words.words,
        description=_for_whom(cells),
        address=f"{ROOM}/{one.question_id}",
        kind="article",
        feed=FEED,
        words=told.said(one.words),
        about=_about(one, cells),
        reasons=told.maybe(one.reasons),
        supporters=question_words.supporters(one.supporters)
        if one.supporters
        else _("Nobody else has said so yet."),
        thanks=_("Thank you, you are counted.") if "thanks" in request.query_params else "",
        fault=fault,
        replies=[_reply(cell) for cell in cells],
        near=_near(one),
        all=told.at(ROOM),
        bare=here,
        code=Markup(qr.svg(here)),  # noqa: S704 - drawn by us from an address
        ways_in=[Way(_("Ask another question"), told.at("ask"))],
        files=_further(one),
        say={
            "all": _("All questions to mayors"),
            "support": _("I would like to know this too"),
            "near": _("Others ask nearly the same"),
            "take": _("To take along"),
            "scan": _("The code leads to this page:"),
        },
    )


def _for_whom(cells: Iterable[Cell]) -> str:
    asked = i18n.listed([one.city_name for one in cells])
    return _("A question to {cities}, and what was answered.").format(cities=asked)


def _about(one: Question, cells: tuple[Cell, ...]) -> list[str]:
    asked = i18n.listed([cell.city_name for cell in cells])
    day = date(one.asked_at.date())
    who = (
        _("Asked by {name} on {date}").format(name=one.name, date=day)
        if one.name
        else _("Asked on {date}, without a name").format(date=day)
    )
    found = [
        who,
        _("sent on {date} to {cities}").format(date=date(one.sent_at.date()), cities=asked),
    ]
    if one.summit:
        found.append(words.summit(one.summit))
    return [*found, *told.said(one.words).notes]


def _near(one: Question) -> list[dict[str, object]]:
    found = questions.similar(one.words.words, language(), MOST_NEAR + 1)
    return [
        {"href": told.at(f"{ROOM}/{near.question_id}"), "words": told.said(near.words)}
        for near in found
        if near.question_id != one.question_id
    ][:MOST_NEAR]


def _further(one: Question) -> list[Way]:
    report = urlencode({"post": one.question_id})
    return [
        Way(_("New questions and answers (feed)"), told.at(FEED)),
        Way(_("Report this question"), told.at(f"notice?{report}")),
    ]


def _reply(cell: Cell) -> Reply:
    found = Reply(
        city=cell.city_name,
        slug=cell.city,
        href=told.at(f"c/{cell.city}"),
        standing=question_words.standing(cell.standing),
        sign=question_words.SIGNS[cell.standing],
        silent=cell.answer is None,
        about=question_words.silence(cell),
        note=question_words.undelivered(cell),
    )
    one = cell.answer
    if one is None:
        return found
    earlier = replies.versions(cell.question_id, cell.city, language())[1:]
    return replace(
        found,
        about=question_words.signed(one.office, one.answered_at, one.version),
        said=told.said(one.text),
        others=_others(one),
        earlier=tuple(map(_before, earlier)),
        earlier_title=n_("{count} earlier version", "{count} earlier versions", len(earlier)),
    )


def _others(one: Answer) -> tuple[Other, ...]:
    """The same answer in its other languages, the original first."""
    codes = [one.language, *(code for code in vocabulary.LANGUAGES if code != one.language)]
    return tuple(
        Other(_language(one, code), "", told.said(one.in_language(code)))
        for code in codes
        if code in one.texts and code != one.text.language
    )


def _language(one: Answer, code: str) -> str:
    name = language_name(code)
    named = name[:1].upper() + name[1:]
    return _("{language}, the original").format(language=named) if code == one.language else named


def _before(old: Answer) -> Other:
    signed = _("Version {version}, {standing}. Signed by {office}, {date}.").format(
        version=number(old.version),
        standing=question_words.standing(old.standing),
        office=old.office,
        date=date(old.answered_at.date()),
    )
    return Other("", signed, told.said(old.text))


# Support ------------------------------------------------------------------------------------------


async def one_or_support(request: Request) -> Response:
    """The page for GET; for POST one more who would like to know it."""
    if request.method != "POST":
        return await _kept_one(request)
    i18n.use(languages.of(request))
    form = await form_guard.read(request)
    return await form_guard.worked(_supported, request, form)


def _supported(request: Request, form: Mapping[str, str]) -> Response:
    i18n.use(languages.of(request))
    question = request.path_params["question"]
    if not form_guard.from_here(request):
        return not_found.answer(language())
    sender = guard.sender(request, form)
    try:
        spam.admit("", sender, "support")
        support.give(question, sender.device or sender.place)
    except NotFound:
        return not_found.answer(language())
    except spam.Refused as refused:
        return _refused(request, refused)
    answer = RedirectResponse(f"{told.at(f'{ROOM}/{question}')}?thanks=1#support", 303)
    guard.device(request, answer)
    return answer


def _refused(request: Request, refused: spam.Refused) -> Response:
    found = questions.by_id(request.path_params["question"], language())
    if found is None:
        return not_found.answer(language())
    markup = _one(request, found, guard.sentence(refused.judgement))
    status = guard.status(refused.judgement)
    return Response(markup, status, {"Cache-Control": "no-store"}, answers.HTML)


_kept_one = answers.kept(one_page, beat=lambda _request: pulse.of("questions"))
routes: list[BaseRoute] = [
    Route(f"/{ROOM}/{{question}}", one_or_support, methods=["GET", "HEAD", "POST"])
]
