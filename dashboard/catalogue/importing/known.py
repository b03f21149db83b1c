"""What the catalogue already knows of the practices and cities a file tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from dashboard.catalogue import database, published, renaming
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.geography import fold
from dashboard.catalogue.importing.comparing import same, settled


@dataclass(frozen=True)
class KnownPractice:
    """A practice under a slug that the file names: its text and how it stands."""

    slug: str
    practice_id: int
    city_id: int
    state: str
    public: int
    latest: int
    draft: Draft


class Known:
    """Learns of practices by slug and by city, a batch at a time; keeps what it needs of them."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._practices: dict[str, KnownPractice] = {}
        self._cities: set[int] = set()
        self._told: set[int] = set()  # cities that have practices, public or waiting
        self._texts: dict[str, str] = {}
        self._titles: dict[tuple[int | None, str], str] = {}
        self._waiting: dict[tuple[str | None, str], str] = {}

    def learn(self, slugs: Sequence[str], cities: set[int]) -> None:
        """Read these practices, and all of the cities that were not asked for before."""
        fresh = sorted(cities - self._cities)
        self._cities.update(fresh)
        named = set(map(renaming.renamed_to, slugs))
        heads = database.table("import_heads", slugs=sorted(named), city_ids=fresh)
        about: dict[str, dict[str, Any]] = {
            row["slug"]: row
            for row in heads.select(
                ["slug", "practice_id", "city_id", "state", "version", "latest_version"]
            ).to_pylist()
        }
        self._practices = {}
        for one in published.read(heads):
            self._keep(one.slug, settled(one.draft), about[one.slug], wanted=one.slug in named)
        cities_named = pc.unique(heads["city_id"]).to_pylist() if heads.num_rows else []
        for row in database.records(
            "import_waiting", city_ids=sorted({*fresh, *(cities_named if named else ())})
        ):
            self._told.add(row["city_id"])
            key = (row["slug"], same(from_json(row["body"])))
            self._waiting.setdefault(key, row["receipt"])

    def _keep(self, slug: str, draft: Draft, row: dict[str, Any], *, wanted: bool) -> None:
        if wanted:
            self._practices[slug] = KnownPractice(
                slug=slug,
                practice_id=row["practice_id"],
                city_id=row["city_id"],
                state=row["state"],
                public=row["version"],
                latest=row["latest_version"],
                draft=draft,
            )
        if row["state"] == "published":
            self._told.add(row["city_id"])
            self._texts.setdefault(draft.fingerprint(), slug)
            for title in titles(draft):
                self._titles.setdefault((draft.city_id, title), slug)

    def practice(self, slug: str | None) -> KnownPractice | None:
        """The practice that bears this slug, or bore it; None where there is none."""
        return self._practices.get(renaming.renamed_to(slug)) if slug else None

    def with_text(self, draft: Draft) -> str | None:
        """The public practice that says just this."""
        return self._texts.get(draft.fingerprint())

    def waiting_with_text(self, draft: Draft, slug: str | None) -> str | None:
        """The submission with just this text that waits, new or for this practice."""
        return self._waiting.get((slug, draft.fingerprint()))

    def has_any(self, city_id: int) -> bool:
        """Whether a city has practices, public or waiting."""
        return city_id in self._told

    def with_title(self, key: tuple[int | None, str]) -> str | None:
        """The public practice of a city that bears a title."""
        return self._titles.get(key)


def titles(draft: Draft) -> Iterable[str]:
    """The titles of a draft as they are compared."""
    return sorted({fold(one.words) for one in draft.title.values() if one.words.strip()})
