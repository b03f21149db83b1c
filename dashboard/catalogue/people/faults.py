"""What a sign-in or an invitation may be refused for: codes, the words are the page's."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.errors import CatalogueError


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the field it concerns, a code, and how long to wait, if so."""

    field: str
    code: str
    seconds: int = 0


class Refused(CatalogueError):
    """Not done; `faults` tells all reasons at once."""

    message = "This was not done: something in it cannot be."

    def __init__(self, *faults: Fault) -> None:
        """Keep the reasons."""
        self.faults = faults
        super().__init__(", ".join(f"{one.field}: {one.code}" for one in faults))


class LastAdministrator(CatalogueError):
    """Without this one nobody could let anybody in."""

    message = "This is the last administrator. Make somebody else one first."


class UnknownRole(CatalogueError):
    """There is no such role, or it is held for a city and none was named."""

    message = "This role is not known, or it needs a city."
