"""Bytes that travel: a cold first load of Explore in a real Chromium, and a change of a filter."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.bench import server
from dashboard.bench.report import Line, at_most

WANTED_FIRST_KB = 1300.0
WANTED_CHANGE_KB = 15.0
QUIET = 2.0  # seconds without a byte: the page is at rest
_FILTER = ".st-key-filter_themes button"


def measure(store: Path) -> Iterator[Line]:
    """Part (d), counted on the wire between browser and server: headers and sockets included."""
    with (
        server.with_empty_page(store) as running,
        _counted(running.port) as wire,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        files = _files(page)
        page.goto(f"http://127.0.0.1:{wire.port}/en/explore")
        page.locator(_FILTER).first.wait_for(timeout=60_000)
        first = wire.at_rest()
        sizes = sorted(files.values(), reverse=True)
        page.locator(_FILTER).first.click()
        change = wire.at_rest() - first
        browser.close()
    yield Line(
        "d",
        f"cold first load of Explore ({len(sizes)} files, {sum(sizes) / 1000:,.0f} kB)",
        first / 1000,
        "kB",
        **at_most(WANTED_FIRST_KB, first / 1000, "kB"),
    )
    yield Line(
        "d",
        "one change of a filter, both ways",
        change / 1000,
        "kB",
        **at_most(WANTED_CHANGE_KB, change / 1000, "kB"),
    )


def _files(page: Page) -> dict[str, float]:
    """The compressed size of each file, as Chromium itself counts it."""
    sizes: dict[str, float] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished",
        lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]),
    )
    return sizes


class _Wire:
    """A door in front of the server that counts what passes, web sockets and all."""

    def __init__(self, port: int) -> None:
        self._behind = port
        self._bytes = 0
        self._last = time.monotonic()
        self.port = 0
        self.loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def open(self) -> None:
        """Let pass from now on."""
        self.thread.start()
        self._ready.wait(10)

    def close(self) -> None:
        """Let nobody pass any more."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def at_rest(self) -> int:
        """All bytes so far, once nothing has passed for a while."""
        self._last = time.monotonic()
        while time.monotonic() - self._last < QUIET:
            time.sleep(0.1)
        return self._bytes

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        door = self.loop.run_until_complete(
            asyncio.start_server(self._passed, "127.0.0.1", 0, limit=2**20)
        )
        self.port = door.sockets[0].getsockname()[1]
        self._ready.set()
        self.loop.run_forever()

    async def _passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        await asyncio.gather(self._pour(reader, back), self._pour(there, writer))

    async def _pour(self, source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
        try:
            while passed := await source.read(65536):
                self._bytes += len(passed)
                self._last = time.monotonic()
                into.write(passed)
                await into.drain()
        except ConnectionError:
            pass  # the other side left first
        finally:
            into.close()


@contextmanager
def _counted(port: int) -> Iterator[_Wire]:
    wire = _Wire(port)
    wire.open()
    try:
        yield wire
    finally:
        wire.close()
