"""One theme as a page to cite: what it means, what the catalogue holds of it, what is newest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import navigation, words
from dashboard.catalogue import press, vocabulary
from dashboard.catalogue.press import Brief, Counts, KeyFigure
from dashboard.i18n import _, date, language, listed, n_, number
from dashboard.web import answers, qr, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Figure, Said, Way

MOST = 30  # practices that are named; the others are a search away
FIGURES = 6
PUBLISHERS = 2  # named beside a figure that is not tied to one page


@dataclass(frozen=True)
class Line:
    """A practice as a line of a list: city first."""

    place: str
    title: Said
    href: str
    about: str
    theme: str = ""


@dataclass(frozen=True)
class Stated:
    """A figure of a practice, with the practice that states it."""

    place: str
    practice: Way
    figure: Figure


def page(request: Request) -> Made:
    """The theme of the address."""
    code = request.path_params["code"]
    if not vocabulary.has("theme", code):
        raise NotHere
    return Made(_page(request, code))


def _page(request: Request, code: str) -> str:
    name, definition = words.label("theme", code), words.definition("theme", code)
    counts, bare = press.counts(code), f"{shell.origin(request)}/theme/{code}"
    figures = [stated(one) for one in press.key_figures(language(), FIGURES, code)]
    return frame.filled(
        "theme.html",
        request,
        title=f"{name} · {_('Living together')}",
        description=definition,
        address=f"theme/{code}",
        picture=f"picture/card/theme/{code}.png",
        feed=f"feed/theme/{code}.atom",
        theme=code,
        name=name,
        definition=definition,
        count=number(counts.practices),
        counted=n_("practice read on this theme", "practices read on this theme", counts.practices),
        measured=measured(counts),
        parts=parts(counts),
        stated=figures,
        stated_notes=told.once(tuple(one.figure.label for one in figures)),
        practices=[line(one) for one in press.newest(language(), MOST, code)],
        every=Way(
            n_(
                "The {count} practice in the dashboard",
                "All {count} practices in the dashboard",
                counts.practices,
            ),
            navigation.address("explore", language(), theme=code),
        ),
        bare=bare,
        code=Markup(qr.svg(bare)),  # noqa: S704 - drawn by us from an address
        ways_in=_ways(code),
        files=_files(code),
        say=_words(name),
    )


def measured(counts: Counts) -> str:
    """Where a count of ours is from and when it was measured."""
    return _("Source: this catalogue, version {version}, newest text of {date}").format(
        version=number(counts.version),
        date=date(counts.changed_on) if counts.changed_on else words.gap(),
    )


def parts(counts: Counts) -> list[Figure]:
    """What lies behind a count: cities, countries, how many state figures, results, a study."""
    places = (
        (counts.cities, n_("city did them", "cities did them", counts.cities)),
        (counts.countries, n_("country they are in", "countries they are in", counts.countries)),
    )
    whole = _("of {count} practices").format(count=number(counts.practices))
    told_of = (
        (counts.figures, n_("practice states figures", "practices state figures", counts.figures)),
        (counts.results, n_("practice states results", "practices state results", counts.results)),
        (
            counts.evaluated,
            n_(
                "practice tells of an evaluation, a jury or a study",
                "practices tell of an evaluation, a jury or a study",
                counts.evaluated,
            ),
        ),
    )
    return [
        *(Figure(number(count), "", Said(label), ()) for count, label in places),
        *(Figure(number(count), "", Said(label), (Way(whole),)) for count, label in told_of),
    ]


def line(one: Brief) -> Line:
    """A practice with its city, how well it is known and when it began."""
    since = _("since {year}").format(year=one.start_year) if one.start_year else ""
    about = [since or _("year not stated"), words.label("evidence", one.evidence)]
    return Line(
        place=f"{one.city}, {words.label('country', one.country)}",
        title=told.said(one.title),
        href=told.at(f"p/{one.slug}"),
        about=" · ".join(about),
        theme=one.main_theme,
    )


def stated(one: KeyFigure) -> Stated:
    """A figure with its year, its source and the practice it belongs to."""
    href = told.at(f"p/{one.practice.slug}")
    shown = told.figure(one.figure, below=href, say_untied=False)
    return Stated(
        place=f"{one.practice.city}, {words.label('country', one.practice.country)}",
        practice=Way(one.practice.title.words, f"{href}#sources"),
        figure=replace(shown, about=(*shown.about, _read_in(one))),
    )


def _read_in(one: KeyFigure) -> Way:
    """Who published the page or the pages on which a figure was read."""
    named = list(dict.fromkeys(one.publishers))
    if len(named) == 1:
        return Way(_("Source: {source}").format(source=named[0]))
    left = len(named) - PUBLISHERS
    if left <= 0:
        return Way(_("Read in one of these: {sources}").format(sources=listed(named, "or")))
    return Way(
        n_(
            "Read in one of these: {sources}, or {count} more",
            "Read in one of these: {sources}, or {count} more",
            left,
        ).replace("{sources}", ", ".join(named[:PUBLISHERS]))
    )


def _ways(code: str) -> list[Way]:
    now = language()
    return [
        Way(_("Open in the dashboard"), navigation.address("explore", now, theme=code)),
        Way(_("Open the map"), navigation.address("map", now, theme=code)),
    ]


def _files(code: str) -> list[Way]:
    return [
        Way(_("Press kit: sheets, pictures, data (ZIP)"), told.at(f"kit/theme/{code}.zip")),
        Way(_("Its practices as a table (CSV)"), told.at(f"practices.csv?theme={code}")),
        Way(_("What is new on this theme (feed)"), told.at(f"feed/theme/{code}.atom")),
    ]


def _words(name: str) -> dict[str, str]:
    return {
        "theme": _("Theme"),
        "holds": _("What the catalogue holds"),
        "several": _("A practice may stand under several themes."),
        "figures": _("Figures that practices state"),
        "figures_how": _(
            "The latest, one a city; each leads to the sources of its record. They count different"
            " things and cannot be added up."
        ),
        "newest": _("Published last"),
        "take": _("To take along"),
        "scan": _("The code leads to this page:"),
    }


routes: list[BaseRoute] = [Route("/theme/{code}", answers.kept(page, asks=False))]
