"""The commands: python -m dashboard build | import | export | user | backup | ..."""

from __future__ import annotations

import argparse
import importlib
import sys

from dashboard.commands import COMMANDS


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.summary, add_help=False)
    known, rest = parser.parse_known_args(arguments)
    chosen = COMMANDS[known.command]
    module = importlib.import_module(chosen.module)
    own = argparse.ArgumentParser(
        prog=f"python -m dashboard {known.command}", description=chosen.summary
    )
    module.add_arguments(own)
    args = own.parse_args(rest)
    if not chosen.needs_store:
        return int(module.main(args))
    from dashboard import local_socket

    if hasattr(module, "alone") and module.alone(args):  # this way of it needs no store
        return int(module.main(args, local_socket.Terminal()))
    return local_socket.run(known.command, args)


if __name__ == "__main__":
    sys.exit(main())
