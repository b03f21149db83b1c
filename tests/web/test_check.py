"""The page that checks a draft: a form, an answer, nothing kept, in four languages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.catalogue import checking
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import check

DRAFT = "In Aalborg, nine Nordic cities piloted digital prevention in 2024. It was a fine day."


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    app = Starlette(
        routes=check.routes, middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)]
    )
    with TestClient(app) as opened:
        yield opened


@pytest.mark.parametrize("language", ["fr", "en", "de", "es"])
def test_the_form_is_a_plain_page_in_each_language(client: TestClient, language: str) -> None:
    answer = client.get(f"/{language}/check")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "<script" not in answer.text
    assert '<form method="post"' in answer.text and 'maxlength="20000"' in answer.text
    assert answer.headers["etag"]


def test_an_altered_figure_is_told_with_word_sign_and_the_way_to_the_version(
    client: TestClient,
) -> None:
    answer = client.post("/en/check", data={"text": DRAFT})

    assert answer.status_code == 200
    assert "1 figure differs from the record." in answer.text
    assert "The record says 8\u00a0cities; your text says nine." in answer.text
    assert 'href="/en/p/aalborg-safe-digital-city/v/1"' in answer.text
    assert "≠" in answer.text and "Differs" in answer.text
    assert "Nothing to check" in answer.text


def test_an_answer_is_kept_by_nobody(client: TestClient) -> None:
    answer = client.post("/en/check", data={"text": DRAFT})

    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers and "set-cookie" not in answer.headers
    assert 'content="noindex"' in answer.text


def test_nothing_of_a_draft_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/en/check", data={"text": f"Zyqqvwxo. {DRAFT}"})

    assert "Zyqqvwxo" not in caplog.text


def test_markup_in_a_draft_is_shown_as_text(client: TestClient) -> None:
    answer = client.post("/en/check", data={"text": "</textarea><b id=x>8 cities</b> in Aalborg"})

    assert "<b id=x>" not in answer.text
    assert "&lt;b id=x&gt;" in answer.text


@pytest.mark.parametrize(
    ("text", "status"), [("", 422), ("  \n ", 422), ("x" * (checking.LONGEST + 1), 413)]
)
def test_what_cannot_be_read_gets_a_sentence(client: TestClient, text: str, status: int) -> None:
    answer = client.post("/en/check", data={"text": text})

    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_larger_than_any_draft_is_not_read(client: TestClient) -> None:
    assert client.post("/en/check", data={"text": "ä" * 200_000}).status_code == 413


def test_a_draft_sent_from_another_site_is_not_read(client: TestClient) -> None:
    answer = client.post(
        "/en/check", data={"text": DRAFT}, headers={"Origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403
    assert "differs from the record" not in answer.text


def test_a_quotation_shows_what_is_other(client: TestClient) -> None:
    text = (
        "Police, priests, social workers and residents meet the small group most involved in gun "
        "violence, offer them coaching and services, and announce focused enforcement if shooting "
        "goes on."
    )

    answer = client.post("/en/check", data={"text": text})

    assert "<del>" in answer.text and "clergy" in answer.text
    assert "<ins>" in answer.text and 'href="/en/p/oakland-ceasefire/v/1"' in answer.text
