"""The interchange columns: one table of them, and a draft as a flat row or as a document.

Whoever writes a file and whoever reads one agree here. A flat row has one cell a column
(`title_fr`, `figure_1_value`); a document is a line of data/practices/*.jsonl with what such a
line has no place for beside it: city_id, original_language, origins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.catalogue import claims, geography
from dashboard.catalogue.draft import TEXTS, Draft, Figure
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.rules import MOST_ROWS

Cell = str | int | float | None
Flat = dict[str, Cell]

LANGUAGES = ("en", "fr", "de", "es")  # in the order of the columns
SEPARATOR = " | "
# What a spreadsheet would take for a formula, also behind blanks or a quote of ours.
_FORMULA = re.compile(r"'*[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True)
class Column:
    """One column: what it holds of a draft, in which language or of which row.

    Kinds: slug, place, country, place_id, coordinate, language, code, codes, year, line, lines,
    words, origins, claims, number, position, address, addresses. `about` names its description.
    """

    name: str
    field: str
    kind: str
    about: str
    dim: str | None = None  # the list of codes, of `vocabulary`
    language: str | None = None
    row: int | None = None  # of figures and sources, from 1
    part: str | None = None  # of a figure or source


def _plain(name: str, kind: str, dim: str | None = None, field: str | None = None) -> Column:
    return Column(name, field or name, kind, name, dim)


_FIGURE_PARTS = {
    "value": "number", "unit": "code", "year": "year", "period": "line", "measured_by": "line",
    "source": "position",
}  # fmt: skip
_SOURCE_PARTS = {"url": "address", "title": "line", "publisher": "line"}

FIXED: tuple[Column, ...] = (
    _plain("id", "slug"),
    _plain("city", "place"),
    _plain("country", "country", "country"),
    _plain("city_id", "place_id"),
    _plain("latitude", "coordinate"),
    _plain("longitude", "coordinate"),
    _plain("original_language", "language", field="language"),
    _plain("themes", "codes", "theme"),
    _plain("topics", "codes", "topic"),
    _plain("audiences", "codes", "audience"),
    _plain("instrument", "code", "instrument"),
    _plain("status", "code", "status"),
    _plain("evidence", "code", "evidence"),
    _plain("start_year", "year"),
    _plain("end_year", "year"),
    _plain("lead", "line"),
    _plain("partners", "lines"),
    *(
        Column(f"{field}_{language}", field, "words", field, language=language)
        for field in TEXTS
        for language in LANGUAGES
    ),
    _plain("origins", "origins"),
    _plain("claims", "claims"),
)
# Read, never written: a text whose language the row itself, or the reader, has to tell, and
# addresses of sources in one cell. A figure's label may come without its language too.
UNTOLD: tuple[Column, ...] = (
    *(Column(field, field, "words", field) for field in TEXTS),
    _plain("sources", "addresses"),
)
WITHOUT_LANGUAGE = frozenset((*TEXTS, *(f"figure_{row}_label" for row in range(1, MOST_ROWS + 1))))
_BY_NAME = {one.name: one for one in (*FIXED, *UNTOLD)}


def figure_columns(row: int) -> tuple[Column, ...]:
    """The columns of the figure at this place, from 1."""
    labels = (
        Column(
            f"figure_{row}_label_{language}", "figures", "line", "figure_label",
            language=language, row=row, part="label",
        )
        for language in LANGUAGES
    )  # fmt: skip
    others = (
        Column(
            f"figure_{row}_{part}", "figures", kind, f"figure_{part}",
            dim="unit" if part == "unit" else None, row=row, part=part,
        )
        for part, kind in _FIGURE_PARTS.items()
    )  # fmt: skip
    return (*labels, *others)


def source_columns(row: int) -> tuple[Column, ...]:
    """The columns of the source at this place, from 1."""
    return tuple(
        Column(f"source_{row}_{part}", "sources", kind, f"source_{part}", row=row, part=part)
        for part, kind in _SOURCE_PARTS.items()
    )


def table(figures: int = 0, sources: int = 0) -> tuple[Column, ...]:
    """All columns of a file whose records have at most so many figures and sources, in order."""
    rows = [one for row in range(1, figures + 1) for one in figure_columns(row)]
    rows += [one for row in range(1, sources + 1) for one in source_columns(row)]
    return (*FIXED, *rows)


def table_for(drafts: Iterable[Draft]) -> tuple[Column, ...]:
    """All columns that these drafts need."""
    figures = sources = 0
    for draft in drafts:
        figures, sources = max(figures, len(draft.figures)), max(sources, len(draft.sources))
    return table(figures, sources)


@cache
def _row_columns() -> dict[str, Column]:
    rows = range(1, MOST_ROWS + 1)
    return {
        one.name: one
        for row in rows
        for one in (*figure_columns(row), _untold_label(row), *source_columns(row))
    }


def _untold_label(row: int) -> Column:
    return Column(f"figure_{row}_label", "figures", "line", "figure_label", row=row, part="label")


def column(name: str) -> Column | None:
    """The column of this name; None where there is none."""
    return _BY_NAME.get(name) or _row_columns().get(name)


# A draft as a flat row -------------------------------------------------------------------------


def to_flat(
    slug: str | None,
    city: str | None,
    country: str | None,
    draft: Draft,
    version: int | None = None,
) -> Flat:
    """One record as one row: every column of FIXED, and those of the figures and sources it has."""
    latitude, longitude = _point(draft.city_id)
    flat: Flat = {
        "id": slug,
        "city": city,
        "country": country,
        "city_id": draft.city_id,
        "latitude": latitude,
        "longitude": longitude,
        "original_language": draft.language,
        **{name: joined(getattr(draft, name)) for name in ("themes", "topics", "audiences")},
        **{name: getattr(draft, name) for name in ("instrument", "status", "evidence")},
        **{name: getattr(draft, name) for name in ("start_year", "end_year", "lead")},
        "partners": joined(draft.partners),
    }
    for field in TEXTS:
        for language in LANGUAGES:
            wording = draft.texts(field).get(language)
            flat[f"{field}_{language}"] = wording.words if wording else None
    flat["origins"] = joined(_origins(draft))
    flat["claims"] = joined(claims.told(draft, claims.before(slug, version)))
    for row, figure in enumerate(draft.figures, start=1):
        flat |= _flat_figure(row, figure)
    for row, source in enumerate(draft.sources, start=1):
        flat |= {f"source_{row}_{part}": getattr(source, part) for part in _SOURCE_PARTS}
    return flat


def joined(items: Iterable[str]) -> str | None:
    """Several values in one cell: parted by ' | ', their own signs of that kind kept apart."""
    return SEPARATOR.join(_kept_apart(one) for one in items) or None


def _kept_apart(item: str) -> str:
    item = re.sub(r"[\\|;]", r"\\\g<0>", item).replace("\n", r"\n")
    return re.sub(r"^ | $", r"\\ ", item)


def parted(cell: str) -> list[str]:
    """The values of one cell, parted by | or line ends, else by ; and without empty ones."""
    signs = re.findall(r"\\.|[|\n;]|[^\\|\n;]+|\\", cell)
    at = {"|", "\n"} if {"|", "\n"} & set(signs) else {";"}
    items = [""]
    for sign in signs:
        if sign in at:
            items.append("")
        elif sign in (r"\n", r"\|", r"\;", r"\\", "\\ "):
            # A private sign stands for a blank that is meant, so that trimming leaves it.
            items[-1] += {r"\n": "\ue000", "\\ ": "\ue001"}.get(sign, sign[1:])
        else:
            items[-1] += sign
    trimmed = (one.strip().replace("\ue000", "\n").replace("\ue001", " ") for one in items)
    return [one for one in trimmed if one]


def _flat_figure(row: int, figure: Figure) -> Flat:
    labels: Mapping[str, str] = dict(figure.labels)
    flat: Flat = {f"figure_{row}_label_{one}": labels.get(one) for one in LANGUAGES}
    return flat | {f"figure_{row}_{part}": getattr(figure, part) for part in _FIGURE_PARTS}


def _origins(draft: Draft) -> list[str]:
    """What is known of where each text comes from: 'title_fr=original', 'title_en=human:<mark>'."""
    return [
        f"{field}_{language}={one.origin}" + (f":{one.of}" if one.of else "")
        for field, language, one in sorted(draft.written(), key=_place_of_text)
        if one.origin != "not_stated" or one.of
    ]


def _place_of_text(written: tuple[str, str, Any]) -> tuple[int, int]:
    return TEXTS.index(written[0]), LANGUAGES.index(written[1])


def _point(city_id: int | None) -> tuple[float | None, float | None]:
    if city_id is None:
        return None, None
    try:
        place = geography.by_id(city_id)
    except UnknownPlace:
        return None, None
    return place.latitude, place.longitude


# Cells that a spreadsheet would run --------------------------------------------------------------


def harmless(text: str) -> str:
    """A text as a cell of CSV or XLSX that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


# A draft as a document -------------------------------------------------------------------------


def to_document(
    slug: str | None, city: str | None, country: str | None, draft: Draft
) -> dict[str, Any]:
    """One record as a line of data/practices/*.jsonl, with what else a draft knows."""
    texts = {
        field: {
            language: draft.texts(field)[language].words
            for language in LANGUAGES
            if language in draft.texts(field)
        }
        for field in TEXTS
    }
    return {
        "id": slug,
        "city": city,
        "country": country,
        "city_id": draft.city_id,
        "original_language": draft.language,
        **{name: list(getattr(draft, name)) for name in ("themes", "topics", "audiences")},
        **{name: getattr(draft, name) for name in ("instrument", "status")},
        **{name: getattr(draft, name) for name in ("start_year", "end_year", "lead")},
        "partners": list(draft.partners),
        **texts,
        "results": texts["results"] or None,
        "evidence": draft.evidence,
        "figures": [_document_figure(one) for one in draft.figures],
        "sources": [one.model_dump() for one in draft.sources],
        "origins": _document_origins(draft),
    }


def _document_figure(figure: Figure) -> dict[str, Any]:
    labels: Mapping[str, str] = dict(figure.labels)
    told = {f"label_{one}": labels[one] for one in LANGUAGES if one in labels}
    told |= {part: getattr(figure, part) for part in _FIGURE_PARTS if part != "source"}
    return {**told, "source_position": figure.source}


def _document_origins(draft: Draft) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for field, language, one in sorted(draft.written(), key=_place_of_text):
        told = {"origin": one.origin} | ({"of": one.of} if one.of else {})
        if told != {"origin": "not_stated"}:
            found.setdefault(field, {})[language] = told
    return found


def flatten(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document as a row of cells; what has no column keeps a name of its own, to be reported.

    Lists of plain values stay lists.
    """
    flat: dict[str, Any] = {}
    for name, value in document.items():
        if name in TEXTS and isinstance(value, Mapping):
            flat |= {f"{name}_{language}": words for language, words in value.items()}
        elif name in ("figures", "sources") and isinstance(value, list | tuple):
            for row, entry in enumerate(value, start=1):
                flat |= _flat_entry(name.removesuffix("s"), row, entry)
        elif name == "origins" and isinstance(value, Mapping):
            flat["origins"] = list(_flat_origins(value))
        else:
            flat[name] = value
    return flat


def _flat_entry(kind: str, row: int, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping):
        return {f"{kind}_{row}_url" if kind == "source" else f"{kind}_{row}": entry}
    flat: dict[str, Any] = {}
    for part, value in entry.items():
        if part == "labels" and isinstance(value, Mapping):
            flat |= {f"{kind}_{row}_label_{one}": words for one, words in value.items()}
        else:
            name = "source" if (kind, part) == ("figure", "source_position") else part
            flat[f"{kind}_{row}_{name}"] = value
    return flat


def _flat_origins(origins: Mapping[str, Any]) -> Iterable[str]:
    for field, languages in origins.items():
        for language, told in (languages or {}).items() if isinstance(languages, Mapping) else ():
            if isinstance(told, Mapping):
                mark = f":{told['of']}" if told.get("of") else ""
                yield f"{field}_{language}={told.get('origin') or 'not_stated'}{mark}"


# Back to a draft: importing.reading reads cells of any origin; these are its shortest calls ------


def from_flat(row: Mapping[str, Any]) -> tuple[Draft, str | None, tuple[Any, ...]]:
    """The draft in a flat row, its slug, and what could not be read (`reading.CellFault`)."""
    from dashboard.catalogue.importing import reading

    return reading.draft(row)


def from_document(document: Mapping[str, Any]) -> tuple[Draft, str | None, tuple[Any, ...]]:
    """The same of a document."""
    return from_flat(flatten(document))
