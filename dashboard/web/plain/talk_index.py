"""What is talked about: the newest first, then summit by summit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import navigation, talk_words, words
from dashboard.catalogue import pulse, summits
from dashboard.catalogue.discussion import subjects, threads, voices
from dashboard.catalogue.discussion.subjects import Subject
from dashboard.catalogue.discussion.threads import Lively
from dashboard.catalogue.summits import Summit
from dashboard.i18n import _, date, language, n_, number
from dashboard.web import answers
from dashboard.web.answers import Made
from dashboard.web.metadata import in_brief
from dashboard.web.plain import frame, talk, talk_edit, talk_parts, talk_posting, told
from dashboard.web.plain.told import Said, Way

NEWEST = 12


@dataclass(frozen=True)
class Entry:
    """A thread as a line: what it hangs on, how much is said, the newest of it."""

    about: str
    title: Said
    href: str
    count: str
    newest: Said | None = None


@dataclass(frozen=True)
class Room:
    """A workshop with what was concluded and asked in it."""

    title: Said
    subjects: list[Entry]


@dataclass(frozen=True)
class Hall:
    """A summit with its workshops."""

    code: str
    name: str
    way: Way
    rooms: list[Room]


def page(request: Request) -> Made:
    """All that one may talk about, and what was said last."""
    lively = threads.lively(language())
    return Made(
        frame.filled(
            "talk_index.html",
            request,
            title=_("Talk with the cities"),
            description=_say()["standfirst"],
            address="talk",
            picture="picture/card/press.png",
            newest=[_newest(one) for one in lively[:NEWEST]],
            summits=_halls({one.subject.key: one.posts for one in lively}),
            ways_in=[
                Way(_("Ask the mayors"), told.at("ask")),
                Way(_("Questions and answers"), told.at("questions")),
            ],
            others=_others(),
            say=_say(),
        )
    )


def _newest(one: Lively) -> Entry:
    post = one.newest
    spoken = "" if post.language == "und" else post.language
    return Entry(
        about=_about(one.subject),
        title=_title(one.subject),
        href=told.at(talk_parts.address(one.subject)),
        count=_("{posts}, the newest on {date}").format(
            posts=talk_words.posts(one.posts), date=date(one.last_at.date())
        ),
        newest=Said(in_brief(" ".join(post.words.split())), spoken),
    )


def _about(one: Subject) -> str:
    place = "" if one.kind == "city" else talk_words.place(one)
    return " · ".join(filter(None, (talk_words.kind(one.kind), place)))


def _title(one: Subject) -> Said:
    return told.said(one.title)


def _halls(posts: Mapping[str, int]) -> list[Hall]:
    counted = voices.by_thread()
    return [_hall(one, posts, counted) for one in summits.every(language())]


def _hall(summit: Summit, posts: Mapping[str, int], counted: Mapping[str, voices.Counted]) -> Hall:
    rooms = [
        Room(
            told.said(workshop.title),
            [_entry(one, posts.get(one.key, 0), counted.get(one.key)) for one in found],
        )
        for workshop, found in subjects.of_summit(summit.code, language())
        if found
    ]
    name = words.summit(summit.code)
    way = Way(
        _("All that is known of {summit}").format(summit=name), told.at(f"summit/{summit.code}")
    )
    return Hall(summit.code, name, way, rooms)


def _entry(one: Subject, posts: int, counted: voices.Counted | None) -> Entry:
    parts = [talk_words.posts(posts)] if posts else []
    if counted:
        parts.append(
            n_("{count} voice", "{count} voices", counted.total).format(count=number(counted.total))
        )
    return Entry(
        about=talk_words.kind(one.kind),
        title=_title(one),
        href=told.at(talk_parts.address(one)),
        count=" · ".join(parts),
    )


def _others() -> list[Way]:
    now = language()
    return [
        Way(_("Find a practice"), navigation.address("explore", now)),
        Way(_("Find a city"), navigation.address("map", now)),
        Way(_("Rules of the discussion"), told.at("rules")),
    ]


def _say() -> dict[str, str]:
    return {
        "standfirst": _(
            "What was concluded at the summits and what cities do: say how it is where you live."
            " No account is needed, and a name only if you like."
        ),
        "newest": _("Said last"),
        "none": _("Nobody has said anything yet."),
        "others": _("Practices and cities"),
        "others_note": _("Each practice and each city has its own discussion, linked on its page."),
    }


routes: list[BaseRoute] = [
    Route("/talk", answers.kept(page, asks=False, beat=lambda _request: pulse.of())),
    Route("/talk/change", talk_edit.answer, methods=["GET", "POST"]),
    Route("/talk/{kind}/{subject}", talk.reading, methods=["GET", "HEAD"]),
    Route("/talk/{kind}/{subject}", talk_posting.answer, methods=["POST"]),
]
