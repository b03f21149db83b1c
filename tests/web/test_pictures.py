"""Pictures by their address: open to be read, safe to be opened, and a sentence for odd questions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import pictures as drawn
from dashboard.catalogue import standing
from dashboard.i18n import LANGUAGES
from dashboard.web import pictures
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=pictures.routes, middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)]
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("name", drawn.NAMES)
def test_each_picture_has_an_address_for_either_form(name: str, client: TestClient) -> None:
    svg = client.get(f"/fr/picture/{name}.svg?theme=cohesion")
    png = client.get(f"/fr/picture/{name}.png?theme=cohesion&width=2400&look=dark")

    assert svg.status_code == png.status_code == 200
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert 'xml:lang="fr"' in svg.text
    assert "theme=cohesion" in svg.text
    assert Image.open(io.BytesIO(png.content)).size[0] == 2400
    for answer in (svg, png):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert f"-{name}-fr." in answer.headers["content-disposition"]
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_drawing_opened_by_itself_runs_and_fetches_nothing(client: TestClient) -> None:
    policy = client.get("/en/picture/map.svg").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy


def test_whoever_has_a_picture_is_told_so(client: TestClient) -> None:
    first = client.get("/en/picture/themes.png")
    again = client.get("/en/picture/themes.png", headers={"If-None-Match": first.headers["etag"]})
    head = client.head("/en/picture/themes.png")

    assert (again.status_code, again.content) == (304, b"")
    assert head.content == b""
    assert head.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "query",
    ["theme=witchcraft", "look=pink", "fit=wall", "width=99999", "from=never", "width=-1"],
)
def test_a_question_nobody_can_answer_is_refused_in_words(query: str, client: TestClient) -> None:
    answer = client.get(f"/en/picture/map.png?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.endswith(".")


@pytest.mark.parametrize(
    "path",
    ["picture/unknown.svg", "picture/map.gif", "picture/map", "picture/card/p/nobody.png",
     "picture/card/x/y.png", "picture/card/theme/witchcraft.png", "picture/card/press/x.png"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(path: str, client: TestClient) -> None:
    assert client.get(f"/de/{path}").status_code == 404


def test_an_edition_that_is_not_there_is_told_in_a_sentence(client: TestClient) -> None:
    answer = client.get("/en/picture/map.svg?edition=2001-01-01")
    assert (answer.status_code, answer.text) == (404, "There is no edition of this name.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", [f"p/{COMPAZ}", "c/vienna", "c/bamako", "theme/security", "press"])
def test_a_shared_link_has_its_card(language: str, card: str, client: TestClient) -> None:
    answer = client.get(f"/{language}/picture/card/{card}.png")
    image = Image.open(io.BytesIO(answer.content))
    assert image.size == (1200, 630)
    assert len(answer.content) < 300_000


def test_what_was_withdrawn_has_no_card_and_counts_no_more(desk: Desk, client: TestClient) -> None:
    before = client.get("/en/picture/map.svg?city=recife").text
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    assert client.get(f"/en/picture/card/p/{COMPAZ}.png").status_code == 404
    after = client.get("/en/picture/map.svg?city=recife").text
    assert "1 practice" in before
    assert "Nothing was read yet that matches" in after
