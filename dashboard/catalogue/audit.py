"""The trace of every write: who, by which role, when, what, and why."""

from __future__ import annotations

import secrets

from dashboard.catalogue import clock
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion.spoken import cleaned


def write(
    writer: Writer,
    *,
    actor: str,
    role: str,
    action: str,
    entity: str,
    entity_id: str,
    version: int | None = None,
    from_state: str | None = None,
    to_state: str | None = None,
    note: str | None = None,
    request_id: str | None = None,
) -> None:
    """One line of the log, in the transaction of what it tells; a request is logged once."""
    writer.run(
        "audit_add",
        occurred_at=clock.now(),
        actor=actor,
        role=role,
        action=action,
        entity=entity,
        entity_id=entity_id,
        version=version,
        from_state=from_state,
        to_state=to_state,
        note=cleaned(note) if note else note,  # some of them are told in public
        request_id=request_id or secrets.token_hex(16),
    )
