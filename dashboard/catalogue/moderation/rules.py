"""The rules of the discussion, from data/rules.json: in four languages, each edition kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.catalogue.errors import UnknownCode
from dashboard.catalogue.vocabulary import DATA


@dataclass(frozen=True)
class Rule:
    """One rule, or one part of what is told besides: its code, its name, its wording."""

    code: str
    name: str
    words: str


@dataclass(frozen=True)
class Edition:
    """The rules as they held from a day on, in one language."""

    version: str
    day: date
    title: str
    standfirst: str
    rules: tuple[Rule, ...]
    parts: tuple[Rule, ...]

    def rule(self, code: str) -> Rule:
        """The rule of a code; UnknownCode."""
        return _of_code(self.rules, code)

    def part(self, code: str) -> Rule:
        """What is told of speech, acts, before, appeal, notice or misuse; UnknownCode."""
        return _of_code(self.parts, code)


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """data/rules.json as it is; the newest edition comes first."""
    loaded: dict[str, Any] = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    return loaded


def version() -> str:
    """The edition that holds now."""
    return str(document()["editions"][0]["version"])


def codes() -> tuple[str, ...]:
    """The codes of the rules that hold now, in their order on the page."""
    return tuple(str(one["code"]) for one in document()["editions"][0]["rules"])


@lru_cache(maxsize=64)
def edition(language: str, number: str | None = None) -> Edition:
    """The rules in a language: of an edition, or as they hold now; UnknownCode."""
    wanted = number or version()
    found = next((one for one in document()["editions"] if one["version"] == wanted), None)
    if found is None:
        raise UnknownCode(wanted)
    return Edition(
        version=wanted,
        day=date.fromisoformat(found["date"]),
        title=found["title"][language],
        standfirst=found["standfirst"][language],
        rules=_told(found["rules"], language),
        parts=_told(found["parts"], language),
    )


def _told(found: list[dict[str, Any]], language: str) -> tuple[Rule, ...]:
    return tuple(Rule(one["code"], one["name"][language], one["words"][language]) for one in found)


def _of_code(found: tuple[Rule, ...], code: str) -> Rule:
    for one in found:
        if one.code == code:
            return one
    raise UnknownCode(code)
