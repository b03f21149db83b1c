"""Buckets that fill evenly: how much one address, browser or house may ask in a while."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_KNOWN = 20_000  # at a time; the longest silent is forgotten first
A_MINUTE = 60


@dataclass(frozen=True)
class Left:
    """Whether one may be answered, how many more are, and in how many seconds the next is."""

    granted: bool
    more: int
    wait: int


class Buckets:
    """So many a minute, or another while, for each name: all at once or spread."""

    def __init__(
        self,
        name: str,
        a_while: int,
        *,
        seconds: int = A_MINUTE,
        most: int = MOST_KNOWN,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Every bucket is full at first."""
        self.name, self.a_minute = name, a_while
        self._a_second = a_while / seconds
        self._known: OrderedDict[str, tuple[float, float]] = OrderedDict()  # level, when
        self._most, self._now = most, now

    def __len__(self) -> int:
        """How many names are known."""
        return len(self._known)

    def take(self, name: str) -> Left:
        """Take one out for a name, where there is one."""
        level = self._level(name)
        granted = level >= 1
        level -= granted
        self._keep(name, level)
        return Left(granted, int(level), self._until(level))

    def wait(self, name: str) -> int:
        """In how many seconds there is one for a name; 0 for now. Takes none."""
        return self._until(self._level(name))

    def _until(self, level: float) -> int:
        return 0 if level >= 1 else math.ceil((1 - level) / self._a_second)

    def give_back(self, name: str) -> None:
        """Put one back: the answer cost nothing."""
        self._keep(name, min(self.a_minute, self._level(name) + 1))

    def used(self, name: str) -> float:
        """Which share of a bucket has been taken and not filled again, from 0 to 1."""
        return 1 - self._level(name) / self.a_minute

    def _level(self, name: str) -> float:
        level, then = self._known.get(name, (float(self.a_minute), self._now()))
        return min(self.a_minute, level + (self._now() - then) * self._a_second)

    def _keep(self, name: str, level: float) -> None:
        self._known[name] = level, self._now()
        self._known.move_to_end(name)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
