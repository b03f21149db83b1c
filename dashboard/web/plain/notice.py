"""The form for anybody: what should not stand here, where exactly, why, and in good faith."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, moderation_letters, moderation_words, settings
from dashboard.catalogue.discussion import NotTaken
from dashboard.catalogue.discussion.guard import Refused
from dashboard.catalogue.moderation import notices, rules
from dashboard.catalogue.moderation.notices import Given
from dashboard.i18n import _, language, number
from dashboard.web import form_guard, guard, languages, shell
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

MOST_BYTES = 12 * notices.LONGEST + 8_192  # a sign of a form may take twelve
_FIELDS = ("address", "post", "rule", "words", "name", "email", "good_faith")
_HEADERS = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Form:
    """The form as it is shown: what was typed, and what is wrong with it, by field."""

    guard: guard.Fields
    given: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


def _shown(request: Request) -> Response:
    """The empty form; a link from a post or a page fills in where it stands."""
    i18n.use(languages.of(request))
    asked = {one: request.query_params.get(one, "")[:500] for one in ("address", "post")}
    address = asked["address"] or (notices.place_of(asked["post"]) if asked["post"] else "")
    given = {**dict.fromkeys(_FIELDS, ""), **asked, "address": _full(request, address)}
    return _page(request, Form(guard.fields(request), given))


def _full(request: Request, address: str) -> str:
    """A place of ours as an address that can be compared with the browser's."""
    if not address or "://" in address:
        return address
    return f"{shell.origin(request)}/{language()}/{address.removeprefix('/')}"


async def _received(request: Request) -> Response:
    given = await form_guard.read(request, MOST_BYTES)
    return await form_guard.worked(_answered, request, given)


def _answered(request: Request, form: Mapping[str, str]) -> Response:
    i18n.use(languages.of(request))
    if not form_guard.from_here(request):
        fault = _("This was sent from another site. Write it here and send it again.")
        return _again(request, form, {"": fault}, 403)
    given = _given(form)
    try:
        token = notices.give(given, guard.sender(request, form))
    except NotTaken as error:
        faults = {one.field: moderation_words.fault(one) for one in error.faults}
        return _again(request, form, faults)
    except Refused as error:
        told_why = {"": guard.sentence(error.judgement)}
        response = _again(request, form, told_why, guard.status(error.judgement))
        if error.judgement.wait:
            response.headers["Retry-After"] = str(error.judgement.wait)
        return response
    moderation_letters.received(given, token, settings.public_url() or shell.origin(request))
    # To an address of its own: reloading it sends nothing again, and it shows the decision later.
    query = urlencode({"code": token})
    response = RedirectResponse(f"{told.at('statement')}?{query}", 303, headers=_HEADERS)
    guard.device(request, response)
    return response


def _given(form: Mapping[str, str]) -> Given:
    return Given(
        receipt=guard.receipt(form),
        address=form.get("address", ""),
        rule=form.get("rule", ""),
        words=form.get("words", "").replace("\r\n", "\n"),
        language=language(),
        post_id=form.get("post", ""),
        name=form.get("name", ""),
        email=form.get("email", ""),
        good_faith=form.get("good_faith") == "yes",
    )


def _again(
    request: Request, form: Mapping[str, str], faults: Mapping[str, str], status: int = 422
) -> Response:
    """The form as it was filled, with all that is wrong."""
    given = {one: form.get(one, "")[: 2 * notices.LONGEST] for one in _FIELDS}
    return _page(request, Form(guard.fields(request, form), given, faults), status)


def _page(request: Request, form: Form, status: int = 200) -> Response:
    title = _("Tell us what should not stand here")
    edition = rules.edition(language())
    markup = frame.filled(
        "notice.html",
        request,
        title=title,
        description=edition.part("notice").words,
        address="notice",
        indexed=not form.faults and not request.url.query,
        intro=edition.part("notice").words,
        form=form,
        order=[one for one in _FIELDS if one in form.faults],
        rules=edition.rules,
        longest=notices.LONGEST,
        guard_say=guard.words(),
        ways_on=[
            Way(_("Rules of the discussion"), told.at("rules")),
            Way(_("What we keep of you"), told.at("privacy")),
        ],
        say=_say(),
    )
    return HTMLResponse(markup, status, headers=_HEADERS)


def _say() -> dict[str, str]:
    return {
        "faults": _("Nothing was sent yet. What you typed is still here."),
        "address": _("Where it stands"),
        "address_note": _("The address of the page; of a post, the link “Report” fills it in."),
        "rule": _("What it breaks"),
        "words": _("Why"),
        "words_note": _(
            "What is wrong with it, and by which law if you know it. Up to {most} signs."
        ).format(most=number(notices.LONGEST)),
        "name": _("Your name"),
        "email": _("Your e-mail address"),
        "who_note": _(
            "Both as you like: a notice without them is read as well. For illegal content the law"
            " of the European Union asks for both, except where it is about the sexual abuse of"
            " children. Moderators read the name, its author does not; the address is kept"
            " encrypted and used to tell you the decision."
        ),
        "good_faith": _("I write this in good faith; to my knowledge it is right and complete."),
        "send": _("Give notice"),
    }


routes: list[BaseRoute] = [
    Route("/notice", _shown, methods=["GET", "HEAD"]),
    Route("/notice", _received, methods=["POST"]),
]
