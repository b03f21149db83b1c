"""What a trial finds in the rows of a file: what each would do, its faults and its doubles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Standing = Literal["new", "changed", "equal"]


@dataclass(frozen=True)
class RowFault:
    """What is wrong: in which row and column of the file, as a code; what would be right.

    Without a row it is a fault of the whole file; `column` is what the file calls it.
    """

    row: int | None
    column: str
    code: str
    given: str = ""
    right: tuple[str, ...] = ()
    values: dict[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Entry:
    """What a row would do: add a practice, change a public one (`fields`), or nothing.

    `slug` is the practice it changes or equals, or the id a new one asks for; `receipt` the
    submission that already waits with the same text. `body` is the draft as JSON.
    """

    row: int
    standing: Standing
    title: str
    city_id: int | None
    slug: str | None = None
    receipt: str | None = None
    fields: tuple[str, ...] = ()
    body: str = field(default="", repr=False)
    practice_id: int | None = None
    public: int | None = None  # the public version it stands on
    latest: int | None = None
    state: str | None = None  # of that practice, where it is not public


@dataclass(frozen=True)
class Duplicate:
    """A row that may tell of a practice already told: in another row, or in the catalogue."""

    row: int
    code: str  # same_title or alike
    title: str
    other_row: int | None = None
    slug: str | None = None
    receipt: str | None = None  # of a submission that may be seen
