"""Voices: "in my street this is so". Counted as voices, never as a survey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import Fault, NotTaken, beats, subjects, threads

SAID = ("so", "not_so", "unknown")
FEWEST = 5  # smaller groups are not shown
PAUSE = 2.0  # seconds between two beats of a thread: readers see voices soon, not one by one


@dataclass(frozen=True)
class Counted:
    """Voices on one thread; a group of fewer than five is None.

    `total` counts the voices in the groups that are shown; where none is, all of them. So nobody
    can reckon the size of a small group from the rest.
    """

    total: int
    so: int | None
    not_so: int | None
    unknown: int | None
    first: date
    last: date

    @property
    def few(self) -> bool:
        """Whether a group is not shown."""
        return None in (self.so, self.not_so, self.unknown)


def say(key: str, device: str, said: str) -> None:
    """Keep what a device says on a thread; said again, the newer holds."""
    thread = threads.of(key, "en")
    if thread is None or not thread.takes_voices or said not in SAID:
        raise NotTaken(Fault("said", "unknown"))
    if not thread.takes_posts:
        raise NotTaken(Fault("", "frozen" if thread.frozen_at else "closed"))
    moment = clock.now()
    with database.transaction() as writer:
        writer.run("voice_say", thread=thread.key, device=device, said=said, moment=moment)
    beats.soon(PAUSE, thread.key)


def counted(key: str) -> Counted | None:
    """The voices on a thread; None while there are fewer than five."""
    found = subjects.of(key, "en")
    row = database.records("voices_counted", keys=found.keys if found else [key])[0]
    return _counted(row) if row["total"] >= FEWEST else None


def _counted(row: dict[str, Any]) -> Counted:
    groups = {one: row[one] if row[one] >= FEWEST else None for one in SAID}
    shown = [one for one in groups.values() if one is not None]
    return Counted(
        total=sum(shown) if shown else row["total"],
        first=row["first_at"].date(),
        last=row["last_at"].date(),
        **groups,
    )


def by_thread() -> dict[str, Counted]:
    """The voices of each thread that has enough of them to be told of."""
    rows = database.records("voices_by_thread", least=FEWEST)
    return {row["thread"]: _counted(row) for row in rows}
