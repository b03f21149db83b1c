"""The first start: an invitation for the first administrator, where there is none yet."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dashboard import settings
from dashboard.catalogue import database, people


def tell() -> None:
    """Say how the first administrator comes in, where there is none.

    The link is for eyes only: where nobody looks at a terminal, what is said ends in a log.
    """
    if settings.value("OIDC_ROLES_CLAIM") and settings.sign_in() == "oidc":
        return  # the provider says who administers
    if people.has_administrator():
        _file().unlink(missing_ok=True)
        return
    found = people.invitation_link(settings.address(), people.first_invitation())
    if sys.stdout.isatty():
        where = f"Open this link to become one; it works once, for seven days:\n\n  {found}\n"
    else:
        where = f"The link to become one is in {_kept(found)}; it works once, for seven days."
    print(f"There is no administrator yet. {where}", flush=True)  # noqa: T201


def _file() -> Path:
    return database.path().resolve().with_name("first-administrator.txt")


def _kept(told: str) -> Path:
    """A file that only its owner may read."""
    file = _file()
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as written:
        written.write(f"{told}\n")
    return file
