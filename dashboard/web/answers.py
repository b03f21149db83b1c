"""Answers that are made once and kept: plain pages, pictures, data.

What an address says depends on the catalogue, the day, the language and the query alone. So it is
made once, in a thread, and given to everybody else from memory with its ETag, until the catalogue's
version rises; and longer where a page can tell that what it stands on is as it was.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial, wraps
from threading import Lock
from typing import Any

import brotli
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from dashboard import i18n
from dashboard.catalogue import clock, database, editions, record
from dashboard.web import languages, not_found

HTML = "text/html; charset=utf-8"
LONGEST_QUERY = 2_000  # signs
MOST_KEPT = 64_000_000  # bytes of answers in memory
MAKERS = 2  # threads that make answers; the others of this process answer meanwhile
_PACKED = (
    "text/", "application/json", "application/geo+json", "application/xml", "application/atom+xml",
    "image/svg+xml",
)  # fmt: skip
_WORTH_PACKING = 600  # bytes; below, the packed form is no smaller on the line


# The catalogue's version, how many editions were frozen, and what was said where it listens.
_Age = tuple[int, int, int]
Mark = tuple[Any, ...] | None  # of what an answer stands on; None: of everything
Marker = Callable[[], Mark]


class NotHere(Exception):
    """There is nothing at this address: the kind page says so."""


@dataclass(frozen=True)
class Made:
    """An answer: its bytes, what they are, and what goes with them."""

    body: str | bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    packed: bool = True  # may travel packed, where the reader takes it

    @cached_property
    def content(self) -> bytes:
        """The body as bytes."""
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class _Kept:
    """An answer as it travels: packed each way, as of when, and what it stands on."""

    made: Made
    etag: str
    forms: dict[str, bytes]
    age: _Age
    mark: Mark

    @property
    def size(self) -> int:
        return len(self.made.content) + sum(map(len, self.forms.values()))


@dataclass(frozen=True)
class _Question:
    store: int
    day: date
    language: str
    origin: str
    path: str
    query: str


class Shelf:
    """The answers given lately, the longest unasked for dropped first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Empty; `most` bytes are kept."""
        self._kept: OrderedDict[_Question, _Kept] = OrderedDict()
        self._making: dict[_Question, Lock] = {}
        self._lock = Lock()
        self._most = most
        self._size = 0

    def find(self, question: _Question, age: _Age) -> _Kept | None:
        """The answer to a question that was asked before, unless something was published since."""
        with self._lock:
            kept = self._kept.get(question)
            if kept is None or kept.age != age:
                return None
            self._kept.move_to_end(question)
            return kept

    def make(
        self, question: _Question, age: _Age, maker: Callable[[], Made], marker: Marker
    ) -> _Kept:
        """The answer, made by one while the others who ask the same wait for it.

        One whose mark is as it was is kept on: what was published since does not touch it.
        """
        with self._lock:
            one_at_a_time = self._making.setdefault(question, Lock())
        with one_at_a_time:
            try:
                return self.find(question, age) or self._made(question, age, maker, marker)
            finally:
                with self._lock:
                    self._making.pop(question, None)

    def _made(
        self, question: _Question, age: _Age, maker: Callable[[], Made], marker: Marker
    ) -> _Kept:
        mark = marker()  # read first: what changes while the answer is made is seen the next time
        old = self._kept.get(question)
        if old and mark is not None and old.mark == mark:
            kept = replace(old, age=age)
        else:
            made = maker()
            etag = hashlib.sha256(made.content).hexdigest()[:32]
            kept = _Kept(made, etag, _packed(made), age, mark)
        self._keep(question, kept)
        return kept

    def _keep(self, question: _Question, kept: _Kept) -> None:
        with self._lock:
            if old := self._kept.pop(question, None):
                self._size -= old.size
            self._size += kept.size
            self._kept[question] = kept
            while self._size > self._most and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size


shelf = Shelf()
_makers = CapacityLimiter(MAKERS)


def kept(
    page: Callable[[Request], Made],
    *,
    mark: Callable[[Request], Mark] = lambda _request: None,
    asks: bool = True,
    beat: Callable[[Request], int] = lambda _request: 0,
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for GET and HEAD that answers from memory what `page` has made before.

    `page` runs in a thread, in the reader's language. It may raise NotHere. What it gives may
    depend on the address, its query and language alone: never on a cookie or another header.
    `mark` gives, cheaply, all of the catalogue that the page stands on: while that is the same,
    the page outlives publications elsewhere. One that `asks` nothing never sees a query, so that
    made-up ones cost no making. One that shows what is said in the hall names by `beat` the count
    of `catalogue.pulse` that it follows.
    """

    @wraps(page)
    async def answer(request: Request) -> Response:
        i18n.use(languages.of(request))
        if len(request.url.query) > LONGEST_QUERY:
            return not_found.too_long(i18n.language())
        if not asks and request.url.query:
            request = Request({**request.scope, "query_string": b""})
        store, version = database.edition()
        question, age = _question(request, store), (version, editions.made(), beat(request))
        found = shelf.find(question, age)
        if found is None:
            maker, marker = partial(page, request), partial(mark, request)
            try:
                # The thread takes the language along.
                found = await to_thread.run_sync(
                    shelf.make, question, age, maker, marker, limiter=_makers
                )
            except NotHere:
                return not_found.answer(i18n.language())
        return _response(request, found)

    return answer


def of_practice(request: Request) -> Mark:
    """The mark of what stands on the practice of an address alone."""
    return record.mark(request.path_params["slug"], i18n.language())


def _question(request: Request, store: int) -> _Question:
    return _Question(
        store=store,
        day=clock.now().date(),
        language=i18n.language(),
        origin=str(request.base_url),
        path=request.url.path,
        query=request.url.query,
    )


def _response(request: Request, kept: _Kept) -> Response:
    made = kept.made
    encoding = _encoding(request, kept)
    etag = f'"{kept.etag}{encoding and "-" + encoding}"'
    headers = {
        "Cache-Control": "no-cache",
        "ETag": etag,
        **({"Vary": "Accept-Encoding"} if kept.forms else {}),
        **made.headers,
    }
    if made.status >= 400:
        headers.setdefault("Content-Language", i18n.language())
    if made.status == 200 and _has(request, etag):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    body = kept.forms[encoding] if encoding else made.content
    return Response(body, made.status, headers, made.media_type)


def _has(request: Request, etag: str) -> bool:
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    return given.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in given.split(",")
    )


def _packed(made: Made) -> dict[str, bytes]:
    content = made.content
    worth = made.packed and len(content) >= _WORTH_PACKING
    if not worth or not made.media_type.startswith(_PACKED):
        return {}
    return {
        "br": brotli.compress(content, quality=5),
        "gzip": gzip.compress(content, 6, mtime=0),
    }


def _encoding(request: Request, kept: _Kept) -> str:
    if not kept.forms:
        return ""
    accepted = {
        part.partition(";")[0].strip()
        for part in request.headers.get("accept-encoding", "").split(",")
        if part.replace(" ", "").partition(";")[2] not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return next((one for one in ("br", "gzip") if one in accepted), "")
