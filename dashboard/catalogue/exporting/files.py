"""Exports on disk: the file whole or not at all, with its dictionary, manifest and licence."""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from dashboard.catalogue import published, vocabulary
from dashboard.catalogue.bridge import Count, Loss, counted, licences
from dashboard.catalogue.exporting import cells, dictionary, formats
from dashboard.catalogue.exporting.cells import Sheet
from dashboard.catalogue.exporting.wish import Wish
from dashboard.catalogue.published import Selection

CREDIT = "Living together catalogue"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_BLOCK = 1 << 20
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # an archive's entries bear one time: same version, same bytes

Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Export:
    """A file that was written, and what is to be known of it."""

    path: Path
    wish: Wish
    manifest: dict[str, Any]
    dictionary: bytes

    @property
    def sha256(self) -> str:
        """Of the data file's bytes."""
        return str(self.manifest["sha256"])


def as_file(wish: Wish, path: Path, tick: Tick | None = None, name: str | None = None) -> Export:
    """Write what is wished to `path`, whole or not at all; `name` is what the manifest calls it."""
    selection = published.selection(wish.filters, wish.language)
    if tick:
        selection = selection.watched(tick)
    given_up: list[tuple[Loss, ...]] = []
    with replacing(path) as file:
        _write(wish, selection, given_up, file)
    return Export(
        path=path,
        wish=wish,
        manifest=_manifest(wish, selection, given_up, path, name or path.name),
        dictionary=_csv(_dictionary(wish, selection)),
    )


def beside(export: Export) -> tuple[Path, Path]:
    """Write FILE.dictionary.csv and FILE.manifest.json beside an export; gives their paths."""
    told = (
        (f"{export.path.name}.dictionary.csv", export.dictionary),
        (f"{export.path.name}.manifest.json", _json(export.manifest)),
    )
    paths = []
    for name, content in told:
        path = export.path.with_name(name)
        with replacing(path) as file:
            file.write(content)
        paths.append(path)
    return paths[0], paths[1]


def as_zip(wish: Wish, path: Path, tick: Tick | None = None) -> Export:
    """Write an archive of the data, its dictionary, its manifest and its licence."""
    data = path.with_name(f".{path.name}.{secrets.token_hex(4)}.data")
    try:
        export = as_file(wish, data, tick, name=f"practices.{wish.format}")
        with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
            with data.open("rb") as source, _entry(archive, f"practices.{wish.format}") as entry:
                while block := source.read(_BLOCK):
                    entry.write(block)
            for name, content in (
                ("dictionary.csv", export.dictionary),
                ("manifest.json", _json(export.manifest)),
                ("LICENCE.txt", licence_text()),
            ):
                with _entry(archive, name) as entry:
                    entry.write(content)
    finally:
        data.unlink(missing_ok=True)
    return Export(path, wish, export.manifest, export.dictionary)


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    told = zipfile.ZipInfo(name, _LONG_AGO)
    told.compress_type = zipfile.ZIP_DEFLATED
    told.external_attr = 0o644 << 16
    return archive.open(told, "w", force_zip64=True)


def licence_text() -> bytes:
    """The licence in four languages, as it goes with every archive."""
    return (vocabulary.DATA / "LICENCE.txt").read_bytes()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name when it is whole; a fault leaves what stood there before."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


# The content ------------------------------------------------------------------------------------


def _write(
    wish: Wish, selection: Selection, given_up: list[tuple[Loss, ...]], file: IO[bytes]
) -> None:
    if wish.template:
        sheet = cells.in_form(selection, wish.template, wish.language, given_up)
        _write_sheet(wish, selection, sheet, file)
    elif wish.format in ("csv", "xlsx"):
        _write_sheet(wish, selection, cells.flat(selection), file)
    elif wish.format == "parquet":
        formats.as_parquet(cells.own_columns(selection), cells.flat_rows(selection), file)
    elif wish.format == "geojson":
        formats.as_geojson(cells.features(selection), cells.bounds(selection), file)
    elif wish.format == "json":
        formats.as_json(cells.documents(selection), file)
    else:
        formats.as_jsonl(cells.documents(selection), file)


def _write_sheet(wish: Wish, selection: Selection, sheet: Sheet, file: IO[bytes]) -> None:
    if wish.format == "csv":
        formats.as_csv(sheet, file)
    elif wish.format == "xlsx":
        formats.as_xlsx(sheet, file, selection.signed_at, lambda: _dictionary(wish, selection))
    else:
        rows = (dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows)
        (formats.as_json if wish.format == "json" else formats.as_jsonl)(rows, file)


def _dictionary(wish: Wish, selection: Selection) -> Sheet:
    if wish.template:
        return dictionary.of_form(wish.template)
    return dictionary.of_columns(cells.own_columns(selection))


def _csv(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    formats.as_csv(sheet, out)
    return out.getvalue()


# What goes with it --------------------------------------------------------------------------------


def _manifest(
    wish: Wish, selection: Selection, given_up: list[tuple[Loss, ...]], path: Path, name: str
) -> dict[str, Any]:
    """What the file is; nothing of it depends on when or where it was written."""
    told = {
        "title": CREDIT,
        "catalogue_version": selection.catalogue,
        "date": selection.signed_at.date().isoformat() if selection.signed_at else None,
        "file": name,
        "format": wish.format,
        "sha256": sha256(path),
        "bytes": path.stat().st_size,
        "practices": selection.count,
        "cities": len(selection.city_ids()),
        "countries": len(selection.countries()),
        "filters": urlencode(wish.filters.to_query(), doseq=True),
        "language": wish.language if wish.filters.query or wish.template else None,
        "licence": {"name": licences.OURS, "url": LICENCE_URL, "credit": CREDIT},
        "columns": "The dictionary beside this file tells what each column means.",
        "gaps": "An empty cell or null: no source read states it.",
        "counts": "A count of practices measures what was read, never the city.",
    }
    if wish.template:
        told |= {"template": wish.template, "losses": [lost(one) for one in counted(given_up)]}
    return told


def losses(wish: Wish) -> tuple[Count, ...]:
    """What the form of a wish does not take, before anything is written."""
    found: list[tuple[Loss, ...]] = []
    if wish.template:
        selection = published.selection(wish.filters, wish.language)
        for _ in cells.in_form(selection, wish.template, wish.language, found).rows:
            pass
    return counted(found)


def lost(one: Count) -> dict[str, Any]:
    """A loss as a manifest tells it."""
    place = {"column": one.column} if one.column else {}
    return {
        "kind": one.kind,
        "field": one.field,
        **place,
        "practices": one.records,
        **one.values,
    }


def sha256(path: Path) -> str:
    """Of a file's bytes."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
