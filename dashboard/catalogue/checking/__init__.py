"""A draft article beside the catalogue: which figures and sentences agree with which version.

`sentences` parts the text, `dossier` holds what a record says in each of its versions, `subjects`
tells of whom a sentence speaks, `judging` lays its numbers beside theirs, `quoting` its words.
Nothing is stored, and nothing of the text is kept in memory.
"""

from __future__ import annotations

from dashboard.catalogue.checking.dossier import Dossier, Edition, Fact
from dashboard.catalogue.checking.judging import Finding, Verdict
from dashboard.catalogue.checking.quoting import Quote
from dashboard.catalogue.checking.report import LONGEST, Checked, Report, check

__all__ = [
    "LONGEST", "Checked", "Dossier", "Edition", "Fact", "Finding", "Quote", "Report", "Verdict",
    "check",
]  # fmt: skip
