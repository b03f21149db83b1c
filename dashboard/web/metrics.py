"""How the house does in numbers, in Prometheus' form: routes and codes, never people or paths."""

from __future__ import annotations

import hmac
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import ip_address

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import i18n, settings
from dashboard.catalogue import database, practices
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.filters import Filters
from dashboard.i18n import _
from dashboard.web import languages, limits

_METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS"))
_STREAMLIT = frozenset(("_stcore", "media", "component"))

registry = CollectorRegistry()
_asked = Counter(
    "http_requests", "Requests answered.", ("route", "method", "status"), registry=registry
)
_seconds = Histogram(
    "http_request_seconds", "Until the last byte was sent.", ("route",), registry=registry
)


# Counting ---------------------------------------------------------------------------------------


class Metrics:
    """Counts each request by the template of its route, and how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._rooms: dict[str, list[Route]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count its answer; one that broke off counts as 500."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, noting)
        finally:
            if self._rooms is None:  # the application is whole with its first request
                self._rooms = _by_room(scope["app"].routes)
            route = template(scope["path"], self._rooms)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            _asked.labels(route, method, str(status)).inc()
            _seconds.labels(route).observe(time.perf_counter() - begun)


def template(asked: str, rooms: Mapping[str, Iterable[Route]]) -> str:
    """The route that answers for a path, as it is written in the code; few words for the rest."""
    _, path = languages.divided(asked)
    room = _room(path)
    if path.startswith(("/static/", "/app/static/")):
        return "static"
    if room in _STREAMLIT:
        return "streamlit"
    return next((one.path for one in rooms.get(room, ()) if one.path_regex.match(path)), "other")


def _by_room(routes: Iterable[BaseRoute]) -> dict[str, list[Route]]:
    """Routes by the first part of their path: a request looks at few of them."""
    found: dict[str, list[Route]] = defaultdict(list)
    for one in routes:
        if isinstance(one, Route) and "{" not in _room(one.path):
            found[_room(one.path)].append(one)
    return dict(found)


def _room(path: str) -> str:
    return path.removeprefix("/").partition("/")[0]


# What is read when it is asked for ----------------------------------------------------------------


class _House(Collector):
    """The catalogue and its readers, as they are now."""

    sessions: Callable[[], int] | None = None

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked while this is being registered."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """What can be read."""
        if self.sessions:
            yield GaugeMetricFamily(
                "streamlit_sessions", "Open sessions of the dashboard.", self.sessions()
            )
        try:
            version, total = database.version(), practices.total(Filters(), "en")
        except CatalogueError:
            return
        yield GaugeMetricFamily(
            "catalogue_version", "Rises with every publication.", float(version)
        )
        yield GaugeMetricFamily("catalogue_practices", "Published practices.", float(total))


_house = _House()
registry.register(_house)
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)
GCCollector(registry=registry)


def count_sessions(sessions: Callable[[], int]) -> None:
    """Tell how open sessions are counted: who runs them knows."""
    _house.sessions = sessions


# Telling ----------------------------------------------------------------------------------------


def metrics(request: Request) -> Response:
    """All numbers, for this machine and for whoever brings the token."""
    if not _may_read(request):
        return _refused(languages.of(request))
    return Response(
        generate_latest(registry),
        media_type=CONTENT_TYPE_LATEST,
        headers={"Cache-Control": "no-store"},
    )


def _refused(language: str) -> Response:
    i18n.use(language)
    return PlainTextResponse(
        _("These numbers are for whoever runs this house."),
        401,
        headers={
            "WWW-Authenticate": "Bearer",
            "Content-Language": language,
            "Cache-Control": "no-store",
        },
    )


def _may_read(request: Request) -> bool:
    token = settings.metrics_token()
    given = request.headers.get("authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return _here(limits.client(request.scope, settings.trusted_proxies()))


def _here(who: str) -> bool:
    try:
        return ip_address(who).is_loopback
    except ValueError:
        return False


routes: list[BaseRoute] = [Route("/metrics", metrics)]
