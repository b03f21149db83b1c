"""What a question finds: in an order, as cards or rows, page by page; the way on from nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import cached, state, words
from dashboard.catalogue import search
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.practices import SORTS, Results, Suggestion
from dashboard.components import choices, export_links, markup, practice_card, take_home
from dashboard.i18n import _, language, n_

VIEWS = ("cards", "table")


def sort(filters: Filters) -> str:
    """The order the address asks for; else by relevance where there is a query, or newest first."""
    default = _usual_sort(filters)
    return state.one_of("sort", _sorts(filters), default)


def _usual_sort(filters: Filters) -> str:
    return "relevance" if filters.query else "newest"


def _sorts(filters: Filters) -> tuple[str, ...]:
    return SORTS if filters.query else SORTS[1:]


def tools(filters: Filters, order: str) -> None:
    """In which order, as cards or rows, and the same practices on the map."""
    with st.container(horizontal=True, key="result_tools", vertical_alignment="bottom"):
        choices.one(
            "sort",
            _("In order of"),
            _sorts(filters),
            order,
            _sort_word,
            partial(_sorted, filters),
            width=200,
        )
        choices.switch("view", _("View"), VIEWS, _view(), _view_word, _viewed)
        st.page_link(
            "app_pages/map.py",
            label=_("See these on the map"),
            icon=":material/map:",
            query_params={**filters.to_query(), "pick": state.picks()},
        )


def _sort_word(code: str) -> str:
    return {
        "relevance": _("Relevance"),
        "newest": _("Newest first"),
        "city": _("City"),
        "evidence": _("How well it is known"),
    }[code]


def _view() -> str:
    return state.one_of("view", VIEWS, "cards")


def _view_word(code: str) -> str:
    return {
        "cards": ":material/grid_view: " + _("Cards"),
        "table": ":material/table_rows: " + _("Table"),
    }[code]


def _sorted(filters: Filters) -> None:
    order = state.given_back("sort")
    state.write(sort=None if order == _usual_sort(filters) else order, page=None)


def _viewed() -> None:
    view = state.given_back("view")
    state.write(view=None if view == "cards" else view)


# The list ---------------------------------------------------------------------------------------


def show(filters: Filters, found: Results) -> None:
    """One page of practices, and the way to the others."""
    marks = search.highlighter(filters.query, language()) if filters.query else None
    drawn: Callable[..., str] = practice_card.table if _view() == "table" else practice_card.cards
    name = markup.text(_("The practices found"))
    heading = f'<h2 class="unseen">{name}</h2>'
    practice_card.show(heading + drawn(found.cards, marks), key="practices")
    if found.pages > 1:
        _pages(found)
    export_links.show(filters)
    take_home.selection(filters)


def _pages(found: Results) -> None:
    key = f"page_{found.page}"  # the widget takes its page from its default, so each has its own
    with st.container(horizontal=True, key="pages", horizontal_alignment="center"):
        st.pagination(
            found.pages,
            default=found.page,
            key=key,
            max_visible_pages=5,
            on_change=_turned,
            args=(key,),
        )


def _turned(key: str) -> None:
    page = state.given_back(key)
    state.write(page=None if page == 1 else str(page))


# Nothing ----------------------------------------------------------------------------------------


def nothing(filters: Filters) -> None:
    """What to drop so that something is found, and how many each way gives."""
    found = cached.drop_suggestions(filters, language())
    helpful = [one for one in found if one.count]
    with st.container(key="nothing_found"):
        markup.html(f'<p class="standfirst">{markup.text(_first_way(helpful))}</p>')
        for place, way in enumerate(helpful):
            told = n_(
                "Without {filter}: {count} practice",
                "Without {filter}: {count} practices",
                way.count,
            )
            st.button(
                told.format(filter=_named(way.field, way.code)),
                key=f"drop_{place}",
                icon=":material/filter_alt_off:",
                on_click=state.without,
                args=(way.field, way.code),
            )
        if not helpful:
            st.button(
                _("Show the whole catalogue"),
                key="whole_catalogue",
                on_click=state.set_filters,
                args=(Filters(),),
            )


def _first_way(helpful: Sequence[Suggestion]) -> str:
    """The filter whose removal finds most: 'Nothing matches yet. Without “pilot” there are 12'."""
    if not helpful:
        return _("Nothing matches yet, and no single filter is the reason.")
    best = max(helpful, key=lambda one: one.count)
    return n_(
        "Nothing matches yet. Without {filter} there is {count}.",
        "Nothing matches yet. Without {filter} there are {count}.",
        best.count,
    ).format(filter=_named(best.field, best.code))


def _named(field: str, code: str | None) -> str:
    """A filter in quotation marks, as the language sets them."""
    if code is None:
        return _("“{words}”").format(words=words.field(field))
    named = words.choice(field, code, cached.city_names(language()).get(code))
    return named if field == "query" else _("“{words}”").format(words=named)


# The chosen practices ---------------------------------------------------------------------------


def chosen() -> None:
    """At the foot of the window: what was chosen to compare, and the way there."""
    picks = state.picks()
    if not picks:
        return
    known = [(slug, found) for slug in picks if (found := cached.practice(slug, language()))]
    cities = [practice.city.name for _slug, practice in known]
    with st.container(horizontal=True, key="foot-chosen", vertical_alignment="center"):
        for slug, practice in known:
            alone = cities.count(practice.city.name) == 1
            st.button(
                practice.city.name if alone else practice.title.words,
                key=f"unpick_{slug}",
                icon=":material/close:",
                icon_position="right",
                help=_("Take out of the comparison: {title}").format(title=practice.title.words),
                on_click=state.pick,
                args=(slug,),
                kwargs={"chosen": False},
            )
        _compare([slug for slug, _practice in known])


def _compare(slugs: list[str]) -> None:
    if len(slugs) < 2:
        markup.html(f'<p class="note">{markup.text(_("Choose one more to compare."))}</p>')
        return
    st.page_link(
        "app_pages/compare.py",
        label=n_("Compare {count} side by side", "Compare {count} side by side", len(slugs)),
        icon=":material/view_column_2:",
        query_params={"id": slugs},
    )
