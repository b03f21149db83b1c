"""Addresses that name a practice by an id of former times: led to the id of now."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse

from dashboard.catalogue import standing
from dashboard.catalogue.errors import NoStore, StoreBusy

PICKS = ("pick",)  # what names practices on any page
PRACTICES = ("id", "pick")  # and where `id` names one too
_MOST = 8  # an address of ours names four at most


def instead(request: Request, names: Sequence[str] = PICKS) -> RedirectResponse | None:
    """The same address with the ids of now; None where none of them has moved."""
    asked = parse_qsl(request.url.query, keep_blank_values=True)
    named = [value for name, value in asked if name in names][:_MOST]
    now = {slug: moved for slug in named if (moved := _now_at(slug))}
    if not now:
        return None
    led = [(name, now.get(value, value) if name in names else value) for name, value in asked]
    language = request.scope.get("language")
    start = f"/{language}" if language else ""
    query = urlencode(list(dict.fromkeys(led)))
    return RedirectResponse(
        f"{start}{request.scope['path']}?{query}", 308, headers={"Cache-Control": "no-cache"}
    )


def _now_at(slug: str) -> str | None:
    try:
        return standing.now_at(slug)
    except (NoStore, StoreBusy):
        return None  # the page itself says that there is no catalogue
