"""The embargo list: each item as it will be read, its time before all else."""

from __future__ import annotations

import streamlit as st

from dashboard import embargo_words
from dashboard.catalogue import embargo, preview
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, practice_sheet
from dashboard.components.markup import text
from dashboard.i18n import _, language


def show(actor: Actor) -> None:
    """All that is sealed now, the first to open first."""
    st.title(_("Sealed until a time"))
    standfirst = _(
        "You read this before it is public. Each item opens by itself at its time,"
        " everywhere at once; until then nothing of it may be told, shown or passed on."
    )
    markup.html(f'<p class="standfirst">{text(standfirst)}</p>')
    items = embargo.items(actor)
    if not items:
        none = _("Nothing is sealed now. What will be shows here, with its time.")
        markup.html(f'<p class="prose">{text(none)}</p>')
    for one in items:
        shown = preview.whole(one.draft, language())
        until = text(embargo_words.not_before(one.opens_at, one.zone))
        page = practice_sheet.before_it_is_sent(shown) if shown else ""
        markup.html(
            f'<section aria-label="{until}"><p class="state"><b>{until}</b></p>{page}</section>'
        )
