"""Somebody else was faster: what changed there and here, and a choice that loses nothing."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_words
from dashboard.catalogue import contributions, differences
from dashboard.catalogue.differences import Conflict, Merged
from dashboard.catalogue.draft import Draft
from dashboard.components import difference, markup
from dashboard.components.form import opened
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.i18n import _, listed, number


def show(view: Opened) -> None:
    """What was saved elsewhere while this view was open, above everything else."""
    if view.theirs is not None:
        _elsewhere(view)
    elif view.one.outdated and view.writable:
        _outdated(view)


def _elsewhere(view: Opened) -> None:
    theirs = view.theirs
    if theirs is None:
        return
    merged = differences.merge(view.base, view.draft, theirs.draft)
    _said(
        _("This draft was changed elsewhere while it was open here"),
        _(
            "Perhaps in another window or on another machine. Your text is still here; "
            "nothing is saved until you have chosen."
        ),
    )
    _drawn(merged)
    receipt = view.one.receipt
    with st.container(horizontal=True, key="clash_ways"):
        _way("both", _("Take both"), merged.draft, receipt, primary=True)
        _way("mine", _("Keep mine"), view.draft, receipt)
        _way("theirs", _("Take what was saved there"), theirs.draft, receipt)


def _way(code: str, label: str, draft: Draft, receipt: str, *, primary: bool = False) -> None:
    st.button(
        label,
        key=f"clash_{code}",
        type="primary" if primary else "secondary",
        on_click=opened.settle,
        args=(receipt, draft),
    )


def _outdated(view: Opened) -> None:
    """The public text has moved on since this correction was begun."""
    merged = contributions.against_public(view.one)
    _said(
        _("The public text has changed since this correction was begun"),
        _(
            "It was begun from version {base}; version {public} is public now. Look at what "
            "changed, then go on from there. Your changes stay."
        ).format(base=_version(view.one.base_version), public=_version(view.one.public_version)),
    )
    _drawn(merged)
    with st.container(horizontal=True, key="clash_ways"):
        st.button(
            _("Go on from the public text of now"),
            key="rebase",
            type="primary",
            on_click=opened.rebase,
            args=(view.one.receipt, merged.draft),
        )


def _version(version: int | None) -> str:
    return number(version or 0)


def _said(title: str, told: str) -> None:
    markup.html(
        f'<div class="state form-clash" role="alert"><p><b>{text(title)}</b></p>'
        f"<p>{text(told)}</p></div>"
    )


def _drawn(merged: Merged) -> None:
    """What the others changed, and where both did: word by word."""
    if merged.theirs_only:
        _heading(_("Changed there"))
        difference.show(merged.theirs_only)
    if merged.both:
        _heading(_("Changed in both places"))
        markup.html("".join(map(_both, merged.both)))
        named = listed([desk_words.field(one.field) for one in merged.both])
        told = _("“Take both” keeps your words here: {fields}.").format(fields=named)
        markup.html(f'<p class="note">{text(told)}</p>')


def _heading(title: str) -> None:
    markup.html(f'<h2 class="label form-clash-part">{text(title)}</h2>')


def _both(one: Conflict) -> str:
    name = text(desk_words.field(one.field))
    drawn = difference.conflict(one)
    return f'<section class="difference-field"><h3 class="label">{name}</h3>{drawn}</section>'
