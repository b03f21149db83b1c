"""The commands that make an edition to take home and exchange files, where a server runs and not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.catalogue import database, editions
from tests.catalogue import room
from tests.commands.test_commands import holder
from tests.conftest import Desk

ROOT = Path(__file__).resolve().parents[2]
DUSSELDORF = "living-together-city-dusseldorf"


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A store that nobody has open."""
    return Path(shutil.copy(store, tmp_path / "own.duckdb"))


def command(own: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *words],
        cwd=ROOT,
        env={**os.environ, "CATALOGUE_STORE": str(own), **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_an_edition_is_a_folder_and_an_archive_also_while_a_server_holds_the_store(
    own: Path, tmp_path: Path
) -> None:
    asked = ("edition", "--city", "dusseldorf", "--languages", "de")
    (tmp_path / "away").mkdir()
    alone = command(own, *asked, "--out", str(tmp_path / "alone"), PUBLIC_URL="https://x.example")
    with holder(own):
        served = command(own, *asked, "--out", str(tmp_path / "served"))

    assert (alone.returncode, served.returncode) == (0, 0), alone.stderr + served.stderr
    folder = tmp_path / "alone" / DUSSELDORF
    assert editions.verify(folder).flaws == ()
    assert command(own, "edition", "--verify", str(folder)).returncode == 0
    with zipfile.ZipFile(tmp_path / "served" / f"{DUSSELDORF}.zip") as packed:
        assert f"{DUSSELDORF}/de/show.html" in packed.namelist()
    assert "https://x.example/de/talk" in (folder / "de" / "index.html").read_text()
    assert "no codes" in served.stdout and "no codes" not in alone.stdout


def test_all_faults_of_a_branding_are_told_and_nothing_is_written(
    own: Path, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text('colours = { light = "#ffee00" }\nlogo = "none.png"\n')
    out = tmp_path / "out"

    told = command(own, "edition", "--summit", "izmir-2021", "--out", str(out),
                   "--branding", str(tmp_path / "own.toml"))  # fmt: skip

    assert told.returncode == 2 and not out.exists()
    assert "logo: It cannot be read" in told.stderr
    assert told.stderr.count("readers need 4.5 to 1") == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--summit", "nowhere", "--out", "OUT"), 1, "not there"),
        (("--summit", "izmir-2021"), 2, "--out"),
        (("--summit", "izmir-2021", "--out", "OUT", "--languages", "de,xx"), 2, "xx"),
        (("--summit", "a", "--city", "b", "--out", "OUT"), 2, "not allowed"),
        (("--out", "OUT"), 2, "required"),
    ],
)
def test_what_cannot_be_made_is_told(
    own: Path, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    given = [str(tmp_path / "out") if one == "OUT" else one for one in words]

    told = command(own, "edition", *given)

    assert told.returncode == code and said in told.stderr + told.stdout
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_what_lies_there_is_not_overwritten(own: Path, tmp_path: Path) -> None:
    asked = ("edition", "--city", "dusseldorf", "--languages", "de", "--out", str(tmp_path / "out"))
    command(own, *asked)

    again = command(own, *asked)

    assert again.returncode == 1 and "nothing is overwritten" in again.stderr


def test_a_copy_takes_an_edition_and_has_its_conclusions(
    desk: Desk, tmp_path: Path, store: Path
) -> None:
    """The house of the desk signs something; another copy takes the archive of its edition."""
    outcome = room.signed()
    database.close()
    edition = command(desk.file, "edition", "--summit", room.SUMMIT, "--languages", "en",
                      "--out", str(tmp_path / "out"))  # fmt: skip
    assert edition.returncode == 0, edition.stderr
    archive = next((tmp_path / "out").glob("*.zip"))
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(store, tmp_path / "other" / "catalogue.duckdb"))

    first = command(other, "exchange", "--in", str(archive), "--json")
    again = command(other, "exchange", "--in", str(archive))
    back = command(other, "exchange", "--out", str(tmp_path / "back.json"))

    assert json.loads(first.stdout)["counts"]["conclusions"] == {"new": 1}
    assert again.returncode == 0 and "all of it was here" in again.stdout
    assert "1 conclusions" in back.stdout
    told = json.loads((tmp_path / "back.json").read_text())["content"]
    assert [one["id"] for one in told["conclusions"]] == [outcome]


def test_a_file_that_cannot_be_taken_tells_where_it_is_wrong(own: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"form": "living-together-exchange", "number": 7}')

    told = command(own, "exchange", "--in", str(bad))
    as_json = command(own, "exchange", "--in", str(bad), "--json")
    missing = command(own, "exchange", "--in", str(tmp_path / "missing.json"))

    assert told.returncode == as_json.returncode == 2
    assert "bad.json: It is of form 7; this copy reads form 1." in told.stderr
    assert json.loads(as_json.stdout)["faults"][0]["fault"].startswith("It is of form 7")
    assert missing.returncode == 1 and "Nothing was changed" in missing.stderr
