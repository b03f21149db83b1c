"""A form of others: its columns as data, and one engine that writes a draft into it and reads it.

What a form cannot hold is said before anything is written, and what it holds that we cannot is
given back, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from dashboard.catalogue import columns
from dashboard.catalogue.bridge import licences, ways
from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.losses import Loss
from dashboard.catalogue.bridge.ways import Heard, Told
from dashboard.catalogue.draft import Draft, Source
from dashboard.catalogue.geography import fold
from dashboard.catalogue.importing import cells, reading
from dashboard.catalogue.importing.cells import CellFault
from dashboard.catalogue.vocabulary import LANGUAGES

# Not of any form: whose record it is, so that a file that comes back meets the one it left from.
OWN_ID = "catalogue_id"


@dataclass(frozen=True)
class Written:
    """A record in a form's columns, and what was lost on the way; no cells where it is blocked."""

    cells: dict[str, str]
    losses: tuple[Loss, ...]

    @property
    def blocked(self) -> bool:
        """Whether a licence forbids it."""
        return any(one.kind == "blocked" for one in self.losses)


@dataclass(frozen=True)
class Read:
    """A record out of a form; `draft` is None where its licence forbids to take it.

    `row` is what was understood in our interchange columns, `came_from` the form's column behind
    each of them, `faults` what was meant for us and cannot be read. `unknown` holds the cells of
    columns this form is not known to have, `left` those that have no place with us.
    """

    draft: Draft | None
    slug: str | None
    losses: tuple[Loss, ...]
    faults: tuple[CellFault, ...] = ()
    unknown: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    row: dict[str, Any] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """A form of others, whole.

    names: `machine` where the columns are those of its own code, `labels` where they are the words
    seen on its pages: obtain the live form before relying on their spelling. licence: of the
    collection behind it, None where it is not known. `others` are its fields that have no place
    with us, `private` those that hold personal data: read past, never kept.
    """

    name: str
    title: str
    names: Literal["machine", "labels"]
    columns: tuple[Column, ...]
    others: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    licence: str | None = None
    prefers: str | None = None  # the language its collection asks for

    # Out ------------------------------------------------------------------------------------

    def write(
        self, slug: str, draft: Draft, language: str, licence: str = licences.OURS
    ) -> Written:
        """The record in this form in one language; `licence` is the record's own."""
        if not licences.may_enter(licence, self.licence):
            return Written({}, (_blocked(licence, self.licence),))
        told = Told(draft, language)
        written = {OWN_ID: slug}
        for column in self.columns:
            written[column.theirs] = self._cell(column, told)
        told.losses += self._unmapped(told)
        return Written(written, tuple(dict.fromkeys(told.losses)))

    def heads(self) -> tuple[str, ...]:
        """The columns that are written, in order."""
        return (OWN_ID, *(one.theirs for one in self.columns))

    def carries(self) -> frozenset[str]:
        """Our fields that this form has a place for (`ways.FIELDS`)."""
        return frozenset(carried for one in self.columns for carried in ways.carried(one))

    def _cell(self, column: Column, told: Told) -> str:
        told.column, told.also = column.theirs, column.also
        text = ways.WAYS[column.way].write(told, column)
        if column.most is None or len(text) <= column.most:
            return text
        lost = next(iter(ways.carried(column)), column.theirs)
        told.lose("cut", lost, most=column.most, given=len(text))
        return _cut(text, column.most, items=ways.WAYS[column.way].items)

    def _unmapped(self, told: Told) -> Iterator[Loss]:
        """What the record says and no column has a place for."""
        for name in ways.given(told.draft, told.language):
            if name not in self.carries():
                yield Loss("unmapped", name, values=ways.others(told, name))
        if self.prefers and told.language != self.prefers:
            values = {"wanted": self.prefers, "given": told.language}
            yield Loss("default", "language", values=values)

    # In -------------------------------------------------------------------------------------

    def read(
        self,
        filled: Mapping[str, Any],
        language: str | None = None,
        licence: str | None = None,
        into: str = licences.OURS,
    ) -> Read:
        """A record out of this form, its texts in `language` where the form does not tell.

        `licence` is the record's own; where nobody says, it is that of the form's collection.
        `into` is that of the set it is to enter.
        """
        licence = licence or self.licence
        if licence and not licences.may_enter(licence, into):
            return Read(None, _own_id(filled), (_blocked(licence, into),))
        heard = Heard(self._language(filled, language))
        if language is None and not self._tells_language(filled):
            heard.lose("default", "language", written=heard.language)
        self._hear(filled, heard)
        draft, slug, faults = reading.draft(heard.row)
        return Read(
            draft=draft,
            slug=slug,
            losses=tuple(dict.fromkeys([*heard.losses, *self._unlike(filled, draft, heard)])),
            faults=faults,
            unknown=heard.unknown,
            left=heard.left,
            row=heard.row,
            came_from=heard.came_from,
        )

    def read_again(
        self, filled: Mapping[str, Any], slug: str, before: Draft, language: str | None = None
    ) -> Read:
        """A record of ours that comes back in this form: its `row` holds what is told otherwise.

        `before` is what we have under its slug. What the form says just as it would be written
        from that is no news: so a cut text stays whole, and the nearest word changes nothing.
        The texts are ours, whatever the terms of the form's collection.
        """
        language = language or self._written_in(filled, slug, before)
        found = self.read(filled, language, licences.OURS)
        left = self.read(self.write(slug, before, language).cells, language, licences.OURS).row
        if found.draft is None:
            return found
        news = {_field(name) for name in left | found.row if left.get(name) != found.row.get(name)}
        return replace(
            found,
            draft=found.draft.model_copy(update={"sources": self._sources(found.draft, before)}),
            row={name: value for name, value in found.row.items() if _field(name) in news},
        )

    def _written_in(self, filled: Mapping[str, Any], slug: str, before: Draft) -> str:
        """The language in which our record would be most like this one."""
        told = self._tells_language(filled)
        if told and any(one.way == "text_language" for one in self.columns):
            return told
        first = self.prefers or "en"
        cells_given = {fold(name): ways.text_of(value) for name, value in filled.items()}

        def alike(language: str) -> int:
            written = self.write(slug, before, language).cells
            return sum(
                text != "" and cells_given.get(fold(n)) == text for n, text in written.items()
            )

        return max((first, *(one for one in LANGUAGES if one != first)), key=alike)

    def _sources(self, draft: Draft, before: Draft) -> tuple[Source, ...]:
        """What a form of bare addresses does not hold of a source stays as it was."""
        if "sources.title" in self.carries():
            return draft.sources
        known = {one.url: one for one in before.sources}
        return tuple(known.get(one.url, one) for one in draft.sources)

    def _language(self, filled: Mapping[str, Any], language: str | None) -> str:
        return language or self._tells_language(filled) or self.prefers or "en"

    def _tells_language(self, filled: Mapping[str, Any]) -> str | None:
        """The language that the form itself says its texts are in."""
        by_key = {fold(name): value for name, value in filled.items()}
        for column in self.columns:
            value = by_key.get(fold(column.theirs))
            if column.way in ("text_language", "original_language") and not cells.is_blank(value):
                try:
                    return cells.language(value)
                except cells.Unreadable:
                    return None
        return None

    def _hear(self, filled: Mapping[str, Any], heard: Heard) -> None:
        for name, value in filled.items():
            if cells.is_blank(value):
                continue
            key, text = fold(name), ways.text_of(value)
            if key == fold(OWN_ID):
                heard.put("id", text, name)
            elif key in self._private:
                heard.column = name
                heard.lose("unmapped", name, private="yes")
            elif key in self._others:
                heard.leave(name, text)
            elif key not in self._by_key:
                heard.unknown[name] = text
                heard.losses.append(Loss("unknown_column", name, name))
            elif not self._by_key[key].also:
                self._understand(self._by_key[key], name, text, heard)
        for name, value in filled.items():  # what repeats, once all else is known
            column = self._by_key.get(fold(name))
            if column and column.also and not cells.is_blank(value):
                self._understand(column, name, ways.text_of(value), heard)

    def _understand(self, column: Column, name: str, text: str, heard: Heard) -> None:
        heard.column = name
        read = ways.WAYS[column.way].read
        if read is not None:
            read(heard, column, text)

    def _unlike(self, filled: Mapping[str, Any], draft: Draft, heard: Heard) -> Iterator[Loss]:
        """The cells that only repeat or derive, where they say something else than we would."""
        told = Told(draft, heard.language)
        for name, value in filled.items():
            column = self._by_key.get(fold(name))
            if column is None or cells.is_blank(value):
                continue
            if name in heard.left or name in heard.came_from.values():
                continue
            derived = ways.WAYS[column.way].read is None
            if (column.also or derived) and self._cell(column, told) != ways.text_of(value):
                heard.left[name] = ways.text_of(value)
                yield Loss("unmapped", name, name)

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {fold(one.theirs): one for one in self.columns}

    @cached_property
    def _others(self) -> frozenset[str]:
        return frozenset(map(fold, self.others))

    @cached_property
    def _private(self) -> frozenset[str]:
        return frozenset(map(fold, self.private))


def _blocked(licence: str, into: str | None) -> Loss:
    return Loss("blocked", "licence", values={"given": licence, "wanted": into or ""})


def _field(name: str) -> str:
    """Sources are one field, whatever of them has a column; a text is one in each language."""
    return "sources" if name.startswith("source_") else name


def _own_id(filled: Mapping[str, Any]) -> str | None:
    found = filled.get(OWN_ID)
    return None if cells.is_blank(found) else ways.text_of(found)


def _cut(text: str, most: int, *, items: bool) -> str:
    """The text up to its last whole word and a sign that it goes on; a list up to an item."""
    if items:
        return text[: most + 1].rpartition(columns.SEPARATOR)[0] or text[:most]
    kept = text[: most - 1]
    if not text[most - 1].isspace() and " " in kept[most // 2 :]:
        kept = kept.rsplit(None, 1)[0]
    return kept.rstrip(" ,;:–-") + "…"
