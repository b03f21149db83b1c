"""Notes on one field of a submission: what was said, what was answered, and a place to write."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import state
from dashboard.catalogue.review import LONGEST_WORDS, Answer, Note
from dashboard.components import markup, review_acts, review_words
from dashboard.components.markup import text
from dashboard.components.review_words import Names
from dashboard.i18n import _


def on_field(
    receipt: str, field: str, notes: Sequence[Note], names: Names, *, writable: bool
) -> None:
    """The notes on a field, each with its answers, and a way to add one."""
    for one in notes:
        if one.field == field:
            thread(one, names, writable=writable)
    if writable:
        _add(receipt, field)


def thread(note: Note, names: Names, *, writable: bool) -> None:
    """One note as it stands; where it is open, a way to answer it and to mark it as resolved."""
    with st.container(key=f"note_{note.note_id}", gap="small"):
        markup.html(drawn(note, names))
        if not writable or note.resolved_at:
            return
        key = review_acts.answer_key(note.note_id)
        if state.is_open(f"{key}_open"):
            _form(key, _("Your answer"), _("Keep the answer"), review_acts.answer, note.note_id)
            return
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Answer"),
                key=f"{key}_write",
                type="tertiary",
                icon=":material/reply:",
                on_click=review_acts.open_form,
                args=(key,),
            )
            st.button(
                _("Mark as resolved"),
                key=f"resolve_{note.note_id}",
                type="tertiary",
                icon=":material/check:",
                on_click=review_acts.resolve,
                args=(note.note_id,),
            )


def drawn(note: Note, names: Names) -> str:
    """A note and its answers as HTML."""
    answers = "".join(_said(one, names) for one in note.answers)
    state_of = "resolved" if note.resolved_at else "answered" if note.answers else "open"
    return (
        f'<div class="review-note review-note-{state_of}">'
        f'<p class="review-note-state">{text(_state(note, names))}</p>'
        f"{_said(note, names)}{answers}</div>"
    )


def _state(note: Note, names: Names) -> str:
    if note.resolved_at:
        return _("Resolved by {name} on {date}").format(
            name=review_words.who(note.resolved_by, names), date=review_words.day(note.resolved_at)
        )
    return _("Answered, not yet resolved") if note.answers else _("Not answered yet")


def _said(said: Note | Answer, names: Names) -> str:
    about = _("{name}, {date}").format(
        name=review_words.who(said.author, names), date=review_words.day(said.written_at)
    )
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in said.words.split("\n") if one.strip())
    return f'<div class="review-said"><p class="note">{text(about)}</p>{paragraphs}</div>'


def _add(receipt: str, field: str) -> None:
    key = review_acts.note_key(receipt, field)
    if state.is_open(f"{key}_open"):
        label = _("Your note on “{field}”").format(field=review_words.field(field))
        _form(key, label, _("Keep the note"), review_acts.note, receipt, field)
        return
    st.button(
        _("Note on “{field}”").format(field=review_words.field(field)),
        key=f"{key}_write",
        type="tertiary",
        icon=":material/comment:",
        on_click=review_acts.open_form,
        args=(key,),
    )


def _form(key: str, label: str, keep: str, act: object, *about: str) -> None:
    st.text_area(
        label, key=key, max_chars=LONGEST_WORDS, height=96, persist_state="session", width=620
    )
    with st.container(horizontal=True, gap="small"):
        st.button(keep, key=f"{key}_keep", on_click=act, args=(*about, key))  # type: ignore[arg-type]
        st.button(
            _("Not now"),
            key=f"{key}_close",
            type="tertiary",
            on_click=review_acts.close_form,
            args=(key,),
        )
