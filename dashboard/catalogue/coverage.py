"""What was read of each country: a measure of the reading, never of the country."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.catalogue.practices import CityPoint

# The least and the most practices of each shade. Fixed, so that one shade means one number
# whatever is filtered.
STEPS: tuple[tuple[int, float], ...] = ((1, 1), (2, 4), (5, 9), (10, math.inf))


@dataclass(frozen=True)
class Country:
    """The practices and cities read in one country, and the middle of those cities."""

    code: str
    practices: int
    cities: int
    latitude: float
    longitude: float

    @property
    def step(self) -> int:
        """The shade, 1 to 4."""
        return next(
            number
            for number, (least, most) in enumerate(STEPS, start=1)
            if least <= self.practices <= most
        )


def by_country(found: Sequence[CityPoint]) -> tuple[Country, ...]:
    """The countries of these cities, in the order of their codes."""
    ordered = sorted(found, key=lambda city: city.country)
    return tuple(
        _country(code, list(cities))
        for code, cities in groupby(ordered, key=lambda city: city.country)
    )


def _country(code: str, cities: list[CityPoint]) -> Country:
    return Country(
        code=code,
        practices=sum(city.practices for city in cities),
        cities=len(cities),
        latitude=sum(city.latitude for city in cities) / len(cities),
        longitude=sum(city.longitude for city in cities) / len(cities),
    )
