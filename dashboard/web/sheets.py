"""Sheets to print: /fr/sheet/p/ID.pdf and its sisters, made once for a version and kept."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import brief, cities, comparison, pulse, record, standing, summits
from dashboard.catalogue.comparison import FEWEST, MOST
from dashboard.i18n import _, language, number
from dashboard.sheets import brief as of_meeting
from dashboard.sheets import city as of_city
from dashboard.sheets import comparison as of_comparison
from dashboard.sheets import practice as of_practice
from dashboard.sheets import summit as of_summit
from dashboard.web import answers, shell
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import practice as practice_page

LATEST = 1_000_000  # no practice has more versions; a larger number is no version


def practice(request: Request) -> Made:
    """The sheet of a practice, in the version that the address names, else in that of today."""
    slug, version = request.path_params["slug"], request.path_params.get("version")
    if moved := standing.now_at(slug, version):
        return _moved(f"p/{moved}/v/{version}" if version else f"p/{moved}")
    if version is not None and not 0 < version < LATEST:
        raise NotHere
    found = record.by_slug(slug, language(), version)
    if found is None:
        # Withdrawn: the page says since when and why. Unknown: it says so too.
        return practice_page.page(request)
    made = of_practice.pdf(found, shell.origin(request))
    return _file(made, f"{slug}-v{found.version}")


def city(request: Request) -> Made:
    """The sheet of a city."""
    found = cities.by_slug(request.path_params["slug"], language())
    if found is None:
        raise NotHere
    return _file(of_city.pdf(found, shell.origin(request)), found.slug)


def summit(request: Request) -> Made:
    """The sheet of a summit."""
    found = summits.of(request.path_params["code"], language())
    if found is None:
        raise NotHere
    return _file(of_summit.pdf(found, shell.origin(request)), found.code)


def compare(request: Request) -> Made:
    """Two to four practices on one page."""
    asked = [standing.now_at(one) or one for one in request.query_params.getlist("id")]
    chosen = comparison.chosen_practices(asked)
    if len(set(asked)) > MOST:
        return _refused(
            _("A sheet holds up to {most} practices side by side; this link names more.").format(
                most=number(MOST)
            )
        )
    if chosen.unknown and len(chosen.kept) >= FEWEST:
        # A column that is missing without a word would mislead a council.
        return _refused(
            _(
                "This link names what the catalogue does not show any more: {ids}. Open the"
                " comparison to see why, and print it from there."
            ).format(ids=", ".join(chosen.unknown))
        )
    if len(chosen.kept) < FEWEST:
        return _refused(
            _("A comparison needs two that the catalogue knows; this link does not name them.")
        )
    found = comparison.practices(chosen.kept, language())
    cities_named = "-".join(dict.fromkeys(one.city for one in found.columns))
    return _file(of_comparison.pdf(found, shell.origin(request)), f"compare-{cities_named}")


def meeting(request: Request) -> Made:
    """The brief for a meeting of two cities."""
    mine, theirs = (request.query_params.get(one, "") for one in ("mine", "theirs"))
    if not mine or not theirs or mine == theirs:
        return _refused(_("A meeting brief needs two cities: choose yours and theirs."))
    found = brief.of(mine, theirs, language())
    if found is None:
        raise NotHere
    return _file(of_meeting.pdf(found, shell.origin(request)), f"brief-{mine}-{theirs}")


def _file(content: bytes, name: str) -> Made:
    # Inline: a phone shows it at once, and keeps it under this name.
    headers = {
        "Content-Disposition": f'inline; filename="{name}-{language()}.pdf"',
        "Content-Language": language(),
    }
    return Made(content, "application/pdf", headers=headers)


def _refused(sentence: str) -> Made:
    return Made(sentence, "text/plain; charset=utf-8", 400, {"Content-Language": language()})


def _moved(path: str) -> Made:
    return Made("", status=308, headers={"Location": f"/{language()}/sheet/{path}.pdf"})


routes: list[BaseRoute] = [
    Route("/sheet/compare.pdf", answers.kept(compare)),
    Route(
        "/sheet/brief.pdf",
        answers.kept(meeting, beat=lambda _request: pulse.of("questions")),
    ),
    Route("/sheet/p/{slug}.pdf", answers.kept(practice, mark=answers.of_practice, asks=False)),
    Route(
        "/sheet/p/{slug}/v/{version:int}.pdf",
        answers.kept(practice, mark=answers.of_practice, asks=False),
    ),
    Route("/sheet/c/{slug}.pdf", answers.kept(city, asks=False)),
    Route("/sheet/summit/{code}.pdf", answers.kept(summit, asks=False)),
]
