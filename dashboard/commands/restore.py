"""The command that makes a new store from a backup."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.catalogue import backup, database
from dashboard.catalogue.errors import CatalogueError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup to read and the store to make."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="what `backup` has written")
    parser.add_argument("--store", type=Path, default=database.path(), help="the store to make")


def main(args: argparse.Namespace) -> int:
    """Make it; 1 where a store stands there already or the folder is no whole backup."""
    try:
        made = backup.restore(args.folder, args.store)
    except CatalogueError as error:
        print(f"{error.message} ({error})", file=sys.stderr)
        return 1
    rows = sum(made.tables.values())
    print(f"{args.store}: {made.tables['practice']} practices, {rows:,} rows in all")
    return 0
