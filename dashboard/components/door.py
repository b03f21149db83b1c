"""The door: what a visitor sees of a desk page, and the way to an identity provider."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard import navigation, people_words, state
from dashboard.catalogue import people
from dashboard.catalogue.people import Invitation
from dashboard.catalogue.rights import Actor, Grant
from dashboard.components import markup
from dashboard.i18n import _, language


def closed(title: str) -> None:
    """A desk page for somebody who is not signed in: kind, with the way in and back here."""
    st.title(title)
    st.write(_("This part is for people who work on the catalogue. Sign in to go on."))
    back = f"/{language()}/sign-in?{urlencode({'next': state.here()})}"
    markup.html(
        '<p class="actions">'
        + markup.link(back, _("Sign in"), "button button-primary")
        + markup.link(
            navigation.address("explore", language()), _("Search the catalogue"), "button"
        )
        + "</p>"
    )


def provider() -> None:
    """Off to the identity provider; whoever is in already may accept an invitation or leave."""
    if not state.by_provider():
        closed(_("Sign in"))
        return
    actor = state.actor()
    if actor is None:
        if state.leaving():
            closed(_("You are signed out"))
            return
        st.title(_("Sign in"))
        st.write(_("You are on the way to your organisation’s sign-in."))
        st.button(_("Go on"), key="to_provider", type="primary", on_click=state.to_provider)
        state.to_provider()
        return
    st.title(_("You are signed in"))
    st.write(_("As {name}.").format(name=markup.in_markdown(actor.name)))
    token = state.invited()
    if token and (offer := people.invitation(token)):
        _offered(actor, token, offer)
    markup.html(
        '<p class="actions">'
        + markup.link(navigation.address("desk", language()), _("To the desk"), "button")
        + "</p>"
    )
    st.button(_("Sign out"), key="leave_provider", on_click=state.leave_provider)


def _offered(actor: Actor, token: str, offer: Invitation) -> None:
    role = people_words.held(Grant(offer.role, offer.city_id))
    st.write(_("You are invited as: {role}.").format(role=role))
    st.button(
        _("Accept the role"), key="accept_role", on_click=people.accept_as, args=(actor, token)
    )
