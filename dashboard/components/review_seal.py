"""Sealing what was reviewed until a time, and what can be done with a seal until it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from dashboard import embargo_words, i18n, navigation, state
from dashboard.catalogue import clock, embargo
from dashboard.catalogue.embargo import Sealed
from dashboard.catalogue.errors import ReasonMissing
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.submissions import Submission
from dashboard.components import links, markup, outcome, review_acts, review_words
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, language, n_

_UTC = "UTC"
_WAYS = ("move", "lift", "take_back")
_LABELS = {
    "move": N_("Another time"),
    "lift": N_("Open it now"),
    "take_back": N_("Take it back"),
}
_EXPLAINED = {
    "move": N_("It stays sealed and signed, and becomes public at the time you choose."),
    "lift": N_("It becomes public at once, everywhere, signed by whoever sealed it."),
    "take_back": N_("It comes back into your hands for review. Nothing of it becomes public."),
}
_DONE = {
    "move": N_("It has another time: {moment}."),
    "lift": N_("Open. Published as version {version}."),
    "take_back": N_("Taken back. It is in your hands."),
}


# The list -----------------------------------------------------------------------------------------


def listed(sealed: Sequence[Sealed], names: Names, chosen: str | None, *, me: str) -> None:
    """What is sealed, below the queue: each with its time, the first to open first."""
    if not sealed:
        return
    head = n_("{count} sealed", "{count} sealed", len(sealed))
    items = "".join(_item(one, names, me, here=one.receipt == chosen) for one in sealed)
    markup.html(f'<h2 class="section-title queue-title" id="sealed">{text(head)}</h2>')
    links.show(f'<ol class="queue" aria-labelledby="sealed">{items}</ol>', key="review_sealed")


def _item(one: Sealed, names: Names, me: str, *, here: bool) -> str:
    href = navigation.address("review", language(), id=one.receipt)
    current = ' aria-current="true"' if here else ""
    facts = (
        embargo_words.until(one.opens_at, one.zone),
        review_words.by(one.author, names, me),
    )
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    return (
        f'<li class="queue-item{" queue-here" if here else ""}">'
        f'<p class="queue-kind"><span>{text(review_words.kind(one))}</span>'
        f"<b>{text(review_words.city(one.city_id))}</b></p>"
        f'<p class="queue-name"><a href="{text(href)}" target="_self"'
        f' data-then="#record-{text(one.receipt)}"{current}>{text(review_words.named(one))}</a></p>'
        f'<p class="queue-facts">{told}</p></li>'
    )


# Sealing ------------------------------------------------------------------------------------------


def ask(one: Submission) -> None:
    """Until when: the day, the minute and whose clock; then the word that signs and seals."""
    with st.container(key="review_confirm"):
        explained = _(
            "You sign it now. Only reviewers and the press read it until its time; then it becomes"
            " public by itself, everywhere at once."
        )
        markup.html(f'<div class="state" role="status"><p>{text(explained)}</p></div>')
        opens_at, zone = _time(one.receipt)
        with st.container(horizontal=True):
            st.button(
                _("Sign and seal it"),
                key="seal_now",
                type="primary",
                on_click=review_acts.seal,
                args=(one.receipt, one.stamp, opens_at, zone),
            )
            st.button(
                _("Not yet"),
                key="decide_not_yet",
                on_click=review_acts.not_yet,
                args=(one.receipt,),
            )


def _time(receipt: str) -> tuple[datetime, str]:
    """The chosen minute in UTC, with its time zone."""
    now = clock.now().replace(tzinfo=UTC).astimezone(ZoneInfo(_here()))
    tomorrow = now.date() + timedelta(days=1)
    with st.container(horizontal=True, vertical_alignment="bottom", key="seal_time"):
        day = st.date_input(
            _("Day"),
            value=tomorrow,
            min_value=now.date(),
            max_value=now.date() + embargo.LONGEST,
            format="YYYY-MM-DD",
            key=f"seal_day_{receipt}",
            width=160,
        )
        moment = st.time_input(
            _("Time"), value="10:00", step=60, key=f"seal_minute_{receipt}", width=140
        )
        zone = st.selectbox(
            _("By the clock of"),
            _zones(),
            index=_zones().index(_here()),
            format_func=i18n.zone,
            key=f"seal_zone_{receipt}",
            width=240,
        )
    local = datetime.combine(day, moment, ZoneInfo(zone))
    opens_at = local.astimezone(UTC).replace(tzinfo=None)
    told = embargo_words.not_before(opens_at, zone)
    markup.html(f'<p class="sentence" role="status">{text(told)}</p>')
    return opens_at, zone


def _here() -> str:
    """The time zone of the reader's browser; UTC where it tells none."""
    told = st.context.timezone or _UTC
    return told if told in _zones() else _UTC


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """UTC, and every zone named after a city."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
             "Pacific/")  # fmt: skip
    return (_UTC, *sorted(one for one in available_timezones() if one.startswith(areas)))


# What is sealed -----------------------------------------------------------------------------------


def banner(actor: Actor, one: Submission, names: Names) -> None:
    """Until when it is sealed and who signed it, or why its time came and went."""
    if one.state not in ("sealed", "in_review"):
        return
    sealing = embargo.of(actor, one.receipt)
    if sealing is None:
        return
    if sealing.ended_at is None:
        signed = _("Signed by {name}.").format(name=review_words.who(sealing.sealed_by, names))
        told = f"{embargo_words.not_before(sealing.opens_at, sealing.zone)} {signed}"
    elif sealing.fault:
        told = embargo_words.fault(sealing.fault)
    else:
        return
    markup.html(f'<p class="state" role="status">{text(told)}</p>')


def show(one: Submission) -> None:
    """What a reviewer can still do: another time, now, or back; each with a reason, asked twice."""
    receipt = one.receipt
    markup.html(f'<h2 class="section-title" id="decision">{text(_("The seal"))}</h2>')
    st.text_area(
        _("Reason"),
        key=_reason(receipt),
        help=_("Kept in the log."),
        max_chars=2000,
        height=96,
        persist_state="session",
        width=620,
    )
    outcome.show(only=review_acts.DECISION)
    asked = next((way for way in _WAYS if state.is_open(_asking(receipt, way))), None)
    if asked:
        _confirm(receipt, asked)
        return
    with st.container(horizontal=True, key="seal_ways"):
        for way in _WAYS:
            st.button(_(_LABELS[way]), key=f"seal_{way}", on_click=_asks, args=(receipt, way))


def _confirm(receipt: str, way: str) -> None:
    with st.container(key="review_confirm"):
        explained = text(_(_EXPLAINED[way]))
        markup.html(f'<div class="state" role="status"><p>{explained}</p></div>')
        opens_at, zone = _time(receipt) if way == "move" else (clock.now(), _UTC)
        with st.container(horizontal=True):
            st.button(
                _(_LABELS[way]),
                key="seal_do",
                type="primary",
                on_click=_done,
                args=(receipt, way, opens_at, zone),
            )
            st.button(_("Not yet"), key="seal_not_yet", on_click=_not_yet, args=(receipt,))


def _asking(receipt: str, way: str) -> str:
    return f"seal_asked_{way}_{receipt}"


def _reason(receipt: str) -> str:
    return f"seal_reason_{receipt}"


def _asks(receipt: str, way: str) -> None:
    if not state.given_back(_reason(receipt)).strip():
        outcome.keep(
            Outcome(ReasonMissing.message, failed=True, typed=False, place=review_acts.DECISION)
        )
        return
    state.lend(_asking(receipt, way), True)


def _not_yet(receipt: str) -> None:
    for way in _WAYS:
        state.lend(_asking(receipt, way), False)


def _done(receipt: str, way: str, opens_at: datetime, zone: str) -> None:
    reason = state.given_back(_reason(receipt))
    acts: dict[str, Callable[[], dict[str, str | int]]] = {
        "move": partial(_moved, receipt, opens_at, zone, reason),
        "lift": lambda: {"version": embargo.lift(state.actor_now(), receipt, reason)},
        "take_back": partial(_taken_back, receipt, reason),
    }
    _not_yet(receipt)
    if outcome.attempt(lambda: Outcome(_DONE[way], acts[way]()), place=review_acts.DECISION):
        state.lend(_reason(receipt), "")


def _moved(receipt: str, opens_at: datetime, zone: str, reason: str) -> dict[str, str | int]:
    until = embargo.move_to(state.actor_now(), receipt, opens_at, reason, zone=zone)
    i18n.use(state.language())  # the callback runs before the page knows it
    return {"moment": embargo_words.minute(until, zone)}


def _taken_back(receipt: str, reason: str) -> dict[str, str | int]:
    embargo.take_back(state.actor_now(), receipt, reason)
    return {}
