"""The command that writes practices to a file, with what belongs to it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dashboard import bridge_words
from dashboard.catalogue import exporting
from dashboard.catalogue.bridge import TEMPLATES, Count
from dashboard.catalogue.exporting import FORMATS, BadWish, Export, Wish
from dashboard.catalogue.filters import DIMENSIONS, PARAMETERS, Filters
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.local_socket import Console

FAULTY = 2  # the wish cannot be given; nothing was written
_SEVERAL = {PARAMETERS[name] for name in (*DIMENSIONS, "cities")}
_ZIP = ".zip"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to write where; the filters are the parameters of the address of Explore."""
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="taken from the file's ending when not given; of the data inside for FILE.zip (csv)",
    )
    parser.add_argument("--template", choices=sorted(TEMPLATES), help="a form of others to fill")
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="en",
        help="of the form's texts, and of a search (en)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only tell what the form does not take"
    )
    parser.add_argument("--json", action="store_true", help="tell the result as one JSON object")
    filters = parser.add_argument_group("filters, as in the address of Explore")
    for parameter in PARAMETERS.values():
        filters.add_argument(
            f"--{parameter}",
            dest=f"filter_{parameter}",
            action="append",
            metavar="CODE" if parameter in _SEVERAL else "VALUE",
            help="may be given several times" if parameter in _SEVERAL else None,
        )


def main(args: argparse.Namespace, console: Console) -> int:
    """Write; 2 when something was asked for that nobody knows, 1 when it cannot be written."""
    try:
        wish = _wish(args)
    except BadWish as error:
        console.fault(_refusal(error))
        return FAULTY
    try:
        return _told(wish, args, console)
    except OSError as error:
        console.fault(f"{args.out} cannot be written: {error.strerror or error}. Nothing was left.")
        return 1


def _wish(args: argparse.Namespace) -> Wish:
    address = {one: getattr(args, f"filter_{one}") or [] for one in PARAMETERS.values()}
    filters, unknown = Filters.from_query(address)
    if unknown:
        raise BadWish("filter", ", ".join(unknown))
    ending = args.out.suffix.lower()
    chosen = args.format or ("csv" if ending == _ZIP else ending.removeprefix("."))
    return Wish(chosen, filters, args.language, args.template)


def _refusal(error: BadWish) -> str:
    return {
        "filter": f"Nobody knows the value {error.given} of a filter. Nothing was written.",
        "format": f"Say --format: {', '.join(FORMATS)}. The file's ending does not tell it.",
        "template_format": "A form of others is a table: csv, xlsx, json or jsonl.",
    }[error.code]


def _told(wish: Wish, args: argparse.Namespace, console: Console) -> int:
    losses = exporting.losses(wish) if wish.template else ()
    if not args.json:
        for sentence in bridge_words.left_behind(losses):
            console.say(sentence)
    if any(one.kind == "blocked" for one in losses):
        console.fault("A licence forbids it. Nothing was written.")
        return FAULTY
    if args.dry_run:
        _say_dry(losses, args, console)
        return 0
    export, paths = _written(wish, args.out, console)
    if args.json:
        told = {"files": [str(one) for one in paths], "manifest": export.manifest}
        console.say(json.dumps(told, ensure_ascii=False))
    else:
        count = export.manifest["practices"]
        console.say(f"{count} practice{'' if count == 1 else 's'} in {args.out}")
    return 0


def _say_dry(losses: tuple[Count, ...], args: argparse.Namespace, console: Console) -> None:
    if args.json:
        told = [exporting.lost(one) for one in losses]
        console.say(json.dumps({"files": [], "losses": told}, ensure_ascii=False))
    else:
        console.say("Nothing was written.")


def _written(wish: Wish, path: Path, console: Console) -> tuple[Export, list[Path]]:
    if path.suffix.lower() == _ZIP:
        return exporting.as_zip(wish, path, console.progress), [path]
    export = exporting.as_file(wish, path, console.progress)
    return export, [path, *exporting.beside(export)]
