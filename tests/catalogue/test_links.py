"""The link checker, against a real server on this machine: polite, careful, and honest offline."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dashboard.catalogue import database, links
from dashboard.catalogue.links import Check, Manners
from tests.conftest import Desk

HERE = Manners(reach=lambda _address: True, timeout=2.0, pause=0.0)
# Names that never lead anywhere: reserved for that.
NOWHERE = "http://no-such-host.invalid/"


class Site:
    """A web site whose every path answers in its own way, and that remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.moments: dict[str, list[float]] = defaultdict(list)
        self.at_once = self.most_at_once = 0
        self.slow = 0.0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def answer(self) -> None:
                with site._lock:
                    site.asked.append((self.command, self.path))
                    site.agents.add(self.headers["User-Agent"])
                    site.moments[self.path].append(time.monotonic())
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                time.sleep(site.slow)
                with site._lock:
                    site.at_once -= 1
                site.reply(self)

            do_GET = do_HEAD = answer  # noqa: N815 - the names of http.server

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def reply(self, to: BaseHTTPRequestHandler) -> None:
        kind = to.path.split("?")[0].strip("/").split("/")
        if kind[0] == "moved":
            self._send(to, int(kind[1]), Location="/ok")
        elif kind[0] == "round":
            self._send(to, 302, Location="/round")
        elif kind[0] == "inside":
            self._send(to, 302, Location="http://127.0.0.1:1/secret")
        elif kind[0] == "file":
            self._send(to, 302, Location="file:///etc/passwd")
        elif kind[0] == "head":
            self._send(to, int(kind[1]) if to.command == "HEAD" else 200)
        elif kind[0] == "silent":
            time.sleep(4)
        elif kind[0] == "endless":
            to.send_response(200)
            to.end_headers()
            if to.command == "GET":
                to.wfile.write(b"x" * 1024)
        else:
            self._send(to, int(kind[0]) if kind[0].isdigit() else 200)

    def _send(self, to: BaseHTTPRequestHandler, status: int, **headers: str) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", "0")
        to.end_headers()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.close()


# One address ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/ok", 200, "ok"), ("/204", 204, "ok"), ("/404", 404, "gone"), ("/410", 410, "gone"),
        ("/403", 403, "closed"), ("/401", 401, "closed"), ("/429", 429, "closed"),
        ("/500", 500, "server_error"), ("/503", 503, "server_error"),
        ("/head/404", 200, "ok"), ("/head/405", 200, "ok"), ("/head/501", 200, "ok"),
        ("/round", 302, "too_many_moves"),
        ("/with spaces and ümläute?q=ü%20x", 200, "ok"),
    ],
)  # fmt: skip
def test_what_is_found_under_an_address(site: Site, path: str, status: int, reason: str) -> None:
    found = links.check(site.root + path, HERE)

    assert (found.status, found.reason) == (status, reason)
    assert found.dead == (reason in links.DEAD)


@pytest.mark.parametrize(
    ("status", "reason"), [(301, "moved"), (308, "moved"), (302, "ok"), (307, "ok"), (303, "ok")]
)
def test_only_a_move_for_good_is_told(site: Site, status: int, reason: str) -> None:
    found = links.check(f"{site.root}/moved/{status}", HERE)

    assert found.reason == reason
    assert found.moved_to == (f"{site.root}/ok" if reason == "moved" else None)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (NOWHERE, "no_such_host"), ("http://127.0.0.1:1/", "no_answer"), ("ftp://a.example/", "not_an_address"),
        ("file:///etc/passwd", "not_an_address"), ("http://", "not_an_address"), ("", "not_an_address"),
        ("http://[::1", "not_an_address"), ("http://a.example:99999/", "not_an_address"),
        ("http://" + "a" * 300 + ".example/", "not_an_address"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_has_its_reason(url: str, reason: str) -> None:
    assert links.check(url, HERE) == Check(url, None, reason)


def test_a_server_that_says_nothing_is_left_after_a_while(site: Site) -> None:
    begun = time.monotonic()

    found = links.check(f"{site.root}/silent", replace(HERE, timeout=0.3))

    assert found.reason == "no_answer"
    assert time.monotonic() - begun < 2


def test_a_wrong_certificate_is_told(site: Site) -> None:
    found = links.check(site.root.replace("http:", "https:"), HERE)

    assert found.reason == "certificate"


def test_a_large_page_is_not_read(site: Site) -> None:
    assert links.check(f"{site.root}/endless", HERE).reason == "ok"


# Nobody's own network ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "198.18.0.1",
    ],
)  # fmt: skip
def test_a_number_of_a_private_network_is_not_public(address: str) -> None:
    assert not links.public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_a_number_of_the_internet_is(address: str) -> None:
    assert links.public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "2130706433", "0x7f.1", "[::1]"])
def test_this_machine_is_never_asked(site: Site, host: str) -> None:
    port = site.root.rpartition(":")[2]

    found = links.check(f"http://{host}:{port}/ok", links.POLITE)

    assert found.reason in ("not_public", "no_such_host")
    assert site.asked == []
    assert not found.dead or found.reason == "no_such_host"


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    port = int(site.root.rpartition(":")[2])
    looked_at: list[str] = []

    def first_only(address: str) -> bool:
        looked_at.append(address)
        return len(looked_at) == 1

    found = links.check(f"http://127.0.0.1:{port}/inside", replace(HERE, reach=first_only))

    assert found.reason == "not_public"
    assert [path for _, path in site.asked] == ["/inside"]


def test_a_redirect_to_a_file_is_not_followed(site: Site) -> None:
    assert links.check(f"{site.root}/file", HERE).reason == "not_an_address"


# A round ----------------------------------------------------------------------------------------


def test_a_round_is_kept_and_the_next_begins_with_the_oldest(desk: Desk, site: Site) -> None:
    told: list[tuple[int, int]] = []
    urls = [f"{site.root}/{path}" for path in ("ok", "404", "moved/301", "403")]

    report = links.check_all(urls, manners=HERE, told=lambda done, of: told.append((done, of)))

    assert report == links.Report(checked=4, dead=1, moved=1, closed=1)
    assert told[-1] == (4, 4)
    rows = kept()
    assert {(url.removeprefix(site.root), status, reason) for url, status, reason in rows} == {
        ("/ok", 200, "ok"), ("/404", 404, "gone"), ("/moved/301", 200, "moved"), ("/403", 403, "closed"),
    }  # fmt: skip
    links.check_all(urls[:1], manners=HERE)
    assert len(kept()) == 5  # the earlier finding stays


def test_the_addresses_of_the_catalogue_wait_those_never_asked_first(desk: Desk) -> None:
    before = links.waiting()
    with database.transaction() as writer:
        for url in before[:2]:
            writer.run(
                "link_check_add",
                url=url,
                checked_at=moment(),
                status=200,
                reason="ok",
                moved_to=None,
            )

    assert len(before) == 899
    assert links.waiting()[-2:] == before[:2]
    assert links.waiting(3) == before[2:5]


def moment() -> Any:
    from dashboard.catalogue import clock

    return clock.now()


def kept() -> list[tuple[str, int | None, str]]:
    with database._cursor() as cursor:
        return cursor.execute("select url, status, reason from link_check order by all").fetchall()


def test_a_host_is_asked_one_at_a_time_with_a_pause(desk: Desk, site: Site) -> None:
    site.slow = 0.05
    urls = [f"{site.root}/ok?n={number}" for number in range(4)]

    links.check_all(urls, manners=replace(HERE, pause=0.1))

    moments = sorted(moment for each in site.moments.values() for moment in each)
    assert site.most_at_once == 1
    assert min(b - a for a, b in zip(moments, moments[1:], strict=False)) >= 0.1
    assert site.agents == {links.AGENT}


def test_offline_nothing_is_changed(desk: Desk) -> None:
    urls = [f"http://host{number}.invalid/" for number in range(5)]

    assert links.check_all(urls, manners=HERE) == links.Report(offline=True)
    assert kept() == []


def test_one_host_without_a_name_is_a_finding(desk: Desk, site: Site) -> None:
    report = links.check_all([NOWHERE, f"{site.root}/ok"], manners=HERE)

    assert (report.checked, report.dead, report.offline) == (2, 1, False)


def test_readers_and_writers_do_not_wait_for_the_network(desk: Desk, site: Site) -> None:
    site.slow = 1.0
    round_ = threading.Thread(
        target=links.check_all, args=([f"{site.root}/ok"],), kwargs={"manners": HERE}
    )
    round_.start()
    time.sleep(0.2)

    begun = time.monotonic()
    database.rows("link_addresses")
    with database.transaction() as writer:
        writer.run(
            "link_check_add", url="x", checked_at=moment(), status=None, reason="ok", moved_to=None
        )
    waited = time.monotonic() - begun

    assert round_.is_alive()
    round_.join(10)
    assert waited < 0.5


def test_who_stops_a_round_keeps_what_was_found_so_far(desk: Desk, site: Site) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        links.check_all([f"{site.root}/ok"], manners=HERE, told=stop)

    assert len(kept()) == 1
