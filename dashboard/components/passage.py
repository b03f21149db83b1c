"""Two things only the browser can do: one entry of history a page, and telling light from dark.

`st.switch_page` with a query writes that query into the history of the page it leaves: Back would
show the overview narrowed to the cell that was chosen. Here the browser gets one new entry, as from
a link, and the page changes without loading anew.
"""

from __future__ import annotations

import streamlit as st

_GO = """
export default function ({ data }) {
  if (location.pathname + location.search === data.href) return;
  history.pushState({}, "", data.href);
  // Streamlit follows the address as it does after Back and Forward.
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
"""
_FOLLOW = """
export default function ({ setTriggerValue }) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tell = () => setTriggerValue("mode", dark.matches ? "dark" : "light");
  dark.addEventListener("change", tell);
  return () => dark.removeEventListener("change", tell);
}
"""
_go = st.components.v2.component("go", html="<i></i>", js=_GO)
_follow = st.components.v2.component("follow_mode", html="<i></i>", js=_FOLLOW)


def go(href: str) -> None:
    """Open an address of ours; Back comes back to this very view."""
    _go(key="go", data={"href": href}, height=1)


def follow_mode() -> None:
    """Draw the page again when the reader's device turns light or dark.

    A figure has its colours from the server; only what is HTML changes by itself.
    """
    _follow(key="follow_mode", on_mode_change=lambda: None, height=1)
