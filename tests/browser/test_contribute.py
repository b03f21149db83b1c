"""A practice is written down in a real browser, and nothing typed is lost, whatever breaks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from tests.browser.conftest import accessibility_faults, settle, sideways
from tests.browser.own_server import OwnServer

MOST_LOST = 5  # seconds of typing
LONG = "Complaints about noise and loitering had doubled in the large estates within four years. "


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    own = OwnServer(store, tmp_path_factory.mktemp("desk"), "researcher", "reviewer")
    own.start()
    yield own
    own.kill()


@pytest.fixture
def window(browser: Browser, server: OwnServer) -> Iterator[Callable[..., Page]]:
    """Windows of a researcher, each in a browser of its own."""
    opened: list[Page] = []

    def new(**settings: Any) -> Page:
        opened.append(server.page(browser, "researcher", **settings))
        return opened[-1]

    yield new
    for page in opened:
        with suppress(Error):
            page.context.close()


def begin(page: Page, server: OwnServer, language: str = "en") -> str:
    """Begin a draft at the desk; gives its receipt."""
    page.goto(f"{server.url}/{language}/desk")
    settle(page)
    page.locator(".st-key-begin button").click()
    page.wait_for_url("**/contribute?**")
    field(page, f"title.{language}")
    settle(page)
    return parse_qs(urlsplit(page.url).query)["draft"][0]


def field(page: Page, name: str) -> Any:
    """A field that saves itself, by its name in the draft."""
    found = page.locator(f"[data-name='{name}']")
    expect(found).to_be_visible(timeout=20_000)
    return found


def open_step(page: Page, server: OwnServer, receipt: str, step: str, language: str = "en") -> None:
    page.goto(f"{server.url}/{language}/contribute?draft={receipt}&step={step}")
    settle(page)


def saved(page: Page) -> None:
    """Wait until the line says that all is saved."""
    expect(page.locator(".saved-line")).to_contain_text("Saved at", timeout=20_000)


def test_a_killed_browser_loses_at_most_five_seconds_of_typing(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    server: OwnServer,
    window: Callable[..., Page],
) -> None:
    doomed = playwright.chromium.launch(**browser_type_launch_args)
    page = server.page(doomed, "researcher")
    receipt = begin(page, server)
    open_step(page, server, receipt, "why")
    typed: list[tuple[float, int]] = []
    challenge = field(page, "challenge.en")
    challenge.click()
    for number, letter in enumerate(LONG, start=1):  # never a pause long enough to save by itself
        page.keyboard.type(letter, delay=70)
        typed.append((time.monotonic(), number))
    killed = time.monotonic()
    with suppress(Error):
        doomed.new_browser_cdp_session().send("Browser.crash")
    safe = max((number for moment, number in typed if moment < killed - MOST_LOST), default=0)

    other = window()
    open_step(other, server, receipt, "why")
    kept = field(other, "challenge.en").input_value()

    assert killed - typed[0][0] > MOST_LOST + 1, "typed too fast to say anything"
    assert LONG.startswith(kept)
    assert len(kept) >= safe > 0
    with suppress(Error):
        doomed.close()


def test_a_killed_server_loses_nothing_that_stands_in_the_browser(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window()
    receipt = begin(page, server)
    title = field(page, "title.en")
    title.press_sequentially("Night mediators", delay=20)
    saved(page)

    server.kill()
    title.press_sequentially(" settle quarrels", delay=20)
    expect(page.locator(".saved-line-late")).to_contain_text("Not saved yet", timeout=15_000)
    server.start()
    expect(page.locator(".saved-line-late")).to_be_hidden(timeout=60_000)
    saved(page)

    other = window()
    open_step(other, server, receipt, "what")
    assert field(other, "title.en").input_value() == "Night mediators settle quarrels"
    assert title.input_value() == "Night mediators settle quarrels"


def test_a_form_that_a_new_server_does_not_know_loads_anew_and_goes_on(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    """Killed before anything was sent from this page, the server knows no part of it."""
    page = window()
    receipt = begin(page, server)
    open_step(page, server, receipt, "what")
    server.kill()
    field(page, "title.en").press_sequentially("Night mediators", delay=20)
    server.start()

    expect(page.locator(".saved-line-late")).to_be_hidden(timeout=90_000)
    saved(page)
    other = window()
    open_step(other, server, receipt, "what")

    assert field(other, "title.en").input_value() == "Night mediators"


def test_a_text_is_brought_back_from_the_browser_after_both_went_down(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window()
    receipt = begin(page, server)
    server.kill()
    field(page, "summary.en").press_sequentially("The city sends mediators in pairs.")
    page.close()
    server.start()

    again = server_page_like(page, server, receipt)
    expect(field(again, "summary.en")).to_have_value("The city sends mediators in pairs.")
    expect(again.locator(".saved-text-back:visible")).to_contain_text("Brought back")
    saved(again)
    other = window()
    open_step(other, server, receipt, "what")

    assert field(other, "summary.en").input_value() == "The city sends mediators in pairs."


def server_page_like(page: Page, server: OwnServer, receipt: str) -> Page:
    """Another window of the same browser, after a crash."""
    again = page.context.new_page()
    open_step(again, server, receipt, "what")
    return again


def test_words_typed_just_before_a_step_is_left_are_kept(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window()
    receipt = begin(page, server)
    field(page, "summary.en").press_sequentially("Typed and left at once.")
    page.locator(".form-step a").nth(4).click()
    expect(page.locator("#form-title-results")).to_be_focused()
    results = field(page, "results.en")
    settle(page)
    results.press_sequentially("Typed before going back.")
    page.go_back()
    expect(page.locator("#form-title-what")).to_be_visible()
    page.wait_for_function(
        "() => !Object.keys(localStorage).some((one) => one.startsWith('desk:'))"
    )

    other = window()
    open_step(other, server, receipt, "what")
    assert field(other, "summary.en").input_value() == "Typed and left at once."
    open_step(other, server, receipt, "results")
    assert field(other, "results.en").input_value() == "Typed before going back."


def test_a_browser_copy_never_lies_over_a_newer_text(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page, other = window(), window()
    receipt = begin(page, server)
    field(page, "title.en").fill("First words")
    saved(page)
    copy = {"words": "Words of this browser", "of": "First wor", "at": 1}
    page.evaluate(
        "([key, copy]) => localStorage.setItem(key, JSON.stringify({ ...copy, at: Date.now() }))",
        [f"desk:{receipt}:title.en", copy],
    )
    page.reload()

    title = field(page, "title.en")
    expect(title).to_have_value("First words")
    expect(page.locator(".saved-text-back:visible")).to_contain_text("Words of this browser")
    page.get_by_role("button", name="Use this text").click()
    saved(page)
    open_step(other, server, receipt, "what")
    assert field(other, "title.en").input_value() == "Words of this browser"


def test_whoever_edits_second_is_shown_what_changed_and_keeps_her_text(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    first, second = window(), window()
    receipt = begin(first, server)
    open_step(second, server, receipt, "what")
    field(first, "title.en").fill("Mediators by night")
    field(first, "summary.en").fill("They walk in pairs.")
    saved(first)
    expect(first.locator(".form-card")).to_contain_text("They walk in pairs.")

    field(second, "title.en").fill("Mediators by day and night")
    expect(second.locator(".form-clash")).to_contain_text("changed elsewhere")
    assert field(second, "title.en").input_value() == "Mediators by day and night"
    expect(second.locator(".difference-field").first).to_be_visible()
    second.get_by_role("button", name="Take both").click()

    expect(second.locator(".form-clash")).to_have_count(0)
    expect(field(second, "summary.en")).to_have_value("They walk in pairs.")
    open_step(first, server, receipt, "what")
    assert field(first, "title.en").input_value() == "Mediators by day and night"
    assert field(first, "summary.en").input_value() == "They walk in pairs."


def tab_to(page: Page, found: Any, most: int = 60) -> None:
    """Walk to an element with the Tab key alone."""
    for _ in range(most):
        if found.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not lead there")


def test_a_practice_is_written_and_sent_with_the_keyboard_alone(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(f"{server.url}/en/desk")
    settle(page)
    tab_to(page, page.locator(".st-key-begin button"))
    page.keyboard.press("Enter")
    title = field(page, "title.en")
    settle(page)
    tab_to(page, title)
    page.keyboard.type("Night mediators: neighbours talk first")
    tab_to(page, field(page, "summary.en"))
    page.keyboard.type("The city sends mediators in pairs through five districts.")
    saved(page)
    pills = page.locator(".st-key-form_themes button")
    tab_to(page, pills.first)
    for _ in range(2):  # a group of pills is one stop; arrows lead through it
        page.keyboard.press("ArrowRight")
    expect(pills.nth(2)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".form-card")).to_contain_text("Everyday security")
    settle(page)
    tab_to(page, page.locator(".st-key-form_instrument input"))
    page.keyboard.type("Serv")
    page.keyboard.press("Enter")
    settle(page)
    next_step(page, "where")

    search = page.locator(".st-key-form_place_words input")
    tab_to(page, search)
    page.keyboard.type("Rennes")
    offered = page.locator(".st-key-form_place_choice button").first
    expect(offered).to_contain_text("Rennes", timeout=30_000)  # the first look builds the index
    settle(page)
    tab_to(page, offered)
    page.keyboard.press("Enter")
    expect(page.locator(".form-city")).to_contain_text("Rennes")
    expect(page.locator(".place-map svg")).to_be_visible()
    settle(page)
    for step in ("who", "why", "results", "sources"):
        next_step(page, step)

    tab_to(page, field(page, "sources.1.url"))
    page.keyboard.type("https://www.example.org/report")
    saved(page)
    expect(page.locator(".form-step.is-lacks")).to_have_count(0)
    next_step(page, "languages")
    next_step(page, "preview")
    expect(page.locator(".form-ready")).to_be_visible()
    expect(page.locator(".form-proof")).to_contain_text("Night mediators")
    tab_to(page, page.get_by_role("button", name="Send for review"))
    page.keyboard.press("Enter")

    expect(page.locator(".form-standing")).to_contain_text("Sent. A colleague reads it")
    expect(page.locator(".form-standing")).to_contain_text("Receipt")


def next_step(page: Page, step: str) -> None:
    """Press the one primary way on; the title of the step gets the focus."""
    tab_to(page, page.locator(".form-ways .button-primary"), most=120)
    page.keyboard.press("Enter")
    title = page.locator(f"#form-title-{step}")
    expect(title).to_be_focused()
    settle(page)


def test_on_a_phone_in_german_nothing_is_cut_and_all_can_be_reached(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window(viewport={"width": 390, "height": 844}, has_touch=True)
    receipt = begin(page, server, "de")
    field(page, "title.de").fill("Nachtmediation: erst reden die Nachbarinnen und Nachbarn")
    expect(page.locator(".form-card")).to_contain_text("Nachtmediation")
    wrong = []
    for step in ("what", "where", "who", "why", "results", "sources", "languages", "preview"):
        open_step(page, server, receipt, step, "de")
        wrong += [f"{step}: {sideways(page)} px too wide"] if sideways(page) > 0 else []
        wrong += [f"{step}: {one}" for one in accessibility_faults(page)]

    assert wrong == []


def test_a_field_is_dressed_for_its_language_and_counts_in_words(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = window()
    begin(page, server)
    title = field(page, "title.en")
    title.fill("x" * 95)

    counter = page.locator(".saved-text:has([data-name='title.en']) .saved-text-counter")
    expect(counter).to_have_text("5 characters too many")
    spoken = page.locator(".saved-text:has([data-name='title.en']) .unseen[role=status]")
    expect(spoken).to_have_text("5 characters too many")
    assert title.get_attribute("lang") == "en"
    assert title.get_attribute("dir") == "auto"
    assert title.bounding_box()["height"] >= 44
