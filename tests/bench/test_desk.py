"""What the bench measures of the desk is the desk: its services, on a catalogue they can write to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.bench import desk, generator
from dashboard.catalogue import database, search


def test_each_write_of_the_desk_is_measured_beside_the_bare_one(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in {"SAVES": 3, "PUBLICATIONS": 1, "COMPARED": 3, "SECONDS": 0.3}.items():
        monkeypatch.setattr(desk, name, few)
    database.close()
    real = Path(shutil.copy(store, tmp_path / "real.duckdb"))
    made = tmp_path / "made.duckdb"
    generator.make(generator.read(real), made, 300)
    try:
        lines = list(desk.measure(made, 300, real, imported=25))
    finally:
        search.forget()
        database.connect()

    told = " ".join(line.what for line in lines)
    for what in ("save of a draft", "publication until", "word by word", "20 people", "handed in"):
        assert what in told
    assert "25 rows published" in told
    assert all(line.ratio for line in lines if line.baseline)
