"""The addresses of the wall: its page, its state, and what keeps it when the network is gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import UTC
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n
from dashboard.catalogue import clock, exhibition, pulse
from dashboard.catalogue.exhibition import Scene, Subject
from dashboard.i18n import LANGUAGES, _, language
from dashboard.web import answers, languages, shell, templates
from dashboard.web.answers import Made, NotHere
from dashboard.web.wall import drawn, geography

_FILES = (
    "wall/wall.css",
    "wall/wall.js",
    *(
        f"built/fonts/{name}.woff2"
        for name in ("newsreader-latin", "newsreader-latin-ext", "public-sans-latin",
                     "public-sans-latin-ext")
    ),
)  # fmt: skip
# Nothing but our own code, styles and letters; nobody frames it, nothing is sent anywhere else.
_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'",
        "img-src 'self' data:", "connect-src 'self'", "worker-src 'self'", "base-uri 'none'",
        "form-action 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
CLOCK = "X-House-Clock"  # the hour of this house, in milliseconds

Endpoint = Callable[[Request], Awaitable[Response]]


def _subject(request: Request) -> Subject:
    return Subject(request.path_params["kind"], request.path_params["id"])


def _spoken(request: Request) -> tuple[str, ...]:
    """The languages that a wall takes turns in: as they were asked for, else the address's."""
    asked = (request.query_params.get("languages") or "").split(",")
    known = tuple(dict.fromkeys(one for one in asked if one in LANGUAGES))
    return known or (languages.of(request),)


def _beat(request: Request) -> int:
    return pulse.of(*exhibition.places(_subject(request)))


# The page ---------------------------------------------------------------------------------------


def _page(request: Request) -> Made:
    subject = _subject(request)
    shown = exhibition.scenes(subject, language())
    if not shown:
        raise NotHere
    at = _at(request, shown)
    first = _spoken(request)[0]
    told = exhibition.scenes(subject, first)
    asked = ",".join(_spoken(request))
    query = f"?{urlencode({'languages': asked}, safe=',')}"
    following = urlencode(
        {"languages": asked, "scene": shown[(at + 1) % len(shown)].key}, safe=",:"
    )
    path = f"/{language()}/wall/{subject.kind}/{subject.id}"
    markup = templates.filled(
        "wall/page.html",
        language=language(),
        title=f"{shown[0].title.words} · {_('Living together')}",
        fonts=[templates.served(one) for one in _FILES if "-ext" not in one and "fonts" in one],
        state=f"{path}.json{query}",
        worker=f"/{language()}/wall/keep.js",
        build=build(),
        at=request.query_params.get("scene") and shown[at].key or "",
        land=_land(shown),
        scene=Markup(_in(first, told[at], shell.origin(request))),  # noqa: S704 - escaped there
        seconds=round(shown[at].seconds),
        next=f"{path}?{following}",
        say=_words(),
    )
    return Made(markup, headers={"Content-Security-Policy": _POLICY})


def _at(request: Request, shown: tuple[Scene, ...]) -> int:
    wanted = request.query_params.get("scene")
    return next((at for at, one in enumerate(shown) if one.key == wanted), 0)


def _land(shown: tuple[Scene, ...]) -> Markup:
    marks = next((one.marks for one in shown if one.marks), ())
    return geography.land(geography.seen(marks)) if marks else Markup("")


def _words() -> dict[str, str]:
    return {
        "lost": _("No connection. You see the exhibition as of {time}."),
        "goes_on": _("Goes on by itself in {seconds} seconds"),
        "of": _("{number} of {all}"),
        "bar": _("The exhibition"),
        "previous": _("Back"),
        "pause": _("Pause"),
        "resume": _("Go on"),
        "next": _("Forward"),
    }


# The state --------------------------------------------------------------------------------------


def _state(request: Request) -> Made:
    subject, spoken, origin = _subject(request), _spoken(request), shell.origin(request)
    programme = {one: exhibition.scenes(subject, one) for one in LANGUAGES}
    if not programme[language()]:
        raise NotHere
    told = {
        "build": build(),
        "languages": list(spoken),
        "land": str(_land(programme[language()])),
        "scenes": [
            _scene({code: programme[code][at] for code in LANGUAGES}, spoken, origin)
            for at in range(len(programme[language()]))
        ],
    }
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Made(body, "application/json")


def _scene(one: dict[str, Scene], spoken: tuple[str, ...], origin: str) -> dict[str, object]:
    first = one[spoken[0]]
    return {
        "key": first.key,
        # The longest of the four: walls in other languages keep step.
        "seconds": round(max(scene.seconds for scene in one.values()), 1),
        "since": _milliseconds(first),
        "html": {code: _in(code, one[code], origin) for code in spoken},
    }


def _in(code: str, scene: Scene, origin: str) -> str:
    now = language()
    i18n.use(code)
    try:
        return drawn.scene(scene, origin)
    finally:
        i18n.use(now)


def _milliseconds(scene: Scene) -> int | None:
    return int(scene.since.replace(tzinfo=UTC).timestamp() * 1000) if scene.since else None


# What keeps it ----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def build() -> str:
    """A mark of the code of the wall: a screen that runs an older one loads itself anew."""
    return hashlib.sha256(" ".join(map(templates.served, _FILES)).encode()).hexdigest()[:10]


def _keeper(_request: Request) -> Made:
    source = (templates.STATIC / "wall" / "keep.js").read_text(encoding="utf-8")
    kept = json.dumps([templates.served(one) for one in _FILES])
    head = f'const BUILD = "{build()}";\nconst FILES = {kept};\n'
    return Made(head + source, "text/javascript; charset=utf-8")


# Addresses --------------------------------------------------------------------------------------


def _asked(endpoint: Endpoint, *names: str) -> Endpoint:
    """The endpoint, asked with those parts of the query alone that it knows, in one spelling."""

    async def answer(request: Request) -> Response:
        known = {
            "languages": ",".join(_spoken(request)),
            "scene": (request.query_params.get("scene") or "")[:120],
        }
        given = {name: known[name] for name in names if request.query_params.get(name)}
        query = urlencode(given, safe=",:").encode()
        return await endpoint(Request({**request.scope, "query_string": query}, request.receive))

    return answer


def _timed(endpoint: Endpoint) -> Endpoint:
    """The endpoint; each answer tells the hour of this house, also one that says: as it was."""

    async def answer(request: Request) -> Response:
        response = await endpoint(request)
        now = clock.now().replace(tzinfo=UTC).timestamp()
        response.headers[CLOCK] = str(int(now * 1000))
        return response

    return answer


routes: list[BaseRoute] = [
    Route("/wall/keep.js", answers.kept(_keeper, asks=False)),
    Route(
        "/wall/{kind}/{id}.json",
        _timed(_asked(answers.kept(_state, beat=_beat), "languages")),
    ),
    Route("/wall/{kind}/{id}", _asked(answers.kept(_page, beat=_beat), "languages", "scene")),
]
