"""Questions to mayors: asked by inhabitants, let through by a moderator, sent to their cities."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from dashboard import settings
from dashboard.catalogue import cities, clock, database, mail, vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import (
    ELSE,
    LONGEST_NAME,
    Fault,
    Kept,
    NotTaken,
    Sender,
    guard,
    likeness,
    persons,
    spoken,
)
from dashboard.catalogue.people import tokens
from dashboard.catalogue.record import Text

LONGEST, FEWEST = 200, 10  # signs of a question
LONGEST_REASONS = 1_000
MOST_CITIES = 10  # one question may go to
MOST_SIMILAR = 5
LANGUAGES = (*vocabulary.LANGUAGES, ELSE)
_RECEIPT = re.compile(r"[0-9a-f]{16,64}")


@dataclass(frozen=True)
class Asked:
    """A question as it was sent: nothing of it is checked yet."""

    words: str
    cities: tuple[str, ...]  # slugs
    language: str
    receipt: str  # made by the page: a second sending of the same is the same
    reasons: str = ""
    summit: str = ""  # at which it is asked; most are asked at none
    name: str = ""
    sixteen: bool = False  # "I am 16 or over", asked with a name only
    email: str = ""  # for who wants the answers; kept encrypted, and asked twice
    letters_in: str = "en"  # the language of those letters


@dataclass(frozen=True)
class Question:
    """A question that everybody may read and that was sent; its words are the asker's own."""

    question_id: str
    words: Text
    reasons: Text | None
    name: str | None
    asked_at: datetime
    sent_at: datetime
    summit: str | None
    supporters: int
    cities: tuple[str, ...]  # slugs, in the order of their names
    house: str | None = None  # the copy it came from; None: this one


# Reading ------------------------------------------------------------------------------------------


def shown(
    city: str | None = None, summit: str | None = None, language: str = "en"
) -> tuple[Question, ...]:
    """The questions that everybody may read, the newest sent first.

    `city`: only those that went to it. `summit`: only those asked at it. `language`: whose order
    of names their cities stand in.
    """
    found = _read("", summit or "", language)
    return tuple(one for one in found if city is None or city in one.cities)


def by_id(question_id: str, language: str = "en") -> Question | None:
    """One question; None where there is none that everybody may read."""
    return next(iter(_read(question_id, "", language)), None) if question_id else None


def _read(post_id: str, summit: str, language: str) -> tuple[Question, ...]:
    sent_to: dict[str, list[str]] = {}
    places = database.records("question_places", post_id=post_id, city="", language=language)
    for row in places:
        sent_to.setdefault(row["post_id"], []).append(row["city"])
    heads = database.records("question_heads", post_id=post_id, summit=summit)
    return tuple(_question(row, tuple(sent_to.get(row["post_id"], ()))) for row in heads)


def _question(row: dict[str, Any], places: tuple[str, ...]) -> Question:
    spoken_in = row["language"]
    return Question(
        question_id=row["post_id"],
        words=Text(row["words"], spoken_in, "original"),
        reasons=Text(row["reasons"], spoken_in, "original") if row["reasons"] else None,
        name=row["name"],
        asked_at=row["written_at"],
        sent_at=row["sent_at"],
        summit=row["summit"],
        supporters=row["supporters"],
        cities=places,
        house=row["house"],
    )


def similar(words: str, language: str = "en", most: int = MOST_SIMILAR) -> tuple[Question, ...]:
    """The questions that ask nearly the same, in whatever language, the nearest first."""
    known = shown(language=language)
    near = likeness.nearest(words, [(one.words.words, one.words.language) for one in known])
    return tuple(known[at] for at in near[:most])


# Asking -------------------------------------------------------------------------------------------


def cleaned(asked: Asked) -> Asked:
    """The question as it is kept: without signs that act on a page, each city once."""
    return replace(
        asked,
        words=spoken.line(asked.words),
        reasons=spoken.cleaned(asked.reasons).strip(),
        name=spoken.line(asked.name),
        email=asked.email.strip(),
        cities=tuple(dict.fromkeys(asked.cities)),
    )


def faults(asked: Asked) -> tuple[Fault, ...]:
    """All that is wrong with a question (cleaned), where it stands in the form."""
    known = cities.names("en")
    unknown = [one for one in asked.cities if one not in known]
    wrong = (
        ("words", "missing", not asked.words),
        ("words", "too_short", 0 < len(asked.words) < FEWEST),
        ("words", "too_long", len(asked.words) > LONGEST),
        ("reasons", "too_long", len(asked.reasons) > LONGEST_REASONS),
        ("cities", "missing", not asked.cities),
        ("cities", "unknown", bool(unknown)),
        ("cities", "too_many", len(asked.cities) > MOST_CITIES),
        ("name", "too_long", len(asked.name) > LONGEST_NAME),
        ("sixteen", "missing", bool(asked.name) and not asked.sixteen),
        ("language", "unknown", asked.language not in LANGUAGES),
        ("summit", "unknown", bool(asked.summit) and not vocabulary.has("summit", asked.summit)),
        ("email", "unknown", bool(asked.email) and not _is_address(asked.email)),
        ("", "receipt", not _RECEIPT.fullmatch(asked.receipt)),
    )
    return tuple(Fault(field, code) for field, code, so in wrong if so)


def _is_address(email: str) -> bool:
    try:
        return bool(mail.clean(email))
    except mail.BadAddress:
        return False


def ask(asked: Asked, sender: Sender) -> Kept:
    """Keep a question: it waits until a moderator lets it through.

    Raises NotTaken with all that is wrong with it, guard.Refused where it may not be sent now. The
    same receipt again is the same question, with the same key for its author.
    """
    ready = cleaned(asked)
    if wrong := faults(ready):
        raise NotTaken(*wrong)
    sending = _sending(ready)
    if known := _known(database.records("post_of_receipt", receipt=tokens.mark(sending)), sending):
        return known
    try:
        suspicion = guard.admit(f"{ready.words}\n{ready.reasons}".strip(), sender, "question")
    except guard.Refused:
        # The second half of a double click: its first half was kept while this one was looked at.
        kept = database.records("post_of_receipt", receipt=tokens.mark(sending))
        if known := _known(kept, sending):
            return known
        raise
    with database.transaction() as writer:
        kept = writer.records("post_of_receipt", receipt=tokens.mark(sending))
        return _known(kept, sending) or _keep(writer, ready, sender, suspicion)


def _sending(asked: Asked) -> str:
    """What one sending is known by: another text under the same receipt is another sending."""
    parts = (asked.receipt, *sorted(asked.cities), asked.name, asked.words, asked.reasons)
    return "\n".join(map(tokens.mark, parts))


def _known(found: Sequence[dict[str, Any]], sending: str) -> Kept | None:
    """What was kept of this sending before."""
    if not found:
        return None
    return Kept(found[0]["post_id"], _key(sending), found[0]["state"], again=True)


def _keep(writer: Writer, asked: Asked, sender: Sender, suspicion: str | None) -> Kept:
    sending = _sending(asked)
    post_id, key = secrets.token_hex(6), _key(sending)
    writer.run(
        "post_add",
        post_id=post_id,
        receipt=tokens.mark(sending),
        kind="question",
        thread=None,
        parent=None,
        level=1,
        state="held",
        language=asked.language,
        name=asked.name or None,
        sixteen=asked.sixteen if asked.name else None,
        words=asked.words,
        reasons=asked.reasons or None,
        written_at=clock.now(),
        shown_at=None,
        key_mark=tokens.mark(key),
        device=sender.device,
        place=sender.place,
        suspicion=suspicion,
    )
    for one in asked.cities:
        writer.run("question_city_add", post_id=post_id, city=one)
    if asked.summit:
        writer.run("question_summit_add", post_id=post_id, summit=asked.summit)
    if asked.email:
        persons.wants_answer(writer, post_id, asked.email, asked.letters_in)
    return Kept(post_id, key, "held")


def _key(sending: str) -> str:
    """The author's key: the same for a form that is sent twice; nobody makes it from the store."""
    return tokens.keyed("author", sending)


# Sending ------------------------------------------------------------------------------------------


def release(writer: Writer, post_id: str) -> int:
    """Send a question to its cities, in the transaction that shows it; gives to how many.

    What was sent before keeps its dates: hidden and shown again, a question is no newer. Letters
    to the offices are written after the commit (`question_letters`), each once.
    """
    moment = clock.now()
    due = (moment + timedelta(days=settings.answer_days())).date()
    return writer.run("question_send", post_id=post_id, moment=moment, due_on=due)


def ordered(slugs: Sequence[str], language: str) -> tuple[str, ...]:
    """Cities in the order of their names."""
    return tuple(one for one in cities.names(language) if one in set(slugs))
