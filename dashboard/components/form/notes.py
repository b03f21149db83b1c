"""What a reviewer wrote on a field, beside that field: answered here, and marked as dealt with."""

from __future__ import annotations

import secrets
from functools import partial

import streamlit as st

from dashboard import desk_words, state
from dashboard.catalogue import review
from dashboard.catalogue.review import Answer, Note
from dashboard.components import markup, review_words, saved_text
from dashboard.components.form import opened
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.i18n import _, n_


def of(view: Opened, name: str) -> list[Note]:
    """The notes on a field, those still open first."""
    names = (name, "city_id") if name == "city" else (name,)
    own = [one for one in view.notes if one.field.split(".")[0] in names]
    return sorted(own, key=lambda one: one.resolved_at is not None)


def show(view: Opened, name: str) -> None:
    """The notes on one field."""
    for one in of(view, name):
        with st.container(key=f"note_{one.note_id}"):
            _note(view, one)


def general(view: Opened) -> None:
    """Notes on the whole, and on what is no field of the form."""
    for one in view.notes:
        if one.field.split(".")[0] not in desk_words.FIELDS:
            with st.container(key=f"note_{one.note_id}"):
                _note(view, one)


def every(view: Opened) -> None:
    """All notes, each under the name of its field: for a text that is not open to be written."""
    for one in view.notes:
        with st.container(key=f"note_{one.note_id}"):
            markup.html(f'<p class="label">{text(review_words.field(one.field.split(".")[0]))}</p>')
            _note(view, one)


def open_ones(view: Opened) -> list[Note]:
    """The notes nobody has dealt with yet."""
    return [one for one in view.notes if one.resolved_at is None]


def _note(view: Opened, note: Note) -> None:
    said = "".join(_answer(one) for one in note.answers)
    who = _("Note of a colleague, {day}").format(day=desk_words.day(note.written_at))
    done = f'<p class="note">{text(_("Dealt with."))}</p>' if note.resolved_at else ""
    markup.html(
        f'<div class="form-note{" is-done" if done else ""}"><p class="label">{text(who)}</p>'
        f"{_paragraphs(note.words)}{said}{done}</div>"
    )
    if note.resolved_at or not view.writable:
        return
    path = f"answer.{note.note_id}"
    opened_here = bool(state.is_open(f"open:{path}") or state.held(_key(path)))
    if opened_here:
        saved_text.show(
            Asked(path, _("Your answer"), rows=2),
            state.held(_key(path)) or "",
            receipt=view.one.receipt,
            on_typed=_typed,
            kept=not state.held(_key(path)),
        )
    with st.container(horizontal=True):
        if opened_here:
            st.button(
                _("Send the answer"),
                key=f"answer_{note.note_id}",
                on_click=partial(_answered, view.one.receipt, note.note_id, path),
            )
        else:
            st.button(
                _("Answer"),
                key=f"answer_open_{note.note_id}",
                type="tertiary",
                icon=":material/edit:",
                on_click=state.lend,
                args=(f"open:{path}", True),
            )
        st.button(
            _("Dealt with"),
            key=f"resolve_{note.note_id}",
            type="tertiary",
            icon=":material/check:",
            on_click=partial(_resolve, view.one.receipt, note.note_id),
        )


def _typed(path: str, words: str) -> None:
    state.lend(_key(path), words)


def _answer(answer: Answer) -> str:
    day = text(desk_words.day(answer.written_at))
    return f'<div class="form-answer"><p class="label">{day}</p>{_paragraphs(answer.words)}</div>'


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{text(one)}</p>" for one in words.split("\n") if one.strip())


def _key(path: str) -> str:
    return f"typed:{path}"


def _answered(receipt: str, note_id: str, path: str) -> None:
    words = str(state.held(_key(path)) or "").strip()
    if words:
        review.answer(opened.actor(), note_id, words, secrets.token_hex(8))
        state.lend(_key(path), "")
        state.lend(f"open:{path}", False)
        opened.read(receipt)


def _resolve(receipt: str, note_id: str) -> None:
    review.resolve(opened.actor(), note_id)
    opened.read(receipt)


def count(view: Opened) -> str:
    """'2 notes are open', or nothing."""
    many = len(open_ones(view))
    return n_("{count} note is open", "{count} notes are open", many) if many else ""
