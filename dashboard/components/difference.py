"""What became of a field: as it was beside what it is now, word by word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from dashboard import desk_words, words
from dashboard.catalogue import wordings
from dashboard.catalogue.differences import Change, Conflict, Part, Row
from dashboard.catalogue.draft import Figure, Source
from dashboard.components import markup, review_words
from dashboard.components.markup import lang, text
from dashboard.i18n import N_, _, language_name, n_, number

ANEW = 0.2  # below this share of letters that stayed, marks on every word would only tire
_DIMS = {
    "themes": "theme", "topics": "topic", "audiences": "audience",
    "instrument": "instrument", "status": "status", "evidence": "evidence",
}  # fmt: skip
_NAMES = ("name", "label", "title", "url")  # parts of a row by which it is known again
# What became of a row, and of a field that was not there or is not there any more.
_KINDS: Mapping[str, str] = {
    "added": N_("Added"),
    "removed": N_("Removed"),
    "changed": N_("Changed"),
    "moved": N_("Moved"),
}


def show(changes: Sequence[Change], same: int = 0) -> None:
    """All changes, field by field, and a line on the fields that are the same."""
    fields = groupby(changes, key=lambda one: one.field)
    markup.html("".join(field(name, list(group)) for name, group in fields) + alike(same))


def field(name: str, changes: Sequence[Change]) -> str:
    """What became of one field under its name, a text once a language; as markup."""
    drawn_ones = "".join(drawn(one) for one in changes)
    return (
        f'<section class="difference-field"><h3 class="label">{text(desk_words.field(name))}</h3>'
        f"{drawn_ones}</section>"
    )


def alike(count: int) -> str:
    """'17 fields are the same', as markup; nothing where none is."""
    if not count:
        return ""
    told = n_("{count} field is the same", "{count} fields are the same", count)
    return f'<p class="note difference-alike">{text(told)}</p>'


def drawn(change: Change, *, before: str = "", after: str = "") -> str:
    """One change as markup: old and new side by side, one above the other on a phone.

    The sides are called Before and Now unless they are given other names.
    """
    before, after = before or _("Before"), after or _("Now")
    told = f'<p class="note">{text(language_name(change.language))}</p>' if change.language else ""
    if change.rows:
        return f'<div class="difference">{told}{_rows(change)}</div>'
    sides = _side("old", before, _old(change)) + _side("new", after, _new(change))
    return f'<div class="difference">{told}<div class="difference-sides">{sides}</div></div>'


def conflict(one: Conflict) -> str:
    """What two people made of a field, mine beside theirs; as markup."""
    if one.change is None:
        return ""
    return drawn(one.change, before=_("Yours"), after=_("Theirs"))


def _side(name: str, label: str, inner: str) -> str:
    return (
        f'<div class="difference-side difference-{name}">'
        f'<p class="difference-when">{text(label)}</p>{inner}</div>'
    )


# Words ------------------------------------------------------------------------------------------


def _old(change: Change) -> str:
    return _value(change, change.old, "new") + _marks(change, 0)


def _new(change: Change) -> str:
    return _value(change, change.new, "gone") + _marks(change, 1)


def _value(change: Change, value: Any, hidden: str) -> str:
    """One side: its words with marks on what the other lacks, or the value of a code."""
    if value in (None, "", ()):
        return f'<p><span class="gap">{text(_("empty"))}</span></p>'
    if not change.parts:
        return f"<p>{text(_said(change.field, value))}</p>"
    spoken = lang(change.language) if change.language else ""
    whole = change.kind != "changed" or wordings.share_kept(change.parts) < ANEW
    if whole:
        note = _anew(change, hidden)
        return f'<p class="difference-words" dir="auto"{spoken}>{text(value)}</p>{note}'
    kept = [part for part in change.parts if part.kind != hidden]
    return (
        f'<p class="difference-words" dir="auto"{spoken}>{"".join(map(_part, kept))}</p>'
        f"{_only_spaces(change, hidden)}"
    )


def _anew(change: Change, hidden: str) -> str:
    if change.kind != "changed" or hidden == "new":
        return ""
    return f'<p class="note">{text(_("Written anew"))}</p>'


def _only_spaces(change: Change, hidden: str) -> str:
    moved = (part.text for part in change.parts if part.kind != "same")
    if hidden == "new" or any(one.strip() for one in moved):
        return ""
    return f'<p class="note">{text(_("Only spaces or line breaks differ."))}</p>'


def _part(part: Part) -> str:
    if part.kind == "same":
        return text(part.text)
    tag, told = {
        "gone": ("del", _("(removed: {words})")),
        "new": ("ins", _("(added: {words})")),
    }[part.kind]
    # What the eye sees as a line, a screen reader says: before and after the words.
    opening, _words, closing = told.partition("{words}")
    unseen = '<span class="unseen">{}</span>'
    # A line under the space around the words would be one under nothing.
    inner = part.text.strip() or part.text
    space, after = part.text.split(inner, 1)
    marked = f"{unseen.format(text(opening))}{text(inner)}{unseen.format(text(closing))}"
    return f"{text(space)}<{tag}>{marked}</{tag}>{text(after)}"


def _marks(change: Change, side: int) -> str:
    """Where a text came from and whether it was stale, where that changed."""
    told = []
    if change.origins[0] != change.origins[1] and change.origins[side]:
        told.append(_origin(change.origins[side], alone=None in change.origins))
    if change.stale[0] != change.stale[1]:
        told.append(markup.stale_note() if change.stale[side] else _fresh())
    found = "".join(one for one in told if one)
    return f'<p class="text-marks">{found}</p>' if found else ""


def _origin(code: str | None, *, alone: bool) -> str:
    if code == "original":
        return f'<span class="note">{text(_("Written in this language"))}</span>'
    if code == "not_stated" and not alone:
        return f'<span class="note">{text(_("Who translated it is not stated"))}</span>'
    return markup.origin_note(code) if code else ""


def _fresh() -> str:
    return f'<span class="note">{text(_("Fits its original"))}</span>'


# Values and rows --------------------------------------------------------------------------------


def _said(name: str, value: Any) -> str:
    """A code, an id, a number or a row in words."""
    if value in (None, ""):
        return _("empty")
    if name in _DIMS:
        return words.label(_DIMS[name], value)
    told: Mapping[str, Callable[[Any], str]] = {
        "city_id": review_words.city,
        "language": language_name,
        "figures": _figure,
        "sources": _source,
        "value": number,
        "unit": lambda code: words.unit(code, 2),
        "source": lambda place: _("source {number}").format(number=place),
    }
    return told.get(name, str)(value)


def _figure(one: Figure) -> str:
    label = next((label for label in one.labels.values() if label), _("not named"))
    if one.value is None:
        return label
    value = words.figure(one.value, one.unit) if one.unit else words.amount(one.value)
    return _("{label}: {value}").format(label=label, value=value)


def _source(one: Source) -> str:
    return one.title or one.url


def _rows(change: Change) -> str:
    """The entries of a list that changed, each with what became of it; how many did not."""
    rows = "".join(_row(change.field, row) for row in change.rows if row.kind != "same")
    same = sum(row.kind == "same" for row in change.rows)
    told = n_("{count} entry is the same", "{count} entries are the same", same)
    note = f'<p class="note">{text(told)}</p>' if same else ""
    return f'<ul class="difference-rows">{rows}</ul>{note}'


def _row(name: str, row: Row) -> str:
    said = text(_said(name, row.old if row.new is None else row.new))
    what = {
        "added": f"<ins>{said}</ins>",
        "removed": f"<del>{said}</del>",
    }.get(row.kind, said)
    if row.kind == "changed":
        cells = "".join(map(_cell, row.cells))
        what = cells if row.cells[0].field in _NAMES else f"<p>{said}</p>{cells}"
    place = f' <span class="note">{text(_place(name, row))}</span>' if row.kind == "moved" else ""
    return (
        f'<li class="difference-row difference-{row.kind}">'
        f'<span class="difference-what">{text(_(_KINDS[row.kind]))}</span>'
        f"<div>{what}{place}</div></li>"
    )


def _place(name: str, row: Row) -> str:
    if name == "themes":
        return _("now the main theme") if row.now == 1 else _("no longer the main theme")
    return _("from place {old} to place {new}").format(old=row.was, new=row.now)


def _cell(cell: Change) -> str:
    """A part of a row that changed, on one line."""
    if cell.field == "name":
        return f'<span dir="auto">{"".join(map(_part, cell.parts))}</span>'
    name = desk_words.field(cell.field)
    if cell.language:
        spoken = language_name(cell.language)
        name = _("{field}, in {language}").format(field=name, language=spoken)
    if cell.parts and cell.kind == "changed":
        spoken = lang(cell.language) if cell.language else ""
        what = f'<span dir="auto"{spoken}>{"".join(map(_part, cell.parts))}</span>'
    else:
        old, new = (_said(cell.field, one) for one in (cell.old, cell.new))
        what = f"{_part(Part('gone', old))} {_part(Part('new', new))}"
    return f'<p><span class="label">{text(name)}</span> {what}</p>'
