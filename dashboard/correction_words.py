"""Words for corrections: when a record was corrected, what it said and what it says now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard import desk_words, words
from dashboard.catalogue import wordings
from dashboard.catalogue.corrections import Correction
from dashboard.catalogue.differences import Change, Part, Row
from dashboard.catalogue.draft import TEXTS, Figure, Source
from dashboard.catalogue.record import sought
from dashboard.i18n import _, date, language, language_name, number

LONGEST = 240  # signs of one side; of a longer text only what changed is told
ANEW = 0.2  # below this share of letters that stayed, a text was written anew
_DIMS = {
    "themes": "theme", "topics": "topic", "audiences": "audience",
    "instrument": "instrument", "status": "status", "evidence": "evidence",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One thing that changed: where, what it said and what it says; '' where it said nothing."""

    field: str
    old: str
    new: str
    language: str | None = None  # of both; None where they are in the reader's

    def __str__(self) -> str:
        """The whole as a sentence."""
        if not self.old and not self.new:
            return _("{field}: only marks or order changed.").format(field=self.field)
        if not self.old:
            return _("{field}: “{new}” was added.").format(field=self.field, new=self.new)
        if not self.new:
            return _("{field}: “{old}” was taken out.").format(field=self.field, old=self.old)
        return _("{field}: “{old}” became “{new}”.").format(
            field=self.field, old=self.old, new=self.new
        )


def headline(one: Correction) -> str:
    """What became of a practice and when: 'Corrected on 3 May 2027 (version 2)'."""
    pattern = {
        "published": _("Published on {date}"),
        "corrected": _("Corrected on {date} (version {version})"),
        "withdrawn": _("Withdrawn on {date}"),
        "retired": _("Retired on {date}"),
        "brought_back": _("Brought back on {date}"),
    }[one.kind]
    return pattern.format(date=date(one.day), version=number(one.version))


def said(one: Correction) -> tuple[Said, ...]:
    """What changed with a new text, in the order of the record."""
    return tuple(told for change in one.changes for told in _told(change))


def sentences(one: Correction) -> list[str]:
    """The same as sentences, the reason of a move among them; never empty for a new text."""
    told = [str(change) for change in said(one)]
    if one.note:
        told.append(_("Reason: {reason}").format(reason=one.note))
    if one.kind == "corrected" and not told:
        told.append(_("Nothing that readers see was changed."))
    return told


# One field ----------------------------------------------------------------------------------------


def _told(change: Change) -> Iterator[Said]:
    name = desk_words.field(change.field)
    if change.rows:
        yield from _rows(name, change)
    elif change.field in TEXTS or change.parts:
        yield from _text(_spoken(name, change.language), change)
    else:
        old, new = (_value(change.field, one) for one in (change.old, change.new))
        yield Said(name, old, new)


def _spoken(name: str, spoken: str | None) -> str:
    if spoken is None:
        return name
    return _("{field}, in {language}").format(field=name, language=language_name(spoken))


def _text(name: str, change: Change) -> Iterator[Said]:
    old, new = str(change.old or ""), str(change.new or "")
    spoken = change.language
    if change.kind == "same":
        yield Said(name, "", "", spoken)
    elif len(old) <= LONGEST and len(new) <= LONGEST:
        yield Said(name, old, new, spoken)
    elif change.kind != "changed" or wordings.share_kept(change.parts) < ANEW:
        yield Said(name, _cut(old), _cut(new), spoken)
    else:
        for gone, came in _passages(change.parts):
            yield Said(name, _cut(gone), _cut(came), spoken)


def _passages(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    """The passages that differ, each as it was and as it is."""
    found: list[tuple[str, str]] = []
    gone, came = "", ""
    for part in (*parts, Part("same", "")):
        if part.kind == "gone":
            gone += part.text
        elif part.kind == "new":
            came += part.text
        elif gone.strip() or came.strip():
            found.append((gone.strip(), came.strip()))
            gone, came = "", ""
    return found or [("", "")]


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def _value(field: str, value: Any) -> str:
    if value in (None, "", ()):
        return ""
    if field in _DIMS:
        codes = value if isinstance(value, tuple) else (value,)
        return words.labels(_DIMS[field], codes)
    return language_name(value) if field == "language" else str(value)


# Lists --------------------------------------------------------------------------------------------


def _rows(name: str, change: Change) -> Iterator[Said]:
    told = [row for row in change.rows if row.kind in ("added", "removed", "changed")]
    for row in told:
        yield Said(name, _entry(change.field, row, row.old), _entry(change.field, row, row.new))
    if not told:
        yield Said(name, "", "")


def _entry(field: str, row: Row, entry: Any) -> str:
    if entry is None:
        return ""
    if isinstance(entry, Figure):
        return _figure(entry, row)
    if isinstance(entry, Source):
        return f"{entry.title}, {entry.url}" if entry.title else entry.url
    return _value(field, entry)


def _figure(figure: Figure, row: Row) -> str:
    """A figure with what it counts and when; whatever else of it changed is told too."""
    label = next((figure.labels[one] for one in _languages(figure)), "")
    value = "" if figure.value is None else words.amount(figure.value)
    if figure.unit and figure.value is not None:
        value = words.figure(figure.value, figure.unit)
    when = figure.period or (str(figure.year) if figure.year else _("year not stated"))
    parts = [label, value, when]
    other = {cell.field for cell in row.cells}
    if "measured_by" in other and figure.measured_by:
        parts.append(_("measured by {who}").format(who=figure.measured_by))
    if "source" in other and figure.source:
        parts.append(_("source {number}").format(number=figure.source))
    return ", ".join(part for part in parts if part)


def _languages(figure: Figure) -> list[str]:
    return [one for one in sought(language()) if figure.labels.get(one)]
