"""Two wordings of a text, word by word: what stayed, what went, what is new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

Kind = Literal["same", "gone", "new"]

# Measured: runs of words that stayed, the longest first, take 0.9 ms on our texts of 900 signs and
# 50 ms on 20,000, and read better than shortest-edit matching, which leaves four times the pieces.
# Above this many words the frequent ones no longer begin a run, so that no text takes seconds.
MANY = 1_500
# A passage that stayed is shown as changed too where the changes around it weigh more, in letters.
ISLAND, OUTWEIGHED = 40, 1.5


@dataclass(frozen=True)
class Part:
    """A run of text: in both wordings, only in the old one, or only in the new one."""

    kind: Kind
    text: str


@dataclass
class _Block:
    """Tokens that stand for one another; a change where the two sides differ."""

    same: bool
    old: list[str]
    new: list[str]


def words(old: str, new: str) -> tuple[Part, ...]:
    """What became of a text, in reading order.

    The parts that are not new join to the old text, those that are not gone to the new one.
    """
    blocks = _settled(_calm(_blocks(_tokens(old), _tokens(new))))
    return tuple(part for block in blocks for part in _parts(block))


def share_kept(parts: Sequence[Part]) -> float:
    """How much of the longer wording stayed, from 0 to 1, in letters."""
    same, gone, new = (
        sum(_letters(part.text) for part in parts if part.kind == kind)
        for kind in ("same", "gone", "new")
    )
    return same / max(same + max(gone, new), 1)


def _parts(block: _Block) -> Iterator[Part]:
    if block.same:
        yield Part("same", "".join(block.new))
        return
    if block.old:
        yield Part("gone", "".join(block.old))
    if block.new:
        yield Part("new", "".join(block.new))


# Taking apart -----------------------------------------------------------------------------------

# Scripts written without spaces: their signs are compared one by one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)


@cache
def _token() -> re.Pattern[str]:
    # Accents, vowel signs and joiners belong to the sign before them, which \w does not know.
    marks = "".join(
        chr(code)
        for code in (*range(0x300, 0x1F000), *range(0xE0000, 0xE01F0))
        if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
    )
    tail = f"[{re.escape(marks)}\U0001f3fb-\U0001f3ff]"
    number = r"\d+(?:[.,'’\u00a0\u202f]\d+)+(?!\w)"
    letter = rf"(?:(?![{_UNSPACED}])\w{tail}*)"
    picture = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s]{tail}*(?:(?<=\u200d)[^\w\s]{tail}*)*"
    return re.compile(
        rf"{number}|[{_UNSPACED}]{tail}*|{letter}+|\n|[^\S\n]+|{picture}|.", re.DOTALL
    )


def _tokens(text: str) -> list[str]:
    return _token().findall(text)


@cache
def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


# Matching ---------------------------------------------------------------------------------------


def _blocks(old: list[str], new: list[str]) -> list[_Block]:
    found: list[_Block] = []
    at_old = at_new = 0
    for place_old, place_new in (*_anchors(old, new), (len(old), len(new))):
        found += _gap(old[at_old:place_old], new[at_new:place_new])
        at_old, at_new = place_old + 1, place_new + 1
        found.append(_Block(True, old[place_old:at_old], new[place_new:at_new]))
    return found


def _anchors(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """The words that stand for one another, as their places in both texts, in order."""
    places_old, places_new = _places(old), _places(new)
    words_old = [old[place] for place in places_old]
    words_new = [new[place] for place in places_new]
    head = _common(words_old, words_new)
    tail = _common(words_old[head:][::-1], words_new[head:][::-1])
    end_old, end_new = len(words_old) - tail, len(words_new) - tail
    middle = SequenceMatcher(
        None,
        words_old[head:end_old],
        words_new[head:end_new],
        autojunk=max(end_old, end_new) - head > MANY,
    )
    matches = [(head + i, head + j, size) for i, j, size in middle.get_matching_blocks()]
    for i, j, size in ((0, 0, head), *matches, (end_old, end_new, tail)):
        yield from zip(places_old[i : i + size], places_new[j : j + size], strict=True)


def _places(tokens: list[str]) -> list[int]:
    return [place for place, token in enumerate(tokens) if _is_word(token)]


def _gap(old: list[str], new: list[str]) -> Iterator[_Block]:
    """What stands between two words that stayed: its spaces and signs may have stayed as well."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    end_old, end_new = len(old) - tail, len(new) - tail
    yield _Block(True, old[:head], new[:head])
    yield _Block(False, old[head:end_old], new[head:end_new])
    yield _Block(True, old[end_old:], new[end_new:])


def _common(one: list[str], other: list[str]) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


# Making it readable -----------------------------------------------------------------------------


def _calm(blocks: list[_Block]) -> list[_Block]:
    """Without islands: a few words that stayed between larger changes are shown as changed too."""
    kept: list[_Block] = []
    for block in blocks:
        if not (block.old or block.new):
            continue
        if kept and kept[-1].same == block.same:
            kept[-1] = _joined(kept[-1], block)
        else:
            kept.append(block)
        while len(kept) > 2 and not kept[-1].same and _is_island(kept[-2], kept[-3], kept[-1]):
            change = _joined(_joined(kept[-3], kept[-2]), kept[-1])
            kept[-3:] = [_Block(False, change.old, change.new)]
    return kept


def _is_island(middle: _Block, before: _Block, after: _Block) -> bool:
    weight = _letters("".join(middle.new))
    return weight * OUTWEIGHED <= min(ISLAND, _weight(before), _weight(after))


def _weight(change: _Block) -> int:
    return max(_letters("".join(change.old)), _letters("".join(change.new)))


def _joined(one: _Block, other: _Block) -> _Block:
    return _Block(one.same, one.old + other.old, one.new + other.new)


def _settled(blocks: list[_Block]) -> list[_Block]:
    """Each insertion or omission moved to where a reader sees it: at a sentence or a word."""
    for before, change, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not change.same and not (change.old and change.new):
            _settle(before, change, after)
    return [block for block in blocks if block.old or block.new]


def _settle(before: _Block, change: _Block, after: _Block) -> None:
    run = [*before.new, *(change.old or change.new), *after.new]
    start, length = len(before.new), len(change.old or change.new)
    first = last = start
    while first > 0 and run[first - 1] == run[first + length - 1]:
        first -= 1
    while last + length < len(run) and run[last] == run[last + length]:
        last += 1
    best = max(range(first, last + 1), key=lambda place: (_fits(run, place, length), place))
    before.old = before.new = run[:best]
    after.old = after.new = run[best + length :]
    moved = run[best : best + length]
    change.old, change.new = (moved, []) if change.old else ([], moved)


def _fits(run: list[str], place: int, length: int) -> int:
    """How naturally a passage begins and ends there; from a sentence's start is best."""
    begins, ends = run[place], run[place + length - 1]
    spaces = "".join(run[max(0, place - 2) : place])
    sentence = place == 0 or bool(re.search(r"[.!?…。！？؟।]\s*$|\n$", spaces))
    return 2 * (sentence and not begins.isspace()) + (ends.isspace() != begins.isspace())
