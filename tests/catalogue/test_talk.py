"""The discussion: what one may talk about, posts that are never doubled, four levels, voices."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from dashboard.catalogue import clock, pulse
from dashboard.catalogue.discussion import (
    Fault,
    NotTaken,
    authors,
    beats,
    guard,
    posts,
    subjects,
    support,
    threads,
    voices,
)
from dashboard.catalogue.errors import EditedElsewhere, NotFound
from tests.catalogue import talking
from tests.catalogue.talking import (
    CITY,
    CONCLUSION,
    PRACTICE,
    QUESTION,
    at_once,
    put,
    rows,
    said,
    shown,
    somebody,
    written,
)
from tests.conftest import Desk


@pytest.fixture(autouse=True)
def _new_guard() -> None:
    guard.forget()


def faults(error: pytest.ExceptionInfo[NotTaken]) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in error.value.faults}


# What one may talk about ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "room", "address", "title"),
    [
        (CONCLUSION, "summit:dusseldorf-2019", "summit/dusseldorf-2019", "Montréal set itself"),
        (QUESTION, "summit:dusseldorf-2019", "summit/dusseldorf-2019", ""),
        (PRACTICE, "city:recife", "p/recife-compaz-community-peace-centres", "COMPAZ"),
        (CITY, "city:vienna", "c/vienna", "Vienna"),
    ],
)
def test_a_thread_hangs_on_what_is_public(
    store: object, key: str, room: str, address: str, title: str
) -> None:
    thread = threads.of(key, "en")

    assert thread is not None
    assert (thread.key, thread.room, thread.address) == (key, room, address)
    assert thread.title.words.startswith(title)
    assert (thread.mode, thread.takes_posts, thread.frozen_at) == ("before", True, None)


@pytest.mark.parametrize(
    "key",
    [
        "", ":", "practice:", "practice:no-such-practice", "city:atlantis", "person:ada",
        "conclusion:dusseldorf-2019-inclusive.0", "conclusion:dusseldorf-2019-inclusive.99",
        "conclusion:dusseldorf-2019-inclusive.03", "conclusion:dusseldorf-2019-inclusive.³",
        "conclusion:o-0123456789", "question:dusseldorf-2019-inclusive.1",
        "question:dusseldorf-2019-inclusive.q0", "question:dusseldorf-2019-inclusive.q9",
        f"practice:{'a' * 300}",
    ],
)  # fmt: skip
def test_nothing_hangs_on_what_is_not_there(store: object, key: str) -> None:
    assert threads.of(key, "en") is None


def test_every_conclusion_and_question_of_the_summits_has_its_thread(store: object) -> None:
    found = [
        one
        for code in ("montreal-2015", "dusseldorf-2019", "izmir-2021")
        for _workshop, of_it in subjects.of_summit(code, "de")
        for one in of_it
    ]

    assert sum(one.kind == "conclusion" for one in found) == 29
    assert sum(one.kind == "question" for one in found) == 22
    assert len({one.key for one in found}) == len(found)


def test_the_narrower_setting_of_a_room_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert threads.setting("city:vienna") == ("before", True)

    monkeypatch.setenv("DISCUSSION_MODE", "after")
    assert threads.setting("city:vienna") == ("after", True)

    at_once("all", mode="before", is_open=False)
    assert threads.setting("city:vienna") == ("before", False)

    at_once("city:vienna")
    assert threads.setting("city:vienna") == ("after", True)
    assert threads.setting("city:recife") == ("before", False)


# Writing -------------------------------------------------------------------------------------------


def test_a_post_waits_for_a_moderator_and_is_then_shown(desk: Desk) -> None:
    kept = said("We have such a place.", name="Nachbarin", sixteen=True, language="de")

    assert kept.state == "held"
    assert threads.posts(CONCLUSION) == ()

    put(kept.post_id, "shown")
    (post,) = threads.posts(CONCLUSION)
    assert (post.words, post.name, post.language, post.level) == (
        "We have such a place.", "Nachbarin", "de", 1,
    )  # fmt: skip


def test_where_posts_are_shown_at_once_readers_see_it_and_pages_are_told(desk: Desk) -> None:
    before = pulse.of(CONCLUSION)

    kept = shown("It is so.")

    assert kept.state == "shown"
    assert [one.words for one in threads.posts(CONCLUSION)] == ["It is so."]
    assert pulse.of(CONCLUSION) == before + 1


def test_what_looks_like_spam_waits_even_where_posts_are_shown_at_once(desk: Desk) -> None:
    links = "https://a.example/1 https://b.example/2 https://c.example/3"

    kept = shown(f"Look at this: {links}")

    assert kept.state == "held"
    assert rows("select suspicion from post") == [("links",)]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(NotTaken) as error:
        posts.write(
            written("", name="x" * 41, language="xx", parent="0123456789ab", receipt=""), somebody()
        )

    assert faults(error) == {
        ("", "again"), ("words", "missing"), ("name", "too_long"), ("sixteen", "missing"),
        ("language", "unknown"), ("parent", "gone"),
    }  # fmt: skip
    assert rows("select count(*) from post") == [(0,)]


def test_a_text_has_at_most_a_thousand_signs_counted_as_people_count(desk: Desk) -> None:
    assert said("ü" * 1_000).state == "held"
    with pytest.raises(NotTaken) as error:
        said("ü" * 1_001)
    assert faults(error) == {("words", "too_long")}


def test_sixteen_is_asked_once_a_browser_and_never_without_a_name(desk: Desk) -> None:
    ada = somebody()
    posts.write(written("Once.", name="Ada", sixteen=True), ada)

    posts.write(written("Twice.", name="Ada"), somebody(device=ada.device))
    posts.write(written("No name."), somebody())

    assert rows("select name, sixteen from post order by words desc") == [
        ("Ada", True), ("Ada", True), (None, None),
    ]  # fmt: skip


def test_nothing_is_taken_in_a_closed_room_or_a_frozen_thread(desk: Desk) -> None:
    at_once("all", is_open=False)
    with pytest.raises(NotTaken) as closed:
        said("Closed?")
    at_once("all")
    talking.freeze(CONCLUSION)
    with pytest.raises(NotTaken) as frozen:
        said("Frozen?")
    with pytest.raises(NotTaken) as voice:
        voices.say(CONCLUSION, "device", "so")

    assert faults(closed) == {("", "closed")}
    assert faults(frozen) == faults(voice) == {("", "frozen")}
    thread = threads.of(CONCLUSION, "de")
    assert thread is not None and thread.summary is not None
    assert (thread.takes_posts, thread.summary.words) == (False, "Alles gesagt.")


def test_a_summary_in_another_language_is_better_than_none(desk: Desk) -> None:
    talking.freeze(CONCLUSION, '{"de": "Alles gesagt."}')

    thread = threads.of(CONCLUSION, "es")

    assert thread is not None and thread.summary is not None
    assert thread.summary.language == "de"


# Never doubled -------------------------------------------------------------------------------------


def test_a_second_sending_of_the_same_is_the_same_with_the_same_key(desk: Desk) -> None:
    text, ada = written("Only once."), somebody()

    first = posts.write(text, ada)
    second = posts.write(text, ada)

    assert (second.post_id, second.token, second.again) == (first.post_id, first.token, True)
    assert rows("select count(*) from post") == [(1,)]


def test_what_the_guard_does_not_know_again_is_known_by_its_receipt(desk: Desk) -> None:
    """After a restart the guard's memory is empty, and a browser may keep no cookie."""
    text = written("Sent once more after the server came back.")

    first = posts.write(text, somebody(device=None, stamp=""))
    guard.forget()
    second = posts.write(text, somebody(device=None, stamp=""))

    assert (second.post_id, second.token, second.again) == (first.post_id, first.token, True)
    assert rows("select count(*) from post") == [(1,)]


def test_a_double_click_is_one_post(desk: Desk) -> None:
    text, ada = written("Pressed eight times."), somebody()

    with ThreadPoolExecutor(8) as phones:
        kept = list(phones.map(lambda _one: posts.write(text, ada), range(8)))

    assert len({one.token for one in kept}) == 1
    assert sum(not one.again for one in kept) == 1
    assert rows("select count(*) from post") == [(1,)]
    assert posts._sent_now == {}


def test_another_text_from_the_same_form_is_not_swallowed(desk: Desk) -> None:
    text, ada = written("First thought."), somebody()
    posts.write(text, ada)

    with pytest.raises(guard.Refused) as error:  # a stamp is good for one text
        posts.write(written("Second thought.", receipt=text.receipt), ada)

    assert error.value.judgement.refused == "again"
    other = posts.write(written("Second thought."), somebody(device=ada.device))
    assert other.again is False


def test_fifty_people_at_once_lose_nothing(desk: Desk) -> None:
    at_once()
    texts = [(written(f"I live in house number {one}."), somebody()) for one in range(50)]

    with ThreadPoolExecutor(16) as phones:
        kept = list(phones.map(lambda one: posts.write(*one), texts))

    assert len({one.post_id for one in kept}) == 50
    assert len({one.token for one in kept}) == 50
    assert {one.words for one in threads.posts(CONCLUSION)} == {one.words for one, _who in texts}


def test_the_store_knows_no_key_and_no_receipt_in_clear(desk: Desk) -> None:
    text = written("Mine.")

    kept = posts.write(text, somebody())

    (row,) = rows("select * from post")
    assert kept.token not in map(str, row)
    assert text.receipt not in map(str, row)
    assert posts.mine(kept.token).post_id == kept.post_id


def test_a_thread_begins_with_its_first_post(desk: Desk) -> None:
    said("One.")
    said("Two.")

    assert rows("select thread, room from thread") == [(CONCLUSION, "summit:dusseldorf-2019")]


# Four levels ---------------------------------------------------------------------------------------


def chain(length: int, thread: str = CONCLUSION) -> list[str]:
    made: list[str] = []
    for number in range(1, length + 1):
        parent = made[-1] if made else None
        made.append(shown(f"Level {number}.", thread, parent=parent).post_id)
    return made


def test_an_answer_deeper_than_four_hangs_beside_what_it_answers(desk: Desk) -> None:
    one, two, three, four, five = chain(5)

    found = {post.post_id: (post.parent, post.level) for post in threads.posts(CONCLUSION)}

    assert found == {
        one: (None, 1), two: (one, 2), three: (two, 3), four: (three, 4), five: (three, 4),
    }  # fmt: skip


def test_the_newest_conversation_comes_first_and_its_oldest_answer(desk: Desk) -> None:
    first = shown("First.").post_id
    shown("Second.")
    shown("Answer to the first.", parent=first)
    shown("Another answer to the first.", parent=first)

    found = threads.posts(CONCLUSION)

    assert [one.words for one in found] == [
        "Second.", "First.", "Answer to the first.", "Another answer to the first.",
    ]  # fmt: skip
    assert [one.answers for one in found] == [0, 2, 0, 0]


@pytest.mark.parametrize("state", ["held", "hidden", "erased", "refused"])
def test_one_answers_only_what_is_shown(desk: Desk, state: str) -> None:
    parent = shown("Here.").post_id
    put(parent, state)

    with pytest.raises(NotTaken) as error:
        shown("To it.", parent=parent)

    assert faults(error) == {("parent", "gone")}


def test_one_answers_only_in_the_same_thread(desk: Desk) -> None:
    parent = shown("Elsewhere.", CITY).post_id

    with pytest.raises(NotTaken) as error:
        shown("To it.", CONCLUSION, parent=parent)

    assert faults(error) == {("parent", "gone")}


def test_a_place_holder_keeps_answers_standing_and_tells_no_words(desk: Desk) -> None:
    one, two = chain(2)
    put(one, "erased")

    first, second = threads.posts(CONCLUSION)

    assert (first.state, first.words, first.name) == ("erased", "", None)
    assert (second.post_id, second.words) == (two, "Level 2.")


def test_what_is_erased_leaves_nothing_where_nothing_hangs_on_it(desk: Desk) -> None:
    one, two = chain(2)
    put(two, "erased")
    put(one, "erased")

    assert threads.posts(CONCLUSION) == ()


def test_what_a_moderator_removed_keeps_its_place_but_a_refused_post_never_had_one(
    desk: Desk,
) -> None:
    put(shown("Removed.").post_id, "hidden")
    refused = talking.said("Refused.", CITY)
    put(refused.post_id, "refused")
    talking._do("update post set shown_at = null where post_id = ?", refused.post_id)

    assert [(one.state, one.words) for one in threads.posts(CONCLUSION)] == [("hidden", "")]
    assert threads.posts(CITY) == ()


def test_a_long_thread_comes_in_pages_and_a_post_is_found_on_its_own(desk: Desk) -> None:
    top = shown("The first of many.").post_id
    ids = [shown(f"Answer number {one}.", parent=top).post_id for one in range(60)]

    first, last = threads.page(CONCLUSION), threads.page(CONCLUSION, 3)
    of_it = threads.page(CONCLUSION, post_id=ids[30])

    assert (first.pages, first.shown, len(first.posts), len(last.posts)) == (3, 61, 25, 11)
    assert of_it.page == 2
    assert ids[30] in [one.post_id for one in of_it.posts]
    assert of_it.answered is not None and of_it.answered.post_id == top
    assert threads.page(CONCLUSION, 999).page == 3
    every = [one for number in (1, 2, 3) for one in threads.page(CONCLUSION, number).posts]
    assert tuple(every) == threads.posts(CONCLUSION)


def test_a_renamed_practice_keeps_what_was_said_of_it(desk: Desk) -> None:
    from dashboard.catalogue import renaming

    shown("Good to have.", PRACTICE)
    renaming.rename(
        desk.person("administrator"), PRACTICE.removeprefix("practice:"), "compaz-renamed", "Short."
    )

    assert [one.words for one in threads.posts("practice:compaz-renamed")] == ["Good to have."]
    shown("Still good.", "practice:compaz-renamed")
    assert len(threads.posts("practice:compaz-renamed")) == 2
    talking.freeze(PRACTICE)
    thread = threads.of("practice:compaz-renamed", "en")
    assert thread is not None and thread.frozen_at is not None


# Changing ------------------------------------------------------------------------------------------


def test_a_change_keeps_the_old_text_and_waits_where_posts_are_read_before(desk: Desk) -> None:
    kept = said("The old words.")
    put(kept.post_id, "shown")

    changed = posts.edit(kept.token, "The new words.", somebody())

    assert changed.state == "held"
    assert rows("select words, state, edited_at is not null, stamp from post") == [
        ("The new words.", "held", True, 2)
    ]
    assert rows("select version, words from post_text") == [(1, "The old words.")]
    posts.edit(kept.token, "Newer words.", somebody())
    assert rows("select version, words from post_text order by version") == [
        (1, "The old words."), (2, "The new words."),
    ]  # fmt: skip


def test_a_changed_post_holds_its_place_for_the_answers_below_it(desk: Desk) -> None:
    kept = shown("Words.")
    shown("An answer.", parent=kept.post_id)
    at_once(mode="before")

    posts.edit(kept.token, "Other words.", somebody())

    assert [(one.state, one.words) for one in threads.posts(CONCLUSION)] == [
        ("held", ""), ("shown", "An answer."),
    ]  # fmt: skip


def test_where_posts_are_shown_at_once_a_change_is_too_and_says_so(desk: Desk) -> None:
    kept = shown("Words.")

    changed = posts.edit(kept.token, "Other words.", somebody())

    (post,) = threads.posts(CONCLUSION)
    assert (changed.state, post.words, post.edited_at is not None) == (
        "shown",
        "Other words.",
        True,
    )


def test_a_change_to_the_same_words_changes_nothing(desk: Desk) -> None:
    kept = shown("Words.")

    assert posts.edit(kept.token, " Words. ", somebody()).again is True
    assert rows("select count(*) from post_text") == [(0,)]


def test_a_held_post_stays_held_when_it_is_changed(desk: Desk) -> None:
    kept = said("Words.")
    at_once()

    assert posts.edit(kept.token, "Other words.", somebody()).state == "held"


@pytest.mark.parametrize("state", ["hidden", "refused", "erased"])
def test_what_was_taken_away_is_not_changed(desk: Desk, state: str) -> None:
    kept = shown("Words.")
    put(kept.post_id, state)

    with pytest.raises(NotTaken) as error:
        posts.edit(kept.token, "Other words.", somebody())

    assert faults(error) == {("", "final")}


def test_a_change_is_checked_as_a_post_is(desk: Desk) -> None:
    kept = shown("Words.")

    with pytest.raises(NotTaken) as empty:
        posts.edit(kept.token, " \u202e ", somebody())
    with pytest.raises(NotTaken) as long:
        posts.edit(kept.token, "x" * 1_001, somebody())
    talking.freeze(CONCLUSION)
    with pytest.raises(NotTaken) as frozen:
        posts.edit(kept.token, "Other words.", somebody())

    assert faults(empty) == {("words", "missing")}
    assert faults(long) == {("words", "too_long")}
    assert faults(frozen) == {("", "frozen")}


def test_a_change_does_not_overwrite_what_a_moderator_did_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = shown("Words.")
    before = posts.mine(kept.token)
    put(kept.post_id, "hidden")
    monkeypatch.setattr(authors, "mine", lambda _token: before)

    with pytest.raises(EditedElsewhere):
        posts.edit(kept.token, "Other words.", somebody())

    assert rows("select state, words from post") == [("hidden", "Words.")]


@pytest.mark.parametrize("token", ["", "unknown", "0" * 64])
def test_a_link_that_is_none_opens_nothing(desk: Desk, token: str) -> None:
    shown("Words.")

    with pytest.raises(NotFound):
        posts.edit(token, "Mine now.", somebody())


def test_a_question_is_changed_only_until_it_is_sent(desk: Desk) -> None:
    kept = said("A question.")
    talking._do("update post set kind = 'question', thread = null")

    posts.edit(kept.token, "A better\nquestion?", somebody(), reasons="Because.")
    assert rows("select words, reasons from post") == [("A better question?", "Because.")]
    with pytest.raises(NotTaken) as long:
        posts.edit(kept.token, "x" * 201, somebody())
    put(kept.post_id, "shown")
    with pytest.raises(NotTaken) as sent:
        posts.edit(kept.token, "Too late?", somebody())

    assert faults(long) == {("words", "too_long")}
    assert faults(sent) == {("", "final")}


# Voices --------------------------------------------------------------------------------------------


def voiced(so: int, not_so: int, unknown: int) -> None:
    for said_so, times in (("so", so), ("not_so", not_so), ("unknown", unknown)):
        for number in range(times):
            voices.say(CONCLUSION, f"{said_so} {number}", said_so)


@pytest.mark.parametrize(
    ("given", "shown_groups"),
    [
        ((2, 1, 1), None),
        ((2, 2, 1), (5, None, None, None)),  # five voices, and no group large enough to be shown
        ((5, 0, 0), (5, 5, None, None)),
        ((14, 5, 4), (19, 14, 5, None)),  # 23 less 14 less 5 would tell the size of the third
        ((14, 5, 6), (25, 14, 5, 6)),
    ],
)
def test_a_group_under_five_is_neither_shown_nor_can_it_be_reckoned(
    desk: Desk, given: tuple[int, int, int], shown_groups: tuple[int | None, ...] | None
) -> None:
    voiced(*given)

    found = voices.counted(CONCLUSION)

    assert (found and (found.total, found.so, found.not_so, found.unknown)) == shown_groups
    assert voices.by_thread().get(CONCLUSION) == found


def test_one_voice_a_device_and_the_newer_holds(desk: Desk) -> None:
    voiced(5, 5, 0)

    for _again in range(3):
        voices.say(CONCLUSION, "so 0", "not_so")

    found = voices.counted(CONCLUSION)
    assert found is not None
    assert (found.so, found.not_so) == (None, 6)


def test_voices_tell_from_when_to_when(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (3, 12, 9, 5, 4):
        monkeypatch.setattr(clock, "now", lambda day=day: datetime(2026, 11, day, 20))
        voices.say(CONCLUSION, f"device {day}", "so")

    found = voices.counted(CONCLUSION)

    assert found is not None
    assert (found.first.day, found.last.day) == (3, 12)


@pytest.mark.parametrize(
    ("key", "said_so"), [(PRACTICE, "so"), (CONCLUSION, "yes"), ("conclusion:none", "so")]
)
def test_voices_are_asked_of_conclusions_only(desk: Desk, key: str, said_so: str) -> None:
    with pytest.raises(NotTaken):
        voices.say(key, "device", said_so)

    assert rows("select count(*) from voice") == [(0,)]


def test_many_voices_are_one_beat_and_the_last_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[float] = []
    monkeypatch.setattr(beats, "_later", lambda pause, _places: waiting.append(pause))
    before = pulse.of("somewhere")

    for _one in range(500):
        beats.soon(2.0, "somewhere")

    assert pulse.of("somewhere") == before + 1
    assert len(waiting) == 1
    beats._beat(("somewhere",))
    assert pulse.of("somewhere") == before + 2


# Support -------------------------------------------------------------------------------------------


def test_support_is_counted_once_a_device_and_only_for_a_question_that_is_shown(desk: Desk) -> None:
    kept = said("A question.")
    talking._do("update post set kind = 'question', thread = null")
    with pytest.raises(NotFound):
        support.give(kept.post_id, "device 1")
    put(kept.post_id, "shown")

    for device in ("device 1", "device 2", "device 1"):
        support.give(kept.post_id, device)

    assert support.count(kept.post_id) == 2
    with pytest.raises(NotFound):
        support.give("0123456789ab", "device 1")


# All of them ---------------------------------------------------------------------------------------


def test_the_thread_with_the_newest_post_comes_first(desk: Desk) -> None:
    shown("One.", CONCLUSION)
    shown("Two.", CONCLUSION)
    shown("Three.", CITY)
    put(shown("Removed.", PRACTICE).post_id, "hidden")

    found = threads.lively("en")

    assert [(one.subject.key, one.posts, one.newest.words) for one in found] == [
        (CITY, 1, "Three."), (CONCLUSION, 2, "Two."),
    ]  # fmt: skip


def test_faults_are_values() -> None:
    assert Fault("words", "missing") == Fault("words", "missing")
