"""The contribution form: a draft in, a draft out, step by step, saved as one types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard import i18n, state
from dashboard.catalogue import rules
from dashboard.catalogue.rules import Fault
from dashboard.components import desk, links, markup, outcome, saved_text, verdict
from dashboard.components.form import (
    asking,
    card,
    clash,
    languages,
    last_look,
    notes,
    opened,
    steps,
)
from dashboard.components.form.opened import Opened
from dashboard.components.form.steps import PREVIEW, Step
from dashboard.components.markup import text
from dashboard.desk_words import field
from dashboard.i18n import _, language, number


def show(receipt: str) -> None:
    """The step of the draft that the address names; NotFound where it is not this author's."""
    opened.read(receipt)
    desk.arrived(receipt)
    _form(receipt)


@st.fragment
def _form(receipt: str) -> None:
    """All of the form: a change draws it anew, and nothing around it."""
    i18n.use(state.language())  # a fragment that runs by itself has not passed the head of the page
    view, here = opened.now(receipt), steps.current()
    if not view.writable:
        _closed(view)
        return
    faults = steps.faults(view)
    with st.container(key="form_head"):
        steps.nav(view, here, faults)
        markup.html(_about(view) + asking.heading(here))
        _line(view, here)
    with st.container(key="form_above"):
        desk.opens()  # a correction begun from a likely twin
        outcome.show()
        _above(view)
    if here is PREVIEW:
        last_look.show(view, faults)
        steps.ways_on(view, here)
    elif here.code == "languages":
        languages.show(view, faults)
        steps.ways_on(view, here)
    else:
        _beside(view, here, faults)


def _closed(view: Opened) -> None:
    """A text that was sent or decided: where it stands, and the page as it is."""
    title = text(card.title(view.draft) or _("Without a title yet"))
    markup.html(f'{_about(view)}<h1 class="page-title">{title}</h1>')
    with st.container(key="form_above"):
        outcome.show()
        last_look.standing(view)
        _reason(view)
    notes.every(view)
    last_look.page(view)


def _about(view: Opened) -> str:
    """Which draft this is: a new practice, or a correction and of which version."""
    if view.one.base_version is None:
        return f'<p class="place">{text(_("Add a practice"))}</p>'
    told = _("A correction, begun from version {version} of “{title}”").format(
        version=number(view.one.base_version or 0),
        title=card.title(view.public or view.draft),
    )
    return f'<p class="place">{text(told)}</p>'


def _line(view: Opened, here: Step) -> None:
    saved_text.line(
        steps.place(here),
        view.one.updated_at,
        receipt=view.one.receipt,
        on_left=partial(opened.take_left, view.one.receipt),
        heard=view.heard,
    )


def _above(view: Opened) -> None:
    """What has to be known before writing on: where it stands, who else wrote, open notes."""
    if opened.signed_out():
        _ended()
    clash.show(view)
    _kept_back(view)
    _reason(view)
    if told := notes.count(view):
        markup.html(f'<p class="sentence form-notes">{text(told)}</p>')
    notes.general(view)


def _reason(view: Opened) -> None:
    """Why a reviewer sent it back, or did not take it in."""
    told = (
        "" if opened.signed_out() else verdict.of(opened.actor(), view.one.receipt, view.one.state)
    )
    if told:
        markup.html(told)


def _ended() -> None:
    """The session ended while the page stood open: nothing is saved, nothing is lost."""
    told = _("You are signed out, so nothing is saved any more. This browser keeps what you type.")
    way = f"/{language()}/sign-in?{urlencode({'next': state.here()})}"
    link = markup.link(way, _("Sign in and go on"), "button button-primary")
    markup.html(
        f'<div class="state state-error" role="alert"><p>{text(told)}</p>'
        f'<p class="actions">{link}</p></div>'
    )


def _kept_back(view: Opened) -> None:
    """Texts of this browser that were not laid over newer ones: where to look at them."""
    behind = dict.fromkeys(one.name for one in view.heard if not one.kept)
    fields = [one for one in behind if one.split(".")[0] in rules.LENGTHS or "." in one]
    fields = [one for one in fields if not one.startswith(("answer.", "note"))]
    if not fields:
        return
    items = "".join(
        f'<li><a href="{text(_where(view, one))}" target="_self">{text(field(one.split(".")[0]))}'
        "</a></li>"
        for one in fields
    )
    told = _("This browser kept a text that differs from the saved one. Look at it in:")
    links.show(f'<p class="note">{text(told)}</p><ul class="form-lacks">{items}</ul>', key="behind")


def _where(view: Opened, path: str) -> str:
    name, *rest = path.split(".")
    translated = bool(rest) and rest[-1] in i18n.LANGUAGES
    if translated and rest[-1] != steps.writing_language(view.draft):
        return f"{steps.address(view.one.receipt, 'languages')}&to={rest[-1]}"
    return steps.address(view.one.receipt, steps.of_field(name).code)


def _beside(view: Opened, here: Step, faults: Sequence[Fault]) -> None:
    """The fields, and beside them the card as readers will see it."""
    form, aside = st.columns([7, 4], gap="large")
    with form, st.container(key="form_fields"):
        asking.ASK[here.code](view, faults)
        steps.ways_on(view, here)
    with aside, st.container(key="form_aside"):
        markup.html(card.drawn(view.draft))
        links.show(_usable(view, faults), key="usable")


def _usable(view: Opened, faults: Sequence[Fault]) -> str:
    """The six fields that make a usable record, and which of them are still empty or wrong."""
    lacking = rules.lacks(view.draft)
    if faults and not lacking:
        return last_look.still_to_do(view, faults)
    if not lacking:
        told = _(
            "All six required fields are filled. It can be sent; everything else helps readers."
        )
        way = _way(view, "preview", _("Look at it and send it"))
        return f'<p class="note">{text(told)}</p><p class="form-usable">{way}</p>'
    told = _(
        "A usable record in ten minutes: six fields are required, the rest may follow. Missing:"
    )
    items = "".join(
        f"<li>{_way(view, steps.of_field(name).code, field(name))}</li>" for name in lacking
    )
    return f'<p class="note">{text(told)}</p><ul class="form-lacks">{items}</ul>'


def _way(view: Opened, code: str, told: str) -> str:
    return (
        f'<a href="{text(steps.address(view.one.receipt, code))}" target="_self"'
        f' data-then="#form-title-{code}">{text(told)}</a>'
    )
