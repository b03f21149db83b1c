"""All summits, the newest first: where, when, who came and signed, and the ways into each."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation, summit_words, words
from dashboard.catalogue import rights
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.summits import Summit
from dashboard.components import links, markup
from dashboard.components.markup import text
from dashboard.i18n import _, language, n_, number


def show(every: tuple[Summit, ...], actor: Actor | None) -> None:
    """The page: what the summits are, then one line each."""
    st.title(_("Summits of mayors"))
    told = _(
        "Since 2015 mayors meet to say how cities learn to live together. Here is what sources tell"
        " of each meeting, what was signed there, and what cities show for it since."
    )
    markup.html(f'<p class="standfirst">{text(told)}</p>')
    items = "".join(map(_item, every))
    links.show(f'<ol class="summits">{items}</ol>', key="summits")
    if rights.may(actor, "host_summit"):
        st.page_link(
            "app_pages/host.py", label=_("Host a summit of your own"), icon=":material/add:"
        )


def _item(one: Summit) -> str:
    href = navigation.address("summits", language(), id=one.code)
    facts = [text(summit_words.days(one)), text(words.label("country", one.country))]
    return (
        f'<li class="summit-line"><span class="summit-year">{one.starts.year}</span><div>'
        f'<h2 class="card-title">{markup.link(href, words.summit(one.code))}</h2>'
        f'<p class="card-text"{markup.lang(one.name.language)}>{text(one.name.words)}</p>'
        f'<p class="note">{" · ".join(facts)}</p>{_counts(one)}</div></li>'
    )


def _counts(one: Summit) -> str:
    """What is known in numbers, and what no source states."""
    counted = [
        f"<li>{_number(count)} {text(label)}</li>"
        for count, label in (summit_words.counts(one)[0], summit_words.counts(one)[3])
    ]
    held = n_("{count} workshop", "{count} workshops", len(one.workshops))
    said = n_("{count} reported conclusion", "{count} reported conclusions", len(one.conclusions))
    signed = n_("{count} signed here", "{count} signed here", len(one.agreed))
    told = (held, said, signed) if one.agreed else (held, said)
    more = [f"<li>{text(each)}</li>" for each in told]
    return f'<ul class="card-facts">{"".join((*counted, *more))}</ul>'


def _number(count: int | None) -> str:
    return markup.gap() if count is None else f"<b>{text(number(count))}</b>"
