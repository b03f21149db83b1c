"""A practice in brief: as a card, as a row, and as a list from which it opens or is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import navigation, state, words
from dashboard.catalogue.practices import Card
from dashboard.catalogue.record import Text
from dashboard.catalogue.searching.highlighting import Highlighter
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, language

_STATIC = Path(__file__).parents[1] / "static"

# Native elements, one by one, would send five for each card: 25 kB a change of filter against 8.
_LIST = st.components.v2.component(
    "practice_list",
    html='<div class="practice-list"></div>',
    js=(_STATIC / "practice_list.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the list wears the house's styles
)


def show(fragment: str, key: str) -> None:
    """A list of practices: a title opens its page, a tick chooses it for comparison."""
    picks = state.picks()
    _LIST(
        key=key,
        data={"html": fragment, "picks": picks, "full": len(picks) >= state.MOST_PICKS},
        on_picked_change=partial(_picked, key),
    )


def _picked(key: str) -> None:
    told = state.given_back(key)["picked"]
    state.pick(str(told["slug"]), chosen=bool(told["chosen"]))


# As cards ---------------------------------------------------------------------------------------


def cards(
    found: Sequence[Card], marks: Highlighter | None = None, *, pick: bool = True, level: int = 3
) -> str:
    """The practices as cards in columns, as many as fit; `level` is that of their headings."""
    drawn = "".join(_card(one, marks, f"h{level}", pick=pick) for one in found)
    return f'<ul class="cards">{drawn}</ul>'


def _card(card: Card, marks: Highlighter | None, heading: str, *, pick: bool) -> str:
    country = words.label("country", card.country)
    facts = [markup.evidence(card.evidence), _since(card), *map(markup.topic, card.topics)]
    return (
        f'<li class="card theme-{text(card.main_theme)}">'
        f'<p class="card-head"><span><b>{marked(card.city, marks)}</b>, {text(country)}</span>'
        f"{markup.theme(card.main_theme)}</p>"
        f'<{heading} class="card-title"{lang(card.title)}>{_link(card, marks)}</{heading}>'
        f'<p class="card-text"{lang(card.summary)}>{marked(card.summary.words, marks)}</p>'
        f"{_note(card.summary)}"
        f'<p class="card-facts">{"".join(facts)}</p>'
        f"{_box(card) if pick else ''}</li>"
    )


def _link(card: Card, marks: Highlighter | None) -> str:
    href = navigation.address("practice", language(), id=card.slug, pick=state.picks())
    return (
        f'<a href="{text(href)}" target="_self" id="t-{text(card.slug)}">'
        f"{marked(card.title.words, marks)}</a>"
    )


def _box(card: Card) -> str:
    slug = text(card.slug)
    return (
        f'<label class="pick"><input type="checkbox" name="pick" value="{slug}"'
        f' aria-describedby="t-{slug}"> {text(_("Compare"))}</label>'
    )


def _since(card: Card) -> str:
    if card.start_year:
        return f"<span>{text(words.years(card.start_year, None))}</span>"
    return f'<span class="gap">{text(_("year not stated"))}</span>'


# As a table -------------------------------------------------------------------------------------


def table(found: Sequence[Card], marks: Highlighter | None = None) -> str:
    """The practices as rows; on a phone each row is a block, so the roles are written out."""
    heads = (
        _("City"),
        _("Practice"),
        words.field("themes"),
        words.field("evidence"),
        _("Since"),
        _("Compare"),
    )
    head = "".join(f'<th role="columnheader" scope="col">{text(one)}</th>' for one in heads)
    body = "".join(_row(one, marks) for one in found)
    caption = text(_("The practices found, one a row"))
    return (
        f'<table role="table" class="plain practices"><caption class="unseen">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(card: Card, marks: Highlighter | None) -> str:
    country = words.label("country", card.country)
    themes = "".join(markup.theme(one) for one in card.themes)
    cells = (
        '<th role="rowheader" scope="row" class="place">'
        f"<b>{marked(card.city, marks)}</b> {text(country)}</th>",
        f'<td role="cell" class="practices-title"{lang(card.title)}>{_link(card, marks)}</td>',
        f'<td role="cell" class="practices-themes">{themes}</td>',
        f'<td role="cell">{markup.evidence(card.evidence)}</td>',
        f'<td role="cell">{markup.or_gap(card.start_year)}</td>',
        f'<td role="cell">{_box(card)}</td>',
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


# Words ------------------------------------------------------------------------------------------


def marked(words_in: str, marks: Highlighter | None) -> str:
    """A text with what the search found in it marked."""
    if marks is None:
        return text(words_in)
    return "".join(
        f"<mark>{text(part)}</mark>" if hit else text(part) for part, hit in marks.split(words_in)
    )


def lang(shown: Text) -> str:
    """The lang attribute of a text that is not in the reader's language."""
    return "" if shown.language == language() else f' lang="{text(shown.language)}"'


def _note(shown: Text) -> str:
    note = markup.language_note(shown.language)
    return f"<p>{note}</p>" if note else ""
