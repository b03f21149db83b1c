"""What was read of each country."""

from pathlib import Path

import pytest

from dashboard.catalogue import coverage, practices
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.practices import CityPoint


def city(country: str, count: int, latitude: float = 0.0) -> CityPoint:
    return CityPoint("x", "X", country, "155", latitude, 10.0, count, (count, 0, 0))


def test_a_country_adds_up_its_cities_and_stands_between_them() -> None:
    found = coverage.by_country([city("FR", 2, 40.0), city("DE", 1), city("FR", 3, 50.0)])

    assert [(one.code, one.practices, one.cities) for one in found] == [
        ("DE", 1, 1),
        ("FR", 5, 2),
    ]
    assert found[1].latitude == 45.0


@pytest.mark.parametrize(
    ("count", "step"), [(1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (5000, 4)]
)
def test_every_number_has_one_shade(count: int, step: int) -> None:
    assert coverage.by_country([city("FR", count)])[0].step == step


def test_countries_hold_all_practices_of_the_catalogue(store: Path) -> None:
    found = practices.for_map(Filters(), "en")

    countries = coverage.by_country(found)

    total = practices.total(Filters(), "en")
    assert sum(one.practices for one in countries) == total
    assert sum(one.cities for one in countries) == len(found)
