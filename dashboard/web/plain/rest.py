"""What no other route of a plain room took: the kind page, never another room's answer."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import navigation
from dashboard.web import languages, not_found


def _nothing(request: Request) -> Response:
    return not_found.answer(languages.of(request))


async def _other_method(request: Request, fault: Exception) -> Response:
    page = not_found.other_method(languages.of(request))
    page.headers.update(getattr(fault, "headers", None) or {})  # the methods it knows
    return page


# What the router itself refuses.
faults: dict[Any, Any] = {405: _other_method}

# Streamlit answers whatever is left, so these stand last.
routes: list[BaseRoute] = [
    Route(f"/{room}{below}", _nothing)
    for room in (*navigation.SPOKEN, *navigation.UNSPOKEN)
    for below in ("", "/{rest:path}")
]
