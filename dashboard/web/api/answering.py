"""How a question becomes an answer: reading it, keeping what was made, refusing in one form."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from dashboard.catalogue import database
from dashboard.catalogue.bridge import licences
from dashboard.catalogue.errors import NoStore, StoreBusy
from dashboard.catalogue.exporting import files
from dashboard.catalogue.record import FALLBACK
from dashboard.web import answers, shell
from dashboard.web.api import problems, questions, speaking
from dashboard.web.api.models import Licence
from dashboard.web.api.problems import Refusal
from dashboard.web.api.questions import Question
from dashboard.web.api.speaking import Speech

log = logging.getLogger("dashboard")

ROOT = "/api/v1"
READING = "GET, HEAD, OPTIONS"
# Any page may read what is open to everybody, and see these headers.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Language, Retry-After, RateLimit, "
    "RateLimit-Policy",
}
PREFLIGHT = {
    "Allow": READING,
    "Access-Control-Allow-Methods": READING,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Moved(Exception):
    """The id that was asked for lives at another address now."""

    def __init__(self, path: str) -> None:
        """Where."""
        self.path = path
        super().__init__(path)


@dataclass(frozen=True)
class Ask:
    """A question as an answer's maker reads it."""

    question: Any  # of the operation's own kind of Question
    path: Mapping[str, str]
    speech: Speech
    origin: str
    at: str  # the path, for links to further pages

    def link(self, path: str) -> str:
        """A public address of the house."""
        return f"{self.origin}{path}"

    def api(self, *parts: str) -> str:
        """A public address of this interface."""
        return self.link("/".join((ROOT, *parts)))

    def next(self, cursor: str) -> str:
        """The address of the next page."""
        return f"{self.link(self.at)}?{questions.address(self.question, cursor=cursor)}"


@dataclass(frozen=True)
class Operation:
    """One address of the interface: what it takes, what it gives, and how it is described."""

    name: str
    path: str
    tag: str
    summary: str
    description: str
    answer: type[BaseModel]
    make: Callable[[Ask], BaseModel]
    question: type[Question] = Question
    refusals: tuple[problems.Kind, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)  # of the path: what each is
    media_type: str = "application/json"
    examples: Mapping[str, str] = field(default_factory=dict)  # of the path's parameters
    mark: Callable[[], str] | None = None  # of what it tells beside the catalogue's version


def catalogue() -> dict[str, Any]:
    """What every answer tells of the catalogue."""
    return {"licence": licence(), "catalogue_version": database.version()}


def licence() -> Licence:
    """The licence of our own words."""
    return Licence(name=licences.OURS, url=files.LICENCE_URL, credit=files.CREDIT)


Answer = Callable[[Request], Awaitable[Response]]


class Reading:
    """An address for reading: GET, HEAD and OPTIONS; whatever goes wrong is told in one form."""

    def __init__(self, answer: Answer) -> None:
        """`answer` is asked for GET and HEAD; it may raise Refusal and Moved."""
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers that let any page read it."""
        response = await self.response(Request(scope, receive))
        response.headers.update(CORS)
        await response(scope, receive, send)

    async def response(self, request: Request) -> Response:
        """The answer to a request."""
        try:
            return await self._by_method(request)
        except Refusal as refusal:
            return problems.answer(refusal, shell.origin(request), request.url.path)
        except Moved as moved:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{moved.path}{query}", 308)
        except (NoStore, StoreBusy):
            response = _refused(request, problems.NOT_READY)
            response.headers["Retry-After"] = "30"
        except Exception:  # the last to know: one line with its trace, one sentence for the reader
            log.exception("An answer of the interface failed, reference %s", secrets.token_hex(4))
            response = _refused(request, problems.FAILED)
        return response

    async def _by_method(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            response = _refused(request, problems.NOT_ALLOWED)
            response.headers["Allow"] = READING
            return response
        if len(request.url.query) > answers.LONGEST_QUERY:
            raise Refusal(problems.TOO_LONG)
        return await self._answer(request)


def operated(operation: Operation) -> Answer:
    """The answers of one operation: each made once, for all who ask the same."""
    kept = answers.kept(partial(_made, operation))

    async def answer(request: Request) -> Response:
        ask, by_header = _asked(operation, request)
        try:
            response = await kept(_settled(request, ask, operation))
        except questions.Refused as refused:  # a cursor is understood only where it is used
            raise Refusal(problems.BAD_QUESTION, faults=refused.faults) from refused
        if by_header:
            _vary(response)
        return response

    return answer


def _made(operation: Operation, request: Request) -> answers.Made:
    ask: Ask = request.scope["asked"]
    made = operation.make(ask)
    headers = {"Content-Language": ask.speech.chosen or ", ".join(FALLBACK)}
    if following := getattr(made, "next", None):
        headers["Link"] = f'<{following}>; rel="next"'
    body = made.model_dump_json(by_alias=True, exclude_unset=True)
    return answers.Made(body, operation.media_type, headers=headers)


def _refused(request: Request, kind: problems.Kind) -> Response:
    return problems.answer(Refusal(kind), shell.origin(request), request.url.path)


def _asked(operation: Operation, request: Request) -> tuple[Ask, bool]:
    """The question, and whether a header chose its language."""
    try:
        question = questions.read(operation.question, request.url.query)
    except questions.Refused as refused:
        raise Refusal(problems.BAD_QUESTION, faults=refused.faults) from refused
    speech = speaking.chosen(question.lang, request.headers.get("accept-language", ""))
    settled = question.model_copy(update={"lang": speech.chosen or questions.ALL})
    path = {name: str(value) for name, value in request.path_params.items()}
    ask = Ask(settled, path, speech, shell.origin(request), request.url.path)
    return ask, question.lang is None


def _settled(request: Request, ask: Ask, operation: Operation) -> Request:
    """One request for all that ask the same, however they write it: it is made once."""
    mark = f"&{operation.mark()}" if operation.mark else ""
    return Request(
        {
            **request.scope,
            "query_string": f"{questions.address(ask.question)}{mark}".encode(),
            "language": ask.speech.language,
            "asked": ask,
        }
    )


def _vary(response: Response) -> None:
    told = [one.strip() for one in response.headers.get("vary", "").split(",") if one.strip()]
    response.headers["Vary"] = ", ".join([*told, "Accept-Language"])
