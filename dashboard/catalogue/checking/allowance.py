"""How much of a draft is laid beside the catalogue: enough for any article, no more for a flood."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

MOST_FIGURES, MOST_SENTENCES = 200, 300
SECONDS = 3.0  # of one processor; only what was made to be slow takes so long

Short = Literal["figures", "sentences"]


def _until() -> float:
    return time.thread_time() + SECONDS


@dataclass
class Allowance:
    """What may still be looked at of one draft; `short` says of what there was too much."""

    figures: int = MOST_FIGURES
    sentences: int = MOST_SENTENCES
    until: float = field(default_factory=_until)
    short: Short | None = None

    def sentence(self) -> bool:
        """Whether one sentence more may be looked at."""
        if self.short is None and (self.sentences <= 0 or self._late):
            self.short = "sentences"
        self.sentences -= 1
        return self.short is None

    def figure(self) -> bool:
        """Whether one figure more may be looked at."""
        if self.short is None and (self.figures <= 0 or self._late):
            self.short = "figures"
        self.figures -= 1
        return self.short is None

    @property
    def _late(self) -> bool:
        return time.thread_time() > self.until
