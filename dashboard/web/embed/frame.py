"""What every embed has around its content: its look, its credit, and leave to be framed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request

from dashboard.i18n import _, language
from dashboard.pictures import LICENCE
from dashboard.web import shell, templates
from dashboard.web.answers import Made
from dashboard.web.headers import FRAMED
from dashboard.web.pictures import BadQuestion, chosen

LOOKS = {"auto": "light dark", "light": "light", "dark": "dark"}
_STYLES = Path(__file__).parents[1] / "templates" / "embed" / "embed.css"
# Nothing runs, nothing is sent, nothing comes from elsewhere; anybody may frame it.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
    f"form-action 'none'; {FRAMED}"
)


def framed(
    template: str,
    request: Request,
    *,
    title: str,
    address: str,
    dated: str,
    status: int = 200,
    **values: object,
) -> Made:
    """An embed from templates/embed/; `address` is where the whole stands: "p/ID"."""
    origin, now = shell.origin(request), language()
    markup = templates.filled(
        f"embed/{template}",
        language=now,
        title=title,
        scheme=look(request),
        styles=_styles(),
        whole=f"{origin}/{now}/{address}",
        dated=dated,
        home=f"{origin}/{now}/",
        foot={
            "more": _("Read on in the catalogue"),
            "credit": _("Living together catalogue"),
            "licence": LICENCE,
        },
        **values,
    )
    return Made(markup, status=status, headers=headers())


def headers() -> dict[str, str]:
    """What lets others frame an answer."""
    return {"Content-Security-Policy": _POLICY, "Cross-Origin-Resource-Policy": "cross-origin"}


def look(request: Request) -> str:
    """The colour scheme that is asked for; without one the reader's own."""
    try:
        return chosen(request, "look", LOOKS, "auto")
    except BadQuestion:
        return LOOKS["auto"]


def sentence(request: Request, words: str, status: int) -> Made:
    """A kind sentence where there is nothing to show."""
    return framed("sentence.html", request, title=words, address="", dated="", status=status)


@lru_cache(maxsize=1)
def _styles() -> Markup:
    return Markup(_STYLES.read_text(encoding="utf-8"))  # noqa: S704 - our own file
