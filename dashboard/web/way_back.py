"""Where somebody goes after signing in or out: back to a page of this house, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dashboard import navigation

_LONGEST = 2000
_PLAIN = {"/press/sealed"}  # plain pages that ask who is there
_OWN = re.compile(r"/(?:fr|en|de|es)(/[^\\\s\x00-\x1f\x7f]*)")


def of(told: str | None, language: str) -> str:
    """The page that was told, in this language of ours; the desk where it is none of our pages."""
    found = _OWN.fullmatch(told or "")
    if not found or len(found[0]) > _LONGEST:
        return navigation.address("desk", language)
    parts = urlsplit(found[1])
    pages = {f"/{page.path}" for page in navigation.PAGES if page.script != "enter"} | _PLAIN
    if parts.scheme or parts.netloc or parts.path not in pages:
        return navigation.address("desk", language)
    return f"/{language}{parts.path}" + (f"?{parts.query}" if parts.query else "")
