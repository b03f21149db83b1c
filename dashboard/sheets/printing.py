"""From words to paper: typst sets a template with what it is told, and gives a tagged PDF.

No font, file or package of the machine takes part, and the same words give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "built" / "print"
# PDF/UA-1: headings, tables and texts in the order of reading, languages named, pictures told.
STANDARD: Final = "ua-1"

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# Soft hyphens, joiners and marks of direction: they shape a text and are not drawn.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

Told = Mapping[str, Any]


class NoFonts(Exception):
    """The fonts of the sheets were not made: `python -m dashboard assets` makes them."""


def pdf(template: str, told: Told) -> bytes:
    """The sheet of this template with what it is told, as a PDF that a screen reader can read."""
    made = _compiler(template, told).compile(format="pdf", pdf_standards=STANDARD)
    assert isinstance(made, bytes)
    return made


def pictures(template: str, told: Told, ppi: float = 96) -> list[bytes]:
    """The same as PNG, one a page: what the paper looks like."""
    made = _compiler(template, told).compile(format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else made or []


def undrawn(words: str) -> list[str]:
    """The signs of a text that no font of the sheets draws."""
    return _undrawn().findall(words)


def _compiler(template: str, told: Told) -> typst.Compiler:
    return typst.Compiler(
        input=str(HERE / f"{template}.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"sheet": _undrawn().sub(UNKNOWN, json.dumps(told, ensure_ascii=False))},
    )


@lru_cache(maxsize=1)
def _undrawn() -> re.Pattern[str]:
    """Signs that no font here draws: a sheet with one of them would not be printed at all."""
    ranges = [line.split("-") for line in (FONTS / "signs.txt").read_text("ascii").split()]
    drawn = "".join(f"\\U{int(a, 16):08x}-\\U{int(b, 16):08x}" for a, b in ranges)
    return re.compile(rf"[^\s{_UNSEEN}{drawn}]")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    if not FONTS.is_dir():
        raise NoFonts(str(NoFonts.__doc__))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
