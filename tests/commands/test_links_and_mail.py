"""The commands for links and letters, as the server or the terminal runs them."""

import argparse
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dashboard.catalogue import clock, confirmations, database, links, mail
from dashboard.commands import links as links_command
from dashboard.commands import mail as mail_command
from dashboard.local_socket import Console
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
LATER = datetime(2028, 1, 10)


class Heard(Console):
    """What a command said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.faults: list[str] = []
        self.steps: list[tuple[int, int]] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def fault(self, text: str) -> None:
        self.faults.append(text)

    def _tell_progress(self, done: int, of: int) -> None:
        self.steps.append((done, of))


def run(module: Any, *words: str) -> tuple[int, Heard]:
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    console = Heard()
    return module.main(parser.parse_args(words), console), console


def sources_at(*urls: str) -> None:
    """The catalogue with these sources and no others."""
    with database._cursor() as cursor:
        cursor.execute("delete from source where practice_id > ?", [len(urls)])
        cursor.execute("delete from source where position > 1")
        for number, url in enumerate(urls, start=1):
            cursor.execute("update source set url = ? where practice_id = ?", [url, number])


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """A web site on this machine, and the names under which it was asked."""
    agents: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_HEAD(self) -> None:  # noqa: N802 - http.server's name
            agents.append(self.headers["User-Agent"])
            self.send_response(404 if self.path == "/gone" else 200)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - http.server's name

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", agents
    server.shutdown()
    server.server_close()


# Links ------------------------------------------------------------------------------------------


def test_the_sources_of_the_catalogue_are_asked_in_the_name_of_the_house(
    desk: Desk, site: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, agents = site
    sources_at(f"{root}/here", f"{root}/gone")
    monkeypatch.setenv("LINK_CHECK_PRIVATE", "1")
    monkeypatch.setenv("PUBLIC_URL", "https://house.example")

    code, console = run(links_command)

    assert code == 0
    assert console.said == [
        "2 addresses asked: 1 dead, 0 moved, 0 not open to programs. The work list shows the dead ones."
    ]
    assert console.steps[-1] == (2, 2)
    assert set(agents) == {f"{links.AGENT} (+https://house.example)"}


def test_a_private_address_is_not_asked_where_no_setting_says_so(
    desk: Desk, site: tuple[str, list[str]]
) -> None:
    root, agents = site
    sources_at(f"{root}/here")

    code, console = run(links_command)

    assert code == 0 and agents == []
    assert "1 addresses asked: 0 dead" in console.said[0]


def test_so_many_at_most(
    desk: Desk, site: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _agents = site
    sources_at(f"{root}/a", f"{root}/b", f"{root}/c")
    monkeypatch.setenv("LINK_CHECK_PRIVATE", "1")

    run(links_command, "--most", "1")

    assert links.waiting()[-1] == f"{root}/a"


def test_without_internet_it_says_so_and_changes_nothing(desk: Desk) -> None:
    sources_at(*(f"http://host{number}.invalid/" for number in range(4)))

    code, console = run(links_command)

    assert code == 0
    assert "no internet" in console.said[0] and "Nothing was changed" in console.said[0]


# Letters ----------------------------------------------------------------------------------------


@pytest.fixture
def known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year has passed, and one contact is known."""
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setenv("PUBLIC_URL", "https://house.example")
    researcher = desk.person("researcher", name="Rosa")
    confirmations.keep_contact(researcher, COMPAZ, "office@recife.example", "es")


def test_known_contacts_are_asked_once_in_their_language(known: None) -> None:
    code, console = run(mail_command, "--ask")

    assert code == 0
    letters = [one.read_text() for one in mail.outbox().glob("*.eml")]
    assert len(letters) == 1
    assert "To: office@recife.example" in letters[0] and "Content-Language: es" in letters[0]
    assert "https://house.example/es/still-running" in letters[0].replace("=\n", "")
    assert console.said[0].startswith("1 letters written")
    assert "1 letters wait" in console.said[1]

    run(mail_command, "--ask")
    assert mail.waiting() == 1  # asked already: the link is still open


def test_what_was_confirmed_within_a_year_is_not_asked(
    known: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 10, 1))

    run(mail_command, "--ask")

    assert mail.waiting() == 0


def test_a_letter_needs_an_address_of_the_house(
    known: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUBLIC_URL")

    code, console = run(mail_command, "--ask")

    assert code == 1
    assert "PUBLIC_URL" in console.faults[0]
    assert mail.waiting() == 0


def test_a_server_that_does_not_answer_is_told_with_what_to_do(
    known: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(mail_command, "--ask")
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", "9")
    monkeypatch.setenv("MAIL_FROM", "desk@house.example")

    code, console = run(mail_command)

    assert code == 1
    assert console.said == ["0 sent, 0 refused, 1 wait."]
    assert "SMTP_HOST" in console.faults[0]
