"""What was signed: bytes that never change, and the hash printed on paper."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from dashboard.catalogue import contributions, review, signed, standing

COMPAZ = "recife-compaz-community-peace-centres"


def test_the_hash_is_that_of_the_bytes(store: Any) -> None:
    one = signed.of(COMPAZ)

    assert one is not None and one.sha256 == hashlib.sha256(one.body).hexdigest()
    told = json.loads(one.body)
    assert (told["id"], told["version"], told["country"]) == (COMPAZ, 1, "BR")
    assert set(told["title"]) == {"fr", "en", "de", "es"} and told["sources"][0]["url"]


def test_the_hash_of_a_version_is_what_was_printed_last_year(store: Any) -> None:
    """A change of this number breaks every printed sheet: give the new shape a new FORM instead."""
    one = signed.of("aalborg-safe-digital-city", 1)

    assert one is not None
    assert one.sha256 == "25fb1c12eb61a24ecfd8fc0cb5bdaa5907a4bbee49dad7ed4d51bee7a31006b3"


def test_what_never_was_public_and_what_was_withdrawn_has_none(desk: Any) -> None:
    assert signed.of(COMPAZ, 2) is None and signed.of("no-such-practice") is None

    standing.withdraw(desk.person("reviewer"), COMPAZ, "The source was wrong.")

    assert signed.of(COMPAZ) is None and signed.of(COMPAZ, 1) is None


def test_a_correction_leaves_the_earlier_bytes_as_they_were(desk: Any) -> None:
    before = signed.of(COMPAZ)
    author, reviewer = desk.person("researcher"), desk.person("reviewer", name="Grace")
    one = contributions.begin(author, receipt="a" * 16, language="en", slug=COMPAZ)
    draft = one.draft.model_copy(update={"lead": "Somebody else"})
    stamp = contributions.save(author, one.receipt, draft, one.stamp)
    contributions.send(author, one.receipt, stamp, "The lead changed.")
    review.take(reviewer, one.receipt)
    sent = contributions.open(author, one.receipt)
    review.decide(reviewer, one.receipt, "published", stamp=sent.stamp)

    assert signed.of(COMPAZ, 1) == before
    after = signed.of(COMPAZ)
    assert after is not None and after.version == 2 and after.sha256 != before.sha256
    assert replace(after, version=1).body != before.body
