"""What is public now, whole: every published practice as a draft, read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.catalogue import database, practices, versions
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.filters import Filters

AT_ONCE = 500  # practices in memory at a time
_PARTS = {
    "texts": "export_texts",
    "origins": "export_origins",
    "partners": "export_partners",
    "figures": "export_figures",
    "sources": "export_sources",
}


@dataclass(frozen=True)
class Published:
    """One practice as it is public: its city by English name and ISO code, its content."""

    slug: str
    version: int
    signed_at: datetime
    city: str
    country: str
    draft: Draft


@dataclass(frozen=True, eq=False)
class Selection:
    """The practices of a question as they were at one version of the catalogue, by slug.

    Versions never change, so it reads the same whenever it is read, however long that takes.
    """

    catalogue: int
    count: int
    most_figures: int
    most_sources: int
    signed_at: datetime | None  # the newest of them; None where nothing matches
    _heads: pa.Table
    _tick: Callable[[int, int], None] | None = None

    def __iter__(self) -> Iterator[Published]:
        """Each practice, few of them in memory at a time."""
        for start in range(0, self.count, AT_ONCE):
            yield from read(self._heads.slice(start, AT_ONCE))
            if self._tick:
                self._tick(min(start + AT_ONCE, self.count), self.count)

    def watched(self, tick: Callable[[int, int], None]) -> Selection:
        """The same; `tick` hears how many of how many have been read, and may end it by raising."""
        return replace(self, _tick=tick)

    def city_ids(self) -> list[int]:
        """The cities of these practices, each once."""
        found: list[int] = pc.unique(self._heads["city_id"]).to_pylist()
        return found

    def countries(self) -> list[str]:
        """Their countries, each once."""
        found: list[str] = pc.unique(self._heads["country"]).to_pylist()
        return found


def selection(filters: Filters, language: str) -> Selection:
    """The published practices that match; `language` is the one a search text is read in."""
    while True:
        before = database.edition()
        heads = database.table("export_heads")
        if not filters.empty:
            found = pa.array(practices.ids(filters, language), pa.int64())
            heads = heads.filter(pc.is_in(heads["practice_id"].cast(pa.int64()), found))
        # What was published between the two questions would be in the one and not the other.
        if database.edition() == before:
            return _selection(before[1], heads)


def _selection(catalogue: int, heads: pa.Table) -> Selection:
    return Selection(
        catalogue=catalogue,
        count=heads.num_rows,
        most_figures=pc.max(heads["figures"]).as_py() or 0,
        most_sources=pc.max(heads["sources"]).as_py() or 0,
        signed_at=pc.max(heads["created_at"]).as_py(),
        _heads=heads,
    )


def read(heads: pa.Table) -> Iterator[Published]:
    """The practices of some heads (`export_heads`, `import_heads`), each as a draft."""
    wanted = heads.select(["practice_id", "version"])
    parts = {name: _by_practice(question, wanted) for name, question in _PARTS.items()}
    for head in heads.to_pylist():
        own = {name: found.get(head["practice_id"], []) for name, found in parts.items()}
        own["partners"] = [one["name"] for one in own["partners"]]
        yield Published(
            slug=head["slug"],
            version=head["version"],
            signed_at=head["created_at"],
            city=head["city"],
            country=head["country"],
            draft=versions.assembled(head, **own),
        )


def _by_practice(question: str, wanted: pa.Table) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in database.records(question, wanted=wanted):
        found[row["practice_id"]].append(row)
    return found
