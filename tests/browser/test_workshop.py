"""A rapporteur types while it is said, the line breaks, a colleague signs: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import accessibility_faults, settle, sideways
from tests.browser.own_server import OwnServer

ROOM = "workshop?id=dusseldorf-2019-inclusive"
SUMMIT = "summit/dusseldorf-2019"


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    own = OwnServer(store, tmp_path_factory.mktemp("room"), "rapporteur", "reviewer")
    own.start()
    yield own
    own.kill()


@pytest.fixture
def window(browser: Browser, server: OwnServer) -> Iterator[Callable[..., Page]]:
    """Windows of people in the room, each in a browser of its own."""
    opened: list[Page] = []

    def new(role: str = "rapporteur", **settings: Any) -> Page:
        opened.append(server.page(browser, role, **settings))
        return opened[-1]

    yield new
    for page in opened:
        with suppress(Error):
            page.context.close()


def sit_down(page: Page, server: OwnServer, language: str = "en") -> Page:
    page.goto(f"{server.url}/{language}/{ROOM}")
    field(page, f"text.{language}")
    settle(page)
    return page


def field(page: Page, name: str) -> Any:
    found = page.locator(f"[data-name='{name}']")
    expect(found).to_be_visible(timeout=30_000)
    return found


def saved(page: Page) -> None:
    expect(page.locator(".saved-line")).to_contain_text("Saved at", timeout=30_000)


def tap(page: Page, kind: str) -> None:
    """One tap gives the kind."""
    page.locator(".st-key-said_kind").get_by_text(kind, exact=True).click()
    settle(page)


def choose(page: Page, key: str, words: str) -> None:
    """Choose from a list by typing."""
    box = page.locator(f".st-key-{key} input")
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words).first.click()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def test_what_is_typed_while_the_server_is_away_comes_back_and_is_signed_once(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = sit_down(window(), server)
    text = field(page, "text.en")
    text.press_sequentially("Whoever plans a square", delay=20)
    saved(page)
    tap(page, "Agreed")
    choose(page, "said_city", "All who were there")

    server.kill()
    text.press_sequentially(" asks people with disabilities first.", delay=20)
    expect(page.locator(".saved-line-late")).to_contain_text("Not saved yet", timeout=20_000)
    server.start()
    expect(page.locator(".saved-line-late")).to_be_hidden(timeout=90_000)
    saved(page)
    whole = "Whoever plans a square asks people with disabilities first."
    expect(field(page, "text.en")).to_have_value(whole)
    settle(page)
    press(page, "Send it for signing")
    expect(page.locator("[class*='st-key-card-sent-'] .room-words")).to_have_text(whole)

    other = sit_down(window("reviewer"), server)
    reader = window("reviewer")
    reader.goto(f"{server.url}/en/{SUMMIT}")
    assert whole not in reader.content()
    press(other, "Sign it")
    expect(other.locator(".state-done")).to_contain_text("Signed")
    reader.reload()
    assert reader.content().count(whole) == 1
    # The rapporteur's page follows by itself.
    expect(page.locator("[class*='st-key-card-signed-'] .room-words")).to_have_text(
        whole, timeout=20_000
    )


def test_an_empty_pad_that_was_never_saved_keeps_its_words_over_a_restart(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    """Killed before anything of this page was sent: the words are in this browser alone."""
    page = sit_down(window(), server)
    server.kill()
    field(page, "text.en").press_sequentially("Help at the counter comes by night.", delay=20)
    page.close()
    server.start()

    again = sit_down(page.context.new_page(), server)

    expect(field(again, "text.en")).to_have_value("Help at the counter comes by night.")
    saved(again)
    elsewhere = sit_down(window(), server)
    expect(field(elsewhere, "text.en")).to_have_value("Help at the counter comes by night.")
    press(elsewhere, "Delete")


def test_phone_and_laptop_of_one_person_lose_nothing_of_each_other(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    laptop = sit_down(window(), server)
    phone = sit_down(window(viewport={"width": 390, "height": 844}, has_touch=True), server)
    tap(laptop, "Disputed")

    words = field(phone, "text.en")
    words.fill("Whether a quota helps remained open.")
    saved(phone)
    phone.reload()

    expect(field(phone, "text.en")).to_have_value("Whether a quota helps remained open.")
    chosen = phone.locator(".st-key-said_kind button[aria-checked=true]")
    expect(chosen).to_have_text("Disputed")
    laptop.reload()
    expect(field(laptop, "text.en")).to_have_value("Whether a quota helps remained open.")
    settle(laptop)
    press(laptop, "Delete")


def test_words_typed_just_before_they_are_sent_are_sent_too(
    server: OwnServer, window: Callable[..., Page]
) -> None:
    page = sit_down(window(), server)
    tap(page, "Open question")
    choose(page, "said_city", "All who were there")
    field(page, "text.en").fill("Who pays for interpreters")
    saved(page)
    field(page, "text.en").press_sequentially(" at the counter?")
    page.get_by_role("button", name="Send it for signing").click()

    expect(page.locator("[class*='st-key-card-sent-'] .room-words").last).to_have_text(
        "Who pays for interpreters at the counter?", timeout=20_000
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_on_a_phone_in_german_the_room_fits_and_has_no_accessibility_fault(
    server: OwnServer, window: Callable[..., Page], mode: str
) -> None:
    page = window(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=mode)
    sit_down(page, server, "de")

    assert sideways(page) <= 0
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_list_of_promises_fits_and_has_no_accessibility_fault(
    server: OwnServer, window: Callable[..., Page], width: int, language: str
) -> None:
    page = window(viewport={"width": width, "height": 844})
    page.goto(f"{server.url}/{language}/commitments")

    assert sideways(page) <= 0
    assert accessibility_faults(page) == []
    assert re.search(r"\{\w+\}", page.content()) is None
