"""`python -m dashboard export`: what it writes, what it says, and how it ends."""

import argparse
import json
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.commands import export
from dashboard.local_socket import Console, pack, unpack


class Heard(Console):
    """A console that remembers."""

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
    export.add_arguments(parser)
    console = Heard()
    return export.main(unpack(pack(parser.parse_args(words))), console), console


def test_the_ending_tells_the_format_and_the_neighbours_lie_beside(
    store: Path, tmp_path: Path
) -> None:
    code, console = run("--out", str(tmp_path / "a.geojson"), "--theme", "cohesion",
                        "--country", "FR", "--country", "DE", "--from", "2010")  # fmt: skip

    told = json.loads((tmp_path / "a.geojson.manifest.json").read_text("utf-8"))
    assert code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "a.geojson", "a.geojson.dictionary.csv", "a.geojson.manifest.json",
    ]  # fmt: skip
    assert told["filters"] == "theme=cohesion&country=DE&country=FR&from=2010"
    assert console.said == [f"{told['practices']} practices in {tmp_path / 'a.geojson'}"]


def test_a_search_may_be_taken_out(store: Path, tmp_path: Path) -> None:
    code, console = run("--out", str(tmp_path / "a.csv"), "--q", "jeunes", "--language", "fr",
                        "--json")  # fmt: skip

    told = json.loads(console.said[0])
    assert code == 0
    assert 0 < told["manifest"]["practices"] < 224
    assert told["manifest"]["language"] == "fr"
    assert told["files"][0] == str(tmp_path / "a.csv")


def test_an_archive_is_made_for_an_ending_zip(store: Path, tmp_path: Path) -> None:
    code, _ = run("--out", str(tmp_path / "a.zip"), "--format", "jsonl")

    assert code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_what_a_form_leaves_behind_is_said_and_a_dry_run_writes_nothing(
    store: Path, tmp_path: Path
) -> None:
    code, console = run("--out", str(tmp_path / "a.csv"), "--template", "opsi", "--dry-run")

    assert code == 0
    assert list(tmp_path.iterdir()) == []
    assert console.said[0].startswith("No place in this form: “")
    assert "“Figures”" in console.said[0]
    assert "“Status” takes the nearest word of the form in 27 practices." in console.said
    assert console.said[-1] == "Nothing was written."


@pytest.mark.parametrize(
    "words",
    [
        ("--out", "a.pdf"),
        ("--out", "a.csv", "--theme", "witchcraft"),
        ("--out", "a.parquet", "--template", "use"),
    ],
)
def test_what_nobody_can_give_ends_with_2_and_writes_nothing(
    words: tuple[str, ...], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    code, console = run(*words)

    assert code == 2
    assert len(console.faults) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_a_sentence(store: Path, tmp_path: Path) -> None:
    code, console = run("--out", str(tmp_path / "nowhere" / "a.csv"))

    assert code == 1
    assert console.faults == [
        f"{tmp_path / 'nowhere' / 'a.csv'} cannot be written: No such file or directory. "
        "Nothing was left."
    ]


def test_it_is_one_of_the_commands(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--out", str(tmp_path / "a.csv"), "--city", "recife"]) == 0
    assert (tmp_path / "a.csv").exists()
    assert " in " in capsys.readouterr().out
