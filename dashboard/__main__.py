"""The commands: python -m dashboard build | judge | bench | ..."""

from __future__ import annotations

import argparse
import importlib
import sys

# Each command lives in its own module: add_arguments(parser), and main(args) gives the exit code.
COMMANDS = {
    "build": ("dashboard.build_command", "make or refresh the store from data/"),
    "judge": ("dashboard.judge", "measure the search on judged queries"),
    "bench": ("dashboard.bench", "measure speed and weight, as ratios in one run"),
    "assets": ("dashboard.assets", "make fonts, map bundle and polygons for the browser"),
    "texts": ("dashboard.texts", "bring the languages' files in step with the code"),
    "geography": ("dashboard.geography_table", "make the table of places from GeoNames"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, summary) in COMMANDS.items():
        commands.add_parser(name, help=summary, description=summary, add_help=False)
    known, rest = parser.parse_known_args(arguments)
    module = importlib.import_module(COMMANDS[known.command][0])
    own = argparse.ArgumentParser(
        prog=f"python -m dashboard {known.command}", description=COMMANDS[known.command][1]
    )
    module.add_arguments(own)
    return int(module.main(own.parse_args(rest)))


if __name__ == "__main__":
    sys.exit(main())
