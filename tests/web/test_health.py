"""For whoever runs the house: alive, ready or which part is missing, and numbers without people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.catalogue import database
from dashboard.web import api, health, metrics
from dashboard.web.languages import LanguagePrefix
from dashboard.web.metrics import Metrics


def _broken(_request: Request) -> Response:
    raise RuntimeError


def opened(peer: str = "127.0.0.1") -> TestClient:
    app = Starlette(
        routes=[
            *health.routes, *metrics.routes, *api.routes,
            Route("/p/{slug}", lambda request: Response("a page")),
            Route("/kit/broken", _broken),
        ],
        middleware=[Middleware(Metrics), Middleware(LanguagePrefix)],
    )  # fmt: skip
    return TestClient(app, client=(peer, 1), raise_server_exceptions=False)


@pytest.fixture
def house(store: Path) -> Iterator[TestClient]:
    with opened() as client:
        yield client


def told(client: TestClient, name: str, **labels: str) -> float:
    """The value of a number, 0 where there is none yet."""
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for one in family.samples:
            if one.name == name and labels.items() <= one.labels.items():
                return one.value
    return 0


def test_the_process_lives_also_without_a_catalogue(
    house: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert house.get("/healthz").json() == {"status": "ok", "catalogue": 1}
    before = database.path()
    database.close()
    monkeypatch.setenv("CATALOGUE_STORE", str(tmp_path / "none.duckdb"))
    try:
        answer = house.get("/healthz")
        ready = house.get("/readyz")
    finally:
        monkeypatch.setenv("CATALOGUE_STORE", str(before))
        database.connect()

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "catalogue": None}
    assert ready.status_code == 503
    assert ready.json()["parts"]["store"] is False


def test_a_house_that_is_ready_says_so(house: TestClient) -> None:
    answer = house.get("/readyz")

    assert answer.json()["parts"].keys() == {"store", "migrations", "search", "assets"}
    assert answer.json() == {
        "status": "ready",
        "parts": dict.fromkeys(answer.json()["parts"], True),
    }
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_missing_is_named(
    house: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(health, "_BUILT", tmp_path)

    answer = house.get("/readyz")

    assert answer.status_code == 503
    assert [name for name, there in answer.json()["parts"].items() if not there] == ["assets"]


# Numbers ----------------------------------------------------------------------------------------


def test_requests_are_counted_by_route_and_code_never_by_path(house: TestClient) -> None:
    labels = {"route": "/p/{slug}", "method": "GET", "status": "200"}
    before = told(house, "http_requests_total", **labels)

    for name in ("alice", "bob", "secret-draft"):
        house.get(f"/fr/p/{name}?q=my+name")

    assert told(house, "http_requests_total", **labels) == before + 3
    assert told(house, "http_request_seconds_count", route="/p/{slug}") >= 3
    shown = house.get("/metrics").text
    assert "alice" not in shown
    assert "secret-draft" not in shown
    assert "testclient" not in shown


def test_labels_stay_few_whatever_is_asked(house: TestClient) -> None:
    house.get("/metrics")
    before = house.get("/metrics").text.count("http_requests_total{")

    for number in range(50):
        house.request(f"VERB{number}", f"/nowhere/{number}")
        house.get(f"/api/v1/{number}")

    after = house.get("/metrics").text.count("http_requests_total{")
    assert after - before <= 3
    assert told(house, "http_requests_total", route="other", method="other") >= 50


def test_what_broke_is_counted_as_broken(house: TestClient) -> None:
    before = told(house, "http_requests_total", route="/kit/broken", status="500")

    house.get("/en/kit/broken")

    assert told(house, "http_requests_total", route="/kit/broken", status="500") == before + 1


def test_catalogue_readers_and_process_are_told(house: TestClient) -> None:
    metrics.count_sessions(lambda: 42)

    assert told(house, "catalogue_practices") == 224
    assert told(house, "catalogue_version") == database.version()
    assert told(house, "streamlit_sessions") == 42
    assert told(house, "process_resident_memory_bytes") > 0


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("9.9.9.9", {}, 401),
        ("127.0.0.1", {"X-Forwarded-For": "9.9.9.9"}, 401),  # a proxy on this machine
        ("9.9.9.9", {"X-Forwarded-For": "127.0.0.1"}, 401),
        ("9.9.9.9", {"Authorization": "Bearer word"}, 200),
        ("9.9.9.9", {"Authorization": "Bearer wor"}, 401),
        ("9.9.9.9", {"Authorization": "Bearer "}, 401),
        ("9.9.9.9", {"Authorization": "word"}, 401),
    ],
)
def test_the_numbers_are_for_this_machine_and_for_who_has_the_token(
    store: Path, monkeypatch: pytest.MonkeyPatch, peer: str, headers: dict[str, str], status: int
) -> None:
    monkeypatch.setenv("METRICS_TOKEN", "word")

    with opened(peer) as client:
        assert client.get("/metrics", headers=headers).status_code == status


def test_without_a_token_nobody_elsewhere_reads_them(store: Path) -> None:
    with opened("9.9.9.9") as client:
        answer = client.get("/metrics", headers={"Authorization": "Bearer "})

    assert answer.status_code == 401
    assert "http_requests" not in answer.text
