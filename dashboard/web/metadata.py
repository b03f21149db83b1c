"""What a page says of itself before any script runs: title, description, words, other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qs, urlencode

from babel import Locale

from dashboard import i18n, navigation
from dashboard.catalogue import cities, database, record
from dashboard.catalogue.filters import Filters
from dashboard.i18n import LANGUAGES, _
from dashboard.navigation import Page

_LONGEST = 200  # search engines and chats cut a description about here

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Content:
    """What is special to one address: a practice's or a city's own words."""

    heading: str
    description: str
    kind: str = "website"
    texts: Texts = ()
    links: Texts = ()
    status: int = 200
    indexed: bool = True  # whether search engines may keep it
    plain: str = ""  # the plain page that tells the same: "p/ID"
    picture: str = ""  # the card that a shared link shows
    feed: str = ""  # the feed that tells what is new of it


@dataclass(frozen=True)
class Meta:
    """All that the head of a page and its words without scripts need."""

    language: str
    locale: str
    site: str
    title: str
    heading: str
    description: str
    kind: str
    here: str
    canonical: str  # the address that search engines keep of all that tell the same
    elsewhere: Texts
    texts: Texts = field(default=())
    links: Texts = field(default=())
    status: int = 200
    indexed: bool = True
    picture: str = ""
    feed: str = ""  # the address of the feed that tells what is new of the same


def meta(page: Page, query: str, slug: str | None, language: str, origin: str) -> Meta:
    """What this address says of itself; `origin` is the public address of the house."""
    i18n.use(language)
    content = _content(page, slug, language)
    site = _("Living together: what cities do")
    tail = f"/{page.path}" + (f"?{query}" if query else "")
    return Meta(
        language=language,
        locale=with_territory(language),
        site=site,
        title=site if not page.path else f"{content.heading} · {_('Living together')}",
        heading=content.heading,
        description=in_brief(content.description),
        kind=content.kind,
        here=f"{origin}/{language}{tail}",
        canonical=f"{origin}/{language}{f'/{content.plain}' if content.plain else tail}",
        feed=f"/{language}/{feed}" if (feed := _feed(page, query, content)) else "",
        elsewhere=(
            *((code, f"{origin}/{code}{tail}") for code in LANGUAGES),
            ("x-default", f"{origin}{tail}"),
        ),
        texts=content.texts,
        links=content.links or tuple(_sections(language)),
        status=content.status,
        indexed=content.indexed and content.status == 200,
        picture=f"{origin}/{language}/{content.picture}" if content.picture else "",
    )


def _feed(page: Page, query: str, content: Content) -> str:
    """Of a city or practice that of the city, of Explore that of the question; else of all."""
    if page.script == "explore":
        filters, _unknown = Filters.from_query(parse_qs(query))
        if not filters.empty:
            return f"feed/search.atom?{urlencode(filters.to_query(), doseq=True)}"
    return content.feed or ("feed/all.atom" if page.in_menu else "")


def _content(page: Page, slug: str | None, language: str) -> Content:
    if slug and page.script == "practice":
        return _practice(slug, language, database.edition())
    if slug and page.script == "history":
        return _history(slug, language, database.edition())
    if slug and page.script == "city":
        return _city(slug, language, database.edition())
    return Content(_(page.title), _(page.description))


# A press conference asks for one page two hundred times: its words are gathered once a version.
@lru_cache(maxsize=500)
def _practice(slug: str, language: str, edition: tuple[int, int]) -> Content:
    practice = record.by_slug(slug, language)
    if practice is None:
        return _withdrawn(slug, language)
    parts = (
        (_("The problem"), practice.challenge),
        (_("What was done"), practice.approach),
        (_("What came of it"), practice.results),
    )
    return Content(
        heading=f"{practice.title.words} ({practice.city.name})",
        description=practice.summary.words,
        feed=f"feed/c/{practice.city.slug}.atom",
        kind="article",
        texts=(
            *_retired(practice.retired),
            *((heading, text.words) for heading, text in parts if text),
        ),
        links=tuple((source.url, source.title or source.url) for source in practice.sources),
        plain=f"p/{practice.slug}",
        picture=f"picture/card/p/{practice.slug}.png",
    )


def _retired(standing: record.Standing | None) -> Texts:
    if standing is None:
        return ()
    return ((_("Retired on {date}").format(date=i18n.date(standing.since)), standing.reason),)


def _withdrawn(slug: str, language: str) -> Content:
    """Gone for good reason: title, city, date and reason; the text itself is not told."""
    gone = record.withdrawn(slug, language)
    if gone is None:
        return _unknown()
    since = i18n.date(gone.standing.since)
    return Content(
        heading=f"{gone.title.words} ({gone.city_name})",
        description=_("Withdrawn on {date}").format(date=since),
        texts=((_("Why it was withdrawn"), gone.standing.reason),),
        status=410,
    )


@lru_cache(maxsize=500)
def _history(slug: str, language: str, edition: tuple[int, int]) -> Content:
    """All versions of a practice; a second copy of its words, so that no search engine keeps it."""
    practice = record.by_slug(slug, language) or record.withdrawn(slug, language)
    if practice is None:
        return _unknown()
    heading = _("All versions of “{title}”").format(title=practice.title.words)
    told = _("Every version of a practice, and what changed between two of them.")
    return Content(heading, told, indexed=False)


@lru_cache(maxsize=500)
def _city(slug: str, language: str, edition: tuple[int, int]) -> Content:
    city = cities.by_slug(slug, language)
    if city is None:
        return _unknown()
    country = Locale(language).territories.get(city.country, city.country)
    links = [
        (navigation.address("practice", language, id=one.slug), one.title.words)
        for one in city.practices
    ]
    return Content(
        heading=f"{city.name}, {country}",
        description=_("What {city} did for living together, and at which summits it was.").format(
            city=city.name
        ),
        feed=f"feed/c/{slug}.atom",
        links=tuple(links),
        plain=f"c/{city.slug}",
        picture=f"picture/card/c/{city.slug}.png",
    )


def _unknown() -> Content:
    return Content(
        _("Not in the catalogue"),
        _("The catalogue has nothing at this address. Searching may find what you look for."),
        status=404,
    )


def _sections(language: str) -> Iterator[tuple[str, str]]:
    for page in navigation.PAGES:
        if page.in_menu:
            yield navigation.address(page.script, language), _(page.title)


def with_territory(language: str) -> str:
    """The form og:locale wants; the territory is only where most of its readers are."""
    return {"en": "en_GB"}.get(language, f"{language}_{language.upper()}")


def in_brief(text: str) -> str:
    """A text cut where search engines and chats cut a description."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
