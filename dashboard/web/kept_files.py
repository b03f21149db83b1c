"""Files that are made once for a question and kept on disk while others ask for the same.

One thread at a time makes them, and few may wait for it: many downloads cost readers little.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import IO

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from dashboard.catalogue.exporting.files import sha256
from dashboard.i18n import _, language

MOST_KEPT = 200_000_000  # bytes of files
_BLOCK = 1 << 18

# Writes a file; gives the version of the catalogue that it holds.
Write = Callable[[Path], int]


@dataclass(frozen=True)
class Kept:
    """A file on disk, with what its answer says."""

    path: Path
    size: int
    etag: str
    catalogue: int


class Shelf:
    """The files made lately, the longest unasked for dropped first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Empty; the folder goes with the process."""
        self._folder = tempfile.TemporaryDirectory(prefix="exports-")
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()
        self._most = most

    def find(self, question: Hashable) -> tuple[Kept, IO[bytes]] | None:
        """A file that was made for this question, open: it stays readable when it is dropped."""
        with self._lock:
            kept = self._kept.get(question)
            if kept is None:
                return None
            self._kept.move_to_end(question)
            return kept, kept.path.open("rb")

    def make(self, question: Hashable, write: Write) -> None:
        """Make the file of a question, where nobody has made it meanwhile."""
        with self._lock:
            if question in self._kept:
                return
        path = Path(self._folder.name) / token_hex(8)
        try:
            catalogue = write(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        kept = Kept(
            path=path,
            size=path.stat().st_size,
            etag=f'"{sha256(path)[:32]}"',
            catalogue=catalogue,
        )
        with self._lock:
            self._kept[question] = kept
            self._drop()

    def _drop(self) -> None:
        # Always one stays: that which was just made.
        while len(self._kept) > 1 and sum(one.size for one in self._kept.values()) > self._most:
            _, dropped = self._kept.popitem(last=False)
            dropped.path.unlink(missing_ok=True)


class Counter:
    """Where files are asked for: one is made at a time, and few may wait for theirs."""

    def __init__(self, shelf: Callable[[], Shelf], most_waiting: int) -> None:
        """Files lie on `shelf`; who comes when `most_waiting` wait is asked to come again."""
        self._shelf = shelf
        self.most_waiting = most_waiting

    @cached_property
    def _maker(self) -> CapacityLimiter:
        return CapacityLimiter(1)

    async def given(
        self, request: Request, question: Hashable, write: Write, name: str, media_type: str
    ) -> Response:
        """The file of a question; in `name` {version} is that of the catalogue."""
        shelf = self._shelf()
        found = await to_thread.run_sync(shelf.find, question)
        if found is None:
            if self._maker.statistics().tasks_waiting >= self.most_waiting:
                return later(request)
            await to_thread.run_sync(shelf.make, question, write, limiter=self._maker)
            found = await to_thread.run_sync(shelf.find, question)
        return _answer(request, *found, name, media_type) if found else later(request)


# The answer -------------------------------------------------------------------------------------


def _answer(request: Request, kept: Kept, file: IO[bytes], name: str, media_type: str) -> Response:
    headers = {
        "ETag": kept.etag,
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{name.format(version=kept.catalogue)}"',
        "Content-Length": str(kept.size),
        "Access-Control-Allow-Origin": "*",  # open data: any page may read it
        **vary(request),
    }
    if _has(request, kept.etag):
        file.close()
        del headers["Content-Length"], headers["Content-Disposition"]
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        file.close()
        return Response(headers=headers, media_type=media_type)
    return StreamingResponse(_blocks(file), headers=headers, media_type=media_type)


def _has(request: Request, etag: str) -> bool:
    told = [
        one.strip().removeprefix("W/")
        for one in request.headers.get("if-none-match", "").split(",")
    ]
    return etag in told or "*" in told


async def _blocks(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while block := await to_thread.run_sync(file.read, _BLOCK):
            yield block
    finally:
        file.close()


def later(request: Request) -> Response:
    """That too many files are being made: try again soon."""
    told = _("Many files are being made just now. Try again in half a minute.")
    answer = plain(request, told, 503)
    answer.headers["Retry-After"] = "30"
    return answer


def plain(request: Request, words: str, status: int) -> Response:
    """A sentence instead of a file."""
    headers = {"Content-Language": language(), "Cache-Control": "no-store", **vary(request)}
    return PlainTextResponse(words, status, headers=headers)


def vary(request: Request) -> dict[str, str]:
    """What a cache has to know where the address names no language."""
    return {} if request.scope.get("language") else {"Vary": "Accept-Language"}
