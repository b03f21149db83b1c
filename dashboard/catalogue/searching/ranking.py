"""Which practices answer a query best: words, meaning, and how much of the query each covers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dashboard.catalogue.searching.filling import SATURATION
from dashboard.catalogue.searching.index import Index
from dashboard.catalogue.searching.reading import PARTS, RELATED, Reading, Term

Numbers = np.ndarray[Any, np.dtype[np.integer[Any]]]
Floats = np.ndarray[Any, np.dtype[np.float32]]

# How the evidence is joined, chosen on the judged queries: tuned on either file, the other holds.
COVERAGE = 0.3
MEANING = 1.1
FEEDBACK = 0.8  # likeness to the first answers
EXEMPLARS = 3  # how many of them
SECOND_LOOK = 1_000  # how many are compared with them

# What counts as an answer: the share of the query covered, and likeness (rarely above 0.5).
LIKENESS_COUNTS = 2.0
ANSWERED = 0.77  # the best must reach this, or nothing was found
COVERED = 0.5  # the same, where there is no sentence model
LEAST, LEAST_SHARE = 0.5, 0.35  # every answer must reach this, and this share of the best
FIRST_PAGE, LEAST_FIRST, LEAST_FIRST_SHARE = 10, 0.4, 0.25  # the first few may be further off


class Evidence(NamedTuple):
    """What speaks for each practice, in the order of the index; 0 to about 1 each."""

    strength: Floats
    coverage: Floats
    likeness: Floats | None


def weigh(reading: Reading, index: Index) -> Evidence:
    """The evidence for every practice."""
    strength = np.zeros(len(index), dtype=np.float32)
    coverage = np.zeros(len(index), dtype=np.float32)
    asked = sum(term.importance for term in reading.terms)
    for term in reading.terms:
        found, covered = _answers(term, index)
        strength += found
        coverage += np.minimum(covered, 1.0) * term.importance
    if asked > 0:
        strength /= asked * (1 + SATURATION)
        coverage /= asked
    return Evidence(strength, coverage, index.likeness(reading.text))


def rank(reading: Reading, index: Index) -> tuple[Numbers, Floats]:
    """The places of the practices that answer, best first, and their scores."""
    evidence = weigh(reading, index)
    fit = _fit(evidence)
    best = float(fit.max(initial=0.0))
    if best < (COVERED if evidence.likeness is None else ANSWERED):
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
    near: Numbers = np.flatnonzero(fit >= max(LEAST_FIRST, LEAST_FIRST_SHARE * best))
    if reading.only_places:
        near = near[evidence.coverage[near] > 0]
    score = _joined(evidence, near, index)
    order = np.argsort(-score)
    clear = fit[near[order]] >= max(LEAST, LEAST_SHARE * best)
    clear[:FIRST_PAGE] = True
    order = order[clear]
    return near[order], score[order]


def _fit(evidence: Evidence) -> Floats:
    """How well each practice answers by itself, whatever the others do."""
    if evidence.likeness is None:
        return evidence.coverage
    near: Floats = np.maximum(evidence.likeness, np.float32(0)).astype(np.float32)
    fit: Floats = evidence.coverage + np.float32(LIKENESS_COUNTS) * near
    return fit


def _joined(evidence: Evidence, near: Numbers, index: Index) -> Floats:
    """The scores of those near enough to be an answer; the best are looked at a second time."""
    score: Floats = evidence.strength[near] + np.float32(COVERAGE) * evidence.coverage[near]
    if evidence.likeness is None or not len(near):
        return score
    score += np.float32(MEANING) * evidence.likeness[near]
    again = _best(score, SECOND_LOOK)
    first = again[:EXEMPLARS]
    # Those that stand out lead: each counts by how far it is above the next few.
    lead = np.maximum(score[first] - score[again[min(2 * EXEMPLARS, len(again) - 1)]], 1e-6)
    alike = index.alike(near[first], lead, near[again])
    if alike is not None:
        seen = score[again] + np.float32(FEEDBACK) * alike
        score -= np.float32(FEEDBACK)  # the unseen follow those seen
        score[again] = seen
    return score


def _best(score: Floats, most: int) -> Numbers:
    """The places of the highest scores, in order."""
    if len(score) <= most:
        return np.argsort(-score, kind="stable")
    some = np.argpartition(-score, most)[:most]
    return some[np.argsort(-score[some], kind="stable")]


def _answers(term: Term, index: Index) -> tuple[Floats, Floats]:
    strength, covered = _by_any(term.keys, term.importance, index)
    if term.together:
        parts = [_by_any(part, term.importance, index) for part in term.together]
        all_found = np.minimum.reduce([part[1] for part in parts]) > 0
        joint = sum(part[0] for part in parts) / len(parts) * all_found * PARTS
        strength = np.maximum(strength, joint)
        covered = np.maximum(covered, all_found.astype(np.float32) * PARTS)
    return strength, covered


def _by_any(keys: dict[int, float], importance: float, index: Index) -> tuple[Floats, Floats]:
    """The best of several roads to a practice; none counts for more than the word itself would."""
    strength = np.zeros(len(index), dtype=np.float32)
    covered = np.zeros(len(index), dtype=np.float32)
    for key, posts in index.posts(keys).items():
        worth = keys[key]
        says = worth * min(index.rarity(key), importance)
        places = posts.places
        strength[places] = np.maximum(strength[places], says * posts.weights)
        if worth > RELATED:
            covered[places] = np.maximum(covered[places], worth)
    return strength, covered
