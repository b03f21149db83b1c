"""Datasette over HTTP on the same rows: the best known way to put facets on a table."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from dashboard.catalogue import practices, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters

# A column of the table for each of our filters; lists are JSON arrays, as Datasette knows them.
LISTS = ("themes", "topics", "audiences", "summits")
SINGLE = (
    "countries", "regions", "cities", "sizes", "instruments", "statuses", "evidence", "year",
    "figures", "results",
)  # fmt: skip
_SCHEMA = f"""
create table practice (
    practice_id integer primary key,
    {", ".join(f"{name} text" for name in (*LISTS, *SINGLE) if name != "year")},
    year integer,
    published text,
    title text,
    summary text
)
"""
LIFTED = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "suggest_facets": "off",
    "max_returned_rows": 100_000,
    "default_page_size": 24,
}


@dataclass(frozen=True)
class Served:
    """A Datasette in its own process, and the folder of its file."""

    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]
    client: httpx.Client

    def page(self, filters: Filters) -> dict[str, Any]:
        """A page of rows with all facets, as it answers over HTTP."""
        response = self.client.get("/catalogue/practice.json", params=_address(filters))
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        # A facet that ran out of time is left out without a word.
        assert answer["facet_results"].keys() == {*LISTS, *SINGLE}, list(answer["facet_results"])
        return answer

    def close(self) -> None:
        """End the process and drop its file."""
        self.client.close()
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()


def serve(connection: Any) -> Served:
    """Copy the rows of an open store to SQLite, with its indexes and full text, and serve them."""
    folder = tempfile.TemporaryDirectory(prefix="peer-")
    file = Path(folder.name) / "catalogue.db"
    _copy(connection, file)
    port = free_port()
    settings = [part for name, value in LIFTED.items() for part in ("--setting", name, str(value))]
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", str(file), "-h", "127.0.0.1", "-p", str(port),
         *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600)
    served = Served(process, folder, client)
    _await(served)
    return served


def agree(served: Served, filters: Filters) -> None:
    """Both count the same: the rows, and every facet that is not itself filtered."""
    answer = served.page(filters)
    ours = practices.facet_counts(filters, "en")
    assert answer["filtered_table_rows_count"] == practices.total(filters, "en")
    for name, told in answer["facet_results"].items():
        if _restricted(name, filters):
            continue  # Datasette's facets keep their own filter, ours do not
        field = "years" if name == "year" else name
        mine = {code: n for code, n in ours[field].items() if code != practices.NOT_STATED}
        found = {
            str(one["value"]): one["count"] for one in told["results"] if one["value"] is not None
        }
        assert found == mine, f"{name}: Datasette counts otherwise under {filters}"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _restricted(name: str, filters: Filters) -> bool:
    fields = ("since", "until") if name == "year" else (name,)
    return any(getattr(filters, field) not in (None, ()) for field in fields)


def _address(filters: Filters) -> httpx.QueryParams:
    asked = [("_facet", name) for name in SINGLE] + [("_facet_array", name) for name in LISTS]
    asked += [("_facet_size", "max"), ("_size", "24"), ("_sort_desc", "published")]
    for field in DIMENSIONS.keys() | {"cities"}:
        chosen = getattr(filters, field)
        if len(chosen) == 1:
            kind = f"{field}__arraycontains" if field in LISTS else f"{field}__exact"
            asked.append((kind, chosen[0]))
        elif chosen:
            raise ValueError(f"{field}: Datasette joins several values by and")
    for field, kind in (("since", "year__gte"), ("until", "year__lte")):
        if getattr(filters, field) is not None:
            asked.append((kind, str(getattr(filters, field))))
    if filters.query:
        asked.append(("_search", filters.query))
    return httpx.QueryParams(tuple(asked))


def _copy(connection: Any, file: Path) -> None:
    rows = connection.execute(
        "select facet.practice_id, facet.themes, facet.topics, facet.audiences, facet.summits, "
        "facet.country, facet.region, city.slug, facet.size, facet.instrument, facet.status, "
        "facet.evidence, facet.start_year, facet.has_figures, facet.has_results, "
        "facet.published_at, card.title, card.summary from facet inner join card "
        "on facet.practice_id = card.practice_id and card.language = 'en' "
        "inner join city on facet.city_id = city.city_id order by facet.practice_id"
    ).fetchall()
    with sqlite3.connect(file) as copy:
        copy.execute(_SCHEMA)
        copy.executemany(
            f"insert into practice (practice_id, {', '.join((*LISTS, *SINGLE))}, published, title, "
            f"summary) values ({', '.join('?' * (len(LISTS) + len(SINGLE) + 4))})",
            map(_row, rows),
        )
        for name in (*SINGLE, "published"):
            copy.execute(f"create index practice_{name} on practice ({name})")
        copy.execute(
            "create virtual table practice_fts using fts5 "
            "(title, summary, content='practice', content_rowid='practice_id')"
        )
        copy.execute("insert into practice_fts (practice_fts) values ('rebuild')")
        copy.execute("analyze")
    copy.close()


def _row(row: Sequence[Any]) -> tuple[Any, ...]:
    number, themes, topics, audiences, summits, country, region, city, size = row[:9]
    instrument, status, evidence, year, figures, results, published, title, summary = row[9:]

    def listed(dim: str, mask: int) -> str:
        return json.dumps(vocabulary.unmask(dim, mask))

    return (
        number,
        *(listed("theme", themes), listed("topic", topics), listed("audience", audiences)),
        listed("summit", summits),
        *(vocabulary.code("country", country), vocabulary.code("region", region), city),
        *(vocabulary.code("size", size), vocabulary.code("instrument", instrument)),
        *(vocabulary.code("status", status), vocabulary.code("evidence", evidence)),
        *(year, "yes" if figures else "no", "yes" if results else "no"),
        *(published.isoformat(), title, summary),
    )


def _await(served: Served) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            served.client.get("/-/versions.json").raise_for_status()
            return
        except httpx.HTTPError:
            if served.process.poll() is not None:
                break
            time.sleep(0.2)
    served.close()
    raise RuntimeError("Datasette did not start")
