"""Whether the house can answer: for whoever watches over it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import database
from dashboard.catalogue.errors import CatalogueError


def healthz(_request: Request) -> JSONResponse:
    """200 and the catalogue's version where it can be read, else 503."""
    keep = {"Cache-Control": "no-store"}
    try:
        return JSONResponse({"status": "ok", "catalogue": database.version()}, headers=keep)
    except CatalogueError:
        return JSONResponse({"status": "no catalogue"}, 503, headers=keep)


routes: list[BaseRoute] = [Route("/healthz", healthz)]
