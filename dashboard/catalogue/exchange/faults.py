"""What keeps a file from being taken, each with its place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.catalogue.errors import CatalogueError

MOST_TOLD = 100


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: at which place, as a code with its values (see exchange_words)."""

    place: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


class Refused(CatalogueError):
    """The file is not taken; `faults` holds all that is wrong with it, `more` were not told."""

    message = "This file was not taken, and nothing was changed."

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, as many as anybody reads."""
        self.faults = tuple(faults[:MOST_TOLD])
        self.more = max(0, len(faults) - MOST_TOLD)
        super().__init__("; ".join(f"{one.place}: {one.code}" for one in self.faults))
