"""The discussion as an inhabitant meets it: a phone, in Spanish, with and without script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.catalogue.discussion.authors import PAUSE
from tests.browser.conftest import accessibility_faults, free_port, serving, sideways

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
THREAD = "talk/conclusion/dusseldorf-2019-inclusive.3"
QUESTION = "talk/question/dusseldorf-2019-inclusive.q1"
CITY = "talk/city/vienna"


@pytest.fixture(scope="session")
def base_url(served_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house of its own, in which posts are shown at once and nobody is told to slow down."""
    file = tmp_path_factory.mktemp("talk") / "catalogue.duckdb"
    shutil.copy(served_store, file)
    told = {"DISCUSSION_MODE": "after", "SPAM_SECONDS": "0", "POSTS_PER_MINUTE": "600"}
    with serving(file, free_port(), **told) as url:
        yield url


@pytest.fixture(params=[False, True], ids=["without script", "with script"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport=PHONE, locale="es-ES", java_script_enabled=request.param, has_touch=True
    )
    context.scripted = request.param  # type: ignore[attr-defined]
    yield context
    context.close()


def send(page: Page) -> None:
    page.locator("form[data-talk] button[type=submit]").click()


def sent(page: Page) -> str:
    """The author's link on the page that says that it arrived."""
    link = page.locator("#link")
    expect(link).to_be_visible()
    return link.inner_text()


def times(page: Page, base_url: str, thread: str, words: str) -> int:
    """How often something stands in a thread, by its feed, once readers have been told of it."""
    wait_until_told(page)
    answer = page.request.get(f"{base_url}/en/feed/{thread}.atom")
    found = [one.content[0].value for one in feedparser.parse(answer.body()).entries]
    return found.count(words)


def wait_until_told(page: Page) -> None:
    """Posts of the same moment are told of together, a little later."""
    page.wait_for_timeout(1_000 * PAUSE + 300)


def wrote(page: Page, base_url: str, thread: str, words: str, language: str = "es") -> None:
    page.goto(f"{base_url}/{language}/{thread}")
    page.fill("#words", words)
    send_and_look(page)


def send_and_look(page: Page) -> None:
    """Send; without script there is one look more at what was written."""
    send(page)
    expect(page.locator("#link, .faults")).to_be_visible()
    if page.locator(".faults").count():
        send(page)
    sent(page)


def test_an_inhabitant_posts_in_spanish_from_a_phone(phone: BrowserContext, base_url: str) -> None:
    page = phone.new_page()
    words = f"En mi calle ya hay un sitio así, {'con' if phone.scripted else 'sin'} guion. ñ ¿sí?"

    page.goto(f"{base_url}/{THREAD}")  # an address from a wall: the phone's own language
    expect(page).to_have_url(re.compile(rf"/es/{THREAD}$"))
    assert sideways(page) <= 0 if phone.scripted else True
    page.fill("#words", words)
    page.fill("#name", "Lucía")
    send(page)
    expect(page.locator(".faults")).to_be_visible()  # whoever gives a name is asked one thing more
    expect(page.locator("#words")).to_have_value(words)
    expect(page.locator("#name")).to_have_value("Lucía")
    page.check("#sixteen")
    send(page)

    link = urlsplit(sent(page))
    assert link.path == "/es/mine"
    page.locator(".actions a").first.click()
    post = page.locator(".post", has_text=words)
    expect(post).to_be_visible()
    expect(post.locator(".post-head bdi")).to_have_text("Lucía")
    expect(post.locator("p[lang=es]")).to_have_text(words)
    german = page.request.get(f"{base_url}/de/{THREAD}").text()
    assert "Text auf Spanisch" in german
    assert times(page, base_url, THREAD, words) == 1


def test_one_answers_below_a_post(phone: BrowserContext, base_url: str) -> None:
    page = phone.new_page()
    mark = "A" if phone.scripted else "B"
    wrote(page, base_url, QUESTION, f"¿Quién más {mark}?")
    wait_until_told(page)
    page.goto(f"{base_url}/es/{QUESTION}")
    before = page.url

    page.locator(".post", has_text=f"¿Quién más {mark}?").locator("a[data-answer]").click()
    page.fill("#words", f"Yo también {mark}.")
    if phone.scripted:
        assert page.url == before  # right below the post, without a load
        expect(page.locator(".post .talk-form")).to_be_visible()
    send_and_look(page)

    wait_until_told(page)
    page.goto(f"{base_url}/es/{QUESTION}")
    expect(page.locator(".post-2", has_text=f"Yo también {mark}.")).to_be_visible()


def test_a_voice_is_counted_and_says_so(phone: BrowserContext, base_url: str) -> None:
    page = phone.new_page()
    page.goto(f"{base_url}/es/{THREAD}")

    page.locator("button[value=not_so]").click()
    expect(page.locator(".street-thanks")).to_be_visible()
    page.locator("button[value=so]").click()

    expect(page).to_have_url(re.compile(r"said=so#voices$"))
    expect(page.locator("button.said")).to_have_attribute("value", "so")


def test_a_text_survives_a_reload_and_a_line_that_is_lost(page: Page, base_url: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{base_url}/en/{CITY}")
    page.fill("#words", "Long thought about, and not lost.")
    page.reload()
    expect(page.locator("#words")).to_have_value("Long thought about, and not lost.")

    page.locator("#words").focus()
    page.context.set_offline(True)
    send(page)
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.goto(f"{base_url}/en/{CITY}")
    expect(page.locator("#words")).to_have_value("Long thought about, and not lost.")
    send(page)
    sent(page)

    assert times(page, base_url, CITY, "Long thought about, and not lost.") == 1
    page.goto(f"{base_url}/en/{CITY}")
    expect(page.locator("#words")).to_have_value("")


def test_a_double_click_and_a_reload_of_the_answer_are_one_post(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/{CITY}")
    page.fill("#words", "Pressed twice, kept once.")
    page.locator("form[data-talk] button[type=submit]").dblclick()
    first = sent(page)

    page.reload()

    assert sent(page) == first
    assert times(page, base_url, CITY, "Pressed twice, kept once.") == 1


def test_the_link_is_copied_and_the_signs_left_are_told(
    page: Page, base_url: str, faults: list[str]
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base_url}/en/{CITY}")
    page.fill("#words", "x" * 990)
    expect(page.locator("[data-left]")).to_have_text("Signs left: 10")
    page.fill("#words", "😀" * 1_003)  # counted as people count
    expect(page.locator(".talk-over")).to_have_text("Signs too many: 3")
    page.fill("#words", "Short enough.")
    send(page)
    link = sent(page)

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_hostile_text_runs_nothing(page: Page, base_url: str, faults: list[str]) -> None:
    hostile = '</textarea><img src=x onerror=alert(1)><script>alert(2)</script> " onload="x'
    opened: list[str] = []
    page.on("dialog", lambda one: (opened.append(one.message), one.dismiss()))
    wrote(page, base_url, CITY, hostile, "en")
    wait_until_told(page)

    page.goto(f"{base_url}/en/{CITY}")

    expect(page.locator(".post", has_text=hostile)).to_be_visible()
    assert page.locator("main img").count() == 0
    page.locator("a[data-answer]").first.click()
    page.wait_for_timeout(200)
    assert opened == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_are_for_everybody(
    page: Page, base_url: str, size: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    words = f"Eine_Straße_ohne_Ende{'x' * 200} {scheme} {size['width']}"
    wrote(page, base_url, THREAD, words, "de")
    found = [f"sent: {one}" for one in accessibility_faults(page)]
    page.locator(".actions a").first.click()  # the thread, at the post
    for address in (None, f"de/{THREAD}?said=so", "de/talk", f"de/{CITY}"):
        if address:
            page.goto(f"{base_url}/{address}")
        found += [f"{page.url}: {one}" for one in accessibility_faults(page)]
        assert sideways(page) <= 0, page.url
    page.goto(f"{base_url}/de/{THREAD}")
    page.fill("#name", "N" * 30)
    page.fill("#words", " x ")
    send(page)
    expect(page.locator(".faults")).to_be_visible()
    found += [f"faults: {one}" for one in accessibility_faults(page)]

    assert found == []
