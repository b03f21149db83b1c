"""What stands around every page: marks, languages, styles, the foot."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dashboard import navigation, state
from dashboard.catalogue import vocabulary
from dashboard.catalogue.discussion import answering
from dashboard.catalogue.rights import Actor
from dashboard.components import markup
from dashboard.i18n import LANGUAGES, _, language, number
from dashboard.navigation import Page


def tab(title: str) -> None:
    """Say in the browser's tab what this view is; the shell of the page says the same."""
    site = _("Living together")
    st.set_page_config(
        page_title=f"{title} · {site}" if title else _("Living together: what cities do")
    )


def titled(page: Page, actor: Actor | None) -> str:
    """The title of a page in the menu; the desk's tells of answers that nobody has published."""
    count = len(answering.unpublished(actor)) if page.script == "desk" and actor else 0
    title = _(page.title)
    return _("{title} ({count})").format(title=title, count=number(count)) if count else title


def header(path: str, actor: Actor | None = None) -> None:
    """The three marks, a link to this very view in each language, and the door."""
    marks = "".join(markup.mark(theme) for theme in vocabulary.codes("theme"))
    home = navigation.address("home", language(), pick=state.picks())
    links = "".join(_language_link(code, path) for code in LANGUAGES)
    languages = markup.text(_("Language"))
    markup.html(
        '<div class="house-bar">'
        f'<a class="house-brand" href="{home}" target="_self"'
        f' aria-label="{markup.text(_("First page"))}">{marks}</a>'
        f'<div class="house-side"><div class="house-account only-wide">{_account(actor)}</div>'
        f'<nav class="house-languages" aria-label="{languages}">{links}</nav></div></div>'
    )


def _account(actor: Actor | None) -> str:
    """The way in for visitors; for colleagues their name and the way out."""
    here = state.here()
    if actor is None:
        return markup.link(_door("sign-in", here), _("Sign in"))
    name = markup.link(navigation.address("people", language()), actor.name, "house-name")
    if state.by_provider():
        return name + markup.link(navigation.address("enter", language()), _("Sign out"))
    fields = {"key": state.form_key(), "next": here}
    hidden = "".join(
        f'<input type="hidden" name="{one}" value="{markup.text(value)}">'
        for one, value in fields.items()
    )
    return (
        f'{name}<form method="post" action="/{language()}/sign-out">{hidden}'
        f'<button type="submit">{markup.text(_("Sign out"))}</button></form>'
    )


def _door(path: str, back: str) -> str:
    return f"/{language()}/{path}?{urlencode({'next': back})}"


def _language_link(code: str, path: str) -> str:
    # A full load: the server sets the page's language, title and words for the address.
    here = ' aria-current="true"' if code == language() else ""
    query = state.query_string()
    href = f"/{code}/{path}" + (f"?{query}" if query else "")
    return (
        f'<a href="{markup.text(href)}" target="_self" lang="{code}" hreflang="{code}"'
        f' aria-label="{code}: {LANGUAGES[code]}"{here}>{code}</a>'
    )


def footer(actor: Actor | None = None) -> None:
    """The rule of reading, the credits, and the way to the page that tells more."""
    about = navigation.address("about", language(), pick=state.picks())
    parts = [
        markup.text(_("Counts measure what was read, never the city.")),
        markup.text(_("Places: GeoNames, CC BY 4.0. Boundaries: Natural Earth.")),
        markup.link(f"/{language()}/press", _("For the press")),
        markup.link(about, _("About the catalogue")),
        markup.link(f"/{language()}/rules", _("Rules")),
        markup.link(f"/{language()}/privacy", _("Privacy")),
        markup.link(f"/{language()}/accessibility", _("Accessibility")),
        markup.link(f"/{language()}/contact", _("Contact")),
        markup.link(f"/{language()}/imprint", _("Imprint")),
    ]
    account = f'<div class="house-account only-phone">{_account(actor)}</div>'
    markup.html(
        '<footer class="house-footer">'
        + "".join(f"<span>{one}</span>" for one in parts)
        + f"{account}</footer>"
    )
