"""Citations as files: /en/cite/p/ID.bib, /en/cite/p/ID/v/2.ris, and the catalogue's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import citing
from dashboard.catalogue import published, record, standing
from dashboard.catalogue.filters import Filters
from dashboard.citing import FORMATS, Cited
from dashboard.i18n import _, date, language
from dashboard.web import answers, shell
from dashboard.web.answers import Made, NotHere

OPEN = {"Access-Control-Allow-Origin": "*"}
LATEST = 1_000_000  # no practice has more versions


def practice(request: Request) -> Made:
    """A version of a practice, the one that is public now where none is named."""
    slug, version, ending = _asked(request)
    if moved := standing.now_at(slug, version):
        return _moved(moved, version, ending)
    if version is not None and not 0 < version < LATEST:
        raise NotHere
    found = record.by_slug(slug, language(), version)
    if found:
        return _file(citing.of_practice(found, shell.origin(request)), ending)
    if gone := record.withdrawn(slug, language()):
        since = _("Withdrawn on {date}").format(date=date(gone.standing.since))
        told = f"{since}\n{gone.standing.reason}\n"
        return Made(told, "text/plain; charset=utf-8", status=410, headers=OPEN)
    raise NotHere


def catalogue(request: Request) -> Made:
    """The whole catalogue as it is today."""
    ending = _ending(request)
    now = published.selection(Filters(), language())
    day = now.signed_at.date() if now.signed_at else None
    return _file(citing.of_whole(shell.origin(request), now.catalogue, day), ending)


def _asked(request: Request) -> tuple[str, int | None, str]:
    return request.path_params["slug"], request.path_params.get("version"), _ending(request)


def _ending(request: Request) -> str:
    ending = str(request.path_params["ending"])
    if ending not in FORMATS:
        raise NotHere
    return ending


def _file(told: Cited, ending: str) -> Made:
    form = FORMATS[ending]
    headers = {**OPEN, "Content-Disposition": f'inline; filename="{told.key}.{ending}"'}
    return Made(form.write(told), form.media_type, headers=headers)


def _moved(slug: str, version: int | None, ending: str) -> Made:
    below = f"/v/{version}" if version else ""
    place = f"/{language()}/cite/p/{slug}{below}.{ending}"
    return Made("", status=308, headers={**OPEN, "Location": place})


routes: list[BaseRoute] = [
    Route("/cite/catalogue.{ending}", answers.kept(catalogue, asks=False)),
    Route("/cite/p/{slug}.{ending}", answers.kept(practice, mark=answers.of_practice, asks=False)),
    Route(
        "/cite/p/{slug}/v/{version:int}.{ending}",
        answers.kept(practice, mark=answers.of_practice, asks=False),
    ),
]
