"""The command that reads practices from a file: a dry run, or all of it; and takes one back."""

from __future__ import annotations

import argparse
import getpass
import json
from pathlib import Path
from typing import Any

from dashboard import import_words
from dashboard.catalogue import columns
from dashboard.catalogue.bridge import TEMPLATES, counted
from dashboard.catalogue.errors import IllegalMove, NotFound, Outdated
from dashboard.catalogue.importing import applying, past, undoing
from dashboard.catalogue.importing.applying import Applied
from dashboard.catalogue.importing.files import Cancelled
from dashboard.catalogue.importing.mapping import Chosen
from dashboard.catalogue.importing.trial import Trial, Way, trial
from dashboard.catalogue.importing.verdicts import RowFault
from dashboard.catalogue.rights import Actor, Grant
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.local_socket import Console, Stopped

FAULTY = 2  # the file has faults, or cannot be taken back; nothing was written
MOST_TOLD = 200  # faults told one by one; --json tells all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, in whose columns, and how far to go."""
    parser.add_argument(
        "file", type=Path, nargs="?", help="CSV, XLSX, JSON, JSONL, GeoJSON, Parquet"
    )
    parser.add_argument("--template", choices=sorted(TEMPLATES), help="the form of others it is in")
    parser.add_argument("--sheet", help="the sheet of a workbook; else the one that says most")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="of texts whose column names no language"
    )
    parser.add_argument("--decimal", choices=(",", "."), help="the sign before a fraction")
    parser.add_argument(
        "--column",
        action="append",
        metavar="HEADER=COLUMN",
        help="what a header of the file means; nothing after = leaves it out",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    parser.add_argument(
        "--straight", action="store_true", help="publish at once; else it waits for review"
    )
    parser.add_argument("--undo", metavar="ID", help="take an import back, whole")
    parser.add_argument("--reason", help="why it is taken back; shown where practices leave")
    parser.add_argument("--json", action="store_true", help="tell the result as one JSON object")


def main(args: argparse.Namespace, console: Console) -> int:
    """Import or take back; 2 with all faults told and nothing written."""
    if bool(args.undo) == bool(args.file):
        console.fault("Name a file to import, or an import to take back with --undo ID.")
        return FAULTY
    try:
        return _undo(args, console) if args.undo else _import(args, console)
    except Cancelled:
        raise Stopped from None
    except OSError as error:
        console.fault(f"{args.file} cannot be read: {error.strerror or error}.")
        return 1


def operator() -> Actor:
    """Who may run commands here runs the house: an administrator under the system's name."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        name = "operator"
    return Actor("operator", name, frozenset({Grant("administrator")}))


# In ---------------------------------------------------------------------------------------------


def _import(args: argparse.Namespace, console: Console) -> int:
    way: Way = "straight" if args.straight else "submissions"
    tried = trial(
        args.file,
        actor=operator(),
        way=way,
        template=args.template,
        chosen=_chosen(args),
        sheet=args.sheet,
        progress=console.progress,
        stop=console.stopped,
    )
    applied = None
    if tried.clean and not args.dry_run:
        try:
            applied = applying.apply(
                tried, actor=operator(), progress=console.progress, stop=console.stopped
            )
        except Outdated:
            console.fault("Somebody changed the catalogue meanwhile. Nothing was written: repeat.")
            return 1
    if args.json:
        console.say(json.dumps(_document(tried, applied), ensure_ascii=False))
    else:
        _tell(tried, applied, args.dry_run, console)
    return 0 if tried.clean else FAULTY


def _chosen(args: argparse.Namespace) -> Chosen:
    told = (one.partition("=") for one in args.column or [])
    return Chosen(
        {header: column or None for header, _, column in told}, args.language, args.decimal
    )


def _tell(tried: Trial, applied: Applied | None, dry: bool, console: Console) -> None:
    for one in tried.matches:
        if one.how != "own":
            console.say(f"  {one.header}: {one.column or 'left out'}")
    if tried.chosen.language and any(
        one.column in columns.WITHOUT_LANGUAGE for one in tried.matches
    ):
        console.say(f"Texts whose column names no language are read as {tried.chosen.language}.")
    for notice in tried.notices:
        console.say(import_words.notice(notice))
    if tried.unknown and not tried.template:
        console.say(f"Nothing is taken from: {', '.join(tried.unknown)}.")
    for loss in import_words.losses(tried.losses):
        console.say(loss)
    if tried.earlier:
        day = tried.earlier.imported_at.date().isoformat()
        console.say(f"The very same file was imported on {day} as {tried.earlier.import_id}.")
    for double in tried.duplicates:
        told = f" ({double.slug})" if double.slug else ""
        console.say(f"Row {double.row}, “{double.title}”: {import_words.duplicate(double)}{told}")
    for fault in tried.faults[:MOST_TOLD]:
        console.fault(_sentence(fault))
    if len(tried.faults) > MOST_TOLD:
        console.fault(f"And {len(tried.faults) - MOST_TOLD} faults more; --json tells them all.")
    counts = ", ".join(f"{tried.count(one)} {one}" for one in ("new", "changed", "equal"))
    console.say(f"{tried.rows} rows: {counts}, {len(tried.faults)} faults.")
    console.say(_ending(tried, applied, dry))


def _ending(tried: Trial, applied: Applied | None, dry: bool) -> str:
    if not tried.clean:
        return "Nothing was written."
    if dry:
        return "A dry run: nothing was written."
    if applied is None or applied.import_id is None:
        return "Everything is there already: nothing was written."
    what = "Published" if applied.way == "straight" else "Handed in for review"
    return f"{what}. To take it back: python -m dashboard import --undo {applied.import_id}"


def _sentence(fault: RowFault) -> str:
    given = f" (“{fault.given}”)" if fault.given and fault.given not in str(fault.values) else ""
    right = import_words.right(fault)
    told = f"{import_words.where(fault)}{given}: {import_words.fault(fault)}"
    return f"{told} Right would be: {right}." if right else told


def _document(tried: Trial, applied: Applied | None) -> dict[str, Any]:
    """The whole result for a program that reads it."""
    return {
        "file": tried.file_name,
        "format": tried.format,
        "rows": tried.rows,
        **{one: tried.count(one) for one in ("new", "changed", "equal")},
        "written": applied is not None and applied.import_id is not None,
        "import": applied.import_id if applied else None,
        "columns": {one.header: one.column for one in tried.matches},
        "faults": [_fault_document(one) for one in tried.faults],
        "changes": {
            one.slug: list(one.fields) for one in tried.entries if one.standing == "changed"
        },
        "duplicates": [
            {"row": one.row, "code": one.code, "other_row": one.other_row, "id": one.slug}
            for one in tried.duplicates
        ],
        "notices": [{"code": one.code, **one.values} for one in tried.notices],
        "losses": [
            {"kind": one.kind, "field": one.field, "column": one.column, "records": one.records}
            for one in counted(tried.losses)
        ],
    }


def _fault_document(one: RowFault) -> dict[str, Any]:
    return {
        "row": one.row,
        "column": one.column,
        "code": one.code,
        "value": one.given,
        "right": list(one.right),
        "sentence": import_words.fault(one),
    }


# Back -------------------------------------------------------------------------------------------


def _undo(args: argparse.Namespace, console: Console) -> int:
    try:
        found = past.one(args.undo)
        reason = args.reason or f"The import of {found.file_name} was taken back."
        lines = undoing.undo(operator(), found.import_id, reason)
    except NotFound:
        return _refused(f"There is no import {args.undo}.", args, console)
    except IllegalMove:
        return _refused("This import was taken back before.", args, console)
    except undoing.WorkedOn as error:
        told = [f"  line {one.line}: {one.slug or one.name} is {one.state}" for one in error.lines]
        return _refused("\n".join([error.message, *told]), args, console)
    if args.json:
        console.say(json.dumps({"undone": found.import_id, "lines": lines}))
    else:
        console.say(f"The import of {found.file_name} was taken back: {lines} lines.")
    return 0


def _refused(told: str, args: argparse.Namespace, console: Console) -> int:
    if args.json:
        console.say(json.dumps({"undone": None, "fault": told}, ensure_ascii=False))
    else:
        console.fault(told)
    return FAULTY
