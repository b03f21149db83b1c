"""A button that copies this view's link; where the browser refuses, it shows the link instead."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _

# The clipboard is closed on plain http, which is what a hall without internet has: then the field.
_SCRIPT = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[role=status]");
  const field = parentElement.querySelector("input");
  button.querySelector("span").textContent = data.label;
  button.style.visibility = "visible"; // nobody meets it before it has its name
  field.setAttribute("aria-label", data.field);
  button.onclick = async () => {
    const link = location.href;
    try {
      await navigator.clipboard.writeText(link);
      field.hidden = true;
      said.textContent = data.done;
    } catch {
      field.hidden = false;
      field.value = link;
      field.focus();
      field.select();
      said.textContent = document.execCommand("copy") ? data.done : data.by_hand;
    }
  };
}
"""
_HTML = """<div class="copy">
<button type="button" style="visibility:hidden"><i aria-hidden="true"></i><span></span></button>
<input type="text" readonly hidden><small role="status"></small></div>"""
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none'"
    " stroke='%23000' stroke-width='1.6' stroke-linecap='round'%3E%3Cpath d='M6.5 5H4.7a3 3 0 0 0 0"
    " 6h1.8M9.5 5h1.8a3 3 0 0 1 0 6H9.5M5.5 8h5'/%3E%3C/svg%3E"
)
_MASK = f'url("{_ICON}") center / contain no-repeat'
_STYLE = f"""
.copy {{ display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }}
button {{
  display: inline-flex; align-items: center; gap: .5rem; min-height: 2.5rem; padding: .25rem .75rem;
  font: inherit; font-size: .9375rem; color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); border-radius: 4px; cursor: pointer;
}}
button:hover {{ border-color: var(--act); color: var(--act); }}
button:focus-visible, input:focus-visible {{ outline: 2px solid var(--act); outline-offset: 2px; }}
i {{
  width: 1.125rem; height: 1.125rem; background: currentColor;
  -webkit-mask: {_MASK}; mask: {_MASK};
}}
input {{
  box-sizing: border-box; width: 100%; min-height: 2.5rem; padding: 0 .5rem;
  font: inherit; font-size: .875rem; color: var(--ink); background: var(--mist);
  border: 1px solid var(--edge); border-radius: 4px;
}}
[hidden] {{ display: none; }}
small {{ font-size: .875rem; color: var(--muted); }}
small:empty {{ display: none; }}
@media (pointer: coarse) {{ button {{ min-height: 2.75rem; }} }}
"""
_copy = st.components.v2.component("copy_link", html=_HTML, css=_STYLE, js=_SCRIPT)


def show(key: str = "copy_link") -> None:
    """The button; its words in the reader's language."""
    _copy(
        key=key,
        width="content",
        data={
            "label": _("Copy link"),
            "done": _("Link copied."),
            "by_hand": _("Copy the link from the field."),
            "field": _("Link to this view"),
        },
    )
