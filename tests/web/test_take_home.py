"""The edition that anybody may take home: /take-home/summit/ID.zip, in this house's own dress."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.taking_home import packing
from dashboard.web import limits, take_home_edition
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from tests.catalogue import room
from tests.conftest import Desk

DUSSELDORF = "/take-home/city/dusseldorf.zip"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = Starlette(
        routes=take_home_edition.routes,
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    take_home_edition.shelf.cache_clear()
    with TestClient(app) as opened:
        yield opened
    take_home_edition.shelf.cache_clear()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def test_anybody_takes_home_what_stands_in_four_languages(client: TestClient) -> None:
    answer = client.get(DUSSELDORF)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="living-together-city-dusseldorf-v' in answer.headers["content-disposition"]
    held = names(answer.content)
    for spoken in ("fr", "en", "de", "es"):
        assert f"living-together-city-dusseldorf/{spoken}/show.html" in held


def test_it_is_made_once_and_again_when_something_was_signed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    really = packing.made
    monkeypatch.setattr(packing, "made", lambda wish: made.append(wish) or really(wish))
    first = client.get(DUSSELDORF)
    same = client.get(DUSSELDORF, headers={"If-None-Match": first.headers["etag"]})
    room.signed(
        room.said("We show it in every town hall.", city="dusseldorf", kind="presented_project")
    )
    newer = client.get(DUSSELDORF)

    assert same.status_code == 304 and len(made) == 2
    assert newer.content != first.content


@pytest.mark.parametrize(
    "path", ["/take-home/summit/nowhere.zip", "/take-home/city/atlantis.zip",
             "/take-home/city/..%2f..%2fetc.zip", "/take-home/workshop/x.zip"]
)  # fmt: skip
def test_what_is_not_there_is_told_kindly(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404


def test_it_counts_against_the_limit_of_what_is_made() -> None:
    guard = limits.Limits(lambda *_: None, make=3, api=3, trusted=())  # type: ignore[arg-type]
    scope = {"type": "http", "method": "GET", "path": DUSSELDORF}

    assert guard._of(scope) is guard._make  # type: ignore[arg-type]
