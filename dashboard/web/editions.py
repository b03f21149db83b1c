"""Frozen editions as they were made: /editions/2026-11-23/en/index.html, and as one archive.

Only files that an edition's manifest names are given, so that no path leads anywhere else.
"""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import editions
from dashboard.catalogue.editions import NAME
from dashboard.web import languages, not_found

TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "sha256": "text/plain; charset=utf-8",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "png": "image/png",
    "svg": "image/svg+xml",
    "zip": "application/zip",
}
_HEADERS = {
    # An edition never changes.
    "Cache-Control": "public, max-age=31536000, immutable",
    "Access-Control-Allow-Origin": "*",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' "
    "data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


async def _file(request: Request) -> Response:
    name, path = request.path_params["name"], request.path_params["path"] or "index.html"
    if not NAME.fullmatch(name):
        return _nothing(request)
    if path.endswith("/"):
        path = f"{path}index.html"
    found = await to_thread.run_sync(editions.file, name, path)
    return _given(request, found)


async def _archive(request: Request) -> Response:
    name = request.path_params["name"]
    if not NAME.fullmatch(name):
        return _nothing(request)
    return _given(request, await to_thread.run_sync(editions.archive, name))


def _folder(request: Request) -> Response:
    name = request.path_params["name"]
    if not NAME.fullmatch(name) or editions.named(name) is None:
        return _nothing(request)
    return RedirectResponse(f"/editions/{name}/", 308)


def _given(request: Request, found: tuple[object, str] | None) -> Response:
    if found is None:
        return _nothing(request)
    path, mark = found
    headers = {**_HEADERS, "ETag": f'"{mark}"'}
    asked = request.headers.get("if-none-match", "")
    if f'"{mark}"' in asked or asked.strip() == "*":
        return Response(status_code=304, headers=headers)
    ending = str(path).rpartition(".")[2]
    return FileResponse(str(path), headers=headers, media_type=TYPES[ending])


def _nothing(request: Request) -> Response:
    return not_found.answer(languages.of(request))


routes: list[BaseRoute] = [
    Route("/editions/{name}.zip", _archive),
    Route("/editions/{name}", _folder),
    Route("/editions/{name}/{path:path}", _file),
]
