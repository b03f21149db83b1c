"""The command that writes the whole store into a folder, while the server goes on."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.catalogue import backup
from dashboard.catalogue.backup import NoRoom
from dashboard.local_socket import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="a folder that is not there yet; beside the store and named by the moment, if not set",
    )


def main(args: argparse.Namespace, console: Console) -> int:
    """Write it; 1 where the folder is there already or cannot be written."""
    folder = args.to or backup.default_folder()
    try:
        made = backup.write(folder, going_on=lambda: console.progress(0, 1))
    except NoRoom as error:
        console.fault(f"{error.message} ({folder})")
        return 1
    except OSError as error:
        console.fault(f"The backup could not be written: {error.strerror} ({error.filename})")
        return 1
    rows = sum(made.tables.values())
    console.say(f"{folder}: {made.tables['practice']} practices, {rows:,} rows in all")
    return 0
