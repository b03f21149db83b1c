"""Two to four practices side by side in an article; each as it is now, or frozen as ID@VERSION."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import tables, words
from dashboard.catalogue import record, standing
from dashboard.catalogue.comparison import FEWEST, MOST, Shared
from dashboard.catalogue.record import Text, Whole
from dashboard.i18n import _, language, language_name
from dashboard.web import answers, shell
from dashboard.web.answers import Made
from dashboard.web.embed import frame, notice, practice
from dashboard.web.embed.notice import Notice

_ASKED = re.compile(r"([a-z0-9-]{1,80})(?:@([1-9]\d{0,5}))?")
MOST_FIGURES = 3


@dataclass(frozen=True)
class Column:
    """A practice at the head of its column."""

    city: str
    country: str
    theme: str
    notice: Notice | None


@dataclass(frozen=True)
class Cell:
    """What one practice says in one row; without lines it is a gap."""

    lines: tuple[str, ...]
    lang: str | None = None
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One field, practice by practice."""

    label: str
    cells: tuple[Cell, ...]
    kind: str = ""


def page(request: Request) -> Made:
    """The comparison that the address asks for."""
    asked = list(dict.fromkeys(request.query_params.getlist("id")))
    if not FEWEST <= len(asked) <= MOST:
        told = _("A comparison needs two to four practices; this address does not name them.")
        return frame.sentence(request, told, 400)
    found = []
    for one in asked:
        known = _ASKED.fullmatch(one)
        slug = (standing.now_at(known[1]) or known[1]) if known else ""
        version = int(known[2]) if known and known[2] else None
        whole = record.by_slug(slug, language(), version) if slug else None
        if whole is None:
            return _missing(request, slug)
        found.append((whole, version is not None))
    return _shown(request, found)


def _missing(request: Request, slug: str) -> Made:
    if slug and (gone := record.withdrawn(slug, language())):
        return practice.withdrawn(request, gone)
    return frame.sentence(request, _("There is no such practice, or no such version of it."), 404)


def _shown(request: Request, found: Sequence[tuple[Whole, bool]]) -> Made:
    wholes = [whole for whole, _frozen in found]
    themes = tuple(one for one in wholes[0].themes if all(one in whole.themes for whole in wholes))
    slugs = "&".join(f"id={one.slug}" for one in wholes)
    return frame.framed(
        "compare.html",
        request,
        title=tables.practice_title(len(wholes), Shared(themes=themes)),
        address=f"compare?{slugs}",
        dated=_("In brackets: the version of each practice. {versions}.").format(
            versions=words_of_versions(wholes)
        ),
        columns=[_column(request, whole, frozen) for whole, frozen in found],
        rows=_rows(request, found),
        gap=words.gap(),
        notes=_languages(wholes),
    )


def words_of_versions(wholes: Sequence[Whole]) -> str:
    """Which version of each practice is compared."""
    return ", ".join(
        _("{city} ({version})").format(city=one.city.name, version=one.version) for one in wholes
    )


def _column(request: Request, whole: Whole, frozen: bool) -> Column:
    country = words.label("country", whole.city.country)
    told = notice.of(request, whole, frozen)
    return Column(whole.city.name, country, whole.main_theme, told)


# The rows ---------------------------------------------------------------------------------------


def _rows(request: Request, found: Sequence[tuple[Whole, bool]]) -> list[Row]:
    home = f"{shell.origin(request)}/{language()}/p/"

    def row(label: str, told: Callable[[Whole], Cell], kind: str = "") -> Row:
        return Row(label, tuple(told(whole) for whole, _frozen in found), kind)

    def title(whole: Whole) -> Cell:
        frozen = next(one for one in found if one[0] is whole)[1]
        address = f"{home}{whole.slug}" + (f"/v/{whole.version}" if frozen else "")
        return Cell((whole.title.words,), _lang(whole.title), address)

    return [
        row(_("The practice"), title, "titled"),
        row(_("In one sentence"), lambda one: Cell((one.summary.words,), _lang(one.summary))),
        row(_("Since when"), lambda one: _said(_when(one))),
        row(_("Figures"), _figures),
        row(words.field("evidence"), lambda one: _said(words.label("evidence", one.evidence))),
        row(
            words.field("instruments"),
            lambda one: _said(words.label("instrument", one.instrument)),
        ),
        row(
            words.field("audiences"),
            lambda one: Cell(tuple(words.label("audience", code) for code in one.audiences)),
        ),
        row(_("What came of it"), lambda one: _text(one.results)),
        row(_("Run by"), lambda one: _said(one.lead or "")),
    ]


def _said(told: str) -> Cell:
    return Cell((told,) if told else ())


def _text(text: Text | None) -> Cell:
    return Cell((text.words,), _lang(text)) if text else Cell(())


def _lang(text: Text) -> str | None:
    return None if text.language == language() else text.language


def _when(one: Whole) -> str:
    return words.years(one.start_year, one.end_year) if one.start_year or one.end_year else ""


def _figures(one: Whole) -> Cell:
    return Cell(
        tuple(
            _("{figure}: {caption}").format(
                figure=words.figure(figure.value, figure.unit),
                caption=", ".join(
                    (figure.label.words, str(figure.period or figure.year or _("year not stated")))
                ),
            )
            for figure in one.figures[:MOST_FIGURES]
        )
    )


def _languages(wholes: Sequence[Whole]) -> list[str]:
    texts = [one for whole in wholes for one in (whole.title, whole.summary, whole.results) if one]
    spoken = sorted({one.language for one in texts if one.language != language()})
    return [_("Text in {language}").format(language=language_name(one)) for one in spoken]


routes: list[BaseRoute] = [
    Route("/embed/compare", answers.kept(page), methods=["GET", "HEAD"]),
]
