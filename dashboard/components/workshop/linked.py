"""The practice an outcome speaks of: a public one, or one that is drafted from it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import cached, i18n, navigation, state
from dashboard.catalogue import outcomes, rights
from dashboard.catalogue.outcomes import EVERYBODY, Item
from dashboard.catalogue.rights import Actor
from dashboard.components import choices, markup, outcome
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.components.workshop import at_hand
from dashboard.i18n import N_, _, language

_PRACTICE = "said_practice"


def show(actor: Actor, item: Item) -> None:
    """Which practice it speaks of; nothing as long as no city is chosen."""
    said = item.said
    if not said.city or said.city == EVERYBODY:
        return
    with st.expander(_label(item), key="pad_practice"):
        if said.draft:
            _drafted(item, said.draft)
            return
        _choice(item, said.city)
        if item.stamp and said.words and not said.practice and rights.may(actor, "write"):
            told = _("Not in the catalogue yet? The draft gets the city and the words typed here.")
            markup.html(f'<p class="note">{text(told)}</p>')
            st.button(_("Draft it as a practice"), key="said_draft", on_click=partial(_draft, item))


def _label(item: Item) -> str:
    if item.said.draft:
        return _("Drafted as a practice")
    if item.said.practice:
        return _("Linked to a practice")
    return _("Link it to a practice")


def _choice(item: Item, slug: str) -> None:
    """The public practices of its city."""
    city = cached.city(slug, language())
    titles = {one.slug: one.title.words for one in city.practices} if city else {}
    if not titles:
        told = _("No practice of this city has been read yet.")
        markup.html(f'<p class="note">{text(told)}</p>')
        return
    options = ["", *titles]

    def word(one: str) -> str:
        return titles[one] if one else _("None")

    def take() -> None:
        i18n.use(state.language())
        found = choices.code_of(str(state.given_back(_PRACTICE) or ""), options, word)
        at_hand.change(item.workshop, item.id, lambda said: said.with_(practice=found or None))

    chosen = item.said.practice if item.said.practice in titles else ""
    choices.one(_PRACTICE, _("Practice"), options, chosen, word, take)


def _drafted(item: Item, receipt: str) -> None:
    told = _(
        "It is among your drafts at the desk, with the city and the words typed here. Readers see"
        " the link once it is reviewed and published."
    )
    way = markup.link(
        navigation.address("contribute", language(), draft=receipt, step="what"),
        _("Open the draft"),
    )
    markup.html(f'<p class="note">{text(told)} {way}</p>')
    st.button(_("Undo the link"), key="said_undraft", on_click=partial(_undraft, item))


def _draft(item: Item) -> None:
    def act() -> Outcome:
        receipt = outcomes.draft_practice(state.actor_now(), item.id)
        way = navigation.address("contribute", state.language(), draft=receipt, step="what")
        said = N_("A draft of the practice lies on your desk.")
        return Outcome(said, way=(way, N_("Open the draft")), place="pad")

    outcome.attempt(act, place="pad")


def _undraft(item: Item) -> None:
    at_hand.change(item.workshop, item.id, lambda said: said.with_(draft=None))
