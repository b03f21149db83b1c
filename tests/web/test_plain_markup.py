"""Each kind of plain page in each language: valid, in order, and known to those who share it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.catalogue import standing
from dashboard.i18n import LANGUAGES
from tests.conftest import Desk
from tests.web import plain_pages
from tests.web.plain_pages import COMPAZ, KINDS, faults, parsed


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with plain_pages.client() as opened:
        yield opened


every_page = pytest.mark.parametrize(
    ("language", "address"), [(one, kind) for one in LANGUAGES for kind in KINDS]
)


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body><h1>A</h1>{}</body></html>'
    (tmp_path / "good.html").write_text(page.format("<p>A</p>"))
    (tmp_path / "ids.html").write_text(page.format('<p id="a">A</p><p id="a">B</p>'))
    (tmp_path / "nested.html").write_text(page.format("<p><div>A</div></p>"))

    found = faults(tmp_path)

    assert {one.partition(":")[0] for one in found} == {"ids", "nested"}


def test_every_kind_of_page_is_valid_html_in_every_language(
    client: TestClient, tmp_path: Path
) -> None:
    for language in LANGUAGES:
        for address in KINDS:
            name = f"{language}-{address.replace('/', '-')}.html"
            (tmp_path / name).write_text(client.get(f"/{language}/{address}").text)

    assert faults(tmp_path) == []


def test_pages_of_what_is_gone_are_valid_html(
    client: TestClient, desk: Desk, tmp_path: Path
) -> None:
    standing.retire(desk.person("reviewer"), COMPAZ, "The programme has ended.")
    (tmp_path / "retired.html").write_text(client.get(f"/de/p/{COMPAZ}").text)
    standing.withdraw(desk.person("reviewer"), COMPAZ, "Its figures <b>were</b> wrong.")
    (tmp_path / "gone.html").write_text(client.get(f"/fr/p/{COMPAZ}").text)
    (tmp_path / "unknown.html").write_text(client.get("/es/p/unknown").text)

    assert faults(tmp_path) == []


@every_page
def test_headings_ids_and_places_on_the_page_are_in_order(
    client: TestClient, language: str, address: str
) -> None:
    page = parsed(client.get(f"/{language}/{address}").text)

    assert page.lang == language
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    assert {one[1:] for one in page.links if one.startswith("#")} <= set(page.ids)


@every_page
def test_a_shared_link_shows_title_text_and_picture_in_its_language(
    client: TestClient, language: str, address: str
) -> None:
    page = parsed(client.get(f"/{language}/{address}").text)
    bare = f"http://testserver/{address}"

    assert page.canonical == f"http://testserver/{language}/{address}" == page.meta["og:url"]
    assert page.alternates == {
        **{one: f"http://testserver/{one}/{address}" for one in LANGUAGES},
        "x-default": bare,
    }
    assert len(page.meta["og:title"]) > 3
    assert 20 < len(page.meta["og:description"]) <= 201
    assert page.meta["og:description"] == page.meta["description"]
    assert page.meta["og:locale"].startswith(language)
    assert page.meta["og:image"].startswith(f"http://testserver/{language}/picture/card/")


@every_page
def test_a_page_asks_nobody_else_for_anything_and_runs_no_script(
    client: TestClient, language: str, address: str
) -> None:
    markup = client.get(f"/{language}/{address}").text

    assert parsed(markup).fetched == ["/app/static/icon.png"]
    assert "<script" not in markup
    assert "url(" not in markup
