"""The card as readers will see it, while it is being written: what is missing is hatched."""

from __future__ import annotations

from dashboard import words
from dashboard.catalogue.draft import Draft
from dashboard.components import markup
from dashboard.components.form import place, steps
from dashboard.components.markup import lang, text
from dashboard.i18n import _, language


def drawn(draft: Draft) -> str:
    """The card as markup, in the language it is being written in."""
    spoken = steps.writing_language(draft)
    main = draft.themes[0] if draft.themes else ""
    theme = markup.theme(main) if main else f'<span class="gap">{text(_("theme"))}</span>'
    return (
        f'<p class="label">{text(_("As readers will see it"))}</p>'
        f'<div class="card theme-{text(main)} form-card">'
        f'<p class="card-head"><span>{_city(draft)}</span>{theme}</p>'
        f'<p class="card-title"{lang(spoken)}>{_words(draft, "title", spoken, _("title"))}</p>'
        f'<p class="card-text"{lang(spoken)}>{_words(draft, "summary", spoken, _("summary"))}</p>'
        f'<p class="card-facts">{_facts(draft)}</p></div>'
    )


def title(draft: Draft) -> str:
    """The title in the reader's language, else in the one it was first written in, or any."""
    own = draft.texts("title").get(language())
    return own.words if own and own.words else draft.heading()


def _city(draft: Draft) -> str:
    found = place.of(draft)
    if found is None:
        return f'<span class="gap">{text(_("city"))}</span>'
    country = words.label("country", found.country)
    return f"<b>{text(place.name(found))}</b>, {text(country)}"


def _words(draft: Draft, field: str, spoken: str, missing: str) -> str:
    wording = draft.texts(field).get(spoken)
    if wording is None or not wording.words.strip():
        return f'<span class="gap">{text(missing)}</span>'
    return text(wording.words)


def _facts(draft: Draft) -> str:
    since = str(draft.start_year) if draft.start_year else ""
    begun = (
        f"<span>{text(words.years(draft.start_year, None))}</span>"
        if since
        else f'<span class="gap">{text(_("year not stated"))}</span>'
    )
    return "".join([markup.evidence(draft.evidence), begun, *map(markup.topic, draft.topics)])
