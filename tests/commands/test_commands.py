"""Commands and the server share one store: asked over a socket, or opened where no server runs."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard import local_socket
from dashboard.bench import server
from dashboard.catalogue import database

ROOT = Path(__file__).resolve().parents[2]

# A command that writes for as long as nobody stops it, and one that only waits for its turn.
SLOW = """
import time
from dashboard.catalogue import audit, database

def add_arguments(parser):
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--words", type=int, default=0)

def main(args, console):
    with database.transaction() as writer:
        end, done = time.monotonic() + args.seconds, 0
        while time.monotonic() < end:
            audit.write(writer, actor="slow", role="release", action="import",
                        entity="practice", entity_id="slow")
            console.progress(done := done + 1, 1000)
            if args.words:
                console.say("word " * args.words)
            if done == 3:
                console.say("writing")
            time.sleep(0.02)
    console.say(f"wrote {done}")
    return 7
"""
WITH_SLOW = """
import sys
from dashboard.commands import COMMANDS, Command
COMMANDS["slow"] = Command("slow_command", "write slowly", needs_store=True)
"""
CALLER = WITH_SLOW + "from dashboard.__main__ import main\nsys.exit(main())\n"
HOLDER = (
    WITH_SLOW
    + """
import time
from dashboard import local_socket
from dashboard.catalogue import database
database.connect()
with local_socket.open_door():
    try:
        print("open", flush=True)
        while True:
            time.sleep(0.1)
    except KeyboardInterrupt:
        pass
"""
)


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A store that nobody has open, and the slow command beside it."""
    (tmp_path / "slow_command.py").write_text(SLOW, encoding="utf-8")
    return Path(shutil.copy(store, tmp_path / "own.duckdb"))


def environment(own: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(own.parent)])
    return os.environ | {"CATALOGUE_STORE": str(own), "PYTHONPATH": path}


def command(own: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CALLER, *words],
        cwd=cwd or own.parent,
        env=environment(own),
        capture_output=True,
        text=True,
        timeout=60,
    )


@contextmanager
def begun(own: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command that has begun to write."""
    with subprocess.Popen(
        [sys.executable, "-c", CALLER, *words],
        cwd=own.parent,
        env=environment(own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stdout.readline() == "writing\n"
        yield process


@contextmanager
def holder(own: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the store and answers commands, the slow one as well."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=ROOT,
        env=environment(own),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def slow_rows(own: Path) -> int:
    connection = database.open_store(own)
    try:
        return int(
            connection.execute("select count(*) from audit where actor = 'slow'").fetchall()[0][0]
        )
    finally:
        connection.close()


def door_of(own: Path) -> Path:
    return own.with_name(f"{own.name}.commands")


def test_a_command_works_while_the_server_holds_the_store_and_when_it_does_not(own: Path) -> None:
    with server.started(ROOT / "dashboard" / "app.py", own) as running:
        server.running_answers(running)
        with pytest.raises(Exception, match="lock"):
            database.duckdb.connect(str(own))

        asked = command(own, "backup", "--to", "while-it-runs")

        assert (asked.returncode, asked.stderr) == (0, "")
        assert server.running_answers(running)
    assert not list(door_of(own).iterdir()), "a server that ends takes its socket along"

    alone = command(own, "backup", "--to", "when-it-does-not")

    assert (alone.returncode, alone.stderr) == (0, "")
    for name in ("while-it-runs", "when-it-does-not"):
        # A path is the caller's, wherever the server was started.
        assert (own.parent / name / "manifest.json").exists()
    assert asked.stdout.split(":")[1] == alone.stdout.split(":")[1]


def test_a_server_that_fell_leaves_nothing_in_the_way(own: Path) -> None:
    with holder(own) as process:
        process.kill()
    assert list(door_of(own).iterdir()), "it had no time to clear up"

    assert command(own, "backup", "--to", "one").returncode == 0
    with holder(own):
        assert command(own, "backup", "--to", "two").returncode == 0


def test_the_exit_code_and_every_word_come_back_from_the_server(own: Path) -> None:
    with holder(own):
        asked = command(own, "slow", "--seconds", "0.2")

    assert asked.returncode == 7
    assert asked.stdout.startswith("writing\nwrote ")
    assert asked.stderr == ""


@pytest.mark.parametrize("with_server", [True, False])
def test_ctrl_c_stops_the_work_and_undoes_it(own: Path, with_server: bool) -> None:
    def stop() -> None:
        with begun(own, "slow") as process:
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=10)
            assert (process.returncode, told) == (local_socket.STOPPED, "Stopped.\n")

    if with_server:
        with holder(own):
            stop()
            assert command(own, "backup", "--to", "after").returncode == 0
    else:
        stop()

    assert slow_rows(own) == 0


def test_a_caller_who_falls_stops_the_work_too(own: Path) -> None:
    with holder(own):
        with begun(own, "slow") as process:
            process.kill()
        assert command(own, "slow", "--seconds", "0.2").returncode == 7  # it is its turn

    assert 0 < slow_rows(own) < 50


def test_a_server_that_falls_in_between_gives_a_sentence_and_nothing_half(own: Path) -> None:
    with holder(own) as serving, begun(own, "slow") as process:
        serving.kill()
        _, told = process.communicate(timeout=10)

    assert process.returncode == 1
    assert told.startswith("The server ended before the work was done.")
    assert slow_rows(own) == 0


def test_a_server_that_is_told_to_end_stops_the_work(own: Path) -> None:
    with holder(own) as serving, begun(own, "slow") as process:
        serving.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
        assert (process.returncode, told) == (local_socket.STOPPED, "Stopped.\n")

    assert slow_rows(own) == 0


def test_the_socket_is_for_its_owner_only(own: Path) -> None:
    with holder(own):
        modes = [stat.S_IMODE(one.stat().st_mode) for one in (door_of(own), door_of(own) / "ask")]

    assert modes == [0o700, 0o600]


def test_a_folder_that_others_may_enter_is_refused(own: Path) -> None:
    with holder(own):
        door_of(own).chmod(0o755)

        asked = command(own, "backup", "--to", "never")

        assert asked.returncode == 1
        assert "open to other accounts" in asked.stderr
        assert not (own.parent / "never").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_another_account_gets_no_answer_even_through_an_open_door(own: Path) -> None:
    request = b'{"command": "backup", "args": {"to": {"path": "/nowhere"}}}\n'

    def answer() -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10)
            caller.connect(str(door_of(own) / "ask"))
            try:
                caller.sendall(request)
                return caller.recv(100)
            except ConnectionError:
                return b""  # it hung up

    with holder(own):
        for place in (door_of(own), door_of(own) / "ask", *reversed(own.parents[:4])):
            place.chmod(place.stat().st_mode | 0o077)
        assert answer() != b"", "root is answered"
        assert as_nobody(answer) == b""


def as_nobody(act: Callable[[], bytes]) -> bytes:
    """What a function gives when another account calls it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os.write(writing, b"+" + act())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    os.waitpid(child, 0)
    assert said.startswith(b"+"), "the door could not even be reached"
    return said[1:]


def test_a_long_path_is_no_hindrance(own: Path) -> None:
    deep = own.parent / ("a-folder-with-a-name-" * 8) / "catalogue.duckdb"
    deep.parent.mkdir()
    shutil.move(own, deep)
    shutil.move(own.parent / "slow_command.py", deep.parent)

    with holder(deep):
        assert command(deep, "slow", "--seconds", "0.1").returncode == 7


def test_a_store_that_another_command_holds_is_said_to_be_open(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dashboard.__main__ import main

    with begun(own, "slow") as process:
        monkeypatch.setenv("CATALOGUE_STORE", str(own))
        monkeypatch.setattr(local_socket, "PATIENCE", 0.5)
        database.close()
        assert main(["backup", "--to", str(own.parent / "never")]) == 1
        process.send_signal(signal.SIGINT)

    assert "open in another process" in capsys.readouterr().err


def test_no_store_is_a_sentence(tmp_path: Path) -> None:
    told = command(tmp_path / "none.duckdb", "backup", "--to", "never")

    assert told.returncode == 1
    assert told.stderr.startswith("The catalogue has not been built yet.")


def test_arguments_travel_as_the_parser_gave_them(tmp_path: Path) -> None:
    import argparse
    import json
    from datetime import date

    given = argparse.Namespace(
        file=Path("here.csv"), since=date(2026, 1, 2), theme=["security"], limit=None, dry_run=True
    )

    sent = local_socket.unpack(json.loads(json.dumps(local_socket.pack(given))))

    assert sent.file == Path.cwd() / "here.csv"
    assert (sent.since, sent.theme, sent.limit, sent.dry_run) == (
        date(2026, 1, 2),
        ["security"],
        None,
        True,
    )


def test_a_caller_who_does_not_read_is_left_and_hinders_nobody(own: Path) -> None:
    with holder(own), socket.socket(socket.AF_UNIX) as deaf:
        deaf.connect(str(door_of(own) / "ask"))
        deaf.sendall(b'{"command": "slow", "args": {"seconds": 100, "words": 1000000}}\n')

        asked = command(own, "slow", "--seconds", "0.1")

        assert asked.returncode == 7, asked.stderr
        assert asked.stdout.startswith("writing\nwrote ")
    assert 0 < slow_rows(own) < 50, "what the first had begun is undone"
