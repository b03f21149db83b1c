"""The base of every test: the real catalogue, built once, and one door to every page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import i18n, navigation, state
from dashboard.catalogue import build, database, search
from dashboard.catalogue.discussion import guard
from dashboard.catalogue.people import passwords
from dashboard.catalogue.rights import OF_A_CITY, Actor, Grant

ROOT = Path(__file__).resolve().parents[1]

# No test asserts a time: a machine that does something else meanwhile is no fault.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real catalogue in a store of its own, open for the whole session."""
    file = tmp_path_factory.mktemp("store") / "catalogue.duckdb"
    build.build(store=file)
    os.environ["CATALOGUE_STORE"] = str(file)
    database.close()
    database.connect()
    yield file
    database.close()


@pytest.fixture(autouse=True, scope="session")
def _light_hashes() -> None:
    """The hash of passwords at a hundredth of its price: the tests sign in some hundred times."""
    passwords._hasher = passwords.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(autouse=True)
def _nobody_has_written_much() -> None:
    guard.forget()


@dataclass(frozen=True)
class Desk:
    """A store of one's own to write to, and people to do it."""

    file: Path

    def person(self, *roles: str, name: str = "Ada", city_id: int = 0) -> Actor:
        """Somebody with these roles; those of a city are held for `city_id`."""
        grants = {Grant(one, city_id if one in OF_A_CITY else None) for one in roles}
        return Actor(name.lower(), name, frozenset(grants))


@pytest.fixture
def desk(store: Path, tmp_path: Path) -> Iterator[Desk]:
    """A fresh copy of the real catalogue, open to be written to."""
    file = tmp_path / "desk.duckdb"
    database.close()
    shutil.copy(store, file)
    _open(file)
    yield Desk(file)
    database.close()
    _open(store)


def _open(file: Path) -> None:
    os.environ["CATALOGUE_STORE"] = str(file)
    search.forget()
    st.cache_resource.clear()  # two stores may be at the same version
    database.connect()


OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(store: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open a page as a person would, signed in or not, and check what every page owes."""

    def opened(
        script: str, language: str = "en", actor: Actor | None = None, **query: str | list[str]
    ) -> AppTest:
        monkeypatch.setattr(state, "actor", lambda: actor)
        page = navigation.page(script)
        at = AppTest.from_file(str(ROOT / "dashboard" / "screen.py"), default_timeout=30)
        at.context["url"] = f"http://localhost:8501/{language}/{page.path}"
        for name, value in query.items():
            at.query_params[name.rstrip("_")] = value
        at.run()
        if page.path:
            at.switch_page(f"app_pages/{script}.py")
            for name, value in query.items():
                at.query_params[name.rstrip("_")] = value
            at.run()
        owes(at)
        return at

    return opened


def owes(at: AppTest) -> None:
    """No exception, one title, no bare placeholder on screen."""
    assert not at.exception, [one.value for one in at.exception]
    assert not list(at.error), [one.value for one in at.error]
    shown = text_of(at)
    assert not re.search(r"\{[a-z_]+\}", shown), "a placeholder was left unfilled"
    assert shown.count("<h1") + len(at.title) == 1, "a page has one title"


def text_of(at: AppTest) -> str:
    """All words of the page's body, for looking for one."""
    parts: list[Any] = []
    for kind in ("title", "header", "subheader", "markdown", "caption", "text", "info", "warning"):
        parts += [one.value for one in getattr(at, kind)]
    parts += [element.proto.body for element in at.get("html")]
    return "\n".join(map(str, parts))
