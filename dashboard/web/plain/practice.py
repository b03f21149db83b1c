"""One practice as a page to cite: what was done, its figures, its sources, this very version."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import citing, claim_words, correction_words, navigation, words
from dashboard.catalogue import claims, corrections, record, signed, standing
from dashboard.catalogue.claims import Claim, Ledger
from dashboard.catalogue.record import Publication, Text, Whole, Withdrawn
from dashboard.i18n import _, date, language, listed, number
from dashboard.web import answers, qr, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Piece, Said, Way

LATEST = 1_000_000  # no practice has more versions; a larger number is no version


@dataclass(frozen=True)
class Chapter:
    """A part of the story under its heading; None where no source tells it."""

    name: str
    heading: str
    text: Said | None
    paragraphs: list[list[Piece]]


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it; nothing known is a gap."""

    term: str
    told: tuple[Way, ...]
    note: str = ""


def page(request: Request) -> Made:
    """The practice as it is public now, or as it was in the version that the address names."""
    slug, version = request.path_params["slug"], request.path_params.get("version")
    if moved := standing.now_at(slug, version):
        below = f"/v/{version}" if version else ""
        return Made("", status=308, headers={"Location": told.at(f"p/{moved}{below}")})
    if version is not None and not 0 < version < LATEST:
        raise NotHere
    practice = record.by_slug(slug, language(), version)
    if practice:
        return Made(_page(request, practice, version))
    if gone := record.withdrawn(slug, language()):
        return Made(_withdrawn(request, gone), status=410)
    raise NotHere


# The page -----------------------------------------------------------------------------------------


def _page(request: Request, practice: Whole, version: int | None) -> str:
    address = f"p/{practice.slug}" + (f"/v/{version}" if version else "")
    exact = f"{shell.origin(request)}/p/{practice.slug}/v/{practice.version}"
    past = corrections.of(practice.slug)
    figures, ledger = told.figures(practice), claims.of(practice)
    return frame.filled(
        "practice.html",
        request,
        title=f"{practice.title.words} ({practice.city.name})",
        description=practice.summary.words,
        address=address,
        kind="article",
        # One address for search engines: that of the version that is public now.
        indexed=version is None,
        picture=f"picture/card/p/{practice.slug}.png",
        feed=f"feed/c/{practice.city.slug}.atom",
        practice=practice,
        place=Way(practice.city.name, told.at(f"c/{practice.city.slug}")),
        country=words.label("country", practice.city.country),
        heading=told.said(practice.title),
        standfirst=told.said(practice.summary),
        dated=_dated(practice),
        superseded=_superseded(practice, past),
        retired=_retired(practice),
        merged=_merged(practice.slug),
        notes=told.once((told.said(practice.title), told.said(practice.summary))),
        theme_words={one: words.label("theme", one) for one in practice.themes},
        figures=figures,
        untied=_untied(practice),
        figure_notes=told.once(tuple(one.label for one in figures)),
        chapters=_chapters(practice, ledger),
        standfirst_pieces=told.marked(told.said(practice.summary), ledger.in_field("summary")),
        ledger=claim_words.summary(ledger),
        own=ledger.own,
        facts=_facts(practice),
        sources=[told.source(one) for one in practice.sources],
        citation=citing.as_text(citing.of_practice(practice, shell.origin(request))),
        citations=_citations(practice),
        exact=exact,
        code=Markup(qr.svg(exact)),  # noqa: S704 - drawn by us from an address
        signed=signed.of(practice.slug, practice.version),
        record=f"/record/{practice.slug}/{practice.version}.json",
        files=_files(practice),
        ways_in=_ways(practice),
        corrections=[
            (correction_words.headline(one), correction_words.sentences(one)) for one in past
        ],
        versions=[_publication(practice.slug, one) for one in practice.history],
        say=_words(practice),
    )


def _dated(practice: Whole) -> str:
    day = practice.published_on
    return _("Version {version}, published on {date}").format(
        version=number(practice.version), date=date(day) if day else words.gap()
    )


@dataclass(frozen=True)
class Superseded:
    """That another version took this one's place: since when, by which, and what is new in it."""

    headline: str
    lines: tuple[str, ...]
    next: Way
    newest: Way | None


def _superseded(practice: Whole, past: tuple[corrections.Correction, ...]) -> Superseded | None:
    after = practice.superseded
    if after is None:
        return None
    by = next(
        (one for one in past if one.kind == "corrected" and one.version == after.version), None
    )
    newest = practice.history[0].version
    return Superseded(
        _("Superseded on {date} by version {version}").format(
            date=date(after.day), version=number(after.version)
        ),
        tuple(correction_words.sentences(by)) if by else (),
        Way(
            _("Read version {version}").format(version=number(after.version)),
            told.at(f"p/{practice.slug}/v/{after.version}"),
        ),
        Way(_("Read the newest version"), told.at(f"p/{practice.slug}"))
        if newest != after.version
        else None,
    )


def _retired(practice: Whole) -> tuple[str, str] | None:
    if practice.retired is None:
        return None
    return (
        _("Retired on {date}").format(date=date(practice.retired.since)),
        practice.retired.reason or words.gap(),
    )


def _merged(slug: str) -> Way | None:
    """The practice that this one turned out to be the same as."""
    other = standing.now_at(slug)
    return Way(_("Read the practice it was merged into"), told.at(f"p/{other}")) if other else None


def _chapters(practice: Whole, ledger: Ledger) -> list[Chapter]:
    return [
        _chapter("problem", _("The problem"), practice.challenge, ledger.in_field("challenge")),
        _chapter("done", _("What was done"), practice.approach, ledger.in_field("approach")),
        _chapter("result", _("What came of it"), practice.results, ledger.in_field("results")),
    ]


def _chapter(name: str, heading: str, text: Text | None, claims: tuple[Claim, ...]) -> Chapter:
    if text is None:
        return Chapter(name, heading, None, [])
    shown = told.said(text)
    return Chapter(name, heading, shown, told.marked(shown, claims))


def _untied(practice: Whole) -> str:
    """Where no figure names its source it is said once, not under each."""
    some = any(one.source for one in practice.figures)
    return "" if some or not practice.figures else told.untied(len(practice.figures))


def _facts(practice: Whole) -> list[Fact]:
    rule = words.definition("evidence", practice.evidence)
    when = words.years(practice.start_year, practice.end_year)
    costs = [words.figure(one.value, one.unit) for one in practice.costs]
    return [
        _fact(words.field("evidence"), words.label("evidence", practice.evidence), note=rule),
        _fact(words.field("topics"), words.labels("topic", practice.topics)),
        _fact(words.field("audiences"), words.labels("audience", practice.audiences)),
        _fact(words.field("instruments"), words.label("instrument", practice.instrument)),
        _fact(words.field("statuses"), words.label("status", practice.status)),
        _fact(_("When"), when if practice.start_year or practice.end_year else ""),
        _fact(_("Cost"), listed(costs)),
        _fact(_("Run by"), practice.lead),
        _fact(_("Partners"), listed(list(practice.partners))),
        Fact(_("Whom to ask"), _whom_to_ask(practice)),
    ]


def _fact(term: str, value: str | None, note: str = "") -> Fact:
    return Fact(term, (Way(value),) if value else (), note)


def _whom_to_ask(practice: Whole) -> tuple[Way, ...]:
    city = practice.city
    lead = (Way(practice.lead),) if practice.lead else ()
    if city.website:
        return (*lead, Way(_("Website of {city}").format(city=city.name), city.website))
    return (*lead, Way(_("website of the city not stated")))


# To cite and to take along ------------------------------------------------------------------------


def _citations(practice: Whole) -> list[Way]:
    start = f"cite/p/{practice.slug}/v/{practice.version}"
    return [
        Way(one.name, told.at(f"{start}.{ending}"))
        for ending, one in citing.FORMATS.items()
        if ending != "txt"  # it stands above
    ]


def _files(practice: Whole) -> list[Way]:
    city = practice.city
    return [
        Way(
            _("Sheet to print (PDF)"), told.at(f"sheet/p/{practice.slug}/v/{practice.version}.pdf")
        ),
        Way(_("This version as data (JSON)"), f"/record/{practice.slug}/{practice.version}.json"),
        Way(
            _("All practices of {city} as a table (CSV)").format(city=city.name),
            told.at(f"practices.csv?city={city.slug}"),
        ),
        Way(
            _("What is new from {city} (feed)").format(city=city.name),
            told.at(f"feed/c/{city.slug}.atom"),
        ),
    ]


def _ways(practice: Whole) -> list[Way]:
    now, slug = language(), practice.slug
    inside = Way(_("Open in the dashboard"), navigation.address("practice", now, id=slug))
    framed = Way(_("Put it into an article"), told.at(f"embed?what=practice&id={slug}"))
    talk = Way(_("What inhabitants say of it"), told.at(f"talk/practice/{slug}"))
    if practice.retired:
        return [inside, talk, framed]
    beside = navigation.address("explore", now, pick=slug)
    return [inside, talk, Way(_("Find one to compare with"), beside), framed]


def _publication(slug: str, one: Publication) -> Way:
    pattern = (
        _("Version {version}, published on {date} with the released catalogue")
        if one.role == "release"
        else _("Version {version}, published on {date} by a reviewer")
    )
    words_in = pattern.format(version=number(one.version), date=date(one.day))
    return Way(words_in, told.at(f"p/{slug}/v/{one.version}"))


def _words(practice: Whole) -> dict[str, str]:
    return {
        "figures": _("Figures"),
        "facts": _("The facts in short"),
        "gap": words.gap(),
        "no_figure": _("No figure is stated in the sources read."),
        "retired": _(
            "Its text stays here as it was last published. It is not in lists, on the map or in"
            " comparisons any more."
        ),
        "changed": _("What changed"),
        "dotted": _("Numbers with dots below are the city’s own statement."),
        "sources": _("Sources"),
        "read_in": _("The texts are our wording of what these pages say."),
        "cite": _("To cite"),
        "version": _("This version, to be found again"),
        "scan": _("The code leads to this very version, also next year:"),
        "hash": _("Fingerprint of the text (SHA-256)"),
        "check": _("The file it belongs to"),
        "take": _("To take along"),
        "corrections": _("Corrections"),
        "no_corrections": _("Nothing has been corrected since it was first published."),
        "history": _("History"),
    }


# What is no longer shown --------------------------------------------------------------------------


def _withdrawn(request: Request, gone: Withdrawn) -> str:
    headline = _("Withdrawn on {date}").format(date=date(gone.standing.since))
    return frame.filled(
        "practice_gone.html",
        request,
        title=f"{gone.title.words} ({gone.city_name})",
        description=headline,
        address=f"p/{gone.slug}",
        indexed=False,
        place=Way(gone.city_name, told.at(f"c/{gone.city}")),
        country=words.label("country", gone.country),
        heading=told.said(gone.title),
        headline=headline,
        reason=gone.standing.reason or words.gap(),
        explained=_(
            "The observatory no longer stands by this text, so it is not shown. Its address is"
            " kept, so that whoever cited it learns why."
        ),
        elsewhere_ways=[
            Way(
                _("When it was published and withdrawn"),
                navigation.address("history", language(), id=gone.slug),
            ),
            Way(_("What else {city} did").format(city=gone.city_name), told.at(f"c/{gone.city}")),
        ],
    )


routes: list[BaseRoute] = [
    Route("/p/{slug}", answers.kept(page, mark=answers.of_practice, asks=False)),
    Route("/p/{slug}/v/{version:int}", answers.kept(page, mark=answers.of_practice, asks=False)),
]
