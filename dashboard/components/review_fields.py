"""Fields of a draft as readers will see them, one by one, in every language they are written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

import streamlit as st

from dashboard import words
from dashboard.catalogue import differences
from dashboard.catalogue.differences import ORDER, Change
from dashboard.catalogue.draft import TEXTS, Draft, Figure, Source, Wording
from dashboard.components import difference, markup, review_words
from dashboard.components.markup import lang, lines, text
from dashboard.i18n import _, language_name, n_

_DIMS = {"themes": "theme", "topics": "topic", "audiences": "audience"}


def keys(draft: Draft) -> Iterator[tuple[str, str | None]]:
    """Every field that says something, in the order of the form; a text once a language."""
    for name in ORDER:
        if name in TEXTS:
            yield from ((name, one) for one, said in draft.texts(name).items() if said.words)
        elif getattr(draft, name) not in (None, "", ()):
            yield name, None


def value(draft: Draft, name: str, spoken: str | None) -> str:
    """What a field says, as markup."""
    if name in TEXTS and spoken:
        return _text(draft, name, spoken, draft.texts(name)[spoken])
    if getattr(draft, name) in (None, "", ()):
        return markup.gap()
    if name in _DIMS:
        return _codes(_DIMS[name], getattr(draft, name))
    if name in ("instrument", "status", "evidence"):
        return text(words.label(name, getattr(draft, name)))
    if name == "city_id":
        return text(review_words.city(draft.city_id))
    if name == "partners":
        return lines([text(one) for one in draft.partners])
    if name == "figures":
        return _figures(draft.figures)
    if name == "sources":
        return sources(draft.sources)
    if name == "language":
        return text(language_name(draft.language or ""))
    return text(getattr(draft, name))


def _text(draft: Draft, name: str, spoken: str, said: Wording) -> str:
    css = {"title": "review-title", "summary": "review-standfirst"}.get(name, "prose")
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in said.words.split("\n") if one.strip())
    marks = [markup.origin_note(said.origin)]
    if draft.is_stale(name, spoken):
        marks.append(markup.stale_note())
    told = "".join(one for one in marks if one)
    note = f'<p class="note text-marks">{told}</p>' if told else ""
    return f'<div class="{css}"{lang(spoken)}>{paragraphs}</div>{note}'


def _codes(dim: str, codes: tuple[str, ...]) -> str:
    if dim == "audience":
        return lines([text(words.label(dim, one)) for one in codes])
    return lines([markup.named(dim, one) for one in codes])


def _figures(figures: tuple[Figure, ...]) -> str:
    return f'<ul class="figures">{"".join(map(_figure, figures))}</ul>'


def _figure(figure: Figure) -> str:
    shown = markup.gap()
    if figure.value is not None:
        unit = text(words.unit(figure.unit, figure.value)) if figure.unit else ""
        shown = f'{text(words.amount(figure.value))} <span class="figure-unit">{unit}</span>'
    labels = "".join(
        f'<span class="figure-label"{lang(spoken)}>{text(label)}</span>'
        for spoken, label in figure.labels.items()
        if label
    )
    about = [figure.period or str(figure.year or _("year not stated"))]
    if figure.measured_by:
        about.append(_("measured by {who}").format(who=figure.measured_by))
    about.append(
        _("source {number}").format(number=figure.source)
        if figure.source
        else _("source not tied to this figure")
    )
    return (
        f'<li class="figure"><span class="figure-number">{shown}</span>{labels}'
        + "".join(f'<span class="figure-source">{text(one)}</span>' for one in about)
        + "</li>"
    )


def sources(found: tuple[Source, ...]) -> str:
    """The sources as links, numbered as figures name them."""
    if not found:
        return markup.gap()
    return f'<ol class="sources">{"".join(map(_source, found))}</ol>'


def _source(source: Source) -> str:
    title = markup.outside(source.url, source.title or source.url)
    about = source.publisher or _host(source.url) or _("publisher not stated")
    return f'<li>{title}<span class="note">{text(about)}</span></li>'


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def block(draft: Draft, name: str, spoken: Sequence[str | None]) -> str:
    """A field under its name, in the languages asked for, the first as large as readers see it."""
    inner = "".join(_in_one_language(draft, name, one, len(spoken) > 1) for one in spoken)
    return _framed(name, inner)


def _in_one_language(draft: Draft, name: str, spoken: str | None, several: bool) -> str:
    told = f'<p class="note">{text(language_name(spoken))}</p>' if spoken and several else ""
    return f'<div class="review-value">{told}{value(draft, name, spoken)}</div>'


def changed(name: str, changes: Sequence[Change], before: str = "", after: str = "") -> str:
    """What became of a field: old beside new, a text once a language; the sides may be named."""
    drawn = (difference.drawn(one, before=before, after=after) for one in changes)
    return _framed(name, "".join(drawn))


def same(old: Draft, new: Draft) -> None:
    """How many fields are the same, and behind a fold which and what they say."""
    count = differences.equal(old, new)
    if not count:
        return
    changed_keys = {change.key for change in differences.fields(old, new)}
    kept = (key for key in keys(new) if key not in changed_keys)
    with st.expander(n_("{count} field is the same", "{count} fields are the same", count)):
        markup.html(
            "".join(
                block(new, name, [spoken for _name, spoken in group])
                for name, group in groupby(kept, key=lambda key: key[0])
            )
        )


def _framed(name: str, inner: str) -> str:
    return (
        f'<section class="review-field"><h3 class="review-field-name">'
        f"{text(review_words.field(name))}</h3>{inner}</section>"
    )
