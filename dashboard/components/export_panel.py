"""Out of the catalogue: which practices, in whose columns, as what; what a form leaves behind."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import bridge_words, cached, state, words
from dashboard.catalogue.bridge import TEMPLATES, Count
from dashboard.catalogue.exporting import FORMATS, TEMPLATE_FORMATS, Wish
from dashboard.catalogue.filters import Filters
from dashboard.components import choices, export_links, markup
from dashboard.i18n import LANGUAGES, _, language, language_name

OURS = "own"
# The parameters of the address: whose columns, as what, in which language.
_FORM, _FORMAT, _LANGUAGE = "form", "as", "texts"


def show() -> None:
    """The whole panel; every choice stands in the address."""
    filters, _unknown = state.filters()
    wish = _asked(filters)
    _which(filters)
    _choices(wish)
    if wish.template:
        _left_behind(wish, cached.export_losses(wish))
    _downloads(wish)


def _asked(filters: Filters) -> Wish:
    form = state.one_of(_FORM, tuple(TEMPLATES), OURS)
    formats = FORMATS if form == OURS else TEMPLATE_FORMATS
    chosen = state.one_of(_FORMAT, formats, "csv")
    spoken = state.one_of(_LANGUAGE, tuple(LANGUAGES), language())
    if form == OURS:
        return Wish(chosen, filters, language())
    return Wish(chosen, filters, spoken, form)


def _which(filters: Filters) -> None:
    """Which practices, as the sentence of Explore, and the way to choose others."""
    found = cached.results(filters, language(), "newest", 1).total
    told = words.sentence(filters, found, cached.city_names(language()))
    markup.html(f'<p class="sentence">{markup.text(told)}</p>')
    st.page_link(
        "app_pages/explore.py",
        label=_("Choose which practices"),
        icon=":material/search:",
        query_params=filters.to_query(),
    )


# The choices ------------------------------------------------------------------------------------


def _choices(wish: Wish) -> None:
    with st.container(horizontal=True, key="export_choices", vertical_alignment="bottom"):
        choices.one(
            "export_form",
            _("Whose columns"),
            (OURS, *TEMPLATES),
            wish.template or OURS,
            _form_word,
            _form_chosen,
            width=300,
        )
        formats = TEMPLATE_FORMATS if wish.template else FORMATS
        choices.one(
            "export_format",
            _("Format"),
            formats,
            wish.format,
            export_links.NAMES.__getitem__,
            _format_chosen,
            width=160,
        )
        if wish.template:
            choices.one(
                "export_language",
                _("Language of the texts"),
                tuple(LANGUAGES),
                wish.language,
                language_name,
                _language_chosen,
                width=200,
            )


def _form_word(code: str) -> str:
    return _("Ours, in all languages") if code == OURS else TEMPLATES[code].title


def _form_chosen() -> None:
    form = state.given_back("export_form")
    state.write(**{_FORM: None if form == OURS else form})


def _format_chosen() -> None:
    state.write(**{_FORMAT: state.given_back("export_format")})


def _language_chosen() -> None:
    state.write(**{_LANGUAGE: state.given_back("export_language")})


# What a form leaves behind ------------------------------------------------------------------------


def _left_behind(wish: Wish, losses: Sequence[Count]) -> None:
    """Said before the download: what this form does not take."""
    form = TEMPLATES[wish.template or ""]
    if not losses:
        return
    told = _("What {form} does not take").format(form=form.title)
    with st.expander(told, expanded=True, key="export_losses"):
        rows = "".join(f"<li>{markup.text(one)}</li>" for one in bridge_words.left_behind(losses))
        markup.html(f'<ul class="prose">{rows}</ul>')
        if form.names == "labels":
            note = _("Its columns bear the words seen on its pages: its own form may differ.")
            markup.html(f'<p class="note">{markup.text(note)}</p>')


# The way out --------------------------------------------------------------------------------------


def _downloads(wish: Wish) -> None:
    asked = {"template": wish.template} if wish.template else {}
    where = export_links.address(wish.filters, wish.format, **asked)
    archive = export_links.address(wish.filters, "zip", format=wish.format, **asked)
    if wish.template and wish.language != language():
        # A form is filled in the language of the address.
        where, archive = (
            f"/{wish.language}{one.removeprefix(f'/{language()}')}" for one in (where, archive)
        )
    name = _("Download {format}").format(format=export_links.NAMES[wish.format])
    links = _button(where, name) + _button(archive, _("ZIP with data dictionary and licence"))
    markup.html(f'<div class="actions">{links}</div>')


def _button(where: str, name: str) -> str:
    return f'<a class="button" href="{markup.text(where)}" download>{markup.text(name)}</a>'
