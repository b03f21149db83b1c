"""One cell of a matrix, for those who work on it: what proves it, and what the city says itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached, i18n, matrix_words, state
from dashboard.catalogue import cities, declarations, rights
from dashboard.catalogue.declarations import (
    LONGEST_NOTE,
    LONGEST_OFFICE,
    LONGEST_REASON,
    Cell,
    Matrix,
)
from dashboard.catalogue.errors import WrongLength
from dashboard.catalogue.rights import Actor
from dashboard.components import choices, markup, outcome
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.i18n import LANGUAGES, N_, _, language, language_name
from dashboard.matrix_words import Shown

_NOTE, _PRACTICE = "matrix_note", "matrix_practice"
_WORDS, _SPOKEN, _OFFICE = "matrix_reason", "matrix_spoken", "matrix_office"
_DONE = {
    "link": N_("Linked: it stands in its cell now."),
    "refuse": N_("Noted: it does not serve this point."),
    "reason": N_("Kept: the reason stands in its cell now."),
    "back": N_("Taken back: the cell gives no reason any more."),
}


def may_open(actor: Actor | None) -> bool:
    """Whether somebody may work on any cell."""
    return rights.may(actor, "link_declaration") or rights.may(actor, "give_reason")


def show(actor: Actor | None, shown: Shown) -> None:
    """The cell that is looked at alone, if this person may do something in it."""
    if len(shown.points) != 1 or len(shown.cities) != 1 or actor is None:
        return
    cell = shown.cells[0]
    city = cached.city(cell.city, language())
    links = rights.may(actor, "link_declaration")
    says = city is not None and rights.may(actor, "give_reason", city.city_id)
    if not links and not says:
        return
    title = _("{city}, point {number}").format(city=shown.cities[0].name, number=cell.point)
    with st.container(key="card-matrix-cell"):
        markup.html(f'<h2 class="section-title" id="matrix-cell" tabindex="-1">{text(title)}</h2>')
        outcome.show()
        if links:
            _proofs(shown.matrix, cell)
        if says and city is not None:
            _reason(shown.matrix, cell, city)


# What proves it -----------------------------------------------------------------------------------


def _proofs(matrix: Matrix, cell: Cell) -> None:
    st.text_input(
        _("Why it serves this point, or does not"),
        key=_NOTE,
        max_chars=LONGEST_NOTE,
        help=_("Shown with the practice. It may stay empty."),
    )
    lines = [
        *((one.slug, one.title.words, _("Linked"), False) for one in cell.proofs),
        *((one.slug, one.title.words, _("Suggested by text"), True) for one in cell.suggested),
        *((one.slug, one.title.words, _("Said not to serve it"), True) for one in cell.refused),
    ]
    refused = {one.slug for one in cell.refused}
    for slug, title, standing, can_link in lines:
        with st.container(horizontal=True, vertical_alignment="center", key=f"matrix_line_{slug}"):
            markup.html(f'<p class="matrix-line"><b>{text(title)}</b> {text(standing)}</p>')
            if can_link:
                _button(_("Link it"), "link", matrix, cell, slug)
            if slug not in refused:
                _button(_("It does not serve"), "refuse", matrix, cell, slug)
    _another(matrix, cell, {slug for slug, *_rest in lines})


def _button(label: str, act: str, matrix: Matrix, cell: Cell, slug: str) -> None:
    st.button(
        label,
        key=f"matrix_{act}_{slug}",
        on_click=_say,
        args=(act, matrix.summit, cell.point, slug),
    )


def _another(matrix: Matrix, cell: Cell, named: set[str]) -> None:
    """Any other practice of this city."""
    city = cached.city(cell.city, language())
    titles = {one.slug: one.title.words for one in city.practices} if city else {}
    options = [one for one in titles if one not in named]
    if not options:
        if not titles:
            markup.html(f'<p class="gap">{text(_("No practice of this city was read yet."))}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix_another"):
        choices.one(
            _PRACTICE,
            _("Another practice of this city"),
            options,
            None,
            lambda slug: titles.get(slug, slug),
            partial(_link_chosen, matrix.summit, cell.point, titles),
            placeholder=_("Choose one to link it"),
        )


def _link_chosen(summit: str, point: int, titles: dict[str, str]) -> None:
    given = state.given_back(_PRACTICE)
    slug = choices.code_of(str(given), list(titles), lambda one: titles[one]) if given else None
    if slug:
        _say("link", summit, point, slug)


def _say(act: str, summit: str, point: int, slug: str) -> None:
    say = {"link": declarations.link, "refuse": declarations.refuse}[act]

    def done() -> Outcome:
        say(state.actor_now(), summit, point, slug, str(state.held(_NOTE) or ""))
        state.lend(_NOTE, "")
        return Outcome(_DONE[act])

    outcome.attempt(done)


# What the city says -------------------------------------------------------------------------------


def _reason(matrix: Matrix, cell: Cell, city: cities.City) -> None:
    if cell.proofs:
        told = _("A practice is linked here, so no reason is shown.")
        markup.html(f'<p class="note">{text(told)}</p>')
        return
    if cell.reason:
        said = f"{cell.reason.text.words} ({matrix_words.reason(cell)})"
        markup.html(f'<p class="gap"><bdi>{text(said)}</bdi></p>')
    if state.held(_SPOKEN) is None:
        state.lend(_SPOKEN, language())
    with st.form("matrix_reason_form", border=False):
        st.text_area(
            _("Why {city} shows no practice for this point").format(city=city.name),
            key=_WORDS,
            max_chars=LONGEST_REASON,
        )
        st.selectbox(
            _("Written in"),
            list(LANGUAGES),
            format_func=lambda code: language_name(code).capitalize(),
            key=_SPOKEN,
            width=200,
        )
        st.text_input(_("Which office says so"), key=_OFFICE, max_chars=LONGEST_OFFICE)
        st.form_submit_button(
            _("Give this reason"), on_click=_give, args=(matrix.summit, cell.point, cell.city)
        )
    if cell.reason:
        st.button(
            _("Take the reason back"),
            key="matrix_reason_back",
            on_click=_take_back,
            args=(matrix.summit, cell.point, cell.city),
        )


def _give(summit: str, point: int, city: str) -> None:
    i18n.use(state.language())
    given = str(state.held(_SPOKEN) or state.language())
    spoken = choices.code_of(given, LANGUAGES, lambda code: language_name(code).capitalize())
    words, office = str(state.held(_WORDS) or ""), str(state.held(_OFFICE) or "")

    def done() -> Outcome:
        if not words.strip():
            raise WrongLength()
        me = state.actor_now()
        declarations.give_reason(me, summit, point, city, words, spoken or language(), office)
        state.lend(_WORDS, "")
        return Outcome(_DONE["reason"])

    outcome.attempt(done)


def _take_back(summit: str, point: int, city: str) -> None:
    def done() -> Outcome:
        declarations.give_reason(state.actor_now(), summit, point, city, "", state.language(), "")
        return Outcome(_DONE["back"])

    outcome.attempt(done)
