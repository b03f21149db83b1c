"""What a reviewer's clicks do: each one call of a service, which checks again; the outcome is told.

Whoever acts is asked for anew: roles may have changed since the page was drawn.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial

from dashboard import embargo_words, i18n, navigation, state
from dashboard.catalogue import embargo, import_review, review, submissions
from dashboard.catalogue.differences import ORDER
from dashboard.catalogue.errors import CatalogueError, ReasonMissing
from dashboard.components import outcome, review_words
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_

REASON = "review_reason"  # with the receipt: each submission keeps its own words
DECISION = "decision"  # where on the page its faults are told
WAYS = ("published", "sealed", "changes_requested", "rejected")  # the ways on from a review
_ASKED = "review_asked"
_SENTENCES = {
    "published": N_("Published as version {version}."),
    "changes_requested": N_("Sent back. The author sees your reason and the notes."),
    "rejected": N_("Rejected. The author sees your reason."),
}


# In hand ------------------------------------------------------------------------------------------


def take(receipt: str) -> None:
    """Take it in hand."""
    outcome.attempt(lambda: review.take(state.actor_now(), receipt), typed=False)


def give_back(receipt: str) -> None:
    """Let it wait again."""
    outcome.attempt(lambda: review.give_back(state.actor_now(), receipt), typed=False)


def take_over(receipt: str) -> None:
    """Take it from a colleague who has it in hand."""

    def act() -> None:
        review.give_back(state.actor_now(), receipt)
        review.take(state.actor_now(), receipt)

    outcome.attempt(act, typed=False)


# Deciding -----------------------------------------------------------------------------------------


def asked(receipt: str) -> str | None:
    """The verdict that waits for its confirmation."""
    return next((one for one in WAYS if state.is_open(_asking(receipt, one))), None)


def _asking(receipt: str, verdict: str) -> str:
    return f"{_ASKED}_{verdict}_{receipt}"


def reason_key(receipt: str) -> str:
    """Under which the reason is kept while it is typed."""
    return f"{REASON}_{receipt}"


def ask(receipt: str, verdict: str, *, reason_wanted: bool) -> None:
    """Say what will happen, and wait for the word."""
    if reason_wanted and not state.given_back(reason_key(receipt)).strip():
        outcome.keep(Outcome(ReasonMissing.message, failed=True, place=DECISION))
        return
    state.lend(_asking(receipt, verdict), True)


def not_yet(receipt: str) -> None:
    """Back from the confirmation; nothing was done."""
    for one in WAYS:
        state.lend(_asking(receipt, one), False)


def decide(receipt: str, verdict: str, stamp: int) -> None:
    """Do it, with the notes that are still being written; then the next of the queue opens."""
    not_yet(receipt)
    reason = state.given_back(reason_key(receipt))
    following = _following(receipt)
    if outcome.attempt(partial(_decided, receipt, verdict, reason, stamp), place=DECISION):
        state.lend(reason_key(receipt), "")
        state.write(id=following, **{"import": None})


def seal(receipt: str, stamp: int, opens_at: datetime, zone: str) -> None:
    """Sign it and seal it until then (UTC); then the next of the queue opens."""
    reason = state.given_back(reason_key(receipt))
    following = _following(receipt)

    def act() -> Outcome:
        _keep_written(receipt)
        me = state.actor_now()
        until = embargo.seal(me, receipt, opens_at, zone=zone, reason=reason, stamp=stamp)
        i18n.use(state.language())  # the callback runs before the page knows it
        return Outcome(
            N_("Signed. Not before {moment}."),
            {"moment": embargo_words.minute(until, zone)},
        )

    if outcome.attempt(act, place=DECISION):
        not_yet(receipt)
        state.lend(reason_key(receipt), "")
        state.write(id=following, **{"import": None})


def _decided(receipt: str, verdict: str, reason: str, stamp: int) -> Outcome:
    _keep_written(receipt)
    version = review.decide(state.actor_now(), receipt, verdict, reason=reason, stamp=stamp)
    return Outcome(
        _SENTENCES[verdict],
        {"version": version} if version else {},
        way=_public(receipt) if version else None,
    )


def _keep_written(receipt: str) -> None:
    """Keep what stands in open places for notes and answers, as if each had been kept by hand."""
    me = state.actor_now()
    for field in (*ORDER, review_words.WHOLE):
        _keep_open(note_key(receipt, field), partial(review.note, me, receipt, field))
    for one in review.notes(me, receipt):
        _keep_open(answer_key(one.note_id), partial(review.answer, me, one.note_id))


def _keep_open(key: str, write: Callable[[str, str], None]) -> None:
    words = str(state.held(key) or "") if state.is_open(f"{key}_open") else ""
    if words.strip():
        write(words, state.given_back(f"{key}_id"))
        state.lend(key, "")
        close_form(key)


def _public(receipt: str) -> tuple[str, str] | None:
    slug = submissions.by_receipt(receipt).slug
    if slug is None:
        return None
    # The callback runs before the page knows its language.
    here = navigation.address("practice", state.language(), id=slug)
    return here, N_("See it as readers do")


def _following(receipt: str) -> str | None:
    """The next of the queue, the oldest first; after the last, the first."""
    try:
        waiting = [one.receipt for one in review.queue(state.actor_now())]
    except CatalogueError:
        return None
    after = waiting[waiting.index(receipt) + 1 :] if receipt in waiting else []
    return next((one for one in (*after, *waiting) if one != receipt), None)


# Notes --------------------------------------------------------------------------------------------


def note_key(receipt: str, field: str) -> str:
    """Under which a note on a field is kept while it is typed."""
    return f"note_{receipt}_{field}"


def answer_key(note_id: str) -> str:
    """Under which an answer to a note is kept while it is typed."""
    return f"answer_{note_id}"


def open_form(key: str) -> None:
    """Open a place to write; what is written there has its id from now on."""
    state.lend(f"{key}_id", secrets.token_hex(8))
    state.lend(f"{key}_open", True)


def close_form(key: str) -> None:
    """Close it; what was typed stays for the next time."""
    state.lend(f"{key}_open", False)


def note(receipt: str, field: str, key: str) -> None:
    """Say something on a field."""
    _written(key, lambda words, new: review.note(state.actor_now(), receipt, field, words, new))


def answer(note_id: str, key: str) -> None:
    """Answer a note."""
    _written(key, lambda words, new: review.answer(state.actor_now(), note_id, words, new))


def _written(key: str, write: Callable[[str, str], None]) -> None:
    words = state.given_back(key)
    if not words.strip():
        outcome.keep(Outcome(N_("There is nothing written yet."), failed=True))
        return
    new = state.given_back(f"{key}_id")
    if outcome.attempt(lambda: write(words, new)):
        state.lend(key, "")
        close_form(key)


def resolve(note_id: str) -> None:
    """Mark a note as dealt with."""
    outcome.attempt(lambda: review.resolve(state.actor_now(), note_id), typed=False)


# A whole import -----------------------------------------------------------------------------------


def publish_import(import_id: str) -> None:
    """Publish all of it that has no fault."""

    def act() -> Outcome:
        done = import_review.publish_ready(state.actor_now(), import_id)
        if done.more:
            told = N_("{published} published, {more} more can follow; {left} left for a look.")
        elif done.left:
            told = N_("{published} published; {left} left for a look.")
        else:
            told = N_("{published} published: the whole import is out.")
        return Outcome(told, {"published": done.published, "left": done.left, "more": done.more})

    outcome.attempt(act, typed=False)
