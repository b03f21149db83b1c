"""Letters about questions: to the offices that are asked, to whoever asked; each written once."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from dashboard import question_letters
from dashboard.catalogue import database, mail, people
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.moderation import acts, rules
from dashboard.catalogue.people import accounts
from tests.catalogue.mayors_asked import (
    LIBRARY,
    MODERATOR,
    Hall,
    Reply,
    answered,
    asked,
    hall,
    sent,
)
from tests.conftest import Desk

__all__ = ["hall"]


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://house.example")


def letters() -> dict[str, EmailMessage]:
    """The letters that wait, by whom they are for."""
    found = {}
    for file in sorted(mail.outbox().glob("*.eml")):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        found[str(message["To"])] = message
    return found


def joined(city: str, login: str) -> str:
    """An account of a mayor's office that signed in with this name."""
    city_id = people.city_of_slug(city)
    token = people.invite(accounts.COMMAND_LINE, "mayors_office", city_id)
    return people.accept(token, "Office", login, "a few words to remember", "de")


def test_an_office_is_told_once_in_its_language_when_a_question_is_sent(
    desk: Desk, hall: Hall
) -> None:
    joined("vienna", "buero@wien.example")
    joined("izmir", "ofis@izmir.example")
    kept = asked(cities=("vienna",), reasons="My children have no quiet place.")
    assert question_letters.write_due() == 0  # held: nobody is told

    acts.move(MODERATOR, kept.post_id, "shown")

    assert question_letters.write_due() == 1
    assert question_letters.write_due() == 0
    ((to, letter),) = letters().items()
    body = letter.get_content()
    assert to == "buero@wien.example"
    assert LIBRARY in body and "My children have no quiet place." in body
    assert f"https://house.example/de/answers?id={kept.post_id}&city=vienna" in body
    assert letter["Content-Language"] == "de"


def test_an_account_without_an_address_gets_no_letter_and_keeps_no_other_from_going(
    desk: Desk, hall: Hall
) -> None:
    joined("vienna", "provider@wien.example")
    joined("vienna", "buero@wien.example")
    with database._cursor() as cursor:  # as an identity provider may name somebody
        cursor.execute("update account set login = 'vienna-office' where login like 'provider@%'")

    sent(cities=("vienna",))

    assert question_letters.write_due() == 1
    assert set(letters()) == {"buero@wien.example"}


def test_whoever_asked_twice_to_be_told_is_told_of_each_answer(desk: Desk, hall: Hall) -> None:
    kept = asked(cities=("vienna",), email="amal@example.org", letters_in="fr")
    acts.move(MODERATOR, kept.post_id, "shown")
    answered(kept.post_id, "vienna", Reply(words="Yes, in May."))
    assert question_letters.write_due() == 0  # asked for once only

    (wish,) = persons.wishes_due()
    persons.asked_again(kept.post_id)
    assert persons.confirm(wish.code)

    assert question_letters.write_due() == 1
    letter = letters()["amal@example.org"]
    assert "Yes, in May." in letter.get_content()
    assert f"https://house.example/fr/questions/{kept.post_id}" in letter.get_content()
    assert "/fr/mine/confirm?code=" in letter.get_content()

    answered(kept.post_id, "vienna", Reply(words="Yes, in June."))
    assert question_letters.write_due() == 1
    assert question_letters.write_due() == 0


def test_nothing_is_written_about_a_question_that_was_taken_away(desk: Desk, hall: Hall) -> None:
    joined("vienna", "buero@wien.example")
    question = sent(cities=("vienna",))

    acts.move(MODERATOR, question, "hidden", rule=rules.codes()[0], words="It names a neighbour.")

    assert question_letters.write_due() == 0


def test_a_letter_that_cannot_be_written_stays_due(
    desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined("vienna", "buero@wien.example")
    sent(cities=("vienna",))

    def full(*_given: object) -> None:
        raise OSError("no room left")

    with monkeypatch.context() as broken:
        broken.setattr(mail, "put", full)
        with pytest.raises(OSError, match="no room"):
            question_letters.write_due()

    assert question_letters.write_due() == 1


def test_a_question_cannot_add_lines_of_its_own_to_a_head(desk: Desk, hall: Hall) -> None:
    joined("vienna", "buero@wien.example")
    sent("When, then?\r\nBcc: everybody@example.org will it open", ("vienna",))

    question_letters.write_due()

    letter = letters()["buero@wien.example"]
    assert letter["Bcc"] is None
    assert database.lines_lost() == 0
