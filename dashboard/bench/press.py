"""A press conference: two hundred readers of plain pages, sixty at the dashboard, and one writer.

The readers come from a process of their own over loopback. What they get is measured beside a
static file of about the same size that the same server sends in the same run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from dashboard.bench import server
from dashboard.bench.crowd import MARKER, Plan
from dashboard.bench.report import Line, Times, at_most
from dashboard.bench.server import Running
from dashboard.bench.slow_line import slow_line
from dashboard.catalogue import columns, database, versions
from dashboard.catalogue.vocabulary import LANGUAGES

READERS, SESSIONS, SECONDS, ROUNDS = 200, 60, 6.0, 3
PRACTICES = 40  # whose pages are read, each in four languages, and /press beside them
PAUSE = 5.0
STATIC = "/app/static/house.css"
WANTED_OF_STATIC, WANTED_SESSIONS_MS = 0.5, 1000.0
WANTED_PAGE_KB, WANTED_SIGHT_MS, WANTED_SEEN_S = 30.0, 1000.0, 5.0
LINE_MS, LINE_KBIT = 400, 400


def measure(store: Path, *, quick: bool = False) -> Iterator[Line]:
    """Part (g); the store is written to."""
    readers, sessions = (50, 10) if quick else (READERS, SESSIONS)
    seconds, rounds = (2.0, 1) if quick else (SECONDS, ROUNDS)
    slugs = _slugs(store)
    files = _publications(store, slugs[0], 5 if quick else 20)
    with server.started(server.DASHBOARD / "app.py", store) as running:
        server.running_answers(running, "/en/")
        crowd = Crowd(store, Plan(running.port, _pages(slugs), readers, seconds), rounds)
        yield from _bytes(running, slugs[0])
        yield from _first_sight(running, slugs[0])
        yield from _beside_a_file(crowd)
        yield from _with_sessions(crowd, running, sessions, 10.0 if quick else 25.0)
        yield from _with_a_writer(crowd, files, f"/fr/p/{slugs[0]}")


def _slugs(store: Path) -> list[str]:
    connection = database.open_store(store, read_only=True)
    found = connection.execute(
        f"select slug from practice where state = 'published' order by slug limit {PRACTICES}"
    ).fetchall()
    connection.close()
    return [str(row[0]) for row in found]


def _pages(slugs: list[str]) -> tuple[str, ...]:
    return tuple(
        f"/{language}/{path}"
        for language in LANGUAGES
        for path in ("press", *(f"p/{slug}" for slug in slugs))
    )


# The crowd --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """What a crowd told, all its visits of one kind together."""

    waits: Times
    per_second: float
    answers: Mapping[str, int]
    bytes_each: float
    published: tuple[float, ...] = ()
    late: tuple[float, ...] = ()

    @property
    def failed(self) -> int:
        """Answers that were neither a page nor the word that nothing changed."""
        return sum(n for kind, n in self.answers.items() if kind not in ("200", "304"))

    def words(self) -> str:
        """How long they waited."""
        return (
            f"p50 {self.waits.middle:.0f}, p95 {self.waits.slow:.0f}, p99 {self.waits.rare:.0f} ms"
        )


@dataclass(frozen=True)
class Crowd:
    """Readers in a process of their own, by a plan."""

    store: Path
    plan: Plan
    rounds: int

    def comes(self, **changes: Any) -> Seen:
        """One visit."""
        return seen_in([self.begin(**changes).told()])

    def begin(self, **changes: Any) -> Visit:
        """A visit that goes on while something else happens."""
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.bench.crowd"],
            cwd=server.ROOT,
            env={**os.environ, "CATALOGUE_STORE": str(self.store)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin
        process.stdin.write(json.dumps(asdict(replace(self.plan, **changes))).encode())
        process.stdin.close()
        process.stdin = None
        return Visit(process)


@dataclass(frozen=True)
class Visit:
    """Readers who are there now."""

    process: subprocess.Popen[bytes]

    def told(self) -> dict[str, Any]:
        """What they saw, once they are gone."""
        output, _ = self.process.communicate(timeout=300)
        if self.process.returncode:
            raise RuntimeError("the crowd broke off")
        told: dict[str, Any] = json.loads(output)
        return told


def seen_in(visits: list[dict[str, Any]]) -> Seen:
    """What several visits saw, together."""
    waits = [one for visit in visits for one in visit["waits"]]
    seconds = sum(visit["seconds"] for visit in visits)
    kinds = {kind for visit in visits for kind in visit["answers"]}
    return Seen(
        Times(tuple(waits)),
        len(waits) / seconds,
        {kind: sum(visit["answers"].get(kind, 0) for visit in visits) for kind in kinds},
        sum(visit["bytes"] for visit in visits) / max(1, len(waits)),
        tuple(one for visit in visits for one in visit["published"]),
        tuple(one for visit in visits for one in visit["late"]),
    )


# Beside a static file ---------------------------------------------------------------------------


def _beside_a_file(crowd: Crowd) -> Iterator[Line]:
    """Pages and the file in turn, so that both meet the same moods of the machine."""
    for marks, how in ((True, "who have them already (304)"), (False, "who come anew")):
        pages, file = [], []
        for _ in range(crowd.rounds):
            pages.append(crowd.begin(marks=marks).told())
            file.append(crowd.begin(marks=marks, addresses=(STATIC,)).told())
        ours, theirs = seen_in(pages), seen_in(file)
        ratio = ours.per_second / theirs.per_second
        yield Line(
            "g",
            f"{crowd.plan.readers} readers of /p and /press {how}: {ours.words()}, "
            f"{ours.bytes_each / 1000:.1f} kB each",
            ours.per_second,
            "a second",
            f"a static file ({theirs.per_second:.0f} a second, {theirs.words()}, "
            f"{theirs.bytes_each / 1000:.1f} kB)",
            ratio,
            f"at least {WANTED_OF_STATIC} of it, none fails",
            ratio >= WANTED_OF_STATIC and not ours.failed,
        )


# With the dashboard in use ----------------------------------------------------------------------


def _with_sessions(crowd: Crowd, running: Running, sessions: int, seconds: float) -> Iterator[Line]:
    _sessions(running, 4, 6.0).communicate()  # what the first sessions load stays for all
    before = _resident(running)
    process = _sessions(running, sessions, seconds)
    most = before
    while process.poll() is None:
        most = max(most, _resident(running))
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
    yield _session_line(f"{sessions} sessions", process)
    yield Line("g", "memory of a session", (most - before) / sessions / 1000, "MB")
    for pause, how in ((PAUSE, f"{PAUSE:.0f} s apart"), (0.0, "as fast as they can")):
        process = _sessions(running, sessions, seconds)
        visit = crowd.begin(pause=pause, seconds=seconds + 5)
        line = _session_line(f"{sessions} sessions beside readers {how}", process)
        read = seen_in([visit.told()])
        yield line
        yield Line(
            "g",
            f"{crowd.plan.readers} readers {how} beside {sessions} sessions, p95 "
            f"({read.words()}, {read.per_second:.0f} a second)",
            read.waits.slow,
            "ms",
            wanted="none fails",
            met=not read.failed,
        )


def _sessions(running: Running, sessions: int, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dashboard.bench.sessions", str(running.port)]
    return subprocess.Popen(
        [*command, str(sessions), str(seconds)], cwd=server.ROOT, stdout=subprocess.PIPE
    )


def _session_line(who: str, process: subprocess.Popen[bytes]) -> Line:
    output, _ = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError("the sessions broke off")
    waited = Times(tuple(json.loads(output)))
    return Line(
        "g",
        f"{who}, each a filter every 5 s: wait, p95 (p50 {waited.middle:.0f} ms, "
        f"{len(waited.all)} changes)",
        waited.slow,
        "ms",
        **at_most(WANTED_SESSIONS_MS, waited.slow, "ms"),
    )


def _resident(running: Running) -> int:
    """Kilobytes of memory the server holds."""
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


# With a writer ----------------------------------------------------------------------------------


def _publications(store: Path, slug: str, count: int) -> tuple[str, ...]:
    """Files that each change the title of one practice, to be published one after another."""
    database.use(database.open_store(store))
    draft = versions.draft_of(slug)
    database.close()
    files = []
    for number in range(count):
        title = {
            language: one.model_copy(update={"words": f"{one.words[:60]} {MARKER}{number}"})
            for language, one in draft.title.items()
        }
        row = columns.to_document(slug, None, None, draft.model_copy(update={"title": title}))
        file = store.with_name(f"publication-{number}.jsonl")
        file.write_text(json.dumps(row) + "\n", encoding="utf-8")
        files.append(str(file))
    return tuple(files)


def _with_a_writer(crowd: Crowd, files: tuple[str, ...], watched: str) -> Iterator[Line]:
    few = tuple(one for one in crowd.plan.addresses if one.startswith("/fr/"))
    for pause, how in ((PAUSE, f"{PAUSE:.0f} s apart"), (0.0, "as fast as they can")):
        half = len(files) // 2
        mine, files = files[:half] or files, files[half:]
        seen = crowd.comes(
            addresses=(*few, *[watched] * 8),
            packed=False,
            pause=pause / 5,  # one in five of what they open is the page that changes
            publish=mine,
            watched=watched,
            seconds=len(mine) + 4.0,
        )
        if not seen.late:
            raise RuntimeError("nothing that was published was seen")
        yield Line(
            "g",
            f"{crowd.plan.readers} readers {how}, a writer publishing once a second: until "
            f"all have it ({len(seen.late)} publications, {median(seen.published):.2f} s; "
            f"{seen.words()}, {seen.per_second:.0f} a second, {seen.failed} failed)",
            max(seen.late),
            "s",
            wanted=f"at most {WANTED_SEEN_S:.0f} s, none fails",
            met=max(seen.late) <= WANTED_SEEN_S and not seen.failed,
        )


# What a reader costs, and when they see something -----------------------------------------------


def _bytes(running: Running, slug: str) -> Iterator[Line]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        sizes = [_opened(browser, running.url(f"/{one}/p/{slug}")) for one in LANGUAGES]
        press = _opened(browser, running.url("/fr/press"))
        browser.close()
    heaviest = max(sizes, key=lambda one: one.kilobytes)
    for what, one in (("a page /p, the heaviest of four languages", heaviest), ("/press", press)):
        yield Line(
            "g",
            f"{what}, first visit, {one.requests} requests",
            one.kilobytes,
            "kB",
            **at_most(WANTED_PAGE_KB, one.kilobytes, "kB"),
        )


def _first_sight(running: Running, slug: str) -> Iterator[Line]:
    """The same page by a slow line, as Chromium simulates it and as a line really is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        simulated = [_opened(browser, running.url(f"/fr/p/{slug}"), slow=True) for _ in range(5)]
        with slow_line(running.port, LINE_MS, LINE_KBIT) as port:
            away = [_opened(browser, f"http://127.0.0.1:{port}/fr/p/{slug}") for _ in range(5)]
        browser.close()
    sight, real = (median(one.sight for one in visits) for visits in (simulated, away))
    yield Line(
        "g",
        f"first sight of /p, Chromium's {LINE_KBIT} kbit/s and {LINE_MS} ms before each answer",
        sight,
        "ms",
        **at_most(WANTED_SIGHT_MS, sight, "ms"),
    )
    yield Line(
        "g",
        f"the same by a line of {LINE_MS} ms there and back, the opening of the connection too",
        real,
        "ms",
    )


@dataclass(frozen=True)
class _Opened:
    requests: int
    kilobytes: float
    sight: float  # milliseconds until something stands there


def _opened(browser: Browser, address: str, *, slow: bool = False) -> _Opened:
    """A first visit on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    line = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    line.send("Network.enable")
    line.on(
        "Network.loadingFinished",
        lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]),
    )
    if slow:
        speed = LINE_KBIT * 1000 / 8
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LINE_MS,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    sight = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return _Opened(len(sizes), sum(sizes.values()) / 1000, float(sight))
