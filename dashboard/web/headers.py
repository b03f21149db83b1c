"""Headers on every answer: nothing is fetched from, or framed by, another house."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Components arrive as text and are started from a blob.
        "script-src 'self' blob:",
        # Streamlit's styles are made in the browser.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


# What browsers look at that do not know of ancestors in a policy.
_UNFRAMED = "X-Frame-Options"
FRAMED = "frame-ancestors *"


class SecurityHeaders:
    """Adds the house's headers where an answer does not bring its own.

    Nothing may be framed but what says FRAMED in a policy of its own: the embeds.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if FRAMED not in headers["Content-Security-Policy"]:
                    headers.setdefault(_UNFRAMED, "DENY")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
