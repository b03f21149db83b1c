"""The same texts in other languages: the original at left, its translation at right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import desk_words, i18n, state
from dashboard.catalogue import translation, writing
from dashboard.catalogue.draft import TEXTS, Draft, Wording
from dashboard.catalogue.rules import Fault
from dashboard.components import markup
from dashboard.components.form import fields, opened, steps
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.i18n import LANGUAGES, _, language, language_name, n_

_CHOSEN = "form_language"


def show(view: Opened, faults: Sequence[Fault]) -> None:
    """One language at a time beside the original."""
    original = steps.writing_language(view.draft)
    if view.draft.language is None:
        _ask_for_original(view)
    others = [one for one in LANGUAGES if one != original]
    chosen = state.one_of("to", others, _first(view.draft, others))
    _tabs(view, others, chosen)
    _machine(original, chosen)
    for name in TEXTS:
        _pair(view, name, original, chosen, faults)
    for row, figure in enumerate(view.draft.figures, start=1):
        if figure.labels.get(original):
            _label(view, row, original, chosen)


def _first(draft: Draft, others: list[str]) -> str:
    """The reader's language where it is another one, else one with something stale, or any."""
    if language() in others:
        return language()
    stale = (one for one in others if any(draft.is_stale(name, one) for name in TEXTS))
    return next(stale, others[0])


def _ask_for_original(view: Opened) -> None:
    fields.head(
        desk_words.field("language"),
        _("Nobody has said so yet. It tells readers which wording is the author’s own."),
    )
    fields.choose(
        "form_original",
        desk_words.field("language"),
        tuple(LANGUAGES),
        None,
        _name,
        partial(_take_original, view.one.receipt),
        disabled=not view.writable,
    )


def _take_original(receipt: str) -> None:
    chosen = fields.given("form_original", tuple(LANGUAGES), _name)
    if chosen:
        opened.change(receipt, partial(writing.first_written_in, spoken=chosen))


def _name(code: str) -> str:
    return language_name(code).capitalize()


# Which language -----------------------------------------------------------------------------------


def _tabs(view: Opened, others: list[str], chosen: str) -> None:
    state.lend(_CHOSEN, chosen)
    told = {one: _tab(view.draft, one) for one in others}
    st.pills(
        _("Translate into"),
        others,
        required=True,
        wrap=True,
        format_func=lambda one: told[one],
        key=_CHOSEN,
        on_change=partial(_turn, tuple(others)),
    )


def _turn(others: tuple[str, ...]) -> None:
    i18n.use(state.language())
    value = str(state.given_back(_CHOSEN))
    chosen = next((one for one in others if value == one or value.startswith(_name(one))), None)
    if chosen:
        state.write(to=chosen)


def _tab(draft: Draft, spoken: str) -> str:
    """'German, 3 of 5', with a word where something has to be looked at."""
    wanted = _wanted(draft)
    given = [name for name in wanted if _words(draft, name, spoken)]
    stale = sum(draft.is_stale(name, spoken) for name in wanted)
    told = _("{language}, {given} of {all}").format(
        language=_name(spoken), given=i18n.number(len(given)), all=i18n.number(len(wanted))
    )
    if not stale:
        return told
    behind = n_("{count} to look at", "{count} to look at", stale)
    return _("{language}; {stale}").format(language=told, stale=behind)


def _wanted(draft: Draft) -> list[str]:
    """The texts there is something to translate of."""
    original = steps.writing_language(draft)
    return [name for name in TEXTS if _words(draft, name, original)]


def _words(draft: Draft, name: str, spoken: str) -> str:
    wording = draft.texts(name).get(spoken)
    return wording.words.strip() if wording else ""


def _machine(source: str, target: str) -> None:
    """What a machine would be sent, and where to; by default there is none."""
    machine = translation.configured()
    if machine is None:
        told = _("No machine translation is set up: nothing you write is sent anywhere.")
    else:
        told = _(
            "A machine may propose a translation: the text in {source} would be sent to {host}, "
            "to be put into {target}. Nothing is sent before you ask for it."
        ).format(source=language_name(source), host=machine.host, target=language_name(target))
    markup.html(f'<p class="note">{text(told)}</p>')


# Side by side -------------------------------------------------------------------------------------


def _pair(view: Opened, name: str, original: str, chosen: str, faults: Sequence[Fault]) -> None:
    draft = view.draft
    if not _words(draft, name, original) and not _words(draft, name, chosen):
        return
    with st.container(key=f"pair_{name}"):
        left, right = st.columns(2, gap="medium")
        with left:
            markup.html(_original(draft, name, original))
        with right:
            asked = replace(fields.asked(name), why="", example="", required=False)
            asked = replace(asked, label=_in_language(desk_words.field(name), chosen))
            own = [one for one in faults if one.field == name and one.language == chosen]
            wrong = [one for one in own if one.code not in ("too_short", "too_long")]
            fields.write(view, f"{name}.{chosen}", asked, wrong, chosen)
            _standing(view, name, chosen)


def _in_language(name: str, spoken: str) -> str:
    return _("{field}, in {language}").format(field=name, language=language_name(spoken))


def _original(draft: Draft, name: str, spoken: str) -> str:
    wording = draft.texts(name).get(spoken)
    words = wording.words if wording else ""
    shown = "".join(f"<p>{text(one)}</p>" for one in words.split("\n") if one.strip())
    told = origin(wording, draft, spoken) if wording else ""
    label = text(_in_language(desk_words.field(name), spoken))
    body = shown or f'<p class="gap">{text(_("nothing written yet"))}</p>'
    return (
        f'<div class="form-original"><p class="saved-text-label">{label}</p>'
        f'<div lang="{text(spoken)}" dir="auto">{body}</div>'
        f'<p class="note">{text(told)}</p></div>'
    )


def origin(wording: Wording, draft: Draft, spoken: str) -> str:
    """Where a text comes from, in words."""
    if spoken == draft.language:
        return _("Original")
    return {
        "original": _("Original"),
        "human": _("Translated by a person"),
        "machine": _("Translated by a machine"),
        "not_stated": _("Nobody has said who translated it"),
    }[wording.origin]


def _standing(view: Opened, name: str, spoken: str) -> None:
    """Where a translation comes from; a stale one with the way to say that it still holds."""
    wording = view.draft.texts(name).get(spoken)
    with st.container(key=f"standing_{name}"):
        if wording is None or not wording.words.strip():
            return
        told = origin(wording, view.draft, spoken)
        if not view.draft.is_stale(name, spoken):
            markup.html(f'<p class="note">{text(told)}</p>')
            return
        behind = _("The original has changed since. Look whether this still says the same.")
        markup.html(f'<p class="note">{text(told)}</p><p class="form-stale">{text(behind)}</p>')
        st.button(
            _("Still right"),
            key=f"still_{name}_{spoken}",
            icon=":material/check:",
            on_click=opened.change,
            args=(view.one.receipt, partial(writing.still_right, name=name, spoken=spoken)),
            disabled=not view.writable,
        )


def _label(view: Opened, row: int, original: str, chosen: str) -> None:
    """What a figure counts, in the other language."""
    figure = view.draft.figures[row - 1]
    name = _("Figure {number}").format(number=i18n.number(row))
    with st.container(key=f"pair_figure_{row}"):
        left, right = st.columns(2, gap="medium")
        with left:
            markup.html(
                f'<div class="form-original"><p class="saved-text-label">'
                f"{text(_in_language(name, original))}</p>"
                f'<p lang="{text(original)}" dir="auto">{text(figure.labels[original])}</p></div>'
            )
        with right:
            path = f"figures.{row}.label.{chosen}"
            fields.write(view, path, Asked("", _in_language(name, chosen)), spoken=chosen)
