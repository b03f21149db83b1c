"""The exhibition of a summit or a city to take home, as anybody may: /take-home/summit/ID.zip.

In four languages and in this house's own dress; with a city's name, colours and logo it is made at
the desk or by the command.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n
from dashboard.catalogue import clock, database, exhibition, pulse
from dashboard.catalogue.editions import Unsettled
from dashboard.catalogue.exhibition import Subject
from dashboard.i18n import language
from dashboard.taking_home import making, packing
from dashboard.taking_home.pages import Wish
from dashboard.web import languages, not_found
from dashboard.web.kept_files import Counter, Shelf, later

MOST_WAITING = 4  # who comes after them is asked to come again


@dataclass(frozen=True)
class _Question:
    """What an edition depends on: nothing else changes a byte of it."""

    catalogue: tuple[int, int]
    beat: int  # what was said in the hall since the process began
    day: date
    subject: Subject
    live: str


@cache
def shelf() -> Shelf:
    """The editions made lately."""
    return Shelf()


counter = Counter(lambda: shelf(), MOST_WAITING)


def _endpoint(kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        i18n.use(languages.of(request))
        subject = Subject(kind, request.path_params["id"])
        name = await to_thread.run_sync(exhibition.name, subject, language())
        if name is None:
            return not_found.answer(language())
        wish = making.wish(subject)
        beat = pulse.of(*await to_thread.run_sync(exhibition.places, subject), "questions")
        question = _Question(database.edition(), beat, clock.now().date(), subject, wish.live)
        write = partial(_write, wish)
        file = f"{wish.name}-v{{version}}.zip"
        try:
            return await counter.given(request, question, write, file, "application/zip")
        except Unsettled:
            return later(request)

    return answer


def _write(wish: Wish, path: Path) -> int:
    before = database.version()
    path.write_bytes(packing.made(wish).archive())
    return before


routes: list[BaseRoute] = [
    Route("/take-home/summit/{id}.zip", _endpoint("summit"), methods=["GET", "HEAD"]),
    Route("/take-home/city/{id}.zip", _endpoint("city"), methods=["GET", "HEAD"]),
]
