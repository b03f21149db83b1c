"""Work that goes on in a thread of its own, with how far it is, and a way to stop it."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.importing.trial import Progress

log = logging.getLogger("dashboard")

Result = TypeVar("Result")
Act = Callable[[Progress, threading.Event], Result]


class Broken(CatalogueError):
    """Something nobody foresaw; the log tells more under a reference."""

    message = "Something went wrong here, and nothing was written. Try again in a moment."


class Running(Generic[Result]):
    """One piece of work: begun when made; `result` or `error` once it is `over`."""

    def __init__(self, act: Act[Result]) -> None:
        """Begin."""
        self.done = self.of = 0
        self.result: Result | None = None
        self.error: CatalogueError | None = None
        self._act = act
        self._stop = threading.Event()
        self._over = threading.Event()
        threading.Thread(target=self._run, name="import", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self._over.is_set()

    @property
    def stopping(self) -> bool:
        """Whether somebody has asked it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop: it does within a moment, and nothing is written."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait a little; whether it is over."""
        return self._over.wait(seconds)

    def _run(self) -> None:
        try:
            self.result = self._act(self._tell, self._stop)
        except CatalogueError as error:
            self.error = error
        except Exception as error:
            reference = secrets.token_hex(4)
            log.error("An import failed, reference %s", reference, exc_info=error)
            self.error = Broken(reference)
        finally:
            self._over.set()

    def _tell(self, done: int, of: int) -> None:
        self.done, self.of = done, of
