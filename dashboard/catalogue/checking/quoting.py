"""Sentences of a draft that are a record's own, word for word or nearly so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dashboard.catalogue import wordings
from dashboard.catalogue.checking.dossier import Dossier, Said
from dashboard.catalogue.checking.sentences import Sentence
from dashboard.catalogue.checking.subjects import Subject
from dashboard.catalogue.wordings import Part

NEARLY = 80.0  # of 100: from here on somebody meant to quote
SHORTEST = 5  # words; shorter ones are anybody's
_QUOTED = " \"'“”„«»‘’"
_SIGNS = str.maketrans("’‘“”„«»\u00a0\u202f", '\'\'"""""  ', "\u00ad")


@dataclass(frozen=True)
class Quote:
    """A sentence of a record that a draft gives: where it stands, and what is other in it."""

    dossier: Dossier
    version: int
    said: Said
    exact: bool
    newest: bool
    parts: tuple[Part, ...]  # from the record's words to the draft's


def find(sentence: Sentence, subjects: Sequence[Subject]) -> Quote | None:
    """The sentence of a record that comes nearest, where it comes near enough; newest first."""
    own = plain(sentence.words)
    if len(own.split()) < SHORTEST:
        return None
    best: Quote | None = None
    score = NEARLY
    for subject in subjects:
        for place, edition in enumerate(subject.dossier.editions):
            for said in edition.sentences:
                near = fuzz.ratio(own, plain(said.words), score_cutoff=score)
                if near > score or (best is None and near >= score):
                    score = near
                    parts = wordings.words(said.words, sentence.words.strip(_QUOTED))
                    best = Quote(
                        subject.dossier, edition.version, said, near == 100.0, place == 0, parts
                    )
    return best


def plain(words: str) -> str:
    """Words without what typography adds: quotation marks, kinds of spaces, the last stop."""
    return re.sub(r"\s+", " ", words.translate(_SIGNS)).strip(" \"'.…")
