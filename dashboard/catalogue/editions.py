"""Editions: the whole catalogue frozen as a dated folder that is read without this program.

An edition is written beside the store, whole or not at all, and never changes: what is corrected
later is told by the live record. Its hash is that of its manifest, which holds those of all files.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.catalogue import audit, clock, database, rights
from dashboard.catalogue.bridge import licences
from dashboard.catalogue.errors import CatalogueError, NotFound
from dashboard.catalogue.exporting.files import CREDIT, LICENCE_URL, replacing, sha256
from dashboard.catalogue.rights import Actor

MANIFEST, CHECKSUMS, HASH = "manifest.json", "checksums.sha256", "manifest.sha256"
TRIES = 5  # while somebody publishes
NAME = re.compile(r"\d{4}-\d{2}-\d{2}(-[1-9]\d{0,3})?")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # an archive's entries bear one time: same files, same bytes
_BLOCK = 1 << 20
_freezing = threading.Lock()
_made = 0  # this process alone writes

Tick = Callable[[int, int], None]
Part = tuple[str, Callable[[Path], None]]  # a file's path in the edition, and what writes it


class Busy(CatalogueError):
    """An edition is being made already."""

    message = "An edition is being frozen already. Wait until it is there, then begin again."


class Unsettled(CatalogueError):
    """The catalogue changed under every try."""

    message = "Somebody kept publishing meanwhile, and nothing was frozen. Try again in a moment."


class Taken(CatalogueError):
    """There is something already where the copy should go."""

    message = "Something is there already, and nothing is overwritten. Name another place."


@dataclass(frozen=True)
class Edition:
    """A frozen edition: its name is its day, its hash that of its manifest."""

    name: str
    made_at: datetime
    catalogue_version: int
    practices: int
    files: int
    bytes: int
    sha256: str

    @property
    def day(self) -> date:
        """The day it tells of."""
        return date.fromisoformat(self.name[:10])


@dataclass(frozen=True)
class Plan:
    """What an edition is to hold, as of one version of the catalogue."""

    parts: Sequence[Part]
    counts: Mapping[str, int]


# What there is ------------------------------------------------------------------------------------


def folder() -> Path:
    """Where editions lie: beside the store, for its owner alone."""
    return database.path().absolute().parent / "editions"


def made() -> int:
    """How many editions this process has made: what is told of them holds until the next."""
    return _made


def every() -> tuple[Edition, ...]:
    """All editions, the newest first."""
    return tuple(Edition(*row) for row in database.rows("editions"))


def named(name: str) -> Edition | None:
    """The edition of this name; None where there is none."""
    return next((one for one in every() if one.name == name), None)


def file(name: str, path: str) -> tuple[Path, str] | None:
    """A file of an edition with its hash; None for whatever its manifest does not name."""
    edition = named(name)
    if edition is None:
        return None
    place = folder() / name
    if path in (MANIFEST, HASH):
        mark = edition.sha256 if path == MANIFEST else f"{edition.sha256}-{path}"
        return (place / path, mark) if (place / path).is_file() else None
    known = _known(place, edition.sha256)
    return (place / path, known[path]) if path in known else None


@lru_cache(maxsize=16)
def _known(place: Path, _sha: str) -> Mapping[str, str]:
    """The files an edition's manifest names, with their hashes; none where it is gone."""
    try:
        told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {one["path"]: one["sha256"] for one in told["files"]}


def archive(name: str) -> tuple[Path, str] | None:
    """An edition as one file, with a mark of its content."""
    edition = named(name)
    path = folder() / f"{name}.zip"
    return (path, f"{edition.sha256}-zip") if edition and path.is_file() else None


# Freezing -----------------------------------------------------------------------------------------


def freeze(
    actor: Actor,
    plan: Callable[[str], Plan],
    tick: Tick = lambda done, of: None,
    out: Path | None = None,
) -> Edition:
    """Make an edition of today, and a copy of it in the folder `out` where one is named.

    `plan` tells what an edition of a name holds. `tick` hears how many of how many files are
    written, and ends the work by raising: then nothing is left. Raises NotAllowed, Busy, Taken,
    and Unsettled where the catalogue changed under every try.
    """
    global _made
    role = rights.demand(actor, "freeze")
    if not _freezing.acquire(blocking=False):
        raise Busy
    try:
        edition = _frozen(actor, role, plan, tick, out)
        _made += 1
        return edition
    finally:
        _freezing.release()


def _frozen(
    actor: Actor, role: str, plan: Callable[[str], Plan], tick: Tick, out: Path | None
) -> Edition:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = _free_name()
    part = folder() / f".{name}.{secrets.token_hex(4)}"
    copy = _room(out, name) if out else None
    try:
        edition = _written(part, name, plan, tick)
        if copy:
            shutil.copytree(part, copy)
        _packed(part, part.with_suffix(".zip"), name)
        _keep(part, edition, actor, role)
        if out and copy:
            os.rename(copy, out / name)
        return edition
    finally:
        part.with_suffix(".zip").unlink(missing_ok=True)
        for left in (part, copy):
            if left:
                shutil.rmtree(left, ignore_errors=True)


def _free_name() -> str:
    """Today, with a number where an edition of today is there."""
    today = clock.now().date().isoformat()
    used = {one.name for one in every()} | {one.name for one in folder().iterdir()}
    names = (today, *(f"{today}-{number}" for number in range(2, 10_000)))
    return next(one for one in names if one not in used)


def _room(out: Path, name: str) -> Path:
    """Where a copy is written before it takes its name; Taken where that is in use."""
    out.mkdir(parents=True, exist_ok=True)
    if (out / name).exists():
        raise Taken(str(out / name))
    return out / f".{name}.{secrets.token_hex(4)}"


def _written(part: Path, name: str, plan: Callable[[str], Plan], tick: Tick) -> Edition:
    """All files in a folder without a name yet, as of one version of the catalogue."""
    for _ in range(TRIES):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        before = database.edition()
        try:
            counts = _write_parts(part, plan(name), tick)
        except NotFound:  # withdrawn between the list and its turn
            if database.edition() == before:
                raise
            continue
        if database.edition() == before:
            return _told(part, name, before[1], counts)
    raise Unsettled(name)


def _write_parts(part: Path, plan: Plan, tick: Tick) -> Mapping[str, int]:
    for done, (path, write) in enumerate(plan.parts):
        tick(done, len(plan.parts))
        place = part / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write(place)
    tick(len(plan.parts), len(plan.parts))
    return plan.counts


def _told(part: Path, name: str, catalogue: int, counts: Mapping[str, int]) -> Edition:
    """Write the checksums, the manifest and its hash."""
    sums = "".join(f"{sha256(part / one)}  {one}\n" for one in _paths(part))
    (part / CHECKSUMS).write_text(sums, encoding="utf-8")
    found = [
        {"path": one, "bytes": (part / one).stat().st_size, "sha256": sha256(part / one)}
        for one in _paths(part)
    ]
    told = {
        "title": CREDIT,
        "edition": name,
        "date": name[:10],
        "catalogue_version": catalogue,
        "counts": dict(counts),
        "licence": {"name": licences.OURS, "url": LICENCE_URL, "credit": CREDIT},
        "files": found,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (part / MANIFEST).write_text(text, encoding="utf-8")
    mark = hashlib.sha256(text.encode()).hexdigest()
    (part / HASH).write_text(f"{mark}  {MANIFEST}\n", encoding="utf-8")
    size = sum(int(str(one["bytes"])) for one in found)
    return Edition(name, clock.now(), catalogue, counts["practices"], len(found), size, mark)


def _paths(part: Path) -> list[str]:
    """Every file below a folder, in one order on every machine."""
    found = (one for one in part.rglob("*") if one.is_file())
    return sorted(one.relative_to(part).as_posix() for one in found)


def _packed(part: Path, path: Path, name: str) -> None:
    with replacing(path) as file, zipfile.ZipFile(file, "w") as packed:
        for one in _paths(part):
            told = zipfile.ZipInfo(f"{name}/{one}", _LONG_AGO)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            packed.writestr(told, (part / one).read_bytes())


def _keep(part: Path, edition: Edition, actor: Actor, role: str) -> None:
    """Note it, and let it take its name; neither without the other."""
    place = folder() / edition.name
    archived = place.with_name(f"{edition.name}.zip")
    try:
        with database.transaction() as writer:
            writer.run(
                "edition_add",
                name=edition.name,
                moment=edition.made_at,
                catalogue_version=edition.catalogue_version,
                practices=edition.practices,
                files=edition.files,
                size=edition.bytes,
                sha=edition.sha256,
                account=actor.account,
            )
            audit.write(
                writer,
                actor=actor.account,
                role=role,
                action="freeze",
                entity="edition",
                entity_id=edition.name,
                note=edition.sha256,
            )
            os.replace(part.with_suffix(".zip"), archived)
            os.rename(part, place)
    except BaseException:
        archived.unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        raise


# Checking -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flaw:
    """A file that is not as the manifest says: changed, missing, or not of the edition."""

    kind: str  # changed, missing, foreign or unreadable
    path: str


@dataclass(frozen=True)
class Checked:
    """What a check of an edition found; a sound one has no flaws."""

    sha256: str
    files: int
    flaws: tuple[Flaw, ...]


def verify(place: Path) -> Checked:
    """Compare every file below a folder with its manifest, and that with its hash; no store."""
    try:
        text = (place / MANIFEST).read_bytes()
        told = json.loads(text)["files"]
        known = {str(one["path"]): (int(one["bytes"]), str(one["sha256"])) for one in told}
    except (OSError, ValueError, KeyError, TypeError):
        return Checked("", 0, (Flaw("unreadable", MANIFEST),))
    mark = hashlib.sha256(text).hexdigest()
    flaws = [*_of_manifest(place, mark), *_of_files(place, known)]
    return Checked(mark, len(known), tuple(flaws))


def _of_manifest(place: Path, mark: str) -> list[Flaw]:
    try:
        kept = (place / HASH).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return [Flaw("missing", HASH)]
    return [] if kept == f"{mark}  {MANIFEST}\n" else [Flaw("changed", MANIFEST)]


def _of_files(place: Path, known: Mapping[str, tuple[int, str]]) -> list[Flaw]:
    there = set(_paths(place)) - {MANIFEST, HASH}
    flaws = [Flaw("missing", one) for one in sorted(known.keys() - there)]
    flaws += [Flaw("foreign", one) for one in sorted(there - known.keys())]
    for path in sorted(known.keys() & there):
        size, mark = known[path]
        if (place / path).stat().st_size != size or sha256(place / path) != mark:
            flaws.append(Flaw("changed", path))
    return flaws


def as_bytes(make: Callable[[], bytes | str]) -> Callable[[Path], None]:
    """What writes a file whose content is made when its turn comes."""

    def write(path: Path) -> None:
        made = make()
        path.write_bytes(made.encode() if isinstance(made, str) else made)

    return write


def as_json(value: Any) -> str:
    """A document as people can read it, the same on every machine."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
