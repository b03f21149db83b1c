"""What every plain page has around its content: head, marks, languages, foot."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request

from dashboard import navigation
from dashboard.i18n import LANGUAGES, _, language
from dashboard.web import shell, templates
from dashboard.web.metadata import in_brief, with_territory

_STYLES = Path(__file__).parents[1] / "templates" / "plain" / "plain.css"


def filled(
    template: str,
    request: Request,
    *,
    title: str,
    description: str,
    address: str,
    kind: str = "website",
    picture: str | None = None,
    indexed: bool = True,
    feed: str | None = None,
    **values: object,
) -> str:
    """A page from templates/plain/; `address` is what follows the language: "p/ID", "press".

    `picture` and `feed` are addresses of the same form, for shared links and for readers of feeds.
    """
    origin, now = shell.origin(request), language()
    query = f"?{request.url.query}" if request.url.query else ""
    return templates.filled(
        f"plain/{template}",
        language=now,
        locale=with_territory(now),
        styles=styles(),
        site=_("Living together: what cities do"),
        title=title,
        description=in_brief(description),
        kind=kind,
        here=f"{origin}/{now}/{address}",
        neutral=f"{origin}/{address}",
        sisters=[(code, f"/{code}/{address}{query}") for code in LANGUAGES],
        elsewhere=[
            *((code, f"{origin}/{code}/{address}") for code in LANGUAGES),
            ("x-default", f"{origin}/{address}"),
        ],
        names=LANGUAGES,
        picture=f"{origin}/{now}/{picture}" if picture else None,
        feed=f"/{now}/{feed}" if feed else None,
        indexed=indexed,
        ways=_ways(),
        legal=legal(),
        frame=_words(),
        **values,
    )


@lru_cache(maxsize=1)
def styles() -> Markup:
    """The look of plain pages, set into each: one request shows the whole."""
    lines = (line.strip() for line in _STYLES.read_text(encoding="utf-8").splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith("/*")))


def _ways() -> list[tuple[str, str]]:
    now = language()
    return [
        (navigation.address("explore", now), _("Search the catalogue")),
        (navigation.address("map", now), _("Open the map")),
        (f"/{now}/talk", _("Talk with the cities")),
        (f"/{now}/press", _("For the press")),
        (f"/{now}/check", _("Check figures and quotes")),
        (navigation.address("about", now), _("About the catalogue")),
    ]


def legal() -> list[tuple[str, str]]:
    """What the law and fairness want to be one press away from every page."""
    now = language()
    return [
        (f"/{now}/rules", _("Rules")),
        (f"/{now}/privacy", _("Privacy")),
        (f"/{now}/accessibility", _("Accessibility")),
        (f"/{now}/contact", _("Contact")),
        (f"/{now}/imprint", _("Imprint")),
    ]


def _words() -> dict[str, str]:
    return {
        "first_page": _("First page"),
        "home": navigation.address("home", language()),
        "skip": _("To the content"),
        "languages": _("Language"),
        "ways": _("Ways on"),
        "licence": _("Texts of the catalogue: CC BY 4.0, credit “Living together catalogue”."),
        "counts": _("Counts measure what was read, never the city."),
    }
