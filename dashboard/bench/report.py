"""One table of what was measured: value, ratio to a baseline, what is wanted, whether it is met."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Line:
    """One measured value; a wanted value or ratio of None is measured for its own sake."""

    part: str
    what: str
    value: float
    unit: str
    baseline: str = ""
    ratio: float | None = None
    wanted: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The line as words of the table."""
        ratio = "" if self.ratio is None else f"{_short(self.ratio)} x {self.baseline}"
        met = {None: "", True: "yes", False: "NO"}[self.met]
        return (self.part, self.what, f"{_short(self.value)} {self.unit}", ratio, self.wanted, met)


HEADS = ("part", "what", "value", "ratio", "wanted", "met")


def at_most(limit: float, value: float, unit: str) -> dict[str, Any]:
    """What is wanted of a value that should be small."""
    return {"wanted": f"at most {_short(limit)} {unit}", "met": value <= limit}


def table(lines: Sequence[Line]) -> str:
    """All lines, in columns as wide as they need."""
    rows = [HEADS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def keep(lines: Sequence[Line], machine: dict[str, Any], file: Path) -> None:
    """The same as JSON, for comparing runs."""
    told = {"machine": machine, "lines": [asdict(line) for line in lines]}
    file.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Times:
    """Milliseconds of the same thing done many times."""

    all: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Half of them were quicker."""
        return median(self.all)

    @property
    def slow(self) -> float:
        """One in twenty was slower."""
        return self._at(0.95)

    @property
    def rare(self) -> float:
        """One in a hundred was slower."""
        return self._at(0.99)

    def _at(self, share: float) -> float:
        return sorted(self.all)[min(len(self.all) - 1, int(len(self.all) * share))]


def clocked(act: Callable[..., Any], *given: Any) -> float:
    """Milliseconds that something takes once."""
    start = perf_counter()
    act(*given)
    return (perf_counter() - start) * 1000


def _short(number: float) -> str:
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"
