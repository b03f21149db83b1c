"""The desk of a mayor's office: what waits at left, the answer that is open at right."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.catalogue.discussion import answering
from dashboard.catalogue.discussion import answers as replies
from dashboard.catalogue.discussion.answering import Opened
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, messages, outcome
from dashboard.components.answers import held, queue, writing
from dashboard.components.markup import text
from dashboard.i18n import _, language


def show(actor: Actor) -> None:
    """Queue and answer: side by side where there is room, else one after the other."""
    own = answering.own_cities(actor, language())
    opened = _opened()
    markup.html(f'<h1 class="page-title review-title-page">{text(_("Answers"))}</h1>')
    outcome.show()
    left, right = st.columns([4, 8], gap="large")
    chosen = (opened.question.question_id, opened.cell.city) if opened else None
    with left:
        lines = [
            (row.question, cell)
            for row in replies.matrix(language()).rows
            for cell in row.cells
            if cell.city in own
        ]
        lines.sort(key=lambda one: (one[1].sent_at, one[0].question_id, one[1].city_name))
        queue.show(
            answering.unpublished(actor, language()),
            [one for one in lines if one[1].answer is None],
            [one for one in reversed(lines) if one[1].answer],
            chosen,
        )
    with right, st.container(key="answer_record"):
        if opened:
            writing.show(opened)
            writing.publishing(opened)
            writing.versions(opened)
        elif lines:
            told = _("Choose a question to answer it.")
            markup.html(f'<p class="review-none">{text(told)}</p>')


def _opened() -> Opened | None:
    """The question and city that the address names; a word where they lead nowhere."""
    question_id, city = state.value("id"), state.value("city")
    if not question_id or not city:
        return None
    try:
        return held.read(question_id, city, language())
    except CatalogueError:
        messages.unknown_codes((question_id,))
        return None
