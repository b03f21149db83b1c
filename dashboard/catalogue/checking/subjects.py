"""Of which practices a sentence speaks: cities and titles it names, its neighbours, its sense."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dashboard.catalogue import database, geography, search
from dashboard.catalogue.checking import meetings
from dashboard.catalogue.checking.dossier import Dossier, dossiers
from dashboard.catalogue.checking.sentences import Sentence
from dashboard.catalogue.numbers import counting
from dashboard.catalogue.searching import analysis, ranking
from dashboard.catalogue.searching.reading import read

MOST_MEANT = 24  # practices a sentence may speak of; the surest
MOST_FOUND = 5  # practices that the search adds
TITLED = 0.34  # how much of a title says that a practice is meant
FADING = 0.8  # what a city named earlier is worth when another one has been named since
LONGEST_NAME = 5  # words of a city's name


@dataclass(frozen=True)
class Subject:
    """A practice a sentence may speak of, and what says so."""

    dossier: Dossier
    named: bool  # its city is named in the sentence
    carried: float  # how lately its city was named before in the paragraph: 1 just now, 0 never
    title: float  # how much of its title stands in the sentence or was carried, 0 to 1
    found: float  # how near the search puts it, 0 to 1

    @property
    def weight(self) -> float:
        """How surely the sentence speaks of it."""
        place = 0.5 if self.named else 0.4 * self.carried
        return min(1.0, place + 0.7 * self.title + 0.25 * self.found)

    @property
    def sure(self) -> bool:
        """Whether anything but the search says so."""
        return self.named or self.carried > 0 or self.title >= TITLED


@dataclass(frozen=True)
class Memory:
    """What the sentences before this one in its paragraph spoke of."""

    paragraph: int = -1
    cities: tuple[tuple[str, float], ...] = ()  # practices of the cities named, and how lately
    titles: tuple[tuple[str, float], ...] = ()
    summits: tuple[tuple[str, float], ...] = ()

    def within(self, paragraph: int) -> Memory:
        """The same in its own paragraph; another one begins with nothing."""
        return self if paragraph == self.paragraph else Memory(paragraph)

    def at(self, paragraph: int) -> Memory:
        """The same as that of another paragraph."""
        return replace(self, paragraph=paragraph)


def of(sentence: Sentence, memory: Memory) -> tuple[tuple[Subject, ...], Memory]:
    """The practices a sentence may speak of, the surest first, and what is to be remembered."""
    memory = memory.within(sentence.paragraph)
    here = _of_cities(sentence.words)
    before = {} if here else dict(memory.cities)
    found = _found(sentence)
    told = dict(memory.titles)
    subjects = []
    for slug, one in dossiers((*sorted(here), *before, *told, *found)).items():
        title = _title(sentence, one)
        carried = told.get(slug, 0.0) if not here or slug in here else 0.0
        subjects.append(
            Subject(
                one,
                slug in here,
                before.get(slug, 0.0),
                max(title, 0.8 * carried),
                found.get(slug, 0.0),
            )
        )
        if title >= TITLED:
            told[slug] = max(title, told.get(slug, 0.0))
    meetings_here = _meetings(sentence, dict(memory.summits))
    subjects += meetings_here
    subjects.sort(key=lambda one: -one.weight)
    lately = {slug: FADING * weight for slug, weight in memory.cities} | dict.fromkeys(here, 1.0)
    kept = Memory(
        sentence.paragraph,
        tuple(lately.items()) if here else memory.cities,
        tuple(told.items()),
        tuple((one.dossier.slug, max(one.title, FADING * one.carried)) for one in meetings_here),
    )
    return tuple(subjects[:MOST_MEANT]), kept


def _meetings(sentence: Sentence, before: dict[str, float]) -> list[Subject]:
    """The summits a sentence may speak of: called so, with their city or year, or just now."""
    if not meetings.called(sentence.words):
        return []
    plain = {analysis.fold(word.text) for word in analysis.words(sentence.words)}
    found = []
    for one in meetings.every():
        hosts = {analysis.fold(one.city), analysis.fold(_host(one, sentence.language))}
        named = bool(hosts & plain) or any(str(year) in plain for year in meetings.years(one))
        carried = before.get(one.slug, 0.0)
        if named or carried:
            found.append(Subject(one, named, 0.0 if named else carried, 1.0 if named else 0.0, 0.0))
    return found


def _host(one: Dossier, language: str) -> str:
    return geography.named(one.city, one.country, language)


def _found(sentence: Sentence) -> dict[str, float]:
    index = search.index()
    # Not `search.hits`: that keeps the questions it was asked, and a draft is nobody's to keep.
    reading = read(sentence.words, sentence.language, index)
    if not reading.terms:
        return {}
    places, scores = ranking.rank(reading, index)
    if not len(places):
        return {}
    slugs = _slugs(database.edition())
    best = float(scores[0]) or 1.0
    ids = index.ids[places[:MOST_FOUND]].tolist()
    top = zip(ids, scores[:MOST_FOUND].tolist(), strict=True)
    return {slugs[number]: score / best for number, score in top if number in slugs}


@lru_cache(maxsize=1)
def _slugs(_edition: tuple[int, int]) -> dict[int, str]:
    return {number: slug for slug, number, _version in database.rows("check_heads")}


# Cities -----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _names(_edition: tuple[int, int]) -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for name, slug in database.rows("check_names"):
        key = tuple(analysis.fold(word.text) for word in analysis.words(name))
        for one in _spoken(key):
            found.setdefault(one, set()).add(slug)
    return {key: frozenset(slugs) for key, slugs in found.items()}


# 'Le Cap' is 'au Cap' and 'du Cap' in a sentence.
_CONTRACTED = {"le": ("au", "du"), "les": ("aux", "des"), "el": ("al", "del")}


def _spoken(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name as sentences have it; nothing where it cannot be told from other words."""
    if key and _is_name(key):
        yield key
        for article in _CONTRACTED.get(key[0], ()):
            yield (article, *key[1:])


def _is_name(key: tuple[str, ...]) -> bool:
    """Whether it may be told from a word: 'Ho' and 'La' may not."""
    plain = "".join(key)
    return len(plain) > 3 and not any(plain in words for words in analysis.stop_words().values())


def _of_cities(text: str) -> frozenset[str]:
    """The practices of all cities named in a text, whatever the language of the name."""
    known = _names(database.edition())
    words = list(analysis.words(text))
    plain = [analysis.fold(word.text) for word in words]
    found: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            slugs = known.get(tuple(plain[at : at + length]))
            if slugs and words[at + length - 1].text[0].isupper():
                found |= slugs
                at += length
                break
        else:
            found |= _inflected(words[at].text, known)
            at += 1
    return frozenset(found)


def _inflected(word: str, known: dict[tuple[str, ...], frozenset[str]]) -> frozenset[str]:
    """'Wiens', 'Londoner', 'Budapester': the name inside a German or English word."""
    plain = analysis.fold(word)
    if not word[0].isupper() or len(plain) < 5:
        return frozenset()
    for ending in ("ers", "er", "s", "es"):
        if plain.endswith(ending) and (slugs := known.get((plain.removesuffix(ending),))):
            return slugs
    if plain.endswith("er") and (slugs := known.get((plain.removesuffix("er") + "en",))):
        return slugs  # Bremer
    return frozenset()


# Titles -----------------------------------------------------------------------------------------


def _title(sentence: Sentence, one: Dossier) -> float:
    """How much of its title, by weight of rare words, stands in the sentence; best language."""
    return max((_share(sentence, language, title) for language, title in one.titles), default=0.0)


def _share(sentence: Sentence, language: str, title: str) -> float:
    wanted = counting.stems(title, language)
    if not wanted:
        return 0.0
    said = counting.stems(sentence.words, language)
    weights = {stem: _rarity(stem, language) for stem in wanted}
    whole = sum(weights.values())
    both = sum(weight for stem, weight in weights.items() if stem in said)
    return both / whole if whole else 0.0


def _rarity(stem: str, language: str) -> float:
    index = search.index()
    key = index.keys[language].get(stem)
    practices = index.counts.get(key, 0) if key is not None else 0
    return math.log((len(index) + 1) / (practices + 0.5))
