"""Notices: what somebody says should not stand here; upheld or dismissed, always with a reason."""

from __future__ import annotations

import streamlit as st

from dashboard import i18n, moderation_letters, moderation_words, navigation, state
from dashboard.catalogue.moderation import notices
from dashboard.catalogue.moderation.notices import Notice
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome
from dashboard.components.markup import text
from dashboard.components.moderation import acting, said, words_field
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _, language, n_

_MOST = 20  # drawn at once; those that are decided make room for the next


def show(actor: Actor) -> None:
    """The open notices, the oldest first."""
    found = notices.waiting(actor)
    told = n_("{count} notice waits", "{count} notices wait", len(found))
    markup.html(f'<h2 class="section-title">{text(told)}</h2>')
    if not found:
        said.nothing(_("No notice waits. Anybody can give one from the foot of each post."))
    for one in found[:_MOST]:
        _one(actor, one)


def _one(actor: Actor, one: Notice) -> None:
    with st.container(key=f"notice_{one.notice_id}"):
        links.show(_drawn(one), key=f"notice_text_{one.notice_id}")
        words_field.show(
            actor,
            one.notice_id,
            _("Your reason"),
            help_=_("Whoever gave notice reads it; so does the author, where a post goes."),
        )
        with st.container(horizontal=True):
            st.button(
                _uphold(one),
                key=f"uphold_{one.notice_id}",
                type="primary",
                on_click=_decide,
                args=(one.notice_id, "upheld", one.post_stamp),
            )
            st.button(
                _("Dismiss it"),
                key=f"dismiss_{one.notice_id}",
                on_click=_decide,
                args=(one.notice_id, "dismissed", None),
            )


def _uphold(one: Notice) -> str:
    if one.post_state == "shown":
        return _("Uphold it, and hide the post")
    if one.post_state == "held":
        return _("Uphold it, and refuse the post")
    return _("Uphold it")


def _drawn(one: Notice) -> str:
    facts = [
        text(moderation_words.rule(one.rule)),
        text(said.waits(one.given_at)),
        said.name(one.name),
        text(_("wants a letter") if one.reachable else _("no e-mail address")),
    ]
    where = markup.link(f"/{language()}{one.address}", one.address, "said-address")
    told = f'<div class="said-notice"><p class="said-where">{where}</p>{said.facts(facts)}'
    told += said.words(one.words, one.language)
    if one.post_id and one.post_words is not None and one.post_state != "erased":
        desk = navigation.address("moderation", language(), id=one.post_id, state="any")
        told += f'<p class="label">{text(_("The post it is about"))}</p>'
        told += said.quote(one.post_words)
        told += f"<p>{markup.link(desk, _('Open it in its thread'))}</p>"
    return told + "</div>"


def _decide(notice_id: str, decision: str, stamp: int | None) -> None:
    words, spoken = acting.told(notice_id)

    def act() -> Outcome:
        actor = state.actor_now()
        notices.decide(actor, notice_id, decision, words, stamp=stamp, language=spoken)
        return Outcome(N_("Decided. Whoever gave notice reads your reason."))

    if outcome.attempt(act):
        i18n.use(state.language())
        moderation_letters.send_due(state.origin())
