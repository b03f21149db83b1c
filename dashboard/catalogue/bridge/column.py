"""One field of a form of others, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A field of a form: its name there, and the way ours is told in it (`ways.WAYS`).

    `most`: the signs it takes. `codes`: ours to theirs; of a rich text, our fields to its headings.
    `also`: it repeats what another column carries, and is read only where that one is silent.
    """

    theirs: str
    way: str
    most: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: bool = False
