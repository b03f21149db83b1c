"""Who is signed in, for plain pages."""

from __future__ import annotations

from starlette.requests import Request

from dashboard import settings
from dashboard.catalogue import people
from dashboard.catalogue.rights import Actor

SESSION = "session"  # the cookie


def actor(request: Request) -> Actor | None:
    """Whose session the request's cookie names; None for visitors."""
    token = request.cookies.get(SESSION)
    if not token or settings.sign_in() != "accounts":
        return None
    return people.session(token)
