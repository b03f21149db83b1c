"""The command with which two copies exchange conclusions, questions and answers as files."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dashboard import exchange_words, i18n
from dashboard.catalogue import exchange
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.exchange import Refused, Taken
from dashboard.catalogue.exporting.files import replacing
from dashboard.commands.import_ import operator
from dashboard.local_socket import Console

FAULTY = 2  # the file is not one that can be taken; nothing was changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which way, and of what."""
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="FILE", help="write what this copy has to give")
    way.add_argument(
        "--in",
        dest="given",
        type=Path,
        metavar="FILE",
        help="take a file of another copy, or the archive of an edition to take home",
    )
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--summit", metavar="ID", help="with --out: of one summit alone")
    about.add_argument("--city", metavar="ID", help="with --out: of one city alone")
    parser.add_argument("--json", action="store_true", help="tell the result as one JSON object")


def main(args: argparse.Namespace, console: Console) -> int:
    """Write or take; 2 with all faults of a file told, 1 where it cannot be read or written."""
    i18n.use("en")
    try:
        return _take(args, console) if args.given else _write(args, console)
    except Refused as error:
        _refuse(error, args, console)
        return FAULTY
    except CatalogueError as error:
        console.fault(f"{error.message} ({error})" if str(error) else error.message)
        return 1
    except OSError as error:
        console.fault(f"{args.given or args.out}: {error.strerror or error}. Nothing was changed.")
        return 1


def _write(args: argparse.Namespace, console: Console) -> int:
    written = exchange.written(args.summit, args.city)
    with replacing(args.out) as file:
        file.write(written)
    told = exchange.told(args.summit, args.city)
    counts = {
        "conclusions": len(told.conclusions),
        "questions": len(told.questions),
        "answers": len(told.answers),
    }
    if args.json:
        console.say(json.dumps({"file": str(args.out), "house": told.house, **counts}))
        return 0
    listed = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    console.say(f"{args.out}: {listed}, of the copy {told.house}")
    return 0


def _take(args: argparse.Namespace, console: Console) -> int:
    with args.given.open("rb") as file:
        given = file.read(exchange.MOST_OF_ARCHIVE + 1)
    taken = exchange.taken(operator(), given)
    if args.json:
        console.say(json.dumps(_document(taken)))
        return 0
    for line in exchange_words.came_of_it(taken):
        console.say(line)
    return 0


def _document(one: Taken) -> dict[str, object]:
    return {"house": one.house, "name": one.name, "changed": one.changed, "counts": one.counts}


def _refuse(error: Refused, args: argparse.Namespace, console: Console) -> None:
    told = [(one.place, exchange_words.fault(one)) for one in error.faults]
    if args.json:
        faults = [{"place": place, "fault": sentence} for place, sentence in told]
        console.say(json.dumps({"faults": faults, "more": error.more}))
        return
    console.fault(error.message)
    for place, sentence in told:
        console.fault(f"  {place or args.given.name}: {sentence}")
    if error.more:
        console.fault(f"  and {error.more:,} more")
