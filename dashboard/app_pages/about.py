"""Where the catalogue comes from, its rules and its limits."""

import streamlit as st

from dashboard.components import colophon
from dashboard.i18n import _

st.title(_("About the catalogue"))
colophon.show()
