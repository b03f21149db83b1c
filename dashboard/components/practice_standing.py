"""A practice that is no longer what it was: since when, why, and the ways on."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation, words
from dashboard.catalogue import rights
from dashboard.catalogue.record import Standing, Withdrawn
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, outcome, practice_desk
from dashboard.components.markup import lang, text
from dashboard.i18n import _, date, language


def banner(standing: Standing) -> str:
    """Over a retired practice: its text stays to be read, and why it is kept for the record."""
    explained = _(
        "Its text stays here as it was last published. It is not in lists, on the map or in"
        " comparisons any more."
    )
    return (
        f'<div class="state standing"><p class="standing-what">{text(headline(standing))}</p>'
        f'{_reason(standing)}<p class="note">{text(explained)}</p></div>'
    )


def brief(standing: Standing) -> str:
    """The same over other pages about it: what became of it, when and why."""
    return (
        f'<div class="state standing"><p class="standing-what">{text(headline(standing))}</p>'
        f"{_reason(standing)}</div>"
    )


def headline(standing: Standing) -> str:
    """What became of it and when: 'Retired on 3 May 2027'."""
    pattern = {
        "retired": _("Retired on {date}"),
        "withdrawn": _("Withdrawn on {date}"),
    }[standing.state]
    return pattern.format(date=date(standing.since))


def _reason(standing: Standing) -> str:
    paragraphs = [one for one in standing.reason.split("\n") if one.strip()]
    told = "".join(f"<p>{text(one)}</p>" for one in paragraphs)
    return told or f"<p>{markup.gap()}</p>"


def show_withdrawn(gone: Withdrawn, actor: Actor | None) -> None:
    """All that is left to say of a withdrawn practice, and the ways on."""
    outcome.show()
    country = text(words.label("country", gone.country))
    city = markup.link(navigation.address("city", language(), id=gone.city), gone.city_name)
    explained = _(
        "The observatory no longer stands by this text, so it is not shown. Its address is kept,"
        " so that whoever cited it learns why."
    )
    markup.html(
        '<header class="sheet-head standing-head">'
        f'<p class="place"><b>{city}</b>, {country}</p>'
        f'<h1 class="page-title"{lang(gone.title.language)}>{text(gone.title.words)}</h1>'
        f"{_language(gone)}</header>"
        f'<div class="state standing"><p class="standing-what">{text(headline(gone.standing))}</p>'
        f'{_reason(gone.standing)}<p class="note">{text(explained)}</p></div>'
    )
    if rights.may(actor, "remove"):
        practice_desk.removal(gone.slug, "withdrawn")
    with st.container(gap=None, key="ways_on"):
        st.page_link(
            "app_pages/history.py",
            label=_("When it was published and withdrawn"),
            query_params={"id": gone.slug},
        )
        st.page_link(
            "app_pages/city.py",
            label=_("What else {city} did").format(city=gone.city_name),
            query_params={"id": gone.city},
        )
        st.page_link("app_pages/explore.py", label=_("Search the catalogue"))


def _language(gone: Withdrawn) -> str:
    note = markup.language_note(gone.title.language)
    return f"<p>{note}</p>" if note else ""
