"""One contract for every format: a good file, a bad line by its number, nothing that crashes."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import columns
from dashboard.catalogue.importing import files as limits
from dashboard.catalogue.importing import opening
from dashboard.catalogue.importing.files import FileFault
from dashboard.catalogue.importing.trial import Trial, trial
from tests.catalogue.importing import files
from tests.catalogue.importing.files import FIRST, GOOD, WRITERS
from tests.conftest import Desk

FORMATS = list(WRITERS)


def tried(desk: Desk, path: Path, **how: object) -> Trial:
    return trial(path, actor=desk.person("researcher"), **how)  # type: ignore[arg-type]


def codes(found: Trial) -> list[tuple[int | None, str]]:
    return [(one.row, one.code) for one in found.faults]


def refused(path: Path) -> str:
    with pytest.raises(FileFault) as error:
        list(opening.opened(path).rows)
    return error.value.code


# The contract ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_a_good_file_gives_the_same_practices_in_every_format(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    path = WRITERS[kind](tmp_path / f"good.{kind}", files.rows(3))

    found = tried(desk, path)

    assert found.faults == () and found.format == kind and found.notices == ()
    assert [one.row for one in found.entries] == [FIRST[kind] + n for n in range(3)]
    assert {one.standing for one in found.entries} == {"new"}
    wanted = [columns.from_flat(one)[0] for one in files.rows(3)]
    assert [json.loads(one.body) for one in found.entries] == [
        json.loads(one.as_json()) for one in wanted
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_bad_line_is_named_by_its_number_column_value_and_what_would_be_right(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    path = WRITERS[kind](tmp_path / f"bad.{kind}", files.rows(3))
    text = "kohesion"
    if kind in ("csv", "json", "jsonl", "geojson"):
        content = path.read_text()
        last = content.rindex("cohesion")
        path.write_text(content[:last] + text + content[last + len("cohesion") :])
    else:
        records = [files.document(one) for one in files.rows(3)]
        if kind == "parquet":
            records[2]["themes"] = [text, "integration"]
            files.nested_parquet(path, records)
        else:
            files.as_xlsx(path, [*files.rows(2), files.row(3, themes=f"{text} | integration")])

    found = tried(desk, path)

    assert len(found.entries) == 2
    fault = next(one for one in found.faults if one.code == "unknown_code")
    assert (fault.row, fault.column) == (FIRST[kind] + 2, "themes")
    assert text in fault.given
    assert fault.right == ("cohesion", "integration", "security")


@pytest.mark.parametrize("kind", FORMATS)
def test_content_counts_and_not_the_ending(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / "file", files.rows(1))
    ending = "csv" if kind != "csv" else "xlsx"

    found = tried(desk, path, name=f"practices.{ending}")

    assert found.faults == () and found.format == kind
    assert [one.code for one in found.notices] == ["ending_differs"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_cut_short_is_a_fault_and_never_half_an_import(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    path = WRITERS[kind](tmp_path / f"cut.{kind}", files.rows(40))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])

    found = tried(desk, path)

    assert not found.clean


@pytest.mark.parametrize("kind", FORMATS)
def test_a_right_to_left_name_and_any_script_arrive_as_written(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    title = "بيت اللغات 家 Дом"
    path = WRITERS[kind](tmp_path / f"scripts.{kind}", [files.row(1, title_de=title)])

    found = tried(desk, path)

    assert found.faults == ()
    assert found.entries[0].title == title


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "geojson", "parquet"])
def test_a_nul_byte_in_a_text_is_a_fault_of_its_cell(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"nul.{kind}", [files.row(1, title_de="Haus\x00Zungen")])

    found = tried(desk, path)

    assert codes(found) == [(FIRST[kind], "unreadable_sign")]
    assert found.faults[0].column == "title_de"


@pytest.mark.parametrize("kind", FORMATS)
def test_an_infinite_number_is_no_number(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"infinite.{kind}", files.rows(1))
    if kind in ("csv", "json", "jsonl", "geojson"):
        path.write_text(re.sub(r"1200(\.0)?", "1e309", path.read_text()))
    elif kind == "parquet":
        record = files.document(files.row(1))
        record["figures"][0]["value"] = float("inf")
        files.nested_parquet(path, [record])
    else:
        files.as_xlsx(path, [files.row(1, figure_1_value="1e309")])

    found = tried(desk, path)

    assert (FIRST[kind], "not_a_number") in codes(found)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_too_large_is_refused_before_it_is_read(
    desk: Desk, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = WRITERS[kind](tmp_path / f"large.{kind}", files.rows(1))
    with path.open("ab") as file:
        file.truncate(200_000_000)  # 200 MB that take no room on the disk

    found = tried(desk, path)

    assert codes(found) == [(None, "file_too_large")]
    assert found.faults[0].values == {"most": 50, "given": 200}
    assert found.rows == 0


def test_the_largest_size_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPORT_MOST_MB", "1")
    path = files.as_csv(tmp_path / "a.csv", files.rows(1))
    with path.open("ab") as file:
        file.truncate(1_000_001)

    assert refused(path) == "file_too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"%PDF-1.7 and more", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"\x1f\x8b\x08\x00", "compressed_file"),
        (b"PK\x03\x04 and no archive", "broken_file"),
        (b"PAR1 and nothing of it PAR1", "broken_file"),
        (b'{"title": {"en": "A"}', "bad_json"),
        (b'[{"id": "a"},]', "bad_json"),
        (b'[{"id": "a"}] and more', "bad_json"),
        (b'[{"id": "a", "id": "b"}]', "named_twice"),
        (b"[" * 200_000, "too_deep"),
        (b'[{"a":' * 50_000, "too_deep"),
        (b'[{"id": ' + b"9" * 10_000 + b"}]", "bad_json"),
        ("id,city\na,Köln\n".encode("utf-32"), "unknown_encoding"),
        ("город,имя\nКёльн,Дом дружбы\n".encode("cp1251"), "unknown_encoding"),
        (b'id,title_en\na,"never closed\nb,c\n', "bad_quotes"),
        (b"id,city,id\na,b,c\n", "column_twice"),
        (b"id,city\na," + b"x" * 200_000 + b"\n", "cell_too_long"),
        (b",".join(b"c%d" % n for n in range(3000)) + b"\n1\n", "too_many_columns"),
    ],
)
def test_a_file_that_is_nothing_we_read_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    assert refused(path) == code


@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"[{", b'{"', b"id,city\n"]),
)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_whatever_make_it_crash(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(start + content)

    try:
        for one in opening.opened(path).rows:
            columns.from_flat(one.cells)
    except FileFault:
        pass


# CSV ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_delimiters_and_encodings_are_recognised(
    desk: Desk, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    record = files.row(1, title_de="Größe, Maß; „Straße“ – é")
    path = files.as_csv(tmp_path / "a.csv", [record], delimiter, encoding=encoding)

    found = tried(desk, path)

    assert found.faults == ()
    assert found.entries[0].title == record["title_de"]
    told = [("encoding", {"given": "Windows-1252"})] if encoding == "cp1252" else []
    assert [(one.code, one.values) for one in found.notices] == told


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "mixed"])
def test_line_ends_of_any_kind_and_mixed_part_rows(desk: Desk, tmp_path: Path, ends: str) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(3))
    lines = path.read_text().splitlines()
    signs = ["\r\n", "\n", "\r", "\n"] if ends == "mixed" else [ends] * 4
    path.write_bytes("".join(a + b for a, b in zip(lines, signs, strict=True)).encode())

    found = tried(desk, path)

    assert found.faults == () and len(found.entries) == 3


def test_quoted_cells_keep_commas_quotes_and_line_ends(desk: Desk, tmp_path: Path) -> None:
    summary = 'Wer „ja“ sagt, sagt "ja".\r\nZweite Zeile'
    path = files.as_csv(tmp_path / "a.csv", [files.row(1, summary_de=summary)])

    found = tried(desk, path)

    words = json.loads(found.entries[0].body)["summary"]["de"]["words"]
    assert words == 'Wer „ja“ sagt, sagt "ja".\nZweite Zeile'


def test_a_row_longer_than_the_header_is_a_fault(desk: Desk, tmp_path: Path) -> None:
    path = files.as_csv(tmp_path / "a.csv", files.rows(2))
    path.write_text(path.read_text().rstrip("\n") + ",one,more\n")

    assert codes(tried(desk, path)) == [(3, "too_many_cells")]


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "+4", "@x", "-", "''-", "\t=x", "＝1"])
def test_what_was_made_harmless_is_itself_again(text: str) -> None:
    assert columns.harmless(text).startswith("'")
    assert columns.restored(columns.harmless(text)) == text
    assert columns.restored(text.lstrip("'")) == text.lstrip("'")


# XLSX --------------------------------------------------------------------------------------------


def test_a_formula_counts_as_its_last_value_and_is_never_run(desk: Desk, tmp_path: Path) -> None:
    record = files.row(1)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, (name, value) in enumerate(record.items()):
            sheet.write(0, place, name)
            if name == "figure_1_value":
                sheet.write_formula(1, place, "=600*2", None, 1234)
            else:
                sheet.write(1, place, value)

    found = tried(desk, path)

    assert found.faults == ()
    assert [(one.code, one.values) for one in found.notices] == [("formulas", {"count": 1})]
    assert json.loads(found.entries[0].body)["figures"][0]["value"] == 1234


def test_a_formula_that_was_never_worked_out_or_failed_is_a_fault(
    desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(GOOD))
    book.active.append([*GOOD.values()])
    place = list(GOOD).index("figure_1_value") + 1
    book.active.cell(2, place).value = "=600*2"  # this library keeps no value beside it
    book.active.append([*GOOD.values()])
    book.active.cell(3, 1).value = "vienna-other"
    book.active.cell(3, place).value = "#REF!"
    book.active.cell(3, list(GOOD).index("title_de") + 1).value = "Anders"
    book.save(tmp_path / "a.xlsx")

    found = tried(desk, tmp_path / "a.xlsx")

    assert (2, "formula_without_value") in codes(found)
    assert (3, "error_cell") in codes(found)
    assert found.entries == ()


def test_merged_cells_say_the_same_for_each_of_their_rows(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    names = list(GOOD)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, names)
        for number in (1, 2):
            sheet.write_row(number, 0, files.row(number).values())
        city = names.index("city")
        sheet.merge_range(1, city, 2, city, "Vienna")

    found = tried(desk, path)

    assert found.faults == () and len(found.entries) == 2
    assert [one.code for one in found.notices] == ["merged"]


def test_of_several_sheets_the_one_is_read_that_says_most_and_the_others_are_named(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Read me first")
        sheet = book.add_worksheet("Table")
        sheet.write_row(0, 0, list(GOOD))
        sheet.write_row(1, 0, GOOD.values())
        book.add_worksheet("Empty")

    found = tried(desk, path)
    other = tried(desk, path, sheet="Notes")
    none = tried(desk, path, sheet="Empty")

    assert len(found.entries) == 1
    assert found.notices[0].values == {"given": "Table", "others": "Notes"}
    assert codes(other) == [(None, "no_rows")]
    assert codes(none) == [(None, "no_such_sheet")]


def with_part(tmp_path: Path, name: str, content: bytes) -> Path:
    """A good workbook with one part more, or another in its place."""
    good = files.as_xlsx(tmp_path / "good.xlsx", files.rows(1))
    with zipfile.ZipFile(good) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return files.as_zip(tmp_path / "a.xlsx", {**parts, name: content})


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_part(tmp_path, "xl/media/zeros", bytes(300_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))

    assert path.stat().st_size < 1_000_000
    assert refused(path) == "unpacks_too_large"


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    path = with_part(tmp_path, "xl/media/zeros", bytes(6_000_000))
    content = path.read_bytes()
    told = (6_000_000).to_bytes(4, "little")
    assert content.count(told) == 2
    path.write_bytes(content.replace(told, (60).to_bytes(4, "little")))

    assert refused(path) == "broken_file"


def test_a_part_that_leads_out_of_the_archive_is_refused(tmp_path: Path) -> None:
    assert refused(with_part(tmp_path, "../../evil.txt", b"x")) == "zip_paths"
    assert refused(with_part(tmp_path, "/etc/evil", b"x")) == "zip_paths"


def test_an_archive_that_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = files.as_zip(tmp_path / "a.xlsx", {"table.csv": b"id,city\n"})

    assert refused(path) == "zip_no_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><sst>&b;</sst>'
    path = with_part(tmp_path, "xl/sharedStrings.xml", bomb.encode(encoding))

    assert refused(path) == "xml_entities"


def test_a_cell_at_the_far_end_of_the_sheet_fills_no_memory(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(GOOD))
        sheet.write_row(1, 0, GOOD.values())
        sheet.write(1_048_575, 16_383, "far")

    found = tried(desk, path)

    assert [one.code for one in found.faults] == ["too_many_rows"]


# JSON, GeoJSON, Parquet ---------------------------------------------------------------------------


def test_a_list_may_lie_under_a_name_and_what_lies_beside_it_is_named(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    records = [files.document(one) for one in files.rows(2)]
    path.write_text(json.dumps({"manifest": {"count": 2}, "practices": records}, indent=2))

    found = tried(desk, path)

    assert found.faults == () and len(found.entries) == 2
    assert [(one.code, one.values) for one in found.notices] == [
        ("beside_the_list", {"given": "manifest"})
    ]


def test_a_long_list_is_read_a_piece_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = json.dumps({"id": "x", "title": {"en": "é" * 5000}})
    path.write_text("[" + ",\n".join([record] * 300) + "]", encoding="utf-8")

    found = list(opening.opened(path).rows)

    assert len(found) == 300
    assert found[0].share < 0.1 and found[-1].share == 1.0


def test_one_bad_line_of_many_does_not_hide_the_others(desk: Desk, tmp_path: Path) -> None:
    path = files.as_jsonl(tmp_path / "a.jsonl", files.rows(3))
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], '{"id": oops}', "[1, 2]", lines[2]]))

    found = tried(desk, path)

    assert codes(found) == [(2, "bad_json"), (3, "not_an_object")]
    assert [one.row for one in found.entries] == [1, 4]


def test_a_point_in_another_city_is_a_fault_that_names_the_right_one(
    desk: Desk, tmp_path: Path
) -> None:
    path = files.as_geojson(tmp_path / "a.geojson", files.rows(2))
    path.write_text(path.read_text().replace("16.37, 48.21", "2.35, 48.85", 1))

    found = tried(desk, path)

    assert codes(found) == [(1, "far_away")]
    assert found.faults[0].values["city"] == "Vienna"
    assert found.faults[0].right == ("48.2085, 16.3721",)


def test_a_shape_that_is_no_point_is_a_fault(desk: Desk, tmp_path: Path) -> None:
    path = files.as_geojson(tmp_path / "a.geojson", files.rows(1))
    path.write_text(path.read_text().replace('"Point"', '"Polygon"'))

    assert codes(tried(desk, path)) == [(1, "not_a_point")]


def test_a_parquet_file_of_too_many_rows_is_refused_by_what_it_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": pa.nulls(limits.MOST_ROWS + 1, pa.string())}), path)

    assert refused(path) == "too_many_rows"


def test_a_flat_parquet_file_is_read_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(files.rows(2)), path)

    assert tried(desk, path).count("new") == 2
