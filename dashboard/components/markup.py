"""Small pieces of our own HTML, every word escaped; their classes live in static/house.css."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.i18n import _, language, language_name


def html(fragment: str) -> None:
    """Put a fragment of ours on the page; whoever builds it has escaped its words."""
    st.html(fragment)


def text(value: object) -> str:
    """Words of the catalogue, safe inside HTML."""
    return escape(str(value), quote=True)


_MARKED = re.compile(r"([\\`*_\[\]<>$:~#|&!])")


def in_markdown(value: object) -> str:
    """Words of others, safe where Streamlit reads Markdown: titles, labels, messages."""
    return _MARKED.sub(r"\\\1", str(value))


def mark(code: str) -> str:
    """The shape of a theme or topic in its colour; the word always goes beside it."""
    return f'<span class="mark mark-{text(code)}" aria-hidden="true"></span>'


def named(dim: str, code: str) -> str:
    """Mark and word of a theme or topic, kept on one line."""
    return f'<span class="named-mark">{mark(code)}{text(words.label(dim, code))}</span>'


def theme(code: str) -> str:
    """Mark and word of a theme."""
    return named("theme", code)


def topic(code: str) -> str:
    """Mark and word of a topic."""
    return named("topic", code)


def evidence(code: str) -> str:
    """Evidence as three steps and a word."""
    level = vocabulary.number("evidence", code) + 1
    return (
        f'<span class="named-mark"><span class="steps steps-{level}" aria-hidden="true">'
        f"<i></i><i></i><i></i></span>{text(words.label('evidence', code))}</span>"
    )


def gap() -> str:
    """The hatch that says no source states it."""
    return f'<span class="gap">{text(words.gap())}</span>'


def or_gap(value: object | None) -> str:
    """A value, or the hatch where there is none."""
    return gap() if value in (None, "", ()) else text(value)


def in_language(value: str, spoken: str) -> str:
    """A text with its language told to screen readers, and a note where it is not the reader's."""
    if spoken == language():
        return text(value)
    return f'<span lang="{text(spoken)}">{text(value)}</span>'


def language_note(spoken: str) -> str:
    """'Text in English', or nothing where the text is in the reader's language."""
    if spoken == language():
        return ""
    note = _("Text in {language}").format(language=language_name(spoken))
    return f'<span class="note">{text(note)}</span>'


def origin_note(origin: str) -> str:
    """Who put a text into this language, where that was not its author and somebody has said so."""
    told = {"human": _("Translated by a person"), "machine": _("Machine translation")}
    return f'<span class="note">{text(told[origin])}</span>' if origin in told else ""


def stale_note() -> str:
    """That a translation tells of an older original."""
    told = _("The original has changed since this translation")
    return f'<span class="note">{text(told)}</span>'


def link(href: str, words_in: str, css: str = "") -> str:
    """A link inside the house: same tab, words escaped."""
    kind = f' class="{text(css)}"' if css else ""
    return f'<a href="{text(href)}" target="_self"{kind}>{text(words_in)}</a>'


def outside(href: str, words_in: str) -> str:
    """A link to a page of others, which does not learn where the reader came from."""
    if urlsplit(href).scheme not in ("http", "https"):
        return text(words_in)
    return f'<a href="{text(href)}" rel="noopener noreferrer external">{text(words_in)}</a>'


def lang(spoken: str) -> str:
    """The lang attribute of words that are not in the reader's language."""
    return "" if spoken == language() else f' lang="{text(spoken)}"'


def lines(fragments: list[str]) -> str:
    """Several pieces of markup one under the other, or the hatch where there is none."""
    if not fragments:
        return gap()
    return '<ul class="lines">' + "".join(f"<li>{one}</li>" for one in fragments) + "</ul>"


def section(name: str, title: str, body: str, css: str = "") -> str:
    """A part of a page under its heading; `title` are words, `body` is markup."""
    return (
        f'<section class="{text(css)}" aria-labelledby="{text(name)}">'
        f'<h2 class="section-title" id="{text(name)}">{text(title)}</h2>{body}</section>'
    )
