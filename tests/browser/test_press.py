"""The plain pages as a journalist meets them: a phone, no script, a slow line, a printer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from pypdf import PdfReader

from tests.browser.conftest import accessibility_faults, sideways
from tests.web import addresses

HEAVIEST = 30_000  # bytes of a /p page in all
SOON = 1_000  # milliseconds until something stands there
PHONE = {"width": 390, "height": 844}
PRACTICE = addresses.PUBLIC["practice"]
PAGES = (
    "p/{practice}", "p/{practice}/v/1", "c/{city}", "theme/{theme}", "summit/{summit}", "press", "check",
    "brief?mine={city}&theirs={other_city}", "embed/p/{practice}", "embed/map", "embed/chart/countries",
    "embed/compare?id={practice}&id={other}", "press/sealed", "p/no-such-practice",
)  # fmt: skip
PLAIN = [one.format(**addresses.PUBLIC) for one in PAGES]


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser runs no script."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="fr-FR")
    yield context
    context.close()


def line_of(page: Page) -> tuple[CDPSession, dict[str, float]]:
    """The page's line, and the bytes of each answer on it."""
    line, sizes = page.context.new_cdp_session(page), {}
    line.send("Network.enable")
    line.on(
        "Network.loadingFinished",
        lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]),
    )
    return line, sizes


@pytest.mark.parametrize("language", ("fr", "en", "de", "es"))
def test_a_practice_costs_less_than_30_kb_in_all(
    page: Page, base_url: str, language: str, faults: list[str]
) -> None:
    _, sizes = line_of(page)

    page.goto(f"{base_url}/{language}/p/{PRACTICE}", wait_until="networkidle")

    assert 0 < sum(sizes.values()) < HEAVIEST, sizes


def test_it_stands_there_within_a_second_on_a_slow_line(page: Page, base_url: str) -> None:
    page.set_viewport_size(PHONE)
    line, _ = line_of(page)
    # Chromium waits `latency` before each answer and lets so many bytes a second through.
    slow: dict[str, Any] = {"offline": False, "latency": 400}
    line.send(
        "Network.emulateNetworkConditions",
        slow | {"downloadThroughput": 50_000, "uploadThroughput": 50_000},
    )

    page.goto(f"{base_url}/fr/p/{PRACTICE}", wait_until="load")

    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    sight = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert 400 < sight < SOON


@pytest.mark.parametrize("path", PLAIN)
def test_no_script_is_needed_and_no_other_host_is_asked(
    phone: BrowserContext, base_url: str, path: str
) -> None:
    page = phone.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))

    page.goto(f"{base_url}/fr/{path}", wait_until="networkidle")

    assert path.startswith("embed/") or page.locator("h1").count() == 1
    assert page.title().strip() and page.locator("main, article, figure").first.inner_text().strip()
    assert set(filter(None, asked)) == {urlsplit(base_url).netloc}
    assert page.locator("html").get_attribute("lang") == "fr"


@pytest.mark.parametrize("look", ("light", "dark"))
@pytest.mark.parametrize("path", PLAIN)
def test_the_page_is_open_to_everybody_on_a_phone(
    page: Page, base_url: str, path: str, look: Any, faults: list[str]
) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=look)

    page.goto(f"{base_url}/en/{path}", wait_until="load")

    assert accessibility_faults(page) == []
    assert sideways(page) <= 0
    faults[:] = [one for one in faults if "the server responded with a status of 40" not in one]


@pytest.mark.parametrize("path", ("p/{practice}", "c/{city}", "summit/{summit}", "press"))
def test_on_paper_it_is_dark_on_white_and_whole(page: Page, base_url: str, path: str) -> None:
    page.emulate_media(color_scheme="dark")  # a printer has no night

    page.goto(f"{base_url}/fr/{path.format(**addresses.PUBLIC)}", wait_until="load")
    title = page.locator("h1").inner_text()
    paper = PdfReader(BytesIO(page.pdf(format="A4")))
    page.emulate_media(media="print")

    words = " ".join("".join(sheet.extract_text() for sheet in paper.pages).split())
    assert " ".join(title.split())[:40].casefold() in words.casefold()
    assert page.locator("nav").filter(visible=True).count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert len(paper.pages) <= 12


# What no browser sends -----------------------------------------------------------------------------


RAW = (
    b"GET /fr/../../etc/passwd HTTP/1.1", b"GET //evil.example/press HTTP/1.1",
    b"GET http://evil.example/fr/press HTTP/1.1", b"GET /fr/press\xff HTTP/1.1", b"GET * HTTP/1.1",
    b"GET /fr/press HTTP/3.9", b"G\x00T /fr/press HTTP/1.1", b"GET  /fr/press  HTTP/1.1",
    b"OPTIONS * HTTP/1.1", b"CONNECT evil.example:443 HTTP/1.1", b"GET /app/static/%00 HTTP/1.1",
    b"GET /fr/" + b"a" * 70_000 + b" HTTP/1.1", b"GET /fr/press HTTP/1.1\r\nX-Long: " + b"a" * 70_000,
    b"GET /fr/press HTTP/1.1\r\nContent-Length: -1", b"GET /fr/press HTTP/1.1\r\nContent-Length: x",
    b"GET /fr/press HTTP/1.1\r\nHost: [::1", b"GET /fr/p/x%0d%0aSet-Cookie:a=b HTTP/1.1",
    b"GET /fr/press HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
    b"GET /fr/press HTTP/1.1\r\nRange: bytes=0-1,2-3,4-5", b"GET /static/..%2f..%2f..%2fetc/passwd HTTP/1.1",
)  # fmt: skip


@pytest.mark.parametrize("request_", RAW, ids=lambda one: one[:40].decode("latin-1"))
def test_the_server_itself_refuses_what_is_no_question(base_url: str, request_: bytes) -> None:
    told = said(base_url, request_ + (b"" if b"Host:" in request_ else b"\r\nHost: house.example"))

    status = int(told.split(b" ", 2)[1]) if told else 400  # hanging up is an answer too
    assert status < 500, told[:300]
    assert b"Traceback" not in told and b"root:x" not in told and b"\r\nset-cookie: a=b" not in told
    assert said(base_url, b"GET /healthz HTTP/1.1\r\nHost: house.example").startswith(
        b"HTTP/1.1 200"
    )


def said(base_url: str, request: bytes) -> bytes:
    """What comes back for these bytes, until the server falls silent or hangs up."""
    parts = urlsplit(base_url)
    heard = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=2) as line:
        try:
            line.sendall(request + b"\r\nConnection: close\r\n\r\n")
            while piece := line.recv(65536):
                heard += piece
        except (TimeoutError, ConnectionError):
            pass
    return heard
