"""What a process does until it is killed: people write, hand in, note and publish.

It says what it has done only when the service has answered.
"""

import json
import os
import random
import threading
import time
from typing import Any, NoReturn

from dashboard.catalogue import contributions, database, review
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.rights import Actor, Grant

ADA = Actor("ada", "Ada", frozenset({Grant("researcher")}))
GRACE = Actor("grace", "Grace", frozenset({Grant("reviewer")}))


def live(name: str) -> NoReturn:
    """Two authors and a reviewer at work, until the end comes."""
    database.connect()
    for number in (1, 2):
        threading.Thread(target=_author, args=(f"{name}-{number}",), daemon=True).start()
    _reviewer(random.Random(name))


def _told(**words: Any) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")  # one write a line: lines do not mix


def _author(name: str) -> None:
    number = 0
    while True:
        receipt = f"{name}-{number}"
        number += 1
        stamp = contributions.begin(ADA, receipt=receipt, language="en").stamp
        for text in (f"{receipt} first", f"{receipt} second", f"{receipt} third"):
            stamp = contributions.save(ADA, receipt, _draft(text), stamp)
            _told(saved=[receipt, stamp, text])
        contributions.send(ADA, receipt, stamp)
        _told(moved=[receipt, "submitted"])


def _reviewer(chance: random.Random) -> NoReturn:
    while True:
        waiting = [one for one in review.queue(GRACE) if one.state == "submitted"]
        if not waiting:
            time.sleep(0.005)
            continue
        receipt = chance.choice(waiting).receipt
        review.take(GRACE, receipt)
        _told(moved=[receipt, "in_review"])
        note_id = f"note-{receipt}"
        review.note(GRACE, receipt, "title.en", "Where?", note_id)
        _told(noted=note_id)
        version = review.decide(GRACE, receipt, "published")
        _told(moved=[receipt, "published"])
        _told(published=[receipt, version])
        if chance.random() < 0.3:
            _checkpoint()


def _checkpoint() -> None:
    """The moment in which the log is written into the file is one to be killed in, too."""
    try:
        with database._cursor() as cursor:
            cursor.execute("checkpoint")
    except database.duckdb.TransactionException:
        pass  # somebody writes


def _draft(text: str) -> Draft:
    return Draft(
        language="en",
        city_id=2660646,
        themes=("cohesion",),
        instrument="service",
        lead=text,
        title={"en": Wording(words="Neighbours cook together", origin="original")},
        summary={"en": Wording(words="They cook and eat together once a month.")},
        sources=(Source(url="https://example.org/neighbours"),),
    )
