"""The exhibition to take home, and exchange between copies: /take-home."""

import streamlit as st

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import exchange_panel, messages, take_home_form
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "take_home"):
    st.title(_("To take home"))
    st.write(
        _(
            "The exhibition of a summit or a city as a folder that opens from a stick, without a"
            " network: to read, to show on a screen, and to print as posters."
        )
    )
    with st.container(width=760):
        take_home_form.show(actor)
        if rights.may(actor, "exchange"):
            exchange_panel.show()
else:
    messages.not_found(_("To take home"), _(NotAllowed.message))
