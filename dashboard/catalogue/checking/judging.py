"""The numbers of a sentence laid beside those of the records it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from dashboard.catalogue import numbers
from dashboard.catalogue.checking.allowance import Allowance
from dashboard.catalogue.checking.dossier import Dossier, Edition, Fact, instead, of_unit
from dashboard.catalogue.checking.sentences import Sentence
from dashboard.catalogue.checking.subjects import Subject
from dashboard.catalogue.claims import DISTINCT
from dashboard.catalogue.numbers import Number, counting
from dashboard.catalogue.searching import meaning

Verdict = Literal["same", "rounded", "earlier", "differs", "unknown"]

# Chosen on tests/catalogue/checked-sentences.jsonl; tests hold them on a second set.
DIFFERS = 0.6  # from here on a number and a fact speak of the same thing
AGREES = 0.2  # the same for an equal value, which is half the proof
ROUNDED = 0.45  # the same for a value that is this one when rounded
TAKEN = 0.1  # so much more where another number of the sentence speaks of that fact
AHEAD = 0.3  # a fact so much nearer wins over another one of equal value
FAR, NEAR = 0.15, 0.6  # likeness of two texts: nothing in common, the same thing
AROUND = 200  # signs in which a few words are looked for
BEFORE = 10  # words looked at before a number that nothing follows
SAME_THING = 0.45  # likeness of what two numbers count, where they share no word
ALONE = 0.2  # a sum is the only one in its currency that a named record states
NAMED = 0.4  # how much of a title names a record
_DIGITS = re.compile(r"\d[\d.,'’\u00a0\u202f ]*")


@dataclass(frozen=True)
class Finding:
    """A number of a draft and what the catalogue says of it; places are those of the sentence.

    same: a figure or text of the version now public. rounded: that, rounded. earlier: only of an
    earlier version. differs: the record says another number of the same thing. unknown.
    """

    number: Number
    verdict: Verdict
    fact: Fact | None = None
    dossier: Dossier | None = None
    version: int | None = None
    year_differs: bool = False  # the value agrees, but the sentence names another year
    since: date | None = None  # the day on which the version of an earlier one was superseded
    now: Fact | None = None  # the figure that stands there since


@dataclass(frozen=True)
class _Near:
    """A fact that a number may speak of, and how surely."""

    fit: float
    fact: Fact
    subject: Subject
    edition: Edition


def judge(
    sentence: Sentence, subjects: Sequence[Subject], allowed: Allowance
) -> tuple[Finding, ...]:
    """What the catalogue says of each number of a sentence that tells how many or how much."""
    found = numbers.find(sentence.words, sentence.language)
    _at_hand.set({})
    years = frozenset(int(one.value) for one in found if one.kind == "year")
    told = [one for one in found if one.claims and _tells(one, sentence.language)]
    near: dict[Number, list[_Near]] = {}
    for one in told:
        if not allowed.figure():
            break
        near[one] = sorted(_near(one, sentence, subjects, years), key=_nearest)
    right = {one: _rightly(one, facts) for one, facts in near.items()}
    return tuple(_finding(one, facts, years, _of_others(one, right)) for one, facts in near.items())


def _nearest(one: _Near) -> float:
    return -one.fit


def _rightly(number: Number, near: list[_Near]) -> frozenset[float]:
    """The values of facts that a number states exactly."""
    return frozenset(
        one.fact.value for one in near if one.fit >= AGREES and _exact(number, one.fact)
    )


def _of_others(number: Number, right: dict[Number, frozenset[float]]) -> frozenset[float]:
    """What the other numbers of a sentence rightly say: this one speaks of something else."""
    return frozenset().union(*(said for one, said in right.items() if one is not number))


def _tells(number: Number, language: str) -> bool:
    """Whether it can be checked at all: 'two years' and 'three times' are figures of speech."""
    return not (number.spelled and counting.lasts(number, language))


def _finding(
    number: Number, near: list[_Near], years: frozenset[int], taken: frozenset[float]
) -> Finding:
    now = [one for one in near if one.edition is one.subject.dossier.editions[0]]
    equal = [one for one in now if number.agrees(one.fact.value) and one.fit >= AGREES]
    others = [one for one in now if not _agree(number, one.fact)]
    others = sorted(others, key=lambda one: _wanted(one, taken) - one.fit)
    other = next((one for one in others if one.fit >= _wanted(one, taken)), None)
    if equal and not (other and other.fit > equal[0].fit + AHEAD):
        best = next((one for one in equal if one.fact.figure), equal[0])
        return _made(number, "same" if _exact(number, best.fact) else "rounded", best, years)
    earlier = [
        one
        for one in near
        if one not in now and number.agrees(one.fact.value) and one.fit >= AGREES
    ]
    # What an earlier version states to the last digit is not today's figure rounded.
    if earlier and _exact(number, earlier[0].fact):
        return _superseded(number, earlier[0], years)
    rounded = [one for one in now if number.near(one.fact.value) and one.fit >= ROUNDED]
    if rounded:
        return _made(number, "rounded", rounded[0], years)
    if earlier:
        return _superseded(number, earlier[0], years)
    if other:
        return _made(number, "differs", _as_figure(other, others), years)
    return Finding(number, "unknown")


def _superseded(number: Number, one: _Near, years: frozenset[int]) -> Finding:
    since, now = instead(one.subject.dossier, one.edition.version, one.fact)
    return replace(_made(number, "earlier", one, years), since=since, now=now)


def _as_figure(one: _Near, others: Sequence[_Near]) -> _Near:
    """The figure row of a record where it has one of the same value: it says more than a text."""
    return next(
        (
            each
            for each in others
            if each.fact.figure
            and each.edition is one.edition
            and each.fact.value == one.fact.value
            and each.fit >= DIFFERS - TAKEN
        ),
        one,
    )


def _wanted(one: _Near, taken: frozenset[float]) -> float:
    return DIFFERS + (TAKEN if one.fact.value in taken else 0.0)


def _agree(number: Number, fact: Fact) -> bool:
    return number.agrees(fact.value) or number.near(fact.value)


def _exact(number: Number, fact: Fact) -> bool:
    return abs(number.value - fact.value) <= 1e-9 * max(1.0, abs(fact.value))


def _made(number: Number, verdict: Verdict, one: _Near, years: frozenset[int]) -> Finding:
    other_year = bool(years) and one.fact.year is not None and one.fact.year not in years
    return Finding(number, verdict, one.fact, one.subject.dossier, one.edition.version, other_year)


# How near -----------------------------------------------------------------------------------------


def _near(
    number: Number, sentence: Sentence, subjects: Sequence[Subject], years: frozenset[int]
) -> Iterator[_Near]:
    for subject in subjects:
        for edition in subject.dossier.editions:
            for fact in edition.facts:
                fit = _fit(number, sentence, subject, edition, fact, years)
                if fit > 0:
                    yield _Near(fit, fact, subject, edition)


def _fit(
    number: Number,
    sentence: Sentence,
    subject: Subject,
    edition: Edition,
    fact: Fact,
    years: frozenset[int],
) -> float:
    """How surely a number of a sentence speaks of a fact, from 0 to about 1."""
    measure = of_unit(fact, number)
    if measure is False:
        return 0.0
    if measure is None and counting.lasts(number, sentence.language):
        return 0.0
    thing = _thing(number, sentence, subject, fact) if measure is None else _measured(number)
    equal = number.agrees(fact.value)
    if not thing and not (equal and fact.value >= DISTINCT):
        return 0.0
    if not subject.sure and not (equal and subject.found == 1.0):
        return 0.0
    like = _like(sentence, _clause(number, sentence.words), fact)
    if equal:
        like = max(like, 0.3)
    fit = 0.3 * thing + 0.55 * like + 0.25 * subject.weight
    fit += 0.05 * _said_alike(number, sentence.language, fact)
    if subject.title >= NAMED and _alone(fact, edition):
        fit += _alone_is_worth(number, thing, fact)
    if fact.year is not None and years:
        fit += 0.05 if fact.year in years else -0.05
    return fit


def _said_alike(number: Number, language: str, fact: Fact) -> int:
    """How many of the words just after a number the fact has too: 'fewer robberies'."""
    spoken, words = fact.told(language)
    if spoken != language:
        return 0
    said = counting.stems(counting.things(number, language), language)
    return min(3, len(said & counting.stems(words, language)))


def _alone_is_worth(number: Number, thing: float, fact: Fact) -> float:
    if number.kind == "money":
        return ALONE
    return ALONE / 2 if thing == 1.0 and fact.unit != "people" else 0.0


def _alone(fact: Fact, edition: Edition) -> bool:
    """Whether a figure is the only one of its currency in a record."""
    return (
        fact.figure is not None
        and sum(one.unit == fact.unit for one in edition.facts if one.figure is not None) == 1
    )


def _measured(number: Number) -> float:
    """What a shared measure proves: hectares are told of few things, per cent of many."""
    return 1.0 if number.kind == "count" else 0.6


def _thing(number: Number, sentence: Sentence, subject: Subject, fact: Fact) -> float:
    """How surely number and fact count the same kind of thing."""
    language = sentence.language
    said = counting.things(number, language)
    if not said:
        return _before(number, sentence, fact)
    if fact.number is None:
        named = counting.counts_as(said, language, fact.unit or "people", dict(fact.context))
        return named or _in_sense(said, sentence, subject, fact)
    other = counting.things(fact.number, fact.language)
    if fact.language == language:
        return 1.0 if counting.stems(said, language) & counting.stems(other, language) else 0.0
    shared = counting.concepts(said, language) & counting.concepts(other, fact.language)
    return 0.8 if shared else 0.0


def _before(number: Number, sentence: Sentence, fact: Fact) -> float:
    """The same where what is counted stands before: 'victims fell from 710 to 340'."""
    if fact.number is not None:
        return 0.0
    begins = max(0, number.start - AROUND)
    said = " ".join(sentence.words[begins : number.start].split()[-BEFORE:])
    labels = dict(fact.context)
    return (
        0.6 if counting.counts_as(said, sentence.language, fact.unit or "people", labels) else 0.0
    )


def _in_sense(said: str, sentence: Sentence, subject: Subject, fact: Fact) -> float:
    """The same of a figure where no word is shared: 'löschte ... Inhalte' and 'items deleted'."""
    if max((_sense(said, other) for _, other in fact.context), default=0.0) < SAME_THING:
        return 0.0
    rest = _without_title(sentence, subject)
    near = max((_sense(rest, other) for _, other in fact.context), default=0.0)
    return 0.6 if near >= SAME_THING else 0.0


def _without_title(sentence: Sentence, subject: Subject) -> str:
    """A sentence without the words of a title, which are near all figures of that record."""
    language, title = subject.dossier.title(sentence.language)
    named = counting.stems(title, language)
    return " ".join(
        word
        for word in sentence.words.split()
        if not counting.stems(word, sentence.language) & named
    )


def _clause(number: Number, words: str) -> str:
    """The few words around a number: what is said of it, without the rest of the sentence."""
    before = words[max(0, number.start - AROUND) : number.start].split()[-5:]
    after = words[number.end : number.end + AROUND].split()[:6]
    return " ".join((*before, *after))


def _like(sentence: Sentence, clause: str, fact: Fact) -> float:
    """How much a sentence and what a fact counts have in common, in words or in sense."""
    senses = (_sense(one, said) for one in (sentence.words, clause) for _, said in fact.context)
    return max(_shared(sentence, fact), *senses)


def _shared(sentence: Sentence, fact: Fact) -> float:
    language, words = fact.told(sentence.language)
    if language != sentence.language:
        return 0.0
    wanted, said = counting.stems(words, language), counting.stems(sentence.words, language)
    shorter = min(len(wanted), len(said))
    return min(1.0, len(wanted & said) / shorter) if shorter > 1 else 0.0


def _sense(words: str, said: str) -> float:
    """How near two texts are in sense, whatever their languages, from 0 to 1."""
    mine, theirs = _vector(words), _kept_vector(said)
    if mine is None or theirs is None:
        return 0.0
    return min(1.0, max(0.0, (float(mine @ theirs) - FAR) / (NEAR - FAR)))


@lru_cache(maxsize=8192)  # of the catalogue's words alone
def _kept_vector(words: str) -> Any:
    return _made_vector(words)


# Of the draft's words only those of the sentence at hand, for as long as it is looked at.
_at_hand: ContextVar[dict[str, Any] | None] = ContextVar("at_hand", default=None)


def forget() -> None:
    """Let go of every word of the draft."""
    _at_hand.set(None)
    counting.forget()


def _vector(words: str) -> Any:
    held = _at_hand.get()
    if held is None:
        return _made_vector(words)
    if words not in held:
        held[words] = _made_vector(words)
    return held[words]


def _made_vector(words: str) -> Any:
    vectors = meaning.encode([_DIGITS.sub(" ", words)])
    if vectors is None:
        return None
    return vectors[0] / max(float(np.linalg.norm(vectors[0])), 1e-9)
