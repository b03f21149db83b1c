"""How much one address may ask of what is costly: the interface, and files that are made.

A hall full of journalists is one address: pages are never limited, and the limits are high enough
for all of them and settings for the rest. Each address has two buckets that fill evenly; who finds
one empty waits as long as the answer says.

Forms that are refused for their number come back filled, which is work too: after very many of them
in a minute, from one address or from all, the answer is a short page before anything is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import settings
from dashboard.catalogue.buckets import A_MINUTE, Buckets, Left
from dashboard.web import languages, not_found, shell
from dashboard.web.api import problems
from dashboard.web.api.answering import CORS
from dashboard.web.api.problems import Refusal

Network = IPv4Network | IPv6Network
_ROOMS = frozenset(("sheet", "kit", "take-home"))
_FILES = ("practices.", "compare.", "compare-cities.")
# Where inhabitants send forms; what they may send `discussion.guard` says.
_FORMS = frozenset(("talk", "ask", "questions", "notice", "statement", "contact", "mine"))
REFUSALS, ALL_REFUSALS = 60, 300  # forms that come back filled, in a minute
_V6 = 64  # bits: what one house is given, so that nobody has a million addresses of one


# Who asks ---------------------------------------------------------------------------------------


def address(scope: Scope, trusted: Sequence[Network]) -> str:
    """Under which name somebody is counted: an address, or the network one house is given."""
    return _house(client(scope, trusted))


def client(scope: Scope, trusted: Sequence[Network]) -> str:
    """Who asks: the peer, or who a trusted proxy says it speaks for; never what others claim.

    X-Forwarded-For is read from the right, where the nearest proxy wrote, as far as proxies are
    trusted and what they wrote is an address.
    """
    found = (scope.get("client") or ("unknown",))[0]
    hops = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    while _trusted(found, trusted) and hops:
        before = _plain(hops.pop())
        if before is None:
            break
        found = before
    return str(found)


def _plain(hop: str) -> str | None:
    """An address as a header writes it: '[::1]:80', '1.2.3.4:80'; None for what is none."""
    hop = hop.strip()
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        return str(ip_address(hop))
    except ValueError:
        return None


def _trusted(found: str, trusted: Sequence[Network]) -> bool:
    try:
        at = _unmapped(found)
    except ValueError:
        return False
    return any(at in network for network in trusted)


def _house(found: str) -> str:
    try:
        at = _unmapped(found)
    except ValueError:
        return found[:64]
    return str(IPv6Network((at, _V6), strict=False)) if isinstance(at, IPv6Address) else str(at)


def _unmapped(found: str) -> IPv4Address | IPv6Address:
    at = ip_address(found.partition("%")[0])  # without the name of an interface
    return (at.ipv4_mapped or at) if isinstance(at, IPv6Address) else at


# The middleware ---------------------------------------------------------------------------------


class Limits:
    """Passes on what an address may still ask; answers the rest with 429 and when to come again."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        api: int | None = None,
        make: int | None = None,
        trusted: Sequence[Network] | None = None,
    ) -> None:
        """As the settings say, where nothing else is given."""
        self.app = app
        self._api = Buckets("api", api or settings.api_per_minute())
        self._make = Buckets("make", make or settings.make_per_minute())
        self._refusals = Buckets("refusals", REFUSALS)
        self._all_refusals = Buckets("all refusals", ALL_REFUSALS)
        self._trusted = settings.trusted_proxies() if trusted is None else trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is costly; pages, pictures of lines and what is static pass as they are."""
        if _is_form(scope):
            await self._form(scope, receive, send)
            return
        buckets = self._of(scope)
        if buckets is None:
            await self.app(scope, receive, send)
            return
        who = address(scope, self._trusted)
        left = buckets.take(who)
        if not left.granted:
            response = _refused(Request(scope), buckets, left)
            await response(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == 304:
                    buckets.give_back(who)
                MutableHeaders(scope=message).update(_told(buckets, left))
            await send(message)

        await self.app(scope, receive, counted)

    async def _form(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a form on, unless very many were refused for their number a moment ago."""
        who = address(scope, self._trusted)
        wait = max(self._refusals.wait(who), self._all_refusals.wait(""))
        if wait:
            response = not_found.too_many_forms(languages.of(Request(scope)))
            response.headers["Retry-After"] = str(wait)
            await response(scope, receive, send)
            return

        async def seen(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 429:
                self._refusals.take(who)
                self._all_refusals.take("")
            await send(message)

        await self.app(scope, receive, seen)

    def _of(self, scope: Scope) -> Buckets | None:
        if scope["type"] != "http" or scope["method"] == "OPTIONS":
            return None
        path: str = scope["path"]
        room, _, below = path.removeprefix("/").partition("/")
        if room == "api":
            return self._api
        made = (
            room in _ROOMS
            or (room == "picture" and below.endswith(".png"))
            or (room == "check" and scope["method"] == "POST")
            or (not below and room.startswith(_FILES))
        )
        return self._make if made else None


def _is_form(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "POST":
        return False
    return scope["path"].removeprefix("/").partition("/")[0] in _FORMS


def _told(buckets: Buckets, left: Left) -> dict[str, str]:
    """What is left, as the working group on HTTP APIs writes it."""
    return {
        "RateLimit-Policy": f'"{buckets.name}";q={buckets.a_minute};w={A_MINUTE}',
        "RateLimit": f'"{buckets.name}";r={left.more};t={left.wait}',
    }


def _refused(request: Request, buckets: Buckets, left: Left) -> Response:
    response: Response
    if buckets.name == "api":
        refusal = Refusal(problems.TOO_MANY)
        response = problems.answer(refusal, shell.origin(request), request.url.path)
        response.headers.update(CORS)
    else:
        response = not_found.too_many(languages.of(request))
    response.headers.update({**_told(buckets, left), "Retry-After": str(max(1, left.wait))})
    return response
