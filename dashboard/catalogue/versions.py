"""Versions of practices: written once, never changed, each readable as a draft again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.catalogue import database, vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording
from dashboard.catalogue.errors import NotFound

# What a version may leave open, as the store's columns say it.
_WEAKEST = ("machine", "not_stated", "human", "original")


class Batch:
    """Rows of many versions, gathered and written table by table."""

    def __init__(self, moment: datetime) -> None:
        """All of them come about at this moment."""
        self.moment = moment
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def head(self, practice_id: int, slug: str, city_id: int) -> None:
        """A practice that is public from its first version on."""
        self.put(
            "practice",
            practice_id=practice_id,
            slug=slug,
            city_id=city_id,
            state="published",
            latest_version=1,
            published_version=1,
            created_at=self.moment,
            updated_at=self.moment,
        )

    def version(
        self,
        practice_id: int,
        version: int,
        draft: Draft,
        *,
        author: str,
        sha256: str | None = None,
        receipt: str | None = None,
        change_note: str | None = None,
    ) -> None:
        """One version, whole. The draft has no faults: `rules` was asked before."""
        key = {"practice_id": practice_id, "version": version}
        self.put(
            "practice_version",
            **key,
            author=author,
            created_at=self.moment,
            sha256=sha256 or draft.fingerprint(),
            original_language=draft.language,
            receipt=receipt,
            change_note=change_note,
            **_codes(draft),
        )
        for row in (*_texts(draft), *_origins(draft)):
            self.put("text_origin" if "field" in row else "practice_text", **key, **row)
        for position, name in enumerate(draft.partners, start=1):
            self.put("partner", **key, position=position, name=name.strip())
        for position, source in enumerate(draft.sources, start=1):
            self.put("source", **key, position=position, **_source(source))
        for position, figure in enumerate(draft.figures, start=1):
            self.put("figure", **key, position=position, **_figure(figure))

    def put(self, table: str, **row: Any) -> None:
        """One row more."""
        self._rows.setdefault(table, []).append(row)

    def write(self, writer: Writer) -> None:
        """Everything gathered, parents first."""
        for table, rows in self._rows.items():
            # Numbers that may be missing stay whole numbers: a column of floats would not fit.
            writer.insert(table, pd.DataFrame(rows, dtype=object).convert_dtypes())
        self._rows = {}


def _codes(draft: Draft) -> dict[str, Any]:
    return {
        "main_theme": vocabulary.number("theme", draft.themes[0]),
        "themes": vocabulary.mask("theme", draft.themes),
        "topics": vocabulary.mask("topic", draft.topics),
        "audiences": vocabulary.mask("audience", draft.audiences),
        "instrument": vocabulary.number("instrument", draft.instrument or ""),
        "status": vocabulary.number("status", draft.status),
        "evidence": vocabulary.number("evidence", draft.evidence),
        "start_year": draft.start_year,
        "end_year": draft.end_year,
        "lead": _words(draft.lead),
    }


def _texts(draft: Draft) -> list[dict[str, Any]]:
    """One row a language that says anything, and one for each of the four in a release."""
    rows = []
    for language in vocabulary.LANGUAGES:
        own = {name: draft.texts(name).get(language) for name in TEXTS}
        words = {name: _words(one.words if one else None) for name, one in own.items()}
        origins = [one.origin for one in own.values() if one and one.words.strip()]
        if origins:
            origin = min(origins, key=_WEAKEST.index)
            rows.append({"language": language, **words, "origin": origin})
    return rows


def texts_in_order(draft: Draft) -> list[tuple[str | None, ...]]:
    """The texts a version of it will have: language, then each of TEXTS, by language."""
    rows = sorted(_texts(draft), key=lambda row: str(row["language"]))
    return [tuple(row[name] for name in ("language", *TEXTS)) for row in rows]


def _origins(draft: Draft) -> list[dict[str, Any]]:
    return [
        {
            "language": language,
            "field": name,
            "origin": one.origin,
            "original_mark": one.of,
            "stale": draft.is_stale(name, language),
        }
        for name, language, one in draft.written()
        if one.words.strip() and (one.origin != "not_stated" or one.of)
    ]


def _source(source: Source) -> dict[str, Any]:
    return {
        "url": source.url.strip(),
        "title": _words(source.title),
        "publisher": _words(source.publisher),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        **{f"label_{one}": _words(figure.labels.get(one)) for one in vocabulary.LANGUAGES},
        "value": figure.value,
        "unit": figure.unit,
        "year": figure.year,
        "period": _words(figure.period),
        "measured_by": _words(figure.measured_by),
        "source_position": figure.source,
    }


def _words(text: str | None) -> str | None:
    return (text or "").strip() or None


# Reading a version back -------------------------------------------------------------------------


def draft_of(slug: str, version: int | None = None) -> Draft:
    """A version of a practice as a draft; the public one where none is named.

    NotFound where there is no such practice or version.
    """
    found = database.records("version_whole", slug=slug, version=version)
    if not found:
        raise NotFound(f"{slug}, version {version}")
    row = found[0]
    key = {"practice_id": row["practice_id"], "version": row["version"]}
    return assembled(
        row,
        texts=database.records("practice_texts", **key),
        origins=database.records("version_origins", **key),
        partners=[one[0] for one in database.rows("practice_partners", **key)],
        figures=database.records("version_figures", **key),
        sources=database.records("practice_sources", **key),
    )


def assembled(
    row: dict[str, Any],
    *,
    texts: Iterable[dict[str, Any]],
    origins: Iterable[dict[str, Any]],
    partners: Iterable[str],
    figures: Iterable[dict[str, Any]],
    sources: Iterable[dict[str, Any]],
) -> Draft:
    """A version's rows as the draft they were written from; each list in the version's order."""
    main = vocabulary.code("theme", row["main_theme"])
    themes = [one for one in vocabulary.unmask("theme", row["themes"]) if one != main]
    return Draft.model_validate(
        {
            "language": row["original_language"],
            "city_id": row["city_id"],
            "themes": (main, *themes),
            "topics": vocabulary.unmask("topic", row["topics"]),
            "audiences": vocabulary.unmask("audience", row["audiences"]),
            **{dim: vocabulary.code(dim, row[dim]) for dim in ("instrument", "status", "evidence")},
            **{name: row[name] for name in ("start_year", "end_year", "lead")},
            "partners": tuple(partners),
            **_wordings(texts, origins),
            "figures": tuple(map(_figure_of, figures)),
            "sources": tuple(
                Source(url=one["url"], title=one["title"], publisher=one["publisher"])
                for one in sources
            ),
        }
    )


def _wordings(
    texts: Iterable[dict[str, Any]], origins: Iterable[dict[str, Any]]
) -> dict[str, dict[str, Wording]]:
    told = {(one["language"], one["field"]): one for one in origins}
    found: dict[str, dict[str, Wording]] = {name: {} for name in TEXTS}
    for row in texts:
        for name in TEXTS:
            if row[name]:
                origin = told.get((row["language"], name), {})
                found[name][row["language"]] = Wording(
                    words=row[name],
                    origin=origin.get("origin", "not_stated"),
                    of=origin.get("original_mark"),
                )
    return found


def _figure_of(row: dict[str, Any]) -> Figure:
    labels = {one: row[f"label_{one}"] for one in vocabulary.LANGUAGES if row[f"label_{one}"]}
    return Figure.model_validate(
        {
            "labels": labels,
            **{name: row[name] for name in ("value", "unit", "year", "period", "measured_by")},
            "source": row["source_position"],
        }
    )
