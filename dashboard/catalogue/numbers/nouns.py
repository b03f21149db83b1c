"""The things figures count, as all four languages call them: the labels of the units."""

from __future__ import annotations

from functools import cache

from dashboard.catalogue import vocabulary


@cache
def units() -> frozenset[str]:
    """The last word of each unit's name in small letters, in all languages."""
    return frozenset(
        word
        for unit in vocabulary.document()["units"]
        for name in ("label", "one")
        for spoken in unit[name].values()
        for word in spoken.lower().split()
        if len(word) > 3
    )
