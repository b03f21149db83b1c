"""The command that sends letters, and writes to the contacts of what nobody has confirmed."""

from __future__ import annotations

import argparse

from dashboard import letters, settings
from dashboard.catalogue import confirmations, mail
from dashboard.catalogue.confirmations import AskedAlready, Unconfirmed
from dashboard.catalogue.people.accounts import COMMAND_LINE
from dashboard.local_socket import Console

_FAULTS = {
    "unreachable": "The mail server does not answer. Look at SMTP_HOST and SMTP_PORT.",
    "certificate": "The mail server's certificate is not one this machine trusts.",
    "no_starttls": "The mail server does not offer STARTTLS. Look at SMTP_SECURITY.",
    "sign_in": "The mail server did not take SMTP_USER and SMTP_PASSWORD.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to ask first, and how many at most."""
    parser.add_argument(
        "--ask",
        action="store_true",
        help="first write to the known contacts of practices nobody has confirmed for a year",
    )
    parser.add_argument("--most", type=int, default=50, help="so many letters at most (50)")


def main(args: argparse.Namespace, console: Console) -> int:
    """Send what waits; 1 where the mail server does not take it."""
    try:
        if args.ask:
            told = _asked(args.most, console)
            console.say(f"{told} letters written. Practices without a known contact: work list.")
        found = letters.server()
    except settings.SettingFault as error:
        console.fault(str(error))
        return 1
    if found is None:
        console.say(
            f"{mail.waiting()} letters wait in {mail.outbox()}. No mail server is set: give "
            "SMTP_HOST, or send the files by hand."
        )
        return 0
    round_ = mail.send(found)
    console.say(f"{round_.sent} sent, {round_.refused} refused, {round_.waiting} wait.")
    if round_.fault:
        console.fault(_FAULTS[round_.fault])
    return 1 if round_.fault else 0


def _asked(most: int, console: Console) -> int:
    """Write to the contacts that are known, where none was asked in the last sixty days."""
    settings.needed("PUBLIC_URL", "a letter holds a link to this house")
    due = [
        one
        for one in confirmations.not_confirmed(confirmations.STALE_AFTER, "en")
        if one.asked_at is None and one.answered_at is None
    ]
    written = 0
    for number, one in enumerate(due):
        if written >= most:
            break
        console.progress(number, len(due))
        written += _one(one)
    return written


def _one(due: Unconfirmed) -> bool:
    known = confirmations.contacts(COMMAND_LINE, due.slug)
    if not known:
        return False
    contact = known[0]
    try:
        letters.ask(COMMAND_LINE, due.slug, contact.address, contact.language, send=False)
    except AskedAlready:
        return False
    return True
