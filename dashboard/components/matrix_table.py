"""Draws the matrix of a declaration: a real table, and on a phone a block a city.

What is linked is proof; what the texts suggest is dotted and says so; an empty cell is hatched.
Every word comes from `matrix_words`, as in the file of the same view.
"""

from __future__ import annotations

from dashboard import matrix_words, navigation, state, words
from dashboard.catalogue.declaration_hints import Suggested
from dashboard.catalogue.declarations import Cell, Matrix, Point, Proof
from dashboard.catalogue.summits import Declaration, Guest
from dashboard.components import links, markup
from dashboard.components.markup import text
from dashboard.i18n import _, language
from dashboard.matrix_words import Shown


def head(matrix: Matrix, signed: Declaration, shown: Shown) -> None:
    """What declaration it is, of which summit, and what the matrix holds."""
    summit = words.summit(matrix.summit)
    way = markup.link(navigation.address("summits", language(), id=matrix.summit), summit)
    lines = [
        matrix_words.summary(shown),
        matrix_words.hints(shown),
        matrix_words.unnamed(signed.signatories, len(matrix.cities)),
    ]
    rules = _(
        "A practice is proof only where a researcher has linked it. An empty cell says what was"
        " read and linked, never what a city does."
    )
    told = "".join(f'<p class="sentence">{text(one)}</p>' for one in lines if one)
    markup.html(
        f'<header class="matrix-head"><p class="label">{text(_("Declaration and proof"))}</p>'
        f'<h1 class="page-title">{text(signed.title)}</h1><p class="place">{way}</p>{told}'
        f'<p class="note">{text(rules)}</p></header>'
    )


def points(shown: Shown) -> None:
    """The points in full, each leading to its own view."""
    items = "".join(
        f'<li value="{one.number}"><a href="{text(_here(point=str(one.number), city=None))}"'
        f' target="_self"{markup.lang(one.text.language)}>{text(one.text.words)}</a></li>'
        for one in shown.points
    )
    note = markup.language_note(shown.points[0].text.language) if shown.points else ""
    every = ""
    if not shown.whole:
        told = _("Show every point and every city")
        every = f"<p>{markup.link(_here(point=None, city=None), told, 'button')}</p>"
    ours = text(_("The points in our words, not verbatim."))
    fragment = (
        f'<section class="matrix-points" aria-labelledby="points"><h2 class="section-title"'
        f' id="points">{text(_("The points"))}</h2><ol>{items}</ol>'
        f'<p class="note">{ours} {note}</p>{every}</section>'
    )
    links.show(fragment, key="matrix_points")


def _here(**changed: str | None) -> str:
    asked = state.query_string(**changed)
    return f"/{language()}/{navigation.page('matrix').path}?{asked}"


def show(shown: Shown, *, may_open: bool) -> None:
    """The table; `may_open`: whether each cell has a way to where it is worked on."""
    links.show(drawn(shown, may_open=may_open), key="matrix_table")


def drawn(shown: Shown, *, may_open: bool = False) -> str:
    """The HTML of the table."""
    rows = "".join(_row(city, cells, may_open) for city, cells in shown.rows)
    heads = "".join(_point(one) for one in shown.points)
    corner = f'<th role="columnheader" scope="col">{text(_("City"))}</th>'
    name = text(_("Points of the declaration by the cities that signed it"))
    squares = min(len(shown.points), 8)
    return (
        f'<div class="matrix" style="--squares:{squares}"><table class="matrix-table"'
        f' role="table" aria-label="{name}"><thead role="rowgroup"><tr role="row">{corner}{heads}'
        f'</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _point(one: Point) -> str:
    return (
        f'<th role="columnheader" scope="col"><span class="matrix-number">{one.number}</span>'
        f'<span class="matrix-says"{markup.lang(one.text.language)}>{text(one.text.words)}</span>'
        "</th>"
    )


def _row(city: Guest, cells: tuple[Cell, ...], may_open: bool) -> str:
    href = navigation.address("city", language(), id=city.slug)
    country = text(words.label("country", city.country))
    name = markup.link(href, city.name, "matrix-city")
    drawn_cells = "".join(_cell(one, city, may_open) for one in cells)
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{name}'
        f' <span class="matrix-country">{country}</span></th>{drawn_cells}</tr>'
    )


def _cell(cell: Cell, city: Guest, may_open: bool) -> str:
    parts = [
        "".join(_proof(one) for one in cell.proofs),
        _standing(cell),
        "".join(_hint(one) for one in cell.suggested),
        _open(cell, city) if may_open else "",
    ]
    state_of = matrix_words.standing(cell)
    bare = "" if cell.proofs or cell.reason or cell.suggested or may_open else " matrix-bare"
    return (
        f'<td role="cell" class="matrix-{state_of}{bare}" data-point="{cell.point}"'
        f' data-city="{text(cell.city)}"><span class="matrix-of" aria-hidden="true">{cell.point}'
        f"</span><div>{''.join(parts)}</div></td>"
    )


def _proof(one: Proof) -> str:
    href = navigation.address("practice", language(), id=one.slug)
    title = (
        f'<a href="{text(href)}" target="_self"{markup.lang(one.title.language)}>'
        f"{text(one.title.words)}</a>"
    )
    why = f'<span class="note"><bdi>{text(one.note)}</bdi></span>' if one.note else ""
    return f'<p class="matrix-proof">{title}{why}</p>'


def _standing(cell: Cell) -> str:
    if cell.evidence:
        confirmed = text(matrix_words.confirmed(cell))
        return (
            f'<p class="matrix-facts">{markup.evidence(cell.evidence)}'
            f'<span class="note">{confirmed}</span></p>'
        )
    if cell.reason:
        said = cell.reason.text
        told = text(matrix_words.reason(cell))
        return (
            f'<p class="gap matrix-reason"><bdi{markup.lang(said.language)}>{text(said.words)}'
            f'</bdi><span class="note"><bdi>{told}</bdi></span></p>'
        )
    return f'<p class="matrix-nothing">{text(matrix_words.nothing(cell))}</p>'


def _hint(one: Suggested) -> str:
    href = navigation.address("practice", language(), id=one.slug)
    label = text(_("Suggested by text, no proof"))
    return (
        f'<p class="matrix-hint"><span class="note">{label}</span>'
        f'<a href="{text(href)}" target="_self"{markup.lang(one.title.language)}>'
        f"{text(one.title.words)}</a></p>"
    )


def _open(cell: Cell, city: Guest) -> str:
    name = text(_("{city}, point {number}").format(city=city.name, number=cell.point))
    href = text(_here(point=str(cell.point), city=cell.city))
    return (
        f'<p class="matrix-open"><a href="{href}" target="_self" aria-label="{name}"'
        f' data-then="#matrix-cell">{text(_("Work on it"))}</a></p>'
    )
