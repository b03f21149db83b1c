"""How much one address may ask: a hall is let in, a flood is not, and nobody is whom he claims."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import settings
from dashboard.web.languages import LanguagePrefix
from dashboard.web.limits import Buckets, Limits, address

PROXY = (ip_network("10.0.0.0/8"), ip_network("::1"))


class Clock:
    """Time that passes when told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def scope(peer: str, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return {"type": "http", "client": (peer, 1), "headers": headers}


# Buckets ----------------------------------------------------------------------------------------


def test_a_bucket_gives_what_it_holds_and_fills_evenly() -> None:
    clock = Clock()
    buckets = Buckets("api", 60, now=clock)

    granted = [buckets.take("a").granted for _ in range(61)]
    assert granted == [True] * 60 + [False]
    assert buckets.take("a").wait == 1
    clock.now += 1
    assert buckets.take("a").granted
    assert not buckets.take("a").granted
    clock.now += 3600
    assert [buckets.take("a").granted for _ in range(61)].count(True) == 60


def test_one_address_takes_nothing_from_another() -> None:
    buckets = Buckets("api", 1, now=Clock())

    assert buckets.take("a").granted
    assert not buckets.take("a").granted
    assert buckets.take("b").granted


def test_however_many_addresses_come_few_are_remembered() -> None:
    buckets = Buckets("api", 5, most=100, now=Clock())

    for number in range(10_000):
        buckets.take(str(number))

    assert len(buckets) == 100


# Who asks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("9.9.9.9", (), "9.9.9.9"),
        ("9.9.9.9", ("1.2.3.4",), "9.9.9.9"),  # nobody trusts this peer
        ("10.0.0.1", ("1.2.3.4",), "1.2.3.4"),
        ("10.0.0.1", ("6.6.6.6, 1.2.3.4",), "1.2.3.4"),  # the reader wrote the first himself
        ("10.0.0.1", ("6.6.6.6", "1.2.3.4"), "1.2.3.4"),  # the same in two headers
        ("10.0.0.1", ("1.2.3.4, 10.2.2.2",), "1.2.3.4"),  # two proxies of ours
        ("10.0.0.1", ("10.9.9.9",), "10.9.9.9"),
        ("10.0.0.1", ("nonsense",), "10.0.0.1"),
        ("10.0.0.1", ("1.2.3.4, <script>",), "10.0.0.1"),
        ("10.0.0.1", ("",), "10.0.0.1"),
        ("10.0.0.1", ("1.2.3.4:5678",), "1.2.3.4"),
        ("::1", ("[2001:db8:1:2:3::4]:80",), "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", ("::ffff:1.2.3.4",), "1.2.3.4"),
        ("2001:db8:1:2::9", (), "2001:db8:1:2::/64"),  # one house, however many it names
        ("testclient", ("1.2.3.4",), "testclient"),
        ("10.0.0.1", ("9" * 10_000,), "10.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_says_for_whom_it_asks(
    peer: str, forwarded: tuple[str, ...], who: str
) -> None:
    assert address(scope(peer, *forwarded), PROXY) == who


# The middleware ---------------------------------------------------------------------------------


def opened(peer: str = "9.9.9.9", *, api: int = 3, make: int = 2) -> TestClient:
    async def answer(request: Request) -> Response:
        has_it = "if-none-match" in request.headers
        return Response("made", 304 if has_it else 200)

    app = Starlette(
        routes=[Route("/{path:path}", answer, methods=["GET", "POST"])],
        middleware=[
            Middleware(LanguagePrefix),
            Middleware(Limits, api=api, make=make, trusted=PROXY),
        ],
    )
    return TestClient(app, client=(peer, 1))


def test_who_asks_the_interface_too_often_is_told_when_to_come_again() -> None:
    client = opened()

    answers = [client.get("/api/v1/practices") for _ in range(4)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"].endswith("/problems/too-many-requests")
    assert refused.headers["retry-after"] == "20"
    assert refused.headers["ratelimit-policy"] == '"api";q=3;w=60'
    assert refused.headers["ratelimit"] == '"api";r=0;t=20'
    assert refused.headers["access-control-allow-origin"] == "*"
    assert [one.headers["ratelimit"] for one in answers[:2]] == ['"api";r=2;t=0', '"api";r=1;t=0']


@pytest.mark.parametrize(
    "path",
    [
        "/fr/sheet/p/x.pdf",
        "/de/kit/theme/x.zip",
        "/en/picture/map.png",
        "/en/practices.csv",
        "/en/compare.xlsx",
    ],
)
def test_what_has_to_be_made_is_limited_with_a_kind_page(path: str) -> None:
    client = opened()

    answers = [client.get(path) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].headers["content-type"].startswith("text/html")
    assert 'lang="' in answers[-1].text
    assert answers[-1].headers["retry-after"] == "30"


def test_checking_a_draft_is_limited_and_opening_the_checker_is_not() -> None:
    client = opened()

    assert [client.post("/en/check").status_code for _ in range(3)] == [200, 200, 429]
    assert {client.get("/en/check").status_code for _ in range(9)} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/en/p/x",
        "/en/press",
        "/en/c/x",
        "/en/explore",
        "/healthz",
        "/en/picture/map.svg",
        "/record/x/1.json",
    ],
)
def test_a_hall_full_of_readers_behind_one_address_reads_on(path: str) -> None:
    client = opened(api=1, make=1)

    answers = [client.get(path) for _ in range(50)]

    assert {one.status_code for one in answers} == {200}
    assert "ratelimit" not in answers[-1].headers


def test_what_a_reader_has_already_costs_nothing() -> None:
    client = opened()

    told = {client.get("/api/v1", headers={"If-None-Match": '"x"'}).status_code for _ in range(20)}

    assert told == {304}


def test_claiming_to_be_others_helps_nobody() -> None:
    client = opened(api=3)

    told = [
        client.get("/api/v1", headers={"X-Forwarded-For": f"1.2.3.{number}"}).status_code
        for number in range(5)
    ]

    assert told == [200, 200, 200, 429, 429]


def test_behind_a_trusted_proxy_each_reader_has_a_bucket() -> None:
    client = opened("10.0.0.1", api=1)

    told = [
        client.get("/api/v1", headers={"X-Forwarded-For": f"6.6.6.6, 1.2.3.{number}"}).status_code
        for number in (1, 2, 1)
    ]

    assert told == [200, 200, 429]


# Settings ---------------------------------------------------------------------------------------


def test_limits_and_proxies_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_PER_MINUTE", "7")
    monkeypatch.setenv("TRUSTED_PROXIES", "192.0.2.1, 2001:db8::/32")

    assert settings.api_per_minute() == 7
    assert [str(one) for one in settings.trusted_proxies()] == ["192.0.2.1/32", "2001:db8::/32"]
    monkeypatch.setenv("TRUSTED_PROXIES", "none")
    assert settings.trusted_proxies() == ()


@pytest.mark.parametrize(
    ("name", "given"),
    [("API_PER_MINUTE", "0"), ("MAKE_PER_MINUTE", "many"), ("TRUSTED_PROXIES", "the.proxy")],
)
def test_a_limit_that_cannot_be_stops_the_start_with_a_sentence(
    name: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, given)

    with pytest.raises(settings.SettingFault, match=name) as fault:
        settings.check()

    assert str(fault.value).endswith(".")
