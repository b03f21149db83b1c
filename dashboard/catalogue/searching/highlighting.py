"""Which pieces of a text a query matches, for the eye."""

from __future__ import annotations

from dashboard.catalogue.searching import analysis
from dashboard.catalogue.searching.index import Index
from dashboard.catalogue.searching.reading import Reading
from dashboard.catalogue.vocabulary import LANGUAGES

SHORTEST_PART = 4


class Highlighter:
    """Splits texts into what matches and what does not; joined again they are the text."""

    def __init__(self, reading: Reading, index: Index) -> None:
        """Collect the stems, names and parts of compounds that the query matches."""
        self._stems: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        self._names: set[str] = set()
        wanted = {
            key for term in reading.terms for keys in (term.keys, *term.together) for key in keys
        }
        for kind, stem in index.named(wanted):
            if kind == "place":
                self._names.update(stem.split())
            elif kind in self._stems:
                self._stems[kind].add(stem)
        self._parts = index.words["de"] if reading.terms else {}

    def split(self, text: str) -> list[tuple[str, bool]]:
        """The pieces of the text in order, each with whether it matches."""
        pieces: list[tuple[str, bool]] = []
        end = 0
        for word in analysis.words(text):
            if not self._matches(word.text):
                continue
            if word.start > end:
                pieces.append((text[end : word.start], False))
            pieces.append((word.text, True))
            end = word.end
        if end < len(text):
            pieces.append((text[end:], False))
        return pieces

    def _matches(self, word: str) -> bool:
        plain = analysis.fold(word)
        if plain in self._names:
            return True
        for language, stems in self._stems.items():
            if stems and analysis.stem(language, word) in stems:
                return plain not in analysis.stop_words()[language]
        return any(
            analysis.stem("de", part) in self._stems["de"]
            for part in (analysis.compound_parts(plain, self._parts) if self._stems["de"] else ())
        )
