"""Rooms: whether posts are read before or after they are shown, and whether any are taken."""

from __future__ import annotations

import streamlit as st

from dashboard import moderation_words, settings, state
from dashboard.catalogue import cities, people, summits
from dashboard.catalogue.moderation import rooms
from dashboard.catalogue.moderation.rooms import ALL, Room
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome, review_words
from dashboard.components.markup import text
from dashboard.components.moderation import said
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, language

_MODES = {
    "before": N_("Posts are read before they are shown"),
    "after": N_("Posts are shown at once, and read afterwards"),
}


def show(actor: Actor) -> None:
    """What holds for everything, then each room with a setting of its own, then another one."""
    found = rooms.settings_of(actor)
    names = people.names({one.set_by for one in found})
    explained = _(
        "A setting holds from the next post on. A room without one is as everything is. What a"
        " filter sets aside waits in any room."
    )
    markup.html(f'<p class="prose">{text(explained)}</p>')
    if all(one.room != ALL for one in found):
        default = settings.value("DISCUSSION_MODE", "before")
        told = _("Everything, as this house was set up: {mode}.").format(mode=_(_MODES[default]))
        markup.html(f'<p class="note">{text(told)}</p>')
    for one in found:
        _one(one, names)
    _another(found)


def _one(one: Room, names: Names) -> None:
    with st.container(key=f"room_{one.room}"):
        told = _("Set on {when} by {name}").format(
            when=said.moment(one.set_at), name=review_words.who(one.set_by, names)
        )
        name = text(moderation_words.room(one.room))
        markup.html(f'<h2 class="said-where">{name}</h2><p class="note">{text(told)}</p>')
        state.lend(_key(one.room, "mode"), one.mode)
        state.lend(_key(one.room, "open"), one.is_open)
        _fields(one.room)
        if one.room != ALL:
            st.button(
                _("Let it be as everything"),
                key=f"room_unset_{one.room}",
                type="tertiary",
                on_click=_unset,
                args=(one.room,),
            )


def _fields(room: str) -> None:
    st.radio(
        _("When posts are read"),
        list(_MODES),
        format_func=lambda code: _(_MODES[code]),
        key=_key(room, "mode"),
        on_change=_settle,
        args=(room,),
    )
    st.checkbox(_("Posts are taken"), key=_key(room, "open"), on_change=_settle, args=(room,))


def _another(found: tuple[Room, ...]) -> None:
    """Give a room a setting of its own: it starts as read before."""
    taken = {one.room for one in found}
    options = [
        ALL,
        *(f"summit:{one.code}" for one in summits.every(language())),
        *(f"city:{slug}" for slug in cities.names(language())),
    ]
    with st.container(horizontal=True, vertical_alignment="bottom", key="room_new_row"):
        st.selectbox(
            _("A setting for"),
            [one for one in options if one not in taken],
            index=None,
            format_func=moderation_words.room,
            placeholder="",
            key="room_new",
            width=320,
        )
        st.button(_("Give it a setting"), key="room_add", on_click=_add)


def _key(room: str, field: str) -> str:
    return f"room_{field}_{room}"


def _add() -> None:
    if room := state.given_back("room_new"):
        _settled(str(room), "before", is_open=True)


def _settle(room: str) -> None:
    mode, is_open = state.given_back(_key(room, "mode")), state.given_back(_key(room, "open"))
    _settled(room, str(mode), is_open=bool(is_open))


def _settled(room: str, mode: str, *, is_open: bool) -> None:
    def act() -> Outcome:
        rooms.settle(state.actor_now(), room, mode, is_open=is_open)
        return Outcome(N_("Set. It holds from the next post on."))

    outcome.attempt(act, typed=False)


def _unset(room: str) -> None:
    def act() -> Outcome:
        rooms.unset(state.actor_now(), room)
        return Outcome(N_("It is as everything is."))

    outcome.attempt(act, typed=False)
