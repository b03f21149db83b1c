"""A summit that a city hosts by file or form is on every page and file, without a line of code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.catalogue import build, declarations, hosting
from tests import small_release
from tests.catalogue.test_hosting import filled
from tests.conftest import Desk
from tests.summit_files import bochum
from tests.web import addresses
from tests.web.asking import Asker


@pytest.fixture
def ask() -> Iterator[Asker]:
    asker = Asker(addresses.house())
    yield asker
    asker.close()


@pytest.fixture(params=["file", "form"])
def hosted(request, desk: Desk, store: Path, tmp_path: Path) -> Iterator[str]:
    """The same summit, from one file of a release, and from one form of the desk."""
    if request.param == "form":
        hosting.open_for_all(desk.person("reviewer"), "r1", filled(desk).stamp)
        yield "form"
        return
    folder = small_release.write(tmp_path / "data")
    (folder / "summits").mkdir()
    told = json.dumps(bochum(), ensure_ascii=False)
    (folder / "summits" / "bochum-2027.json").write_text(told, encoding="utf-8")
    file = tmp_path / "second.duckdb"
    build.build(folder, file)
    with small_release.opened(file, store):
        yield "file"


@pytest.mark.parametrize("language", ["fr", "en", "de", "es"])
def test_its_fact_sheet_is_there_in_every_language(hosted: str, ask: Asker, language: str) -> None:
    answer = ask(f"/{language}/summit/bochum-2027")

    assert answer.status == 200
    for words in ("Bochum 2027", "Jahrhunderthalle", "Wer fehlt am Tisch?", "Bochumer Erklärung"):
        assert words in answer.text, words
    assert f"/{language}/matrix?id=bochum-2027" in answer.text
    assert f"/{language}/summits?id=bochum-2027" in answer.text
    point = "Neighbours know each other." if language != "de" else "Nachbarn kennen einander."
    assert point in answer.text


def test_its_matrix_is_a_file_that_follows_what_is_linked(hosted: str, ask: Asker) -> None:
    before = ask("/en/matrix.csv?id=bochum-2027")
    assert before.text.count("bochum-2027,") == 6

    declarations.link(
        Desk(Path()).person("researcher"), "bochum-2027", 1, small_release.VIENNA, "As read"
    )
    after = ask("/en/matrix.csv?id=bochum-2027")

    assert small_release.VIENNA in after.text.split("bochum-2027,1,")[-1]
    assert before.headers["etag"] != after.headers["etag"]


def test_it_stands_among_the_summits_everywhere(hosted: str, ask: Asker) -> None:
    assert "Bochum 2027" in ask("/de/c/vienna").text
    assert "Bochum 2027" in ask("/de/press").text
    listed = json.loads(ask("/api/v1/summits").body)["items"]
    assert "bochum-2027" in {one["id"] for one in listed}
    found = json.loads(ask("/api/v1/practices?summit=bochum-2027&limit=1").body)
    assert found["items"]
    assert ask("/api/v1/practices?summit=atlantis-1999").status == 400


def test_its_sheet_is_printed(hosted: str, ask: Asker) -> None:
    answer = ask("/de/sheet/summit/bochum-2027.pdf")

    assert (answer.status, answer.kind) == (200, "application/pdf")


@pytest.mark.parametrize("code", ["", "izmir-2021", "atlantis-1999"])
def test_a_matrix_that_is_none_is_not_found(store: Path, ask: Asker, code: str) -> None:
    assert ask(f"/en/matrix.csv?id={code}").status == 404
