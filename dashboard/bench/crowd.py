"""Many readers of plain pages and files, from a process of their own; never beyond this machine.

Each reader keeps one connection, asks for an address, reads the answer to its end and asks for the
next. What they waited goes to the output as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard import local_socket
from dashboard.local_socket import Console

MOST_READERS, MOST_SECONDS = 2_000, 120.0
MARKER = "bench-seen-"  # with a number behind it in what the writer publishes
_SEEN = re.compile(rb"bench-seen-(\d+)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Plan:
    """What a crowd does: how many, for how long, which addresses, and how."""

    port: int
    addresses: tuple[str, ...]
    readers: int
    seconds: float
    marks: bool = False  # they have been here before and send the mark of what they have
    pause: float = 0.0  # seconds between two questions of one reader; none: as fast as they can
    packed: bool = True
    publish: tuple[str, ...] = ()  # a file for each second, published over the server's socket
    watched: str = ""  # the address that shows what is published


@dataclass
class Told:
    """What a crowd tells: milliseconds of each answer, and how many there were of each kind."""

    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bytes: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    published: list[float] = field(default_factory=list)  # seconds each publication took
    late: list[float] = field(default_factory=list)  # seconds until every reader had the new one


@dataclass(frozen=True)
class _Sight:
    """What a reader saw of the page that changes: when it was asked for, when it was there."""

    asked: float
    had: float
    number: int


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the line."""

    status: int
    head: bytes
    body: bytes

    @property
    def size(self) -> int:
        """Bytes, headers and all."""
        return len(self.head) + len(self.body)


class Line(asyncio.Protocol):
    """One connection that is kept; answers come one at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._heard = bytearray()
        self._answer: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready to ask."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits learns it, and whoever asks next."""
        self._transport = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        """Hand the answer over when its last byte is there."""
        self._heard += data
        end = self._heard.find(b"\r\n\r\n") + 4
        if end < 4 or self._answer is None:
            return
        head = bytes(self._heard[:end])
        found = _LENGTH.search(head)
        whole = end + (int(found[1]) if found else 0)
        if len(self._heard) >= whole:
            answer = Answer(int(head[9:12]), head, bytes(self._heard[end:whole]))
            self._heard.clear()
            self._answer.set_result(answer)

    async def ask(self, address: str, *, packed: bool = True, mark: bytes = b"") -> Answer:
        """The answer to one question; ConnectionError where the server has hung up."""
        lines = [f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode()]
        lines += [b"Accept-Encoding: gzip, br\r\n"] if packed else []
        lines += [b"If-None-Match: " + mark + b"\r\n"] if mark else []
        return await self.send(b"".join([*lines, b"\r\n"]))

    async def send(self, question: bytes) -> Answer:
        """The answer to a question written out; ConnectionError where the server has hung up."""
        if self._transport is None:
            raise ConnectionResetError
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(question)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


async def connected(port: int) -> Line:
    """A connection to a server of this machine."""
    _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    return line


async def visit(plan: Plan) -> Told:
    """Let the crowd in, and tell what it saw."""
    told, marks = Told(), await _marks(plan)
    seen: list[_Sight] = []
    start = time.perf_counter()
    until = start + min(plan.seconds, MOST_SECONDS)

    async def reader(number: int) -> None:
        chance = random.Random(number)
        addresses = list(plan.addresses)
        chance.shuffle(addresses)
        await asyncio.sleep(chance.random() * (plan.pause or 0.2))
        line, place = await connected(plan.port), 0
        while (asked := time.perf_counter()) < until:
            address = addresses[place % len(addresses)]
            place += 1
            mark = marks.get(address, b"") if plan.marks else b""
            try:
                answer = await line.ask(address, packed=plan.packed, mark=mark)
            except ConnectionError:
                # The server lets go of who was silent for long: ask anew, as a browser does.
                line = await connected(plan.port)
                answer = await line.ask(address, packed=plan.packed, mark=mark)
            told.waits.append((time.perf_counter() - asked) * 1000)
            told.bytes += answer.size
            _count(told, str(answer.status))
            if address == plan.watched and (shown := _SEEN.search(answer.body)):
                seen.append(_Sight(asked, time.perf_counter(), int(shown[1])))
            if plan.pause:
                await asyncio.sleep(max(0.0, asked + plan.pause - time.perf_counter()))
        line.close()

    committed: list[tuple[float, float]] = []
    writer = threading.Thread(target=_publish, args=(plan, until, committed))
    writer.start()
    async with asyncio.TaskGroup() as readers:
        for number in range(min(plan.readers, MOST_READERS)):
            readers.create_task(reader(number))
    told.seconds = time.perf_counter() - start
    await asyncio.to_thread(writer.join)
    told.published = [end - begun for begun, end in committed]
    told.late = list(_late(committed, seen))
    return told


def _count(told: Told, kind: str) -> None:
    told.answers[kind] = told.answers.get(kind, 0) + 1


async def _marks(plan: Plan) -> dict[str, bytes]:
    """Open each address once, so that the server has it ready; gives its mark."""
    line, marks = await connected(plan.port), {}
    for address in plan.addresses:
        answer = await line.ask(address, packed=plan.packed)
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        if found := _ETAG.search(answer.head):
            marks[address] = found[1]
    line.close()
    return marks


# Somebody publishes meanwhile --------------------------------------------------------------------


class _Nobody(Console):
    """Listens to no word of a command but its faults."""

    def say(self, text: str) -> None:
        pass

    def fault(self, text: str) -> None:
        print(text, file=sys.stderr)

    def _tell_progress(self, done: int, of: int) -> None:
        pass


def _publish(plan: Plan, until: float, committed: list[tuple[float, float]]) -> None:
    """Have the server import one file a second, as the command does."""
    for file in plan.publish:
        begun = time.perf_counter()
        if begun >= until:
            return
        if code := local_socket.asked("import", _import_of(Path(file)), _Nobody()):
            raise RuntimeError(f"{file} was not published: {code}")
        committed.append((begun, time.perf_counter()))
        time.sleep(max(0.0, begun + 1 - time.perf_counter()))


def _import_of(file: Path) -> Namespace:
    from dashboard.commands import import_

    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return parser.parse_args([str(file), "--straight", "--json"])


def _late(committed: Sequence[tuple[float, float]], seen: Sequence[_Sight]) -> Iterator[float]:
    """For each publication the seconds until all had it who asked at once, and nobody the old."""
    for number, (_, end) in enumerate(committed):
        if any(one.number >= number for one in seen):
            after = (one for one in seen if one.had > end)
            waits = (one.had - end for one in after if one.asked <= end + 1 or one.number < number)
            yield max(waits, default=0.0)


def main() -> None:
    """Visit by the plan that comes in as JSON."""
    plan = Plan(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(visit(plan))), sys.stdout)


if __name__ == "__main__":
    main()
