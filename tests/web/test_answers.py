"""Answers that are kept: made once a question, with a mark, and anew when the catalogue changes."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.catalogue import database, standing
from dashboard.web import answers
from dashboard.web.answers import Made, NotHere
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import rest

COMPAZ = "recife-compaz-community-peace-centres"


class Room:
    """A page that counts how often it was made."""

    def __init__(self) -> None:
        self.made = 0

    def page(self, request: Request) -> Made:
        self.made += 1
        if "gone" in request.query_params:
            raise NotHere
        return Made(f"<p>{i18n.language()} {request.url.query} {'long ' * 300}</p>")


@pytest.fixture
def room(store: Any, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(answers, "shelf", answers.Shelf())
    return Room()


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    route = Route("/press", answers.kept(room.page))
    app = Starlette(routes=[route, *rest.routes], middleware=[Middleware(LanguagePrefix)])
    with TestClient(app) as opened:
        yield opened


def test_a_page_is_made_once_a_question_and_language(client: TestClient, room: Room) -> None:
    first = [client.get("/fr/press").text, client.get("/fr/press").text]
    other = client.get("/de/press").text

    assert first[0] == first[1] and first[0].startswith("<p>fr") and other.startswith("<p>de")
    assert room.made == 2


def test_who_has_it_is_told_so_and_head_tells_what_get_would(client: TestClient) -> None:
    whole = client.get("/fr/press")
    head = client.head("/fr/press")
    again = client.get("/fr/press", headers={"If-None-Match": f'"x", W/{whole.headers["etag"]}'})
    any_ = client.get("/fr/press", headers={"If-None-Match": "*"})

    assert head.headers == whole.headers and head.content == b""
    assert again.status_code == any_.status_code == 304 and again.content == b""
    assert again.headers["etag"] == whole.headers["etag"]
    assert client.get("/fr/press", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("wants", "gets"), [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0", None), ("", None)]
)
def test_it_travels_packed_as_the_reader_can_unpack(
    wants: str, gets: str | None, client: TestClient
) -> None:
    answer = client.get("/fr/press", headers={"Accept-Encoding": wants})

    assert answer.headers.get("content-encoding") == gets
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text.startswith("<p>fr")


def test_a_publication_makes_every_answer_anew(client: TestClient, room: Room, desk: Any) -> None:
    client.get("/fr/press")
    with database.transaction() as writer:
        writer.run("catalogue_version_raise", released_on=None)
    client.get("/fr/press")

    assert room.made == 2


def test_two_hundred_who_ask_at_once_cost_one_making(client: TestClient, room: Room) -> None:
    threads = [threading.Thread(target=client.get, args=("/fr/press?q=x",)) for _ in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert room.made == 1


def test_what_is_not_here_and_what_is_too_long_are_kind_pages(client: TestClient) -> None:
    assert client.get("/fr/press?gone=1").status_code == 404
    assert client.get("/fr/press", params={"q": "x" * 2100}).status_code == 414
    assert client.get("/fr/press/nothing/here").status_code == 404


def test_a_bare_address_leads_to_the_readers_language(client: TestClient) -> None:
    answer = client.get("/press?q=1", headers={"Accept-Language": "de"}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (302, "/de/press?q=1")


def test_the_shelf_forgets_the_longest_unasked_for(client: TestClient, room: Room) -> None:
    answers.shelf._most = 5_000
    for number in range(6):
        client.get(f"/fr/press?n={number}")
    client.get("/fr/press?n=5")
    client.get("/fr/press?n=0")

    assert room.made == 7


def test_a_page_that_stands_on_one_practice_outlives_publications_elsewhere(
    room: Room, desk: Any
) -> None:
    route = Route("/p/{slug}", answers.kept(room.page, mark=answers.of_practice))
    app = Starlette(routes=[route], middleware=[Middleware(LanguagePrefix)])
    with TestClient(app) as client:
        client.get(f"/fr/p/{COMPAZ}")
        standing.retire(desk.person("reviewer"), "aalborg-safe-digital-city", "It ended.")
        client.get(f"/fr/p/{COMPAZ}")
        made_before = room.made
        standing.retire(desk.person("reviewer"), COMPAZ, "It ended.")
        client.get(f"/fr/p/{COMPAZ}")

    assert (made_before, room.made) == (1, 2)


def test_a_page_that_asks_nothing_is_made_once_whatever_query_is_made_up(
    room: Room, store: Any
) -> None:
    route = Route("/press", answers.kept(room.page, asks=False))
    app = Starlette(routes=[route], middleware=[Middleware(LanguagePrefix)])
    with TestClient(app) as client:
        told = {client.get(f"/fr/press?junk={number}").text for number in range(5)}

    assert room.made == 1 and len(told) == 1
