"""The press page: what is new, today's figures, what may be quoted, and what to take along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import correction_words, navigation, pictures, settings, words
from dashboard.catalogue import clock, corrections, editions, press, summits, vocabulary
from dashboard.catalogue.corrections import Correction, Heading
from dashboard.catalogue.editions import Edition
from dashboard.catalogue.press import Counts, Day
from dashboard.catalogue.summits import Summit
from dashboard.i18n import _, date, language, n_, number
from dashboard.web import answers
from dashboard.web.answers import Made
from dashboard.web.plain import frame, summit, theme, told
from dashboard.web.plain.told import Way

DAYS, A_DAY, CORRECTED = 2, 5, 8
FIGURES, QUOTES = 8, 6
EDITIONS = 5  # the newest
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class News:
    """A day with what was new on it."""

    heading: str
    practices: tuple[theme.Line, ...]
    more: str


@dataclass(frozen=True)
class Corrected:
    """What was corrected or taken away, when, and what became of it."""

    headline: str
    practice: Way
    lang: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence to copy, and where it may be checked."""

    words: str
    source: Way


@dataclass(frozen=True)
class Drawing:
    """A picture to take, as drawing and as pixels."""

    title: str
    svg: str
    png: str


def page(request: Request) -> Made:
    """What a journalist finds in ninety seconds."""
    counts, every = press.counts(), summits.every(language())
    figures = [theme.stated(one) for one in press.key_figures(language(), FIGURES)]
    return Made(
        frame.filled(
            "press.html",
            request,
            title=f"{_('For the press')} · {_('Living together')}",
            description=_(
                "What is new, today’s figures with their sources, sentences to quote,"
                " pictures, press kits and feeds."
            ),
            address="press",
            picture="picture/card/press.png",
            feed="feed/all.atom",
            today=_("As of {date}").format(date=date(clock.now().date())),
            contact=_contact(),
            count=number(counts.practices),
            counted=n_("practice in the catalogue", "practices in the catalogue", counts.practices),
            measured=theme.measured(counts),
            parts=theme.parts(counts),
            overview=Way(_("All counts, as charts and tables"), _inside("overview")),
            news=[_news(one) for one in press.days(language(), DAYS, A_DAY)],
            corrected=_corrected(),
            stated=figures,
            stated_notes=told.once(tuple(one.figure.label for one in figures)),
            quotes=[summit.quote(one, where=True) for one in press.conclusions(language(), QUOTES)],
            sentences=_sentences(counts, every),
            drawings=[_drawing(one) for one in pictures.NAMES],
            themes=[_theme(one) for one in vocabulary.codes("theme")],
            summits=[_summit(one) for one in every],
            tools=_tools(),
            feeds=_feeds(),
            editions=[_edition(one) for one in editions.every()[:EDITIONS]],
            say=_words(),
        )
    )


def _inside(script: str, **query: str) -> str:
    return navigation.address(script, language(), **query)


def _contact() -> tuple[Way, ...]:
    """The contact as it is set; each e-mail address in it is one to write to."""
    given, at, pieces = settings.press_contact(), 0, []
    for found in _MAIL.finditer(given):
        pieces += [Way(given[at : found.start()]), Way(found[0], f"mailto:{found[0]}")]
        at = found.end()
    return tuple(one for one in (*pieces, Way(given[at:])) if one.words)


# What is new --------------------------------------------------------------------------------------


def _news(one: Day) -> News:
    left = one.practices - len(one.some)
    return News(
        n_(
            "{count} practice published on {date}",
            "{count} practices published on {date}",
            one.practices,
        ).replace("{date}", date(one.day)),
        tuple(theme.line(brief) for brief in one.some),
        n_("and {count} more", "and {count} more", left) if left else "",
    )


def _corrected() -> list[Corrected]:
    found = corrections.latest(CORRECTED)
    headings = corrections.headings([one.slug for one in found], language())
    return [_correction(one, headings[one.slug]) for one in found if one.slug in headings]


def _correction(one: Correction, heading: Heading) -> Corrected:
    title = told.said(heading.title)
    named = f"{heading.city_name}: {title.words}"
    return Corrected(
        correction_words.headline(one),
        Way(named, told.at(f"p/{one.slug}")),
        title.lang,
        tuple(correction_words.sentences(one)),
    )


# Ready sentences ----------------------------------------------------------------------------------


def _sentences(counts: Counts, every: tuple[Summit, ...]) -> list[Sentence]:
    """Sentences that hold today, each with the page on which it can be checked."""
    here = Way(_("the overview"), _inside("overview"))
    whole = _(
        "Read so far for the catalogue “Living together”, as of {date}:"
        " {practices}, {cities}, {countries}."
    ).format(
        date=date(clock.now().date()),
        practices=words.count_of_practices(counts.practices),
        cities=n_("{count} city", "{count} cities", counts.cities),
        countries=n_("{count} country", "{count} countries", counts.countries),
    )
    studied = n_(
        "Of {all} practices in the catalogue, {count} tells of an evaluation, a jury or a study.",
        "Of {all} practices in the catalogue, {count} tell of an evaluation, a jury or a study.",
        counts.evaluated,
    ).replace("{all}", number(counts.practices))
    return [
        Sentence(whole, here),
        Sentence(studied, here),
        *(_of_summit(one) for one in every if one.attendance.cities),
    ]


def _of_summit(one: Summit) -> Sentence:
    said = n_(
        "At the summit of {summit}, {count} city took part, as the host counts.",
        "At the summit of {summit}, {count} cities took part, as the host counts.",
        one.attendance.cities or 0,
    ).replace("{summit}", words.summit(one.code))
    return Sentence(said, Way(_("the fact sheet of this summit"), told.at(f"summit/{one.code}")))


# To take along ------------------------------------------------------------------------------------


def _drawing(name: str) -> Drawing:
    start = told.at(f"picture/{name}")
    return Drawing(pictures.title(name), f"{start}.svg", f"{start}.png")


@dataclass(frozen=True)
class Kit:
    """A page and its press kit."""

    page: Way
    kit: str
    theme: str = ""


def _theme(code: str) -> Kit:
    name = words.label("theme", code)
    return Kit(Way(name, told.at(f"theme/{code}")), told.at(f"kit/theme/{code}.zip"), code)


def _summit(one: Summit) -> Kit:
    name = words.summit(one.code)
    return Kit(Way(name, told.at(f"summit/{one.code}")), told.at(f"kit/summit/{one.code}.zip"))


def _tools() -> list[Way]:
    return [
        Way(_("Check figures and quotes of a draft"), told.at("check")),
        Way(_("Prepare a meeting of two cities"), told.at("brief")),
        Way(_("Put it into an article"), told.at("embed")),
        Way(_("Questions to mayors, and who has not answered"), told.at("questions")),
        Way(_("Sealed until a time, for signed-in press"), told.at("press/sealed")),
        Way(_("Everything as data"), _inside("explore")),
    ]


@dataclass(frozen=True)
class Frozen:
    """An edition to read and to take home."""

    page: Way
    archive: str
    hash: str
    since: str


def _edition(one: Edition) -> Frozen:
    return Frozen(
        Way(
            _("Frozen edition of {date}").format(date=date(one.day)),
            f"/editions/{one.name}/{language()}/index.html",
        ),
        f"/editions/{one.name}.zip",
        one.sha256,
        _since(len(corrections.since(one.made_at))),
    )


def _since(count: int) -> str:
    if not count:
        return _("Nothing has been corrected or withdrawn since.")
    return n_(
        "Since then {count} correction or withdrawal.",
        "Since then {count} corrections and withdrawals.",
        count,
    )


def _feeds() -> list[Way]:
    return [
        Way(_("Everything new"), told.at("feed/all.atom")),
        Way(_("Corrections only"), told.at("feed/corrections.atom")),
        *(
            Way(words.label("theme", code), told.at(f"feed/theme/{code}.atom"))
            for code in vocabulary.codes("theme")
        ),
    ]


def _words() -> dict[str, str]:
    return {
        "title": _("For the press"),
        "standfirst": _("Figures with their sources, sentences to quote, pictures to print."),
        "contact": _("Contact"),
        "no_contact": _("No contact for the press has been named."),
        "today": _("Today in figures"),
        "several": _("Counts measure what was read, never the city."),
        "new": _("What is new"),
        "corrections": _("Corrected lately"),
        "no_corrections": _("Nothing has been corrected yet."),
        "figures": _("Figures that practices state"),
        "figures_how": _(
            "The latest, one a city; each leads to the sources of its record. They count different"
            " things and cannot be added up."
        ),
        "sentences": _("Sentences to copy"),
        "check": _("To be checked at:"),
        "quotes": _("What was said at the summits"),
        "wording": _("The wording is ours, from the source named: no verbatim quotation."),
        "source": _("Source:"),
        "pictures": _("Charts and map"),
        "pictures_how": _("Title, date, source and licence stand inside each picture."),
        "kits": _("Themes and summits, with press kits"),
        "kits_how": _("A kit holds sheets, pictures, data, citation and licence in one file."),
        "kit": _("Press kit (ZIP)"),
        "tools": _("More for your work"),
        "feeds": _("Feeds"),
        "editions": _("Frozen editions of the catalogue"),
        "no_editions": _("There is none yet."),
        "archive": _("Download (ZIP)"),
        "editions_how": _(
            "An edition never changes. What is corrected later stands in the live catalogue."
        ),
    }


routes: list[BaseRoute] = [Route("/press", answers.kept(page, asks=False))]
