"""Rows of the form: partners, figures with all that makes them honest, sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import desk_words, state, words
from dashboard.catalogue import rules, vocabulary, writing
from dashboard.catalogue.draft import Draft, Figure, Source
from dashboard.catalogue.rules import Fault
from dashboard.components import markup
from dashboard.components.form import fields, notes, opened, steps
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.i18n import _, language, number


def _add(view: Opened, name: str, label: str) -> None:
    st.button(
        label,
        key=f"add_{name}",
        icon=":material/add:",
        on_click=opened.change,
        args=(view.one.receipt, partial(writing.add_row, name=name)),
        disabled=not view.writable or len(getattr(view.draft, name)) >= rules.MOST_ROWS,
    )


def _take_out(view: Opened, name: str, row: int, label: str) -> None:
    st.button(
        label,
        key=f"drop_{name}_{row}",
        icon=":material/close:",
        type="tertiary",
        on_click=_drop,
        args=(view.one.receipt, name, row),
        disabled=not view.writable,
    )


def _drop(receipt: str, name: str, row: int) -> None:
    opened.change(receipt, partial(writing.drop_row, name=name, row=row))
    opened.forget_rows(receipt)


def _row_head(name: str, told: str) -> None:
    markup.html(f'<p class="form-row-head" id="{text(name)}">{text(told)}</p>')


def _wrong(faults: Sequence[Fault]) -> None:
    for told in dict.fromkeys(desk_words.fault(one) for one in faults):
        markup.html(f'<p class="saved-text-fault">{text(told)}</p>')


def _of_part(faults: Sequence[Fault], *parts: str | None) -> list[Fault]:
    """What is wrong in one cell of a row."""
    return [one for one in faults if one.part in parts]


# Partners ---------------------------------------------------------------------------------------


def partners(view: Opened, faults: Sequence[Fault]) -> None:
    """Who helps, one a line; the last line is always empty and waits for the next."""
    asked = fields.asked("partners")
    fields.head(asked.label, asked.why)
    given = view.draft.partners
    for row in range(1, len(given) + 1 + (not given)):
        label = _("Partner {number}").format(number=number(row))
        one = Asked("", label, example=asked.example if row == 1 else "", most=asked.most)
        with st.container(key=f"partner_{row}"):
            fields.line(view, f"partners.{row}", one, fields.rows_of(view, "partners", faults, row))
            if given:
                told = _("Take out partner {number}").format(number=number(row))
                _take_out(view, "partners", row, told)
    if given:
        _add(view, "partners", _("Add a partner"))
    notes.show(view, "partners")


# Figures ----------------------------------------------------------------------------------------


def figures(view: Opened, faults: Sequence[Fault]) -> None:
    """Numbers the sources state, each with its unit, its year and its source."""
    fields.head(
        desk_words.field("figures"),
        _("People reached, money spent, staff: what a council asks first, as a source says it."),
    )
    for row, figure in enumerate(view.draft.figures, start=1):
        with st.container(key=f"figure_{row}"):
            _figure(view, row, figure, fields.rows_of(view, "figures", faults, row))
    _add(view, "figures", _("Add a figure"))
    notes.show(view, "figures")


def _figure(view: Opened, row: int, figure: Figure, faults: list[Fault]) -> None:
    spoken = steps.writing_language(view.draft)
    _row_head(f"figure-{row}", _("Figure {number}").format(number=number(row)))
    shown = row == 1
    label = Asked(
        "",
        desk_words.field("label"),
        _("So that the number can stand alone."),
        _("inhabitants reached by the mediators in a year") if shown else "",
        most=rules.LONGEST_LINE,
    )
    path = f"figures.{row}.label.{spoken}"
    fields.write(view, path, label, _of_part(faults, f"label.{spoken}"), spoken)
    with st.container(horizontal=True, key=f"figure_{row}_number"):
        _number(view, f"figures.{row}.value", "value", "12 400" if shown else "")
        _unit(view, row, figure)
        _number(view, f"figures.{row}.year", "year", "2014" if shown else "")
    with st.container(horizontal=True, key=f"figure_{row}_about"):
        _short(view, row, "period", "2012–2014" if shown else "", faults)
        _short(view, row, "measured_by", _("University of Rennes 2") if shown else "", faults)
    _source_of(view, row, figure)
    _as_read(view, figure)
    told = (f"label.{spoken}", "period", "measured_by")
    _wrong([one for one in faults if one.part not in told])
    _take_out(view, "figures", row, _("Take out figure {number}").format(number=number(row)))


def _number(view: Opened, path: str, name: str, example: str) -> None:
    with st.container(key=path.replace(".", "_"), width=190):
        one = Asked("", desk_words.field(name), example=example, kind="number")
        fields.line(view, path, one)


def _short(view: Opened, row: int, name: str, example: str, faults: Sequence[Fault]) -> None:
    path = f"figures.{row}.{name}"
    with st.container(key=path.replace(".", "_"), width=300):
        most = rules.LONGEST_LINE
        asked = Asked("", desk_words.field(name), example=example, most=most)
        fields.line(view, path, asked, _of_part(faults, name))


def _unit(view: Opened, row: int, figure: Figure) -> None:
    key, word = f"figure_unit_{row}", _unit_word
    with st.container(key=f"figures_{row}_unit", width=260):
        fields.choose(
            key,
            desk_words.field("unit"),
            _units(),
            figure.unit,
            word,
            partial(_take_unit, view.one.receipt, row),
            placeholder=_("Type or choose"),
            show_label=True,
            disabled=not view.writable,
        )


def _units() -> tuple[str, ...]:
    return tuple(sorted(vocabulary.codes("unit"), key=lambda code: _unit_word(code).casefold()))


def _unit_word(code: str) -> str:
    """The unit in words, with its sign where it has one: 'euros (€)'."""
    word = vocabulary.label("unit", code, language())
    sign = words.unit(code, 2)
    return word if sign == word else _("{word} ({sign})").format(word=word, sign=sign)


def _take_unit(receipt: str, row: int) -> None:
    chosen = fields.given(f"figure_unit_{row}", vocabulary.codes("unit"), _unit_word)
    opened.change(receipt, lambda draft: writing.in_row(draft, "figures", row, unit=chosen))


def _source_of(view: Opened, row: int, figure: Figure) -> None:
    """Which of the sources says so; without one the figure is marked, here and for readers."""
    places = tuple(range(1, len(view.draft.sources) + 1))
    if not any(one.url or one.title for one in view.draft.sources):
        _untied(_("No source is named yet. Name it under “Sources”, then choose it here."))
        return
    fields.choose(
        f"figure_source_{row}",
        _("Which source says so"),
        places,
        figure.source if figure.source in places else None,
        partial(source_word, view.draft),
        partial(_take_source, view.one.receipt, row, places),
        placeholder=_("Choose a source"),
        show_label=True,
        disabled=not view.writable,
    )
    if figure.source not in places:
        _untied(_("No source is tied to this figure: readers are told so."))


def _untied(told: str) -> None:
    markup.html(f'<p class="gap form-gap">{text(told)}</p>')


def source_word(draft: Draft, place: int) -> str:
    """A source as one line: its number, its title or address."""
    one = draft.sources[place - 1]
    told = (one.title or one.url or "…")[:80]
    return _("{number}: {source}").format(number=number(place), source=told)


def _take_source(receipt: str, row: int, places: tuple[int, ...]) -> None:
    draft = opened.now(receipt).draft
    fields.given(f"figure_source_{row}", (), str)  # words are spoken from here on
    chosen = _place_of(f"figure_source_{row}", draft, places)
    opened.change(receipt, lambda one: writing.in_row(one, "figures", row, source=chosen))


def _place_of(key: str, draft: Draft, places: tuple[int, ...]) -> int | None:
    value = state.given_back(key)
    return next((one for one in places if value in (one, source_word(draft, one))), None)


def _as_read(view: Opened, figure: Figure) -> None:
    """The figure as it was understood, so that a slip shows."""
    if figure.value is None:
        return
    about = figure.period or figure.year or _("year not stated")
    value = words.amount(figure.value)
    counted = words.figure(figure.value, figure.unit) if figure.unit else value
    told = _("Readers see: {figure}, {year}").format(figure=counted, year=about)
    markup.html(f'<p class="note">{text(told)}</p>')


# Sources ----------------------------------------------------------------------------------------


def sources(view: Opened, faults: Sequence[Fault]) -> None:
    """Pages and documents; the first stands open, one address makes it a source."""
    fields.head(
        desk_words.field("sources"),
        _("The page or document where it can be read again. One address is enough."),
        required=True,
    )
    given = view.draft.sources or (Source(),)
    for row, source in enumerate(given, start=1):
        with st.container(key=f"source_{row}"):
            _source(view, row, source, fields.rows_of(view, "sources", faults, row))
    _add(view, "sources", _("Add a source"))
    notes.show(view, "sources")


def _source(view: Opened, row: int, source: Source, faults: list[Fault]) -> None:
    shown = row == 1
    _row_head(f"source-row-{row}", _("Source {number}").format(number=number(row)))
    address = Asked(
        "",
        desk_words.field("url"),
        _("The exact page, not the first page of a site.") if shown else "",
        "https://www.optima.org/mediation/bilan-2014.pdf" if shown else "",
        required=shown,
        kind="url",
    )
    fields.line(view, f"sources.{row}.url", address, _of_part(faults, None, "url"))
    title = Asked(
        "",
        desk_words.field("title"),
        example=_("Night mediation in Rennes: report of five years") if shown else "",
        most=rules.LONGEST_LINE,
    )
    fields.line(view, f"sources.{row}.title", title, _of_part(faults, "title"))
    publisher = Asked(
        "",
        desk_words.field("publisher"),
        example=_("City of Rennes") if shown else "",
        most=rules.LONGEST_LINE,
    )
    fields.line(view, f"sources.{row}.publisher", publisher, _of_part(faults, "publisher"))
    tied = sum(one.source == row for one in view.draft.figures)
    if view.draft.sources:
        told = _("Take out source {number}").format(number=number(row))
        _take_out(view, "sources", row, told)
    if tied:
        said = _("Figures point to this source; without it they stand untied.")
        markup.html(f'<p class="note">{text(said)}</p>')
