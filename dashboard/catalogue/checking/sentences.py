"""A text as paragraphs and sentences, each in its place and in the language it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.catalogue import numbers

# Signs that end a sentence, unless what stands before them is short for something.
_END = re.compile(r"(?<![.!?…])[.!?…]++[»”“\"')\]]*+(?=\s+[^\sa-zà-öø-ÿ])|\n+")
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|ste|prof|no|nr|núm|tel|vs|etc|approx|ca|bzw|usw|inkl|mio|mrd|tsd|env|"
    r"sr|sra|art|pp|jan|feb|aug|sept|oct|nov|dec|hon|gen|min|max|e\.g|i\.e|u\.s|u\.n|z\.b|d\.h|u\.a|"
    r"p\.ex|p\.m|a\.m|ee\.uu)|\b[A-Z]|(?<![\d,.])\b\d{1,2})\.$",
    re.IGNORECASE,
)

LONGEST = 1_000  # signs; what goes on longer is read in pieces


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft: where it stands, in which paragraph, in which language."""

    words: str
    start: int
    end: int
    paragraph: int
    language: str


def parted(text: str, otherwise: str) -> Iterator[Sentence]:
    """The sentences of a text; `otherwise` is the language of one that does not tell its own."""
    start = number = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            spoken = numbers.language_of(paragraph, otherwise)
            for first, last in _spans(paragraph):
                yield Sentence(
                    paragraph[first:last], start + first, start + last, number,
                    _language(paragraph[first:last], spoken),
                )  # fmt: skip
        else:
            number += 1
        start += len(paragraph) + 1


def _language(words: str, paragraph: str) -> str:
    return numbers.language_of(words, paragraph)


def _spans(paragraph: str) -> Iterator[tuple[int, int]]:
    first = 0
    for end in _END.finditer(paragraph):
        if end[0].startswith(".") and _SHORT.search(
            paragraph[max(0, end.start() - 8) : end.start() + 1]
        ):
            continue
        yield from _trimmed(paragraph, first, end.end())
        first = end.end()
    yield from _trimmed(paragraph, first, len(paragraph))


def _trimmed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    while last - first > LONGEST:
        cut = text.rfind(" ", first, first + LONGEST)
        cut = cut if cut > first else first + LONGEST
        yield first, cut
        first = cut + (text[cut] == " ")
    if first < last:
        yield first, last
