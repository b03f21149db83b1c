"""The desk: what one began, sent and got back; nothing of it is lost by a click."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue import contributions, review
from dashboard.catalogue.draft import Draft, Source, Wording
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


LEADS = ("workshop", "take-home", "host")  # rooms of whoever runs a summit


@pytest.mark.parametrize(
    ("roles", "rooms"),
    [
        (("researcher",), {"worklist", "imports"}),
        (("reviewer",), {*LEADS, "review", "worklist", "imports", "sealed", "editions"}),
        (
            ("administrator",),
            {*LEADS, "review", "worklist", "imports", "sealed", "people", "editions", "moderation"}
            | {"answers", "our-commitments"},
        ),
        (("mayors_office",), {"answers", "our-commitments", "take-home"}),
        (("rapporteur",), {"workshop", "take-home"}),
        (("press",), {"sealed"}),
        (("moderator",), {"moderation"}),
    ],
)
def test_the_rooms_are_those_one_may_enter(
    open_page: OpenPage, desk: Desk, roles: tuple[str, ...], rooms: set[str]
) -> None:
    told = all_of(open_page("desk", actor=desk.person(*roles)))

    assert set(re.findall(r'href="/en/([\w-]+)" target="_self" class="chip"', told)) == rooms


def test_a_visitor_is_shown_the_door(open_page: OpenPage) -> None:
    assert "Sign in" in text_of(open_page("desk"))


def test_nobody_sees_the_drafts_of_others(open_page: OpenPage, desk: Desk, ada: Actor) -> None:
    drafted(ada, "a" * 16, "Mediators by night")

    assert "Mediators" not in all_of(open_page("desk", actor=desk.person("researcher", name="Cy")))


# What came of it ----------------------------------------------------------------------------------

ULM = 2820256
WHOLE = Draft(
    language="en",
    city_id=ULM,
    themes=("integration",),
    instrument="service",
    title={"en": Wording(words="Mediators by night", origin="original")},
    summary={"en": Wording(words="Neighbours meet.", origin="original")},
    sources=(Source(url="https://example.org/night"),),
)


def sent(ada: Actor, grace: Actor, receipt: str = "r1") -> None:
    """A new practice that a reviewer has in hand, with a note on it."""
    one = contributions.begin(ada, receipt=receipt, language="en")
    contributions.send(ada, receipt, contributions.save(ada, receipt, WHOLE, one.stamp))
    review.take(grace, receipt)
    review.note(grace, receipt, "summary", "Which <i>neighbours</i>?", f"note-{receipt}")


@pytest.fixture
def grace(desk: Desk) -> Actor:
    return desk.person("reviewer", name="Grace")


@pytest.mark.parametrize("verdict", ["changes_requested", "rejected"])
def test_the_author_reads_why_on_the_desk_and_over_the_text(
    open_page: OpenPage, ada: Actor, grace: Actor, verdict: str
) -> None:
    sent(ada, grace)
    review.decide(grace, "r1", verdict, reason="Name the <b>report</b>.")

    for at in (open_page("desk", actor=ada), open_page("contribute", actor=ada, draft="r1")):
        assert all_of(at).count("Name the &lt;b&gt;report&lt;/b&gt;.") == 1
        assert "Reviewer, " in all_of(at)


def test_a_reason_is_not_told_any_more_once_it_was_sent_again(
    open_page: OpenPage, ada: Actor, grace: Actor
) -> None:
    sent(ada, grace)
    review.decide(grace, "r1", "changes_requested", reason="Name the report.")
    contributions.send(ada, "r1", contributions.open(ada, "r1").stamp)

    assert "Name the report." not in all_of(open_page("desk", actor=ada))


def test_a_new_practice_that_is_public_is_no_correction_and_links_to_its_page(
    open_page: OpenPage, ada: Actor, grace: Actor
) -> None:
    sent(ada, grace)
    review.decide(grace, "r1", "published")
    slug = contributions.open(ada, "r1").slug

    for at in (open_page("desk", actor=ada), open_page("contribute", actor=ada, draft="r1")):
        assert f'href="/en/practice?id={slug}"' in all_of(at)
        assert "correction" not in all_of(at).lower()


def test_notes_can_be_read_and_not_answered_while_it_is_reviewed(
    open_page: OpenPage, ada: Actor, grace: Actor
) -> None:
    sent(ada, grace)

    at = open_page("contribute", actor=ada, draft="r1")

    assert "Which &lt;i&gt;neighbours&lt;/i&gt;?" in text_of(at)
    assert not [one for one in at.button if "note-r1" in str(one.key)]
