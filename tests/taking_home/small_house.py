"""A house of four practices and two workshops, in which something was signed, asked and answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.catalogue import build
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.moderation import acts
from dashboard.taking_home import packing
from dashboard.taking_home.packing import Made
from dashboard.taking_home.pages import Wish
from tests import small_release
from tests.catalogue import mayors_asked, room
from tests.catalogue.mayors_asked import Hall

SUMMIT = Subject("summit", "dusseldorf-2019")
LIVE = "https://living.example"
EVIL = "<script>alert(1)</script>\u202e“=1+1” & <b>bold</b>"
EVIL_SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"


@contextmanager
def small_house(folder: Path, store: Path) -> Iterator[None]:
    """The house, open, at a moment that stands still."""
    data = small_release.write(folder / "data")
    file = folder / "catalogue.duckdb"
    build.build(data, file)
    patch = pytest.MonkeyPatch()
    patch.setattr("dashboard.catalogue.clock.now", lambda: Hall().now)
    mayors_asked.guard.forget()
    try:
        with small_release.opened(file, store):
            lived_in()
            yield
    finally:
        patch.undo()
        mayors_asked.guard.forget()


def lived_in() -> None:
    """What was signed, asked and answered, some of it by people who mean no good."""
    room.signed(room.said(f"Agreed by all of us: {EVIL}"))
    question = mayors_asked.sent(
        f"Who pays? {EVIL}", cities=("dusseldorf", "hamburg"), reasons=f"Because {EVIL}",
        summit=SUMMIT.id, name=f"N{EVIL}"[:40], sixteen=True,
    )  # fmt: skip
    reply = mayors_asked.Reply(words=f"We do: {EVIL}", office=f"Office {EVIL}"[:60])
    mayors_asked.answered(question, "dusseldorf", reply)
    silent = mayors_asked.asked(
        "Will somebody answer this one day?", ("hamburg",), summit=SUMMIT.id
    )
    acts.move(mayors_asked.MODERATOR, silent.post_id, "shown")


def made(subject: Subject = SUMMIT, live: str = LIVE, **chosen: object) -> Made:
    """An edition of it."""
    return packing.made(Wish(subject, live=live, **chosen))  # type: ignore[arg-type]
