"""Commands that need the store: done by the server that holds it, here when none runs.

DuckDB lets one process open the store. The server answers on a Unix socket in a folder beside it
that only its own account may enter; caller and server look at each other's account as well.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import queue
import secrets
import signal
import socket
import stat
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.catalogue import database
from dashboard.catalogue.errors import CatalogueError, StoreBusy
from dashboard.commands import COMMANDS

log = logging.getLogger("dashboard")

STOPPED = 130  # the exit code of a shell for what Ctrl-C has ended
PATIENCE = 8.0  # seconds in which a server that starts or ends opens or leaves the store
_GRACE = 3.0  # seconds that a server which ends waits for a command to be undone
_NAME = "ask"
_LONGEST = 1 << 20  # bytes of one request
_STUCK = struct.pack("ll", 3, 0)  # seconds until a caller who does not read counts as gone


class Stopped(Exception):
    """Whoever asked wants no more: raised through the command, which undoes its transaction."""


class Refused(Exception):
    """The other side is not to be trusted, or not to be reached; says why."""


class Console:
    """Where a command speaks, and where it hears that it should stop."""

    def __init__(self) -> None:
        """Nobody has asked to stop yet."""
        self.stopped = threading.Event()

    def say(self, text: str) -> None:
        """Tell a result."""
        raise NotImplementedError

    def fault(self, text: str) -> None:
        """Tell what is wrong."""
        raise NotImplementedError

    def progress(self, done: int, of: int) -> None:
        """Tell how far the work is; raises Stopped where nobody wants it any more."""
        if self.stopped.is_set():
            raise Stopped
        self._tell_progress(done, of)

    def _tell_progress(self, done: int, of: int) -> None:
        raise NotImplementedError


class Terminal(Console):
    """The console of whoever typed the command."""

    def __init__(self) -> None:
        """Show progress only where somebody looks."""
        super().__init__()
        self._seen = sys.stderr.isatty()
        self._line = ""

    def say(self, text: str) -> None:
        """A line of the output."""
        self._wipe()
        print(text, flush=True)  # noqa: T201

    def fault(self, text: str) -> None:
        """A line among the errors."""
        self._wipe()
        print(text, file=sys.stderr, flush=True)  # noqa: T201

    def _tell_progress(self, done: int, of: int) -> None:
        line = f"{done:,} of {of:,}"
        if self._seen and line != self._line:
            self._line = line
            print(f"\r{line}", end="\033[K", file=sys.stderr, flush=True)  # noqa: T201

    def _wipe(self) -> None:
        if self._line:
            print(end="\r\033[K", file=sys.stderr, flush=True)  # noqa: T201
            self._line = ""


class _Remote(Console):
    """The console of somebody at the other end of a socket: a line of JSON for each word."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._next = 0.0

    def say(self, text: str) -> None:
        self.send(say=text)

    def fault(self, text: str) -> None:
        self.send(fault=text)

    def _tell_progress(self, done: int, of: int) -> None:
        moment = time.monotonic()
        if moment >= self._next or done >= of:
            self._next = moment + 0.1
            self.send(progress=[done, of])

    def send(self, **told: Any) -> None:
        """A line, where somebody still listens."""
        try:
            self._connection.sendall(json.dumps(told).encode() + b"\n")
        except OSError:
            self.stopped.set()


# The caller -------------------------------------------------------------------------------------


def run(name: str, args: argparse.Namespace) -> int:
    """Have a command done, by the server or here; gives its exit code.

    Ctrl-C asks the work to stop and be undone; a second one leaves at once.
    """
    console = Terminal()
    until = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                code = asked(name, args, console)
                return _done_here(name, args, console) if code is None else code
            except StoreBusy as error:
                if time.monotonic() > until or console.stopped.wait(0.2):
                    console.fault(f"{error.message} Try again when that has ended. ({error})")
                    return 1
    except Refused as error:
        console.fault(str(error))
        return 1
    except KeyboardInterrupt:
        return STOPPED


def _done_here(name: str, args: argparse.Namespace, console: Terminal) -> int:
    """No server runs: open the store and do it; StoreBusy where somebody else holds it."""
    try:
        database.connect()
    except StoreBusy:
        raise
    except CatalogueError as error:
        console.fault(f"{error.message} ({error})")
        return 1
    try:
        with _on_interrupt(console.stopped.set):
            return obey(name, args, console)
    finally:
        database.close()


def asked(name: str, args: argparse.Namespace, console: Console) -> int | None:
    """The exit code the server gave; None where no server runs."""
    connection = _connected()
    if connection is None:
        return None
    with connection:
        _send(connection, command=name, args=pack(args))

        def stop() -> None:
            console.stopped.set()
            _send(connection, stop=True)

        with _on_interrupt(stop):
            return _listen(connection, console)


def _connected() -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX)
    try:
        with _entered(folder()) as address:
            connection.connect(address)
        _trust(connection, database.path().stat().st_uid)
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    except PermissionError:
        connection.close()
        raise Refused(
            "The server belongs to another account. Run this command as that account."
        ) from None
    except Refused:
        connection.close()
        raise
    return connection


def _listen(connection: socket.socket, console: Console) -> int:
    """Repeat what the server says until it gives an exit code, or is gone."""
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    # Read at once whatever comes: a slow pager here must not keep the server waiting.
    threading.Thread(target=_hear, args=(connection, heard), daemon=True).start()
    while line := _next(heard):
        told = json.loads(line)
        if "exit" in told:
            return int(told["exit"])
        if "say" in told:
            console.say(told["say"])
        if "fault" in told:
            console.fault(told["fault"])
        if "progress" in told and not console.stopped.is_set():
            console.progress(*told["progress"])
    console.fault(
        "The server ended before the work was done. Nothing was left half done: start the server "
        "again, look whether the work is there, and repeat the command if it is not."
    )
    return 1


def _next(heard: queue.SimpleQueue[bytes]) -> bytes:
    while True:
        try:
            return heard.get(timeout=0.5)  # Ctrl-C is looked for in between
        except queue.Empty:
            pass


def _hear(connection: socket.socket, heard: queue.SimpleQueue[bytes]) -> None:
    try:
        with connection.makefile("rb") as lines:
            for line in lines:
                if line.endswith(b"\n"):
                    heard.put(line)
    except OSError:
        pass  # the same as an end
    heard.put(b"")


def _send(connection: socket.socket, **told: Any) -> None:
    try:
        connection.sendall(json.dumps(told).encode() + b"\n")
    except OSError:
        pass  # gone: whoever reads will see it


@contextmanager
def _on_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C acts, the second ends as ever."""

    def first(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        act()

    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread only
        return
    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def pack(args: argparse.Namespace) -> dict[str, Any]:
    """Arguments as JSON; paths become absolute, for the server works in a folder of its own."""
    return {name: _packed(value) for name, value in vars(args).items()}


def unpack(packed: dict[str, Any]) -> argparse.Namespace:
    """The arguments again as the command's own parser gave them."""
    return argparse.Namespace(**{name: _unpacked(value) for name, value in packed.items()})


def _packed(value: Any) -> Any:
    if isinstance(value, Path):
        return {"path": str(value.absolute())}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_packed(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"an argument of type {type(value).__name__} does not travel")


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if isinstance(value, dict):
        return Path(value["path"]) if "path" in value else date.fromisoformat(value["day"])
    return value


# Where they meet --------------------------------------------------------------------------------


def folder() -> Path:
    """The folder of the socket, beside the store."""
    store = database.path().resolve()
    return store.with_name(f"{store.name}.commands")


@contextmanager
def _entered(place: Path) -> Iterator[str]:
    """A short address of the socket in a folder that only one account may enter.

    A socket's address holds 107 bytes and a folder's path may be longer: it is named by the
    number under which the folder is open here.
    """
    number = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        mode = stat.S_IMODE(os.fstat(number).st_mode)
        if mode & 0o077:
            raise Refused(
                f"{place} is open to other accounts ({mode:o}). Make it yours alone: chmod 700."
            )
        yield f"/proc/self/fd/{number}/{_NAME}"
    finally:
        os.close(number)


def _trust(connection: socket.socket, *accounts: int) -> None:
    """Refused, unless the other side is this account, root, or one of these as seen by root."""
    size = struct.calcsize("3i")
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    account = struct.unpack("3i", told)[1]
    trusted = {0, os.geteuid()} | (set(accounts) if os.geteuid() == 0 else set())
    if account not in trusted:
        raise Refused("The other side of the socket is another account.")


# The server -------------------------------------------------------------------------------------


def obey(name: str, args: argparse.Namespace, console: Console) -> int:
    """Do a command in this process; gives its exit code, whatever happens in it."""
    try:
        module = importlib.import_module(COMMANDS[name].module)
        return int(module.main(args, console))
    except Stopped:
        console.fault("Stopped.")
        return STOPPED
    except CatalogueError as error:
        console.fault(error.message)
        return 1
    except Exception as error:
        reference = secrets.token_hex(4)
        log.error("The command %s failed, reference %s", name, reference, exc_info=error)
        console.fault(f"Something went wrong here. The log tells more under {reference}.")
        return 1


class Door:
    """Listens for commands in a thread, and does each in one of its own."""

    def __init__(self) -> None:
        """Listen; Refused or OSError where that cannot be."""
        self._listening = _listening()
        self._open = True
        self._here: set[_Remote] = set()
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def close(self) -> None:
        """Let nobody in any more, ask whoever is here to stop, and wait a little for that."""
        with suppress(OSError, Refused), _entered(folder()) as address:
            Path(address).unlink(missing_ok=True)
        self._open = False
        self._listening.shutdown(socket.SHUT_RDWR)
        for console in list(self._here):
            console.stopped.set()
        until = time.monotonic() + _GRACE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._listening.close()

    def _begin(self, act: Callable[..., None], *given: Any) -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=act, args=given, name="commands", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while self._open:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                time.sleep(0.1)  # closed, or too many files are open just now
                continue
            self._begin(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                _trust(connection)
            except Refused:
                log.warning("A command from another account was refused")
                return
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _STUCK)
            request = _request(lines.readline(_LONGEST))
            if request is None:
                return
            console = _Remote(connection)
            self._here.add(console)
            ear = threading.Thread(target=_until_stopped, args=(lines, console), daemon=True)
            ear.start()
            try:
                log.info("Command %s", request[0])
                console.send(exit=obey(*request, console))
            finally:
                self._here.discard(console)
                _hang_up(connection)
                ear.join()


def _listening() -> socket.socket:
    place = folder()
    place.mkdir(mode=0o700, exist_ok=True)
    door = socket.socket(socket.AF_UNIX)
    try:
        os.fchmod(door.fileno(), 0o600)  # before it has a name, so that it never has another mode
        with _entered(place) as address:
            # Whoever holds the store is the only server: what lies here was left by one that fell.
            Path(address).unlink(missing_ok=True)
            door.bind(address)
        door.listen(8)
    except BaseException:
        door.close()
        raise
    return door


def _request(line: bytes) -> tuple[str, argparse.Namespace] | None:
    try:
        told = json.loads(line)
        name = told["command"]
        if COMMANDS[name].needs_store:
            return name, unpack(told["args"])
    except (ValueError, KeyError, TypeError):
        pass
    log.warning("A command that is none was refused")
    return None


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # the caller did


def _until_stopped(lines: Any, console: _Remote) -> None:
    """Any further word, or the end of the caller, means that the work should stop."""
    try:
        lines.readline(_LONGEST)
    except (OSError, ValueError):
        pass  # gone
    console.stopped.set()


@contextmanager
def open_door() -> Iterator[None]:
    """Answer commands while the server runs; where no socket can be made it serves pages only."""
    try:
        door = Door()
    except (OSError, Refused, AttributeError) as error:
        log.warning("Commands cannot be asked of this server: %s", error)
        yield
        return
    try:
        yield
    finally:
        door.close()
