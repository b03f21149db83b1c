"""The feed of one discussion: what was said there, the newest first."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as Xml

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import i18n, talk_words
from dashboard.catalogue.discussion import Post, Thread, threads
from dashboard.i18n import _, language
from dashboard.web import answers, atom, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import talk, talk_parts, told

MOST = 50  # entries


def page(request: Request) -> Made:
    """The newest posts of the thread of the address."""
    kind, subject = request.path_params["kind"], request.path_params["subject"]
    thread = threads.of(f"{kind}:{subject}", language())
    if thread is None:
        raise NotHere
    talk.remember(thread)
    return Made(_written(thread, shell.origin(request)), atom.MEDIA_TYPE, headers=atom.OPEN)


def _written(thread: Thread, origin: str) -> bytes:
    found = threads.newest(thread.key, MOST)
    here = talk_parts.address(thread)
    root = atom.feed(
        here,
        talk_parts.titled(thread),
        _("What inhabitants say. No account is needed to say something."),
        max((_moment(one) for one in found), default=atom.first_day()),
        origin=origin,
        page=told.at(here),
        rights=False,  # the words are of those who said them
    )
    root.extend(_entry(thread, one, origin) for one in found)
    return atom.written(root)


def _moment(post: Post) -> datetime:
    return post.edited_at or post.shown_at or post.written_at


def _entry(thread: Thread, post: Post, origin: str) -> Xml.Element:
    """A post; one that its author changed is another entry."""
    here = talk_parts.address(thread)
    changed = f"/{post.edited_at.isoformat()}" if post.edited_at else ""
    title = _("{who} on “{title}”").format(who=talk_words.who(post), title=thread.title.words)
    made = atom.entry(f"{here}/{post.post_id}{changed}", title, _moment(post))
    page = f"{origin}{told.at(here)}?post={post.post_id}#post-{post.post_id}"
    atom.link(made, "alternate", page, "text/html")
    content = atom.add(made, "content", post.words)
    content.set("type", "text")
    if post.language in i18n.LANGUAGES:
        content.set(atom.LANG, post.language)
    return made


routes: list[BaseRoute] = [
    Route("/feed/talk/{kind}/{subject}.atom", answers.kept(page, asks=False, beat=talk.beat))
]
