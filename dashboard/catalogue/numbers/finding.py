"""Finds every number of a text: no digit is left out, words only where they clearly count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.catalogue.numbers import spelled, units
from dashboard.catalogue.numbers.number import Kind, Number
from dashboard.catalogue.numbers.units import MONTH, SPACE

_GROUPS = rf"\d{{1,3}}(?:[{SPACE}]\d{{3}})+(?![{SPACE}]?\d)(?:[.,]\d{{1,2}})?(?!\d)"
_PLAIN = r"\d+(?:[.,'’]\d+)*"
_DIGITS = re.compile(rf"(?<!\d){_GROUPS}|{_PLAIN}")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)")
_PHONE = re.compile(r"(?<!\w)(?:\+\d|\(0\d|0\d)[\d ()/\u00a0.\-]{5,}\d(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_YEARS = re.compile(r"(?<![\d.,])((?:18|19|20)\d{2})([/–-])(\d{2})(?![\d%])")
_RANGE = re.compile(
    rf"(?:[{SPACE}]?[–—-][{SPACE}]?|[{SPACE}](?:to|à|bis|a|hasta|until|and|et|und|y)[{SPACE}])$"
)
_HYPHEN = re.compile(rf"[{SPACE}]?[–—-][{SPACE}]?$")
_NEXT = re.compile(r"[^.;:!?()\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|en|since|depuis|seit|desde|by|until|till|from|between|before|after|around|early|late|"
    r"mid|of|de|del|im|jahr|jahre|jahren|jahres|year|années|année|an|años|año|bis|ab|vor|nach|von|dès|avant|après|"
    r"jusqu[’']en|fin|début|hasta|antes|tras|summer|winter|spring|autumn|été|hiver|sommer|verano)"
    rf"[{SPACE}]$",
    re.IGNORECASE,
)
_GERMAN_DAY = re.compile(rf"\.[{SPACE}]{MONTH}", re.IGNORECASE)
_DAY = re.compile(rf"(?:st|nd|rd|th|er)?[{SPACE}](?:de |of )?{MONTH}", re.IGNORECASE)
_AFTER_MONTH = re.compile(rf"\b{MONTH}[{SPACE}]$", re.IGNORECASE)
_ARTICLE = re.compile(
    rf"\b(?:der|die|das|dem|den|des|am|im|vom|zum|zur|beim|ihr|ihre|ein|eine)[{SPACE}]$", re.I
)
# 'a 2015 survey', 'the 2021 audits': what is held in a year, not so many of them.
_ONE = re.compile(rf"\b(?:an?|une?|eine?[mnrs]?|una)[{SPACE}]$", re.IGNORECASE)
_THE = re.compile(rf"\b(?:the|this|that|its|their)[{SPACE}]$", re.IGNORECASE)
_HELD = frozenset(
    "attacks audits campaigns censuses conferences counts editions elections events festivals "
    "figures floods games polls protests reforms reports riots seminars studies summits "
    "surveys".split()
)
# After these a spelled number is no count of things: 'the three of them', 'two or more'.
_SMALL = frozenset(
    "of and or in to the a an on at by for from with than as is was were are has have had who "
    "that which et ou de des du à au aux en par pour sur que qui est sont ont avait dans und oder "
    "von zu in im an am auf mit für als die der das den dem y o e u del al con por para que es son "
    "han was not more plus mehr más others autres andere otros".split()
)
_PER = re.compile(rf"\b(?:per|pour|je|por cada|for every|cada)[{SPACE}]$", re.IGNORECASE)
_METRIC = 3  # digits of a group
LONGEST = 18  # digits; more are a code, no amount of anything


def find(text: str, language: str) -> tuple[Number, ...]:
    """Every number of a text in reading order; none overlaps another."""
    found = list(_written(text, language))
    taken = [(one.start, one.end) for one in found]
    found += [
        one
        for one in _spelled(text, language)
        if not any(start < one.end and one.start < end for start, end in taken)
    ]
    return _ranges(text, sorted(found, key=lambda one: one.start))


# In figures -------------------------------------------------------------------------------------


def _written(text: str, language: str) -> Iterator[Number]:
    codes = [one.span() for pattern in (_ADDRESS, _PHONE) for one in pattern.finditer(text)]
    dates = [one.span() for one in _DATE.finditer(text)]
    pairs = {one.start(3): one for one in _YEARS.finditer(text)}
    base = -1
    for token in _DIGITS.finditer(text):
        start, end = token.span()
        if end <= base:
            continue
        if any(first <= start < last for first, last in codes):
            yield _plain(text, start, end, "code", language)
        elif any(first <= start < last for first, last in dates):
            yield _plain(text, start, end, "date", language)
        elif start in pairs and end == pairs[start].end(3):
            yield _second_year(pairs[start], text)
        else:
            one = _one(text, start, end, language)
            yield one
            if one.kind == "rate":
                rate = units.RATE.match(text, one.end)
                if rate:
                    base = rate.end("base")
                    yield replace(
                        _plain(text, *rate.span("base"), "base", language),
                        value=_whole(rate["base"]),
                    )


def _whole(said: str) -> float:
    return float(re.sub(r"\D", "", said))


def _plain(text: str, start: int, end: int, kind: Kind, language: str) -> Number:
    value, _precision = _worth(text[start:end], language)
    return Number(start, end, text[start:end], value, kind, follows=_follows(text, end))


def _second_year(pair: re.Match[str], text: str) -> Number:
    """The 22 of 2021/22: a year of the same century."""
    first, second = int(pair[1]), int(pair[3])
    value = first // 100 * 100 + second
    start, end = pair.span(3)
    return Number(start, end, pair[3], value, "year", follows=_follows(text, end))


def _one(text: str, start: int, end: int, language: str) -> Number:
    written = text[start:end]
    value, precision = _worth(written, language)
    before = text[max(0, start - 30) : start]
    if sum(map(str.isdecimal, written)) > LONGEST or _named(text, start, end, written, before):
        return Number(start, end, written, value, "code", follows=_follows(text, end))
    if value in (1e3, 1e4, 1e5) and _PER.search(before):
        return Number(start, end, written, value, "base", follows=_follows(text, end))
    for read in (_as_time, _as_day, _as_year):
        kind = read(text, start, end, written, before)
        if kind:
            return Number(start, end, written, value, kind, follows=_follows(text, end))
    return _measured(text, start, end, value, precision, language)


def _named(text: str, start: int, end: int, written: str, before: str) -> bool:
    """Whether it is part of a name: COVID-19, C40, 3D, Comuna 13, 007."""
    if before and (before[-1].isalpha() or before[-1] == "_"):
        return not units.MONEY_BEFORE.search(before)
    if re.search(r"\w[A-Z]-$|^[A-Z]{2,}-$|[A-Za-z]{3,}-$", before[-12:]):
        return True
    if len(written) > 1 and written[0] == "0" and written.isdigit():
        return True
    return bool(units.BEFORE_CODE.search(before))


def _as_time(text: str, start: int, end: int, written: str, before: str) -> Kind | None:
    if before.endswith(":") and re.search(r"\d:$", before) and len(written) == 2:
        return "time"
    clock = re.fullmatch(r"\d{1,2}(?:[.:]\d{2})?", written)
    return "time" if clock and float(written) <= 24.6 and units.TIME.match(text, end) else None


def _as_day(text: str, start: int, end: int, written: str, before: str) -> Kind | None:
    if not written.isdigit() or not 1 <= int(written) <= 31:
        return None
    if _GERMAN_DAY.match(text, end) or _DAY.match(text, end):
        return "date"
    if _AFTER_MONTH.search(before) and not re.match(rf"[{SPACE}]?%|[{SPACE}][^\W\d]", text[end:]):
        return "date"
    ordinal = units.ORDINAL.match(text, end)
    if ordinal and len(written) <= 3:
        return "ordinal"
    if text[end : end + 1] == "." and _ARTICLE.search(before) and text[end + 1 : end + 2] == " ":
        return "ordinal"
    return None


def _as_year(text: str, start: int, end: int, written: str, before: str) -> Kind | None:
    if re.fullmatch(r"(?:1[89]|20)\d{2}", written) is None:
        decade = re.match(r"(?:s|er)\b", text[end:]) and re.fullmatch(r"\d0", written)
        return "year" if decade else None
    after = text[end : end + 24]
    if units.MONEY_BEFORE.search(before) or units.PERCENT.match(text, end):
        return None
    if units.MONEY_AFTER.match(text, end) or units.MONEY_IN_WORDS.match(text, end):
        return None
    if (
        _AFTER_MONTH.search(before)
        or _BEFORE_YEAR.search(before)
        or re.match(r"s\b|er\b|[/–-]\d|[.,;:)!?]|$", after)
    ):
        return "year"
    return None if _counts(before, after) else "year"


def _counts(before: str, after: str) -> bool:
    """Whether a bare '2000' is followed by what it counts: '2000 people'."""
    word = re.match(rf"[{SPACE}]([^\W\d_]+)", after)
    if word is None:
        return False
    if units.MEASURE.match(after):
        return True
    if _ONE.search(before) or (_THE.search(before) and word[1].lower() in _HELD):
        return False
    if word[1].lower() in _countable():
        return True
    after_name = re.search(rf"(?:^|[{SPACE}])[A-Z]\w+[{SPACE}]$", before)
    return not (after_name or _THE.search(before)) and bool(
        re.fullmatch(r"[a-zà-ÿ]{3,}[sx]", word[1])
    )


def _countable() -> frozenset[str]:
    from dashboard.catalogue.numbers import nouns

    return nouns.units()


def _measured(
    text: str,
    start: int,
    end: int,
    value: float,
    precision: float,
    language: str,
    said: bool = False,
) -> Number:
    """A number with all that belongs to it: multiplier, per cent, currency, measure."""
    kind: Kind = "count"
    unit: str | None = None
    worth = 1.0
    last = end
    if times := units.multiplier(language).match(text, last):
        worth, last = units.times(language, times["times"]), times.end()
        if again := units.multiplier(language).match(text, last):  # dos mil millones
            worth, last = worth * units.times(language, again["times"]), again.end()
    if before := units.MONEY_BEFORE.search(text, max(0, start - 6), start):
        kind, unit, start = "money", units.currency(before["sign"]), before.start()
        if worth == 1.0 and (short := re.match(r"(bn|[mkKMb])(?!\w)", text[last:])):
            worth, last = units.short_times(short[0]), last + short.end()
    elif share := units.PERCENT.match(text, last):
        kind, unit, last = "percent", "points" if share["points"] else "percent", share.end()
    elif sign := units.MONEY_AFTER.match(text, last):
        kind, unit, last = "money", units.currency(sign["sign"]), sign.end()
        worth *= units.short_times(sign["short"]) if sign["short"] else 1.0
    elif named := units.MONEY_IN_WORDS.match(text, last):
        kind, unit, last = "money", named.lastgroup, named.end()
    elif units.RATE.match(text, last):
        base = _whole(units.RATE.match(text, last)["base"])  # type: ignore[index]
        kind, unit = "rate", f"per_{base:.0f}"
    elif (short := re.match(r"m(?= [a-z]+(?:s|en|ren|ple)\b)", text[last:])) and language == "en":
        worth, last = 1e6, last + short.end()
    elif measure := units.MEASURE.match(text, last):
        unit = measure.lastgroup
    return Number(
        start,
        last,
        text[start:last],
        round(value * worth, 6),
        kind,
        unit,
        _follows(text, last),
        precision * worth if precision < 1 or worth > 1 else 0.0,
        spelled=said,
    )


def _worth(written: str, language: str) -> tuple[float, float]:
    """What digits are worth, and the worth of the last of them."""
    plain = re.sub(rf"(?<=\d)[{SPACE}](?=\d)", "", written)
    signs = re.findall(r"[.,'’]", plain)
    if not signs:
        return float(plain), 1.0
    parts = re.split(r"[.,'’]", plain)
    if (
        plain != re.sub(rf"[{SPACE}]", "", written)
        or len(set(signs)) > 1
        or _decimal(parts, signs, language)
    ):
        if len(signs) > 1 and len(set(signs)) == 1 and not _grouped(parts):
            return float("".join(parts)), 1.0  # 3.4.2: no amount of anything
        whole, fraction = "".join(parts[:-1]), parts[-1]
        if _grouped(parts) and len(set(signs)) > 1 and len(fraction) != 0:
            return float(f"{whole}.{fraction}"), 10.0 ** -len(fraction)
        return float(f"{whole}.{fraction}"), 10.0 ** -len(fraction)
    return float("".join(parts)), 1.0


def _grouped(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= _METRIC and all(len(one) == _METRIC for one in parts[1:])


def _decimal(parts: list[str], signs: list[str], language: str) -> bool:
    """Whether the last sign parts a fraction off; '1.200' is read as its language writes it."""
    if not _grouped(parts) or parts[0] == "0":
        return True
    if len(signs) > 1 or signs[0] in "'’":
        return False
    # Where a comma parts decimals, a point before three digits parts thousands, and the reverse.
    return signs[0] == ("." if language == "en" else ",")


def _follows(text: str, end: int) -> str:
    after = _NEXT.match(text, end)
    return after[0][:80].strip(f"{SPACE},") if after else ""


# In words ---------------------------------------------------------------------------------------


def _spelled(text: str, language: str) -> Iterator[Number]:
    last = -1
    for head in spelled.pattern(language).finditer(text):
        if head.start() < last:
            continue
        found = spelled.at(text, head.start(), language)
        if found is None:
            continue
        end, worth = found
        number = _measured(text, head.start(), end, float(worth), 1.0, language, said=True)
        if _clear(number, text[head.start() : end], text, language):
            last = number.end
            yield number


def _clear(number: Number, said: str, text: str, language: str) -> bool:
    """Whether words are clearly a count: with a multiplier or measure, or before a thing."""
    if number.kind != "count":
        return True
    if number.end > number.start + len(said):
        return True
    if not spelled.stands_alone(said):
        return False
    after = text[number.end :]
    if re.match(r"-(?:year|month|day|week|hour)", after):
        return True
    word = re.match(rf"[{SPACE}](?:(?:de|d[’'])[{SPACE}]?)?([^\W\d_]{{3,}})", after)
    return word is not None and word[1].lower() not in _SMALL


# Ranges -----------------------------------------------------------------------------------------


def _ranges(text: str, found: list[Number]) -> tuple[Number, ...]:
    """The same, each end of '10-15 %' with what its end says: both are per cent."""
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        between = text[one.end : other.start]
        if not between or len(between) > 7 or not _RANGE.fullmatch(between):
            continue
        if _HYPHEN.fullmatch(between):
            found[place + 1] = other = replace(other, ranged=True)
            found[place] = one = replace(one, ranged=True)
        shared = other.kind in ("percent", "money", "rate") and one.kind == "count"
        if shared and one.unit is None and other.claims:
            found[place] = replace(one, kind=other.kind, unit=other.unit)
    return tuple(found)
