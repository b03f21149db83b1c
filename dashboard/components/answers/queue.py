"""What waits on an office's desk: what nobody has published first, then questions, oldest first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import navigation, question_words
from dashboard.catalogue import clock
from dashboard.catalogue.discussion.answering import Unpublished
from dashboard.catalogue.discussion.answers import Cell
from dashboard.catalogue.discussion.questions import Question
from dashboard.components import links, markup
from dashboard.components.markup import lang, text
from dashboard.i18n import _, date, language, n_

Line = tuple[Question, Cell]


def show(
    drafts: Sequence[Unpublished],
    waiting: Sequence[Line],
    answered: Sequence[Line],
    chosen: tuple[str, str] | None,
) -> None:
    """The three lists; `chosen` is the question and city that are open."""
    if drafts:
        unpublished(drafts, chosen, key="answer_drafts")
    head = n_("{count} question waits", "{count} questions wait", len(waiting))
    markup.html(f'<h2 class="section-title queue-title" id="waiting">{text(head)}</h2>')
    if waiting:
        items = [_question(one, chosen, _due(one[1])) for one in waiting]
        _list(items, "waiting", "answer_waiting")
    else:
        told = _("Nothing waits. New questions show here, the oldest first.")
        markup.html(f'<p class="prose">{text(told)}</p>')
    if answered:
        with st.expander(n_("{count} answered", "{count} answered", len(answered))):
            _list(
                [_question(one, chosen, _standing(one[1])) for one in answered],
                "",
                "answer_answered",
            )


def unpublished(
    drafts: Sequence[Unpublished], chosen: tuple[str, str] | None = None, *, key: str
) -> None:
    """Answers that are saved and that no reader sees, each with its age; cannot be overlooked."""
    head = question_words.unpublished(len(drafts))
    note = _("Saved, and seen by nobody outside this desk. Publish or delete them.")
    items = "".join(f"<li>{_draft(one, chosen)}</li>" for one in drafts)
    links.show(
        f'<section class="answer-unpublished" aria-labelledby="{key}-title">'
        f'<h2 class="section-title" id="{key}-title">{text(head)}</h2>'
        f'<p class="note">{text(note)}</p><ol class="queue">{items}</ol></section>',
        key=key,
    )


def _draft(one: Unpublished, chosen: tuple[str, str] | None) -> str:
    age = _("saved, not published {age}").format(age=question_words.age(one.saved_at, clock.now()))
    here = (one.question_id, one.city) == chosen
    words = one.words
    name = _link(one.question_id, one.city, words.words, words.language, here)
    return _item(one.city_name, name, [age], here)


def _question(one: Line, chosen: tuple[str, str] | None, facts: list[str]) -> str:
    question, cell = one
    here = (question.question_id, cell.city) == chosen
    words = question.words
    name = _link(question.question_id, cell.city, words.words, words.language, here)
    css = " answer-overdue" if cell.overdue else ""
    return f'<li class="queue-item{css}">{_item(cell.city_name, name, facts, here)}</li>'


def _item(city: str, name: str, facts: Sequence[str], here: bool) -> str:
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    css = ' class="queue-here"' if here else ""
    return (
        f'<div{css}><p class="queue-kind"><b>{text(city)}</b></p>'
        f'<p class="queue-name">{name}</p><p class="queue-facts">{told}</p></div>'
    )


def _link(question_id: str, city: str, words: str, spoken: str, here: bool) -> str:
    href = navigation.address("answers", language(), id=question_id, city=city)
    current = ' aria-current="true"' if here else ""
    return (
        f'<a href="{text(href)}" target="_self" dir="auto" data-then="#answer-{text(question_id)}"'
        f"{lang(spoken)}{current}>{text(words)}</a>"
    )


def _due(cell: Cell) -> list[str]:
    asked = _("asked of the city on {date}").format(date=date(cell.sent_at.date()))
    if cell.overdue:
        days = (clock.now().date() - cell.due_on).days
        return [asked, n_("overdue for {count} day", "overdue for {count} days", days)]
    return [asked, _("to be answered by {date}").format(date=date(cell.due_on))]


def _standing(cell: Cell) -> list[str]:
    told = [question_words.standing(cell.standing)]
    if cell.answer:
        told.append(date(cell.answer.answered_at.date()))
    return told


def _list(items: Sequence[str], name: str, key: str) -> None:
    about = f' aria-labelledby="{name}"' if name else ""
    links.show(f'<ol class="queue"{about}>{"".join(items)}</ol>', key=key)
