"""Where a moderator writes what somebody is told: the words, their language, kept sentences."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.catalogue.moderation import LONGEST_WORDS, templates
from dashboard.catalogue.rights import Actor
from dashboard.components.moderation import acting
from dashboard.i18n import LANGUAGES, _, language, language_name


def show(actor: Actor, subject: str, label: str, *, help_: str = "", lasting: bool = True) -> None:
    """The field for one subject: a post, a notice, an appeal."""
    kept = templates.every(actor)
    if kept:
        names = {one.template_id: f"{one.name} · {language_name(one.language)}" for one in kept}
        key = f"template_{subject}"
        st.selectbox(
            _("Use a kept sentence"),
            list(names),
            index=None,
            format_func=lambda code: names.get(code, ""),
            placeholder="",
            key=key,
            on_change=acting.use_template,
            args=(subject, key),
            width=420,
        )
    st.text_area(
        label,
        key=acting.words_key(subject),
        help=help_ or None,
        max_chars=LONGEST_WORDS,
        height=96,
        persist_state="session" if lasting else None,
        width=620,
    )
    if state.held(acting.spoken_key(subject)) not in LANGUAGES:
        state.lend(acting.spoken_key(subject), language())
    st.selectbox(
        _("Written in"),
        list(LANGUAGES),
        format_func=lambda code: language_name(code).capitalize(),
        key=acting.spoken_key(subject),
        width=200,
    )
