"""Where the catalogue comes from, its rules and its limits."""

import streamlit as st

from dashboard.components import colophon, frame
from dashboard.i18n import _

frame.styles("about")
st.title(_("About the catalogue"))
colophon.show()
