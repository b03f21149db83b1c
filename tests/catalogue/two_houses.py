"""Two copies of this house for tests: each with its store, its folder, and so its own key."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.catalogue import database, search
from dashboard.catalogue.rights import Actor, Grant

REVIEWER = Actor("rev", "Rev", frozenset({Grant("reviewer")}))


@dataclass(frozen=True)
class House:
    """One copy, asleep until somebody goes in."""

    file: Path

    @contextmanager
    def __call__(self) -> Iterator[None]:
        database.close()
        os.environ["CATALOGUE_STORE"] = str(self.file)
        search.forget()
        database.connect()
        yield


@pytest.fixture
def houses(store: Path, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two copies of the real catalogue that know nothing of each other."""
    made = []
    for name in ("alpha", "beta"):
        folder = tmp_path / name
        folder.mkdir()
        made.append(House(Path(shutil.copy(store, folder / "catalogue.duckdb"))))
    yield made[0], made[1]
    with House(store)():
        pass
