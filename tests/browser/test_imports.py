"""A spreadsheet becomes practices in a real browser: looked at, mended, published, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import accessibility_faults, settle, sideways
from tests.browser.own_server import OwnServer
from tests.catalogue.importing import files

SLUG = str(files.GOOD["id"])


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    own = OwnServer(store, tmp_path_factory.mktemp("imports"), "administrator")
    own.start()
    yield own
    own.kill()


def look_at(page: Page, file: Path) -> None:
    page.locator(".st-key-import_file input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-import_look button")).to_be_enabled(timeout=15_000)
    page.locator(".st-key-import_look button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".import-tally")).to_be_visible(timeout=30_000)
    settle(page)


def test_a_file_is_mended_published_at_once_and_undone_whole(
    browser: Browser, server: OwnServer, tmp_path: Path
) -> None:
    bad = files.as_xlsx(tmp_path / "bad.xlsx", [{**files.GOOD, "themes": "kohesion"}])
    good = files.as_xlsx(tmp_path / "good.xlsx", [files.GOOD])
    page = server.page(browser, "administrator")
    page.goto(f"{server.url}/en/imports")
    settle(page)

    look_at(page, bad)
    expect(page.locator(".import-table").first).to_contain_text("Row 2, “themes”")
    expect(page.locator(".st-key-import_apply button")).to_be_disabled()
    assert accessibility_faults(page) == []

    page.locator(".st-key-import_other button").press("Enter")
    way = page.get_by_role("combobox", name="What becomes of its rows")
    way.focus()
    page.keyboard.type("Publish")
    page.keyboard.press("Enter")
    settle(page)
    look_at(page, good)
    page.locator(".st-key-import_apply button").press("Enter")
    expect(page.get_by_text("Published: 1 practice.")).to_be_visible(timeout=60_000)

    page.goto(f"{server.url}/en/practice?id={SLUG}")
    expect(page.get_by_role("heading", name="Haus der Zungen")).to_be_visible()

    page.goto(f"{server.url}/en/imports")
    page.get_by_role("link", name="Undo").first.click()
    page.locator(".st-key-import_reason input").fill("The wrong file.")
    page.keyboard.press("Tab")
    page.locator(".st-key-import_undo_now button").press("Enter")
    expect(page.get_by_text("The import is undone.")).to_be_visible(timeout=60_000)
    page.goto(f"{server.url}/en/practice?id={SLUG}")
    expect(page.get_by_text("The wrong file.")).to_be_visible()


def test_on_a_phone_in_french_nothing_runs_over_the_side(
    browser: Browser, server: OwnServer, tmp_path: Path
) -> None:
    records = [files.row(number, themes="kohesion", city="Springfield") for number in range(30)]
    file = files.as_csv(tmp_path / "mauvais.csv", [{**one, "Remarque": "x"} for one in records])
    page = server.page(
        browser, "administrator", viewport={"width": 390, "height": 844}, has_touch=True
    )
    page.goto(f"{server.url}/fr/imports")
    settle(page)

    look_at(page, file)

    expect(page.locator(".import-table").first).to_contain_text("Ligne 2, « themes »")
    assert sideways(page) <= 0
    assert accessibility_faults(page) == []
