"""What a withdrawn and a retired practice answer at their address, before any script runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.catalogue import record, standing
from dashboard.web import downloads, shell
from dashboard.web.languages import LanguagePrefix
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
REASON = "Its figures <b>were</b> another programme's."


@pytest.fixture
def house(desk: Desk) -> Iterator[TestClient]:
    app = Starlette(
        routes=[*shell.routes, *downloads.routes], middleware=[Middleware(LanguagePrefix)]
    )
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_withdrawn_practice_is_gone_says_why_and_keeps_its_text_to_itself(
    house: TestClient, desk: Desk, language: str
) -> None:
    whole = record.by_slug(COMPAZ, language)
    assert whole is not None and whole.challenge is not None
    standing.withdraw(desk.person("reviewer"), COMPAZ, REASON)

    answer = house.get(f"/{language}/practice?id={COMPAZ}")

    assert answer.status_code == 410
    assert 'name="robots" content="noindex"' in answer.text
    assert "Its figures &lt;b&gt;were&lt;/b&gt;" in answer.text and "<b>were" not in answer.text
    assert "Recife" in answer.text
    assert whole.summary.words[:40] not in answer.text
    assert whole.challenge.words[:40] not in answer.text


def test_a_retired_practice_is_there_with_its_reason_and_may_be_found(
    house: TestClient, desk: Desk
) -> None:
    standing.retire(desk.person("reviewer"), COMPAZ, "The programme has ended.")

    answer = house.get(f"/en/practice?id={COMPAZ}")

    assert answer.status_code == 200
    assert "noindex" not in answer.text
    assert answer.text.index("Retired on") < answer.text.index("The programme has ended.")
    assert "The problem" in answer.text


def test_the_answer_changes_at_the_very_next_request(house: TestClient, desk: Desk) -> None:
    grace, address = desk.person("reviewer"), f"/en/practice?id={COMPAZ}"
    answers = [house.get(address).status_code]
    standing.withdraw(grace, COMPAZ, REASON)
    answers.append(house.get(address).status_code)
    standing.bring_back(grace, COMPAZ, "It was right after all.")
    answers.append(house.get(address).status_code)

    assert answers == [200, 410, 200]


def test_the_history_is_open_but_no_search_engine_keeps_it(house: TestClient, desk: Desk) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, REASON)

    for slug in (COMPAZ, RENNES):
        answer = house.get(f"/en/history?id={slug}")
        assert answer.status_code == 200
        assert "noindex" in answer.text
    assert house.get("/en/history?id=no-such-practice").status_code == 404


def test_a_comparison_leaves_out_what_was_withdrawn(house: TestClient, desk: Desk) -> None:
    standing.withdraw(desk.person("reviewer"), COMPAZ, REASON)
    others = f"id={RENNES}&id=vienna-wohnpartner-good-neighbourhood"

    told = house.get(f"/en/compare.csv?id={COMPAZ}&{others}")

    assert told.status_code == 200
    assert "Rennes" in told.text and "Recife" not in told.text
    assert house.get(f"/en/compare.csv?id={COMPAZ}&id={RENNES}").status_code == 404
