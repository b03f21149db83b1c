"""The discussion of one thing, as a page that works without script: read, say, answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboard import talk_words
from dashboard.catalogue import pulse, renaming
from dashboard.catalogue.discussion import LONGEST, LONGEST_NAME, Post, Thread, subjects, threads
from dashboard.catalogue.discussion import voices as voicing
from dashboard.catalogue.moderation import acts
from dashboard.i18n import _, language
from dashboard.web import answers, guard
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, talk_parts, told
from dashboard.web.plain.told import Way

LONGEST_SHOWN = 20_000  # signs of a text that comes back in its form
_ASKED = {
    "page": re.compile(r"[1-9]\d{0,3}"),
    "post": re.compile(r"[0-9a-f]{12}"),
    "to": re.compile(r"[0-9a-f]{12}"),
    "said": re.compile("|".join(voicing.SAID)),
}


# Reading ------------------------------------------------------------------------------------------


def page(request: Request) -> Made:
    """The thread of the address, or the form to answer one of its posts."""
    kind, subject = request.path_params["kind"], request.path_params["subject"]
    if kind == "practice" and (now := renaming.renamed_to(subject)) != subject:
        return Made("", status=308, headers={"Location": told.at(f"talk/practice/{now}")})
    thread = threads.of(f"{kind}:{subject}", language())
    if thread is None:
        raise NotHere
    remember(thread)
    asked = request.query_params
    form = talk_parts.Form(guard.fields_for_all(), spoken=language())
    if (to := asked.get("to")) and (parent := answered(thread, to)):
        return Made(write_page(request, thread, replace(form, parent=to), parent))
    return Made(_page(request, thread, form))


def answered(thread: Thread, post_id: str) -> Post | None:
    """The post that somebody answers, if it is shown here."""
    found = threads.posts_of(thread.key, [post_id])
    return found[0] if found and found[0].state == "shown" else None


def _page(request: Request, thread: Thread, form: talk_parts.Form) -> str:
    asked = request.query_params
    found = threads.page(thread.key, int(asked.get("page", "1")), asked.get("post"))
    rules = _rules(thread, found.posts)
    return frame.filled(
        "talk.html",
        request,
        title=talk_parts.titled(thread),
        description=_("What inhabitants say. No account is needed to say something."),
        address=talk_parts.address(thread),
        picture=talk_parts.picture(thread),
        feed=f"feed/{talk_parts.address(thread)}.atom",
        indexed=found.page == 1 and not asked,
        head=talk_parts.head(thread),
        thread=thread,
        frozen=talk_parts.frozen(thread),
        voices=talk_parts.voices(thread),
        counted=voicing.counted(thread.key) is not None,
        voices_told=talk_words.voices(voicing.counted(thread.key)),
        said=asked.get("said", ""),
        thanks=_thanks(asked.get("said", "")),
        count=talk_words.posts(found.shown),
        lines=[talk_parts.line(thread, one, rules.get(one.post_id)) for one in found.posts],
        before=talk_parts.line(thread, found.answered, None) if found.answered else None,
        pages=_pages(thread, found),
        form=form,
        languages=talk_words.languages(),
        longest=LONGEST,
        longest_name=LONGEST_NAME,
        ways_in=_ways(thread),
        say=talk_parts.say(thread),
        guard_say=guard.words(),
    )


def write_page(
    request: Request,
    thread: Thread,
    form: talk_parts.Form,
    parent: Post | None = None,
    *,
    fault: bool = False,
) -> str:
    """The form by itself: to answer somebody, or with what was typed and what is wrong with it."""
    return frame.filled(
        "talk_write.html",
        request,
        title=talk_parts.titled(thread),
        description=_("What inhabitants say. No account is needed to say something."),
        address=talk_parts.address(thread),
        indexed=False,
        head=talk_parts.head(thread),
        thread=thread,
        frozen=talk_parts.frozen(thread),
        parent=talk_parts.line(thread, parent, None) if parent else None,
        form=form,
        fault=fault,
        languages=talk_words.languages(),
        longest=LONGEST,
        longest_name=LONGEST_NAME,
        say=talk_parts.say(thread),
        guard_say=guard.words(),
    )


def _thanks(code: str) -> str:
    """That a voice was counted: which one."""
    if not code:
        return ""
    pattern = _("Your voice is counted: {said}. Say it anew, and the newer holds.")
    return pattern.format(said=talk_words.said(code))


def _rules(thread: Thread, posts: tuple[Post, ...]) -> dict[str, str]:
    """By which rule each removed post of a page was removed."""
    if not any(one.state in ("hidden", "refused") for one in posts):
        return {}
    return {post_id: rule for key in _keys(thread) for post_id, rule in acts.rules_of(key).items()}


def _pages(thread: Thread, found: threads.Page) -> list[Way]:
    here = told.at(talk_parts.address(thread))
    ways = []
    if found.page > 1:
        query = f"?page={found.page - 1}" if found.page > 2 else ""
        ways.append(Way(_("Newer"), f"{here}{query}#posts"))
    if found.page < found.pages:
        ways.append(Way(_("Earlier"), f"{here}?page={found.page + 1}#posts"))
    return ways


def _ways(thread: Thread) -> list[Way]:
    where, _colon, name = thread.room.partition(":")  # a summit or a city: asked there
    return [
        Way(_("Ask the mayors"), f"{told.at('ask')}?{urlencode({where: name})}"),
        Way(_("What else is talked about"), told.at("talk")),
        Way(_("Follow this discussion (feed)"), told.at(f"feed/{talk_parts.address(thread)}.atom")),
        Way(_("Rules of the discussion"), told.at("rules")),
        Way(_("What we keep of you"), told.at("privacy")),
    ]


# What the page follows ----------------------------------------------------------------------------

_known: dict[str, tuple[str, ...]] = {}  # the keys of threads that are shown, former ones too


def _keys(thread: Thread) -> tuple[str, ...]:
    found = subjects.of(thread.key, "en")
    return tuple(found.keys) if found else (thread.key,)


def remember(thread: Thread) -> None:
    """Know under which keys a thread that is shown was written in."""
    if len(_known) > 10_000:
        _known.clear()
    _known[thread.key] = _keys(thread)


def beat(request: Request) -> int:
    """What a thread's page follows: what is said there, and how its room is set."""
    key = f"{request.path_params['kind']}:{request.path_params['subject']}"
    return pulse.of(*_known.get(key, (key,)), "rooms")


def only_asked(
    page: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Show a page a query with nothing made up in it, so that each is made once."""

    async def answer(request: Request) -> Response:
        given = dict(parse_qsl(request.url.query[: answers.LONGEST_QUERY]))
        query = {
            name: given[name]
            for name, form in _ASKED.items()
            if name in given and form.fullmatch(given[name])
        }
        scope = {**request.scope, "query_string": urlencode(query).encode()}
        return await page(Request(scope, request.receive))

    return answer


reading = only_asked(answers.kept(page, beat=beat))
