"""A mayor's office at its desk in a real browser, and what a phone sees of it without script."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import accessibility_faults, settle, sideways
from tests.browser.own_server import ROOT, OwnServer

# In a process of its own: the tests' own store is open in this one.
_SEED = """
import json
from datetime import timedelta
from dashboard.catalogue import clock, database, people
from dashboard.catalogue.people import accounts, sessions, tokens
from tests.catalogue.mayors_asked import Reply, answered, sent
now = clock.now
clock.now = lambda: now() - timedelta(days=70)
library = sent(reasons="My children have no quiet place.", cities=("vienna", "izmir", "geneva"))
clock.now = lambda: now() - timedelta(days=50)
answered(library, "geneva", Reply("not_our_power", "Le canton décide.", "fr", "Secrétariat",
    {"en": ("The canton decides it.", "machine")}))
trees = sent("Who waters the young trees in summer?", ("vienna",))
clock.now = now
with database.transaction() as writer:
    account = accounts.create(writer, login=None, name="Wien", language="en")
    accounts.give(writer, "release", account, "mayors_office", people.city_of_slug("vienna"))
    sessions.open_session(writer, account, tokens.mark("token-of-office"))
database.close()
print(json.dumps([library, trees]))
"""
ANSWER = "Ab dem ersten Mai, jeden Sonntag von zehn bis fünf."


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OwnServer, str]]:
    own = OwnServer(store, tmp_path_factory.mktemp("offices"), "moderator")
    told = subprocess.run(
        [sys.executable, "-c", _SEED],
        check=True,
        cwd=ROOT,
        env=own._environment,
        capture_output=True,
        text=True,
    )
    own.start()
    yield own, json.loads(told.stdout.splitlines()[-1])[0]
    own.kill()


def test_an_office_types_comes_back_and_signs_and_everybody_reads_it(
    house: tuple[OwnServer, str], browser: Browser
) -> None:
    own, library = house
    desk = own.page(browser, "office", viewport={"width": 1280, "height": 1000})
    reader = browser.new_page()
    desk.goto(f"{own.url}/de/answers?id={library}&city=vienna")
    settle(desk)
    field = desk.locator(".saved-text textarea").first

    # Typed and never left: saved all the same.
    field.click()
    field.press_sequentially(ANSWER[:20])
    desk.locator(".answer-unpublished h2").wait_for()
    desk.close()
    reader.goto(f"{own.url}/en/questions/{library}")
    assert ANSWER[:20] not in reader.content()

    desk = own.page(browser, "office", viewport={"width": 390, "height": 844})
    desk.goto(f"{own.url}/en/answers?id={library}&city=vienna")
    settle(desk)
    expect(desk.locator(".answer-unpublished")).to_be_visible(timeout=15_000)
    expect(desk.get_by_label("The answer, in German").first).to_have_value(ANSWER[:20])
    desk.get_by_label("The answer, in German").first.fill(ANSWER)
    desk.get_by_label("Office that signs").fill("Büro des Bürgermeisters")
    desk.get_by_role("radio", name="Answered", exact=True).click()
    publish = desk.get_by_role("button", name="Publish the answer")
    expect(publish).to_be_enabled(timeout=15_000)
    assert sideways(desk) == 0
    publish.click()
    desk.get_by_role("button", name="Publish now").click()
    desk.get_by_text("Published. Everybody can read it now.").wait_for()

    reader.reload()
    section = reader.locator("#vienna")
    assert ANSWER in section.inner_text()
    assert "Signed by Büro des Bürgermeisters" in section.inner_text()
    reader.close()
    desk.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_questions_are_accessible_and_fit(
    house: tuple[OwnServer, str], browser: Browser, scheme: str, width: int
) -> None:
    own, library = house
    context = own.context(
        browser, "office", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    for address in ("questions", f"questions/{library}", "ask?city=vienna"):
        page.goto(f"{own.url}/en/{address}")
        assert accessibility_faults(page) == [], address
        assert sideways(page) == 0, address
    page.goto(f"{own.url}/en/answers?id={library}&city=vienna")
    settle(page)
    page.locator(".saved-text textarea").first.wait_for()
    assert accessibility_faults(page) == []
    assert sideways(page) == 0
    context.close()


def test_a_phone_without_script_asks_after_looking_at_what_others_asked(
    house: tuple[OwnServer, str], browser: Browser
) -> None:
    own, library = house
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="es"
    )
    page = context.new_page()
    words = "¿Cuándo abrirá la biblioteca del barrio los domingos?"

    page.goto(f"{own.url}/es/ask?city=izmir")
    page.locator("#words").fill(words)
    page.locator("form.ask button[type=submit]").click()

    assert page.locator(".near li a").first.get_attribute("href") == f"/es/questions/{library}"
    assert page.locator("#words").input_value().strip() == words
    page.wait_for_timeout(3_500)  # nobody writes in fewer than three seconds
    page.locator("form.ask button[type=submit]").click()

    link = page.locator(".keep a").get_attribute("href") or ""
    assert "/es/mine?code=" in link
    page.goto(link)
    assert words in page.content()
    context.close()


def test_a_phone_supports_a_question_by_one_button(
    house: tuple[OwnServer, str], browser: Browser
) -> None:
    own, library = house
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own.url}/en/questions/{library}")

    page.locator("form.support button").click()

    assert page.get_by_role("status").inner_text() == "Thank you, you are counted."
    assert page.url.endswith("?thanks=1#support")
    context.close()
