"""Frozen editions by their address: what the manifest names and nothing else, kept for good."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import clock, editions
from dashboard.catalogue.editions import Edition, Plan, as_bytes
from dashboard.web import editions as served
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest
from tests.conftest import Desk

FILES = {
    "index.html": ("text/html; charset=utf-8", b"<!DOCTYPE html><p>first"),
    "fr/index.html": ("text/html; charset=utf-8", b"<!DOCTYPE html><p>premier"),
    "data/practices.csv": ("text/csv; charset=utf-8", b"id\r\n"),
    "data/practices.json": ("application/json", b"[]"),
    "data/practices.parquet": ("application/vnd.apache.parquet", b"PAR1"),
    "data/map.geojson": ("application/geo+json", b"{}"),
    "README.txt": ("text/plain; charset=utf-8", b"Read first"),
    "icon.png": ("image/png", b"\x89PNG"),
}


@pytest.fixture
def edition(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 9))
    parts = [(path, as_bytes(lambda held=held: held)) for path, (_, held) in FILES.items()]
    actor = desk.person("administrator")
    return editions.freeze(actor, lambda _name: Plan(parts, {"practices": 0}))


@pytest.fixture
def client(edition: Edition) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*served.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("path", FILES)
def test_each_file_comes_as_it_is_with_its_type_for_good(client: TestClient, path: str) -> None:
    answer = client.get(f"/editions/2026-11-23/{path}")

    assert answer.status_code == 200
    assert (answer.headers["content-type"], answer.content) == FILES[path]
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["etag"] == f'"{hashlib.sha256(FILES[path][1]).hexdigest()}"'
    again = client.get(
        f"/editions/2026-11-23/{path}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_folder_opens_with_its_first_page(client: TestClient) -> None:
    assert client.get("/editions/2026-11-23/").text == "<!DOCTYPE html><p>first"
    assert client.get("/editions/2026-11-23/fr/").text == "<!DOCTYPE html><p>premier"
    moved = client.get("/editions/2026-11-23")
    assert (moved.status_code, moved.headers["location"]) == (308, "/editions/2026-11-23/")


def test_the_manifest_and_its_hash_are_there(client: TestClient, edition: Edition) -> None:
    manifest = client.get("/editions/2026-11-23/manifest.json")

    assert hashlib.sha256(manifest.content).hexdigest() == edition.sha256
    assert client.get("/editions/2026-11-23/manifest.sha256").text.startswith(edition.sha256)
    assert {one["path"] for one in manifest.json()["files"]} == {*FILES, "checksums.sha256"}


def test_the_archive_holds_the_same_files(client: TestClient) -> None:
    answer = client.get("/editions/2026-11-23.zip")

    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("2026-11-23/data/practices.csv") == b"id\r\n"
        assert json.loads(archive.read("2026-11-23/manifest.json"))["edition"] == "2026-11-23"


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-24/index.html", "2026-11-24.zip", "2026-11-24", "2026-11-23-2/index.html",
        "2026-11-23/more.html", "2026-11-23/data", "2026-11-23/data/", "2026-11-23/fr",
        "2026-11-23/%2e%2e/desk.duckdb", "2026-11-23/..%2f..%2fdesk.duckdb",
        "2026-11-23/data/..%2f..%2f..%2fdesk.duckdb", "..%2fdesk.duckdb", "%2e%2e/desk.duckdb",
        "2026-11-23/%00", "2026-11-23//index.html", "2026-11-23/.hidden", "2026-11-23%0a/index.html",
        "2026-11-23/%2fetc%2fpasswd", "2026-11-23/index.html%20", "2026-11-23/INDEX.HTML",
    ],
)  # fmt: skip
def test_no_trick_of_a_path_leads_anywhere(client: TestClient, path: str) -> None:
    assert client.get(f"/editions/{path}").status_code in (404, 308)


def test_a_file_that_came_later_is_not_given(client: TestClient) -> None:
    (editions.folder() / "2026-11-23" / "secret.html").write_text("x")
    (editions.folder() / ".2026-11-23.part").mkdir()

    assert client.get("/editions/2026-11-23/secret.html").status_code == 404
    assert client.get("/editions/.2026-11-23.part/index.html").status_code == 404


def test_a_folder_without_its_row_is_no_edition(client: TestClient, desk: Desk) -> None:
    stranger = editions.folder() / "2026-11-22"
    stranger.mkdir()
    Path(stranger / "index.html").write_text("x")

    assert client.get("/editions/2026-11-22/index.html").status_code == 404
