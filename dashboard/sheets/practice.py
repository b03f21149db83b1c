"""The sheet of one practice, in one version: what stands on its page, on one or two of paper."""

from __future__ import annotations

from dashboard import claim_words, words
from dashboard.catalogue import claims
from dashboard.catalogue.claims import Ledger
from dashboard.catalogue.record import Figure, Source, Whole
from dashboard.i18n import _, date, number
from dashboard.sheets import paper, printing
from dashboard.sheets.paper import Origin, Told, fact, line

TEMPLATE = "practice"
MOST_FIGURES = 8
MOST_SOURCES = 14


def pdf(practice: Whole, house: str) -> bytes:
    """The sheet, ready to print."""
    return printing.pdf(TEMPLATE, told(practice, house))


def told(practice: Whole, house: str) -> Told:
    """What stands on the sheet; `house` is the public address."""
    origin = Origin(house, f"p/{practice.slug}/v/{practice.version}")
    ledger = claims.of(practice)
    return paper.framed(
        origin,
        kind=_("A practice"),
        title=_("{city}: {title}").format(city=practice.city.name, title=practice.title.words),
        day=practice.published_on or practice.history[0].day,
        colophon=[
            paper.version(practice.slug, practice.version, practice.published_on),
            _("The code opens this very version, and says if a newer one has taken its place."),
        ],
        theme=practice.main_theme,
        city=practice.city.name,
        country=words.label("country", practice.city.country),
        name=paper.said(practice.title),
        summary=paper.said(practice.summary),
        marks=list(dict.fromkeys(paper.notes(practice.title) + paper.notes(practice.summary))),
        warning=_warning(practice),
        story=_story(practice, ledger),
        numbers=_who_answers(ledger),
        facts=_facts(practice),
        figures=_figures(practice, origin),
        sources=_sources(practice.sources, origin),
    )


def _warning(practice: Whole) -> str:
    """What has become of it since: a newer version, or its end."""
    if practice.superseded:
        return _("Superseded on {date} by version {version}").format(
            date=date(practice.superseded.day), version=number(practice.superseded.version)
        )
    if practice.retired:
        return _("Kept for the record since {date}: {reason}").format(
            date=date(practice.retired.since), reason=practice.retired.reason
        )
    return ""


def _story(practice: Whole, ledger: Ledger) -> list[Told]:
    parts = (
        ("challenge", _("The problem"), practice.challenge),
        ("approach", _("What was done"), practice.approach),
        ("results", _("What came of it"), practice.results),
    )
    return [
        {
            "title": title,
            "text": paper.said(text) if text else None,
            "paragraphs": paper.marked(text, ledger.in_field(field)) if text else [],
        }
        for field, title, text in parts
    ]


def _who_answers(ledger: Ledger) -> list[str]:
    """Who answers for the numbers in the texts, and how to read their marks."""
    told_of = [claim_words.summary(ledger)]
    if ledger.tied or ledger.untied:
        told_of.append(_("A raised letter names the figure."))
    if ledger.own:
        told_of.append(_("Numbers with dots below are the city’s own statement."))
    return [one for one in told_of if one]


def _facts(practice: Whole) -> list[Told]:
    return [
        fact(words.field("evidence"), [line(words.label("evidence", practice.evidence))]),
        fact(words.field("themes"), _coded("theme", practice.themes)),
        fact(words.field("topics"), _coded("topic", practice.topics)),
        fact(words.field("audiences"), _coded("audience", practice.audiences)),
        fact(words.field("instruments"), _coded("instrument", (practice.instrument,))),
        fact(words.field("statuses"), _coded("status", (practice.status,))),
        fact(_("When"), _when(practice)),
        fact(_("Cost"), [line(_cost(one)) for one in practice.costs]),
        fact(_("Run by"), [line(practice.lead)] if practice.lead else []),
        fact(_("Partners"), [line(one) for one in practice.partners]),
        fact(_("Whom to ask"), _contact(practice)),
    ]


def _coded(dim: str, codes: tuple[str, ...]) -> list[Told]:
    return [line(words.label(dim, one), code=one) for one in codes]


def _when(practice: Whole) -> list[Told]:
    if not (practice.start_year or practice.end_year):
        return []
    told = words.years(practice.start_year, practice.end_year)
    return [line(told[:1].upper() + told[1:])]


def _cost(one: Figure) -> str:
    return _("{figure}: {caption}").format(
        figure=words.figure(one.value, one.unit), caption=one.label.words
    )


def _contact(practice: Whole) -> list[Told]:
    site = practice.city.website
    if site:
        website = line(_("Website of {city}").format(city=practice.city.name), site)
    else:
        website = line(_("website of the city not stated"))
    return [line(practice.lead), website] if practice.lead else [website]


def _figures(practice: Whole, origin: Origin) -> Told:
    shown = practice.figures[:MOST_FIGURES]
    some_tied = any(one.source for one in practice.figures)
    note = [] if some_tied or not shown else [paper.untied(len(shown))]
    left = len(practice.figures) - len(shown)
    if left:
        note.append(paper.more(left, origin)[left])
    return {
        "title": _("Figures"),
        "all": [
            {**paper.figure(one, tied=some_tied), "letter": claim_words.letter(at)}
            for at, one in enumerate(shown, start=1)
        ],
        "note": " ".join(note),
    }


def _sources(sources: tuple[Source, ...], origin: Origin) -> Told:
    shown = sources[:MOST_SOURCES]
    return {
        "title": _("Sources"),
        "all": [
            {
                "number": one.number,
                "title": one.title or paper.readable(one.url),
                "publisher": one.publisher or paper.host(one.url),
                "address": one.url,
            }
            for one in shown
        ],
        "more": paper.more(len(sources), origin)[len(sources) - len(shown)],
    }
