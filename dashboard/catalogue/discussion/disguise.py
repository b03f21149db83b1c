"""When two texts are the same to a reader, however they are disguised; and the links in a text."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters of other scripts that look like ours, and digits that stand for letters among letters.
_TWINS = str.maketrans("аеорсхуіјѕԁһӏαοενικρτυ", "aeopcxyijsdhlaoevikptu")
_DIGITS = str.maketrans("013457$@", "oieastsa")
_BOTH = re.compile(r"(?=\S*[^\W\d_])(?=\S*[\d$@])\S+")
_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\b", re.IGNORECASE)
_WRITTEN = re.compile(r"(?:\bhttps?://|\bwww\.)\S", re.IGNORECASE)


def plain(words: str) -> str:
    """The words in small plain letters with single spaces: what two disguises have in common."""
    told = unicodedata.normalize("NFKD", words.casefold())
    told = "".join(one for one in told if not unicodedata.combining(one)).translate(_TWINS)
    told = _BOTH.sub(lambda found: found[0].translate(_DIGITS), told)
    told = " ".join(re.sub(r"[\W_]+", " ", told).split())
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), told)


def fingerprint(words: str) -> bytes:
    """Sixteen bytes that are the same for texts that are the same."""
    return hashlib.blake2b(plain(words).encode(), digest_size=16).digest()


def links(words: str) -> tuple[str, ...]:
    """The hosts that a text names, whether or not as an address."""
    return tuple(found.lower() for found in _HOST.findall(words))


def written_out(words: str) -> tuple[str, ...]:
    """The addresses in a text that are written as such."""
    return tuple(_WRITTEN.findall(words))
