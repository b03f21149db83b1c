"""Which row of one list is which row of another: by what it says, not by where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from dashboard.catalogue.draft import Figure, Source
from dashboard.catalogue.web_address import same_page

Entry = TypeVar("Entry")

LIKE = 60  # of 100: from here on two rows are one row that was changed
MOST_PAIRS = 10_000  # pairs looked at for likeness: of longer lists only equal rows are matched
UNTITLED = 20  # a likeness of addresses alone says less: pages of one site differ by one word
LABEL, VALUE, UNIT, YEAR = 0.6, 20, 10, 10  # what the parts of a figure weigh, of 100
NO_LABEL = 50  # two labels without a common language may be alike or not


def matched(
    old: Sequence[Entry],
    new: Sequence[Entry],
    same: Callable[[Entry], object],
    like: Callable[[Entry, Entry], float],
) -> dict[int, int]:
    """Place in the old list to place in the new one; equal rows first, then the likest."""
    found = _equal([same(one) for one in old], [same(one) for one in new])
    taken = set(found.values())
    left = [place for place in range(len(old)) if place not in found]
    right = [place for place in range(len(new)) if place not in taken]
    if len(left) * len(right) > MOST_PAIRS:
        return found
    likeness = {(i, j): like(old[i], new[j]) for i in left for j in right}
    for i, j in sorted(likeness, key=lambda pair: (-likeness[pair], abs(pair[0] - pair[1]), pair)):
        if likeness[i, j] >= LIKE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _equal(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    waiting: defaultdict[object, deque[int]] = defaultdict(deque)
    for place, key in enumerate(new):
        waiting[key].append(place)
    return {i: waiting[key].popleft() for i, key in enumerate(old) if waiting[key]}


def in_place(pairs: Mapping[int, int]) -> set[int]:
    """The old places of rows that kept their order; the others were moved, as few as can be."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for i in sorted(pairs):
        length = bisect_left(tails, pairs[i])
        before[i] = ends[length - 1] if length else None
        tails[length : length + 1] = [pairs[i]]
        ends[length : length + 1] = [i]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def of_sources(old: Sequence[Source], new: Sequence[Source]) -> dict[int, int]:
    """Which source is which: the same page, else one with a like title."""
    return matched(old, new, lambda one: same_page(one.url), _like_sources)


def _like_sources(one: Source, other: Source) -> float:
    if one.title and other.title:
        return float(fuzz.ratio(one.title, other.title))
    return float(fuzz.ratio(same_page(one.url), same_page(other.url))) - UNTITLED


def like_figures(one: Figure, other: Figure) -> float:
    """How much two figures say the same, of 100."""
    shared = [language for language in one.labels if language in other.labels]
    labels = max(
        (fuzz.token_sort_ratio(one.labels[it], other.labels[it]) for it in shared),
        default=NO_LABEL,
    )
    return (
        LABEL * labels
        + VALUE * (one.value == other.value)
        + UNIT * (one.unit == other.unit)
        + YEAR * (one.year == other.year)
    )


def like_names(one: str, other: str) -> float:
    """How much two names are one name, of 100."""
    return float(fuzz.token_sort_ratio(one, other))


def onto(
    figures: Iterable[Figure], old: Sequence[Source], new: Sequence[Source]
) -> tuple[tuple[Figure, ...], tuple[Source, ...]]:
    """Figures of one list of sources tied to another; a source they need is added to it."""
    if tuple(old) == tuple(new):
        return tuple(figures), tuple(new)
    # Only the very same page will do: a like title may be another page's.
    places = _equal(*([same_page(one.url) for one in side] for side in (old, new)))
    sources = list(new)
    moved = []
    for figure in figures:
        place = (figure.source or 0) - 1
        if place not in range(len(old)):  # a number without a source must not come to name one
            moved.append(figure.model_copy(update={"source": None}))
            continue
        if place not in places:
            sources.append(old[place])
            places[place] = len(sources) - 1
        moved.append(figure.model_copy(update={"source": places[place] + 1}))
    return tuple(moved), tuple(sources)
