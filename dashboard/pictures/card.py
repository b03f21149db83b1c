"""The card that a shared link shows: the city as headline, its title, the bar of its theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.i18n import _
from dashboard.pictures import drawing, lettering, page, png
from dashboard.pictures.drawing import LIGHT, Canvas
from dashboard.pictures.lettering import STRONG, TEXT, TITLE

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64
_MOST_LINES = 3


@dataclass(frozen=True)
class Card:
    """What stands on a card: a large headline, what is beside it, a sentence, themes."""

    headline: str
    beside: str
    title: str
    themes: Sequence[str] = ()


def as_png(card: Card, address: str) -> bytes:
    """The card in pixels, with the words in the file as well."""
    canvas = Canvas(LIGHT)
    _bar(canvas, card.themes)
    y = _headline(canvas, card)
    _title(canvas, card.title, y)
    _foot(canvas, card.themes, address)
    svg = page.markup(canvas, card.headline, card.title, WIDTH, HEIGHT)
    told = {"Title": card.headline, "Description": card.title, "Source": address}
    return png.signed(png.drawn(svg, WIDTH, HEIGHT, WIDTH), told)


def _bar(canvas: Canvas, themes: Sequence[str]) -> None:
    fill = canvas.inks.themes[themes[0]] if themes else canvas.inks.ink
    canvas.box(0, 0, WIDTH, 14, fill)


def _headline(canvas: Canvas, card: Card) -> float:
    room = WIDTH - 2 * _MARGIN
    size = drawing.fitting(card.headline, 104, room, TITLE)
    y = _MARGIN + size
    canvas.words(card.headline, _MARGIN, y, size=size, face=TITLE)
    if not card.beside:
        return y
    y += 50
    canvas.words(card.beside, _MARGIN, y, size=32, ink=canvas.inks.muted)
    return y


def _title(canvas: Canvas, title: str, y: float) -> None:
    """The title as large as three lines allow, down to a size that is read on a phone."""
    room = WIDTH - 2 * _MARGIN
    size = next(
        (one for one in (56, 50, 44, 38) if len(_lines(title, one, room)) <= _MOST_LINES), 38
    )
    broken = _lines(title, size, room)
    if len(broken) > _MOST_LINES:
        broken = [*broken[: _MOST_LINES - 1], f"{broken[_MOST_LINES - 1]} …"]
    canvas.block(broken, _MARGIN, y + size * 1.55, size=size, leading=size * 1.16, face=TITLE)


def _lines(title: str, size: float, room: float) -> list[str]:
    return lettering.balanced(title, TITLE, size, room)


def _foot(canvas: Canvas, themes: Sequence[str], address: str) -> None:
    y = HEIGHT - _MARGIN * 0.85
    canvas.line(_MARGIN, y - 52, WIDTH - _MARGIN, y - 52)
    x: float = _MARGIN
    for theme in themes or vocabulary.codes("theme"):
        canvas.mark(theme, x + 13, y - 9, 26)
        x += 36
        if themes:
            told = words.label("theme", theme)
            canvas.words(told, x, y, size=26, face=STRONG)
            x += lettering.width(told, STRONG, 26) + 32
        if x > WIDTH * 0.6:
            break
    site = _("Living together: what cities do")
    if not themes:
        canvas.words(site, x + 8, y, size=26, face=STRONG)
    host = address.partition("://")[2].partition("/")[0]
    if x + lettering.width(host, TEXT, 26) < WIDTH - _MARGIN - 30:
        canvas.words(host, WIDTH - _MARGIN, y, size=26, anchor="end", ink=canvas.inks.muted)
