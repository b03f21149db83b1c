"""What is said in the hall: a count for each place in it, risen by whatever readers can see there.

A post, a voice or an answer raises no version of the catalogue, which would make every page anew.
One process holds the store, so a count in memory is enough; it begins again with the process.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock

_beats: Counter[str] = Counter()
_lock = Lock()


def beat(*places: str) -> None:
    """Say, after the commit, that readers see something new at these places: 'practice:SLUG'."""
    with _lock:
        _beats.update((*places, ""))


def of(*places: str) -> int:
    """A number that rises with each beat at one of these places; of none named: anywhere."""
    return sum(_beats[one] for one in places or ("",))
