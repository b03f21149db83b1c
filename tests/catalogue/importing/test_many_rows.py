"""Ten thousand rows go through: looked at, handed in, there, and taken back."""

from __future__ import annotations

from pathlib import Path

from dashboard.catalogue import database
from dashboard.catalogue.importing import applying, undoing
from dashboard.catalogue.importing.trial import trial
from tests.catalogue.importing import files
from tests.conftest import Desk

COUNT = 10_000


def states() -> dict[str, int]:
    with database._cursor() as cursor:
        found = cursor.execute("select state, count(*) from submission group by state").fetchall()
    return dict(found)


def test_ten_thousand_rows_go_through_and_back(desk: Desk, tmp_path: Path) -> None:
    admin = desk.person("administrator")
    path = files.as_csv(tmp_path / "many.csv", files.rows(COUNT))
    steps: list[tuple[int, int]] = []

    found = trial(path, actor=admin, progress=lambda *one: steps.append(one))
    done = applying.apply(found, actor=admin)
    handed_in = states()
    undoing.undo(admin, done.import_id or "", "a trial of strength")

    assert found.faults == () and found.count("new") == COUNT
    assert steps[-1] == (COUNT, COUNT) and len(steps) > 100
    assert handed_in == {"submitted": COUNT}
    assert states() == {"withdrawn": COUNT}
