"""The page of one workshop's room, and the list of workshops that have one."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation, words
from dashboard.catalogue import outcomes, rights, summits
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summits import Summit, Workshop
from dashboard.components import links, markup, outcome
from dashboard.components.markup import text
from dashboard.components.workshop import lists, pad
from dashboard.i18n import _, date, language, n_


def show(actor: Actor, code: str) -> bool:
    """The room of a workshop; False where there is no such workshop."""
    found = next(
        (
            (summit, one)
            for summit in summits.every(language())
            for one in summit.workshops
            if one.workshop == code
        ),
        None,
    )
    if found is None:
        return False
    summit, workshop = found
    lists.drawn()
    _head(summit, workshop)
    outcome.show(but="pad")
    lists.to_sign(code)
    if not rights.may(actor, "record_outcome"):
        lists.show(code)
        return True
    left, right = st.columns([7, 5], gap="large")
    with left:
        pad.show(actor, summit, workshop)
    with right, st.container(key="room_lists"):
        lists.show(code)
    return True


def _head(summit: Summit, workshop: Workshop) -> None:
    day = date(workshop.held_on) if workshop.held_on else _("date not stated")
    title = workshop.title
    markup.html(
        f'<p class="place room-place">{text(words.summit(summit.code))} · {text(day)}</p>'
        f'<h1 class="page-title"{markup.lang(title.language)}>{text(title.words)}</h1>'
    )
    if workshop.questions:
        items = "".join(
            f"<li{markup.lang(one.language)}>{text(one.words)}</li>" for one in workshop.questions
        )
        with st.expander(_("What this workshop asks"), key="room_questions"):
            markup.html(f'<ul class="lines">{items}</ul>')


def choose(actor: Actor) -> None:
    """All workshops, the newest summit first, each with what waits in it."""
    st.title(_("Workshops"))
    told = _(
        "Choose a workshop: type what is said there, or sign what a colleague has typed. Nothing"
        " is shown to anybody before a second person has signed it."
    )
    markup.html(f'<p class="standfirst">{text(told)}</p>')
    for summit in summits.every(language()):
        if summit.workshops:
            items = "".join(_line(actor, one) for one in summit.workshops)
            head = f'<h2 class="section-title">{text(words.summit(summit.code))}</h2>'
            links.show(f'{head}<ul class="room-list">{items}</ul>', key=f"rooms_{summit.code}")


def _line(actor: Actor, workshop: Workshop) -> str:
    found = outcomes.of_workshop(actor, workshop.workshop)
    waiting = sum(one.state == "sent" for one in found)
    signed = sum(one.public for one in found)
    facts = []
    if waiting:
        facts.append(n_("{count} waits for a signature", "{count} wait for a signature", waiting))
    if signed:
        facts.append(n_("{count} signed", "{count} signed", signed))
    note = f' <span class="note">{text(" · ".join(facts))}</span>' if facts else ""
    href = navigation.address("workshop", language(), id=workshop.workshop)
    return f"<li>{markup.link(href, workshop.title.words)}{note}</li>"
