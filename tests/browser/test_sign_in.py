"""Invited, signed in, signed out everywhere from a second browser: by hand, in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ROOT, accessibility_faults, settle, sideways

WORDS = "seven quiet rivers meet"


@pytest.fixture
def invited(base_url: str, served_store: Path):
    """The link that the command makes, carried out by the server that runs."""

    def link(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", "user", "invite", *words],
            cwd=ROOT,
            env={**os.environ, "CATALOGUE_STORE": str(served_store), "PUBLIC_URL": ""},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return base_url + re.search(r"/(\w\w/)?invitation\?code=\S+", done.stdout)[0]

    return link


def accept(page: Page, link: str, login: str, button: str = "Accept and sign in") -> None:
    page.goto(link)
    page.locator("#name").fill("Ada Lovelace")
    page.locator("#login").fill(login)
    page.locator("#password").fill(WORDS)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/desk")
    settle(page)


def sign_in(page: Page, base_url: str, login: str, path: str = "desk") -> None:
    page.goto(f"{base_url}/en/sign-in?next=/en/{path}")
    page.locator("#login").fill(login)
    page.locator("#password").fill(WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/{path}")
    settle(page)


def signed_in(page: Page) -> bool:
    page.reload()
    settle(page)
    expect(page.locator(".house-side .house-account")).to_be_visible()
    return page.locator(".house-side .house-name").count() == 1


def test_from_the_invitation_to_signing_out_everywhere_from_a_second_browser(
    page: Page, browser: Browser, base_url: str, invited
) -> None:
    accept(page, invited("--role", "reviewer", "--language", "en"), "ada@example.org")
    expect(page.locator(".house-side .house-name")).to_have_text("Ada Lovelace")
    expect(page.get_by_role("link", name="Desk", exact=True)).to_be_visible()

    context = browser.new_context(locale="en-GB")
    second = context.new_page()
    sign_in(second, base_url, "ada@example.org", "people")
    second.locator(".st-key-out_elsewhere button").click()
    expect(second.get_by_text("You are signed out there.")).to_be_visible()

    assert not signed_in(page)
    assert signed_in(second)
    second.locator(".house-side").get_by_role("button", name="Sign out").click()
    second.wait_for_url("**/en/people")
    settle(second)
    assert not signed_in(second)
    context.close()


def test_a_visitor_comes_back_to_the_page_and_question_they_came_from(
    page: Page, base_url: str, invited
) -> None:
    accept(page, invited("--role", "researcher", "--language", "en"), "bea@example.org")
    page.context.clear_cookies()
    page.goto(f"{base_url}/fr/explore?theme=cohesion&q=jeunes")
    settle(page)

    page.locator(".house-side .house-account a").click()
    page.locator("#login").fill("bea@example.org")
    page.locator("#password").fill(WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/explore?**")

    assert page.url == f"{base_url}/fr/explore?theme=cohesion&q=jeunes"


def test_the_keyboard_alone_is_enough(page: Page, base_url: str, invited) -> None:
    page.goto(invited("--role", "contributor", "--city", "vienna", "--language", "de"))
    expect(page.locator("#name")).to_be_focused()
    for typed in ("Cleo", "cleo@example.org", WORDS):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/desk")


def test_the_page_of_an_administrator_makes_a_link_that_works(
    page: Page, browser: Browser, base_url: str, invited
) -> None:
    accept(page, invited("--role", "administrator", "--language", "en"), "dora@example.org")
    page.goto(f"{base_url}/en/people")
    settle(page)
    page.locator(".st-key-invite_words input").fill("Vienna")
    expect(page.locator(".st-key-invite_city input")).to_have_value(re.compile("Austria"))
    page.locator(".st-key-invite button").click()
    link = page.locator(".stCode code")
    expect(link).to_contain_text(base_url)

    context: BrowserContext = browser.new_context(locale="fr-FR")
    other = context.new_page()
    accept(other, link.inner_text(), "eva@example.org", other_words(other))
    context.close()
    page.reload()
    settle(page)
    expect(page.get_by_text("eva@example.org")).to_be_visible()


def other_words(page: Page) -> re.Pattern[str]:
    """The button's name in whatever language the page speaks."""
    return re.compile("Accept|Accepter|Annehmen|Aceptar")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_door_is_whole_and_accessible(
    browser: Browser, base_url: str, invited, look: str, width: int
) -> None:
    context = browser.new_context(color_scheme=look, viewport={"width": width, "height": 844})
    page = context.new_page()
    link = invited("--role", "contributor", "--city", "vienna", "--language", "de")
    found: list[str] = []
    for address in (f"{base_url}/de/sign-in", link):
        page.goto(address)
        found += accessibility_faults(page)
        assert sideways(page) <= 0
    page.locator("#name").fill("Ada")
    page.locator("#login").fill("ada@example.org")
    page.locator("#password").fill("short")
    page.locator("form button").click()
    page.wait_for_selector("[aria-invalid]")
    found += accessibility_faults(page)

    assert found == []
    context.close()


def test_without_scripts_the_door_opens_all_the_same(
    browser: Browser, base_url: str, invited
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(invited("--role", "press", "--language", "es"))
    page.locator("#name").fill("Fee")
    page.locator("#login").fill("fee@example.org")
    page.locator("#password").fill(WORDS)
    page.locator("form button").click()
    page.wait_for_url("**/es/desk")

    assert any(one["name"] == "session" and one["httpOnly"] for one in context.cookies())
    context.close()
