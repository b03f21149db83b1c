"""A place as rows of the store: the city, and its name in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.catalogue import geography, vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.geography import Place

NOTHING_TOLD: Mapping[str, Any] = {}


def city(place: Place, facts: Mapping[str, Any] = NOTHING_TOLD) -> dict[str, Any]:
    """The row of `city`; facts are what data/cities.json tells of it."""
    return {
        "city_id": place.place_id,
        "slug": place.slug,
        "country": place.country,
        "region": vocabulary.region_of(place.country),
        "size": vocabulary.size_of(place.population),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "population_source": place.population_source,
        "website": facts.get("website"),
        "observatory_member": facts.get("observatory_member"),
        "notes": facts.get("notes"),
    }


def names(place: Place, facts: Mapping[str, Any] = NOTHING_TOLD) -> list[dict[str, Any]]:
    """The rows of `city_name`, one a language."""
    told = facts.get("name", {})
    return [
        {
            "city_id": place.place_id,
            "language": language,
            "name": told.get(language) or place.names.get(language) or place.name,
        }
        for language in vocabulary.LANGUAGES
    ]


def keep(writer: Writer, city_ids: Iterable[int]) -> int:
    """Add the places that the store does not know yet; gives how many."""
    known = {int(row[0]) for row in writer.rows("city_ids")}
    fresh = [geography.by_id(one) for one in sorted(set(city_ids) - known)]
    if fresh:
        writer.insert("city", pd.DataFrame([city(place) for place in fresh]))
        writer.insert("city_name", pd.DataFrame([row for one in fresh for row in names(one)]))
        for place in fresh:
            for alias in dict.fromkeys(place.aliases):
                writer.run("city_alias_keep", city_id=place.place_id, alias=alias)
    return len(fresh)
