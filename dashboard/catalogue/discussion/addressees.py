"""The cities a question may go to: every one of the catalogue; those with an office here first."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from dashboard.catalogue import cities, database
from dashboard.catalogue.searching.analysis import fold, words

NEAR = 80  # of 100: from here on a mistyped name is taken for a suggestion


def with_office(language: str) -> dict[str, str]:
    """The cities of which somebody has a desk here, by slug, in the order of names."""
    held = {row[0] for row in database.rows("city_offices", city="")}
    return {slug: name for slug, name in cities.names(language).items() if slug in held}


def named(written: str) -> str | None:
    """The city that a name means, in whatever language and case; None where no one city does."""
    found = _names(database.edition()).get(_plain(written), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def meant(written: str, language: str) -> str | None:
    """The name of the city that a mistyped name may mean."""
    known = _names(database.edition())
    best = process.extractOne(_plain(written), [*known], scorer=fuzz.ratio, score_cutoff=NEAR)
    return cities.names(language).get(min(known[best[0]])) if best else None


@lru_cache(maxsize=2)
def _names(_edition: tuple[int, int]) -> dict[str, frozenset[str]]:
    """Every plain name with the cities it means; a slug is a name too."""
    found: dict[str, set[str]] = {}
    for slug, name in database.rows("city_every_name"):
        found.setdefault(_plain(name), set()).add(slug)
        found.setdefault(_plain(slug), set()).add(slug)
    return {name: frozenset(slugs) for name, slugs in found.items()}


def _plain(written: str) -> str:
    return " ".join(fold(one.text) for one in words(written[:100]))
