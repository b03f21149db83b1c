"""What people write, made fit to be kept and shown as text: nothing of it acts on a page."""

from __future__ import annotations

import re
import unicodedata

# Signs that act instead of being read: controls, overrides and isolates of direction, what is
# wide as nothing, and what no document can hold. The joiners U+200C and U+200D stay, for Persian
# spells with them and emoji are made of them; so do the marks U+200E and U+200F of Hebrew lines.
_ACTING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Tags write a second text that nobody sees; only the flags of England and the like need them.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f)|[\U000e0000-\U000e007f]")
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_SELECTORS = re.compile(f"({_SELECTOR}){_SELECTOR}+")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_MARK}{{3}}){_MARK}+")  # letters carry two; a pile covers other lines
_BLANKS = re.compile("[^\\S\n]+(?=\n|$)")
_EMPTY_LINES = re.compile("\n{4,}")


def cleaned(words: str) -> str:
    """The words as text: in NFC, no sign that acts, lines kept, at most two empty ones together."""
    text = _LINE_ENDS.sub("\n", words).replace("\t", " ")
    text = _ACTING.sub("", text)
    text = _TAGS.sub(lambda found: found[1] or "", text)
    text = _SELECTORS.sub(r"\1", _PILE.sub(r"\1", text))
    text = unicodedata.normalize("NFC", text)
    return _EMPTY_LINES.sub("\n\n\n", _BLANKS.sub("", text)).strip()


def line(words: str) -> str:
    """The same in one line: a name, a title."""
    return " ".join(cleaned(words).split())
