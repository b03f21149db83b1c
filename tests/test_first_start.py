"""The first start: the first administrator comes in, and the link is in no log."""

from __future__ import annotations

import stat
import sys

import pytest

from dashboard import first_start
from dashboard.catalogue import people
from tests.conftest import Desk


def test_where_somebody_looks_at_a_terminal_the_link_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    first_start.tell()

    token = capsys.readouterr().out.partition("code=")[2].split()[0]
    offer = people.invitation(token)
    assert offer is not None and offer.role == "administrator"


def test_what_may_end_in_a_log_names_a_file_for_the_owner_alone(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    first_start.tell()

    file = desk.file.with_name("first-administrator.txt")
    token = file.read_text().strip().partition("code=")[2]
    said = capsys.readouterr()
    assert people.invitation(token) is not None
    assert token not in said.out + said.err and str(file) in said.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_with_an_administrator_nothing_is_told(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    people.accept(people.first_invitation(), "Ada", "ada@example.org", "seven quiet rivers meet")

    first_start.tell()

    assert capsys.readouterr().out == ""
