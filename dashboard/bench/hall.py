"""A hall full of phones: five hundred say something while two thousand read the discussion.

What a writing costs is measured beside the bare rows of DuckDB in the same run, and every text that
was taken is looked for in the store afterwards: none lost, none doubled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.bench import phones, server
from dashboard.bench.crowd import Plan
from dashboard.bench.press import Crowd, seen_in
from dashboard.bench.report import Line, Times, clocked
from dashboard.catalogue import database

PHONES, READERS, SECONDS, PAUSE = 500, 2_000, 32.0, 10.0
THREADS = 12
BARE = 60  # rows that are written bare, one commit each


def measure(store: Path, *, quick: bool = False) -> Iterator[Line]:
    """Part (h); the store is written to."""
    writers, readers = (50, 200) if quick else (PHONES, READERS)
    slugs = _slugs(store)
    threads = tuple(f"/en/talk/practice/{slug}" for slug in slugs)
    os.environ["POSTS_PER_MINUTE"] = "2000"  # the hall is measured here, not its door
    try:
        with server.started(server.DASHBOARD / "app.py", store) as running:
            server.running_answers(running, "/en/")
            crowd = Crowd(store, Plan(running.port, threads, readers, SECONDS, pause=PAUSE), 1)
            visit = crowd.begin()
            told = _written(phones.Plan(running.port, threads, writers))
            seen = seen_in([visit.told()])
    finally:
        del os.environ["POSTS_PER_MINUTE"]
    kept, bare = _kept(store), _bare(store)
    yield from _lines(told, kept, bare, writers)
    yield Line(
        "h",
        f"{readers} phones reading {PAUSE:.0f} s apart meanwhile, p95 ({seen.words()}, "
        f"{seen.per_second:.0f} a second)",
        seen.waits.slow,
        "ms",
        wanted="none fails",
        met=not seen.failed,
    )


def _slugs(store: Path) -> list[str]:
    connection = database.open_store(store, read_only=True)
    found = connection.execute(
        f"select slug from practice where state = 'published' order by slug limit {THREADS}"
    ).fetchall()
    connection.close()
    return [str(row[0]) for row in found]


def _written(plan: phones.Plan) -> dict[str, Any]:
    """What the phones tell, from a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.bench.phones"],
        cwd=server.ROOT,
        input=json.dumps(asdict(plan)).encode(),
        stdout=subprocess.PIPE,
        timeout=300,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _kept(store: Path) -> Counter[str]:
    """How often each text stands in the store."""
    connection = database.open_store(store, read_only=True)
    found = connection.execute("select words from post where kind = 'comment'").fetchall()
    connection.close()
    return Counter(str(row[0]) for row in found)


def _bare(store: Path) -> Times:
    """One row and one commit, with nothing asked before: what DuckDB itself needs."""
    connection = database.open_store(store)
    connection.execute("create table bare as select * from post limit 0")
    waits = [
        clocked(
            connection.execute,
            "insert into bare by name select * replace ($number as post_id) from post limit 1",
            {"number": str(number)},
        )
        for number in range(BARE)
    ]
    connection.execute("drop table bare")
    connection.close()
    return Times(tuple(waits))


def _lines(told: dict[str, Any], kept: Counter[str], bare: Times, writers: int) -> Iterator[Line]:
    waits = Times(tuple(told["waits"]))
    lost = [one for one in told["taken"] if not kept[one]]
    doubled = [one for one, count in kept.items() if count > 1]
    yield Line(
        "h",
        f"{writers} phones each saying something within {phones.IN_A_ROW:.0f} s, p95 "
        f"(p50 {waits.middle:.0f}, p99 {waits.rare:.0f} ms; {told['sent']} sendings)",
        waits.slow,
        "ms",
        f"a bare row ({bare.middle:.1f} ms)",
        waits.middle / bare.middle,
    )
    yield Line(
        "h",
        f"texts taken of {writers} ({len(lost)} lost, {len(doubled)} doubled; answers "
        f"{', '.join(f'{kind}: {count}' for kind, count in sorted(told['answers'].items()))})",
        len(told["taken"]),
        "texts",
        wanted="all, none lost, none doubled",
        met=len(told["taken"]) == writers and not lost and not doubled,
    )
