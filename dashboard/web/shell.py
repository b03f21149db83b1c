"""The page that Streamlit's front end starts in, made ours: language, title, words, styles."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, navigation, settings
from dashboard.i18n import _
from dashboard.navigation import Page
from dashboard.web import built_in_words, languages, moved, templates
from dashboard.web.metadata import Meta, meta


class ShellChanged(Exception):
    """Streamlit's page is not the one this house was built for: look at it, then mend the cuts."""


# Each cut must be found: another version of Streamlit fails at start, not silently on the air.
_CUTS = (
    (r'<html lang="en">', '<html lang="LANGUAGE">'),
    (r"<title>Streamlit</title>", "HEAD"),
    (r"<noscript>.*?</noscript>", "<noscript>\n      WORDS\n    </noscript>"),
    # Its own font is not used, its JSON interface is off, its inline script would need a hole in
    # the content policy.
    (r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*>', ""),
    (r'<!--\s+Machine-readable.*?-->\s*<link rel="service-desc"[^>]*>', ""),
    (r"<!-- initialize window\.prerenderReady.*?</script>", ""),
    (r'href="\./favicon\.png"', 'href="/app/static/icon.png"'),
    # One address for all languages: a switch finds the code in the browser's cache.
    (r'(src|href)="\./static/', r'\1="/static/'),
)


def _cut(markup: str) -> str:
    for pattern, ours in _CUTS:
        markup, found = re.subn(pattern, ours, markup, flags=re.DOTALL)
        if not found:
            raise ShellChanged(pattern)
    return markup


@lru_cache(maxsize=1)
def _shell() -> str:
    return _cut((resources.files("streamlit") / "static" / "index.html").read_text("utf-8"))


def document(about: Meta) -> str:
    """The whole page for one address in one language."""
    i18n.use(about.language)
    head = templates.filled(
        "head.html",
        meta=about,
        words=built_in_words.translated(),
        lost=_(
            "The connection was lost. What you see stays; "
            "it goes on by itself as soon as the server answers."
        ),
    )
    words = templates.filled(
        "noscript.html",
        meta=about,
        without_scripts=_(
            "Search, map and comparison need JavaScript, all of it from this address."
        ),
    )
    # One pass, so that no text of the catalogue is taken for a place to fill.
    ours = {"LANGUAGE": about.language, "HEAD": head, "WORDS": words}
    return re.sub(r"\b(LANGUAGE|HEAD|WORDS)\b", lambda found: ours[found[0]], _shell())


def origin(request: Request) -> str:
    """The public address of the house: as it was set, else as it was asked for."""
    return settings.public_url() or str(request.base_url).rstrip("/")


_OF_PRACTICES = ("practice", "history", "compare")  # pages whose `id` names practices


def _route(page: Page) -> Route:
    names = moved.PRACTICES if page.script in _OF_PRACTICES else moved.PICKS

    def answer(request: Request) -> Response:
        if elsewhere := moved.instead(request, names):
            return elsewhere
        about = meta(
            page,
            query=request.url.query,
            # The first, as the page itself reads it; .get() would give the last.
            slug=next(iter(request.query_params.getlist("id")), None),
            language=languages.of(request),
            origin=origin(request),
        )
        return _compressed(request, document(about), about.status)

    return Route(f"/{page.path}", answer, methods=["GET", "HEAD"])


def _compressed(request: Request, markup: str, status: int) -> Response:
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(markup, status, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return HTMLResponse(gzip.compress(markup.encode(), 6, mtime=0), status, headers=headers)


def _icon(_request: Request) -> Response:
    """Where browsers, and Streamlit's front end, look for an icon unasked."""
    return RedirectResponse(templates.served("icon.png"), 308)


routes: list[BaseRoute] = [
    *(_route(page) for page in navigation.PAGES),
    Route("/favicon.png", _icon),
    Route("/favicon.ico", _icon),
]
