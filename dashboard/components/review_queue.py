"""What waits for a second pair of eyes: oldest first, one line each, imports gathered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard import navigation
from dashboard.catalogue.review import Waiting
from dashboard.components import links, markup, review_words
from dashboard.components.markup import text
from dashboard.components.review_words import Names
from dashboard.i18n import _, language, n_


def show(lines: Sequence[Waiting], names: Names, chosen: str | None, *, me: str) -> None:
    """The queue; `chosen` is the receipt or the import that is open, `me` the reader's account."""
    head = n_("{count} waits", "{count} wait", len(lines))
    markup.html(f'<h2 class="section-title queue-title" id="queue">{text(head)}</h2>')
    if not lines:
        _nothing()
        return
    links.show(drawn(lines, names, chosen, me=me), key="review_queue")


def _nothing() -> None:
    markup.html(f'<p class="prose">{text(_("Nothing waits. What is sent next shows here."))}</p>')
    st.page_link("app_pages/worklist.py", label=_("See what the catalogue lacks"))


def drawn(lines: Sequence[Waiting], names: Names, chosen: str | None, *, me: str) -> str:
    """The list as HTML: what one import brought stands where its oldest would."""
    items = []
    for import_id, group in groupby(_gathered(lines), key=lambda one: one.import_id):
        found = list(group)
        if import_id and len(found) > 1:
            items.append(_import(import_id, found, names, chosen, me))
        else:
            items += [_item(one, names, chosen, me) for one in found]
    return f'<ol class="queue" aria-labelledby="queue">{"".join(items)}</ol>'


def _gathered(lines: Sequence[Waiting]) -> list[Waiting]:
    first: dict[str, int] = {}
    for place, one in enumerate(lines):
        first.setdefault(one.import_id or one.receipt, place)
    return sorted(lines, key=lambda one: first[one.import_id or one.receipt])


def _item(one: Waiting, names: Names, chosen: str | None, me: str) -> str:
    here = one.receipt == chosen
    facts = [
        review_words.age(one.submitted_at),
        review_words.by(one.author, names, me),
        review_words.held(one.state, one.reviewer, names, me),
    ]
    if one.open_notes:
        facts.append(n_("{count} open note", "{count} open notes", one.open_notes))
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    return (
        f'<li class="queue-item{" queue-here" if here else ""}">'
        f'<p class="queue-kind"><span>{text(review_words.kind(one))}</span>'
        f"<b>{text(review_words.city(one.city_id))}</b></p>"
        f'<p class="queue-name">{_link(review_words.named(one), here, id=one.receipt)}</p>'
        f'<p class="queue-facts">{told}</p></li>'
    )


def _link(words_in: str, here: bool, **query: str) -> str:
    href = navigation.address("review", language(), **query)
    current = ' aria-current="true"' if here else ""
    there = text(next(iter(query.values())))  # on a phone the record stands below the queue
    return (
        f'<a href="{text(href)}" target="_self" data-then="#record-{there}"{current}>'
        f"{text(words_in)}</a>"
    )


def _import(
    import_id: str, found: Sequence[Waiting], names: Names, chosen: str | None, me: str
) -> str:
    here = import_id == chosen
    unfolded = " open" if any(one.receipt == chosen for one in found) else ""
    head = n_("Import of {count} practice", "Import of {count} practices", len(found))
    facts = (
        review_words.age(found[0].submitted_at),
        review_words.by(found[0].author, names, me),
    )
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    inner = "".join(_item(one, names, chosen, me) for one in found)
    return (
        f'<li class="queue-item queue-import{" queue-here" if here else ""}">'
        f'<p class="queue-kind"><span>{text(_("Import"))}</span></p>'
        f'<p class="queue-name">{_link(head, here, **{"import": import_id})}</p>'
        f'<p class="queue-facts">{told}</p>'
        f"<details{unfolded}><summary>{text(_('One by one'))}</summary>"
        f'<ol class="queue">{inner}</ol></details></li>'
    )
