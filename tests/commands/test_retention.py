"""The command that erases what is over, as the server or the terminal runs it."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

import pytest

from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import persons, retention
from dashboard.commands import COMMANDS
from dashboard.commands import retention as command
from dashboard.local_socket import Console, pack, unpack
from tests.conftest import Desk

START = datetime(2026, 11, 23, 9, 0)


class Heard(Console):
    """What a command said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def fault(self, text: str) -> None:
        raise AssertionError(text)

    def _tell_progress(self, done: int, of: int) -> None:
        raise AssertionError("it takes no time")


def run(*words: str) -> list[str]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    console = Heard()
    # As the socket hands it on to the server.
    args = unpack(pack(parser.parse_args(words)))
    assert command.main(args, console) == 0
    return console.said


@pytest.fixture(autouse=True)
def _yesterdays_salt(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: START)
    persons.place_hash("192.0.2.7")
    monkeypatch.setattr(clock, "now", lambda: START + timedelta(days=1))


def test_it_is_done_by_the_server_where_one_runs() -> None:
    assert COMMANDS["retention"].needs_store


def test_it_counts_then_erases_and_tells_both() -> None:
    assert run("--dry-run") == ["A run would erase 1 salts."]
    assert database.rows("day_salt_of", day=START.date()) != []
    assert run() == ["Erased: 1 salts."]
    assert run() == ["Erased: nothing."]

    assert database.rows("day_salt_of", day=START.date()) == []


def test_the_log_is_told_newest_first() -> None:
    assert run("--log") == []
    retention.run()
    retention.run()

    assert sorted(run("--log")) == [
        "2026-11-24 09:00 UTC: 1 salts",
        "2026-11-24 09:00 UTC: nothing",
    ]
