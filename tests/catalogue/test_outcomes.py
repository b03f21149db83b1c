"""What is said in a workshop becomes public by a second hand, once, and nothing of it is lost."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import clock, contributions, database, outcomes, pulse, review
from dashboard.catalogue.draft import Source, Wording
from dashboard.catalogue.errors import (
    CatalogueError,
    EditedElsewhere,
    IllegalMove,
    Incomplete,
    NotAllowed,
    NotFound,
    OwnWork,
    ReasonMissing,
)
from dashboard.catalogue.outcomes import EVERYBODY, Fault, Writing
from dashboard.catalogue.rights import Actor, Grant
from tests.catalogue import room
from tests.catalogue.room import ADA, BO, SUMMIT, WORKSHOP
from tests.catalogue.soundness import asked
from tests.conftest import Desk

# The way of an outcome, as the specification has it: from, to, whose hand, whether with a reason.
WAYS = {
    ("draft", "sent"): ("any", False),
    ("sent", "draft"): ("any", False),
    ("draft", "dropped"): ("only", False),
    ("dropped", "draft"): ("any", False),
    ("sent", "signed"): ("never", False),
    ("signed", "draft"): ("any", False),
    ("signed", "withdrawn"): ("any", True),
    ("draft", "withdrawn"): ("any", True),
    ("sent", "withdrawn"): ("any", True),
    ("dropped", "withdrawn"): ("any", True),
}
ROLES = {"rapporteur", "reviewer", "administrator"}
PEOPLE = {
    one: Actor(one, one.title(), frozenset({Grant(role)}))
    for one, role in {
        "ada": "rapporteur",
        "bo": "reviewer",
        "chief": "administrator",
        "mo": "moderator",
        "press": "press",
        "rita": "researcher",
    }.items()
}


def test_the_table_holds_the_moves_of_the_specification_and_no_other(store: object) -> None:
    told = {(one.from_state, one.to_state, one.role): one for one in outcomes.table()}

    assert set(told) == {(*way, role) for way in WAYS for role in ROLES}
    for (start, end, _role), one in told.items():
        assert (one.author, one.reason_required) == WAYS[start, end]


# Whatever anybody tries ---------------------------------------------------------------------------

Act = Callable[[Actor, str, str], object]


def _stamped(act: Callable[[Actor, str, int], object]) -> Act:
    def now(actor: Actor, one: str, _reason: str) -> object:
        stamp = asked("select stamp from outcome where outcome_id = ?", one)[0][0]
        return act(actor, one, stamp)

    return now


TRIES: dict[str, tuple[str, Act]] = {
    "send": ("sent", _stamped(outcomes.send)),
    "give back": ("draft", lambda actor, one, _: outcomes.give_back(actor, one)),
    "drop": ("dropped", lambda actor, one, _: outcomes.drop(actor, one)),
    "take up": ("draft", lambda actor, one, _: outcomes.take_up(actor, one)),
    "sign": ("signed", _stamped(outcomes.sign)),
    "withdraw": ("withdrawn", outcomes.withdraw),
}
FROM = {"give back": {"sent"}, "take up": {"dropped", "signed"}}  # of those that end alike
steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(TRIES)),
        st.sampled_from(sorted(PEOPLE)),
        st.sampled_from(["", " ", "Misheard"]),
    ),
    min_size=4,
    max_size=14,
)
counter = itertools.count()


def row(one: str) -> tuple[str, str, int]:
    return asked("select state, author, version from outcome where outcome_id = ?", one)[0]


def allowed(name: str, who: str, reason: str, state: str, author: str, version: int) -> bool:
    """What the specification says, by other code than that of the catalogue."""
    way = WAYS.get((state, TRIES[name][0]))
    if way is None or state not in FROM.get(name, {state}):
        return False
    if name == "withdraw" and not version:
        return False  # what nobody signed cannot be withdrawn
    if name == "send" and who != author:
        return False  # whoever sends it answers for its words
    hand = {"only": who == author, "never": who != author, "any": True}[way[0]]
    holds = {grant.role for grant in PEOPLE[who].grants} & ROLES
    return bool(hand and holds and (reason.strip() or not way[1]))


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tried=steps)
@example(tried=[("send", "ada", ""), ("sign", "ada", ""), ("sign", "bo", ""), ("sign", "bo", "")])
@example(
    tried=[
        ("send", "ada", ""), ("sign", "bo", ""), ("take up", "bo", ""), ("send", "bo", ""),
        ("sign", "bo", ""), ("sign", "ada", ""), ("withdraw", "ada", "Misheard"),
    ]
)  # fmt: skip
def test_no_sequence_of_tries_leaves_the_way_or_shows_what_one_hand_wrote(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tried: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setenv("SMALL_TEAM", "1")  # the exception for small teams does not reach here
    one = room.typed(receipt=f"tried-{next(counter)}", by=PEOPLE["ada"]).id
    for name, who, reason in tried:
        state, author, version = row(one)
        may = allowed(name, who, reason, state, author, version)
        again = state == "signed" and name == "sign" and signer(one, version) == who
        try:
            TRIES[name][1](PEOPLE[who], one, reason)
            happened = True
        except CatalogueError:
            happened = False

        assert happened == (may or again), (name, who, state, author)
        assert row(one)[0] == (TRIES[name][0] if happened else state)
        assert (outcomes.by_id(one, "en") is not None) == public(one)
    assert not database.violations()
    trace = asked("select from_state, to_state from audit where entity_id = ? order by 1, 2", one)
    assert set(trace) <= set(WAYS)


def signer(one: str, version: int) -> str:
    return str(
        asked(
            "select signed_by from outcome_version where outcome_id = ? and version = ?",
            one,
            version,
        )[0][0]
    )


def public(one: str) -> bool:
    """Whether somebody signed a version that nobody withdrew."""
    hands = asked("select author, signed_by from outcome_version where outcome_id = ?", one)
    assert all(author != signed_by for author, signed_by in hands)
    return bool(hands) and row(one)[0] != "withdrawn"


# Four eyes ----------------------------------------------------------------------------------------


def test_nobody_signs_what_they_wrote_and_nothing_unsigned_is_public(desk: Desk) -> None:
    one = room.sent()
    version = database.version()

    with pytest.raises(OwnWork):
        outcomes.sign(ADA, one.id, one.stamp)

    assert outcomes.signed() == ()
    assert outcomes.by_id(one.id, "en") is None
    assert database.version() == version


def test_a_signature_makes_it_public_in_every_language_raises_the_version_and_beats(
    desk: Desk,
) -> None:
    one = room.sent(room.promise().put("text.fr", "Nous ouvrons quatre maisons d'accueil."))
    version = database.version()
    places = (f"workshop:{WORKSHOP}", f"summit:{SUMMIT}", "city:montreal")
    beats = [pulse.of(place) for place in places]

    assert outcomes.sign(BO, one.id, one.stamp) == 1

    assert database.version() == version + 1
    assert [pulse.of(place) for place in places] == [beat + 1 for beat in beats]
    found = {code: outcomes.signed_of(WORKSHOP, code)[0] for code in ("en", "fr", "de")}
    assert found["en"].text.words == "We open four houses of welcome."
    assert (found["en"].text.origin, found["fr"].text.origin) == ("original", "human")
    assert found["fr"].text.words == "Nous ouvrons quatre maisons d’accueil."
    assert (found["de"].text.language, found["de"].city) == ("en", "Montréal")
    assert (found["en"].summit, found["en"].version, found["en"].kind) == (SUMMIT, 1, "commitment")
    assert found["en"].due_on == date(2027, 6, 30)


def test_whoever_takes_up_what_a_colleague_wrote_cannot_sign_it(desk: Desk) -> None:
    one = room.typed()
    outcomes.drop(ADA, one.id)
    outcomes.bring_back(BO, one.id)
    outcomes.send(BO, one.id, outcomes.open(BO, one.id).stamp)
    stamp = outcomes.open(BO, one.id).stamp

    with pytest.raises(OwnWork):
        outcomes.sign(BO, one.id, stamp)
    assert outcomes.sign(ADA, one.id, stamp) == 1


def test_what_changed_after_it_was_read_is_not_signed(desk: Desk) -> None:
    one = room.sent()
    outcomes.give_back(ADA, one.id)
    now = outcomes.open(ADA, one.id)
    stamp = outcomes.save(ADA, one.id, room.said("Something else was agreed."), now.stamp)
    outcomes.send(ADA, one.id, stamp)

    with pytest.raises(EditedElsewhere):
        outcomes.sign(BO, one.id, one.stamp)
    assert outcomes.signed() == ()


@pytest.mark.parametrize("role", ["moderator", "press", "researcher", "contributor", None])
def test_others_neither_read_nor_write_what_is_typed(desk: Desk, role: str | None) -> None:
    one = room.typed()
    other = desk.person(role, name="Mo") if role else None

    for act in (
        lambda: outcomes.of_workshop(other, WORKSHOP),
        lambda: outcomes.open(other, one.id),
        lambda: outcomes.begin(other or desk.person(), WORKSHOP, receipt="x", said=room.said()),
    ):
        with pytest.raises(NotAllowed):
            act()


# Nothing twice, nothing lost ----------------------------------------------------------------------


def test_the_same_receipt_is_the_same_outcome_whoever_is_first(desk: Desk) -> None:
    first = room.typed(receipt="once")
    again = room.typed(room.said("Other words."), receipt="once")

    assert again == first
    assert len(outcomes.of_workshop(ADA, WORKSHOP)) == 1
    with pytest.raises(NotAllowed):
        room.typed(receipt="once", by=BO)


def test_a_save_and_a_signature_whose_answers_were_lost_may_come_again(desk: Desk) -> None:
    one = room.typed()
    stamp = outcomes.save(ADA, one.id, room.said("New words."), one.stamp)

    assert outcomes.save(ADA, one.id, room.said("New words."), one.stamp) == stamp
    outcomes.send(ADA, one.id, stamp)
    waits = outcomes.open(BO, one.id).stamp
    assert outcomes.sign(BO, one.id, waits) == 1
    assert outcomes.sign(BO, one.id, waits) == 1
    assert asked("select count(*) from outcome_version") == [(1,)]


def test_two_who_save_at_once_overwrite_nothing(desk: Desk) -> None:
    one = room.typed()
    outcomes.save(ADA, one.id, room.said("From the laptop."), one.stamp)

    with pytest.raises(EditedElsewhere):
        outcomes.save(ADA, one.id, room.said("From the phone."), one.stamp)
    assert outcomes.open(ADA, one.id).said.words == "From the laptop."


def test_twenty_signatures_at_once_are_one(desk: Desk) -> None:
    one = room.sent()
    people = [Actor(f"p{n}", f"P{n}", frozenset({Grant("rapporteur")})) for n in range(20)]
    told: list[object] = []

    def sign(who: Actor) -> None:
        try:
            told.append(outcomes.sign(who, one.id, one.stamp))
        except CatalogueError as error:
            told.append(type(error))

    hands = [threading.Thread(target=sign, args=(who,)) for who in people]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert told.count(1) == 1
    assert set(told) == {1, IllegalMove}
    assert asked("select count(*) from outcome_version") == [(1,)]


def test_the_pad_knows_its_empty_page_again_after_a_restart(desk: Desk) -> None:
    blank = outcomes.at_hand(ADA, WORKSHOP, None, "en")
    database.close()
    database.connect()

    again = outcomes.at_hand(ADA, WORKSHOP, None, "en")
    assert (again.id, again.receipt, again.stamp) == (blank.id, blank.receipt, 0)
    assert outcomes.at_hand(BO, WORKSHOP, None, "en").receipt != blank.receipt
    begun = outcomes.begin(ADA, WORKSHOP, receipt=blank.receipt, said=room.said())
    assert outcomes.at_hand(ADA, WORKSHOP, None, "en") == begun
    following = outcomes.next_id(ADA, WORKSHOP, "en")
    assert outcomes.at_hand(ADA, WORKSHOP, following, "en").stamp == 0
    assert outcomes.at_hand(ADA, WORKSHOP, begun.id, "en") == begun


def test_what_was_typed_in_a_rush_is_parted_where_a_line_is_empty(desk: Desk) -> None:
    rush = "Squares are planned with all.\n\nWho pays for interpreters?\n \nHelp comes by night."
    one = room.typed(room.said(rush))

    ids = outcomes.split(ADA, one.id, one.stamp)

    found = outcomes.of_workshop(ADA, WORKSHOP)
    assert [item.id for item in found] == list(ids)
    assert [item.said.words for item in found] == [
        "Squares are planned with all.", "Who pays for interpreters?", "Help comes by night.",
    ]  # fmt: skip
    assert {item.said.kind for item in found} == {"agreed"}
    with pytest.raises(EditedElsewhere):
        outcomes.split(ADA, outcomes.begin(
            ADA, WORKSHOP, receipt="r9", said=room.said("One.\n\nTwo.")
        ).id, 7)  # fmt: skip


# Corrections and withdrawal -----------------------------------------------------------------------


def test_a_correction_leaves_the_signed_one_until_it_is_signed_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 9))
    one = room.signed()
    outcomes.take_up(BO, one)
    item = outcomes.open(BO, one)
    stamp = outcomes.save(BO, one, room.said("Whoever plans a square asks everybody."), item.stamp)
    seen = outcomes.by_id(one, "en")
    assert seen and seen.text.words == room.WORDS
    outcomes.send(BO, one, stamp)
    assert outcomes.by_id(one, "en") == seen
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 9))

    assert outcomes.sign(ADA, one, outcomes.open(ADA, one).stamp) == 2

    now = outcomes.by_id(one, "en")
    assert now and now.text.words == "Whoever plans a square asks everybody."
    assert (now.version, now.first_signed_at.day, now.signed_at.day) == (2, 23, 24)
    assert [(past.version, past.text.words) for past in outcomes.history(one, "en")] == [
        (2, "Whoever plans a square asks everybody."), (1, room.WORDS),
    ]  # fmt: skip


def test_a_correction_that_is_dropped_changes_nothing_for_readers(desk: Desk) -> None:
    one = room.signed()
    outcomes.take_up(BO, one)
    item = outcomes.open(BO, one)
    outcomes.save(BO, one, room.said("Something quite different."), item.stamp)
    outcomes.drop(BO, one)

    seen = outcomes.by_id(one, "en")

    assert seen and (seen.text.words, seen.version) == (room.WORDS, 1)


def test_a_correction_marks_translations_that_tell_of_the_old_words(desk: Desk) -> None:
    first = room.said().put("text.de", "Wer einen Platz plant, fragt zuerst.")
    one = room.signed(first)
    room.corrected(one, first.put("text.en", "Whoever plans a square asks everybody first."))

    german = outcomes.by_id(one, "de")
    assert german and german.text.stale

    room_again = outcomes.open(ADA, one).said
    assert not room_again.still_right("de").is_stale("de")
    assert not room_again.put("text.de", "Wer plant, fragt alle.").is_stale("de")


def test_what_is_withdrawn_is_gone_everywhere_and_says_why_in_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 9))
    one = room.signed()
    version = database.version()
    with pytest.raises(ReasonMissing):
        outcomes.withdraw(BO, one, "  ")
    assert outcomes.withdrawn(one) is None

    outcomes.withdraw(BO, one, "The speaker was\nmisheard.")

    assert outcomes.signed() == outcomes.history(one, "en") == ()
    assert database.version() == version + 1
    told = outcomes.withdrawn(one)
    assert told and (told.reason, told.day) == ("The speaker was misheard.", date(2026, 11, 23))
    assert (told.workshop, told.summit) == (WORKSHOP, SUMMIT)


def test_what_nobody_signed_cannot_be_withdrawn_nor_is_it_told_of(desk: Desk) -> None:
    one = room.sent()

    with pytest.raises(IllegalMove):
        outcomes.withdraw(BO, one.id, "Misheard")
    assert outcomes.withdrawn(one.id) is None


# What must be in it -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"kind": None}, [Fault("kind", "missing")]),
        ({"texts": {}}, [Fault("text", "missing", "en")]),
        ({"texts": {"en": "Yes."}}, [Fault("text", "too_short", "en")]),
        ({"texts": {"en": room.WORDS, "fr": "é" * 501}}, [Fault("text", "too_long", "fr")]),
        ({"texts": {"en": "\u202e \u200b\x00"}}, [Fault("text", "missing", "en")]),
        ({"city": None}, [Fault("city", "missing")]),
        ({"city": "atlantis"}, [Fault("city", "unknown")]),
        ({"practice": "nothing-of-this-name"}, [Fault("practice", "unknown")]),
        ({"kind": "presented_project"}, [Fault("city", "one_city")]),
        (
            {"kind": "commitment", "city": "montreal"},
            [Fault("promised_by", "missing"), Fault("due_on", "missing")],
        ),
        (
            {
                "kind": "commitment", "city": "montreal", "promised_by": "n" * 121,
                "due_on": date(1999, 1, 1),
            },
            [Fault("promised_by", "too_long"), Fault("due_on", "too_early")],
        ),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told_at_once_and_nothing_is_sent(
    desk: Desk, changed: dict[str, Any], faults: list[Fault]
) -> None:
    one = room.typed(room.said().with_(**changed))

    assert list(one.faults) == faults
    with pytest.raises(Incomplete) as told:
        outcomes.send(ADA, one.id, one.stamp)
    assert list(told.value.faults) == faults
    assert outcomes.open(ADA, one.id) == one


def test_what_acts_on_a_page_is_taken_out_when_it_is_sent_and_kept_while_it_is_typed(
    desk: Desk,
) -> None:
    hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script>\u202e evil\x07 \U0001f600"
    one = room.typed(room.promise(hostile).put("promised_by", "Ann\u202e\n<b>a</b>"))
    assert outcomes.open(ADA, one.id).said.words == hostile
    outcomes.send(ADA, one.id, one.stamp)

    printed = outcomes.open(ADA, one.id).said

    assert printed.words == "=cmd|' /C calc'!A0 <script>alert(1)</script> evil \U0001f600"
    assert printed.promised_by == "Ann <b>a</b>"


def test_a_megabyte_is_cut_and_told_to_be_too_long(desk: Desk) -> None:
    one = room.typed(room.said().put("text.en", "x" * 1_000_000))

    assert len(one.said.words) == 20_000
    assert [fault.code for fault in one.faults] == ["too_long"]


def test_who_promised_is_kept_of_promises_alone(desk: Desk) -> None:
    one = room.sent(room.promise().with_(kind="agreed"))

    assert (one.said.promised_by, one.said.due_on) == (None, None)


def test_words_that_stand_alone_go_along_into_another_language() -> None:
    first = Writing(language="en").put("text.en", "Bonjour tout le monde")

    moved = first.in_language("fr")

    assert (moved.words, dict(moved.texts)) == (
        "Bonjour tout le monde", {"fr": "Bonjour tout le monde"},
    )  # fmt: skip
    both = room.said().put("text.fr", "Qui planifie demande d'abord.").in_language("fr")
    assert both.words == "Qui planifie demande d'abord."
    assert both.texts["en"] == room.WORDS


def test_there_is_no_room_for_a_workshop_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        outcomes.begin(ADA, "atlantis-2030", receipt="x", said=room.said())
    with pytest.raises(NotFound):
        outcomes.of_workshop(ADA, "atlantis-2030")


# Linked to a practice -----------------------------------------------------------------------------


def test_a_practice_drafted_from_it_is_shown_once_it_is_published(desk: Desk) -> None:
    words = "The city opened a house in which neighbours repair things together."
    one = room.typed(room.said(words, kind="presented_project", city="recife"))

    receipt = outcomes.draft_practice(ADA, one.id)

    assert outcomes.draft_practice(ADA, one.id) == receipt
    begun = contributions.open(ADA, receipt)
    assert begun.draft.summary["en"].words == words
    assert begun.draft.city_id == room.city_id("recife")
    outcomes.send(ADA, one.id, outcomes.open(ADA, one.id).stamp)
    outcomes.sign(BO, one.id, outcomes.open(BO, one.id).stamp)
    seen = outcomes.by_id(one.id, "en")
    assert seen and seen.practice_slug is None

    draft = begun.draft.model_copy(
        update={
            "title": {"en": Wording(words="House of repair", origin="original")},
            "themes": ("cohesion",),
            "instrument": "service",
            "sources": (Source(url="https://example.org/repair"),),
        }
    )
    stamp = contributions.save(ADA, receipt, draft, begun.stamp)
    contributions.send(ADA, receipt, stamp)
    grace = desk.person("reviewer", name="Grace")
    review.take(grace, receipt)
    review.decide(grace, receipt, "published")

    seen = outcomes.by_id(one.id, "en")
    assert seen and seen.practice_slug == "recife-house-of-repair"


def test_a_link_that_was_undone_finds_its_draft_as_it_is_by_now(desk: Desk) -> None:
    one = room.typed(room.said(kind="presented_project", city="recife"))
    receipt = outcomes.draft_practice(ADA, one.id)
    begun = contributions.open(ADA, receipt)
    summary = {"en": Wording(words="Written on at the desk.", origin="original")}
    changed = begun.draft.model_copy(update={"summary": summary})
    contributions.save(ADA, receipt, changed, begun.stamp)
    item = outcomes.open(ADA, one.id)
    outcomes.save(ADA, one.id, item.said.with_(draft=None), item.stamp)

    assert outcomes.draft_practice(ADA, one.id) == receipt
    assert contributions.open(ADA, receipt).draft.summary["en"].words == "Written on at the desk."


def test_what_is_sent_or_anothers_starts_no_draft(desk: Desk) -> None:
    one = room.sent(room.said(city="recife"))

    for who, fault in ((ADA, IllegalMove), (BO, NotAllowed)):
        with pytest.raises(fault):
            outcomes.draft_practice(who, one.id)
    assert asked("select count(*) from submission") == [(0,)]


def test_a_link_to_a_public_practice_follows_it_and_ends_with_it(desk: Desk) -> None:
    slug = "recife-compaz-community-peace-centres"
    one = room.signed(room.said(kind="presented_project", city="recife", practice=slug))
    seen = outcomes.by_id(one, "en")
    assert seen and seen.practice_slug == slug

    from dashboard.catalogue import standing

    standing.withdraw(desk.person("reviewer", name="Grace"), slug, "Taken back")

    seen = outcomes.by_id(one, "en")
    assert seen and seen.practice_slug is None


def test_outcomes_are_asked_for_by_summit_and_city(desk: Desk) -> None:
    room.signed(receipt="a")
    mine = room.signed(room.promise(), receipt="b")

    assert [one.id for one in outcomes.signed(city="montreal")] == [mine]
    assert len(outcomes.signed(summit=SUMMIT)) == 2
    assert outcomes.signed(summit="izmir-2021") == ()
    assert {one.city for one in outcomes.signed()} == {None, "Montréal"}
    assert EVERYBODY not in {one.city_slug for one in outcomes.signed()}
