"""The one door to DuckDB."""

import threading
from pathlib import Path

import duckdb
import pytest

from dashboard.catalogue import database
from dashboard.catalogue.errors import NoStore, StoreBusy


def test_many_threads_each_get_their_own_rows(store: Path) -> None:
    wrong: list[str] = []

    expected = {
        language: database.rows("city_names", language=language)
        for language in ("fr", "en", "de", "es")
    }

    def ask(language: str) -> None:
        for _ in range(30):
            if database.rows("city_names", language=language) != expected[language]:
                wrong.append(language)

    threads = [threading.Thread(target=ask, args=(one,)) for one in ("fr", "en", "de", "es") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "copy facet to '/tmp/taken.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_sql_reaches_no_other_file_host_or_extension(store: Path, sql: str) -> None:
    with database._cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql)


def test_a_write_that_fails_leaves_nothing(store: Path) -> None:
    before = database.version()

    with pytest.raises(RuntimeError), database.transaction() as writer:
        writer.run("catalogue_version_raise", released_on=None)
        raise RuntimeError

    assert database.version() == before


def test_a_missing_store_and_a_held_one_are_told_apart(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGUE_STORE", str(tmp_path / "none.duckdb"))
    database.close()
    with pytest.raises(NoStore):
        database.connect()
    monkeypatch.undo()
    database.connect()


def test_a_store_held_by_another_process_is_told(tmp_path: Path) -> None:
    import subprocess
    import sys

    file = tmp_path / "held.duckdb"
    holder = subprocess.Popen(  # noqa: S603
        [
            sys.executable,
            "-c",
            f"import duckdb,sys; c=duckdb.connect({str(file)!r}); print('open',flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout and holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy):
            database.open_store(file)
    finally:
        holder.communicate("")


def test_a_migration_is_never_edited_once_applied(tmp_path: Path) -> None:
    connection = duckdb.connect(str(tmp_path / "one.duckdb"))
    database.migrate(connection)
    connection.execute("update schema_migration set sha256 = 'other' where number = 1")

    with pytest.raises(ValueError, match="0001_catalogue.sql was changed"):
        database.migrate(connection)


def test_migrating_twice_does_nothing_the_second_time(tmp_path: Path) -> None:
    connection = duckdb.connect(str(tmp_path / "one.duckdb"))

    assert "0001_catalogue" in database.migrate(connection)
    assert database.migrate(connection) == []


def test_the_store_and_its_log_are_for_their_owner_alone(desk) -> None:
    with database.transaction() as writer:
        writer.run("catalogue_version_raise", released_on=None)

    for file in desk.file.parent.glob("desk.duckdb*"):
        if file.is_file():
            assert file.stat().st_mode & 0o077 == 0, file.name
