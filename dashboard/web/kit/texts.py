"""The words of a press kit: what lies in it, and each practice as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import citing, words
from dashboard.catalogue.record import Figure, Source, Text, Whole
from dashboard.i18n import _, date, language, language_name, n_, number

if TYPE_CHECKING:
    from dashboard.web.kit.parts import Held, Kit


def readme(kit: Kit, held: Held) -> str:
    """What the kit is, what lies where, and what may be done with it."""
    lines = [
        _("Press kit: {title}").format(title=kit.title),
        "",
        held.credit,
        kit.address,
        _("Counts measure what was read, never the city."),
        _("What no source states is left open: it says “not stated”."),
        "",
        n_("It is about {count} practice.", "It is about {count} practices.", held.practices),
    ]
    if held.with_sheet < held.practices:
        lines.append(
            _(
                "Sheets, texts and citations are those of the first {shown}; the table holds all"
                " {total}. The others are at the address above."
            ).format(shown=number(held.with_sheet), total=number(held.practices))
        )
    lines += ["", _("What lies where"), ""]
    lines += [f"{name}\n    {told}" for name, told in _places()]
    lines += [
        "",
        _(
            "Print and change what you like, also for money: name the catalogue and say what you"
            " changed. A correction that comes later stands at the address of each practice."
        ),
    ]
    return "\n".join(lines) + "\n"


def _places() -> list[tuple[str, str]]:
    return [
        ("sheets/", _("Sheets to print (PDF), with the sources of each practice.")),
        (
            "pictures/",
            _("Charts and maps as SVG and PNG; title, date, source and licence stand inside."),
        ),
        ("pictures/descriptions.txt", _("The same in words, for those who do not see them.")),
        ("data/practices.csv", _("All practices of this kit as a table.")),
        ("data/dictionary.csv", _("What each column of the table means.")),
        ("data/manifest.json", _("Version, date, number of practices and fingerprint.")),
        ("texts/", _("Each practice as plain text, to copy from.")),
        ("citations.*", _("Citations as text, for BibTeX, CSL-JSON and RIS.")),
        ("LICENCE.txt", _("The licence in four languages.")),
    ]


# A practice -------------------------------------------------------------------------------------


def of_practice(practice: Whole, origin: str) -> str:
    """All that its page says, as plain text."""
    country = words.label("country", practice.city.country)
    parts = [
        _("{city}, {country}").format(city=practice.city.name, country=country),
        _said(practice.title),
        _said(practice.summary),
        _facts(practice),
        _listed(_("Figures"), [_figure(one) for one in practice.figures]),
        _chapter(_("The problem"), practice.challenge),
        _chapter(_("What was done"), practice.approach),
        _chapter(_("What came of it"), practice.results),
        _listed(_("Sources"), [_source(one) for one in practice.sources]),
        _listed(_("To cite"), [citing.as_text(citing.of_practice(practice, origin))]),
    ]
    return "\n\n".join(parts) + "\n"


def _said(text: Text) -> str:
    if text.language == language():
        return text.words
    note = _("Text in {language}").format(language=language_name(text.language))
    return f"{text.words}\n[{note}]"


def _chapter(heading: str, text: Text | None) -> str:
    return f"{heading}\n{_said(text) if text else words.gap()}"


def _listed(heading: str, lines: list[str]) -> str:
    return "\n".join((heading, *(lines or [words.gap()])))


def _facts(practice: Whole) -> str:
    began = practice.start_year or practice.end_year
    when = words.years(practice.start_year, practice.end_year) if began else words.gap()
    day = practice.published_on
    told = [
        (words.field("themes"), words.labels("theme", practice.themes)),
        (words.field("evidence"), words.label("evidence", practice.evidence)),
        (_("When"), when),
        (_("Run by"), practice.lead or words.gap()),
    ]
    version = _("Version {version}, published on {date}").format(
        version=number(practice.version), date=date(day) if day else words.gap()
    )
    pattern = _("{label}: {share}")
    return "\n".join([*(pattern.format(label=term, share=value) for term, value in told), version])


def _figure(one: Figure) -> str:
    told = [str(one.period or one.year or _("year not stated"))]
    if one.measured_by:
        told.append(_("measured by {who}").format(who=one.measured_by))
    if one.source:
        told.append(_("source {number}").format(number=one.source))
    else:
        told.append(_("Source not tied to each figure: see the sources."))
    caption = ", ".join((one.label.words, *told))
    return _("{figure}: {caption}").format(
        figure=words.figure(one.value, one.unit), caption=caption
    )


def _source(one: Source) -> str:
    line = _("{number}. {title}, {publisher}").format(
        number=one.number,
        title=one.title or one.url,
        publisher=one.publisher or _("publisher not stated"),
    )
    return f"{line}\n   {one.url}"
