"""Under which licence a text may enter a collection: the conditions of Creative Commons."""

from __future__ import annotations

import re

OURS = "CC BY 4.0"

Conditions = frozenset[str]  # of by, nc, sa, nd; empty for what is in the public domain


def conditions(licence: str) -> Conditions | None:
    """What a licence asks: 'CC BY-NC-SA 3.0' asks by, nc and sa; None where we cannot tell."""
    plain = licence.strip().lower()
    if re.search(r"\bcc[-_ ]?0\b|publicdomain|public domain", plain):
        return frozenset()
    found = re.search(
        r"(?:\bcc[-_ ]|creativecommons\.org/licenses/)(by(?:[-_ ](?:nc|sa|nd))*)\b", plain
    )
    return frozenset(re.split(r"[-_ ]", found[1])) if found else None


def may_enter(licence: str, collection: str | None) -> bool:
    """Whether a text under `licence` may stand in a collection under another, reworded there.

    None is a collection whose terms nobody could tell: only what asks for credit alone may enter.
    """
    asks = conditions(licence)
    if asks is None or "nd" in asks:
        return False
    given = conditions(collection) if collection else frozenset({"by"})
    if given is None:
        given = frozenset({"by"})
    if "sa" in asks:
        return asks == given
    return asks <= given
