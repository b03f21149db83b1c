"""People: /people. One's own account; for administrators also everybody's."""

import streamlit as st

from dashboard import state
from dashboard.catalogue import rights
from dashboard.components import account, door, outcome, people
from dashboard.i18n import _

actor = state.actor()
if actor is None:
    door.closed(_("People"))
else:
    st.title(_("People"))
    with st.container(width=720):
        outcome.show()
        if rights.may(actor, "people"):
            people.show(actor)
        account.show(actor)
