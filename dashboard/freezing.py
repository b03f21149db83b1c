"""Freezing an edition from a page or a command: one work at a time, with a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dashboard.catalogue import editions
from dashboard.catalogue.editions import Edition
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.importing.running import Running
from dashboard.catalogue.rights import Actor
from dashboard.web import edition_pages


class Stopped(CatalogueError):
    """Nobody wants the edition any more; nothing of it was left."""

    message = "Freezing was stopped. Nothing was kept."


def freeze(
    actor: Actor,
    tick: Callable[[int, int], None] = lambda done, of: None,
    out: Path | None = None,
) -> Edition:
    """An edition of today, kept beside the store, and a copy of it in `out` where it is named."""
    return editions.freeze(actor, edition_pages.plan, tick, out)


def begin(actor: Actor) -> Running[Edition]:
    """The same in a thread of its own."""
    return Running(partial(_stoppable, actor))


def _stoppable(actor: Actor, tell: Callable[[int, int], None], stop: threading.Event) -> Edition:
    def tick(done: int, of: int) -> None:
        if stop.is_set():
            raise Stopped
        tell(done, of)

    return freeze(actor, tick)
