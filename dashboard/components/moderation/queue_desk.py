"""The queue beside the post that is open: searched, paged, counted; usable with ten thousand."""

from __future__ import annotations

import streamlit as st

from dashboard import moderation_words, navigation, state
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.moderation import queue
from dashboard.catalogue.moderation.queue import Line, Page, Whole, Wish
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, messages
from dashboard.components.markup import text
from dashboard.components.moderation import acting, many_panel, post_panel, said
from dashboard.i18n import _, language, n_, number

_CHOICES = ("state", "kind", "room", "language", "suspicion")


def show(actor: Actor) -> None:
    """Queue and post side by side where there is room, else one after the other."""
    wish = acting.wish()
    page = queue.page(actor, wish, state.page_number())
    open_one = _open(actor, page)
    left, right = st.columns([4, 8], gap="large")
    with left:
        _filters(actor, wish)
        _list(page, wish, open_one.post_id if open_one else None)
    with right, st.container(key="moderation_post"):
        if chosen := acting.many():
            many_panel.show(actor, chosen)
        elif open_one:
            post_panel.show(actor, open_one)
        else:
            said.nothing(_("Nothing waits here. What is written next shows at left."))


def _open(actor: Actor, page: Page) -> Whole | None:
    """The post that the address names, else the first of the queue."""
    named = state.value("id")
    if named is None:
        return queue.whole(actor, page.lines[0].post_id) if page.lines else None
    try:
        return queue.whole(actor, named)
    except NotFound:
        messages.unknown_codes((named,))
        return None


# Looking for something ----------------------------------------------------------------------------


def _filters(actor: Actor, wish: Wish) -> None:
    """Search and filters, each with how many posts it leaves."""
    state.lend("mod_q", wish.q)
    st.text_input(
        _("Search in posts"),
        key="mod_q",
        type="search",
        icon=":material/search:",
        on_change=_changed,
        args=("q",),
    )
    counts = queue.counts(actor, wish)
    set_now = sum(bool(getattr(wish, one)) for one in (*_CHOICES[1:], "noticed"))
    label = n_("Filters, {count} set", "Filters, {count} set", set_now) if set_now else _("Filters")
    with st.container(key="moderation_states"):
        _choice("state", wish, counts["state"])
    with st.expander(label, key="mod_filters", expanded=bool(set_now)):
        for one in _CHOICES[1:]:
            _choice(one, wish, counts[one])
        state.lend("mod_noticed", wish.noticed)
        st.checkbox(
            _("Only posts that somebody gave notice of"),
            key="mod_noticed",
            on_change=_changed,
            args=("noticed",),
        )


def _choice(dim: str, wish: Wish, counts: dict[str, int]) -> None:
    chosen = getattr(wish, dim)
    options = ["", *dict.fromkeys((*(one for one in counts if one), *([chosen] if chosen else ())))]
    state.lend(f"mod_{dim}", chosen)
    st.selectbox(
        _dim(dim),
        options,
        format_func=lambda code: _option(dim, code, counts),
        key=f"mod_{dim}",
        on_change=_changed,
        args=(dim,),
    )


def _option(dim: str, code: str, counts: dict[str, int]) -> str:
    if not code:
        return _("any")
    told = {
        "state": moderation_words.state,
        "kind": moderation_words.kind,
        "room": moderation_words.room,
        "language": moderation_words.spoken,
        "suspicion": moderation_words.suspicion,
    }[dim](code)
    return _("{name}: {count}").format(name=told, count=number(counts.get(code, 0)))


def _dim(dim: str) -> str:
    return {
        "state": _("State"),
        "kind": _("Kind"),
        "room": _("Room"),
        "language": _("Language"),
        "suspicion": _("Set aside because of"),
    }[dim]


def _changed(dim: str) -> None:
    """Look for something else, from the first page on."""
    value = state.given_back(f"mod_{dim}")
    now = acting.wish()
    wanted = Wish(**{**vars(now), dim: value if value is not None else ""})
    state.write(**{**wanted.to_query(), "page": None, "id": None})
    acting.leave_many()


# The list -----------------------------------------------------------------------------------------


def _list(page: Page, wish: Wish, here: str | None) -> None:
    told = n_("{count} post", "{count} posts", page.total)
    markup.html(f'<h2 class="section-title queue-title" id="queue">{text(told)}</h2>')
    if not page.lines:
        said.nothing(_("Nothing matches."))
        return
    items = "".join(_item(one, wish, one.post_id == here) for one in page.lines)
    links.show(
        f'<ol class="queue moderation-queue" start="{page.first}" aria-labelledby="queue">'
        f"{items}</ol>{_pages(page, wish)}",
        key="moderation_queue",
    )
    st.button(
        n_("Act on this post", "Act on all {count} posts", page.total),
        key="mod_matching",
        type="tertiary",
        icon=":material/table_rows:",
        on_click=acting.choose_matching,
    )


def _item(one: Line, wish: Wish, here: bool) -> str:
    marks = [
        moderation_words.suspicion(one.suspicion) if one.suspicion else "",
        n_("{count} notice", "{count} notices", one.notices) if one.notices else "",
        _("appeal") if one.appeal else "",
        _("changed since it was written") if one.edited_at else "",
    ]
    told = [text(said.waits(one.written_at)), text(moderation_words.spoken(one.language))]
    told += [f'<b class="said-mark">{text(mark)}</b>' for mark in marks if mark]
    current = ' aria-current="true"' if here else ""
    told_in = cleaned(one.words)
    short = told_in if len(told_in) <= 160 else told_in[:159] + "…"
    lang = "" if one.language in (language(), "und") else f' lang="{text(one.language)}"'
    return (
        f'<li class="queue-item{" queue-here" if here else ""}">'
        f'<p class="queue-kind"><span>{text(_kind(one, wish))}</span></p>'
        f'<p class="queue-name said-short"><a href="{text(_href(wish, id=one.post_id))}"'
        f' target="_self" data-then="#post-{text(one.post_id)}" dir="auto"{lang}{current}>'
        f"{text(' '.join(short.split()))}</a></p>{said.facts(told)}</li>"
    )


def _kind(one: Line, wish: Wish) -> str:
    where = moderation_words.room(one.room) if one.room else moderation_words.kind(one.kind)
    if wish.state:
        return where
    return _("{place}: {state}").format(place=where, state=moderation_words.state(one.state))


def _href(wish: Wish, **more: str) -> str:
    query = {name: value for name, value in wish.to_query().items() if value}
    page = state.page_number()
    paged = {"page": str(page)} if page > 1 else {}
    return navigation.address("moderation", language(), **{**query, **paged, **more})


def _pages(page: Page, wish: Wish) -> str:
    at = (page.first - 1) // queue.PAGE + 1
    last = -(-page.total // queue.PAGE)
    if last == 1:
        return ""
    ways = [
        (at - 1, _("Back")) if at > 1 else None,
        (at + 1, _("On")) if at < last else None,
    ]
    drawn = "".join(
        f"<li>{markup.link(_href(wish, page=str(number_)), words)}</li>"
        for number_, words in filter(None, ways)
    )
    told = text(_("Page {page} of {last}").format(page=number(at), last=number(last)))
    name = text(_("Pages of the queue"))
    return (
        f'<nav aria-label="{name}"><ul class="moderation-pages"><li>{told}</li>{drawn}</ul></nav>'
    )
