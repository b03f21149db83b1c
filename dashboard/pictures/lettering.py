"""The house's letters for pictures: how wide words are, where lines break, the fonts themselves."""

from __future__ import annotations

import base64
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

PRINT = Path(__file__).parents[1] / "static" / "built" / "print"
_GUESSED = 0.56  # of the size: the width of a letter that no face has
_WRITTEN = 3_000_000_000  # seconds since 1904: any moment, as long as it is always the same


@dataclass(frozen=True)
class Face:
    """One cut of a family, where it lies, and what stands in where its letters are not at hand."""

    family: str
    weight: int
    file: str  # as the asset step names it
    instead: str


TITLE = Face("Newsreader", 500, "newsreader-display", "Georgia, serif")
TEXT = Face("Public Sans", 400, "public-sans", "system-ui, sans-serif")
STRONG = Face("Public Sans", 600, "public-sans", "system-ui, sans-serif")
FACES = (TITLE, TEXT, STRONG)


class NoLetters(Exception):
    """The fonts for print are not there: `make assets` makes them."""


# Measuring --------------------------------------------------------------------------------------


def width(words: str, face: Face, size: float) -> float:
    """How wide a line of words is."""
    widths = _widths(face)
    return sum(widths.get(ord(sign), _GUESSED) for sign in words) * size


def lines(words: str, face: Face, size: float, room: float) -> list[str]:
    """The words broken at spaces into lines that fit; a word wider than the room stays whole."""
    broken: list[str] = []
    for word in words.split(" "):
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width(longer, face, size) <= room:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def balanced(words: str, face: Face, size: float, room: float) -> list[str]:
    """The same number of lines, each about as long as the others: how titles look best."""
    fewest = len(lines(words, face, size, room))
    low, high = room / 3, room
    while high - low > size / 4:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if len(lines(words, face, size, middle)) <= fewest else (middle, high)
        )
    return lines(words, face, size, high)


@lru_cache(maxsize=len(FACES))
def _widths(face: Face) -> dict[int, float]:
    font = TTFont(io.BytesIO(_whole(face)))
    advances, unit = font["hmtx"], font["head"].unitsPerEm
    return {code: advances[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


# The fonts --------------------------------------------------------------------------------------


@cache
def folder() -> Path:
    """Where the faces lie as files, for a program that draws letters."""
    # Kept by the process; it goes with it.
    made = _folder()
    for face in FACES:
        name = f"{face.family.replace(' ', '')}-{face.weight}.ttf"
        (Path(made.name) / name).write_bytes(_whole(face))
    return Path(made.name)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="letters-")


def embedded(used: Sequence[tuple[Face, str]]) -> str:
    """Styles that bring the letters of these words along, so that they look the same anywhere."""
    signs: dict[Face, set[str]] = {}
    for face, words in used:
        signs.setdefault(face, set()).update(words)
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"src:url(data:font/woff2;base64,{_cut(face, ''.join(sorted(needed)))})}}"
        for face, needed in signs.items()
    )


@lru_cache(maxsize=256)
def _cut(face: Face, signs: str) -> str:
    font = TTFont(io.BytesIO(_whole(face)))
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "locl"], notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    font.flavor = "woff2"
    return base64.b64encode(_bytes(font)).decode()


@lru_cache(maxsize=len(FACES))
def _whole(face: Face) -> bytes:
    """The font of a face, with figures as wide as they are.

    Newsreader's are all as wide as its nought, and a program that draws does not ask for others.
    """
    file = PRINT / f"{face.file}-{face.weight}.ttf"
    if not file.exists():
        raise NoLetters(f"{file.name} is missing: `make assets` makes it.")
    font = TTFont(file)
    table = font["GSUB"].table
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "pnum":
            for number in feature.Feature.LookupListIndex:
                _replace(font, table.LookupList.Lookup[number])
    for entry in font["name"].names:
        if entry.nameID in (1, 16):
            entry.string = face.family
    return _bytes(font)


def _replace(font: Any, lookup: Any) -> None:
    for table in lookup.SubTable:
        mapping = getattr(getattr(table, "ExtSubTable", table), "mapping", {})
        for letters in font["cmap"].tables:
            for code, glyph in letters.cmap.items():
                if code < 0x80:
                    letters.cmap[code] = mapping.get(glyph, glyph)


def _bytes(font: Any) -> bytes:
    out = io.BytesIO()
    # The same bytes each time: no moment of writing in them.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = _WRITTEN
    font.save(out)
    return out.getvalue()
