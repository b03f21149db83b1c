"""Moderation: by the table of moves, each act once, with its reason told; the thread stays."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import clock, pulse
from dashboard.catalogue.discussion import Fault, NotTaken, guard, questions
from dashboard.catalogue.errors import (
    CatalogueError,
    EditedElsewhere,
    IllegalMove,
    NotAllowed,
    NotFound,
    ReasonMissing,
    UnknownCode,
)
from dashboard.catalogue.moderation import (
    AppealOpen,
    AskedBefore,
    Moved,
    RuleMissing,
    SamePerson,
    TooLong,
    acts,
    appeals,
    log,
    notices,
    queue,
    rooms,
    rules,
    templates,
)
from dashboard.catalogue.moderation.notices import Given
from dashboard.catalogue.moderation.queue import Wish
from dashboard.catalogue.rights import ROLES, Actor, Grant
from dashboard.i18n import LANGUAGES
from tests.catalogue.moderated import (
    ROOM,
    SENDER,
    START,
    THREAD,
    asked,
    everything,
    execute,
    flood,
    later,
    post,
    thread,
)
from tests.conftest import Desk

MIA = Actor("mia", "Mia", frozenset({Grant("moderator")}))
MAX = Actor("max", "Max", frozenset({Grant("moderator")}))
CHIEF = Actor("chief", "Chief", frozenset({Grant("administrator")}))
STATES = ("held", "shown", "refused", "hidden", "erased")
PEOPLE = {
    "mia": MIA,
    "chief": CHIEF,
    "nobody": Actor("nobody", "Nobody"),
    "others": Actor(
        "others", "Others",
        frozenset(Grant(one) for one in ROLES if one not in ("moderator", "administrator")),
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a second after the last, from four hours after the posts."""
    ticks = itertools.count()
    monkeypatch.setattr(clock, "now", lambda: later(4) + timedelta(seconds=next(ticks)))
    guard.forget()


# The table of moves -------------------------------------------------------------------------------

tries = st.lists(
    st.tuples(
        st.sampled_from(["one", "all"]),
        st.sampled_from(sorted(PEOPLE)),
        st.sampled_from(STATES),
        st.sampled_from([None, "insult", "unheard"]),
        st.sampled_from(["", "  ", "As the rules say"]),
        st.sampled_from([0, 0, 0, 1]),  # how far the page lies behind
    ),
    min_size=3,
    max_size=9,
)
counter = itertools.count()


def legal(state: str, to_state: str, who: Actor, rule: str | None, words: str) -> bool:
    """What the table says, read a second time by other code."""
    if to_state in ("refused", "hidden") and rule != "insult":
        return False
    for role, wanted in asked(
        "select role, reason_required from post_move where from_state = ? and to_state = ?",
        state,
        to_state,
    ):
        reason = rule if to_state in ("refused", "hidden") else words.strip()
        if role in who.roles and (reason or not wanted):
            return True
    return False


@settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    start=st.sampled_from(STATES[:4]), kind=st.sampled_from(["comment", "question"]), tried=tries
)
def test_no_sequence_of_tries_leaves_the_table_of_moves(
    desk: Desk, start: str, kind: str, tried: list[tuple[str, str, str, str | None, str, int]]
) -> None:
    post_id = post(f"{next(counter):012x}", state=start, kind=kind)
    for way, who, to_state, rule, words, behind in tried:
        state, stamp = asked("select state, stamp from post where post_id = ?", post_id)[0]
        before = everything()
        at_once = way == "all"
        try:
            if at_once:
                told = acts.move_many(PEOPLE[who], {post_id: stamp - behind}, to_state, rule, words)
                moved = told.done == 1
            else:
                acts.move(PEOPLE[who], post_id, to_state, rule, words, stamp - behind)
                moved = True
        except CatalogueError:
            moved = False

        goal = (
            {"held": "refused", "shown": "hidden"}.get(state, "-")
            if (at_once and to_state in ("refused", "hidden"))
            else to_state
        )
        fits = not behind and legal(state, goal, PEOPLE[who], rule, words)
        if at_once:
            fits = fits and (goal != "shown" or state == "held")
        assert moved == fits, (state, to_state, who, rule, words, behind, way)
        if not moved:
            assert everything() == before
            continue
        assert asked("select state, stamp from post where post_id = ?", post_id) == [
            (goal, stamp + 1)
        ]
        newest = asked(
            "select from_state, to_state, rule, words, acted_by, kind, cause, rules_version "
            "from moderation_act where post_id = ? order by acted_at desc limit 1",
            post_id,
        )
        given_rule = rule if goal in ("refused", "hidden") else None
        assert newest == [
            (state, goal, given_rule, words.strip() or None, who, kind, "desk", rules.version())
        ]
        line = asked(
            "select actor, entity_id, from_state, to_state, note from audit "
            "order by audit_id desc limit 1"
        )
        assert line == [(who, post_id, state, goal, given_rule)]


def test_the_log_of_audit_has_one_line_an_act(desk: Desk) -> None:
    for number in range(5):
        post(f"a{number}")
    acts.move(MIA, "a0", "refused", "spam")
    acts.move_many(MIA, {f"a{n}": 1 for n in range(1, 5)}, "refused", "spam")

    assert asked("select count(*) from moderation_act") == [(5,)]
    assert asked(
        "select count(*), count(distinct request_id) from audit where entity = 'post'"
    ) == [(5, 5)]


@pytest.mark.parametrize(
    ("to_state", "rule", "words", "fault"),
    [
        ("refused", None, "", RuleMissing),
        ("refused", None, "Not nice", RuleMissing),
        ("refused", "made_up", "", UnknownCode),
        ("hidden", "spam", "", IllegalMove),
        ("erased", None, "", NotAllowed),
        ("nowhere", None, "", IllegalMove),
        ("refused", "spam", "x" * 1001, TooLong),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    desk: Desk, to_state: str, rule: str | None, words: str, fault: type[CatalogueError]
) -> None:
    post("a1")
    before = everything()

    with pytest.raises(fault):
        acts.move(MIA, "a1", to_state, rule, words)

    assert everything() == before


def test_a_post_that_was_changed_meanwhile_is_read_again_first(desk: Desk) -> None:
    post("a1", stamp=2)

    with pytest.raises(EditedElsewhere):
        acts.move(MIA, "a1", "shown", stamp=1)

    assert asked("select state from post") == [("held",)]


def test_two_moderators_at_once_act_once(desk: Desk) -> None:
    for number in range(20):
        post(f"a{number}")
    ready, told = Barrier(2), []

    def work(actor: Actor) -> None:
        ready.wait()
        for number in range(20):
            try:
                acts.move(actor, f"a{number}", "refused", "spam", stamp=1)
                told.append(number)
            except (IllegalMove, EditedElsewhere):
                pass

    hands = [Thread(target=work, args=(one,)) for one in (MIA, MAX)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()

    assert sorted(told) == list(range(20))
    assert asked("select count(*) from moderation_act") == [(20,)]
    assert asked("select distinct stamp from post") == [(2,)]


def test_who_may_not_moderate_reads_nothing_either(desk: Desk) -> None:
    post("a1")
    nobody = PEOPLE["others"]
    doors: list[Callable[[], Any]] = [
        lambda: queue.page(nobody, Wish()),
        lambda: queue.counts(nobody, Wish()),
        lambda: queue.whole(nobody, "a1"),
        lambda: queue.around(nobody, "a1"),
        lambda: queue.alike(nobody, "a1"),
        lambda: queue.stamps(nobody, Wish()),
        lambda: queue.stamps_alike(nobody, "a1", "words"),
        lambda: queue.earlier(nobody, "a1"),
        lambda: queue.acts_on(nobody, "a1"),
        lambda: notices.waiting(nobody),
        lambda: notices.decide(nobody, "n", "upheld", "So"),
        lambda: appeals.waiting(nobody),
        lambda: appeals.decide(nobody, "n", granted=True, answer="So"),
        lambda: acts.freeze(nobody, THREAD, {"en": "Enough"}),
        lambda: acts.thaw(nobody, THREAD, "Again"),
        lambda: rooms.settings_of(nobody),
        lambda: rooms.threads(nobody),
        lambda: rooms.settle(nobody, "all", "after", is_open=True),
        lambda: rooms.unset(nobody, "all"),
        lambda: templates.every(nobody),
        lambda: templates.keep(nobody, "a", "en", "b"),
        lambda: templates.drop(nobody, "t"),
        lambda: acts.move(nobody, "a1", "shown"),
        lambda: acts.move_many(nobody, {"a1": 1}, "shown"),
    ]
    for door in doors:
        with pytest.raises(NotAllowed):
            door()


# What follows from an act -------------------------------------------------------------------------


def test_a_question_let_through_is_sent_to_its_cities(desk: Desk) -> None:
    post("q1", kind="question")
    execute("insert into question_city (post_id, city) values ('q1', 'recife'), ('q1', 'vienna')")

    acts.move(MIA, "q1", "shown")

    sent = asked("select sent_at is not null, due_on is not null from question_city")
    assert sent == [(True, True), (True, True)]


def test_a_question_that_cannot_be_sent_is_not_shown_either(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("q1", kind="question")
    before = everything()

    def broken(*_: Any) -> None:
        raise RuntimeError("the line is cut")

    monkeypatch.setattr(questions, "release", broken)
    with pytest.raises(RuntimeError):
        acts.move(MIA, "q1", "shown")

    assert everything() == before


def test_readers_are_told_after_the_commit_and_only_where_it_happened(desk: Desk) -> None:
    post("a1"), post("q1", kind="question")
    before = {one: pulse.of(one) for one in (THREAD, "questions", "practice:other")}

    acts.move(MIA, "a1", "shown")
    assert pulse.of(THREAD) == before[THREAD] + 1
    assert pulse.of("questions") == before["questions"]
    acts.move(MIA, "q1", "shown")
    assert pulse.of("questions") == before["questions"] + 1
    assert pulse.of("practice:other") == before["practice:other"]


def test_hidden_posts_tell_by_which_rule_and_the_thread_stays_open(desk: Desk) -> None:
    post("a1", state="shown"), post("a2", state="shown"), post("a3", state="shown")
    acts.move(MIA, "a1", "hidden", "insult")
    acts.move(MIA, "a2", "hidden", "hate")
    acts.move(MIA, "a2", "shown", words="Read again: it quotes.")
    acts.move(MIA, "a2", "hidden", "off_topic")

    assert acts.rules_of(THREAD) == {"a1": "insult", "a2": "off_topic"}
    assert asked("select frozen_at from thread") == [(None,)]


def test_shown_again_keeps_the_day_it_first_appeared(desk: Desk) -> None:
    post("a1")
    acts.move(MIA, "a1", "shown")
    first = asked("select shown_at from post")
    acts.move(MIA, "a1", "hidden", "spam")
    acts.move(MAX, "a1", "shown", words="It is none")

    assert asked("select shown_at from post") == first


# The statement ------------------------------------------------------------------------------------


def test_the_statement_says_what_was_done_to_which_text_and_why(desk: Desk) -> None:
    post("a1", words="You fool", suspicion="words")
    assert acts.statement("a1") is None

    act_id = acts.move(MIA, "a1", "refused", "insult", " Say it otherwise.\u202e ", language="de")

    told = acts.statement("a1")
    assert told is not None
    assert (told.act_id, told.to_state, told.rule) == (act_id, "refused", "insult")
    assert (told.words, told.words_language) == ("Say it otherwise.", "de")
    assert (told.text, told.suspicion, told.cause, told.role) == (
        "You fool", "words", "desk", "moderator",
    )  # fmt: skip
    assert told.rules_version == rules.version()
    assert told.may_be_appealed


def test_the_statement_keeps_the_text_it_was_about(desk: Desk) -> None:
    post("a1", words="You fool")
    acts.move(MIA, "a1", "refused", "insult")
    execute(
        "insert into post_text values ('a1', 1, 'Written before the act', null, ?), "
        "('a1', 2, 'You fool', null, ?), ('a1', 3, 'You dear fool', null, ?)",
        later(1), later(9), later(10),
    )  # fmt: skip
    execute("update post set words = 'Dear friend'")

    told = acts.statement("a1")

    assert told and told.text == "You fool"


def test_the_statement_on_an_erased_post_has_no_text(desk: Desk) -> None:
    post("a1", words="You fool")
    acts.move(MIA, "a1", "refused", "insult")
    execute("update post set state = 'erased'")

    told = acts.statement("a1")

    assert told and told.text is None and not told.may_be_appealed


# Appeals ------------------------------------------------------------------------------------------


def refused(post_id: str = "a1", by: Actor = MIA, **given: Any) -> str:
    post(post_id, token="secret", **given)
    return acts.move(by, post_id, "refused", "insult")


def test_an_appeal_is_decided_by_another_person_whoever_it_is(desk: Desk) -> None:
    refused(by=CHIEF)
    appeal_id = appeals.ask("secret", "I quoted somebody", "fr", SENDER)
    before = everything()

    for granted in (True, False):
        with pytest.raises(SamePerson):
            appeals.decide(CHIEF, appeal_id, granted=granted, answer="I stay with it")
    assert everything() == before

    appeals.decide(MIA, appeal_id, granted=True, answer="It is a quotation.", stamp=2)

    told = acts.statement("a1")
    assert told and (told.state, told.cause, told.words) == (
        "shown",
        "appeal",
        "It is a quotation.",
    )
    assert asked("select state, answer, decided_by from appeal") == [
        ("granted", "It is a quotation.", "mia")
    ]


def test_nobody_goes_round_the_second_pair_of_eyes(desk: Desk, monkeypatch: Any) -> None:
    """Neither a small team's setting, nor the queue, nor a click on many decides an appeal."""
    monkeypatch.setenv("SMALL_TEAM", "1")
    refused()
    appeal_id = appeals.ask("secret", "I quoted somebody", "fr", SENDER)

    with pytest.raises(SamePerson):
        appeals.decide(MIA, appeal_id, granted=False, answer="I stay with it")
    for actor in (MIA, MAX):
        with pytest.raises(AppealOpen):
            acts.move(actor, "a1", "shown", words="Never mind")
    assert acts.move_many(MIA, {"a1": 2}, "shown", words="Never mind") == Moved(0, 1)

    assert asked("select state from appeal") == [("open",)]


def test_a_refused_appeal_says_why_and_is_the_last_word(desk: Desk) -> None:
    refused()
    appeal_id = appeals.ask("secret", "I quoted somebody", "fr", SENDER)
    appeals.decide(MAX, appeal_id, granted=False, answer="Nobody is quoted.", language="fr")

    told = acts.statement("a1")
    assert told and told.appeal and told.state == "refused"
    assert (told.appeal.answer, told.appeal.answer_language) == ("Nobody is quoted.", "fr")
    with pytest.raises(AskedBefore):
        appeals.ask("secret", "Once more", "fr", SENDER)
    with pytest.raises(IllegalMove):
        appeals.decide(CHIEF, appeal_id, granted=True, answer="After all")


def test_an_appeal_can_be_asked_only_against_what_holds(desk: Desk) -> None:
    post("a1", token="secret")
    with pytest.raises(IllegalMove):
        appeals.ask("secret", "Why", "en", SENDER)
    with pytest.raises(NotFound):
        appeals.ask("somebody else's", "Why", "en", SENDER)
    acts.move(MIA, "a1", "refused", "spam")
    with pytest.raises(ReasonMissing):
        appeals.ask("secret", " \u202e ", "en", SENDER)
    with pytest.raises(TooLong):
        appeals.ask("secret", "x" * 1001, "en", SENDER)
    acts.move(MIA, "a1", "shown", words="A slip")
    with pytest.raises(IllegalMove):
        appeals.ask("secret", "Why", "en", SENDER)

    assert asked("select count(*) from appeal") == [(0,)]


def test_an_appeal_of_an_erased_post_can_still_be_answered(desk: Desk) -> None:
    refused()
    appeal_id = appeals.ask("secret", "I quoted somebody", "fr", SENDER)
    execute("update post set state = 'erased', words = ''")

    appeals.decide(MAX, appeal_id, granted=True, answer="You were right.")

    assert asked("select state from post") == [("erased",)]
    assert appeals.waiting(MIA) == ()


# Notices ------------------------------------------------------------------------------------------


def notice(**given: Any) -> Given:
    usual = Given(
        receipt="n1",
        address="/talk/practice/recife-compaz-community-peace-centres",
        rule="insult",
        words="She is called names.",
        language="es",
        post_id="aaaaaaaaaaaa",
        good_faith=True,
    )
    return replace(usual, **given)


def test_anybody_may_give_notice_without_a_name_and_follow_it(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown")

    token = notices.give(notice(), SENDER)

    found = notices.by_token(token)
    assert found and (found.state, found.post_id, found.rule) == ("open", "aaaaaaaaaaaa", "insult")
    assert (found.name, found.reachable, found.post_state) == (None, False, "shown")
    assert notices.by_token("another") is None
    assert asked("select actor, role, action, entity_id from audit where entity = 'notice'") == [
        ("inhabitant", "inhabitant", "notice", found.notice_id)
    ]


def test_a_notice_sent_twice_is_kept_once_and_leads_to_the_same_address(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown")

    assert notices.give(notice(), SENDER) == notices.give(notice(), SENDER)
    assert asked("select count(*) from notice") == [(1,)]


def test_a_notice_tells_all_its_faults_at_once(desk: Desk) -> None:
    empty = Given(receipt="n1", address=" ", rule="", words="\u202e", language="en", email="x")

    with pytest.raises(NotTaken) as told:
        notices.give(empty, SENDER)

    assert told.value.faults == (
        Fault("address", "missing"),
        Fault("rule", "missing"),
        Fault("words", "missing"),
        Fault("email", "wrong"),
        Fault("good_faith", "missing"),
    )
    assert asked("select count(*) from notice") == [(0,)]


@pytest.mark.parametrize(
    ("given", "address", "post_id"),
    [
        ({"post_id": "", "address": "/fr/p/recife"}, "/p/recife", None),
        ({"post_id": "", "address": "p/recife?a=1#b"}, "/p/recife?a=1#b", None),
        (
            {
                "post_id": "",
                "address": "http://localhost:8501/de/talk/city/recife#post-aaaaaaaaaaaa",
            },
            "/talk/city/recife#post-aaaaaaaaaaaa",
            "aaaaaaaaaaaa",
        ),
        (
            {"address": ""},
            "/talk/practice/recife-compaz-community-peace-centres#post-aaaaaaaaaaaa",
            "aaaaaaaaaaaa",
        ),
        (
            {"post_id": "", "address": "/de/questions/aaaaaaaaaaaa"},
            "/questions/aaaaaaaaaaaa",
            "aaaaaaaaaaaa",
        ),
    ],
)
def test_the_exact_place_is_an_address_of_this_house(
    desk: Desk, given: dict[str, str], address: str, post_id: str | None
) -> None:
    post("aaaaaaaaaaaa", state="shown")

    found = notices.by_token(notices.give(notice(**given), SENDER))

    assert found and (found.address, found.post_id) == (address, post_id)


@pytest.mark.parametrize(
    "given",
    [
        {"address": "https://elsewhere.example/p/recife", "post_id": ""},
        {"address": "javascript:alert(1)", "post_id": ""},
        {"post_id": "bbbbbbbbbbbb"},
        {"address": "/" + "x" * 600},
    ],
)
def test_a_place_that_is_not_here_is_told(
    desk: Desk, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://house.example")
    post("aaaaaaaaaaaa", state="shown")

    with pytest.raises(NotTaken) as told:
        notices.give(notice(**given), SENDER)

    assert {one.field for one in told.value.faults} == {"address"}


def test_a_notice_upheld_hides_the_post_and_answers_the_others_on_it(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown", token="secret")
    first = notices.give(notice(), SENDER)
    second = notices.give(notice(receipt="n2", rule="hate", words="Hatred."), SENDER)
    found = notices.by_token(first)
    assert found

    notices.decide(MIA, found.notice_id, "upheld", "It insults.", stamp=1, language="fr")

    assert [(one.state, one.answer, one.answer_language) for one in told_of(first, second)] == [
        ("upheld", "It insults.", "fr")
    ] * 2
    statement = acts.statement("aaaaaaaaaaaa")
    assert statement and (statement.to_state, statement.rule, statement.cause) == (
        "hidden", "insult", "notice",
    )  # fmt: skip
    assert statement.may_be_appealed


def told_of(*codes: str) -> list[notices.Notice]:
    found = [notices.by_token(one) for one in codes]
    return [one for one in found if one]


def test_a_notice_dismissed_leaves_the_post_and_the_other_notices(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown")
    first = notices.give(notice(), SENDER)
    second = notices.give(notice(receipt="n2", words="Hatred."), SENDER)

    notices.decide(MIA, told_of(first)[0].notice_id, "dismissed", "It is an opinion.")

    assert [one.state for one in told_of(first, second)] == ["dismissed", "open"]
    assert asked("select state from post") == [("shown",)]
    with pytest.raises(IllegalMove):
        notices.decide(MAX, told_of(first)[0].notice_id, "upheld", "After all")


@pytest.mark.parametrize(
    ("decision", "answer", "fault"),
    [("open", "So", IllegalMove), ("maybe", "So", IllegalMove), ("upheld", " ", ReasonMissing)],
)
def test_a_notice_is_upheld_or_dismissed_and_always_with_a_reason(
    desk: Desk, decision: str, answer: str, fault: type[CatalogueError]
) -> None:
    post("aaaaaaaaaaaa", state="shown")
    [one] = told_of(notices.give(notice(), SENDER))
    before = everything()

    with pytest.raises(fault):
        notices.decide(MIA, one.notice_id, decision, answer)

    assert everything() == before


def test_a_post_taken_away_from_the_queue_answers_the_notices_on_it(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown")
    code = notices.give(notice(), SENDER)

    acts.move_many(MIA, {"aaaaaaaaaaaa": 1}, "hidden", "insult", "It insults.")

    assert [(one.state, one.answer) for one in told_of(code)] == [("upheld", "It insults.")]


def test_a_decision_is_told_by_letter_once_to_whoever_left_an_address(desk: Desk) -> None:
    post("aaaaaaaaaaaa", state="shown")
    code = notices.give(notice(email="Ana@Recife.example", name="Ana"), SENDER)
    notices.give(notice(receipt="n2", words="Hatred."), SENDER)
    assert notices.untold() == ()

    acts.move(MIA, "aaaaaaaaaaaa", "hidden", "insult")

    [due] = notices.untold()
    assert (due.address, due.language, due.token) == ("Ana@recife.example", "es", code)
    assert "Ana@" not in everything() and "Ana@" not in repr(due)
    notices.told(due.notice_id)
    assert notices.untold() == ()


# Freezing -----------------------------------------------------------------------------------------


def test_a_frozen_thread_keeps_what_stands_there_and_says_why_in_languages(desk: Desk) -> None:
    post("a1", state="shown"), post("a2", state="hidden")
    before = asked("select * from post order by all")

    acts.freeze(MIA, THREAD, {"en": "All was said.", "fr": "Tout est dit.\u202e", "de": " "})

    frozen_by, summary = asked("select frozen_by, summary from thread")[0]
    assert frozen_by == "mia"
    assert json.loads(summary) == {"en": "All was said.", "fr": "Tout est dit."}
    assert asked("select * from post order by all") == before
    with pytest.raises(IllegalMove):
        acts.freeze(MAX, THREAD, {"en": "Again"})
    acts.thaw(MAX, THREAD, "There is news.")
    assert asked("select frozen_at, frozen_by, summary from thread") == [(None, None, None)]
    assert asked("select from_state, to_state, note from audit where entity = 'thread'") == [
        ("open", "frozen", "All was said."),
        ("frozen", "open", "There is news."),
    ]


def test_nothing_is_frozen_without_a_word(desk: Desk) -> None:
    thread()
    with pytest.raises(ReasonMissing):
        acts.freeze(MIA, THREAD, {"en": " ", "fr": ""})
    with pytest.raises(NotFound):
        acts.freeze(MIA, "practice:unheard-of", {"en": "Enough"})


# Rooms and texts used again -----------------------------------------------------------------------


def test_a_room_is_set_and_let_be_as_everything(desk: Desk) -> None:
    rooms.settle(MIA, "all", "before", is_open=True)
    rooms.settle(MIA, ROOM, "after", is_open=True)
    rooms.settle(MIA, ROOM, "after", is_open=False)

    assert [(one.room, one.mode, one.is_open) for one in rooms.settings_of(MIA)] == [
        ("all", "before", True),
        (ROOM, "after", False),
    ]
    rooms.unset(MIA, ROOM)
    assert [one.room for one in rooms.settings_of(MIA)] == ["all"]
    for room, mode in (("all", "sometimes"), ("practice:x", "after"), ("", "after")):
        with pytest.raises(IllegalMove):
            rooms.settle(MIA, room, mode, is_open=True)
    assert asked("select count(*) from audit where entity = 'room'") == [(4,)]


def test_a_template_takes_the_place_of_the_one_of_its_name(desk: Desk) -> None:
    templates.keep(MIA, "Be kind", "en", "Say it kindly.")
    templates.keep(MIA, "Be kind", "fr", "Dites-le gentiment.")
    newest = templates.keep(MAX, "Be kind", "en", "Say it kindly, then it is shown.")

    assert [(one.language, one.words) for one in templates.every(MIA)] == [
        ("en", "Say it kindly, then it is shown."),
        ("fr", "Dites-le gentiment."),
    ]
    templates.drop(MIA, newest)
    with pytest.raises(NotFound):
        templates.drop(MIA, newest)


# The queue ----------------------------------------------------------------------------------------


def test_the_queue_is_oldest_first_and_can_be_searched(desk: Desk) -> None:
    post("a3", written_at=later(3), words="About PARKS", language="fr", suspicion="links")
    post("a1", written_at=later(1), name="Parkwächter")
    post("a2", written_at=later(2), kind="question", reasons="For the parks")
    post("a4", written_at=later(0), state="shown", words="parks")
    post("a5", written_at=later(9), state="shown", words="parks")
    post("aaaaaaaaaaaa", written_at=later(5))
    notices.give(notice(), SENDER)

    def ids(**wish: Any) -> list[str]:
        return [one.post_id for one in queue.page(MIA, Wish(**wish)).lines]

    assert ids() == ["a1", "a2", "a3", "aaaaaaaaaaaa"]
    assert ids(q="park") == ["a1", "a2", "a3"]
    assert ids(q="Parks", state="") == ["a5", "a3", "a2", "a4"]
    assert ids(state="shown") == ["a5", "a4"]
    assert ids(kind="question") == ["a2"]
    assert ids(language="fr") == ["a3"]
    assert ids(suspicion="links") == ["a3"]
    assert ids(noticed=True) == ["aaaaaaaaaaaa"]
    assert ids(room=ROOM) == ["a1", "a3", "aaaaaaaaaaaa"]
    assert queue.page(MIA, Wish(q="park")).total == 3
    found = queue.counts(MIA, Wish())
    assert found["state"] == {"held": 4, "shown": 2}
    assert found["kind"] == {"comment": 3, "question": 1}
    assert found["room"] == {ROOM: 3, "": 1}
    assert found["suspicion"] == {"": 3, "links": 1}


wishes = st.builds(
    Wish,
    state=st.sampled_from(("", *queue.STATES)),
    kind=st.sampled_from(("", *queue.KINDS)),
    room=st.sampled_from(("", "city:recife")),
    language=st.sampled_from(("", "fr")),
    suspicion=st.sampled_from(("", "links")),
    noticed=st.booleans(),
    q=st.text(max_size=200).map(str.strip),
)


@given(wishes)
def test_a_wish_comes_back_from_its_address(wish: Wish) -> None:
    query = {name: [value] for name, value in wish.to_query().items() if value is not None}

    assert Wish.from_query(query) == wish


def test_ten_thousand_held_posts_are_paged_counted_and_moved_in_one_go(desk: Desk) -> None:
    flood(10_000)
    post("ffffffffffff", words="An honest word", written_at=later(9))

    first = queue.page(MIA, Wish())
    last = queue.page(MIA, Wish(), 401)
    assert (len(first.lines), first.total, first.first) == (25, 10_001, 1)
    assert [one.words for one in last.lines] == ["An honest word"]
    assert queue.page(MIA, Wish(), 402).first == 1  # it was worked off: back to the beginning
    assert queue.counts(MIA, Wish())["suspicion"] == {"links": 10_000, "": 1}
    same = queue.alike(MIA, "000000000001")
    assert same == {"words": 9_999, "device": 9_999, "place": 9_999}

    chosen = queue.stamps_alike(MIA, "000000000001", "device")
    done = acts.move_many(MIA, chosen, "refused", "spam")

    assert done == Moved(10_000, 0)
    assert asked("select count(distinct post_id), count(distinct act_id) from moderation_act") == [
        (10_000, 10_000)
    ]
    assert asked("select count(distinct entity_id) from audit where entity = 'post'") == [(10_000,)]
    assert [one.post_id for one in queue.page(MIA, Wish()).lines] == ["ffffffffffff"]
    for one in ("ffffffffffff", "000000000001"):
        assert queue.alike(MIA, one) == {"words": 0, "device": 0, "place": 0}
    newest = queue.page(MIA, Wish(state="refused")).lines
    assert [one.post_id for one in newest] == [f"{n:012x}" for n in range(10_000, 9_975, -1)]


def test_a_click_on_many_leaves_alone_what_changed_since(desk: Desk) -> None:
    for name in ("a1", "a2", "a3", "a4"):
        post(name, device="dd", state="shown" if name == "a4" else "held")
    chosen = queue.stamps_alike(MIA, "a1", "device")
    assert set(chosen) == {"a1", "a2", "a3", "a4"}
    acts.move(MAX, "a2", "shown")
    execute("update post set stamp = 2, words = 'Other words' where post_id = 'a3'")

    assert acts.move_many(MIA, chosen, "refused", "spam") == Moved(2, 2)

    assert asked("select post_id, state from post order by all") == [
        ("a1", "refused"), ("a2", "shown"), ("a3", "held"), ("a4", "hidden"),
    ]  # fmt: skip


def test_a_post_stands_among_what_it_answers_its_neighbours_and_its_answers(desk: Desk) -> None:
    post("root", state="shown", written_at=later(0))
    for number in range(1, 8):
        post(f"n{number}", parent="root", level=2, state="shown", written_at=later(number))
    post("gone", parent="root", level=2, state="refused", written_at=later(3.5))
    post("me", parent="root", level=2, written_at=later(4.5))
    post("answer", parent="me", level=3, state="shown", written_at=later(8))
    post("else", state="shown", written_at=later(4))

    found = [one.post_id for one in queue.around(MIA, "me")]

    assert found == ["root", "n2", "n3", "n4", "me", "n5", "n6", "n7", "answer"]


# The log ------------------------------------------------------------------------------------------


def test_the_log_for_everybody_has_nothing_of_any_person(desk: Desk) -> None:
    """Canaries in every field that a person fills; none of them reaches the log."""
    ada = Actor("kanari-account", "Kanari Name", frozenset({Grant("moderator")}))
    canary = {
        "words": "kanari-words", "reasons": "kanari-reasons", "name": "kanari-name",
        "device": "kanari-device", "place": "kanari-place", "receipt": "kanari-receipt",
        "token": "kanari-token", "house": "kanari-house",
    }  # fmt: skip
    post("aaaaaaaaaaaa", state="shown", **canary)
    post("q1", kind="question", language="fr", **{**canary, "receipt": "kanari-q"})
    given = notice(words="kanari-notice", name="kanari-giver", email="kanari@mail.example")
    notices.give(given, SENDER)
    acts.move(ada, "q1", "shown", words="kanari-told")
    acts.move(ada, "q1", "hidden", "insult", "kanari-told")
    acts.move(ada, "aaaaaaaaaaaa", "hidden", "private_person", "kanari-told")
    appeals.ask("kanari-token", "kanari-appeal", "en", SENDER)
    acts.freeze(ada, THREAD, {"en": "kanari-summary"})
    acts.thaw(ada, THREAD, "kanari-thaw")

    table = log.as_csv().decode("utf-8-sig")

    assert "kanari" not in table.lower()
    for private in ("aaaaaaaaaaaa", "q1,", "d" * 64, "recife", "@"):
        assert private not in table
    hashes = asked("select key_mark from post union select act_id from moderation_act")
    assert not [one for (one,) in hashes if one in table]
    assert table.splitlines() == [
        "number,day,kind,language,from_state,to_state,rule,rules_version,cause,role",
        "1,2027-05-03,question,fr,held,shown,,1,desk,moderator",
        "2,2027-05-03,question,fr,shown,hidden,insult,1,desk,moderator",
        "3,2027-05-03,comment,en,shown,hidden,private_person,1,desk,moderator",
        "4,2027-05-03,thread,,open,frozen,,,desk,moderator",
        "5,2027-05-03,thread,,frozen,open,,,desk,moderator",
    ]


def test_the_log_keeps_its_numbers_when_more_is_done(desk: Desk) -> None:
    post("a1"), post("a2")
    acts.move(MIA, "a1", "shown")
    before = log.lines()

    acts.move(MIA, "a2", "refused", "spam")

    assert log.lines()[:1] == before and [one.number for one in log.lines()] == [1, 2]


def test_the_numbers_are_those_of_the_store(desk: Desk) -> None:
    post("a1", written_at=START), post("a2", written_at=later(2)), post("a3", written_at=later(-1))
    post("a4", state="shown"), post("aaaaaaaaaaaa", state="shown")
    assert log.numbers().waited is None
    notices.give(notice(), SENDER)
    acts.move(MIA, "a1", "refused", "spam")  # after four hours
    acts.move(MIA, "a2", "shown")  # after two
    acts.move(MIA, "a4", "hidden", "spam")  # never waited
    acts.move(MIA, "a4", "shown", words="It is none")
    thread("city:x")
    acts.freeze(MIA, THREAD, {"en": "Enough"})

    told = log.numbers()

    assert (told.held, told.oldest_held) == (1, later(-1))
    assert (told.acts, told.let_through, told.refused, told.hidden, told.shown_again) == (
        4, 1, 1, 1, 1,
    )  # fmt: skip
    assert told.waited == pytest.approx(3, abs=0.02)
    assert (told.notices_open, told.notices_waited, told.frozen) == (1, None, 1)
    assert [(one.rule, one.acts, one.lately) for one in told.rules] == [("spam", 2, 2)]


# The rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_whole_in_every_language(language: str) -> None:
    told = rules.edition(language)

    wanted = {
        "insult", "hate", "private_person", "off_topic", "advertising", "duplicate", "threat",
        "illegal", "spam",
    }  # fmt: skip
    assert set(rules.codes()) == wanted
    assert [one.code for one in told.parts] == [
        "speech", "acts", "before", "appeal", "notice", "misuse",
    ]  # fmt: skip
    for one in (*told.rules, *told.parts):
        assert one.name and one.words.endswith(".") and "!" not in one.words
        assert len(one.words) <= (320 if one in told.rules else 800), one.code


def test_no_two_languages_say_the_same_words() -> None:
    told = [rules.edition(one) for one in LANGUAGES]
    for parts in zip(*(one.rules for one in told), strict=True):
        assert len({one.words for one in parts}) == 4 and len({one.name for one in parts}) == 4


def test_an_edition_that_is_not_known_is_told() -> None:
    with pytest.raises(UnknownCode):
        rules.edition("en", "0")
    with pytest.raises(UnknownCode):
        rules.edition("en").rule("made_up")
