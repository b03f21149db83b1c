"""Is it still running? The page behind a one-use link: what is public now, and three answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, navigation, words
from dashboard.catalogue import clock, confirmations, record
from dashboard.catalogue.confirmations import LONGEST_NOTE, Ask, BadAnswer, LinkOver
from dashboard.catalogue.record import Text, Whole
from dashboard.i18n import LANGUAGES, N_, _, date, number
from dashboard.web import form_guard, languages, templates

PATH = "still-running"
MOST_BYTES = 32_768  # of an answer: 2,000 signs, each written as nine bytes, and room
ANSWERS = ("running", "changed", "ended")
# A mail program that opens links learns nothing, and no page that is left for learns the code.
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_FAULTS: Mapping[str, str] = {
    "words_missing": N_("Say it in a sentence or two; an editor takes it from there."),
    "words_too_long": N_("This is longer than 2,000 signs. Say the most important first."),
    "year_missing": N_("Say in which year it ended, such as 2024."),
    "year_wrong": N_("This year cannot be: it lies before the practice began, or after today."),
    "too_long_open": N_("The page was open for long. Nothing was sent yet: send it once more."),
    "answer_missing": N_("Choose one of the three answers."),
}
_THANKS: Mapping[str, tuple[str, str]] = {
    "running": (
        N_("Thank you, it is confirmed"),
        N_("The public page now says that it was confirmed today."),
    ),
    "changed": (
        N_("Thank you, it was sent"),
        N_("An editor reads it before it appears. Until then the public text stays as it is."),
    ),
    "ended": (
        N_("Thank you, it was sent"),
        N_(
            "An editor reads it before it appears. The practice stays in the catalogue, "
            "with the year it ended and why."
        ),
    ),
}


@dataclass(frozen=True)
class Form:
    """What was sent, as it was written."""

    code: str = ""
    key: str = ""
    answer: str = ""
    words: str = ""
    year: str = ""
    why: str = ""


async def answer(request: Request) -> Response:
    """The page for GET, which changes nothing; the answer for POST."""
    form = await _form(request) if request.method == "POST" else None
    found = await run_in_threadpool(_answered, request, form)
    found.headers.update(_HEADERS)
    return found


async def _form(request: Request) -> Form:
    """What was written; a longer one than fits is no answer to this page."""
    given = await form_guard.read(request, MOST_BYTES)
    return Form(**{name: given.get(name, "") for name in Form.__dataclass_fields__})


def _answered(request: Request, form: Form | None) -> Response:
    i18n.use(languages.of(request))
    if form is None and (kind := request.query_params.get("thanks")) in _THANKS:
        return _thanks(request, str(kind))
    code = form.code if form else request.query_params.get("code", "")
    try:
        ask = confirmations.asked_by(code)
        if form is None:
            return _page(request, ask, Form(code=code))
        return _received(request, ask, form)
    except LinkOver:
        return _over()


def _received(request: Request, ask: Ask, form: Form) -> Response:
    if not _ours(request, form):
        return _page(request, ask, form, "too_long_open", 403)
    try:
        if form.answer == "running":
            confirmations.answer_running(form.code)
        elif form.answer == "changed":
            confirmations.answer_changed(form.code, form.words)
        elif form.answer == "ended":
            confirmations.answer_ended(form.code, form.year, form.why)
        else:
            return _page(request, ask, form, "answer_missing", 422)
    except BadAnswer as error:
        return _page(request, ask, form, error.code, 422)
    # To an address without the code: reloading it sends nothing again.
    query = urlencode({"thanks": form.answer, "id": ask.slug})
    return RedirectResponse(f"/{i18n.language()}/{PATH}?{query}", 303)


def _ours(request: Request, form: Form) -> bool:
    """Whether the form came from our page: its hidden key is the browser's cookie.

    `form_guard.ours` would ask for the origin, which a page without a referrer does not send.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    cookie = request.cookies.get(form_guard.COOKIE, "")
    return bool(cookie) and form_guard.same(cookie, form.key)


# The pages ----------------------------------------------------------------------------------------


def _page(
    request: Request, ask: Ask, form: Form, fault: str | None = None, status: int = 200
) -> Response:
    practice = record.by_slug(ask.slug, i18n.language())
    if practice is None:
        return _over()
    key = form_guard.key(request)
    markup = templates.filled(
        "still_running.html",
        language=i18n.language(),
        title=_("Does “{title}” still run?").format(title=practice.title.words),
        texts=_texts(),
        practice=practice,
        country=words.label("country", practice.city.country),
        last=_last(ask.slug),
        facts=_facts(practice),
        chapters=_chapters(practice),
        public=navigation.address("practice", i18n.language(), id=ask.slug),
        home=navigation.address("home", i18n.language()),
        sisters=[(one, f"/{one}/{PATH}?{urlencode({'code': form.code})}") for one in LANGUAGES],
        names=LANGUAGES,
        form=form,
        key=key,
        action=f"/{i18n.language()}/{PATH}",
        fault=_(_FAULTS[fault]) if fault else None,
        fault_at=_at(fault),
        longest=LONGEST_NOTE,
        this_year=clock.now().year,
        until=date(ask.expires_at.date()),
        lang_of=_lang_of,
    )
    response = HTMLResponse(markup, status)
    form_guard.keep(request, response, form_guard.COOKIE, key, None)
    return response


def _at(fault: str | None) -> str:
    """The field a fault belongs to."""
    return (fault or "").split("_")[0] if fault in _FAULTS and fault != "too_long_open" else ""


def _lang_of(shown: Text) -> str:
    """The language of a text that is not the reader's, else nothing."""
    return "" if shown.language == i18n.language() else shown.language


def _last(slug: str) -> str:
    last = confirmations.last_confirmed(slug)
    return _("Last confirmed on {date}").format(date=date(last.at.date())) if last else ""


def _facts(practice: Whole) -> list[tuple[str, str]]:
    return [
        (words.field("statuses"), words.label("status", practice.status)),
        (_("When"), words.years(practice.start_year, practice.end_year)),
        (_("Run by"), practice.lead or words.gap()),
    ]


def _chapters(practice: Whole) -> list[tuple[str, Text]]:
    parts = (
        (_("The problem"), practice.challenge),
        (_("What was done"), practice.approach),
        (_("What came of it"), practice.results),
    )
    return [(heading, text) for heading, text in parts if text]


def _texts() -> dict[str, str]:
    """The sentences of the page."""
    longest = number(LONGEST_NOTE)
    return {
        "first_page": _("First page"),
        "asked": _("The observatory asks: is it still as it is told here?"),
        "to_answers": _("To the three answers"),
        "languages": _("Language"),
        "public": _("What everybody can read now"),
        "more": _("The whole text"),
        "open": _("Open the public page"),
        "question": _("Is it still like this?"),
        "running": _("It still runs as it is told here"),
        "running_note": _("The public page then says that it was confirmed today."),
        "confirm": _("Confirm"),
        "changed": _("Something has changed"),
        "changed_label": _("What has changed"),
        "changed_note": _(
            "In your own words and your own language, up to {count} signs. An editor reads it "
            "before it appears; until then the public text stays."
        ).format(count=longest),
        "send_change": _("Send the change"),
        "ended": _("It has ended"),
        "year_label": _("Year it ended"),
        "why_label": _("Why it ended"),
        "ended_note": _(
            "The money was gone, the aim was reached, something else took its place: other cities "
            "learn from it. Up to {count} signs."
        ).format(count=longest),
        "send_end": _("Tell that it has ended"),
        "private": _(
            "Your address is kept to ask this question only. Do not name private persons here: an "
            "editor may quote you."
        ),
        "until": _("This link works once, until {date}."),
    }


def _thanks(request: Request, kind: str) -> Response:
    title, explanation = _THANKS[kind]
    slug = request.query_params.get("id", "")
    known = confirmations.last_confirmed(slug)
    ways = [(navigation.address("explore", i18n.language()), _("See what other cities did"))]
    if known:
        here = navigation.address("practice", i18n.language(), id=slug)
        ways.insert(0, (here, _("Open the public page")))
    return _plain(_(title), _(explanation), ways, 200)


def _over() -> Response:
    return _plain(
        _("This link is over"),
        _(
            "It was used already, or it is older than sixty days. What was answered is kept. "
            "For a new one, answer the letter that it came with."
        ),
        [
            (navigation.address("explore", i18n.language()), _("Search the catalogue")),
            (navigation.address("home", i18n.language()), _("Back to the first page")),
        ],
        410,
    )


def _plain(title: str, explanation: str, ways: list[tuple[str, str]], status: int) -> Response:
    markup = templates.filled(
        "not_found.html",
        language=i18n.language(),
        title=title,
        explanation=explanation,
        ways=ways,
    )
    return HTMLResponse(markup, status)


routes: list[BaseRoute] = [Route(f"/{PATH}", answer, methods=["GET", "POST"])]
