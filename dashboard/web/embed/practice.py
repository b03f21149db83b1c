"""A practice in an article: as it is now, or for good as one version had it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import words
from dashboard.catalogue import record, standing
from dashboard.catalogue.record import Whole, Withdrawn
from dashboard.i18n import _, date, language, number
from dashboard.web import answers
from dashboard.web.answers import Made
from dashboard.web.embed import frame, notice
from dashboard.web.plain import told

LATEST = 1_000_000  # no practice has more versions
MOST_FIGURES = 3


def page(request: Request) -> Made:
    """The practice as it is public now, or as it was in the version that the address names."""
    slug, version = request.path_params["slug"], request.path_params.get("version")
    if moved := standing.now_at(slug, version):
        return _moved(request, moved, version)
    practice = record.by_slug(slug, language(), version) if _possible(version) else None
    if practice:
        return _shown(request, practice, version)
    if gone := record.withdrawn(slug, language()):
        return withdrawn(request, gone)
    return frame.sentence(request, _("There is no such practice, or no such version of it."), 404)


def _possible(version: int | None) -> bool:
    return version is None or 0 < version < LATEST


def _moved(request: Request, slug: str, version: int | None) -> Made:
    below = f"/v/{version}" if version else ""
    query = f"?{request.url.query}" if request.url.query else ""
    where = f"/{language()}/embed/p/{slug}{below}{query}"
    return Made("", status=308, headers={"Location": where, **frame.headers()})


def _shown(request: Request, practice: Whole, version: int | None) -> Made:
    heading, standfirst = told.said(practice.title), told.said(practice.summary)
    figures = told.figures(practice)[:MOST_FIGURES]
    below = f"/v/{version}" if version else ""
    return frame.framed(
        "practice.html",
        request,
        title=f"{practice.title.words} ({practice.city.name})",
        address=f"p/{practice.slug}{below}",
        dated=dated(practice),
        practice=practice,
        country=words.label("country", practice.city.country),
        notice=notice.of(request, practice, frozen=version is not None),
        heading=heading,
        standfirst=standfirst,
        notes=told.once((heading, standfirst)),
        figures=figures,
        untied=_untied(practice, len(figures)),
        themes=[(code, words.label("theme", code)) for code in practice.themes],
        facts=_facts(practice),
        sources=[told.source(one) for one in practice.sources],
        say={"no_figure": _("No figure is stated in the sources read."), "sources": _("Sources")},
    )


def dated(practice: Whole) -> str:
    """Which version this is, and since when it is public."""
    day = practice.published_on
    return _("Version {version}, published on {date}").format(
        version=number(practice.version), date=date(day) if day else words.gap()
    )


def _untied(practice: Whole, shown: int) -> str:
    some = any(one.source for one in practice.figures)
    return "" if some or not shown else told.untied(shown)


def _facts(practice: Whole) -> list[tuple[str, str]]:
    began = practice.start_year or practice.end_year
    when = words.years(practice.start_year, practice.end_year) if began else words.gap()
    return [
        (words.field("evidence"), words.label("evidence", practice.evidence)),
        (_("When"), when),
    ]


def withdrawn(request: Request, gone: Withdrawn) -> Made:
    """What is left of a practice that is no longer public, inside the frame."""
    headline = _("Withdrawn on {date}").format(date=date(gone.standing.since))
    return frame.framed(
        "gone.html",
        request,
        title=f"{gone.title.words} ({gone.city_name})",
        address=f"p/{gone.slug}",
        dated="",
        status=410,
        city=gone.city_name,
        country=words.label("country", gone.country),
        heading=told.said(gone.title),
        headline=headline,
        reason=gone.standing.reason or words.gap(),
        explained=_(
            "The observatory no longer stands by this text, so it is not shown. Its address is"
            " kept, so that whoever cited it learns why."
        ),
    )


routes: list[BaseRoute] = [
    Route("/embed/p/{slug}", answers.kept(page, mark=answers.of_practice), methods=["GET", "HEAD"]),
    Route(
        "/embed/p/{slug}/v/{version:int}",
        answers.kept(page, mark=answers.of_practice),
        methods=["GET", "HEAD"],
    ),
]
