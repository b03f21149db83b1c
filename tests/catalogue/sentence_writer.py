"""Writes sentences about the catalogue's figures in four languages: exact, altered, invented.

A second set beside checked-sentences.jsonl, made by rule and seed instead of by hand: figures are
drawn, worded by patterns of each language, numbers written each in one of its language's ways.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.catalogue import geography, vocabulary

PRACTICES = Path(__file__).parents[2] / "data" / "practices" / "practices.jsonl"


Pair = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Written:
    """A sentence, what was done to its number, and that number as it stands there."""

    kind: str  # exact, altered or invented
    language: str
    text: str
    number: str
    practice: str | None = None


# With the label of the figure, where the record has it in this language; else with its unit alone.
LABELLED = {
    "en": (
        "In {city}, the record of “{title}” gives this figure for “{label}”: {number}.",
        "{label}: {number}, according to those behind “{title}” in {city}.",
        "{city} says of “{title}” that it comes to {number} ({label}).",
    ),
    "fr": (
        "À {city}, le bilan de « {title} » donne pour « {label} » : {number}.",
        "{label} : {number}, disent les responsables de « {title} » à {city}.",
        "{city} annonce {number} ({label}) pour « {title} ».",
    ),
}
PLAIN = {
    "en": ("In {city}, “{title}” counts {number}.",),
    "fr": ("À {city}, « {title} » compte {number}.",),
    "de": ("In {city} zählt „{title}“ {number}.", "„{title}“ in {city}: Das sind {number}."),
    "es": ("En {city}, «{title}» cuenta con {number}.", "«{title}», en {city}, suma {number}."),
}
# Things no record of the catalogue counts, after a number.
THINGS = {
    "en": (
        "bicycle racks",
        "hot-air balloons",
        "vending machines",
        "piano lessons",
        "parking fines",
    ),
    "fr": ("pianos", "distributeurs de boissons", "montgolfières", "serrures", "timbres"),
    "de": ("Klaviere", "Heißluftballons", "Briefmarken", "Parkscheine", "Kochtöpfe"),
    "es": ("pianos", "globos aerostáticos", "sellos de correos", "cerraduras", "paraguas"),
}
# '12 %' without what it is of, or people without who they are, say nothing that could be checked.
SAY_NOTHING = (
    "%",
    "people",
    "per 100,000",
    "km/h",
    "years",
    "minutes",
    "points",
    "points of 100",
    "m",
    "km",
)
UNREAD = ("Ravensburg", "Salisbury", "Aurillac", "Cuenca", "Coburg", "Carlisle", "Vesoul", "Soria")


def written(seed: int, each: int = 20) -> list[Written]:
    """So many sentences of each kind, in all languages by turns."""
    chance = random.Random(seed)
    records = [json.loads(line) for line in PRACTICES.read_text("utf-8").splitlines() if line]
    pairs = [(one, figure) for one in records for figure in _clear(one)]
    chance.shuffle(pairs)
    told = [
        _of_figure(kind, language, *_drawn(pairs, language), chance)
        for kind in ("exact", "altered")
        for language in _turns(each)
    ]
    unreal = (_invented(language, chance.choice(records), chance) for language in _turns(each))
    return [*told, *unreal]


def _turns(each: int) -> tuple[str, ...]:
    return ("en", "fr", "de", "es") * (each // 4)


def _clear(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures that are the only one of their unit: another would fit as well."""
    units = [one["unit"] for one in record["figures"]]
    return [one for one in record["figures"] if units.count(one["unit"]) == 1]


def _drawn(pairs: list[Pair], language: str) -> Pair:
    """The next figure that can be told in a language: labels are in English and French alone."""
    if language in LABELLED:
        return pairs.pop()
    at = next(at for at, (_, one) in enumerate(pairs) if one["unit"] not in SAY_NOTHING)
    return pairs.pop(at)


def _of_figure(
    kind: str, language: str, record: dict[str, Any], figure: dict[str, Any], chance: random.Random
) -> Written:
    value = figure["value"]
    if kind == "altered":
        value = next(
            other
            for other in iter(lambda: _altered(figure["value"], chance), None)
            if not _holds(record, other)
        )
    number = _amount(value, figure["unit"], language, chance)
    patterns = LABELLED.get(language) or PLAIN[language]
    text = chance.choice(patterns).format(
        city=_city(record, language),
        title=record["title"][language],
        label=figure.get(f"label_{language}", ""),
        number=number,
    )
    return Written(kind, language, text, number, record["id"])


def _invented(language: str, record: dict[str, Any], chance: random.Random) -> Written:
    thing, value = chance.choice(THINGS[language]), chance.randint(11, 900)
    number = f"{value} {thing}"
    pattern = chance.choice(PLAIN[language])
    if chance.random() < 0.5:
        city, title = chance.choice(UNREAD), {"en": "Open Doors", "fr": "Portes ouvertes",
            "de": "Offene Türen", "es": "Puertas abiertas"}[language]  # fmt: skip
    else:
        city, title = _city(record, language), record["title"][language]
    return Written(
        "invented", language, pattern.format(city=city, title=title, number=number), number
    )


def _holds(record: dict[str, Any], value: float) -> bool:
    """Whether a record states this number elsewhere, or nearly: then it would not be wrong."""
    texts = json.dumps(record, ensure_ascii=False)
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3})", "", texts)
    others = (float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", plain))
    return any(abs(value - other) <= 0.06 * other for other in others)


def _city(record: dict[str, Any], language: str) -> str:
    return geography.named(record["city"], record["country"], language)


def _altered(value: float, chance: random.Random) -> float:
    """Another value that is no rounding of the first: a third more to three times as much, or less."""
    factor = chance.choice((0.4, 0.55, 0.7, 1.35, 1.6, 2.0, 3.0))
    other = value * factor
    return round(other, 1) if value != int(value) else max(1, round(other)) + (value < 3)


def _amount(value: float, written_unit: str, language: str, chance: random.Random) -> str:
    unit = next(one for one in vocabulary.document()["units"] if one["written"] == written_unit)
    name = unit["label"][language]
    if value >= 1_000_000 and value % 100_000 == 0:
        return _millions(value, name, language)
    digits = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{value:,.0f}"
    point = {"en": (",", "."), "fr": (chance.choice((" ", "\u00a0", "\u202f")), ","),
             "de": (chance.choice((".", " ")), ","), "es": (chance.choice((".", " ")), ",")}  # fmt: skip
    thousands, decimal = point[language]
    digits = digits.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    if unit["id"] == "percent":
        return f"{digits}{chance.choice(('%', ' %', ' ' + name))}"
    return f"{digits} {name}"


def _millions(value: float, name: str, language: str) -> str:
    many = value / 1_000_000
    digits = f"{many:.1f}".removesuffix(".0")
    word = {"en": "million", "fr": "millions", "de": "Mio.", "es": "millones"}[language]
    joint = {"fr": " de ", "es": " de "}.get(language, " ")
    return f"{digits.replace('.', '.' if language == 'en' else ',')} {word}{joint}{name}"
