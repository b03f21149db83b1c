"""Personal data: what is kept of people, encrypted or hashed, told, taken along, erased."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard import inhabitant_letters, privacy_words
from dashboard.catalogue import clock, database, mail, pulse
from dashboard.catalogue.discussion import (
    Kept,
    NotTaken,
    Sender,
    Written,
    inbox,
    own,
    persons,
    posts,
    sealing,
    threads,
)
from dashboard.catalogue.discussion import stored as storing
from dashboard.catalogue.errors import IllegalMove, NotAllowed, NotFound
from dashboard.catalogue.people import tokens
from tests.conftest import Desk
from tests.web.plain_pages import COMPAZ

THREAD = f"practice:{COMPAZ}"
WORDS = "My Straßen-Laterne has been dark since March."
EMAIL = "Ada.Somebody@example.org"


class Clock:
    """The store's moment, moved by a test."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(clock, "now", found)
    return found


def sender(device: str | None = "device", place: str = "place") -> Sender:
    return Sender(device=device, place=place, seconds_open=30.0)


def written(words: str = WORDS, name: str = "", receipt: str = "a" * 32) -> Written:
    return Written(THREAD, words, "en", receipt, name=name, sixteen=bool(name))


def post(words: str = WORDS, name: str = "Flor", receipt: str = "a" * 32) -> Kept:
    return posts.write(written(words, name, receipt), sender())


def whole_store() -> str:
    """Every value of every table, as one text: what somebody who takes the file can read."""
    with database._cursor() as cursor:
        names = cursor.execute(
            "select table_name from duckdb_tables() where not internal order by table_name"
        ).fetchall()
        return "\n".join(
            str(cursor.execute(f'select * from "{name}"').fetchall()) for (name,) in names
        )


# Every column is decided --------------------------------------------------------------------------


def columns() -> set[str]:
    """Every column of every table that the migrations make."""
    with duckdb.connect(":memory:") as connection:
        database.migrate(connection)
        return {
            f"{table}.{column}"
            for table, column in connection.execute(
                "select table_name, column_name from duckdb_columns()"
                " where not internal and table_name in (select table_name from duckdb_tables())"
            ).fetchall()
        }


def test_every_column_of_every_table_is_decided_to_be_personal_or_not() -> None:
    """Add a new column to STORED with its purpose and end, or to the reviewed list beside it."""
    decided = set(persons.STORED) | persons.NOT_PERSONAL

    assert sorted(columns() - decided) == []
    assert sorted(decided - columns()) == []
    assert sorted(set(persons.STORED) & persons.NOT_PERSONAL) == []


@pytest.mark.parametrize(
    "name", ["contact", "device", "place", "key_mark", "address", "login", "password", "email"]
)
def test_a_column_with_a_telling_name_is_personal(name: str) -> None:
    """Nothing that bears such a name slips into the list of the others."""
    of_things = {"notice.address"}  # the page that a notice is about
    found = {one for one in persons.NOT_PERSONAL if one.partition(".")[2] == name}

    assert found <= of_things


def test_every_code_has_its_words_and_no_word_is_left_over() -> None:
    used = set(persons.STORED.values())

    assert {one.what for one in used} == set(privacy_words.WHAT)
    assert {one.why for one in used} == set(privacy_words.WHY)
    assert {one.ends for one in used} <= set(storing.TERMS)
    for one in used:
        assert privacy_words.ends(one.ends)


def test_the_words_for_a_term_name_its_days() -> None:
    assert privacy_words.ends("device") == "30 days."
    assert privacy_words.ends("voice") == "180 days."
    assert privacy_words.ends("wish") == "90 days, or until you erase it. Not confirmed: 7 days."
    assert privacy_words.ends("tries") == "1 day."


# Addresses of the network -------------------------------------------------------------------------


def test_an_address_is_a_hash_that_is_another_tomorrow(desk: Desk, time: Clock) -> None:
    today = persons.place_hash("192.0.2.7")
    assert persons.place_hash("192.0.2.7") == today
    assert persons.place_hash("192.0.2.8") != today
    time.now += timedelta(days=1)

    assert persons.place_hash("192.0.2.7") != today
    assert "192.0.2" not in whole_store()


def test_the_salt_of_a_day_is_kept_for_a_restart_and_thrown_away_with_its_day(
    desk: Desk, time: Clock
) -> None:
    today = persons.place_hash("192.0.2.7")
    persons._salts.clear()  # as after a restart
    assert persons.place_hash("192.0.2.7") == today
    before = database.rows("day_salt_of", day=time.now.date())
    time.now += timedelta(days=1)
    persons.place_hash("192.0.2.7")

    assert len(before) == 1
    assert database.rows("day_salt_of", day=(time.now - timedelta(days=1)).date()) == []


def test_the_store_alone_does_not_tell_an_address(
    desk: Desk, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a backup has the salt of its day, but not the key: trying addresses gives nothing."""
    monkeypatch.setenv("COOKIE_SECRET", "one")
    today = persons.place_hash("192.0.2.7")
    monkeypatch.setenv("COOKIE_SECRET", "two")

    assert persons.place_hash("192.0.2.7") != today


# Who wants an answer ------------------------------------------------------------------------------


def wish_for(post_id: str, email: str = EMAIL) -> None:
    with database.transaction() as writer:
        persons.wants_answer(writer, post_id, email, "de")


def test_an_e_mail_address_stands_in_the_store_encrypted_only(desk: Desk, time: Clock) -> None:
    kept = post()
    wish_for(kept.post_id)

    (due,) = persons.wishes_due()

    assert due.address == "Ada.Somebody@example.org"
    assert "somebody" not in whole_store().lower()
    assert "Somebody" not in repr(due)
    assert due.code not in whole_store() and due.code not in repr(due)


def test_nothing_goes_to_an_address_before_it_is_confirmed(desk: Desk, time: Clock) -> None:
    kept = post()
    wish_for(kept.post_id)
    (due,) = persons.wishes_due()

    assert persons.wanted(kept.post_id) is None
    assert persons.confirm(due.code) and persons.confirm(due.code)
    found = persons.wanted(kept.post_id)

    assert found and found.address == EMAIL and found.confirmed
    assert persons.confirm("nonsense") is False


def test_the_letter_asks_a_second_time_once_in_the_askers_language(
    desk: Desk, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://house.example")
    kept = post()
    wish_for(kept.post_id)

    assert (inhabitant_letters.write_due(), inhabitant_letters.write_due()) == (1, 0)
    (file,) = mail.outbox().glob("*-inhabitant-*.eml")
    letter = file.read_text().replace("=\n", "").replace("=3D", "=")
    code = re.search(r"https://house\.example/de/mine/confirm\?code=([0-9a-f]{64})", letter)

    assert "To: Ada.Somebody@example.org" in letter
    assert code and persons.wish(code[1])


def test_a_letter_that_cannot_be_written_stays_due(
    desk: Desk, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish_for(post().post_id)

    def full(*_: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as broken:
        broken.setattr(mail, "put", full)
        with pytest.raises(OSError, match="no space"):
            inhabitant_letters.write_due()

    assert inhabitant_letters.write_due() == 1


def test_an_address_is_erased_at_will_with_its_letters(desk: Desk, time: Clock) -> None:
    kept = post()
    wish_for(kept.post_id)
    (due,) = persons.wishes_due()
    inhabitant_letters.write_due()

    assert persons.forget_wish(due.code)

    assert persons.wish(due.code) is None
    assert database.rows("mine_wish", post_id=kept.post_id) == []
    assert list(mail.outbox().rglob("*.eml")) == []
    assert persons.forget_wish(due.code) is False


def test_a_bad_address_keeps_nothing(desk: Desk, time: Clock) -> None:
    kept = post()

    with pytest.raises(mail.BadAddress):
        wish_for(kept.post_id, "nobody at example")

    assert persons.wishes_due() == ()


def test_what_was_sealed_with_another_key_is_as_good_as_erased(
    desk: Desk, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTACT_KEY", "one")
    wish_for(post().post_id)
    monkeypatch.setenv("CONTACT_KEY", "two")

    assert persons.wishes_due() == ()
    assert sealing.opened("nonsense") is None
    assert sealing.opened(None) is None


# One's own text -----------------------------------------------------------------------------------


def test_the_link_shows_ones_text_and_what_became_of_it(desk: Desk, time: Clock) -> None:
    kept = post()
    wish_for(kept.post_id)

    found = own.seen(kept.token)

    assert found is not None
    assert (found.words, found.name, found.state) == (WORDS, "Flor", "held")
    assert (found.wish, found.judged) == ("asked", False)
    assert own.seen("another") is None
    assert own.seen("") is None


def test_all_that_is_stored_is_taken_along(desk: Desk, time: Clock) -> None:
    kept = post()
    posts.edit(kept.token, "It is dark since February.", sender())
    wish_for(kept.post_id)

    taken = own.taken(kept.token)
    json.dumps(taken)

    assert taken["post"]["words"] == "It is dark since February."
    assert taken["post"]["name"] == "Flor"
    assert [one["words"] for one in taken["earlier_texts"]] == [WORDS]
    assert taken["answer_to"][0]["address"] == EMAIL
    assert taken["post"]["hash_of_the_browser"] is True
    with pytest.raises(NotFound):
        own.taken("another")


def test_erasing_leaves_a_place_and_nothing_of_the_person(desk: Desk, time: Clock) -> None:
    kept = post("The first words", "Flor of the street")
    posts.edit(kept.token, "The second words", sender())
    wish_for(kept.post_id)
    inhabitant_letters.write_due()

    assert own.erase(kept.token) == kept.post_id

    store = whole_store()
    for told in ("first words", "second words", "Flor of", tokens.mark(kept.token), "a" * 32):
        assert told not in store, told
    rest = database.records("mine_texts", post_id=kept.post_id)
    assert rest == [] and database.rows("mine_wish", post_id=kept.post_id) == []
    assert list(mail.outbox().rglob("*.eml")) == []
    assert own.seen(kept.token) is None
    with pytest.raises(NotFound):
        own.erase(kept.token)


def test_the_answers_of_others_stand_where_they_stood(desk: Desk, time: Clock) -> None:
    first = post("A first word that is answered")
    with database.transaction() as writer:
        set_state(writer, first.post_id, "shown")
    told = Written(THREAD, "An answer to it", "en", "b" * 32, parent=first.post_id)
    answer = posts.write(told, sender("other"))
    with database.transaction() as writer:
        set_state(writer, answer.post_id, "shown")
    before = pulse.of(THREAD)

    own.erase(first.token)

    shown = threads.posts(THREAD)
    assert [(one.state, one.words) for one in shown] == [
        ("erased", ""),
        ("shown", "An answer to it"),
    ]
    assert pulse.of(THREAD) > before


def set_state(writer: database.Writer, post_id: str, state: str) -> None:
    writer._cursor.execute(
        "update post set state = ?, shown_at = written_at where post_id = ?", [state, post_id]
    )


def test_the_log_says_that_somebody_erased_and_not_what(desk: Desk, time: Clock) -> None:
    kept = post("The words that go")
    own.erase(kept.token)

    with database._cursor() as cursor:
        lines = cursor.execute(
            "select actor, role, action, from_state, to_state, note from audit"
            " where entity = 'post' and entity_id = ?",
            [kept.post_id],
        ).fetchall()

    assert lines == [("inhabitant", "inhabitant", "erase", "held", "erased", None)]


def test_what_the_table_of_moves_does_not_allow_is_not_erased(desk: Desk, time: Clock) -> None:
    kept = post()
    with database.transaction() as writer:
        writer._cursor.execute("delete from post_move where to_state = 'erased'")

    with pytest.raises(IllegalMove):
        own.erase(kept.token)

    found = own.seen(kept.token)
    assert found and found.words == WORDS


# Letters to the house -----------------------------------------------------------------------------


def letter(words: str = "I cannot reach the map.", email: str = "", receipt: str = "c" * 32) -> str:
    message = persons.Message("barrier", words, "es", receipt, email)
    return persons.write_letter(message, sender())


def test_a_letter_waits_on_the_desk_and_is_forgotten_after_it_is_done(
    desk: Desk, time: Clock
) -> None:
    mia = desk.person("moderator", name="Mia")
    number = letter(email=EMAIL)
    assert letter(email=EMAIL) == number  # sent twice

    (found,) = persons.letters(mia)
    assert (found.letter_id, found.words, found.address) == (
        number,
        "I cannot reach the map.",
        EMAIL,
    )
    assert "somebody" not in whole_store().lower() and "Somebody" not in repr(found)
    assert persons.letters_open(mia) == 1
    persons.letter_done(mia, number)
    persons.letter_done(desk.person("moderator", name="Max"), number)
    (done,) = persons.letters(mia)

    assert (done.done_by, done.erase_after) == ("mia", time.now + inbox.KEPT_DONE)
    assert persons.letters_open(mia) == 0


def test_letters_are_for_moderators_alone(desk: Desk, time: Clock) -> None:
    number = letter()
    reviewer = desk.person("reviewer")

    with pytest.raises(NotAllowed):
        persons.letters(reviewer)
    with pytest.raises(NotAllowed):
        persons.letter_done(reviewer, number)
    with pytest.raises(NotFound):
        persons.letter_done(desk.person("moderator"), "nonsense")


def test_all_faults_of_a_letter_are_told_at_once(desk: Desk, time: Clock) -> None:
    message = persons.Message("x", " \u202e ", "en", "", "nobody")

    with pytest.raises(NotTaken) as told:
        persons.write_letter(message, sender())

    assert [(one.field, one.code) for one in told.value.faults] == [
        ("about", "unknown"),
        ("words", "missing"),
        ("email", "no_address"),
        ("", "again"),
    ]


def test_the_key_of_addresses_lies_outside_the_store(desk: Desk, time: Clock) -> None:
    letter(email=EMAIL)

    kept = (desk.file.parent / "contact_key.key").read_text().strip()

    assert kept and kept not in whole_store()
    assert (Path(desk.file.parent) / "contact_key.key").stat().st_mode & 0o077 == 0
