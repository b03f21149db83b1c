"""Two drafts of a practice, field by field: what changed, and what becomes of two people's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.catalogue import matching_rows, vocabulary
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording
from dashboard.catalogue.wordings import Kind, Part, words

__all__ = [
    "Change", "Conflict", "Kind", "Merged", "Part", "Row", "equal", "fields", "merge", "words",
]  # fmt: skip

What = Literal["added", "removed", "changed", "moved", "same"]
Key = tuple[str, str | None]

LISTS = ("themes", "topics", "audiences", "partners")
ROWS = ("figures", "sources")
# The order of the form. In `topics` and `audiences` an order means nothing; in `themes` the first.
ORDER = (
    "title", "summary", "city_id", "themes", "topics", "audiences", "instrument", "status",
    "evidence", "start_year", "end_year", "lead", "partners", "challenge", "approach", "results",
    "figures", "sources", "language",
)  # fmt: skip
SPOKEN = ("lead", "period", "measured_by", "title", "publisher")  # in words; others are codes
# What a field says when nobody has said anything.
SILENT = {"status": "unknown", "evidence": "described"}


@dataclass(frozen=True)
class Row:
    """One entry of a list: what became of it, and where it stood and stands, from 1."""

    kind: What
    old: Any
    new: Any
    was: int | None = None
    now: int | None = None
    cells: tuple[Change, ...] = ()  # what is other in it: a name, or parts of a figure or source


@dataclass(frozen=True)
class Change:
    """What became of one field (of a text: in one language).

    kind: added, removed, changed; moved where a list holds the same in another order; same where
    only the marks of a text changed. `old` and `new` are words, a code, a number, an id or a tuple.
    """

    field: str
    language: str | None
    kind: What
    old: Any
    new: Any
    parts: tuple[Part, ...] = ()  # of words
    rows: tuple[Row, ...] = ()  # of a list, figures or sources
    origins: tuple[str | None, str | None] = (None, None)  # of a text, before and now
    stale: tuple[bool, bool] = (False, False)  # likewise: whether its original has moved on

    @property
    def key(self) -> Key:
        """Which field it is, and in which language."""
        return self.field, self.language


@dataclass(frozen=True)
class Conflict:
    """A field that both changed, each in another way; `change` goes from mine to theirs."""

    field: str
    language: str | None
    base: Any
    mine: Any
    theirs: Any
    change: Change | None


@dataclass(frozen=True)
class Merged:
    """Two people's work in one draft: what each changed alone, and what both did."""

    draft: Draft
    mine_only: tuple[Change, ...]
    theirs_only: tuple[Change, ...]
    both: tuple[Conflict, ...]


# Field by field ---------------------------------------------------------------------------------


def fields(old: Draft, new: Draft) -> tuple[Change, ...]:
    """Every field that is not the same, in the order of the form; a text counts per language."""
    return tuple(change for key in _keys(old, new) if (change := _change(key, old, new)))


def equal(old: Draft, new: Draft) -> int:
    """How many fields say something and say the same in both."""
    return sum(
        _says_something(key, old) and _change(key, old, new) is None for key in _keys(old, new)
    )


def _keys(*drafts: Draft) -> Iterator[Key]:
    for name in ORDER:
        if name not in TEXTS:
            yield name, None
            continue
        for language in vocabulary.LANGUAGES:
            if any(language in draft.texts(name) for draft in drafts):
                yield name, language


def _says_something(key: Key, draft: Draft) -> bool:
    value = _value(key, draft)
    return value not in (None, "", (), SILENT.get(key[0]))


def _value(key: Key, draft: Draft) -> Any:
    """What a field says: the words of a text, else its value."""
    name, language = key
    if name in TEXTS:
        wording = _wording(name, language, draft)
        return wording.words if wording else ""
    return getattr(draft, name)


def _wording(name: str, language: str | None, draft: Draft) -> Wording | None:
    texts: Mapping[str, Wording] = draft.texts(name)
    return texts.get(language or "")


def _change(key: Key, old: Draft, new: Draft) -> Change | None:
    name = key[0]
    if name in TEXTS:
        return _text(key, old, new)
    if name in LISTS:
        return _list(name, getattr(old, name), getattr(new, name))
    if name in ROWS:
        return _rows(name, old, new)
    return _plain(name, getattr(old, name), getattr(new, name), SILENT.get(name))


def _text(key: Key, old: Draft, new: Draft) -> Change | None:
    name, language = key
    before, after = _value(key, old), _value(key, new)
    marks = [_marks(draft, name, language) for draft in (old, new)]
    origins, stale = (marks[0][0], marks[1][0]), (marks[0][1], marks[1][1])
    kind = _kind(before, after)
    if kind == "same" and origins[0] == origins[1] and stale[0] == stale[1]:
        return None
    parts = words(before, after)
    return Change(name, language, kind, before, after, parts, origins=origins, stale=stale)


def _marks(draft: Draft, name: str, language: Any) -> tuple[str | None, bool]:
    wording = draft.texts(name).get(language)
    if wording is None or not wording.words:
        return None, False
    return wording.origin, draft.is_stale(name, language)


def _kind(old: Any, new: Any, silent: object = None) -> What:
    nothing = (None, "", (), silent)
    if old == new or (old in nothing and new in nothing):
        return "same"
    return "added" if old in nothing else "removed" if new in nothing else "changed"


def _plain(name: str, old: Any, new: Any, silent: object = None) -> Change | None:
    kind = _kind(old, new, silent)
    if kind == "same":
        return None
    spoken = words(old or "", new or "") if name in SPOKEN else ()
    return Change(name, None, kind, old, new, spoken)


def _list(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> Change | None:
    if name == "themes" and set(old) == set(new):
        return _of_rows(name, old, new, _themes(old, new))
    named = name == "partners"
    # Codes are the same or not; the name of a partner may have been corrected.
    like = matching_rows.like_names if named else lambda one, other: 0.0
    pairs = matching_rows.matched(old, new, str, like)
    return _of_rows(name, old, new, _told(old, new, pairs, _name, ordered=named))


def _themes(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Row, ...]:
    # The first is the main one; among the others no order means anything.
    moved = {old[0], new[0]} if old and old[0] != new[0] else set()
    return tuple(
        Row("moved" if one in moved else "same", one, one, old.index(one) + 1, place)
        for place, one in enumerate(new, start=1)
    )


def _of_rows(name: str, old: Any, new: Any, rows: tuple[Row, ...]) -> Change | None:
    kinds = {row.kind for row in rows} - {"same"}
    if not kinds:
        return None
    if not old or not new:
        return Change(name, None, "added" if new else "removed", old, new, rows=rows)
    kind: What = "moved" if kinds == {"moved"} else "changed"
    return Change(name, None, kind, old, new, rows=rows)


# Row by row -------------------------------------------------------------------------------------


def _rows(name: str, old: Draft, new: Draft) -> Change | None:
    tied = matching_rows.of_sources(old.sources, new.sources)
    if name == "sources":
        told = _told(old.sources, new.sources, tied, _source)
        return _of_rows(name, old.sources, new.sources, told)

    def cells(one: Figure, other: Figure) -> Iterator[Change]:
        yield from _figure(one, other)
        # A source is the same one wherever it stands in the list now.
        before, after = _tied_to(one, old), _tied_to(other, new)
        if (tied.get(before - 1, -1) + 1 if before else None) != after:
            kind = _kind(before, after)
            kind = "changed" if kind == "same" else kind
            yield Change("source", None, kind, before, after)

    pairs = matching_rows.matched(
        old.figures, new.figures, Figure.model_dump_json, matching_rows.like_figures
    )
    told = _told(old.figures, new.figures, pairs, cells)
    return _of_rows(name, old.figures, new.figures, told)


def _tied_to(figure: Figure, draft: Draft) -> int | None:
    """The number of a figure's source, where there is such a source."""
    return figure.source if figure.source in range(1, len(draft.sources) + 1) else None


def _told(
    old: Sequence[Any],
    new: Sequence[Any],
    pairs: Mapping[int, int],
    cells: Callable[[Any, Any], Iterable[Change]],
    *,
    ordered: bool = True,
) -> tuple[Row, ...]:
    """A row for each entry, in the new order; what went stands where it stood."""
    kept = matching_rows.in_place(pairs) if ordered else set(pairs)
    rows: dict[tuple[int, int], Row] = {}
    last = -1
    for i, one in enumerate(old):
        if i not in pairs:
            rows[last, i + 1] = Row("removed", one, None, was=i + 1)
            continue
        last = pairs[i]
        changed = tuple(cells(one, new[last]))
        kind: What = "changed" if changed else "same" if i in kept else "moved"
        rows[last, 0] = Row(kind, one, new[last], i + 1, last + 1, cells=changed)
    for j, other in enumerate(new):
        rows.setdefault((j, 0), Row("added", None, other, now=j + 1))
    return tuple(rows[place] for place in sorted(rows))


def _name(old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change("name", None, "changed", old, new, words(old, new))


def _source(old: Source, new: Source) -> Iterator[Change]:
    for name in ("url", "title", "publisher"):
        if cell := _plain(name, getattr(old, name), getattr(new, name)):
            yield cell


def _figure(old: Figure, new: Figure) -> Iterator[Change]:
    for language in vocabulary.LANGUAGES:
        before, after = old.labels.get(language, ""), new.labels.get(language, "")
        if before != after:
            parts = words(before, after)
            yield Change("label", language, _kind(before, after), before, after, parts)
    for name in ("value", "unit", "year", "period", "measured_by"):
        if cell := _plain(name, getattr(old, name), getattr(new, name)):
            yield cell


# Two people's work ------------------------------------------------------------------------------


def merge(base: Draft, mine: Draft, theirs: Draft) -> Merged:
    """One draft of two that were both begun from `base`; where both changed a field, mine stays."""
    keys = tuple(_keys(base, mine, theirs))
    chosen = {key: _whose(key, base, mine, theirs) for key in keys}
    taken = [key for key in keys if chosen[key] == "theirs"]
    kept = [key for key in keys if chosen[key] == "mine"]
    return Merged(
        _with_evidence(_taking(taken, mine, theirs), base, mine, theirs, chosen),
        tuple(change for key in kept if (change := _change(key, base, mine))),
        tuple(change for key in taken if (change := _change(key, base, theirs))),
        tuple(
            Conflict(
                *key,
                _value(key, base),
                _value(key, mine),
                _value(key, theirs),
                _change(key, mine, theirs),
            )
            for key in keys
            if chosen[key] == "both"
        ),
    )


def _whose(key: Key, base: Draft, mine: Draft, theirs: Draft) -> str:
    """Who changed a field: mine, theirs, both (in another way), or same."""
    first, my_own, their_own = (_held(key, draft) for draft in (base, mine, theirs))
    if my_own == their_own:
        return "same"
    if first == their_own:
        return "mine"
    if first == my_own:
        return "theirs"
    # Both touched it; but perhaps one of them in nothing that anybody sees.
    if _change(key, base, theirs) is None or _change(key, mine, theirs) is None:
        return "mine"
    return "theirs" if _change(key, base, mine) is None else "both"


def _held(key: Key, draft: Draft) -> Any:
    name, language = key
    return _wording(name, language, draft) if name in TEXTS else getattr(draft, name)


def _taking(keys: Sequence[Key], mine: Draft, theirs: Draft) -> Draft:
    """My draft with these fields of theirs."""
    update: dict[str, Any] = {name: dict(mine.texts(name)) for name in TEXTS}
    for name, language in keys:
        if name not in TEXTS:
            update[name] = getattr(theirs, name)
        elif (wording := _held((name, language), theirs)) is None:
            update[name].pop(language, None)
        else:
            update[name][language] = wording
    return mine.model_copy(update=update)


def _with_evidence(
    merged: Draft, base: Draft, mine: Draft, theirs: Draft, chosen: Mapping[Key, str]
) -> Draft:
    """The draft with each figure tied to the source it was tied to by whoever wrote it."""
    for own, other in ((mine, theirs), (theirs, mine)):
        if (own.figures, own.sources) == (base.figures, base.sources):
            return merged.model_copy(update={"figures": other.figures, "sources": other.sources})
    decides = chosen["figures", None]
    decides = chosen["sources", None] if decides == "same" else decides
    writer = theirs if decides == "theirs" else mine
    figures, sources = matching_rows.onto(writer.figures, writer.sources, merged.sources)
    return merged.model_copy(update={"figures": figures, "sources": sources})
