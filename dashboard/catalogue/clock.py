"""What time it is: one door, so that a test may set it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment in UTC, without a zone: as the store keeps all its moments."""
    return datetime.now(UTC).replace(tzinfo=None)
