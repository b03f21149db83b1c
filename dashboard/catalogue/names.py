"""The names by which colleagues know one another; the public is told roles, never names."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.catalogue import database


def of_accounts(accounts: Iterable[str | None]) -> dict[str, str | None]:
    """The name of each account; None for one that was erased, or that never was a person's."""
    asked = sorted({one for one in accounts if one})
    found = dict(database.rows("account_names", accounts=asked)) if asked else {}
    return {one: found.get(one) for one in asked}
