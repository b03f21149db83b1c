"""Every route of the house with addresses that are real: for tests that go through all of them.

The routes are read from the application itself. One that has no example here fails
`test_every_route_has_an_example`, so that a new room is gone through as soon as it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from dashboard import citing, navigation
from dashboard.catalogue.exporting import FORMATS
from dashboard.web.plain import rest

# What the braces of an example stand for: in the released catalogue all of it is public.
PUBLIC = {
    "practice": "recife-compaz-community-peace-centres",
    "other": "geneva-geneve-sa-gueule",
    "city": "recife",
    "other_city": "geneva",
    "theme": "cohesion",
    "summit": "montreal-2015",
    "day": "2026-11-23",
}

_SHEETS = {
    "/sheet/p/{}.pdf": ("/sheet/p/{practice}.pdf",),
    "/sheet/p/{}/v/{}.pdf": ("/sheet/p/{practice}/v/1.pdf",),
    "/sheet/c/{}.pdf": ("/sheet/c/{city}.pdf",),
    "/sheet/summit/{}.pdf": ("/sheet/summit/{summit}.pdf",),
    "/sheet/compare.pdf": ("/sheet/compare.pdf?id={practice}&id={other}",),
    "/sheet/brief.pdf": ("/sheet/brief.pdf?mine={city}&theirs={other_city}",),
}
_FILES = {
    "/matrix.csv": ("/matrix.csv?id={summit}",),
    "/compare.csv": ("/compare.csv?id={practice}&id={other}&rows=differences",),
    "/compare.xlsx": ("/compare.xlsx?id={practice}&id={other}",),
    "/compare-cities.csv": ("/compare-cities.csv?id={city}&id={other_city}",),
    "/compare-cities.xlsx": ("/compare-cities.xlsx?id={city}&id={other_city}",),
    **{f"/practices.{one}": (f"/practices.{one}?theme={{theme}}&q=peace",) for one in FORMATS},
    "/practices.zip": ("/practices.zip?format=geojson&theme={theme}",),
}
_DOOR = {
    "/healthz": ("/healthz",),
    "/robots.txt": ("/robots.txt",),
    "/readyz": ("/readyz",),
    "/metrics": ("/metrics",),
    "/favicon.png": ("/favicon.png",),
    "/favicon.ico": ("/favicon.ico",),
    "/still-running": ("/still-running?code=unknown",),
    "/sign-in": ("/sign-in?next=/en/desk",),
    "/sign-out": ("/sign-out?next=/en/desk",),
    "/invitation": ("/invitation?code=unknown",),
    "/form-stamp": ("/form-stamp",),
}
_OF_LAW = {
    "/privacy": ("/privacy",),
    "/imprint": ("/imprint",),
    "/accessibility": ("/accessibility",),
    "/contact": ("/contact?about=barrier",),
    "/mine": ("/mine?code=unknown",),
    "/mine/data.json": ("/mine/data.json?code=unknown",),
    "/mine/confirm": ("/mine/confirm?code=unknown",),
}
_PLAIN = {
    "/p/{}": ("/p/{practice}",),
    "/p/{}/v/{}": ("/p/{practice}/v/1",),
    "/c/{}": ("/c/{city}",),
    "/theme/{}": ("/theme/{theme}",),
    "/summit/{}": ("/summit/{summit}",),
    "/press": ("/press",),
    "/press/sealed": ("/press/sealed",),
    "/check": ("/check",),
    "/talk": ("/talk",),
    "/talk/change": ("/talk/change?code=unknown",),
    "/talk/{}/{}": ("/talk/practice/{practice}", "/talk/city/{city}"),
    "/brief": ("/brief?mine={city}&theirs={other_city}",),
    "/commitments": ("/commitments", "/commitments?summit={summit}", "/commitments?city={city}"),
    "/commitments.csv": ("/commitments.csv",),
    "/ask": ("/ask?city={city}",),
    "/questions": ("/questions", "/questions?summit={summit}&state=silent&q=library"),
    "/questions/{}": ("/questions/0123456789ab",),
    "/questions.csv": ("/questions.csv",),
    "/questions.json": ("/questions.json",),
    "/feed/questions.atom": ("/feed/questions.atom",),
}
_TO_CITE = {
    "/cite/catalogue.{}": ("/cite/catalogue.bib",),
    "/cite/p/{}.{}": tuple(f"/cite/p/{{practice}}.{one}" for one in citing.FORMATS),
    "/cite/p/{}/v/{}.{}": ("/cite/p/{practice}/v/1.ris",),
    "/record/{}.json": ("/record/{practice}.json",),
    "/record/{}/{}.json": ("/record/{practice}/1.json",),
    "/feed/all.atom": ("/feed/all.atom",),
    "/feed/corrections.atom": ("/feed/corrections.atom",),
    "/feed/search.atom": ("/feed/search.atom?theme={theme}&q=peace",),
    "/feed/theme/{}.atom": ("/feed/theme/{theme}.atom",),
    "/feed/c/{}.atom": ("/feed/c/{city}.atom",),
    "/feed/talk/{}/{}.atom": ("/feed/talk/practice/{practice}.atom",),
}
_EDITIONS = {
    "/editions/{}": ("/editions/{day}",),
    "/editions/{}.zip": ("/editions/{day}.zip",),
    "/editions/{}/{}": ("/editions/{day}/manifest.json",),
}
_TO_TAKE = {
    "/picture/card/{}.png": ("/picture/card/press.png",),
    "/picture/card/{}/{}.png": ("/picture/card/p/{practice}.png", "/picture/card/c/{city}.png"),
    "/picture/{}.{}": ("/picture/map.svg?theme={theme}", "/picture/map.png"),
    "/kit/theme/{}.zip": ("/kit/theme/{theme}.zip",),
    "/kit/c/{}.zip": ("/kit/c/{city}.zip",),
    "/kit/summit/{}.zip": ("/kit/summit/{summit}.zip",),
    "/take-home/summit/{}.zip": ("/take-home/summit/{summit}.zip",),
    "/take-home/city/{}.zip": ("/take-home/city/{city}.zip",),
    "/kit/selection.zip": ("/kit/selection.zip?theme={theme}&city={city}",),
    "/wall/keep.js": ("/wall/keep.js",),
    "/wall/{}/{}": (
        "/wall/summit/{summit}",
        "/wall/workshop/dusseldorf-2019-inclusive?languages=fr,de",
        "/wall/city/{city}?scene=map:{city}",
    ),
    "/wall/{}/{}.json": ("/wall/summit/{summit}.json?languages=fr,en,de,es",),
    "/embed": ("/embed",),
    "/embed/p/{}": ("/embed/p/{practice}",),
    "/embed/p/{}/v/{}": ("/embed/p/{practice}/v/1",),
    "/embed/compare": ("/embed/compare?id={practice}&id={other}",),
    "/embed/map": ("/embed/map?theme={theme}",),
    "/embed/chart/{}": ("/embed/chart/map",),
}
_API = {
    **{path: (path,) for path in ("/api", "/api/", "/api/v1/")},
    "/api/v1": ("/api/v1?lang=fr",),
    "/api/v1/practices": ("/api/v1/practices?theme={theme}&q=peace&limit=2",),
    "/api/v1/practices/{}": ("/api/v1/practices/{practice}",),
    "/api/v1/practices/{}/versions": ("/api/v1/practices/{practice}/versions",),
    "/api/v1/practices/{}/versions/{}": ("/api/v1/practices/{practice}/versions/1",),
    "/api/v1/cities": ("/api/v1/cities?country=FR",),
    "/api/v1/cities/{}": ("/api/v1/cities/{city}",),
    "/api/v1/facets": ("/api/v1/facets?theme={theme}",),
    "/api/v1/map.geojson": ("/api/v1/map.geojson?theme={theme}",),
    "/api/v1/vocabulary": ("/api/v1/vocabulary",),
    "/api/v1/summits": ("/api/v1/summits",),
    "/api/v1/summits/{}": ("/api/v1/summits/{summit}",),
    "/api/v1/editions": ("/api/v1/editions",),
    "/api/v1/openapi.json": ("/api/v1/openapi.json",),
    "/api/v1/problems/{}": ("/api/v1/problems/withdrawn",),
    "/api/{}": ("/api/v1/nowhere",),
}
_MODERATION = {
    "/rules": ("/rules",),
    "/rules.json": ("/rules.json",),
    "/notice": ("/notice", "/notice?post=aaaaaaaaaaaa", "/notice?address=/p/{practice}"),
    "/statement": ("/statement?code=unknown",),
    "/moderation-log.csv": ("/moderation-log.csv",),
}
_TABLE = {
    **_MODERATION,
    **_OF_LAW,
    **_API,
    **_EDITIONS,
    **_TO_TAKE,
    **_SHEETS,
    **_FILES,
    **_DOOR,
    **_PLAIN,
    **_TO_CITE,
}
# Pages of the dashboard that are asked by an id.
_ASKED = {
    "practice": "?id={practice}",
    "history": "?id={practice}",
    "city": "?id={city}",
    "compare": "?id={practice}&id={other}",
    "compare-cities": "?id={city}&id={other_city}",
    "explore": "?theme={theme}&q=peace",
    "summits": "?id={summit}",
    "matrix": "?id={summit}",
}
EXAMPLES = {
    **{f"/{one.path}": (f"/{one.path}{_ASKED.get(one.path, '')}",) for one in navigation.PAGES},
    **_TABLE,
}
# What a good address answers, where it is not 200.
_ANSWERS = {
    "/favicon.png": frozenset({308}),
    "/favicon.ico": frozenset({308}),
    **dict.fromkeys(("/api", "/api/", "/api/v1/"), frozenset({308})),
    "/api/{}": frozenset({404}),
    "/metrics": frozenset({401}),  # for the machine itself, and for who has the token
    "/invitation": frozenset({303}),
    "/sign-out": frozenset({200, 303}),
    "/still-running": frozenset({404, 410}),
    "/press/sealed": frozenset({303, 403}),
    "/statement": frozenset({404}),
    "/mine": frozenset({404}),
    "/talk/change": frozenset({404}),
    "/mine/data.json": frozenset({404}),
    "/mine/confirm": frozenset({410}),
    "/questions/{}": frozenset({404}),  # nobody has asked in the released catalogue
    # None is frozen in the released catalogue.
    **dict.fromkeys(("/editions/{}", "/editions/{}.zip", "/editions/{}/{}"), frozenset({404})),
}


@dataclass(frozen=True)
class Example:
    """A real address of a route, without a language, and how it may be asked."""

    route: str
    address: str
    methods: frozenset[str]
    answers: frozenset[int] = frozenset({200})

    @property
    def path(self) -> str:
        """The address without its query."""
        return self.address.partition("?")[0]

    @property
    def wordless(self) -> bool:
        """Whether the address has no language."""
        return room(self.path) in _WORDLESS and self.path not in (
            "/editions",
            "/take-home",
        )  # pages

    @property
    def heavy(self) -> bool:
        """Whether an answer is work: a sheet, a file of the whole catalogue."""
        return self.path.startswith(
            ("/practices.", "/sheet/", "/kit/", "/editions", "/picture/", "/take-home/")
        )

    def spoken(self, language: str) -> str:
        """The address as it is asked in a language, where it has one."""
        return self.address if self.wordless else f"/{language}{self.address}"


_WORDLESS = {*navigation.UNSPOKEN, "healthz", "robots.txt", "favicon.png", "favicon.ico"}


def room(path: str) -> str:
    """The first part of a path."""
    return path.removeprefix("/").partition("/")[0]


def shape(path: str) -> str:
    """A route's path, whatever its parts are called: /p/{slug:str} is /p/{}."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@lru_cache(maxsize=1)
def house() -> Starlette:
    """The application with all its own routes and everything around them, without Streamlit's."""
    from dashboard.app import app

    return Starlette(
        routes=app._user_routes,
        middleware=app._user_middleware,
        exception_handlers=app._exception_handlers,
    )


def routes() -> list[tuple[str, frozenset[str]]]:
    """Each route of the application by its shape, with its methods; without what is left over."""
    from dashboard.app import app

    known: dict[str, frozenset[str]] = {}
    for path, methods in _flat(app._user_routes):
        known[path] = known.get(path, frozenset()) | methods
    return sorted(known.items())


def _flat(given: Iterable[BaseRoute], above: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    for one in given:
        if one in rest.routes:
            continue
        if isinstance(one, Mount):
            yield from _flat(one.routes, above + one.path)
        elif isinstance(one, Route):
            yield shape(above + one.path), frozenset(one.methods or ())


def without_example() -> list[str]:
    """Routes that nobody has given an address here."""
    return sorted({path for path, _ in routes() if path not in EXAMPLES})


def examples(**ids: Any) -> list[Example]:
    """All examples, with the ids of the released catalogue or others."""
    names = {**PUBLIC, **ids}
    return [
        Example(path, address.format(**names), methods, _ANSWERS.get(path, frozenset({200})))
        for path, methods in routes()
        for address in EXAMPLES.get(path, ())
    ]
