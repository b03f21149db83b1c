"""A real server on the real catalogue, a real browser, and no way out of the house."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 60


AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STREAMLITS_OWN = json.loads(Path(__file__).with_name("axe_streamlit.json").read_text())
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _needs_a_browser(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.hookimpl(trylast=True)  # after pytest has put together what shares a fixture
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick depths first: a fault is told before the browser starts."""
    for item in filter(_needs_a_browser, items):
        item.add_marker(pytest.mark.browser)
    items.sort(key=_needs_a_browser)


@pytest.fixture(scope="session")
def served_store(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the server: that of the other tests is locked by them."""
    copy = tmp_path_factory.mktemp("served") / "catalogue.duckdb"
    shutil.copy(store, copy)
    return copy


@pytest.fixture(scope="session")
def base_url(served_store: Path) -> Iterator[str]:
    """The address of a server of its own."""
    with serving(served_store, free_port()) as url:
        yield url


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(store: Path, port: int, **settings: str) -> Iterator[str]:
    """A server on this store with these settings, as long as it is needed; gives its address."""
    said = store.with_name("server.log")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"],
        cwd=ROOT,
        env={
            **os.environ,
            "CATALOGUE_STORE": str(store),
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_PORT": str(port),
            **settings,
        },
        stdout=said.open("w"),
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server, said)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str, server: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end:
        assert server.poll() is None, f"the server did not start: {said.read_text()[-2000:]}"
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer: {said.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium where there is one, else the one Playwright fetched."""
    own = os.environ.get("CHROMIUM") or shutil.which("chromium")
    args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    args.append("--disable-background-networking")
    return {**browser_type_launch_args, "args": args} | ({"executable_path": own} if own else {})


@pytest.fixture(autouse=True)
def outside(context: BrowserContext, base_url: str) -> Iterator[list[str]]:
    """No page may ask the outside world for anything: what it asked for fails the test."""
    asked: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base_url, "data:", "blob:"))
            else asked.append(request.url)
        ),
    )
    yield asked
    assert asked == []


def settle(page: Page) -> None:
    """Wait until the script has run, the connection stands and nothing old is shown."""
    page.wait_for_function(
        "() => { const app = document.querySelector('[data-testid=stApp]');"
        " return app && app.dataset.testScriptState === 'notRunning'"
        " && app.dataset.testConnectionState === 'CONNECTED'"
        " && !document.querySelector('[data-stale=true]') }"
    )


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """What the browser complains of while a page is open: nothing."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    yield told
    assert told == []


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            "() => { const box = document.querySelector('[data-testid=stMain]') ||"
            " document.documentElement; return box.scrollWidth - box.clientWidth }"
        )
    )


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds on the page, without what is Streamlit's own; one line each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        """async ([tags, allowed]) => {
          const result = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
          const theirs = (rule, target) => allowed.some((one) => one.rule === rule
            && target.length === 1 && typeof target[0] === "string"
            && document.querySelector(target[0])?.closest(one.within));
          return result.violations.flatMap(({ id, help, nodes }) => nodes
            .filter(({ target }) => !theirs(id, target))
            .map(({ target, any, all, none }) =>
              `${id}: ${help} at ${target.join(" > ")} (${[...any, ...all, ...none].map((c) => c.message).join("; ")})`));
        }""",
        [RULES, STREAMLITS_OWN],
    )
    return [str(one) for one in found]
