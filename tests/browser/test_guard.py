"""Forms against spam in a real browser: with script, without, and with work to be done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import accessibility_faults, free_port, serving, sideways

PAGES = ("privacy", "imprint", "accessibility", "contact", "mine?code=x")
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
PICTURES = Path(__file__).resolve().parents[2] / "var" / "screens"


@pytest.fixture(scope="module")
def working_house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house that asks for work."""
    copy = tmp_path_factory.mktemp("work") / "catalogue.duckdb"
    shutil.copy(store, copy)
    with serving(copy, free_port(), SPAM_PROOF="work", SPAM_SECONDS="0") as url:
        yield url


def fill(page: Page, house: str) -> None:
    page.goto(f"{house}/en/contact")
    page.get_by_label("Something else").check()
    page.get_by_label("Your letter").fill("The lamp in my street is dark, and has been for long.")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_the_law_is_whole_and_accessible(
    browser: Browser, base_url: str, kind: str, look: str
) -> None:
    context = browser.new_context(color_scheme=look)
    page = context.new_page()
    faults: list[str] = []

    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base_url}/de/{kind}")
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = f"law-{kind.partition('?')[0]}-{look}-{size}.png"
        page.screenshot(path=PICTURES / name, full_page=True)
        faults += [f"{size}: {one}" for one in accessibility_faults(page)]
        if (wider := sideways(page)) > 0:
            faults.append(f"{size}: {wider} px wider than the window")

    assert faults == []
    context.close()


def test_the_browser_does_the_work_and_nobody_sees_a_question(
    browser: Browser, working_house: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    fill(page, working_house)
    expect(page.get_by_text("How much is")).to_be_hidden()

    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter has arrived")
    assert errors == []
    context.close()


def test_without_script_a_question_is_answered_and_the_text_is_still_there(
    browser: Browser, working_house: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    fill(page, working_house)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer the question below")
    asked = page.get_by_text("How much is").inner_text()
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    one, other = (numbers.index(word.strip("?")) + 1 for word in asked.split()[3::2])

    page.get_by_label("How much is").fill(str(one + other))
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter has arrived")
    context.close()


def test_a_browser_that_cannot_do_the_work_is_asked_the_question(
    browser: Browser, working_house: str
) -> None:
    """No worker: the script says so by showing the question it had hidden."""
    context = browser.new_context()
    context.add_init_script("delete window.Worker; window.Worker = undefined")
    page = context.new_page()
    fill(page, working_house)

    expect(page.get_by_text("How much is")).to_be_visible()
    context.close()


def test_nobody_reaches_the_field_that_programs_fill(browser: Browser, working_house: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{working_house}/en/contact")

    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))

    assert "words" in reached and "guard-homepage" not in reached
    assert page.get_by_role("textbox", name="Leave this field empty").count() == 0
    context.close()


KEPT = """<!DOCTYPE html><html lang="en"><head><title>A page kept for all</title></head><body>
<form method="post" action="/en/contact"><input type="hidden" name="stamp" value="c0.0.0"
 data-guard-stamp data-guard-all><input type="hidden" name="about" value="other">
<textarea name="words">The lamp in the park is dark as well, as everybody knows.</textarea>
<p data-guard-sixteen><input type="checkbox" name="sixteen"></p>
<button>Send</button></form>
<script src="/app/static/guard.js" defer></script></body></html>"""


def test_a_page_kept_for_all_gets_a_stamp_of_ones_own_at_the_first_touch(
    browser: Browser, working_house: str, base_url: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))

    def kept(route: Route) -> None:
        route.fulfill(body=KEPT, content_type="text/html")

    page.route("**/en/kept-for-all", kept)
    page.goto(f"{base_url}/en/kept-for-all")
    before = [one for one in asked if "form-stamp" in one]
    page.locator("textarea").focus()
    expect(page.locator("[name=stamp]")).not_to_have_value("c0.0.0")
    page.wait_for_timeout(3500)  # nobody writes in less
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter has arrived")
    assert before == []
    context.close()
