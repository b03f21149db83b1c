"""A store that has lost its end says so when it is opened: DuckDB would not."""

import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.catalogue import audit, build, database
from tests.conftest import Desk

ROOT = Path(__file__).resolve().parents[2]
# Some lines of the log, and an end that leaves them in the write-ahead log.
WRITES_AND_FALLS = """
import os, signal
from dashboard.catalogue import audit, database
for number in range(5):
    with database.transaction() as writer:
        audit.write(writer, actor="ada", role="release", action="test", entity="thing",
                    entity_id=str(number))
os.kill(os.getpid(), signal.SIGKILL)
"""


def one_line() -> None:
    with database.transaction() as writer:
        audit.write(
            writer, actor="ada", role="release", action="test", entity="thing", entity_id="1"
        )


def opened_again(caplog: pytest.LogCaptureFixture) -> list[str]:
    caplog.clear()
    with caplog.at_level(logging.WARNING, logger="dashboard"):
        database.close()
        database.connect()
    return [one.getMessage() for one in caplog.records]


def test_a_sound_store_is_opened_without_a_word(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one_line()

    assert opened_again(caplog) == []


def test_a_write_ahead_log_that_was_cut_short_is_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    database.close()
    fell = subprocess.run(
        [sys.executable, "-c", WRITES_AND_FALLS],
        cwd=ROOT,
        env=os.environ | {"CATALOGUE_STORE": str(desk.file), "PYTHONPATH": str(ROOT)},
    )
    assert fell.returncode == -signal.SIGKILL
    wal = desk.file.with_name(f"{desk.file.name}.wal")
    with wal.open("r+b") as file:
        file.truncate(wal.stat().st_size * 3 // 5)

    told = opened_again(caplog)

    assert len(told) == 1 and "lacks the last" in told[0], told
    assert database.lines_lost() > 0
    one_line()
    one_line()
    one_line()
    one_line()
    assert opened_again(caplog) == [], "it goes on, and the past is past"


def test_an_older_file_put_in_its_place_is_told(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.close()
    older = shutil.copy(desk.file, tmp_path / "older")
    database.connect()
    one_line()
    database.close()
    shutil.copy(older, desk.file)

    assert len(opened_again(caplog)) == 1


def test_another_store_at_the_same_place_is_no_loss(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one_line()
    database.close()
    desk.file.unlink()
    build.build(store=desk.file)

    assert opened_again(caplog) == []


def test_a_number_that_cannot_be_kept_does_not_undo_what_was_written(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    last = desk.file.with_name(f"{desk.file.name}.last")
    last.mkdir()

    one_line()

    assert "could not be kept" in caplog.text
    last.rmdir()
    assert opened_again(caplog) == []
