"""`python -m dashboard user`: people by the command line, spoken to through a console."""

from __future__ import annotations

import argparse

import pytest

from dashboard.catalogue import people
from dashboard.catalogue.rights import Grant
from dashboard.commands import user as command
from dashboard.local_socket import Console
from tests.conftest import Desk

WORDS = "seven quiet rivers meet"
VIENNA = 2761369


class Said(Console):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.faults: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)

    def fault(self, text: str) -> None:
        self.faults.append(text)


def user(*words: str) -> tuple[int, Said]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    said = Said()
    return command.main(parser.parse_args(words), said), said


def comes_in(*words: str) -> str:
    """Somebody accepts what the command has made; gives the account."""
    code, said = user("invite", *words)
    assert code == 0
    token = said.lines[0].partition("code=")[2]
    return people.accept(token, "Ada", "ada@example.org", WORDS)[0].account


def test_the_first_administrator_comes_in_by_the_command(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://cities.example")

    code, said = user("invite", "--role", "administrator", "--language", "fr")

    assert code == 0
    assert said.lines[0].startswith("https://cities.example/fr/invitation?code=")
    token = said.lines[0].partition("code=")[2]
    assert people.accept(token, "Ada", "ada@example.org", WORDS)[0].roles == {"administrator"}


@pytest.mark.parametrize("city", ["vienna", str(VIENNA)])
def test_a_city_is_named_by_its_slug_or_its_number(desk: Desk, city: str) -> None:
    account = comes_in("--role", "contributor", "--city", city)

    assert people.person(account).grants == {Grant("contributor", VIENNA)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("invite", "--role", "contributor"), "needs --city"),
        (("invite", "--role", "reviewer", "--city", "vienna"), "without --city"),
        (("invite", "--role", "contributor", "--city", "atlantis"), "No city is known as atlantis"),
        (("suspend", "nobody@example.org"), "Nobody here has the address"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    code, said = user(*words)

    assert code == 1
    assert told in said.faults[0]
    assert said.lines == []


def test_the_list_names_everybody_with_roles_and_state(desk: Desk) -> None:
    comes_in("--role", "contributor", "--city", "vienna")

    _code, said = user("list")

    assert said.lines == ["ada@example.org  Ada  active  contributor for Vienna", "1 person"]


def test_roles_and_people_come_and_go(desk: Desk) -> None:
    account = comes_in("--role", "researcher")
    session = people.sign_in("ada@example.org", WORDS)

    assert user("grant", "ADA@example.org", "--role", "reviewer")[0] == 0
    assert user("revoke", "ada@example.org", "--role", "researcher")[0] == 0
    assert people.person(account).grants == {Grant("reviewer")}
    assert user("sign-out", account)[0] == 0
    assert people.session(session) is None
    assert user("suspend", account)[0] == 0
    assert people.person(account).state == "suspended"
    assert user("bring-back", account)[0] == 0
    assert user("erase", account)[0] == 0
    assert people.names({account}) == {}


def test_the_last_administrator_stays(desk: Desk) -> None:
    account = comes_in("--role", "administrator")

    code, said = user("revoke", account, "--role", "administrator")

    assert code == 1 and "last administrator" in said.faults[0]
