"""What is lost between a form of others and ours, and the same counted over many records."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["unmapped", "cut", "blocked", "unknown_column", "default"]
KINDS: tuple[Kind, ...] = ("blocked", "unmapped", "cut", "default", "unknown_column")


@dataclass(frozen=True)
class Loss:
    """One thing that does not come along: which field of ours (in: of theirs), and why.

    unmapped: it has no place on the other side (`languages`, `given`: which part of it).
    cut: shortened to `most` signs of `given`. blocked: its licence `given` does not fit `wanted`.
    unknown_column: this form is not known to have it. default: the nearest was taken, `written`
    for `given`, or what the other side prefers is `wanted`.
    """

    kind: Kind
    field: str
    column: str = ""
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Count:
    """The same loss of several records; `values` are those they share."""

    kind: Kind
    field: str
    column: str
    records: int
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict, hash=False)


def counted(losses: Iterable[tuple[Loss, ...]]) -> tuple[Count, ...]:
    """How many records lose what: the gravest kind first, then what concerns most of them."""
    records: Counter[tuple[Kind, str, str]] = Counter()
    shared: dict[tuple[Kind, str, str], dict[str, str | int]] = {}
    for of_one in losses:
        for key in dict.fromkeys((one.kind, one.field, one.column) for one in of_one):
            records[key] += 1
        for one in of_one:
            key = (one.kind, one.field, one.column)
            known = shared.setdefault(key, dict(one.values))
            shared[key] = {k: v for k, v in known.items() if one.values.get(k) == v}
    order = sorted(records, key=lambda key: (KINDS.index(key[0]), -records[key], *key[1:]))
    return tuple(Count(*key, records[key], shared[key]) for key in order)
