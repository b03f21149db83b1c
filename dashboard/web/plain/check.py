"""A draft article beside the catalogue: pasted, read, answered and forgotten; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, words
from dashboard.catalogue import checking, geography
from dashboard.catalogue.checking import Checked, Finding, Quote, Report
from dashboard.i18n import _, date, language, n_, number
from dashboard.web import answers, form_guard, languages
from dashboard.web.answers import Made
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

MOST_BYTES = 12 * checking.LONGEST  # a sign of a form may take twelve
MOST_WAITING = 8  # drafts; who comes after them is asked to come again
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
# The sign beside each word: what it says is never a matter of colour.
_SIGNS = {
    "agrees": "✓", "quoted": "✓", "differs": "≠", "earlier": "↺", "unknown": "?", "nothing": "",
}  # fmt: skip
_OF_VERDICT = {"same": "agrees", "rounded": "agrees"}


@dataclass(frozen=True)
class Piece:
    """Words of a draft; a number among them has its mark."""

    words: str
    mark: str = ""
    sign: str = ""
    aloud: str = ""


@dataclass(frozen=True)
class Line:
    """One thing to know of a sentence, with the way to the version that says it."""

    words: str
    way: Way | None = None
    quoted: str = ""  # the record's own words
    lang: str | None = None


@dataclass(frozen=True)
class Row:
    """A sentence of the draft as it is shown."""

    mark: str
    sign: str
    said: str  # the mark in words
    lang: str
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    changes: tuple[tuple[str, str], ...]  # same, gone, new: from the record's words to the draft's
    speaks_of: tuple[Way, ...]


# The page -----------------------------------------------------------------------------------------


def form(request: Request) -> Made:
    """The empty form."""
    return Made(_page(request))


async def answer(request: Request) -> Response:
    """What was pasted beside the catalogue; it leaves with the answer and stays nowhere."""
    i18n.use(languages.of(request))
    fields = await form_guard.read(request, MOST_BYTES)
    text = fields.get("text", "").replace("\r\n", "\n")
    fault, status = _fault(request, fields, text)
    report: Report | None = None
    if not fault:
        if _reader().statistics().tasks_waiting >= MOST_WAITING:
            fault, status = _("Many drafts are being read just now. Send yours again."), 503
        else:
            report = await to_thread.run_sync(checking.check, text, language(), limiter=_reader())
    page = await to_thread.run_sync(_answered, request, text, fault, report)
    headers = {**_HEADERS, **({"Retry-After": "30"} if status == 503 else {})}
    return HTMLResponse(page, status, headers=headers)


@cache
def _reader() -> CapacityLimiter:
    return CapacityLimiter(1)


def _fault(request: Request, fields: Mapping[str, str], text: str) -> tuple[str, int]:
    """What is wrong with a form, as a sentence and a status; ('', 200) where nothing is."""
    if not form_guard.from_here(request):
        return _("This text was sent from another site. Paste it here and send it again."), 403
    if not fields or len(text) > checking.LONGEST:
        most = number(checking.LONGEST)
        return _("At most {most} signs are read at once. Send the text in parts.").format(
            most=most
        ), 413
    if not text.strip():
        return _("There is no text yet. Paste some sentences of your draft."), 422
    return "", 200


def _answered(request: Request, text: str, fault: str, report: Report | None) -> str:
    return _page(request, text, fault, report)


def _page(request: Request, text: str = "", fault: str = "", report: Report | None = None) -> str:
    return frame.filled(
        "check.html",
        request,
        title=_("Check figures and quotes"),
        description=_say()["intro"],
        address="check",
        indexed=report is None and not fault,
        text=text[: checking.LONGEST],
        fault=fault,
        most=checking.LONGEST,
        summary=_summary(report) if report else (),
        rows=[_row(one) for one in report.sentences] if report else [],
        say=_say(),
    )


def _say() -> dict[str, str]:
    return {
        "intro": _(
            "Paste a draft in French, English, German or Spanish. Each figure and each sentence "
            "is laid beside what the catalogue says, version by version."
        ),
        "kept": _("Nothing of your text is stored or logged: it is read, answered and forgotten."),
        "label": _("Your text"),
        "limit": _("At most {most} signs at once.").format(most=number(checking.LONGEST)),
        "send": _("Check"),
        "result": _("What the catalogue says"),
        "each": _("Sentence by sentence"),
        "speaks_of": _("Speaks of"),
        "gone": _("in the record:"),
        "new": _("in your text:"),
        "nothing": _("No figure and no quotation to check."),
        "limits": _(
            "A machine reads this: it knows figures and wordings, not meaning. A figure it does "
            "not know may still be right; ask whoever stated it."
        ),
    }


# In short -----------------------------------------------------------------------------------------


def _summary(report: Report) -> tuple[str, ...]:
    """The first answer: some whole sentences."""
    every = sum(len(one.findings) for one in report.sentences)
    if not every and not report.quotes:
        none = _("No figure and no quotation of the catalogue was found in this text.")
        return (none, *_left_out(report))
    differ, earlier = report.count("differs"), report.count("earlier")
    unknown, agree = report.count("unknown"), report.count("same", "rounded")
    counts = (
        (
            differ,
            n_(
                "{count} figure differs from the record.",
                "{count} figures differ from the record.",
                differ,
            ),
        ),
        (
            earlier,
            n_(
                "{count} figure agrees with an earlier version only.",
                "{count} figures agree with an earlier version only.",
                earlier,
            ),
        ),
        (
            unknown,
            n_(
                "The catalogue does not know {count} figure.",
                "The catalogue does not know {count} figures.",
                unknown,
            ),
        ),
        (
            agree,
            n_(
                "{count} figure agrees with the catalogue.",
                "{count} figures agree with the catalogue.",
                agree,
            ),
        ),
        (
            report.quotes,
            n_(
                "{count} sentence is the catalogue’s own, word for word or nearly so.",
                "{count} sentences are the catalogue’s own, word for word or nearly so.",
                report.quotes,
            ),
        ),
    )
    return (*(told for count, told in counts if count), *_left_out(report))


def _left_out(report: Report) -> tuple[str, ...]:
    """That a draft was too long to be looked at whole, and what to do about it."""
    if report.short is None:
        return ()
    if report.short == "figures":
        return (
            n_(
                "The first {count} figure was checked; send the rest by itself.",
                "The first {count} figures were checked; send the rest by itself.",
                report.figures,
            ),
        )
    return (
        n_(
            "The first {count} sentence was checked; send the rest by itself.",
            "The first {count} sentences were checked; send the rest by itself.",
            len(report.sentences),
        ),
    )


# Sentence by sentence -----------------------------------------------------------------------------


def _row(one: Checked) -> Row:
    return Row(
        mark=one.mark,
        sign=_SIGNS[one.mark],
        said=_said(one.mark),
        lang=one.sentence.language,
        pieces=tuple(_pieces(one)),
        lines=(*map(_line, one.findings), *_quoted(one.quote)),
        changes=_changes(one.quote),
        # Where a version answers, its line leads there already.
        speaks_of=()
        if one.quote or any(found.dossier for found in one.findings)
        else tuple(_way(subject.dossier) for subject in one.subjects if one.findings),
    )


def _said(mark: str) -> str:
    return {
        "agrees": _("Agrees"),
        "quoted": _("Quotation"),
        "differs": _("Differs"),
        "earlier": _("Earlier version"),
        "unknown": _("Not in the catalogue"),
        "nothing": _("Nothing to check"),
    }[mark]


def _pieces(one: Checked) -> Iterator[Piece]:
    text, at = one.sentence.words, 0
    for found in one.findings:
        mark = _OF_VERDICT.get(found.verdict, found.verdict)
        yield Piece(text[at : found.number.start])
        yield Piece(text[found.number.start : found.number.end], mark, _SIGNS[mark], _said(mark))
        at = found.number.end
    yield Piece(text[at:])


def _line(found: Finding) -> Line:
    given = found.number.words
    if found.fact is None or found.dossier is None:
        return Line(_("The catalogue does not know {number}.").format(number=given))
    way = _version(found.dossier, found.version)
    if found.verdict == "earlier":
        return _of_earlier(found, found.fact, way)
    if found.fact.figure is None:
        return _of_text(found, way)
    spoken, label = found.fact.told(language())
    figure = words.figure(found.fact.value, found.fact.unit or "people")
    when = found.fact.period or (str(found.fact.year) if found.fact.year else "")
    counts = _("{label}, {when}").format(label=label, when=when or _("year not stated"))
    pattern = {
        "same": _("{number}: so the record has it."),
        "rounded": _("{number} is rounded: the record says {figure}."),
        "differs": _("The record says {figure}; your text says {number}."),
    }[found.verdict]
    told_line = pattern.format(number=given, figure=figure)
    if found.year_differs and found.fact.year and found.verdict in ("same", "rounded"):
        told_line = _("{number}: so the record has it, but for {year}.").format(
            number=given, year=found.fact.year
        )
    return Line(told_line, way, counts, None if spoken == language() else spoken)


def _of_earlier(found: Finding, fact: checking.Fact, way: Way) -> Line:
    """A number that only an earlier version states: since when not, and what stands there now."""
    spoken, said = fact.told(language())
    pattern = (
        _("{number} agrees with version {version} only, superseded on {date}; now {figure}.")
        if found.now
        else _(
            "{number} agrees with version {version} only, superseded on {date};"
            " the record does not say it now."
        )
    )
    figure = words.figure(found.now.value, found.now.unit or "people") if found.now else ""
    told_line = pattern.format(
        number=found.number.words,
        version=number(found.version or 1),
        date=date(found.since) if found.since else words.gap(),
        figure=figure,
    )
    return Line(told_line, way, said, None if spoken == language() else spoken)


def _of_text(found: Finding, way: Way) -> Line:
    """A number that stands in a text of a record, or the population of its city."""
    assert found.fact is not None
    given = found.number.words
    if found.fact.place == "population":
        spoken, said = language(), ""
        theirs = words.population(int(found.fact.value))
    else:
        spoken, said = found.fact.told(language())
        theirs = found.fact.number.words if found.fact.number else ""
    pattern = {
        "same": _("{number}: so a text of the record has it."),
        "rounded": _("{number} is rounded: a text of the record says {figure}."),
        "differs": _("A text of the record says {figure}; your text says {number}."),
    }[found.verdict]
    told_line = pattern.format(number=given, figure=theirs)
    return Line(told_line, way, said, None if spoken == language() else spoken)


def _quoted(quote: Quote | None) -> Iterator[Line]:
    if quote is None:
        return
    way = _version(quote.dossier, quote.version)
    if not quote.newest:
        version = number(quote.version)
        said = (
            _("Word for word from version {version}, which has been superseded.")
            if quote.exact
            else _("Nearly the words of version {version}, which has been superseded.")
        )
        yield Line(said.format(version=version), way)
    elif quote.exact:
        yield Line(_("Word for word from the record."), way)
    else:
        yield Line(_("Nearly the record’s words; what is other is marked."), way)


def _changes(quote: Quote | None) -> tuple[tuple[str, str], ...]:
    if quote is None or quote.exact:
        return ()
    return tuple((part.kind, part.text) for part in quote.parts)


def _version(dossier: checking.Dossier, version: int | None) -> Way:
    if dossier.room == "summit":
        return _way(dossier)
    name = _("{city}, version {version}").format(
        city=_city(dossier), version=number(version or dossier.editions[0].version)
    )
    return Way(name, told.at(f"p/{dossier.slug}/v/{version or dossier.editions[0].version}"))


def _city(dossier: checking.Dossier) -> str:
    return geography.named(dossier.city, dossier.country, language())


def _way(dossier: checking.Dossier) -> Way:
    _spoken, title = dossier.title(language())
    if dossier.room == "summit":
        return Way(title, told.at(f"summit/{dossier.slug}"))
    name = _("{city}: {title}").format(city=_city(dossier), title=title)
    return Way(name, told.at(f"p/{dossier.slug}/v/{dossier.editions[0].version}"))


routes: list[BaseRoute] = [
    Route("/check", answers.kept(form), methods=["GET", "HEAD"]),
    Route("/check", answer, methods=["POST"]),
]
