"""What machines that read the whole web are asked to leave: what is made anew for each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

_LEFT = ("/*/kit/", "/*/sheet/compare.pdf", "/*/sheet/brief.pdf", "/*/brief?", "/*/embed?")


def _robots(_request: Request) -> PlainTextResponse:
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in _LEFT)]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "max-age=86400"})


routes: list[BaseRoute] = [Route("/robots.txt", _robots)]
