"""Sealing at the review desk, and renaming and merging from the page of a practice."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, state
from dashboard.catalogue import clock, contributions, embargo, record, review, standing, submissions
from dashboard.catalogue.rights import Actor
from tests.catalogue.test_desk import sent
from tests.conftest import Desk, OpenPage, owes
from tests.pages.test_review import COMPAZ, shown

NOW = datetime(2027, 5, 3, 9, 30)


@pytest.fixture
def grace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    grace = desk.person("reviewer", name="Grace")
    monkeypatch.setattr(state, "actor_now", lambda: grace)
    sent(desk, "r1")
    review.take(grace, "r1")
    return grace


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    owes(at)
    return at


def sealing(open_page: OpenPage, grace: Actor, language: str = "en", **chosen: Any) -> AppTest:
    """The review page with a day, a minute and a clock chosen."""
    i18n.use(language)
    at = press(open_page("review", language, grace, id="r1"), "decide_sealed")
    at.date_input(key="seal_day_r1").set_value(chosen.get("day", date(2027, 5, 4)))
    at.time_input(key="seal_minute_r1").set_value(chosen.get("minute", time(16, 5)))
    at.selectbox(key="seal_zone_r1").set_value(chosen.get("zone", "Europe/Berlin"))
    at.run()
    owes(at)
    return at


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_reviewer_seals_until_a_minute_told_in_both_clocks(
    open_page: OpenPage, grace: Actor, language: str
) -> None:
    at = sealing(open_page, grace, language)
    assert "16:05" in shown(at) and re.search(r"14:05( Uhr)? UTC", shown(at))
    assert submissions.by_receipt("r1").state == "in_review"

    at = press(at, "seal_now")

    one = embargo.of(grace, "r1")
    assert one and (one.opens_at, one.zone) == (datetime(2027, 5, 4, 14, 5), "Europe/Berlin")
    assert re.search(r"14:05( Uhr)? UTC", shown(at))


def test_a_minute_that_has_passed_is_refused_in_words(open_page: OpenPage, grace: Actor) -> None:
    at = press(sealing(open_page, grace, day=date(2027, 5, 3), minute=time(1, 0)), "seal_now")
    assert "Choose a minute that lies ahead" in shown(at)
    assert submissions.by_receipt("r1").state == "in_review"


def test_the_queue_tells_what_is_sealed_and_its_author_sees_it(
    desk: Desk, open_page: OpenPage, grace: Actor
) -> None:
    embargo.seal(grace, "r1", datetime(2027, 5, 4, 14, 5), zone="Europe/Berlin")

    at = open_page("review", "en", grace, id="r1")
    assert "1 sealed" in shown(at) and "Not before 4" in shown(at)
    ada = desk.person("researcher")
    assert "Sealed until" in shown(open_page("desk", "en", ada))
    assert "Sealed until" in shown(open_page("contribute", "en", ada, draft="r1"))


@pytest.mark.parametrize(
    ("way", "after"), [("move", "sealed"), ("lift", "published"), ("take_back", "in_review")]
)
def test_a_seal_is_moved_lifted_or_taken_back_with_a_reason_and_asked_twice(
    open_page: OpenPage, grace: Actor, way: str, after: str
) -> None:
    embargo.seal(grace, "r1", datetime(2027, 5, 4, 14, 5))
    at = press(open_page("review", "en", grace, id="r1"), f"seal_{way}")
    assert "needs a reason" in shown(at)
    at.text_area(key="seal_reason_r1").set_value("The hall is booked later")
    at = press(at, f"seal_{way}")
    assert submissions.by_receipt("r1").state == "sealed"

    press(at, "seal_do")

    assert submissions.by_receipt("r1").state == after


def test_what_could_not_open_says_why(desk: Desk, open_page: OpenPage, grace: Actor) -> None:
    embargo.seal(grace, "r1", datetime(2027, 5, 4, 14, 5))
    embargo._return("r1", RuntimeError("no"))
    assert "Its time came, but it could not be published" in shown(
        open_page("review", "en", grace, id="r1")
    )
    assert contributions.open(grace, "r1").state == "in_review"


# Another id, and merging --------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "to"), [("rename", "recife-compaz"), ("merge", "other")])
def test_a_reviewer_renames_or_merges_after_a_second_word(
    open_page: OpenPage, grace: Actor, act: str, to: str
) -> None:
    to = "geneva-geneve-sa-gueule" if to == "other" else to
    at = open_page("practice", "en", grace, id=COMPAZ)
    at.text_input(key=f"{act}_to_{COMPAZ}").set_value(to)
    at = press(at, f"ask_{act}")
    assert "needs a reason" in shown(at)
    at.text_area(key=f"standing_reason_{COMPAZ}").set_value("Its own short name")
    at = press(at, f"ask_{act}")
    assert standing.now_at(COMPAZ) is None

    at = press(at, f"do_{act}")

    assert standing.now_at(COMPAZ) == to
    title = record.by_slug(to, "en")
    assert title and title.title.words in shown(at)
    again = open_page("practice", "en", None, id=COMPAZ)
    assert title.title.words in shown(again)
    assert title.title.words in shown(open_page("history", "en", None, id=COMPAZ))
    if act == "merge":
        at = open_page("practice", "en", grace, id=to)
        at.text_area(key=f"standing_reason_{to}").set_value("Two after all")
        press(at, f"part_{COMPAZ}")
        assert standing.now_at(COMPAZ) is None
