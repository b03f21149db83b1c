"""Forms of plain pages: read with a limit, accepted from our own pages only; our cookies."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from dashboard import settings

COOKIE = "form"  # the browser's half of the key that each form carries
MOST_BYTES = 16_384
_KEY = re.compile(r"[\w-]{40,64}")
Made = TypeVar("Made")

# So many forms are worked on at a time. A flood of them waits in line, where waiting costs nothing,
# and leaves the desk and the readers their share of the processor.
_at_work = CapacityLimiter(3)


async def worked(function: Callable[..., Made], *given: object) -> Made:
    """What a function makes of a form, in one of few threads of their own."""
    return await to_thread.run_sync(partial(function, *given), limiter=_at_work)


async def read(request: Request, most: int = MOST_BYTES) -> dict[str, str]:
    """The fields of a form; nothing where it is larger than any form of ours."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > most:
            return {}
    told = content.decode("utf-8", "replace")
    return dict(parse_qsl(told, keep_blank_values=True, max_num_fields=50))


def key(request: Request) -> str:
    """The key for a form: the one this browser has, else a new one."""
    given = request.cookies.get(COOKIE, "")
    return given if _KEY.fullmatch(given) else secrets.token_urlsafe(32)


def ours(request: Request, form: Mapping[str, str]) -> bool:
    """Whether a form was sent by this browser from a page of ours."""
    given = request.cookies.get(COOKIE, "")
    return from_here(request) and bool(_KEY.fullmatch(given)) and same(given, form.get("key", ""))


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, told in the same time wherever they differ."""
    return secrets.compare_digest(one.encode(), other.encode())


def from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    hosts = {request.headers.get("host", ""), urlsplit(settings.public_url()).netloc} - {""}
    return urlsplit(origin).netloc in hosts


def secure(request: Request) -> bool:
    """Whether the browser speaks to us encrypted, be it by way of a proxy."""
    return request.url.scheme == "https" or settings.public_url().startswith("https://")


def keep(request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
    """Give the browser a cookie that no script reads and no other site sends."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure(request),
    )
