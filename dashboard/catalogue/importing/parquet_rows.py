"""Parquet: flat columns or nested records, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.catalogue import columns
from dashboard.catalogue.importing.files import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileFault,
    Notice,
    Row,
    check_unpacked,
)

_AT_ONCE = 200


def opened(path: Path) -> tuple[Iterator[Row], list[Notice]]:
    """The rows of a Parquet file, whose own account of its size is read first."""
    try:
        with pq.ParquetFile(path) as file:
            told, names = file.metadata, file.schema_arrow.names
            groups = [told.row_group(place) for place in range(told.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError):
        raise FileFault("broken_file") from None
    if told.num_rows > MOST_ROWS:
        raise FileFault("too_many_rows", most=MOST_ROWS)
    if told.num_columns > MOST_COLUMNS:
        raise FileFault("too_many_columns", most=MOST_COLUMNS, given=told.num_columns)
    check_unpacked(sum(group.total_byte_size for group in groups))
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise FileFault("column_twice", given=twice[:80])
    return _rows(path, max(1, told.num_rows)), []


def _rows(path: Path, count: int) -> Iterator[Row]:
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_AT_ONCE, use_threads=False):
                for record in batch.to_pylist():
                    number += 1
                    yield Row(number, columns.flatten(record), number / count)
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise FileFault("broken_file", number + 1) from None
