"""The map: /map?theme=…&layer=coverage&zoom=155&at=rennes."""

import streamlit as st

from dashboard import cached
from dashboard.catalogue.filters import Filters
from dashboard.components import (
    filter_panel,
    map_choice,
    map_panel,
    messages,
    practice_map,
    practice_results,
    take_home,
)
from dashboard.i18n import _, language

st.title(_("Where it was tried"))
with st.container():  # one place for all that comes and goes: it must not move the map in the page
    filters = filter_panel.asked()
    found = cached.for_map(filters, language())
    whole = cached.for_map(Filters(), language())
    view, unknown = map_choice.read(whole)
    messages.unknown_codes(unknown)
    filter_panel.show(filters)
    if not filters.empty:
        filter_panel.answer(filters, sum(city.practices for city in found))
    if found:
        with st.container(horizontal=True, key="map_head", vertical_alignment="bottom"):
            practice_map.legend(found, view, filters)
            map_choice.show(view, whole)
if found:
    with st.container(key="map_room"):
        practice_map.show(found, whole, view, on_open=map_choice.open_list)
        if view.chosen:
            with st.container(key="map_panel"):
                map_panel.show(view.chosen, found, whole, filters, on_close=map_choice.close_list)
    practice_map.notes()
    practice_map.same_in_words(found, view, filters)
    take_home.charts(filters, "map")
else:
    practice_results.nothing(filters)
practice_results.chosen()
