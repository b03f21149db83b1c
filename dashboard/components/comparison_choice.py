"""What stands over a comparison and where there is none yet: choose, add, take out, take along."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard import cached, navigation, state, tables
from dashboard.catalogue import comparison, search
from dashboard.catalogue.comparison import FEWEST, MOST, Card, Chosen, Comparison, Trio
from dashboard.components import copy_link, markup, messages
from dashboard.components.markup import text
from dashboard.i18n import _, language, listed, n_

FIELD_WIDTH = 560  # as wide as a line of text, no wider
FOUND = 6  # hits offered at once: a choice, not a list of results
ROWS = ("all", "differences")
_FIND, _CITY, _ONLY = "compare_find", "compare_city", "compare_only_differences"


def left_out(chosen: Chosen) -> None:
    """A word on what of the link is not shown."""
    gone = comparison.gone(chosen.unknown, language())
    for one in gone:
        _no_longer(one)
    known = {one.slug for one in gone}
    messages.unknown_codes(tuple(one for one in chosen.unknown if one not in known))
    if chosen.over:
        st.info(
            _("Four fit side by side: the first four of the link are shown."),
            icon=":material/view_column_2:",
        )


def _no_longer(gone: comparison.Gone) -> None:
    """A practice of the link that left the catalogue: which, and where it says why."""
    pattern = {
        "retired": _("“{title}” has been retired and is not compared any more."),
        "withdrawn": _("“{title}” has been withdrawn and is not compared any more."),
    }[gone.state]
    href = navigation.address("practice", language(), id=gone.slug)
    markup.html(
        f'<p class="state" role="status">{text(pattern.format(title=gone.title.words))}'
        f" {markup.link(href, _('Since when, and why'))}</p>"
    )


def only_differences() -> bool:
    """Whether the address asks for the rows that differ alone."""
    return state.one_of("rows", ROWS, "all") == "differences"


# ---- over a comparison --------------------------------------------------------------------------


def practices_bar(found: Comparison) -> None:
    """Take the comparison along, change it, show only what differs."""
    with st.container(horizontal=True, vertical_alignment="center", key="compare_actions"):
        _downloads("compare")
        copy_link.show()
        with st.popover(_("Change practices"), icon=":material/edit:", key="compare_change"):
            _taking_out([(one.slug, _card_words(one)) for one in _cards_of(found)])
            if len(found.columns) < MOST:
                _adding(found)
            _to_explore(found)
    _toggle(found)


def cities_bar(found: Comparison) -> None:
    """The same for cities."""
    with st.container(horizontal=True, vertical_alignment="center", key="compare_actions"):
        _downloads("compare-cities")
        copy_link.show()
        with st.popover(_("Change cities"), icon=":material/edit:", key="compare_change"):
            _taking_out([(one.slug, one.city_name) for one in found.columns])
            if len(found.columns) < MOST:
                _adding_city([one.slug for one in found.columns])
    _toggle(found)


def _downloads(path: str) -> None:
    links = "".join(
        f'<a class="button" href="{text(download_address(path, kind))}" download>'
        f"{text(words_in)}</a>"
        for kind, words_in in (("xlsx", _("Download XLSX")), ("csv", _("Download CSV")))
    )
    st.html(f'<div class="actions">{links}</div>', width="content")


def download_address(path: str, kind: str) -> str:
    """Where this very comparison is to be had as a file."""
    wanted = {"id": state.values("id"), "rows": state.values("rows")}
    query = urlencode({k: v for k, v in wanted.items() if v}, doseq=True)
    return f"/{language()}/{path}.{kind}?{query}"


def _toggle(found: Comparison) -> None:
    same = sum(not row.differs for row in found.rows)
    if not same:
        return
    state.lend(_ONLY, only_differences())
    st.toggle(
        _("Show only what differs"),
        key=_ONLY,
        on_change=_only_changed,
        help=n_("{count} row is the same in all.", "{count} rows are the same in all.", same),
    )


def _only_changed() -> None:
    state.write(rows="differences" if state.given_back(_ONLY) else None)


def _taking_out(columns: Sequence[tuple[str, str]]) -> None:
    slugs = [slug for slug, _words in columns]
    with st.container(gap=None):
        for slug, words_in in columns:
            rest = [one for one in slugs if one != slug]
            st.button(
                _("Take out {name}").format(name=plain(words_in)),
                key=f"compare_out_{slug}",
                icon=":material/remove:",
                type="tertiary",
                on_click=_ask_for,
                args=(rest,),
            )


def _ask_for(slugs: list[str]) -> None:
    state.lend(_FIND, "")
    state.write(id=slugs)


def _adding(found: Comparison) -> None:
    kept = tuple(one.slug for one in found.columns)
    typed = _find_field(_("Add one"))
    offered = _hits(typed, kept) if typed else cached.near(found.ids, language())
    if typed:
        _nothing(offered)
    else:
        st.caption(_("Close to these:"))
    _offer(offered, kept)


def _to_explore(found: Comparison) -> None:
    st.page_link(
        "app_pages/explore.py",
        label=_("Choose others in Explore"),
        icon=":material/search:",
        query_params={"pick": [one.slug for one in found.columns]},
    )


def _find_field(label: str) -> str:
    typed = st.text_input(
        label,
        key=_FIND,
        type="search",
        placeholder=_("A city, a word of the practice"),
        max_chars=120,
        width=FIELD_WIDTH,
    )
    return (typed or "").strip()


def _hits(typed: str, kept: Sequence[str]) -> tuple[Card, ...]:
    answer = search.hits(typed, language())
    ids = tuple(int(one) for one in answer.ids[: FOUND + MOST]) if answer else ()
    found = cached.cards(ids, language())
    return tuple(one for one in found if one.slug not in kept)[:FOUND]


def _nothing(offered: Sequence[Card]) -> None:
    if not offered:
        st.caption(_("Nothing found. Another word, or the name of a city, may do."))


def _offer(offered: Sequence[Card], kept: Sequence[str]) -> None:
    with st.container(gap=None):
        for card in offered:
            st.button(
                _("Add {name}").format(name=plain(_card_words(card))),
                key=f"compare_in_{card.slug}",
                icon=":material/add:",
                type="tertiary",
                on_click=_ask_for,
                args=([*kept, card.slug],),
            )


def _adding_city(kept: list[str]) -> None:
    names = cached.city_names(language())
    st.selectbox(
        _("Add a city"),
        [slug for slug in names if slug not in kept],
        index=None,
        key=_CITY,
        format_func=names.__getitem__,
        placeholder=_("Choose a city"),
        width=FIELD_WIDTH,
        on_change=_add_city,
        args=(kept,),
    )


def _add_city(kept: list[str]) -> None:
    slug = state.given_back(_CITY)
    state.lend(_CITY, None)
    if slug:
        state.write(id=[*kept, slug])


# ---- where there is nothing to compare yet ------------------------------------------------------


def start_practices(kept: tuple[str, ...]) -> None:
    """Find practices, or begin with three that belong together."""
    found = cached.compared_practices(kept, language())
    if found.columns:
        _taking_out([(one.slug, _card_words(one)) for one in _cards_of(found)])
        typed = _find_field(_("Find a practice to lay beside it"))
    else:
        typed = _find_field(_("Find a practice"))
    if typed:
        offered = _hits(typed, kept)
        _nothing(offered)
        _offer(offered, kept)
    elif found.columns:
        st.caption(_("Close to it:"))
        _offer(cached.near(found.ids, language()), kept)
    _show_trios(cached.trios(language()), _practice_trio)


def start_cities(kept: tuple[str, ...]) -> None:
    """Choose cities, or begin with three that worked on the same theme."""
    found = cached.compared_cities(kept, language())
    if found.columns:
        _taking_out([(one.slug, one.city_name) for one in found.columns])
    _adding_city(list(kept))
    _show_trios(cached.trios(language()), _city_trio)


def _show_trios(trios: Sequence[Trio], drawn: Callable[[Trio], str]) -> None:
    if not trios:
        return
    cards = "".join(drawn(one) for one in trios)
    markup.html(
        f'<section class="compare-begin"><h2 class="section-title">{text(_("Or begin with three"))}'
        f'</h2><div class="trios">{cards}</div></section>'
    )


def _practice_trio(trio: Trio) -> str:
    shared = comparison.Shared(themes=(trio.theme,))
    title = tables.practice_title(len(trio.cards), shared)
    href = navigation.address("compare", language(), id=[one.slug for one in trio.cards])
    lines = "".join(
        f"<p><b>{text(one.city)}</b><br>{markup.in_language(one.title, one.title_language)}</p>"
        for one in trio.cards
    )
    return _trio(trio.theme, href, title, lines)


def _city_trio(trio: Trio) -> str:
    href = navigation.address(
        "compare_cities", language(), id=[one.city_slug for one in trio.cards]
    )
    line = f"<p>{markup.theme(trio.theme)}</p>"
    return _trio(trio.theme, href, listed([one.city for one in trio.cards]), line)


def _trio(theme: str, href: str, title: str, inner: str) -> str:
    return (
        f'<article class="trio theme-{text(theme)}"><h3>{markup.link(href, title)}</h3>{inner}'
        "</article>"
    )


# ---- words for buttons --------------------------------------------------------------------------


def _cards_of(found: Comparison) -> tuple[Card, ...]:
    return cached.cards(found.ids, language())


def _card_words(card: Card) -> str:
    return _("{city}: {title}").format(city=card.city, title=card.title)


def plain(words_in: str) -> str:
    """Words of the catalogue where Streamlit would read Markdown."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|:$~&^-])", r"\\\1", words_in)


def enough(chosen: Chosen) -> bool:
    """Whether there is something to compare."""
    return len(chosen.kept) >= FEWEST
