"""Asks an application as a server does, byte by byte: no client puts a bad address in order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import count
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

Given = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def kind(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Asker:
    """Readers of an application; all questions are answered in one loop."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._loop = asyncio.new_event_loop()
        self._readers = count(1)

    def close(self) -> None:
        self._loop.close()

    def __call__(
        self, target: str, method: str = "GET", headers: Given = (), body: bytes = b""
    ) -> Answer:
        """The answer to a target as it stands on the request line, headers as they are given."""
        return self._loop.run_until_complete(self._asked(target, method, headers, body))

    async def _asked(self, target: str, method: str, headers: Given, body: bytes) -> Answer:
        told: list[Message] = []
        parts = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            if not parts:
                await asyncio.Event().wait()  # stays on the line: who hangs up gets no file
            return parts.pop()

        async def send(message: Message) -> None:
            told.append(message)

        scope = _scope(target, method, headers)
        # Each question from another address: limits on one are another test's matter.
        scope["client"] = (str(ip_address("10.0.0.0") + next(self._readers)), 50000)
        await self.app(scope, receive, send)
        start = next(one for one in told if one["type"] == "http.response.start")
        content = b"".join(one.get("body", b"") for one in told)
        return Answer(start["status"], Headers(raw=list(start["headers"])), content)


def _scope(target: str, method: str, headers: Given) -> dict[str, Any]:
    raw, _, query = target.encode("latin-1").partition(b"?")
    given = headers
    if not any(name.lower() == "host" for name, _ in headers):
        given = (("host", "house.example"), *headers)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(raw.decode("ascii", "replace")),  # as uvicorn does it
        "raw_path": raw,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in given],
        "server": ("127.0.0.1", 8501),
        "state": {},
    }
