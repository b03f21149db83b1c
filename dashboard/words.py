"""Words for what the catalogue holds: codes, figures, years, and a question as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day
from functools import lru_cache
from typing import Any

from dashboard import places_in_words
from dashboard.catalogue import geography, vocabulary
from dashboard.catalogue.filters import DIMENSIONS, Filters
from dashboard.i18n import _, date, language, listed, n_, number


def label(dim: str, code: str) -> str:
    """The word for a code in the reader's language."""
    return vocabulary.label(dim, code, language())


def inside(dim: str, code: str) -> str:
    """The word for a code inside a sentence: small at first, save LGBTQ and German nouns."""
    word = label(dim, code)
    if language() == "de":
        return vocabulary.inside(dim, code, "de") or word
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def told(dim: str, code: str) -> str:
    """The word for a code as a sentence speaks of it: 'young people', 'les jeunes'."""
    return vocabulary.inside(dim, code, language()) or inside(dim, code)


def place(dim: str, code: str) -> str:
    """A country or region as a sentence holds it: 'the Netherlands', 'aux Pays-Bas'."""
    held = places_in_words.country if dim == "country" else places_in_words.region
    return held(code, label(dim, code), language())


def definition(dim: str, code: str) -> str:
    """What the code means, in the reader's language."""
    return vocabulary.definition(dim, code, language())


def labels(dim: str, codes: tuple[str, ...]) -> str:
    """Several codes as a list in words."""
    return listed([label(dim, code) for code in codes])


def gap() -> str:
    """The words for what no source states."""
    return _("not stated")


def count_of_practices(count: int) -> str:
    """'58 practices'."""
    return n_("{count} practice", "{count} practices", count)


def years(start: int | None, end: int | None) -> str:
    """When it began and ended, as far as stated."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since {year}").format(year=start)
    if end:
        return _("until {year}").format(year=end)
    return gap()


def field(name: str) -> str:
    """The name of a filter or field for people."""
    return {
        "query": _("Search"),
        "themes": _("Theme"),
        "topics": _("Topic"),
        "countries": _("Country"),
        "regions": _("Region of the world"),
        "cities": _("City"),
        "sizes": _("Population"),
        "audiences": _("Whom it addresses"),
        "instruments": _("Kind of measure"),
        "statuses": _("Status"),
        "evidence": _("How well it is known"),
        "since": _("Begun in or after"),
        "until": _("Begun in or before"),
        "summits": _("Summit taken part in"),
        "figures": _("States figures"),
        "results": _("States results"),
    }[name]


def choice(field: str, code: str, city_name: str | None = None) -> str:
    """The word for one value of a filter, as an option or a chip shows it."""
    if field == "summits":
        return summit(code)
    if field in DIMENSIONS:
        return label(DIMENSIONS[field], code)
    if field == "cities":
        return city_name or code
    if field == "query":
        return _("“{words}”").format(words=code)
    if field == "since":
        return _("begun {year} or later").format(year=code)
    if field == "until":
        return _("begun {year} or earlier").format(year=code)
    if field == "figures":
        return _("with figures") if code in ("yes", "True") else _("without figures")
    return _("with results") if code in ("yes", "True") else _("without results")


def summit(code: str) -> str:
    """A summit by its city and year, which is how people call it: 'Düsseldorf 2019'."""
    held = vocabulary.summit(code)
    city = geography.named(held["city"], held["country"], language())
    return f"{city} {held['starts'][:4]}"


def contested(about: str) -> str:
    """What the sources of a summit state differently, as a heading."""
    return {
        "cities": _("How many cities"),
        "countries": _("How many countries"),
        "signatories": _("From how many countries signatures came"),
        "cost": _("What it cost the host"),
    }[about]


def stated_by(kind: str, who: str, day: Day | None) -> str:
    """Who states a figure of a summit, when, and whether before it, after it, or by our count."""
    sentence = {
        "announced": _("Announced: {who}, {date}"),
        "reported": _("Reported: {who}, {date}"),
        "counted": _("Counted by us in what it lists: {who}, {date}"),
    }[kind]
    return sentence.format(who=who, date=date(day) if day else _("date not stated"))


def sentence(filters: Filters, count: int, city_names: Mapping[str, str]) -> str:
    """The question and its answer as one sentence in words."""
    parts = _parts(filters, city_names)
    found = count_of_practices(count)
    if not parts:
        return n_(
            "The whole catalogue: {count} practice.",
            "The whole catalogue: {count} practices.",
            count,
        )
    return _("{practices} {conditions}.").format(practices=found, conditions=", ".join(parts))


def _parts(filters: Filters, city_names: Mapping[str, str]) -> list[str]:
    def any_of(field: str) -> str:
        codes = getattr(filters, field)
        return listed([_told(field, code, city_names) for code in codes], "or")

    parts = []
    if filters.query:
        parts.append(_("about “{words}”").format(words=filters.query))
    for field, pattern in (
        ("themes", _("on {codes}")),
        ("topics", _("naming the topic {codes}")),
        ("audiences", _("addressing {codes}")),
        ("instruments", _("of the kind {codes}")),
        ("statuses", _("with the status {codes}")),
        ("evidence", _("with evidence graded {codes}")),
        ("countries", _("in {codes}")),
        ("regions", _("in the region {codes}")),
        ("cities", _("of {codes}")),
        ("sizes", _("of cities with a population of {codes}")),
        ("summits", _("of cities that took part in the summit of {codes}")),
    ):
        if getattr(filters, field):
            parts.append(pattern.format(codes=any_of(field)))
    if filters.since and filters.until:
        parts.append(
            _("begun between {since} and {until}").format(since=filters.since, until=filters.until)
        )
    elif filters.since:
        parts.append(_("begun in {year} or later").format(year=filters.since))
    elif filters.until:
        parts.append(_("begun in {year} or earlier").format(year=filters.until))
    for field, yes, no in (
        ("figures", _("with figures"), _("without figures")),
        ("results", _("with stated results"), _("without stated results")),
    ):
        value = getattr(filters, field)
        if value is not None:
            parts.append(yes if value else no)
    return parts


def _told(field: str, code: str, city_names: Mapping[str, str]) -> str:
    """One value of a filter as the sentence speaks of it."""
    if field in ("countries", "regions"):
        return place(DIMENSIONS[field], code)
    if field == "cities":
        return places_in_words.city(choice(field, code, city_names.get(code)), language())
    return choice(field, code) if field == "summits" else told(DIMENSIONS[field], code)


def population(inhabitants: int | None) -> str:
    """'1,780,000 inhabitants', or the gap."""
    if inhabitants is None:
        return gap()
    return n_("{count} inhabitant", "{count} inhabitants", inhabitants)


def unit(code: str, value: float) -> str:
    """The unit after a number, singular for one; a symbol where it has one."""
    entry = _unit(code)
    if entry.get("symbol"):
        return str(entry["symbol"])
    words = entry["one"] if value == 1 else entry["label"]
    return str(words.get(language()) or words["en"])


@lru_cache(maxsize=256)
def _unit(code: str) -> dict[str, Any]:
    return next(one for one in vocabulary.document()["units"] if one["id"] == code)


def amount(value: float) -> str:
    """The value of a figure as its source states it: none of its digits is rounded away."""
    return number(value, 6)


def figure(value: float, unit_code: str) -> str:
    """A figure with its unit: '27.3 %', '1,200 people'."""
    return f"{amount(value)}\u00a0{unit(unit_code, value)}"
