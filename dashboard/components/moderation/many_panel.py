"""Many posts at once: what they have in common, how many, and one click that acts on each."""

from __future__ import annotations

import streamlit as st

from dashboard.catalogue.moderation import queue, rules
from dashboard.catalogue.moderation.queue import Whole
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome
from dashboard.components.markup import text
from dashboard.components.moderation import acting, said, words_field
from dashboard.components.moderation.acting import Many
from dashboard.i18n import _, language, n_

_SAMPLE = 5


def show(actor: Actor, chosen: Many) -> None:
    """Before anything is done: the number, some of them, and the word that does it."""
    count = len(chosen.stamps)
    title = n_("{count} post at once", "{count} posts at once", count)
    markup.html(f'<h2 class="said-where" id="many" tabindex="-1">{text(title)}</h2>')
    markup.html(f'<p class="prose">{text(_common(chosen))}</p>')
    _sample(actor, chosen)
    outcome.show(only=acting.DECISION)
    told = _(
        "Each gets an act of its own in the log, and its author a statement. What has changed by"
        " then is left alone."
    )
    markup.html(f'<p class="note">{text(told)}</p>')
    words_field.show(actor, "many", _("Words to the authors"), lasting=False)
    _ways()


def _common(chosen: Many) -> str:
    return {
        "words": _("They say the same, word for word."),
        "device": _("They came from the same browser."),
        "place": _("They came from the same address on the same day."),
        "matching": _("They match what you look for at left."),
    }[chosen.about]


def _sample(actor: Actor, chosen: Many) -> None:
    found = [queue.whole(actor, one) for one in list(chosen.stamps)[:_SAMPLE]]
    items = "".join(map(_line, found))
    head = n_("{count} of them", "{count} of them", len(found))
    markup.html(f'<h3 class="said-part">{text(head)}</h3><ol class="said-thread">{items}</ol>')


def _line(one: Whole) -> str:
    head = said.facts([said.name(one.name), text(said.waits(one.written_at))])
    return f'<li class="said-near">{head}{said.words(one.words[:300], one.language)}</li>'


def _ways() -> None:
    markup.html(f'<p class="note said-rules">{text(_("Take them all away, by rule"))}</p>')
    with st.container(horizontal=True, key="moderation_many_rules", gap="xsmall"):
        for one in rules.edition(language()).rules:
            st.button(
                one.name,
                key=f"many_rule_{one.code}",
                help=one.words,
                on_click=acting.move_many,
                args=("refused", one.code),
            )
    with st.container(horizontal=True, key="moderation_many_ways"):
        st.button(
            _("Show all that are held"),
            key="many_show",
            icon=":material/check:",
            on_click=acting.move_many,
            args=("shown",),
        )
        st.button(_("Back to one by one"), key="many_leave", on_click=acting.leave_many)
