"""The build: repeatable, strict, and never at the cost of the store that stands."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard.catalogue import build, database, vocabulary
from dashboard.catalogue.errors import BadRelease

Change = Callable[[dict], None]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A small release: the first six real practices and all other files."""
    folder = tmp_path / "data"
    shutil.copytree(vocabulary.DATA, folder, ignore=shutil.ignore_patterns("geography"))
    file = folder / "practices" / "practices.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()[:6]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def change(released: Path, line: int, edit: Change) -> None:
    file = released / "practices" / "practices.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[line - 1])
    edit(record)
    lines[line - 1] = json.dumps(record, ensure_ascii=False)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def _give_the_store_back(store: Path):
    yield
    database.close()
    database.connect()


def rows_of(store: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("show tables").fetchall()]
        return {
            table: connection.execute(f"select * from {table}").fetchall()  # noqa: S608
            for table in tables
            if table != "schema_migration"  # says when this machine applied what
        }


def test_the_same_files_give_the_same_rows_in_the_same_order(
    released: Path, tmp_path: Path
) -> None:
    build.build(released, tmp_path / "one.duckdb")
    build.build(released, tmp_path / "two.duckdb")

    one, two = rows_of(tmp_path / "one.duckdb"), rows_of(tmp_path / "two.duckdb")

    assert {table for table in one if one[table] != two[table]} == set()
    assert len(one["facet"]) == 6


def test_building_again_changes_nothing(released: Path, tmp_path: Path) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    before = rows_of(store)

    report = build.build(released, store)

    assert (report.new, report.changed, report.equal) == (0, 0, 6)
    after = rows_of(store)
    assert {
        table
        for table in before
        if sorted(map(repr, before[table])) != sorted(map(repr, after[table]))
    } == set()


def test_a_newer_release_adds_a_version_and_keeps_the_earlier_one(
    released: Path, tmp_path: Path
) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    change(released, 1, lambda record: record["title"].update(en="A new title"))

    report = build.build(released, store)

    assert (report.new, report.changed, report.equal) == (0, 1, 5)
    rows = rows_of(store)
    assert len(rows["practice_version"]) == 7
    assert len(rows["audit"]) == 7
    assert len(rows["catalogue_version"]) == 2


def test_a_newer_release_brings_cities_and_summits_in_step(released: Path, tmp_path: Path) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    file = released / "cities.json"
    cities = json.loads(file.read_text(encoding="utf-8"))
    cities[0].update(website="https://example.org", signed_2019=False, name={"es": "Otra"})
    file.write_text(json.dumps(cities, ensure_ascii=False), encoding="utf-8")

    build.build(released, store)

    rows = rows_of(store)
    assert sum("https://example.org" in row for row in rows["city"]) == 1
    assert sum("Otra" in row for row in rows["city_name"]) == 1
    assert ("dusseldorf-2019", True, False) in {
        (row[0], row[2], row[3]) for row in rows["summit_city"]
    }
    assert len(rows["catalogue_version"]) == 2


def test_a_record_edited_here_stays_and_is_named(released: Path, tmp_path: Path) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    with duckdb.connect(str(store)) as connection:
        connection.execute("update practice_version set author = 'someone' where practice_id = 1")
    change(released, 1, lambda record: record["title"].update(en="A new title"))

    report = build.build(released, store)
    build.build(released, store)

    assert report.changed == 0
    assert len(report.kept) == 1
    (waiting,) = rows_of(store)["submission"]
    assert "submitted" in waiting
    assert any("A new title" in str(cell) for cell in waiting)


def test_a_release_that_says_nothing_new_proposes_nothing_against_what_was_edited_here(
    released: Path, tmp_path: Path
) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    with duckdb.connect(str(store)) as connection:
        connection.execute(
            "insert into practice_version by name select * replace (2 as version, 'ada' as author,"
            " 'other' as sha256) from practice_version where practice_id = 1"
        )
        connection.execute(
            "update practice set latest_version = 2, published_version = 2 where practice_id = 1"
        )

    report = build.build(released, store)

    assert report.kept == ()
    assert rows_of(store)["submission"] == []


FAULTS: list[tuple[Change, str]] = [
    (lambda r: r.update(id="Not A Slug"), "id: holds something else"),
    (lambda r: r.update(themes=[]), "themes: List should have at least 1 item"),
    (lambda r: r.update(themes=["colour"]), "themes: unknown code 'colour' of theme"),
    (lambda r: r.update(audiences=["youth", "youth"]), "audiences: names a code twice"),
    (lambda r: r.update(country="XX"), "country: unknown code 'XX' of country"),
    (lambda r: r.update(city="Atlantis"), "city: "),
    (lambda r: r.update(end_year=1990, start_year=2000), "end_year lies before start_year"),
    (lambda r: r["title"].pop("de"), "title: lacks the language de"),
    (lambda r: r["title"].update(en="x" * 91), "title.en: String should have at most 90"),
    (lambda r: r["challenge"].update(en="short"), "challenge: in en has 5 signs"),
    (lambda r: r.update(sources=[]), "sources: List should have at least 1 item"),
    (lambda r: r["sources"][0].update(url="javascript:x"), "sources.0.url: is not a web address"),
    (lambda r: r.update(colour="red"), "colour: Extra inputs are not permitted"),
    (lambda r: r.pop("lead"), "lead: Field required"),
    (
        lambda r: r.update(
            figures=[{"label_en": "a", "label_fr": "b", "value": 1, "unit": "moons", "year": None}]
        ),
        "figures.0.unit: unknown unit 'moons'",
    ),
]


@pytest.mark.parametrize(("edit", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_a_fault_is_told_with_file_line_field_and_reason(
    released: Path, tmp_path: Path, edit: Change, reason: str
) -> None:
    change(released, 3, edit)

    with pytest.raises(BadRelease) as caught:
        build.build(released, tmp_path / "one.duckdb")

    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].startswith("practices/practices.jsonl, line 3")
    assert reason in caught.value.faults[0]


def test_all_faults_are_told_at_once_and_the_earlier_store_stays(
    released: Path, tmp_path: Path
) -> None:
    store = tmp_path / "one.duckdb"
    build.build(released, store)
    before = store.read_bytes()
    change(released, 1, lambda record: record.update(status="asleep", instrument="violin"))
    change(released, 2, lambda record: record.update(id="aalborg-safe-digital-city"))
    change(released, 4, lambda record: record.update(city="Atlantis"))
    (released / "cities.json").write_text("{", encoding="utf-8")

    with pytest.raises(BadRelease) as caught:
        build.build(released, store)

    told = "\n".join(caught.value.faults)
    for part in ("line 1, instrument", "line 1, status", "Atlantis", "cities.json: Expecting"):
        assert part in told
    assert store.read_bytes() == before


@pytest.mark.parametrize("told", ["{}", "[]", "{", '{"themes": []}'])
def test_a_release_with_another_list_of_codes_is_refused(
    released: Path, tmp_path: Path, told: str
) -> None:
    (released / "vocabulary.json").write_text(told, encoding="utf-8")

    with pytest.raises(BadRelease, match="vocabulary.json"):
        build.build(released, tmp_path / "one.duckdb")


def test_an_id_given_twice_is_a_fault(released: Path, tmp_path: Path) -> None:
    change(released, 2, lambda record: record.update(id="aalborg-safe-digital-city"))

    with pytest.raises(BadRelease, match="line 2, id: .* stands already in .* line 1"):
        build.build(released, tmp_path / "one.duckdb")


def test_a_line_that_is_no_json_and_a_file_that_is_no_utf8_are_faults(
    released: Path, tmp_path: Path
) -> None:
    (released / "practices" / "zz.jsonl").write_bytes(b"\xff\xfe")
    with (released / "practices" / "practices.jsonl").open("a", encoding="utf-8") as file:
        file.write("{not json\n")

    with pytest.raises(BadRelease) as caught:
        build.build(released, tmp_path / "one.duckdb")

    told = "\n".join(caught.value.faults)
    assert "zz.jsonl: is not UTF-8" in told
    assert "line 7, record: Invalid JSON" in told


def test_the_whole_released_catalogue_is_in_the_store(store: Path) -> None:
    assert len(database.rows("practice_heads")) == 224
    assert len({row[0] for row in database.rows("city_ids")}) >= 171
