"""The overview: /overview, or /overview?theme=… of a part of the catalogue."""

import streamlit as st

from dashboard import cached
from dashboard.components import filter_panel, markup, overview, practice_results, take_home
from dashboard.i18n import _, language

st.title(_("What was read so far"))
filters = filter_panel.asked()
found = cached.overview_of(filters, language())
if not filters.empty:
    filter_panel.answer(filters, found.practices)
if found.practices:
    markup.html(overview.opening(found))
    overview.show(found, filters)
    take_home.charts(filters, "themes", "starts", "evidence")
else:
    practice_results.nothing(filters)
