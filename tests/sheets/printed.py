"""A sheet as a test looks at it: its pages, words and fonts, and what its codes open."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import zxingcpp
from PIL import Image
from pypdf.generic import DictionaryObject

HOUSE = "https://vivre-ensemble.example.org"


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> int:
    return len(opened(pdf).pages)


def text(pdf: bytes) -> str:
    """All words in their order, on one line: hyphens of line ends undone."""
    told = "\n".join(page.extract_text() for page in opened(pdf).pages)
    return flat(told)


def flat(words: str) -> str:
    """Without breaks of lines and with plain spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[-\u2010\u00ad]\n", "", words)).strip()


def letters(words: str) -> str:
    """The letters alone: where a line ends is nobody's concern."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


def fonts(pdf: bytes) -> dict[str, DictionaryObject]:
    """The descriptor of every font that draws something, by its name without the mark of a cut."""
    found = {}
    for page in opened(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            for one in font.get_object()["/DescendantFonts"]:
                whole: Any = one.get_object()
                name = str(whole["/BaseFont"]).split("+")[-1]
                found[name] = whole["/FontDescriptor"].get_object()
    return found


def codes(picture: bytes) -> list[str]:
    """What the codes of a page open."""
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]
