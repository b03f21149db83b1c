"""Colours of a city's own: whether they can be read, by the measure of WCAG 2.2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.i18n import N_

TEXT = 4.5  # to 1: what words need of their ground (success criterion 1.4.3)
LIGHT, LIGHT_FIELD = "#fbfcfb", "#edf1f0"
DARK, DARK_FIELD = "#10181c", "#1a252a"
WHITE = "#ffffff"
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")


@dataclass(frozen=True)
class Colours:
    """The three colours a city may give: of links and bars by day and by night, and of slides."""

    light: str = "#163e5c"
    dark: str = "#a9d3e6"
    wall: str = "#163e5c"


@dataclass(frozen=True)
class Use:
    """Where a colour is seen: beside which other one, and what for."""

    colour: str  # the field of Colours
    beside: str
    where: str  # a sentence's part, as msgid


# Each colour with every ground that words of it, or on it, stand on.
USES = (
    Use("light", LIGHT, N_("links on light paper")),
    Use("light", LIGHT_FIELD, N_("links on light fields")),
    Use("light", WHITE, N_("white words on buttons")),
    Use("dark", DARK, N_("links on dark paper")),
    Use("dark", DARK_FIELD, N_("links on dark fields")),
    Use("wall", WHITE, N_("white words on slides and posters")),
)


@dataclass(frozen=True)
class Measured:
    """How well a use of a colour can be read."""

    use: Use
    ratio: float

    @property
    def enough(self) -> bool:
        """Whether everybody can read it who has to."""
        return self.ratio >= TEXT


def is_colour(written: str) -> bool:
    """Whether it is a colour as styles write it: #1a2b3c or #abc."""
    return bool(_HEX.fullmatch(written.lower()))


def whole(written: str) -> str:
    """A colour with six digits, in small letters."""
    digits = written.lower().removeprefix("#")
    return "#" + ("".join(one * 2 for one in digits) if len(digits) == 3 else digits)


def measured(colours: Colours) -> tuple[Measured, ...]:
    """Every use of the three colours with its contrast."""
    return tuple(Measured(one, contrast(getattr(colours, one.colour), one.beside)) for one in USES)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours: from 1 (the same) to 21 (black and white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(whole(colour)[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
