"""The steps of the form, one function each: what is asked there and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import desk_words, words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.rules import Fault
from dashboard.components import markup
from dashboard.components.form import fields, notes, opened, place, rows, steps
from dashboard.components.form.opened import Opened
from dashboard.components.saved_text import Asked
from dashboard.i18n import _


def what(view: Opened, faults: Sequence[Fault]) -> None:
    """Title, summary, themes, kind: what a card says, and when it ran."""
    spoken = steps.writing_language(view.draft)
    fields.text(view, "title", spoken, faults)
    place.twins(view)
    fields.text(view, "summary", spoken, faults)
    _themes(view)
    _instrument(view)
    fields.several(
        view, "topics", "topic", _("The five of the summit of Düsseldorf, as far as they fit.")
    )
    _years(view, faults)


def _themes(view: Opened) -> None:
    why = _("At least one. Choose the one it is most about first.")
    fields.several(view, "themes", "theme", why, required=True)
    themes = view.draft.themes
    if len(themes) > 1:
        fields.choose(
            "form_main_theme",
            _("The main theme"),
            themes,
            themes[0],
            partial(words.label, "theme"),
            partial(_take_main, view.one.receipt, themes),
            show_label=True,
            disabled=not view.writable,
        )


def _take_main(receipt: str, themes: tuple[str, ...]) -> None:
    main = fields.given("form_main_theme", themes, partial(words.label, "theme"))
    if main:
        opened.change(receipt, partial(_with_main, main))


def _with_main(main: str, draft: Draft) -> Draft:
    others = [one for one in draft.themes if one != main]
    return draft.model_copy(update={"themes": (main, *others)})


def _instrument(view: Opened) -> None:
    chosen = view.draft.instrument
    fields.one_of(
        view,
        "instrument",
        vocabulary.codes("instrument"),
        partial(words.label, "instrument"),
        _("Readers narrow their search by it: a service, a rule, a place, a festival."),
        required=True,
        told=words.definition("instrument", chosen) if chosen else "",
    )


def _years(view: Opened, faults: Sequence[Fault]) -> None:
    status = view.draft.status
    fields.one_of(
        view,
        "status",
        vocabulary.codes("status"),
        partial(words.label, "status"),
        _("As the source says, at the date of the source."),
        told=words.definition("status", status),
    )
    began = _("As the source says. Not said: leave it empty.")
    fields.head(_("Years"), began)
    with st.container(horizontal=True, key="form_years"):
        for name, example in (("start_year", "2009"), ("end_year", "2021")):
            with st.container(key=f"form_{name}", width=190):
                wrong = [one for one in faults if one.field == name]
                asked = Asked(name, desk_words.field(name), example=example, kind="number")
                fields.line(view, name, asked, wrong)
                notes.show(view, name)


def where(view: Opened, faults: Sequence[Fault]) -> None:
    """The city, its names and its point on a small map."""
    place.ask(view)
    notes.show(view, "city")
    place.twins(view)


def who(view: Opened, faults: Sequence[Fault]) -> None:
    """Whom it addresses, who runs it, who helps."""
    why = _("Up to four. Choose those it is made for, not all who may profit.")
    fields.several(view, "audiences", "audience", why)
    fields.line(view, "lead", fields.asked("lead"), [one for one in faults if one.field == "lead"])
    notes.show(view, "lead")
    rows.partners(view, faults)


def why(view: Opened, faults: Sequence[Fault]) -> None:
    """The problem, and what was done."""
    spoken = steps.writing_language(view.draft)
    for name in ("challenge", "approach"):
        fields.text(view, name, spoken, faults)


def results(view: Opened, faults: Sequence[Fault]) -> None:
    """What came of it, how well that is known, and figures."""
    fields.text(view, "results", steps.writing_language(view.draft), faults)
    evidence = view.draft.evidence
    fields.one_of(
        view,
        "evidence",
        vocabulary.codes("evidence"),
        partial(words.label, "evidence"),
        _("What the sources offer, not how good the practice is."),
        told=words.definition("evidence", evidence),
    )
    rows.figures(view, faults)


def sources(view: Opened, faults: Sequence[Fault]) -> None:
    """The pages and documents it was read in."""
    rows.sources(view, faults)


def heading(step: steps.Step) -> str:
    """The title of a step; a link to the step brings it into sight."""
    title, told = markup.text(_(step.title)), markup.text(_(step.told))
    return (
        f'<h1 class="page-title form-title" id="form-title-{step.code}" tabindex="-1">{title}</h1>'
        f'<p class="sentence">{told}</p>'
    )


ASK: dict[str, Callable[[Opened, Sequence[Fault]], None]] = {
    "what": what,
    "where": where,
    "who": who,
    "why": why,
    "results": results,
    "sources": sources,
}
