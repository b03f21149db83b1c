"""The overview in a real browser: a cell opens its practices, Back comes back, light and dark."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle

DRAWN_WITHIN = 20_000  # eight charts on a slow machine, cold


def open_overview(page: Page, base_url: str, language: str = "en", query: str = "") -> None:
    page.goto(f"{base_url}/{language}/overview{query}")
    settle(page)
    expect(cells(page, "regions").first).to_be_visible(timeout=DRAWN_WITHIN)


def cells(page: Page, part: str) -> Locator:
    return page.locator(f".st-key-chart_{part} .bars .point")


def click_in(page: Page, cell: Locator, across: float = 0.5) -> None:
    """Click with the mouse: the chart hears the place, not the shape."""
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("across", [0.1, 0.9])
def test_a_click_anywhere_in_a_cell_opens_explore_with_its_filters(
    page: Page, base_url: str, across: float
) -> None:
    open_overview(page, base_url)

    click_in(page, cells(page, "regions").nth(3), across)

    expect(page).to_have_url(re.compile(r"/en/explore\?theme=cohesion&region=011$"))


def test_back_from_a_cell_shows_the_whole_overview_again(page: Page, base_url: str) -> None:
    open_overview(page, base_url, "fr")
    click_in(page, cells(page, "topics").first)
    expect(page).to_have_url(re.compile(r"/fr/explore\?theme=cohesion&topic=communicative$"))
    settle(page)

    page.go_back()

    expect(page).to_have_url(f"{base_url}/fr/overview")
    expect(cells(page, "regions").first).to_be_visible(timeout=DRAWN_WITHIN)
    page.go_forward()
    expect(page).to_have_url(re.compile(r"/fr/explore\?theme=cohesion&topic=communicative$"))


def test_a_mark_of_the_timeline_opens_its_practice(page: Page, base_url: str) -> None:
    open_overview(page, base_url)

    click_in(page, page.locator(".st-key-chart_starts .scatterlayer .point").first)

    expect(page).to_have_url(re.compile(r"/en/practice\?id=[a-z0-9-]+$"))


def test_the_hatched_part_of_a_bar_opens_those_that_do_not_state_it(
    page: Page, base_url: str
) -> None:
    open_overview(page, base_url)

    click_in(page, cells(page, "unstated").nth(4))

    expect(page).to_have_url(re.compile(r"/en/explore\?figures=no$"))


def test_a_table_opens_and_its_link_leads_to_explore(page: Page, base_url: str) -> None:
    open_overview(page, base_url)
    part = page.locator(".st-key-overview_audiences")
    part.locator("summary").click()

    part.get_by_role("row", name=re.compile("^Young people")).get_by_role("link").last.click()

    expect(page).to_have_url(re.compile(r"/en/explore\?audience=youth$"))


def test_charts_follow_the_device_from_light_to_dark(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_overview(page, base_url)
    label = page.locator(".st-key-chart_regions .ytick text").first
    expect(label).to_have_css("fill", "rgb(20, 36, 44)")

    page.emulate_media(color_scheme="dark")

    expect(label).to_have_css("fill", "rgb(233, 238, 237)", timeout=DRAWN_WITHIN)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_phone_shows_everything_without_scrolling_sideways(
    page: Page, base_url: str, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_overview(page, base_url, language)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    wide, room = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] }"
    )
    heads = page.locator(".st-key-chart_regions .xtick text")
    boxes = [heads.nth(at).bounding_box() for at in range(3)]

    assert wide <= room
    for left, right in zip(boxes, boxes[1:], strict=False):
        assert left and right and left["x"] + left["width"] <= right["x"] + 1
