"""One city as a page to cite: its facts, its summits, what it did, and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import navigation, words
from dashboard.catalogue import cities, commitments, outcomes
from dashboard.catalogue.cities import Brief, City, Presence, Session
from dashboard.i18n import _, date, language, n_, number
from dashboard.web import answers, qr, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, signed, told
from dashboard.web.plain.told import Figure, Said, Way

MOST = 60  # practices on one page; a city with more leads to the search


@dataclass(frozen=True)
class Line:
    """A practice as a line of a list."""

    title: Said
    href: str
    about: str


@dataclass(frozen=True)
class Group:
    """The practices of one main theme."""

    theme: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Attendance:
    """A summit and what the sources say of the city there; no words is a gap."""

    summit: Way
    days: str
    took_part: str
    signed: str
    no_declaration: bool


@dataclass(frozen=True)
class Quote:
    """A sentence reported of the city, with kind, basis and source."""

    text: Said
    about: str
    source: Way
    workshop: str


def page(request: Request) -> Made:
    """The city of the address, with everything the catalogue holds of it."""
    city = cities.by_slug(request.path_params["slug"], language())
    if city is None:
        raise NotHere
    return Made(_page(request, city))


def _page(request: Request, city: City) -> str:
    here = f"{shell.origin(request)}/c/{city.slug}"
    country = words.label("country", city.country)
    return frame.filled(
        "city.html",
        request,
        title=f"{city.name}, {country}",
        description=_("What {city} did for living together, and at which summits it was.").format(
            city=city.name
        ),
        address=f"c/{city.slug}",
        picture=f"picture/card/c/{city.slug}.png",
        feed=f"feed/c/{city.slug}.atom",
        city=city,
        place=_("{country}, {region}").format(
            country=country, region=words.label("region", city.region)
        ),
        facts=_facts(city),
        groups=_groups(city.practices[:MOST]),
        more=_more(city),
        attendance=[_attendance(one) for one in city.summits],
        quotes=[one for session in city.sessions for one in _quotes(session)],
        signed=signed.lines(_signed(city), where=True),
        promises=signed.promises(commitments.of(city=city.slug, language=language())),
        every_promise=told.at(f"commitments?city={city.slug}"),
        room_words=signed.words_of_room(),
        notes=told.maybe(city.notes),
        sources=[told.outside(one) for one in city.sources],
        titles={one: told.readable(one) for one in city.sources},
        bare=here,
        code=Markup(qr.svg(here)),  # noqa: S704 - drawn by us from an address
        ways_in=_ways(city),
        files=_files(city),
        say=_words(city),
    )


def _facts(city: City) -> list[Figure]:
    people = _("Source: {source}, year not stated").format(source=city.population_source)
    silent = sum(one.took_part is None and not one.signed for one in city.summits)
    attended = len(city.summits_attended)
    unsaid = n_("not stated for {count} of them", "not stated for {count} of them", silent)
    return [
        _fact(
            None if city.population is None else number(city.population),
            _("inhabitants"),
            people if city.population is not None and city.population_source else "",
        ),
        _fact(
            number(attended) if attended else None,
            n_(
                "summit of mayors taken part in, of {all}",
                "summits of mayors taken part in, of {all}",
                attended,
            ).replace("{all}", number(len(city.summits))),
            unsaid if silent else "",
        ),
        _fact(
            number(len(city.practices)),
            n_("practice read", "practices read", len(city.practices)),
            _("what this catalogue holds, never all the city does"),
        ),
    ]


def _fact(large: str | None, label: str, about: str) -> Figure:
    return Figure(large or "", "", Said(label), (Way(about),) if about else ())


def _groups(practices: tuple[Brief, ...]) -> list[Group]:
    by_theme = groupby(practices, key=lambda one: one.main_theme)
    return [
        Group(theme, words.label("theme", theme), tuple(map(_line, briefs)))
        for theme, briefs in by_theme
    ]


def _line(one: Brief) -> Line:
    since = _("since {year}").format(year=one.start_year) if one.start_year else ""
    about = [since or _("year not stated"), words.label("evidence", one.evidence)]
    return Line(told.said(one.title), told.at(f"p/{one.slug}"), " · ".join(about))


def _more(city: City) -> Way | None:
    if len(city.practices) <= MOST:
        return None
    every = navigation.address("explore", language(), city=city.slug)
    return Way(_("All {count} practices").format(count=number(len(city.practices))), every)


def _attendance(one: Presence) -> Attendance:
    days = _("{start} to {end}").format(start=date(one.starts), end=date(one.ends))
    return Attendance(
        Way(words.summit(one.summit), told.at(f"summit/{one.summit}")),
        days,
        _("yes, as host") if one.hosted else yes_no(one.took_part),
        yes_no(one.signed),
        one.declaration_title is None,
    )


def yes_no(stated: bool | None) -> str:
    """Yes, no, or no words where no source says so."""
    if stated is None:
        return ""
    return _("yes") if stated else _("no")


def _quotes(session: Session) -> list[Quote]:
    where = _("{summit}, {date}").format(
        summit=words.summit(session.summit),
        date=date(session.held_on) if session.held_on else _("date not stated"),
    )
    return [
        Quote(
            told.said(one.text),
            _("{kind}. {basis}.").format(
                kind=words.label("conclusion_kind", one.kind), basis=words.label("basis", one.basis)
            ),
            told.outside(one.source),
            f"{session.title.words} · {where}",
        )
        for one in session.conclusions
    ]


def _signed(city: City) -> tuple[outcomes.Outcome, ...]:
    """What workshops signed of the city; its promises stand by themselves."""
    found = outcomes.signed(city=city.slug, language=language())
    return tuple(one for one in found if one.kind != "commitment")


def _ways(city: City) -> list[Way]:
    now = language()
    inside = Way(_("Open in the dashboard"), navigation.address("city", now, id=city.slug))
    brief = Way(_("Prepare a meeting with this city"), told.at(f"brief?theirs={city.slug}"))
    talk = Way(_("What inhabitants say of it"), told.at(f"talk/city/{city.slug}"))
    asked = Way(_("Questions to its mayor"), told.at(f"questions?city={city.slug}"))
    return [inside, talk, asked, brief]


def _files(city: City) -> list[Way]:
    return [
        Way(_("Sheet to print (PDF)"), told.at(f"sheet/c/{city.slug}.pdf")),
        Way(_("Press kit: sheets, pictures, data (ZIP)"), told.at(f"kit/c/{city.slug}.zip")),
        Way(_("The exhibition to take home (ZIP)"), f"/take-home/city/{city.slug}.zip"),
        Way(_("Its practices as a table (CSV)"), told.at(f"practices.csv?city={city.slug}")),
        Way(
            _("What is new from {city} (feed)").format(city=city.name),
            told.at(f"feed/c/{city.slug}.atom"),
        ),
    ]


def _words(city: City) -> dict[str, str]:
    return {
        "gap": words.gap(),
        "did": _("What it did"),
        "none": _(
            "No practice of {city} has been read yet. That says nothing about the city."
        ).format(city=city.name),
        "summits": _("Summits of mayors"),
        "summit": _("Summit"),
        "took_part": _("Took part"),
        "signed": _("Signed the declaration"),
        "no_declaration": _("no declaration known"),
        "workshops": _("In the workshops"),
        "wording": _("The wording is ours, from the source named: no verbatim quotation."),
        "source": _("Source:"),
        "notes": _("Notes of the researchers"),
        "sources": _("Sources of these facts"),
        "place_source": _("The place and the number of inhabitants are from {source}.").format(
            source=city.population_source or words.gap()
        ),
        "website": _("Website of {city}").format(city=city.name),
        "take": _("To take along"),
        "scan": _("The code leads to this page:"),
    }


routes: list[BaseRoute] = [Route("/c/{slug}", answers.kept(page, asks=False))]
