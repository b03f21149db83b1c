"""Who works here, for administrators: invite, give and take roles, suspend, erase."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_words, navigation, people_words, settings, state
from dashboard.catalogue import geography, people
from dashboard.catalogue.people import Invitation, Person
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Actor, Grant
from dashboard.components import account, links, markup, outcome, peer_choice
from dashboard.components.account import attempt
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _, date, language, n_

_LINK, _OFFERED = "invitation_link", 8
_STATES = {"active": N_("active"), "suspended": N_("suspended")}


def show(actor: Actor) -> None:
    """The part of the page that only administrators have."""
    if state.by_provider() and settings.value("OIDC_ROLES_CLAIM"):
        st.info(_("Roles come from your organisation’s identity provider and are changed there."))
    else:
        _invite()
        _invitations(actor)
    everybody = people.all_people(actor)
    _list(everybody)
    chosen = next((one for one in everybody if one.account == state.value("person")), None)
    if chosen:
        _one(actor, chosen)


# Inviting -----------------------------------------------------------------------------------------


def _invite() -> None:
    st.header(_("Invite somebody"), anchor=False)
    grant = _role_and_city("invite")
    st.button(
        _("Make the link"), key="invite", on_click=_made, args=(grant,), disabled=grant is None
    )
    if state.is_open(_LINK):
        st.write(
            _("Send this link to one person. It works once, for seven days, and shows now only.")
        )
        st.code(state.given_back(_LINK), language=None, wrap_lines=True)


def _role_and_city(key: str) -> Grant | None:
    """A role, and its city where it has one; None as long as that is missing."""
    role = st.selectbox(
        _("Role"),
        ROLES,
        format_func=people_words.role,
        key=f"{key}_role",
        help=_("Contributors and mayors’ offices are bound to one city."),
    )
    markup.html(f'<p class="note">{markup.text(people_words.meaning(role))}</p>')
    if role not in OF_A_CITY:
        return Grant(role)
    city = _city(key)
    return Grant(role, city) if city else None


def _city(key: str) -> int | None:
    typed = st.text_input(
        _("City"),
        key=f"{key}_words",
        type="search",
        icon=":material/search:",
        live=True,
        autocomplete="off",
    )
    if not typed or not typed.strip():
        return None
    found = {
        one.place_id: one for one in geography.search_places(typed[:100], language(), _OFFERED)
    }
    if not found:
        st.info(_("No city of this name is known. Try another spelling, or the next larger city."))
        return None
    chosen = st.selectbox(
        _("Which one do you mean?"),
        list(found),
        format_func=lambda place_id: peer_choice.described(found[place_id]),
        key=f"{key}_city",
    )
    return int(chosen) if chosen is not None else None


def _made(grant: Grant) -> None:
    def act() -> Outcome:
        token = people.invite(state.actor_now(), grant.role, grant.city_id)
        start = settings.public_url() or state.origin()
        state.lend(_LINK, people.invitation_link(start, token))
        return Outcome(N_("The link is made."))

    outcome.attempt(act)


def _invitations(actor: Actor) -> None:
    waiting = people.invitations(actor)
    if not waiting:
        return
    with st.expander(
        n_("{count} link is still open", "{count} links are still open", len(waiting))
    ):
        for one in waiting:
            with st.container(horizontal=True, vertical_alignment="center"):
                markup.html(f"<p>{markup.text(_offer(one))}</p>")
                st.button(
                    _("Withdraw"),
                    key=f"withdraw_{one.mark[:12]}",
                    on_click=_withdraw,
                    args=(one.mark,),
                )


def _offer(one: Invitation) -> str:
    return _("{role}, good until {date}").format(
        role=people_words.held(Grant(one.role, one.city_id)), date=date(one.expires_at.date())
    )


def _withdraw(mark: str) -> None:
    state.lend(_LINK, None)
    attempt(lambda: people.withdraw(state.actor_now(), mark), N_("The link works no more."))


# The list -----------------------------------------------------------------------------------------


def _list(everybody: tuple[Person, ...]) -> None:
    told = n_("{count} person", "{count} people", len(everybody))
    heads = (_("Name"), _("E-mail address"), _("Roles"), _("State"))
    head = "".join(f'<th scope="col">{markup.text(one)}</th>' for one in heads)
    body = "".join(_line(one) for one in everybody)
    st.header(told, anchor=False)
    links.show(
        '<div class="table-wrap" tabindex="0" role="region"'
        f' aria-label="{markup.text(told)}"><table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>",
        key="people_list",
    )


def _line(one: Person) -> str:
    href = navigation.address("people", language(), person=one.account)
    held = [people_words.held(grant) for grant in sorted(one.grants, key=lambda g: g.role)]
    here = ' aria-current="true"' if state.value("person") == one.account else ""
    cells = (one.login, "; ".join(held), _(_STATES[one.state]))
    return (
        f'<tr><th scope="row"><a href="{markup.text(href)}" target="_self"'
        f' data-then="#person"{here}>{markup.text(one.name)}</a></th>'
        + "".join(f"<td>{markup.text(cell)}</td>" for cell in cells)
        + "</tr>"
    )


# One of them --------------------------------------------------------------------------------------


def _one(actor: Actor, chosen: Person) -> None:
    seen = desk_words.day(chosen.last_seen) if chosen.last_seen else _("never")
    markup.html(
        f'<h2 class="section-title" id="person" tabindex="-1">{markup.text(chosen.name)}</h2>'
        f'<p class="note">{markup.text(_("Last seen: {when}").format(when=seen))}</p>'
        f"{account.roles(chosen)}"
    )
    if not (state.by_provider() and settings.value("OIDC_ROLES_CLAIM")):
        _roles(chosen)
    _doors(chosen)
    _erasing(chosen)
    _trace(actor, chosen)


def _roles(chosen: Person) -> None:
    with st.container(horizontal=True):
        for one in sorted(chosen.grants, key=lambda grant: (grant.role, grant.city_id or 0)):
            st.button(
                _("Take: {role}").format(role=people_words.held(one)),
                key=f"take_{one.role}_{one.city_id or 0}",
                on_click=_take,
                args=(chosen.account, one),
            )
    with st.expander(_("Give a role")):
        grant = _role_and_city("give")
        st.button(
            _("Give the role"),
            key="give",
            on_click=_give,
            args=(chosen.account, grant),
            disabled=grant is None,
        )


def _take(whose: str, grant: Grant) -> None:
    attempt(
        lambda: people.revoke(state.actor_now(), whose, grant.role, grant.city_id),
        N_("The role is taken. It holds from the next click on."),
    )


def _give(whose: str, grant: Grant) -> None:
    attempt(
        lambda: people.grant(state.actor_now(), whose, grant.role, grant.city_id),
        N_("The role is given. It holds from the next click on."),
    )


def _doors(chosen: Person) -> None:
    with st.container(horizontal=True):
        if chosen.state == "active":
            st.button(_("Suspend"), key="suspend", on_click=_suspend, args=(chosen.account,))
        else:
            st.button(_("Bring back"), key="bring_back", on_click=_bring, args=(chosen.account,))


def _suspend(whose: str) -> None:
    attempt(
        lambda: people.suspend(state.actor_now(), whose),
        N_("Suspended, and signed out everywhere."),
    )


def _bring(whose: str) -> None:
    attempt(lambda: people.bring_back(state.actor_now(), whose), N_("May sign in again."))


def _erasing(chosen: Person) -> None:
    with st.expander(_("Erase this person")):
        st.write(
            _(
                "Name, address, password and sign-ins go for good. What was written stays, "
                "signed by a former colleague."
            )
        )
        sure = st.checkbox(_("Yes, this cannot be undone"), key=f"sure_{chosen.account}")
        st.button(
            _("Erase"), key="erase", on_click=_erase, args=(chosen.account,), disabled=not sure
        )


def _erase(whose: str) -> None:
    if attempt(lambda: people.erase(state.actor_now(), whose), N_("The person is forgotten.")):
        state.write(person=None)


def _trace(actor: Actor, chosen: Person) -> None:
    lines = people.trace(actor, chosen.account)
    names = people.names({one.actor for one in lines})
    with st.expander(_("What was done to this account")):
        markup.html(
            markup.lines(
                [
                    markup.text(
                        _("{when}, by {who}: {what}").format(
                            when=date(one.occurred_at.date()),
                            who=names.get(one.actor) or people_words.signed(one.actor),
                            what=people_words.action(one.action, one.note),
                        )
                    )
                    for one in lines
                ]
            )
        )
