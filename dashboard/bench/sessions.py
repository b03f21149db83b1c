"""Many readers at once, from a process of their own."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from dashboard.bench import server
from dashboard.bench.report import Line, Times, at_most
from dashboard.bench.server import Query, Reader
from dashboard.catalogue import vocabulary

WANTED_P95_MS = 300.0
PAUSE = 5.0  # seconds between two changes of one reader


def measure(store: Path, sessions: int, seconds: float) -> Iterator[Line]:
    """Part (b): so many readers, each changing a filter every five seconds, on one process."""
    with server.with_empty_page(store) as running:
        command = [sys.executable, "-m", "dashboard.bench.sessions", str(running.port)]
        command += [str(sessions), str(seconds)]
        told = subprocess.run(command, cwd=server.ROOT, stdout=subprocess.PIPE, check=True)
    waited = Times(tuple(json.loads(told.stdout)))
    yield Line(
        "b",
        f"{sessions} readers, each a filter every {PAUSE:.0f} s: wait, p95 "
        f"(p50 {waited.middle:.0f} ms, {len(waited.all)} changes)",
        waited.slow,
        "ms",
        **at_most(WANTED_P95_MS, waited.slow, "ms"),
    )


async def load(port: int, sessions: int, seconds: float) -> list[float]:
    """The milliseconds each change took, once all readers had come."""
    waits: list[float] = []
    door = asyncio.Semaphore(4)  # they come one after another, as people do
    arrived = asyncio.Barrier(sessions)

    async def reader(number: int) -> None:
        chance = random.Random(number)
        async with Reader(port, vocabulary.LANGUAGES[number % 4]) as one:
            async with door:
                await one.ask("explore", {})
            await arrived.wait()
            await asyncio.sleep(chance.random() * PAUSE)
            end = asyncio.get_running_loop().time() + seconds
            while (start := asyncio.get_running_loop().time()) < end:
                waits.append((await one.ask("explore", a_change(chance))).milliseconds)
                spent = asyncio.get_running_loop().time() - start
                await asyncio.sleep(max(0.0, PAUSE - spent))

    async with asyncio.TaskGroup() as readers:
        for number in range(sessions):
            readers.create_task(reader(number))
    return waits


def a_change(chance: random.Random) -> Query:
    """One or two filters out of those people use most."""
    themes, topics = vocabulary.codes("theme"), vocabulary.codes("topic")
    some: list[Query] = [
        {"theme": [chance.choice(themes)]},
        {"theme": [chance.choice(themes)], "topic": [chance.choice(topics)]},
        {"evidence": [chance.choice(vocabulary.codes("evidence"))]},
        {"region": [chance.choice(vocabulary.codes("region"))]},
        {"audience": [chance.choice(vocabulary.codes("audience"))]},
        {"from": [str(chance.randint(2000, 2020))]},
    ]
    return chance.choice(some)


def main() -> None:
    """Speak to a running server; the waits go to the output as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("sessions", type=int)
    parser.add_argument("seconds", type=float)
    args = parser.parse_args()
    print(json.dumps(asyncio.run(load(args.port, args.sessions, args.seconds))))


if __name__ == "__main__":
    main()
