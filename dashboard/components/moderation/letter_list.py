"""Letters to whoever runs this house: barriers, data, anything; answered by one's own post."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.catalogue import people
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.discussion.inbox import Letter
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome, review_words
from dashboard.components.markup import text
from dashboard.components.moderation import said
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, date, n_

_MOST = 50
_ABOUT = {
    "barrier": N_("A barrier"),
    "data": N_("Personal data"),
    "content": N_("A page is wrong"),
    "other": N_("Something else"),
}


def show(actor: Actor) -> None:
    """Those that wait first, the oldest first."""
    found = persons.letters(actor)
    waiting = [one for one in found if one.done_at is None]
    told = n_("{count} letter waits", "{count} letters wait", len(waiting))
    markup.html(f'<h2 class="section-title">{text(told)}</h2>')
    if not found:
        said.nothing(_("No letter waits. They come from the contact page."))
    names = people.names({one.done_by for one in found if one.done_by})
    for one in found[:_MOST]:
        _one(one, names)


def _one(one: Letter, names: Names) -> None:
    with st.container(key=f"letter_{one.letter_id}"):
        markup.html(_drawn(one, names))
        if one.done_at is None:
            st.button(
                _("It is answered"),
                key=f"letter_done_{one.letter_id}",
                icon=":material/check:",
                on_click=_done,
                args=(one.letter_id,),
            )


def _drawn(one: Letter, names: Names) -> str:
    facts = [text(said.waits(one.sent_at)), text(_("number {number}").format(number=one.letter_id))]
    if one.done_at:
        who = review_words.who(one.done_by, names)
        facts.append(text(_("Answered by {name}").format(name=who)))
        until = date(one.erase_after.date())
        facts.append(text(_("to be erased on {date}").format(date=until)))
    to = text(one.address) if one.address else text(_("wants no answer"))
    head = text(_(_ABOUT[one.about]))
    return (
        f'<div class="said-notice{" said-done" if one.done_at else ""}">'
        f'<p class="said-where">{head}</p>{said.facts(facts)}{said.words(one.words, one.language)}'
        f'<p class="said-to">{to}</p></div>'
    )


def _done(letter_id: str) -> None:
    def act() -> Outcome:
        persons.letter_done(state.actor_now(), letter_id)
        return Outcome(N_("Noted as answered. It is erased in thirty days."))

    outcome.attempt(act, typed=False)
