"""/record/ID/N.json: exactly what was signed, for anybody to check, for good."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import contributions, signed, standing, versions
from dashboard.web import record
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest
from tests.catalogue.correcting import correct
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def client(store) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*record.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


def test_the_file_is_byte_for_byte_what_was_signed(client: TestClient) -> None:
    answer = client.get(f"/record/{COMPAZ}/1.json", headers={"Accept-Encoding": "br, gzip"})

    found = signed.of(COMPAZ, 1)
    assert found is not None
    digest = hashlib.sha256(answer.content).digest()
    assert answer.content == found.body
    assert digest.hex() == found.sha256
    told = base64.b64encode(digest).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{told}:"
    assert answer.headers["digest"] == f"SHA-256={told}"
    assert answer.headers["etag"].strip('"') == found.sha256[:32]
    assert "content-encoding" not in answer.headers
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_bare_address_gives_the_newest_and_earlier_ones_stay(
    desk: Desk, client: TestClient
) -> None:
    before = client.get(f"/record/{COMPAZ}/1.json").content
    correct(desk, COMPAZ, end_year=2026)

    assert json.loads(client.get(f"/record/{COMPAZ}.json").content)["version"] == 2
    assert client.get(f"/record/{COMPAZ}/1.json").content == before
    assert f"/record/{COMPAZ}/2.json" in client.get(f"/record/{COMPAZ}.json").headers["link"]


def test_whoever_has_it_is_told_so(client: TestClient) -> None:
    mark = client.get(f"/record/{COMPAZ}/1.json").headers["etag"]
    again = client.get(f"/record/{COMPAZ}/1.json", headers={"If-None-Match": mark})

    assert (again.status_code, again.content) == (304, b"")
    assert client.head(f"/record/{COMPAZ}/1.json").headers["etag"] == mark
    assert client.options(f"/record/{COMPAZ}.json").status_code == 204


def test_a_withdrawn_one_says_since_when_and_why_and_nothing_of_its_text(
    desk: Desk, client: TestClient
) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    for address in (f"{COMPAZ}.json", f"{COMPAZ}/1.json"):
        answer = client.get(f"/record/{address}")
        assert answer.status_code == 410
        assert set(answer.json()) == {"id", "state", "since", "reason"}
        assert answer.json()["reason"] == "The city asked for it."


def test_what_waits_for_its_reviewer_has_no_file(desk: Desk, client: TestClient) -> None:
    ada = desk.person("researcher")
    one = contributions.begin(ada, receipt="w", language="en", slug=COMPAZ)
    draft = versions.draft_of(COMPAZ).model_copy(update={"lead": "Zilpzalp"})
    contributions.send(ada, "w", contributions.save(ada, "w", draft, one.stamp))

    assert client.get(f"/record/{COMPAZ}/2.json").status_code == 404
    assert "Zilpzalp" not in client.get(f"/record/{COMPAZ}.json").text


@pytest.mark.parametrize(
    "address",
    ["nobody.json", "nobody/1.json", f"{COMPAZ}/0.json", f"{COMPAZ}/2.json", f"{COMPAZ}/1.xml",
     f"{COMPAZ}/99999999999999999999.json", f"{COMPAZ}/-1.json", "..%2f..%2fetc/1.json", COMPAZ],
)  # fmt: skip
def test_what_is_not_there_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(f"/record/{address}").status_code == 404
