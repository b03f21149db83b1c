"""One question, one number: the interface, every download, facets, map and plain SQL agree."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import database, practices
from dashboard.catalogue.filters import Filters
from dashboard.web import api, exports
from dashboard.web.languages import LanguagePrefix

# Written on the tables themselves, without the macros that every question of ours stands on.
PLAIN = """
select count(*)
from practice
join practice_version using (practice_id)
join city on practice.city_id = city.city_id
where practice.state = 'published' and practice_version.version = practice.published_version
and {}
"""


def _bits(dim: str, *codes: str) -> str:
    listed = ", ".join(f"'{one}'" for one in codes)
    return f"(select sum(1 << number) from code where dim = '{dim}' and slug in ({listed}))"


def _number(dim: str, code: str) -> str:
    return f"(select number from code where dim = '{dim}' and slug = '{code}')"


_RESULTS = """exists (
    select 1 from practice_text where practice_text.practice_id = practice.practice_id
    and practice_text.version = practice.published_version and results is not null
)"""
_FIGURES = """exists (
    select 1 from figure where figure.practice_id = practice.practice_id
    and figure.version = practice.published_version
)"""
QUESTIONS = {
    "": "true",
    "theme=cohesion&theme=security": f"(themes & {_bits('theme', 'cohesion', 'security')}) <> 0",
    "country=FR&country=CA&status=running": "country in ('FR', 'CA') and "
    f"status = {_number('status', 'running')}",
    "region=155&size=500k_1m": "region = '155' and size = '500k_1m'",
    "audience=women&from=2015&to=2020": f"(audiences & {_bits('audience', 'women')}) <> 0 "
    "and start_year between 2015 and 2020",
    "figures=yes&results=no": f"{_FIGURES} and not {_RESULTS}",
    "summit=dusseldorf-2019&evidence=monitored": "practice.city_id in (select city_id from "
    "summit_city where took_part and summit = 'dusseldorf-2019') and "
    f"evidence = {_number('evidence', 'monitored')}",
    "city=recife&city=vienna&topic=inclusive": "city.slug in ('recife', 'vienna') and "
    f"(topics & {_bits('topic', 'inclusive')}) <> 0",
    "instrument=programme&theme=integration": f"instrument = {_number('instrument', 'programme')} "
    f"and (themes & {_bits('theme', 'integration')}) <> 0",
    "country=KG": "country = 'KG'",
}


@pytest.fixture(scope="module")
def house(store: Path) -> Iterator[TestClient]:
    app = Starlette(routes=[*api.routes, *exports.routes], middleware=[Middleware(LanguagePrefix)])
    exports.shelf.cache_clear()
    with TestClient(app) as client:
        yield client


def told_everywhere(house: TestClient, query: str) -> dict[str, int]:
    """How many practices match, as each part of the house tells it."""
    filters, unknown = Filters.from_query(
        {
            name: [
                value.partition("=")[2]
                for value in query.split("&")
                if value.startswith(f"{name}=")
            ]
            for name in {one.partition("=")[0] for one in query.split("&") if one}
        }
    )
    assert not unknown

    def file(ending: str) -> bytes:
        return house.get(f"/en/practices.{ending}?{query}").content

    facets = house.get(f"/api/v1/facets?{query}&lang=en").json()
    points = house.get(f"/api/v1/map.geojson?{query}&lang=en").json()
    items, following = 0, f"/api/v1/practices?{query}&lang=en&limit=100&sort=id"
    while following:
        page = house.get(following).json()
        items, following = items + len(page["items"]), page["next"]
    return {
        "dashboard": practices.total(filters, "en"),
        "total": page["total"],
        "items": items,
        "facets": facets["total"],
        # Each practice has one instrument; a facet ignores its own filter.
        "one facet": sum(facets["counts"]["instrument"].values())
        if "instrument=" not in query
        else facets["total"],
        "map": sum(one["properties"]["practices"] for one in points["features"]),
        "map by theme": sum(
            sum(one["properties"]["by_theme"].values()) for one in points["features"]
        ),
        "csv": len(list(csv.reader(io.StringIO(file("csv").decode("utf-8-sig"))))) - 1,
        "json": len(json.loads(file("json"))),
        "geojson": len(json.loads(file("geojson"))["features"]),
        "parquet": pq.read_table(io.BytesIO(file("parquet"))).num_rows,
    }


@pytest.mark.parametrize("query", QUESTIONS)
def test_every_part_of_the_house_tells_the_number_that_plain_sql_does(
    house: TestClient, query: str
) -> None:
    with database._cursor() as cursor:
        wanted = cursor.execute(PLAIN.format(QUESTIONS[query])).fetchall()[0][0]

    told = told_everywhere(house, query)

    assert told == dict.fromkeys(told, wanted)


@pytest.mark.parametrize(
    "query", ["q=police", "q=jugend&theme=security", "q=nowhere-to-be-found-zzz"]
)
def test_a_search_finds_as_many_everywhere(house: TestClient, query: str) -> None:
    assert len(set(told_everywhere(house, query).values())) == 1
