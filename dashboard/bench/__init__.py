"""The command that measures speed and weight: everything in one run, as ratios.

Parts: a, the queries behind one change of a filter; b, the script run of each page, and many
readers at once; c, search; d, bytes that travel; e, cold start; f, what the desk writes, beside
the bare writes of DuckDB; g, a press conference: plain pages beside a static file, the dashboard
in use and a writer meanwhile; h, a hall of phones that write and read. Nothing fails because of
a time.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

SIZES = (224, 10_000, 100_000, 1_000_000)
PARTS = ("a", "b", "c", "d", "e", "f", "g", "h")
DESK_UP_TO = 10_000  # practices beside which the desk's writes are measured


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to measure, how large, and where to keep the numbers."""
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=int,
        default=list(SIZES),
        help="numbers of practices; the real number takes the real catalogue",
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="up to 10,000, few readers, no peer")
    parser.add_argument("--no-peer", action="store_true", help="leave Datasette out")
    parser.add_argument("--sessions", type=int, default=150, help="readers at once in part b")
    parser.add_argument("--seconds", type=float, default=40, help="how long they stay")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the import in part f")
    parser.add_argument("--json", type=Path, help="keep the numbers in this file too")


def main(args: argparse.Namespace) -> int:
    """Measure and print one table; 0 whatever the times."""
    from dashboard.bench import report

    if args.quick:
        args.sizes = [size for size in args.sizes if size <= 10_000]
        args.sessions, args.seconds, args.no_peer = min(args.sessions, 20), 10, True
        args.rows = min(args.rows, 500)
    lines = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        store = _own_store(Path(folder))
        for line in _measured(args, store, Path(folder)):
            print(" ".join(line.cells()), file=sys.stderr, flush=True)
            lines.append(line)
    machine = _machine()
    print(" · ".join(f"{name} {value}" for name, value in machine.items()))
    print(report.table(lines))
    if args.json:
        report.keep(lines, machine, args.json)
    return 0


def _own_store(folder: Path) -> Path:
    """The real catalogue in a store of its own: the running one may be in use."""
    from dashboard.catalogue import build

    store = folder / "real.duckdb"
    build.build(store=store)
    return store


def _measured(args: argparse.Namespace, store: Path, folder: Path) -> Iterator[Any]:
    from dashboard.bench import desk, flood, hall, pages, press, queries, sessions, weight
    from dashboard.catalogue import database

    parts = set(args.parts)
    connection = database.open_store(store, read_only=True)
    count = connection.execute("select count(*) from facet").fetchall()[0][0]
    connection.close()
    if parts & {"a", "c"}:
        for size, made in queries.stores(store, folder, args.sizes, count):
            chosen = "".join(sorted(parts & {"a", "c"}))
            yield from queries.measure(made, size, chosen, with_peer=not args.no_peer)
    if "b" in parts:
        yield from pages.measure(_copy(store))
        yield from sessions.measure(_copy(store), args.sessions, args.seconds)
    if "d" in parts:
        yield from weight.measure(_copy(store))
    if "e" in parts:
        yield from pages.cold_start(_copy(store))
    if "f" in parts:
        sizes = [size for size in args.sizes if size <= DESK_UP_TO]
        for size, made in queries.stores(store, folder, sizes, count):
            yield from desk.measure(_copy(made), size, store, args.rows)
    if "g" in parts:
        yield from press.measure(_copy(store), quick=args.quick)
    if "h" in parts:
        yield from hall.measure(_copy(store), quick=args.quick)
        yield from flood.measure(_copy(store), quick=args.quick)


def _copy(store: Path) -> Path:
    """A store that a server of its own may hold."""
    return Path(shutil.copy(store, store.with_name(f"served-{os.urandom(4).hex()}.duckdb")))


def _machine() -> dict[str, Any]:
    packages = ("duckdb", "streamlit", "datasette")
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
    }
