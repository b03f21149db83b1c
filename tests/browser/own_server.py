"""A server of one's own that may be killed and started again, with somebody signed in."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 60
# In a process of its own: the tests' own store is open in this one.
_SIGN_IN = """
import sys
from dashboard.catalogue import database
from dashboard.catalogue.people import accounts, sessions, tokens
with database.transaction() as writer:
    for role in sys.argv[1:]:
        account = accounts.create(writer, login=None, name=role.title(), language="en")
        accounts.give(writer, "release", account, role, 0)
        sessions.open_session(writer, account, tokens.mark(f"token-of-{role}"))
database.close()
"""


class OwnServer:
    """The program on a copy of the store; people are signed in under the name of their role."""

    def __init__(self, store: Path, folder: Path, *roles: str) -> None:
        """Copy the store and let in one person for each role."""
        self.file = folder / "catalogue.duckdb"
        shutil.copy(store, self.file)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "CATALOGUE_STORE": str(self.file),
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
            "STREAMLIT_SERVER_PORT": str(self.port),
        }
        subprocess.run(
            [sys.executable, "-c", _SIGN_IN, *roles], check=True, cwd=ROOT, env=self._environment
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        said = self.file.with_name("server.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"],
            cwd=ROOT,
            env=self._environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        end = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(self.file.with_name("server.log").read_text()[-2000:])

    def kill(self) -> None:
        """As a power cut does it: nothing is put in order."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)
            self.process = None

    def page(self, browser: Browser, role: str, **settings: Any) -> Page:
        """A new browser window of this person."""
        return self.context(browser, role, **settings).new_page()

    def context(self, browser: Browser, role: str, **settings: Any) -> BrowserContext:
        """A browser of this person's own, with nothing in it but the sign-in."""
        context = browser.new_context(locale="en-GB", **settings)
        self.let_in(context, role)
        return context

    def let_in(self, context: BrowserContext, role: str) -> None:
        """Sign a person in."""
        cookie: Any = {"name": "session", "value": f"token-of-{role}", "url": self.url}
        context.add_cookies([cookie])
