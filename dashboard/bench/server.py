"""The real server in a process of its own, and a reader that speaks Streamlit's protocol."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.bench.peer import free_port

DASHBOARD = Path(__file__).parents[1]
ROOT = DASHBOARD.parent
EMPTY = "nothing"  # the word in an address that asks for an empty page
Query = Mapping[str, Sequence[str]]

# The real application with one page more: an empty one, in the same process. Streamlit looks for
# the words `app = st.App(...)` in the file it is given.
_APP = """
import streamlit as st

settings = {{}}
App = st.App
st.App = lambda _script, **given: settings.update(given)
import dashboard.app

st.App = App
app = st.App({script!r}, **settings)
"""
_SCRIPT = """
import streamlit as st
from dashboard.bench import server

if server.EMPTY in st.query_params:
    st.text("")
else:
    exec(server.screen(), {{"__name__": "__main__", "__file__": {screen!r}}})
"""
_code: list[Any] = []


def screen() -> Any:
    """The code of the real script, compiled once."""
    if not _code:
        file = DASHBOARD / "screen.py"
        _code.append(compile(file.read_text(encoding="utf-8"), str(file), "exec"))
    return _code[0]


@dataclass(frozen=True)
class Running:
    """A server's process, the moment it was started, and the file of what it says."""

    port: int
    process: subprocess.Popen[bytes]
    started: float
    said: Path

    def url(self, path: str = "") -> str:
        """An address on it."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def with_empty_page(store: Path) -> Iterator[Running]:
    """The dashboard, where the word EMPTY in an address gives an empty page."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        for name in ("app_pages", "static"):
            (place / name).symlink_to(DASHBOARD / name)
        script = place / "either.py"
        script.write_text(_SCRIPT.format(screen=str(DASHBOARD / "screen.py")), encoding="utf-8")
        app = place / "app.py"
        app.write_text(_APP.format(script=str(script)), encoding="utf-8")
        with started(app, store) as running:
            running_answers(running)
            yield running


@contextmanager
def started(script: Path, store: Path) -> Iterator[Running]:
    """A process that runs a script; it may not answer yet."""
    port = free_port()
    environment = os.environ | {
        "CATALOGUE_STORE": str(store),
        "PYTHONPATH": str(ROOT),
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    said = store.with_suffix(".log")
    moment = time.perf_counter()
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Running(port, process, moment, said)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def running_answers(running: Running, path: str = "/", limit: float = 90) -> float:
    """Wait for a full page of HTML; gives the seconds since the process was started."""
    until = time.perf_counter() + limit
    with httpx.Client(timeout=limit, follow_redirects=True) as client:
        while time.perf_counter() < until and running.process.poll() is None:
            try:
                answer = client.get(running.url(path))
            except httpx.TransportError:
                time.sleep(0.02)
                continue
            if answer.status_code == 200 and "</html>" in answer.text:
                return time.perf_counter() - running.started
            time.sleep(0.02)
    raise RuntimeError(f"The server did not start: {running.said.read_text()[-2000:]}")


@dataclass(frozen=True)
class Run:
    """One run of the script as a reader sees it: until its last message has come."""

    milliseconds: float
    messages: int
    bytes: int


class Reader:
    """One session: asks for addresses, and reads each answer to its end."""

    def __init__(self, running_port: int, language: str = "en", session: str = "") -> None:
        self.port = running_port
        self.language = language
        self._headers = {"Cookie": f"session={session}"} if session else {}
        self._socket: Any = None

    async def __aenter__(self) -> Reader:
        """Open the connection as a browser does."""
        prefix = f"/{self.language}" if self.language else ""
        self._socket = await websockets.connect(
            f"ws://127.0.0.1:{self.port}{prefix}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            open_timeout=60,
            origin=websockets.Origin(f"http://127.0.0.1:{self.port}"),
            additional_headers=self._headers,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self._socket.close()

    async def ask(self, path: str, query: Query) -> Run:
        """Run the script for an address, as a click on a link or a filter does."""
        written = urlencode({name: list(values) for name, values in query.items()}, doseq=True)
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = written
        state.page_name = path
        state.context_info.url = f"http://127.0.0.1:{self.port}/{self.language}/{path}"
        state.context_info.locale = self.language
        state.context_info.timezone = "UTC"
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        messages = size = 0
        while True:
            told = await self._socket.recv()
            messages += 1
            size += len(told)
            message = ForwardMsg.FromString(told)
            _refuse_faults(message, path)
            if _ended(message):
                return Run((time.perf_counter() - start) * 1000, messages, size)


def _ended(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _refuse_faults(message: ForwardMsg, path: str) -> None:
    kind = message.WhichOneof("type")
    if kind == "page_not_found":
        raise RuntimeError(f"{path}: no such page")
    failed = ForwardMsg.FINISHED_WITH_COMPILE_ERROR
    if kind == "script_finished" and message.script_finished == failed:
        raise RuntimeError(f"{path}: the script does not compile")
    if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        raise RuntimeError(f"{path}: {message.delta.new_element.exception.message}")
