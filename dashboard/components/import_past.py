"""The imports there have been, and taking one back whole."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import desk_words, i18n, navigation, state
from dashboard.catalogue import people, rights
from dashboard.catalogue.importing import past, undoing
from dashboard.catalogue.importing.past import Import
from dashboard.catalogue.importing.undoing import Touched, WorkedOn
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome
from dashboard.components.import_tables import paged, table
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, _, language, n_

_TOUCHED = "import_worked_on"


def show(actor: Actor) -> None:
    """The list, the newest first; the address names the one that is to be taken back."""
    found = past.imports(actor)
    st.subheader(_("Earlier imports"), anchor=False)
    if not found:
        markup.html(f'<p class="note">{text(_("There has been no import yet."))}</p>')
        return
    chosen = next((one for one in found if one.import_id == state.value("undo")), None)
    if chosen is not None and chosen.undone_at is None and rights.may(actor, "undo_import"):
        _undo(chosen)
    names = people.names(sorted({one.actor for one in found}))
    heads = (_("File"), _("Imported"), _("Rows"), _("State"))
    paged(
        "import_past",
        found,
        lambda rows: table(
            "import_past", _("Earlier imports"), heads, [_row(one, names, actor) for one in rows]
        ),
    )


def _row(one: Import, names: Any, actor: Actor) -> tuple[str, ...]:
    who = names.get(one.actor, one.actor)
    when = _("{day}, by {name}").format(day=desk_words.day(one.imported_at), name=who)
    counts = [
        n_("{count} new", "{count} new", one.new_count),
        n_("{count} changed", "{count} changed", one.changed_count),
        n_("{count} as before", "{count} as before", one.equal_count),
    ]
    return (
        f'<span dir="auto">{text(one.file_name)}</span>',
        text(when),
        markup.lines([text(part) for part in counts]),
        _state(one, actor),
    )


def _state(one: Import, actor: Actor) -> str:
    if one.undone_at is not None:
        return text(_("Undone on {date}").format(date=i18n.date(one.undone_at.date())))
    told = _("Published") if one.way == "straight" else _("Handed in for review")
    if not rights.may(actor, "undo_import"):
        return text(told)
    href = navigation.address("imports", language(), undo=one.import_id)
    return f"{text(told)}<br>{markup.link(href, _('Undo'))}"


def _undo(one: Import) -> None:
    """Say what it means, ask for the reason, and do it; what somebody worked on is listed."""
    with st.container(key="import_undo"):
        markup.html(f'<h3 class="section-title">{text(_("Undo this import"))}</h3>')
        st.write(_effect(one))
        st.text_input(
            _("Reason, shown where a practice leaves"),
            key="import_reason",
            max_chars=300,
        )
        with st.container(horizontal=True, key="import_undo_act"):
            st.button(
                _("Undo it whole"),
                key="import_undo_now",
                type="primary",
                on_click=_undone,
                args=(one.import_id,),
            )
            st.button(
                _("Leave it"), key="import_undo_not", on_click=state.write, kwargs={"undo": None}
            )
        touched: tuple[str, tuple[Touched, ...]] | None = state.held(_TOUCHED)
        if touched is not None and touched[0] == one.import_id:
            _worked_on(touched[1])


def _effect(one: Import) -> str:
    name = markup.in_markdown(one.file_name)
    if one.way == "straight":
        return _(
            "What “{file}” brought new is withdrawn; what it changed gets its earlier text back, "
            "as a new version."
        ).format(file=name)
    return _("What “{file}” handed in is taken out of the queue.").format(file=name)


def _worked_on(lines: tuple[Touched, ...]) -> None:
    heads = (_("Practice"), _("State"))
    table("import_worked_on", _("Worked on since"), heads, [_line(one) for one in lines[:100]])


def _line(one: Touched) -> tuple[str, str]:
    if one.receipt:
        href = navigation.address("review", language(), id=one.receipt)
    else:
        href = navigation.address("history", language(), id=one.slug or "")
    return markup.link(href, one.name), text(desk_words.state(one.state))


def _undone(import_id: str) -> None:
    def act() -> Outcome:
        try:
            undoing.undo(state.actor_now(), import_id, state.given_back("import_reason"))
        except WorkedOn as error:
            state.lend(_TOUCHED, (import_id, error.lines))
            raise
        state.write(undo=None)
        return Outcome(N_("The import is undone."))

    outcome.attempt(act)
