"""How plain pages answer: kept by their mark, light, and truthful about what moved or is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.catalogue import renaming, standing
from dashboard.i18n import LANGUAGES
from dashboard.web.templates import STATIC
from tests.catalogue import correcting
from tests.conftest import Desk
from tests.web import plain_pages
from tests.web.plain_pages import COMPAZ, KINDS, parsed

MOST = 30_000  # bytes on the line, with all that the page fetches
PAGES = [f"/{language}/{kind}" for language in LANGUAGES for kind in KINDS]


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with plain_pages.client() as opened:
        yield opened


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_a_page_with_all_it_fetches_is_light(
    client: TestClient, address: str, packing: str
) -> None:
    with client.stream("GET", address, headers={"Accept-Encoding": packing}) as answer:
        sent = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == packing
    assert len(sent) + (STATIC / "icon.png").stat().st_size < MOST


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_has_the_page_is_told_so_and_gets_no_bytes(client: TestClient, kind: str) -> None:
    first = client.get(f"/fr/{kind}")

    again = client.get(f"/fr/{kind}", headers={"If-None-Match": first.headers["etag"]})

    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["vary"] == "Accept-Encoding"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_tells_the_same_without_the_body(client: TestClient, kind: str) -> None:
    told, given = client.head(f"/de/{kind}"), client.get(f"/de/{kind}")

    assert told.content == b""
    for name in ("etag", "content-length", "content-type", "cache-control"):
        assert told.headers[name] == given.headers[name]


def test_a_bare_address_leads_to_the_language_of_the_reader(client: TestClient) -> None:
    answer = client.get(f"/p/{COMPAZ}/v/1", headers={"Accept-Language": "es-MX,es;q=0.9"})

    assert answer.status_code == 302
    assert answer.headers["location"] == f"/es/p/{COMPAZ}/v/1"
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize(
    "address",
    [
        "p/no-such-practice", f"p/{COMPAZ}/v/2", f"p/{COMPAZ}/v/0", f"p/{COMPAZ}/v/x",
        f"p/{COMPAZ}/v/99999999999999999999", "p/", "c/no-such-city", "theme/witchcraft",
        "summit/atlantis-1999", "press/unknown", f"p/{COMPAZ}/v/1/more",
    ],
)  # fmt: skip
def test_what_never_was_is_a_kind_404(client: TestClient, address: str) -> None:
    answer = client.get(f"/de/{address}")

    assert answer.status_code == 404
    assert parsed(answer.text).lang == "de"
    assert "no-store" in answer.headers["cache-control"]


def test_a_renamed_practice_is_found_at_its_old_addresses(client: TestClient, desk: Desk) -> None:
    renaming.rename(desk.person("administrator"), COMPAZ, "recife-compaz", "A shorter name.")

    for below in ("", "/v/1"):
        answer = client.get(f"/fr/p/{COMPAZ}{below}")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"/fr/p/recife-compaz{below}"
        assert client.get(answer.headers["location"]).status_code == 200


def test_a_merged_practice_leads_to_the_one_it_became_part_of(
    client: TestClient, desk: Desk
) -> None:
    admin = desk.person("administrator")
    renaming.merge(admin, COMPAZ, plain_pages.WIEN, "The same, told twice.")

    answer = client.get(f"/en/p/{COMPAZ}")
    printed = client.get(f"/en/p/{COMPAZ}/v/1")

    assert (answer.status_code, answer.headers["location"]) == (308, f"/en/p/{plain_pages.WIEN}")
    assert printed.status_code == 200 and "The same, told twice." in printed.text
    assert f"/en/p/{plain_pages.WIEN}" in parsed(printed.text).links


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_practice_is_gone_with_reason_and_day(
    client: TestClient, desk: Desk, language: str
) -> None:
    before = parsed(client.get(f"/{language}/p/{COMPAZ}").text)
    standing.withdraw(desk.person("reviewer"), COMPAZ, "Its figures <b>were</b> another's.")

    for below in ("", "/v/1"):
        answer = client.get(f"/{language}/p/{COMPAZ}{below}")
        page = parsed(answer.text)
        assert answer.status_code == 410
        assert page.meta["robots"] == "noindex"
        assert "Its figures <b>were</b> another's." in page.text  # as text, never as markup
        assert str(standing.of(COMPAZ).since.year) in page.text  # type: ignore[union-attr]
        assert before.meta["og:description"][:60] not in page.text


def test_a_retired_practice_stays_readable_and_says_so_first(
    client: TestClient, desk: Desk
) -> None:
    standing.retire(desk.person("reviewer"), COMPAZ, "The programme has ended.")

    answer = client.get(f"/en/p/{COMPAZ}")
    text = parsed(answer.text).text

    assert answer.status_code == 200
    assert text.index("The programme has ended.") < text.index("The problem")


def test_an_earlier_version_says_first_what_took_its_place_and_what_changed(
    client: TestClient, desk: Desk
) -> None:
    first = client.get(f"/en/p/{COMPAZ}/v/1")
    correcting.correct(desk, COMPAZ, lead="The new office")

    old, new = client.get(f"/en/p/{COMPAZ}/v/1"), client.get(f"/en/p/{COMPAZ}/v/2")
    told = parsed(old.text)

    assert old.status_code == new.status_code == 200
    assert old.headers["etag"] != first.headers["etag"]
    assert told.text.index("Superseded on") < told.text.index("COMPAZ")
    assert "The new office" in told.text
    assert f"/en/p/{COMPAZ}/v/2" in told.links
    assert "Superseded" not in parsed(new.text).text
    assert "Corrected on" in parsed(new.text).text
    assert parsed(client.get(f"/en/p/{COMPAZ}").text).canonical.endswith(f"/en/p/{COMPAZ}")


def test_only_the_page_of_the_public_version_is_kept_by_search_engines(client: TestClient) -> None:
    whole, exact = (client.get(f"/en/p/{COMPAZ}{below}").text for below in ("", "/v/1"))

    assert "robots" not in parsed(whole).meta
    assert parsed(exact).meta["robots"] == "noindex"
