"""The imports there have been: each one thing, with what became of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import database, rights
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.rights import Actor


@dataclass(frozen=True)
class Import:
    """One import, as it happened and whether it was undone."""

    import_id: str
    file_name: str
    sha256: str
    template: str | None
    actor: str
    way: str  # submissions or straight
    new_count: int
    changed_count: int
    equal_count: int
    imported_at: datetime
    undone_at: datetime | None
    undone_by: str | None


def imports(actor: Actor) -> tuple[Import, ...]:
    """The imports somebody may see, the newest first: all for who may undo them, else their own."""
    rights.demand(actor, "import")
    whose = None if rights.may(actor, "undo_import") else actor.account
    return tuple(Import(**row) for row in database.records("import_past", account=whose))


def one(import_id: str) -> Import:
    """An import; NotFound where there is none."""
    found = database.records("import_one", import_id=import_id)
    if not found:
        raise NotFound(import_id)
    return Import(**found[0])
