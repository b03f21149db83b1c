"""Appeals: authors who ask for a second look; one's own decisions are for others to look at."""

from __future__ import annotations

import streamlit as st

from dashboard import i18n, moderation_letters, moderation_words, state
from dashboard.catalogue import people
from dashboard.catalogue.moderation import SamePerson, appeals
from dashboard.catalogue.moderation.appeals import Waiting
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome, review_words
from dashboard.components.markup import text
from dashboard.components.moderation import acting, said, words_field
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, n_

_MOST = 20


def show(actor: Actor) -> None:
    """The open appeals, the oldest first."""
    found = appeals.waiting(actor)
    told = n_("{count} appeal waits", "{count} appeals wait", len(found))
    markup.html(f'<h2 class="section-title">{text(told)}</h2>')
    if not found:
        said.nothing(_("No appeal waits."))
    names = people.names({one.acted_by for one in found})
    for one in found[:_MOST]:
        _one(actor, one, names)


def _one(actor: Actor, one: Waiting, names: Names) -> None:
    with st.container(key=f"appeal_{one.appeal_id}"):
        links.show(_drawn(one, names), key=f"appeal_text_{one.appeal_id}")
        if one.acted_by == actor.account:
            markup.html(f'<p class="state">{text(_(SamePerson.message))}</p>')
            return
        words_field.show(
            actor, one.appeal_id, _("Your reason"), help_=_("The author reads it in either case.")
        )
        with st.container(horizontal=True):
            st.button(
                _("Grant it, and show the post"),
                key=f"grant_{one.appeal_id}",
                type="primary",
                on_click=_decide,
                args=(one.appeal_id, True, one.stamp),
            )
            st.button(
                _("Refuse the appeal"),
                key=f"refuse_{one.appeal_id}",
                on_click=_decide,
                args=(one.appeal_id, False, None),
            )


def _drawn(one: Waiting, names: Names) -> str:
    where = markup.link(said.place(one.thread, one.post_id), said.thread(one.thread))
    done = _("{what} by {who}, {when}").format(
        what=moderation_words.state(one.to_state),
        who=review_words.who(one.acted_by, names),
        when=said.moment(one.acted_at),
    )
    facts = [text(done)]
    if one.state == "erased":
        facts.append(said.state(one.state))
    rule = f'<p class="said-rule">{said.rule(one.rule)}</p>' if one.rule else ""
    told = f'<p class="said-told">{text(one.told)}</p>' if one.told else ""
    quoted = "" if one.state == "erased" else (said.quote(one.text))
    asked = text(_("Asked for a second look {age}").format(age=said.waits(one.asked_at)))
    return (
        f'<div class="said-notice"><p class="said-where">{where}</p>{said.facts(facts)}{quoted}'
        f'{rule}{told}<p class="label">{asked}</p>{said.words(one.words, one.language)}</div>'
    )


def _decide(appeal_id: str, granted: bool, stamp: int | None) -> None:
    words, spoken = acting.told(appeal_id)

    def act() -> Outcome:
        actor = state.actor_now()
        appeals.decide(
            actor, appeal_id, granted=granted, answer=words, stamp=stamp, language=spoken
        )
        return Outcome(
            N_("Granted. The post is shown, and its author reads your reason.")
            if granted
            else N_("Refused. Its author reads your reason.")
        )

    if outcome.attempt(act):
        i18n.use(state.language())
        moderation_letters.send_due(state.origin())
