"""Around Streamlit's sign-in at an identity provider: the way back, and cookies that end in time.

Streamlit keeps who somebody is in a cookie of thirty days that travels unencrypted where it can,
and always leads back to the first page.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import settings
from dashboard.catalogue import people
from dashboard.web import form_guard, languages, way_back
from dashboard.web.sign_in import WAY_BACK

CALLBACK = "/oauth2callback"
_IDENTITY = "_streamlit_user="
_OWN_PATHS = ("/auth/login", "/auth/logout", CALLBACK)


class ProviderWays:
    """Leads people back to where they came from, and keeps Streamlit's cookies short and safe."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the answers of Streamlit's own sign-in addresses; pass all others on."""
        if scope["type"] != "http" or scope["path"] not in _OWN_PATHS:
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = "no-store"
                headers["Referrer-Policy"] = "no-referrer"
                _shorten(request, message)
                if scope["path"] == CALLBACK:
                    _lead_back(request, message)
            await send(message)

        await self.app(scope, receive, changed)


def _lead_back(request: Request, message: Message) -> None:
    """To the page somebody came from; with a word where the provider sent them back unnamed."""
    headers = MutableHeaders(scope=message)
    if headers.get("location") != "/":
        return
    if "state" not in request.query_params and "error" not in request.query_params:
        return  # the provider has signed somebody out: the first page
    told = request.cookies.get(WAY_BACK, "")
    language = languages.divided(told)[0] or languages.of(request)
    back = way_back.of(told, language)
    if any(one.startswith(_IDENTITY) for one in headers.getlist("set-cookie")):
        headers["location"] = back
        gone = Response()
        gone.delete_cookie(WAY_BACK, path="/")
        headers.append("set-cookie", gone.headers["set-cookie"])
    else:
        told = urlencode({"fault": "provider", "next": back})
        headers["location"] = f"/{language}/sign-in?{told}"


def _shorten(request: Request, message: Message) -> None:
    """Streamlit's cookies end with our sessions, and are encrypted where we are."""
    hours = settings.number("SESSION_HOURS", people.HOURS)
    safe = form_guard.secure(request)
    told = []
    for name, value in message["headers"]:
        if name.lower() == b"set-cookie" and value.startswith(b"_streamlit_"):
            longest = f"Max-Age={hours * 3600}".encode()
            value = re.sub(rb"Max-Age=[1-9]\d{4,}", longest, value, flags=re.IGNORECASE)
            if safe and b"secure" not in value.lower():
                value += b"; Secure"
        told.append((name, value))
    message["headers"] = told
