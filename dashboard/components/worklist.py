"""The work list: what waits, list by list; each says what it is, how many, and the first to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from dashboard import desk_words, navigation, state
from dashboard.catalogue import people, worklist
from dashboard.catalogue.confirmations import Unconfirmed
from dashboard.catalogue.duplicates import Pair, Reason
from dashboard.catalogue.record import Text
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.worklist import (
    DeadLink,
    Empty,
    Lacking,
    Part,
    Practice,
    Stale,
    Unsourced,
    Waiting,
)
from dashboard.components import links, markup, review_words
from dashboard.components.markup import lang, text
from dashboard.i18n import N_, _, date, language, language_name, listed, n_, number, percent

FIRST, PER_PAGE = 10, 25


@dataclass(frozen=True)
class _Words:
    """A list for people: its name, why it matters, and what is good when nothing is in it."""

    title: str
    why: str
    empty: str
    heads: tuple[str, ...]


_WORDS: dict[str, _Words] = {
    "waiting": _Words(
        N_("Waiting longest"),
        N_("What was sent and is not decided yet. Behind each is somebody who waits."),
        N_("Nothing waits: everything that was sent is decided."),
        (N_("Sent in"), N_("Sent"), N_("State")),
    ),
    "unconfirmed_24": _Words(
        N_("Not confirmed for two years"),
        N_("Nobody has said for 24 months that these still run. One letter to the city may do."),
        N_("Every practice was confirmed within two years."),
        (N_("Practice"), N_("Last confirmed"), N_("City asked")),
    ),
    "unconfirmed_12": _Words(
        N_("Not confirmed for a year"),
        N_("Between 12 and 24 months old: the public page says since when."),
        N_("Nothing is between one and two years old."),
        (N_("Practice"), N_("Last confirmed"), N_("City asked")),
    ),
    "dead_links": _Words(
        N_("Dead links"),
        N_("Sources whose address did not answer when it was last asked. A copy may be elsewhere."),
        N_("Every address that was asked still answers."),
        (N_("Practice"), N_("Address"), N_("What was found")),
    ),
    "unsourced": _Words(
        N_("Figures without a source"),
        N_("A figure that names no source cannot be quoted. Tie it to the one it is from."),
        N_("Every figure names its source."),
        (N_("Practice"), N_("Figures without a source")),
    ),
    "stale": _Words(
        N_("Translations out of date"),
        N_("The original changed after these were translated."),
        N_("Every translation tells what its original tells."),
        (N_("Practice"), N_("Texts"), N_("Languages")),
    ),
    "languages": _Words(
        N_("Missing languages"),
        N_("Title or summary is not there in all four languages; readers see another one."),
        N_("Every practice has its title and summary in all four languages."),
        (N_("Practice"), N_("Missing in")),
    ),
    "twins": _Words(
        N_("Possible duplicates"),
        N_("Two records that may tell of one practice. Lay them side by side before you decide."),
        N_("No two records look alike."),
        (N_("Practice"), N_("Other practice"), N_("What is alike")),
    ),
    "emptiest": _Words(
        N_("Emptiest records"),
        N_(
            "Fields that nothing is said about. What no source states stays open; the rest is work."
        ),
        N_("Every field of every practice says something."),
        (N_("Practice"), N_("Filled"), N_("Still open")),
    ),
}
# Reasons of the link checker, as what a reader would meet.
_FOUND = {
    "gone": N_("The page is gone"),
    "server_error": N_("The server fails"),
    "no_such_host": N_("The host is unknown"),
    "no_answer": N_("Nothing answers"),
    "certificate": N_("Its certificate is not valid"),
    "too_many_moves": N_("It is sent on in circles"),
    "not_an_address": N_("This is no web address"),
}


def show(actor: Actor) -> None:
    """One list whole where the address names it, else all of them with their first rows."""
    chosen = state.one_of("list", worklist.PARTS, "")
    if chosen:
        _one(actor, chosen)
        return
    parts = [worklist.part(actor, code, language(), take=FIRST) for code in worklist.PARTS]
    names = _names(parts)
    body = "".join(_section(part, names, whole=False) for part in parts)
    links.show(f'<div class="worklist">{_index(parts)}{body}</div>', key="worklist")


def _one(actor: Actor, code: str) -> None:
    page = state.page_number()
    part = worklist.part(actor, code, language(), skip=(page - 1) * PER_PAGE, take=PER_PAGE)
    if not part.rows and page > 1:  # fewer than there were: begin again
        page = 1
        part = worklist.part(actor, code, language(), take=PER_PAGE)
    back = markup.link(navigation.address("worklist", language()), _("All lists"))
    body = _section(part, _names([part]), whole=True)
    links.show(f'<div class="worklist"><p class="note">{back}</p>{body}</div>', key="worklist")
    pages = -(-part.total // PER_PAGE)
    if pages > 1:
        key = f"worklist_page_{page}"
        with st.container(horizontal=True, horizontal_alignment="center", key="worklist_pages"):
            st.pagination(
                pages, default=page, key=key, max_visible_pages=5, on_change=_turned, args=(key,)
            )


def _turned(key: str) -> None:
    page = state.given_back(key)
    state.write(page=None if page == 1 else str(page))


def _names(parts: Sequence[Part]) -> dict[str, str]:
    """The names of the people in the lists, as colleagues see them."""
    return people.names({one.author for part in parts for one in part.rows if _sent(one)})


def _sent(one: Any) -> bool:
    return isinstance(one, Waiting)


# The index and the parts --------------------------------------------------------------------------


def _index(parts: Sequence[Part]) -> str:
    items = "".join(
        f'<li{"" if part.total else " class=worklist-none"}><a href="#{part.code}">'
        f'<span class="figure-number">{text(number(part.total))}</span>'
        f'<span class="worklist-name">{text(_(_WORDS[part.code].title))}</span></a></li>'
        for part in parts
    )
    name = text(_("The lists, and how many are in each"))
    return f'<nav aria-label="{name}"><ul class="worklist-index">{items}</ul></nav>'


def _section(part: Part, names: dict[str, str], *, whole: bool) -> str:
    words = _WORDS[part.code]
    count = f'<span class="worklist-count">{text(number(part.total))}</span>'
    head = f'<h2 class="section-title" id="{part.code}">{text(_(words.title))} {count}</h2>'
    if not part.total:
        body = f'<p class="worklist-good">{text(_nothing(part.code))}</p>'
    else:
        body = f'<p class="note">{text(_(words.why))}</p>{_table(part, names)}'
    more = "" if whole or part.total <= len(part.rows) else _more(part)
    return f'<section aria-labelledby="{part.code}">{head}{body}{more}</section>'


def _nothing(code: str) -> str:
    if code != "dead_links":
        return _(_WORDS[code].empty)
    asked = worklist.links_checked_at()
    if asked is None:
        return _("No address was asked yet. The command “python -m dashboard links” asks them.")
    told = _("Every address that was asked still answers. They were last asked on {date}.")
    return told.format(date=date(asked.date()))


def _more(part: Part) -> str:
    here = navigation.address("worklist", language(), list=part.code)
    told = n_("Show {count}", "Show all {count}", part.total)
    name = _("{title}: {more}").format(title=_(_WORDS[part.code].title), more=told)
    return (
        f'<p class="worklist-more"><a href="{text(here)}" target="_self"'
        f' aria-label="{text(name)}">{text(told)}</a></p>'
    )


def _table(part: Part, names: dict[str, str]) -> str:
    words = _WORDS[part.code]
    labels = [*(_(head) for head in words.heads), _("What to do")]
    heads = "".join(f'<th scope="col">{text(label)}</th>' for label in labels)
    cells = _CELLS[part.code]
    rows = "".join(_row(cells(one, names), labels) for one in part.rows)
    caption = f'<caption class="unseen">{text(_(words.title))}</caption>'
    return (
        f'<table class="plain worklist-table">{caption}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(cells: Sequence[str], labels: Sequence[str]) -> str:
    first, *others = cells
    told = "".join(
        f'<td data-head="{text(label)}">{cell}</td>'
        for cell, label in zip(others, labels[1:], strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{told}</tr>'


# The rows -----------------------------------------------------------------------------------------


def _practice(one: Practice | Unconfirmed) -> str:
    here = navigation.address("practice", language(), id=one.slug)
    return _named(here, one.title, one.city)


def _named(href: str, title: Text, city: str) -> str:
    return (
        f'<a href="{text(href)}" target="_self"{lang(title.language)}>{text(title.words)}</a>'
        f'<span class="note">{text(city)}</span>'
    )


def _act(href: str, label: str, about: str, then: str = "") -> str:
    """A link that says what it does, and to a screen reader to which record."""
    name = _("{act}: {record}").format(act=label, record=about)
    arrive = f' data-then="{text(then)}"' if then else ""
    return (
        f'<a class="worklist-act" href="{text(href)}" target="_self"{arrive}'
        f' aria-label="{text(name)}">{text(label)}</a>'
    )


def _correct(one: Practice) -> str:
    href = navigation.address("contribute", language(), practice=one.slug)
    return _act(href, _("Correct"), one.title.words)


def _day(moment: datetime) -> str:
    return text(date(moment.date(), "medium"))


def _waiting(one: Waiting, names: dict[str, str]) -> list[str]:
    href = navigation.address("review", language(), id=one.receipt)
    name = one.name or _("Without a title")
    kind = _("Correction") if one.slug else _("New practice")
    age = f'<span class="note">{text(review_words.age(one.submitted_at))}</span>'
    about = [one.city or _("city not chosen"), kind, review_words.who(one.author, names)]
    return [
        f'{markup.link(href, name)}<span class="note">{text(", ".join(about))}</span>',
        _day(one.submitted_at) + age,
        text(desk_words.state(one.state)),
        _act(href, _("Review"), name),
    ]


def _unconfirmed(one: Unconfirmed, _names: dict[str, str]) -> list[str]:
    ago = n_("{count} month ago", "{count} months ago", one.months)
    chosen = state.one_of("list", worklist.PARTS, "")
    href = navigation.address("worklist", language(), list=chosen, ask=one.slug)
    return [
        _practice(one),
        f'{_day(one.confirmed_at)}<span class="note">{text(ago)}</span>',
        _asked(one),
        _act(href, _("Ask the city"), one.title.words, "#ask"),
    ]


def _asked(one: Unconfirmed) -> str:
    """When the city was asked, and whether it said that something is different now."""
    if one.answered_at:
        told = _("Answered on {date}: it waits to be reviewed")
        return text(told.format(date=date(one.answered_at.date(), "medium")))
    return _day(one.asked_at) if one.asked_at else text(_("not yet"))


def _dead(one: DeadLink, _names: dict[str, str]) -> list[str]:
    found = _(_FOUND[one.reason])
    if one.status:
        found = _("{found} ({status})").format(found=found, status=one.status)
    last = (
        _("last answered on {date}").format(date=date(one.alive_at.date(), "medium"))
        if (one.alive_at)
        else _("asked on {date}").format(date=date(one.checked_at.date(), "medium"))
    )
    return [
        _practice(one),
        f'<span class="worklist-url">{markup.outside(one.url, one.url)}</span>',
        f'{text(found)}<span class="note">{text(last)}</span>',
        _correct(one),
    ]


def _unsourced(one: Unsourced, _names: dict[str, str]) -> list[str]:
    if not one.sources:
        told = _("no source at all")
    else:
        told = _("{untied} of {figures}").format(
            untied=number(one.untied), figures=number(one.figures)
        )
    return [_practice(one), text(told), _correct(one)]


def _stale(one: Stale, _names: dict[str, str]) -> list[str]:
    return [_practice(one), text(number(one.texts)), _spoken(one.languages), _correct(one)]


def _lacking(one: Lacking, _names: dict[str, str]) -> list[str]:
    return [_practice(one), _spoken(one.languages), _correct(one)]


def _spoken(codes: Sequence[str]) -> str:
    return text(listed([language_name(code) for code in codes]))


def _twins(one: Pair, _names: dict[str, str]) -> list[str]:
    here = navigation.address("practice", language(), id=one.slug)
    there = navigation.address("practice", language(), id=one.other_slug)
    beside = navigation.address("compare", language(), id=[one.slug, one.other_slug])
    about = _("{title} and {other}").format(title=one.title, other=one.other_title)
    return [
        _named(here, Text(one.title, language()), one.city),
        _named(there, Text(one.other_title, language()), one.other_city),
        text(listed([_reason(reason) for reason in one.reasons])),
        _act(beside, _("Compare"), about),
    ]


def _reason(reason: Reason) -> str:
    """Why two records may be one, as a part of a list."""
    return {
        "same_title": _("the same title"),
        "like_title": _("a title much like it"),
        "same_city": _("the same city"),
        "near_city": _("a city nearby"),
        "like_meaning": _("texts that say much the same"),
    }.get(reason.code, reason.code)


def _empty(one: Empty, _names: dict[str, str]) -> list[str]:
    share = 1 - len(one.open_fields) / worklist.FIELDS
    fields = listed([desk_words.field(name) for name in one.open_fields])
    return [_practice(one), text(percent(share)), text(fields), _correct(one)]


_CELLS: dict[str, Callable[[Any, dict[str, str]], list[str]]] = {
    "waiting": _waiting,
    "unconfirmed_24": _unconfirmed,
    "unconfirmed_12": _unconfirmed,
    "dead_links": _dead,
    "unsourced": _unsourced,
    "stale": _stale,
    "languages": _lacking,
    "twins": _twins,
    "emptiest": _empty,
}
