"""A release of a few real practices, for what is made of the whole catalogue."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dashboard.catalogue import database, search, vocabulary
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RENNES = "rennes-day-and-night-mediators"
VIENNA = "vienna-wohnpartner-good-neighbourhood"
PRACTICES = (COMPAZ, RENNES, VIENNA, "geneva-geneve-sa-gueule")


def write(folder: Path) -> Path:
    """The files of a release in a folder; gives it back."""
    (folder / "practices").mkdir(parents=True)
    for name in ("vocabulary.json", "summits.json", "release.json"):
        shutil.copy(vocabulary.DATA / name, folder / name)
    records = [one for one in _records() if one["id"] in PRACTICES]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    (folder / "practices" / "practices-1.jsonl").write_text(lines, encoding="utf-8")
    workshops = _read("workshops.json")[:2]
    named = {one["city"] for one in records} | {one["city"] for one in _read("summits.json")}
    named |= {city["city"] for one in workshops for city in one["cities"]}
    cities = [one for one in _read("cities.json") if one["city"] in named]
    for name, told in (("cities.json", cities), ("workshops.json", workshops)):
        (folder / name).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder


def _records() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted((vocabulary.DATA / "practices").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((vocabulary.DATA / name).read_text(encoding="utf-8"))
    return found


@contextmanager
def opened(file: Path, after: Path) -> Iterator[Desk]:
    """A store open to be written to, and another one after it."""
    try:
        _use(file)
        yield Desk(file)
    finally:
        _use(after)


def _use(file: Path) -> None:
    database.close()
    os.environ["CATALOGUE_STORE"] = str(file)
    search.forget()
    database.connect()
