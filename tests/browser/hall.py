"""The house in a thread of the tests: what is signed here is on the wall of a real browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tests.browser.conftest import free_port
from tests.web import addresses


class Hall:
    """All plain pages on the store that is open; may be stopped and started again."""

    def __init__(self) -> None:
        """Not open yet."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Answer from now on."""
        config = uvicorn.Config(
            addresses.house(), host="127.0.0.1", port=self.port, log_level="error", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def close(self) -> None:
        """As a server that is started anew, or a cable that is pulled."""
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(10)
            self._server = None


@contextmanager
def opened() -> Iterator[Hall]:
    """A hall that answers."""
    hall = Hall()
    hall.open()
    try:
        yield hall
    finally:
        hall.close()
