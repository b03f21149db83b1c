"""What the catalogue says of one subject, version by version: its facts and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

import pyarrow as pa

from dashboard.catalogue import claims, database, geography, numbers, published
from dashboard.catalogue.checking import sentences
from dashboard.catalogue.claims import Passage, Past
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.numbers import Number, counting
from dashboard.catalogue.published import Published

_INHABITANTS = (
    ("de", "Einwohner, Bevölkerung"),
    ("en", "inhabitants, population"),
    ("es", "habitantes, población"),
    ("fr", "habitants, population"),
)


@dataclass(frozen=True)
class Fact:
    """A number the catalogue states: a figure row, or one that stands in a text.

    `place` is "figure", "population" or the field of the text; `context` is what it counts, in
    each language that says so: the label of a figure, the sentence of a text.
    """

    place: str
    value: float
    context: tuple[tuple[str, str], ...]
    unit: str | None = None
    year: int | None = None
    period: str | None = None
    number: Number | None = None  # in a text: how it is written there
    figure: int | None = None  # the place of the figure, from 1

    @property
    def language(self) -> str:
        """The language of a text's number; of a figure the first of its labels."""
        return self.context[0][0] if self.context else "en"

    @property
    def words(self) -> str:
        """What it counts, in the first language that says so."""
        return self.context[0][1] if self.context else ""

    def told(self, language: str) -> tuple[str, str]:
        """What it counts as (language, words), in this language where it is said in it."""
        return next(
            ((spoken, said) for spoken, said in self.context if spoken == language),
            (self.language, self.words),
        )


@dataclass(frozen=True)
class Said:
    """A sentence of a record: field, language, words."""

    field: str
    language: str
    words: str


@dataclass(frozen=True)
class Edition:
    """One version of a record: its facts and sentences, and the day it was signed."""

    version: int
    day: date
    facts: tuple[Fact, ...]
    sentences: tuple[Said, ...]


@dataclass(frozen=True)
class Dossier:
    """A practice with all its public versions, the newest first; or a summit."""

    slug: str
    city: str  # its English name
    country: str
    titles: tuple[tuple[str, str], ...]
    editions: tuple[Edition, ...]
    room: str = "p"  # where its page is: p, or summit, which has no versions

    def title(self, language: str) -> tuple[str, str]:
        """Its title as (language, words)."""
        known = dict(self.titles)
        for one in (language, "en", *known):
            if one in known:
                return one, known[one]
        return language, self.slug


def dossiers(slugs: Iterable[str]) -> dict[str, Dossier]:
    """The dossiers of these practices, as far as they are public."""
    store, _catalogue = edition = database.edition()
    heads = _heads(edition)
    wanted = {slug: heads[slug] for slug in dict.fromkeys(slugs) if slug in heads}
    found = {
        slug: kept
        for slug, (_number, version) in wanted.items()
        if (kept := _kept.get((store, slug, version)))
    }
    missing = {slug: wanted[slug] for slug in wanted if slug not in found}
    for made in _read(missing):
        _keep((store, made.slug, heads[made.slug][1]), made)
        found[made.slug] = made
    return {slug: found[slug] for slug in wanted if slug in found}


def get_ready() -> None:
    """Read what drafts are laid beside: one large question costs less than many small ones."""
    dossiers(islice(_heads(database.edition()), MOST_READY))


# Versions never change: what was read once is kept, the oldest dropped first.
_kept: dict[tuple[int, str, int], Dossier] = {}
MOST_KEPT = 2_000
MOST_READY = 400  # read before the first draft


def _keep(key: tuple[int, str, int], made: Dossier) -> None:
    _kept[key] = made
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)


@lru_cache(maxsize=1)
def _heads(_edition: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {slug: (number, version) for slug, number, version in database.rows("check_heads")}


def _read(wanted: dict[str, tuple[int, int]]) -> Iterator[Dossier]:
    editions: dict[str, list[Published]] = {slug: [] for slug in wanted}
    for back in range(max((version for _, version in wanted.values()), default=0)):
        keys = [(number, version - back) for number, version in wanted.values() if version > back]
        table = pa.table(
            {
                "practice_id": pa.array([one for one, _ in keys], pa.int32()),
                "version": pa.array([one for _, one in keys], pa.int32()),
            }
        )
        for one in published.read(database.table("version_heads", wanted=table)):
            editions[one.slug].append(one)
    for slug, versions in editions.items():
        if versions:
            yield _dossier(slug, versions)


def _dossier(slug: str, versions: list[Published]) -> Dossier:
    newest = versions[0]
    return Dossier(
        slug,
        newest.city,
        newest.country,
        tuple((language, one.words) for language, one in sorted(newest.draft.title.items())),
        tuple(
            _edition(one, tuple(_past(other) for other in versions[place + 1 :]))
            for place, one in enumerate(versions)
        ),
    )


def _past(one: Published) -> Past:
    return Past(one.version, claims.rows_of(one.draft))


def _edition(one: Published, past: tuple[Past, ...]) -> Edition:
    said = tuple(_said(one.draft))
    labels = tuple(
        Said("figure", language, words)
        for figure in one.draft.figures
        for language, words in sorted(figure.labels.items())
    )
    left_behind = _left_behind(one.draft, said, past)
    texts = (each for each in _in_texts((*said, *labels)) if each not in left_behind)
    stated = (*_figures(one.draft), *texts)
    facts = (*stated, *_population(one.draft.city_id))
    return Edition(one.version, one.signed_at.date(), facts, said)


def _said(draft: Draft) -> Iterator[Said]:
    for field, language, wording in draft.written():
        for one in sentences.parted(wording.words, language):
            yield Said(field, language, one.words)


def _left_behind(draft: Draft, said: Iterable[Said], past: tuple[Past, ...]) -> frozenset[Fact]:
    """The numbers of texts that were figures of earlier versions and have been corrected since."""
    rows, years = claims.rows_of(draft), (draft.start_year, draft.end_year)
    found: set[Fact] = set()
    for one in said if past else ():
        passage = Passage(one.field, one.language, one.words)
        ledger = claims.of_texts((passage,), rows, years, past)
        places = {each.start for each in ledger.claims if each.mark == "past"}
        found.update(
            each for each in _in_texts((one,)) if each.number and each.number.start in places
        )
    return frozenset(found)


def _figures(draft: Draft) -> Iterator[Fact]:
    for place, one in enumerate(draft.figures, start=1):
        if one.value is not None:
            yield Fact(
                "figure", one.value, tuple(sorted(one.labels.items())), one.unit, one.year,
                one.period, figure=place,
            )  # fmt: skip


def _in_texts(said: Iterable[Said]) -> Iterator[Fact]:
    for one in said:
        for number in numbers.find(one.words, one.language):
            if number.claims:
                context = ((one.language, one.words),)
                yield Fact(one.field, number.value, context, number.unit, number=number)


def _population(city_id: int | None) -> Iterator[Fact]:
    try:
        place = geography.by_id(city_id) if city_id is not None else None
    except UnknownPlace:
        return
    if place and place.population:
        yield Fact("population", float(place.population), _INHABITANTS, "people")


def instead(dossier: Dossier, version: int, fact: Fact) -> tuple[date | None, Fact | None]:
    """Since when a version is superseded, and which figure now stands where its fact was one."""
    place = next((at for at, one in enumerate(dossier.editions) if one.version == version), 0)
    if not place:
        return None, None
    old, newest = dossier.editions[place], dossier.editions[0]
    figure = fact if fact.figure else _of_value(old, fact)
    return dossier.editions[place - 1].day, _heir(newest, figure) if figure else None


def _of_value(edition: Edition, fact: Fact) -> Fact | None:
    return next((one for one in edition.facts if one.figure and one.value == fact.value), None)


def _heir(newest: Edition, old: Fact) -> Fact | None:
    """The figure of the same words or, where all were reworded, in the same place."""
    figures = [one for one in newest.facts if one.figure and one.unit == old.unit]
    labelled = (one for one in figures if set(one.context) & set(old.context))
    placed = (one for one in figures if one.figure == old.figure)
    return next(labelled, None) or next(placed, None)


def of_unit(fact: Fact, number: Number) -> bool | None:
    """Whether a number is of this fact's measure: surely, surely not, or None: both only count."""
    if fact.number is None:
        return counting.same_measure(number, fact.unit or "people")
    mine, theirs = number, fact.number
    if mine.kind != theirs.kind:
        return False
    if mine.kind == "count":
        return None if mine.unit == theirs.unit else False
    if mine.kind == "money" and mine.unit != theirs.unit:
        near = {"dollar", "peso", "franc"} & {mine.unit, theirs.unit}
        return True if near else False
    return mine.unit == theirs.unit
