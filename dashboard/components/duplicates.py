"""Under the title: what may already be here, why, and a way to add to it instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import navigation, state
from dashboard.catalogue import duplicates
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.duplicates import Likely, Reason
from dashboard.components import markup
from dashboard.components.markup import lang, text
from dashboard.i18n import N_, _, language, listed, number

# Why it may be the same, as a reader would say it.
_REASONS: Mapping[str, str] = {
    "same_title": N_("The same title"),
    "like_title": N_("A title much like it: {title}"),
    "translated": N_("It says much the same in another language"),
    "like_meaning": N_("It says much the same"),
    "same_city": N_("The same city"),
    "renamed_city": N_("{written} is {city}"),
    "near_city": N_("{city} lies {km} km away"),
    "same_source": N_("The same page as a source"),
    "shared_words": N_("Words in common: {words}"),
}


def show(
    draft: Draft,
    receipt: str,
    *,
    on_choose: Callable[[str], None],
    slug: str | None = None,
    place: str = "",
) -> None:
    """What may be the same as the draft; nothing where nothing is like it.

    `on_choose` is called with the slug of the practice to add to. `slug` is the practice that the
    draft corrects, if any; `place` the city's name as it was typed.
    """
    found = duplicates.likely(
        draft, state.actor(), language(), besides=slug, receipt=receipt, place=place
    )
    if not found:
        return
    with st.container(key="twins"):
        markup.html(
            '<div role="status" class="twins-head">'
            f'<p class="twins-title">{text(_("This may already be here"))}</p>'
            f'<p class="note">{text(_("Look before you write on: two halves help nobody."))}</p>'
            "</div>"
        )
        for place_in_list, one in enumerate(found, start=1):
            _candidate(one, place_in_list, on_choose)


def _candidate(one: Likely, place: int, on_choose: Callable[[str], None]) -> None:
    markup.html(card(one))
    if one.slug:
        st.button(
            _("Add to it instead"),
            key=f"twin_{place}",
            on_click=on_choose,
            args=(one.slug,),
        )


def card(one: Likely) -> str:
    """What may be the same, with its city, a link where it may be opened, and the reasons."""
    reasons = "".join(f"<li>{text(told)}</li>" for told in map(reason, one.reasons) if told)
    listed_reasons = f'<ul class="twin-reasons">{reasons}</ul>' if reasons else ""
    return (
        f'<div class="twin"><p class="place"><b>{text(one.city)}</b>{_state(one)}</p>'
        f"{_heading(one)}{listed_reasons}</div>"
    )


def reason(one: Reason) -> str:
    """One reason in words."""
    values = {name: _worded(value) for name, value in one.values.items()}
    return _(_REASONS[one.code]).format(**values)


def _worded(value: object) -> str:
    if isinstance(value, tuple):
        return listed(list(value))
    return number(value) if isinstance(value, int | float) else str(value)


def _state(one: Likely) -> str:
    if one.slug or one.title is None:
        return ""
    told = _("Your own draft") if one.own else _("Waits for review")
    return f' <span class="note">{text(told)}</span>'


def _heading(one: Likely) -> str:
    if one.title is None:
        told = _("A submission about this city waits for review. Perhaps it is the same.")
        return f'<p class="twin-title">{text(told)}</p>'
    spoken = lang(one.language) if one.language else ""
    new_tab = f'<span class="unseen"> {text(_("(opens in a new tab)"))}</span>'
    # A new tab: what is being written here stays in sight.
    return (
        f'<p class="twin-title"{spoken}><a href="{text(_address(one))}" target="_blank"'
        f' rel="noopener">{text(one.title)}{new_tab}</a></p>'
    )


def _address(one: Likely) -> str:
    if one.slug:
        return navigation.address("practice", language(), id=one.slug)
    if one.own:
        return navigation.address("contribute", language(), draft=one.receipt or "")
    return navigation.address("review", language(), id=one.receipt or "")
