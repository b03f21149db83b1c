"""A flood of ten thousand texts in a minute, from one address and from five hundred.

Meanwhile readers read the thread that is flooded and a moderator works at the desk: what they wait
is measured beside what they wait in the same run without a flood. The flood comes from a process of
its own, only to this machine: each text has a stamp of its own that has lain open long enough, so
that nothing but the guard's shares stands in its way.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.bench import phones, server
from dashboard.bench.crowd import Answer, Plan, connected
from dashboard.bench.press import Crowd, seen_in
from dashboard.bench.report import Line, Times, at_most
from dashboard.catalogue import database
from dashboard.catalogue.people import accounts, sessions, tokens

A_MINUTE, SECONDS, QUIET = 10_000, 60.0, 15.0
MOST_TEXTS = 10_000
SENDERS = (1, 500)
READERS, PAUSE = 50, 2.0
A_CLICK = 3.0  # seconds between two looks of the moderator
OPEN = 4.0  # seconds a form lies open
AT_ONCE = 600  # connections
MODERATOR = "a-moderator-of-the-bench"
WANTED_DESK_MS, WANTED_READERS_MS = 1000.0, 300.0


@dataclass(frozen=True)
class Wave:
    """Where it goes, from how many addresses, how many texts, and within how many seconds."""

    port: int
    address: str
    senders: int
    texts: int
    seconds: float


@dataclass
class Broken:
    """What became of a wave: how often each answer, and milliseconds of each sending."""

    answers: dict[str, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Calm:
    """What people waited: at the desk and reading, in milliseconds."""

    desk: Times
    readers: Times
    failed: int


def measure(store: Path, *, quick: bool = False) -> Iterator[Line]:
    """The second half of part (h); the store is written to."""
    seconds = 8.0 if quick else SECONDS
    thread = f"/en/talk/practice/{_prepared(store)}"
    with server.started(server.DASHBOARD / "app.py", store) as running:
        server.running_answers(running, "/en/")
        crowd = Crowd(store, Plan(running.port, (thread,), READERS, seconds, pause=PAUSE), 1)
        _at_work(crowd, running.port, 2.0)  # the desk's first look is a cold one
        calm = _at_work(crowd, running.port, min(seconds, QUIET))
        told = []
        for senders in SENDERS:
            texts = int(A_MINUTE * seconds / 60)
            wave = _begun(Wave(running.port, thread, senders, texts, seconds))
            met = _at_work(crowd, running.port, seconds)
            told.append((senders, texts, met, Broken(**_ended(wave))))
    kept = _kept(store)
    for senders, texts, met, broken in told:
        yield from _lines(senders, texts, calm, met, broken)
    yield Line(
        "h",
        "texts of both floods that were kept, all of them for a moderator to read",
        kept["held"],
        "texts",
        wanted="none shown",
        met=not kept["shown"],
    )


def _prepared(store: Path) -> str:
    """A moderator who is signed in, and the practice whose thread is flooded."""
    database.use(database.open_store(store))
    try:
        with database.transaction() as writer:
            account = accounts.create(writer, login=None, name="Bench", language="en")
            accounts.give(writer, "bench", account, "moderator", 0)
            sessions.open_session(writer, account, tokens.mark(MODERATOR))
        return str(database.rows("search_slugs")[0][1])
    finally:
        database.close()


def _kept(store: Path) -> Counter[str]:
    connection = database.open_store(store, read_only=True)
    found = connection.execute("select state, count(*) from post group by state").fetchall()
    connection.close()
    return Counter({str(state): int(count) for state, count in found})


# Who is there meanwhile -------------------------------------------------------------------------


def _at_work(crowd: Crowd, port: int, seconds: float) -> Calm:
    """Readers and a moderator for so long."""
    visit = crowd.begin(seconds=seconds)
    desk = asyncio.run(_moderating(port, seconds))
    seen = seen_in([visit.told()])
    return Calm(Times(tuple(desk)), seen.waits, seen.failed)


async def _moderating(port: int, seconds: float) -> list[float]:
    """The milliseconds that each look into the queue took."""
    waits: list[float] = []
    until = time.perf_counter() + seconds
    async with server.Reader(port, "en", MODERATOR) as moderator:
        while (start := time.perf_counter()) < until:
            waits.append((await moderator.ask("moderation", {})).milliseconds)
            await asyncio.sleep(max(0.0, start + A_CLICK - time.perf_counter()))
    return waits


def _lines(senders: int, texts: int, calm: Calm, met: Calm, wave: Broken) -> Iterator[Line]:
    come = (
        f"{texts} texts in {wave.seconds:.0f} s from {senders} address{'es'[: 2 * (senders > 1)]}"
    )
    answers = ", ".join(f"{kind}: {count}" for kind, count in sorted(wave.answers.items()))
    yield Line(
        "h",
        f"{come}: a look into the queue meanwhile, p95 (p50 {met.desk.middle:.0f} of "
        f"{len(met.desk.all)}; {answers})",
        met.desk.slow,
        "ms",
        f"without ({calm.desk.slow:.0f} ms)",
        met.desk.slow / calm.desk.slow,
        **at_most(WANTED_DESK_MS, met.desk.slow, "ms"),
    )
    yield Line(
        "h",
        f"{come}: {READERS} readers of the thread meanwhile, p95 ({met.failed} failed)",
        met.readers.slow,
        "ms",
        f"without ({calm.readers.slow:.1f} ms)",
        met.readers.slow / calm.readers.slow,
        wanted=f"at most {WANTED_READERS_MS:.0f} ms, none fails",
        met=met.readers.slow <= WANTED_READERS_MS and not met.failed,
    )


# The flood --------------------------------------------------------------------------------------


def _begun(wave: Wave) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.bench.flood"],
        cwd=server.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    process.stdin.write(json.dumps(asdict(wave)).encode())
    process.stdin.close()
    process.stdin = None
    return process


def _ended(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    output, _ = process.communicate(timeout=600)
    if process.returncode:
        raise RuntimeError("the flood broke off")
    told: dict[str, Any] = json.loads(output)
    return told


async def flood(wave: Wave) -> Broken:
    """Let it come."""
    told, door = Broken(), asyncio.Semaphore(AT_ONCE)
    start = time.perf_counter()
    async with asyncio.TaskGroup() as texts:
        for number in range(min(wave.texts, MOST_TEXTS)):
            texts.create_task(_text(wave, number, told, door, start))
    told.seconds = time.perf_counter() - start
    return told


async def _text(
    wave: Wave, number: int, told: Broken, door: asyncio.Semaphore, start: float
) -> None:
    due = start + number * wave.seconds / wave.texts
    sender = f"10.2.{number % wave.senders // 250}.{number % wave.senders % 250 + 1}"
    await asyncio.sleep(due - time.perf_counter())
    opened = await _asked(wave.port, phones.asked("/form-stamp", sender), door)
    stamp = phones.STAMP.search(opened.body) if opened else None
    await asyncio.sleep(max(0.0, due + OPEN - time.perf_counter()))
    words = f"Text {number} of a flood that says what no other says, {number * 7919}."
    form = urlencode(
        {"stamp": stamp[1].decode() if stamp else "", "words": words, "spoken": "en"}
    ).encode()
    began = time.perf_counter()
    answer = await _asked(wave.port, phones.sent(wave.address, sender, form), door)
    told.waits.append((time.perf_counter() - began) * 1000)
    kind = str(answer.status) if answer else "hung up"
    told.answers[kind] = told.answers.get(kind, 0) + 1


async def _asked(port: int, question: bytes, door: asyncio.Semaphore) -> Answer | None:
    async with door:
        try:
            line = await connected(port)
            answer = await line.send(question)
        except OSError:
            return None
        line.close()
        return answer


def main() -> None:
    """Come as the plan says that comes in as JSON."""
    wave = Wave(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(flood(wave))), sys.stdout)


if __name__ == "__main__":
    main()
