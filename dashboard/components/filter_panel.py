"""The filters of a view: as a line to search, as a panel, as chips and as one sentence.

The address is the truth. Each widget gets its value from it before it is drawn and gives a change
back in its callback, so a link, Back, Forward and a reload all show what the address asks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import cached, i18n, state, words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.filters import DIMENSIONS, EARLIEST, LATEST, Filters
from dashboard.components import choices, markup, messages
from dashboard.i18n import _, language, n_

OPEN = "filters_open"
PLACES = ("countries", "regions", "cities")  # long lists, read by their words
FLAGS = ("figures", "results")
_OFF_LINE = ("query", "themes")  # in sight without the panel

Counts = Mapping[str, Mapping[str, int]]


def asked() -> Filters:
    """The question of the address; a word where it names something nobody knows."""
    filters, unknown = state.filters(_city_known)
    messages.unknown_codes(unknown)
    return filters


def show(filters: Filters) -> None:
    """Search, themes and, when it is open, the panel with all other filters."""
    counts = cached.facet_counts(filters, language())
    _search_line(filters)
    _draw("themes", filters, counts, label=False)
    if state.is_open(OPEN):
        _panel(filters, counts)


def answer(filters: Filters, count: int, *, clear: bool = True) -> None:
    """The question and its answer as one sentence, and each filter as a chip that removes it."""
    names = _city_names()
    told = words.sentence(filters, count, names)
    markup.html(f'<p class="sentence" role="status">{_number_first(told, count)}</p>')
    if filters.empty:
        return
    with st.container(horizontal=True, key="chips", gap="xsmall", vertical_alignment="center"):
        for field, code in filters.chips():
            _chip(field, code, names)
        if clear:
            st.button(
                _("Clear the filters"),
                key="clear_filters",
                type="tertiary",
                on_click=state.set_filters,
                args=(Filters(),),
            )


def _number_first(told: str, count: int) -> str:
    """The sentence with its number in bold, wherever the language puts it."""
    practices = markup.text(words.count_of_practices(count))
    return markup.text(told).replace(practices, f"<b>{practices}</b>", 1)


def _chip(field: str, code: str, names: Mapping[str, str]) -> None:
    named = words.choice(field, code, names.get(code))
    several = isinstance(getattr(Filters(), field), tuple)
    st.button(
        named,
        key=f"chip_{field}_{code}" if field != "query" else "chip_query",
        icon=":material/close:",
        icon_position="right",
        help=_("Remove this filter"),
        on_click=state.without,
        args=(field, code if several else None),
    )


# The line that is always in sight ---------------------------------------------------------------


def _search_line(filters: Filters) -> None:
    with st.container(horizontal=True, key="search_line", vertical_alignment="bottom"):
        state.lend(_key("query"), filters.query)
        st.text_input(
            words.field("query"),
            key=_key("query"),
            type="search",
            icon=":material/search:",
            placeholder=_("Neighbours, youth, night"),
            max_chars=300,
            on_change=_searched,
        )
        _toggle(filters)


def _toggle(filters: Filters) -> None:
    hidden = sum(field not in _OFF_LINE for field, _code in filters.chips())
    opened = state.is_open(OPEN)
    name = n_("Filters, {count} set", "Filters, {count} set", hidden) if hidden else _("Filters")
    if opened:
        name = _("Close the filters")
    st.button(
        name,
        key="filters_toggle",
        icon=":material/expand_less:" if opened else ":material/expand_more:",
        icon_position="right",
        on_click=state.fold,
        args=(OPEN,),
    )


# The panel --------------------------------------------------------------------------------------


def _panel(filters: Filters, counts: Counts) -> None:
    draw = partial(_draw, filters=filters, counts=counts)
    with st.container(key="filters_panel"):
        grid = st.grid(3, min_column_width=200, gap="medium")
        with grid.cell():
            for field in ("topics", "audiences", "instruments"):
                draw(field)
        with grid.cell():
            for field in ("countries", "regions", "cities", "sizes", "summits"):
                draw(field)
        with grid.cell():
            for field in ("evidence", "statuses"):
                draw(field)
            _years(filters, counts)
            for field in FLAGS:
                _flag(field, filters, counts)
        st.button(_("See what was found"), key="filters_done", on_click=state.fold, args=(OPEN,))


def _draw(field: str, filters: Filters, counts: Counts, *, label: bool = True) -> None:
    """One filter of codes: a few in sight, many in a list."""
    options = _options(field, counts)
    found = counts.get(field, {})
    chosen = [one for one in getattr(filters, field) if one in options]
    name, word, change = words.field(field), _word(field), partial(_changed, field)
    if field in ("themes", "topics", "evidence", "statuses"):
        choices.few(_key(field), name, options, found, chosen, word, change, label=label)
        return
    choices.several(_key(field), name, options, found, chosen, word, change, _any_of(field))


def _any_of(field: str) -> str:
    return {
        "audiences": _("Anyone"),
        "instruments": _("Any kind"),
        "countries": _("Any country"),
        "regions": _("Any region"),
        "cities": _("Any city"),
        "sizes": _("Any size"),
        "summits": _("Any summit"),
    }[field]


def _options(field: str, counts: Counts) -> list[str]:
    """The codes of a filter in the order of people: the list's own, places by their words."""
    if field == "cities":
        return list(_city_names())
    dim = DIMENSIONS[field]
    if field not in PLACES:
        return list(vocabulary.codes(dim))
    return _by_word(dim, tuple(sorted(counts.get(field, {}))), language())


@st.cache_resource(show_spinner=False, max_entries=64)
def _by_word(dim: str, codes: tuple[str, ...], spoken: str) -> list[str]:
    return sorted(codes, key=lambda code: _sorted_as(vocabulary.label(dim, code, spoken)))


def _sorted_as(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _years(filters: Filters, counts: Counts) -> None:
    """The first and the last year of beginning, each with what it would give."""
    with st.container(horizontal=True, key="years"):
        for field in ("since", "until"):
            found = counts.get(field, {})
            chosen = getattr(filters, field)
            known = {int(year) for year in found} | ({chosen} if chosen else set())
            choices.one(
                _key(field),
                words.field(field),
                sorted(known, reverse=True),
                chosen,
                partial(_year, found),
                partial(_changed, field),
                placeholder=_("Any"),
            )


def _year(found: Mapping[str, int], year: int) -> str:
    return choices.counted(str(year), found.get(str(year), 0))


def _flag(field: str, filters: Filters, counts: Counts) -> None:
    """With or without: two codes, one of them or none."""
    now = getattr(filters, field)
    choices.either(
        _key(field),
        words.field(field),
        ("yes", "no"),
        counts.get(field, {}),
        None if now is None else "yes" if now else "no",
        lambda code: _("Yes") if code == "yes" else _("No"),
        partial(_changed, field),
    )


# What a change does -----------------------------------------------------------------------------


def _key(field: str) -> str:
    return f"filter_{field}"


def _searched() -> None:
    state.change("query", state.given_back(_key("query")) or "", _city_known)


def _changed(field: str) -> None:
    """Give the widget's value back to the address, codes in place of words."""
    i18n.use(state.language())  # a callback runs before the script has set it
    given = state.given_back(_key(field))
    state.change(field, _read(field, given), _city_known)


def _read(field: str, given: object) -> object:
    if field in FLAGS:
        return {"yes": True, "no": False}.get(str(given))
    if field in ("since", "until"):
        found = str(given or "")[:4]
        return int(found) if found.isdigit() and EARLIEST <= int(found) <= LATEST else None
    options = _city_names() if field == "cities" else vocabulary.codes(DIMENSIONS[field])
    return choices.codes_of(given, tuple(options), _word(field))


def _word(field: str) -> choices.Word:
    """The words of a filter's options, looked up once for all of them."""
    return _city_names().__getitem__ if field == "cities" else partial(words.choice, field)


def _city_names() -> Mapping[str, str]:
    return cached.city_names(language())


def _city_known(slug: str) -> bool:
    return slug in _city_names()
