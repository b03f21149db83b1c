"""The contact form that the law asks for: barriers, data, anything; without script or account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, settings
from dashboard.catalogue.discussion import NotTaken, persons
from dashboard.catalogue.discussion.guard import Refused
from dashboard.catalogue.discussion.inbox import ABOUT, LONGEST
from dashboard.i18n import N_, _, language, number
from dashboard.web import form_guard, guard, languages
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

MOST_BYTES = 12 * LONGEST + 4_096  # a sign of a form may take twelve
_NUMBER = re.compile(r"[0-9a-f]{8}")
_HEADERS = {"Cache-Control": "no-store"}
SUBJECTS: Mapping[str, str] = {
    "barrier": N_("A barrier: something I cannot see, hear, reach or understand"),
    "data": N_("My data: what is stored, to correct it, to erase it"),
    "content": N_("Something on a page is wrong"),
    "other": N_("Something else"),
}
_FAULTS: Mapping[tuple[str, str], str] = {
    ("about", "unknown"): N_("Choose what it is about."),
    ("words", "missing"): N_("Write what it is about, in a sentence or more."),
    ("words", "too_long"): N_("This is longer than {most} signs. Say the most important first."),
    ("email", "no_address"): N_("This is not an e-mail address. It looks like name@city.example."),
    ("", "again"): N_("The page was open for long. Nothing was sent yet: send it once more."),
}


@dataclass(frozen=True)
class Form:
    """The form as it is shown: what was typed, and what is wrong with it, by field."""

    guard: guard.Fields
    about: str = ""
    words: str = ""
    email: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def _shown(request: Request) -> Response:
    """The empty form, or that a letter has arrived."""
    i18n.use(languages.of(request))
    sent = request.query_params.get("sent", "")
    if _NUMBER.fullmatch(sent):
        return HTMLResponse(_page(request, None, sent), headers=_HEADERS)
    about = request.query_params.get("about", "")
    form = Form(guard.fields(request), about=about if about in ABOUT else "")
    return HTMLResponse(_page(request, form), headers=_HEADERS)


async def _received(request: Request) -> Response:
    given = await form_guard.read(request, MOST_BYTES)
    return await form_guard.worked(_answered, request, given)


def _answered(request: Request, given: Mapping[str, str]) -> Response:
    i18n.use(languages.of(request))
    if not form_guard.from_here(request):
        fault = _("This was sent from another site. Write it here and send it again.")
        return _again(request, given, {"": fault}, 403)
    message = persons.Message(
        about=given.get("about", ""),
        words=given.get("words", "").replace("\r\n", "\n"),
        language=language(),
        receipt=guard.receipt(given),
        email=given.get("email", ""),
    )
    try:
        sent = persons.write_letter(message, guard.sender(request, given))
    except NotTaken as error:
        return _again(
            request, given, {one.field: _said(one.field, one.code) for one in error.faults}
        )
    except Refused as error:
        sentence = guard.sentence(error.judgement)
        response = _again(request, given, {"": sentence}, guard.status(error.judgement))
        if error.judgement.wait:
            response.headers["Retry-After"] = str(error.judgement.wait)
        return response
    # To an address of its own: reloading it sends nothing again.
    response = RedirectResponse(f"/{language()}/contact?sent={sent}", 303, headers=_HEADERS)
    guard.device(request, response)
    return response


def _said(name: str, code: str) -> str:
    return _(_FAULTS[name, code]).format(most=number(LONGEST))


def _again(
    request: Request, given: Mapping[str, str], faults: Mapping[str, str], status: int = 422
) -> Response:
    """The form as it was filled, with all that is wrong."""
    form = Form(
        guard.fields(request, given),
        given.get("about", ""),
        given.get("words", "")[: 2 * LONGEST],
        given.get("email", "")[:300],
        faults,
    )
    return HTMLResponse(_page(request, form), status, headers=_HEADERS)


def _page(request: Request, form: Form | None, sent: str = "") -> str:
    title = _("Your letter has arrived") if sent else _("Contact")
    return frame.filled(
        "contact.html",
        request,
        title=title,
        description=_("Write to whoever runs this house."),
        address="contact",
        indexed=not sent and (form is None or not form.faults),
        form=form,
        sent=sent,
        by_post=_by_post(),
        subjects=[(code, _(words)) for code, words in SUBJECTS.items()],
        longest=LONGEST,
        guard_say=guard.words(),
        ways_on=[
            Way(_("Back to the first page"), f"/{language()}/"),
            Way(_("Privacy"), told.at("privacy")),
        ],
        say=_say(),
    )


def _by_post() -> tuple[str, ...]:
    given = settings.imprint()
    return tuple(one for one in (given.name, given.address, given.email, given.phone) if one)


def _say() -> dict[str, str]:
    return {
        "intro": _(
            "A barrier, a question about your data, an error: somebody of this house reads it and"
            " answers within one month. You need no account."
        ),
        "about": _("What it is about"),
        "words": _("Your letter"),
        "words_note": _(
            "For a barrier: on which page, and what you wanted to do. Up to {most} signs."
        ).format(most=number(LONGEST)),
        "email": _("E-mail, if you want an answer"),
        "email_note": _("Kept encrypted, for this answer alone, and erased after it."),
        "send": _("Send"),
        "otherwise": _("Or in another way"),
        "arrived": _(
            "It waits for somebody of this house. If you gave an address, the answer comes within"
            " one month."
        ),
        "number": _("Its number, if you ask about it:"),
    }


routes: list[BaseRoute] = [
    Route("/contact", _shown, methods=["GET", "HEAD"]),
    Route("/contact", _received, methods=["POST"]),
]
