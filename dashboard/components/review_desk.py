"""The review as a whole: the queue beside what is open of it."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.catalogue import contributions, embargo, people, review
from dashboard.catalogue.embargo import Sealed
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.review import Waiting
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission
from dashboard.components import (
    markup,
    messages,
    outcome,
    review_acts,
    review_import,
    review_panel,
    review_queue,
    review_seal,
)
from dashboard.components.markup import text
from dashboard.components.review_words import Names
from dashboard.i18n import _


def show(actor: Actor) -> None:
    """Queue and record: side by side where there is room, else one after the other."""
    waiting, sealed = review.queue(actor), embargo.items(actor)
    one = _open(actor)
    imported = state.value("import")
    names = _names(actor, (*waiting, *sealed), one)
    markup.html(f'<h1 class="page-title review-title-page">{text(_("Review"))}</h1>')
    beside = one is not None and one.state in review_panel.IN_REVIEW
    outcome.show(but=review_acts.DECISION if beside else "")
    left, right = st.columns([4, 8], gap="large")
    with left:
        review_queue.show(waiting, names, state.value("id") or imported, me=actor.account)
        review_seal.listed(sealed, names, state.value("id"), me=actor.account)
    with right, st.container(key="review_record"):
        if one:
            review_panel.show(actor, one, names)
        elif imported:
            review_import.show(actor, imported, names)
        elif waiting:
            told = _("Choose one of the queue to read it.")
            markup.html(f'<p class="review-none">{text(told)}</p>')


def _open(actor: Actor) -> Submission | None:
    """The submission that the address names; a word where there is none."""
    receipt = state.value("id")
    if not receipt:
        return None
    try:
        return contributions.open(actor, receipt)
    except CatalogueError:
        messages.unknown_codes((receipt,))
        return None


def _names(actor: Actor, waiting: tuple[Waiting | Sealed, ...], one: Submission | None) -> Names:
    told = {account for line in waiting for account in _people(line) if account}
    return people.names(told | (review_panel.people_of(actor, one) if one else set()))


def _people(line: Waiting | Sealed) -> tuple[str | None, str | None]:
    return line.author, line.sealed_by if isinstance(line, Sealed) else line.reviewer
