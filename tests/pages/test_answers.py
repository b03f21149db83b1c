"""The desk of a mayor's office: what nobody published on top, then questions; signed when sure."""

from __future__ import annotations

import json
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, state
from dashboard.catalogue.discussion import answering, answers
from dashboard.catalogue.rights import Actor
from dashboard.components import frame
from dashboard.i18n import LANGUAGES
from tests.catalogue.mayors_asked import LIBRARY, Hall, Reply, answered, hall, office, sent, typed
from tests.conftest import Desk, OpenPage, owes, text_of

__all__ = ["hall"]
TREES = "Who waters the young trees in summer?"
REASON = "A tender is under way; we tell the result in May."


def shown(at: AppTest) -> str:
    """All that the page says, its lists of links included."""
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    lists = [json.loads(one.json).get("html", "") for one in drawn if one.json]
    return unescape("\n".join([text_of(at), *lists]))


def in_order(at: AppTest) -> str:
    """The pieces of our own HTML as they stand one below the other."""

    def below(node: Any) -> Any:
        for child in node.children.values():
            if hasattr(child, "children"):
                yield from below(child)
            elif child.type == "bidi_component":
                yield json.loads(child.proto.json or "{}").get("html", "")
            elif child.type == "html":
                yield child.proto.body

    return unescape("\n".join(below(at.main)))


def fields(at: AppTest) -> dict[str, dict[str, Any]]:
    """The texts that save themselves, by name."""
    drawn: list[Any] = [one.proto for one in at.get("bidi_component")]
    told = [json.loads(one.json) for one in drawn if one.json]
    return {one["name"]: one for one in told if "name" in one}


@pytest.fixture
def opened(open_page: OpenPage, desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Any:
    def opens(question: str, city: str, language: str = "en", **query: str) -> AppTest:
        me = office(city)
        monkeypatch.setattr(state, "actor_now", lambda: me)
        return open_page("answers", language, actor=me, id=question, city=city, **query)

    return opens


def test_the_desk_is_for_offices_alone(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer = desk.person("reviewer")
    monkeypatch.setattr(state, "actor_now", lambda: reviewer)

    assert "Your role does not allow this" in shown(open_page("answers", actor=reviewer))
    assert "Sign in to go on" in shown(open_page("answers"))


def test_questions_wait_oldest_first_with_the_day_they_are_due(opened: Any, hall: Hall) -> None:
    library = sent(cities=("vienna", "izmir"))
    hall.later(days=40)
    sent(TREES, ("vienna",))
    hall.now = datetime(2027, 5, 3, 9)

    page = shown(opened(library, "vienna"))

    assert page.index(LIBRARY) < page.index(TREES)
    assert "2 questions wait" in page
    assert "overdue for 3 days" in page
    assert "to be answered by 9\xa0June 2027" in page


def test_what_nobody_published_stands_on_top_with_its_age_here_on_the_desk_and_in_the_menu(
    opened: Any, open_page: OpenPage, hall: Hall
) -> None:
    library = sent(cities=("vienna",))
    trees = sent(TREES, ("vienna",))
    typed(trees, "vienna", Reply())
    hall.later(days=3)

    page = in_order(opened(library, "vienna"))
    at = open_page("desk", actor=office("vienna"))

    assert page.index("1 answer not published") < page.index("2 questions wait")
    assert "saved, not published for 3 days" in page
    desk_page = in_order(at)
    assert desk_page.index("1 answer not published") < desk_page.index("Nothing here yet")
    assert "saved, not published for 3 days" in desk_page
    assert frame.titled(navigation.page("desk"), office("vienna")) == "Desk (1)"
    assert frame.titled(navigation.page("desk"), office("izmir")) == "Desk"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_opens_in_every_language(opened: Any, hall: Hall, language: str) -> None:
    question = sent(cities=("vienna",), reasons="My children have no quiet place.")
    answered(question, "vienna", Reply(words="Ja, im Mai.", language="de"))

    page = shown(opened(question, "vienna", language))

    assert LIBRARY in page and "My children have no quiet place." in page


def test_an_answer_is_typed_chosen_and_signed(opened: Any, hall: Hall) -> None:
    question = sent(cities=("vienna",))
    at = opened(question, "vienna")
    assert not at.button  # nothing is saved yet: nothing can be published

    held_put(at, question, "office", "Office of the mayor")
    held_put(at, question, "words.en", "Yes, in May.")
    at.run()
    assert at.button(key="answer_publish").disabled
    assert "Say how the city stands to the question." in shown(at)
    at.button_group(key="answer_standing").set_value("answered").run()
    owes(at)
    assert not at.button(key="answer_publish").disabled

    at.button(key="answer_publish").click().run()
    assert "signed by Office of the mayor. Everybody can read it at once." in shown(at)
    assert answers.of(question)[0].answer is None
    at.button(key="answer_now").click().run()

    owes(at)
    assert "Published. Everybody can read it now." in shown(at)
    cell = answers.of(question)[0]
    assert cell.answer is not None and cell.answer.text.words == "Yes, in May."


def held_put(at: AppTest, question: str, name: str, words: str) -> None:
    """What the browser's half of a field sends while somebody types."""
    me = office("vienna")
    stands = answering.open(me, question, "vienna").draft.told(name)
    answering.save(me, question, "vienna", name, words, stands)


def test_declining_asks_for_the_reason(opened: Any, hall: Hall) -> None:
    question = sent(cities=("vienna",))
    typed(question, "vienna", Reply("declined", "No."))

    at = opened(question, "vienna")

    assert "Declining needs a reason: say why in a sentence at least." in shown(at)
    assert at.button(key="answer_publish").disabled
    assert fields(at)["words.en"]["label"] == "The reason, in English"
    assert "Declining needs a reason" in fields(at)["words.en"]["fault"]


def test_translations_stand_beside_the_original_and_say_who_made_them(
    opened: Any, hall: Hall
) -> None:
    question = sent(cities=("vienna",))
    typed(question, "vienna", Reply(words="Ja, im Mai.", language="de"))

    at = opened(question, "vienna", "en", to="fr")

    assert {"words.de", "words.fr", "office"} <= set(fields(at))
    assert "Ja, im Mai." in shown(at)
    held_put(at, question, "words.fr", "Oui, en mai.")
    at.run()
    assert "Say who put the text into French: a person or a machine." in shown(at)
    at.button_group(key="answer_origin").set_value("machine").run()
    owes(at)
    assert answering.open(office("vienna"), question, "vienna").draft.origins == {"fr": "machine"}


def test_what_is_public_can_be_changed_and_its_versions_are_read(opened: Any, hall: Hall) -> None:
    question = sent(cities=("vienna",))
    answered(question, "vienna", Reply(words="Yes, in May."))
    answered(question, "vienna", Reply(words="Yes, in June."))

    at = opened(question, "vienna")

    assert fields(at)["words.en"]["words"] == "Yes, in June."
    assert "Yes, in May." in shown(at)
    assert not [one for one in at.button if one.key == "answer_publish"]  # nothing changed yet


def test_a_draft_is_deleted_and_what_is_published_stays(opened: Any, hall: Hall) -> None:
    question = sent(cities=("vienna",))
    typed(question, "vienna", Reply())
    at = opened(question, "vienna")

    at.button(key="answer_drop").click().run()

    owes(at)
    assert "The draft is deleted." in shown(at)
    assert answering.unpublished(office("vienna")) == ()


def test_an_earlier_answer_can_be_begun_with(opened: Any, hall: Hall) -> None:
    first = sent(cities=("vienna",))
    answered(first, "vienna", Reply(words="The committee decides in May."))
    second = sent(TREES, ("vienna",))
    at = opened(second, "vienna")

    at.button(key="answer_use_0").click().run()

    draft = answering.open(office("vienna"), second, "vienna").draft
    assert draft.words["en"] == "The committee decides in May."
    assert draft.office == "Office of the mayor"


def test_a_question_of_another_city_is_not_opened(
    open_page: OpenPage, desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = sent(cities=("vienna", "izmir"))
    me: Actor = office("izmir")
    monkeypatch.setattr(state, "actor_now", lambda: me)

    page = shown(open_page("answers", actor=me, id=question, city="vienna"))

    assert "not known here" in page
    assert "Office that signs" not in page


def test_a_refused_decline_changes_nothing(opened: Any, hall: Hall) -> None:
    question = sent(cities=("vienna",))
    typed(question, "vienna", Reply("declined", REASON))
    at = opened(question, "vienna")

    at.button(key="answer_publish").click().run()
    at.button(key="answer_not_yet").click().run()

    assert answers.of(question)[0].answer is None
    assert [one.city for one in answering.unpublished(office("vienna"))] == ["vienna"]
