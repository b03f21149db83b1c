"""Charts and the map as pictures to take: /fr/picture/map.svg?theme=…, and the cards of links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import navigation, pictures, words
from dashboard.catalogue import cities, editions, overview, record, standing, vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.i18n import _, language, n_
from dashboard.pictures import card, told
from dashboard.pictures.card import Card
from dashboard.pictures.page import FITS, Look, Picture
from dashboard.pictures.told import Told
from dashboard.web import answers, shell
from dashboard.web.answers import Made, NotHere

# A picture runs nothing and fetches nothing, also where it is opened by itself.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'; sandbox"
)
_OPEN = {"Access-Control-Allow-Origin": "*"}  # open data: any page may read it
_LOOKS = {"light": False, "dark": True}

T = TypeVar("T")


class BadQuestion(Exception):
    """What an address asks and nobody can answer, in a sentence for the reader."""

    def __init__(self, words: str, status: int = 400) -> None:
        """A sentence, and whether the question is wrong (400) or its answer not here (404)."""
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """What an address asks of pictures: which practices, on which paper, how wide."""

    filters: Filters
    look: Look


# What is asked ----------------------------------------------------------------------------------


def asked(request: Request) -> Asked:
    """The question and the look of an address; BadQuestion says what is wrong with it."""
    query = request.query_params
    filters, unknown = Filters.from_query({name: query.getlist(name) for name in query})
    if unknown:
        raise BadQuestion(
            _("Nobody knows the value {given} of a filter in this address.").format(
                given=", ".join(unknown)[:80]
            )
        )
    dark = chosen(request, "look", _LOOKS, "light")
    return Asked(filters, Look(dark, chosen(request, "fit", {one: one for one in FITS}, "page")))


def chosen(request: Request, name: str, values: dict[str, T], usual: str) -> T:
    """One of the values a parameter may have; BadQuestion names them where it has another."""
    given = request.query_params.get(name, usual)
    if given not in values:
        raise BadQuestion(
            _("{name} has to be one of these: {values}.").format(
                name=name, values=", ".join(values)
            )
        )
    return values[given]


def counted(request: Request, question: Asked) -> Told:
    """The counts of a question: those of today, or of the edition that the address names."""
    edition = request.query_params.get("edition")
    if edition is None:
        return told.of(question.filters)
    if editions.named(edition) is None:
        raise BadQuestion(_("There is no edition of this name."), 404)
    found = told.frozen(edition, question.filters)
    if found is None:
        raise BadQuestion(
            _(
                "An edition is not searched: it can be narrowed by theme, topic, place, audience,"
                " kind, status, evidence and year."
            )
        )
    return found


def refused(error: BadQuestion) -> Made:
    """The answer to a question nobody can answer."""
    return Made(str(error), "text/plain; charset=utf-8", error.status, _OPEN)


def live(name: str, filters: Filters, origin: str) -> str:
    """The address of the page that has the numbers of a picture live."""
    script = "map" if name in ("map", "countries") else "overview"
    return origin + navigation.address(script, language(), **filters.to_query())


# The pictures -----------------------------------------------------------------------------------


def page(request: Request) -> Made:
    """One picture, as SVG or as PNG."""
    name, ending = request.path_params["name"], request.path_params["ending"]
    if name not in pictures.NAMES or ending not in ("svg", "png"):
        raise NotHere
    try:
        question = asked(request)
        counts = counted(request, question)
        pixels = chosen(request, "width", {str(one): one for one in pictures.WIDTHS}, "1200")
    except BadQuestion as error:
        return refused(error)
    address = live(name, question.filters, shell.origin(request))
    picture = pictures.of(name, counts, question.look, address)
    return _svg(picture) if ending == "svg" else _png(picture, pixels)


def _svg(picture: Picture) -> Made:
    headers = {**_named(picture.name, "svg"), "Content-Security-Policy": _POLICY}
    return Made(picture.svg, "image/svg+xml; charset=utf-8", headers=headers)


def _png(picture: Picture, pixels: int) -> Made:
    body = pictures.as_png(picture, pixels)
    return Made(body, "image/png", headers=_named(picture.name, "png"))


def _named(name: str, ending: str) -> dict[str, str]:
    file = f"living-together-{name}-{language()}.{ending}"
    return {**_OPEN, "Content-Disposition": f'inline; filename="{file}"'}


# The cards --------------------------------------------------------------------------------------


def shared(request: Request) -> Made:
    """The card of a practice, a city, a theme or the press page, for previews of links."""
    kind, slug = request.path_params["kind"], request.path_params.get("slug", "")
    made = _CARDS[kind](slug) if kind in _CARDS else None
    if made is None:
        raise NotHere
    return Made(card.as_png(made, shell.origin(request)), "image/png", headers=_OPEN)


def _of_practice(slug: str) -> Card | None:
    found = record.by_slug(standing.now_at(slug) or slug, language())
    if found is None:
        return None
    country = words.label("country", found.city.country)
    return Card(found.city.name, country, found.title.words, found.themes)


def _of_city(slug: str) -> Card | None:
    found = cities.by_slug(slug, language())
    if found is None:
        return None
    count = overview.of(Filters(cities=(slug,)), language()).practices
    told = words.count_of_practices(count) if count else _("not read yet")
    return Card(found.name, words.label("country", found.country), told)


def _of_theme(code: str) -> Card | None:
    if not vocabulary.has("theme", code):
        return None
    count = overview.of(Filters(themes=(code,)), language()).practices
    told = words.count_of_practices(count)
    return Card(words.label("theme", code), told, words.definition("theme", code), (code,))


def _of_press(slug: str) -> Card | None:
    if slug:
        return None
    found = overview.of(Filters(), language())
    told = _("Read so far: {practices}, {cities}, {countries}").format(
        practices=words.count_of_practices(found.practices),
        cities=n_("{count} city", "{count} cities", found.cities),
        countries=n_("{count} country", "{count} countries", found.countries),
    )
    return Card(_("For the press"), "", told)


_CARDS = {"p": _of_practice, "c": _of_city, "theme": _of_theme, "press": _of_press}


routes: list[BaseRoute] = [
    Route("/picture/card/{kind}.png", answers.kept(shared), methods=["GET", "HEAD"]),
    Route("/picture/card/{kind}/{slug}.png", answers.kept(shared), methods=["GET", "HEAD"]),
    Route("/picture/{name}.{ending}", answers.kept(page), methods=["GET", "HEAD"]),
]
