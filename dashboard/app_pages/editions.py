"""Frozen editions, and freezing one: /editions."""

import streamlit as st

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import editions, messages, outcome
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "freeze"):
    st.title(_("Editions"))
    outcome.show()
    editions.show(actor)
else:
    messages.not_found(_("Editions"), _(NotAllowed.message))
