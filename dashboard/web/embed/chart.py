"""The map or a chart in an article: as the catalogue counts today, or as of an edition."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import pictures
from dashboard.i18n import _, date, language
from dashboard.pictures.page import Look, Picture
from dashboard.pictures.told import Told
from dashboard.web import answers
from dashboard.web import pictures as served
from dashboard.web.answers import Made
from dashboard.web.embed import frame
from dashboard.web.pictures import BadQuestion

# From which width of the frame on a size is shown: the words in it are then read without a glass.
_FROM = {"phone": 0, "column": 460, "page": 860}


@dataclass(frozen=True)
class Source:
    """One drawing of the picture, and when it is the one to show."""

    media: str
    address: str
    width: int
    height: int


def page(request: Request) -> Made:
    """The picture that the address asks for, in as many sizes as readers have."""
    name = request.path_params.get("name", "map")
    if name not in pictures.NAMES:
        return frame.sentence(request, _("There is no chart of this name."), 404)
    try:
        question = served.asked(request)
        counts = served.counted(request, question)
    except BadQuestion as error:
        return frame.sentence(request, str(error), error.status)
    sizes = {size: _drawn(name, counts, size) for size in _FROM}
    scheme = frame.look(request)
    narrow = sizes["phone"]
    return frame.framed(
        "chart.html",
        request,
        title=narrow.title,
        address=served.live(name, counts.filters, "").removeprefix(f"/{language()}/"),
        dated=_dated(counts),
        alt=narrow.alt,
        table=narrow.table,
        sources=_sources(request, sizes, scheme),
        image=_source(request, narrow, "phone", dark=scheme == "dark", media=""),
        say={"table": _("The same as a table")},
    )


def _drawn(name: str, counts: Told, size: str) -> Picture:
    return pictures.of(name, counts, Look(fit=size))


def _dated(counts: Told) -> str:
    if counts.day is None:
        return ""
    if counts.frozen:
        return _("As the catalogue was on {date}, for good.").format(date=date(counts.day))
    return ""


def _sources(request: Request, sizes: dict[str, Picture], scheme: str) -> list[Source]:
    """Every drawing with its condition, the widest first: a browser takes the first that holds."""
    looks = {"light": (False,), "dark": (True,)}.get(scheme, (True, False))
    found = []
    for size in reversed(_FROM):
        for dark in looks:
            media = f"(min-width: {_FROM[size]}px)"
            if dark and len(looks) > 1:
                media += " and (prefers-color-scheme: dark)"
            found.append(_source(request, sizes[size], size, dark=dark, media=media))
    return found


def _source(request: Request, picture: Picture, size: str, *, dark: bool, media: str) -> Source:
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in ("look", "fit", "width")
    ]
    query = urlencode([*kept, ("look", "dark" if dark else "light"), ("fit", size)])
    address = f"/{language()}/picture/{picture.name}.svg?{query}"
    return Source(media, address, picture.width, picture.height)


routes: list[BaseRoute] = [
    Route("/embed/map", answers.kept(page), methods=["GET", "HEAD"]),
    Route("/embed/chart/{name}", answers.kept(page), methods=["GET", "HEAD"]),
]
