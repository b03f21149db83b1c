"""Measures the search on judged queries: a line a query, and one line of JSON at the end.

A judged query is a line of JSON: the query, the reader's language, its kind, and the practices that
answer it with their grade (2 answers it, 1 helps); an empty list says that nothing should be found.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from dashboard.catalogue import database, search
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.vocabulary import LANGUAGES

DEPTH = 10
GRADES = (1, 2)


@dataclass(frozen=True)
class Judged:
    """A query and what a person says of its answers."""

    query: str
    language: str
    kind: str
    relevant: dict[str, int]


@dataclass(frozen=True)
class Outcome:
    """What the search gave for a judged query."""

    judged: Judged
    found: tuple[str, ...]

    @property
    def gain(self) -> float:
        """NDCG at 10, with a gain of 2^grade - 1."""
        grades = [self.judged.relevant.get(slug, 0) for slug in self.found[:DEPTH]]
        ideal = sorted(self.judged.relevant.values(), reverse=True)[:DEPTH]
        return _discounted(grades) / _discounted(ideal)

    @property
    def success(self) -> bool:
        """Whether one of the first three answers."""
        return any(slug in self.judged.relevant for slug in self.found[:3])


class BadJudgements(ValueError):
    """A file of judged queries that cannot be used, with all its faults."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep the faults, one a line."""
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file to judge by, and how much to tell."""
    parser.add_argument("file", type=Path, help="judged queries, one JSON object a line")
    parser.add_argument("--quiet", action="store_true", help="only the last line")


def main(args: argparse.Namespace) -> int:
    """Judge; 2 when the file has faults, 1 when there is no store."""
    try:
        judged = read(args.file)
        outcomes = [outcome(one, _slugs()) for one in judged]
    except BadJudgements as error:
        print(error, file=sys.stderr)
        return 2
    except CatalogueError as error:
        print(f"{error.message} ({error})", file=sys.stderr)
        return 1
    if not args.quiet:
        for one in outcomes:
            print(_line(one))
    print(json.dumps(summary(outcomes), ensure_ascii=False))
    return 0


def read(file: Path) -> list[Judged]:
    """The judged queries of a file; every fault is named with its line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadJudgements([f"{file}: {error}"]) from error
    known = set(_slugs().values())
    judged: list[Judged] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            judged.append(_judged(line, known))
        except ValueError as error:
            faults.append(f"{file.name}, line {number}: {error}")
    if not judged and not faults:
        faults = [f"{file.name}: no judged query"]
    if faults:
        raise BadJudgements(faults)
    return judged


def outcome(judged: Judged, slugs: dict[int, str]) -> Outcome:
    """Ask the search; a query that restricts nothing finds nothing in particular."""
    hits = search.hits(judged.query, judged.language)
    found = () if hits is None else tuple(slugs[int(number)] for number in hits.ids)
    return Outcome(judged, found)


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The measures over all queries, and by kind."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.judged.kind].append(one)
    return {
        "queries": len(outcomes),
        **_measures(outcomes),
        "by_kind": {
            kind: {"queries": len(some), **_measures(some)}
            for kind, some in sorted(by_kind.items())
        },
    }


def _measures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The measures these queries allow: gain and success need answers, nothing_found none."""
    answered = [one for one in outcomes if one.judged.relevant]
    unanswered = [one for one in outcomes if not one.judged.relevant]
    measures: dict[str, float] = {}
    if answered:
        measures["ndcg@10"] = _mean(one.gain for one in answered)
        measures["success@3"] = _mean(one.success for one in answered)
    if unanswered:
        measures["nothing_found"] = _mean(not one.found for one in unanswered)
    return measures


def _mean(values: Iterable[float]) -> float:
    return round(fmean(values), 4)


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _slugs() -> dict[int, str]:
    return {int(number): str(slug) for number, slug in database.rows("search_slugs")}


def _judged(line: str, known: set[str]) -> Judged:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(entry, dict):
        raise ValueError("not an object")
    for name in ("query", "lang", "kind"):
        if not isinstance(entry.get(name), str):
            raise ValueError(f"{name}: a text is needed")
    if entry["lang"] not in LANGUAGES:
        raise ValueError(f"lang: {entry['lang']} is none of {', '.join(LANGUAGES)}")
    relevant = entry.get("relevant")
    if not isinstance(relevant, dict):
        raise ValueError("relevant: an object of ids and grades is needed")
    for slug, grade in relevant.items():
        if isinstance(grade, bool) or grade not in GRADES:
            raise ValueError(f"relevant: {slug} has grade {grade}, which is neither 1 nor 2")
    unknown = sorted(set(relevant) - known)
    if unknown:
        raise ValueError(f"relevant: no practice has the id {', '.join(unknown)}")
    return Judged(entry["query"], entry["lang"], entry["kind"], dict(relevant))


def _line(one: Outcome) -> str:
    judged = one.judged
    if judged.relevant:
        score = f"{one.gain:6.3f} {'yes' if one.success else 'no':>4}"
    else:
        score = f"{'':6} {'none' if not one.found else len(one.found):>4}"
    first = ", ".join(f"{slug}({judged.relevant.get(slug, 0)})" for slug in one.found[:3])
    return f"{score}  {judged.language}  {judged.kind:<10}  {judged.query}  ->  {first}"
