"""The page behind a one-use link: GET changes nothing, POST is heard once, in four languages."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n, letters, navigation
from dashboard.catalogue import clock, confirmations, database, record, review
from dashboard.web import still_running
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
NOW = datetime(2027, 12, 22, 9)


@pytest.fixture
def house(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    app = Starlette(
        routes=still_running.routes,
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def code(desk: Desk, house: TestClient) -> str:
    researcher = desk.person("researcher", name="Rosa")
    return letters.ask(
        researcher, COMPAZ, "a@recife.example", "en", origin="https://h.example"
    ).code


def opened(house: TestClient, code: str, language: str = "en") -> dict[str, str]:
    """Open the page as the letter's link does, and give what its forms hide."""
    page = house.get(f"/{language}/still-running", params={"code": code}).text
    return dict(re.findall(r'name="(code|key)" value="([^"]*)"', page))


def answered(house: TestClient, code: str, language: str = "en", **given: str):
    return house.post(f"/{language}/still-running", data={**opened(house, code, language), **given})


def everything() -> list[tuple]:
    with database._cursor() as cursor:
        return [
            (table, row)
            for table in ("confirmation", "confirmation_ask", "submission", "audit", "contact")
            for row in cursor.execute(f"select * from {table} order by all").fetchall()
        ]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_shows_what_is_public_and_three_answers(
    house: TestClient, code: str, language: str
) -> None:
    answer = house.get(f"/{language}/still-running", params={"code": code})

    practice = record.by_slug(COMPAZ, language)
    assert practice and answer.status_code == 200
    shown = unescape(answer.text)
    assert f'<html lang="{language}">' in shown
    assert practice.title.words in shown and practice.summary.words in shown
    assert practice.city.name in shown
    assert practice.challenge and practice.challenge.words.split("\n")[0] in shown
    assert re.findall(r'name="answer" value="(\w+)"', shown) == ["running", "changed", "ended"]
    assert f'href="{navigation.address("practice", language, id=COMPAZ)}"' in shown
    assert set(re.findall(r'hreflang="(\w+)"', shown)) == set(i18n.LANGUAGES)
    assert not re.search(r"\{[a-z_]+\}", re.sub(r"<style.*?</style>", "", shown, flags=re.S))


def test_opening_a_link_changes_nothing(house: TestClient, code: str) -> None:
    before = everything()

    for method in ("GET", "HEAD", "GET"):
        assert house.request(method, "/en/still-running", params={"code": code}).status_code == 200
    house.get("/en/still-running", params={"code": code, "answer": "running"})
    house.get("/en/still-running", params={"thanks": "running", "code": code})

    assert everything() == before


def test_nobody_learns_or_keeps_the_code(house: TestClient, code: str) -> None:
    for answer in (
        house.get("/en/still-running", params={"code": code}),
        house.get("/en/still-running", params={"code": "wrong"}),
        answered(house, code, answer="running"),
    ):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert code not in answer.headers.get("location", "")


def test_it_still_runs_is_confirmed_at_once(house: TestClient, code: str) -> None:
    answer = answered(house, code, answer="running")

    assert answer.status_code == 303
    thanks = house.get(answer.headers["location"])
    assert thanks.status_code == 200 and "Thank you, it is confirmed" in thanks.text
    assert navigation.address("practice", "en", id=COMPAZ) in unescape(thanks.text)
    assert confirmations.last_confirmed(COMPAZ) == confirmations.Confirmation(NOW, "contact", 0)


def test_a_change_waits_in_the_queue_in_the_contacts_words(
    desk: Desk, house: TestClient, code: str
) -> None:
    words = "Seis centros agora — “não cinco”.\n<b>E mais</b> & mais"

    answer = answered(house, code, "fr", answer="changed", words=words)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/fr/still-running?thanks=changed")
    reviewer = desk.person("reviewer", name="Rui")
    waiting = review.queue(reviewer)
    assert [one.slug for one in waiting] == [COMPAZ]
    assert review.sendings(reviewer, waiting[0].receipt)[0].note == words


def test_an_end_waits_in_the_queue_with_its_year(desk: Desk, house: TestClient, code: str) -> None:
    answer = answered(house, code, answer="ended", year="2026", why="The aim was reached.")

    assert answer.status_code == 303
    assert len(review.queue(desk.person("reviewer", name="Rui"))) == 1


def test_a_link_is_heard_once(house: TestClient, code: str) -> None:
    hidden = opened(house, code)
    first = house.post("/en/still-running", data={**hidden, "answer": "running"})
    before = everything()

    again = house.post("/en/still-running", data={**hidden, "answer": "changed", "words": "x"})
    reopened = house.get("/en/still-running", params={"code": code})

    assert first.status_code == 303
    assert again.status_code == reopened.status_code == 410
    assert "This link is over" in again.text and "What was answered is kept" in again.text
    assert everything() == before


@pytest.mark.parametrize("code_", ["", "nothing", "'--", "<script>alert(1)</script>", "x" * 9000])
def test_a_code_that_leads_nowhere_gets_a_kind_page(house: TestClient, code_: str) -> None:
    answer = house.get("/de/still-running", params={"code": code_})

    assert answer.status_code == 410
    assert '<html lang="de">' in answer.text and 'href="/de/explore"' in answer.text
    assert "<script>alert" not in answer.text


def test_an_old_link_is_over(house: TestClient, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=60))

    assert house.get("/en/still-running", params={"code": code}).status_code == 410


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"answer": "changed", "words": " "}, "Say it in a sentence or two"),
        ({"answer": "changed", "words": "é" * 2001}, "longer than 2,000 signs"),
        ({"answer": "ended", "year": "", "why": "because"}, "Say in which year it ended"),
        ({"answer": "ended", "year": "1066", "why": "because"}, "This year cannot be"),
        ({"answer": "ended", "year": "2026", "why": ""}, "Say it in a sentence or two"),
        ({"answer": "perhaps"}, "Choose one of the three answers"),
        ({}, "Choose one of the three answers"),
    ],
)
def test_what_lacks_something_comes_back_with_its_words(
    house: TestClient, code: str, given: dict[str, str], told: str
) -> None:
    before = everything()

    answer = answered(house, code, **given)

    assert answer.status_code == 422
    assert told in answer.text
    for words in given.values():
        assert words.strip() in answer.text
    assert everything() == before
    assert answered(house, code, answer="running").status_code == 303


def test_the_longest_answer_in_any_script_is_taken(house: TestClient, code: str) -> None:
    assert answered(house, code, answer="changed", words="世" * 2000).status_code == 303


def test_a_flood_is_no_answer(house: TestClient, code: str) -> None:
    before = everything()

    answer = answered(house, code, answer="changed", words="x" * 100_000)

    assert answer.status_code == 410
    assert everything() == before


@pytest.mark.parametrize("key", ["", "forged", "a" * 43])
def test_a_form_of_another_site_is_not_heard(house: TestClient, code: str, key: str) -> None:
    hidden = opened(house, code)
    before = everything()

    answer = house.post(
        "/en/still-running",
        data={**hidden, "key": key, "answer": "changed", "words": "Forged words"},
    )

    assert answer.status_code == 403
    assert "Forged words" in answer.text  # an honest one, kept open for long, loses nothing
    assert everything() == before


def test_without_its_cookie_a_form_is_not_heard(house: TestClient, code: str) -> None:
    hidden = opened(house, code)
    house.cookies.clear()

    answer = house.post("/en/still-running", data={**hidden, "answer": "running"})

    assert answer.status_code == 403


def test_a_browser_that_says_the_form_comes_from_elsewhere_is_believed(
    house: TestClient, code: str
) -> None:
    hidden = opened(house, code)

    answer = house.post(
        "/en/still-running",
        data={**hidden, "answer": "running"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403


def test_the_cookie_is_for_this_house_and_no_script(house: TestClient, code: str) -> None:
    cookie = house.get("/en/still-running", params={"code": code}).headers["set-cookie"]

    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    secure = TestClient(house.app, base_url="https://h.example").get(
        "/en/still-running", params={"code": code}
    )
    assert "Secure" in secure.headers["set-cookie"]


def test_words_of_a_contact_are_never_markup(house: TestClient, code: str) -> None:
    wicked = "</textarea><script>alert(1)</script>\"'&"

    answer = answered(house, code, answer="ended", year='"><img src=x>', why=wicked)

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text and "<img" not in answer.text
    assert wicked in unescape(answer.text)
