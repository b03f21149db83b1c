"""What leaves the catalogue is all that is public, in six formats, and comes back the same."""

import csv
import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.catalogue import (
    clock,
    columns,
    database,
    exporting,
    geography,
    published,
    standing,
    versions,
    vocabulary,
)
from dashboard.catalogue.bridge import TEMPLATES
from dashboard.catalogue.draft import Draft, Figure, Source, Wording
from dashboard.catalogue.exporting import FORMATS, BadWish, Wish, dictionary
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.importing import opening, reading

COMPAZ = "recife-compaz-community-peace-centres"
EVERYTHING = Filters()
QUESTIONS = (
    Filters(themes=("security",), countries=("FR", "BR")),
    Filters(query="jeunes", evidence=("evaluated", "monitored")),
    Filters(cities=("recife",)),
    Filters(since=2015, figures=True),
    Filters(cities=("nowhere",)),
)


def drafts(filters: Filters = EVERYTHING) -> dict[str, Draft]:
    return {one.slug: one.draft for one in published.selection(filters, "fr")}


def imported(path: Path) -> dict[str, Draft]:
    """The records of a file as the importer reads them."""
    found = {}
    for row in opening.opened(path).rows:
        draft, slug, faults = reading.draft(row.cells)
        assert (row.faults, faults) == ((), ())
        assert slug
        found[slug] = draft
    return found


def counted(sql: str) -> Any:
    with database._cursor() as cursor:
        return cursor.execute(sql).fetchall()[0][0]


# The round trip ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_exported_is_imported_unchanged(format_: str, store: Path, tmp_path: Path) -> None:
    file = tmp_path / f"practices.{format_}"

    exporting.as_file(Wish(format_), file)

    assert imported(file) == drafts()
    assert len(drafts()) == 224


HARD = Draft(
    language="fr",
    city_id=geography.resolve("Recife", "BR").place_id,
    themes=("security", "cohesion"),
    audiences=("youth",),
    instrument="service",
    start_year=2001,
    lead="=HYPERLINK(1)",
    partners=("@club", "a | b", "c; d", "'=1+1", " spaced out ", "back\\slash", "-"),
    title={
        "fr": Wording(words="=1+1", origin="original"),
        "en": Wording(words="'=1+1", origin="human", of="0123456789abcdef"),
        "de": Wording(words="''-2", origin="machine", of="0123456789abcdef"),
        "es": Wording(words="＝SUMA(A1)"),
    },
    summary={
        "fr": Wording(words="+33 1 23\n-deuxième ligne, «\u00a0ici\u00a0»"),
        "en": Wording(words="\u202eשלום עולם – مرحبا 👩‍👩‍👧"),
        "de": Wording(words="@SUMME(1)"),
        "es": Wording(words='"entre comillas", y coma;'),
    },
    figures=(
        Figure(labels={"en": "-x", "de": "=y"}, value=-12.5, unit="people", year=2020, source=2),
        Figure(labels={"fr": "personnes"}, value=1234567.0, unit="people", period="=2019"),
        Figure(labels={"es": "0,1"}, value=0.1, unit="percent", measured_by="'s Hage"),
    ),
    sources=(
        Source(url="https://a.example/?x=1|2", title="=cmd|' /C calc'!A0", publisher=None),
        Source(url="https://b.example/", title=None, publisher="-"),
    ),
)


@pytest.fixture
def hard(desk: Any) -> Iterator[None]:
    """A store that also holds a record full of what spreadsheets stumble over."""
    batch = versions.Batch(clock.now())
    batch.head(90_001, "recife-hard", HARD.city_id or 0)
    batch.version(90_001, 1, HARD, author="ada")
    with database.transaction() as writer:
        batch.write(writer)
    yield


@pytest.mark.parametrize("format_", FORMATS)
def test_what_spreadsheets_stumble_over_comes_back_too(
    format_: str, hard: None, tmp_path: Path
) -> None:
    file = tmp_path / f"practices.{format_}"
    public = drafts()["recife-hard"]

    exporting.as_file(Wish(format_), file)

    assert public.title["fr"].words == "=1+1"
    assert imported(file)["recife-hard"] == public


# Formulas -----------------------------------------------------------------------------------------


def test_no_cell_of_a_csv_begins_a_formula_and_numbers_stay_numbers(
    hard: None, tmp_path: Path
) -> None:
    exporting.as_file(Wish("csv"), tmp_path / "a.csv")

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    starts = [
        cell for row in rows for cell in row.values() if re.match(r"\s*[=+\-@＝＋－＠]", cell)
    ]
    assert all(re.fullmatch(r"-\d+(\.\d+)?", cell) for cell in starts)
    own = next(row for row in rows if row["id"] == "recife-hard")
    assert own["title_fr"] == "'=1+1"
    assert own["title_en"] == "''=1+1"
    assert own["figure_1_value"] == "-12.5"
    assert own["figure_2_value"] == "1234567"


def test_a_workbook_holds_no_formula_and_no_link(hard: None, tmp_path: Path) -> None:
    exporting.as_file(Wish("xlsx"), tmp_path / "a.xlsx")

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value}
    assert kinds == {"s", "n"}
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)
    heads = [cell.value for cell in book["practices"][1]]
    own = next(row for row in book["practices"].values if row[0] == "recife-hard")
    told = dict(zip(heads, own, strict=True))
    assert told["title_fr"] == "'=1+1"
    assert told["longitude"] == pytest.approx(-34.88, abs=0.05)


# Which practices ----------------------------------------------------------------------------------


def test_everything_public_is_there_and_nothing_else(store: Path) -> None:
    assert published.selection(EVERYTHING, "en").count == counted(
        "select count(*) from practice where state = 'published'"
    )


def test_filters_count_as_plain_sql_counts(store: Path) -> None:
    bit = vocabulary.number("theme", "security")

    found = published.selection(Filters(themes=("security",), countries=("FR",)), "en")

    assert found.count == counted(
        "select count(*) from practice inner join city using (city_id) "
        "inner join practice_version using (practice_id) "
        "where state = 'published' and version = published_version "
        f"and country = 'FR' and (themes >> {bit}) & 1 = 1"
    )


@pytest.mark.parametrize("filters", QUESTIONS, ids=lambda one: str(one.to_query()))
def test_a_question_gives_all_its_pages(filters: Filters, store: Path, tmp_path: Path) -> None:
    from dashboard.catalogue import practices

    export = exporting.as_file(Wish("jsonl", filters, "fr"), tmp_path / "a.jsonl")

    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    slugs = [json.loads(line)["id"] for line in lines]
    found = practices.results(filters, language="fr", per_page=1_000)
    assert slugs == sorted(card.slug for card in found.cards)
    assert export.manifest["practices"] == len(slugs) == found.total


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_found_is_a_right_file_of_nothing(
    format_: str, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"a.{format_}"

    export = exporting.as_file(Wish(format_, Filters(cities=("nowhere",))), file)

    assert export.manifest["practices"] == 0
    if format_ in ("csv", "xlsx", "parquet"):
        assert imported(file) == {}
    elif format_ != "jsonl":
        assert json.loads(file.read_text(encoding="utf-8")) in (
            [], {"type": "FeatureCollection", "features": []},
        )  # fmt: skip


def test_what_was_withdrawn_or_retired_stays_inside(desk: Any) -> None:
    reviewer = desk.person("reviewer")
    retired = sorted(drafts())[0]

    standing.withdraw(reviewer, COMPAZ, "The city asked for it.")
    standing.retire(reviewer, retired, "It ended.")

    assert {COMPAZ, retired} & set(drafts()) == set()
    assert len(drafts()) == 222


def test_a_bulk_reading_tells_what_single_ones_tell(store: Path) -> None:
    public = drafts()

    assert {slug: versions.draft_of(slug) for slug in list(public)[::20]} == {
        slug: public[slug] for slug in list(public)[::20]
    }


# Each format by itself ------------------------------------------------------------------------------


def test_parquet_has_types_and_lists(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    exporting.as_file(Wish("parquet"), file)

    schema = {one.name: str(one.type) for one in pq.read_schema(file)}
    frame = pd.read_parquet(file)
    compaz = frame.set_index("id").loc[COMPAZ]

    assert schema["start_year"] == "int64"
    assert schema["latitude"] == "double"
    assert schema["title_fr"] == "string"
    assert schema["themes"].startswith("list<")
    assert len(frame) == pq.read_metadata(file).num_rows == 224
    assert tuple(compaz["themes"]) == drafts()[COMPAZ].themes
    assert tuple(compaz["partners"]) == drafts()[COMPAZ].partners
    assert set(frame.columns) == {one.name for one in columns.table_for(drafts().values())}


def test_geojson_is_what_rfc_7946_asks_for(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    exporting.as_file(Wish("geojson"), file)

    told = json.loads(file.read_bytes().decode("utf-8"))
    west, south, east, north = told["bbox"]
    points = [one["geometry"]["coordinates"] for one in told["features"]]

    assert set(told) == {"type", "bbox", "features"}
    assert told["type"] == "FeatureCollection"
    assert not file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert {one["type"] for one in told["features"]} == {"Feature"}
    assert {one["geometry"]["type"] for one in told["features"]} == {"Point"}
    assert all(set(one) == {"type", "id", "geometry", "properties"} for one in told["features"])
    assert (west, east) == (min(x for x, _ in points), max(x for x, _ in points))
    assert (south, north) == (min(y for _, y in points), max(y for _, y in points))
    assert len({one["id"] for one in told["features"]}) == 224
    recife = next(one for one in told["features"] if one["id"] == COMPAZ)
    assert recife["geometry"]["coordinates"] == pytest.approx([-34.88, -8.05], abs=0.05)


def test_a_line_of_jsonl_is_a_line_of_the_release(store: Path, tmp_path: Path) -> None:
    released = {
        one["id"]: one
        for one in map(
            json.loads,
            (vocabulary.DATA / "practices" / "practices.jsonl").read_text("utf-8").splitlines(),
        )
    }
    exporting.as_file(Wish("jsonl"), tmp_path / "a.jsonl")

    told = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]

    assert len(told) == len(released)
    for one in told:
        assert set(released[one["id"]]) <= set(one)
        assert one["sources"] == released[one["id"]]["sources"]
        assert [f["value"] for f in one["figures"]] == [
            f["value"] for f in released[one["id"]]["figures"]
        ]


# What goes with it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_version_gives_the_same_bytes(format_: str, store: Path, tmp_path: Path) -> None:
    first = exporting.as_zip(Wish(format_), tmp_path / "a.zip").path.read_bytes()
    if format_ == "xlsx":
        time.sleep(1.1)  # a workbook would hold the second in which it was made

    second = exporting.as_zip(Wish(format_), tmp_path / "elsewhere.zip").path.read_bytes()

    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_an_archive_holds_data_dictionary_manifest_and_licence(store: Path, tmp_path: Path) -> None:
    filters = Filters(query="night", themes=("cohesion", "security"), since=2001)
    exporting.as_zip(Wish("parquet", filters, "en"), tmp_path / "a.zip")

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(inside["manifest.json"])

    assert list(inside) == ["practices.parquet", "dictionary.csv", "manifest.json", "LICENCE.txt"]
    assert told["sha256"] == hashlib.sha256(inside["practices.parquet"]).hexdigest()
    assert told["bytes"] == len(inside["practices.parquet"])
    assert told["catalogue_version"] == database.version()
    assert told["date"] == "2026-11-22"
    assert told["practices"] == pq.read_table(io.BytesIO(inside["practices.parquet"])).num_rows
    assert told["licence"]["name"] == "CC BY 4.0"
    assert Filters.from_query(parse_qs(told["filters"])) == (filters, ())
    assert b"CC BY 4.0" in inside["LICENCE.txt"]
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_the_dictionary_explains_each_column_in_four_languages(store: Path, tmp_path: Path) -> None:
    export = exporting.as_file(Wish("csv"), tmp_path / "a.csv")
    words, manifest = exporting.beside(export)

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        heads = next(csv.reader(file))
    with words.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))

    assert [row["column"] for row in told if not row["code"]] == heads
    assert all(row[one] for row in told for one in ("en", "fr", "de", "es"))
    assert all(row["type"] and row["in_json"] for row in told if not row["code"])
    codes = {(row["column"], row["code"]) for row in told if row["code"]}
    assert {one for column, one in codes if column == "themes"} == set(vocabulary.codes("theme"))
    assert ("figure_1_unit", "people") in codes
    assert json.loads(manifest.read_text("utf-8"))["file"] == "a.csv"


def test_the_dictionary_says_where_a_document_holds_a_column(store: Path, tmp_path: Path) -> None:
    exporting.as_file(Wish("json"), tmp_path / "a.json")
    documents = {one["id"]: one for one in json.loads((tmp_path / "a.json").read_text("utf-8"))}

    for one in published.selection(EVERYTHING, "en"):
        flat = columns.to_flat(one.slug, one.city, one.country, one.draft)
        for name, cell in flat.items():
            place = dictionary.in_json(columns.column(name))  # type: ignore[arg-type]
            if cell is not None and place not in ("latitude", "longitude", "origins", "claims"):
                found = documents[one.slug]
                for step in re.findall(r"\w+", place):
                    found = found[int(step) if step.isdecimal() else step]
                assert (columns.joined(found) if isinstance(found, list) else found) == cell


def test_each_column_has_its_meaning_and_no_meaning_is_left_over() -> None:
    abouts = {one.about for one in columns.table(1, 1)}

    told = {one for one in dictionary.meanings() if not one.startswith("form_")}

    assert told == abouts
    assert all(set(one) == {"en", "fr", "de", "es"} for one in dictionary.meanings().values())


def test_a_write_that_is_stopped_leaves_what_stood_there(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("earlier")

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporting.as_file(Wish("csv"), file, stop)
    with pytest.raises(KeyboardInterrupt):
        exporting.as_zip(Wish("csv"), tmp_path / "a.zip", stop)

    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert file.read_text() == "earlier"


# Forms of others ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_form_of_others_is_filled_and_its_losses_are_counted(
    name: str, store: Path, tmp_path: Path
) -> None:
    wish = Wish("csv", Filters(countries=("FR",)), "fr", name)

    before = exporting.losses(wish)
    export = exporting.as_file(wish, tmp_path / "a.csv")

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    public = drafts(Filters(countries=("FR",)))
    assert tuple(rows[0]) == TEMPLATES[name].heads()
    for row in rows:
        cells = {head: columns.restored(cell) for head, cell in row.items()}
        read = TEMPLATES[name].read(cells, "fr", "CC BY 4.0")
        assert read.draft is not None
        assert read.draft.title["fr"].words == public[row["catalogue_id"]].title["fr"].words
    assert export.manifest["losses"] == [exporting.lost(one) for one in before]
    assert {one.field for one in before} >= {"figures", "languages"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"format": "pdf"}, "format"),
        ({"format": "csv", "template": "wikipedia"}, "template"),
        ({"format": "geojson", "template": "opsi"}, "template_format"),
    ],
)
def test_what_nobody_can_give_is_refused(given: dict[str, str], code: str) -> None:
    with pytest.raises(BadWish) as refused:
        Wish(**given)

    assert refused.value.code == code
