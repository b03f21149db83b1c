"""What somebody writes in a workshop: as this view last saw it, and each change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard import state
from dashboard.catalogue import outcomes
from dashboard.catalogue.errors import CatalogueError, EditedElsewhere
from dashboard.catalogue.outcomes import Item, Writing
from dashboard.catalogue.rights import Actor
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Heard
from dashboard.i18n import N_

ITEM = "item"  # in the address: which of one's drafts is at hand
Change = Callable[[Writing], Writing]


@dataclass(frozen=True)
class Seen:
    """The outcome at hand as this view knows it, and the copies the browser sent of it."""

    item: Item
    heard: tuple[Heard, ...] = ()


def read(actor: Actor, workshop: str) -> Seen:
    """What is at hand, as the store has it now."""
    before = _held(workshop)
    spoken = before.item.said.language if before else state.language()
    item = outcomes.at_hand(actor, workshop, state.value(ITEM), spoken)
    same = before is not None and before.item.id == item.id
    seen = replace(before, item=item) if before and same else Seen(item)
    state.lend(_key(workshop), seen)
    return seen


def _held(workshop: str) -> Seen | None:
    found: Seen | None = state.held(_key(workshop))
    return found


def _key(workshop: str) -> str:
    return f"at_hand:{workshop}"


# Changes ------------------------------------------------------------------------------------------


def change(workshop: str, item_id: str, how: Change, path: str = "") -> None:
    """Change it and save it. `path` is the field that was typed in, if it was one.

    What was saved elsewhere meanwhile stays: a field that both wrote in shows both, and asks.
    """
    actor = state.actor()
    if actor is None:
        return  # the browser keeps what was typed; the page says how to go on
    before = _held(workshop)
    if before is None or before.item.id != item_id:
        before = Seen(outcomes.at_hand(actor, workshop, item_id, state.language()))
    if before.item.id != item_id:
        return  # sent or deleted in another window; the browser keeps its copy
    try:
        item = _merged(actor, before.item, how, path)
    except CatalogueError as error:
        outcome.keep(Outcome(error.message, failed=True))
        return
    state.lend(_key(workshop), replace(before, item=item))


def _merged(actor: Actor, before: Item, how: Change, path: str) -> Item:
    try:
        return _saved(actor, before, how(before.said))
    except EditedElsewhere:
        theirs = outcomes.open(actor, before.id)
        if path and theirs.said.shown(path) != before.said.shown(path):
            return theirs
        return _saved(actor, theirs, how(theirs.said))


def _saved(actor: Actor, item: Item, said: Writing) -> Item:
    if item.stamp:
        return replace(item, said=said, stamp=outcomes.save(actor, item.id, said, item.stamp))
    if said == item.said:
        return item  # nothing written yet: nothing begun
    begun = outcomes.begin(actor, item.workshop, receipt=item.receipt, said=said)
    if begun.said != said:
        raise EditedElsewhere(item.id)  # begun on another device a moment ago
    return begun


def type_in(workshop: str, item_id: str, path: str, words: str) -> None:
    """Put what was typed where it belongs."""
    change(workshop, item_id, lambda said: said.put(path, words), path)


def take_left(workshop: str, item_id: str, path: str, words: str, of: str) -> None:
    """Take a text the browser kept from a page left in a hurry, unless its field changed since."""
    seen = _held(workshop)
    if seen is None or seen.item.id != item_id or state.actor() is None:
        return
    stands = seen.item.said.shown(path)
    fits = stands in (of, words)
    if fits and stands != words:
        type_in(workshop, item_id, path, words)
    now = _held(workshop) or seen
    heard = (*now.heard[-20:], Heard(path, words, fits))
    state.lend(_key(workshop), replace(now, heard=heard))


# What was asked for by a button -------------------------------------------------------------------
# A click and the last words may come in one message: first all words are saved, then it is done.

_ASKED = "room_asked"


def ask(act: str, workshop: str) -> None:
    """Note that somebody wants what is at hand sent, put aside or parted."""
    state.lend(_ASKED, (act, workshop))


def carry_out(workshop: str) -> bool:
    """Do what was asked for, now that all words are saved; says whether anything was."""
    asked = state.held(_ASKED)
    state.lend(_ASKED, None)
    seen = _held(workshop)
    if not asked or asked[1] != workshop or seen is None:
        return False
    acts: dict[str, Callable[[Item], None]] = {"send": _send, "next": _next, "split": _split}
    outcome.attempt(lambda: acts[asked[0]](seen.item))
    return True


def _send(item: Item) -> None:
    me = state.actor_now()
    if item.stamp == 0:
        item = outcomes.begin(me, item.workshop, receipt=item.receipt, said=item.said)
    outcomes.send(me, item.id, item.stamp)
    outcome.keep(Outcome(N_("It waits for a colleague’s signature. You can type the next.")))
    _next(item)


def _next(item: Item) -> None:
    """An empty page of the pad; what stood on the last one stays among the drafts."""
    me = state.actor_now()
    state.write(item=outcomes.next_id(me, item.workshop, item.said.language))


def _split(item: Item) -> None:
    outcomes.split(state.actor_now(), item.id, item.stamp)


def take(item_id: str) -> None:
    """Take one of one's drafts in hand."""
    state.write(item=item_id)
