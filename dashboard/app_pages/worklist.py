"""What waits to be done: /worklist, /worklist?list=emptiest&page=2, /worklist?ask=SLUG."""

import streamlit as st

from dashboard import state
from dashboard.catalogue import rights
from dashboard.components import ask_contact, messages, outcome, worklist
from dashboard.i18n import _

actor = state.actor()
if actor is None or not rights.may(actor, "work_list"):
    messages.not_found(
        _("The work list is for the desk"),
        _("Sign in as a researcher, reviewer or administrator to see what waits."),
    )
    st.stop()
assert actor is not None
st.title(_("Work list"))
outcome.show()
asked = state.value("ask")
if asked:
    ask_contact.show(actor, asked)
worklist.show(actor)
