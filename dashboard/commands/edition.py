"""The command that makes the exhibition of a summit or a city to take home."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard import i18n, settings
from dashboard.catalogue import editions
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.exhibition import Subject
from dashboard.commands.freeze import told as told_of_check
from dashboard.commands.import_ import operator
from dashboard.i18n import LANGUAGES
from dashboard.local_socket import Console
from dashboard.taking_home import branding, making, packing
from dashboard.taking_home.branding import BadBranding, Branding

FAULTY = 2  # the branding has faults, or a checked edition has flaws; nothing was written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of what, where to, in which languages, dressed how; or which edition is to be checked."""
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--summit", metavar="ID", help="of a summit, as dusseldorf-2019")
    about.add_argument("--city", metavar="ID", help="of a city, as montreal")
    about.add_argument(
        "--verify", type=Path, metavar="DIR", help="check every hash of an edition in DIR"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the folder and its archive are written"
    )
    parser.add_argument(
        "--languages",
        type=_languages,
        default=list(LANGUAGES),
        metavar="CODE,CODE",
        help=f"in which languages, the first one first ({','.join(LANGUAGES)})",
    )
    parser.add_argument(
        "--branding",
        type=Path,
        metavar="FILE",
        help="TOML or JSON: name, welcome, colours, logo, discussion",
    )


def _languages(given: str) -> list[str]:
    chosen = list(dict.fromkeys(one.strip() for one in given.split(",") if one.strip()))
    unknown = [one for one in chosen if one not in LANGUAGES]
    if unknown or not chosen:
        known = ", ".join(LANGUAGES)
        raise argparse.ArgumentTypeError(f"{given!r} names a language that is none of {known}")
    return chosen


def alone(args: argparse.Namespace) -> bool:
    """Whether no store is needed: an edition is checked anywhere."""
    return args.verify is not None


def main(args: argparse.Namespace, console: Console) -> int:
    """Make or check; 2 with all faults of the branding, 1 where nothing could be made."""
    if args.verify is not None:
        return told_of_check(editions.verify(args.verify), args.verify, console)
    if args.out is None:
        console.fault("Say with --out DIR where the edition goes.")
        return FAULTY
    try:
        dressed = branding.from_file(args.branding) if args.branding else Branding()
    except BadBranding as error:
        i18n.use("en")
        for one in error.faults:
            console.fault(f"{one.where}: {one.said}")
        return FAULTY
    return _make(args, dressed, console)


def _make(args: argparse.Namespace, dressed: Branding, console: Console) -> int:
    subject = Subject("summit", args.summit) if args.summit else Subject("city", args.city)
    wished = making.wish(subject, languages=tuple(args.languages), branding=dressed)
    try:
        made = making.make(operator(), wished, console.progress)
        folder, archive = packing.put(made, args.out)
    except CatalogueError as error:
        console.fault(f"{error.message} ({error})" if str(error) else error.message)
        return 1
    except OSError as error:
        console.fault(f"The edition could not be written: {error.strerror} ({error.filename})")
        return 1
    size = f"{made.size / 1e6:,.1f} MB"
    console.say(f"{folder}: {len(made.files):,} files, {size}, SHA-256 {made.sha256}")
    console.say(f"{archive}: {archive.stat().st_size / 1e6:,.1f} MB")
    if not (dressed.discussion or settings.public_url()):
        console.say(
            "Neither the branding's discussion nor PUBLIC_URL is set: the posters bear no codes."
        )
    return 0
