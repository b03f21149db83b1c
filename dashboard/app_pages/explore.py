"""Search and filter what cities have done: /explore?q=…&theme=…&sort=…&view=…&page=2."""

import streamlit as st

from dashboard import cached, state
from dashboard.components import filter_panel, practice_results
from dashboard.i18n import _, language

st.title(_("Explore practices"))
filters = filter_panel.asked()
filter_panel.show(filters)
sort = practice_results.sort(filters)
found = cached.results(filters, language(), sort, state.page_number())
filter_panel.answer(filters, found.total)
if found.total:
    practice_results.tools(filters, sort)
    practice_results.show(filters, found)
else:
    practice_results.nothing(filters)
practice_results.chosen()
