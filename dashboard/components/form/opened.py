"""The draft that is open in this view: what was last seen of it, and each change saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dashboard import i18n, state
from dashboard.catalogue import clock, contributions, review, versions, writing
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import EditedElsewhere, IllegalMove, NotAllowed, NotFound
from dashboard.catalogue.review import Note
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.components.saved_text import Heard

Change = Callable[[Draft], Draft]


@dataclass(frozen=True)
class Opened:
    """A submission as this view knows it.

    `one.draft` is what is on screen. Where somebody else saved meanwhile, `theirs` is what the
    store holds now and `base` what both began from; nothing is saved until the author has chosen.
    `typed` are numbers as they were typed, `faulty` those of them that are none; `heard` are copies
    the browser sent from pages left in a hurry.
    """

    one: Submission
    base: Draft
    theirs: Submission | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()
    heard: tuple[Heard, ...] = ()
    public: Draft | None = None  # of a correction: the public version it was begun from
    notes: tuple[Note, ...] = ()

    @property
    def draft(self) -> Draft:
        """The draft on screen."""
        return self.one.draft

    @property
    def kept(self) -> bool:
        """Whether what is on screen is in the store."""
        return self.theirs is None

    @property
    def writable(self) -> bool:
        """Whether its author may write on: it is not in review, nor decided."""
        return self.one.open


def actor() -> Actor:
    """Who writes; NotAllowed for somebody who is not signed in."""
    found = state.actor()
    if found is None:
        raise NotAllowed("write")
    return found


def signed_out() -> bool:
    """Whether the session has ended while the page stood open."""
    return state.actor() is None


def read(receipt: str) -> Opened:
    """The draft as the store has it now; a choice that is still open stays open."""
    before = _held(receipt)
    if before is not None and not before.kept:
        return before
    who = actor()
    one = contributions.open(who, receipt)
    if one.author != who.account:
        raise NotFound(receipt)  # a reviewer reads it on the page of reviews
    known = before or Opened(one, one.draft)
    found = replace(
        known, one=one, base=one.draft, public=_public(one), notes=review.notes(who, receipt)
    )
    state.lend(_key(receipt), found)
    return found


def _public(one: Submission) -> Draft | None:
    if one.slug is None or one.base_version is None:
        return None
    return versions.draft_of(one.slug, one.base_version)


def now(receipt: str) -> Opened:
    """The draft as this view last saw it."""
    return _held(receipt) or read(receipt)


def _held(receipt: str) -> Opened | None:
    found: Opened | None = state.held(_key(receipt))
    return found


def _key(receipt: str) -> str:
    return f"opened:{receipt}"


# Changes ----------------------------------------------------------------------------------------


def change(receipt: str, how: Change) -> None:
    """Change the draft and save it; where somebody was faster, both are kept for a choice."""
    if signed_out():
        return  # the browser keeps what was typed; the page says how to go on
    before = now(receipt)
    _save(receipt, before, how(before.draft))


def _save(receipt: str, before: Opened, draft: Draft) -> None:
    one, who = replace(before.one, draft=draft), state.actor()
    if who is None:
        return  # a browser that has just left counts as signed out, and keeps what was typed
    if not before.kept:
        state.lend(_key(receipt), replace(before, one=one))
        return
    try:
        stamp = contributions.save(who, receipt, draft, before.one.stamp)
    except EditedElsewhere:
        theirs = contributions.open(who, receipt)
        state.lend(_key(receipt), replace(before, one=one, theirs=theirs))
        return
    except IllegalMove as error:
        outcome.keep(Outcome(error.message, failed=True))  # sent, or deleted, in another window
        read(receipt)
        return
    saved = replace(one, stamp=stamp, city_id=draft.city_id, updated_at=clock.now())
    state.lend(_key(receipt), replace(before, one=saved, base=draft))


def type_in(receipt: str, path: str, words: str) -> None:
    """Put what was typed where it belongs; what should be a number and is none is kept beside."""
    language = state.language()
    if signed_out():
        return
    before = now(receipt)
    number = path.rsplit(".", 1)[-1] in ("value", "year", *writing.YEARS)
    typed = {**before.typed, path: words} if number else before.typed
    try:
        draft, faulty = writing.put(before.draft, path, words, language), before.faulty - {path}
    except writing.NotANumber:
        draft, faulty = writing.put(before.draft, path, ""), before.faulty | {path}
    _save(receipt, replace(before, typed=typed, faulty=faulty), draft)


def words_of(opened: Opened, path: str) -> str:
    """What stands in a field: as it was typed, as long as it says the same; else as it is kept."""
    typed = opened.typed.get(path)
    kept = writing.shown(opened.draft, path)
    if typed is not None and (path in opened.faulty or _same_number(typed, kept)):
        return typed
    if kept and path.endswith(".value"):
        return i18n.number(float(kept), 6)
    return kept


def _same_number(typed: str, kept: str) -> bool:
    try:
        value = writing.number(typed, state.language())
    except writing.NotANumber:
        return False
    return value == (float(kept) if kept else None)


def take_left(receipt: str, path: str, words: str, of: str) -> None:
    """Take a text the browser kept from a page left in a hurry, unless its field changed since."""
    opened = now(receipt)
    stands = writing.shown(opened.draft, path)
    fits = opened.writable and stands in (of, words)
    if signed_out():
        return
    if fits and stands != words:
        try:
            type_in(receipt, path, words)
        except (NotFound, ValueError):
            fits = False
    heard = (*opened.heard[-20:], Heard(path, words, fits))
    state.lend(_key(receipt), replace(now(receipt), heard=heard))


def forget_rows(receipt: str) -> None:
    """Rows have moved: what was typed into numbers belongs to no row any more."""
    before = now(receipt)
    kept = {path: words for path, words in before.typed.items() if path in writing.YEARS}
    faulty = frozenset(path for path in before.faulty if path in writing.YEARS)
    state.lend(_key(receipt), replace(before, typed=kept, faulty=faulty))


# Somebody else was faster -------------------------------------------------------------------------


def settle(receipt: str, draft: Draft) -> None:
    """Save the draft the author chose, over what was saved elsewhere and has been looked at."""
    before = now(receipt)
    if before.theirs is None:
        return
    seen = replace(before, one=replace(before.theirs), base=before.theirs.draft, theirs=None)
    _save(receipt, seen, draft)


def change_seen_elsewhere(receipt: str) -> None:
    """Somebody saved since: keep what is on screen beside it, and let the author choose."""
    before = now(receipt)
    theirs = contributions.open(actor(), receipt)
    state.lend(_key(receipt), replace(before, theirs=theirs))


def forget(receipt: str) -> None:
    """Let go of the draft: it was sent, or belongs to the store alone again."""
    state.lend(_key(receipt), None)


def rebase(receipt: str, draft: Draft) -> None:
    """Go on from the public version of now; the changes of this correction stay."""
    before = now(receipt)
    contributions.rebase(actor(), receipt, before.one.stamp, draft)
    read(receipt)
