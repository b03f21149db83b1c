"""The one door to DuckDB: queries by name, one cursor a use, one writer at a time."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.catalogue.errors import NoStore, StoreBusy

log = logging.getLogger("dashboard")

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"

_lock = threading.Lock()  # opening and writing: DuckDB dislikes two writers on one row
_write_lock = threading.RLock()
_store: duckdb.DuckDBPyConnection | None = None
_opened = 0  # stores this process has opened
_version: int | None = None  # read again after each write: this process is the only writer
_last: Path | None = None  # the file that names the last line of the log; of a store in service
_writes = 0  # begun and ended: a version read while one commits is not kept


def path() -> Path:
    """Where the store lies: CATALOGUE_STORE, or var/catalogue.duckdb."""
    return Path(os.environ.get("CATALOGUE_STORE") or ROOT / "var" / "catalogue.duckdb")


def backups(store: Path | str) -> Path:
    """The one folder that SQL may write to, beside its store."""
    return Path(store).absolute().parent / "backups"


def open_store(
    file: Path | str, *, read_only: bool = False, beside: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A hardened connection to one file: SQL reaches no other file, host or extension.

    What it may reach besides is the folder of backups, or another one named by `beside`.
    """
    try:
        connection = duckdb.connect(
            str(file),
            read_only=read_only,
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise StoreBusy(str(file)) from error
        raise
    reached = beside or backups(file)  # named before the door is shut; later it cannot be
    connection.execute(f"set allowed_directories = [{_quoted(reached)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set lock_configuration = true")
    return connection


def _quoted(place: Path) -> str:
    return "'" + str(place).replace("'", "''") + "'"


def connect() -> None:
    """Open the store for this process; later calls do nothing."""
    global _store, _opened, _last
    with _lock:
        if _store is not None:
            return
        if not path().exists():
            raise NoStore(str(path()))
        # Drafts, addresses and passwords' hashes: for the owner, as whatever this process makes.
        os.umask(0o077)
        path().chmod(0o600)
        _store = open_store(path())
        migrate(_store)  # a store of an earlier version of this program comes along
        _last = path().with_name(f"{path().name}.last")
        _opened += 1
    if lost := lines_lost():
        log.warning(
            "The store lacks the last %s lines of its log: a file was cut short or is an older "
            "one. `python -m dashboard restore` makes a store from a backup.",
            lost,
        )


def is_open() -> bool:
    """Whether this process holds a store now: asking opens none."""
    return _store is not None


def close() -> None:
    """Let go of the store, so that another process or a newly built file may be opened."""
    global _store, _version, _last
    with _lock:
        _version = _last = None
        if _store is not None:
            _store.close()
            _store = None


def use(connection: duckdb.DuckDBPyConnection) -> None:
    """Answer from this connection instead of the file: for builds, benches and tests."""
    global _store, _version, _opened, _last
    with _lock:
        _store, _version, _last = connection, None, None
        _opened += 1


def _cursor() -> duckdb.DuckDBPyConnection:
    # DuckDB hands one thread's rows to another on a shared connection: a cursor for each use.
    connect()
    if _store is None:
        raise NoStore(str(path()))
    return _store.cursor()


@lru_cache(maxsize=256)
def statement(kind: str, name: str) -> str:
    """The SQL of queries/<kind>/<name>.sql."""
    return (QUERIES / kind / f"{name}.sql").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def parameters(kind: str, name: str) -> frozenset[str]:
    """The names a query binds."""
    code = re.sub(r"--[^\n]*", "", statement(kind, name))
    return frozenset(re.findall(r"\$([a-z_]+)", code))


def _bound(kind: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    # One set of values serves several queries; each takes what it names.
    return {key: values[key] for key in parameters(kind, name)}


@contextmanager
def _answer(name: str, values: dict[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
    tables = {key: value for key, value in values.items() if isinstance(value, pa.Table)}
    with _cursor() as cursor:
        for key, table in tables.items():
            cursor.register(key, table)
        yield cursor.execute(statement("read", name), _bound("read", name, values))


def rows(name: str, /, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of queries/read/<name>.sql.

    A pyarrow Table among the values is read by the query as a table of that name.
    """
    with _answer(name, values) as answer:
        return answer.fetchall()


def frame(name: str, /, **values: Any) -> pd.DataFrame:
    """The same as a data frame."""
    with _answer(name, values) as answer:
        return answer.df()


def records(name: str, /, **values: Any) -> list[dict[str, Any]]:
    """The same as dicts, one a row."""
    with _answer(name, values) as answer:
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def table(name: str, /, **values: Any) -> pa.Table:
    """The same as an Arrow table: cheap for long answers."""
    with _answer(name, values) as answer:
        return answer.to_arrow_table()


class Writer:
    """Runs queries/write files inside one transaction."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Hold the cursor on which the transaction runs."""
        self._cursor = cursor
        self.logged = False
        self.raised = False  # the catalogue's version

    def run(self, name: str, /, **values: Any) -> int:
        """Run a write; gives the number of rows it touched, where DuckDB tells."""
        self.logged |= name == "audit_add"
        self.raised |= name == "catalogue_version_raise"
        answer = self._cursor.execute(statement("write", name), _bound("write", name, values))
        row = answer.fetchone() if answer.description else None
        return int(row[0]) if row and isinstance(row[0], int) else 0

    def rows(self, name: str, /, **values: Any) -> list[tuple[Any, ...]]:
        """Read inside the transaction, from queries/read."""
        answer = self._cursor.execute(statement("read", name), _bound("read", name, values))
        return answer.fetchall()

    def records(self, name: str, /, **values: Any) -> list[dict[str, Any]]:
        """The same as dicts, one a row."""
        answer = self._cursor.execute(statement("read", name), _bound("read", name, values))
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def insert(self, into: str, frame: pd.DataFrame | pa.Table) -> None:
        """Append whole rows; the columns are matched by name."""
        if not re.fullmatch(r"[a-z_]+", into):
            raise ValueError(into)
        self.logged |= into == "audit"
        self.raised |= into == "catalogue_version"
        self._cursor.register("incoming", frame)
        self._cursor.execute(f"insert into {into} by name select * from incoming")  # noqa: S608
        self._cursor.unregister("incoming")


@contextmanager
def transaction() -> Iterator[Writer]:
    """The only way to write: all of it or nothing."""
    with _write_lock, _cursor() as cursor:
        cursor.begin()
        writer = Writer(cursor)
        try:
            yield writer
            last = _last_line(cursor) if writer.logged and _last else ""
        except BaseException:
            cursor.rollback()
            raise
        # A post or a voice raises none: whoever reads meanwhile need not ask for it again.
        if writer.raised:
            _forget_version()
        cursor.commit()
        if writer.raised:
            _forget_version()
        _keep_last_line(last)


def _last_line(cursor: duckdb.DuckDBPyConnection) -> str:
    """Which store this is, and the number of the last line of its log."""
    born, number = cursor.execute(statement("read", "log_end")).fetchall()[0]
    return f"{born.isoformat()} {number}"


def _keep_last_line(told: str) -> None:
    if _last is None or not told:
        return
    try:
        _last.write_text(told, encoding="utf-8")
    except OSError as error:  # the write itself is kept: nobody may be told that it failed
        log.warning("The number of the log's last line could not be kept: %s", error)


def lines_lost() -> int:
    """How many lines of the log the store lacks that it has held before; 0 for a sound one.

    DuckDB opens a store whose write-ahead log was cut short without a word. So the number of the
    last line is kept beside the store, written after each commit that logs something.
    """
    if _last is None or not _last.exists():
        return 0
    with _cursor() as cursor:
        now = _last_line(cursor).split()
    told = _last.read_text(encoding="utf-8").split()
    same = len(told) == 2 and told[0] == now[0] and told[1].isdecimal()
    return max(0, int(told[1]) - int(now[1])) if same else 0


def _forget_version() -> None:
    global _version, _writes
    with _lock:
        _version = None
        _writes += 1


def version() -> int:
    """The catalogue's version number; every publication raises it."""
    global _version
    now, writes = _version, _writes
    if now is None:
        now = int(rows("catalogue_version")[0][0])
        with _lock:
            if writes == _writes:
                _version = now
    return now


def edition() -> tuple[int, int]:
    """Under what answers may be kept: a newer version is another one, and so is another store."""
    return _opened, version()


def export_to(folder: Path) -> None:
    """Write every table, as of one moment, into a new folder inside that of backups."""
    with _cursor() as cursor:
        cursor.begin()
        cursor.execute(f"export database {_quoted(folder)} (format parquet)")
        cursor.commit()


def import_from(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Fill an empty store, opened beside this folder; ValueError where something is missing."""
    try:
        connection.execute(f"import database {_quoted(folder)}")
    except duckdb.Error as error:
        raise ValueError(str(error)) from error


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.execute(statement("read", "table_names")).fetchall()
    return {
        name: connection.execute(f'select count(*) from "{name}"').fetchall()[0][0]  # noqa: S608
        for (name,) in names
    }


def violations(connection: duckdb.DuckDBPyConnection | None = None) -> list[str]:
    """The rules of queries/checks that the store breaks; a sound one breaks none."""
    names = sorted(file.stem for file in (QUERIES / "checks").glob("*.sql"))
    with connection.cursor() if connection else _cursor() as cursor:
        return [one for one in names if cursor.execute(statement("checks", one)).fetchone()]


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Run the numbered migrations that this store has not seen; gives their names."""
    connection.execute(
        "create table if not exists schema_migration ("
        "number integer primary key, name varchar not null, sha256 varchar not null, "
        "applied_at timestamp not null default now()::timestamp)"
    )
    seen = dict(connection.execute("select number, sha256 from schema_migration").fetchall())
    done = []
    for file in sorted((QUERIES / "migrations").glob("*.sql")):
        sql = file.read_text(encoding="utf-8")
        digest = hashlib.sha256(sql.encode()).hexdigest()
        number = int(file.name[:4])
        if number in seen:
            if seen[number] != digest:
                raise ValueError(f"{file.name} was changed after it had been applied")
            continue
        connection.begin()
        connection.execute(sql)
        connection.execute(
            "insert into schema_migration (number, name, sha256) values (?, ?, ?)",
            [number, file.stem, digest],
        )
        connection.commit()
        done.append(file.stem)
    return done
