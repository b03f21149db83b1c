"""A language for a while: an edition is written in several, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dashboard import i18n


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """This language inside, and the one from before after it."""
    before = i18n.language()
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use(before)
