"""What is over is erased on its day, not before, and the log says how much of what."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from dashboard import inhabitant_letters
from dashboard.catalogue import clock, database, mail, pulse
from dashboard.catalogue.discussion import (
    Sender,
    Written,
    persons,
    posts,
    retention,
    support,
    voices,
)
from dashboard.catalogue.discussion.stored import TERMS
from tests.conftest import Desk
from tests.web.plain_pages import COMPAZ

START = datetime(2026, 11, 23, 9, 0)
CONCLUSION = "conclusion:dusseldorf-2019-inclusive.1"


class Clock:
    """The store's moment, moved by a test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(clock, "now", found)
    return found


def asked(sql: str, *values: object) -> list[tuple]:
    with database._cursor() as cursor:
        return cursor.execute(sql, list(values)).fetchall()


def did(sql: str, *values: object) -> None:
    with database.transaction() as writer:
        writer._cursor.execute(sql, list(values))


def post(receipt: str = "a" * 32, device: str = "device") -> str:
    sender = Sender(device=device, place="place", seconds_open=30.0)
    words = f"The lamp number {receipt[:3]} is dark."
    written = Written(f"practice:{COMPAZ}", words, "en", receipt, name="Flor", sixteen=True)
    return posts.write(written, sender).post_id


def on_its_day(time: Clock, start: datetime, term: str, name: str) -> tuple[int, int]:
    """How many of something a run erases a second before its time is over, and a second after."""
    length = TERMS[term]
    assert length is not None
    time.now = start + length - timedelta(seconds=1)
    before = retention.run().erased[name]
    time.now = start + length + timedelta(seconds=1)
    return before, retention.run().erased[name]


def test_the_hash_of_an_address_goes_with_its_day(time: Clock) -> None:
    persons.place_hash("192.0.2.7")
    post_id = post()
    time.now = datetime(2026, 11, 23, 23, 59)
    retention.run()
    assert asked("select place from post where post_id = ?", post_id) == [("place",)]
    time.now = datetime(2026, 11, 24, 0, 1)

    erased = retention.run().erased

    assert (erased["places"], erased["salts"]) == (1, 1)
    assert asked("select place from post where post_id = ?", post_id) == [(None,)]
    assert asked("select * from day_salt") == []


def test_a_post_forgets_its_browser_after_thirty_days_and_keeps_its_words(time: Clock) -> None:
    post_id = post()

    assert on_its_day(time, START, "device", "devices") == (0, 1)
    assert asked("select device, name from post where post_id = ?", post_id) == [(None, "Flor")]
    assert retention.run().erased["devices"] == 0


def test_voices_stay_counted_when_their_browsers_are_forgotten(time: Clock) -> None:
    for number in range(5):
        voices.say(CONCLUSION, f"device {number}", "so")
    before = voices.counted(CONCLUSION)

    assert on_its_day(time, START, "voice", "voices") == (0, 5)

    found = asked("select distinct device from voice")
    assert len(found) == 5
    assert not [one for (one,) in found if "device" in one]
    assert before and voices.counted(CONCLUSION) == before
    assert retention.run().erased["voices"] == 0


def test_support_stays_counted_when_its_browsers_are_forgotten(time: Clock) -> None:
    post_id = post()
    did(
        "update post set kind = 'question', state = 'shown', thread = null where post_id = ?",
        post_id,
    )
    for number in range(3):
        did("insert into support values (?, ?, ?)", post_id, f"device {number}", START)

    assert on_its_day(time, START, "voice", "support") == (0, 3)
    assert support.count(post_id) == 3


def wish_for(post_id: str) -> persons.Wish:
    with database.transaction() as writer:
        persons.wants_answer(writer, post_id, "ada@example.org", "en")
    inhabitant_letters.write_due()
    (row,) = database.records("mine_wish", post_id=post_id)
    assert persons.opened(row["contact"]) == "ada@example.org"
    code = persons._code(post_id, row["asked_at"])
    found = persons.wish(code)
    assert found
    return found


def test_an_address_that_nobody_confirmed_goes_after_seven_days_with_its_letter(
    time: Clock,
) -> None:
    wish_for(post())
    assert mail.waiting() == 1

    assert on_its_day(time, START, "unconfirmed", "wishes") == (0, 1)
    assert asked("select * from post_contact") == []
    assert mail.waiting() == 0


def test_a_confirmed_address_goes_after_ninety_days(time: Clock) -> None:
    persons.confirm(wish_for(post()).code)

    assert on_its_day(time, START, "wish", "wishes") == (0, 1)
    assert asked("select * from post_contact") == []


def test_letters_that_went_out_to_inhabitants_are_not_kept(time: Clock) -> None:
    wish_for(post())
    sent = mail.outbox() / "sent"
    sent.mkdir()
    (file,) = mail.outbox().glob("*.eml")
    file.rename(sent / file.name)
    (sent / "20261123T090000-0123456789abcdef.eml").write_text("to a city's contact")
    (sent / "20261123T090000-notice-n1-open.eml").write_text("to whoever gave notice")
    waits = mail.outbox() / "20261123T090000-notice-n2-open.eml"
    waits.write_text("to whoever gave notice; no mail server is set")

    retention.run()

    assert [one.name for one in sent.iterdir()] == ["20261123T090000-0123456789abcdef.eml"]
    assert waits.exists()
    time.now += timedelta(days=91)
    retention.run()
    assert not waits.exists()


def test_a_letter_to_the_house_goes_after_a_year_or_thirty_days_after_it_was_done(
    desk: Desk, time: Clock
) -> None:
    for receipt in ("c" * 32, "d" * 32):
        message = persons.Message("data", f"What is stored? {receipt}", "en", receipt)
        sender = Sender(device=None, place="place", seconds_open=30.0)
        number = persons.write_letter(message, sender)
    persons.letter_done(desk.person("moderator"), number)

    assert on_its_day(time, START, "letter_done", "letters") == (0, 1)
    assert on_its_day(time, START, "letter", "letters") == (0, 1)
    assert asked("select * from letter") == []


def test_a_notice_forgets_who_gave_it_and_that_there_was_one_stays(time: Clock) -> None:
    did(
        "insert into notice (notice_id, receipt, address, rule, words, language, name, contact,"
        " key_mark, given_at, state, decided_at) values"
        " ('n1', 'r1', '/en/talk', 'insult', 'It insults me', 'en', 'Ada', 'sealed', 'k1', ?,"
        " 'upheld', ?),"
        " ('n2', 'r2', '/en/talk', 'insult', 'It waits', 'en', 'Bea', 'sealed', 'k2', ?, 'open',"
        " null)",
        START,
        START,
        START,
    )

    assert on_its_day(time, START, "notice", "notices") == (0, 1)
    assert retention.run().erased["notices"] == 0

    found = asked("select words, name, contact, rule, state from notice order by notice_id")
    assert found == [
        ("", None, None, "insult", "upheld"),
        ("It waits", "Bea", "sealed", "insult", "open"),
    ]


def test_a_text_that_was_put_away_is_emptied_a_year_after_the_last_act_on_it(time: Clock) -> None:
    away, shown = post("a" * 32), post("b" * 32)
    did("update post set state = 'hidden' where post_id = ?", away)
    did("update post set state = 'shown' where post_id = ?", shown)
    for number, post_id in enumerate((away, shown)):
        did(
            "insert into moderation_act (act_id, post_id, kind, language, from_state, to_state,"
            " rule, words, cause, rules_version, acted_by, role, acted_at) values"
            " (?, ?, 'comment', 'en', 'shown', 'hidden', 'insult', 'You wrote …', 'desk', '1',"
            " 'mia', 'moderator', ?)",
            f"act{number}",
            post_id,
            START,
        )

    assert on_its_day(time, START, "not_shown", "not_shown") == (0, 1)

    assert asked("select words, name, state from post where post_id = ?", away) == [
        ("", None, "hidden")
    ]
    assert asked("select words from moderation_act order by act_id") == [(None,), ("You wrote …",)]
    assert asked("select words <> '' from post where post_id = ?", shown) == [(True,)]
    assert retention.run().erased["not_shown"] == 0


def test_sessions_invitations_and_failed_tries_go_too(time: Clock) -> None:
    did(
        "insert into session values ('m1', 'ada', ?, ?, ?, null), ('m2', 'ada', ?, ?, ?, ?)",
        START - timedelta(hours=12),
        START,
        START,
        START - timedelta(hours=1),
        START,
        START + timedelta(days=400),
        START,
    )
    did(
        "insert into invitation values ('i1', 'reviewer', 0, 'ada', ?, ?, null, null)",
        START,
        START,
    )
    did("insert into sign_in_try values ('t', 3, ?)", START)

    assert on_its_day(time, START, "tries", "tries") == (0, 1)
    assert on_its_day(time, START, "session", "sessions") == (0, 2)
    assert on_its_day(time, START, "invitation", "invitations")[1] == 1


def test_every_term_with_days_is_acted_by() -> None:
    """A term that no test above names would be a promise that nobody keeps."""
    told = open(__file__, encoding="utf-8").read()
    for term, length in TERMS.items():
        if length is not None and term != "the_day":
            assert f'"{term}"' in told, term


# The job ------------------------------------------------------------------------------------------


def test_each_run_has_its_line_in_the_log_without_a_word_of_anybody(time: Clock) -> None:
    post()
    time.now += timedelta(days=31)
    done = retention.run()
    time.now += timedelta(days=1)
    retention.run()

    newest, first = retention.runs()

    assert first == done
    assert first.erased["devices"] == 1
    assert newest.erased["devices"] == 0
    assert {type(count) for count in first.erased.values()} == {int}


def test_counting_erases_nothing(time: Clock) -> None:
    post_id = post()
    time.now += timedelta(days=31)

    assert retention.would_erase()["devices"] == 1
    assert asked("select device from post where post_id = ?", post_id) == [("device",)]
    assert retention.runs() == ()


def test_it_runs_once_a_day(time: Clock) -> None:
    assert retention.run_if_due()
    time.now = START.replace(hour=23)
    assert not retention.run_if_due()
    time.now = START + timedelta(days=1)
    before = pulse.of("retention")
    assert retention.run_if_due()

    assert pulse.of("retention") > before


def test_a_run_that_fails_erases_nothing_and_has_no_line(
    time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_id = post()
    time.now += timedelta(days=31)

    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("full")

    with monkeypatch.context() as full:
        full.setattr(retention.json, "dumps", broken)
        with pytest.raises(RuntimeError):
            retention.run()

    assert asked("select device from post where post_id = ?", post_id) == [("device",)]
    assert retention.runs() == ()


def test_the_watcher_runs_at_the_start_and_goes_on_after_a_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retention, "STEP", 0.01)
    monkeypatch.setattr(retention, "_PAUSE", 0.01)
    ran, faults = threading.Semaphore(0), iter([RuntimeError("once")])

    def act() -> None:
        for fault in faults:
            raise fault
        ran.release()

    with retention.watch(act):
        assert ran.acquire(timeout=10)
        assert ran.acquire(timeout=10)

    assert "could not be looked through" in caplog.text
    assert not [one for one in threading.enumerate() if one.name == "retention"]
