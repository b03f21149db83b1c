"""The rapporteur's pad: one outcome at a time, its kind by one tap, saved while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import cached, i18n, outcome_words, state
from dashboard.catalogue import outcomes
from dashboard.catalogue.outcomes import EVERYBODY, KINDS, Item, Writing
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summits import Summit, Workshop
from dashboard.components import choices, markup, outcome, saved_text
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.components.workshop import at_hand, linked
from dashboard.components.workshop.at_hand import Seen
from dashboard.i18n import LANGUAGES, _, language, language_name

_KIND, _CITY, _LANGUAGE, _DUE = "said_kind", "said_city", "said_language", "said_due"


@st.fragment
def show(actor: Actor, summit: Summit, workshop: Workshop) -> None:
    """The pad: a change draws it anew, and nothing around it."""
    i18n.use(state.language())  # a fragment that runs by itself has not passed the head of the page
    if at_hand.carry_out(workshop.workshop):
        st.rerun()  # the lists beside it changed
    seen = at_hand.read(actor, workshop.workshop)
    item = seen.item
    if state.actor() is None:
        _ended()
    outcome.show(only="pad")
    with st.container(key="pad"):
        markup.html(_heading(item))
        _line(seen)
        _kind(item)
        _words(item, item.said.language)
        with st.container(horizontal=True, key="pad_whose"):
            _city(item, summit)
            _spoken(item)
        if item.said.kind == "commitment":
            _promise(item)
        _other_languages(item)
        linked.show(actor, item)
        _ways_on(item)


def _heading(item: Item) -> str:
    title = _("What was said")
    if item.version:
        title = _("A correction of version {version}").format(version=i18n.number(item.version))
    told = _("What is signed stays public until a colleague signs the new words.")
    note = f'<p class="note">{text(told)}</p>' if item.version else ""
    return f'<h2 class="section-title">{text(title)}</h2>{note}'


def _ended() -> None:
    told = _("You are signed out, so nothing is saved any more. This browser keeps what you type.")
    markup.html(f'<div class="state state-error" role="alert"><p>{text(told)}</p></div>')


def _line(seen: Seen) -> None:
    item = seen.item
    saved_text.line(
        "",
        item.updated_at if item.stamp else None,
        receipt=item.receipt,
        on_left=partial(at_hand.take_left, item.workshop, item.id),
        heard=seen.heard,
    )


# What is asked ------------------------------------------------------------------------------------


def _change(item: Item, **changed: object) -> None:
    at_hand.change(item.workshop, item.id, lambda said: said.with_(**changed))


def _kind(item: Item) -> None:
    state.lend(_KIND, item.said.kind)
    st.pills(
        _("What is it?"),
        KINDS,
        format_func=outcome_words.kind,
        key=_KIND,
        on_change=_take_kind,
        args=(item,),
        wrap=True,
    )


def _take_kind(item: Item) -> None:
    i18n.use(state.language())
    given = str(state.given_back(_KIND) or "")
    _change(item, kind=choices.code_of(given, KINDS, outcome_words.kind))


def _words(item: Item, spoken: str, *, mark: str = "") -> None:
    original = spoken == item.said.language
    asked = Asked(
        f"text.{spoken}",
        _("In one or two sentences") if original else language_name(spoken).capitalize(),
        required=original,
        most=outcomes.LONGEST_TEXT,
        rows=3,
    )
    saved_text.show(
        asked,
        item.said.shown(asked.name),
        receipt=item.receipt,
        on_typed=partial(at_hand.type_in, item.workshop, item.id),
        spoken=spoken,
        mark=mark,
    )


def _city(item: Item, summit: Summit) -> None:
    names = cached.city_names(language())
    came = [one.slug for one in summit.came if one.slug in names]
    options = [EVERYBODY, *came, *(one for one in names if one not in set(came))]

    def word(slug: str) -> str:
        return _("All who were there") if slug == EVERYBODY else names[slug]

    def take() -> None:
        i18n.use(state.language())
        given = str(state.given_back(_CITY) or "")
        _change(item, city=choices.code_of(given, options, word), practice=None)

    chosen = item.said.city if item.said.city in options else None
    choices.one(_CITY, _("Whose is it?"), options, chosen, word, take, placeholder=_("Choose one"))


def _spoken(item: Item) -> None:
    def word(code: str) -> str:
        return language_name(code).capitalize()

    def take() -> None:
        i18n.use(state.language())
        found = choices.code_of(str(state.given_back(_LANGUAGE)), list(LANGUAGES), word)
        if found:
            at_hand.change(item.workshop, item.id, lambda said: said.in_language(found))

    choices.one(
        _LANGUAGE, _("I write in"), list(LANGUAGES), item.said.language, word, take, width=160
    )


def _promise(item: Item) -> None:
    """Of a commitment: who promises it, and by when."""
    who = Asked(
        "promised_by",
        _("Who promises it"),
        _("Name and office, as they were said."),
        required=True,
        most=outcomes.LONGEST_NAME,
    )
    saved_text.show(
        who,
        item.said.shown(who.name),
        receipt=item.receipt,
        on_typed=partial(at_hand.type_in, item.workshop, item.id),
        spoken=item.said.language,
    )
    state.lend(_DUE, item.said.due_on)
    nothing_yet: Any = None
    st.date_input(
        _("By when"),
        value=nothing_yet,
        min_value=date(2015, 1, 1),
        max_value=date(2100, 1, 1),
        format="DD/MM/YYYY",
        key=_DUE,
        on_change=_take_due,
        args=(item,),
        width=220,
    )


def _take_due(item: Item) -> None:
    _change(item, due_on=state.given_back(_DUE))


def _other_languages(item: Item) -> None:
    others = [one for one in LANGUAGES if one != item.said.language]
    written = [one for one in others if item.said.texts.get(one)]
    label = _("In other languages")
    if written:
        names = i18n.listed([language_name(one) for one in written])
        label = _("In other languages: {languages}").format(languages=names)
    with st.expander(label, key="pad_languages"):
        markup.html(f'<p class="note">{text(_("Readers of the others see it as written."))}</p>')
        for one in others:
            stale = _("the original has changed since") if item.said.is_stale(one) else ""
            _words(item, one, mark=stale)
            if stale:
                st.button(
                    _("Still right"),
                    key=f"still_right_{one}",
                    on_click=partial(_still_right, item, one),
                )


def _still_right(item: Item, spoken: str) -> None:
    at_hand.change(item.workshop, item.id, lambda said: said.still_right(spoken))


# The ways on --------------------------------------------------------------------------------------


def _ways_on(item: Item) -> None:
    if _begun(item.said):
        markup.html(_missing([outcome_words.fault(one) for one in item.faults]))
    with st.container(horizontal=True, key="pad_ways"):
        st.button(
            _("Send it for signing"),
            key="said_send",
            type="primary",
            on_click=at_hand.ask,
            args=("send", item.workshop),
        )
        if item.stamp:
            st.button(
                _("Keep it and type the next"),
                key="said_next",
                on_click=at_hand.ask,
                args=("next", item.workshop),
            )
        if len(outcomes.pieces(item.said.words)) > 1:
            st.button(
                _("Make one of each paragraph"),
                key="said_split",
                on_click=at_hand.ask,
                args=("split", item.workshop),
            )


def _begun(said: Writing) -> bool:
    return bool(said.words or said.kind or said.city)


def _missing(faults: Sequence[str]) -> str:
    if not faults:
        told = _("All is there. A colleague signs it, then everybody sees it.")
        return f'<p class="note">{text(told)}</p>'
    items = "".join(f"<li>{text(one)}</li>" for one in faults)
    return f'<p class="note">{text(_("Before it can be sent:"))}</p><ul class="lines">{items}</ul>'
