"""Sheets by their addresses: kept by their mark, named well, and truthful about what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import renaming, standing
from dashboard.i18n import LANGUAGES
from dashboard.web import sheets
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import brief, rest
from tests.catalogue import correcting
from tests.conftest import Desk
from tests.sheets import printed
from tests.web.plain_pages import COMPAZ, WIEN, parsed

ADDRESSES = {
    f"p/{COMPAZ}.pdf": f"{COMPAZ}-v1-fr.pdf",
    f"p/{COMPAZ}/v/1.pdf": f"{COMPAZ}-v1-fr.pdf",
    "c/vienna.pdf": "vienna-fr.pdf",
    "summit/izmir-2021.pdf": "izmir-2021-fr.pdf",
    f"compare.pdf?id={COMPAZ}&id={WIEN}": "compare-recife-vienna-fr.pdf",
    "brief.pdf?mine=vienna&theirs=recife": "brief-vienna-recife-fr.pdf",
}


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*sheets.routes, *brief.routes, *rest.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize(("address", "name"), ADDRESSES.items())
def test_an_address_gives_a_sheet_under_a_good_name(
    client: TestClient, address: str, name: str
) -> None:
    answer = client.get(f"/fr/sheet/{address}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    assert answer.headers["content-language"] == "fr"
    assert printed.opened(answer.content).trailer["/Root"]["/Lang"] == "fr"


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_has_a_sheet_gets_no_bytes_and_the_head_tells_the_same(
    client: TestClient, address: str
) -> None:
    first = client.get(f"/en/sheet/{address}")
    mark = first.headers["etag"]

    again = client.get(f"/en/sheet/{address}", headers={"If-None-Match": mark})
    head = client.head(f"/en/sheet/{address}")

    assert (again.status_code, again.content) == (304, b"")
    assert head.content == b""
    assert head.headers["etag"] == mark
    assert head.headers["content-length"] == str(len(first.content))


def test_a_bare_address_leads_to_the_language_of_the_reader(client: TestClient) -> None:
    answer = client.get(f"/sheet/p/{COMPAZ}.pdf", headers={"Accept-Language": "de"})

    assert answer.status_code == 302
    assert answer.headers["location"] == f"/de/sheet/p/{COMPAZ}.pdf"


@pytest.mark.parametrize(
    "address",
    ["p/unknown.pdf", f"p/{COMPAZ}/v/2.pdf", f"p/{COMPAZ}/v/0.pdf", "c/atlantis.pdf",
     "summit/atlantis-1999.pdf", "brief.pdf?mine=vienna&theirs=atlantis", "p/.pdf", "else.pdf"],
)  # fmt: skip
def test_what_never_was_is_a_kind_404(client: TestClient, address: str) -> None:
    answer = client.get(f"/es/sheet/{address}")

    assert answer.status_code == 404
    assert parsed(answer.text).lang == "es"


@pytest.mark.parametrize(
    "address",
    ["compare.pdf", f"compare.pdf?id={COMPAZ}", f"compare.pdf?id={COMPAZ}&id=unknown",
     "compare.pdf?id=a&id=b&id=c&id=d&id=e", "brief.pdf", "brief.pdf?mine=vienna",
     "brief.pdf?mine=vienna&theirs=vienna"],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_too_few_or_too_many_are_told_in_a_sentence(
    client: TestClient, address: str, language: str
) -> None:
    answer = client.get(f"/{language}/sheet/{address}")

    assert answer.status_code == 400
    assert answer.headers["content-language"] == language
    assert len(answer.text) > 20 and "{" not in answer.text


def test_a_withdrawn_practice_has_no_sheet_and_says_why(client: TestClient, desk: Desk) -> None:
    assert client.get(f"/en/sheet/p/{COMPAZ}.pdf").status_code == 200
    standing.withdraw(desk.person("reviewer"), COMPAZ, "Its figures were another's.")

    for below in ("", "/v/1"):
        answer = client.get(f"/en/sheet/p/{COMPAZ}{below}.pdf")
        assert answer.status_code == 410
        assert "Its figures were another's." in parsed(answer.text).text


def test_a_renamed_practice_is_found_at_its_old_addresses(client: TestClient, desk: Desk) -> None:
    renaming.rename(desk.person("administrator"), COMPAZ, "recife-compaz", "A shorter name.")

    for below in ("", "/v/1"):
        answer = client.get(f"/fr/sheet/p/{COMPAZ}{below}.pdf")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"/fr/sheet/p/recife-compaz{below}.pdf"


def test_a_correction_makes_a_new_sheet_and_marks_the_old(client: TestClient, desk: Desk) -> None:
    first = client.get(f"/en/sheet/p/{COMPAZ}/v/1.pdf")
    correcting.correct(desk, COMPAZ, lead="The new office")

    now = client.get(f"/en/sheet/p/{COMPAZ}.pdf")
    old = client.get(f"/en/sheet/p/{COMPAZ}/v/1.pdf")

    assert "v2" in now.headers["content-disposition"]
    assert "The new office" in printed.text(now.content)
    assert old.headers["etag"] != first.headers["etag"]
    assert "Superseded on" in printed.text(old.content)


# ---- the page of the brief -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_is_a_form_that_needs_no_script(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/brief")

    assert page.status_code == 200
    assert "<script" not in page.text
    assert page.text.count("<select") == 2
    assert 'method="get"' in page.text
    assert parsed(page.text).headings.count(1) == 1


def test_the_page_tells_what_the_sheet_tells(client: TestClient) -> None:
    page = client.get("/en/brief?mine=vienna&theirs=barcelona")
    sheet = client.get("/en/sheet/brief.pdf?mine=vienna&theirs=barcelona")
    told, paper = parsed(page.text), printed.letters(printed.text(sheet.content))

    assert page.status_code == 200
    assert "/en/sheet/brief.pdf?mine=vienna&theirs=barcelona" in told.links
    assert "/en/brief?mine=barcelona&theirs=vienna" in told.links
    exact = [one for one in told.links if one.startswith("/en/p/") and "/v/" in one]
    assert len(set(exact)) == 6
    for one in exact:
        assert printed.letters(one.removeprefix("/en/")) in paper


@pytest.mark.parametrize(
    "query", ["theirs=atlantis", "mine=vienna&theirs=vienna", "mine=atlantis&theirs=vienna"]
)
def test_a_choice_that_cannot_be_says_what_to_do(client: TestClient, query: str) -> None:
    page = client.get(f"/fr/brief?{query}")

    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert page.text.count("<select") == 2


def test_one_city_may_be_chosen_beforehand(client: TestClient) -> None:
    page = client.get("/en/brief?theirs=vienna")

    assert page.status_code == 200
    assert page.text.count('<option value="vienna" selected>') == 1
    assert 'role="alert"' not in page.text


def test_what_is_typed_into_the_address_is_text(client: TestClient) -> None:
    page = client.get('/en/brief?mine="><b>x</b>&theirs=vienna')

    assert "<b>x</b>" not in page.text
