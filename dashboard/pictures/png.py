"""A picture as pixels, with its title, credit and address written into the file as well."""

from __future__ import annotations

import struct
import zlib
from functools import cache

import typst

from dashboard.pictures import lettering

_SHEET = (
    "#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
)
_HEAD = 33  # bytes: the signature and the first chunk


def drawn(svg: str, width: int, height: int, pixels: int) -> bytes:
    """The pixels of a drawing, `pixels` of them wide; the machine's own fonts are not asked."""
    made = typst.compile(
        _SHEET.format(width=width, height=height).encode(),
        format="png",
        ppi=72 * pixels / width,
        font_paths=_fonts(),
        sys_inputs={"svg": svg},
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[lettering.folder()]
    )


def signed(png: bytes, words: dict[str, str]) -> bytes:
    """The same with words inside the file: programs show them as title, licence, source."""
    chunks = b"".join(_chunk(name, told) for name, told in words.items() if told)
    return png[:_HEAD] + chunks + png[_HEAD:]


def _chunk(name: str, words: str) -> bytes:
    body = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
