"""What is said when there is nothing, when something failed, when it is done: one voice."""

from __future__ import annotations

import streamlit as st

from dashboard.components import markup
from dashboard.i18n import _


def unknown_codes(codes: tuple[str, ...]) -> None:
    """A word on parts of the address that nobody knows; they were left out."""
    if codes:
        told = ", ".join(markup.in_markdown(code[:40]) for code in codes[:5])
        st.info(
            _(
                "The link named something that is not known here, and it was left out: {codes}."
            ).format(codes=told),
            icon=":material/link_off:",
        )


def not_found(title: str, explanation: str) -> None:
    """A kind page for an address that leads to nothing, with ways on."""
    st.title(title)
    st.write(explanation)
    st.page_link("app_pages/explore.py", label=_("Search the catalogue"))
    st.page_link("app_pages/home.py", label=_("Back to the first page"))


def failed(reference: str) -> None:
    """Something broke: what is safe, what to do, and the reference for whoever runs this."""
    st.error(
        _(
            "This page could not be shown. Nothing you did is lost; try again in a moment. "
            "If it happens again, tell the people who run this page the reference {reference}."
        ).format(reference=reference),
        icon=":material/error:",
    )
