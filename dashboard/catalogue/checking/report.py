"""The whole answer: each sentence of a draft with its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.catalogue.checking import dossier, judging, quoting, sentences, subjects
from dashboard.catalogue.checking.allowance import Allowance, Short
from dashboard.catalogue.checking.judging import Finding
from dashboard.catalogue.checking.quoting import Quote
from dashboard.catalogue.checking.sentences import Sentence
from dashboard.catalogue.checking.subjects import Memory, Subject

LONGEST = 20_000  # signs of a draft
MOST_NAMED = 3  # records shown beside a sentence

Mark = Literal["differs", "earlier", "unknown", "agrees", "quoted", "nothing"]


@dataclass(frozen=True)
class Checked:
    """A sentence of a draft: of whom it speaks, what its numbers are, whose words it has."""

    sentence: Sentence
    subjects: tuple[Subject, ...]
    findings: tuple[Finding, ...]
    quote: Quote | None

    @property
    def mark(self) -> Mark:
        """The one word for it; what needs looking at comes first."""
        verdicts = {one.verdict for one in self.findings}
        first: tuple[Mark, ...] = ("differs", "earlier", "unknown")
        for mark in first:
            if mark in verdicts:
                return mark
        if self.quote:
            return "quoted"
        return "agrees" if verdicts else "nothing"


@dataclass(frozen=True)
class Report:
    """A draft beside the catalogue, sentence by sentence."""

    sentences: tuple[Checked, ...]
    short: Short | None = None  # of what there was too much: the rest was not looked at

    @property
    def figures(self) -> int:
        """How many numbers were laid beside the catalogue."""
        return sum(len(one.findings) for one in self.sentences)

    def count(self, *verdicts: str) -> int:
        """How many numbers of the draft have one of these verdicts."""
        return sum(
            one.verdict in verdicts for checked in self.sentences for one in checked.findings
        )

    @property
    def quotes(self) -> int:
        """How many sentences are a record's own, word for word or nearly so."""
        return sum(one.quote is not None for one in self.sentences)


def check(text: str, language: str) -> Report:
    """A draft beside the catalogue; `language` is what it is in where its words do not tell."""
    dossier.get_ready()
    allowed = Allowance()
    try:
        return Report(tuple(_checked(text[:LONGEST], language, allowed)), allowed.short)
    finally:
        judging.forget()


def _checked(text: str, language: str, allowed: Allowance) -> Iterator[Checked]:
    memory = Memory()
    known: dict[tuple[str, str, Memory], tuple[Checked, Memory]] = {}  # of this draft alone
    for sentence in sentences.parted(text, language):
        if not allowed.sentence():
            return
        memory = memory.within(sentence.paragraph)
        key = sentence.words, sentence.language, memory.at(0)
        told = known.get(key)
        if told and not all(allowed.figure() for _one in told[0].findings):
            return
        if told is None:
            told = known[key] = _told(sentence, memory, allowed)
        yield replace(told[0], sentence=sentence)
        memory = told[1].at(sentence.paragraph)


def _told(sentence: Sentence, memory: Memory, allowed: Allowance) -> tuple[Checked, Memory]:
    found, kept = subjects.of(sentence, memory)
    quote = quoting.find(sentence, found)
    findings = judging.judge(sentence, found, allowed)
    shown = tuple(one for one in found if one.sure)[:MOST_NAMED]
    return Checked(sentence, shown, findings, quote), kept
