"""A slow line in front of a server: time to open, time there and back, and few bytes a second."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PIECE = 1400  # bytes that travel together


class _SlowLine:
    def __init__(self, port: int, milliseconds: float, kbit: float) -> None:
        self._behind = port
        self._there_and_back = milliseconds / 1000
        self._a_second = kbit * 1000 / 8
        self._free = 0.0  # when the way down is free again: all connections share it
        self.port = 0
        self.ready = threading.Event()
        self.loop = asyncio.new_event_loop()

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        door = self.loop.run_until_complete(asyncio.start_server(self._let_in, "127.0.0.1", 0))
        self.port = door.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self.loop.close()

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._there_and_back)  # what opening the connection takes
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        with suppress(asyncio.CancelledError):  # the line is taken down
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer, paced=True))

    async def _pass(
        self, source: asyncio.StreamReader, into: asyncio.StreamWriter, *, paced: bool = False
    ) -> None:
        try:
            while piece := await source.read(_PIECE if paced else 65536):
                sent = self.loop.time()
                if paced:
                    self._free = sent = max(self._free, sent) + len(piece) / self._a_second
                self.loop.call_at(sent + self._there_and_back / 2, into.write, piece)
                await asyncio.sleep(max(0.0, sent - self.loop.time()))
            await asyncio.sleep(self._there_and_back / 2)
        except ConnectionError:
            pass  # the other side left first
        finally:
            into.close()


@contextmanager
def slow_line(port: int, milliseconds: float, kbit: float) -> Iterator[int]:
    """A port of this machine that leads to another by a slow line."""
    line = _SlowLine(port, milliseconds, kbit)
    thread = threading.Thread(target=line.run, daemon=True)
    thread.start()
    line.ready.wait(10)
    try:
        yield line.port
    finally:
        line.loop.call_soon_threadsafe(line.loop.stop)
        thread.join(10)
