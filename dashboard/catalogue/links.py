"""The link checker: does each source's address still answer? Asked politely, written down."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dashboard.catalogue import clock, database

TIMEOUT = 10.0  # seconds for one answer
PAUSE = 1.0  # seconds between two questions to one host
HOSTS_AT_ONCE = 6
MOST_MOVES = 5
PROBES = 3  # so many hosts without a name in a row: there is no internet here
AGENT = "LivingTogether-link-check/1.0"

# Reasons as codes: what was found under an address.
OK, MOVED, CLOSED = "ok", "moved", "closed"
DEAD = (
    "gone", "server_error", "no_such_host", "no_answer", "certificate", "too_many_moves",
    "not_an_address",
)  # fmt: skip
NOT_PUBLIC = "not_public"
REASONS = (OK, MOVED, CLOSED, NOT_PUBLIC, *DEAD)

# A page that is there but not for programs: it is not dead.
_CLOSED = frozenset({401, 402, 403, 405, 406, 407, 409, 418, 421, 423, 425, 428, 429, 451})
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})

Place = tuple[socket.AddressFamily, tuple[str, int]]
Reach = Callable[[str], bool]


class NotPublic(Exception):
    """The address leads into somebody's own network: it is not asked."""


@dataclass(frozen=True)
class Check:
    """What was found under one address; `moved_to` where it says it moved for good."""

    url: str
    status: int | None
    reason: str
    moved_to: str | None = None

    @property
    def dead(self) -> bool:
        """Whether a reader who follows it finds nothing."""
        return self.reason in DEAD


@dataclass(frozen=True)
class Report:
    """A round of checks in numbers; `offline` where there was no internet and nothing was kept."""

    checked: int = 0
    dead: int = 0
    moved: int = 0
    closed: int = 0
    offline: bool = False


@dataclass(frozen=True)
class Manners:
    """How to ask: whom one may reach, how patiently, and under which name."""

    reach: Reach
    timeout: float = TIMEOUT
    pause: float = PAUSE
    agent: str = AGENT


def public(address: str) -> bool:
    """Whether a number is one of the internet, not of a private network or this machine."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inside = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return inside.is_global and not inside.is_multicast


POLITE = Manners(reach=public)


# A round ------------------------------------------------------------------------------------------


def waiting(most: int | None = None) -> tuple[str, ...]:
    """The addresses of sources of public practices: never checked first, then the longest ago."""
    found = [str(url) for (url,) in database.rows("link_addresses")]
    return tuple(found[:most])


def check_all(
    urls: Sequence[str],
    *,
    manners: Manners = POLITE,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Ask each address, one at a time per host, and keep what was found.

    `told` hears how far it is. Nothing is kept where the first hosts have no name: then it is this
    machine that has no internet.
    """
    by_host = _by_host(urls)
    first = [hosted[0] for hosted in list(by_host.values())[:PROBES]]
    if first and not any(_named(url) for url in first):
        return Report(offline=True)
    found: list[Check] = []
    for checks in _asked(by_host, manners):
        _keep(checks)
        found += checks
        told(len(found), len(urls))
    return _report(found)


def _report(found: Sequence[Check]) -> Report:
    count = Counter(one.reason for one in found)
    return Report(len(found), sum(one.dead for one in found), count[MOVED], count[CLOSED])


def _by_host(urls: Sequence[str]) -> dict[str, list[str]]:
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault(_host(url), []).append(url)
    return hosts


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _named(url: str) -> bool:
    """Whether the host of an address has a number; one without a host tells nothing."""
    if not (host := _host(url)):
        return True
    try:
        socket.getaddrinfo(_ascii(host), 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return True


def _asked(by_host: dict[str, list[str]], manners: Manners) -> Iterator[list[Check]]:
    """The checks as they come; a stop of whoever listens lets the questions under way end."""
    pool = ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE, thread_name_prefix="links")
    try:
        # Hosts with many addresses first: they take longest, for they are asked slowly.
        hosts = sorted(by_host.values(), key=len, reverse=True)
        for done in as_completed([pool.submit(_of_host, urls, manners) for urls in hosts]):
            yield done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _of_host(urls: Sequence[str], manners: Manners) -> list[Check]:
    checks = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(manners.pause)
        checks.append(check(url, manners))
    return checks


def _keep(checks: Sequence[Check]) -> None:
    """A short transaction after the questions: nobody waits for the network."""
    with database.transaction() as writer:
        for one in checks:
            writer.run(
                "link_check_add",
                url=one.url,
                checked_at=clock.now(),
                status=one.status,
                reason=one.reason,
                moved_to=one.moved_to,
            )


# One address --------------------------------------------------------------------------------------


def check(url: str, manners: Manners = POLITE) -> Check:
    """What is found under an address: HEAD first, GET where HEAD is not liked; moves followed."""
    here, moved_to, for_good = url, None, True
    for _ in range(MOST_MOVES + 1):
        try:
            status, location = _answer(here, manners)
        except (OSError, http.client.HTTPException, ValueError, NotPublic) as error:
            return Check(url, None, _reason_of(error), moved_to)
        if status not in _MOVED or not location:
            return Check(url, status, _reason(status, moved_to), moved_to)
        here = urljoin(here, location)
        for_good = for_good and status in _FOR_GOOD
        moved_to = here if for_good else moved_to
    return Check(url, status, "too_many_moves", moved_to)


def _reason(status: int, moved_to: str | None) -> str:
    if status < 400:
        return MOVED if moved_to else OK
    if status in _CLOSED:
        return CLOSED
    return "server_error" if status >= 500 else "gone"


def _reason_of(error: Exception) -> str:
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (NotPublic, NOT_PUBLIC),
        (socket.gaierror, "no_such_host"),
        (ssl.SSLError, "certificate"),
        (OSError, "no_answer"),
        (http.client.InvalidURL, "not_an_address"),
        (http.client.HTTPException, "no_answer"),
    )
    return next((code for kind, code in kinds if isinstance(error, kind)), "not_an_address")


def _answer(url: str, manners: Manners) -> tuple[int, str | None]:
    """Status and the place it points to. Many servers answer HEAD wrongly: then GET decides."""
    status, location = _request("HEAD", url, manners)
    if status < 400 or status == 429:
        return status, location
    return _request("GET", url, manners)


def _request(method: str, url: str, manners: Manners) -> tuple[int, str | None]:
    parts = urlsplit(url)
    connection = _connection(parts, manners)
    try:
        connection.request(method, _target(parts), headers=_headers(manners))
        # Nothing of the body is read: closing the connection is enough.
        response = connection.getresponse()
        return response.status, response.headers.get("Location")
    finally:
        connection.close()


def _headers(manners: Manners) -> dict[str, str]:
    return {"User-Agent": manners.agent, "Accept": "*/*", "Connection": "close"}


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return f"{path}?{query}" if query else path


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _connection(parts: SplitResult, manners: Manners) -> http.client.HTTPConnection:
    """A connection to the very number that was looked at: a name could change in between."""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(parts.scheme)
    host = _ascii(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    line = _line(_places(host, port, manners), manners.timeout)
    if parts.scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=manners.timeout)
    else:
        connection = http.client.HTTPSConnection(host, port, timeout=manners.timeout)
        try:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        except OSError:
            line.close()
            raise
    connection.sock = line
    return connection


def _places(host: str, port: int, manners: Manners) -> list[Place]:
    """The numbers of a host; NotPublic where one of them is not to be reached from outside."""
    found: list[Place] = [
        (family, (str(place[0]), int(place[1])))
        for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ]
    if not all(manners.reach(place[0]) for _, place in found):
        raise NotPublic(host)
    return found


def _line(places: Sequence[Place], timeout: float) -> socket.socket:
    fault: OSError = OSError("no number")
    for family, place in places:
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(timeout)
        try:
            line.connect(place)
        except OSError as error:
            line.close()
            fault = error
        else:
            return line
    raise fault
