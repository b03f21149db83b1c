"""Work that takes a while, on the page of whoever began it: how far it is, a word to stop it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import i18n, state
from dashboard.catalogue.importing.running import Running
from dashboard.i18n import N_, _


@st.fragment(run_every=0.5)
def wait(
    work: Running[Any],
    key: str,
    pattern: str = N_("{done} of {of} files"),
    reading: str = N_("The catalogue is being read"),
) -> None:
    """How far it is, as `pattern` tells {done} {of}; `reading` until that is known; and Stop.

    Where it is over, the page runs anew.
    """
    i18n.use(state.language())  # a fragment that runs by itself has not passed the head of the page
    if work.over:
        st.rerun()
    told = _(pattern).format(done=i18n.number(work.done), of=i18n.number(work.of))
    st.progress(
        min(work.done / work.of, 1.0) if work.of else 0.0, text=told if work.of else _(reading)
    )
    st.button(
        _("It stops in a moment") if work.stopping else _("Stop"),
        key=key,
        on_click=work.cancel,
        disabled=work.stopping,
    )
