"""The catalogue for programs: /api/v1, for reading, open to everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.web import answers, shell
from dashboard.web.answers import Made
from dashboard.web.api import document, problems
from dashboard.web.api.answering import READING, ROOT, Answer, Reading, operated
from dashboard.web.api.operations import OPERATIONS
from dashboard.web.api.problems import Refusal


@answers.kept
def _described(request: Request) -> Made:
    return Made(document.written(shell.origin(request)), "application/json")


async def _description(request: Request) -> Response:
    # One answer, whatever stands behind the ? of the address.
    return await _described(Request({**request.scope, "query_string": b"", "language": "en"}))


async def _kind(request: Request) -> Response:
    """What a kind of refusal means: where its `type` leads."""
    for kind in problems.KINDS:
        if kind.name == request.path_params["name"]:
            words = f"{kind.status} {kind.title}.\n\n{kind.detail}\n"
            return PlainTextResponse(words, headers={"Content-Language": "en"})
    return await _nothing(request)


async def _first(request: Request) -> Response:
    return RedirectResponse(ROOT, 308)


async def _nothing(request: Request) -> Response:
    raise Refusal(problems.NOT_FOUND)


def _route(path: str, answer: Answer) -> Route:
    return Route(path, Reading(answer), methods=READING.split(", "))


routes: list[BaseRoute] = [
    *(_route(f"{ROOT}{one.path}", operated(one)) for one in OPERATIONS),
    _route(f"{ROOT}/openapi.json", _description),
    _route(f"{problems.ROOM}/{{name}}", _kind),
    *(_route(path, _first) for path in ("/api", "/api/", f"{ROOT}/")),
    Route("/api/{rest:path}", Reading(_nothing)),  # other paths, and other methods of all
]
