"""An edition as a folder and as one archive: whole or not at all, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue import database
from dashboard.catalogue.bridge import licences
from dashboard.catalogue.editions import CHECKSUMS, HASH, MANIFEST, TRIES, Taken, Unsettled
from dashboard.catalogue.exporting.files import CREDIT, LICENCE_URL, replacing
from dashboard.taking_home.pages import Pages, Wish

Tick = Callable[[int, int], None]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # an archive's entries bear one time: same files, same bytes
_PACKED = (".png", ".zip")  # are packed in themselves


@dataclass(frozen=True)
class Made:
    """An edition with all its files, and the hash of its manifest."""

    name: str
    files: Mapping[str, bytes]
    sha256: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))

    def archive(self) -> bytes:
        """All of it as one file that unpacks into one folder."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for path, content in sorted(self.files.items()):
                entry = zipfile.ZipInfo(f"{self.name}/{path}", _LONG_AGO)
                stored = path.endswith(_PACKED)
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, content)
        return out.getvalue()


def made(wish: Wish, tick: Tick = lambda done, of: None) -> Made:
    """All files of an edition, as of one version of the catalogue.

    `tick` hears how many of how many files are made, and ends the work by raising.
    """
    database.connect()
    for _ in range(TRIES):
        before = database.edition()
        pages = Pages(wish)
        files = dict(_files(pages, tick))
        if database.edition() == before:
            return _told(wish, pages, files)
    raise Unsettled(wish.name)


def _files(pages: Pages, tick: Tick) -> list[tuple[str, bytes]]:
    parts = list(pages.parts())
    found = []
    for done, (path, make) in enumerate(parts):
        tick(done, len(parts))
        found.append((path, make()))
    tick(len(parts), len(parts))
    return found


def _told(wish: Wish, pages: Pages, files: dict[str, bytes]) -> Made:
    """The files with their checksums, the manifest and its hash: as a frozen edition has them."""
    marks = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
    files[CHECKSUMS] = "".join(f"{mark}  {path}\n" for path, mark in marks.items()).encode()
    marks[CHECKSUMS] = hashlib.sha256(files[CHECKSUMS]).hexdigest()
    told = {
        "title": CREDIT,
        "edition": wish.name,
        "date": pages.day.isoformat(),
        "catalogue_version": pages.version,
        "languages": wish.languages,
        "licence": {"name": licences.OURS, "url": LICENCE_URL, "credit": CREDIT},
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": mark}
            for path, mark in sorted(marks.items())
        ],
    }
    text = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    mark = hashlib.sha256(text).hexdigest()
    files[MANIFEST] = text
    files[HASH] = f"{mark}  {MANIFEST}\n".encode()
    return Made(wish.name, files, mark)


def put(one: Made, out: Path) -> tuple[Path, Path]:
    """Write the folder and the archive into `out`; Taken where either is there already."""
    out.mkdir(parents=True, exist_ok=True)
    folder, archive = out / one.name, out / f"{one.name}.zip"
    for place in (folder, archive):
        if place.exists():
            raise Taken(str(place))
    part = out / f".{one.name}.{secrets.token_hex(4)}"
    try:
        for path, content in one.files.items():
            place = part / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        with replacing(archive) as file:
            file.write(one.archive())
        os.rename(part, folder)
    except BaseException:
        archive.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder, archive
