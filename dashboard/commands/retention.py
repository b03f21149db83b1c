"""The command that erases personal data whose time is over; a running server does it each day."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from dashboard.catalogue.discussion import retention
from dashboard.local_socket import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only count, or only tell what was."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--dry-run", action="store_true", help="only tell what would be erased")
    either.add_argument("--log", action="store_true", help="only tell what was erased, and when")


def main(args: argparse.Namespace, console: Console) -> int:
    """Erase and tell; 0 also where nothing was to be erased."""
    if args.log:
        for one in retention.runs():
            console.say(f"{one.ran_at:%Y-%m-%d %H:%M} UTC: {_told(one.erased)}")
        return 0
    if args.dry_run:
        console.say(f"A run would erase {_told(retention.would_erase())}.")
        return 0
    console.say(f"Erased: {_told(retention.run().erased)}.")
    return 0


def _told(erased: Mapping[str, int]) -> str:
    found = [f"{count} {name.replace('_', ' ')}" for name, count in erased.items() if count]
    return ", ".join(found) or "nothing"
