"""From the content of a file to a document that can be taken; Refused tells all that is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from dashboard.catalogue import cities, database, vocabulary
from dashboard.catalogue.discussion import LONGEST_NAME, answers, questions
from dashboard.catalogue.exchange import house
from dashboard.catalogue.exchange.document import (
    Answer,
    Asked,
    Conclusion,
    Document,
    House,
    Question,
    Step,
    Version,
)
from dashboard.catalogue.exchange.faults import Fault, Refused
from dashboard.catalogue.exchange.fields import Fields
from dashboard.catalogue.outcomes import writing
from dashboard.catalogue.outcomes.writing import Writing

MOST_VERSIONS = 100
MOST_HOUSES = 200
LONGEST_ANSWER, LONGEST_OFFICE, LONGEST_TOLD = 20_000, 200, 2_000
STEPS = ("open", "begun", "kept", "partly", "dropped")
ORIGINS = ("original", "human", "machine")
_CONCLUSION = re.compile(r"o-[0-9a-f]{10}")
_POST = re.compile(r"[0-9a-f]{12}")
_THREAD = re.compile(r"(?:conclusion|practice|question|city):[a-z0-9.-]{1,160}")
_NO_WORKSHOP = "unknown_workshop"
_NO_SUMMIT = "unknown_summit"
_NO_CITY = "unknown_city"
_NO_LANGUAGE = "unknown_language"
_NO_CODE = "unknown_code"


@dataclass(frozen=True)
class Known:
    """What may be named: anything else of a file leads nowhere here."""

    workshops: frozenset[str]
    cities: frozenset[str]
    summits: frozenset[str]


def document(content: dict[str, Any]) -> Document:
    """The document of a content, every text cleaned; Refused where anything is wrong."""
    faults: list[Fault] = []
    whole, known = Fields(content, "", faults), _known()
    told = Document(
        house=whole.shaped("house", house.ID),
        houses=dict(_houses(whole)),
        conclusions=tuple(_conclusion(one, known) for one in whole.parts("conclusions")),
        questions=tuple(_question(one, known) for one in whole.parts("questions")),
        answers=tuple(_answer(one, known) for one in whole.parts("answers")),
    )
    whole.end()
    _once("conclusions", (one.id for one in told.conclusions), faults)
    _once("questions", (one.id for one in told.questions), faults)
    _once("answers", ((one.question, one.city, one.version) for one in told.answers), faults)
    _asked(told, faults)
    if faults:
        raise Refused(faults)
    return told


def _known() -> Known:
    return Known(
        frozenset(code for (code,) in database.rows("exchange_workshops")),
        frozenset(cities.names("en")),
        frozenset(vocabulary.codes("summit")),
    )


def _once(name: str, ids: Iterable[object], faults: list[Fault]) -> None:
    for one, count in Counter(ids).items():
        if count > 1:
            told = {"id": str(one)[:80]}
            faults.append(Fault(name, "twice", told))


def _asked(told: Document, faults: list[Fault]) -> None:
    """Note answers to questions that are neither in the file nor here."""
    there = {one.id for one in told.questions}
    here = {row["post_id"] for row in database.records("exchange_known_questions")}
    for number, one in enumerate(told.answers):
        if one.question and one.question not in there | here:
            place = f"answers[{number}].question"
            faults.append(Fault(place, "no_question"))


# The parts --------------------------------------------------------------------------------------


def _houses(whole: Fields) -> Iterable[tuple[str, House]]:
    for code, told in whole.named("houses", MOST_HOUSES):
        if not house.ID.fullmatch(code):
            told.wrong("", "no_id")
        address = told.line("address", house.LONGEST_ADDRESS)
        if address and not _is_address(address):
            told.wrong("address", "no_address")
        yield code, House(told.line("name", house.LONGEST_NAME), address)
        told.end()


def _is_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _conclusion(one: Fields, known: Known) -> Conclusion:
    told = Conclusion(
        id=one.shaped("id", _CONCLUSION),
        house=one.shaped("house", house.ID),
        workshop=one.code("workshop", known.workshops, _NO_WORKSHOP),
        state=one.code("state", ("signed", "withdrawn"), _NO_CODE),
        versions=tuple(_version(each, known) for each in one.parts("versions", MOST_VERSIONS)),
        steps=tuple(_step(each) for each in one.parts("steps", MOST_VERSIONS)),
        withdrawn_at=one.maybe("withdrawn_at", one.moment),
        withdrawal=one.text("withdrawal", LONGEST_TOLD),
    )
    one.end()
    numbers = [each.version for each in told.versions]
    if numbers != list(range(1, len(numbers) + 1)) or bool(numbers) == (told.state == "withdrawn"):
        one.wrong("versions", "gap")
    _once(f"{one.place}.steps", (each.number for each in told.steps), one.faults)
    return told


def _version(one: Fields, known: Known) -> Version:
    told = Version(one.count("version", MOST_VERSIONS), _said(one, known), one.moment("signed_at"))
    one.end()
    return told


def _said(one: Fields, known: Known) -> Writing:
    """The words of a conclusion, under the very rules by which they are written here."""
    given = one.raw("said")
    try:
        said = Writing.model_validate(given).printed()
    except (ValidationError, ValueError, TypeError, RecursionError):
        one.wrong("said", "no_conclusion")
        return Writing(language="en")
    if said.draft is not None:
        one.wrong("said.draft", "unknown_name")
    for fault in writing.faults(said):
        if (fault.field, fault.code) == ("practice", "unknown"):
            continue  # the other copy has read more: without a link it is a conclusion still
        if fault.code == "unknown":
            one.wrong("said.city", _NO_CITY, code=str(said.city)[:60])
        else:
            one.wrong(f"said.{fault.field}", _SAID.get(fault.code, "cannot_be"))
    return said


_SAID = {
    "missing": "too_short",
    "too_short": "too_short",
    "too_long": "much_too_long",
    "one_city": "one_city",
    "too_early": "too_early",
}


def _step(one: Fields) -> Step:
    told = Step(
        number=one.count("number", 1_000),
        state=one.code("state", STEPS, _NO_CODE),
        words=one.text("words", LONGEST_TOLD),
        language=one.code("language", vocabulary.LANGUAGES, _NO_LANGUAGE),
        office=one.line("office", LONGEST_OFFICE),
        told_at=one.moment("told_at"),
    )
    one.end()
    return told


def _question(one: Fields, known: Known) -> Question:
    gone = one.raw("state") == "gone"
    moment: Callable[[str], Any] = one.moment
    told = Question(
        id=one.shaped("id", _POST),
        house=one.shaped("house", house.ID),
        state=one.code("state", ("shown", "gone"), _NO_CODE),
        stamp=one.count("stamp", 2**31 - 1),
        language="" if gone and not one.raw("language") else
        one.code("language", questions.LANGUAGES, _NO_LANGUAGE),
        name=one.line("name", LONGEST_NAME),
        words=one.line("words", questions.LONGEST, 0 if gone else questions.FEWEST),
        reasons=one.text("reasons", questions.LONGEST_REASONS),
        written_at=one.maybe("written_at", moment),
        shown_at=one.maybe("shown_at", moment),
        edited_at=one.maybe("edited_at", moment),
        thread=one.maybe("thread", lambda name: one.shaped(name, _THREAD)),
        summit=one.maybe("summit", lambda name: one.code(name, known.summits, _NO_SUMMIT)),
        cities=tuple(
            _place(each, known) for each in one.parts("cities", questions.MOST_CITIES)
        ),
    )  # fmt: skip
    one.end()
    if gone and (told.words or told.reasons or told.name):
        one.wrong("", "gone_with_words")
    if not gone and (told.written_at is None or told.shown_at is None or not told.cities):
        one.wrong("", "not_shown")
    return told


def _place(one: Fields, known: Known) -> Asked:
    told = Asked(
        one.code("city", known.cities, _NO_CITY),
        one.moment("sent_at"),
        one.day("due_on"),
    )
    one.end()
    return told


def _answer(one: Fields, known: Known) -> Answer:
    texts: dict[str, dict[str, str | bool]] = {}
    for code, said in one.named("texts", len(questions.LANGUAGES)):
        if code not in questions.LANGUAGES:
            said.wrong("", _NO_LANGUAGE, code=code[:60])
        texts[code] = {
            "words": said.text("words", LONGEST_ANSWER, 1),
            "origin": said.code("origin", ORIGINS, _NO_CODE),
            "stale": said.switch("stale"),
        }
        said.end()
    told = Answer(
        question=one.shaped("question", _POST),
        city=one.code("city", known.cities, _NO_CITY),
        version=one.count("version", MOST_VERSIONS),
        house=one.shaped("house", house.ID),
        standing=one.code("standing", answers.STANDINGS, _NO_CODE),
        language=one.code("language", questions.LANGUAGES, _NO_LANGUAGE),
        texts=texts,
        office=one.line("office", LONGEST_OFFICE, 1),
        answered_at=one.moment("answered_at"),
    )
    one.end()
    if told.language and told.language not in texts:
        one.wrong("texts", "no_original")
    return told
