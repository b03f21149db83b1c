"""Asking mayors a question: what others asked already first, then one's own. No account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, question_words, settings, talk_words, words
from dashboard.catalogue import cities, vocabulary
from dashboard.catalogue.discussion import Fault, Kept, NotTaken, addressees, questions
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion.guard import Refused
from dashboard.catalogue.discussion.questions import Asked, Question
from dashboard.catalogue.people import tokens
from dashboard.i18n import _, language, number
from dashboard.web import form_guard, guard, languages, shell
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

ROOM = "ask"
MOST_BYTES = 65_536
FIELDS, MOST_FIELDS = 3, questions.MOST_CITIES  # for cities by name
_HEADERS = {"Cache-Control": "no-store"}
_LONGEST_SHOWN = 4_000  # signs of a text that comes back in its form


@dataclass(frozen=True)
class Form:
    """What was typed, as it comes back."""

    words: str = ""
    reasons: str = ""
    ticked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    language: str = ""
    summit: str = ""
    name: str = ""
    sixteen: bool = False
    email: str = ""
    seen: str = ""  # the mark of the words whose likes were shown

    @property
    def written(self) -> tuple[str, ...]:
        """The names of cities that were typed."""
        return tuple(one for one in self.others if one)


# Reading the form ---------------------------------------------------------------------------------


def _given(fields: Mapping[str, str]) -> Form:
    ticked = tuple(name.removeprefix("city-") for name in fields if name.startswith("city-"))
    others = tuple(fields.get(f"other-{at}", "").strip() for at in range(1, MOST_FIELDS + 1))
    return Form(
        words=fields.get("words", "").replace("\r\n", "\n"),
        reasons=fields.get("reasons", "").replace("\r\n", "\n"),
        ticked=ticked,
        others=tuple(one[:100] for one in others if one),
        language=fields.get("language", language()),
        summit=fields.get("summit", ""),
        name=fields.get("name", ""),
        sixteen=bool(fields.get("sixteen")),
        email=fields.get("email", ""),
        seen=fields.get("seen", ""),
    )


def _asked(form: Form, fields: Mapping[str, str]) -> Asked:
    by_name = [addressees.named(one) or one for one in form.written]
    return Asked(
        words=form.words,
        reasons=form.reasons,
        cities=(*form.ticked, *by_name),
        language=form.language,
        receipt=guard.receipt(fields) or "0" * 32,
        summit=form.summit,
        name=form.name,
        sixteen=form.sixteen,
        email=form.email,
        letters_in=language(),
    )


# The page -----------------------------------------------------------------------------------------


async def answer(request: Request) -> Response:
    """The form for GET; for POST what others asked nearly alike, and then the question is sent."""
    if request.method != "POST":
        return await run_in_threadpool(_empty, request)
    try:
        fields = await form_guard.read(request, MOST_BYTES)
    except ValueError:  # more fields than the form has
        fields = {}
    return await form_guard.worked(_received, request, fields)


def _empty(request: Request) -> Response:
    """The form; the address may name cities and the summit at which one asks."""
    i18n.use(languages.of(request))
    offices, names = addressees.with_office(language()), cities.names(language())
    wanted = [one for one in request.query_params.getlist("city") if one in names]
    summit = request.query_params.get("summit", "")
    form = Form(
        ticked=tuple(one for one in wanted if one in offices),
        others=tuple(names[one] for one in wanted if one not in offices)[:MOST_FIELDS],
        language=language(),
        summit=summit if vocabulary.has("summit", summit) else "",
    )
    return _page(request, form, guard.fields(request))


def _received(request: Request, fields: Mapping[str, str]) -> Response:
    i18n.use(languages.of(request))
    form = _given(fields)
    if not form_guard.from_here(request):
        told_of = _("This was sent from another site. Look at it and send it from here.")
        return _back(request, form, fields, {"": told_of}, 403)
    if not fields:
        told_of = _("This is longer than any question. Say the most important first.")
        return _back(request, form, fields, {"": told_of}, 413)
    asked = questions.cleaned(_asked(form, fields))
    if wrong := questions.faults(asked):
        return _back(request, form, fields, _sentences(wrong, form), 422)
    mark = tokens.mark(asked.words)[:16]
    if form.seen != mark and (near := questions.similar(asked.words, language())):
        return _back(request, replace(form, seen=mark), fields, {}, 200, near)
    return _send(request, replace(form, seen=mark), fields, asked)


def _send(request: Request, form: Form, fields: Mapping[str, str], asked: Asked) -> Response:
    try:
        kept = questions.ask(asked, guard.sender(request, fields))
    except NotTaken as error:
        return _back(request, form, fields, _sentences(error.faults, form), 422)
    except Refused as error:
        judged = error.judgement
        return _back(request, form, fields, {"": guard.sentence(judged)}, guard.status(judged))
    response = HTMLResponse(_thanks(request, asked, kept), headers=_HEADERS)
    guard.device(request, response)
    return response


def _sentences(faults: tuple[Fault, ...], form: Form) -> dict[str, str]:
    """What is wrong, by field; a receipt that is gone means that the page lay open too long."""
    found = {one.field: question_words.fault(one) for one in faults}
    if any(one.code == "receipt" for one in faults):
        found[""] = _("The page was open for long. Look at it once more and send it again.")
    unknown = next((one for one in form.written if addressees.named(one) is None), "")
    if unknown and any((one.field, one.code) == ("cities", "unknown") for one in faults):
        found["cities"] = _unknown(unknown)
    return found


def _unknown(written: str) -> str:
    near = addressees.meant(written, language())
    if near is None:
        return _("The catalogue knows no city “{name}”.").format(name=written)
    return _("The catalogue knows no city “{name}”. Is it {city}?").format(name=written, city=near)


def _back(
    request: Request,
    form: Form,
    fields: Mapping[str, str],
    faults: dict[str, str],
    status: int,
    near: tuple[Question, ...] = (),
) -> Response:
    """The form with all that was typed."""
    return _page(request, form, guard.fields(request, fields), faults, status, near)


def _page(
    request: Request,
    form: Form,
    fields: guard.Fields,
    faults: Mapping[str, str] | None = None,
    status: int = 200,
    near: tuple[Question, ...] = (),
) -> Response:
    names, offices = cities.names(language()), addressees.with_office(language())
    room = max(FIELDS, len(form.others) + 1)
    empty = [""] * (min(room, MOST_FIELDS) - len(form.others))
    shown = replace(
        form,
        words=form.words[:_LONGEST_SHOWN],
        reasons=form.reasons[:_LONGEST_SHOWN],
        others=(*form.others, *empty),
    )
    markup = frame.filled(
        "ask.html",
        request,
        title=_("Others have asked nearly this") if near else _("Ask mayors a question"),
        description=_say()["standfirst"],
        address=ROOM,
        indexed=not near and not faults,
        action=told.at(ROOM),
        form=shown,
        faults=dict(faults or {}),
        near=[_near(one) for one in near],
        offices=list(offices.items()),
        known=[name for slug, name in names.items() if slug not in offices],
        languages=talk_words.languages(),
        summits=_summits(),
        longest=questions.LONGEST,
        longest_reasons=questions.LONGEST_REASONS,
        guard=fields,
        guard_say=guard.words(),
        rules=told.at("rules"),
        privacy=told.at("privacy"),
        say=_say(),
    )
    return HTMLResponse(markup, status, headers=_HEADERS)


def _near(one: Question) -> dict[str, Any]:
    cells = replies.of(one.question_id, language())
    asked = i18n.listed([cell.city_name for cell in cells])
    given = sum(cell.answer is not None for cell in cells)
    about = _("To {cities}; answers: {given} of {all}").format(
        cities=asked, given=number(given), all=number(len(cells))
    )
    said = told.said(one.words)
    notes = " · ".join((about, *said.notes))
    return {"href": told.at(f"questions/{one.question_id}"), "words": said, "about": notes}


def _summits() -> list[tuple[str, str]]:
    return [(code, words.summit(code)) for code in vocabulary.codes("summit")]


def _say() -> dict[str, str]:
    most, more = number(questions.LONGEST), number(questions.LONGEST_REASONS)
    days = number(settings.answer_days())
    return {
        "standfirst": _(
            "In two sentences, to one city or to several at once. What they answer is public, and"
            " so is it when they do not."
        ),
        "faults": _("This was not sent yet. Your text is still here."),
        "near": _("Is your question among these?"),
        "near_note": _(
            "If so, say that you would like to know it too: one question that many ask is answered"
            " sooner than many alike."
        ),
        "support": _("I would like to know this too"),
        "words": _("Your question"),
        "words_note": _("Up to {most} characters.").format(most=most),
        "reasons": _("Why you ask"),
        "reasons_note": _(
            "If you like: what happened, where, since when. Up to {most} characters. Name no"
            " private persons."
        ).format(most=more),
        "cities": _("Which cities shall answer?"),
        "cities_note": _("Up to {most}.").format(most=number(questions.MOST_CITIES)),
        "offices": _("Their offices answer here"),
        "others": _("Any other city of the catalogue, by its name"),
        "other": _("City {number}"),
        "language": _("Language of your text"),
        "summit": _("Asked at a summit"),
        "no_summit": _("at none"),
        "email": _("E-mail, if you want to be told of answers"),
        "email_note": _(
            "Kept encrypted for this alone, erased after 90 days or when you say so. You are asked"
            " once more by letter."
        ),
        "fate": _(
            "A moderator reads it before it appears. Then it goes to the cities, which are asked to"
            " answer within {days} days."
        ).format(days=days),
        "rules": _("Rules of the discussion"),
        "privacy": _("What we keep of you"),
        "send": _("Send the question"),
        "send_all_the_same": _("Send mine all the same"),
    }


# It was sent --------------------------------------------------------------------------------------


def _thanks(request: Request, asked: Asked, kept: Kept) -> str:
    names, offices = cities.names(language()), addressees.with_office(language())
    silent = [names[one] for one in asked.cities if one not in offices]
    without = _("No office of {cities} has a desk here yet; the question will stand here openly.")
    return frame.filled(
        "asked.html",
        request,
        title=_("Your question is sent"),
        description=_("A moderator reads it before it appears."),
        address=ROOM,
        indexed=False,
        words=asked.words,
        goes_to=_("It goes to {cities}.").format(
            cities=i18n.listed([names[one] for one in asked.cities])
        ),
        notes=[without.format(cities=i18n.listed(silent))] if silent else [],
        mine=f"{shell.origin(request)}/{language()}/mine?code={kept.token}",
        email=bool(asked.email),
        ways_in=[Way(_("All questions to mayors"), told.at("questions"))],
        say={
            "sent": _("Sent. A colleague reads it before it appears."),
            "keep": _("Keep this link"),
            "keep_note": _(
                "It is yours alone and shows what became of your question. With it you can change"
                " it until it goes out, take along what is stored, or erase it. Nobody can send it"
                " to you again."
            ),
            "email": _("A letter is on its way that asks whether the address is right."),
        },
    )


routes: list[BaseRoute] = [Route(f"/{ROOM}", answer, methods=["GET", "HEAD", "POST"])]
