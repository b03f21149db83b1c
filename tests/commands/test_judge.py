"""The measure itself: a judged file in, one line of JSON out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from dashboard.commands import judge

pytestmark = pytest.mark.usefixtures("store")

GOOD = {
    "query": "Genf", "lang": "de", "kind": "place",
    "relevant": {"geneva-geneve-sa-gueule": 2, "geneva-municipal-diversity-policy": 2},
}  # fmt: skip
NOTHING = {"query": "Hundesteuer", "lang": "de", "kind": "nothing", "relevant": {}}


def run(tmp_path: Path, *lines: object) -> int:
    file = tmp_path / "judged.jsonl"
    file.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines),
        encoding="utf-8",
    )
    parser = argparse.ArgumentParser()
    judge.add_arguments(parser)
    return judge.main(parser.parse_args([str(file)]))


def test_the_last_line_is_the_measure_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, GOOD, NOTHING) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert json.loads(lines[-1]) == {
        "queries": 2,
        "ndcg@10": 1.0,
        "success@3": 1.0,
        "nothing_found": 1.0,
        "by_kind": {
            "nothing": {"queries": 1, "nothing_found": 1.0},
            "place": {"queries": 1, "ndcg@10": 1.0, "success@3": 1.0},
        },
    }


def test_the_gain_counts_grades_and_places() -> None:
    judged = judge.Judged("q", "en", "word", {"a": 2, "b": 1})

    assert judge.Outcome(judged, ("a", "b")).gain == pytest.approx(1.0)
    assert judge.Outcome(judged, ("x", "b")).gain == pytest.approx(0.63093 / 3.63093, abs=1e-4)
    assert judge.Outcome(judged, ()).gain == 0
    assert judge.Outcome(judged, ("x", "y", "b")).success
    assert not judge.Outcome(judged, ("x", "y", "z", "b")).success


def test_every_fault_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [
        GOOD,
        "{",
        "[1]",
        {**GOOD, "lang": "it"},
        {**GOOD, "query": 3},
        {**GOOD, "relevant": {"no-such-practice": 2}},
        {**GOOD, "relevant": {"geneva-geneve-sa-gueule": 3}},
        {**GOOD, "relevant": {"geneva-geneve-sa-gueule": True}},
        {key: value for key, value in GOOD.items() if key != "relevant"},
    ]

    assert run(tmp_path, *wrong) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(":")[0] for line in told.err.splitlines()] == [
        f"judged.jsonl, line {number}" for number in range(2, 10)
    ]
    assert "no-such-practice" in told.err


def test_an_empty_or_absent_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "") == 2
    parser = argparse.ArgumentParser()
    judge.add_arguments(parser)
    assert judge.main(parser.parse_args([str(tmp_path / "none.jsonl")])) == 2
    assert capsys.readouterr().out == ""


def test_a_file_of_one_sort_gives_only_what_it_can_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, NOTHING) == 0

    measure = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert measure["nothing_found"] == 1.0
    assert "ndcg@10" not in measure
