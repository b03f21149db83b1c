"""One's own account: name, roles, sign-ins that still hold, password."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import desk_words, people_words, state
from dashboard.catalogue import people
from dashboard.catalogue.people import Refused
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _

_NAME, _OLD, _NEW = "my_name", "my_old_password", "my_new_password"


def show(actor: Actor) -> None:
    """What everybody may see and change of themselves."""
    mine = people.person(actor.account)
    st.header(_("Your account"), anchor=False)
    markup.html(
        f'<dl class="facts"><div><dt>{markup.text(_("E-mail address"))}</dt>'
        f"<dd>{markup.or_gap(mine.login)}</dd></div>"
        f"<div><dt>{markup.text(_('Your roles'))}</dt><dd>{roles(actor)}</dd></div></dl>"
    )
    _name(mine.name)
    _sessions(actor)
    if not mine.by_provider and not state.by_provider():
        _password()


def roles(actor: Actor | people.Person) -> str:
    """The roles of somebody, one a line, with what each is for."""
    held = sorted(actor.grants, key=lambda one: (one.role, one.city_id or 0))
    if not held:
        return markup.text(_("None yet. An administrator gives them."))
    return markup.lines(
        [
            f"<b>{markup.text(people_words.held(one))}</b><br>"
            f'<span class="note">{markup.text(people_words.meaning(one.role))}</span>'
            for one in held
        ]
    )


def attempt(act: Callable[[], object], done: str) -> bool:
    """Do it and tell that it was done, or why it was not."""

    def told() -> Outcome:
        try:
            act()
        except Refused as refused:
            return Outcome(people_words.sentence(refused.faults[0]), failed=True)
        return Outcome(done)

    return outcome.attempt(told)


def _name(name: str) -> None:
    with st.form("my_name_form", border=False):
        st.text_input(_("Your name"), value=name, key=_NAME, max_chars=80, autocomplete="name")
        st.form_submit_button(_("Save the name"), on_click=_rename)


def _rename() -> None:
    actor = state.actor()
    if actor is not None:
        attempt(lambda: people.rename(actor, state.given_back(_NAME)), N_("The name is saved."))


def _sessions(actor: Actor) -> None:
    here = state.session_mark()
    held = people.sessions_of(actor.account)
    st.header(_("Where you are signed in"), anchor=False)
    markup.html(markup.lines([_session(one, here) for one in held]))
    with st.container(horizontal=True):
        if len(held) > 1:
            st.button(
                _("Sign out everywhere else"), key="out_elsewhere", on_click=_out, args=(here,)
            )
        st.button(_("Sign out everywhere"), key="out_everywhere", on_click=_out, args=(None,))


def _session(one: people.Session, here: str) -> str:
    since = desk_words.day(one.made_at)
    seen = desk_words.day(one.last_seen)
    pattern = (
        _("This browser: signed in {since}.")
        if one.mark == here
        else _("Another browser: signed in {since}, last used {seen}.")
    )
    return markup.text(pattern.format(since=since, seen=seen))


def _out(but: str | None) -> None:
    actor = state.actor()
    if actor is None:
        return
    people.sign_out_everywhere(actor.account, but)
    outcome.keep(Outcome(N_("You are signed out there.")))
    if but is None and state.by_provider():
        state.leave_provider()


def _password() -> None:
    with st.expander(_("Change the password")), st.form("my_password_form", border=False):
        st.text_input(
            _("Password of now"), type="password", key=_OLD, autocomplete="current-password"
        )
        st.text_input(
            _("New password"),
            type="password",
            key=_NEW,
            autocomplete="new-password",
            help=_("At least 12 characters; a few words are easy to keep in mind."),
        )
        st.form_submit_button(_("Change the password"), on_click=_change_password)


def _change_password() -> None:
    actor = state.actor()
    if actor is None:
        return
    old, new = state.given_back(_OLD), state.given_back(_NEW)
    state.lend(_OLD, "")
    state.lend(_NEW, "")
    attempt(
        lambda: people.change_password(actor, old, new, state.session_mark()),
        N_("The password is changed. Everywhere else you are signed out."),
    )
