"""The desk: what one began, sent and got back; nothing of it is lost by a click."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue import contributions
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.rights import Actor
from tests.conftest import Desk, OpenPage, text_of


def all_of(at: AppTest) -> str:
    """The words of the page, those inside components too."""
    held = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return text_of(at) + "\n".join(str(one.get("html", "")) for one in held)


@pytest.fixture
def ada(desk: Desk) -> Actor:
    return desk.person("researcher")


def drafted(ada: Actor, receipt: str, title: str) -> None:
    one = contributions.begin(ada, receipt=receipt, language="en")
    text = {"en": {"words": title, "origin": "original"}}
    contributions.save(
        ada, receipt, Draft.model_validate({"language": "en", "title": text}), one.stamp
    )


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_an_empty_desk_says_how_to_begin(open_page: OpenPage, ada: Actor, language: str) -> None:
    at = open_page("desk", language, actor=ada)

    assert at.button(key="begin")
    assert not contributions.mine(ada)


def test_a_draft_is_begun_once_in_the_language_chosen(open_page: OpenPage, ada: Actor) -> None:
    at = open_page("desk", actor=ada)
    at.selectbox(key="begin_language").select("de").run()

    at.button(key="begin").click().run()

    (one,) = contributions.mine(ada)
    assert contributions.open(ada, one.receipt).draft.language == "de"


def test_a_deleted_draft_can_be_brought_back(open_page: OpenPage, ada: Actor) -> None:
    drafted(ada, "a" * 16, "Mediators <by> night")
    at = open_page("desk", actor=ada)
    assert "Mediators &lt;by&gt; night" in all_of(at)

    at.button(key=f"discard_{'a' * 16}").click().run()
    assert [one.state for one in contributions.mine(ada)] == ["withdrawn"]
    assert "was deleted" in all_of(at)
    at.button(key=f"bring_back_{'a' * 16}").click().run()

    assert [one.state for one in contributions.mine(ada)] == ["draft"]


def test_a_draft_is_called_what_its_author_likes(open_page: OpenPage, ada: Actor) -> None:
    drafted(ada, "a" * 16, "Mediators by night")
    at = open_page("desk", actor=ada)

    at.text_input(key=f"rename_{'a' * 16}").set_value("For the council").run()

    assert contributions.mine(ada)[0].name == "For the council"
    assert "For the council" in all_of(at)


def test_how_full_it_is_and_what_is_missing_stands_in_words(
    open_page: OpenPage, ada: Actor
) -> None:
    drafted(ada, "a" * 16, "Mediators by night")

    told = all_of(open_page("desk", actor=ada))

    assert "6% filled; still missing: Summary, City, Themes, Kind of measure and Sources" in told
    assert "saved today" in told


@pytest.mark.parametrize(
    ("roles", "rooms"),
    [
        (("researcher",), {"worklist", "imports"}),
        (("reviewer",), {"review", "worklist", "imports"}),
        (("administrator",), {"review", "worklist", "imports", "people"}),
        (("moderator",), set()),
    ],
)
def test_the_rooms_are_those_one_may_enter(
    open_page: OpenPage, desk: Desk, roles: tuple[str, ...], rooms: set[str]
) -> None:
    told = all_of(open_page("desk", actor=desk.person(*roles)))

    assert set(re.findall(r'href="/en/(\w+)" target="_self" class="chip"', told)) == rooms


def test_a_visitor_is_shown_the_door(open_page: OpenPage) -> None:
    assert "Sign in" in text_of(open_page("desk"))


def test_nobody_sees_the_drafts_of_others(open_page: OpenPage, desk: Desk, ada: Actor) -> None:
    drafted(ada, "a" * 16, "Mediators by night")

    assert "Mediators" not in all_of(open_page("desk", actor=desk.person("researcher", name="Cy")))
