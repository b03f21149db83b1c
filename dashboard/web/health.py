"""For whoever runs the house: whether it lives and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import database, search
from dashboard.catalogue.errors import CatalogueError
from dashboard.web.packed_files import FOLDERS

_KEEP = {"Cache-Control": "no-store"}
_BUILT = FOLDERS["/app/static/"] / "built"


def healthz(_request: Request) -> JSONResponse:
    """200 while the process answers, with the catalogue's version where there is one."""
    try:
        told = {"status": "ok", "catalogue": database.version()}
    except CatalogueError:
        told = {"status": "ok", "catalogue": None}
    return JSONResponse(told, headers=_KEEP)


def readyz(_request: Request) -> JSONResponse:
    """200 when readers can be sent here; 503 names the parts that are missing."""
    parts = {name: _holds(part) for name, part in _PARTS.items()}
    ready = all(parts.values())
    told = {"status": "ready" if ready else "not ready", "parts": parts}
    return JSONResponse(told, 200 if ready else 503, headers=_KEEP)


def _holds(part: Callable[[], bool]) -> bool:
    try:
        return part()
    except Exception:  # whatever it is, this part cannot be relied on
        return False


def _migrated() -> bool:
    files = {int(file.name[:4]) for file in (database.QUERIES / "migrations").glob("*.sql")}
    return files == {number for (number,) in database.rows("migrations_seen")}


_PARTS: dict[str, Callable[[], bool]] = {
    "store": lambda: database.version() > 0,
    "migrations": _migrated,
    "search": lambda: len(search.index().ids) > 0,
    "assets": lambda: (_BUILT / "made-from").exists() and (_BUILT / "leafmap.js").exists(),
}

routes: list[BaseRoute] = [Route("/healthz", healthz), Route("/readyz", readyz)]
