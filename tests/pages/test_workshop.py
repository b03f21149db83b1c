"""The room of a workshop on screen: typed, sent, signed; and what a city's office tells."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, state
from dashboard.catalogue import clock, commitments, outcomes
from dashboard.catalogue.outcomes import EVERYBODY, Item
from dashboard.catalogue.rights import Actor
from tests.catalogue import room
from tests.catalogue.room import ADA, BO, WORKSHOP
from tests.conftest import Desk, OpenPage, owes, text_of


@pytest.fixture(autouse=True)
def _clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 9))


@pytest.fixture
def sit(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Open the room as somebody."""

    def opened(who: Actor = ADA, language: str = "en", **query: str) -> AppTest:
        i18n.use(language)
        monkeypatch.setattr(state, "actor_now", lambda: who)
        return open_page("workshop", language, who, **{"id": WORKSHOP, **query})

    return opened


def shown(at: AppTest) -> str:
    """The words of the page, those inside components too."""
    held = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return text_of(at) + "\n".join(json.dumps(one, ensure_ascii=False) for one in held)


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    owes(at)
    return at


def keys(at: AppTest) -> set[str]:
    return {str(one.key) for one in at.button}


def mine(who: Actor = ADA) -> list[Item]:
    return list(outcomes.of_workshop(who, WORKSHOP))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_room_opens_with_an_empty_pad_in_each_language(sit, language: str) -> None:  # type: ignore[no-untyped-def]
    at = sit(language=language)

    assert "said_send" in keys(at)
    assert mine() == []  # to look begins nothing


def test_one_tap_gives_the_kind_and_a_choice_the_city(sit) -> None:  # type: ignore[no-untyped-def]
    at = sit()
    at.pills(key="said_kind").set_value("disputed").run()
    at.selectbox(key="said_city").select(EVERYBODY).run()

    (one,) = mine()
    assert (one.said.kind, one.said.city, one.state) == ("disputed", EVERYBODY, "draft")


def test_what_is_missing_is_told_at_once_and_nothing_is_sent(sit) -> None:  # type: ignore[no-untyped-def]
    at = sit()
    at.pills(key="said_kind").set_value("commitment").run()
    press(at, "said_send")

    told = shown(at)
    for words in (
        "Write what was said.", "Choose whose it is", "Say who promises it", "Say by which day",
    ):  # fmt: skip
        assert words in told
    assert [one.state for one in mine()] == ["draft"]


def test_the_day_of_a_promise_is_asked_of_promises_alone(sit) -> None:  # type: ignore[no-untyped-def]
    at = sit()
    at.pills(key="said_kind").set_value("agreed").run()
    assert not list(at.date_input)
    at.pills(key="said_kind").set_value("commitment").run()
    at.date_input(key="said_due").set_value(date(2027, 6, 30)).run()

    assert mine()[0].said.due_on == date(2027, 6, 30)


def test_what_is_sent_waits_and_the_pad_is_empty_again(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.typed()
    at = sit()
    assert room.WORDS in shown(at)

    press(at, "said_send")

    assert [item.state for item in mine()] == ["sent"]
    assert f"take_back_{one.id}" in keys(at)
    assert f"sign_{one.id}" not in keys(at)  # nobody signs what they wrote
    assert at.pills(key="said_kind").value is None


def test_a_colleague_signs_with_one_button_and_all_languages_in_sight(sit) -> None:  # type: ignore[no-untyped-def]
    german = "Wer einen Platz plant, fragt zuerst."
    one = room.sent(room.said().put("text.de", german))
    at = sit(BO)
    assert german in shown(at)

    press(at, f"sign_{one.id}")

    assert outcomes.by_id(one.id, "en") is not None
    assert f"sign_{one.id}" not in keys(at)
    assert "Signed. It is on the wall" in shown(at)


def test_what_changed_since_it_was_read_is_told_and_not_signed(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.sent()
    at = sit(BO)
    outcomes.give_back(ADA, one.id)
    stamp = outcomes.open(ADA, one.id).stamp
    outcomes.send(ADA, one.id, outcomes.save(ADA, one.id, room.said("Other words now."), stamp))

    press(at, f"sign_{one.id}")

    assert "Somebody else changed this" in shown(at)
    assert outcomes.signed() == ()


def test_a_colleague_gives_it_back_to_its_author(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.sent()

    press(sit(BO), f"return_{one.id}")

    assert outcomes.open(ADA, one.id).state == "draft"


def test_a_signed_one_is_corrected_on_the_same_way(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.signed()
    at = press(sit(BO), f"correct_{one}")

    assert "A correction of version 1" in shown(at)
    assert "Version 1 is public; its correction: Being typed" in shown(at)
    assert outcomes.by_id(one, "en") is not None


def test_a_withdrawal_wants_its_reason(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.signed()
    at = press(sit(BO), f"withdraw_now_{one}")
    assert "This step needs a reason" in shown(at)
    assert outcomes.by_id(one, "en") is not None

    at.text_area(key=f"said_reason_{one}").set_value("The speaker was misheard").run()
    press(at, f"withdraw_now_{one}")

    told = outcomes.withdrawn(one)
    assert told and told.reason == "The speaker was misheard"
    assert "Withdrawn: The speaker was misheard" in shown(at)


def test_what_is_deleted_can_be_brought_back(sit) -> None:  # type: ignore[no-untyped-def]
    one = room.typed()
    at = press(sit(), f"drop_{one.id}")
    assert [item.state for item in mine()] == ["dropped"]

    press(at, f"bring_back_{one.id}")

    assert [item.state for item in mine()] == ["draft"]


def test_paragraphs_typed_in_a_rush_become_one_each(sit) -> None:  # type: ignore[no-untyped-def]
    room.typed(room.said("Squares are planned with all.\n\nWho pays for interpreters?"))

    press(sit(), "said_split")

    assert [one.said.words for one in mine()] == [
        "Squares are planned with all.", "Who pays for interpreters?",
    ]  # fmt: skip


def test_it_is_linked_to_a_practice_of_its_city_or_drafted_as_one(sit) -> None:  # type: ignore[no-untyped-def]
    room.typed(room.said(kind="presented_project", city="recife"))
    at = sit()
    slug = "recife-compaz-community-peace-centres"
    at.selectbox(key="said_practice").select(slug).run()
    assert mine()[0].said.practice == slug

    at.selectbox(key="said_practice").select("").run()
    press(at, "said_draft")

    assert mine()[0].said.draft
    assert "Drafted as a practice" in {one.label for one in at.expander}


def test_markup_of_others_is_shown_as_text(sit) -> None:  # type: ignore[no-untyped-def]
    room.sent(room.said("<script>alert(1)</script> & <b>bold</b>"))

    told = text_of(sit(BO))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in told
    assert "<script>" not in told


def test_the_list_of_rooms_says_what_waits_where(sit, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    room.sent()
    room.signed(receipt="r2")

    told = shown(open_page("workshop", "en", BO))

    assert "1 waits for a signature · 1 signed" in told


@pytest.mark.parametrize("role", ["researcher", "press"])
def test_the_room_is_closed_to_others(desk: Desk, sit, role: str) -> None:  # type: ignore[no-untyped-def]
    room.typed()

    told = shown(sit(desk.person(role, name="Eve")))

    assert room.WORDS not in told
    assert "Your role does not allow this" in told


def test_a_workshop_that_is_not_there_says_so(sit) -> None:  # type: ignore[no-untyped-def]
    assert "This is not there" in "\n".join(one.value for one in sit(id="atlantis").markdown)


# What a city's office tells -----------------------------------------------------------------------


@pytest.fixture
def desk_of_office(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def opened(slug: str = "montreal", language: str = "en") -> AppTest:
        i18n.use(language)
        who = room.office(slug)
        monkeypatch.setattr(state, "actor_now", lambda: who)
        return open_page("commitments", language, who)

    return opened


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_office_sees_its_own_promises_and_which_are_overdue(
    desk_of_office,  # type: ignore[no-untyped-def]
    language: str,
) -> None:
    one = room.signed(room.promise(due=date(2026, 11, 22)))

    assert f"told_{one}" in keys(desk_of_office("montreal", language))
    assert keys(desk_of_office("recife", language)) == set()


def test_an_overdue_promise_says_so_at_the_desk(desk_of_office) -> None:  # type: ignore[no-untyped-def]
    room.signed(room.promise(due=date(2026, 11, 22)))

    told = shown(desk_of_office())

    assert "1 promise is on record. 1 is overdue" in told
    assert "Overdue since 22\u00a0November 2026" in told


def test_all_that_is_missing_is_told_and_then_it_is_told_to_everybody(desk_of_office) -> None:  # type: ignore[no-untyped-def]
    one = room.signed(room.promise())
    at = desk_of_office()
    at.pills(key=f"promise_state_{one}").set_value("dropped").run()
    press(at, f"told_{one}")

    told = shown(at)
    assert "Say why, in a sentence" in told
    assert "Say which office tells this." in told
    assert commitments.of()[0].told_at is None
    at.session_state[f"typed:words.{one}"] = "The money was cut."
    at.session_state[f"typed:office.{one}"] = "Office of the mayor"
    press(at, f"told_{one}")

    (found,) = commitments.of()
    assert (found.state, found.words, found.office) == (
        "dropped", "The money was cut.", "Office of the mayor",
    )  # fmt: skip
    assert "Told. Everybody sees it now." in shown(at)
