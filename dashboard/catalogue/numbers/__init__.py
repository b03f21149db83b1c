"""Numbers in a text of four languages: where each stands, what it is worth, what it counts.

`spelled` reads words, `digits` reads what is written in figures, `units` what stands around both.
"""

from __future__ import annotations

from dashboard.catalogue.numbers.finding import find
from dashboard.catalogue.numbers.number import CLAIMS, Kind, Number
from dashboard.catalogue.numbers.speech import language_of

__all__ = ["CLAIMS", "Kind", "Number", "find", "language_of"]
