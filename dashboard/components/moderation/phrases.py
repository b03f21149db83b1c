"""Kept sentences: what moderators tell people again and again, by name and language."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.catalogue.moderation import LONGEST_WORDS, templates
from dashboard.catalogue.moderation.templates import LONGEST_NAME, Template
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome
from dashboard.components.markup import text
from dashboard.components.moderation import said
from dashboard.components.outcome import Outcome
from dashboard.i18n import LANGUAGES, N_, _, language, language_name

_NAME, _LANGUAGE, _WORDS = "phrase_name", "phrase_language", "phrase_words"


def show(actor: Actor) -> None:
    """All of them, and a form for one more."""
    found = templates.every(actor)
    if not found:
        said.nothing(_("No sentence is kept yet."))
    for one in found:
        _one(one)
    _form()


def _one(one: Template) -> None:
    with st.container(key=f"phrase_{one.template_id}"):
        head = said.facts([f"<b>{text(one.name)}</b>", text(language_name(one.language))])
        markup.html(f'<div class="said-notice">{head}{said.words(one.words, one.language)}</div>')
        with st.container(horizontal=True):
            st.button(
                _("Change it"),
                key=f"phrase_change_{one.template_id}",
                type="tertiary",
                icon=":material/edit:",
                on_click=_change,
                args=(one,),
            )
            st.button(
                _("Do without it"),
                key=f"phrase_drop_{one.template_id}",
                type="tertiary",
                icon=":material/close:",
                on_click=_drop,
                args=(one.template_id,),
            )


def _form() -> None:
    markup.html(f'<h2 class="section-title">{text(_("Keep a sentence"))}</h2>')
    st.text_input(
        _("Name"),
        key=_NAME,
        max_chars=LONGEST_NAME,
        help=_("One of the same name and language takes the place of the one before."),
        width=420,
    )
    if state.held(_LANGUAGE) not in LANGUAGES:
        state.lend(_LANGUAGE, language())
    st.selectbox(
        _("Written in"),
        list(LANGUAGES),
        format_func=lambda code: language_name(code).capitalize(),
        key=_LANGUAGE,
        width=200,
    )
    st.text_area(_("Sentence"), key=_WORDS, max_chars=LONGEST_WORDS, height=96, width=620)
    st.button(_("Keep it"), key="phrase_keep", type="primary", on_click=_keep)


def _change(one: Template) -> None:
    state.lend(_NAME, one.name)
    state.lend(_LANGUAGE, one.language)
    state.lend(_WORDS, one.words)


def _keep() -> None:
    told = [str(state.held(one) or "") for one in (_NAME, _LANGUAGE, _WORDS)]

    def act() -> Outcome:
        templates.keep(state.actor_now(), *told)
        return Outcome(N_("Kept."))

    if outcome.attempt(act):
        state.lend(_NAME, "")
        state.lend(_WORDS, "")


def _drop(template_id: str) -> None:
    def act() -> Outcome:
        templates.drop(state.actor_now(), template_id)
        return Outcome(N_("It is gone."))

    outcome.attempt(act, typed=False)
