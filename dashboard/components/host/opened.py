"""The summit in the making as this view last saw it, and each change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard import state
from dashboard.catalogue import clock, hosting, summit_form
from dashboard.catalogue.errors import CatalogueError, EditedElsewhere, NotFound
from dashboard.catalogue.hosting import Draft
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summit_form import Body
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Heard
from dashboard.i18n import N_

Change = Callable[[Body], Body]
_ASKED = "host_asked"


@dataclass(frozen=True)
class Seen:
    """The draft as this view knows it, and the copies the browser sent of it."""

    draft: Draft
    heard: tuple[Heard, ...] = ()


def read(actor: Actor, receipt: str) -> Seen:
    """The draft as the store has it now."""
    before = _held(receipt)
    draft = hosting.open(actor, receipt)
    seen = replace(before, draft=draft) if before else Seen(draft)
    state.lend(_key(receipt), seen)
    return seen


def _held(receipt: str) -> Seen | None:
    found: Seen | None = state.held(_key(receipt))
    return found


def _key(receipt: str) -> str:
    return f"hosting:{receipt}"


def change(receipt: str, how: Change, path: str = "") -> None:
    """Change the form and save it. `path` is the field that was typed in, if it was one.

    What was saved elsewhere meanwhile stays: a field that both wrote in shows both, and asks.
    """
    actor = state.actor()
    if actor is None:
        return  # the browser keeps what was typed; the page says how to go on
    before = _held(receipt) or Seen(hosting.open(actor, receipt))
    try:
        draft = _merged(actor, before.draft, how, path)
    except CatalogueError as error:
        outcome.keep(Outcome(error.message, failed=True))
        return
    state.lend(_key(receipt), replace(before, draft=draft))


def _merged(actor: Actor, before: Draft, how: Change, path: str) -> Draft:
    try:
        return _saved(actor, before, how(before.body))
    except EditedElsewhere:
        theirs = hosting.open(actor, before.receipt)
        shown = summit_form.shown
        if path and shown(theirs.body, path) != shown(before.body, path):
            return theirs
        return _saved(actor, theirs, how(theirs.body))


def _saved(actor: Actor, draft: Draft, body: Body) -> Draft:
    stamp = hosting.save(actor, draft.receipt, body, draft.stamp)
    return replace(draft, body=body, stamp=stamp, updated_at=clock.now())


def type_in(receipt: str, path: str, words: str) -> None:
    """Put what was typed where it belongs."""
    change(receipt, lambda body: summit_form.put(body, path, words), path)


def take_left(receipt: str, path: str, words: str, of: str) -> None:
    """Take a text the browser kept from a page left in a hurry, unless its field changed since."""
    seen = _held(receipt)
    if seen is None or state.actor() is None:
        return
    stands = summit_form.shown(seen.draft.body, path)
    fits = stands in (of, words)
    if fits and stands != words:
        try:
            type_in(receipt, path, words)
        except NotFound:
            fits = False  # its row is gone
    now = _held(receipt) or seen
    heard = (*now.heard[-20:], Heard(path, words, fits))
    state.lend(_key(receipt), replace(now, heard=heard))


# What was asked for by a button -------------------------------------------------------------------
# A click and the last words may come in one message: first all words are saved, then it is done.


def ask(receipt: str, act: Callable[[], object]) -> None:
    """Note that somebody wants this done to the draft."""
    state.lend(_ASKED, (receipt, act))


def ask_change(receipt: str, how: Change) -> None:
    """Note a change of rows."""
    ask(receipt, lambda: change(receipt, how))


def carry_out(receipt: str) -> None:
    """Do what was asked for, now that all words are saved."""
    asked = state.held(_ASKED)
    state.lend(_ASKED, None)
    if asked and asked[0] == receipt:
        outcome.attempt(asked[1])


def open_for_all(receipt: str) -> None:
    """Open it to everybody, as it stands on this screen."""
    me = state.actor_now()
    code = hosting.open_for_all(me, receipt, hosting.open(me, receipt).stamp)
    way = (f"/{state.language()}/summits?id={code}", N_("Look at it"))
    outcome.keep(Outcome(N_("The summit is open to everybody."), way=way))
