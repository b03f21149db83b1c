"""The Streamlit script: language, header, navigation, the error boundary, then the page."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import streamlit as st

from dashboard import cached, i18n, navigation, state
from dashboard.catalogue.errors import CatalogueError
from dashboard.components import door, frame, messages
from dashboard.i18n import _

HERE = Path(__file__).parent
log = logging.getLogger("dashboard")

i18n.use(state.language())
state.arrived()
st.set_page_config(
    page_icon=str(HERE / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
actor = state.actor()
pages = {
    page.script: st.Page(
        f"app_pages/{page.script}.py",
        title=frame.titled(page, actor),
        url_path=page.path or None,
        default=page.path == "",
        visibility="visible" if page.in_menu and (actor or not page.desk) else "hidden",
    )
    for page in navigation.PAGES
}
current = st.navigation(list(pages.values()), position="top")
frame.tab("" if current.url_path == "" else current.title)
frame.header(current.url_path, actor)
try:
    cached.open_catalogue()
    if actor is None and navigation.at(current.url_path).desk:
        door.closed(current.title)
    else:
        current.run()
except CatalogueError as error:
    log.exception("A page met a known fault")
    st.error(_(error.message), icon=":material/error:")
except Exception:
    reference = secrets.token_hex(4)
    log.exception("A page failed, reference %s", reference)
    messages.failed(reference)
frame.footer(actor)
