"""What an embed says of its own text: that it was superseded, corrected or retired."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from dashboard import correction_words, words
from dashboard.catalogue import corrections
from dashboard.catalogue.record import Whole
from dashboard.i18n import _, date, language, number
from dashboard.web import shell

MOST = 2  # changes that are told; all stand on the page the notice leads to


@dataclass(frozen=True)
class Notice:
    """A line in front of the text, what changed, and where to read on."""

    headline: str
    lines: tuple[str, ...] = ()
    href: str = ""
    way: str = ""


def of(request: Request, practice: Whole, frozen: bool) -> Notice | None:
    """What is to be known before reading; a frozen text says that it was superseded."""
    if practice.superseded:
        return _superseded(request, practice)
    if practice.retired:
        return Notice(
            _("Retired on {date}").format(date=date(practice.retired.since)),
            (practice.retired.reason or words.gap(),),
        )
    return None if frozen else _corrected(request, practice)


def _superseded(request: Request, practice: Whole) -> Notice:
    after = practice.superseded
    assert after  # asked by the caller
    by = next((one for one in corrections.of(practice.slug) if one.version == after.version), None)
    return Notice(
        _("Superseded on {date} by version {version}").format(
            date=date(after.day), version=number(after.version)
        ),
        tuple(correction_words.sentences(by)[:MOST]) if by else (),
        f"{shell.origin(request)}/{language()}/p/{practice.slug}",
        _("Read the newest version"),
    )


def _corrected(request: Request, practice: Whole) -> Notice | None:
    """That the text shown is a correction, and what was corrected last."""
    last = next((one for one in corrections.of(practice.slug) if one.kind == "corrected"), None)
    if last is None or last.version != practice.version:
        return None
    return Notice(
        correction_words.headline(last),
        (),
        f"{shell.origin(request)}/{language()}/p/{practice.slug}#corrections",
        _("What changed"),
    )
