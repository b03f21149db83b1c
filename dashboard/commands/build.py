"""The command that makes the store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.catalogue import build, database, vocabulary
from dashboard.catalogue.errors import BadRelease, CatalogueError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to read and the store to write."""
    parser.add_argument("--data", type=Path, default=vocabulary.DATA, help="the released files")
    parser.add_argument("--store", type=Path, default=database.path(), help="the store to make")
    parser.add_argument(
        "--if-missing", action="store_true", help="do nothing where a store stands already"
    )


def main(args: argparse.Namespace) -> int:
    """Build; 2 with all faults listed when the release has any, 1 when the store is in use."""
    if args.if_missing and args.store.exists():
        print(f"{args.store} stands already; nothing done")
        return 0
    try:
        report = build.build(args.data, args.store)
    except BadRelease as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        told = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        print(f"{told}; the store was not changed", file=sys.stderr)
        return 2
    except CatalogueError as error:
        print(f"{error.message} ({error})", file=sys.stderr)
        return 1
    told = f"{report.new} new, {report.changed} changed, {report.equal} as before"
    if report.kept:
        told += f", {len(report.kept)} edited here and kept: {', '.join(report.kept)}"
    print(f"{report.practices} practices; {report.cities} cities named in all files ({told})")
    return 0
