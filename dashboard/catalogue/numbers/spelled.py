"""Numbers written in words: 'eight', 'quatre-vingt-dix', 'dreiundzwanzig', 'dos mil'."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DE = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
_DE_TEENS = ("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn").split()
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = "vingt trente quarante cinquante soixante".split()
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900,
}  # fmt: skip
# About so many: 'une trentaine', 'a dozen'.
_ROUND: dict[str, dict[str, int]] = {
    "en": {"a dozen": 12, "two dozen": 24, "half a million": 500_000, "a hundred": 100,
           "a thousand": 1_000, "a million": 1_000_000, "a billion": 1_000_000_000},
    "fr": {"une dizaine": 10, "une douzaine": 12, "une quinzaine": 15, "une vingtaine": 20,
           "une trentaine": 30, "une quarantaine": 40, "une cinquantaine": 50,
           "une soixantaine": 60, "une centaine": 100, "un millier": 1_000,
           "un demi-million": 500_000, "un million": 1_000_000, "un milliard": 1_000_000_000},
    "de": {"ein dutzend": 12, "zwei dutzend": 24, "eine halbe million": 500_000,
           "eine million": 1_000_000, "einer million": 1_000_000, "eine milliarde": 1_000_000_000},
    "es": {"una docena": 12, "una decena": 10, "una veintena": 20, "una treintena": 30,
           "un centenar": 100, "un millar": 1_000, "medio millón": 500_000,
           "un millón": 1_000_000},
}  # fmt: skip
# Alone these are articles, pronouns or adjectives.
_NOT_ALONE = frozenset(
    ("one", "zero", "un", "une", "zéro", "ein", "eine", "null", "uno", "una", "cero", "ciento")
)


@cache
def words(language: str) -> dict[str, int]:
    """Every number up to 999 and the thousands as its language spells it, small letters."""
    found = _BELOW_A_THOUSAND[language]()
    thousand = {"en": " thousand", "fr": " mille", "de": "tausend", "es": " mil"}[language]
    many = {word + thousand: worth * 1_000 for word, worth in found.items() if worth > 1}
    if language in ("fr", "es"):
        many[thousand.strip()] = 1_000
    if language == "de":
        many |= {"tausend": 1_000, "hundert": 100}
    return {**found, **many, **_ROUND[language]}


def _english() -> dict[str, int]:
    below = {word: worth for worth, word in enumerate(_EN)}
    for tens, word in enumerate(_EN_TENS, start=2):
        below[word] = tens * 10
        below |= {f"{word}-{_EN[one]}": tens * 10 + one for one in range(1, 10)}
    hundreds = {}
    for one in range(1, 10):
        hundreds[f"{_EN[one]} hundred"] = one * 100
        hundreds |= {
            f"{_EN[one]} hundred and {word}": one * 100 + worth
            for word, worth in below.items()
            if worth
        }
    return below | hundreds


def _french() -> dict[str, int]:
    below = {word: worth for worth, word in enumerate(_FR)}
    for tens, word in enumerate(_FR_TENS, start=2):
        below[word] = tens * 10
        below[f"{word} et un"] = below[f"{word}-et-un"] = tens * 10 + 1
        below |= {f"{word}-{_FR[one]}": tens * 10 + one for one in range(2, 10)}
    below |= {f"soixante-{_FR[one]}": 60 + one for one in range(10, 20)}
    below["soixante et onze"] = below["soixante-et-onze"] = 71
    below |= {"quatre-vingts": 80, "quatre-vingt": 80, "septante": 70, "nonante": 90}
    below |= {f"quatre-vingt-{_FR[one]}": 80 + one for one in range(1, 20)}
    hundreds = {"cent": 100}
    hundreds |= {f"cent {word}": 100 + worth for word, worth in below.items() if worth}
    for one in range(2, 10):
        hundreds[f"{_FR[one]} cents"] = one * 100
        hundreds |= {
            f"{_FR[one]} cent {word}": one * 100 + worth for word, worth in below.items() if worth
        }
    return below | hundreds


def _german() -> dict[str, int]:
    below = {word: worth for worth, word in enumerate(_DE)}
    below |= {word: worth for worth, word in enumerate(_DE_TEENS, start=13)}
    for tens, word in enumerate(_DE_TENS, start=2):
        below[word] = tens * 10
        below |= {f"{_DE[one]}und{word}": tens * 10 + one for one in range(1, 10)}
    hundreds = {}
    for one in range(1, 10):
        hundreds[f"{_DE[one]}hundert"] = one * 100
        hundreds |= {
            f"{_DE[one]}hundert{word}": one * 100 + worth for word, worth in below.items() if worth
        }
    return below | hundreds


def _spanish() -> dict[str, int]:
    below = {word: worth for worth, word in enumerate(_ES)}
    for tens, word in enumerate(_ES_TENS, start=3):
        below[word] = tens * 10
        below |= {f"{word} y {_ES[one]}": tens * 10 + one for one in range(1, 10)}
        below[f"{word} y un"] = below[f"{word} y una"] = tens * 10 + 1
    below |= {"veintiún": 21, "veintiuna": 21}
    hundreds = dict(_ES_HUNDREDS)
    for word, worth in _ES_HUNDREDS.items():
        if word != "cien":
            hundreds |= {f"{word} {one}": worth + rest for one, rest in below.items() if rest}
        if word.endswith("os"):
            hundreds[word[:-2] + "as"] = worth
    return below | hundreds


_BELOW_A_THOUSAND: dict[str, Callable[[], dict[str, int]]] = {
    "en": _english,
    "fr": _french,
    "de": _german,
    "es": _spanish,
}


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Finds a word of a number, alone or in front of its multiplier; the caller looks it up."""
    heads = sorted({re.split(r"[ -]", word)[0] for word in words(language)}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, heads))})(?!\w)", re.IGNORECASE)


_RUN = re.compile(r"[^\W\d_]+(?:[ \u00a0-][^\W\d_]+){0,5}")


def at(text: str, start: int, language: str) -> tuple[int, int] | None:
    """The longest number in words that begins here, as its end and its worth."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    end = run.end()
    known = words(language)
    while True:
        said = text[start:end].lower().replace("\u00a0", " ")
        if said in known:
            return end, known[said]
        cut = max(text.rfind(sign, start, end) for sign in (" ", "-", "\u00a0"))
        if cut <= start:
            return None
        end = cut


def stands_alone(said: str) -> bool:
    """Whether a number in words may be one without a multiplier: 'one' and 'un' may not."""
    return said.lower() not in _NOT_ALONE
