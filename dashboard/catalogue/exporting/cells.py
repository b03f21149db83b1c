"""The practices as rows, documents and features: what each format is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue import columns, geography
from dashboard.catalogue.bridge import TEMPLATES, Loss
from dashboard.catalogue.columns import Cell, Column
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.published import Selection

Bounds = tuple[float, float, float, float]

# Our columns that hold several values: a list where a format has lists.
LISTS = ("codes", "lines", "origins", "claims")


@dataclass(frozen=True)
class Sheet:
    """A table as it is written: the names of its columns, and its rows one after another."""

    heads: tuple[str, ...]
    rows: Iterator[list[Cell]]


def flat(selection: Selection) -> Sheet:
    """Our interchange columns, one row a practice."""
    table = own_columns(selection)
    heads = tuple(one.name for one in table)
    return Sheet(heads, ([row.get(name) for name in heads] for row in flat_rows(selection)))


def flat_rows(selection: Selection) -> Iterator[dict[str, Cell]]:
    """Each practice as cells by the name of their column."""
    for one in selection:
        yield columns.to_flat(one.slug, one.city, one.country, one.draft, one.version)


def own_columns(selection: Selection) -> tuple[Column, ...]:
    """The interchange columns that these practices need."""
    return columns.table(selection.most_figures, selection.most_sources)


def documents(selection: Selection) -> Iterator[dict[str, Any]]:
    """Each practice as a document, as data/practices/*.jsonl has it."""
    for one in selection:
        yield columns.to_document(one.slug, one.city, one.country, one.draft)


def in_form(
    selection: Selection, template: str, language: str, losses: list[tuple[Loss, ...]]
) -> Sheet:
    """The columns of a form of others; what is lost goes into `losses` as rows are read."""
    form = TEMPLATES[template]

    def rows() -> Iterator[list[Cell]]:
        for one in selection:
            written = form.write(one.slug, one.draft, language)
            losses.append(written.losses)
            yield [written.cells[name] or None for name in form.heads()]

    return Sheet(form.heads(), rows())


# GeoJSON ----------------------------------------------------------------------------------------


def features(selection: Selection) -> Iterator[dict[str, Any]]:
    """Each practice as a feature: its document at the point of its city (RFC 7946)."""
    for one in selection:
        document = columns.to_document(one.slug, one.city, one.country, one.draft)
        yield {
            "type": "Feature",
            "id": document.pop("id"),
            "geometry": _point(one.draft),
            "properties": document,
        }


def _point(draft: Draft) -> dict[str, Any] | None:
    if draft.city_id is None:
        return None
    place = geography.by_id(draft.city_id)
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def bounds(selection: Selection) -> Bounds | None:
    """West, south, east and north of all points; None where there is none."""
    places = [geography.by_id(one) for one in selection.city_ids()]
    if not places:
        return None
    east_west, north_south = [one.longitude for one in places], [one.latitude for one in places]
    return min(east_west), min(north_south), max(east_west), max(north_south)
