"""What the pages of an edition share: styles with the letters inside, scripts, the city's logo."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from dashboard.taking_home.branding import Branding
from dashboard.taking_home.colours import Colours
from dashboard.web import templates

Part = tuple[str, Callable[[], bytes]]

_LOOK = Path(templates.__file__).parent / "templates" / "take_home"
_FONTS = templates.STATIC / "built" / "fonts"
_OUR_SCRIPTS = ("print.js", "show.js")
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE = re.compile(r'url\("\.\./built/fonts/([a-z-]+\.woff2)"\)')


def parts(branding: Branding) -> Iterator[Part]:
    """The files of the folder assets/."""
    yield "assets/edition.css", partial(_styles, branding.colours)
    yield "assets/show.css", partial(_of_the_wall, branding.colours)
    yield "assets/icon.png", (templates.STATIC / "icon.png").read_bytes
    for name in _OUR_SCRIPTS:
        yield f"assets/{name}", (templates.STATIC / "take_home" / name).read_bytes
    if branding.logo:
        yield "assets/logo.png", lambda: branding.logo
    for licence in sorted(_FONTS.glob("*-OFL.txt")):
        yield f"assets/{licence.name}", licence.read_bytes


def _styles(colours: Colours) -> bytes:
    look = "".join((_LOOK / name).read_text("utf-8") for name in ("edition.css", "poster.css"))
    return f"{_own(colours)}{_letters()}{look}".encode()


def _of_the_wall(colours: Colours) -> bytes:
    """The wall's own styles, and what a slideshow without a server does otherwise."""
    wall = _FACE.sub("", _wall())
    own = (_LOOK / "show.css").read_text("utf-8")
    return f"{_own(colours)}{_letters()}{wall}{own}".encode()


def _own(colours: Colours) -> str:
    """The three colours of the city: nothing else of its branding enters a style."""
    named = {"light": colours.light, "dark": colours.dark, "wall": colours.wall}
    return ":root {" + "".join(f" --own-{one}: {value};" for one, value in named.items()) + " }\n"


@lru_cache(maxsize=1)
def _wall() -> str:
    return (templates.STATIC / "wall" / "wall.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _letters() -> str:
    """The house's fonts inside the style: a browser may refuse them from another file of a disk."""
    faces = (_SOURCE.sub(_inside, face) for face in _FACE.findall(_wall()))
    return "".join(f"{face}\n" for face in faces if "data:" in face)


def _inside(found: re.Match[str]) -> str:
    file = _FONTS / found[1]
    if not file.exists():  # the browser's files were not made: the reader's own letters serve
        return found[0]
    return f'url("data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}")'
