"""What there is to take away from a view: the sheet, the picture, the plain page, the frame."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.catalogue.filters import Filters
from dashboard.components import markup
from dashboard.i18n import N_, _, language

_Link = tuple[str, str]
_NAMES = {
    "map": N_("The map as {kind}"),
    "themes": N_("Themes and topics as {kind}"),
    "starts": N_("Years as {kind}"),
    "evidence": N_("Evidence as {kind}"),
}


def practice(slug: str) -> None:
    """A practice as a short page, a sheet, data and a frame for an article."""
    _show(
        [
            (_room(f"p/{slug}"), _("Short page to share")),
            (_room(f"talk/practice/{slug}"), _("What inhabitants say of it")),
            (_room(f"sheet/p/{slug}.pdf"), _("Sheet to print (PDF)")),
            (f"/record/{slug}.json", _("Data (JSON)")),
            (_room("embed", what="practice", id=slug), _("For your article")),
        ]
    )


def city(slug: str) -> None:
    """A city as a short page, a sheet, a press kit and a brief for a meeting with its mayor."""
    _show(
        [
            (_room(f"c/{slug}"), _("Short page to share")),
            (_room(f"talk/city/{slug}"), _("What inhabitants say of it")),
            (_room("questions", city=slug), _("Questions to its mayor")),
            (_room(f"sheet/c/{slug}.pdf"), _("Sheet to print (PDF)")),
            (_room("brief", theirs=slug), _("Brief for a meeting with this city")),
            (_room(f"kit/c/{slug}.zip"), _("Press kit (ZIP)")),
            (f"/take-home/city/{slug}.zip", _("The exhibition to take home (ZIP)")),
            (_room(f"feed/c/{slug}.atom"), _("Feed (Atom)")),
        ]
    )


def comparison(slugs: tuple[str, ...]) -> None:
    """A comparison as one page for the council, and as a frame for an article."""
    _show(
        [
            (_room("sheet/compare.pdf", id=slugs), _("One page for the council (PDF)")),
            (_room("embed", what="compare", id=slugs), _("For your article")),
        ]
    )


def charts(filters: Filters, *names: str) -> None:
    """Pictures of what is shown, to print with their credit inside."""
    asked = filters.to_query()
    links = []
    for name in names:
        links.append((_room(f"picture/{name}.svg", **asked), _(_NAMES[name]).format(kind="SVG")))
        links.append((_room(f"picture/{name}.png", **asked), _(_NAMES[name]).format(kind="PNG")))
    _show(links)


def selection(filters: Filters) -> None:
    """A list as a press kit and as a feed that tells of what is new in it."""
    asked = filters.to_query()
    _show(
        [
            (_room("kit/selection.zip", **asked), _("Press kit of this list (ZIP)")),
            (_room("feed/search.atom", **asked), _("Feed of this list (Atom)")),
        ]
    )


def _room(path: str, **query: str | list[str] | tuple[str, ...]) -> str:
    """The address of a plain page or file, in the reader's language."""
    asked = urlencode({name: value for name, value in query.items() if value}, doseq=True)
    return f"/{language()}/{path}" + (f"?{asked}" if asked else "")


def _show(links: list[_Link]) -> None:
    name = markup.text(_("To take away"))
    items = "".join(f"<li>{markup.link(href, words)}</li>" for href, words in links)
    markup.html(
        f'<nav class="take-home no-print" aria-label="{name}"><p class="label">{name}</p>'
        f"<ul>{items}</ul></nav>"
    )
