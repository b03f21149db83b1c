"""The desk: /desk. Your drafts, what was sent, what came back with notes."""

import streamlit as st

from dashboard import state
from dashboard.components import desk, door
from dashboard.i18n import _

actor = state.actor()
if actor is None:
    door.closed(_("Your desk"))
else:
    st.title(_("Your desk"))
    if not desk.opens():
        desk.show(actor)
