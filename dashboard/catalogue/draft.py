"""A practice while it is being written: everything may still be missing, nothing typed is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from dashboard.catalogue import typography, vocabulary
from dashboard.catalogue.practice import Record


def _known(language: str) -> str:
    if language not in vocabulary.LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    return language


Language = Annotated[str, AfterValidator(_known)]
Origin = Literal["original", "human", "machine", "not_stated"]

# The fields that are written in words, each in up to four languages.
TEXTS = ("title", "summary", "challenge", "approach", "results")


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Written):
    """A text in one language: its words, where they come from, and of which words they tell."""

    words: str
    origin: Origin = "not_stated"
    of: str | None = None  # `mark` of the original's words that this translates

    @property
    def mark(self) -> str:
        """A short fingerprint of these words: a translation keeps that of its original."""
        return mark(self.words)


class Figure(_Written):
    """A number as it is being written down; `source` is the place of its source in the list."""

    labels: Mapping[Language, str] = {}
    value: float | None = None
    unit: str | None = None
    year: int | None = None
    period: str | None = None
    measured_by: str | None = None
    source: int | None = None


class Source(_Written):
    """A page or document on which facts were read."""

    url: str = ""
    title: str | None = None
    publisher: str | None = None


class Draft(_Written):
    """All fields of a practice, none of them certain; `rules.faults` tells what is wrong.

    `language` is the one it was first written in, None where nobody has said so. Codes are those
    of the vocabulary; `city_id` is a place of `geography`.
    """

    language: Language | None = None
    city_id: int | None = None
    themes: tuple[str, ...] = ()  # the first is the main one
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    instrument: str | None = None
    status: str = "unknown"
    evidence: str = "described"
    start_year: int | None = None
    end_year: int | None = None
    lead: str | None = None
    partners: tuple[str, ...] = ()
    title: Mapping[Language, Wording] = {}
    summary: Mapping[Language, Wording] = {}
    challenge: Mapping[Language, Wording] = {}
    approach: Mapping[Language, Wording] = {}
    results: Mapping[Language, Wording] = {}
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()

    def texts(self, field: str) -> Mapping[Language, Wording]:
        """One of TEXTS in the languages it has."""
        found: Mapping[Language, Wording] = getattr(self, field)
        return found

    def written(self) -> Iterator[tuple[str, Language, Wording]]:
        """Every text as (field, language, wording)."""
        for field in TEXTS:
            for language, wording in self.texts(field).items():
                yield field, language, wording

    def is_stale(self, field: str, language: Language) -> bool:
        """Whether the original changed after this translation of it was made."""
        wording = self.texts(field).get(language)
        original = self.texts(field).get(self.language) if self.language else None
        if wording is None or original is None or wording.of is None or language == self.language:
            return False
        return wording.of != original.mark

    def printed(self) -> Draft:
        """The same, each text as its language is printed: what is sent looks like what is released.

        A translation keeps fitting its original, whose words have not changed.
        """
        originals = {name: self.texts(name).get(self.language or "") for name in TEXTS}
        texts = {
            name: {
                language: _printed(language, wording, originals[name], self.language)
                for language, wording in self.texts(name).items()
            }
            for name in TEXTS
        }
        figures = tuple(
            figure.model_copy(update={"labels": typography.of(dict(figure.labels))})
            for figure in self.figures
        )
        return self.model_copy(update={**texts, "figures": figures})

    def heading(self) -> str:
        """What to call it in a list: its title in the original language, else in any; else ''."""
        titles = {one: wording.words for one, wording in self.title.items() if wording.words}
        first = titles.get(self.language) if self.language else None
        return first or titles.get("en") or next(iter(titles.values()), "")

    def fingerprint(self) -> str:
        """A sha256 over the whole content: equal content, equal fingerprint."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()

    def as_json(self) -> str:
        """The draft as the store keeps it."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def _printed(
    language: str, wording: Wording, original: Wording | None, first: str | None
) -> Wording:
    of = wording.of
    if original is not None and first and of == original.mark:
        of = mark(typography.of({first: original.words})[first])
    return wording.model_copy(
        update={"words": typography.of({language: wording.words})[language], "of": of}
    )


def mark(words: str) -> str:
    """A short fingerprint of some words."""
    return hashlib.sha256(words.strip().encode()).hexdigest()[:16]


def from_json(text: str) -> Draft:
    """A draft as the store keeps it."""
    return Draft.model_validate_json(text)


def of_record(record: Record, city_id: int) -> Draft:
    """A released record as a draft: nobody has said which language it was first written in."""
    texts = {
        field: {
            language: Wording(words=words)
            for language, words in (getattr(record, field) or {}).items()
        }
        for field in TEXTS
    }
    figures = tuple(
        Figure(
            labels={"en": one.label_en, "fr": one.label_fr},
            source=one.source_position,
            **one.model_dump(include={"value", "unit", "year", "period", "measured_by"}),
        )
        for one in record.figures
    )
    plain = record.model_dump(
        include={
            "themes", "topics", "audiences", "instrument", "status", "evidence",
            "start_year", "end_year", "lead", "partners",
        }
    )  # fmt: skip
    sources = tuple(Source(**one.model_dump()) for one in record.sources)
    return Draft.model_validate(
        {"city_id": city_id, **plain, **texts, "figures": figures, "sources": sources}
    )
