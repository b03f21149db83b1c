"""One summit as a fact sheet: who came, who signed, what was said, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import navigation, summit_words, words
from dashboard.catalogue import commitments, summits
from dashboard.catalogue.summits import (
    Conclusion,
    Conflict,
    Cost,
    Guest,
    Outcome,
    Summit,
    Workshop,
)
from dashboard.i18n import _, date, language, listed, number
from dashboard.web import answers, qr, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, signed, told
from dashboard.web.plain.told import Figure, Said, Way


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it; no words are a gap."""

    term: str
    said: Said | None
    source: Way | None = None


@dataclass(frozen=True)
class Stated:
    """One of several figures that do not agree: the number, what it counts, who says so."""

    precision: str
    number: str
    unit: str
    counts: Said
    about: str
    source: Way


@dataclass(frozen=True)
class Disagreement:
    """What sources say differently of one thing."""

    heading: str
    figures: tuple[Stated, ...]


@dataclass(frozen=True)
class Group:
    """Cities of which the sources say the same."""

    heading: str
    cities: tuple[Way, ...]


@dataclass(frozen=True)
class Quote:
    """A sentence reported from a workshop: who, what kind, on what basis, from which source."""

    who: str
    text: Said
    about: str
    source: Way
    where: str = ""
    talk: Way | None = None


@dataclass(frozen=True)
class Room:
    """A workshop: what it asked, who spoke, what was concluded, and what is not known."""

    name: str
    title: Said
    when: str
    questions: tuple[Said, ...]
    notes: tuple[str, ...]
    spoke: tuple[Said, ...]
    quotes: tuple[Quote, ...]
    gaps: Said | None


def page(request: Request) -> Made:
    """The summit of the address."""
    summit = summits.of(request.path_params["code"], language())
    if summit is None:
        raise NotHere
    return Made(_page(request, summit))


def _page(request: Request, summit: Summit) -> str:
    bare = f"{shell.origin(request)}/summit/{summit.code}"
    name = words.summit(summit.code)
    return frame.filled(
        "summit.html",
        request,
        title=f"{name} · {_('Living together')}",
        description=_(
            "Fact sheet: who came, who signed, what the workshops concluded,"
            " and where the sources disagree."
        ),
        address=f"summit/{summit.code}",
        picture="picture/card/press.png",
        name=name,
        days=summit_words.days(summit),
        country=words.label("country", summit.country),
        heading=told.said(summit.name),
        figures=_figures(summit),
        figure_sources=told.pages(summit.attendance.sources),
        facts=_facts(summit),
        declaration=summit.declaration,
        points=[told.said(one) for one in summit.declaration.points] if summit.declaration else [],
        point_sources=told.pages(summit.declaration.sources) if summit.declaration else [],
        disagreements=[_disagreement(one) for one in summit.conflicts],
        groups=_groups(summit),
        counted=told.maybe(summit.attendance.note),
        outcomes=[_outcome(one) for one in summit.outcomes],
        rooms=[_room(one) for one in summit.workshops],
        signed={one.workshop: signed.lines(one.outcomes) for one in summit.workshops},
        withdrawn={one.workshop: signed.withdrawn(one.workshop) for one in summit.workshops},
        promises=signed.promises(
            commitments.of(summit=summit.code, language=language()), where=False
        ),
        every_promise=told.at(f"commitments?summit={summit.code}"),
        room_words=signed.words_of_room(),
        exhibition=_exhibition(summit),
        sources=[Way(told.readable(one), one) for one in summit.sources],
        bare=bare,
        code=Markup(qr.svg(bare)),  # noqa: S704 - drawn by us from an address
        ways_in=_ways(summit),
        files=_files(summit),
        say=_words(summit),
    )


# Facts and figures --------------------------------------------------------------------------------


def _figures(summit: Summit) -> list[Figure]:
    """How many came and signed, by the sources that count them."""
    return [
        Figure(number(count) if count is not None else "", "", Said(label), ())
        for count, label in summit_words.counts(summit)
    ]


def _facts(summit: Summit) -> list[Fact]:
    declaration = summit.declaration
    title = Said(declaration.title, None if language() == "en" else "en") if declaration else None
    return [
        Fact(_("When"), Said(summit_words.days(summit))),
        Fact(_("Motto"), told.maybe(summit.slogan)),
        Fact(_("Where"), told.maybe(summit.venue)),
        Fact(_("Form"), told.maybe(summit.format)),
        Fact(_("Host"), Said(listed(list(summit.hosts)))),
        Fact(
            _("Declaration"),
            title,
            told.outside(declaration.url) if declaration and declaration.url else None,
        ),
        _cost(summit.cost),
    ]


def _cost(cost: Cost | None) -> Fact:
    if cost is None:
        return Fact(_("Cost"), None)
    return Fact(_("Cost"), Said(summit_words.cost(cost)), told.outside(cost.source))


# Where sources disagree ---------------------------------------------------------------------------


def _disagreement(one: Conflict) -> Disagreement:
    return Disagreement(words.contested(one.about), tuple(_stated(each) for each in one.figures))


def _stated(one: summits.Stated) -> Stated:
    return Stated(
        precision=summit_words.precision(one),
        number=number(one.value),
        unit=summit_words.currency(one.value, one.currency) if one.currency else "",
        counts=told.said(one.counts),
        about=words.stated_by(one.kind, one.stated_by, one.day),
        source=told.outside(one.source),
    )


# Who came -----------------------------------------------------------------------------------------


def _groups(summit: Summit) -> list[Group]:
    return [
        Group(heading, tuple(map(_guest, cities)))
        for heading, cities in summit_words.groups(summit)
    ]


def _guest(one: Guest) -> Way:
    country = words.label("country", one.country)
    told_of = f"{one.name}, {country}"
    if one.hosted:
        told_of = _("{city} (host)").format(city=told_of)
    return Way(told_of, told.at(f"c/{one.slug}"))


# What was said ------------------------------------------------------------------------------------


def _outcome(one: Outcome) -> Quote:
    return Quote(one.city or "", told.said(one.text), "", told.outside(one.source))


def _room(one: Workshop) -> Room:
    questions = tuple(told.said(question) for question in one.questions)
    return Room(
        name=one.workshop,
        title=told.said(one.title),
        when=date(one.held_on) if one.held_on else _("date not stated"),
        questions=questions,
        notes=told.once(questions),
        spoke=tuple(
            Said(summit_words.speaker(who)) for who in (*one.keynotes, *one.leads, *one.speakers)
        ),
        quotes=tuple(quote(conclusion) for conclusion in one.conclusions),
        gaps=told.maybe(one.gaps),
    )


def quote(one: Conclusion, *, where: bool = False) -> Quote:
    """A conclusion with who said it where: the city, and who spoke for it in that workshop."""
    place = _("{workshop}, {summit}").format(
        workshop=one.workshop_title.words, summit=words.summit(one.summit)
    )
    if where and one.held_on:
        place = _("{place}, {date}").format(place=place, date=date(one.held_on))
    return Quote(
        who=summit_words.who(one),
        text=told.said(one.text),
        about=summit_words.basis(one),
        source=told.outside(one.source),
        where=place if where else "",
        talk=Way(_("What inhabitants say of it"), told.at(f"talk/conclusion/{one.id}")),
    )


@dataclass(frozen=True)
class Shown:
    """What was promised to be shown to inhabitants, what was announced, what cannot be traced."""

    promised: Said
    announced: Said
    untraced: str
    sources: tuple[Way, ...]


def _exhibition(summit: Summit) -> Shown | None:
    one = summit.exhibition
    if one is None:
        return None
    return Shown(
        told.said(one.promised),
        told.said(one.announced),
        summit_words.untraced(one),
        tuple(told.pages(one.sources)),
    )


# To take along ------------------------------------------------------------------------------------


def _ways(summit: Summit) -> list[Way]:
    now = language()
    ways = [Way(_("The summit, whole"), navigation.address("summits", now, id=summit.code))]
    if summit.declaration and summit.declaration.points:
        at = navigation.address("matrix", now, id=summit.code)
        ways.append(Way(_("The declaration and its proof"), at))
    ways.append(Way(_("Questions asked at it"), told.at(f"questions?summit={summit.code}")))
    at = navigation.address("explore", now, summit=summit.code)
    return [*ways, Way(_("What the cities that came have done"), at)]


def _files(summit: Summit) -> list[Way]:
    return [
        Way(_("Sheet to print (PDF)"), told.at(f"sheet/summit/{summit.code}.pdf")),
        Way(_("Press kit: sheets, pictures, data (ZIP)"), told.at(f"kit/summit/{summit.code}.zip")),
        Way(_("The exhibition to take home (ZIP)"), f"/take-home/summit/{summit.code}.zip"),
    ]


def _words(summit: Summit) -> dict[str, str]:
    return {
        "gap": words.gap(),
        "facts": _("The facts in short"),
        "figures": _("In figures"),
        "figures_how": _("As the host or the organisers count; see below where sources disagree."),
        "conflicts": _("Where the sources disagree"),
        "conflicts_how": _(
            "Each figure with who states it and when. None is marked as the right one: they count"
            " different things, at different times."
        ),
        "guests": _("Who came, who signed"),
        "unnamed": summit_words.unnamed(summit),
        "notes": _("Notes of the researchers"),
        "points": _("What the declaration says, in our words"),
        "no_declaration": _("No declaration of this summit is known from the sources read."),
        "outcomes": _("What came of it"),
        "workshops": _("Workshops"),
        "wording": _("The wording is ours, from the source named: no verbatim quotation."),
        "asked": _("Asked"),
        "spoke": _("Spoke"),
        "concluded": _("Reported"),
        "none": _("No conclusion is on record."),
        "nobody": _("No speaker is on record."),
        "gaps": _("What is not known:"),
        "exhibition": _("The exhibition for inhabitants"),
        "promised": _("Promised"),
        "announced": _("Announced"),
        "source": _("Source:"),
        "sources": _("Sources"),
        "take": _("To take along"),
        "scan": _("The code leads to this page:"),
    }


routes: list[BaseRoute] = [Route("/summit/{code}", answers.kept(page, asks=False))]
