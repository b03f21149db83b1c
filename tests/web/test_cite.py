"""Citations by their address: four formats, each version its own, moved and withdrawn told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import bibtexparser
import pytest
import rispy
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import signed, standing
from dashboard.citing import FORMATS
from dashboard.web import cite
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest
from tests.catalogue.correcting import correct
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def client(store) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*cite.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, base_url="https://h.example", follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_has_its_address_and_type(client: TestClient, ending: str) -> None:
    answer = client.get(f"/en/cite/p/{COMPAZ}.{ending}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[ending].media_type
    assert answer.headers["content-disposition"] == f'inline; filename="{COMPAZ}-v1.{ending}"'
    assert f"https://h.example/p/{COMPAZ}/v/1" in answer.text
    assert signed.of(COMPAZ).sha256 in answer.text  # type: ignore[union-attr]


def test_a_version_is_cited_as_it_was(desk: Desk, client: TestClient) -> None:
    correct(desk, COMPAZ, end_year=2026)

    first, now = (
        json.loads(client.get(f"/fr/cite/p/{COMPAZ}{below}.json").text)[0] for below in ("/v/1", "")
    )

    assert (first["version"], now["version"]) == ("1", "2")
    assert (first["URL"][-3:], now["URL"][-3:]) == ("v/1", "v/2")
    assert first["note"] != now["note"]
    entry = bibtexparser.parse_string(client.get(f"/de/cite/p/{COMPAZ}/v/1.bib").text).entries[0]
    assert entry["version"] == "1"
    assert rispy.loads(client.get(f"/es/cite/p/{COMPAZ}/v/2.ris").text)[0]["edition"] == "2"


def test_the_whole_catalogue_is_cited_too(client: TestClient) -> None:
    told = json.loads(client.get("/en/cite/catalogue.json").text)[0]

    assert (told["type"], told["URL"]) == ("dataset", "https://h.example/")


def test_a_withdrawn_one_says_since_when_and_why(desk: Desk, client: TestClient) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    answer = client.get(f"/en/cite/p/{COMPAZ}.bib")

    assert answer.status_code == 410
    assert "The city asked for it." in answer.text


@pytest.mark.parametrize(
    "address",
    ["p/nobody.txt", f"p/{COMPAZ}.doc", f"p/{COMPAZ}/v/2.txt", f"p/{COMPAZ}/v/0.txt",
     f"p/{COMPAZ}/v/99999999999.txt", "p/..%2f..%2fetc.txt", "catalogue.exe"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(f"/en/cite/{address}").status_code == 404
