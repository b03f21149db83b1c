"""An edition: the whole catalogue in a folder that is read, counted and checked without us."""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow.parquet as pq
import pytest

from dashboard import freezing
from dashboard.catalogue import build, clock, database, editions, practices, standing
from dashboard.catalogue.draft import Wording
from dashboard.catalogue.editions import (
    Busy,
    Edition,
    Flaw,
    Plan,
    Taken,
    Unsettled,
    as_bytes,
)
from dashboard.catalogue.errors import NotAllowed
from dashboard.catalogue.filters import Filters
from dashboard.commands import freeze as command
from dashboard.i18n import LANGUAGES
from dashboard.local_socket import Console, pack, unpack
from tests import small_release
from tests.catalogue.correcting import correct
from tests.conftest import Desk
from tests.small_release import COMPAZ, RENNES, VIENNA, opened

NOW = datetime(2026, 11, 23, 9)
CANARY = "Zilpzalp"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four practices."""
    data = small_release.write(tmp_path_factory.mktemp("release") / "data")
    file = tmp_path_factory.mktemp("small") / "catalogue.duckdb"
    build.build(data, file)
    return file


@pytest.fixture(scope="module")
def prepared(store: Path, released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a correction, a retired and a withdrawn practice, frozen once."""
    file = tmp_path_factory.mktemp("prepared") / "catalogue.duckdb"
    shutil.copy(released, file)
    with pytest.MonkeyPatch.context() as patch, opened(file, store) as house:
        patch.setattr(clock, "now", lambda: NOW)
        grace = house.person("reviewer", name="Grace")
        correct(house, COMPAZ, end_year=2026)
        standing.retire(grace, RENNES, "It ended with the year.")
        standing.withdraw(grace, VIENNA, "The city asked for it.")
        frozen(house)
    return file.parent


@pytest.fixture
def house(
    store: Path, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The store of four practices, fresh and open, at a moment that stands still."""
    file = tmp_path / "house" / "catalogue.duckdb"
    file.parent.mkdir()
    shutil.copy(released, file)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with opened(file, store) as desk:
        yield desk


@pytest.fixture
def folder(
    store: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A copy of the prepared edition, its store open."""
    place = tmp_path / "prepared"
    shutil.copytree(prepared, place)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with opened(place / "catalogue.duckdb", store):
        yield editions.folder() / NOW.date().isoformat()


def frozen(house: Desk, **wish: Any) -> Edition:
    """The whole, as a command or the page freezes it."""
    return freezing.freeze(house.person("administrator"), **wish)


def little(house: Desk, **wish: Any) -> Edition:
    """An edition of a few files: for how it is made, not for what it holds."""
    return editions.freeze(house.person("administrator"), few, **wish)


def few(name: str) -> Plan:
    """Ten files, the last of which tells how many versions there are."""
    versions = len(database.rows("edition_versions"))
    parts = [(f"a/{number}.txt", as_bytes(lambda: name)) for number in range(9)]
    return Plan([*parts, ("versions.txt", as_bytes(lambda: str(versions)))], {"practices": 4})


class Page(HTMLParser):
    """What a page points to, and what in it can be pointed at."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids.add(told.get("id") or "")
        self.links += [told[name] or "" for name in ("href", "src", "action") if name in told]


def crawl(folder: Path) -> tuple[set[str], list[str]]:
    """Every file that links reach from the first page, and the links that lead nowhere."""
    pages: dict[Path, Page] = {}
    reached, broken, waiting = set(), [], [folder / "index.html"]
    while waiting:
        file = waiting.pop()
        pages[file] = page = Page(file)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or not target.is_relative_to(folder.resolve()):
                broken.append(f"{file.relative_to(folder)}: {link}")
                continue
            reached.add(target.relative_to(folder.resolve()).as_posix())
            if target.suffix == ".html" and target not in pages and target not in waiting:
                waiting.append(target)
            known = pages.get(target)
            if parts.fragment and known and unquote(parts.fragment) not in known.ids:
                broken.append(f"{file.relative_to(folder)}: {link}")
    return reached, broken


def test_every_page_is_reached_from_the_first_and_no_link_is_broken(folder: Path) -> None:
    reached, broken = crawl(folder.resolve())

    pages = {one.relative_to(folder).as_posix() for one in folder.rglob("*.html")}
    assert broken == []
    assert pages - reached - {"index.html"} == set()
    assert f"record/{COMPAZ}/1.json" in reached


def test_the_counts_are_equal_everywhere(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text("utf-8"))["counts"]

    data = folder / "data"
    rows = list(csv.DictReader((data / "practices.csv").open(encoding="utf-8-sig")))
    public = sorted(row["id"] for row in rows)
    documents = json.loads((data / "practices.json").read_text("utf-8"))
    features = json.loads((data / "practices.geojson").read_text("utf-8"))["features"]
    marks = json.loads((data / "map.geojson").read_text("utf-8"))["features"]
    cities = json.loads((data / "cities.json").read_text("utf-8"))
    assert public == sorted(one["id"] for one in documents) == sorted(one["id"] for one in features)
    assert public == sorted(pq.read_table(data / "practices.parquet")["id"].to_pylist())
    assert len(public) == told["practices"] == practices.total(Filters(), "en") == 2
    assert sum(one["properties"]["practices"] for one in marks) == told["practices"]
    assert sum(one["practices"] for one in cities) == told["practices"]
    assert len(cities) == told["cities"] == pq.read_table(data / "cities.parquet").num_rows
    assert (
        len(cities) == len(list(csv.reader((data / "cities.csv").open(encoding="utf-8-sig")))) - 1
    )
    assert told["versions"] == len(list((folder / "record").rglob("*.json"))) == 4
    for language in LANGUAGES:
        assert len(list((folder / language / "c").glob("*.html"))) == told["cities"]
        assert len(list((folder / language / "p").glob("*.html"))) == 3, "the retired one too"
        assert len(list((folder / language / "summit").glob("*.html"))) == told["summits"] == 3


def test_a_withdrawn_text_and_what_waits_are_in_no_file(house: Desk) -> None:
    correct(house, COMPAZ, lead=f"{CANARY} the first")
    standing.withdraw(house.person("reviewer", name="Grace"), COMPAZ, "The city asked for it.")
    waiting(house)

    later = editions.folder() / frozen(house).name

    found = [one.name for one in later.rglob("*") if one.is_file() and CANARY in text_of(one)]
    assert found == []
    assert not list(later.rglob(f"*{COMPAZ}*"))


def waiting(house: Desk) -> None:
    """A correction that nobody has signed yet."""
    from dashboard.catalogue import contributions, versions

    ada = house.person("researcher")
    draft = versions.draft_of("geneva-geneve-sa-gueule")
    title = {**draft.title, "en": Wording(words=f"{CANARY} waits for its reviewer")}
    begun = contributions.begin(ada, receipt="w", language="en", slug="geneva-geneve-sa-gueule")
    stamp = contributions.save(ada, "w", draft.model_copy(update={"title": title}), begun.stamp)
    contributions.send(ada, "w", stamp)


def text_of(file: Path) -> str:
    if file.suffix == ".parquet":
        return repr(pq.read_table(file).to_pylist())
    return file.read_bytes().decode("utf-8", "replace")


def test_an_earlier_version_keeps_its_page_and_says_that_it_was_superseded(folder: Path) -> None:
    page = (folder / "en" / "p" / COMPAZ / "v" / "1.html").read_text("utf-8")

    assert "Superseded on 23" in page
    assert "From the frozen edition of 23" in page


def test_a_later_correction_leaves_the_edition_as_it_is(folder: Path) -> None:
    before = editions.verify(folder)
    correct(Desk(database.path()), COMPAZ, end_year=2027)

    assert editions.verify(folder) == before
    assert before.flaws == ()
    assert "2027" not in (folder / "en" / "p" / f"{COMPAZ}.html").read_text("utf-8")


def test_the_same_catalogue_on_the_same_day_gives_the_same_bytes(
    folder: Path, prepared: Path, store: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again" / "catalogue.duckdb"
    again.parent.mkdir()
    shutil.copy(prepared / "catalogue.duckdb", again)
    with opened(again, store) as house:
        with database._cursor() as cursor:
            cursor.execute("delete from edition")
        second = frozen(house)
        archive = editions.archive(second.name)

    assert archive is not None
    assert second.sha256 == hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert archive[0].read_bytes() == folder.with_name(f"{folder.name}.zip").read_bytes()


def test_a_second_edition_of_a_day_has_a_number(house: Desk) -> None:
    names = [little(house).name for _ in range(2)]

    assert names == ["2026-11-23", "2026-11-23-2"]
    assert [one.name for one in editions.every()] == ["2026-11-23-2", "2026-11-23"]


def test_the_hash_of_an_edition_is_that_of_its_manifest_and_tools_of_the_machine_agree(
    folder: Path,
) -> None:
    one = editions.every()[0]

    assert hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest() == one.sha256
    for sums in ("checksums.sha256", "manifest.sha256"):
        told = subprocess.run(
            ["sha256sum", "--check", "--quiet", sums], cwd=folder, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stdout
    with zipfile.ZipFile(folder.with_name(f"{folder.name}.zip")) as archive:
        inside = {name.removeprefix(f"{one.name}/") for name in archive.namelist()}
    assert inside == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_changed_byte_a_missing_and_a_foreign_file_are_found(folder: Path) -> None:
    page, record = folder / "fr" / "index.html", folder / "record" / COMPAZ / "1.json"
    content = record.read_bytes()
    record.write_bytes(content.replace(b"a", b"b", 1))
    page.unlink()
    (folder / "data" / "more.csv").write_text("x")

    assert editions.verify(folder).flaws == (
        Flaw("missing", "fr/index.html"),
        Flaw("foreign", "data/more.csv"),
        Flaw("changed", f"record/{COMPAZ}/1.json"),
    )


def test_a_manifest_that_was_changed_does_not_pass_for_the_edition(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"practices": 2', '"practices": 3'))

    assert Flaw("changed", "manifest.json") in editions.verify(folder).flaws
    assert editions.verify(folder / "nowhere").flaws == (Flaw("unreadable", "manifest.json"),)


def test_a_copy_goes_where_it_is_wanted_and_overwrites_nothing(house: Desk, tmp_path: Path) -> None:
    out = tmp_path / "stick"
    one = little(house, out=out)

    assert editions.verify(out / one.name).sha256 == one.sha256
    (out / "2026-11-23-2").mkdir()
    with pytest.raises(Taken):
        little(house, out=out)
    assert [one.name for one in editions.every()] == ["2026-11-23"]
    assert sorted(one.name for one in out.iterdir()) == ["2026-11-23", "2026-11-23-2"]


class Enough(Exception):
    """Whoever asked wants no more."""


def stop_at(at: int, done: int, of: int) -> None:
    if done == at:
        raise Enough


@pytest.mark.parametrize("at", [0, 9])
def test_what_is_stopped_leaves_nothing(house: Desk, tmp_path: Path, at: int) -> None:
    with pytest.raises(Enough):
        little(house, tick=partial(stop_at, at), out=tmp_path / "stick")

    assert list(editions.folder().iterdir()) == []
    assert list((tmp_path / "stick").iterdir()) == []
    assert editions.every() == ()


def test_the_page_can_stop_it_too(house: Desk) -> None:
    work = freezing.begin(house.person("reviewer", name="Grace"))
    while not work.done and not work.over:
        work.wait(0.01)
    work.cancel()

    assert work.wait(20)
    assert isinstance(work.error, freezing.Stopped)
    assert editions.every() == ()


def test_one_at_a_time(house: Desk) -> None:
    def another(done: int, of: int) -> None:
        with pytest.raises(Busy):
            little(house)
        raise Enough

    with pytest.raises(Enough):
        little(house, tick=another)


def test_what_is_published_meanwhile_is_in_it_whole_for_the_work_is_begun_anew(
    house: Desk,
) -> None:
    starts: list[int] = []

    def publishing(done: int, of: int) -> None:
        if done == 5:
            starts.append(of)
            if len(starts) == 1:
                correct(house, COMPAZ, end_year=2026)

    made = little(house, tick=publishing)

    assert len(starts) == 2
    assert (editions.folder() / made.name / "versions.txt").read_text() == "5"


def test_a_catalogue_that_never_rests_is_told(house: Desk) -> None:
    years = iter(range(2000, 2100))

    def publishing(done: int, of: int) -> None:
        if done == 5:
            correct(house, RENNES, end_year=next(years))

    with pytest.raises(Unsettled):
        little(house, tick=publishing)
    assert editions.every() == ()


def test_who_may_not_freeze_is_told_before_anything_is_written(house: Desk) -> None:
    for role in ("researcher", "press", "contributor", "moderator"):
        with pytest.raises(NotAllowed):
            freezing.freeze(house.person(role))

    assert not editions.folder().exists()


def test_freezing_is_logged_once_with_the_hash(house: Desk) -> None:
    one = little(house)

    with database._cursor() as cursor:
        told = cursor.execute(
            "select actor, role, entity_id, note from audit where action = 'freeze'"
        ).fetchall()
    assert told == [("ada", "administrator", one.name, one.sha256)]


def test_it_lies_beside_the_store_for_its_owner_alone(folder: Path) -> None:
    assert folder.parent == database.path().parent / "editions"
    for one in (folder.parent, folder, folder / "manifest.json"):
        assert one.stat().st_mode & 0o077 == 0


def test_read_first_is_told_in_four_languages_and_the_pages_fetch_nothing(folder: Path) -> None:
    assert (folder / "README.txt").read_text("utf-8").count("sha256sum -c checksums.sha256") == 4
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"<(script|iframe|form|link[^>]*stylesheet|img[^>]*http)", text), page
        assert not re.search(r"url\(['\"]?(?!data:|#)", text), page


# The command --------------------------------------------------------------------------------------


class Heard(Console):
    """What a command says, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.faults: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def fault(self, text: str) -> None:
        self.faults.append(text)

    def _tell_progress(self, done: int, of: int) -> None:
        pass


def run(*words: str) -> tuple[int, Heard]:
    """The command as a server does it for somebody else: its arguments have travelled."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    heard = Heard()
    return command.main(unpack(pack(parser.parse_args(words))), heard), heard


def test_the_command_freezes_and_tells_the_hash(house: Desk, tmp_path: Path) -> None:
    code, heard = run("--out", str(tmp_path / "stick"))

    one = editions.every()[0]
    assert (code, heard.faults) == (0, [])
    assert one.sha256 in " ".join(heard.said)
    assert editions.verify(tmp_path / "stick" / one.name).sha256 == one.sha256


def test_the_command_finds_a_changed_byte(folder: Path) -> None:
    sound, _ = run("--verify", str(folder))
    page = folder / "en" / "press.html"
    page.write_bytes(page.read_bytes()[:-1] + b" ")

    code, heard = run("--verify", str(folder))

    assert (sound, code) == (0, 2)
    assert heard.faults == ["en/press.html was changed."]


def test_an_edition_is_checked_where_there_is_no_store(folder: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "dashboard", "freeze", "--verify", str(folder)],
        env={**os.environ, "CATALOGUE_STORE": str(tmp_path / "nowhere.duckdb")},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert editions.verify(folder).sha256 in told.stdout


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(house: Desk) -> None:
    code, heard = run("--out", "/proc/nowhere")

    assert code == 1 and heard.faults
    assert editions.every() == ()
    assert list(editions.folder().iterdir()) == []
