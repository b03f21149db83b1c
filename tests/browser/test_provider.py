"""Signing in at an identity provider: a real one, started here, and Streamlit's own way to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import oidc_provider_mock
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ROOT, free_port, serving, settle


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def house_store(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("provided") / "catalogue.duckdb"
    shutil.copy(store, copy)
    return copy


def _settings(provider: str, url: str) -> dict[str, str]:
    return {
        "SIGN_IN": "oidc",
        "PUBLIC_URL": url,
        "OIDC_CLIENT_ID": "dashboard",
        "OIDC_CLIENT_SECRET": "known to both",
        "OIDC_METADATA_URL": f"{provider}/.well-known/openid-configuration",
    }


@pytest.fixture(scope="session")
def house(house_store: Path, provider: str) -> Iterator[str]:
    """A server whose people come from the provider, and whose roles are kept here."""
    port = free_port()
    url = f"http://localhost:{port}"
    with serving(house_store, port, **_settings(provider, url)):
        yield url


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


@pytest.fixture(autouse=True)
def outside() -> None:
    """Here the browser does go to another house: the provider's."""


def known(provider: str, subject: str, **claims: object) -> None:
    """What the provider says of somebody."""
    httpx.put(f"{provider}/users/{subject}", json={"sub": subject, **claims}).raise_for_status()


def through(page: Page, subject: str) -> None:
    """The provider's own page."""
    page.wait_for_url("**/oauth2/authorize**")
    page.locator("input[name=sub]").fill(subject)
    page.keyboard.press("Enter")


def comes(page: Page, house: str, subject: str, path: str = "/en/people") -> None:
    page.goto(f"{house}{path[:3]}/sign-in?next={path.replace('&', '%26')}")
    through(page, subject)
    page.wait_for_url(f"{house}{path}")
    settle(page)
    page.wait_for_selector(".house-side .house-name")


def test_one_comes_back_to_the_page_and_language_one_came_from(
    window: BrowserContext, house: str, provider: str
) -> None:
    known(provider, "ada", name="Ada Lovelace", email="ada@example.org", email_verified=True)
    page = window.new_page()
    page.goto(f"{house}/fr/explore?theme=cohesion&q=jeunes")
    settle(page)

    page.locator(".house-side .house-account a").click()
    through(page, "ada")
    page.wait_for_url("**/fr/explore?**")

    assert page.url == f"{house}/fr/explore?theme=cohesion&q=jeunes"
    expect(page.locator(".house-side .house-name")).to_have_text("Ada Lovelace")


def test_the_invitation_of_the_command_line_gives_the_role_and_it_holds_next_time(
    window: BrowserContext, house: str, provider: str, house_store: Path
) -> None:
    known(provider, "bea", name="Bea", email="bea@example.org", email_verified=True)
    made = subprocess.run(
        [sys.executable, "-m", "dashboard", "user", "invite", "--role", "administrator",
         "--language", "en"],
        cwd=ROOT,
        env={**os.environ, "CATALOGUE_STORE": str(house_store), "PUBLIC_URL": house},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    page = window.new_page()
    page.goto(made.stdout.split()[0])
    page.get_by_role("link", name="Accept with your organisation’s account").click()
    through(page, "bea")
    page.wait_for_url("**/en/desk")
    page.goto(f"{house}/en/people")
    settle(page)
    expect(page.get_by_role("heading", name="Invite somebody")).to_be_visible()


def test_signing_out_everywhere_ends_the_other_browser_too(
    browser: Browser, window: BrowserContext, house: str, provider: str
) -> None:
    known(provider, "cleo", name="Cleo")
    first = window.new_page()
    comes(first, house, "cleo")
    other = browser.new_context(locale="en-GB")
    second = other.new_page()
    comes(second, house, "cleo")

    second.locator(".st-key-out_elsewhere button").click()
    expect(second.get_by_text("You are signed out there.")).to_be_visible()
    first.reload()
    settle(first)

    expect(first.get_by_role("link", name="Sign in").first).to_be_visible()
    assert first.locator(".house-name").count() == 0
    other.close()


def test_who_refuses_at_the_provider_hears_it_kindly(window: BrowserContext, house: str) -> None:
    page = window.new_page()
    page.goto(f"{house}/de/sign-in?next=/de/map")
    page.wait_for_url("**/oauth2/authorize**")
    page.locator("[value=deny], button:has-text('Deny')").first.click()
    page.wait_for_url("**/de/sign-in?fault=provider&next=**")

    assert page.locator("h1").count() == 1
    assert page.locator("main a").get_attribute("href").startswith("/de/sign-in?next=")


def test_leaving_ends_the_session_here_and_at_the_provider(
    window: BrowserContext, house: str, provider: str
) -> None:
    known(provider, "dora", name="Dora")
    page = window.new_page()
    comes(page, house, "dora")

    page.locator(".house-side").get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/en/enter")
    settle(page)
    page.locator(".st-key-leave_provider button").click()
    page.wait_for_url(f"{provider}/oauth2/end_session**")

    page.goto(f"{house}/en/about")
    settle(page)
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert not [one for one in window.cookies() if one["name"] == "_streamlit_user"]


def test_roles_come_from_the_claim_that_is_set(
    store: Path, tmp_path: Path, browser: Browser, provider: str
) -> None:
    copy = tmp_path / "catalogue.duckdb"
    shutil.copy(store, copy)
    known(provider, "eva", name="Eva", roles=["administrator", "contributor:vienna"])
    port = free_port()
    url = f"http://localhost:{port}"
    settings = {**_settings(provider, url), "OIDC_ROLES_CLAIM": "roles"}
    with serving(copy, port, **settings):
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        comes(page, url, "eva")
        expect(page.get_by_text("Contributor for Vienna")).to_be_visible()
        expect(page.get_by_text("Roles come from your organisation’s")).to_be_visible()
        context.close()
