"""Which questions ask nearly the same: by meaning across languages, else by their words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.vocabulary import LANGUAGES

# Chosen on pairs of questions in four languages (tests/catalogue/test_questions.py): the same
# question in another language lies at 0.59 and above, another one on the same subject below 0.53.
NEAR = 0.55
SHARED = 0.4  # of the telling words of both, where there is no sentence model or it sees less
MOST_MADE = 256  # vectors made for one asker; the rest are made for the next
MOST_KEPT = 4_000

_vectors: OrderedDict[str, np.ndarray] = OrderedDict()
_lock = Lock()


def nearest(words: str, known: Sequence[tuple[str, str]]) -> list[int]:
    """The places of the known texts (each with its language) that are near, the nearest first."""
    if not words.strip() or not known:
        return []
    meant = _meant(words, [text for text, _ in known])
    worded = [_shared(words, text, language) for text, language in known]
    found = [
        (max(sense, NEAR * share / SHARED), at)
        for at, (sense, share) in enumerate(zip(meant, worded, strict=True))
    ]
    return [at for score, at in sorted(found, key=lambda one: (-one[0], one[1])) if score >= NEAR]


# By meaning ---------------------------------------------------------------------------------------


def _meant(words: str, known: Sequence[str]) -> list[float]:
    """How near each text is in meaning; 0 where the model is missing or was not asked yet."""
    _make([words, *known])
    asked = _vectors.get(words)
    if asked is None:
        return [0.0] * len(known)
    vectors = [_vectors.get(text) for text in known]
    return [0.0 if one is None else float(asked @ one) for one in vectors]


def _make(texts: Sequence[str]) -> None:
    missing = [one for one in dict.fromkeys(texts) if one not in _vectors][:MOST_MADE]
    made = meaning.encode(missing) if missing else None
    if made is None:
        return
    with _lock:
        _vectors.update(zip(missing, made, strict=True))
        while len(_vectors) > MOST_KEPT:
            _vectors.popitem(last=False)


# By words -----------------------------------------------------------------------------------------


def _shared(words: str, text: str, language: str) -> float:
    """The share of telling words that both have, as stems of the known text's language."""
    spoken = language if language in LANGUAGES else "en"
    ours, theirs = _stems(words, spoken), _stems(text, spoken)
    both = ours & theirs
    return len(both) / len(ours | theirs) if len(both) > 1 else 0.0


def _stems(text: str, language: str) -> frozenset[str]:
    silent = analysis.stop_words()[language]
    folded = (one.text for one in analysis.words(text[:2_000]))
    return frozenset(
        analysis.stem(language, one)
        for one in folded
        if len(one) > 2 and analysis.fold(one) not in silent
    )
