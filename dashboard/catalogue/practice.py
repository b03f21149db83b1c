"""A practice as it is written down, and the rules of a valid record: the same for every way in."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from dashboard.catalogue import typography, vocabulary

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG, LONGEST_TITLE, LONGEST_SUMMARY, SHORTEST_TEXT, LONGEST_TEXT = 80, 90, 300, 30, 900

Line = Annotated[str, Field(min_length=1, max_length=300)]
Language = Literal["fr", "en", "de", "es"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Figure(_Strict):
    """A number a source states, with its unit; the year is null where the source gives none."""

    label_en: Line
    label_fr: Line
    value: float = Field(allow_inf_nan=False)
    unit: str
    year: int | None = Field(ge=1800, le=2100)
    period: str | None = None
    measured_by: str | None = None
    source_position: int | None = None

    @field_validator("label_fr")
    @classmethod
    def _french(cls, label: str) -> str:
        return typography.french(label)

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        return unit_code(unit)


class Source(_Strict):
    """A page on which facts of the practice were read."""

    url: Annotated[str, Field(min_length=1, max_length=2000)]
    title: Line | None
    publisher: Line | None

    @field_validator("url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is not a web address (http or https)")
        return url


class Record(_Strict):
    """One practice as a line of data/practices/*.jsonl; data/README.md tells each field."""

    id: str = Field(max_length=LONGEST_SLUG)
    former_ids: list[str] = []
    city: Line
    country: str
    themes: list[str] = Field(min_length=1, max_length=3)
    topics: list[str] = Field(max_length=3)
    audiences: list[str] = Field(min_length=1, max_length=4)
    instrument: str
    status: str
    start_year: int | None = Field(ge=1800, le=2100)
    end_year: int | None = Field(ge=1800, le=2100)
    lead: Line | None
    partners: list[Line]
    title: dict[Language, Annotated[str, Field(min_length=3, max_length=LONGEST_TITLE)]]
    summary: dict[Language, Annotated[str, Field(min_length=3, max_length=LONGEST_SUMMARY)]]
    challenge: dict[Language, str]
    approach: dict[Language, str]
    results: dict[Language, str] | None
    evidence: str
    figures: list[Figure]
    sources: list[Source] = Field(min_length=1)

    @field_validator("id")
    @classmethod
    def _slug(cls, slug: str) -> str:
        if not SLUG.fullmatch(slug):
            raise ValueError("holds something else than a-z, 0-9 and single '-'")
        return slug

    @field_validator("former_ids")
    @classmethod
    def _former_slugs(cls, slugs: list[str]) -> list[str]:
        if wrong := [one for one in slugs if not SLUG.fullmatch(one) or len(one) > LONGEST_SLUG]:
            raise ValueError(f"holds {', '.join(map(repr, wrong))}, which is no id")
        return slugs

    @field_validator("themes", "topics", "audiences", "instrument", "status", "evidence", "country")
    @classmethod
    def _known_codes(cls, value: str | list[str], info: Any) -> str | list[str]:
        dim = {"themes": "theme", "topics": "topic", "audiences": "audience"}.get(
            info.field_name, info.field_name
        )
        given = value if isinstance(value, list) else [value]
        if unknown := [one for one in given if not vocabulary.has(dim, one)]:
            raise ValueError(f"unknown code {', '.join(map(repr, unknown))} of {dim}")
        if len(set(given)) < len(given):
            raise ValueError("names a code twice")
        return value

    @field_validator("title", "summary")
    @classmethod
    def _four_languages(cls, texts: dict[str, str]) -> dict[str, str]:
        if missing := [one for one in vocabulary.LANGUAGES if one not in texts]:
            raise ValueError(f"lacks the language {', '.join(missing)}")
        return typography.of(texts)

    @field_validator("challenge", "approach", "results")
    @classmethod
    def _long_texts(cls, texts: dict[str, str] | None) -> dict[str, str] | None:
        for language, text in (texts or {}).items():
            if not SHORTEST_TEXT <= len(text) <= LONGEST_TEXT:
                raise ValueError(
                    f"in {language} has {len(text)} signs;"
                    f" {SHORTEST_TEXT} to {LONGEST_TEXT} are wanted"
                )
        if texts is not None and not texts:
            raise ValueError("has no language")
        return typography.of(texts) if texts else None

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValueError("end_year lies before start_year")
        for figure in self.figures:
            position = figure.source_position
            if position is not None and not 1 <= position <= len(self.sources):
                raise ValueError(f"figures: source_position {position} names no source")
        return self

    def fingerprint(self, slug: str | None = None) -> str:
        """A sha256 over the whole content, the same for the same record on every machine.

        With a former id: as it was under that one.
        """
        told = self.model_dump(exclude={"former_ids"}) | ({"id": slug} if slug else {})
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def unit_code(written: str) -> str:
    """The code of a unit, given as code or as sources write it; ValueError for an unknown one."""
    for entry in vocabulary.document()["units"]:
        if written in (entry["id"], entry["written"]):
            return str(entry["id"])
    raise ValueError(f"unknown unit {written!r}")


def read(line: str) -> tuple[Record | None, list[str]]:
    """The record in one JSON line, or all its faults as 'field: reason'."""
    try:
        return Record.model_validate_json(line), []
    except ValidationError as error:
        return None, [_fault(one) for one in error.errors()]


def _fault(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "record"
    return f"{where}: {error['msg'].removeprefix('Value error, ')}"
