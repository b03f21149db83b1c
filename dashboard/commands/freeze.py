"""The command that freezes an edition of the catalogue, and the one that checks it."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard import freezing, settings
from dashboard.catalogue import editions
from dashboard.catalogue.editions import Checked, Flaw
from dashboard.catalogue.errors import CatalogueError
from dashboard.commands.import_ import operator
from dashboard.local_socket import Console

FLAWED = 2  # an edition is not as its manifest says
_SAID = {
    "changed": "was changed",
    "missing": "is missing",
    "foreign": "is not of this edition",
    "unreadable": "cannot be read: this is no edition",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where a copy goes, or which edition is to be checked."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="also write a copy into DIR, as a folder named by the day",
    )
    way.add_argument(
        "--verify", type=Path, metavar="DIR", help="check every hash of an edition in DIR"
    )


def alone(args: argparse.Namespace) -> bool:
    """Whether no store is needed: an edition is checked anywhere."""
    return args.verify is not None


def main(args: argparse.Namespace, console: Console) -> int:
    """Freeze or check; 2 where a checked edition has flaws, 1 where nothing could be frozen."""
    if args.verify is not None:
        return told(editions.verify(args.verify), args.verify, console)
    try:
        made = freezing.freeze(operator(), console.progress, args.out)
    except CatalogueError as error:
        console.fault(f"{error.message} ({error})" if str(error) else error.message)
        return 1
    except OSError as error:
        console.fault(f"The edition could not be written: {error.strerror} ({error.filename})")
        return 1
    console.say(f"{(args.out or editions.folder()) / made.name}: {made.practices} practices,")
    console.say(f"{made.files:,} files, {made.bytes / 1e6:,.1f} MB, SHA-256 {made.sha256}")
    if not settings.public_url():
        console.say("PUBLIC_URL is not set: links to the live catalogue were left out.")
    return 0


def told(found: Checked, place: Path, console: Console) -> int:
    """Tell what a check found; 2 where an edition has flaws."""
    for flaw in found.flaws:
        console.fault(_sentence(flaw))
    if found.flaws:
        return FLAWED
    console.say(f"{place}: {found.files:,} files as they were frozen, SHA-256 {found.sha256}")
    return 0


def _sentence(flaw: Flaw) -> str:
    return f"{flaw.path} {_SAID[flaw.kind]}."
