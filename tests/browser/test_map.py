"""The map in a real browser: marks, lists, keyboard, Back, light and dark."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

READY_WITHIN = 15_000  # on a slow machine, cold


@pytest.fixture(autouse=True)
def no_fault(page: Page) -> Iterator[None]:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield
    assert faults == []


def open_map(page: Page, base_url: str, query: str = "", language: str = "en") -> Locator:
    """Open the page and wait until land and marks are drawn."""
    page.goto(f"{base_url}/{language}/map{query}")
    ready = page.locator(".practice-map[data-ready=true]")
    expect(ready).to_be_visible(timeout=READY_WITHIN)
    return ready


def panel_title(page: Page) -> Locator:
    return page.locator(".st-key-map_panel h2").first


def focused(page: Page) -> str:
    """The words of what has the focus, inside the map's shadow too."""
    return page.evaluate(
        "() => { let at = document.activeElement;"
        " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
        " return at?.getAttribute('aria-label') || at?.textContent || '' }"
    )


def numbers(page: Page) -> int:
    """The practices of all marks and rings in sight."""
    words = page.locator(".spot .hidden-words").all_text_contents()
    found = [re.search(r"(\d+) practices?", one) for one in words]
    return sum(int(one[1]) for one in found if one)


def test_the_marks_of_the_whole_world_hold_every_practice(page: Page, base_url: str) -> None:
    open_map(page, base_url)

    told = page.locator(".st-key-map_head .sentence b").inner_text()
    assert numbers(page) == int(told.split()[0])


def test_a_filter_changes_the_marks_and_keeps_the_view(page: Page, base_url: str) -> None:
    map_ = open_map(page, base_url)
    page.get_by_role("button", name="Zoom in").click()
    expect(map_).not_to_have_attribute("data-zoom", re.compile(r"^[012](\.|$)"))
    zoom = map_.get_attribute("data-zoom")
    page.evaluate(
        "() => { window.sameMap = document.querySelector('[class*=st-key-practice_map]') }"
    )

    page.locator(".st-key-filter_themes button", has_text="Everyday security").click()

    expect(page).to_have_url(re.compile(r"theme=security"))
    expect(page.locator(".spot").first).to_be_visible()
    assert map_.get_attribute("data-zoom") == zoom
    assert page.evaluate(
        "() => window.sameMap === document.querySelector('[class*=st-key-practice_map]')"
    )


def test_marks_that_stand_alone_survive_a_filter(page: Page, base_url: str) -> None:
    open_map(page, base_url)

    page.locator(".st-key-filter_themes button", has_text="Everyday security").click()

    expect(page.locator(".st-key-map_head .sentence")).to_contain_text("They come from")
    told = page.locator("[role=status].sentence b").inner_text()
    expect(page.locator(".spot.city").first).to_be_attached()
    assert numbers(page) == int(told.split()[0])


def test_a_click_opens_the_list_and_back_closes_it(page: Page, base_url: str) -> None:
    open_map(page, base_url)

    page.get_by_role("button", name=re.compile("^Reykjav")).click()

    expect(panel_title(page)).to_have_text(re.compile("Reykjav"))
    expect(page).to_have_url(re.compile(r"[?&]at=reykjavik"))
    expect(page.locator(".st-key-map_panel .card")).to_have_count(2)
    expect(page.locator(".spot.chosen")).to_have_count(1)

    page.go_back()

    expect(page.locator(".st-key-map_panel")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("at="))
    expect(page.locator(".spot.chosen")).to_have_count(0)


def test_the_map_serves_the_keyboard(page: Page, base_url: str) -> None:
    open_map(page, base_url)
    page.get_by_label("Zoom to").focus()
    for _step in range(40):
        page.keyboard.press("Tab")
        if focused(page).endswith("Opens a closer view."):
            break
    ring = focused(page)
    assert ring.endswith("Opens a closer view.")

    page.keyboard.press("Enter")

    expect(page.locator(".practice-map")).not_to_have_attribute(
        "data-zoom", re.compile(r"^[012](\.|$)")
    )
    assert "practice" in focused(page), "the focus went on to what the ring held"

    city = page.locator(".spot.city").first
    city.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at="))
    expect(panel_title(page)).to_be_visible()
    name = panel_title(page).inner_text()
    assert name in focused(page), "the focus stays on the mark"

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-map_panel")).to_have_count(0)


def test_a_skip_key_leads_past_the_map(page: Page, base_url: str) -> None:
    open_map(page, base_url)

    page.get_by_role("button", name="Skip the map").focus()
    page.keyboard.press("Enter")

    assert "The same in words" in focused(page)


def test_pointing_at_a_mark_tells_its_themes(page: Page, base_url: str) -> None:
    open_map(page, base_url)

    page.locator(".spot.cluster").first.hover()

    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(re.compile(r"\d+ practices in \d+ cities"))
    page.keyboard.press("Escape")
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_a_link_to_a_city_shows_it_alone_on_the_map(page: Page, base_url: str) -> None:
    open_map(page, base_url, "?at=ghent")

    chosen = page.locator(".spot.city.chosen")
    expect(chosen).to_contain_text("Ghent")
    expect(chosen).to_be_in_viewport()


def test_a_region_is_zoomed_to_and_left_again(page: Page, base_url: str) -> None:
    map_ = open_map(page, base_url, "?zoom=154")
    near = float(map_.get_attribute("data-zoom") or 0)
    assert near > 3

    page.get_by_role("button", name="Show the whole map").click()

    expect(map_).not_to_have_attribute("data-zoom", str(near))
    assert numbers(page) > 200


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(page: Page, base_url: str) -> None:
    map_ = open_map(page, base_url)
    before = map_.get_attribute("data-zoom")
    map_.hover()

    page.mouse.wheel(0, -300)
    expect(page.locator(".hint")).to_have_text("Hold Ctrl and scroll to zoom")
    assert map_.get_attribute("data-zoom") == before

    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(map_).not_to_have_attribute("data-zoom", before or "")


def test_countries_tell_what_was_read_and_open_their_cities(page: Page, base_url: str) -> None:
    open_map(page, base_url, "?layer=coverage")
    expect(page.locator(".spot.city")).to_have_count(0)

    page.locator("path[data-country=BR]").hover()
    expect(page.locator(".tip")).to_contain_text(re.compile(r"Brazil\d+ practices in \d+ cities"))
    page.locator("path[data-country=CN]").hover()
    expect(page.locator(".tip")).to_contain_text("not read yet")

    singapore = page.get_by_role("button", name=re.compile("^Singapore"))
    singapore.focus()
    page.keyboard.press("Enter")
    expect(panel_title(page)).to_have_text("Singapore")
    expect(page).to_have_url(re.compile("at=SG"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_land_sea_and_marks_follow_the_theme(page: Page, base_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_map(page, base_url)

    def colour(selector: str, property_: str) -> str:
        return page.locator(selector).first.evaluate(
            "(one, name) => getComputedStyle(one)[name]", property_
        )

    wanted = {
        "light": ("rgb(251, 252, 251)", "rgb(237, 241, 240)", "rgb(20, 36, 44)"),
        "dark": ("rgb(16, 24, 28)", "rgb(26, 37, 42)", "rgb(233, 238, 237)"),
    }[scheme]
    drawn = (
        colour("path.land", "fill"),
        colour(".practice-map", "backgroundColor"),
        colour(".ring > span", "color"),
    )
    assert drawn == wanted


def test_a_finger_scrolls_the_page_and_the_list_stands_below(
    browser: object, base_url: str
) -> None:
    context = browser.new_context(  # type: ignore[attr-defined]
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    map_ = open_map(page, base_url, "?at=ghent")

    assert "dragging" not in (page.locator(".canvas").get_attribute("class") or "")
    assert page.locator(".canvas").evaluate("one => getComputedStyle(one).touchAction") == (
        "pan-x pan-y"
    )
    below = page.locator(".st-key-map_panel").bounding_box()
    above = map_.bounding_box()
    assert below and above and below["y"] >= above["y"] + above["height"]
    assert above["height"] == 420
    context.close()


def test_without_its_code_the_map_says_where_else_to_look(page: Page, base_url: str) -> None:
    page.route("**/leafmap.js*", lambda route: route.abort())
    page.goto(f"{base_url}/en/map")

    expect(page.locator(".practice-map")).to_have_text(
        "The map did not load. The table below holds the same.", timeout=READY_WITHIN
    )
