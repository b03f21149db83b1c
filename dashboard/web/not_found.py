"""The page for an address that leads nowhere: kind, in the reader's language, with ways on."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from dashboard import i18n, navigation
from dashboard.i18n import _
from dashboard.web import templates


def answer(language: str) -> HTMLResponse:
    """A true 404, so that neither search engines nor caches keep the address."""
    i18n.use(language)
    return _page(
        _("This address leads nowhere"),
        _(
            "The page was moved, or the address was copied in part. "
            "Nothing is lost: all practices are still in the catalogue."
        ),
        404,
    )


def too_long(language: str) -> HTMLResponse:
    """A 414 for an address that asks more than anybody would type."""
    i18n.use(language)
    return _page(
        _("This address is too long"),
        _("It asks for more than one page can show. Begin anew with a shorter question."),
        414,
    )


def other_method(language: str) -> HTMLResponse:
    """A 405 for whoever sends something to an address that is for reading."""
    i18n.use(language)
    return _page(
        _("This address takes nothing in"),
        _("It can be opened and read, no more. Open it as a link to see what is there."),
        405,
    )


def too_many(language: str) -> HTMLResponse:
    """A 429 for an address from which very many files were asked for in a minute."""
    i18n.use(language)
    return _page(
        _("Very many files were asked for from here"),
        _(
            "All who share your connection count as one. Wait a moment, then open the address "
            "again; pages can be read meanwhile."
        ),
        429,
    )


def too_many_forms(language: str) -> HTMLResponse:
    """A 429 for a form, when very many come: short, and made before anything of it is read."""
    i18n.use(language)
    return _page(
        _("Very many people are writing just now"),
        _(
            "Your text was not read yet, and it is not lost: go back one page, there it stands. "
            "Send it again in a minute."
        ),
        429,
    )


def _page(title: str, explanation: str, status: int) -> HTMLResponse:
    language = i18n.language()
    ways = [
        (navigation.address("explore", language), _("Search the catalogue")),
        (navigation.address("map", language), _("Open the map")),
        (navigation.address("home", language), _("Back to the first page")),
    ]
    page = templates.filled(
        "not_found.html", language=language, title=title, explanation=explanation, ways=ways
    )
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
