"""From the author's hand to everybody's screen: sent, sent back, answered, published, seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import ROOT, accessibility_faults, settle, sideways
from tests.browser.own_server import OwnServer

COMPAZ = "recife-compaz-community-peace-centres"
# Both drafts are typed before the server starts: typing them has its own tests.
_TYPED = """
import sys
from dashboard.catalogue import contributions, database
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.rights import Actor, Grant
with database._cursor() as cursor:
    account = cursor.execute("select account from account where name = 'Researcher'").fetchone()[0]
ada = Actor(account, "Researcher", frozenset({Grant("researcher")}))
for receipt, title in (("r-en", "Zebrafinken am Fenster"), ("r-fr", "Quittengelee im Hof")):
    one = contributions.begin(ada, receipt=receipt, language="de")
    draft = Draft(
        language="de", city_id=2820256, themes=("integration",), instrument="service",
        title={"de": Wording(words=title, origin="original")},
        summary={"de": Wording(words="Nachbarn lernen einander kennen.", origin="original")},
        sources=(Source(url="https://example.org/" + receipt),),
    )
    contributions.save(ada, receipt, draft, one.stamp)
database.close()
"""


@pytest.fixture(scope="module")
def server(store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    own = OwnServer(store, tmp_path_factory.mktemp("review"), "researcher", "reviewer")
    subprocess.run([sys.executable, "-c", _TYPED], check=True, cwd=ROOT, env=own._environment)
    own.start()
    yield own
    own.kill()


@pytest.fixture
def open_as(browser: Browser, server: OwnServer) -> Iterator:
    """A window of a researcher, a reviewer or, without a name, of anybody."""
    opened: list[Page] = []

    def window(who: str | None, path: str) -> Page:
        page = server.page(browser, who) if who else browser.new_context().new_page()
        opened.append(page)
        page.goto(server.url + path)
        settle(page)
        return page

    yield window
    for page in opened:
        with suppress(Error):
            page.context.close()


def press(page: Page, key: str) -> None:
    """Press a button by its key, and wait for what it does."""
    page.locator(f"[class*='st-key-{key}'] button").first.click()
    page.wait_for_timeout(300)
    settle(page)


def write(page: Page, key: str, words: str) -> None:
    page.locator(f".st-key-{key} textarea").fill(words)
    page.keyboard.press("Tab")
    settle(page)


@pytest.mark.parametrize(
    ("language", "receipt", "title", "slug"),
    [
        ("en", "r-en", "Zebrafinken am Fenster", "ulm-zebrafinken-am-fenster"),
        ("fr", "r-fr", "Quittengelee im Hof", "ulm-quittengelee-im-hof"),
    ],
)
def test_what_is_sent_comes_back_is_answered_and_published_and_everybody_sees_it_at_the_next_click(
    open_as, language: str, receipt: str, title: str, slug: str
) -> None:
    listed = open_as(None, f"/{language}/explore?city=ulm-2820256")
    mapped = open_as(None, f"/{language}/map")
    beside = open_as(None, f"/{language}/compare?id={slug}&id={COMPAZ}")
    for page in (listed, beside):
        expect(page.locator("body")).not_to_contain_text(title)
    before = mapped.locator("[data-testid=stMain]").inner_text()

    author = open_as("researcher", f"/{language}/contribute?draft={receipt}&step=preview")
    press(author, "send")
    reviewer = open_as("reviewer", f"/{language}/review")
    reviewer.locator(".queue-name a", has_text=title).click()
    reviewer.wait_for_url(f"**id={receipt}**")
    settle(reviewer)
    press(reviewer, "review_take")
    press(reviewer, f"note_{receipt}_summary_write")
    write(reviewer, f"note_{receipt}_summary", "Which neighbours?")
    press(reviewer, f"note_{receipt}_summary_keep")
    expect(reviewer.locator(".review-note-open")).to_contain_text("Which neighbours?")
    write(reviewer, f"review_reason_{receipt}", "One question.")
    press(reviewer, "decide_changes_requested")
    press(reviewer, "decide_now")
    expect(reviewer.locator(".state-done")).to_be_visible()

    author.goto(author.url.replace("step=preview", "step=what"))
    settle(author)
    expect(author.locator("body")).to_contain_text("Which neighbours?")
    press(author, "resolve_")
    author.goto(author.url.replace("step=what", "step=preview"))
    settle(author)
    press(author, "send")

    reviewer.goto(reviewer.url.split("?")[0] + f"?id={receipt}")
    settle(reviewer)
    expect(reviewer.locator(".review-note-resolved")).to_contain_text("Which neighbours?")
    press(reviewer, "review_take")
    press(reviewer, "decide_published")
    for page in (listed, beside):
        expect(page.locator("body")).not_to_contain_text(title)
    press(reviewer, "decide_now")
    expect(reviewer.locator(".state-done")).to_be_visible()

    listed.locator("[data-testid=stButtonGroup] button").nth(1).click()
    expect(listed.locator("body")).to_contain_text(title)
    beside.locator("input[type=search], input[type=text]").first.fill("a")
    beside.keyboard.press("Enter")
    expect(beside.locator("table")).to_contain_text(title)
    mapped.locator("[data-testid=stButtonGroup] button").nth(1).click()
    settle(mapped)
    mapped.locator("[data-testid=stButtonGroup] button").nth(1).click()
    settle(mapped)
    assert mapped.locator("[data-testid=stMain]").inner_text() != before


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_queue_record_and_history_are_accessible_on_phone_and_desktop(
    browser: Browser, server: OwnServer, width: int, look: str
) -> None:
    window = {"viewport": {"width": width, "height": 900}, "color_scheme": look}
    page = server.page(browser, "reviewer", **window)
    author = server.page(browser, "researcher", **window)
    author.goto(f"{server.url}/en/practice?id={COMPAZ}")
    settle(author)

    faults = accessibility_faults(author)
    for path in ("review", "review?id=r-en", f"history?id={COMPAZ}", f"practice?id={COMPAZ}"):
        page.goto(f"{server.url}/en/{path}")
        settle(page)
        faults += [f"{path}: {one}" for one in accessibility_faults(page)]
        if sideways(page) > 0:
            faults.append(f"{path}: {sideways(page)} px wider than the window")
        if page.locator("h1").count() != 1:
            faults.append(f"{path}: {page.locator('h1').count()} main headings")
    page.context.close()
    author.context.close()

    assert faults == []
