"""The page for an address that leads nowhere: kind, in the reader's language, with ways on."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from dashboard import i18n, navigation
from dashboard.i18n import _
from dashboard.web import templates


def answer(language: str) -> HTMLResponse:
    """A true 404, so that neither search engines nor caches keep the address."""
    i18n.use(language)
    ways = [
        (navigation.address("explore", language), _("Search the catalogue")),
        (navigation.address("map", language), _("Open the map")),
        (navigation.address("home", language), _("Back to the first page")),
    ]
    page = templates.filled(
        "not_found.html",
        language=language,
        title=_("This address leads nowhere"),
        explanation=_(
            "The page was moved, or the address was copied in part. "
            "Nothing is lost: all practices are still in the catalogue."
        ),
        ways=ways,
    )
    return HTMLResponse(page, 404, headers={"Cache-Control": "no-store"})
