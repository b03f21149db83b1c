"""The fonts of paper, made from what npm installed: plain TrueType, one weight and size a file.

A sheet needs no font of the machine: Newsreader and Public Sans for our four languages, Noto Sans
for every other script a city may be written in. Chinese and Korean come in some hundred pieces;
a sheet takes the piece that draws its signs, and of that the signs it shows.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SERIF, _SANS = "newsreader", "public-sans"
# Drawn for titles and large figures, and for lines of text: the axis of optical sizes.
_TITLE, _LINE = 40, 16
# Every Noto brings these pieces again.
_OF_NOTO_SANS = (
    "latin",
    "latin-ext",
    "vietnamese",
    "cyrillic",
    "cyrillic-ext",
    "greek",
    "greek-ext",
)
SIGNS = "signs.txt"


@dataclass(frozen=True)
class Cast:
    """One file: the family and weight it is known by, and where on each axis it is cut.

    `sources` are pieces of one font, put together: a letter that lies in another file than its
    neighbours would be drawn from its parts, and could not be found by who looks for the word.
    """

    sources: tuple[Path, ...]
    family: str
    weight: int
    axes: Mapping[str, float]

    @property
    def name(self) -> str:
        """The name of its file."""
        # Typst looks through files by name: Chinese signs are drawn as in Chinese, before Korean.
        first = "a-" if "Sans Sc" in self.family else ""
        return f"{first}{self.family}-{self.weight}.ttf".lower().replace(" ", "-")


def make(packages: Path, lock: Path, folder: Path) -> None:
    """All fonts of the sheets, made anew where the packages or this file have changed."""
    sources = hashlib.sha256(lock.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    stamp = folder / "made-from"
    if not stamp.exists() or stamp.read_text() != sources:
        cast(packages, folder)
        stamp.write_text(sources)


def cast(packages: Path, folder: Path) -> None:
    """The fonts, which signs they draw, and the licences they come under."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for one in casts(packages):
        _write(one, fresh / one.name)
    (fresh / SIGNS).write_text(signs(fresh.glob("*.ttf")), encoding="ascii")
    for package in sorted(_known(packages)):
        shutil.copyfile(package / "LICENSE", fresh / f"{package.name}-OFL.txt")
    # Renamed when whole: a server that prints meanwhile never finds half of them.
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def casts(packages: Path) -> Iterator[Cast]:
    """What is cut: our two families first, then each piece of each Noto that is installed."""
    serif, sans = _pieces(packages, _SERIF, "opsz"), _pieces(packages, _SANS, "wght")
    for weight in (400, 500):
        yield Cast(serif, "Newsreader Display", weight, {"wght": weight, "opsz": _TITLE})
    yield Cast(serif, "Newsreader", 400, {"wght": 400, "opsz": _LINE})
    for weight in (400, 600):
        yield Cast(sans, "Public Sans", weight, {"wght": weight})
    for package in sorted(_known(packages)):
        if package.name.startswith("noto-sans"):
            yield from _noto(package)


def _pieces(packages: Path, package: str, axis: str) -> tuple[Path, ...]:
    folder = packages / "@fontsource-variable" / package / "files"
    return tuple(
        folder / f"{package}-{piece}-{axis}-normal.woff2"
        for piece in ("latin", "latin-ext", "vietnamese")
    )


def _noto(package: Path) -> Iterator[Cast]:
    named = package.name.replace("-", " ").title()
    for source in sorted((package / "files").glob("*-wght-normal.woff2")):
        piece = source.name.removeprefix(f"{package.name}-").removesuffix("-wght-normal.woff2")
        if package.name != "noto-sans" and piece in _OF_NOTO_SANS:
            continue
        yield Cast((source,), f"{named} {piece}", 400, {"wght": 400})


def _known(packages: Path) -> Iterator[Path]:
    for package in (packages / "@fontsource-variable").iterdir():
        if package.name in (_SERIF, _SANS) or package.name.startswith("noto-sans"):
            yield package


def _write(one: Cast, target: Path) -> None:
    from fontTools.merge import Merger

    cut = [_cut(source, one, target.with_suffix(f".{at}")) for at, source in enumerate(one.sources)]
    font = Merger().merge([str(piece) for piece in cut]) if len(cut) > 1 else _opened(cut[0])
    font["OS/2"].usWeightClass = one.weight
    _rename(font["name"], one)
    font.save(target)
    for piece in cut:
        piece.unlink()


def _cut(source: Path, one: Cast, target: Path) -> Path:
    """One piece at the weight and size wanted, as a file for a while."""
    from fontTools.varLib import instancer

    font = instancer.instantiateVariableFont(_opened(source), dict(one.axes))
    font.flavor = None
    font.save(target)
    return target


def _opened(file: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(file)


def _rename(names: Any, one: Cast) -> None:
    """The name the sheets ask for: the packages' own is that of a web page."""
    style = {400: "Regular", 500: "Medium", 600: "SemiBold"}[one.weight]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    told = {1: one.family, 2: style, 4: f"{one.family} {style}", 16: one.family, 17: style}
    told[6] = told[4].replace(" ", "-")
    for number, words in told.items():
        names.setName(words, number, 3, 1, 0x409)


def signs(files: Iterable[Path]) -> str:
    """What the fonts can draw: a range of code points a line, in hexadecimal."""
    from fontTools.ttLib import TTFont

    drawn: set[int] = set()
    for file in files:
        drawn |= set(TTFont(file, lazy=True).getBestCmap())
    starts = sorted(one for one in drawn if one - 1 not in drawn)
    ends = sorted(one for one in drawn if one + 1 not in drawn)
    return "".join(f"{a:x}-{b:x}\n" for a, b in zip(starts, ends, strict=True))
