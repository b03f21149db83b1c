"""The desk of moderators, as one works there: queue, one-click reasons, many at once, the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, moderation_words
from dashboard.catalogue import clock
from dashboard.catalogue.discussion import guard, persons
from dashboard.catalogue.moderation import acts, appeals, notices, rooms, rules, templates
from dashboard.catalogue.rights import Actor, Grant
from tests.catalogue.moderated import ROOM, SENDER, THREAD, asked, execute, flood, later, post
from tests.catalogue.test_moderation import notice
from tests.conftest import Desk, OpenPage, owes, text_of

MIA = Actor("mia", "Mia", frozenset({Grant("moderator")}))
MAX = Actor("max", "Max", frozenset({Grant("moderator")}))


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ticks = itertools.count()
    monkeypatch.setattr(clock, "now", lambda: later(30) + timedelta(seconds=next(ticks)))
    guard.forget()
    yield


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    owes(at)
    return at


def drawn(at: AppTest) -> str:
    """All that is on the page, with what components of ours draw."""
    parts = [text_of(at)]
    for one in at.get("bidi_component"):
        parts.append(str(one.proto))
    return unescape("\n".join(parts))


def told(post_id: str) -> list[tuple[Any, ...]]:
    return asked(
        "select to_state, rule, words, words_language, acted_by from moderation_act "
        "where post_id = ? order by acted_at desc", post_id,
    )  # fmt: skip


PARTS = ("notices", "appeals", "letters", "threads", "rooms", "templates", "numbers")


@pytest.mark.parametrize(
    ("language", "part"), [*((one, "") for one in i18n.LANGUAGES), *(("de", one) for one in PARTS)]
)
def test_every_part_opens_empty_and_full_and_shows_what_was_written_as_text(
    desk: Desk, open_page: OpenPage, language: str, part: str
) -> None:
    query = {"part": part} if part else {}
    open_page("moderation", language, MIA, **query)
    post("a1", words="<b>bold</b>", suspicion="links"), post("q1", kind="question")
    post("aaaaaaaaaaaa", state="shown", name="<i>Ana</i>"), post("a2", token="secret")
    notices.give(notice(words="<u>Look</u>"), SENDER)
    acts.move(MAX, "a2", "refused", "insult", "<s>told</s>")
    appeals.ask("secret", "<q>why</q>", "fr", SENDER)
    letter = persons.Message("barrier", "<em>Ramp</em>", "en", "receipt-1", "ada@mail.example")
    persons.write_letter(letter, SENDER)
    acts.freeze(MAX, THREAD, {"en": "<h1>All said</h1>"})
    templates.keep(MAX, "<p>Kind</p>", "de", "<p>Sentence</p>")
    rooms.settle(MAX, ROOM, "after", is_open=True)

    at = open_page("moderation", language, MIA, **query)

    shown = text_of(at)
    for raw in (
        "<b>bold",
        "<i>Ana",
        "<u>Look",
        "<s>told",
        "<q>why",
        "<em>Ramp",
        "<h1>All",
        "<p>Kind",
    ):
        assert raw not in shown, raw


def test_who_may_not_moderate_is_told_so(desk: Desk, open_page: OpenPage) -> None:
    post("a1", words="Kanarienvogel")

    at = open_page("moderation", "en", desk.person("researcher"))

    assert "Your role does not allow this" in "\n".join(one.value for one in at.markdown)
    assert "Kanarienvogel" not in drawn(at)


def test_the_oldest_is_open_and_one_click_goes_to_the_next(desk: Desk, open_page: OpenPage) -> None:
    post("a1", words="First words", written_at=later(0))
    post("a2", words="Second words", written_at=later(1))
    at = open_page("moderation", "en", MIA)
    assert "said-self" in text_of(at) and "First words" in text_of(at)

    press(at, "mod_rule_insult")

    assert told("a1") == [("refused", "insult", None, None, "mia")]
    assert "Second words" in text_of(at)
    press(at, "mod_show")
    assert told("a2") == [("shown", None, None, None, "mia")]


def test_what_is_written_besides_goes_to_the_author_in_its_language(
    desk: Desk, open_page: OpenPage
) -> None:
    post("a1")
    templates.keep(MAX, "Be kind", "fr", "Dites-le autrement.")
    [kept] = templates.every(MIA)
    at = open_page("moderation", "en", MIA)

    at.selectbox(key="template_a1").set_value(kept.template_id).run()
    assert at.text_area(key="told_a1").value == "Dites-le autrement."
    press(at, "mod_rule_off_topic")

    assert told("a1") == [("refused", "off_topic", "Dites-le autrement.", "fr", "mia")]


def test_an_act_is_taken_back_with_a_reason_and_never_without(
    desk: Desk, open_page: OpenPage
) -> None:
    post("a1")
    acts.move(MIA, "a1", "refused", "spam")
    at = open_page("moderation", "en", MIA, id="a1", state="refused")

    at.button(key="mod_show").click().run()
    assert "This step needs a reason" in text_of(at)
    at.text_area(key="told_a1").set_value("It is none.").run()
    press(at, "mod_show")

    assert told("a1")[0] == ("shown", None, "It is none.", "en", "mia")


def test_a_post_changed_meanwhile_is_not_acted_on(desk: Desk, open_page: OpenPage) -> None:
    post("a1", words="Kind words")
    at = open_page("moderation", "en", MIA)
    execute("update post set stamp = 2, words = 'Unkind words'")

    at.button(key="mod_show").click().run()

    assert "Somebody else changed this" in text_of(at) and "Unkind words" in text_of(at)
    assert asked("select state from post") == [("held",)]


def test_an_appeal_is_not_decided_from_the_queue(desk: Desk, open_page: OpenPage) -> None:
    post("a1", token="secret")
    acts.move(MAX, "a1", "refused", "spam")
    appeals.ask("secret", "It is none", "en", SENDER)

    at = open_page("moderation", "en", MIA, id="a1", state="any")

    assert not [one for one in at.button if one.key in ("mod_show", "mod_rule_spam")]
    assert "part=appeals" in drawn(at)


def test_filters_live_in_the_address_and_narrow_the_queue(desk: Desk, open_page: OpenPage) -> None:
    post("a1", words="Parks", language="fr"), post("a2", words="Trams", suspicion="links")
    at = open_page("moderation", "en", MIA, q="tram")
    assert "1 post" in text_of(at) and "Trams" in text_of(at)

    at.text_input(key="mod_q").set_value("").run()
    at.selectbox(key="mod_language").set_value("fr").run()

    owes(at)
    assert at.query_params["spoken"] == "fr" and "q" not in at.query_params
    assert "said-self" in text_of(at) and "Parks" in text_of(at)


def test_many_alike_are_moved_by_one_click_after_they_were_counted(
    desk: Desk, open_page: OpenPage
) -> None:
    flood(10_000)
    post("ffffffffffff", words="An honest word", written_at=later(9), device="other")
    at = open_page("moderation", "en", MIA)
    assert "10,001 posts" in text_of(at)

    press(at, "mod_alike_device")
    assert "10,000 posts at once" in text_of(at)
    post("fffffffffffe", words="Buy now", device="dd", written_at=later(10))  # came since
    press(at, "many_rule_spam")

    assert asked("select state, count(*) from post group by state order by state") == [
        ("held", 2), ("refused", 10_000),
    ]  # fmt: skip
    assert asked("select count(*), count(distinct post_id) from moderation_act") == [
        (10_000, 10_000)
    ]
    assert "10,000 taken away. 0 had changed meanwhile" in text_of(at)
    assert "An honest word" in text_of(at)


def test_many_that_match_can_be_left_alone_again(desk: Desk, open_page: OpenPage) -> None:
    post("a1"), post("a2")
    at = open_page("moderation", "en", MIA)
    press(at, "mod_matching")
    assert "2 posts at once" in text_of(at)

    press(at, "many_leave")

    assert asked("select count(*) from moderation_act") == [(0,)]
    press(at, "mod_matching")
    press(at, "many_show")
    assert asked("select distinct state from post") == [("shown",)]


def test_single_keys_can_be_turned_off(desk: Desk, open_page: OpenPage) -> None:
    """A key without Ctrl or Alt has to be one that can be switched off (WCAG 2.1.4)."""
    post("a1")
    at = open_page("moderation", "en", MIA)
    assert at.button(key="mod_show").proto.shortcut == "s"
    assert at.button(key="mod_rule_insult").proto.shortcut == "1"

    at.toggle(key="mod_keys").set_value(False).run()

    assert not [one.key for one in at.button if one.proto.shortcut]


def test_a_notice_is_decided_with_a_reason(desk: Desk, open_page: OpenPage) -> None:
    post("aaaaaaaaaaaa", state="shown")
    code = notices.give(notice(), SENDER)
    found = notices.by_token(code)
    assert found
    at = open_page("moderation", "en", MIA, part="notices")

    at.button(key=f"uphold_{found.notice_id}").click().run()
    assert "This step needs a reason" in text_of(at)
    at.text_area(key=f"told_{found.notice_id}").set_value("It insults.").run()
    press(at, f"uphold_{found.notice_id}")

    found = notices.by_token(code)
    assert found and (found.state, found.answer) == ("upheld", "It insults.")
    assert told("aaaaaaaaaaaa") == [("hidden", "insult", "It insults.", "en", "mia")]
    assert "No notice waits" in text_of(at)


def test_ones_own_decision_is_for_somebody_else_to_look_at(desk: Desk, open_page: OpenPage) -> None:
    post("a1", token="secret")
    acts.move(MIA, "a1", "refused", "insult")
    appeal_id = appeals.ask("secret", "I quoted", "en", SENDER)

    at = open_page("moderation", "en", MIA, part="appeals")
    assert "Somebody else has to decide this" in text_of(at)
    assert not [one for one in at.button if str(one.key).startswith(("grant", "refuse"))]
    at = open_page("moderation", "en", MAX, part="appeals")
    at.text_area(key=f"told_{appeal_id}").set_value("So it is.").run()
    press(at, f"grant_{appeal_id}")

    assert asked("select state from post") == [("shown",)]


def test_a_letter_is_noted_as_answered(desk: Desk, open_page: OpenPage) -> None:
    letter = persons.Message("barrier", "No ramp", "en", "receipt-1", "ada@mail.example")
    number = persons.write_letter(letter, SENDER)
    at = open_page("moderation", "en", MIA, part="letters")
    assert "No ramp" in text_of(at) and "ada@mail.example" in text_of(at)

    press(at, f"letter_done_{number}")

    assert "0 letters wait" in text_of(at)
    assert asked("select done_by from letter") == [("mia",)]


def test_a_thread_is_frozen_with_a_summary_and_opened_again(
    desk: Desk, open_page: OpenPage
) -> None:
    post("a1", state="shown")
    at = open_page("moderation", "en", MIA, part="threads", thread=THREAD)

    at.button(key="thread_freeze").click().run()
    assert "This step needs a reason" in text_of(at)
    at.text_area(key=f"thread_fr_{THREAD}").set_value("Tout est dit.").run()
    press(at, "thread_freeze")
    assert asked("select summary from thread") == [('{"fr": "Tout est dit."}',)]
    at.text_area(key=f"thread_thaw_{THREAD}").set_value("There is news.").run()
    press(at, "thread_thaw")

    assert asked("select frozen_at from thread") == [(None,)]


def test_a_room_is_given_a_setting_of_its_own(desk: Desk, open_page: OpenPage) -> None:
    at = open_page("moderation", "en", MIA, part="rooms")
    at.selectbox(key="room_new").set_value(ROOM).run()
    press(at, "room_add")
    at.radio(key=f"room_mode_{ROOM}").set_value("after").run()
    at.checkbox(key=f"room_open_{ROOM}").set_value(False).run()

    assert asked("select room, mode, is_open, set_by from discussion_room") == [
        (ROOM, "after", False, "mia")
    ]
    press(at, f"room_unset_{ROOM}")
    assert asked("select count(*) from discussion_room") == [(0,)]


def test_a_sentence_is_kept_changed_and_dropped(desk: Desk, open_page: OpenPage) -> None:
    at = open_page("moderation", "en", MIA, part="templates")
    at.text_input(key="phrase_name").set_value("Kind").run()
    at.text_area(key="phrase_words").set_value("Say it kindly.").run()
    press(at, "phrase_keep")
    [one] = templates.every(MIA)
    press(at, f"phrase_change_{one.template_id}")
    assert at.text_area(key="phrase_words").value == "Say it kindly."

    press(at, f"phrase_drop_{one.template_id}")

    assert templates.every(MIA) == ()


def test_every_code_has_words_in_every_language() -> None:
    codes = [
        (moderation_words.state, ("held", "shown", "refused", "hidden", "erased")),
        (moderation_words.cause, ("desk", "notice", "appeal")),
        (moderation_words.suspicion, ("links", "words", "twin", "crowd")),
        (moderation_words.rule, rules.codes()),
    ]
    for language in i18n.LANGUAGES:
        i18n.use(language)
        for word, known in codes:
            assert all(word(code) != code for code in known)
