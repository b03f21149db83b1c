"""The press kit of a theme, a city, a summit or any question: /fr/kit/theme/security.zip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, words
from dashboard.catalogue import cities, clock, database, practices, summits, vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.i18n import _, language
from dashboard.web import answers, languages, not_found, shell
from dashboard.web.kept_files import Counter, Shelf, plain
from dashboard.web.kit import parts
from dashboard.web.kit.parts import Kit
from dashboard.web.pictures import BadQuestion, asked

MOST_WAITING = 4  # kits; who comes after them is asked to come again


@dataclass(frozen=True)
class _Question:
    """What a kit depends on: nothing else changes a byte of it."""

    edition: tuple[int, int]
    day: date  # citations tell when it was read
    kit: Kit


@cache
def shelf() -> Shelf:
    """The kits made lately."""
    return Shelf()


counter = Counter(lambda: shelf(), MOST_WAITING)


# Which kit --------------------------------------------------------------------------------------


def _theme(code: str) -> Kit | None:
    if not vocabulary.has("theme", code):
        return None
    filters = Filters(themes=(code,))
    return Kit(words.label("theme", code), f"theme-{code}", filters, f"theme/{code}")


def _city(slug: str) -> Kit | None:
    found = cities.by_slug(slug, language())
    if found is None:
        return None
    return Kit(found.name, f"city-{slug}", Filters(cities=(slug,)), f"c/{slug}", city=slug)


def _summit(code: str) -> Kit | None:
    found = summits.of(code, language())
    if found is None or not vocabulary.has("summit", code):
        return None
    filters = Filters(summits=(code,))
    return Kit(words.summit(code), f"summit-{code}", filters, f"summit/{code}", summit=code)


def _selection(request: Request) -> Kit | None:
    filters = asked(request).filters
    if filters.empty:
        return Kit(_("The whole catalogue"), "catalogue", filters, "press")
    count = practices.total(filters, language())
    if not count:
        raise BadQuestion(_("Nothing was read yet that matches: a kit would be empty."), 404)
    names = cities.names(language()) if filters.cities else {}
    return Kit(words.sentence(filters, count, names), "selection", filters, "explore")


# The answer -------------------------------------------------------------------------------------


def _endpoint(chosen: Callable[[Request], Kit | None]) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        i18n.use(languages.of(request))
        if len(request.url.query) > answers.LONGEST_QUERY:
            return not_found.too_long(language())
        try:
            kit = await to_thread.run_sync(chosen, request)
        except BadQuestion as error:
            return plain(request, str(error), error.status)
        if kit is None:
            return not_found.answer(language())
        kit = kit.spoken(language(), shell.origin(request))
        question = _Question(database.edition(), clock.now().date(), kit)
        name = f"living-together-{kit.name}-v{{version}}-{kit.language}.zip"
        write = partial(parts.write, kit)
        return await counter.given(request, question, write, name, "application/zip")

    return answer


def _named(chosen: Callable[[str], Kit | None]) -> Callable[[Request], object]:
    return _endpoint(lambda request: chosen(request.path_params["id"]))


routes: list[BaseRoute] = [
    Route("/kit/theme/{id}.zip", _named(_theme), methods=["GET", "HEAD"]),
    Route("/kit/c/{id}.zip", _named(_city), methods=["GET", "HEAD"]),
    Route("/kit/summit/{id}.zip", _named(_summit), methods=["GET", "HEAD"]),
    Route("/kit/selection.zip", _endpoint(_selection), methods=["GET", "HEAD"]),
]
