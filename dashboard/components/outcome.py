"""What came of the last act: kept over the rerun it causes, told once, in the reader's language.

Callbacks run before the page knows its language: what is kept is the English sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard import state
from dashboard.catalogue.errors import CatalogueError, EditedElsewhere
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import N_, _

_KEPT = "outcome"
SAFE = N_("What you typed is still here.")


@dataclass(frozen=True)
class Outcome:
    """A sentence with its values; `way` is an address of ours and the words of the link to it."""

    message: str
    values: dict[str, str | int] = field(default_factory=dict, hash=False)
    failed: bool = False
    typed: bool = True  # where it failed: whether somebody wrote words that are safe
    way: tuple[str, str] | None = None
    place: str = ""  # where on the page it is told; the head of it where nothing is said


def attempt(act: Callable[[], object], *, typed: bool = True, place: str = "") -> bool:
    """Do it, keep what came of it, and say whether it worked; a known fault becomes a sentence.

    `typed`: whether there are words that somebody may fear for. `place`: where a fault is told.
    """
    try:
        done = act()
    except EditedElsewhere as error:  # its sentence says what is safe
        keep(Outcome(error.message, failed=True, typed=False, place=place))
        return False
    except CatalogueError as error:
        keep(Outcome(error.message, failed=True, typed=typed, place=place))
        return False
    if isinstance(done, Outcome):
        keep(done)
    return True


def keep(told: Outcome) -> None:
    """Tell this at the next run."""
    state.lend(_KEPT, told)


def show(*, only: str = "", but: str = "") -> None:
    """What is kept, once; nothing where nothing happened.

    `only`: what belongs to this place. `but`: all else, where that place is on the page too.
    """
    if not state.is_open(_KEPT):
        return
    told: Outcome = state.given_back(_KEPT)
    if (only and told.place != only) or (but and told.place == but):
        return
    state.lend(_KEPT, None)
    markup.html(drawn(told))


def drawn(told: Outcome) -> str:
    """The sentence, what is safe where it failed, and the way on."""
    words = text(_(told.message).format(**told.values))
    if told.failed:
        safe = f" {text(_(SAFE))}" if told.typed else ""
        return f'<div class="state state-error" role="alert"><p>{words}{safe}</p></div>'
    way = f" {markup.link(told.way[0], _(told.way[1]))}" if told.way else ""
    return f'<div class="state state-done" role="status"><p>{words}{way}</p></div>'
