"""Threads: freezing one with a summary in languages, and opening it again; posts stay."""

from __future__ import annotations

import json

import streamlit as st

from dashboard import moderation_words, navigation, state
from dashboard.catalogue import people
from dashboard.catalogue.moderation import acts, rooms
from dashboard.catalogue.moderation.acts import LONGEST_SUMMARY
from dashboard.catalogue.moderation.rooms import Talk
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome, review_words
from dashboard.components.markup import text
from dashboard.components.moderation import said
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import LANGUAGES, N_, _, language, language_name, n_


def show(actor: Actor) -> None:
    """The threads, those written in last first; the chosen one with what can be done."""
    state.lend("mod_thread_q", state.value("q") or "")
    st.text_input(
        _("Search in threads"),
        key="mod_thread_q",
        type="search",
        icon=":material/search:",
        on_change=_searched,
        width=420,
    )
    found = rooms.threads(actor, state.value("q") or "")
    chosen = next((one for one in found if one.thread == state.value("thread")), None)
    names = people.names({one.frozen_by for one in found if one.frozen_by})
    left, right = st.columns([5, 7], gap="large")
    with left:
        _list(found)
    with right:
        if chosen:
            _one(chosen, names)
        elif found:
            said.nothing(_("Choose a thread to freeze it, or to open it again."))


def _searched() -> None:
    state.write(q=state.given_back("mod_thread_q") or None, thread=None)


def _list(found: tuple[Talk, ...]) -> None:
    if not found:
        said.nothing(_("Nobody has written in a thread yet."))
        return
    items = "".join(_item(one) for one in found)
    links.show(f'<ol class="queue">{items}</ol>', key="moderation_threads")


def _item(one: Talk) -> str:
    here = one.thread == state.value("thread")
    query = {"part": "threads", "thread": one.thread, "q": state.value("q") or ""}
    href = navigation.address("moderation", language(), **query)
    facts = [n_("{count} post", "{count} posts", one.posts)]
    if one.held:
        facts.append(n_("{count} held", "{count} held", one.held))
    if one.frozen_at:
        facts.append(_("frozen"))
    current = ' aria-current="true"' if here else ""
    return (
        f'<li class="queue-item{" queue-here" if here else ""}">'
        f'<p class="queue-kind"><span>{text(moderation_words.room(one.room))}</span></p>'
        f'<p class="queue-name said-short"><a href="{text(href)}" target="_self"'
        f' data-then="#thread"{current}>{text(said.thread(one.thread))}</a></p>'
        f"{said.facts([text(fact) for fact in facts])}</li>"
    )


def _one(one: Talk, names: Names) -> None:
    here = f"/{language()}/talk/{one.thread.replace(':', '/', 1)}"
    title = markup.link(here, said.thread(one.thread))
    links.show(f'<h2 class="said-where" id="thread" tabindex="-1">{title}</h2>', key="thread_head")
    if one.frozen_at:
        _frozen(one, names)
    else:
        _freeze(one)


def _freeze(one: Talk) -> None:
    told = _(
        "A frozen thread takes no more posts. What stands there stays, and the summary stands above"
        " it: why it ended, and what was said. Single posts that break a rule are no reason: act on"
        " them."
    )
    markup.html(f'<p class="prose">{text(told)}</p>')
    for code in LANGUAGES:
        st.text_area(
            _("Summary in {language}").format(language=language_name(code)),
            key=_key(one.thread, code),
            max_chars=LONGEST_SUMMARY,
            height=96,
            persist_state="session",
            width=620,
        )
    st.button(
        _("Freeze the thread"),
        key="thread_freeze",
        type="primary",
        on_click=_freezes,
        args=(one.thread,),
    )


def _frozen(one: Talk, names: Names) -> None:
    assert one.frozen_at is not None
    since = _("Frozen on {when} by {name}").format(
        when=said.moment(one.frozen_at), name=review_words.who(one.frozen_by, names)
    )
    summaries = json.loads(one.summary or "{}")
    told = "".join(
        f'<p class="label">{text(language_name(code))}</p>{said.words(words, code)}'
        for code, words in summaries.items()
    )
    markup.html(f'<p class="note">{text(since)}</p>{told}')
    st.text_area(
        _("Why it opens again"), key=_key(one.thread, "thaw"), max_chars=1000, height=96, width=620
    )
    st.button(
        _("Open it again"),
        key="thread_thaw",
        type="primary",
        on_click=_thaws,
        args=(one.thread,),
    )


def _key(thread: str, code: str) -> str:
    return f"thread_{code}_{thread}"


def _freezes(thread: str) -> None:
    summary = {code: str(state.held(_key(thread, code)) or "") for code in LANGUAGES}

    def act() -> Outcome:
        acts.freeze(state.actor_now(), thread, summary)
        return Outcome(N_("Frozen. Its summary stands above what was said."))

    outcome.attempt(act)


def _thaws(thread: str) -> None:
    def act() -> Outcome:
        acts.thaw(state.actor_now(), thread, str(state.held(_key(thread, "thaw")) or ""))
        return Outcome(N_("Open again."))

    outcome.attempt(act)
