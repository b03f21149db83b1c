"""Practices that may be told twice."""

from __future__ import annotations


def pairs(most: int = 20) -> tuple[object, ...]:
    """Pairs of published practices that may be one and the same, the likest first."""
    return ()
