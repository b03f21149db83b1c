"""The plain pages in a real browser: accessible, whole at every size, and fit to print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import accessibility_faults, sideways
from tests.web.plain_pages import KINDS

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screens"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_page_is_whole_and_accessible(
    browser: Browser, base_url: str, kind: str, look: str
) -> None:
    context = browser.new_context(color_scheme=look, java_script_enabled=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []

    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base_url}/de/{kind}")
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = f"plain-{kind.replace('/', '-')}-{look}-{size}.png"
        page.screenshot(path=PICTURES / name, full_page=True)
        faults += [f"{size}: {one}" for one in accessibility_faults(page)]
        if (wider := sideways(page)) > 0:
            faults.append(f"{size}: {wider} px wider than the window")

    assert faults == []
    assert {one for one in asked if not one.startswith(base_url)} == set()
    context.close()


@pytest.mark.parametrize("kind", [KINDS[0], "press", "summit/dusseldorf-2019"])
def test_a_plain_page_reads_and_prints_without_scripts(
    browser: Browser, base_url: str, kind: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/fr/{kind}")
    page.emulate_media(media="print")

    printed = page.pdf(path=tmp_path / "page.pdf", format="A4")

    assert page.locator("h1").is_visible()
    assert not page.locator(".languages").is_visible()
    assert printed.startswith(b"%PDF")
    context.close()
