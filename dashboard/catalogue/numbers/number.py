"""One number as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import Literal

Kind = Literal[
    "count", "percent", "money", "rate", "ordinal", "year", "date", "time", "base", "code"
]
# What says how many or how much; the others only say when, which or where.
CLAIMS: frozenset[Kind] = frozenset(("count", "percent", "money", "rate"))


@dataclass(frozen=True)
class Number:
    """A number in its place: `start` to `end` holds its sign, multiplier and currency too.

    Kinds: count, percent, money, rate (per 100,000), ordinal, year, date (the day of one), time,
    base (the 100,000 of a rate), code (of a street, a telephone, a law).
    """

    start: int
    end: int
    words: str
    value: float
    kind: Kind
    unit: str | None = None  # a code of a currency or measure; 'dollar' where none is named
    follows: str = ""  # the words after it, to the end of the clause
    precision: float = 0.0  # the worth of its last digit, where it may be a rounded number
    ranged: bool = False  # one end of a range
    spelled: bool = False

    @property
    def claims(self) -> bool:
        """Whether it says how many or how much."""
        return self.kind in CLAIMS

    def agrees(self, value: float) -> bool:
        """Whether this is that value, or what it is when rounded as it is written here."""
        if abs(self.value - value) <= 1e-9 * max(1.0, abs(value)):
            return True
        return bool(self.precision) and abs(self.value - value) <= self.precision / 2 * 1.000001

    def near(self, value: float) -> bool:
        """Whether that value, rounded to two digits or fewer, gives this one: 'about 5,000'."""
        if not value or not self.value:
            return False
        for digits in (1, 2):
            step = 10 ** (floor(log10(abs(value))) - digits + 1)
            if step > 1 and round(value / step) * step == self.value:
                return abs(self.value - value) <= 0.05 * abs(value)
        return False
