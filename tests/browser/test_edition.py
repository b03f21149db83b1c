"""An edition from a disk, in a browser without a network: it opens, reads and leads on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard import freezing
from dashboard.catalogue import build, editions
from tests import small_release
from tests.small_release import COMPAZ


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of a few practices."""
    data = small_release.write(tmp_path_factory.mktemp("release") / "data")
    file = tmp_path_factory.mktemp("house") / "catalogue.duckdb"
    build.build(data, file)
    with small_release.opened(file, store) as house:
        made = freezing.freeze(house.person("administrator"))
        return editions.folder() / made.name


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A phone without a network, and what went wrong on its pages."""
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda one: faults.append(one.url))
    page.on("request", lambda one: None if one.url.startswith("file:") else faults.append(one.url))
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: faults.append(str(one)))
    yield page
    assert faults == []
    context.close()


def test_from_the_first_page_to_a_practice_in_another_language(folder: Path, offline: Page) -> None:
    offline.goto((folder / "index.html").as_uri())
    offline.get_by_role("link", name="Français").click()
    offline.get_by_role("link", name="COMPAZ").first.click()
    title = offline.locator("h1").inner_text()
    offline.locator("nav.languages a[hreflang=de]").click()

    assert "centres de paix" in title
    assert offline.url == (folder / "de" / "p" / f"{COMPAZ}.html").as_uri()
    assert offline.locator("html").get_attribute("lang") == "de"
    assert offline.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["en/press.html", "fr/theme/security.html", "es/c/recife.html",
                                  "de/summit/montreal-2015.html", "en/index.html"])  # fmt: skip
def test_every_kind_of_page_opens(folder: Path, offline: Page, path: str) -> None:
    offline.goto((folder / path).as_uri())

    assert offline.locator("h1").count() == 1
    assert offline.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert offline.evaluate("[...document.images].every(one => one.naturalWidth > 0)")
