"""What the form asks, field by field: the label, why it is asked, a sample answer, the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard import desk_words, i18n, state, words
from dashboard.catalogue import rules, vocabulary, writing
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.rules import Fault
from dashboard.components import choices, markup, saved_text
from dashboard.components.form import notes, opened
from dashboard.components.form.opened import Opened
from dashboard.components.saved_text import Asked
from dashboard.i18n import _, language


def asked(name: str) -> Asked:
    """What is asked in a field of words; rows of a kind ask alike."""
    label = desk_words.field(name.rsplit(".", 1)[-1])
    why, example = _why_and_example()[name]
    if name in TEXTS:
        fewest, most = rules.LENGTHS[name]
        return Asked(
            name,
            label,
            why,
            example,
            required=name in rules.REQUIRED,
            most=most,
            fewest=fewest if fewest > 3 else 0,  # a title of two signs is told by its own fault
            rows={"title": 1, "summary": 3}.get(name, 5),
        )
    return Asked(name, label, why, example, most=rules.LONGEST_LINE)


def _why_and_example() -> dict[str, tuple[str, str]]:
    return {
        "title": (
            _("Cards and lists show it alone: the practice’s own name, and what it does."),
            _("Compaz: peace centres with library and sports hall where violence was highest"),
        ),
        "summary": (
            _("One or two sentences that stand alone: who does what, for whom."),
            _(
                "The city sends mediators in pairs through five districts, day and night. "
                "They settle quarrels between neighbours and tell the services what is broken."
            ),
        ),
        "challenge": (
            _("What made the city act. Here readers look for their own problem."),
            _(
                "Complaints about noise and loitering had doubled in the large estates within "
                "four years. Three services sent people to one another, and many tenants no "
                "longer opened their door in the evening."
            ),
        ),
        "approach": (
            _("What was done, step by step: who, with what, how often, since when."),
            _(
                "In 2009 the city and four landlords founded a joint association. Twenty-four "
                "mediators, half of them women, walk the estates from 4 p.m. to midnight, are "
                "trained for ten weeks and meet police and social services every Monday."
            ),
        ),
        "results": (
            _("What the sources say came of it, also what did not work. Nothing said: leave it."),
            _(
                "Calls to the police about neighbours fell by a third in the first two years, "
                "says the association’s report of 2014. Vandalism in stairwells stayed the same."
            ),
        ),
        "lead": (
            _("The office or organisation that answers for it, so that readers know whom to ask."),
            _("Office for Prevention and Mediation, City of Rennes"),
        ),
        "partners": (
            _("Organisations that help to run or pay for it, one in each field."),
            _("Association of tenants of the northern districts"),
        ),
    }


# Words --------------------------------------------------------------------------------------------


def write(
    view: Opened, path: str, one: Asked, faults: Iterable[Fault] = (), spoken: str | None = None
) -> None:
    """One field of words of the draft, with its notes."""
    receipt = view.one.receipt
    told = " ".join(desk_words.fault(fault) for fault in faults)
    if path in view.faulty:
        told = _("Write it in digits, such as 1200 or 12.5. Until then nothing is kept here.")
    saved_text.show(
        Asked(**{**vars(one), "name": path}),
        opened.words_of(view, path),
        receipt=receipt,
        on_typed=partial(opened.type_in, receipt),
        spoken=spoken,
        kept=view.kept,
        mark=_unchanged(view, path),
        fault=told,
    )


def text(view: Opened, name: str, spoken: str, faults: Sequence[Fault]) -> None:
    """One of the texts in one language, with what is wrong with it and its notes."""
    own = [one for one in faults if one.field == name and one.language in (None, spoken)]
    # What is missing is told by the steps and on the last page: nobody is scolded for beginning.
    wrong = [one for one in own if one.code not in ("missing", "too_short", "too_long")]
    write(view, f"{name}.{spoken}", asked(name), wrong, spoken)
    notes.show(view, name)


def line(view: Opened, path: str, one: Asked, faults: Sequence[Fault] = ()) -> None:
    """A single line, such as who runs it."""
    write(view, path, one, faults)


def _unchanged(view: Opened, path: str) -> str:
    if view.public is None:
        return ""
    now, before = writing.shown(view.draft, path), writing.shown(view.public, path)
    return _("as in the public version") if now and now == before else ""


# Choices ------------------------------------------------------------------------------------------


def head(name: str, why: str, *, required: bool = False, mark: str = "") -> None:
    """The label above choices and rows, in the same voice as that of a field."""
    must = f" <small>{markup.text(_('required'))}</small>" if required else ""
    quiet = f'<span class="saved-text-mark">{markup.text(mark)}</span>' if mark else ""
    markup.html(
        f'<div class="form-head"><p class="saved-text-label">{markup.text(name)}{must}{quiet}</p>'
        f'<p class="saved-text-why">{markup.text(why)}</p></div>'
    )


def _key(name: str) -> str:
    return f"form_{name}"


def several(view: Opened, name: str, dim: str, why: str, *, required: bool = False) -> None:
    """Any of some codes, all in sight."""
    head(desk_words.field(name), why, required=required, mark=_same(view, name))
    state.lend(_key(name), list(getattr(view.draft, name)))
    st.pills(
        desk_words.field(name),
        vocabulary.codes(dim),
        selection_mode="multi",
        format_func=partial(words.label, dim),
        key=_key(name),
        on_change=_take_several,
        args=(view.one.receipt, name, dim),
        label_visibility="collapsed",
        wrap=True,
        disabled=not view.writable,
    )
    _too_many(view, name)
    notes.show(view, name)


def _take_several(receipt: str, name: str, dim: str) -> None:
    _speak()
    given = state.given_back(_key(name))
    chosen = choices.codes_of(given, vocabulary.codes(dim), partial(words.label, dim))

    def put(draft: Draft) -> Draft:
        # The order in which they were chosen: the first theme is the main one.
        kept = [one for one in getattr(draft, name) if one in chosen]
        added = [one for one in chosen if one not in kept]
        return draft.model_copy(update={name: (*kept, *added)})

    opened.change(receipt, put)


def _too_many(view: Opened, name: str) -> None:
    for fault in rules.faults(view.draft):
        if fault.field == name and fault.code == "too_many":
            markup.html(f'<p class="saved-text-fault">{markup.text(desk_words.fault(fault))}</p>')


def one_of(
    view: Opened,
    name: str,
    options: Sequence[Any],
    word: Callable[[Any], str],
    why: str,
    *,
    required: bool = False,
    told: str = "",
    placeholder: str | None = None,
) -> None:
    """One of some codes: few of them in sight, many in a list."""
    head(desk_words.field(name), why, required=required, mark=_same(view, name))
    choose(
        _key(name),
        desk_words.field(name),
        options,
        getattr(view.draft, name),
        word,
        partial(_take_one, view.one.receipt, name, tuple(options), word),
        placeholder=placeholder,
        disabled=not view.writable,
    )
    if told:
        markup.html(f'<p class="note">{markup.text(told)}</p>')
    notes.show(view, name)


def choose(
    key: str,
    label: str,
    options: Sequence[Any],
    chosen: Any,
    word: Callable[[Any], str],
    on_change: Callable[[], None],
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    show_label: bool = False,
) -> None:
    """The widget of one choice: pills up to six, else a list in which one may type."""
    state.lend(key, chosen)
    seen: Any = "visible" if show_label else "collapsed"
    if len(options) <= 6:
        st.pills(
            label,
            options,
            format_func=word,
            key=key,
            on_change=on_change,
            label_visibility=seen,
            wrap=True,
            disabled=disabled,
        )
        return
    nothing_yet: Any = None
    st.selectbox(
        label,
        options,
        index=nothing_yet,
        format_func=word,
        key=key,
        on_change=on_change,
        placeholder=placeholder or _("Choose one"),
        label_visibility=seen,
        filter_mode="contains",
        disabled=disabled,
    )


def given(key: str, options: Sequence[Any], word: Callable[[Any], str]) -> Any:
    """The code behind what a choice holds; None where nothing is chosen."""
    _speak()
    value = state.given_back(key)
    return choices.code_of(str(value), options, word) if value is not None else None


def _take_one(receipt: str, name: str, options: Sequence[Any], word: Callable[[Any], str]) -> None:
    chosen = given(_key(name), options, word)
    silent = {"status": "unknown", "evidence": "described"}.get(name)
    opened.change(receipt, lambda draft: draft.model_copy(update={name: chosen or silent}))


def _same(view: Opened, name: str) -> str:
    if view.public is None:
        return ""
    value = getattr(view.draft, name)
    same = value and value == getattr(view.public, name)
    return _("as in the public version") if same else ""


def _speak() -> None:
    """Callbacks run before the page has said which language is spoken."""
    i18n.use(state.language())


def rows_of(view: Opened, name: str, faults: Sequence[Fault], row: int) -> list[Fault]:
    """What is wrong in one row, once there is anything in it."""
    rows = getattr(view.draft, name)
    if row > len(rows) or rows[row - 1] in ("", type(rows[row - 1])()):
        return []
    return [one for one in faults if one.field == name and one.row == row]


def spoken_here(view: Opened) -> str:
    """The language the steps are written in, for labels of figures and the like."""
    return view.draft.language or language()
