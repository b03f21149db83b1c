"""What is true of every address before and around its content: language, errors, hosts, header."""

import json
import urllib.error
import urllib.request
from http.client import HTTPMessage

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from dashboard import navigation
from tests.browser.conftest import settle


def ask(url: str, **headers: str) -> tuple[int, HTTPMessage, str]:
    """The answer as a program gets it, redirects not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


@pytest.mark.parametrize(("locale", "language"), [("de-CH", "de"), ("es-MX", "es"), ("pl", "en")])
def test_the_first_visit_speaks_the_browsers_language(
    browser: Browser, base_url: str, locale: str, language: str
) -> None:
    page = browser.new_context(locale=locale).new_page()

    page.goto(f"{base_url}/explore?theme=cohesion")

    assert page.url == f"{base_url}/{language}/explore?theme=cohesion"
    assert page.locator("html").get_attribute("lang") == language
    page.context.close()


def test_a_switch_of_language_keeps_what_was_just_typed(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/explore?theme=cohesion&theme=security")
    settle(page)
    page.evaluate("history.replaceState(null, '', location.href + '&q=typed')")

    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/de/**")

    assert page.url == f"{base_url}/de/explore?theme=cohesion&theme=security&q=typed"
    assert page.locator("html").get_attribute("lang") == "de"


def test_streamlits_own_words_are_said_in_the_readers_language(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/explore")
    settle(page)

    words = json.loads(page.locator("#built-in-words").text_content() or "{}")

    assert words["App pages"] != "App pages"
    expect(page.get_by_role("navigation", name=words["App pages"], exact=True)).to_be_attached()
    expect(page.get_by_role("navigation", name="App pages")).to_have_count(0)


def test_an_unknown_address_is_a_true_404_in_the_readers_language(
    page: Page, base_url: str
) -> None:
    answer = page.goto(f"{base_url}/fr/nulle-part")

    assert answer is not None and answer.status == 404
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link").first.click()
    assert page.url == f"{base_url}/fr/explore"


@pytest.mark.parametrize("page_of", navigation.PAGES, ids=lambda page: page.script)
def test_the_browser_has_nothing_to_complain_of_on_a_page(
    page: Page, base_url: str, faults: list[str], page_of: navigation.Page
) -> None:
    page.goto(f"{base_url}/en/{page_of.path}")

    settle(page)

    assert faults == []


def test_a_practice_can_be_read_without_scripts(browser: Browser, base_url: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()

    page.goto(f"{base_url}/en/practice?id=recife-compaz-community-peace-centres")

    shown = page.locator("body").inner_text()
    assert "COMPAZ" in shown
    assert "The problem" in shown
    page.context.close()


def test_what_is_asked_of_another_host_is_refused_by_the_page_itself(
    page: Page, base_url: str, outside: list[str]
) -> None:
    page.goto(f"{base_url}/en/")
    settle(page)

    refused = page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
          const picture = new Image(); picture.src = "http://localhost:9/elsewhere.png";
          setTimeout(() => done("nothing was refused"), 3000);
        })"""
    )

    assert refused == "http://localhost:9/elsewhere.png"
    outside.clear()


def test_the_header_stands_on_a_phone_and_its_menu_opens(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/en/explore")
    settle(page)

    page.get_by_test_id("stExpandSidebarButton").click()

    expect(page.get_by_test_id("stSidebarNavLink").filter(has_text="Overview")).to_be_in_viewport()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Overview").click()
    page.wait_for_url("**/en/overview")


@pytest.mark.parametrize("path", ["", "overview"])
def test_a_narrow_header_gathers_its_last_sections_and_breaks_no_word(
    page: Page, base_url: str, path: str
) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(f"{base_url}/de/{path}")
    settle(page)

    rest = page.get_by_test_id("stTopNavSection")

    expect(rest).to_have_text("4 weitere")
    heights = page.get_by_test_id("stTopNavLink").evaluate_all(
        "(links) => links.map((link) => link.offsetHeight)"
    )
    assert max(heights) < 40


def test_a_lost_connection_is_told_calmly_and_mends_itself(page: Page, base_url: str) -> None:
    sockets: list[WebSocketRoute] = []

    def relay(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", relay)
    page.goto(f"{base_url}/fr/about")
    settle(page)
    strip = page.locator(".house-strip")
    expect(strip).to_have_text("")

    page.route("**/_stcore/*", lambda request: request.abort())
    sockets[-1].close()

    expect(strip).to_contain_text("La connexion est perdue")
    with pytest.raises(AssertionError):
        expect(page.get_by_role("dialog")).to_be_visible(timeout=4000)
    # A part asked for meanwhile failed: the page is loaded anew when the server is back.
    page.evaluate("window.before = true; dispatchEvent(new Event('vite:preloadError'))")
    page.unroute("**/_stcore/*")
    page.wait_for_function("() => !window.before", timeout=30_000)
    settle(page)
    expect(strip).to_have_text("")


def test_files_are_small_and_kept(base_url: str) -> None:
    _, _, shell = ask(f"{base_url}/en/explore")
    style = next(part for part in shell.split('"') if "house.css?v=" in part)

    _, headers, _ = ask(f"{base_url}{style}")

    assert headers["cache-control"] == "public, max-age=31536000, immutable"
