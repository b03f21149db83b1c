"""The things figures count, as all four languages call them: the labels of the units."""

from __future__ import annotations

from functools import cache

from dashboard.catalogue import vocabulary


@cache
def units() -> frozenset[str]:
    """The words that say many of a unit, small, in all languages: 'surveys', never 'survey'."""
    return frozenset(
        word
        for unit in vocabulary.document()["units"]
        for language, many in unit["label"].items()
        for word in _of_many(many.lower(), unit["one"].get(language, "").lower())
        if len(word) > 3
    )


def _of_many(many: str, one: str) -> set[str]:
    words = set(many.split())
    return words if many == one else words - set(one.split())
