"""What the form of a summit is made of: words, days, cities, rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard import state, summit_words, words
from dashboard.catalogue import geography, summit_form
from dashboard.catalogue.geography import Place
from dashboard.catalogue.summit_file import Fault
from dashboard.catalogue.summit_form import Body
from dashboard.components import choices, markup, peer_choice, saved_text
from dashboard.components.host import opened
from dashboard.components.host.opened import Seen
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.i18n import _, language

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
STATED = ("not_stated", "yes", "no")
_TOLD = {"not_stated": None, "yes": True, "no": False}


def write(
    seen: Seen, path: str, asked: Asked, faults: Sequence[Fault] = (), spoken: str | None = None
) -> None:
    """A field of words, saved while it is typed."""
    told = " ".join(dict.fromkeys(summit_words.fault(one) for one in at(faults, path)))
    saved_text.show(
        Asked(**{**vars(asked), "name": path}),
        summit_form.shown(seen.draft.body, path),
        receipt=seen.draft.receipt,
        on_typed=partial(opened.type_in, seen.draft.receipt),
        spoken=spoken,
        fault=told,
    )


def at(faults: Sequence[Fault], path: str) -> list[Fault]:
    """The faults of one field, once there is something in it: nobody is scolded for beginning."""
    found = []
    for one in faults:
        where = [str(part + 1 if isinstance(part, int) else part) for part in
                 summit_form.place_in_form(one)]  # fmt: skip
        if ".".join(where) == path and one.code != "missing":
            found.append(one)
    return found


def day(seen: Seen, path: str, label: str) -> None:
    """A day, or none."""
    key = f"host_day:{path}"
    stands = summit_form.shown(seen.draft.body, path)
    try:
        state.lend(key, date.fromisoformat(stands) if stands else None)
    except ValueError:
        state.lend(key, None)
    st.date_input(
        label,
        value=None,
        min_value=FIRST,
        max_value=LAST,
        format="YYYY-MM-DD",
        key=key,
        on_change=_take_day,
        args=(seen.draft.receipt, path, key),
        width=200,
    )


def _take_day(receipt: str, path: str, key: str) -> None:
    given = state.given_back(key)
    opened.type_in(receipt, path, given.isoformat() if given else "")


def stated(seen: Seen, path: str, name: str, label: str) -> None:
    """Yes, no, or that nobody states it."""
    row = _row(seen.draft.body, path)
    now = next(code for code, told in _TOLD.items() if told is row.get(name))
    key = f"host_stated:{path}.{name}"
    take = partial(_take_stated, seen.draft.receipt, path, name)
    choices.one(key, label, STATED, now, _stated_word, take, width=170)


def _stated_word(code: str) -> str:
    return {"not_stated": words.gap(), "yes": _("Yes"), "no": _("No")}[code]


def _take_stated(receipt: str, path: str, name: str) -> None:
    given = state.given_back(f"host_stated:{path}.{name}")
    code = choices.code_of(str(given), STATED, _stated_word) or "not_stated"
    opened.change(receipt, lambda body: summit_form.put_in(body, path, **{name: _TOLD[code]}))


def _row(body: Body, path: str) -> Body:
    found: object = body
    for part in path.split("."):
        found = found[int(part) - 1] if isinstance(found, list) else found[part]  # type: ignore[index]
    return found if isinstance(found, dict) else {}


# Cities -------------------------------------------------------------------------------------------


def city(key: str, label: str, on_take: Callable[[Place], None]) -> None:
    """A field to find a city in, by any of its names; `on_take` gets the one that was chosen."""
    typed = st.text_input(
        label,
        key=f"{key}_words",
        type="search",
        icon=":material/search:",
        live=True,
        autocomplete="off",
    )
    with st.container(key=f"{key}_found"):
        if typed and typed.strip():
            _offer(key, typed[: peer_choice.LONGEST_NAME], on_take)


def _offer(key: str, typed: str, on_take: Callable[[Place], None]) -> None:
    found = geography.search_places(typed, language(), peer_choice.OFFERED)
    if not found:
        st.info(_("No city of this name is known. Try another spelling, or the next larger city."))
        return
    offered = {str(one.place_id): peer_choice.described(one) for one in found}
    state.lend(f"{key}_choice", None)
    st.pills(
        _("Which one do you mean?"),
        list(offered),
        format_func=lambda place_id: offered[place_id],
        key=f"{key}_choice",
        on_change=_take_city,
        args=(key, offered, on_take),
    )


def _take_city(key: str, offered: dict[str, str], on_take: Callable[[Place], None]) -> None:
    value = state.given_back(f"{key}_choice")
    chosen = next((one for one, told in offered.items() if value in (one, told)), None)
    if chosen is not None:
        state.lend(f"{key}_words", "")
        on_take(geography.by_id(int(chosen)))


def named(row: Body) -> str:
    """What a city of the form is called in the reader's language."""
    place_id = row.get("place_id")
    if place_id:
        place = geography.by_id(int(place_id))
        return place.names.get(language()) or place.name
    return str(row.get("city") or "")


def place(one: Place) -> Body:
    """A city as the form keeps it."""
    return {"city": one.name, "country": one.country, "place_id": one.place_id}


# Rows ---------------------------------------------------------------------------------------------


def head(name: str, why: str = "") -> None:
    """A heading of the form, and why it is asked."""
    told = f'<p class="saved-text-why">{text(why)}</p>' if why else ""
    markup.html(f'<div class="form-head"><p class="saved-text-label">{text(name)}</p>{told}</div>')


def add(seen: Seen, path: str, label: str) -> None:
    """A button for one more row."""
    receipt = seen.draft.receipt
    st.button(
        label,
        key=f"host_add:{path}",
        icon=":material/add:",
        on_click=opened.ask_change,
        args=(receipt, lambda body: summit_form.add_row(body, path)),
    )


def drop(seen: Seen, path: str, row: int, label: str) -> None:
    """A button that takes one row out."""
    receipt = seen.draft.receipt
    st.button(
        label,
        key=f"host_drop:{path}.{row}",
        icon=":material/delete:",
        type="tertiary",
        on_click=opened.ask_change,
        args=(receipt, lambda body: summit_form.drop_row(body, path, row)),
    )
