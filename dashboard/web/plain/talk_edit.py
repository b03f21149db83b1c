"""The author's own change of a post: the text as it stands, the former one kept in the log."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import i18n, talk_words
from dashboard.catalogue.discussion import LONGEST, NotTaken, posts, threads
from dashboard.catalogue.discussion import guard as guarding
from dashboard.catalogue.discussion.authors import LONGEST_QUESTION, Mine
from dashboard.catalogue.errors import EditedElsewhere, NotFound
from dashboard.i18n import _, language, number
from dashboard.web import form_guard, guard, languages, not_found
from dashboard.web.plain import frame, talk, talk_posting, told
from dashboard.web.plain.told import Way

# The address holds the author's key: no page that is left for learns it, nobody keeps it.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


async def answer(request: Request) -> Response:
    """The form for GET, which changes nothing; the change for POST."""
    post = request.method == "POST"
    form = await form_guard.read(request, talk_posting.MOST_BYTES) if post else None
    found = await form_guard.worked(_answered, request, form)
    found.headers.update(HEADERS)
    return found


def _answered(request: Request, form: Mapping[str, str] | None) -> Response:
    i18n.use(languages.of(request))
    code = (form or request.query_params).get("code", "")
    try:
        post = posts.mine(code)
    except NotFound:
        return not_found.answer(language())
    if form is None:
        return _page(request, post, code)
    return _changed(request, post, code, form)


def _changed(request: Request, post: Mine, code: str, form: Mapping[str, str]) -> Response:
    if not _from_here(request):
        return _page(request, post, code, form, {"": talk_posting.from_elsewhere()}, 403)
    try:
        sender = guard.sender(request, form)
        posts.edit(code, form.get("words", ""), sender, form.get("reasons"))
    except NotTaken as error:
        faults = {one.field: talk_words.fault(one) for one in error.faults}
        return _page(request, post, code, form, faults, 422)
    except guarding.Refused as error:
        why = guard.sentence(error.judgement)
        return _page(request, post, code, form, {"": why}, guard.status(error.judgement))
    except EditedElsewhere as error:
        return _page(request, posts.mine(code), code, form, {"": _(error.message)}, 409)
    # Back to the author's page: it says how the text stands now. Reloading it sends nothing again.
    return RedirectResponse(f"{told.at('mine')}?{urlencode({'code': code})}", 303)


def _from_here(request: Request) -> bool:
    """As `form_guard.from_here`; a page without a referrer says its origin is none."""
    if request.headers.get("origin") == "null":
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return form_guard.from_here(request)


def _page(
    request: Request,
    post: Mine,
    code: str,
    form: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    given = form or {}
    page = frame.filled(
        "talk_edit.html",
        request,
        title=_("Change your text"),
        description=_("Your text as it stands."),
        address="talk/change",
        indexed=False,
        post=post,
        code=code,
        words=given.get("words", post.words)[: talk.LONGEST_SHOWN],
        reasons=given.get("reasons", post.reasons or "")[: talk.LONGEST_SHOWN],
        faults=faults or {},
        action=told.at("talk/change"),
        guard=guard.fields(request, form),
        guard_say=guard.words(),
        mine=Way(_("Back to your text"), f"{told.at('mine')}?{urlencode({'code': code})}"),
        say=_say(post),
    )
    return HTMLResponse(page, status)


def _say(post: Mine) -> dict[str, str]:
    thread = threads.of(post.thread, language()) if post.thread else None
    at_once = post.state == "shown" and thread is not None and thread.mode == threads.AFTER
    longest = LONGEST_QUESTION if post.kind == "question" else LONGEST
    return {
        "faults": _("This was not changed yet. Your text is still here."),
        "final": _(
            "This cannot be changed any more: it has been decided on, or was sent to its cities."
        ),
        "words": _("Your text"),
        "words_note": _("Up to {most} signs. Links stay text.").format(most=number(longest)),
        "reasons": _("Why you ask"),
        "reasons_note": _("Up to {most} signs.").format(most=number(LONGEST)),
        "kept": _("What stood there before stays in the log; the text is marked as changed."),
        "send": _("Change it"),
        "fate": _("The new text appears at once.")
        if at_once
        else _("A colleague reads it before it appears."),
    }
