"""Whether two drafts say the same, and what a file's row leaves as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.catalogue import columns, typography, vocabulary
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording

_LISTS = {"topics": "topic", "audiences": "audience"}
_ROWS = ("partners", "figures", "sources")
_PLAIN = (
    "language", "city_id", "instrument", "status", "evidence", "start_year", "end_year", "lead",
)  # fmt: skip


def settled(draft: Draft) -> Draft:
    """The draft as the store would give it back: trimmed, no empty texts, lists in their order."""
    changes: dict[str, Any] = {
        "themes": (*draft.themes[:1], *_ordered("theme", draft.themes[1:])),
        **{name: _ordered(dim, getattr(draft, name)) for name, dim in _LISTS.items()},
        "lead": _line(draft.lead),
        "partners": tuple(one.strip() for one in draft.partners if one.strip()),
        "figures": tuple(map(_figure, draft.figures)),
        "sources": tuple(map(_source, draft.sources)),
    }
    for field in TEXTS:
        changes[field] = {
            language: wording.model_copy(update={"words": _words(wording.words, language)})
            for language, wording in draft.texts(field).items()
            if wording.words.strip()
        }
    return draft.model_copy(update=changes)


def same(draft: Draft) -> str:
    """What two drafts have in common when they say the same."""
    return settled(draft).fingerprint()


def changed(before: Draft, after: Draft) -> tuple[str, ...]:
    """The fields in which two settled drafts differ; texts by language: title_fr."""
    names = [one for one in (*_PLAIN, "themes", *_LISTS) if _differ(before, after, one)]
    for field in TEXTS:
        old, new = before.texts(field), after.texts(field)
        names += [
            f"{field}_{language}"
            for language in vocabulary.LANGUAGES
            if old.get(language) != new.get(language)
        ]
    return (*names, *(one for one in _ROWS if _differ(before, after, one)))


def _differ(before: Draft, after: Draft, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def laid_on(before: Draft, after: Draft, given: Iterable[str]) -> Draft:
    """A row on the public text: what the file has no column for stays as it is.

    An empty cell empties; a column that is not there says nothing.
    """
    names = set(given)
    if names & set(TEXTS):  # a text whose column names no language: that of the row
        names |= {f"{one}_{after.language}" for one in names & set(TEXTS)}
    fields = {found.field for one in names if (found := columns.column(one)) is not None}
    changes: dict[str, Any] = {
        name: getattr(before, name)
        for name in (*_PLAIN, "themes", *_LISTS, *_ROWS)
        if name not in fields and name != "city_id"
    }
    if not fields & {"city", "city_id"}:
        changes["city_id"] = before.city_id
    for field in TEXTS:
        changes[field] = _texts(before, after, field, names)
    return after.model_copy(update=changes)


def _texts(before: Draft, after: Draft, field: str, given: set[str]) -> dict[str, Wording]:
    old: dict[str, Wording] = dict(before.texts(field))
    found: dict[str, Wording] = {}
    for language in vocabulary.LANGUAGES:
        new = after.texts(field).get(language)
        known = old.get(language)
        if f"{field}_{language}" not in given:
            new = known
        elif new is not None and known is not None and "origins" not in given:
            new = _with_origin(new, known)
        if new is not None:
            found[language] = new
    return found


def _with_origin(new: Wording, known: Wording) -> Wording:
    """Words that stay keep where they come from; new words of the original are the original."""
    if new.words.strip() == known.words.strip():
        return known
    return new.model_copy(update={"origin": "original"}) if known.origin == "original" else new


def _ordered(dim: str, codes: Iterable[str]) -> tuple[str, ...]:
    listed = vocabulary.codes(dim)
    return tuple(sorted(set(codes), key=lambda one: (one not in listed, _place(listed, one))))


def _place(listed: tuple[str, ...], code: str) -> int:
    return listed.index(code) if code in listed else 0


def _words(text: str, language: str | None) -> str:
    return typography.french(text.strip()) if language == "fr" else text.strip()


def _line(text: str | None, language: str | None = None) -> str | None:
    return _words(text or "", language) or None


def _figure(one: Figure) -> Figure:
    labels = {
        language: _words(words, language) for language, words in one.labels.items() if words.strip()
    }
    lines = {"period": _line(one.period), "measured_by": _line(one.measured_by)}
    return one.model_copy(update={"labels": labels, **lines})


def _source(one: Source) -> Source:
    return Source(url=one.url.strip(), title=_line(one.title), publisher=_line(one.publisher))
