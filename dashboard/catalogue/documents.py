"""Versions of practices as documents for machines, many read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from dashboard.catalogue import database, published, signed, standing
from dashboard.catalogue.published import Published
from dashboard.catalogue.standing import Standing

_WANTED = pa.schema([("practice_id", pa.int64()), ("version", pa.int64())])


@dataclass(frozen=True)
class Next:
    """The version that took another one's place, and when it was published."""

    version: int
    published_at: datetime


@dataclass(frozen=True)
class Document:
    """One version of a practice that is or was public, where it was tried, and its hash."""

    version: Published
    city_slug: str
    latitude: float
    longitude: float
    sha256: str
    retired: Standing | None = None
    superseded: Next | None = None


@dataclass(frozen=True)
class Past:
    """One published version in brief: when it was signed, and by whose office it was published."""

    version: int
    signed_at: datetime
    role: str
    sha256: str
    superseded: Next | None


def of_practices(ids: Sequence[int]) -> list[Document]:
    """The public versions of these practices, in this order; without those that are gone."""
    found = {head["practice_id"]: one for head, one in _read([(one, None) for one in ids])}
    return [found[one] for one in ids if one in found]


def of(slug: str, version: int | None = None) -> Document | None:
    """One version, the public one where none is named; None for what is or was never public."""
    known = database.records("practice_standing", slug=slug)
    found = next(_read([(known[0]["practice_id"], version)]), None) if known else None
    if found is None:
        return None
    head, document = found
    return replace(
        document,
        retired=standing.of(slug) if head["state"] == "retired" else None,
        superseded=_next(slug, head["version"], head["published_version"]),
    )


def history(slug: str) -> list[Past]:
    """Every version of a practice that is or was public, the newest first."""
    public = signed.of(slug)
    found: list[Past] = []
    later: Next | None = None
    for number, moment, role in _publications(slug, public.version) if public else ():
        if one := signed.of(slug, number):
            found.append(Past(number, one.signed_at, role, one.sha256, later))
        later = Next(number, moment)
    return found


def _publications(slug: str, public: int) -> list[tuple[Any, ...]]:
    return database.rows("practice_history", slug=slug, version=public)


def _next(slug: str, version: int, public: int) -> Next | None:
    if version == public:
        return None
    later = [row for row in _publications(slug, public) if row[0] > version]
    return Next(later[-1][0], later[-1][1]) if later else None


def _read(wanted: list[tuple[int, int | None]]) -> Iterator[tuple[dict[str, Any], Document]]:
    """Heads and documents, one version a practice."""
    rows = [{"practice_id": number, "version": version} for number, version in wanted]
    heads = database.table("record_heads", wanted=pa.Table.from_pylist(rows, _WANTED))
    for head, one in zip(heads.to_pylist(), published.read(heads), strict=True):
        yield (
            head,
            Document(
                version=one,
                **{name: head[name] for name in ("city_slug", "latitude", "longitude")},
                sha256=signed.made(one.slug, {**head, "city": head["city_slug"]}, one.draft).sha256,
            ),
        )
