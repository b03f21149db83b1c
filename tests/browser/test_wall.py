"""The wall in a real browser: it moves, keeps step, shows what is new, yields to a touch, stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from dashboard.catalogue import exhibition, pulse
from dashboard.catalogue.exhibition import Subject
from tests.browser import hall as halls
from tests.browser import soak
from tests.browser.conftest import accessibility_faults
from tests.browser.hall import Hall
from tests.catalogue import room
from tests.catalogue.moderated import execute, post, thread
from tests.conftest import Desk

SUMMIT = f"/wall/summit/{room.SUMMIT}"
VIENNA = "/wall/city/vienna"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCREENS = ((1920, 1080), (3840, 2160), (1080, 1920))
SMALLEST = 1.3  # rem
MARGIN = 0.04


@pytest.fixture
def hall(store: Path) -> Iterator[Hall]:
    with halls.opened() as opened:
        yield opened


@pytest.fixture(autouse=True)
def outside(context: BrowserContext, hall: Hall) -> Iterator[list[str]]:
    """A wall asks nobody else for anything: the addresses it asked for."""
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url))
    yield asked
    assert [one for one in asked if not one.startswith((hall.url, "data:"))] == []


def own_clock(context: BrowserContext) -> None:
    """The wall follows the browser's clock, which the test sets, not that of the house."""
    context.add_init_script(
        "const get = Headers.prototype.get; Headers.prototype.get = function (name) {"
        " return name === 'X-House-Clock' ? null : get.call(this, name); };"
    )


@pytest.fixture
def wall(browser: Browser, hall: Hall, outside: list[str]) -> Iterator[Callable[..., Page]]:
    """A wall at nine in the morning, on a screen of its own, its clock in the hand of the test."""
    screens: list[BrowserContext] = []

    def opened(address: str, language: str = "en") -> Page:
        screen = browser.new_context(viewport={"width": 1280, "height": 720}, timezone_id="UTC")
        screens.append(screen)
        screen.on("request", lambda one: outside.append(one.url))
        own_clock(screen)
        page = screen.new_page()
        page.clock.install(time=MORNING)
        page.clock.pause_at(MORNING + timedelta(seconds=1))
        page.goto(f"{hall.url}/{language}{address}")
        running(page)
        return page

    yield opened
    for screen in screens:
        screen.close()


def running(page: Page) -> None:
    """Until the scenes have come and one is shown by the clock."""
    for _ in range(100):
        page.clock.run_for(500)
        if page.evaluate("() => Boolean(document.querySelector('[data-running]'))"):
            page.clock.run_for(1500)
            return
        page.wait_for_timeout(50)
    raise AssertionError("the wall did not begin")


def until(page: Page, there: Callable[[], bool]) -> None:
    """Let the clock run until something is there."""
    for _ in range(300):
        page.clock.run_for(1000)
        if there():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def shown(page: Page) -> str:
    return str(page.locator(".layer.shown .scene").get_attribute("data-key"))


def is_held(page: Page) -> bool:
    return bool(page.evaluate("() => document.body.classList.contains('held')"))


def keys(subject: Subject = Subject("city", "vienna")) -> list[str]:  # noqa: B008 - frozen
    return [one.key for one in exhibition.scenes(subject, "en")]


def seen_in(page: Page, seconds: int) -> list[str]:
    """The scenes of the next seconds, in order."""
    found: list[str] = []
    for _ in range(seconds):
        page.clock.run_for(1000)
        if not found or found[-1] != shown(page):
            found.append(shown(page))
    return found


# By itself --------------------------------------------------------------------------------------


def test_it_goes_through_all_scenes_by_itself_in_their_order(wall: Any) -> None:
    order = keys()
    page = wall(VIENNA)

    found = seen_in(page, 90)

    assert set(found) == set(order)
    at = order.index(found[0])
    assert found == [order[(at + n) % len(order)] for n in range(len(found))]


def test_screens_keep_step_whenever_they_were_switched_on(wall: Any) -> None:
    first = wall(VIENNA)
    first.clock.run_for(31_000)
    second = wall(VIENNA, "de")
    behind = first.evaluate("() => Date.now()") - second.evaluate("() => Date.now()")
    second.clock.run_for(behind)

    for _ in range(12):
        assert shown(first) == shown(second)
        for page in (first, second):
            page.clock.run_for(7_000)


def test_languages_take_turns(wall: Any) -> None:
    page = wall(f"{VIENNA}?languages=fr,es")
    spoken = set()

    for _ in range(20):
        page.clock.run_for(8_000)
        spoken.add(page.locator(".layer.shown .scene").get_attribute("lang"))

    assert spoken == {"fr", "es"}


def test_it_is_dimmed_at_night_and_drifts_within_its_margin(wall: Any) -> None:
    page = wall(VIENNA)
    places = set()

    for hours in range(0, 26, 2):
        page.clock.fast_forward(hours and 7_200_000)
        page.clock.run_for(600)
        hour = page.evaluate("() => new Date().getHours()")
        dark = page.evaluate("() => document.getElementById('night').classList.contains('dark')")
        assert dark == (hour >= 22 or hour < 6)
        places.add(page.evaluate("() => document.getElementById('stage').style.translate"))

    moved = [int(one) for place in places for one in re.findall(r"-?\d+", place)]
    assert len(places) > 5
    assert max(map(abs, moved)) <= 12


def test_who_wants_less_motion_sees_a_cut(browser: Browser, hall: Hall) -> None:
    for wish, length in (("no-preference", "0.6s"), ("reduce", "0s")):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(f"{hall.url}/en{VIENNA}")

        told = "() => getComputedStyle(document.querySelector('.layer')).transitionDuration"
        assert page.evaluate(told) == length
        context.close()


# What is new ------------------------------------------------------------------------------------


def test_what_is_signed_goes_before_whatever_is_shown(
    desk: Desk, hall: Hall, context: BrowserContext
) -> None:
    pages = [context.new_page() for _ in range(2)]
    for page, language in zip(pages, ("en", "de"), strict=True):
        page.goto(f"{hall.url}/{language}{SUMMIT}")
        page.wait_for_selector("[data-running]")

    one = room.signed(room.said("Signed while the wall was running."))

    for page in pages:
        new = page.locator(f'.layer.shown [data-key="conclusion:{one}"]')
        expect(new).to_contain_text("Signed while the wall was running.", timeout=30_000)


def test_what_was_signed_while_the_network_was_gone_is_shown_when_it_is_back(
    desk: Desk, hall: Hall, wall: Any
) -> None:
    page = wall(SUMMIT)
    hall.close()
    before = shown(page)
    page.clock.run_for(20_000)
    page.wait_for_timeout(200)
    page.clock.run_for(20_000)
    expect(page.locator("#lost")).to_contain_text(
        "No connection. You see the exhibition as of 09:0"
    )
    assert shown(page) != before, "it goes on without the house"
    one = room.signed()

    hall.open()

    until(page, lambda: shown(page) == f"conclusion:{one}")
    expect(page.locator("#lost")).to_be_hidden()


def test_after_something_new_it_goes_on_where_the_clock_is(
    desk: Desk, hall: Hall, wall: Any
) -> None:
    page = wall(SUMMIT)
    one = room.signed()
    until(page, lambda: shown(page) == f"conclusion:{one}")
    until(page, lambda: shown(page) != f"conclusion:{one}")
    order = keys(Subject("summit", room.SUMMIT))

    found = seen_in(page, 150)

    at = order.index(found[0])
    assert len(found) > 8
    assert found == [order[(at + n) % len(order)] for n in range(len(found))]


# Somebody is there ------------------------------------------------------------------------------


def test_a_touch_takes_over_and_a_minute_alone_gives_it_back(wall: Any) -> None:
    order = keys()
    page = wall(VIENNA)
    at = order.index(shown(page))

    page.mouse.click(900, 300)
    assert is_held(page)
    assert shown(page) == order[at]
    page.mouse.click(900, 300)
    page.clock.run_for(1000)
    assert shown(page) == order[(at + 1) % len(order)]
    page.mouse.click(50, 300)
    page.clock.run_for(1000)
    assert shown(page) == order[at]

    page.clock.run_for(50_000)
    assert is_held(page)
    assert shown(page) == order[at]
    expect(page.locator("#back")).to_contain_text("Goes on by itself in")
    page.clock.run_for(12_000)
    assert not is_held(page)
    assert len(seen_in(page, 30)) > 1


def test_everything_is_done_with_keys_too(wall: Any) -> None:
    order = keys()
    page = wall(VIENNA)
    at = order.index(shown(page))

    page.keyboard.press("ArrowRight")
    page.clock.run_for(1000)
    assert (is_held(page), shown(page)) == (True, order[(at + 1) % len(order)])
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(1000)
    assert shown(page) == order[at]
    page.keyboard.press("Escape")
    assert not is_held(page)

    page.keyboard.press("Tab")
    assert is_held(page)
    expect(page.locator("#previous")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#pause")).to_have_accessible_name("Go on")
    page.keyboard.press("Enter")
    assert not is_held(page)
    page.keyboard.press("Tab")  # from where the focus was before
    expect(page.locator("#next")).to_be_focused()
    before = shown(page)
    page.keyboard.press("Enter")
    page.clock.run_for(1000)
    assert shown(page) == order[(order.index(before) + 1) % len(order)]


def test_buttons_stop_it_go_back_and_forth_and_let_it_go_on(wall: Any) -> None:
    order = keys()
    page = wall(VIENNA)
    at = order.index(shown(page))
    page.mouse.click(900, 300)

    page.click("#next")
    page.clock.run_for(1000)
    assert shown(page) == order[(at + 1) % len(order)]
    page.click("#previous")
    page.clock.run_for(1000)
    assert shown(page) == order[at]
    expect(page.locator("#place")).to_have_text(f"{at + 1} of {len(order)}")
    page.click("#pause")

    assert not is_held(page)


def test_an_address_of_one_scene_shows_it(wall: Any) -> None:
    page = wall(f"{VIENNA}?scene=map:vienna")
    page.clock.run_for(2000)

    assert shown(page) == "map:vienna"
    assert is_held(page)


def test_there_is_no_way_out(wall: Any, hall: Hall) -> None:
    page = wall(VIENNA)
    here = page.url
    page.mouse.click(900, 300)

    for _ in range(4):
        page.evaluate("() => history.back()")
        page.wait_for_timeout(60)
    assert page.url == here
    assert page.locator("a, form, input, iframe").count() == 0
    prevented = """(make) => {
      const event = eval(make);
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    for kind in ("contextmenu", "dragstart", "selectstart"):
        made = f"new Event('{kind}', {{ bubbles: true, cancelable: true }})"
        assert page.evaluate(prevented, made), kind
    for told in ("key: 'p', ctrlKey: true", "key: 'ArrowLeft', altKey: true", "key: 'F1'"):
        made = f"new KeyboardEvent('keydown', {{ {told}, bubbles: true, cancelable: true }})"
        assert page.evaluate(prevented, made), told


# Without the house ------------------------------------------------------------------------------


def test_switched_on_anew_without_network_it_shows_the_last_state(
    context: BrowserContext, hall: Hall
) -> None:
    page = context.new_page()
    page.goto(f"{hall.url}/en{VIENNA}")
    page.wait_for_selector("[data-running]")
    page.wait_for_function(
        "async () => Boolean(await caches.match('/en/wall/city/vienna'))"
        " && Boolean(localStorage.length)"
    )
    hall.close()

    page.reload()

    page.wait_for_selector("[data-running]")
    expect(page.locator("#lost")).to_be_visible(timeout=30_000)
    family = page.evaluate("() => document.fonts.check('20px Newsreader')")
    assert family, "its letters come along"
    hall.open()
    expect(page.locator("#lost")).to_be_hidden(timeout=30_000)


def test_a_screen_with_older_code_loads_itself_anew(wall: Any) -> None:
    def newer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"build":"', '"build":"new-', 1))

    page = wall(VIENNA)
    loads: list[str] = []
    page.on("request", lambda one: one.is_navigation_request() and loads.append(one.url))
    page.evaluate("() => localStorage.clear()")
    page.route(re.compile(r"\.json(\?|$)"), newer)
    page.reload()  # it has no state yet, and comes by the new one
    assert len(loads) == 1

    until(page, lambda: len(loads) == 2)

    for _ in range(60):
        page.clock.run_for(1000)
        page.wait_for_timeout(20)
    page.unroute_all(behavior="ignoreErrors")
    assert len(loads) == 2, "once, and not again and again"


# How it looks -----------------------------------------------------------------------------------

_STANDS = """([smallest, margin]) => {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const layer = document.querySelector('.layer.shown');
  const [w, h] = [innerWidth, innerHeight];
  const faults = [];
  const main = layer.querySelector('.main');
  if (main.scrollHeight > main.clientHeight + 1 || main.scrollWidth > main.clientWidth + 1)
    faults.push('does not fit');
  for (const one of layer.querySelectorAll('*')) {
    const text = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!text || !one.getClientRects().length) continue;
    const told = one.textContent.trim().slice(0, 30);
    const unit = one.ownerSVGElement ? one.getScreenCTM().a : 1;
    const size = (parseFloat(getComputedStyle(one).fontSize) * unit) / root;
    const box = one.getBoundingClientRect();
    if (size < smallest) faults.push(`${told}: ${size.toFixed(2)}rem`);
    const [x, y] = [w * margin - 1, h * margin - 1];
    if (box.left < x || box.right > w - x || box.top < y || box.bottom > h - y)
      faults.push(`${told}: beyond the margin`);
  }
  return faults;
}"""


def stepped(page: Page) -> Iterator[str]:
    """Each scene of a wall, one after the other, as it stands when nobody is there."""
    page.wait_for_selector("[data-running]")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    place = page.locator("#place").text_content() or ""
    for _ in range(int(re.findall(r"\d+", place)[-1])):
        page.evaluate("() => document.body.classList.remove('held')")
        now = shown(page)
        yield now
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "(before) => { const all = document.querySelectorAll('.layer.shown .scene');"
            " return all.length === 1 && all[0].dataset.key !== before }",
            arg=now,
        )


@pytest.fixture
def still(browser: Browser, hall: Hall) -> Iterator[Callable[..., Page]]:
    """A wall without motion on a screen of some size."""
    screens: list[BrowserContext] = []

    def opened(address: str, width: int, height: int) -> Page:
        viewport: Any = {"width": width, "height": height}
        screens.append(browser.new_context(viewport=viewport, reduced_motion="reduce"))
        page = screens[-1].new_page()
        page.goto(hall.url + address)
        return page

    yield opened
    for screen in screens:
        screen.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: f"{one[0]}x{one[1]}")
def test_every_scene_fits_every_screen_with_its_longest_words(
    still: Any, screen: tuple[int, int]
) -> None:
    found = []
    for language in ("de", "fr"):
        page = still(f"/{language}{SUMMIT}", *screen)
        for key in stepped(page):
            told = page.evaluate(_STANDS, [SMALLEST, MARGIN])
            found += [f"{language} {key}: {one}" for one in told]

    assert found == []


GERMAN = "Oberbürgermeisterkonferenzen beschließen Nachbarschaftsbegegnungsstätten: "
CITIES = ("montreal", "vienna", "hamburg", "izmir", "toulouse", "warsaw", "new-york", "ouagadougou")


def longest() -> set[str]:
    """The longest of everything that may be said here; the keys of its scenes."""
    one = room.signed(
        room.promise((GERMAN * 7)[:500]).with_(language="de", texts={"de": (GERMAN * 7)[:500]})
    )
    thread_key, moment = f"conclusion:{one}", datetime(2026, 6, 1, 9)
    thread(thread_key, f"summit:{room.SUMMIT}")
    for number in range(2):
        told = {"state": "shown", "shown_at": moment, "words": (GERMAN * 5)[:240]}
        post(f"cccccccccc{number:02}", thread=thread_key, room=f"summit:{room.SUMMIT}", **told)
    for number, said in enumerate(("so", "not_so", "unknown")):
        execute(
            "insert into voice select ?, ? || i, ?, ?::timestamp from range(?) as one (i)",
            thread_key, said, said, moment, 180 + number,
        )  # fmt: skip
    question = "dddddddddd01"
    words = (GERMAN * 3)[:199] + "?"
    post(question, kind="question", state="shown", shown_at=moment, words=words, language="de")
    for city in CITIES:
        execute("insert into question_city values (?, ?, ?, '2026-06-30')", question, city, moment)
    pulse.beat(thread_key, "questions")
    return {
        f"conclusion:{one}", f"voices:{thread_key}", f"question:{question}", f"overdue:{question}",
    }  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: f"{one[0]}x{one[1]}")
def test_the_longest_of_everything_fits(desk: Desk, still: Any, screen: tuple[int, int]) -> None:
    wanted = longest()
    page = still(f"/de{SUMMIT}", *screen)

    found = {key: page.evaluate(_STANDS, [SMALLEST, MARGIN]) for key in stepped(page)}

    assert wanted <= set(found)
    assert {key: found[key] for key in wanted} == dict.fromkeys(wanted, [])


def test_nothing_on_the_wall_bars_anybody(still: Any) -> None:
    page = still(f"/en{VIENNA}", 1280, 720)

    seen = {key: accessibility_faults(page) for key in stepped(page)}

    assert len(seen) == len(keys())
    assert {key: told for key, told in seen.items() if told} == {}


# For hours --------------------------------------------------------------------------------------


def test_it_does_not_grow_over_hundreds_of_scenes(wall: Any) -> None:
    page = wall(f"{VIENNA}?languages=fr,en,de,es")
    devtools = soak.devtools_of(page)
    changes, last = 0, ""
    measures = []

    for _ in range(8):
        for _ in range(60):
            page.clock.run_for(14_000)
            changes += shown(page) != last
            last = shown(page)
        measures.append(soak.measure(devtools))

    assert changes > 300
    assert measures[-1].grown_from(measures[1]) == []
    assert page.locator(".layer").count() == 2
    assert page.evaluate("() => document.querySelectorAll('*').length") < 600
