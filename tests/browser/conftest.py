"""A real server on the real catalogue, a real browser, and no way out of the house."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own: the store of the other tests is locked by them."""
    copy = tmp_path_factory.mktemp("served") / "catalogue.duckdb"
    shutil.copy(store, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"],
        cwd=ROOT,
        env={
            **os.environ,
            "CATALOGUE_STORE": str(copy),
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_PORT": str(port),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end:
        assert server.poll() is None, "the server did not start"
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium where there is one, else the one Playwright fetched."""
    own = shutil.which("chromium")
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
