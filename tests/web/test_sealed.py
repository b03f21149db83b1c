"""The embargo list: the press reads it with the time first; nobody else reads a word of it."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.catalogue import clock, database, embargo, review
from dashboard.catalogue.draft import Figure, Source, Wording
from dashboard.catalogue.people import accounts, sessions, tokens
from dashboard.web import sign_in
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import sealed
from tests.catalogue.test_desk import WRITTEN, sent
from tests.conftest import Desk, OpenPage, text_of

NOW, T = datetime(2027, 5, 3, 9, 30), datetime(2027, 5, 4, 14, 0)
CANARY = "Kanarienvogel"
DRAFT = WRITTEN.model_copy(
    update={
        "title": {"de": Wording(words=f"{CANARY} <b>im</b> Quartier", origin="original")},
        "partners": (f"{CANARY}-Verein",),
        "figures": (Figure(labels={"de": f"{CANARY} gezählt"}, value=12345, unit="people"),),
        "sources": (Source(url="https://example.org/k", title=f"{CANARY}-Bericht"),),
    }
)


@pytest.fixture
def house(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    sent(desk, "r1", DRAFT)
    grace = desk.person("reviewer", name="Grace")
    review.take(grace, "r1")
    embargo.seal(grace, "r1", T, zone="Europe/Berlin")
    app = Starlette(
        routes=[*sealed.routes, *sign_in.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as client:
        yield client


def let_in(house: TestClient, *roles: str) -> None:
    with database.transaction() as writer:
        account = accounts.create(writer, login=None, name="Paul", language="en")
        for role in roles:
            accounts.give(writer, "release", account, role, 0)
        sessions.open_session(writer, account, tokens.mark("token"))
    house.cookies.set("session", "token")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("role", ["press", "reviewer", "administrator"])
def test_the_press_reads_the_whole_text_with_its_time_first(
    house: TestClient, role: str, language: str
) -> None:
    let_in(house, role)

    answer = house.get(f"/{language}/press/sealed")

    shown = unescape(answer.text)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in shown
    for words in ("im</b> Quartier", "gezählt", "-Bericht", "-Verein", "12"):
        assert words in shown
    assert "<b>im</b>" not in answer.text  # what people wrote is no markup
    i18n.use(language)
    assert shown.index("16:00") < shown.index(CANARY)
    assert re.search(r"14:00( Uhr)? UTC", shown)


def test_nothing_of_it_is_kept_or_told_on(house: TestClient) -> None:
    for signed_in in (False, True):
        if signed_in:
            let_in(house, "press")
        for method in ("GET", "HEAD"):
            answer = house.request(method, "/en/press/sealed")
            assert answer.headers["cache-control"] == "no-store"
            assert "noindex" in answer.headers["x-robots-tag"]
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "etag" not in answer.headers
    assert not house.request("HEAD", "/en/press/sealed").content


def test_a_visitor_is_shown_the_way_in_and_back(house: TestClient) -> None:
    answer = house.get("/de/press/sealed")

    assert answer.status_code == 403
    assert CANARY not in answer.text
    assert "/de/sign-in?next=%2Fde%2Fpress%2Fsealed" in answer.text
    let_in(house, "press")
    back = house.get("/de/sign-in", params={"next": "/de/press/sealed"})
    assert (back.status_code, back.headers["location"]) == (303, "/de/press/sealed")


@pytest.mark.parametrize(
    "roles", [(), ("researcher",), ("contributor",), ("mayors_office",), ("moderator",)]
)
def test_another_role_reads_nothing(house: TestClient, roles: tuple[str, ...]) -> None:
    let_in(house, *roles)

    answer = house.get("/en/press/sealed")

    assert answer.status_code == 403
    assert CANARY not in answer.text and "/sign-in" not in answer.text


def test_it_leaves_the_list_when_it_opens(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: T)
    embargo.open_due()
    let_in(house, "press")

    answer = house.get("/en/press/sealed")

    assert CANARY not in answer.text and "Nothing is sealed now" in answer.text


def test_where_a_provider_lets_people_in_the_dashboards_own_page_shows_it(
    house: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_IN", "oidc")

    answer = house.get("/fr/press/sealed")

    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/sealed")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_room_of_the_desk_shows_the_same(
    desk: Desk, open_page: OpenPage, language: str
) -> None:
    press = desk.person("press", name="Paul")

    shown = text_of(open_page("sealed", language, press))
    assert CANARY in shown and re.search(r"14:00( Uhr)? UTC", shown)
    assert shown.index("16:00") < shown.index(CANARY)

    rosa = desk.person("researcher", name="Rosa")
    assert CANARY not in text_of(open_page("sealed", language, rosa))
    assert CANARY not in text_of(open_page("sealed", language))
