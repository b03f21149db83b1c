"""What is typed, what waits for a signature, what is signed: seen by all, as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import cached, desk_words, i18n, outcome_words, state
from dashboard.catalogue import outcomes, people, rights
from dashboard.catalogue.outcomes import EVERYBODY, Item
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.components.workshop import at_hand
from dashboard.i18n import N_, _, language, number

STEP = 3  # seconds between two looks at what colleagues have done
_REASON, _REDRAW = "said_reason", "room_redraw"


@st.fragment(run_every=STEP)
def to_sign(workshop: str) -> None:
    """What this person can sign: each as it will be read, with one button."""
    actor = _here()
    _redraw()
    if actor is None or not rights.may(actor, "sign_outcome"):
        return
    waiting = [
        one
        for one in outcomes.of_workshop(actor, workshop)
        if one.state == "sent" and one.author != actor.account
    ]
    if not waiting:
        return
    names = _authors(waiting)
    _heading(_("Waits for your signature"), len(waiting))
    for one in waiting:
        with st.container(key=f"card-sign-{one.id}"):
            markup.html(_told(one, names, whole=True))
            with st.container(horizontal=True, key=f"sign_ways_{one.id}"):
                st.button(
                    _("Sign it"),
                    key=f"sign_{one.id}",
                    type="primary",
                    on_click=partial(_sign, one.id, one.stamp),
                )
                st.button(
                    _("Back to {name}").format(name=names.get(one.author, _("its author"))),
                    key=f"return_{one.id}",
                    type="tertiary",
                    on_click=partial(_give_back, one.id),
                )


@st.fragment(run_every=STEP)
def show(workshop: str) -> None:
    """The lists beside the pad."""
    actor = _here()
    _redraw()
    if actor is None:
        return
    found = outcomes.of_workshop(actor, workshop)
    names = _authors(found)
    _sent(actor, [one for one in found if one.state == "sent"], names)
    _typed(actor, [one for one in found if one.state == "draft"], names)
    _signed(actor, [one for one in found if one.public], names)
    _gone([one for one in found if one.state == "dropped"])
    _withdrawn([one for one in found if one.state == "withdrawn"], names)
    if not found:
        told = _("Nothing yet. What you type stays here, on every machine you sign in on.")
        markup.html(f'<div class="state"><p>{text(told)}</p></div>')


def _here() -> Actor | None:
    i18n.use(state.language())  # a fragment that runs by itself has not passed the head of the page
    return state.actor()


def _authors(found: Sequence[Item]) -> dict[str, str]:
    return people.names({one.author for one in found})


def _heading(title: str, count: int) -> None:
    markup.html(
        f'<h2 class="section-title desk-title">{text(title)}'
        f' <span class="desk-count">{number(count)}</span></h2>'
    )


# One of them --------------------------------------------------------------------------------------


def _told(one: Item, names: dict[str, str], *, whole: bool = False) -> str:
    """Its kind and city, its words, who answers for it; `whole`: with all its languages."""
    said = one.said
    kind = outcome_words.kind(said.kind) if said.kind else _("Kind not chosen yet")
    facts = [names.get(one.author, ""), desk_words.day(one.updated_at)]
    others = [code for code in said.texts if code != said.language]
    if others and not whole:
        facts.append(_("also in {languages}").format(
            languages=i18n.listed([i18n.language_name(code) for code in others])
        ))  # fmt: skip
    promise = ""
    if said.kind == "commitment":
        line = outcome_words.promise(said.promised_by, None, said.due_on)
        promise = f'<p class="room-promise" dir="auto">{text(line)}</p>' if line else ""
    spoken = [said.language, *others] if whole else [said.language]
    words = "".join(_words(one, code) for code in spoken)
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts if fact)
    return (
        f'<div class="room-item"><p class="place"><b>{text(kind)}</b> {text(_whose(one))}</p>'
        f'{words}{promise}<p class="card-facts">{told}</p></div>'
    )


def _words(one: Item, spoken: str) -> str:
    words = one.said.texts.get(spoken) or _("No words yet")
    return (
        f'<p class="room-words" lang="{text(spoken)}" dir="auto">{text(words)}</p>'
        f"{markup.language_note(spoken)}"
    )


def _whose(one: Item) -> str:
    slug = one.said.city
    if slug in (None, EVERYBODY):
        return _("All who were there") if slug else ""
    return cached.city_names(language()).get(slug or "", slug or "")


# The lists ----------------------------------------------------------------------------------------


def _sent(actor: Actor, found: Sequence[Item], names: dict[str, str]) -> None:
    own = [one for one in found if one.author == actor.account]
    if not own:
        return
    _heading(_("Waits for a colleague"), len(own))
    for one in own:
        with st.container(key=f"card-sent-{one.id}"):
            markup.html(_told(one, names))
            st.button(
                _("Take it back"),
                key=f"take_back_{one.id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=partial(_take_back, one.id),
            )


def _typed(actor: Actor, found: Sequence[Item], names: dict[str, str]) -> None:
    if not found:
        return
    _heading(_("Being typed"), len(found))
    for one in found:
        with st.container(key=f"card-typed-{one.id}"):
            markup.html(_told(one, names))
            if one.author != actor.account:
                continue
            with st.container(horizontal=True, key=f"typed_ways_{one.id}"):
                st.button(
                    _("Write on"),
                    key=f"open_{one.id}",
                    type="tertiary",
                    icon=":material/edit:",
                    on_click=partial(at_hand.take, one.id),
                )
                st.button(
                    _("Delete"),
                    key=f"drop_{one.id}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=partial(_drop, one.id),
                )


def _signed(actor: Actor, found: Sequence[Item], names: dict[str, str]) -> None:
    if not found:
        return
    _heading(_("Signed: everybody sees it"), len(found))
    for one in found:
        with st.container(key=f"card-signed-{one.id}"):
            markup.html(_public(one, names))
            with st.container(horizontal=True, key=f"signed_ways_{one.id}"):
                if one.state == "signed" and not one.house:
                    st.button(
                        _("Correct it"),
                        key=f"correct_{one.id}",
                        type="tertiary",
                        icon=":material/edit:",
                        on_click=partial(_correct, one.id),
                    )
                if rights.may(actor, "sign_outcome"):
                    _withdrawal(one)


def _public(one: Item, names: dict[str, str]) -> str:
    """The signed one; of one in correction, that its new words wait for their signature."""
    now = outcomes.by_id(one.id, language())
    if one.state == "signed" or now is None:
        return _told(one, names)
    note = _("Version {version} is public; its correction: {state}").format(
        version=number(one.version), state=outcome_words.state(one.state)
    )
    words = f'<p class="room-words"{markup.lang(now.text.language)}>{text(now.text.words)}</p>'
    kind = f"<b>{text(outcome_words.kind(now.kind))}</b> {text(now.city or '')}"
    return (
        f'<div class="room-item"><p class="place">{kind}</p>{words}'
        f'<p class="card-facts"><span>{text(note)}</span></p></div>'
    )


def _withdrawal(one: Item) -> None:
    """Taking back what is public: the reason stands in its place."""
    with st.popover(
        _("Withdraw it"), icon=":material/block:", type="tertiary", key=f"withdraw_{one.id}"
    ):
        key = f"{_REASON}_{one.id}"
        st.text_area(
            _("Why it is withdrawn"),
            key=key,
            max_chars=500,
            help=_("Readers find this in its place."),
        )
        st.button(
            _("Withdraw it now"), key=f"withdraw_now_{one.id}", on_click=partial(_withdraw, one.id)
        )


def _gone(found: Sequence[Item]) -> None:
    if not found:
        return
    with st.expander(i18n.n_("{count} deleted", "{count} deleted", len(found)), key="room_gone"):
        for one in found:
            words = one.said.words[:120] or _("No words yet")
            markup.html(f'<p class="desk-deleted" dir="auto">{text(words)}</p>')
            st.button(
                _("Bring it back"),
                key=f"bring_back_{one.id}",
                icon=":material/undo:",
                on_click=partial(_bring_back, one.id),
            )


def _withdrawn(found: Sequence[Item], names: dict[str, str]) -> None:
    if not found:
        return
    _heading(_("Withdrawn"), len(found))
    for one in found:
        why = _("Withdrawn: {reason}").format(reason=one.withdrawal or "")
        markup.html(f'{_told(one, names)}<p class="note" dir="auto">{text(why)}</p>')


# Acts ---------------------------------------------------------------------------------------------


def _attempt(act: Callable[[Actor], object], said: str = "") -> None:
    """Do it as whoever is here now; what came of it is told at the head of the page."""

    def done() -> Outcome | None:
        act(state.actor_now())
        return Outcome(said) if said else None

    outcome.attempt(done, typed=False)
    state.lend(_REDRAW, True)


def drawn() -> None:
    """The whole page is being drawn: no list has to ask for it."""
    state.lend(_REDRAW, None)


def _redraw() -> None:
    """Draw the whole page anew after an act: what was done in one list changes the others."""
    if state.is_open(_REDRAW):
        st.rerun()


def _sign(item_id: str, stamp: int) -> None:
    _attempt(
        lambda me: outcomes.sign(me, item_id, stamp),
        N_("Signed. It is on the wall and on every page."),
    )


def _give_back(item_id: str) -> None:
    _attempt(lambda me: outcomes.give_back(me, item_id), N_("It is back with its author."))


def _take_back(item_id: str) -> None:
    _attempt(lambda me: outcomes.give_back(me, item_id))
    at_hand.take(item_id)


def _drop(item_id: str) -> None:
    _attempt(
        lambda me: outcomes.drop(me, item_id),
        N_("It was deleted. It can be brought back from the foot of the list."),
    )


def _bring_back(item_id: str) -> None:
    _attempt(lambda me: outcomes.bring_back(me, item_id))


def _correct(item_id: str) -> None:
    _attempt(lambda me: outcomes.take_up(me, item_id))
    at_hand.take(item_id)


def _withdraw(item_id: str) -> None:
    reason = str(state.given_back(f"{_REASON}_{item_id}") or "")
    _attempt(
        lambda me: outcomes.withdraw(me, item_id, reason),
        N_("Withdrawn. Readers find in its place that it was, and why."),
    )
