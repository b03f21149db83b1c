"""Support: whoever would like a question answered too."""

from __future__ import annotations

from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import beats
from dashboard.catalogue.errors import NotFound

PAUSE = 2.0  # seconds between two beats


def give(post_id: str, device: str) -> None:
    """Count a device for a question; a second time changes nothing."""
    if not database.rows("question_is_shown", post_id=post_id)[0][0]:
        raise NotFound(post_id)
    with database.transaction() as writer:
        given = writer.run("support_give", post_id=post_id, device=device, moment=clock.now())
    if given:
        beats.soon(PAUSE, "questions")


def count(post_id: str) -> int:
    """How many devices support a question."""
    return int(database.rows("support_count", post_id=post_id)[0][0])
