"""In which encoding a text is written: recognised, or refused; never half guessed."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TextIO

from dashboard.catalogue.importing.files import FileFault

_BLOCK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Windows-1252 writes beyond ASCII in the languages of its lands; other signs in number mean
# that the file is in another encoding, whose letters would come out wrong.
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸšžŠŽ"
    "€‚„…†‰‹›‘’“”•–—™¡¿«»°§©®±²³·ºª¼½¾´¨£¢\u00a0"
)
_MOST_STRANGE = 0.1


def encoding_of(path: Path) -> str:
    """The name of a text's encoding; FileFault where it is none that we know for certain."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FileFault("unknown_encoding")
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    for name in [marked] if marked else _unmarked(start):
        if _reads(path, name):
            return name
    raise FileFault("unknown_encoding")


def share(file: TextIO, size: int) -> float:
    """How much of an open text has been read, from 0 to 1."""
    return file.buffer.tell() / size


def _unmarked(start: bytes) -> tuple[str, ...]:
    """The encodings to try where no mark tells: text without accents in UTF-16 is half zeros."""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = start[offset::2].count(0), start[1 - offset :: 2].count(0)
        if zeros > len(start) * 0.3 and others < len(start) * 0.05:
            return (name,)
    return ("utf-8", "cp1252")


def _reads(path: Path, name: str) -> bool:
    """Whether the whole file is readable so, a block at a time."""
    decoder = codecs.getincrementaldecoder(name)()
    beyond = strange = 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                text = decoder.decode(block)
                if name == "cp1252":
                    signs = [sign for sign in text if sign > "\x7f"]
                    beyond += len(signs)
                    strange += sum(sign not in _WESTERN for sign in signs)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return strange <= beyond * _MOST_STRANGE
