"""What a picture is drawn with: inks of light and dark, marks of the themes, words and lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from dashboard.pictures import lettering
from dashboard.pictures.lettering import STRONG, TEXT, Face

# A thin no-break space is in neither face; a soft hyphen is no sign to draw.
_UNDRAWN = str.maketrans({"\u202f": "\u00a0", "\u00ad": None})


@dataclass(frozen=True)
class Inks:
    """The colours of one look, named as the design names them."""

    paper: str
    mist: str
    ink: str
    muted: str
    edge: str
    hair: str
    act: str
    border: str
    themes: dict[str, str]
    steps: tuple[str, ...]  # from little to much; on the later half words are in paper


LIGHT = Inks(
    paper="#FBFCFB",
    mist="#EDF1F0",
    ink="#14242C",
    muted="#4C5B62",
    edge="#78878D",
    hair="#D5DDDC",
    act="#163E5C",
    border="#CBD5D4",
    themes={"cohesion": "#B8461A", "integration": "#0F746E", "security": "#372080"},
    steps=("#C4D5DB", "#86A8B8", "#46738B", "#10324A"),
)
DARK = Inks(
    paper="#10181C",
    mist="#1A252A",
    ink="#E9EEED",
    muted="#A9B7BB",
    edge="#6F8188",
    hair="#2C3A40",
    act="#A9D3E6",
    border="#34434A",
    themes={"cohesion": "#F08F3E", "integration": "#83DED0", "security": "#9F8CEB"},
    steps=("#30525F", "#4C7B8D", "#7AADC0", "#B9DFEE"),
)


def readable(field_colour: str, inks: Inks) -> str:
    """The ink that is read best on a field: of paper and ink the one of higher contrast."""
    return max((inks.paper, inks.ink), key=lambda one: _contrast(one, field_colour))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    lights = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
              for one in (red, green, blue)]  # fmt: skip
    return 0.2126 * lights[0] + 0.7152 * lights[1] + 0.0722 * lights[2]


@dataclass
class Canvas:
    """What was drawn so far; everything is placed in units of the picture."""

    inks: Inks
    parts: list[str] = field(default_factory=list)
    used: list[tuple[Face, str]] = field(default_factory=list)
    hatched: bool = False

    def words(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float,
        face: Face = TEXT,
        ink: str = "",
        anchor: str = "start",
        halo: str = "",
    ) -> None:
        """One line of words on its base line; `halo` is the paper it stands out from."""
        shown = words.translate(_UNDRAWN)
        self.used.append((face, shown))
        # The halo is drawn beneath by itself: not every program knows the order of paints.
        for stroke in ([halo] if halo else []) + [""]:
            painted = f' stroke="{stroke}" stroke-width="{_n(size / 4)}"' if stroke else ""
            joined = ' stroke-linejoin="round" aria-hidden="true"' if stroke else ""
            self.parts.append(
                f'<text x="{_n(x)}" y="{_n(y)}" font-family="\'{face.family}\', {face.instead}" '
                f'font-weight="{face.weight}" font-size="{_n(size)}" '
                f'fill="{stroke or ink or self.inks.ink}" text-anchor="{anchor}"{painted}{joined}>'
                f"{text(shown)}</text>"
            )

    def block(
        self,
        told: Sequence[str],
        x: float,
        y: float,
        *,
        size: float,
        leading: float,
        face: Face = TEXT,
        ink: str = "",
    ) -> float:
        """Lines of words from a base line on; gives the base line of the last."""
        for at, line in enumerate(told):
            self.words(line, x, y + at * leading, size=size, face=face, ink=ink)
        return y + max(0, len(told) - 1) * leading

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" '
            f'height="{_n(max(height, 0))}" fill="{fill}"/>'
        )

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """A hatched field, which says that nothing is stated, with an edge at its left."""
        self.hatched = True
        self.box(x, y, width, height, "url(#hatch)")
        self.box(x, y, 2, height, self.inks.edge)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, ink: str = "", width: float = 1
    ) -> None:
        """A straight line."""
        self.parts.append(
            f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{ink or self.inks.hair}" '
            f'stroke-width="{_n(width)}" fill="none"/>'
        )

    def path(self, d: str, fill: str, *, stroke: str = "none", width: float = 0) -> None:
        """A closed shape."""
        drawn = f' stroke="{stroke}" stroke-width="{_n(width)}"' if stroke != "none" else ""
        self.parts.append(f'<path d="{d}" fill="{fill}"{drawn}/>')

    def mark(self, theme: str, x: float, y: float, size: float, ring: float = 0) -> None:
        """The mark of a theme round a middle; `ring` sets it off from what lies below."""
        stroke = self.inks.paper if ring else "none"
        self.path(
            mark(theme, x - size / 2, y - size / 2, size),
            self.inks.themes[theme],
            stroke=stroke,
            width=ring,
        )

    def ring(
        self, counts: Sequence[tuple[str, int]], x: float, y: float, radius: float, inner: float
    ) -> None:
        """A ring split by theme round a field of paper."""
        self.parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius + 1)}" fill="{self.inks.paper}"/>'
        )
        whole = sum(count for _theme, count in counts)
        start = 0.0
        for theme, count in counts:
            end = start + count / whole
            self.path(_sector(x, y, radius, inner, start, end), self.inks.themes[theme])
            start = end

    def definitions(self) -> str:
        """What the parts refer to."""
        if not self.hatched:
            return ""
        return (
            '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)">'
            f'<path d="M0 0V7" stroke="{self.inks.border}" stroke-width="2.4"/></pattern></defs>'
        )


def mark(theme: str, x: float, y: float, s: float) -> str:
    """One square, three roundings: disc, leaf, shield."""

    def at(a: float, b: float) -> str:
        return f"{_n(x + a * s)} {_n(y + b * s)}"

    def arc(r: float, a: float, b: float) -> str:
        return f"A{_n(r * s)} {_n(r * s)} 0 0 1 {at(a, b)}"

    if theme == "cohesion":
        return f"M{at(0, 0.5)}{arc(0.5, 1, 0.5)}{arc(0.5, 0, 0.5)}Z"
    if theme == "integration":
        return (
            f"M{at(0, 0)}L{at(0.38, 0)}{arc(0.62, 1, 0.62)}L{at(1, 1)}"
            f"L{at(0.62, 1)}{arc(0.62, 0, 0.38)}Z"
        )
    return (
        f"M{at(0.08, 0)}L{at(0.92, 0)}{arc(0.08, 1, 0.08)}L{at(1, 0.5)}{arc(0.5, 0.5, 1)}"
        f"{arc(0.5, 0, 0.5)}L{at(0, 0.08)}{arc(0.08, 0.08, 0)}Z"
    )


def _sector(x: float, y: float, outer: float, inner: float, start: float, end: float) -> str:
    if end - start > 0.9999:  # an arc that ends where it starts is none
        half = (start + end) / 2
        return _sector(x, y, outer, inner, start, half) + _sector(x, y, outer, inner, half, end)

    def at(radius: float, share: float) -> str:
        angle = share * 2 * math.pi
        return f"{_n(x + radius * math.sin(angle))} {_n(y - radius * math.cos(angle))}"

    large = int(end - start > 0.5)
    return (
        f"M{at(outer, start)}A{_n(outer)} {_n(outer)} 0 {large} 1 {at(outer, end)}"
        f"L{at(inner, end)}A{_n(inner)} {_n(inner)} 0 {large} 0 {at(inner, start)}Z"
    )


def text(words: str) -> str:
    """Words as content of an element, without signs that XML does not take."""
    return escape("".join(one for one in words if one >= " " and one not in "\ufffe\uffff"))


def fitting(words: str, size: float, room: float, face: Face = STRONG) -> float:
    """The size at which words fit a room on one line, at most the one given."""
    return min(size, size * room / max(1, lettering.width(words, face, size)))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
