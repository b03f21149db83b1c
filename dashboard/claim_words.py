"""Words for the claim ledger: who answers for the numbers in the texts of a practice."""

from __future__ import annotations

from dashboard.catalogue.claims import MARKS, Claim, Ledger, Mark
from dashboard.i18n import _, n_, number


def summary(ledger: Ledger) -> str:
    """Who answers for the numbers in the texts, in one to four sentences; '' without numbers."""
    return " ".join(sentences(ledger))


def sentences(ledger: Ledger) -> tuple[str, ...]:
    """The same, a whole sentence for each mark that is there."""
    told = []
    if ledger.tied:
        told.append(
            n_(
                "{count} number in the texts is a figure with its source.",
                "{count} numbers in the texts are figures with their sources.",
                ledger.tied,
            )
        )
    if ledger.untied:
        told.append(
            n_(
                "{count} number in the texts is a figure whose source is not named beside it.",
                "{count} numbers in the texts are figures whose source is not named beside them.",
                ledger.untied,
            )
        )
    if ledger.past:
        told.append(
            n_(
                "{count} number is of an earlier version and has been corrected since.",
                "{count} numbers are of earlier versions and have been corrected since.",
                ledger.past,
            )
        )
    if ledger.own:
        told.append(_own(ledger))
    return tuple(told)


def _own(ledger: Ledger) -> str:
    if ledger.tied or ledger.untied or ledger.past:
        return n_(
            "The other number is the city’s own statement.",
            "The other {count} numbers are the city’s own statement.",
            ledger.own,
        )
    return n_(
        "The number in the texts is the city’s own statement.",
        "All {count} numbers in the texts are the city’s own statement.",
        ledger.own,
    )


def mark(code: Mark) -> str:
    """What a mark says of a number."""
    return {
        "tied": _("figure with its source"),
        "untied": _("figure without a named source"),
        "past": _("of an earlier version, since corrected"),
        "own": _("the city’s own statement"),
    }[code]


def counted(code: Mark, count: int) -> str:
    """How many numbers have a mark: '3: figure with its source'."""
    return _("{mark}: {count}").format(mark=mark(code), count=number(count))


def by_mark(ledger: Ledger) -> tuple[str, ...]:
    """A line for each mark that is there."""
    return tuple(counted(one, ledger.count(one)) for one in MARKS if ledger.count(one))


def letter(figure: int) -> str:
    """The letter a figure goes by, from its place: numbers are those of sources."""
    before, last = divmod(figure - 1, 26)
    return (chr(96 + before) if before else "") + chr(97 + last)


def reference(claim: Claim) -> str:
    """What a raised letter says aloud: which figure a number is, and whose."""
    if claim.version is not None:
        return _("of version {version}, since corrected").format(version=number(claim.version))
    if claim.figure is None:
        return mark(claim.mark)
    name = letter(claim.figure)
    if claim.source is None:
        return _("figure {letter}, source not named beside it").format(letter=name)
    if claim.measured_by:
        return _("figure {letter}, source {number}, measured by {who}").format(
            letter=name, number=claim.source, who=claim.measured_by
        )
    return _("figure {letter}, source {number}").format(letter=name, number=claim.source)
