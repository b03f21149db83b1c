"""From the workshop to the wall to the inhabitant and back to the mayor: four browsers, one way."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import settle, sideways
from tests.browser.own_server import ROOT, OwnServer

WORKSHOP = "dusseldorf-2019-inclusive"
AGREED = "Every district gets a house that is open in the evening."
COMMENT = "En mi calle la casa cierra a las seis, antes de que volvamos del trabajo."
QUESTION = "¿Cuándo abrirá la casa del barrio por la noche?"
ANSWER = "Ab dem ersten März, dienstags und donnerstags bis 22 Uhr."
# In a process of its own: the tests' own store is open in this one.
_OFFICE = """
from dashboard.catalogue import database, people
from dashboard.catalogue.people import accounts, sessions, tokens
with database.transaction() as writer:
    account = accounts.create(writer, login=None, name="Wien", language="de")
    accounts.give(writer, "release", account, "mayors_office", people.city_of_slug("vienna"))
    sessions.open_session(writer, account, tokens.mark("token-of-office"))
database.close()
"""


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    folder = tmp_path_factory.mktemp("journey")
    own = OwnServer(store, folder, "rapporteur", "reviewer", "moderator")
    subprocess.run([sys.executable, "-c", _OFFICE], check=True, cwd=ROOT, env=own._environment)
    own.start()
    yield own
    own.kill()


@pytest.fixture
def window(browser: Browser, server: OwnServer) -> Iterator[Callable[..., Page]]:
    """Windows of people in the hall, each in a browser of its own."""
    opened: list[Page] = []

    def new(role: str | None, path: str, **settings: Any) -> Page:
        context = (
            server.context(browser, role, **settings) if role else browser.new_context(**settings)
        )
        opened.append(context.new_page())
        opened[-1].goto(server.url + path)
        return opened[-1]

    yield new
    for page in opened:
        with suppress(Error):
            page.context.close()


@pytest.fixture
def picture(output_path: str) -> Callable[[Page, str], None]:
    """A screenshot of each step, kept in test-results/ until the next run."""

    def taken(page: Page, name: str) -> None:
        page.wait_for_timeout(1_000)  # a scene of the wall fades in
        page.screenshot(path=Path(output_path) / f"{name}.png")

    return taken


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def scanned(page: Page) -> str:
    """What a phone reads on the screen."""
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    return str(code.text)


def released(moderator: Page, words: str) -> None:
    """The moderator finds what was sent, and lets it through."""
    moderator.reload()
    settle(moderator)
    moderator.locator(".st-key-moderation_queue").get_by_text(words[:40]).first.click()
    settle(moderator)
    expect(moderator.locator(".st-key-moderation_post")).to_contain_text(words)
    moderator.locator(".st-key-mod_show button").click()
    settle(moderator)


def test_what_a_workshop_agrees_reaches_the_inhabitant_and_her_question_the_mayor(
    server: OwnServer, window: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    screen = {"width": 1920, "height": 1080}
    wall = window(None, f"/en/wall/workshop/{WORKSHOP}", viewport=screen)
    vienna = window(None, "/de/wall/city/vienna", viewport=screen)
    moderator = window("moderator", "/en/moderation")

    # A rapporteur types what is agreed, and a colleague signs it.
    rapporteur = window("rapporteur", f"/en/workshop?id={WORKSHOP}")
    text = rapporteur.locator("[data-name='text.en']")
    expect(text).to_be_visible(timeout=30_000)
    settle(rapporteur)
    text.press_sequentially(AGREED, delay=10)
    expect(rapporteur.locator(".saved-line")).to_contain_text("Saved at", timeout=30_000)
    rapporteur.locator(".st-key-said_kind").get_by_text("Agreed", exact=True).click()
    settle(rapporteur)
    city = rapporteur.locator(".st-key-said_city input")
    city.click()
    city.fill("All who were there")
    rapporteur.get_by_role("option", name="All who were there").first.click()
    settle(rapporteur)
    press(rapporteur, "Send it for signing")
    picture(rapporteur, "1-rapporteur")
    colleague = window("reviewer", f"/en/workshop?id={WORKSHOP}")
    settle(colleague)
    picture(colleague, "2-colleague")
    assert AGREED not in wall.content()
    press(colleague, "Sign it")

    # The wall shows it by itself, with a code that a phone reads.
    expect(wall.locator(".layer.shown")).to_contain_text(AGREED, timeout=20_000)
    picture(wall, "3-wall")
    found = urlsplit(scanned(wall))
    assert found.netloc == urlsplit(server.url).netloc
    assert "/talk/conclusion/o-" in found.path

    # An inhabitant opens it on the phone, in Spanish, says something and asks the mayor.
    phone = window(
        None, found.path, viewport={"width": 390, "height": 844}, locale="es-ES", has_touch=True
    )
    phone.locator(".languages a, nav a", has_text="es").first.click()
    expect(phone.locator("html")).to_have_attribute("lang", "es")
    thread = phone.url
    expect(phone.locator("h1")).to_contain_text(AGREED)
    assert sideways(phone) <= 0
    phone.fill("#words", COMMENT)
    phone.wait_for_timeout(3_500)  # nobody writes in fewer than three seconds
    phone.locator("form[data-talk] button[type=submit]").click()
    expect(phone.locator("#link")).to_be_visible()
    picture(phone, "4-phone-sent")
    assert COMMENT not in phone.request.get(thread).text()
    phone.goto(f"{server.url}/es/ask?city=vienna")
    phone.fill("#words", QUESTION)
    phone.wait_for_timeout(3_500)
    phone.locator("form.ask button[type=submit]").click()
    expect(phone.locator(".keep a")).to_be_visible()

    # A moderator lets both through.
    settle(moderator)
    released(moderator, COMMENT)
    released(moderator, QUESTION)
    picture(moderator, "5-moderator")
    phone.goto(thread)
    expect(phone.locator(".post p[lang=es], .post p", has_text=COMMENT).first).to_be_visible()
    picture(phone, "6-phone-shown")
    expect(vienna.locator(".layer.shown")).to_contain_text(QUESTION, timeout=20_000)
    picture(vienna, "7-wall-question")

    # The mayor's office answers in German, and the wall and the phone show it.
    office = window("office", "/en/answers")
    settle(office)
    office.get_by_text(QUESTION).first.click()
    settle(office)
    office.get_by_role("radio", name="German", exact=True).first.click()
    settle(office)
    answer = office.get_by_label("The answer, in German").first
    expect(answer).to_be_visible(timeout=15_000)
    answer.fill(ANSWER)
    office.get_by_label("Office that signs").fill("Büro des Bürgermeisters")
    office.get_by_role("radio", name="Answered", exact=True).click()
    publish = office.get_by_role("button", name="Publish the answer")
    expect(publish).to_be_enabled(timeout=15_000)
    publish.click()
    office.get_by_role("button", name="Publish now").click()
    expect(vienna.locator(".layer.shown")).to_contain_text(ANSWER, timeout=20_000)
    picture(vienna, "8-wall-answer")
    office.get_by_text("Published. Everybody can read it now.").wait_for()
    picture(office, "9-office")
    phone.goto(f"{server.url}/es/questions")
    phone.get_by_role("link", name=QUESTION).first.click()
    expect(phone.locator("#vienna")).to_contain_text(ANSWER)
    expect(phone.locator("#vienna [lang=de]").first).to_contain_text(ANSWER)
    picture(phone, "10-phone-answer")
