"""What a reader chooses before peers are shown: the place, and what counts how much."""

from __future__ import annotations

import re

import streamlit as st

from dashboard import state, words
from dashboard.catalogue import geography
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.geography import Place
from dashboard.catalogue.peers import MOST_WEIGHT, TERMS, Weights
from dashboard.components import filter_panel, markup, peer_list
from dashboard.i18n import _, language, number

LONGEST_NAME = 100  # signs; more is cut, a pasted page is no name
OFFERED = 8  # places offered for what was typed
_WORDS, _CHOICE = "place_words", "place_choice"
_STANDARD = tuple((kind, getattr(Weights(), kind)) for kind in TERMS)


def place() -> Place | None:
    """The place the address names; None where it names none that is known."""
    written = state.value("place") or ""
    try:
        return geography.by_id(int(written))
    except (ValueError, UnknownPlace):
        return None


def ask_for_place() -> None:
    """A field to type a city into, and the places it may mean."""
    typed = st.text_input(
        _("Your city"),
        key=_WORDS,
        type="search",
        icon=":material/search:",
        placeholder=_("Any city of more than 15,000 inhabitants"),
        live=True,
        autocomplete="off",
    )
    if not typed or not typed.strip():
        return
    typed = typed[:LONGEST_NAME]
    found = {str(one.place_id): one for one in geography.search_places(typed, language(), OFFERED)}
    if not found:
        st.info(_("No city of this name is known. Try another spelling, or the next larger city."))
        return
    state.lend(_CHOICE, None)
    st.pills(
        _("Which one do you mean?"),
        list(found),
        format_func=lambda place_id: described(found[place_id]),
        key=_CHOICE,
        on_change=_take_place,
    )


def _take_place() -> None:
    chosen = state.given_back(_CHOICE)
    if chosen:
        state.lend(_WORDS, "")
        state.write(place=str(chosen))


def described(place: Place) -> str:
    """A place told apart from its namesakes: state where there are many, country, size."""
    where = words.label("country", place.country)
    if place.country == "US":
        where = _("{state}, {country}").format(state=_state(place.place_id), country=where)
    people = number(place.population) if place.population else words.gap()
    told = _("{name}, {where} ({people})")
    return _plain(told.format(name=peer_list.name_of(place), where=where, people=people))


def _state(place_id: int) -> str:
    """The letters of a place's state: the United States have thirty Springfields."""
    places = geography.places()
    return str(places.loc[places["place_id"] == place_id, "admin1"].iloc[0])


def _plain(told: str) -> str:
    """Words for a label that would read markdown in them."""
    return re.sub(r"([\\`*_\[\]$~:<>#])", r"\\\1", told)


def ask_for_problem(problem: Filters) -> None:
    """The filters of every other page, asked here of the peers' practices."""
    _heading(_("What they should have tried"))
    filter_panel.show(problem)


def _heading(told: str) -> None:
    markup.html(f'<p class="label peer-heading">{markup.text(told)}</p>')


def weights() -> Weights:
    """How much each term counts, each a slider kept in the address."""
    chosen = {kind: state.number(_key(kind), standard, MOST_WEIGHT) for kind, standard in _STANDARD}
    _heading(_("What makes a city like yours, and how much"))
    with st.container(horizontal=True, key="peer_weights"):
        for kind, weight in chosen.items():
            state.lend(_key(kind), weight)
            st.slider(
                peer_list.term(kind),
                0,
                MOST_WEIGHT,
                key=_key(kind),
                help=peer_list.meaning(kind),
                on_change=_weigh,
                args=(kind,),
                width=220,
            )
    return Weights(**chosen)


def _key(kind: str) -> str:
    return f"weigh_{kind}"


def _weigh(kind: str) -> None:
    weight = state.given_back(_key(kind))
    # The standard weight is not written: a plain address stays plain.
    state.write(**{_key(kind): None if weight == dict(_STANDARD)[kind] else str(weight)})


# Nothing to show yet ----------------------------------------------------------------------------


# The hosts of the summits so far.
_HOSTS = (("Montréal", "CA"), ("Düsseldorf", "DE"), ("Izmir", "TR"))


def ways_to_begin() -> None:
    """Without a place: three to begin with, the hosts of the summits."""
    st.markdown(_("Or begin with a host of the summits:"))
    with st.container(horizontal=True, key="peer_hosts"):
        for city, country in _HOSTS:
            host = geography.resolve(city, country)
            st.page_link(
                "app_pages/peers.py",
                label=_plain(peer_list.name_of(host)),
                query_params={"place": str(host.place_id)},
            )


def nothing_found() -> None:
    """No other city has a practice on the problem: what to let go."""
    st.info(_("No other city whose practices were read has one on this problem."))
    st.button(
        _("Ask for any practice"), key="peer_any", on_click=state.set_filters, args=(Filters(),)
    )


def nothing_weighed() -> None:
    """All weights are at zero: nothing makes one city more alike than another."""
    st.info(_("All weights are at zero, so no city is more alike than another. Raise one of them."))
