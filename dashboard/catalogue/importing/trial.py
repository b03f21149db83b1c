"""A file tried: what it would add and change, and every fault in it; nothing is written."""

from __future__ import annotations

import hashlib
import itertools
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from dashboard.catalogue import database, rights
from dashboard.catalogue.bridge import Loss
from dashboard.catalogue.importing import opening
from dashboard.catalogue.importing.files import Cancelled, FileFault, Notice, Opened, Row
from dashboard.catalogue.importing.judging import Judge
from dashboard.catalogue.importing.mapping import Chosen, Match, Matching
from dashboard.catalogue.importing.rows import Read, Reader, TableReader, TemplateReader
from dashboard.catalogue.importing.verdicts import Duplicate, Entry, RowFault
from dashboard.catalogue.rights import Actor

Way = Literal["submissions", "straight"]
Progress = Callable[[int, int], None]

SAMPLE = 200  # rows whose names tell the headers of a file that has no header line
AT_ONCE = 200  # rows compared with the catalogue together
MOST_FAULTS = 10_000


@dataclass(frozen=True)
class Earlier:
    """An import of the very same file."""

    import_id: str
    actor: str
    imported_at: datetime


@dataclass(frozen=True)
class Trial:
    """What a file holds and what it would do; `entries` are its rows that have no fault."""

    import_id: str  # of the import it would become
    file_name: str
    sha256: str
    way: Way
    template: str | None = None
    format: str = ""
    rows: int = 0
    matches: tuple[Match, ...] = ()
    chosen: Chosen = Chosen()
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    faults: tuple[RowFault, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    notices: tuple[Notice, ...] = ()
    losses: tuple[tuple[Loss, ...], ...] = field(default=(), repr=False)  # of a template, a row
    earlier: Earlier | None = None

    @property
    def clean(self) -> bool:
        """Whether it may be imported."""
        return not self.faults

    def count(self, standing: str) -> int:
        """How many rows are new, changed or equal."""
        return sum(one.standing == standing for one in self.entries)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headers that nothing was taken from."""
        return tuple(one.header for one in self.matches if one.column is None)


def trial(
    path: Path,
    *,
    actor: Actor,
    name: str | None = None,
    way: Way = "submissions",
    template: str | None = None,
    chosen: Chosen | None = None,
    sheet: str | None = None,
    language: str = "en",
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Trial:
    """Try a file; `name` is what its owner calls it. Whatever is wrong with it is a fault.

    `chosen` is what a person said of its columns; `language` that of the reader.
    Raises NotAllowed, and Cancelled soon after `stop` is set.
    """
    rights.demand(actor, "import_straight" if way == "straight" else "import")
    watch = _Watch(progress or _silent, stop or threading.Event())
    called = (name or path.name)[-200:]
    sha256 = _sha256(path, watch)
    base = Trial(secrets.token_hex(8), called, sha256, way, template, earlier=earlier(sha256))
    try:
        opened = opening.opened(path, called, sheet)
    except FileFault as fault:
        return _replaced(base, faults=(_of_file(fault),))
    return _tried(base, opened, Judge(actor, way, language), chosen, watch)


def earlier(sha256: str) -> Earlier | None:
    """The last import of the very same file that was not undone."""
    found = database.records("import_same_file", digest=sha256)
    return Earlier(**found[0]) if found else None


def _tried(
    base: Trial, opened: Opened, judge: Judge, chosen: Chosen | None, watch: _Watch
) -> Trial:
    rows = _Rows(opened.rows, watch)
    sample = rows.ahead(SAMPLE)
    reader: Reader = (
        TemplateReader(base.template, chosen)
        if base.template
        else TableReader(Matching((header for row in sample for header in row.cells), chosen))
    )
    for batch in _batches(map(reader.read, rows)):
        judge.take(batch, watch.look)
        if len(judge.faults) >= MOST_FAULTS:
            judge.faults.append(RowFault(None, "", "more_faults", values={"most": MOST_FAULTS}))
            break
    if rows.fault is not None:
        judge.faults.append(_of_file(rows.fault))
    elif not rows.count:
        judge.faults.append(RowFault(None, "", "no_rows"))
    watch.done(rows.count)
    clashes = [
        RowFault(None, name, "headers_clash", ", ".join(own)[:200])
        for name, own in reader.clashes()
    ]
    return _replaced(
        base,
        format=opened.format,
        rows=rows.count,
        matches=reader.matches(),
        chosen=reader.chosen(),
        entries=tuple(judge.entries),
        faults=(*clashes, *judge.faults),
        duplicates=tuple(judge.duplicates),
        notices=(*opened.notices, *_left_out(judge)),
        losses=tuple(judge.losses),
    )


def _left_out(judge: Judge) -> tuple[Notice, ...]:
    """How many rows were only looked for by city and title."""
    if not judge.not_compared:
        return ()
    values: dict[str, str | int] = {"count": judge.not_compared, "most": judge.compared}
    return (Notice("not_compared", values),)


def _replaced(base: Trial, **changes: object) -> Trial:
    return Trial(**{**vars(base), **changes})


def _of_file(fault: FileFault) -> RowFault:
    return RowFault(fault.row, "", fault.code, values=dict(fault.values))


def _batches(rows: Iterator[Read]) -> Iterator[list[Read]]:
    while batch := list(itertools.islice(rows, AT_ONCE)):
        yield batch


class _Rows:
    """The rows of a file until its end, or until it cannot be read on."""

    def __init__(self, rows: Iterator[Row], watch: _Watch) -> None:
        self._rest, self._watch = self._readable(rows), watch
        self._ahead: list[Row] = []
        self.count = 0
        self.fault: FileFault | None = None

    def ahead(self, most: int) -> list[Row]:
        """The first rows, which will come again."""
        self._ahead = list(itertools.islice(self._rest, most))
        return self._ahead

    def __iter__(self) -> Iterator[Row]:
        for row in itertools.chain(self._ahead, self._rest):
            self.count += 1
            self._watch.look(self.count, row.share)
            yield row

    def _readable(self, rows: Iterator[Row]) -> Iterator[Row]:
        try:
            yield from rows
        except FileFault as fault:
            self.fault = fault


class _Watch:
    """Tells how far the work is, and hears when nobody wants it any more."""

    def __init__(self, progress: Progress, stop: threading.Event) -> None:
        self._progress, self._stop = progress, stop

    def look(self, done: int = 0, share: float = 0.0) -> None:
        """Raise Cancelled where somebody said stop."""
        if self._stop.is_set():
            raise Cancelled
        if done % 25 == 1 and share > 0:
            self._progress(done, max(done, round(done / share)))

    def done(self, count: int) -> None:
        """All of it is read."""
        self._progress(count, count)


def _silent(_done: int, _of: int) -> None:
    pass


def _sha256(path: Path, watch: _Watch) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            watch.look()
    return digest.hexdigest()
