"""Corrections as colleagues make them: written by one, signed by another."""

from __future__ import annotations

import secrets
from typing import Any

from dashboard.catalogue import contributions, review, versions
from dashboard.catalogue.draft import Draft
from tests.conftest import Desk


def publish(desk: Desk, draft: Draft, slug: str | None = None, note: str = "") -> str:
    """A new practice, or the next version of one; gives its public id."""
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    receipt = secrets.token_hex(8)
    one = contributions.begin(ada, receipt=receipt, language="en", slug=slug)
    stamp = contributions.save(ada, receipt, draft, one.stamp)
    contributions.send(ada, receipt, stamp, note)
    review.take(grace, receipt)
    review.decide(grace, receipt, "published")
    return contributions.open(grace, receipt).slug or ""


def correct(desk: Desk, slug: str, note: str = "", **changed: Any) -> None:
    """The next version of a practice, with these fields of its draft other."""
    publish(desk, versions.draft_of(slug).model_copy(update=changed), slug, note)
