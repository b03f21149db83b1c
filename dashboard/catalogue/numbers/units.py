"""What stands around a number: currencies, measures, multipliers, months."""

from __future__ import annotations

import re
from functools import cache

LANGUAGES = ("en", "fr", "de", "es")
SPACE = " \u00a0\u202f\u2009"
_S = f"[{SPACE}]"

# Times what: the words of all languages, longest first. Signs such as `m` stand in `_SHORT`.
_MULTIPLIERS = {
    "en": {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "mln": 1e6,
        "billion": 1e9, "billions": 1e9, "bn": 1e9, "trillion": 1e12,
    },
    "fr": {
        "mille": 1e3, "milliers": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
        "milliards": 1e9,
    },
    "de": {
        "hundert": 1e2, "tausend": 1e3, "tsd.": 1e3, "million": 1e6, "millionen": 1e6,
        "mio.": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd.": 1e9, "mrd": 1e9,
    },
    "es": {
        "mil millones": 1e9, "mil": 1e3, "miles": 1e3, "millón": 1e6, "millon": 1e6,
        "millones": 1e6, "billones": 1e12,
    },
}  # fmt: skip
# Only beside a currency: elsewhere `m` is a metre and `k` a name.
_SHORT = {"k": 1e3, "m": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "md": 1e9, "mrd": 1e9}

SIGNS = {
    "US$": "usd", "CA$": "cad", "C$": "cad", "Can$": "cad", "AU$": "aud", "A$": "aud",
    "MX$": "mxn", "NZ$": "dollar", "HK$": "dollar", "S$": "dollar", "F CFA": "xof", "FCFA": "xof",
    "€": "eur", "£": "gbp", "$": "dollar", "¥": "jpy", "₩": "krw", "₴": "uah",
    **{code.upper(): code for code in (
        "eur", "usd", "cad", "gbp", "mxn", "aud", "jpy", "krw", "nok", "rwf", "uah", "xof", "zar",
    )},
    "CHF": "chf", "DKK": "dkk", "SEK": "sek",
}  # fmt: skip
# A currency in words; the most exact pattern first.
_IN_WORDS = (
    ("cad", r"dollars? canadiens?|canadian dollars?|kanadischen? dollars?|dólares canadienses"),
    ("usd", r"dollars? américains?|us[ -]dollars?|u\.s\. dollars?|dólares (?:estadounidenses|"
            r"americanos)|american dollars?|amerikanischen? dollars?"),
    ("aud", r"dollars? australiens?|australian dollars?|australischen? dollars?|"
            r"dólares austral\w+"),
    ("eur", r"euros?"),
    ("gbp", r"pounds? sterling|pounds?|livres? sterling|pfund(?: sterling)?|"
            r"libras?(?: esterlinas?)?"),
    ("mxn", r"mexican pesos?|pesos? mexicain?s?|mexikanischen? pesos?|pesos? mexicanos?"),
    ("rwf", r"rwandan francs?|francs? rwandais|ruandischen? francs?|francos? ruandeses"),
    ("xof", r"(?:west african )?cfa[ -]francs?|francs? cfa|cfa-francs?|francos? cfa"),
    ("zar", r"(?:south african )?rands?(?: sud-africains?| sudafricanos?)?|südafrikanischen? rand"),
    ("uah", r"(?:ukrainian )?hryvnias?(?: ukrainiennes?)?|(?:ukrainische )?hrywnja|"
            r"grivnas?(?: ucranianas?)?"),
    ("nok", r"norwegian kroner?|couronnes? norvégiennes?|norwegischen? kronen?|coronas? noruegas?"),
    ("krw", r"(?:south korean |südkoreanischen? )?won(?:es)?(?: sud-coréens?| surcoreanos)?"),
    ("jpy", r"yen(?:s|es)?"),
    ("dollar", r"dollars?|dólares"),
    ("peso", r"pesos?"),
    ("franc", r"francs?|franken|francos?"),
)  # fmt: skip
MONEY_NEAR = {
    "dollar": ("usd", "cad", "aud", "mxn"), "peso": ("mxn",), "franc": ("xof", "rwf", "chf"),
}  # fmt: skip

_PERCENT = (
    r"%|percent(?!age)\b|per[ -]cent\b|pour[ -]cent\b|p\. ?cent\b|pct\b|prozent\b|v\.H\.|"
    r"por ciento\b|-?prozentig\w*|por cien\b"
)
_POINTS = (
    r"percentage points?|points? de pourcentage|prozentpunkten?|puntos? porcentuales?|"
    r"points? de %"
)
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januar jänner februar märz april mai juni juli august oktober dezember "
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre "
    "diciembre"
).split()
MONTH = "(?:" + "|".join(sorted(map(re.escape, set(_MONTHS)), key=len, reverse=True)) + r")\b\.?"

PERCENT = re.compile(rf"{_S}?(?:(?P<points>{_POINTS})|(?P<share>{_PERCENT}))", re.IGNORECASE)
MONEY_AFTER = re.compile(
    rf"{_S}?(?:de |d[’']|of |an )?(?:(?P<short>Mio|Mrd|Md|bn|k|K|M|m)\.?{_S}?)?"
    rf"(?P<sign>{'|'.join(re.escape(one) for one in sorted(SIGNS, key=len, reverse=True))})"
    r"(?!\w)"
)
MONEY_IN_WORDS = re.compile(
    rf"{_S}?(?:de |d[’']|of )?(?:"
    + "|".join(f"(?P<{code}>(?:{pattern})\\b)" for code, pattern in _IN_WORDS)
    + ")",
    re.IGNORECASE,
)
MONEY_BEFORE = re.compile(
    rf"(?<!\w)(?P<sign>{'|'.join(re.escape(one) for one in sorted(SIGNS, key=len, reverse=True))}"
    rf"|R(?=\d)){_S}?$"
)
RATE = re.compile(
    rf"{_S}?(?:people |personnes |habitants |einwohner |homicides? |murders? )?"
    rf"(?:per|pour|je|pro|auf|por(?: cada)?|sur|for every|for each|cada){_S}"
    rf"(?P<base>100[ .,{SPACE}]?000|10[ .,{SPACE}]?000|1[ .,{SPACE}]?000)(?!\d)",
    re.IGNORECASE,
)
MEASURE = re.compile(
    rf"{_S}?-?(?:(?P<km_per_h>km/h|kph|kilomet(?:re|er)s? per hour|"
    r"kilomètres?(?: à l[’']|/)h(?:eure)?|kilometern? pro stunde|"
    r"stundenkilometern?|kilómetros por hora)|"
    r"(?P<eur_per_m2>€/m²)|(?P<m2>m²|m2|sq ?m|square metres?|mètres? carrés?|quadratmetern?|"
    r"metros? cuadrados?)|(?P<km2>km²|square kilomet\w+)|"
    r"(?P<km>km|kilomet(?:re|er)s?|kilomètres?|kilometern?|kilómetros?)|"
    r"(?P<ha>ha|hectares?|hektar|hectáreas?)|"
    r"(?P<m>m|met(?:re|er)s?|mètres?|metern?|metros?)|"
    r"(?P<minutes>min\.?|minutes?|minuten|minutos?)|"
    r"(?P<hours>hours?|heures?|stunden?|horas?)|(?P<days>days?|jours?|tagen?|días?)|"
    r"(?P<weeks>weeks?|semaines?|wochen?|semanas?)|(?P<months>months?|mois|monaten?|meses)|"
    r"(?P<years>-?years?(?:-olds?| old)?|-?jährigen?r?|ans|années?|jahren?|años?))(?!\w)",
    re.IGNORECASE,
)
DURATIONS = frozenset(("minutes", "hours", "days", "weeks", "months", "years"))
TIME = re.compile(
    rf"(?:{_S}?(?:uhr\b|o[’']clock|[ap]\.m\.|[ap]m\b)|{_S}?h(?:\d{{2}})?(?!\w)|:\d{{2}}(?!\d)"
    rf"(?:{_S}?(?:uhr\b|h\b|[ap]\.m\.|[ap]m\b))?)",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"(?:st|nd|rd|th)(?!\w)|(?:ers?|ère|re|ᵉ|e|es|ème|èmes|eme)(?!\w)|\.?[ºª°]|\.(?:er|o|a)(?!\w)|"
    r"(?:ten|te|ter|tes)(?!\w)",
)
# A number after one of these is a name, not an amount: Comuna 13, law 2.107, telephone 112.
BEFORE_CODE = re.compile(
    rf"(?:\b(?:comuna|n[o°]|nr|no|num|núm|number|nummer|número|numéro|article|artikel|artículo|law|"
    rf"loi|ley|gesetz|décret|decree|decreto|measure|mesure|resolution|résolution|resolución|"
    rf"agenda|horizon|room|zone|zona|platform|line|ligne|linie|línea|route|highway|tel|tél|phone|"
    rf"telephone|téléphone|telefon|teléfono|hotline|fax|dial|composez|area|bill|ordinance|"
    rf"paragraph|§|art|page|seite|página|p|version|phase|fase|chapter|kapitel|chapitre|type|"
    rf"figure|table|distrito|bezirk|sustainable development goal|sdg|odd|ods)\.?[{SPACE}]?|"
    rf"[§#№])$",
    re.IGNORECASE,
)


@cache
def multiplier(language: str) -> re.Pattern[str]:
    """The words after a number that make it larger."""
    known = sorted(_MULTIPLIERS[language], key=len, reverse=True)
    return re.compile(rf"{_S}?(?P<times>{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)


def times(language: str, word: str) -> float:
    """What a multiplier's word is worth."""
    return _MULTIPLIERS[language][re.sub(rf"{_S}", " ", word.lower())]


def short_times(sign: str) -> float:
    """What `m`, `bn` or `k` beside a currency is worth."""
    return _SHORT[sign.lower()]


def currency(sign: str) -> str:
    """The code of a currency's sign."""
    return "zar" if sign == "R" else SIGNS[sign]
