"""The plain pages of this house as tests ask for them: one example of each kind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.web import record
from dashboard.web.headers import SecurityHeaders
from dashboard.web.languages import LanguagePrefix
from dashboard.web.plain import city, practice, press, rest, summit, theme

ROOT = Path(__file__).resolve().parents[2]
COMPAZ = "recife-compaz-community-peace-centres"
WIEN = "vienna-wohnpartner-good-neighbourhood"
KINDS = (
    f"p/{COMPAZ}",
    f"p/{WIEN}/v/1",
    "c/vienna",
    "c/bamako",  # of which nothing was read
    "theme/security",
    "summit/montreal-2015",
    "summit/dusseldorf-2019",
    "summit/izmir-2021",
    "press",
)
_ROOMS = (practice, city, theme, summit, press, record, rest)


def client() -> TestClient:
    """A reader who follows no redirect."""
    app = Starlette(
        routes=[route for room in _ROOMS for route in room.routes],
        middleware=[Middleware(SecurityHeaders), Middleware(LanguagePrefix)],
    )
    return TestClient(app, follow_redirects=False)


@dataclass
class Parsed:
    """What a page is made of."""

    lang: str = ""
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)  # what a browser asks for by itself
    meta: dict[str, str] = field(default_factory=dict)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Parsed()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "html":
            page.lang = told.get("lang", "")
        if "id" in told:
            page.ids.append(told["id"])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            page.headings.append(int(tag[1]))
        if tag == "a":
            page.links.append(told["href"])
        if tag in ("img", "script", "iframe", "source", "audio", "video") and "src" in told:
            page.fetched.append(told["src"])
        if tag == "meta" and ("property" in told or "name" in told):
            page.meta[told.get("property") or told["name"]] = told.get("content", "")
        if tag == "link":
            self._link(told)
        self._silent += tag in ("style", "script", "title")

    def _link(self, told: dict[str, str]) -> None:
        kind = told["rel"]
        if kind == "canonical":
            self.page.canonical = told["href"]
        elif kind == "alternate" and "hreflang" in told:
            self.page.alternates[told["hreflang"]] = told["href"]
        elif kind in ("stylesheet", "icon", "preload", "modulepreload"):
            self.page.fetched.append(told["href"])

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.page.text += data


def parsed(markup: str) -> Parsed:
    """The page of this markup; its text with single spaces."""
    reader = _Reader()
    reader.feed(markup)
    reader.page.text = " ".join(reader.page.text.split())
    return reader.page


def faults(folder: Path) -> list[str]:
    """What html-validate finds in the pages of a folder."""
    own = ROOT / ".venv" / "bin" / "node"
    node = str(own) if own.exists() else shutil.which("node") or "node"
    files = sorted(map(str, folder.glob("*.html")))
    told = subprocess.run(
        [node, str(ROOT / "tests" / "web" / "valid_html.mjs"), *files],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "NODE_PATH": str(ROOT / "node_modules")},
    )
    found = map(json.loads, told.stdout.splitlines())
    return [
        f"{Path(one['file']).stem}:{one['line']} {one['ruleId']}: {one['said']}" for one in found
    ]
