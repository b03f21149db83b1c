"""The wall for hours in a real browser: it may not grow.

`make soak` runs it for eight hours on a server of its own, or for as many as it is told:
`make soak HOURS=0.1`. The tests run a shortened one with a fast clock.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import CDPSession, Page, sync_playwright

WALL = "/en/wall/summit/dusseldorf-2019?languages=fr,en,de,es"
HOURS = 8.0
EVERY = 60.0  # seconds between two measures
WARM = 5  # measures until everything was shown once: fonts, caches, code made fast
# What a page may have more of than when it was warm: two scenes differ in what they hold, and each
# mark of a topic is a document of its own, from the first time it is shown.
MORE_NODES, MORE_LISTENERS, MORE_DOCUMENTS, MORE_MEGABYTES = 400, 4, 8, 6.0


@dataclass(frozen=True)
class Measure:
    """What a page holds, after the browser has put away what nobody needs."""

    nodes: int
    listeners: int
    documents: int
    megabytes: float

    def grown_from(self, before: Measure) -> list[str]:
        """What has become more than scenes differ by."""
        limits = (MORE_NODES, MORE_LISTENERS, MORE_DOCUMENTS, MORE_MEGABYTES)
        names = ("nodes", "listeners", "documents", "megabytes")
        return [
            f"{name}: {then:g} -> {now:g}"
            for name, then, now, more in zip(
                names, astuple(before), astuple(self), limits, strict=True
            )
            if now > then + more
        ]


def measure(devtools: CDPSession) -> Measure:
    """Put away what nobody needs, then count."""
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    told = devtools.send("Performance.getMetrics")["metrics"]
    found = {one["name"]: one["value"] for one in told}
    return Measure(
        nodes=int(found["Nodes"]),
        listeners=int(found["JSEventListeners"]),
        documents=int(found["Documents"]),
        megabytes=found["JSHeapUsedSize"] / 1_000_000,
    )


def devtools_of(page: Page) -> CDPSession:
    """What measures a page."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    return session


def soaked(page: Page, hours: float, tell: Callable[[str], None]) -> list[str]:
    """Watch a wall for so many hours; what has grown, nothing where all is well."""
    devtools, begun, before, count = devtools_of(page), time.monotonic(), None, 0
    pause = min(EVERY, hours * 3600 / (WARM + 5))
    while time.monotonic() - begun < hours * 3600:
        page.wait_for_timeout(pause * 1000)
        now, count = measure(devtools), count + 1
        before = now if count <= WARM else before
        tell(f"{(time.monotonic() - begun) / 3600:6.2f} h  {now}")
        if before and (grown := now.grown_from(before)):
            return grown
    return []


def main(hours: float) -> int:
    """Build, serve, open, watch: 1 and a sentence where something grows."""
    from dashboard.catalogue import build, database  # noqa: PLC0415
    from tests.browser import hall  # noqa: PLC0415

    with TemporaryDirectory(prefix="soak-") as folder:
        store = Path(folder) / "catalogue.duckdb"
        build.build(store=store)
        os.environ["CATALOGUE_STORE"] = str(store)
        database.connect()
        with hall.opened() as house, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            )
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(house.url + WALL)
            grown = soaked(page, hours, lambda line: print(line, flush=True))  # noqa: T201
            browser.close()
        database.close()
    told = f"Grown after {hours:g} hours: {', '.join(grown)}" if grown else "Nothing has grown."
    sys.stdout.write(f"{told}\n")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else HOURS))
