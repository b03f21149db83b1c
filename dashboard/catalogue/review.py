"""The second pair of eyes: the queue, the notes, and the decision that makes a text public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import clock, database, publishing, rights, rules, submissions
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import IllegalMove, Incomplete, NotAllowed, NotFound
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission

VERDICTS = ("published", "changes_requested", "rejected")
LONGEST_WORDS = 4000


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    receipt: str
    slug: str | None  # set for a correction
    name: str
    city_id: int | None
    author: str
    state: str
    reviewer: str | None
    import_id: str | None
    submitted_at: datetime
    open_notes: int


@dataclass(frozen=True)
class Answer:
    """A word on a note."""

    words: str
    author: str
    written_at: datetime


@dataclass(frozen=True)
class Note:
    """A reviewer's word on one field, with what was answered."""

    note_id: str
    field: str
    words: str
    author: str
    written_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Sent:
    """One sending of a submission, with the author's word to the reviewer."""

    number: int
    body: str
    note: str | None
    sent_at: datetime


@dataclass(frozen=True)
class Verdict:
    """Why a submission came back, or was not taken in."""

    state: str  # changes_requested or rejected
    reason: str
    actor: str
    role: str
    occurred_at: datetime


def queue(actor: Actor) -> tuple[Waiting, ...]:
    """What waits or is being looked at, the oldest first."""
    rights.demand(actor, "review")
    return tuple(Waiting(**row) for row in database.records("review_queue"))


def take(actor: Actor, receipt: str) -> Submission:
    """Take a submission in hand: colleagues see who has it."""
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        submissions.move(writer, one, "in_review", actor, reviewer=actor.account)
    return submissions.by_receipt(receipt)


def give_back(actor: Actor, receipt: str) -> None:
    """Let go of it: it waits again."""
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        submissions.move(writer, one, "submitted", actor)


def decide(
    actor: Actor, receipt: str, verdict: str, *, reason: str = "", stamp: int | None = None
) -> int | None:
    """Publish, send back with the notes, or reject; gives the version where one was published.

    Raises as `moves.check` does, and Outdated where the public text has moved on since,
    EditedElsewhere where the text is another than the one that was read.
    """
    if verdict not in VERDICTS:
        raise NotFound(verdict)
    with database.transaction() as writer:
        one = submissions.locked(writer, receipt)
        if one.state == "sealed":
            raise IllegalMove(f"{receipt} is sealed")  # its minute opens it, or `embargo.lift`
        if verdict != "published":
            submissions.move(writer, one, verdict, actor, reason=cleaned(reason), stamp=stamp)
            return None
        if faults := rules.faults(one.draft):
            raise Incomplete(faults)
        return publishing.publish(writer, one, actor, reason=cleaned(reason) or None, stamp=stamp)


# Notes ------------------------------------------------------------------------------------------


def notes(actor: Actor, receipt: str) -> tuple[Note, ...]:
    """All notes on a submission, in the order they were written; for its author and reviewers."""
    _seen(actor, receipt)
    answers: dict[str, list[Answer]] = {}
    for note_id, *told in database.rows("review_answers", receipt=receipt):
        answers.setdefault(note_id, []).append(Answer(*told))
    return tuple(
        Note(**row, answers=tuple(answers.get(row["note_id"], ())))
        for row in database.records("review_notes", receipt=receipt)
    )


def sendings(actor: Actor, receipt: str) -> tuple[Sent, ...]:
    """Each time it was sent, as it was then; the first first."""
    _seen(actor, receipt)
    return tuple(Sent(**row) for row in database.records("submission_sendings", receipt=receipt))


def verdict(actor: Actor, receipt: str) -> Verdict | None:
    """The last reason given for sending it back or rejecting it; for its author and reviewers."""
    _seen(actor, receipt)
    found = database.records("submission_reason", receipt=receipt)
    return Verdict(**found[0]) if found else None


def note(actor: Actor, receipt: str, field: str, words: str, note_id: str) -> None:
    """Say something on one field; the same `note_id` again does nothing."""
    rights.demand(actor, "review")
    submissions.by_receipt(receipt)
    with database.transaction() as writer:
        writer.run(
            "review_note_add",
            note_id=note_id,
            receipt=receipt,
            field=field,
            words=_words(words),
            author=actor.account,
            moment=clock.now(),
        )


def answer(actor: Actor, note_id: str, words: str, answer_id: str) -> None:
    """Answer a note: its author, or whoever wrote the submission."""
    _seen(actor, _receipt_of(note_id))
    with database.transaction() as writer:
        writer.run(
            "review_answer_add",
            answer_id=answer_id,
            note_id=note_id,
            words=_words(words),
            author=actor.account,
            moment=clock.now(),
        )


def resolve(actor: Actor, note_id: str) -> None:
    """Mark a note as dealt with; who and when is kept."""
    _seen(actor, _receipt_of(note_id))
    with database.transaction() as writer:
        writer.run(
            "review_note_resolve", note_id=note_id, account=actor.account, moment=clock.now()
        )


def _words(words: str) -> str:
    if not (kept := cleaned(words)[:LONGEST_WORDS]):
        raise NotFound("a note without words")
    return kept


def _receipt_of(note_id: str) -> str:
    found = database.rows("review_note_receipt", note_id=note_id)
    if not found:
        raise NotFound(note_id)
    return str(found[0][0])


def _seen(actor: Actor, receipt: str) -> None:
    one = submissions.by_receipt(receipt)
    if one.author != actor.account and not rights.may(actor, "review"):
        raise NotAllowed(receipt)
