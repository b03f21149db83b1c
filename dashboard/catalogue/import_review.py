"""Many submissions of one import together: which have faults, and publishing the rest."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import database, moves, review, rights, rules, submissions
from dashboard.catalogue.errors import CatalogueError, OwnWork
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.rules import Fault
from dashboard.catalogue.submissions import Submission

AT_ONCE = 100  # published in one go: each is a version of its own, with all that readers see


@dataclass(frozen=True)
class Imported:
    """One submission of an import, with what keeps it from being published."""

    submission: Submission
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether it could be published as it stands."""
        return not self.faults and not self.submission.outdated


@dataclass(frozen=True)
class Done:
    """What became of one go: published, left because of a fault, and still to be done."""

    published: int
    left: int
    more: int


def waiting(actor: Actor, import_id: str) -> tuple[Imported, ...]:
    """What waits of one import, the oldest first."""
    rights.demand(actor, "review")
    receipts = database.rows("submissions_of_import", import_id=import_id)
    found = (submissions.by_receipt(receipt) for (receipt,) in receipts)
    return tuple(Imported(one, rules.faults(one.draft)) for one in found)


def publish_ready(actor: Actor, import_id: str, *, most: int = AT_ONCE) -> Done:
    """Publish what has no fault, each as a version of its own; OwnWork for who imported it.

    What cannot be published stays in the queue, untouched.
    """
    found = waiting(actor, import_id)
    ready = [one.submission for one in found if one.ready]
    if any(one.author == actor.account for one in ready) and not moves.small_team():
        raise OwnWork()
    published = sum(_published(actor, one) for one in ready[:most])
    more = max(len(ready) - most, 0)
    return Done(published, len(found) - published - more, more)


def _published(actor: Actor, one: Submission) -> bool:
    """Whether it went out; where somebody was faster or has it in hand, it stays as it is."""
    if one.state == "in_review" and one.reviewer != actor.account:
        return False
    try:
        if one.state == "submitted":
            review.take(actor, one.receipt)
        review.decide(actor, one.receipt, "published", stamp=one.stamp)
    except CatalogueError:
        return False
    return True
