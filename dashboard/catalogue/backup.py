"""The whole store in a folder of plain files, and a new store from such a folder."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from dashboard.catalogue import clock, database
from dashboard.catalogue.errors import CatalogueError

MANIFEST = "manifest.json"


class NoRoom(CatalogueError):
    """Something stands already where a backup or a store should go."""

    message = "Something is there already, and nothing is overwritten. Name another place."


class BadBackup(CatalogueError):
    """The folder is no whole backup, or what is in it breaks the rules of a store."""

    message = "This folder is not a whole backup. No store was made."


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was made, of which version, and the rows of each table."""

    folder: Path
    made_at: str
    catalogue: int
    tables: dict[str, int]

    def as_json(self) -> str:
        """The manifest that lies beside the tables."""
        told = {"made_at": self.made_at, "catalogue": self.catalogue, "tables": self.tables}
        return json.dumps(told, indent=2) + "\n"


def default_folder() -> Path:
    """A new folder beside the store, named by the moment."""
    return database.backups(database.path()) / clock.now().strftime("%Y-%m-%dT%H-%M-%S")


def write(folder: Path, going_on: Callable[[], None] = lambda: None) -> Backup:
    """Write the store, as of one moment, into a folder that is not there yet: whole or not at all.

    `going_on` is called between the steps, and ends the work by raising.
    """
    if folder.exists():
        raise NoRoom(str(folder))
    # SQL reaches the folder of backups only; from there the whole goes where it is wanted.
    unfinished = database.backups(database.path()) / f".{secrets.token_hex(4)}"
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.mkdir(mode=0o700)  # it holds names and passwords' hashes
    try:
        database.export_to(unfinished)
        going_on()
        made = _told(unfinished, folder)
        (unfinished / MANIFEST).write_text(made.as_json(), encoding="utf-8")
        _moved(unfinished, folder, going_on)
        return made
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _told(exported: Path, folder: Path) -> Backup:
    """The manifest of tables as they were written, whatever has been written to the store since."""
    tables = {
        file.stem: int(parquet.read_metadata(file).num_rows)
        for file in sorted(exported.glob("*.parquet"))
    }
    version = parquet.read_table(exported / "catalogue_version.parquet").column("version")
    return Backup(folder, clock.now().isoformat(timespec="seconds"), version[0].as_py(), tables)


def _moved(unfinished: Path, folder: Path, going_on: Callable[[], None]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    near = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        shutil.move(unfinished, near)  # copies where it is another disk
        _flush(near)
        going_on()
        os.rename(near, folder)
    finally:
        shutil.rmtree(near, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Wait until everything is on the disk: a backup is for the day the machine falls."""
    for place in (*folder.iterdir(), folder):
        number = os.open(place, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def restore(folder: Path, store: Path) -> Backup:
    """Make a new store from a backup; one that stands there already is never touched."""
    if store.exists():
        raise NoRoom(str(store))
    made = _read(folder)
    store.parent.mkdir(parents=True, exist_ok=True)
    fresh = store.with_name(f".{store.name}.{secrets.token_hex(4)}")
    try:
        _fill(fresh, made)
        os.link(fresh, store)  # refuses where somebody was quicker
    except FileExistsError as error:
        raise NoRoom(str(store)) from error
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)
    return made


def _read(folder: Path) -> Backup:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Backup(folder.absolute(), told["made_at"], told["catalogue"], told["tables"])
    except (OSError, ValueError, KeyError) as error:
        raise BadBackup(str(error)) from error


def _fill(fresh: Path, made: Backup) -> None:
    connection = database.open_store(fresh, beside=made.folder)
    try:
        database.import_from(made.folder, connection)
        found = database.counts(connection)
        database.migrate(connection)  # a backup of an earlier version of this program comes along
        broken = database.violations(connection)
    except ValueError as error:
        raise BadBackup(str(error)) from error
    finally:
        connection.close()
    wrong = [name for name, rows in made.tables.items() if found.get(name) != rows]
    if wrong or broken:
        raise BadBackup(", ".join(wrong + broken))
