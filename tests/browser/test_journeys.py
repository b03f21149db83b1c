"""A mayor's way through: search, filter, choose, compare, send the link; Back undoes each step."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

TRIO = (
    "recife-compaz-community-peace-centres",
    "rennes-day-and-night-mediators",
    "vienna-wohnpartner-good-neighbourhood",
)
IDS = "&".join(f"id={slug}" for slug in TRIO)
PICKS = "&".join(f"pick={slug}" for slug in TRIO[:2])


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_are_the_address_and_back_undoes_them_one_by_one(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/explore")
    settle(page)

    for theme, word in (("cohesion", "Social cohesion"), ("security", "Everyday security")):
        page.get_by_role("button", name=word).first.click()
        page.wait_for_url(f"**theme={theme}**")
        settle(page)
    assert asked(page) == {"theme": ["cohesion", "security"]}
    page.go_back()
    page.wait_for_url("**/explore?theme=cohesion")
    settle(page)
    expect(page.locator("body")).to_contain_text("on social cohesion.")
    page.go_back()
    page.wait_for_url("**/explore")
    settle(page)

    expect(page.locator("body")).to_contain_text("The whole catalogue: 224 practices.")


def test_a_link_gives_the_same_view_in_another_language(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/explore?theme=security&q=police&page=2&{PICKS}")
    settle(page)
    cards = page.locator(".practice-list .card")
    expect(cards).to_have_count(12)

    page.get_by_role("link", name="de: Deutsch").click()
    page.wait_for_url("**/de/explore**")
    settle(page)

    assert asked(page) == {
        "theme": ["security"], "q": ["police"], "page": ["2"], "pick": list(TRIO[:2]),
    }  # fmt: skip
    assert page.locator("html").get_attribute("lang") == "de"
    expect(cards).to_have_count(12)
    expect(page.locator("h1")).to_have_text("Praktiken entdecken")


def test_the_sections_take_choice_and_filters_along(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/explore?theme=security&sort=city&{PICKS}")
    settle(page)

    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**/en/map?**")
    settle(page)
    assert asked(page) == {"theme": ["security"], "pick": list(TRIO[:2])}
    page.get_by_role("link", name="Compare", exact=True).click()
    page.wait_for_url("**/en/compare?**")
    settle(page)
    assert asked(page) == {"id": list(TRIO[:2])}
    page.go_back()
    page.wait_for_url("**/en/map?**")
    settle(page)

    expect(page.locator("h1")).to_have_text("Where it was tried")


def test_three_practices_are_compared_as_a_table_and_on_a_phone_as_blocks(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/fr/compare?{IDS}")
    settle(page)

    expect(page.locator("h1")).to_have_text("Trois pratiques pour la cohésion sociale")
    expect(page.get_by_role("columnheader")).to_contain_text(["Recife", "Rennes", "Vienne"])
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    expect(page.get_by_role("row").nth(1)).to_be_visible()

    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_the_downloads_of_a_comparison_open_for_whoever_has_the_link(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/es/compare?{IDS}")
    settle(page)

    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()

    told = started.value.path().read_text(encoding="utf-8-sig")
    assert "Recife" in told and "Viena" in told


def test_what_leads_nowhere_is_told_kindly(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/practice?id=no-such-practice")
    settle(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("body")).not_to_contain_text("Traceback")

    page.goto(f"{base_url}/en/explore?theme=colour&country=FR")
    settle(page)

    expect(page.locator("body")).to_contain_text("it was left out: colour")
