"""What a query asks for: its language, its words that count, the keys that answer each."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import chain

from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.searching.analysis import Word
from dashboard.catalogue.searching.index import Index, rarity
from dashboard.catalogue.vocabulary import LANGUAGES

LONGEST_QUERY = 400  # letters looked at
MOST_TERMS = 24
SHORTEST_TYPO = 4
LONG_WORD = 8  # from here two mistakes are forgiven
SHORTEST_TAIL = 5  # of a compound with a mistyped end
MOST_PREFIXED = 30  # of the words that begin so, the most frequent
SHORTEST_PREFIX = 3
LONGEST_PHRASE = 4  # words in the name of a concept
LONGEST_PLACE = 5  # words in a place's name

# What an answer by another road than the word itself is worth.
OTHER_LANGUAGE = 0.75
CONCEPT = 0.85
RELATED = 0.5
PREFIX = 0.8
WORD_AS_PREFIX = 0.5  # what begins like a word that is whole itself
TYPO = 0.8
PARTS = 0.85
PLACE = 1.4


@dataclass(frozen=True)
class Term:
    """One word of the query that counts, and the keys that answer it, each with its worth."""

    word: str
    keys: dict[int, float]
    importance: float
    together: tuple[dict[int, float], ...] = field(default=())  # parts that only count all at once


@dataclass(frozen=True)
class Reading:
    """A query understood."""

    text: str
    language: str
    terms: tuple[Term, ...]
    only_places: bool = False


def read(query: str, language: str, index: Index) -> Reading:
    """The query's own language and its terms; no terms means it asks for nothing in particular."""
    text = query[:LONGEST_QUERY]
    words = [word for word in analysis.words(text) if len(word.text) <= analysis.LONGEST_WORD]
    words = words[:MOST_TERMS]
    written = [word.text for word in words]
    own = detect(written, language, index)
    kept = [not _says_nothing(word, own, index) for word in written]
    meant = [_meant(word, own, index) for word in written]
    places = _places(meant, index)
    concepts = _concepts(meant, own, index)
    terms = tuple(
        _weakened(term, word) if meant[number] != word else term
        for number, word in enumerate(written)
        if kept[number] or number in places
        for term in [
            _term(meant[number], own, index, places.get(number, {}), concepts.get(number, ()))
        ]
    )
    mended = _as_meant(text, words, meant, own, index)
    return Reading(mended, own, terms, only_places=bool(terms) and len(places) == len(terms))


def _as_meant(text: str, words: list[Word], meant: list[str], own: str, index: Index) -> str:
    """The text in small letters, mistypings mended and accents put back: meaning hangs on them."""
    pieces, end = [], 0
    for word, instead in zip(words, meant, strict=True):
        pieces.append(text[end : word.start])
        pieces.append(_accented(instead.lower(), own, index))
        end = word.end
    return "".join(pieces) + text[end:]


def _accented(word: str, own: str, index: Index) -> str:
    if not word.isascii() or word in index.words[own] and word not in index.written[own]:
        return word
    return index.written[own].get(word) or index.written[own].get(analysis.stem(own, word), word)


def _meant(word: str, own: str, index: Index) -> str:
    """The word itself where anything answers it, else the known word that was probably meant."""
    plain = analysis.fold(word)
    if any(plain in words for words in analysis.stop_words().values()):
        return word
    if index.knows(word):
        return word
    if _begin(plain, own, index) or _compound(plain, index) or _concepts([word], own, index):
        return word
    return _corrected(word, own, index) or word


def _weakened(term: Term, word: str) -> Term:
    keys = {key: worth * TYPO for key, worth in term.keys.items()}
    together = tuple({k: w * TYPO for k, w in part.items()} for part in term.together)
    return Term(word, keys, term.importance, together)


def detect(written: list[str], language: str, index: Index) -> str:
    """The language most likely written in; the reader's own where the words leave it open."""
    scores = {}
    for candidate in LANGUAGES:
        score = math.log(3.0) if candidate == language else 0.0
        for word in written:
            score += math.log(_likelihood(analysis.fold(word), candidate, index))
        scores[candidate] = score
    return max(LANGUAGES, key=lambda candidate: scores[candidate])


def _likelihood(word: str, language: str, index: Index) -> float:
    if word in analysis.stop_words()[language]:
        return 0.5
    practices = index.words[language].get(word, 0)
    # French and English texts are longer: the root keeps them from winning by that.
    return (math.sqrt(practices) + 0.3) / (math.sqrt(len(index)) + 1)


def _says_nothing(word: str, own: str, index: Index) -> bool:
    plain = analysis.fold(word)
    if plain in analysis.stop_words()[own]:
        return True
    if len(plain) == 1 and plain.isascii() and not plain.isdigit():
        return True
    elsewhere = any(plain in words for words in analysis.stop_words().values())
    return elsewhere and plain not in index.words[own]


def _places(written: list[str], index: Index) -> dict[int, dict[int, float]]:
    """Per place in the query the keys of the places named there; the longest name wins."""
    known = index.keys["place"]
    plain = [analysis.fold(word) for word in written]
    found: dict[int, dict[int, float]] = {}
    start = 0
    while start < len(plain):
        for length in range(min(LONGEST_PLACE, len(plain) - start), 0, -1):
            key = known.get(" ".join(plain[start : start + length]))
            if key is not None and (length > 1 or not _is_stop_word(plain[start])):
                for number in range(start, start + length):
                    found[number] = {key: PLACE}
                start += length
                break
        else:
            start += 1
    return found


def _is_stop_word(word: str) -> bool:
    return any(word in words for words in analysis.stop_words().values())


def _concepts(written: list[str], own: str, index: Index) -> dict[int, tuple[str, ...]]:
    """Per place in the query the concepts named there, by one word or several.

    Words of the other languages count only where the query's own does not know them.
    """
    found: dict[int, list[str]] = {}
    for language in (own, *(other for other in LANGUAGES if other != own)):
        stems = [analysis.stem(language, word) for word in written]
        foreign = [language != own and index.says(own, word) for word in written]
        phrases = analysis.concepts()[language]
        for start in range(len(stems)):
            for end in range(start + 1, min(start + LONGEST_PHRASE, len(stems)) + 1):
                if any(foreign[start:end]):
                    break
                for number in range(start, end):
                    found.setdefault(number, []).extend(phrases.get(tuple(stems[start:end]), ()))
    return {number: tuple(dict.fromkeys(named)) for number, named in found.items() if named}


def _term(
    word: str, own: str, index: Index, places: dict[int, float], concepts: tuple[str, ...]
) -> Term:
    exact = _best(_exact(word, own, index), places)
    likely = _known_concepts(concepts, index)
    if exact:
        return Term(word, _best(exact, likely), _importance(exact, index))
    plain = analysis.fold(word)
    together = _compound(plain, index)
    if together:
        importance = max(_importance(part, index) for part in together)
        return Term(word, likely, importance, together)
    if likely:
        return Term(word, likely, _importance(likely, index))
    begun = _begin(plain, own, index)
    if begun:
        return Term(word, begun, _importance(begun, index))
    return Term(word, {}, rarity(0, len(index)))


def _known_concepts(names: tuple[str, ...], index: Index) -> dict[int, float]:
    known = index.keys["concept"]
    near = {other for name in names for other in analysis.related()[name]}
    return _best(
        {known[name]: RELATED for name in sorted(near) if name in known},
        {known[name]: CONCEPT for name in names if name in known},
    )


def _importance(keys: dict[int, float], index: Index) -> float:
    # The best roads decide: a rare word of another language that looks the same says nothing here.
    most = max(keys.values())
    return max(index.rarity(key) for key, worth in keys.items() if worth == most)


def _best(*several: dict[int, float]) -> dict[int, float]:
    joined: dict[int, float] = {}
    for key, worth in chain.from_iterable(one.items() for one in several):
        joined[key] = max(joined.get(key, 0.0), worth)
    return joined


def _exact(word: str, own: str, index: Index) -> dict[int, float]:
    found = {}
    for language in LANGUAGES:
        if language != own and analysis.fold(word) in analysis.stop_words()[language]:
            continue
        key = index.keys[language].get(analysis.stem(language, word))
        if key is not None:
            found[key] = 1.0 if language == own else OTHER_LANGUAGE
    return found


def _compound(plain: str, index: Index) -> tuple[dict[int, float], ...]:
    """The keys of a German compound's parts, all of which must be found."""
    concepts = analysis.concepts()["de"]
    parts = tuple(
        _best(
            _exact(part, "de", index),
            _known_concepts(concepts.get((analysis.stem("de", part),), ()), index),
        )
        for part in analysis.compound_parts(plain, index.compound_parts)
    )
    return parts if all(parts) else ()


def _begin(plain: str, own: str, index: Index) -> dict[int, float]:
    """The keys of words and names that begin so."""
    if len(plain) < SHORTEST_PREFIX:
        return {}
    whole = WORD_AS_PREFIX if meaning.is_word(plain) else PREFIX
    found: dict[int, float] = {}
    for language in (*LANGUAGES, "place"):
        worth = whole if language in (own, "place") else whole * OTHER_LANGUAGE
        for word in index.begun(plain, language, MOST_PREFIXED):
            stem = word if language == "place" else analysis.stem(language, word)
            key = index.keys[language].get(stem)
            if key is not None:
                found[key] = max(found.get(key, 0.0), worth)
    return found


def _corrected(word: str, own: str, index: Index) -> str:
    """The known word that was probably meant; nothing where none is near enough."""
    plain = analysis.fold(word)
    if len(plain) < SHORTEST_TYPO or plain.isdigit() or meaning.is_word(word.lower()):
        return ""
    most = 1 if len(plain) < LONG_WORD else 2
    for language in (own, "place", *(other for other in LANGUAGES if other != own)):
        forgiven = most if language in (own, "place") else 1
        # A first letter is hardly ever mistyped, and another makes another word.
        near = [one for one in index.near(plain, language, forgiven) if one.word[0] == plain[0]]
        if near:
            return min(near, key=lambda one: (one.distance, -one.practices, one.word)).word
    return _corrected_compound(plain, index) if own == "de" else ""


def _corrected_compound(plain: str, index: Index) -> str:
    for cut in range(len(plain) - SHORTEST_TAIL, SHORTEST_TAIL - 1, -1):
        if analysis.stands_first(plain[:cut], index.words["de"]):
            near = index.near(plain[cut:], "de", 1)
            if near:
                return plain[:cut] + near[0].word
    return ""
