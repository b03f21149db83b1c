"""Atom feeds (RFC 4287): what is new of a theme, a city, a search; corrections and ends included.

An entry's id is made of what it tells, so that it is never used again: a version of a practice, or
a move at its moment. Each language has its own feeds, with entries of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode
from xml.etree import ElementTree as Xml

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import correction_words, navigation, words
from dashboard.catalogue import (
    cities,
    corrections,
    database,
    practices,
    record,
    renaming,
    vocabulary,
)
from dashboard.catalogue.corrections import CORRECTIONS, EVERYTHING, Correction, Heading, Kind
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.record import Text
from dashboard.i18n import _, language
from dashboard.web import answers, atom, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.atom import MEDIA_TYPE, OPEN

MOST = 50  # entries of a feed


@dataclass(frozen=True)
class Feed:
    """What a feed is about: its name in its address, its words, which page shows the same."""

    name: str
    title: str
    subtitle: str
    page: str
    filters: Filters = field(default_factory=Filters)
    kinds: Sequence[Kind] = EVERYTHING
    query: str = ""


# Which feed ---------------------------------------------------------------------------------------


def everything(_request: Request) -> Feed:
    """All that is new."""
    return Feed(
        "all",
        _("What is new in the catalogue"),
        _("New practices, corrections, and what was withdrawn or retired."),
        navigation.address("explore", language(), sort="newest"),
    )


def corrected(_request: Request) -> Feed:
    """Corrections and ends alone."""
    return Feed(
        "corrections",
        _("Corrections of the catalogue"),
        _("What changed in records that were public already, and what was withdrawn or retired."),
        f"/{language()}/press",
        kinds=CORRECTIONS,
    )


def of_theme(request: Request) -> Feed:
    """What is new on a theme."""
    code = request.path_params["code"]
    if not vocabulary.has("theme", code):
        raise NotHere
    return Feed(
        f"theme/{code}",
        _("What is new on {theme}").format(theme=words.inside("theme", code)),
        words.definition("theme", code),
        f"/{language()}/theme/{code}",
        Filters(themes=(code,)),
    )


def of_city(request: Request) -> Feed:
    """What is new from a city."""
    slug = request.path_params["slug"]
    name = cities.names(language()).get(slug)
    if name is None:
        raise NotHere
    return Feed(
        f"c/{slug}",
        _("What is new from {city}").format(city=name),
        _("What the catalogue holds of {city}, with every correction.").format(city=name),
        f"/{language()}/c/{slug}",
        Filters(cities=(slug,)),
    )


def of_search(request: Request) -> Feed:
    """What is new among the practices that a question finds."""
    asked = request.query_params
    known = cities.names(language())
    filters, unknown = Filters.from_query(
        {name: asked.getlist(name) for name in asked}, known.__contains__
    )
    if unknown:
        raise Unknown(", ".join(unknown))
    query = urlencode(filters.to_query(), doseq=True)
    count = practices.total(filters, language())
    return Feed(
        "search",
        _("What is new in a search"),
        words.sentence(filters, count, known),
        navigation.address("explore", language()) + (f"?{query}" if query else ""),
        filters,
        query=query,
    )


class Unknown(ValueError):
    """A value of a filter that nobody knows."""


def _answer(which: Callable[[Request], Feed]) -> Callable[[Request], Made]:
    def page(request: Request) -> Made:
        try:
            feed = which(request)
        except Unknown as error:
            told = _("Nobody knows the value {given} of a filter in this address.")
            return _plain(told.format(given=str(error)[:80]))
        return Made(written(feed, shell.origin(request)), MEDIA_TYPE, headers=OPEN)

    return page


def _plain(told: str) -> Made:
    return Made(told, "text/plain; charset=utf-8", status=400, headers=OPEN)


# The feed -----------------------------------------------------------------------------------------


def written(feed: Feed, origin: str) -> bytes:
    """The whole feed as a document."""
    found = corrections.latest(MOST, feed.filters, language(), feed.kinds)
    ends = [one.slug for one in found if one.kind in corrections.MOVES]
    titles = corrections.headings(ends, language())
    entries = [_entry(one, origin, titles.get(one.slug)) for one in found]
    newest = found[0].moment if found else _first_day()
    root = atom.feed(
        feed.name,
        feed.title,
        feed.subtitle,
        newest,
        origin=origin,
        page=feed.page,
        query=feed.query,
    )
    root.extend(one for one in entries if one is not None)
    return atom.written(root)


def _entry(one: Correction, origin: str, heading: Heading | None) -> Xml.Element | None:
    if one.kind in corrections.MOVES:
        return _moved(one, origin, heading) if heading else None
    try:
        brief = _brief(one.slug, one.version, language(), database.edition()[0])
    except NotFound:
        return None  # withdrawn since the list was read
    return _text(one, origin, brief)


def _text(one: Correction, origin: str, brief: Brief) -> Xml.Element:
    """A new practice, or a new version of one: its words as they were signed."""
    path = f"p/{one.slug}/v/{one.version}"
    told_as = f"p/{_borne(one)}/v/{one.version}"
    pattern = _("{title} ({city})") if one.kind == "published" else _("Corrected: {title} ({city})")
    entry = atom.entry(
        told_as, pattern.format(title=brief.title.words, city=brief.city), one.moment
    )
    atom.link(entry, "alternate", f"{origin}/{language()}/{path}", "text/html")
    record_file = f"{origin}/record/{one.slug}/{one.version}.json"
    atom.link(entry, "related", record_file, "application/json", spoken=None)
    for code in brief.themes:
        _category(entry, code, origin)
    summary = atom.add(entry, "summary", brief.summary.words)
    if brief.summary.language != language():
        summary.set(atom.LANG, brief.summary.language)
    if one.kind == "corrected":
        _content(entry, correction_words.headline(one), correction_words.sentences(one))
    return entry


def _moved(one: Correction, origin: str, heading: Heading) -> Xml.Element:
    """That a practice was withdrawn, retired or brought back, and why."""
    pattern = {
        "withdrawn": _("Withdrawn: {title} ({city})"),
        "retired": _("Retired: {title} ({city})"),
        "brought_back": _("Brought back: {title} ({city})"),
    }[one.kind]
    title = pattern.format(title=heading.title.words, city=heading.city_name)
    entry = atom.entry(f"p/{_borne(one)}/{one.kind}/{one.moment.isoformat()}", title, one.moment)
    atom.link(entry, "alternate", f"{origin}/{language()}/p/{one.slug}", "text/html")
    _category(entry, heading.main_theme, origin)
    _content(entry, correction_words.headline(one), correction_words.sentences(one))
    return entry


def _borne(one: Correction) -> str:
    """The id a practice bore when it happened: a later name makes no new entry of an old one."""
    return renaming.id_at(one.slug, one.moment)


@dataclass(frozen=True)
class Brief:
    """What an entry says of a version, in one language; it never changes."""

    title: Text
    summary: Text
    city: str
    themes: tuple[str, ...]


@lru_cache(maxsize=5_000)
def _brief(slug: str, version: int, spoken: str, _store: int) -> Brief:
    found = record.by_slug(slug, spoken, version)
    if found is None:
        raise NotFound(slug)
    return Brief(found.title, found.summary, found.city.name, found.themes)


# Its parts ----------------------------------------------------------------------------------------


def _category(entry: Xml.Element, code: str, origin: str) -> None:
    told = {"term": code, "scheme": f"{origin}/theme", "label": words.label("theme", code)}
    Xml.SubElement(entry, f"{{{atom.NAMESPACE}}}category", told)


def _content(entry: Xml.Element, headline: str, told: Sequence[str]) -> None:
    lines = Markup("").join(Markup("<li>{}</li>").format(one) for one in told)
    body = Markup("<p>{}</p>").format(headline)
    if told:
        body += Markup("<ul>{}</ul>").format(lines)
    atom.add(entry, "content", str(body)).set("type", "html")


def _first_day() -> datetime:
    """When a feed without entries was last brought up to date: with the newest of the catalogue."""
    newest = corrections.latest(1, kinds=EVERYTHING)
    return newest[0].moment if newest else atom.first_day()


def _route(path: str, which: Callable[[Request], Feed]) -> Route:
    return Route(f"/feed/{path}.atom", answers.kept(_answer(which)))


routes: list[BaseRoute] = [
    _route("all", everything),
    _route("corrections", corrected),
    _route("search", of_search),
    _route("theme/{code}", of_theme),
    _route("c/{slug}", of_city),
]
