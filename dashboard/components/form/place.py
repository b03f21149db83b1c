"""The city of a practice: found by typing, told apart from its namesakes, shown on a small map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import desk_words, state, words
from dashboard.catalogue import geography
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.geography import Place
from dashboard.components import desk, duplicates, links, markup, peer_choice
from dashboard.components.form import fields, opened, place_map, steps
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.i18n import LANGUAGES, _, language, language_name, number

_WORDS, _CHOICE = "form_place_words", "form_place_choice"
_PLACES = "form_place_offered"


def of(draft: Draft) -> Place | None:
    """The place of a draft; None where none was chosen, or none of this id is known."""
    try:
        return geography.by_id(draft.city_id) if draft.city_id is not None else None
    except UnknownPlace:
        return None


def name(place: Place) -> str:
    """What the place is called in the reader's language."""
    return place.names.get(language()) or place.name


def ask(view: Opened) -> None:
    """The chosen city with its map, or the field to find it."""
    chosen = of(view.draft)
    fields.head(
        _("City"),
        _("Type its name in any language, then choose it. Two cities may bear the same name."),
        required=True,
    )
    own = steps.own_cities()
    if own and view.one.slug is None and (chosen is None or chosen not in own):
        markup.html(f'<p class="note">{text(desk_words.fault(steps.not_hers(own)))}</p>')
    if chosen is not None:
        _chosen(view, chosen)
    elif own:
        _pills(view, own)
    else:
        _search(view)


def _search(view: Opened) -> None:
    typed = st.text_input(
        _("City"),
        key=_WORDS,
        type="search",
        icon=":material/search:",
        live=True,
        autocomplete="off",
        label_visibility="collapsed",
        disabled=not view.writable,
    )
    with st.container(key="form_place_found"):
        if typed and typed.strip():
            _offer(view, typed[: peer_choice.LONGEST_NAME])


def _offer(view: Opened, typed: str) -> None:
    found = geography.search_places(typed, language(), peer_choice.OFFERED)
    if not found:
        st.info(_("No city of this name is known. Try another spelling, or the next larger city."))
        return
    _pills(view, found)


def _pills(view: Opened, found: Sequence[Place]) -> None:
    offered = {str(one.place_id): peer_choice.described(one) for one in found}
    state.lend(_CHOICE, None)
    state.lend(_PLACES, offered)
    st.pills(
        _("Which one do you mean?"),
        list(offered),
        format_func=lambda place_id: offered[place_id],
        key=_CHOICE,
        on_change=partial(_take, view.one.receipt),
        disabled=not view.writable,
    )


def _take(receipt: str) -> None:
    value = state.given_back(_CHOICE)
    offered: dict[str, str] = state.held(_PLACES) or {}
    chosen = next((one for one, told in offered.items() if value in (one, told)), None)
    if chosen is not None:
        place_id = int(chosen)
        state.lend(_WORDS, "")
        opened.change(receipt, lambda draft: draft.model_copy(update={"city_id": place_id}))


def _another(receipt: str) -> None:
    opened.change(receipt, lambda draft: draft.model_copy(update={"city_id": None}))


def _chosen(view: Opened, place: Place) -> None:
    country = words.label("country", place.country)
    markup.html(
        f'<p class="form-city"><b>{text(name(place))}</b> {text(country)}</p>'
        f'<p class="note">{text(_facts(place))}</p>'
    )
    if view.one.slug is None:
        st.button(
            _("Choose another city"),
            key="form_other_city",
            icon=":material/edit:",
            on_click=_another,
            args=(view.one.receipt,),
            disabled=not view.writable,
        )
    else:
        markup.html(f'<p class="note">{text(_("A public practice stays in its city."))}</p>')
    links.show(place_map.drawn(place, name(place)), key="place_map")
    markup.html(_names(place))


def _facts(place: Place) -> str:
    people = words.population(place.population)
    at = _("{latitude}, {longitude}").format(
        latitude=_degrees(place.latitude, _("{degrees}° N"), _("{degrees}° S")),
        longitude=_degrees(place.longitude, _("{degrees}° E"), _("{degrees}° W")),
    )
    return _("{people}; {at}").format(people=people, at=at)


def _degrees(value: float, above: str, below: str) -> str:
    return (above if value >= 0 else below).format(degrees=number(abs(value), 2, fixed=True))


def _names(place: Place) -> str:
    """What the city is called in the four languages: as readers of each will find it."""
    rows = "".join(
        f"<div><dt>{text(language_name(code).capitalize())}</dt>"
        f'<dd lang="{code}">{text(place.names.get(code) or place.name)}</dd></div>'
        for code in LANGUAGES
    )
    return f'<dl class="facts form-names">{rows}</dl>'


def twins(view: Opened) -> None:
    """Practices of the catalogue that may be this very one, and a way to add to one instead."""
    with st.container(key="form_twins"):  # one place for what comes and goes: fields stay put
        duplicates.show(
            view.draft,
            view.one.receipt,
            on_choose=desk.begin,
            slug=view.one.slug,
            place=str(state.held(_WORDS) or ""),
        )
