"""The catalogue to take home: /en/practices.csv?theme=…, open to everybody.

A file is made once for a question and a version of the catalogue, by one thread at a time, and
kept on disk while others ask for the same: many downloads cost readers little.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import IO, Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from dashboard import i18n
from dashboard.catalogue import database, exporting
from dashboard.catalogue.exporting import BadWish, Export, Wish
from dashboard.catalogue.exporting.files import sha256
from dashboard.catalogue.filters import Filters
from dashboard.i18n import _, language
from dashboard.web import languages

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
MOST_WAITING = 8  # questions; who comes after them is asked to come again
MOST_KEPT = 200_000_000  # bytes of files
_BLOCK = 1 << 18


# Files that were made ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """A file on disk, with what its answer says."""

    path: Path
    size: int
    etag: str
    catalogue: int


@dataclass(frozen=True)
class _Question:
    edition: tuple[int, int]
    wish: Wish
    zipped: bool


class Shelf:
    """The files made lately, the longest unasked for dropped first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Empty; the folder goes with the process."""
        self._folder = tempfile.TemporaryDirectory(prefix="exports-")
        self._kept: OrderedDict[_Question, Kept] = OrderedDict()
        self._lock = Lock()
        self._most = most

    def find(self, question: _Question) -> tuple[Kept, IO[bytes]] | None:
        """A file that was made for this question, open: it stays readable when it is dropped."""
        with self._lock:
            kept = self._kept.get(question)
            if kept is None:
                return None
            self._kept.move_to_end(question)
            return kept, kept.path.open("rb")

    def make(self, question: _Question) -> None:
        """Make the file of a question, where nobody has made it meanwhile."""
        with self._lock:
            if question in self._kept:
                return
        path = Path(self._folder.name) / token_hex(8)
        write: Callable[[Wish, Path], Export] = (
            exporting.as_zip if question.zipped else exporting.as_file
        )
        export = write(question.wish, path)
        kept = Kept(
            path=path,
            size=path.stat().st_size,
            etag=f'"{sha256(path)[:32]}"',
            catalogue=int(export.manifest["catalogue_version"]),
        )
        with self._lock:
            self._kept[question] = kept
            self._drop()

    def _drop(self) -> None:
        # Always one stays: that which was just made.
        while len(self._kept) > 1 and sum(one.size for one in self._kept.values()) > self._most:
            _, dropped = self._kept.popitem(last=False)
            dropped.path.unlink(missing_ok=True)


@cache
def shelf() -> Shelf:
    """The one shelf of this process."""
    return Shelf()


@cache
def _maker() -> CapacityLimiter:
    return CapacityLimiter(1)


# The answer -------------------------------------------------------------------------------------


def _endpoint(ending: str) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def answer(request: Request) -> Response:
        i18n.use(languages.of(request))
        try:
            wish = _wish(request, ending)
        except BadWish as error:
            return _refused(request, error)
        question = await to_thread.run_sync(_question, wish, ending == "zip")
        found = await to_thread.run_sync(shelf().find, question)
        if found is None:
            if _maker().statistics().tasks_waiting >= MOST_WAITING:
                return _later(request)
            await to_thread.run_sync(shelf().make, question, limiter=_maker())
            found = await to_thread.run_sync(shelf().find, question)
        return _file(request, *found, _name(question)) if found else _later(request)

    return answer


def _question(wish: Wish, zipped: bool) -> _Question:
    return _Question(database.edition(), wish.settled(), zipped)


def _wish(request: Request, ending: str) -> Wish:
    query = request.query_params
    filters, unknown = Filters.from_query({name: query.getlist(name) for name in query})
    if unknown:
        raise BadWish("filter", ", ".join(unknown))
    chosen = query.get("format", "csv") if ending == "zip" else ending
    return Wish(chosen, filters, language(), query.get("template") or None)


def _file(request: Request, kept: Kept, file: IO[bytes], name: str) -> Response:
    ending = name.rpartition(".")[2]
    headers = {
        "ETag": kept.etag,
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{name.format(version=kept.catalogue)}"',
        "Content-Length": str(kept.size),
        "Access-Control-Allow-Origin": "*",  # open data: any page may read it
        **_vary(request),
    }
    if _has(request, kept.etag):
        file.close()
        del headers["Content-Length"], headers["Content-Disposition"]
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        file.close()
        return Response(headers=headers, media_type=TYPES[ending])
    return StreamingResponse(_blocks(file), headers=headers, media_type=TYPES[ending])


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


def _name(question: _Question) -> str:
    """practices-v12-selection-opsi-fr.csv: what it is, on every machine."""
    wish = question.wish
    parts = ["practices", "v{version}"]
    if not wish.filters.empty:
        parts.append("selection")
    if wish.template:
        parts += [wish.template, wish.language]
    if question.zipped and wish.format != "csv":
        parts.append(wish.format)
    return f"{'-'.join(parts)}.{'zip' if question.zipped else wish.format}"


# When there is none -------------------------------------------------------------------------------


def _refused(request: Request, error: BadWish) -> Response:
    told = {
        "filter": _("Nobody knows the value {given} of a filter in this address."),
        "format": _("There is no format {given}."),
        "template": _("There is no form {given}."),
        "template_format": _("A form of others is a table: CSV, XLSX, JSON or JSONL."),
    }[error.code].format(given=error.given[:80])
    return _plain(request, told, 400)


def _later(request: Request) -> Response:
    told = _("Many files are being made just now. Try again in half a minute.")
    answer = _plain(request, told, 503)
    answer.headers["Retry-After"] = "30"
    return answer


def _plain(request: Request, words: str, status: int) -> Response:
    headers = {"Content-Language": language(), "Cache-Control": "no-store", **_vary(request)}
    return PlainTextResponse(words, status, headers=headers)


def _vary(request: Request) -> dict[str, str]:
    return {} if request.scope.get("language") else {"Vary": "Accept-Language"}


routes: list[BaseRoute] = [
    Route(f"/practices.{ending}", _endpoint(ending), methods=["GET", "HEAD"]) for ending in TYPES
]
