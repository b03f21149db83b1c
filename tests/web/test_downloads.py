"""What is taken home is what was on the screen, cell by cell, and no cell runs."""

import csv
import io
import random
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n, tables
from dashboard.catalogue import city_comparison, comparison, database
from dashboard.components import comparison as screen
from dashboard.tables import Cell, Line, Row, Section, Table
from dashboard.web import downloads
from dashboard.web.languages import LanguagePrefix

LANGUAGES = tuple(i18n.LANGUAGES)
TRIO = (
    "recife-compaz-community-peace-centres",
    "rennes-day-and-night-mediators",
    "vienna-wohnpartner-good-neighbourhood",
)


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(routes=downloads.routes, middleware=[Middleware(LanguagePrefix)])
    with TestClient(app) as opened:
        yield opened


class OnScreen(HTMLParser):
    """The body of the drawn table as rows of text, as an eye reads them; links with their address."""

    STARTS_A_LINE = ("compare-line", "compare-field", "compare-mark", "compare-note")

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open: list[tuple[str, str]] = []
        self._lines: list[str] = []
        self._href = ""
        self._span = 1

    def _within(self, name: str) -> bool:
        return any(tag == name or name in kind.split() for tag, kind in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        kind = found.get("class") or ""
        self._open.append((tag, kind))
        if not self._within("tbody") or self._within("compare-section"):
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._lines, self._span = [], int(found.get("colspan") or 1)
        elif set(kind.split()) & set(self.STARTS_A_LINE):
            self._lines.append("")
        elif tag == "a":
            self._href = found.get("href") or ""

    def handle_data(self, data: str) -> None:
        if self._lines and not self._within("compare-who"):
            self._lines[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._lines:
            lines = [line.strip() for line in self._lines]
            cell = [*lines[:2], "\n".join(lines[2:])] if tag == "th" else ["\n".join(lines)]
            self.rows[-1] += cell * self._span
            self._lines = []
        closed, kind = self._open.pop()
        assert closed == tag, "the drawn table is well formed"
        if kind == "compare-line":
            self._lines[-1] += f" {self._href}" if self._href.startswith("http") else ""
            self._href = ""


def on_screen(table: Table) -> list[list[str]]:
    reader = OnScreen()
    reader.feed(screen.drawn(table))
    return reader.rows


def in_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read accents"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def in_xlsx(content: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for cell in (cell for line in sheet.iter_rows() for cell in line):
        assert cell.value is None or cell.data_type == "s", f"{cell.coordinate} is not text"
    return [[str(value or "") for value in line] for line in sheet.iter_rows(values_only=True)]


def links(kind: str) -> list[tuple[str, list[str]]]:
    """Comparisons drawn by lot, the same at every run: two to four columns, every language."""
    dice = random.Random(11)
    names = known(kind)
    return [(language, dice.sample(names, size)) for language in LANGUAGES for size in (2, 3, 4)]


def known(kind: str) -> list[str]:
    if kind == "compare":
        return sorted(row[0] for row in database.rows("practice_heads"))
    return sorted(row[0] for row in database.rows("city_names", language="en"))


def told(kind: str, slugs: list[str], language: str, *, differences: bool = False) -> Table:
    i18n.use(language)
    if kind == "compare":
        found = comparison.practices(slugs, language)
        return tables.of_practice_comparison(found, differences=differences)
    found = city_comparison.cities(slugs, language)
    return tables.of_city_comparison(found, differences=differences)


@pytest.mark.parametrize("kind", ["compare", "compare-cities"])
def test_csv_xlsx_and_screen_agree_cell_by_cell(kind: str, client: TestClient) -> None:
    for language, slugs in links(kind):
        for rows in ("", "differences"):
            asked = {"id": slugs, "rows": rows}
            shown = on_screen(told(kind, slugs, language, differences=bool(rows)))
            as_csv = in_csv(client.get(f"/{language}/{kind}.csv", params=asked).content)
            as_xlsx = in_xlsx(client.get(f"/{language}/{kind}.xlsx", params=asked).content)

            assert as_xlsx[1:] == shown, (language, slugs)
            assert as_csv == [[downloads.harmless(cell) for cell in line] for line in as_xlsx]
            assert len(as_csv[0]) == 3 + len(slugs)


def test_a_file_speaks_the_language_of_its_address(client: TestClient) -> None:
    german = in_csv(client.get("/de/compare.csv", params={"id": TRIO}).content)
    french = in_csv(client.get("/fr/compare.csv", params={"id": TRIO}).content)

    assert german[0][-1] == "Wien, Österreich"
    assert french[0][-1] == "Vienne, Autriche"


def test_without_a_language_in_the_address_the_browser_s_is_taken(client: TestClient) -> None:
    answer = client.get(
        "/compare.csv", params={"id": TRIO}, headers={"Accept-Language": "es-MX,es;q=0.9"}
    )

    assert answer.headers["Content-Language"] == "es"
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_file_is_named_after_its_cities_and_its_language(client: TestClient) -> None:
    answer = client.get("/fr/compare.xlsx", params={"id": TRIO})

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="compare-recife-rennes-vienna-fr.xlsx"'
    )
    assert answer.headers["Content-Type"] == downloads.XLSX


def test_the_second_sheet_says_where_the_comparison_is_to_be_had(client: TestClient) -> None:
    answer = client.get("/en/compare.xlsx", params={"id": TRIO[:2]})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[1]
    words = [str(line[1]) for line in sheet.iter_rows(values_only=True)]

    assert f"http://testserver/en/compare?id={TRIO[0]}&id={TRIO[1]}" in words
    assert "Counts measure what was read, never the city." in words


@pytest.mark.parametrize("query", ["", "?id=nobody", f"?id={TRIO[0]}", f"?id={TRIO[0]}&id=nobody"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_link_that_names_fewer_than_two_is_answered_kindly(
    query: str, ending: str, client: TestClient
) -> None:
    answer = client.get(f"/en/compare.{ending}{query}")

    assert answer.status_code == 404
    assert "two that the catalogue knows" in answer.text


def test_unknown_ones_and_a_fifth_are_left_out(client: TestClient) -> None:
    five = known("compare")[:5]

    table = in_csv(client.get("/en/compare.csv", params={"id": ["nobody", *five]}).content)

    assert len(table[0]) == 3 + 4


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 211", "-5 %", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "＝1+1", "\n-1"]
)
def test_what_would_begin_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert downloads.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "not stated", "27.3 %", "a = b", "COMPAZ: peace", "1-2"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert downloads.harmless(cell) == cell


def test_a_workbook_holds_a_formula_of_a_source_as_text() -> None:
    wicked = '=HYPERLINK("http://example.org","x")'
    found = comparison.Cell((1,))
    cells = (Cell((Line(wicked),), True, found), Cell((Line("http://a.example"),), True, found))
    row = Row("summary", wicked, "differs", (), cells, differs=True)
    columns = tuple(comparison.Column(one, one, one, "FR") for one in "ab")
    table = Table("t", "", columns, ("a", "b"), (Section((row,)),))

    rows = in_xlsx(downloads.as_xlsx(table, []))

    assert rows[1] == [wicked, "differs", "", wicked, "http://a.example"]
    assert in_csv(downloads.as_csv(table))[1][3] == f"'{wicked}"


def test_words_of_a_source_are_never_markup_on_screen() -> None:
    wicked = "<img src=x onerror=alert(1)>&amp;"
    found = comparison.Cell((comparison.Text(wicked, "en"),))
    cell = Cell((tables.line(found.values[0]),), True, found)
    row = Row("summary", wicked, wicked, (wicked,), (cell, cell), differs=True)
    columns = tuple(comparison.Column(wicked, wicked, wicked, "FR") for _ in "ab")
    table = Table(wicked, wicked, columns, ("a", "b"), (Section((row,), wicked, wicked),))

    drawn = screen.drawn(table)

    assert "<img" not in drawn
    assert on_screen(table)[0][3] == wicked
