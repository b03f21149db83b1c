"""The language of an address: /fr/explore is /explore, spoken in French."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import navigation
from dashboard.i18n import LANGUAGES, SOURCE
from dashboard.web import not_found

_WRITTEN = re.compile(r"[^\x00-\x1f\x7f]*")  # no address of ours has control signs
_PREFIX = re.compile(rf"^/({'|'.join(LANGUAGES)})(/.*|$)", re.DOTALL)
# What Streamlit itself answers, below any prefix: its socket, code, our static files, media.
_STREAMLIT = ("/_stcore/", "/static/", "/app/static/", "/media/", "/component/")
_PAGES = frozenset(f"/{page.path}" for page in navigation.PAGES)
_PLAIN = frozenset(f"/{path}" for path in (*navigation.PLAIN, "favicon.png", "favicon.ico"))
_SPOKEN, _UNSPOKEN = frozenset(navigation.SPOKEN), frozenset(navigation.UNSPOKEN)
# Streamlit's own way to an identity provider and back.
_PROVIDER = frozenset(("/auth/login", "/auth/logout", "/oauth2callback"))


class LanguagePrefix:
    """Takes the language off the address, and answers addresses that lead nowhere.

    The browser keeps the prefix as the base of the app: web socket, uploads and page links follow.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has an address here; answer the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        language, path = divided(scope["path"])
        if language:
            # Latin-1 is ASGI's form of bytes; the router reads `path`, logs read `raw_path`.
            scope = dict(scope, path=path, raw_path=quote(path).encode(), language=language)
        if scope["type"] == "http" and (answer := _instead(Request(scope), language, path)):
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


def divided(path: str) -> tuple[str | None, str]:
    """The language of a path, if it has one, and the path without it."""
    found = _PREFIX.match(path)
    return (found[1], found[2] or "") if found else (None, path)


def of(request: Request) -> str:
    """The language a request is answered in: the address's, else the browser's."""
    return request.scope.get("language") or preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """Our language that the browser wants most, by the weights it gives; else English."""
    wanted: dict[str, float] = {}
    for part in header.split(","):
        name, _, weight = part.partition(";")
        code = name.strip().split("-")[0].lower()
        if code in LANGUAGES:
            wanted[code] = max(wanted.get(code, 0), _weight(weight))
    best = max(wanted, key=lambda code: wanted[code], default=SOURCE)
    return best if wanted.get(best) else SOURCE


def _weight(parameter: str) -> float:
    found = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameter)
    return float(found[1]) if found else 1.0


def _instead(request: Request, language: str | None, path: str) -> Response | None:
    """The answer for an address that is not one of ours as it stands; None lets it pass."""
    if not _WRITTEN.fullmatch(path):
        return not_found.answer(of(request))
    if path.startswith(_STREAMLIT) or path in _PROVIDER:
        return None
    if language and not path:
        return _moved(request, f"/{language}/", permanent=True)
    if path != "/" and path.endswith("/") and path.rstrip("/") in _PAGES | _PLAIN:
        start = f"/{language}" if language else ""
        return _moved(request, start + path.rstrip("/"), permanent=True)
    if path.endswith("/") and "/" in path.strip("/") and _room(path) in _SPOKEN:
        return _moved(request, f"/{language or of(request)}{path.rstrip('/')}", permanent=True)
    if path in _PAGES and not language:
        return _moved(request, f"/{of(request)}{path}", permanent=False)
    if path in _PAGES or path in _PLAIN:
        return None
    if (room := _room(path)) in _SPOKEN:
        return None if language else _moved(request, f"/{of(request)}{path}", permanent=False)
    if room in _UNSPOKEN:
        return None if not language else _moved(request, path, permanent=True)
    return not_found.answer(of(request))


def _room(path: str) -> str:
    """The first part of an address."""
    return path.removeprefix("/").partition("/")[0]


def _moved(request: Request, path: str, *, permanent: bool) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    if permanent:
        return RedirectResponse(path + query, 308)
    # /explore is shared with readers of every language: no cache may choose for them.
    return RedirectResponse(
        path + query, 302, headers={"Vary": "Accept-Language", "Cache-Control": "no-store"}
    )
