"""What each column of an export means, in four languages, with its type and its codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from dashboard.catalogue import vocabulary
from dashboard.catalogue.bridge import TEMPLATES, ways
from dashboard.catalogue.bridge.column import Column as FormColumn
from dashboard.catalogue.bridge.template import OWN_ID
from dashboard.catalogue.columns import LANGUAGES, Cell, Column
from dashboard.catalogue.exporting.cells import Sheet

HEADS = ("column", "in_json", "code", "type", "language", "row", *LANGUAGES)
TYPES = {
    "slug": "id",
    "place": "text",
    "country": "code, ISO 3166-1 alpha-2",
    "place_id": "whole number",
    "coordinate": "number",
    "language": "code, ISO 639-1",
    "code": "code",
    "codes": "codes, parted by |",
    "year": "year",
    "line": "text",
    "lines": "texts, parted by |",
    "words": "text",
    "origins": "codes, parted by |",
    "claims": "text:number=mark, parted by |; not read by an import",
    "number": "number",
    "position": "whole number",
    "address": "web address",
}

Meaning = dict[str, str]


@cache
def meanings() -> dict[str, Meaning]:
    """What our columns are about, by `Column.about`, in each language."""
    file = vocabulary.DATA / "interchange" / "columns.json"
    found: dict[str, Meaning] = json.loads(file.read_text(encoding="utf-8"))
    return found


def of_columns(columns: Iterable[Column]) -> Sheet:
    """One row a column; below the first that uses a list of codes, one row a code."""
    return Sheet(HEADS, _column_rows(columns))


def _column_rows(columns: Iterable[Column]) -> Iterator[list[Cell]]:
    told: set[str] = set()
    for one in columns:
        meaning = [meanings()[one.about][language] for language in LANGUAGES]
        yield [one.name, in_json(one), None, TYPES[one.kind], one.language, one.row, *meaning]
        if one.dim and one.dim not in told and one.kind != "country":
            told.add(one.dim)
            yield from _code_rows(one.name, one.dim)


def in_json(column: Column) -> str:
    """Where a document holds what a column holds: 'title.fr', 'figures[0].value'."""
    if column.row is None:
        return f"{column.field}.{column.language}" if column.language else column.name
    part = f"label_{column.language}" if column.language else column.part
    if (column.field, part) == ("figures", "source"):
        part = "source_position"
    return f"{column.field}[{column.row - 1}].{part}"


def _code_rows(column: str, dim: str) -> Iterator[list[Cell]]:
    for code in vocabulary.codes(dim):
        labels = [vocabulary.label(dim, code, language) for language in LANGUAGES]
        yield [column, None, code, None, None, None, *labels]


# Forms of others ----------------------------------------------------------------------------------

FORM_HEADS = ("column", "filled_from", "longest", *LANGUAGES)


def of_form(name: str) -> Sheet:
    """One row a column of a form: what of ours fills it, and how many signs it takes."""
    return Sheet(FORM_HEADS, _form_rows(name))


def _form_rows(name: str) -> Iterator[list[Cell]]:
    yield [OWN_ID, "id", None, *(meanings()["id"][language] for language in LANGUAGES)]
    for column in TEMPLATES[name].columns:
        ours = _abouts(column)
        told = [" / ".join(meanings()[one][language] for one in ours) for language in LANGUAGES]
        yield [column.theirs, " ".join(ours), column.most, *told]


# What fills a column that carries no field of a draft, or several of them.
_ABOUTS = {
    "country": ("country",),
    "point": ("latitude", "longitude"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "population": ("form_population",),
    "local": ("form_local",),
    "text_language": ("form_language",),
}


def _abouts(column: FormColumn) -> tuple[str, ...]:
    """Which of our meanings a column of a form holds."""
    fields = tuple(one.replace("sources.", "source_") for one in ways.carried(column))
    return _ABOUTS.get(column.way, fields)
