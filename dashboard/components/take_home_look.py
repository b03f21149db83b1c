"""How an edition will look, and whether everybody can read its colours."""

from __future__ import annotations

from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, number
from dashboard.taking_home import colours
from dashboard.taking_home.colours import Colours, Measured


def show(chosen: Colours, name: str) -> None:
    """The head of a page by day and by night, a slide, and each contrast in words."""
    safe = Colours(*(_safe(getattr(chosen, one)) for one in ("light", "dark", "wall")))
    shown = text(name or _("Living together: what cities do"))
    markup.html(
        '<div class="dress">'
        f"{_paper(colours.LIGHT, '#14242c', safe.light, shown, _('By day'))}"
        f"{_paper(colours.DARK, '#e9eeed', safe.dark, shown, _('By night'))}"
        f"{_slide(safe.wall, shown)}</div>"
    )
    rows = "".join(_row(one) for one in colours.measured(safe))
    markup.html(f'<ul class="dress-measured">{rows}</ul>')


def _safe(written: str) -> str:
    """A colour, whatever came over the line: nothing else enters a style."""
    return colours.whole(written) if colours.is_colour(written) else Colours().light


def _paper(ground: str, ink: str, accent: str, name: str, when: str) -> str:
    link = text(_("Read everything"))
    return (
        f'<div class="dress-page" style="background:{ground};color:{ink};'
        f'border-top-color:{accent}"><p class="dress-when">{text(when)}</p>'
        f'<p class="dress-name" dir="auto">{name}</p>'
        f'<p><span class="dress-link" style="color:{accent}">{link}</span></p></div>'
    )


def _slide(paint: str, name: str) -> str:
    when = text(_("On slides"))
    style = f"background:{paint};color:#ffffff;border-top-color:{paint}"
    return (
        f'<div class="dress-page" style="{style}">'
        f'<p class="dress-when">{when}</p><p class="dress-name" dir="auto">{name}</p></div>'
    )


def _row(one: Measured) -> str:
    ratio = _("{ratio} to 1").format(ratio=number(int(one.ratio * 10) / 10, 1, fixed=True))
    said = _("can be read") if one.enough else _("too weak: 4.5 is needed")
    kind = "" if one.enough else ' class="dress-weak"'
    return (
        f"<li{kind}><span>{text(_(one.use.where))}</span> <b>{text(ratio)}</b>"
        f" <span>{text(said)}</span></li>"
    )
