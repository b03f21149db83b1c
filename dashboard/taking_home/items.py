"""What an exhibition holds, one item after the other, in the language that is spoken now.

An item has a page to read and a poster to print. All of its words are said here; the pages only
set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import outcome_words, question_words, words
from dashboard.catalogue import commitments, exchange, outcomes, practices, record, summits
from dashboard.catalogue.discussion import answers, voices
from dashboard.catalogue.discussion.answers import Cell, Row
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.outcomes import Outcome
from dashboard.catalogue.practices import Card
from dashboard.catalogue.record import Text, Whole
from dashboard.catalogue.summits import Conclusion, Summit, Workshop
from dashboard.i18n import _, date, language, n_, number
from dashboard.web.plain import told
from dashboard.web.plain.told import Figure, Said

_SAFE = re.compile(r"[^a-z0-9.-]+")
_ALL = 10_000  # practices of one exhibition: more than any holds


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it; no words are a gap."""

    term: str
    words: str
    aside: bool = False  # for whoever looks it up: not on a poster


@dataclass(frozen=True)
class Chapter:
    """A part of a text with its heading; without words it is a gap."""

    heading: str
    said: Said | None


@dataclass(frozen=True)
class Reply:
    """What one city answered, or its silence with its dates."""

    city: str
    standing: str
    said: Said | None
    signed: str
    sign: str = ""
    silent: bool = False


@dataclass(frozen=True)
class Read:
    """A page that was read: its number in the record, its title, its host, and its address."""

    number: int
    title: str
    about: str
    host: str
    href: str | None  # None where it leads nowhere a browser may go


@dataclass(frozen=True)
class Item:
    """One thing of the exhibition, in words."""

    key: str  # the name of its files
    section: str  # one of SECTIONS
    kind: str
    title: Said
    address: str  # of the same in a living house, after the language
    verb: str  # what the code beside it is for
    place: str = ""
    above: Said | None = None
    lead: Said | None = None
    theme: str = ""
    topic: str = ""
    quoted: str = ""  # how sure it is, or who promised
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    replies: tuple[Reply, ...] = ()
    sources: tuple[Read, ...] = ()
    house: str = ""  # the copy it came from, in words

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"item/{self.key}.html"


SECTIONS = ("asked", "concluded", "mayors", "practices")


def section(code: str) -> str:
    """What a section is called."""
    return {
        "asked": _("What the workshops asked"),
        "concluded": _("What was concluded and promised"),
        "mayors": _("Questions to mayors, and their answers"),
        "practices": _("What cities have done"),
    }[code]


def every(subject: Subject) -> tuple[Item, ...]:
    """All items of a summit or a city, section by section."""
    found = [*_of_summit(subject.id)] if subject.kind == "summit" else [*_of_city(subject.id)]
    return tuple(sorted(found, key=lambda one: SECTIONS.index(one.section)))


def _of_summit(code: str) -> Iterator[Item]:
    summit = summits.of(code, language())
    if summit is None:
        return
    for workshop in summit.workshops:
        yield from _asked(workshop)
        for number_, one in enumerate(workshop.conclusions, 1):
            yield _reported(one, number_, workshop)
    yield from _signed(outcomes.signed(summit=code, language=language()))
    yield from _mayors(summit=code)
    slugs = tuple(sorted({one.slug for one in summit.guests if one.took_part or one.signed}))
    yield from _practices(slugs)


def _of_city(slug: str) -> Iterator[Item]:
    for summit in summits.every(language()):
        yield from _reported_of(summit, slug)
    yield from _signed(outcomes.signed(city=slug, language=language()))
    yield from _mayors(city=slug)
    yield from _practices((slug,))


# Workshops --------------------------------------------------------------------------------------


def _asked(workshop: Workshop) -> Iterator[Item]:
    for place, one in enumerate(workshop.questions, 1):
        code = f"{workshop.workshop}.q{place}"
        yield Item(
            key=_key("question", code),
            section="asked",
            kind=_("Question of a workshop"),
            title=told.said(one),
            address=f"talk/question/{code}",
            verb=_("Scan to answer"),
            above=told.said(workshop.title),
            topic=workshop.topic or "",
            facts=_when(workshop),
            sources=_pages(workshop.sources),
        )


def _when(workshop: Workshop) -> tuple[Fact, ...]:
    day = date(workshop.held_on) if workshop.held_on else ""
    return Fact(_("Summit"), words.summit(_summit_of(workshop))), Fact(_("When"), day)


def _summit_of(workshop: Workshop) -> str:
    found = (
        summit.code
        for summit in summits.every(language())
        for one in summit.workshops
        if one.workshop == workshop.workshop
    )
    return next(found)


def _reported_of(summit: Summit, slug: str) -> Iterator[Item]:
    for workshop in summit.workshops:
        for place, one in enumerate(workshop.conclusions, 1):
            if one.city_slug == slug:
                yield _reported(one, place, workshop)


def _reported(one: Conclusion, place: int, workshop: Workshop) -> Item:
    code = f"{workshop.workshop}.{place}"
    return Item(
        key=_key("conclusion", code),
        section="concluded",
        kind=words.label("conclusion_kind", one.kind),
        title=told.said(one.text),
        address=f"talk/conclusion/{code}",
        verb=_("Scan to say what you think"),
        above=told.said(one.workshop_title),
        place=one.city or "",
        topic=workshop.topic or "",
        quoted=words.label("basis", one.basis),
        facts=(*_when(workshop), *_heard(code)),
        sources=_pages((one.source,)),
    )


def _heard(conclusion: str) -> tuple[Fact, ...]:
    """The voices on it, where there are enough of them to be shown."""
    found = voices.counted(f"conclusion:{conclusion}")
    if found is None:
        return ()
    groups = (
        (_("In my street this is so: {count}"), found.so),
        (_("In my street this is not so: {count}"), found.not_so),
        (_("I don’t know: {count}"), found.unknown),
    )
    told_of = "; ".join(text.format(count=number(count)) for text, count in groups if count)
    days = _("{start} to {end}").format(start=date(found.first), end=date(found.last))
    heard = _("{groups}. {days}. Voices, not a survey.").format(groups=told_of, days=days)
    return (Fact(_("Voices of inhabitants"), heard),)


def _signed(found: tuple[Outcome, ...]) -> Iterator[Item]:
    titles = {one.workshop: one for summit in summits.every(language()) for one in summit.workshops}
    for one in found:
        workshop = titles.get(one.workshop)
        yield Item(
            key=_key("conclusion", one.id),
            section="concluded",
            kind=outcome_words.kind(one.kind),
            title=told.said(one.text),
            address=f"talk/conclusion/{one.id}",
            verb=_("Scan to say what you think"),
            above=told.said(workshop.title) if workshop else None,
            place=one.city or "",
            topic=(workshop.topic if workshop else "") or "",
            quoted=_promise(one),
            facts=(
                Fact(_("Summit"), words.summit(one.summit)),
                Fact(_("Signed"), date(one.signed_at.date())),
                *_goes(one),
                *_heard(one.id),
            ),
            house=_house(one.house),
        )


def _promise(one: Outcome) -> str:
    if one.kind != "commitment":
        return ""
    return outcome_words.promise(one.promised_by, one.city, one.due_on)


def _goes(one: Outcome) -> tuple[Fact, ...]:
    """How a promise goes, as the city tells it."""
    found = commitments.by_id(one.id, language()) if one.kind == "commitment" else None
    if found is None:
        return ()
    told_of = " · ".join(
        part for part in (outcome_words.standing(found), outcome_words.overdue(found)) if part
    )
    return (Fact(_("How it goes"), told_of),)


# Questions to mayors ----------------------------------------------------------------------------


def _mayors(summit: str | None = None, city: str | None = None) -> Iterator[Item]:
    ids = {one.id for one in exchange.told(summit, city).questions if one.state == "shown"}
    for row in answers.matrix(language()).rows:
        if row.question.question_id in ids:
            yield _to_mayors(row)


def _to_mayors(row: Row) -> Item:
    one = row.question
    facts = [Fact(_("Asked on"), date(one.sent_at.date()))]
    if one.name:
        facts.append(Fact(_("Asked by"), one.name))
    if one.supporters:
        facts.append(Fact(_("Supported"), question_words.supporters(one.supporters)))
    return Item(
        key=_key("mayors", one.question_id),
        section="mayors",
        kind=n_("Question to a mayor", "Question to mayors", len(row.cells)),
        title=told.said(one.words),
        address=f"questions/{one.question_id}",
        verb=_("Scan to read on and to support it"),
        lead=told.maybe(one.reasons),
        facts=tuple(facts),
        replies=tuple(_reply(cell) for cell in row.cells),
        house=_house(one.house),
    )


def _reply(cell: Cell) -> Reply:
    standing = question_words.standing(cell.standing)
    sign = question_words.SIGNS[cell.standing]
    if cell.answer is None:
        return Reply(cell.city_name, standing, None, question_words.silence(cell), sign, True)
    one = cell.answer
    signed = question_words.signed(one.office, one.answered_at, one.version)
    from_copy = _house(one.house)
    return Reply(
        cell.city_name,
        standing,
        told.said(one.text),
        " · ".join(part for part in (signed, from_copy) if part),
        sign,
    )


def _house(house: str | None) -> str:
    """That it was written in another copy; '' where it was written here."""
    name = exchange.named(house)
    return _("From the copy of {house}").format(house=name) if name else ""


# Practices --------------------------------------------------------------------------------------


def _practices(slugs: tuple[str, ...]) -> Iterator[Item]:
    if not slugs:
        return
    filters = Filters(cities=slugs)
    cards = practices.results(filters, language=language(), sort="city", per_page=_ALL).cards
    for card in sorted(cards, key=_by_city):
        whole = record.by_slug(card.slug, language())
        if whole is not None:
            yield _practice(whole)


def _by_city(card: Card) -> tuple[str, str, str]:
    return card.city.casefold(), card.city_slug, card.slug


def _practice(one: Whole) -> Item:
    country = words.label("country", one.city.country)
    return Item(
        key=_key("practice", one.slug),
        section="practices",
        kind=words.label("theme", one.main_theme),
        title=told.said(one.title),
        address=f"p/{one.slug}",
        verb=_("Scan to read on"),
        place=_("{city}, {country}").format(city=one.city.name, country=country),
        lead=told.said(one.summary),
        theme=one.main_theme,
        facts=_facts(one),
        figures=told.figures(one),
        chapters=(
            Chapter(_("The problem"), _maybe(one.challenge)),
            Chapter(_("What was done"), _maybe(one.approach)),
            Chapter(_("What came of it"), _maybe(one.results)),
        ),
        sources=tuple(_source(told.source(each)) for each in one.sources),
    )


def _facts(one: Whole) -> tuple[Fact, ...]:
    began = one.start_year or one.end_year
    return (
        Fact(words.field("evidence"), words.label("evidence", one.evidence)),
        Fact(_("When"), words.years(one.start_year, one.end_year) if began else ""),
        Fact(_("Run by"), one.lead or ""),
        Fact(_("Version"), number(one.version), aside=True),
    )


def _maybe(text: Text | None) -> Said | None:
    return told.said(text) if text else None


# Small things -----------------------------------------------------------------------------------


def _key(kind: str, code: str) -> str:
    return f"{kind}-{_SAFE.sub('-', code.lower())}"


def _pages(urls: tuple[str, ...]) -> tuple[Read, ...]:
    return tuple(
        _source(told.Source(place, url, told.readable(url), told.host_of(url)))
        for place, url in enumerate(urls, 1)
    )


def _source(one: told.Source) -> Read:
    host = told.host_of(one.url)
    href = one.url if one.url.startswith(("https://", "http://")) else None
    about = one.about if one.about != host or host not in one.title else ""
    return Read(one.number, one.title, about, host, href)
