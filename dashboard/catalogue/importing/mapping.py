"""Which header of a file is which column of ours: matched, remembered, or chosen by a person."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.catalogue import clock, columns, database
from dashboard.catalogue.database import Writer
from dashboard.catalogue.geography import fold
from dashboard.catalogue.importing import headers
from dashboard.catalogue.importing.cells import Manner

How = Literal["own", "name", "remembered", "chosen", "left_out", "unknown", "template"]
# The sign before a fraction where a file is in this language.
DECIMAL = {"en": ".", "fr": ",", "de": ",", "es": ","}


@dataclass(frozen=True)
class Match:
    """A header of the file and the column it fills; None where it fills none."""

    header: str
    column: str | None
    how: How


@dataclass(frozen=True)
class Chosen:
    """What a person said of a file: the column of a header (None leaves it out), its language."""

    columns: Mapping[str, str | None] = field(default_factory=dict, hash=False)
    language: str | None = None
    decimal: str | None = None


class Matching:
    """The headers of one file, matched as they come; a person's choice comes before any other."""

    def __init__(self, sample: Iterable[str], chosen: Chosen | None = None) -> None:
        """Look at the first headers: they tell the file and the language of its texts."""
        self._sample = tuple(dict.fromkeys(sample))
        self._chosen = chosen or Chosen()
        self._kept = remembered(self._sample) or Chosen()
        self._found: dict[str, Match] = {}
        for header in self._sample:
            self.match(header)
        self.manner = self._manner()

    def match(self, header: str) -> Match:
        """What a header fills."""
        found = self._found.get(header)
        if found is None:
            found = self._found[header] = self._matched(header)
        return found

    def matches(self) -> tuple[Match, ...]:
        """All headers seen so far, in the file's order."""
        return tuple(self._found.values())

    def flat(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """A row by our names; cells under unknown headers are left aside."""
        row = {}
        for header, value in cells.items():
            column = self.match(header).column
            if column is not None:
                row[column] = value
        return row

    def header_of(self, column: str) -> str:
        """What the file calls one of our columns; our name where it has none."""
        return next((one.header for one in self._found.values() if one.column == column), column)

    def clashes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Columns that several headers would fill, each with these headers."""
        by_column: dict[str, list[str]] = {}
        for one in self._found.values():
            if one.column is not None:
                by_column.setdefault(one.column, []).append(one.header)
        return tuple((name, tuple(own)) for name, own in by_column.items() if len(own) > 1)

    def chosen(self) -> Chosen:
        """Everything decided for this file, to be remembered for the next of its kind."""
        found = {one.header: one.column for one in self._found.values()}
        return Chosen(found, self.manner.language, self.manner.decimal)

    def _matched(self, header: str) -> Match:
        for said, how in ((self._chosen, "chosen"), (self._kept, "remembered")):
            if header in said.columns:
                column = said.columns[header]
                if column is None or columns.column(column) is not None:
                    return Match(header, column, _how(column, how))
        found = headers.recognised(header)
        if found is None:
            return Match(header, None, "unknown")
        return Match(header, found.column, "own" if found.own else "name")

    def _manner(self) -> Manner:
        language = self._chosen.language or self._kept.language or self._spoken()
        decimal = self._chosen.decimal or self._kept.decimal
        if decimal is None:
            plain = all(one.how in ("own", "unknown") for one in self._found.values())
            decimal = "." if plain else DECIMAL.get(language or "")
        return Manner(language, decimal)

    def _spoken(self) -> str | None:
        """The language most headers are in, where one is clearly ahead."""
        votes: Counter[str] = Counter()
        for header in self._found:
            found = headers.recognised(header)
            votes.update(found.spoken if found else ())
        first, second = (*votes.most_common(2), ("", 0), ("", 0))[:2]
        return first[0] if first[1] > second[1] else None


def _how(column: str | None, how: str) -> How:
    if column is None:
        return "left_out"
    return "chosen" if how == "chosen" else "remembered"


# Remembered for the next file of the same headers -------------------------------------------------


def fingerprint(names: Iterable[str]) -> str:
    """What a set of headers is known by, whatever their order, spelling and number of rows."""
    keys = {re.sub(r"\d+", "#", fold(one)) or one for one in names}
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


def remembered(names: Iterable[str]) -> Chosen | None:
    """What was decided for a file with these headers before."""
    found = database.rows("import_mapping_kept", fingerprint=fingerprint(names))
    return Chosen(**json.loads(found[0][0])) if found else None


def remember(writer: Writer, names: Iterable[str], chosen: Chosen, account: str) -> None:
    """Keep what was decided for the next file with these headers."""
    said = {
        "columns": dict(chosen.columns),
        "language": chosen.language,
        "decimal": chosen.decimal,
    }
    writer.run(
        "import_mapping_keep",
        fingerprint=fingerprint(names),
        body=json.dumps(said, ensure_ascii=False, sort_keys=True),
        account=account,
        moment=clock.now(),
    )
