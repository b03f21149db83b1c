"""An edition to take home from a disk, in a browser without a network: show, pages, posters."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Request, expect
from pypdf import PdfReader

from dashboard.taking_home import branding, packing
from tests.browser.conftest import AXE, RULES, sideways
from tests.taking_home.small_house import LIVE, made, small_house

LONG_NAME = "Oberbürgermeisterinnengemeinschaftsverwaltung der Landeshauptstadt Düsseldorf"
A4 = {"width": 794, "height": 1123}  # in CSS pixels, 96 an inch

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of a small house, dressed by a city with a long name."""
    out = io.BytesIO()
    Image.new("RGB", (640, 200), "#c8102e").save(out, "PNG")
    own = branding.of_form(
        {
            "name": LONG_NAME,
            "welcome": {"de": "Willkommen in unserem Rathaus.\n\nSehen Sie sich um."},
            "colours": {"light": "#8f3310", "dark": "#f0b090", "wall": "#0b5b56"},
            "logo": out.getvalue(),
        }
    )
    with small_house(tmp_path_factory.mktemp("small"), store):
        return packing.put(made(branding=own), tmp_path_factory.mktemp("stick"))[0]


@pytest.fixture
def offline(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a page of the folder in a browser whose network is pulled; nothing may go wrong."""
    faults: list[str] = []
    contexts = []

    def opened(path: str, **settings: object) -> Page:
        context = browser.new_context(offline=True, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()

        page.on("requestfailed", lambda one: None if left(one) else faults.append(one.url))
        page.on("request", lambda one: None if own(one.url) else faults.append(one.url))
        page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: faults.append(str(one)))
        page.goto((folder / path).as_uri())
        return page

    def own(url: str) -> bool:
        return url.startswith(("file:", "data:"))

    def left(one: Request) -> bool:
        """Whether the page was left before its icon had come."""
        return "ERR_ABORTED" in (one.failure or "")

    yield opened
    assert faults == []
    for context in contexts:
        context.close()


def barriers(page: Page) -> list[str]:
    """What axe finds; told not to read the styles' files, which no page of a disk may."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        """async (tags) => {
          const all = await axe.run(document, { runOnly: tags, preload: false });
          return all.violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target }) => `${id}: ${help} at ${target.join(" > ")}`));
        }""",
        RULES,
    )
    return [str(one) for one in found]


def place(page: Page) -> str:
    return page.locator("#place").inner_text()


# A walk -----------------------------------------------------------------------------------------


def test_from_the_stick_to_the_show_to_a_poster_in_another_language(offline: Open) -> None:
    page = offline("index.html")
    page.get_by_role("link", name="Deutsch").click()
    assert page.locator(".standfirst").inner_text().startswith("Willkommen in unserem Rathaus.")
    page.locator("a[href='show.html']").click()
    page.keyboard.press("ArrowRight")
    page.locator("a.out").click()
    page.locator("a[href='read.html']").first.click()
    page.locator("#practices + ul a").first.click()
    title = page.locator("h1").inner_text()
    page.locator("nav.languages a[hreflang=fr]").click()

    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").inner_text() != title
    page.locator("a[rel=prev]").click()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_kind_of_page_can_be_used_by_everybody(
    offline: Open, folder: Path, scheme: str, width: int
) -> None:
    items = [
        next((folder / "de" / "item").glob(f"{kind}-*.html")).name
        for kind in ("question", "conclusion", "mayors", "practice")
    ]
    page = offline("de/index.html", color_scheme=scheme, viewport={"width": width, "height": 844})
    for path in (
        "index",
        "de/index",
        "de/read",
        "de/posters",
        *(f"de/item/{one[:-5]}" for one in items),
    ):
        page.goto((folder / f"{path}.html").as_uri())

        assert page.locator("h1").count() == 1, path
        assert sideways(page) <= 0, path
        assert barriers(page) == [], path
        assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)"), path
        assert page.evaluate("document.fonts.check('20px Newsreader')"), path


# The show ---------------------------------------------------------------------------------------


def test_the_show_moves_by_itself_and_starts_again_at_its_end(offline: Open) -> None:
    page = offline("de/index.html", viewport={"width": 1920, "height": 1080})
    page.clock.install()
    page.goto(page.url.replace("index.html", "show.html"))
    scenes = [one.get_attribute("id") for one in page.locator(".layer").all()]
    longest = max(
        float(one.get_attribute("data-seconds") or 0) for one in page.locator(".layer").all()
    )
    seen = [scenes[0]]
    for _ in range(int(longest + 2) * len(scenes)):
        page.clock.run_for(1000)
        now = page.locator(".layer.shown").get_attribute("id")
        if now != seen[-1]:
            seen.append(now)
        if len(seen) > len(scenes):
            break

    assert seen == [*scenes, scenes[0]]
    page.clock.run_for(700)
    expect(page.locator(".layer:not([hidden])")).to_have_count(1)


def test_a_hand_takes_over_and_pause_holds_it(offline: Open) -> None:
    page = offline("de/index.html", viewport={"width": 1280, "height": 800})
    page.clock.install()
    page.goto(page.url.replace("index.html", "show.html"))
    first = place(page)
    page.keyboard.press("ArrowRight")
    second = place(page)
    page.clock.run_for(59_000)
    assert place(page) == second != first, "who looks has a minute"
    page.clock.run_for(3_000)
    third = place(page)
    assert third != second, "left alone it goes on"
    page.keyboard.press(" ")
    page.clock.run_for(600_000)

    assert place(page) == third
    assert page.locator("#pause").get_attribute("aria-label") == page.locator("body").get_attribute(
        "data-resume"
    )


@pytest.mark.parametrize(
    "size",
    [(1920, 1080), (3840, 2160), (1080, 1920), (1280, 800)],
    ids=lambda one: "x".join(map(str, one)),
)
def test_every_scene_fits_its_screen(offline: Open, size: tuple[int, int]) -> None:
    page = offline("de/show.html", viewport={"width": size[0], "height": size[1]},
                   reduced_motion="reduce")  # fmt: skip
    for _ in range(page.locator(".layer").count()):
        over = page.evaluate(
            """() => { const main = document.querySelector(".layer.shown .main");
            return [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth,
              document.documentElement.scrollWidth - innerWidth]; }"""
        )
        assert max(over) <= 1, page.locator(".layer.shown").get_attribute("id")
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_show_can_be_used_by_everybody(offline: Open, width: int) -> None:
    page = offline(
        "de/show.html", viewport={"width": width, "height": 844}, reduced_motion="reduce"
    )
    kinds = set()
    for _ in range(page.locator(".layer").count()):
        kind = page.locator(".layer.shown article").get_attribute("class")
        if kind not in kinds:
            kinds.add(kind)
            assert barriers(page) == [], kind
            assert sideways(page) <= 0, kind
        page.keyboard.press("ArrowRight")


def test_without_a_script_every_scene_stands_there_to_be_read(offline: Open) -> None:
    page = offline("de/show.html", java_script_enabled=False)

    assert page.locator(".layer").count() > 5
    assert all(one.is_visible() for one in page.locator(".layer .title").all())


# Posters ----------------------------------------------------------------------------------------


def test_each_poster_is_one_a4_page(offline: Open) -> None:
    page = offline("de/posters.html")
    count = page.locator(".poster").count()

    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) == count > 5
    for one in printed.pages:
        assert [round(float(side)) for side in one.mediabox[2:]] == [595, 842]
        assert len(one.extract_text()) > 40


def test_an_item_prints_as_its_poster_alone(offline: Open, folder: Path) -> None:
    practice = next((folder / "fr" / "item").glob("practice-*.html"))
    page = offline(f"fr/item/{practice.name}")

    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) == 1


def test_the_code_of_every_poster_leads_to_its_item(offline: Open) -> None:
    """Decoded from the A4 page as it is printed, at 96 dots an inch: half of what a phone sees."""
    page = offline("fr/posters.html", viewport=A4)
    page.emulate_media(media="print")
    wanted = [
        one.get_attribute("aria-label") or "" for one in page.locator(".poster .p-code").all()
    ]
    assert len(wanted) == page.locator(".poster").count() and len(set(wanted)) == len(wanted)

    for one, address in zip(page.locator(".poster").all(), wanted, strict=True):
        picture = Image.open(io.BytesIO(one.screenshot()))
        assert picture.size[0] in (793, 794, 795)
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]
        assert address.startswith(f"{LIVE}/fr/")


@pytest.mark.parametrize("language", ["de", "fr", "en", "es"])
def test_nothing_runs_off_a_poster(offline: Open, language: str) -> None:
    page = offline(f"{language}/posters.html", viewport=A4)
    page.emulate_media(media="print")

    over = page.evaluate(
        """() => [...document.querySelectorAll(".poster")].flatMap((poster) => {
          const rest = poster.querySelector(".p-rest");
          const tall = Math.max(poster.scrollHeight - poster.clientHeight,
            rest.scrollHeight - rest.clientHeight);
          const wide = Math.max(poster.scrollWidth - poster.clientWidth,
            ...[...poster.querySelectorAll("span, b")].map((one) => one.scrollWidth - one.clientWidth - (one.clientWidth ? 0 : 1e6)));
          return tall > 2 || wide > 2 ? [`${poster.getAttribute("aria-label").slice(0, 60)}: ${tall}, ${wide}`] : [];
        })"""
    )
    assert over == []
