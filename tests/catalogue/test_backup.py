"""A backup is the store of one moment, whole or not there; a restore never overwrites."""

import json
import shutil
import threading
import time
from pathlib import Path

import duckdb
import pytest

from dashboard.catalogue import audit, backup, database
from dashboard.catalogue.backup import BadBackup, NoRoom
from tests.conftest import Desk


def rows_of(store: Path) -> dict[str, int]:
    connection = database.open_store(store)
    try:
        assert database.violations(connection) == []
        return database.counts(connection)
    finally:
        connection.close()


def two_at_once(number: int) -> None:
    """One write of two lines, which belong together."""
    with database.transaction() as writer:
        for half in ("left", "right"):
            audit.write(
                writer,
                actor=half,
                role="release",
                action="test",
                entity="pair",
                entity_id=str(number),
            )


def test_a_backup_made_while_people_write_is_the_store_of_one_moment(
    desk: Desk, tmp_path: Path
) -> None:
    enough = threading.Event()
    written = []

    def go_on_writing() -> None:
        number = 0
        while not enough.is_set():
            two_at_once(number)
            written.append(number)
            number += 1

    hand = threading.Thread(target=go_on_writing)
    hand.start()
    while not written:
        time.sleep(0.01)
    made = []
    for number in range(3):
        before = len(written)
        made.append((before, backup.write(tmp_path / f"backup-{number}"), len(written)))
    enough.set()
    hand.join()

    for number, (before, told, after) in enumerate(made):
        new = tmp_path / f"new-{number}.duckdb"
        backup.restore(told.folder, new)
        assert rows_of(new) == told.tables
        connection = database.open_store(new)
        halves = connection.execute(
            "select actor, count(*) from audit where entity = 'pair' group by actor"
        ).fetchall()
        connection.close()
        counts = dict(halves)
        assert counts["left"] == counts["right"], "half a write is in the backup"
        assert before <= counts["left"] <= after + 1
    assert rows_of(tmp_path / "new-0.duckdb")["practice"] == 224
    assert any(before < after for before, _, after in made), "nobody wrote meanwhile"


def test_a_restored_store_goes_on_where_the_backup_stopped(desk: Desk, tmp_path: Path) -> None:
    backup.restore(backup.write(tmp_path / "one").folder, tmp_path / "new.duckdb")
    database.close()
    connection = database.open_store(tmp_path / "new.duckdb")
    last = connection.execute("select max(audit_id) from audit").fetchall()[0][0]
    assert database.migrate(connection) == []
    database.use(connection)

    two_at_once(1)

    assert connection.execute("select max(audit_id) from audit").fetchall()[0][0] == last + 2
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(
            "insert into practice_text by name select -1 as practice_id, 1 as version, 'en' as language, 'release' as origin"
        )


def test_sql_reaches_the_folder_of_backups_and_no_other(desk: Desk, tmp_path: Path) -> None:
    database.backups(desk.file).mkdir()
    database.export_to(database.backups(desk.file) / "inside")

    for elsewhere in (tmp_path / "outside", database.backups(desk.file) / ".." / "outside"):
        with pytest.raises(duckdb.PermissionException):
            database.export_to(elsewhere)
        assert not list(elsewhere.resolve().glob("*.parquet"))
    with pytest.raises(duckdb.Error), database._cursor() as cursor:
        cursor.execute(f"set allowed_directories = ['{tmp_path}']")


def test_nothing_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    made = backup.write(tmp_path / "one")
    with pytest.raises(NoRoom):
        backup.write(tmp_path / "one")

    store = tmp_path / "there.duckdb"
    store.write_text("mine")
    with pytest.raises(NoRoom):
        backup.restore(made.folder, store)
    assert store.read_text() == "mine"


def test_a_backup_that_is_stopped_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        backup.write(tmp_path / "place" / "one", going_on=stop)

    assert not list((tmp_path / "place").glob("**/*"))
    assert list(database.backups(desk.file).iterdir()) == []


def test_only_its_owner_may_look_into_a_backup(desk: Desk, tmp_path: Path) -> None:
    assert backup.write(tmp_path / "one").folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["no manifest", "a table less", "rows less", "a rule broken"])
def test_a_harmed_backup_makes_no_store(desk: Desk, tmp_path: Path, harm: str) -> None:
    folder = backup.write(tmp_path / "one").folder
    manifest = folder / backup.MANIFEST
    if harm == "no manifest":
        manifest.unlink()
    elif harm == "a table less":
        (folder / "facet.parquet").unlink()
    elif harm == "rows less":
        told = json.loads(manifest.read_text())
        told["tables"]["audit"] += 1
        manifest.write_text(json.dumps(told))
    else:
        shutil.copy(folder / "city_name.parquet", folder / "kept.parquet")
        duckdb.execute(
            f"copy (from '{folder}/kept.parquet' where language <> 'de') "
            f"to '{folder}/city_name.parquet'"
        )
        told = json.loads(manifest.read_text())
        told["tables"]["city_name"] = duckdb.execute(
            f"select count(*) from '{folder}/city_name.parquet'"
        ).fetchall()[0][0]
        manifest.write_text(json.dumps(told))

    with pytest.raises(BadBackup):
        backup.restore(folder, tmp_path / "new.duckdb")

    assert not list(tmp_path.glob("*new.duckdb*"))
