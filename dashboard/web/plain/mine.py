"""One's own text, by the link its author was given: see it, take it along, change it, erase it.

The link is all there is: whoever has it is the author. So its pages are kept nowhere, no page they
lead to learns it, and nothing changes by opening one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n
from dashboard.catalogue import clock
from dashboard.catalogue.discussion import own, persons, posts
from dashboard.catalogue.discussion.own import Own
from dashboard.catalogue.discussion.persons import Wish
from dashboard.catalogue.errors import CatalogueError, NotFound
from dashboard.i18n import N_, _, date
from dashboard.web import form_guard, languages
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_STATES: Mapping[str, str] = {
    "held": N_("It waits until a moderator has read it. Until then nobody else sees it."),
    "shown": N_("Everybody can read it."),
    "refused": N_("A moderator did not let it through. The statement says why."),
    "hidden": N_("A moderator took it away. The statement says why."),
}


# One's text ---------------------------------------------------------------------------------------


async def answer(request: Request) -> Response:
    """One's own text for GET, which changes nothing; what its author wants for POST."""
    given = await form_guard.read(request) if request.method == "POST" else None
    found = await form_guard.worked(_answered, request, given)
    found.headers.update(_HEADERS)
    return found


def _answered(request: Request, given: Mapping[str, str] | None) -> Response:
    i18n.use(languages.of(request))
    if given is None and request.query_params.get("done") == "erased":
        return _over(
            request,
            _("It is erased"),
            _(
                "Your words, your name and your address are gone from here, and so is this link."
                " An empty place stays, so that the answers of others stand where they stood."
            ),
        )
    code = (request.query_params if given is None else given).get("code", "")
    post = own.seen(code)
    if post is None:
        return _nothing(request)
    if given is None:
        return _page(request, post, code)
    return _done(request, post, code, given)


def _done(request: Request, post: Own, code: str, given: Mapping[str, str]) -> Response:
    act = given.get("act", "")
    if act == "erase" and given.get("sure") != "yes":
        fault = _("Say that it is to be erased for good.")
        return _page(request, post, code, fault, 422)
    try:
        if act == "erase":
            own.erase(code)
            return RedirectResponse(f"{told.at('mine')}?done=erased", 303)
        if act == "forget":
            own.forget_address(code)
    except NotFound:
        return _nothing(request)
    except CatalogueError as error:
        return _page(request, post, code, _(error.message), 409)
    return RedirectResponse(_mine(code), 303)


def _mine(code: str) -> str:
    return f"{told.at('mine')}?{urlencode({'code': code})}"


def _page(request: Request, post: Own, code: str, fault: str = "", status: int = 200) -> Response:
    title = _("Your question") if post.kind == "question" else _("Your text")
    markup = frame.filled(
        "mine.html",
        request,
        title=title,
        description=title,
        address="mine",
        indexed=False,
        post=post,
        code=code,
        fault=fault,
        state=_(_STATES[post.state]),
        facts=_facts(post),
        ways_on=_ways(post, code),
        wish=_wish_told(post),
        say=_say(),
    )
    return HTMLResponse(markup, status)


def _facts(post: Own) -> list[tuple[str, str]]:
    found = (
        (_("Written on"), date(post.written_at.date())),
        (_("Changed on"), date(post.edited_at.date()) if post.edited_at else ""),
        (_("Name"), post.name or _("without a name")),
    )
    return [(term, words) for term, words in found if words]


def _ways(post: Own, code: str) -> list[Way]:
    """Where the author goes on from here: to it, to change it, to the reasons, to a copy."""
    query = urlencode({"code": code})
    ways = []
    if post.judged or post.state in ("refused", "hidden"):
        ways.append(Way(_("Read the statement"), f"{told.at('statement')}?{query}"))
    if posts.mine(code).can_change:
        ways.append(Way(_("Change it"), f"{told.at('talk/change')}?{query}"))
    if post.state == "shown" and post.thread:
        kind, _colon, subject = post.thread.partition(":")
        ways.append(
            Way(_("Read it in its place"), f"{told.at(f'talk/{kind}/{subject}')}#{post.post_id}")
        )
    if post.state == "shown" and not post.thread:
        ways.append(Way(_("Read it in its place"), told.at(f"questions/{post.post_id}")))
    ways.append(Way(_("Take all of it along (JSON)"), f"{told.at('mine/data.json')}?{query}"))
    return ways


def _wish_told(post: Own) -> str:
    if post.wish is None or post.wish_until is None:
        return ""
    until = date(post.wish_until.date())
    if post.wish == "confirmed":
        return _(
            "The answer will be sent to your e-mail address. It is kept encrypted until {date}."
        ).format(date=until)
    return _(
        "You gave an e-mail address. A letter asks there whether it is yours; until that is"
        " confirmed, nothing else goes to it. It is kept encrypted until {date} at the latest."
    ).format(date=until)


def _say() -> dict[str, str]:
    return {
        "keep": _("This address is yours alone: whoever has it can change and erase your text."),
        "reasons": _("Your reasons"),
        "wish": _("Your e-mail address"),
        "forget": _("Erase the address now"),
        "erase": _("Erase it"),
        "erase_note": _(
            "The words, the earlier words, the name and the address go at once and for good. An"
            " empty place stays, so that the answers of others stand where they stood. What others"
            " copied or printed meanwhile cannot be called back."
        ),
        "sure": _("Yes, erase it for good"),
        "send": _("Erase"),
        "confirm_note": _("What the letter was about:"),
    }


def _nothing(request: Request) -> Response:
    return _over(
        request,
        _("This link opens nothing"),
        _(
            "Its text was erased, or a part of the address is missing. Open the link whole, as it"
            " was given to you."
        ),
        404,
    )


def _over(request: Request, title: str, explained: str, status: int = 200) -> Response:
    markup = frame.filled(
        "sealed_closed.html",
        request,
        title=title,
        description=title,
        address="mine",
        indexed=False,
        explained=explained,
        ways_on=[Way(_("Privacy"), told.at("privacy")), Way(_("Contact"), told.at("contact"))],
    )
    return HTMLResponse(markup, status)


# A copy of it -------------------------------------------------------------------------------------


def _data(request: Request) -> Response:
    """All that is stored of one's text, as a file."""
    i18n.use(languages.of(request))
    try:
        taken = own.taken(request.query_params.get("code", ""))
    except NotFound:
        found = _nothing(request)
    else:
        stamp = f"{clock.now():%Y-%m-%d}"
        body = json.dumps({"taken_at": stamp, **taken}, ensure_ascii=False, indent=1)
        found = Response(body, media_type="application/json")
        name = f"my-text-{taken['post']['post_id']}-{stamp}.json"
        found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    found.headers.update(_HEADERS)
    return found


# Where the answer goes ----------------------------------------------------------------------------


async def confirm(request: Request) -> Response:
    """The second question of a letter: whether the address is right; and the way to end it."""
    given = await form_guard.read(request) if request.method == "POST" else None
    found = await form_guard.worked(_confirmed, request, given)
    found.headers.update(_HEADERS)
    return found


def _confirmed(request: Request, given: Mapping[str, str] | None) -> Response:
    i18n.use(languages.of(request))
    if given is None and request.query_params.get("done") == "forgotten":
        return _over(
            request,
            _("The address is erased"),
            _("No letter comes to it any more. Your question stays where it is."),
        )
    code = (request.query_params if given is None else given).get("code", "")
    if given and given.get("act") == "forget" and persons.forget_wish(code):
        return RedirectResponse(f"{told.at('mine/confirm')}?done=forgotten", 303)
    if given and given.get("act") == "confirm" and persons.confirm(code):
        query = urlencode({"code": code})
        return RedirectResponse(f"{told.at('mine/confirm')}?{query}", 303)
    wish = persons.wish(code)
    if wish is None:
        return _over(
            request,
            _("This link is over"),
            _("The address was erased, at will or because its time was over."),
            410,
        )
    return _wish_page(request, wish)


def _wish_page(request: Request, wish: Wish) -> Response:
    until = date(wish.erase_after.date())
    title = _("The answer will come by e-mail") if wish.confirmed else _("Is this your address?")
    explained = (
        _("It is confirmed. Your address is erased on {date}, or now if you like.")
        if wish.confirmed
        else _(
            "Confirm it, and the answer to your question is sent to {address}. Your address is kept"
            " encrypted until {date} at the latest."
        )
    )
    markup = frame.filled(
        "wish.html",
        request,
        title=title,
        description=title,
        address="mine/confirm",
        indexed=False,
        explained=explained.format(date=until, address=_veiled(wish.address)),
        wish=wish,
        confirm=_("Confirm"),
        say=_say(),
    )
    return HTMLResponse(markup)


def _veiled(address: str) -> str:
    """An address as its owner knows it, and nobody else learns it from a screen."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


routes: list[BaseRoute] = [
    Route("/mine", answer, methods=["GET", "HEAD", "POST"]),
    Route("/mine/data.json", _data, methods=["GET", "HEAD"]),
    Route("/mine/confirm", confirm, methods=["GET", "HEAD", "POST"]),
]
