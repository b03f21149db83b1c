"""The catalogue to take home: /en/practices.csv?theme=…, open to everybody.

A file is made once for a question and a version of the catalogue, by one thread at a time, and
kept on disk while others ask for the same: many downloads cost readers little.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n
from dashboard.catalogue import database, exporting
from dashboard.catalogue.exporting import BadWish, Wish
from dashboard.catalogue.filters import Filters
from dashboard.i18n import _, language
from dashboard.web import languages
from dashboard.web.kept_files import Counter, Shelf, plain

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


@dataclass(frozen=True)
class _Question:
    edition: tuple[int, int]
    wish: Wish
    zipped: bool


@cache
def shelf() -> Shelf:
    """The one shelf of this process."""
    return Shelf()


counter = Counter(lambda: shelf(), MOST_WAITING)


# The answer -------------------------------------------------------------------------------------


def _endpoint(ending: str) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def answer(request: Request) -> Response:
        i18n.use(languages.of(request))
        try:
            wish = _wish(request, ending)
        except BadWish as error:
            return _refused(request, error)
        question = await to_thread.run_sync(_question, wish, ending == "zip")
        write = partial(_write, question)
        return await counter.given(request, question, write, _name(question), TYPES[ending])

    return answer


def _write(question: _Question, path: Path) -> int:
    made = (exporting.as_zip if question.zipped else exporting.as_file)(question.wish, path)
    return int(made.manifest["catalogue_version"])


def _question(wish: Wish, zipped: bool) -> _Question:
    return _Question(database.edition(), wish.settled(), zipped)


def _wish(request: Request, ending: str) -> Wish:
    query = request.query_params
    filters, unknown = Filters.from_query({name: query.getlist(name) for name in query})
    if unknown:
        raise BadWish("filter", ", ".join(unknown))
    chosen = query.get("format", "csv") if ending == "zip" else ending
    return Wish(chosen, filters, language(), query.get("template") or None)


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
    return plain(request, told, 400)


routes: list[BaseRoute] = [
    Route(f"/practices.{ending}", _endpoint(ending), methods=["GET", "HEAD"]) for ending in TYPES
]
