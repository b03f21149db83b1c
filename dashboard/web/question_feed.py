"""The feed of questions to mayors: each that was sent, each answer, each change of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Xml

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import i18n, question_words
from dashboard.catalogue import pulse
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion.answers import Answer, Cell, Row
from dashboard.catalogue.record import Text
from dashboard.i18n import _, language
from dashboard.web import answers, atom, shell
from dashboard.web.answers import Made

NAME = "questions"
MOST = 50  # entries


@dataclass(frozen=True)
class Event:
    """Something that happened to a question: when, under which path, and what is told of it."""

    moment: datetime
    path: str  # never used again
    page: str  # where it is read
    title: str
    head: str
    words: Text


def page(request: Request) -> Made:
    """The newest questions and answers."""
    return Made(_written(shell.origin(request)), atom.MEDIA_TYPE, headers=atom.OPEN)


def _written(origin: str) -> bytes:
    happened = _events(replies.matrix(language()).rows)
    found = sorted(happened, key=lambda one: (one.moment, one.path), reverse=True)[:MOST]
    root = atom.feed(
        NAME,
        _("Questions to mayors"),
        _("New questions of inhabitants, and what cities answered."),
        found[0].moment if found else atom.first_day(),
        origin=origin,
        page=f"/{language()}/questions",
        rights=False,  # the words are of those who asked and answered
    )
    root.extend(_entry(one, origin) for one in found)
    return atom.written(root)


def _events(rows: Iterable[Row]) -> Iterator[Event]:
    for row in rows:
        yield _asked(row)
        for cell in row.cells:
            if cell.answer is not None:
                versions = replies.versions(cell.question_id, cell.city, language())
                yield from (_answered(row, cell, one) for one in versions)


def _asked(row: Row) -> Event:
    one = row.question
    path = f"questions/{one.question_id}"
    asked = i18n.listed([cell.city_name for cell in row.cells])
    return Event(
        one.sent_at,
        path,
        path,
        _("Question to {cities}: {question}").format(cities=asked, question=one.words.words),
        "",
        one.reasons or one.words,
    )


def _answered(row: Row, cell: Cell, one: Answer) -> Event:
    path = f"questions/{one.question_id}"
    pattern = (
        _("{city}, {standing}: {question}")
        if one.version == 1
        else _("{city}, {standing}, changed: {question}")
    )
    return Event(
        one.answered_at,
        f"{path}/{one.city}/{one.version}",
        f"{path}#{one.city}",
        pattern.format(
            city=cell.city_name,
            standing=question_words.standing(one.standing),
            question=row.question.words.words,
        ),
        question_words.signed(one.office, one.answered_at, one.version),
        one.text,
    )


def _entry(one: Event, origin: str) -> Xml.Element:
    made = atom.entry(one.path, one.title, one.moment)
    atom.link(made, "alternate", f"{origin}/{language()}/{one.page}", "text/html")
    paragraphs = [*([one.head] if one.head else []), *one.words.words.split("\n")]
    lines = (Markup("<p>{}</p>").format(said) for said in paragraphs if said.strip())
    content = atom.add(made, "content", str(Markup("").join(lines)))
    content.set("type", "html")
    if one.words.language in i18n.LANGUAGES:
        content.set(atom.LANG, one.words.language)
    return made


routes: list[BaseRoute] = [
    Route(f"/feed/{NAME}.atom", answers.kept(page, beat=lambda _request: pulse.of("questions")))
]
