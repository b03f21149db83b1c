"""How to cite a practice: the words in four formats to copy, and the version's own addresses."""

from __future__ import annotations

import streamlit as st

from dashboard import citing, settings, state
from dashboard.catalogue.record import Whole
from dashboard.citing import FORMATS, Cited
from dashboard.components import markup
from dashboard.i18n import _, language


def words(practice: Whole) -> str:
    """The citation as a paragraph."""
    return citing.as_text(_cited(practice))


def show(practice: Whole) -> None:
    """A button that opens the formats, each to copy, and the ways to files and pages that last."""
    with st.popover(_("Cite"), icon=":material/format_quote:", key="practice_cite"):
        cited = _cited(practice)
        tabs = st.tabs([_(one.name) for one in FORMATS.values()], key="cite_format")
        for tab, (ending, one) in zip(tabs, FORMATS.items(), strict=True):
            spoken = "json" if ending == "json" else None
            tab.code(one.write(cited).strip(), language=spoken, wrap_lines=True)
        st.markdown(_("The link to this version, which never changes"))
        st.code(cited.address, language=None, wrap_lines=True)
        markup.html(_ways(practice))


def _cited(practice: Whole) -> Cited:
    return citing.of_practice(practice, settings.public_url() or state.origin())


def _ways(practice: Whole) -> str:
    version = f"p/{practice.slug}/v/{practice.version}"
    files = " ".join(
        markup.link(f"/{language()}/cite/{version}.{ending}", f".{ending}") for ending in FORMATS
    )
    told = [
        f"{markup.text(_('As a file:'))} {files}",
        markup.link(f"/{language()}/{version}", _("The page without scripts")),
        markup.link(f"/{language()}/sheet/{version}.pdf", _("Sheet to print (PDF)")),
        markup.link(
            f"/record/{practice.slug}/{practice.version}.json",
            _("This version as data (JSON)"),
        ),
    ]
    return markup.lines(told)
