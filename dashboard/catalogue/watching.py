"""Something that is looked at again and again while the server runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger("dashboard")


@contextmanager
def every(
    seconds: float,
    look: Callable[[], object],
    name: str,
    *,
    failed: str,
    pause: float,
    first: float,
) -> Iterator[None]:
    """Look every so many seconds, in a thread of its own that ends with the block.

    The first look comes after `first` seconds. A look that fails is told in the log by the sentence
    `failed`, and the next one waits for `pause` seconds: one fault does not end the watch.
    """
    ended = threading.Event()

    def watch() -> None:
        wait = first
        while not ended.wait(wait):
            try:
                look()
                wait = seconds
            except Exception as error:
                log.error(failed, exc_info=error)
                wait = pause

    watcher = threading.Thread(target=watch, name=name, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join(5)
