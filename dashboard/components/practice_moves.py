"""For reviewers: another id for a practice, or the same as another one; each is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import state
from dashboard.catalogue import renaming, standing
from dashboard.catalogue.errors import ReasonMissing
from dashboard.catalogue.rights import Actor
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _

_OPEN = {"published": ("rename", "merge"), "retired": ("rename", "merge"), "withdrawn": ()}
_LABELS = {"rename": N_("Give it another id"), "merge": N_("Merge it into another")}
_FIELDS = {"rename": N_("New id"), "merge": N_("Id of the other practice")}
_EXPLAINED = {
    "rename": N_(
        "The address changes to “{id}”. The former one leads there for good and is never used"
        " again. All versions and signatures stay as they are."
    ),
    "merge": N_(
        "It is withdrawn as the same as “{id}”. Its address leads there. This can be undone from"
        " the page of the other."
    ),
}
_DONE = {
    "rename": N_("It has another id now: {id}."),
    "merge": N_("Merged. Its address leads to {id}."),
    "part": N_("“{id}” stands by itself again."),
}


def show(slug: str, now: str, reason_key: str) -> None:
    """The acts that are open from this state; `reason_key` is where the reason is typed."""
    asked = next((one for one in _OPEN[now] if state.is_open(_asking(one, slug))), None)
    if asked:
        _confirm(asked, slug, reason_key)
    else:
        for act in _OPEN[now]:
            _ask(act, slug, reason_key)
    if now == "published":
        _merged(slug, reason_key)


def _ask(act: str, slug: str, reason_key: str) -> None:
    st.text_input(_(_FIELDS[act]), key=_field(act, slug), max_chars=80, persist_state="session")
    st.button(_(_LABELS[act]), key=f"ask_{act}", on_click=_asked, args=(act, slug, reason_key))


def _confirm(act: str, slug: str, reason_key: str) -> None:
    to = str(state.held(_asking(act, slug)))
    st.caption(_(_EXPLAINED[act]).format(id=to))
    with st.container(horizontal=True):
        st.button(
            _("Yes, do it"),
            key=f"do_{act}",
            type="primary",
            on_click=_done,
            args=(act, slug, to, reason_key),
        )
        st.button(
            _("Not yet"), key=f"not_{act}", on_click=state.lend, args=(_asking(act, slug), None)
        )


def _merged(slug: str, reason_key: str) -> None:
    """What was merged into this one, each with the way to part them again."""
    for one in renaming.former_ids(slug):
        if one.merged:
            st.button(
                _("Part it from “{id}” again").format(id=one.slug),
                key=f"part_{one.slug}",
                on_click=_parted,
                args=(one.slug, reason_key),
            )


def _field(act: str, slug: str) -> str:
    return f"{act}_to_{slug}"


def _asking(act: str, slug: str) -> str:
    return f"{act}_asked_{slug}"


def _asked(act: str, slug: str, reason_key: str) -> None:
    """Say what will happen, and wait for the word."""
    to = str(state.given_back(_field(act, slug)) or "").strip()
    if not state.given_back(reason_key).strip():
        outcome.keep(Outcome(ReasonMissing.message, failed=True))
    elif not to:
        outcome.keep(Outcome(N_("Something has to stand here."), failed=True))
    else:
        state.lend(_asking(act, slug), to)


def _done(act: str, slug: str, to: str, reason_key: str) -> None:
    does: dict[str, Callable[[Actor, str, str, str], object]] = {
        "rename": renaming.rename,
        "merge": renaming.merge,
    }
    state.lend(_asking(act, slug), None)
    reason = state.given_back(reason_key)
    if _tried(partial(does[act], state.actor_now(), slug, to, reason), act, to):
        state.lend(reason_key, "")
        state.write(id=standing.now_at(slug) or to)


def _parted(slug: str, reason_key: str) -> None:
    reason = state.given_back(reason_key)
    if _tried(partial(renaming.part, state.actor_now(), slug, reason), "part", slug):
        state.lend(reason_key, "")


def _tried(act: Callable[[], object], name: str, slug: str) -> bool:
    def done() -> Outcome:
        act()
        return Outcome(_DONE[name], {"id": slug})

    return outcome.attempt(done)
