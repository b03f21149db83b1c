"""What a view knows of the answer it has open, and what its clicks do: each one call, told once.

Whoever acts is asked for anew: roles may have changed since the page was drawn.
"""

from __future__ import annotations

from functools import partial

from dashboard import i18n, state
from dashboard.catalogue.discussion import NotTaken, answering
from dashboard.catalogue.discussion.answering import Draft, Opened
from dashboard.catalogue.errors import CatalogueError, EditedElsewhere
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Heard
from dashboard.i18n import N_

PLACE = "answer"  # where on the page faults are told
_SEEN, _HEARD, _SURE = "answer_seen", "answer_heard", "answer_sure"


def receipt(question_id: str, city: str) -> str:
    """Under which this browser keeps copies of the texts of one answer."""
    return f"answer-{question_id}-{city}"


def read(question_id: str, city: str, language: str) -> Opened:
    """The answer as the store has it now; what is typed next is typed over this."""
    opened = answering.open(state.actor_now(), question_id, city, language)
    state.lend(_key(_SEEN, question_id, city), opened.draft)
    return opened


def _key(kind: str, question_id: str, city: str) -> str:
    return f"{kind}:{question_id}:{city}"


# Typing -------------------------------------------------------------------------------------------


def put(question_id: str, city: str, name: str, value: str) -> None:
    """Save one field over what this view last saw there; a colleague's text is not overwritten."""
    if state.actor() is None:
        return  # the browser keeps what was typed; the page says how to go on
    seen: Draft | None = state.held(_key(_SEEN, question_id, city))
    over = seen.told(name) if seen else ""
    try:
        opened = answering.save(state.actor_now(), question_id, city, name, value, over)
    except EditedElsewhere:
        return  # the field shows both at the next run, and asks
    except CatalogueError as error:
        outcome.keep(Outcome(error.message, failed=True))
        return
    state.lend(_key(_SEEN, question_id, city), opened.draft)
    unsure(question_id, city)


def take_left(question_id: str, city: str, name: str, words: str, of: str) -> None:
    """Take a text the browser kept from a page left in a hurry, unless its field changed since."""
    if state.actor() is None:
        return
    try:
        answering.save(state.actor_now(), question_id, city, name, words, of)
        kept = True
    except CatalogueError:
        kept = False
    heard = (*heard_of(question_id, city)[-20:], Heard(name, words, kept))
    state.lend(_key(_HEARD, question_id, city), heard)


def heard_of(question_id: str, city: str) -> tuple[Heard, ...]:
    """The copies this view was sent."""
    found: tuple[Heard, ...] | None = state.held(_key(_HEARD, question_id, city))
    return found or ()


# Publishing ---------------------------------------------------------------------------------------


def sure(question_id: str, city: str) -> bool:
    """Whether publishing was chosen and waits for the word."""
    return state.is_open(_key(_SURE, question_id, city))


def ask(question_id: str, city: str) -> None:
    """Say what will happen, and wait for the word."""
    state.lend(_key(_SURE, question_id, city), True)


def unsure(question_id: str, city: str) -> None:
    """Back from there; nothing was done."""
    state.lend(_key(_SURE, question_id, city), False)


def publish(question_id: str, city: str, stamp: int) -> None:
    """Sign it and show it to everybody; then the desk is open again."""
    unsure(question_id, city)

    def act() -> Outcome:
        try:
            answering.publish(state.actor_now(), question_id, city, stamp)
        except NotTaken:
            return Outcome(N_("Something is still missing, as told below."), failed=True)
        i18n.use(state.language())
        here = f"/{state.language()}/questions/{question_id}#{city}"
        return Outcome(
            N_("Published. Everybody can read it now."), way=(here, N_("See it as readers do"))
        )

    outcome.attempt(act)


def drop(question_id: str, city: str) -> None:
    """Give the draft up."""
    unsure(question_id, city)

    def act() -> Outcome:
        answering.drop(state.actor_now(), question_id, city)
        return Outcome(N_("The draft is deleted. What is published stays as it is."))

    outcome.attempt(act)


def reuse(question_id: str, city: str, name: str, words: str) -> None:
    """Begin with the words of an earlier answer."""
    outcome.attempt(partial(put, question_id, city, name, words))
