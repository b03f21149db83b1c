"""Every page on phone, tablet and desktop, light and dark: looked at, measured, and kept as a picture."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard import navigation
from tests.browser.conftest import accessibility_faults, settle, sideways

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screens"
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desktop": (1280, 900)}
# What a page shows by itself is not all of it: here each is asked for something.
ASKED = {
    "practice": "?id=recife-compaz-community-peace-centres",
    "city": "?id=vienna",
    "compare": "?id=recife-compaz-community-peace-centres&id=rennes-day-and-night-mediators"
    "&id=vienna-wohnpartner-good-neighbourhood",
    "compare_cities": "?id=vienna&id=rennes",
    "explore": "?theme=security",
    "peers": "?place=2761369",
}


def test_each_page_with_an_id_is_asked_for_one() -> None:
    assert set(ASKED) <= {page.script for page in navigation.PAGES}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("screen", navigation.PAGES, ids=lambda screen: screen.script)
def test_a_page_is_whole_and_accessible_at_every_size(
    browser: Browser, base_url: str, screen: navigation.Page, look: str
) -> None:
    context = browser.new_context(
        color_scheme=look, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base_url}/en/{screen.path}{ASKED.get(screen.script, '')}")
    settle(page)

    faults = [fault for size in SIZES for fault in at(page, size, f"{screen.script}-{look}")]

    assert faults == []
    assert [url for url in asked if not url.startswith((base_url, "data:", "blob:"))] == []
    context.close()


def at(page: Page, size: str, name: str) -> list[str]:
    """What is wrong with the page at one size; its picture is kept."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)  # charts and map draw themselves anew
    settle(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{size}.png")
    faults = [f"{size}: {fault}" for fault in accessibility_faults(page)]
    if (wider := sideways(page)) > 0:
        faults.append(f"{size}: {wider} px wider than the window")
    if page.locator("h1").count() != 1:
        faults.append(f"{size}: {page.locator('h1').count()} main headings")
    return faults
