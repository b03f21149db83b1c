"""Code, styles, fonts and polygons, compressed once and kept by the browser.

Streamlit sends its own front end uncompressed: five times the bytes for a phone in a full hall.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock

import brotli
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.web import languages, not_found

# Streamlit's files carry a hash in their names; ours a mark of their content in the query.
FOLDERS = {
    "/static/": Path(str(resources.files("streamlit") / "static" / "static")),
    "/app/static/": Path(__file__).parents[1] / "static",
}
# Streamlit loads its own two fonts before it reads our settings: it gets ours, which are a fifth of
# the bytes, and the first words stand in the house's letters.
_INSTEAD = {
    "SourceSansVF-Upright": "built/fonts/public-sans-latin.woff2",
    "MaterialSymbols-Rounded": "built/fonts/icons.woff2",
}
_A_YEAR = "public, max-age=31536000, immutable"
_A_WEEK = "public, max-age=604800"
_ASK_FIRST = "public, no-cache"
_PACKED = frozenset({".js", ".css", ".json", ".geojson", ".svg", ".txt", ".map", ".wasm"})
_TYPES = {".js": "text/javascript", ".geojson": "application/geo+json", ".woff2": "font/woff2"}

_packing = Lock()


@dataclass(frozen=True)
class Packed:
    """The bytes of a file as they travel."""

    body: bytes
    etag: str


class PackedFiles:
    """Answers for the static files of Streamlit and of the house."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a static file; pass everything else on."""
        if not _asks_for_a_file(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if file := _file(scope["path"]):
            # Packing a large file takes a moment: other readers do not wait for it.
            answer = await to_thread.run_sync(_answer, request, file)
        else:
            answer = not_found.answer(languages.of(request))
        await answer(scope, receive, send)


def _asks_for_a_file(scope: Scope) -> bool:
    reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return reads and scope["path"].startswith(tuple(FOLDERS))


def _file(path: str) -> Path | None:
    for start, folder in FOLDERS.items():
        if path.startswith(start):
            with suppress(OSError, ValueError):  # no name is that long, or has such signs
                file = (folder / path.removeprefix(start)).resolve()
                if file.is_relative_to(folder.resolve()) and file.is_file():
                    return _ours_instead(file)
    return None


def _ours_instead(file: Path) -> Path:
    ours = _INSTEAD.get(file.name.partition(".")[0])
    cut = FOLDERS["/app/static/"] / ours if ours else file
    return cut if cut.is_file() else file


def _answer(request: Request, file: Path) -> Response:
    encoding = _encoding(request, file)
    packed = _packed_once(file, encoding)
    headers = {"Cache-Control": _keep(request, file), "ETag": packed.etag}
    if file.suffix in _PACKED:
        headers["Vary"] = "Accept-Encoding"
    if request.headers.get("if-none-match") == packed.etag:
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(packed.body, headers=headers, media_type=_media_type(file))


def _encoding(request: Request, file: Path) -> str:
    if file.suffix not in _PACKED:
        return ""
    accepted = {
        part.partition(";")[0].strip()
        for part in request.headers.get("accept-encoding", "").split(",")
        if part.replace(" ", "").partition(";")[2] not in ("q=0", "q=0.0")
    }
    return next((one for one in ("br", "gzip") if one in accepted), "")


def _packed_once(file: Path, encoding: str) -> Packed:
    # One at a time: the first two hundred readers ask for the same file at once.
    with _packing:
        return _packed(file, encoding, file.stat().st_mtime_ns)


@lru_cache(maxsize=600)
def _packed(file: Path, encoding: str, changed: int) -> Packed:
    content = file.read_bytes()
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}{encoding and "-" + encoding}"'
    if encoding == "br":
        content = brotli.compress(content, quality=9)
    elif encoding == "gzip":
        content = gzip.compress(content, 9, mtime=0)
    return Packed(content, etag)


def _keep(request: Request, file: Path) -> str:
    if file.suffix == ".woff2":
        return _A_WEEK
    hashed = request.scope["path"].startswith("/static/") or "v" in request.query_params
    return _A_YEAR if hashed else _ASK_FIRST


def _media_type(file: Path) -> str:
    known = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return known or "application/octet-stream"
