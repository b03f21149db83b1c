"""Pages the law asks for: they say what the code does, in four languages, to everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n, privacy_words, settings
from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import guard as guarding
from dashboard.catalogue.discussion import inbox, persons, retention
from dashboard.i18n import LANGUAGES
from dashboard.web import answers, guard
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import contact, legal
from tests.conftest import Desk
from tests.web.plain_pages import faults, parsed

PAGES = ("privacy", "imprint", "accessibility", "contact")
GIVEN = {
    "IMPRINT_NAME": "City of Example <Office>",
    "IMPRINT_ADDRESS": "Market Square 1, 40213 Example",
    "IMPRINT_EMAIL": "office@example.org",
    "IMPRINT_PHONE": "+49 211 000",
    "IMPRINT_RESPONSIBLE": "Ada Example",
    "DATA_OFFICER": "Bea Example, data@example.org",
    "DATA_AUTHORITY": "The authority, 40002 Example",
    "ACCESSIBILITY_BODY": "The ombudsperson, 40003 Example",
}


@pytest.fixture(autouse=True)
def _settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*GIVEN, "SPAM_PROOF", "SPAM_SECONDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(answers, "shelf", answers.Shelf())


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(
        routes=[*legal.routes, *contact.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


def text(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return parsed(answer.text).text


# All of them --------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [False, True])
def test_the_pages_are_valid_in_every_language_filled_in_or_not(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: bool
) -> None:
    for name, value in GIVEN.items() if given else ():
        monkeypatch.setenv(name, value)
    for language in LANGUAGES:
        for page in PAGES:
            answer = client.get(f"/{language}/{page}")
            assert answer.status_code == 200
            assert f'<html lang="{language}">' in answer.text
            (tmp_path / f"{language}-{page}.html").write_text(answer.text)

    assert faults(tmp_path) == []


def test_reading_them_sets_no_cookie_and_needs_no_script(client: TestClient) -> None:
    for page in PAGES:
        answer = client.get(f"/en/{page}")
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text


def test_every_plain_page_leads_to_them(client: TestClient) -> None:
    found = parsed(client.get("/de/imprint").text)

    for room in ("rules", "privacy", "accessibility", "contact", "imprint"):
        assert f"/de/{room}" in found.links
    assert found.headings[0] == 1 and found.headings.count(1) == 1


# Imprint ------------------------------------------------------------------------------------------


def test_an_imprint_that_nobody_filled_in_says_so_and_the_start_does_too(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    legal.warn()

    assert "not filled this in yet" in text(client, "/en/imprint")
    assert "IMPRINT_NAME, IMPRINT_ADDRESS, IMPRINT_EMAIL" in caplog.text


def test_a_filled_imprint_tells_who_answers_as_text(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    legal.warn()

    shown = text(client, "/en/imprint")

    for name in GIVEN:
        if name.startswith("IMPRINT"):
            assert GIVEN[name] in shown, name
    assert "<Office>" not in client.get("/en/imprint").text
    assert caplog.text == ""
    assert settings.imprint().missing == ()


# Privacy ------------------------------------------------------------------------------------------


def test_the_privacy_page_prints_the_whole_list_that_the_code_is_held_to(
    client: TestClient,
) -> None:
    markup = client.get("/en/privacy").text
    shown = parsed(markup).text
    columns = re.findall(r"<code>([a-z_]+\.[a-z_0-9]+)</code>", markup)

    assert sorted(columns) == sorted(persons.STORED)
    for one in persons.STORED.values():
        assert privacy_words.WHAT[one.what] in shown
        assert privacy_words.WHY[one.why] in shown
        assert privacy_words.ends(one.ends) in shown


def test_what_is_promised_in_sentences_is_what_the_code_does(client: TestClient) -> None:
    """Change a number here and there together: the page names half a year, 90 days and the like."""
    shown = text(client, "/en/privacy")

    assert "for half a year" in shown and guard.COOKIE_DAYS == 180
    assert "90 days, or until you erase it" in shown and persons.WISH_KEPT == timedelta(days=90)
    assert "30 days after it was answered; a year at most" in shown
    assert (inbox.KEPT_DONE.days, inbox.KEPT.days) == (30, 365)
    assert privacy_words.days("letter") == inbox.KEPT.days
    assert privacy_words.days("letter_done") == inbox.KEPT_DONE.days
    assert privacy_words.days("wish") == persons.WISH_KEPT.days


def test_the_page_says_when_the_job_ran_last(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 9, 0))
    before = text(client, "/en/privacy")
    retention.run()

    assert "last on" not in before
    assert "last on 23 November 2026" in text(client, "/en/privacy")


def test_officer_and_authority_stand_where_they_are_known(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_OFFICER", GIVEN["DATA_OFFICER"])
    monkeypatch.setenv("DATA_AUTHORITY", GIVEN["DATA_AUTHORITY"])

    shown = text(client, "/en/privacy")

    assert GIVEN["DATA_OFFICER"] in shown and GIVEN["DATA_AUTHORITY"] in shown


# Accessibility ------------------------------------------------------------------------------------


def test_the_statement_names_standard_faults_the_way_to_report_and_who_watches(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = text(client, "/en/accessibility")
    monkeypatch.setenv("ACCESSIBILITY_BODY", GIVEN["ACCESSIBILITY_BODY"])
    monkeypatch.setattr(answers, "shelf", answers.Shelf())
    known = text(client, "/en/accessibility")

    for told in ("EN 301 549 V3.2.1", "conform in part", "23 November 2026", "one month"):
        assert told in known
    assert "/en/contact?about=barrier" in parsed(client.get("/en/accessibility").text).links
    assert "not stated here yet" in unknown
    assert GIVEN["ACCESSIBILITY_BODY"] in known


# Contact ------------------------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    passed, start = [0.0], guard.time.time()
    monkeypatch.setattr(guard.time, "time", lambda: start + passed[0])
    return passed


def fields(markup: str) -> dict[str, str]:
    """The hidden fields of the form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', markup)
    return {name: unescape(value) for name, value in found}


def filled(client: TestClient, later: list[float], **typed: str) -> dict[str, str]:
    form = fields(client.get("/en/contact").text)
    later[0] += 10
    return {**form, "about": "barrier", "words": "I cannot reach the map.", **typed}


def letters(desk: Desk) -> tuple[persons.Letter, ...]:
    return persons.letters(desk.person("moderator"))


def test_a_letter_arrives_once_and_its_number_is_shown(
    client: TestClient, desk: Desk, later: list[float]
) -> None:
    form = filled(client, later, email="ada@example.org")

    first, second = (client.post("/en/contact", data=form) for _ in range(2))

    assert first.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    (kept,) = letters(desk)
    assert (kept.about, kept.words, kept.language) == ("barrier", "I cannot reach the map.", "en")
    assert kept.address == "ada@example.org"
    shown = text(client, first.headers["location"])
    assert kept.letter_id in shown and "has arrived" in shown


def test_the_barrier_form_opens_with_its_subject_chosen(client: TestClient) -> None:
    chosen = re.findall(r'value="(\w+)" checked', client.get("/en/contact?about=barrier").text)
    nothing = re.findall(r'value="(\w+)" checked', client.get("/en/contact?about=x").text)

    assert (chosen, nothing) == (["barrier"], [])


def test_all_faults_come_back_at_once_with_what_was_typed(
    client: TestClient, desk: Desk, later: list[float]
) -> None:
    form = filled(client, later, about="", words="", email="nobody <b>")

    answer = client.post("/en/contact", data=form)

    assert answer.status_code == 422
    shown = parsed(answer.text).text
    for told in ("Choose what it is about", "Write what it is about", "not an e-mail address"):
        assert told in shown
    assert 'value="nobody &lt;b&gt;"' in answer.text
    assert letters(desk) == ()


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> & <b>bold</b>",
        "\u202eright to left\u2066 \x00\x07 and a bell",
        "=cmd|' /C calc'!A0",
        "👩‍👩‍👧 сmall Сyrillic, 漢字, مرحبا",
        "line one\r\nline two\n\n\n\n\n\nline three",
    ],
)
def test_hostile_words_come_back_as_text_and_are_kept_clean(
    client: TestClient, desk: Desk, later: list[float], words: str
) -> None:
    form = filled(client, later, words=words, about="x")
    refused = client.post("/en/contact", data=form)
    sent = client.post("/en/contact", data={**form, **fields(refused.text), "about": "other"})

    assert "<script>alert" not in refused.text
    assert sent.status_code == 303
    (kept,) = letters(desk)
    assert not set("\u202e\u2066\x00\x07\r") & set(kept.words)
    assert "\n\n\n\n" not in kept.words


def test_a_letter_of_a_megabyte_is_refused_without_a_fault_of_ours(
    client: TestClient, desk: Desk, later: list[float]
) -> None:
    form = filled(client, later, words="a" * 1_000_000)

    assert client.post("/en/contact", data=form).status_code == 422
    assert client.post("/en/contact", data={**form, "words": "a" * 5_000}).status_code == 422
    assert letters(desk) == ()


def test_a_form_of_another_site_sends_nothing(
    client: TestClient, desk: Desk, later: list[float]
) -> None:
    form = filled(client, later)

    answer = client.post("/en/contact", data=form, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert "I cannot reach the map." in answer.text
    assert letters(desk) == ()


def test_who_sends_too_fast_or_too_much_gets_the_form_back_with_the_time_to_wait(
    client: TestClient, desk: Desk, later: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTS_PER_MINUTE", "1")
    guarding.forget()
    form = filled(client, later)
    hasty = {**form, **fields(client.get("/en/contact").text)}
    fast = client.post("/en/contact", data=hasty)
    client.post("/en/contact", data=form)
    much = client.post("/en/contact", data=filled(client, later, words="A second letter."))

    assert fast.status_code == 429 and 3 <= int(fast.headers["retry-after"]) <= 4
    assert "faster than anybody writes" in parsed(fast.text).text
    assert much.status_code == 429 and int(much.headers["retry-after"]) > 50
    assert "A second letter." in much.text
    assert len(letters(desk)) == 1


def test_a_program_that_fills_every_field_is_told_and_may_be_a_person(
    client: TestClient, desk: Desk, later: list[float]
) -> None:
    form = filled(client, later, homepage="https://spam.example")

    caught = client.post("/en/contact", data=form)
    again = client.post("/en/contact", data={**form, **fields(caught.text), "homepage": ""})

    assert caught.status_code == 422 and "spam.example" not in caught.text
    assert again.status_code == 303
    assert len(letters(desk)) == 1


def test_without_script_the_question_is_asked_where_work_is_set(
    client: TestClient, desk: Desk, later: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPAM_PROOF", "work")
    monkeypatch.setattr(guard.random, "randint", lambda *_: 3)
    form = filled(client, later)

    without = client.post("/en/contact", data=form)
    wrong = client.post("/en/contact", data={**form, "riddle_answer": "7"})
    right = client.post("/en/contact", data={**form, "riddle_answer": "six"})

    assert "How much is three plus three?" in without.text
    assert [one.status_code for one in (without, wrong, right)] == [422, 422, 303]
    assert "is not right" in wrong.text


def test_the_log_of_the_server_holds_nothing_of_a_letter(
    client: TestClient, later: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        client.post("/en/contact", data=filled(client, later, email="ada@example.org"))

    assert "ada@" not in caplog.text and "reach the map" not in caplog.text


def test_the_store_of_the_test_was_written_to(desk: Desk) -> None:
    """The fixtures open a copy: what the tests send is in no other store."""
    assert database.path() == desk.file
    assert i18n.language() == "en"
