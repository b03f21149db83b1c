"""Every page that any route of the house answers: valid, in order, in its language, by itself.

The routes are those of `addresses`, so that a new one is gone through as soon as it is there, and
the pages of a summit at which people said, asked, promised and moderated.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit as st

from dashboard.i18n import LANGUAGES
from dashboard.web import answers
from tests import small_release
from tests.web import addresses, lived_in
from tests.web.asking import Asker
from tests.web.plain_pages import Parsed, faults, parsed

# What no reader should meet: the inside of a program, a place that nobody filled.
# Within a sentence None is no word of ours; "None is marked as the right one" begins one.
UNFILLED = re.compile(r"built-in method|<bound method|\{count\}|(?<![.!?:]) None |Undefined")


@dataclass(frozen=True)
class Page:
    """A page as it came."""

    address: str
    language: str
    markup: str
    parsed: Parsed

    @property
    def path(self) -> str:
        """Its address without language and query."""
        return self.address.partition("?")[0].removeprefix(f"/{self.language}")

    @property
    def ours(self) -> bool:
        """Whether its body is ours.

        That of a dashboard's page is an empty place in Streamlit's own file, which its script
        fills: what stands there is held by the tests of pages, in a browser.
        """
        return '<div id="root">' not in self.markup


@pytest.fixture(scope="module")
def pages(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Page]]:
    """Each page of the house in each language, the released catalogue with a summit in it."""
    file = tmp_path_factory.mktemp("sound") / "catalogue.duckdb"
    shutil.copy(store, file)
    st.cache_resource.clear()
    ask = Asker(addresses.house())
    with small_release.opened(file, store) as desk, pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "shelf", answers.Shelf())
        lived = lived_in.filled(desk, said)
        told = [one for one in addresses.examples() if not one.heavy]
        asked = [(one.address, one.wordless) for one in told]
        asked += [(one, False) for one in lived.addresses()]
        yield list(answered(ask, asked))
    ask.close()
    st.cache_resource.clear()


def said(name: str, most: int) -> str:
    """Plain words for a field, as different from others as its name is."""
    return f"This is the {name}, in words that somebody of a city wrote."[:most]


def answered(ask: Asker, asked: list[tuple[str, bool]]) -> Iterator[Page]:
    for address, wordless in dict.fromkeys(asked):
        for language in LANGUAGES:
            target = address if wordless else f"/{language}{address}"
            answer = ask(target, headers=(("accept-language", language),))
            if answer.kind == "text/html" and answer.status == 200:
                yield Page(target, language, answer.text, parsed(answer.text))


# What holds for every page -------------------------------------------------------------------------


def test_every_kind_of_page_is_there(pages: list[Page]) -> None:
    rooms = {addresses.room(one.path) for one in pages}

    assert {
        "talk", "questions", "ask", "notice", "statement", "mine", "commitments", "summit", "p",
        "c", "theme", "press", "check", "brief", "rules", "privacy", "contact", "embed", "wall",
    } <= rooms  # fmt: skip
    assert {one.language for one in pages} == set(LANGUAGES)
    assert len(pages) > 4 * 60


def test_every_page_is_valid_html(pages: list[Page], tmp_path: Path) -> None:
    for number, page in enumerate(pages):
        if not page.ours:
            continue
        (tmp_path / f"{number}.html").write_text(page.markup, encoding="utf-8")

    found = [one.partition(":") for one in faults(tmp_path)]
    told = [(pages[int(number)], what) for number, _, what in found]
    assert [f"{page.address} {what}" for page, what in told if not allowed(page, what)] == []


def allowed(page: Page, what: str) -> bool:
    """Whether a rule does not hold for a page of this kind."""
    # A wall goes on to its next scene by itself; nobody stands there who could press a button.
    if page.path.startswith("/wall/"):
        return " meta-refresh: " in what
    # Where a phone shows the rows of a frame as blocks, a reader still hears a table: roles are
    # written out.
    return page.path.startswith("/embed/") and " no-redundant-role: " in what


def test_every_page_has_one_title_and_no_level_of_headings_left_out(pages: list[Page]) -> None:
    for page in (one for one in pages if one.ours):
        found = page.parsed.headings
        assert found[:1] == [1] and found.count(1) == 1, page.address
        assert all(after - before <= 1 for before, after in pairwise(found)), page.address


def test_no_id_stands_twice_and_every_link_within_a_page_leads_somewhere(pages: list[Page]) -> None:
    for page in pages:
        ids = page.parsed.ids
        assert sorted(set(ids)) == sorted(ids), page.address
        within = {one[1:] for one in page.parsed.links if one.startswith("#")} - {""}
        assert within - set(ids) == set(), page.address


def test_every_page_says_its_language(pages: list[Page]) -> None:
    assert [one.address for one in pages if one.parsed.lang != one.language] == []


def test_no_page_asks_another_house_for_anything_by_itself(pages: list[Page]) -> None:
    for page in pages:
        assert [one for one in page.parsed.fetched if elsewhere(one)] == [], page.address
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", page.markup), page.address


def elsewhere(address: str) -> bool:
    return urlsplit(address).netloc not in ("", "house.example")


def test_no_page_shows_the_inside_of_a_program_or_a_place_that_nobody_filled(
    pages: list[Page],
) -> None:
    told = {
        page.address: " ".join((page.parsed.text, *page.parsed.meta.values())) for page in pages
    }

    assert [
        (at, UNFILLED.findall(text)) for at, text in told.items() if UNFILLED.search(text)
    ] == []
