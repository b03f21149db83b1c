"""What colleagues can do from the page of a practice: propose a correction, or take it away."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import navigation, state
from dashboard.catalogue import contributions, rights, standing
from dashboard.catalogue.record import Whole
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import OPEN
from dashboard.components import outcome, passage, practice_moves
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _, language

_BEGUN = "correction_begun"
_ACTS: dict[str, tuple[Callable[[Actor, str, str], None], str]] = {
    "withdraw": (standing.withdraw, N_("Withdrawn. Its address says why and since when.")),
    "retire": (standing.retire, N_("Retired. Its text stays at its address, with the reason.")),
    "bring_back": (standing.bring_back, N_("It is public again, as it was.")),
}


def show(practice: Whole, actor: Actor) -> None:
    """The actions that this person's roles allow; nothing for the others."""
    if not practice.retired and rights.may(actor, "write", practice.city.city_id):
        _correction(practice.slug, actor)
    if rights.may(actor, "remove"):
        removal(practice.slug, "retired" if practice.retired else "published")


# A correction -------------------------------------------------------------------------------------


def _correction(slug: str, actor: Actor) -> None:
    """Begin one and go where it is written, or go on with the one that is open."""
    if state.is_open(_BEGUN):
        receipt = str(state.given_back(_BEGUN))
        state.lend(_BEGUN, None)
        passage.go(navigation.address("contribute", language(), draft=receipt))
        return
    begun = [one for one in contributions.mine(actor) if one.slug == slug and one.state in OPEN]
    if begun:
        st.page_link(
            "app_pages/contribute.py",
            label=_("Go on with your correction"),
            icon=":material/edit:",
            query_params={"draft": begun[0].receipt},
        )
        return
    key = f"correction_{slug}"
    if not state.is_open(key):
        state.lend(key, secrets.token_hex(8))  # a second click begins nothing twice
    st.button(
        _("Propose a correction"),
        key="propose_correction",
        icon=":material/edit:",
        on_click=_begin,
        args=(slug, key),
    )


def _begin(slug: str, key: str) -> None:
    receipt = str(state.given_back(key))
    begin = partial(contributions.begin, receipt=receipt, language=state.language(), slug=slug)
    if outcome.attempt(lambda: begin(state.actor_now())):
        state.lend(_BEGUN, receipt)
        state.lend(key, None)


# Taking it away, and bringing it back -------------------------------------------------------------


def removal(slug: str, now: str) -> None:
    """For reviewers: the moves that are open from this state, each with a reason."""
    ways = {
        "published": ("retire", "withdraw"),
        "retired": ("bring_back", "withdraw"),
        "withdrawn": ("bring_back",),
    }[now]
    with st.popover(_("For reviewers"), key="practice_review"):
        key = f"standing_reason_{slug}"
        st.text_area(
            _("Reason"),
            key=key,
            help=_("Readers see it at the address of the practice, with the date."),
            persist_state="session",
            max_chars=2000,
        )
        for way in ways:
            _way(way, slug, key)
        practice_moves.show(slug, now, key)


def _way(way: str, slug: str, key: str) -> None:
    label, explained = {
        "retire": (
            _("Retire it"),
            _("Out of lists, map, search and comparisons. Its text stays at its address."),
        ),
        "withdraw": (
            _("Withdraw it"),
            _("Its text is no longer shown anywhere; its address says why."),
        ),
        "bring_back": (_("Bring it back"), _("Public again everywhere, as it was.")),
    }[way]
    st.button(label, key=f"standing_{way}", on_click=_moved, args=(way, slug, key))
    st.caption(explained)


def _moved(way: str, slug: str, key: str) -> None:
    act, told = _ACTS[way]
    reason = state.given_back(key)

    def done() -> Outcome:
        act(state.actor_now(), slug, reason)
        return Outcome(told)

    if outcome.attempt(done):
        state.lend(key, "")
