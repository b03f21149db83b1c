"""Markup of ours whose links open without loading the page anew, as the header's do."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).parents[1] / "static" / "desk" / "links.js"
_links = st.components.v2.component(
    "links",
    html='<div class="links"></div>',
    js=_SCRIPT.read_text(encoding="utf-8"),
    isolate_styles=False,  # it wears the house's styles
)


def show(fragment: str, key: str) -> None:
    """Put a fragment on the page; whoever builds it has escaped its words.

    A link with `data-then="#some-id"` brings that element into sight and focus once it is there.
    """
    _links(key=key, data={"html": fragment})
