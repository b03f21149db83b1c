"""The command that asks the sources' addresses whether they still answer."""

from __future__ import annotations

import argparse
from dataclasses import replace

from dashboard import settings
from dashboard.catalogue import links
from dashboard.catalogue.links import Manners
from dashboard.local_socket import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many at most."""
    parser.add_argument(
        "--most", type=int, help="so many addresses at most, those checked longest ago first"
    )


def main(args: argparse.Namespace, console: Console) -> int:
    """Check and tell; 0 whatever is found, for a dead link is work and not a fault of ours."""
    urls = links.waiting(args.most)
    report = links.check_all(urls, manners=_manners(), told=console.progress)
    if report.offline:
        console.say("There seems to be no internet here: no host was found. Nothing was changed.")
        return 0
    console.say(
        f"{report.checked} addresses asked: {report.dead} dead, {report.moved} moved, "
        f"{report.closed} not open to programs. The work list shows the dead ones."
    )
    return 0


def _manners() -> Manners:
    """How to ask: under the name of this house, and never inside a private network unasked."""
    where = settings.public_url()
    agent = f"{links.AGENT} (+{where})" if where else links.AGENT
    private = settings.switch("LINK_CHECK_PRIVATE")
    return replace(links.POLITE, agent=agent, reach=_anywhere if private else links.public)


def _anywhere(_address: str) -> bool:
    return True
