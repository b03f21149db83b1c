"""The summits as dossiers: their figures, each with what it counts, and what was concluded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dashboard.catalogue import database, numbers, summits
from dashboard.catalogue.checking import sentences
from dashboard.catalogue.checking.dossier import Dossier, Edition, Fact, Said
from dashboard.catalogue.searching import analysis
from dashboard.catalogue.summits import Stated, Summit
from dashboard.catalogue.vocabulary import LANGUAGES

# How a meeting of mayors is called; the city and one of these name a summit.
_CALLED = (
    "summit", "sommet", "gipfel", "cumbre", "conference", "konferenz", "conferencia", "declaration",
    "erklarung", "deklaration", "declaracion", "mayor", "maire", "burgermeister", "alcalde",
    "delegation", "delegierte",
)  # fmt: skip
# What the counts of people at a summit are called, beside those that sources state in words.
_COUNTED = {
    "cities": (("de", "Städte, Stadtoberhäupter"), ("en", "cities, mayors"),
               ("es", "ciudades, alcaldes"), ("fr", "villes, maires")),
    "countries": (("de", "Länder"), ("en", "countries"), ("es", "países"), ("fr", "pays")),
    "delegates": (("de", "Delegierte"), ("en", "delegates"), ("es", "delegados"),
                  ("fr", "délégués")),
    "signatories": (("de", "Städte, die unterzeichneten"), ("en", "cities that signed"),
                    ("es", "ciudades firmantes"), ("fr", "villes signataires")),
}  # fmt: skip
_UNITS = {"cities": "cities", "countries": "countries", "delegates": "people"}


def every() -> tuple[Dossier, ...]:
    """The dossier of each summit."""
    return _every(database.edition())


def called(text: str) -> bool:
    """Whether a text speaks of a meeting of mayors at all."""
    plain = (analysis.fold(word.text) for word in analysis.words(text))
    return any(name in word for word in plain for name in _CALLED)


def years(dossier: Dossier) -> frozenset[int]:
    """When a summit was."""
    return frozenset((dossier.editions[0].day.year,))


@lru_cache(maxsize=1)
def _every(_edition: tuple[int, int]) -> tuple[Dossier, ...]:
    spoken = {language: summits.every(language) for language in LANGUAGES}
    return tuple(
        _dossier({language: spoken[language][place] for language in LANGUAGES})
        for place in range(len(spoken["en"]))
    )


def _dossier(told: dict[str, Summit]) -> Dossier:
    one = told["en"]
    titles = tuple(sorted((language, each.name.words) for language, each in told.items()))
    said = tuple(dict.fromkeys(_said(told)))
    facts = (*_counted(one), *_stated(told), *_in_texts(said))
    edition = Edition(0, one.starts, facts, said)
    return Dossier(one.code, one.city, one.country, titles, (edition,), room="summit")


def _counted(one: Summit) -> Iterator[Fact]:
    """The totals, under no language's wording alone."""
    came = one.attendance
    totals = {"cities": came.cities, "countries": came.countries, "delegates": came.delegates}
    for about, value in totals.items():
        if value:
            yield _fact(float(value), _COUNTED[about], _UNITS[about], one)
    if one.declaration and one.declaration.signatories:
        yield _fact(float(one.declaration.signatories), _COUNTED["signatories"], "cities", one)


def _fact(value: float, context: tuple[tuple[str, str], ...], unit: str, one: Summit) -> Fact:
    return Fact("figure", value, context, unit, one.starts.year, figure=1)


def _stated(told: dict[str, Summit]) -> Iterator[Fact]:
    """The figures that single sources state, also where they disagree."""
    rows: dict[int, list[tuple[str, Stated]]] = {}
    abouts: dict[int, str] = {}
    for language, one in sorted(told.items()):
        stated = ((about.about, each) for about in one.conflicts for each in about.figures)
        for place, (about, each) in enumerate(stated):
            rows.setdefault(place, []).append((language, each))
            abouts[place] = about
    for place, spoken in rows.items():
        first = spoken[0][1]
        context = tuple(
            dict.fromkeys((each.counts.language, each.counts.words) for _language, each in spoken)
        )
        unit = first.currency.lower() if first.currency else _UNITS.get(abouts[place], "cities")
        yield _fact(first.value, context, unit, told["en"])


def _said(told: dict[str, Summit]) -> Iterator[Said]:
    for one in told.values():
        texts = [
            *(conclusion.text for conclusion in one.conclusions),
            *(outcome.text for outcome in one.outcomes),
            *(one.declaration.points if one.declaration else ()),
        ]
        for text in texts:
            for sentence in sentences.parted(text.words, text.language):
                yield Said("conclusion", text.language, sentence.words)


def _in_texts(said: tuple[Said, ...]) -> Iterator[Fact]:
    for one in said:
        for number in numbers.find(one.words, one.language):
            if number.claims:
                context = ((one.language, one.words),)
                yield Fact(one.field, number.value, context, number.unit, number=number)
