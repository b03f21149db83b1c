"""Two hundred random questions: every number shown equals plain SQL over the practices themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import database, practices, search, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters

QUESTIONS = 200
WORDS = (
    "youth",
    "Sicherheit nachts",
    "réfugiés",
    "barrio",
    "police",
    "jeunes femmes",
    "Madrid",
    "xqzzy",
)

# The practices as a newcomer would write them down, from the tables people write to: no mask
# arithmetic of ours, no derived table.
PLAIN = """
create temp table plain as
with word as (select dim, number, slug from code),
words as (
    select v.practice_id, v.version, word.dim, list(word.slug) as slugs
    from practice_version as v
    inner join word on (word.dim = 'theme' and v.themes // (2 ** word.number)::int % 2 = 1)
        or (word.dim = 'topic' and v.topics // (2 ** word.number)::int % 2 = 1)
        or (word.dim = 'audience' and v.audiences // (2 ** word.number)::int % 2 = 1)
    group by all
)
select
    p.practice_id, p.slug, city.slug as cities, city.country as countries, city.region as regions,
    city.size as sizes, v.start_year,
    (select slugs from words as w where (w.practice_id, w.version, w.dim) = (p.practice_id, v.version, 'theme')) as themes,
    (select slugs from words as w where (w.practice_id, w.version, w.dim) = (p.practice_id, v.version, 'topic')) as topics,
    (select slugs from words as w where (w.practice_id, w.version, w.dim) = (p.practice_id, v.version, 'audience')) as audiences,
    (select list(summit) from summit_city as s where s.city_id = p.city_id and took_part) as summits,
    (select slug from word where dim = 'instrument' and number = v.instrument) as instruments,
    (select slug from word where dim = 'status' and number = v.status) as statuses,
    (select slug from word where dim = 'evidence' and number = v.evidence) as evidence,
    (select slug from word where dim = 'theme' and number = v.main_theme) as main_theme,
    case when exists (select 1 from figure as f where (f.practice_id, f.version) = (p.practice_id, v.version))
        then 'yes' else 'no' end as figures,
    case when exists (select 1 from practice_text as t where (t.practice_id, t.version) = (p.practice_id, v.version) and t.results is not null)
        then 'yes' else 'no' end as results
from practice as p
inner join practice_version as v on p.practice_id = v.practice_id and p.published_version = v.version
inner join city on p.city_id = city.city_id
where p.state = 'published'
"""
LISTS = ("themes", "topics", "audiences", "summits")
SINGLE = ("countries", "regions", "cities", "sizes", "instruments", "statuses", "evidence")


@pytest.fixture(scope="module")
def plain(store: Path) -> Iterator[Any]:
    with database._cursor() as cursor:
        cursor.execute(PLAIN)
        yield cursor


def conditions(filters: Filters) -> dict[str, tuple[str, Any]]:
    """Each filter that is set as plain SQL with its value."""
    found: dict[str, tuple[str, Any]] = {}
    for field in LISTS:
        if getattr(filters, field):
            found[field] = (f"list_has_any({field}, $_{field})", list(getattr(filters, field)))
    for field in SINGLE:
        if getattr(filters, field):
            found[field] = (f"list_contains($_{field}, {field})", list(getattr(filters, field)))
    for field in ("figures", "results"):
        if getattr(filters, field) is not None:
            found[field] = (f"{field} = $_{field}", "yes" if getattr(filters, field) else "no")
    if filters.since is not None:
        found["since"] = ("start_year >= $_since", filters.since)
    if filters.until is not None:
        found["until"] = ("start_year <= $_until", filters.until)
    hits = search.hits(filters.query, "en") if filters.query else None
    if hits is not None:
        found["query"] = ("list_contains($_query, practice_id)", [int(one) for one in hits.ids])
    return found


def ask(
    plain: Any,
    select: str,
    where: dict[str, tuple[str, Any]],
    rest: str = "",
    source: str = "plain",
) -> list[Any]:
    told = " and ".join(f"({sql})" for sql, _ in where.values()) or "true"
    values = {f"_{field}": value for field, (_, value) in where.items()}
    return plain.execute(f"{select} from {source} where {told} {rest}", values).fetchall()


def counts(plain: Any, filters: Filters) -> dict[str, dict[str, int]]:
    every = conditions(filters)
    found = {}
    for field in (*LISTS, *SINGLE, "figures", "results"):
        others = {name: one for name, one in every.items() if name != field}
        source = f"(select unnest({field}) as code, * from plain)" if field in LISTS else "plain"
        code = "code" if field in LISTS else field
        found[field] = dict(
            ask(plain, f"select {code}, count(*)", others, f"group by {code}", source)
        )
    others = {name: one for name, one in every.items() if name not in ("since", "until")}
    year = "coalesce(start_year::varchar, 'not_stated') as code"
    found["years"] = dict(ask(plain, f"select {year}, count(*)", others, "group by code"))
    return found


def questions() -> Iterator[Filters]:
    choose = random.Random(2019)
    for _ in range(QUESTIONS):
        values: dict[str, Any] = {}
        fields = [*LISTS, *SINGLE, "since", "until", "figures", "results", "query"]
        for field in choose.sample(fields, choose.choice((0, 1, 1, 2, 2, 3, 4))):
            if field in DIMENSIONS:
                codes = vocabulary.codes(DIMENSIONS[field])
                if field == "countries":
                    codes = ("FR", "DE", "CA", "ES", "GB", "US", "BR", "JP", "AF")
                values[field] = tuple(
                    choose.sample(codes, min(len(codes), choose.choice((1, 1, 2, 3))))
                )
            elif field == "cities":
                values[field] = tuple(choose.sample(("atlantis", *cities()), 3))
            elif field in ("since", "until"):
                values[field] = choose.randint(1990, 2025)
            elif field == "query":
                values[field] = choose.choice(WORDS)
            else:
                values[field] = choose.random() < 0.5
        yield Filters(**values)


def cities() -> list[str]:
    return sorted(point.slug for point in practices.for_map(Filters(), "en"))


def told(points: tuple[practices.CityPoint, ...]) -> dict[str, tuple[int, tuple[int, ...]]]:
    return {point.slug: (point.practices, point.counts) for point in points}


def test_every_count_equals_plain_sql_for_two_hundred_random_questions(plain: Any) -> None:
    asked = list(questions())

    for filters in asked:
        every = conditions(filters)
        themes = ", ".join(
            f"count(*) filter (main_theme = '{code}')" for code in vocabulary.codes("theme")
        )
        ids = {row[0] for row in ask(plain, "select practice_id", every)}
        where_they_lie = {
            row[0]: (row[1], tuple(row[2:]))
            for row in ask(plain, f"select cities, count(*), {themes}", every, "group by cities")
        }

        found = practices.facet_counts(filters, "en")
        assert {
            field: found[field] for field in found if field not in ("since", "until")
        } == counts(plain, filters), filters
        assert practices.total(filters, "en") == len(ids), filters
        assert set(practices.ids(filters, "en")) == ids, filters
        assert told(practices.for_map(filters, "en")) == where_they_lie, filters

    assert sum(1 for one in asked if one.query) >= 20
    assert sum(1 for one in asked if practices.total(one, "en") == 0) >= 10


def test_dropping_one_filter_gives_what_is_promised(plain: Any) -> None:
    for filters in questions():
        every = conditions(filters)

        for told in practices.drop_suggestions(filters, "en"):
            left = {name: one for name, one in every.items() if name != told.field}
            assert told.count == ask(plain, "select count(*)", left)[0][0], (filters, told)
            assert told.count == practices.total(filters.without(told.field), "en")


def test_both_ways_to_count_facets_differ_in_one_word_only() -> None:
    code = [
        database.statement("read", name).split("with fitted as", 1)[1]
        for name in ("facet_groups", "facet_groups_of_hits")
    ]

    assert code[0].replace(" not materialized", " materialized", 1) == code[1]
