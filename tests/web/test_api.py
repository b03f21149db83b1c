"""The interface for programs: stable names, true languages, pages that lose nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import (
    columns,
    database,
    practices,
    published,
    renaming,
    signed,
    standing,
    vocabulary,
)
from dashboard.catalogue.filters import Filters
from dashboard.web import api, record
from dashboard.web.api import operations, problems
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
LIST = "/api/v1/practices"


@pytest.fixture
def house(store: Path) -> Iterator[TestClient]:
    with _opened() as client:
        yield client


@pytest.fixture
def open_house(desk: Desk) -> Iterator[TestClient]:
    """The same on a store that may be written to."""
    with _opened() as client:
        yield client


@contextmanager
def _opened() -> Iterator[TestClient]:
    app = Starlette(routes=[*api.routes, *record.routes], middleware=[Middleware(LanguagePrefix)])
    with TestClient(app, follow_redirects=False) as client:
        yield client


def walked(house: TestClient, address: str) -> Iterator[dict[str, Any]]:
    """Page after page, as a program follows `next`."""
    following: str | None = address
    while following:
        page = house.get(following).json()
        yield page
        following = page["next"]


def ids(pages: Iterator[dict[str, Any]]) -> list[str]:
    return [one["id"] for page in pages for one in page["items"]]


# Lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", practices.SORTS)
@pytest.mark.parametrize("query", ["", "q=police", "theme=cohesion&region=155&lang=fr"])
def test_the_pages_put_together_are_the_dashboards_list_in_its_order(
    house: TestClient, sort: str, query: str
) -> None:
    given = dict(one.split("=") for one in query.split("&") if one)
    filters, _ = Filters.from_query({name: [value] for name, value in given.items()})
    first = practices.results(filters, language=given.get("lang", "en"), sort=sort, per_page=1000)

    found = ids(walked(house, f"{LIST}?{query}&sort={sort}&limit=37"))

    assert found == [card.slug for card in first.cards]


def test_sorted_by_id_the_whole_catalogue_is_read_once(house: TestClient) -> None:
    found = ids(walked(house, f"{LIST}?sort=id&limit=50"))

    assert found == sorted({one.slug for one in published.selection(Filters(), "en")})


def test_a_page_tells_where_the_next_begins_in_body_and_header(house: TestClient) -> None:
    answer = house.get(f"{LIST}?theme=security&limit=3")

    following = answer.json()["next"]
    assert answer.headers["link"] == f'<{following}>; rel="next"'
    assert "theme=security" in following
    assert answer.json()["changed"] is False


@pytest.mark.parametrize("sort", ["id", "newest", "city"])
def test_who_reads_page_by_page_loses_nothing_while_others_withdraw_and_publish(
    open_house: TestClient, desk: Desk, sort: str
) -> None:
    before = ids(walked(open_house, f"{LIST}?sort={sort}&limit=100"))
    first = open_house.get(f"{LIST}?sort={sort}&limit=50").json()
    reviewer = desk.person("reviewer")

    standing.withdraw(reviewer, before[10], "It was told twice.")  # already read
    standing.withdraw(reviewer, before[60], "It was told twice.")  # not yet read
    rest = list(walked(open_house, first["next"]))

    read = [one["id"] for page in (first, *rest) for one in page["items"]]
    assert read == [one for one in before if one != before[60]]
    assert first["changed"] is False
    assert all(page["changed"] for page in rest)


def test_what_was_published_anew_meanwhile_is_read_all_the_same_by_id(
    open_house: TestClient, desk: Desk
) -> None:
    first = open_house.get(f"{LIST}?sort=id&limit=50").json()
    standing.restore(desk.person("reviewer"), RENNES, 1, "The figures were right.")

    read = ids(iter([first, *walked(open_house, first["next"])]))

    assert len(read) == len(set(read)) == 224
    assert RENNES in read


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("sort=newest&theme=security", "belongs to another question"),
        ("sort=id&lang=fr", "belongs to another question"),
    ],
)
def test_a_cursor_serves_its_own_question_only(house: TestClient, query: str, told: str) -> None:
    following = house.get(f"{LIST}?sort=id&limit=2").json()["next"]
    cursor = following.partition("cursor=")[2]

    answer = house.get(f"{LIST}?{query}&cursor={cursor}")

    assert answer.status_code == 400
    assert told in answer.json()["faults"][0]["detail"]


@pytest.mark.parametrize(
    "cursor",
    ["abc", "e30", "eyJxdWVzdGlvbiI6IngiLCJiZWdhbiI6MSwicGxhY2UiOlt7fV19", "A" * 999, "x" * 1001],
)
def test_a_made_up_cursor_is_refused(house: TestClient, cursor: str) -> None:
    answer = house.get(f"{LIST}?cursor={cursor}")

    assert answer.status_code == 400
    assert answer.json()["faults"][0]["parameter"] == "cursor"


def test_a_page_of_a_hundred_asks_the_store_no_more_often_than_a_page_of_one(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = database._answer
    monkeypatch.setattr(
        database, "_answer", lambda name, values: asked.append(name) or answer(name, values)
    )
    counts = []
    for limit in (1, 100):
        asked.clear()
        house.get(f"{LIST}?sort=id&limit={limit}&theme=cohesion&lang=es")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


# One practice -----------------------------------------------------------------------------------


def test_a_practice_has_the_fields_of_the_export_and_what_one_needs_to_cite_it(
    house: TestClient,
) -> None:
    answer = house.get(f"{LIST}/{COMPAZ}").json()
    told = answer["practice"]

    (one,) = [
        one for one in published.selection(Filters(cities=("recife",)), "en") if one.slug == COMPAZ
    ]
    document = columns.to_document(one.slug, one.city, one.country, one.draft)
    assert {name: told[name] for name in document} == document
    assert told["version"] == 1
    assert told["signed_at"] == "2026-11-22T00:00:00Z"
    assert told["licence"]["name"] == "CC BY 4.0"
    assert told["page"] == f"http://testserver/p/{COMPAZ}/v/1"
    assert told["state"] == "published"


def test_the_hash_is_that_of_the_file_at_its_record(house: TestClient) -> None:
    for told in house.get(f"{LIST}?limit=5&lang=de").json()["items"]:
        file = house.get(told["record"].removeprefix("http://testserver"))

        assert hashlib.sha256(file.content).hexdigest() == told["sha256"]


def test_every_version_is_kept_and_tells_which_took_its_place(
    open_house: TestClient, desk: Desk
) -> None:
    standing.restore(desk.person("reviewer"), COMPAZ, 1, "The figures were right.")

    newest, first = open_house.get(f"{LIST}/{COMPAZ}/versions").json()["items"]
    old = open_house.get(f"{LIST}/{COMPAZ}/versions/1").json()["practice"]
    new = open_house.get(f"{LIST}/{COMPAZ}").json()["practice"]

    assert [newest["version"], first["version"]] == [2, 1]
    assert first["superseded"]["version"] == old["superseded"]["version"] == 2
    assert newest["superseded"] is new["superseded"] is None
    assert old["sha256"] == first["sha256"] != new["sha256"] == newest["sha256"]
    found = signed.of(COMPAZ, 1)
    assert found is not None
    assert found.sha256 == old["sha256"]


def test_a_withdrawn_practice_is_gone_with_reason_and_day(
    open_house: TestClient, desk: Desk
) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, "Its figures were another programme's.")

    for below in ("", "/versions", "/versions/1"):
        answer = open_house.get(f"{LIST}/{COMPAZ}{below}")
        assert answer.status_code == 410
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["reason"] == "Its figures were another programme's."
        assert answer.json()["since"]
    assert COMPAZ not in ids(walked(open_house, f"{LIST}?sort=id&limit=100"))


def test_a_retired_practice_is_out_of_the_list_and_says_so_at_its_address(
    open_house: TestClient, desk: Desk
) -> None:
    standing.retire(desk.person("reviewer"), COMPAZ, "The programme ended.")

    told = open_house.get(f"{LIST}/{COMPAZ}").json()["practice"]

    assert told["state"] == "retired"
    assert told["retired"]["reason"] == "The programme ended."
    assert COMPAZ not in ids(walked(open_house, f"{LIST}?sort=id&limit=100"))


def test_a_renamed_id_leads_to_the_new_one_with_what_was_asked(
    open_house: TestClient, desk: Desk
) -> None:
    renaming.rename(desk.person("reviewer"), COMPAZ, "recife-compaz", "Shorter.")

    answer = open_house.get(f"{LIST}/{COMPAZ}/versions/1?lang=fr")

    assert answer.status_code == 308
    assert answer.headers["location"] == "/api/v1/practices/recife-compaz/versions/1?lang=fr"
    assert open_house.get(answer.headers["location"]).json()["practice"]["id"] == "recife-compaz"


def test_what_a_merged_practice_signed_stays_at_its_own_address(
    open_house: TestClient, desk: Desk
) -> None:
    other = "aalborg-safe-digital-city"
    renaming.merge(desk.person("reviewer"), COMPAZ, other, "The same practice.")

    newest = open_house.get(f"{LIST}/{COMPAZ}")
    signed_once = open_house.get(f"{LIST}/{COMPAZ}/versions/1")

    assert (newest.status_code, newest.headers["location"]) == (308, f"{LIST}/{other}")
    assert signed_once.json()["practice"]["state"] == "retired"


@pytest.mark.parametrize("below", ["nobody", f"{COMPAZ}/versions/2", f"{COMPAZ}/versions/0",
                                   f"{COMPAZ}/versions/x", f"{COMPAZ}/versions/{'9' * 30}"])  # fmt: skip
def test_what_never_was_is_a_404_in_the_same_form(house: TestClient, below: str) -> None:
    answer = house.get(f"{LIST}/{below}")

    assert answer.status_code == answer.json()["status"] == 404
    assert answer.headers["content-type"] == "application/problem+json"


# Languages --------------------------------------------------------------------------------------


def test_a_text_in_one_language_names_the_language_it_really_is_in(house: TestClient) -> None:
    german = house.get(f"{LIST}/{COMPAZ}?lang=de").json()["practice"]

    assert list(german["title"]) == ["de"]
    assert list(german["challenge"]) == ["en"]  # nobody has translated it
    assert [one for one in german["figures"][0] if one.startswith("label_")] == ["label_en"]


@pytest.mark.parametrize(
    ("query", "header", "languages", "told"),
    [
        ("", None, ["en", "fr", "de", "es"], "en, fr, de, es"),
        ("", "es-MX, en;q=0.5", ["es"], "es"),
        ("", "it, nl;q=0.5", ["en", "fr", "de", "es"], "en, fr, de, es"),
        ("?lang=fr", "es", ["fr"], "fr"),
        ("?lang=all", "es", ["en", "fr", "de", "es"], "en, fr, de, es"),
    ],
)
def test_the_parameter_chooses_the_language_then_the_header_then_all_are_given(
    house: TestClient, query: str, header: str | None, languages: list[str], told: str
) -> None:
    house.headers.pop("accept-language", None)
    answer = house.get(
        f"{LIST}/{COMPAZ}{query}", headers={"Accept-Language": header} if header else {}
    )

    assert list(answer.json()["practice"]["title"]) == languages
    assert answer.headers["content-language"] == told
    assert ("Accept-Language" in answer.headers["vary"]) == (not query)


# Faults -----------------------------------------------------------------------------------------


def test_all_faults_of_a_question_are_told_at_once(house: TestClient) -> None:
    query = (
        "theme=witchcraft&theme=cohesion&limit=0&limit=5&from=soon&colour=red&city=atlantis&them=x"
    )

    answer = house.get(f"{LIST}?{query}")

    told = answer.json()
    assert answer.status_code == 400
    assert told["type"] == "http://testserver/api/v1/problems/bad-question"
    assert {(one["parameter"], one["reason"]) for one in told["faults"]} == {
        ("theme", "unknown_value"),
        ("limit", "given_twice"),
        ("limit", "out_of_range"),
        ("from", "not_a_number"),
        ("colour", "unknown_parameter"),
        ("city", "unknown_value"),
        ("them", "unknown_parameter"),
    }
    assert any("did you mean theme" in one["detail"] for one in told["faults"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nowhere", 404),
        ("/api/v2", 404),
        ("/api/v1/practices/", 404),
        (f"{LIST}?q={'a' * 2100}", 414),
    ],
)
def test_a_refusal_has_one_form_and_its_type_leads_to_its_meaning(
    house: TestClient, path: str, status: int
) -> None:
    answer = house.get(path)
    told = answer.json()

    assert answer.status_code == told["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert told["title"] in house.get(told["type"].removeprefix("http://testserver")).text


def test_every_kind_of_refusal_has_its_page(house: TestClient) -> None:
    for kind in problems.KINDS:
        assert kind.title in house.get(f"{problems.ROOM}/{kind.name}").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", [LIST, "/api/v1/openapi.json", "/api/v1/nowhere"])
def test_nothing_can_be_written_here(house: TestClient, method: str, path: str) -> None:
    answer = house.request(method, path)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


# How answers travel -----------------------------------------------------------------------------


@pytest.mark.parametrize("one", operations.OPERATIONS, ids=lambda one: one.name)
def test_every_address_can_be_asked_again_for_nothing_and_from_any_page(
    house: TestClient, one: Any
) -> None:
    address = "/api/v1" + one.path.format(**one.examples)

    given = house.get(address)
    told = house.head(address)
    again = house.get(address, headers={"If-None-Match": f'"x", {given.headers["etag"]}'})
    before = house.options(address)

    assert given.status_code == 200
    assert given.headers["content-type"] == one.media_type
    assert one.answer.model_validate(given.json())
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["etag"] == given.headers["etag"]
    assert (again.status_code, again.content) == (304, b"")
    assert before.status_code == 204
    for answer in (given, told, again, before):
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_answers_travel_packed_where_the_reader_takes_it(house: TestClient, encoding: str) -> None:
    for path in (LIST, "/api/v1/map.geojson"):
        answer = house.get(path, headers={"Accept-Encoding": encoding})

        assert answer.headers.get("content-encoding", "identity") == encoding
        assert answer.json()["total"] == 224


def test_one_question_written_in_two_ways_is_one_answer(house: TestClient) -> None:
    one = house.get(f"{LIST}?theme=cohesion&limit=20&lang=fr&sort=relevance")
    other = house.get(f"{LIST}?lang=fr&theme=cohesion")

    assert one.headers["etag"] == other.headers["etag"]


def test_a_publication_changes_the_mark(open_house: TestClient, desk: Desk) -> None:
    mark = open_house.get(f"{LIST}?limit=1").headers["etag"]
    standing.withdraw(desk.person("reviewer"), COMPAZ, "The city asked for it.")

    answer = open_house.get(f"{LIST}?limit=1", headers={"If-None-Match": mark})

    assert answer.status_code == 200
    assert answer.json()["total"] == 223


# Cities, words, summits ---------------------------------------------------------------------------


def test_all_cities_are_walked_once_and_hold_all_practices(house: TestClient) -> None:
    found = [one for page in walked(house, "/api/v1/cities?limit=60") for one in page["items"]]

    slugs = [one["id"] for one in found]
    assert slugs == sorted(set(slugs))
    assert len(slugs) == house.get("/api/v1/cities?limit=1").json()["total"]
    assert sum(one["practices"] for one in found) == 224


def test_a_city_tells_its_practices_and_its_part_in_the_summits(house: TestClient) -> None:
    told = house.get("/api/v1/cities/vienna?lang=de").json()["city"]

    assert told["name"] == {"de": "Wien"}
    assert told["city"] == "Vienna"
    assert told["practices"] == len(told["practice_ids"]) > 0
    assert {one["summit"] for one in told["summits"]} == set(vocabulary.codes("summit"))


def test_the_vocabulary_holds_every_code_of_every_list(house: TestClient) -> None:
    lists = house.get("/api/v1/vocabulary?lang=all").json()["lists"]

    assert {dim: [one["code"] for one in found] for dim, found in lists.items()} == {
        dim: list(vocabulary.codes(dim)) for dim in vocabulary.dimensions()
    }
    assert all(set(one["label"]) == {"en", "fr", "de", "es"} for one in lists["theme"])


def test_a_summit_tells_all_that_the_released_file_does(house: TestClient) -> None:
    released = json.loads((vocabulary.DATA / "summits.json").read_text("utf-8"))[1]

    told = house.get("/api/v1/summits/dusseldorf-2019?lang=all").json()["summit"]

    assert {**told["story"], **{name: told[name] for name in told if name in released}} == released


def test_the_first_page_leads_everywhere(house: TestClient) -> None:
    told = house.get("/api/v1").json()

    for link in told["links"]:
        assert house.get(link["href"]).status_code == 200
    assert set(told["downloads"]) >= {"csv", "json", "geojson", "parquet"}
