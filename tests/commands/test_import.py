"""`python -m dashboard import`: a dry run, all of it or nothing, and taken back; by exit code."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from dashboard.catalogue import review, versions
from dashboard.catalogue.errors import NotFound
from dashboard.commands import import_
from dashboard.local_socket import Console, Stopped
from tests.catalogue.importing import files
from tests.conftest import Desk


class Heard(Console):
    """A console that keeps what it is told."""

    def __init__(self, stop_after: int | None = None) -> None:
        super().__init__()
        self.said: list[str] = []
        self.faults: list[str] = []
        self.steps = 0
        self._stop_after = stop_after

    def say(self, text: str) -> None:
        self.said.append(text)

    def fault(self, text: str) -> None:
        self.faults.append(text)

    def _tell_progress(self, done: int, of: int) -> None:
        self.steps += 1
        if self.steps == self._stop_after:
            self.stopped.set()


def run(*given: str, console: Heard | None = None) -> tuple[int, Heard]:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    heard = console or Heard()
    return import_.main(parser.parse_args(given), heard), heard


@pytest.fixture
def good(tmp_path: Path) -> str:
    return str(files.as_csv(tmp_path / "good.csv", files.rows(3)))


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return str(
        files.as_csv(tmp_path / "bad.csv", [*files.rows(3), files.row(4, themes="kohesion")])
    )


def waiting(desk: Desk) -> int:
    return sum(one.import_id is not None for one in review.queue(desk.person("reviewer")))


def test_a_dry_run_of_a_clean_file_is_0_and_writes_nothing(desk: Desk, good: str) -> None:
    code, heard = run(good, "--dry-run")

    assert code == 0 and heard.faults == []
    assert "3 rows: 3 new, 0 changed, 0 equal, 0 faults." in heard.said
    assert heard.said[-1] == "A dry run: nothing was written."
    assert waiting(desk) == 0


def test_faults_are_listed_with_row_column_value_and_what_would_be_right_and_it_is_2(
    desk: Desk, bad: str
) -> None:
    code, heard = run(bad)

    assert code == 2
    assert heard.faults == [
        "Row 5, “themes”: “kohesion” is not in the list. Right would be: cohesion (Social"
        " cohesion); integration (Integration and inclusion); security (Everyday security)."
    ]
    assert heard.said[-1] == "Nothing was written."
    assert waiting(desk) == 0


def test_a_clean_file_is_handed_in_and_taken_back_whole(desk: Desk, good: str) -> None:
    code, heard = run(good)
    import_id = heard.said[-1].rpartition(" ")[2]
    handed_in = waiting(desk)

    back, told = run("--undo", import_id)
    again, refused = run("--undo", import_id)

    assert (code, handed_in) == (0, 3)
    assert (back, waiting(desk)) == (0, 0)
    assert told.said == ["The import of good.csv was taken back: 3 lines."]
    assert again == 2 and refused.faults == ["This import was taken back before."]


def test_straight_is_public_at_once_and_the_same_file_again_changes_nothing(
    desk: Desk, good: str
) -> None:
    code, _ = run(good, "--straight")
    again, heard = run(good, "--straight")

    assert code == again == 0
    assert versions.draft_of("vienna-house-1").heading() == "Haus der Zungen, 1. Bezirk"
    assert "3 rows: 0 new, 0 changed, 3 equal, 0 faults." in heard.said
    assert heard.said[-1] == "Everything is there already: nothing was written."


def test_json_tells_everything_to_a_program(desk: Desk, bad: str, good: str) -> None:
    code, heard = run(bad, "--json")
    fault = json.loads(heard.said[0])
    done, told = run(good, "--json")
    result = json.loads(told.said[0])

    assert code == 2 and not fault["written"] and fault["import"] is None
    assert fault["faults"][0] | {"sentence": ""} == {
        "row": 5,
        "column": "themes",
        "code": "unknown_code",
        "value": "kohesion | integration" if "|" in fault["faults"][0]["value"] else "kohesion",
        "right": ["cohesion", "integration", "security"],
        "sentence": "",
    }
    assert done == 0 and result["written"] and result["new"] == 3
    assert len(heard.said) == len(told.said) == 1


def test_a_column_can_be_told_and_left_out(desk: Desk, tmp_path: Path) -> None:
    record = {**files.row(1), "Remark": "x"}
    record["Heading"] = record.pop("title_de")
    path = str(files.as_csv(tmp_path / "a.csv", [record]))

    code, _ = run(path, "--dry-run", "--column", "Heading=title_de", "--column", "Remark=")

    assert code == 0


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    record = {**files.row(1, figure_1_value="1.234"), "Name": "Haus der Zungen"}
    del record["title_de"]
    path = str(files.as_csv(tmp_path / "a.csv", [record]))

    undecided, heard = run(path, "--dry-run", "--json")
    decided, _ = run(path, "--dry-run", "--decimal", ",")

    fault = json.loads(heard.said[0])["faults"][0]
    assert undecided == 2 and decided == 0
    assert (fault["code"], fault["right"]) == ("ambiguous_number", ["1234", "1.234"])


def test_a_form_of_others_says_what_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    record = {
        "title": "House of tongues",
        "Summary": "Neighbours learn languages from each other.",
        "city": "Vienna",
        "country": "Austria",
        "named coordinator": "Somebody",
        "colour": "blue",
    }
    path = str(files.as_csv(tmp_path / "a.csv", [record]))

    code, heard = run(path, "--template", "urbact", "--dry-run")

    assert code == 2
    told = "\n".join(heard.said)
    assert "“named coordinator” holds personal data and is not taken. (1 row)" in told
    assert "“colour” is a column this form is not known to have" in told
    assert any("Choose at least one theme." in one for one in heard.faults)


def test_a_file_that_is_not_there_is_1(desk: Desk, tmp_path: Path) -> None:
    code, heard = run(str(tmp_path / "none.csv"))

    assert code == 1
    assert "cannot be read: No such file or directory." in heard.faults[0]


@pytest.mark.parametrize("given", [[], ["a.csv", "--undo", "x"]])
def test_either_a_file_or_an_import_to_take_back_is_wanted(desk: Desk, given: list[str]) -> None:
    assert run(*given)[0] == 2


def test_an_import_that_never_was_is_2(desk: Desk) -> None:
    code, heard = run("--undo", "nothing", "--json")

    assert code == 2
    assert json.loads(heard.said[0])["undone"] is None


def test_stopped_it_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = str(files.as_csv(tmp_path / "many.csv", files.rows(400)))

    with pytest.raises(Stopped):
        run(path, "--straight", console=Heard(stop_after=10))

    with pytest.raises(NotFound):
        versions.draft_of("vienna-house-1")
    assert waiting(desk) == 0
