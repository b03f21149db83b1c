"""The summits in the making, and beginning one."""

from __future__ import annotations

import secrets

import streamlit as st

from dashboard import navigation, state
from dashboard.catalogue import hosting
from dashboard.catalogue.hosting import Draft
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome
from dashboard.components.host import form
from dashboard.components.markup import text
from dashboard.i18n import _, date, language

_NEXT = "host_next"


def show(actor: Actor) -> None:
    """What hosting is, the way to begin, and what was begun."""
    st.title(_("Host a summit"))
    outcome.show()
    told = _(
        "A summit of any city, from one form: it is saved as you type, and becomes public when you"
        " open it, with its page, fact sheet, matrix and exhibition in four languages."
    )
    markup.html(f'<p class="sentence">{text(told)}</p>')
    if state.held(_NEXT) is None:
        state.lend(_NEXT, secrets.token_hex(8))
    st.button(
        _("Begin a summit"),
        key="host_begin",
        type="primary",
        icon=":material/add:",
        on_click=_begin,
    )
    begun = hosting.every(actor)
    if not begun:
        return
    items = "".join(map(_item, begun))
    title = text(_("Begun here"))
    links.show(
        f'<h2 class="section-title">{title}</h2><ul class="host-drafts">{items}</ul>', key="drafts"
    )
    for one in begun:
        if one.summit is None:
            st.button(
                _("Throw “{name}” away").format(name=form.name(one)),
                key=f"host_discard_{one.receipt}",
                type="tertiary",
                icon=":material/delete:",
                on_click=_discard,
                args=(one.receipt,),
            )


def _item(one: Draft) -> str:
    href = form.address(one.receipt, "what")
    standing = _("In the making")
    if one.opened_at:
        standing = _("Open since {date}").format(date=date(one.opened_at.date()))
    if one.changed:
        standing = _("Open since {date}, changed since then").format(
            date=date((one.opened_at or one.updated_at).date())
        )
    public = ""
    if one.summit:
        there = navigation.address("summits", language(), id=one.summit)
        public = f" · {markup.link(there, _('Look at it'))}"
    return (
        f"<li><b>{markup.link(href, form.name(one))}</b>"
        f'<span class="note">{text(standing)}{public}</span></li>'
    )


def _begin() -> None:
    receipt = str(state.held(_NEXT) or secrets.token_hex(8))

    def act() -> None:
        hosting.begin(state.actor_now(), receipt=receipt, language=state.language())
        state.lend(_NEXT, None)
        state.write(draft=receipt, step="what")

    outcome.attempt(act, typed=False)


def _discard(receipt: str) -> None:
    outcome.attempt(lambda: hosting.discard(state.actor_now(), receipt), typed=False)
