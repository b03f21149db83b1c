"""What is said in a thread arrives: a post or a voice, each once, with nothing typed lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import i18n, talk_words
from dashboard.catalogue.discussion import (
    Fault,
    Kept,
    NotTaken,
    Sender,
    Thread,
    Written,
    posts,
    spoken,
    threads,
    voices,
)
from dashboard.catalogue.discussion import guard as guarding
from dashboard.i18n import _, language
from dashboard.web import form_guard, guard, languages, not_found, shell
from dashboard.web.plain import frame, talk, talk_parts, told
from dashboard.web.plain.told import Way

MOST_BYTES = 131_072  # of a form: ten times what fits a post, so that it comes back to its author
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
# The page with the author's key: no page that is left for learns its address.
_PRIVATE = {**HEADERS, "Referrer-Policy": "no-referrer"}


async def answer(request: Request) -> Response:
    """The answer to a form of a thread."""
    form = await form_guard.read(request, MOST_BYTES)
    found = await form_guard.worked(_answered, request, form)
    for name, value in HEADERS.items():
        found.headers.setdefault(name, value)
    return found


def _answered(request: Request, form: Mapping[str, str]) -> Response:
    i18n.use(languages.of(request))
    kind, subject = request.path_params["kind"], request.path_params["subject"]
    thread = threads.of(f"{kind}:{subject}", language())
    if thread is None:
        return not_found.answer(language())
    if "said" in form:
        return _voice(request, thread, form)
    return _post(request, thread, form)


# A post -------------------------------------------------------------------------------------------


def _post(request: Request, thread: Thread, form: Mapping[str, str]) -> Response:
    if not form:
        return _refused(request, thread, form, {"": _too_large()}, 413)
    if not form_guard.from_here(request):
        return _refused(request, thread, form, {"": from_elsewhere()}, 403)
    written = Written(
        thread=thread.key,
        words=form.get("words", ""),
        language=form.get("language", language()),
        receipt=guard.receipt(form),
        parent=form.get("parent") or None,
        name=form.get("name", ""),
        sixteen="sixteen" in form,
    )
    try:
        kept = posts.write(written, guard.sender(request, form))
    except NotTaken as error:
        faults = {one.field: talk_words.fault(one) for one in error.faults}
        gone = any(one.field == "parent" for one in error.faults)
        form = {**form, "parent": ""} if gone else form
        return _refused(request, thread, form, faults, 422)
    except guarding.Refused as error:
        told_why = {"": guard.sentence(error.judgement)}
        return _refused(request, thread, form, told_why, guard.status(error.judgement))
    return _sent(request, thread, written, kept)


def _too_large() -> str:
    return _("This is far too long to be taken: go back, and say the most important first.")


def from_elsewhere() -> str:
    """That a form came from a page that is not ours."""
    return _("This was sent from another site. Look at it, then send it from here.")


def _refused(
    request: Request,
    thread: Thread,
    form: Mapping[str, str],
    faults: Mapping[str, str],
    status: int,
) -> Response:
    """The form again, filled as it was, with all that is wrong with it."""
    shown = talk_parts.Form(
        guard=guard.fields(request, form),
        words=form.get("words", "")[: talk.LONGEST_SHOWN],
        name=form.get("name", "")[:200],
        sixteen="sixteen" in form,
        spoken=form.get("language", language()),
        parent=form.get("parent", ""),
        faults=faults,
    )
    parent = talk.answered(thread, shown.parent) if shown.parent else None
    page = talk.write_page(request, thread, shown, parent, fault=True)
    return HTMLResponse(page, status)


@dataclass(frozen=True)
class _Sent:
    """What was sent, as it is shown once more."""

    words: str
    language: str
    draft: str


def _sent(request: Request, thread: Thread, written: Written, kept: Kept) -> Response:
    """The kind page with the author's link; sent again, the same page again."""
    link = f"{shell.origin(request)}/{language()}/mine?{urlencode({'code': kept.token})}"
    here = told.at(talk_parts.address(thread))
    shown = kept.state == "shown"
    page = frame.filled(
        "talk_sent.html",
        request,
        title=_("Thank you, it was sent"),
        description=_("What you wrote has arrived."),
        address=talk_parts.address(thread),
        indexed=False,
        sent=_Sent(spoken.cleaned(written.words), written.language, _draft(thread, written)),
        link=link,
        ways_in=[
            Way(_("See it there"), f"{here}?post={kept.post_id}#post-{kept.post_id}")
            if shown
            else Way(_("Back to the discussion"), here),
            Way(_("Open your link"), link),
        ],
        say=_sent_words(kept),
    )
    response = HTMLResponse(page, headers=_PRIVATE)
    guard.device(request, response)
    return response


def _draft(thread: Thread, written: Written) -> str:
    """Under which name the browser kept the text while it was written."""
    return f"{talk_parts.address(thread)}#{written.parent or ''}"


def _sent_words(kept: Kept) -> dict[str, str]:
    fate = {
        "held": _("Sent. A colleague reads it before it appears."),
        "shown": _("Sent. Everybody can read it now."),
    }
    return {
        "fate": fate.get(kept.state, _("This was sent before, and a moderator has read it since.")),
        "mine": _("This link is yours alone"),
        "mine_note": _(
            "With it you see what becomes of your text, change it or erase it. It is told here"
            " once: nobody can give it to you again, for nobody here knows who you are."
        ),
        "copy_link": _("Copy the link"),
        "copied": _("Copied."),
    }


# A voice ------------------------------------------------------------------------------------------


def _voice(request: Request, thread: Thread, form: Mapping[str, str]) -> Response:
    here = told.at(talk_parts.address(thread))
    if not form_guard.from_here(request):
        return _not_counted(request, thread, from_elsewhere(), 403)
    if guard.COOKIE not in request.cookies:
        return _with_cookie(request, thread, here)
    sender = guard.sender(request, form)
    try:
        guarding.admit("", sender, "voice")
        _say(thread, sender, form["said"])
    except guarding.Refused as error:
        why = guard.sentence(error.judgement)
        return _not_counted(request, thread, why, guard.status(error.judgement))
    except NotTaken as error:
        return _not_counted(request, thread, talk_words.fault(error.faults[0]), 422)
    response = RedirectResponse(f"{here}?said={form['said']}#voices", 303)
    guard.device(request, response)
    return response


def _say(thread: Thread, sender: Sender, said: str) -> None:
    if sender.device is None:
        raise NotTaken(Fault("", "again"))
    voices.say(thread.key, sender.device, said)


def _with_cookie(request: Request, thread: Thread, here: str) -> Response:
    """Let a browser come back with a cookie first: two presses then are one voice."""
    if "again" in request.query_params:
        why = _("Your browser keeps no cookie of this site. Voices are counted once a browser.")
        return _not_counted(request, thread, why, 422)
    response = RedirectResponse(f"{here}?again=1#voices", 307)
    guard.device(request, response)
    return response


def _not_counted(request: Request, thread: Thread, why: str, status: int) -> Response:
    page = frame.filled(
        "talk_voice.html",
        request,
        title=_("This was not counted"),
        description=why,
        address=talk_parts.address(thread),
        indexed=False,
        why=why,
        back=Way(_("Back to the discussion"), f"{told.at(talk_parts.address(thread))}#voices"),
    )
    return HTMLResponse(page, status)
