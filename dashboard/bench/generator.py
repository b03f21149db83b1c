"""A catalogue of any size for measuring, made from the real one: the same seed gives the same rows.

Real texts, codes, cities and places of GeoNames are recombined and written straight into the tables
readers touch; what people write to (practices, versions, audit) stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from dashboard.catalogue import database, geography, vocabulary
from dashboard.catalogue.searching import filling, meaning

SEED = 2019
PLACES_UP_TO = 10  # practices a city on average before another city is taken in
VECTORS_UP_TO = 100_000  # beyond, the vectors alone would fill a small machine's memory
BATCH = 2_000_000  # postings written at a time
_KEPT = ("code", "city", "city_name", "city_alias", "summit", "summit_city", "catalogue_version")

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Real:
    """What is recombined: tables of the real catalogue, and its texts taken apart for search."""

    kept: dict[str, pa.Table]
    facet: pa.Table
    card: pa.Table
    vectors: tuple[Numbers, Numbers]
    search: dict[str, pa.Table]
    posts: list[tuple[int, str, Numbers, Numbers]]  # key, kind, text, weight


def read(store: Path) -> Real:
    """The real catalogue, ready to be recombined."""
    connection = database.open_store(store, read_only=True)
    try:
        kept = {name: _table(connection, f"from {name}") for name in _KEPT}
        facet = _table(connection, "from facet order by practice_id")
        card = _table(connection, "from card order by practice_id, language")
        vectors = meaning.unpack(_table(connection, "from search_vector order by practice_id"))
    finally:
        connection.close()
    search, posts = _taken_apart(kept, facet, card)
    return Real(kept, facet, card, vectors, search, posts)


def make(real: Real, target: Path, size: int, seed: int = SEED) -> None:
    """Write a catalogue of so many practices into a new store."""
    target.unlink(missing_ok=True)
    chance = np.random.default_rng(seed)
    connection = database.open_store(target)
    try:
        database.migrate(connection)
        for name, table in real.kept.items():
            _insert(connection, name, table)
        places = _places(real, connection, size)
        drawn = _drawn(real, chance, size, places)
        _insert(connection, "facet", _facet(real, drawn, places))
        _cards(real, connection, drawn)
        _search(real, connection, drawn)
        connection.execute("checkpoint")
    finally:
        connection.close()


# Reading ----------------------------------------------------------------------------------------


def _table(connection: Any, query: str) -> pa.Table:
    return connection.execute(query).to_arrow_table()


def _insert(connection: Any, name: str, table: pa.Table) -> None:
    connection.register("incoming", table)
    connection.execute(f"insert into {name} by name select * from incoming")
    connection.unregister("incoming")


def _taken_apart(
    kept: dict[str, pa.Table], facet: pa.Table, card: pa.Table
) -> tuple[dict[str, pa.Table], list[tuple[int, str, Numbers, Numbers]]]:
    """The postings of each title and each summary alone, by the very code that fills the index.

    Text n is the title of the nth practice, text count + n its summary.
    """
    connection = database.open_store(":memory:")
    database.migrate(connection)
    for name in ("city", "city_name", "city_alias"):
        _insert(connection, name, kept[name])
    connection.register("real_facet", facet)
    connection.register("real_card", card)
    for statement in _TEXTS.split(";"):
        connection.execute(statement)
    database.use(connection)
    with database.transaction() as writer:
        filling.fill(writer)
    search = {name: _table(connection, f"from {name}") for name in ("search_word", "search_length")}
    search["search_key"] = _table(connection, "from search_key order by key_id")
    posts = _table(
        connection,
        "select key_id, kind, practice_id, weight from search_post inner join search_key "
        "using (key_id) order by key_id, practice_id",
    )
    database.close()
    return search, list(_by_key(posts))


_TEXTS = """
create temp table title_and_summary as
with place as (
    select practice_id, city_id, (row_number() over (order by practice_id))::integer as place
    from real_facet
)
select place, city_id, language, title, null as summary
from place inner join real_card using (practice_id, city_id)
union all
select (select max(place) from place) + place, city_id, language, null as title, summary
from place inner join real_card using (practice_id, city_id);
insert into practice
select distinct
    place, 'text-' || place, city_id, 'published', 1, 1, now()::timestamp, now()::timestamp
from title_and_summary;
insert into practice_version by name
select distinct
    place as practice_id, 1 as version, 'bench' as author, now()::timestamp as created_at,
    0 as main_theme, 1 as themes, 0 as topics, 0 as audiences, 0 as instrument, 0 as status,
    0 as evidence, '' as sha256
from title_and_summary;
insert into practice_text
select place, 1, language, title, summary, null, null, null, 'not_stated'
from title_and_summary
"""


def _by_key(posts: pa.Table) -> Iterator[tuple[int, str, Numbers, Numbers]]:
    keys = posts.column("key_id").to_numpy()
    kinds = posts.column("kind").to_pylist()
    texts = posts.column("practice_id").to_numpy()
    weights = posts.column("weight").to_numpy()
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(keys)], strict=True):
        yield int(keys[start]), kinds[start], texts[start:end], weights[start:end]


# Cities -----------------------------------------------------------------------------------------


def _places(real: Real, connection: Any, size: int) -> dict[str, Numbers]:
    """The cities practices may lie in: the real ones, and places of GeoNames as the size grows."""
    facts = _city_facts(real)
    wanted = size // PLACES_UP_TO - len(facts["city_id"])
    if wanted <= 0:
        return facts
    more = parquet.read_table(geography.GEOGRAPHY / "places.parquet").sort_by(
        [("population", "descending"), ("place_id", "ascending")]
    )
    known = set(real.kept["city"].column("city_id").to_pylist())
    rows = [row for row in more.to_pylist() if row["place_id"] not in known and row["population"]]
    rows = [row for row in rows if vocabulary.has("country", row["country"])][:wanted]
    _insert(connection, "city", pa.Table.from_pylist([_city(row) for row in rows]))
    names = [
        {"city_id": row["place_id"], "language": language, "name": row["name"]}
        for row in rows
        for language in vocabulary.LANGUAGES
    ]
    _insert(connection, "city_name", pa.Table.from_pylist(names))
    return {name: np.concatenate([facts[name], added]) for name, added in _numbers(rows).items()}


def _city(row: dict[str, Any]) -> dict[str, Any]:
    plain = re.sub(r"[^a-z0-9]+", "-", row["ascii"].lower()).strip("-")
    return {
        "city_id": row["place_id"],
        "slug": f"{plain}-{row['place_id']}",
        "country": row["country"],
        "region": vocabulary.region_of(row["country"]),
        "size": vocabulary.size_of(row["population"]),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "population": row["population"],
    }


def _numbers(rows: list[dict[str, Any]]) -> dict[str, Numbers]:
    cities = [_city(row) for row in rows]
    return {
        "city_id": np.array([one["city_id"] for one in cities], dtype=np.int32),
        **{
            dim: np.array([vocabulary.number(dim, one[dim]) for one in cities], dtype=np.int32)
            for dim in ("country", "region", "size")
        },
        "summits": np.zeros(len(cities), dtype=np.int32),
    }


def _city_facts(real: Real) -> dict[str, Numbers]:
    names = ("city_id", "country", "region", "size", "summits")
    columns = [real.facet.column(name).to_numpy() for name in names]
    rows = sorted(set(zip(*(column.tolist() for column in columns), strict=True)))
    facts = zip(*rows, strict=True)
    return {name: np.array(one, dtype=np.int32) for name, one in zip(names, facts, strict=True)}


# Practices --------------------------------------------------------------------------------------


def _drawn(
    real: Real, chance: np.random.Generator, size: int, places: dict[str, Numbers]
) -> dict[str, Numbers]:
    """For each new practice: the real ones its texts and each group of its codes come from."""
    count = len(real.facet)
    # A few cities have many practices, many have few.
    weights = 1 / (np.arange(len(places["city_id"])) + 10)
    drawn: dict[str, Numbers] = {
        "city": chance.choice(len(weights), size, p=weights / weights.sum()).astype(np.int32)
    }
    sources = (
        "title", "summary", "themes", "topics", "audiences", "instrument", "status", "evidence",
        "start_year", "has_figures", "has_results",
    )  # fmt: skip
    for source in sources:
        drawn[source] = chance.integers(0, count, size, dtype=np.int32)
    return drawn


def _facet(real: Real, drawn: dict[str, Numbers], places: dict[str, Numbers]) -> pa.Table:
    """The narrow table, newest first, as the build leaves it; a higher number is newer."""
    size = len(drawn["city"])
    ids = np.arange(size, 0, -1, dtype=np.int32)
    columns = {name: pa.array(numbers[drawn["city"]]) for name, numbers in places.items()}
    for name in (*drawn.keys() - {"city", "title", "summary"}, "main_theme"):
        source = drawn["themes" if name == "main_theme" else name]
        columns[name] = real.facet.column(name).take(pa.array(source))
    minutes = np.datetime64("2026-01-01T00:00") - np.arange(size).astype("timedelta64[m]")
    columns["practice_id"] = pa.array(ids)
    columns["published_at"] = pa.array(minutes.astype("datetime64[us]"))
    return pa.table(columns)


def _cards(real: Real, connection: Any, drawn: dict[str, Numbers]) -> None:
    size = len(drawn["city"])
    places = np.array(
        [row[0] for row in connection.execute("select city_id from facet").fetchall()],
        dtype=np.int32,
    )
    numbers = real.facet.column("practice_id").to_numpy()
    new = {
        "practice_id": pa.array(np.arange(size, 0, -1, dtype=np.int32)),
        "city_id": pa.array(places),
        "title_of": pa.array(numbers[drawn["title"]]),
        "summary_of": pa.array(numbers[drawn["summary"]]),
    }
    connection.register("new_practice", pa.table(new))
    connection.register("real_card", real.card)
    connection.execute(
        "insert into card by name select new_practice.practice_id, title.language, "
        "title.slug || '-' || new_practice.practice_id as slug, new_practice.city_id, "
        "city_name.name as city, title.title, title.title_language, summary.summary, "
        "summary.summary_language from new_practice "
        "inner join real_card as title on new_practice.title_of = title.practice_id "
        "inner join real_card as summary on new_practice.summary_of = summary.practice_id "
        "and title.language = summary.language "
        "inner join city_name on new_practice.city_id = city_name.city_id "
        "and title.language = city_name.language "
        "order by title.language, new_practice.practice_id"
    )


# Search -----------------------------------------------------------------------------------------


def _search(real: Real, connection: Any, drawn: dict[str, Numbers]) -> None:
    for name, table in real.search.items():
        _insert(connection, name, table)
    for table in _posts(real, drawn):
        _insert(connection, "search_post", table)
    connection.execute(
        "update search_key set practices = coalesce((select count(*) from search_post "
        "where search_post.key_id = search_key.key_id), 0)"
    )
    if len(drawn["city"]) <= VECTORS_UP_TO and len(real.vectors[0]):
        _insert(connection, "search_vector", _vectors(real, drawn))


def _posts(real: Real, drawn: dict[str, Numbers]) -> Iterator[pa.Table]:
    """The postings of all keys in the order readers need: by key, then practice."""
    practices_of = _practices_of(real, drawn)
    gathered: list[tuple[int, Numbers, Numbers]] = []
    rows = 0
    for key, kind, texts, weights in real.posts:
        ids, strengths = _merged(practices_of[kind == "place"], texts, weights)
        gathered.append((key, ids, strengths))
        rows += len(ids)
        if rows > BATCH:
            yield _post_table(gathered)
            gathered, rows = [], 0
    if gathered:
        yield _post_table(gathered)


def _practices_of(real: Real, drawn: dict[str, Numbers]) -> dict[bool, list[Numbers]]:
    """For each text the new practices that have it; for places, those of the title's city."""
    count = len(real.facet)
    size = len(drawn["city"])
    cities = real.facet.column("city_id").to_numpy()
    city_of = {int(city): place for place, city in enumerate(_city_facts(real)["city_id"])}
    place_of = [city_of[int(city)] for city in cities]

    def having(numbers: Numbers, values: int) -> list[Numbers]:
        order = np.argsort(numbers, kind="stable")
        bounds = np.searchsorted(numbers[order], np.arange(values + 1))
        return [size - order[bounds[one] : bounds[one + 1]] for one in range(values)]

    by_city = having(drawn["city"], max(place_of) + 1)
    texts = [*having(drawn["title"], count), *having(drawn["summary"], count)]
    return {False: texts, True: [by_city[place] for place in place_of] * 2}


def _merged(practices: list[Numbers], texts: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """The practices of a key in order, each once with its greatest weight."""
    parts = [practices[text - 1] for text in texts]
    ids = np.concatenate(parts).astype(np.int32)
    strengths = np.repeat(weights, [len(part) for part in parts]).astype(np.float32)
    if not len(ids):
        return ids, strengths
    order = np.argsort(ids, kind="stable")
    starts = np.flatnonzero(np.diff(ids[order], prepend=-1))
    return ids[order][starts], np.maximum.reduceat(strengths[order], starts)


def _post_table(gathered: list[tuple[int, Numbers, Numbers]]) -> pa.Table:
    keys = np.array([key for key, _, _ in gathered], dtype=np.int32)
    return pa.table(
        {
            "key_id": np.repeat(keys, [len(ids) for _, ids, _ in gathered]),
            "practice_id": np.concatenate([ids for _, ids, _ in gathered]),
            "weight": np.concatenate([strengths for _, _, strengths in gathered]),
        }
    )


def _vectors(real: Real, drawn: dict[str, Numbers]) -> pa.Table:
    """The meaning of a new practice: between that of the two its texts come from."""
    size = len(drawn["city"])
    rows = real.vectors[1]
    mixed = (rows[drawn["title"]] + rows[drawn["summary"]]) / 2
    halves = mixed.astype(np.float16).tobytes()
    width = meaning.DIMENSIONS * 2
    blobs = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(width), size, [None, pa.py_buffer(halves)]
    ).cast(pa.binary())
    return pa.table(
        {
            "practice_id": np.arange(size, 0, -1, dtype=np.int32),
            "fingerprint": pa.array([""] * size),
            "vector": blobs,
        }
    ).sort_by("practice_id")
