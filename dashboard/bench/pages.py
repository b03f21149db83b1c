"""What a page's script costs beside an empty page's, and how soon a new process answers."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard import navigation
from dashboard.bench import server
from dashboard.bench.queries import QUESTIONS
from dashboard.bench.report import Line, Times, at_most
from dashboard.bench.server import EMPTY, Query, Reader
from dashboard.catalogue import database

WANTED_MS = 20.0
ROUNDS = 15
# How many ids an address needs to show something.
NEEDED = {"practice": 1, "city": 1, "compare": 3, "compare_cities": 3}


def queries_of(store: Path) -> dict[str, Query]:
    """For each page an address that shows something."""
    connection = database.open_store(store, read_only=True)
    practices = [row[0] for row in connection.execute(
        "select slug from practice where state = 'published' order by slug limit 3"
    ).fetchall()]  # fmt: skip
    cities = [row[0] for row in connection.execute(
        "select city.slug from city inner join facet using (city_id) "
        "group by city.slug order by count(*) desc, city.slug limit 3"
    ).fetchall()]  # fmt: skip
    connection.close()
    found: dict[str, Query] = {page.script: {} for page in navigation.PAGES}
    for script, number in NEEDED.items():
        known = cities if script in ("city", "compare_cities") else practices
        found[script] = {"id": known[:number]}
    return found


def measure(store: Path) -> Iterator[Line]:
    """Part (b): the script run of each page, warm, beside that of an empty page."""
    queries = queries_of(store)
    with server.with_empty_page(store) as running:
        yield from asyncio.run(_each_page(running.port, queries))


async def _each_page(port: int, queries: Mapping[str, Query]) -> list[Line]:
    lines = []
    for page in navigation.PAGES:
        whole, empty = await _beside_empty(port, page.path, [queries[page.script]])
        lines.append(_line(f"/{page.path}, warm", whole, empty))
    changes: list[Query] = [filters.to_query() for filters in QUESTIONS.values()]
    whole, empty = await _beside_empty(port, "explore", changes, warm=False)
    lines.append(_line("/explore, a filter nobody chose before", whole, empty))
    return lines


async def _beside_empty(
    port: int, path: str, queries: list[Query], *, warm: bool = True
) -> tuple[Times, Times]:
    """Page and empty page in turn, so that both meet the same moods of the machine."""
    whole: list[float] = []
    empty: list[float] = []
    async with Reader(port) as reader, Reader(port) as other:
        await reader.ask(path, queries[0])
        await other.ask("", {EMPTY: ["1"]})
        for round_ in range(ROUNDS if warm else len(queries)):
            whole.append((await reader.ask(path, queries[round_ % len(queries)])).milliseconds)
            empty.append((await other.ask("", {EMPTY: ["1"]})).milliseconds)
    return Times(tuple(whole)), Times(tuple(empty))


def _line(what: str, whole: Times, empty: Times) -> Line:
    more = whole.middle - empty.middle
    return Line(
        "b",
        f"{what}: script run, more than an empty page's",
        more,
        "ms",
        "the empty page's run",
        whole.middle / empty.middle,
        **at_most(WANTED_MS, more, "ms"),
    )


# Cold start -------------------------------------------------------------------------------------


def cold_start(store: Path) -> Iterator[Line]:
    """Part (e): from the start of the process to the first page, beside an empty Streamlit."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\nst.text('')\n", encoding="utf-8")
        bare = asyncio.run(_first_answers(empty, store, "", ""))
    ours = asyncio.run(_first_answers(server.DASHBOARD / "app.py", store, "en/explore", "explore"))
    for what, mine, theirs in zip(
        ("first full page of HTML", "first script run done"), ours, bare, strict=True
    ):
        yield Line("e", f"cold start to the {what}", mine, "s", "an empty Streamlit", mine / theirs)


async def _first_answers(script: Path, store: Path, path: str, page: str) -> tuple[float, float]:
    with server.started(script, store) as running:
        html = server.running_answers(running, f"/{path}")
        async with Reader(running.port, "en" if path else "") as reader:
            await reader.ask(page, {})
        return html, time.perf_counter() - running.started
