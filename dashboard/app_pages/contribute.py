"""Write a practice down: /contribute?draft=RECEIPT&step=where; a correction: ?practice=SLUG."""

import streamlit as st

from dashboard import cached, state
from dashboard.catalogue.errors import NotFound
from dashboard.components import desk, door, practice_form
from dashboard.i18n import _, language

actor = state.actor()
receipt, slug = state.value("draft"), state.value("practice") or ""
public = cached.practice(slug, language())
if desk.opens():
    st.title(_("Add a practice"))
elif actor is None:
    door.closed(_("Add a practice"))
elif receipt:
    try:
        practice_form.show(receipt)
    except NotFound as error:
        desk.gone(error)
elif public is not None:
    desk.correct(actor, public.slug, public.title.words)
else:
    st.title(_("Add a practice"))
    desk.show(actor)
