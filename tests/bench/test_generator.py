"""The generated catalogue is one that every question understands, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.bench import generator, report
from dashboard.catalogue import database, practices, search
from dashboard.catalogue.filters import Filters

SIZE = 400
TABLES = ("facet", "card", "search_post", "search_key", "search_vector", "city")


@pytest.fixture(scope="module")
def real(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[generator.Real]:
    database.close()
    yield generator.read(store)
    database.close()
    search.forget()
    database.connect()


@pytest.fixture(scope="module")
def made(real: generator.Real, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    file = tmp_path_factory.mktemp("made") / "made.duckdb"
    generator.make(real, file, SIZE)
    connection = database.open_store(file)
    database.use(connection)
    search.forget()
    yield connection
    database.close()
    search.forget()


def test_it_has_as_many_practices_as_asked_for(made: Any) -> None:
    assert practices.total(Filters(), "en") == SIZE
    assert sum(point.practices for point in practices.for_map(Filters(), "en")) == SIZE


def test_every_page_of_results_can_be_shown_in_every_language(made: Any) -> None:
    for language in ("fr", "en", "de", "es"):
        found = practices.results(Filters(), language=language, page=2)

        assert len(found.cards) == practices.PER_PAGE
        assert all(card.title.words and card.city for card in found.cards)


def test_codes_are_recombined_rather_than_copied(made: Any, real: generator.Real) -> None:
    columns = ["themes", "topics", "audiences", "instrument", "status"]
    known = set(map(tuple, real.facet.select(columns).to_pandas().to_numpy().tolist()))

    new = made.execute(f"select {', '.join(columns)} from facet").fetchall()

    assert sum(row not in known for row in new) > SIZE / 2


def test_the_search_finds_the_words_of_the_new_texts(made: Any) -> None:
    found = practices.results(Filters(query="police"), language="en")

    assert found.total
    words = " ".join((found.cards[0].title.words, found.cards[0].summary.words)).lower()
    assert "police" in words


def test_postings_lie_in_the_order_readers_need(made: Any) -> None:
    rows = made.execute("select key_id, practice_id from search_post").fetchall()

    assert rows == sorted(set(rows))


def test_the_same_seed_gives_the_same_rows(real: generator.Real, made: Any, tmp_path: Path) -> None:
    def told(connection: Any) -> dict[str, Any]:
        return {
            name: connection.execute(
                f"select count(*), bit_xor(hash({name})) from {name}"
            ).fetchone()
            for name in TABLES
        }

    first = told(made)
    generator.make(real, tmp_path / "again.duckdb", SIZE)
    again = database.open_store(tmp_path / "again.duckdb")

    assert told(again) == first

    again.close()


def test_larger_ones_take_in_more_cities(real: generator.Real, tmp_path: Path) -> None:
    generator.make(real, tmp_path / "larger.duckdb", 5000)
    larger = database.open_store(tmp_path / "larger.duckdb")

    cities = larger.execute("select count(distinct city_id) from facet").fetchone()

    assert cities is not None
    assert cities[0] > 300
    larger.close()


def test_the_table_says_what_was_wanted_and_whether_it_is_met() -> None:
    lines = [
        report.Line("a", "quick", 5.0, "ms", **report.at_most(20, 5.0, "ms")),
        report.Line("a", "slow", 50.0, "ms", "a scan", 5.0, **report.at_most(20, 50.0, "ms")),
    ]

    told = report.table(lines).splitlines()

    assert told[2].split()[-1] == "yes"
    assert told[3].split()[-1] == "NO"
    assert "5.00 x a scan" in told[3]
