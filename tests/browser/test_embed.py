"""Embeds in an article of another house, in a real browser; every other page refuses to be framed."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

COMPAZ = "recife-compaz-community-peace-centres"
WIEN = "vienna-wohnpartner-good-neighbourhood"
EMBEDS = (
    f"fr/embed/p/{COMPAZ}",
    f"de/embed/p/{WIEN}/v/1?look=dark",
    f"de/embed/compare?id={COMPAZ}&id={WIEN}@1",
    "fr/embed/map?theme=security",
    "de/embed/chart/evidence?look=dark",
)
REFUSING = ("fr/explore", f"en/p/{COMPAZ}", "de/press", "en/embed", "fr/picture/map.svg", "sign-in")


@pytest.fixture
def article(tmp_path: Path, outside: list[str]) -> Iterator[tuple[Path, str]]:
    """A folder that another house serves, and its address: asked for on purpose."""
    serve = partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    yield tmp_path, url
    server.shutdown()
    outside[:] = [one for one in outside if not one.startswith(url)]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_told: object) -> None:
        """Say nothing."""


def framed(article: tuple[Path, str], base_url: str, addresses: tuple[str, ...], wide: int) -> str:
    folder, url = article
    frames = "".join(
        f'<iframe src="{base_url}/{one.replace("&", "&amp;")}" width="{wide}" height="900"></iframe>'
        for one in addresses
    )
    (folder / "article.html").write_text(f"<!doctype html><title>Article</title>{frames}")
    return f"{url}/article.html"


@pytest.mark.parametrize("wide", [300, 700])
def test_an_article_of_another_house_shows_every_embed(
    page: Page, article: tuple[Path, str], base_url: str, wide: int
) -> None:
    page.goto(framed(article, base_url, EMBEDS, wide), wait_until="networkidle")

    inside = [one for one in page.frames if one is not page.main_frame]
    assert len(inside) == len(EMBEDS)
    for frame in inside:
        assert "CC BY 4.0" in frame.inner_text("footer")
        assert frame.evaluate("document.documentElement.scrollWidth") <= wide
        assert frame.evaluate("document.scripts.length") == 0
        for picture in frame.query_selector_all("img"):
            assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
            assert picture.get_attribute("alt")


def test_every_other_page_refuses_the_frame(
    page: Page, article: tuple[Path, str], base_url: str
) -> None:
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    page.goto(framed(article, base_url, REFUSING, 600), wait_until="networkidle")

    inside = [one for one in page.frames if one is not page.main_frame]
    assert all("chrome-error" in one.url for one in inside), [one.url for one in inside]
    assert sum("frame" in one.lower() for one in refused) >= len(REFUSING)


def test_the_panel_shows_what_it_gives_the_code_for(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/embed?what=evidence&theme=security", wait_until="networkidle")

    (frame,) = (one for one in page.frames if one is not page.main_frame)
    assert frame.url == f"{base_url}/de/embed/chart/evidence?theme=security"
    assert frame.url in page.inner_text(".code")
