"""In and out: /imports, /imports?undo=ID. Files into the catalogue, the catalogue as files."""

import streamlit as st

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import (
    door,
    export_panel,
    import_panel,
    import_past,
    messages,
    outcome,
)
from dashboard.i18n import _

actor = state.actor()
if actor is None:
    door.closed(_("Import and export"))
elif not rights.may(actor, "import"):
    messages.not_found(_("Import and export"), _(NotAllowed.message))
else:
    st.title(_("Import and export"))
    outcome.show()
    st.header(_("Import"), anchor=False)
    import_panel.show(actor)
    import_past.show(actor)
    st.header(_("Export"), anchor=False)
    export_panel.show()
