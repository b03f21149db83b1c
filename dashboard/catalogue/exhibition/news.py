"""Scenes of what is said here: signed conclusions, voices, questions to mayors, what is overdue.

What a workshop signs, what a mayor's office answers and a question sent to mayors are news: each
bears the moment since when it is known, and goes before whatever is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dashboard.catalogue import commitments, outcomes
from dashboard.catalogue.commitments import Commitment
from dashboard.catalogue.discussion import Post as Written
from dashboard.catalogue.discussion import answers, threads, voices
from dashboard.catalogue.discussion.answers import Cell, Row
from dashboard.catalogue.discussion.voices import Counted
from dashboard.catalogue.exhibition.hall import Hall
from dashboard.catalogue.exhibition.scene import Post, Scene, Seat
from dashboard.catalogue.outcomes import Outcome
from dashboard.catalogue.record import Text
from dashboard.catalogue.summits import Workshop

MOST_QUESTIONS = 8
MOST_OVERDUE = 6
MOST_VOICES = 10
MOST_POSTS = 2  # in one scene
LONGEST_POST = 240  # signs: what is longer is read on the phone
MOST_ANSWERS = 3  # cities side by side whose answers find room
LONGEST_ANSWER = 240  # signs: what is longer is read on the phone
LONG = 240  # signs: below a conclusion as long as this there is room for one post


# Signed here ----------------------------------------------------------------------------------


def signed(hall: Hall) -> list[Scene]:
    """What workshops signed here, the newest first: of the hall's workshops, or of its city."""
    rooms = {one.workshop: one for one in hall.workshops}
    city = hall.city.slug if hall.city else None
    found = [
        one
        for one in outcomes.signed(city=city, language=hall.language)
        if city or one.workshop in rooms
    ]
    told = {one.outcome.id: one for one in _promised(hall)}
    return [
        _signed(one, rooms.get(one.workshop), told.get(one.id))
        for one in sorted(found, key=lambda one: (one.signed_at, one.id), reverse=True)
    ]


def _signed(one: Outcome, room: Workshop | None, promised: Commitment | None) -> Scene:
    return Scene(
        key=f"conclusion:{one.id}",
        kind="conclusion",
        title=one.text,
        address=f"talk/conclusion/{one.id}",
        above=room.title if room else None,
        summit=one.summit,
        topic=room.topic if room else None,
        code=one.kind,
        signed=True,
        city=one.city,
        city_slug=one.city_slug,
        by=one.promised_by,
        state=promised.state if promised and promised.told_at else None,
        late=promised is not None and promised.overdue,
        day=one.signed_at.date(),
        until=one.due_on,
        since=one.signed_at,
    )


def _promised(hall: Hall) -> tuple[Commitment, ...]:
    summit = hall.summit.code if hall.summit else None
    city = hall.city.slug if hall.city else None
    return commitments.of(summit, city, language=hall.language)


# Voices ---------------------------------------------------------------------------------------


def heard(hall: Hall, concluded: list[Scene]) -> Iterator[Scene]:
    """What inhabitants say of a conclusion, as soon as five have; and what they wrote."""
    counted = voices.by_thread()
    rooms = {one.subject.key: one.subject.room for one in threads.lively(hall.language)}
    told = (one for one in concluded if one.key in counted or one.key in rooms)
    scenes = (_heard(one, counted.get(one.key), rooms.get(one.key)) for one in told)
    yield from islice((one for one in scenes if one.counted or one.posts), MOST_VOICES)


def _heard(conclusion: Scene, counted: Counted | None, room: str | None) -> Scene:
    most = 1 if len(conclusion.title.words) > LONG else MOST_POSTS
    posts = _posts(conclusion.key, most) if room and _read_before(room) else ()
    key = f"voices:{conclusion.key}"
    return replace(conclusion, key=key, kind="voices", since=None, counted=counted, posts=posts)


def _read_before(room: str) -> bool:
    """Whether a moderator reads a room's posts before they are shown: others stay off the wall."""
    return threads.setting(room)[0] == threads.BEFORE


def _posts(key: str, most: int) -> tuple[Post, ...]:
    newest = threads.newest(key, MOST_POSTS * 4)
    return tuple(_post(one) for one in newest if len(one.words) <= LONGEST_POST)[:most]


def _post(one: Written) -> Post:
    return Post(Text(one.words, one.language, "original"), one.name, one.written_at.date())


# Questions to mayors --------------------------------------------------------------------------


def asked(rows: Sequence[Row]) -> list[Scene]:
    """The questions last sent to these cities, with what each has said."""
    return [_asked(row, "question") for row in rows[:MOST_QUESTIONS]]


def overdue(hall: Hall, rows: Sequence[Row]) -> Iterator[Scene]:
    """Questions and promises whose day is over, the longest waiting first."""
    late = [
        _asked(replace(row, cells=cells), "overdue")
        for row in rows
        if (cells := tuple(one for one in row.cells if one.overdue))
    ]
    yield from sorted(late, key=_due)[:MOST_OVERDUE]
    broken = [_broken(one) for one in _promised(hall) if one.overdue]
    mine = {one.workshop for one in hall.workshops}
    shown = [one for workshop, one in broken if hall.city or workshop in mine]
    yield from sorted(shown, key=_due)[:MOST_OVERDUE]


def _due(scene: Scene) -> tuple[str, str]:
    return str(scene.until), scene.key


def questions(hall: Hall) -> tuple[Row, ...]:
    """The questions to these cities, the newest first."""
    if hall.city:
        return answers.matrix(hall.language, city=hall.city.slug).rows
    code = hall.summit.code if hall.summit else ""
    guests = frozenset(hall.guests)
    return tuple(
        row
        for row in answers.matrix(hall.language).rows
        if guests.intersection(row.question.cities)
        or (row.question.summit == code and hall.subject.kind == "summit")
    )


def _asked(row: Row, kind: str) -> Scene:
    question = row.question
    said = [one.answer.answered_at for one in row.cells if one.answer]
    return Scene(
        key=f"{kind}:{question.question_id}",
        kind=kind,
        title=question.words,
        address=f"questions/{question.question_id}",
        summit=question.summit,
        by=question.name,
        day=question.sent_at.date(),
        until=min((one.due_on for one in row.cells if not one.answer), default=None),
        since=max([question.sent_at, *said]) if kind == "question" else None,
        supporters=question.supporters,
        seats=tuple(_seat(one, told=len(row.cells) <= MOST_ANSWERS) for one in row.cells),
    )


def _seat(one: Cell, *, told: bool) -> Seat:
    answer = one.answer.text if one.answer and told else None
    return Seat(
        slug=one.city,
        name=one.city_name,
        country=one.country,
        standing=one.answer.standing if one.answer else None,
        said_on=one.answer.answered_at.date() if one.answer else None,
        due_on=one.due_on,
        overdue=one.overdue,
        answer=answer if answer and len(answer.words) <= LONGEST_ANSWER else None,
    )


def _broken(one: Commitment) -> tuple[str, Scene]:
    scene = _signed(one.outcome, None, one)
    key = f"overdue:{one.outcome.id}"
    return one.outcome.workshop, replace(scene, key=key, kind="overdue", since=None)
