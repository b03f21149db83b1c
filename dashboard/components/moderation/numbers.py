"""Moderation in numbers, the log to take along, and the way to what everybody reads of it."""

from __future__ import annotations

import streamlit as st

from dashboard import moderation_words
from dashboard.catalogue.moderation import log
from dashboard.catalogue.moderation.log import Numbers
from dashboard.catalogue.rights import Actor
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.components.moderation import said
from dashboard.i18n import _, language, n_, number


def show(_actor: Actor) -> None:
    """What waits and how long, what was done by which rule, appeals and notices; then the log."""
    found = log.numbers()
    markup.html(f'<p class="note">{text(_counted(found))}</p>')
    markup.html(_figures(found))
    if found.rules:
        markup.html(_table(found))
    st.download_button(
        _("The log of moderation (CSV)"),
        log.as_csv(),
        f"moderation-log-{found.at:%Y-%m-%d}.csv",
        "text/csv",
        key="moderation_log",
        icon=":material/download:",
        on_click="ignore",
    )
    told = _("It holds no text and no name; everybody can have it from the page of rules.")
    rules = markup.link(f"/{language()}/rules", _("Rules of the discussion"))
    markup.html(f'<p class="note">{text(told)} {rules}</p>')


def _counted(found: Numbers) -> str:
    return _("Counted on {when}. A wait is the median.").format(when=said.moment(found.at))


def _figures(found: Numbers) -> str:
    lines = (
        (number(found.held), _("wait to be read now")),
        (
            said.waits(found.oldest_held) if found.oldest_held else "–",
            _("the oldest of them was written"),
        ),
        (moderation_words.hours(found.waited_lately), _("typical wait, last thirty days")),
        (number(found.let_through), _("let through")),
        (number(found.refused), _("refused")),
        (number(found.hidden), _("hidden after they were shown")),
        (number(found.shown_again), _("shown again after all")),
        (_of(found.appeals_granted, found.appeals_refused), _("appeals granted")),
        (_of(found.notices_upheld, found.notices_dismissed), _("notices upheld")),
        (moderation_words.hours(found.notices_waited), _("typical time until a notice is decided")),
        (number(found.frozen), _("threads frozen")),
    )
    items = "".join(
        f'<li><span class="moderation-number">{text(value)}</span> {text(label)}</li>'
        for value, label in lines
    )
    return f'<ul class="moderation-numbers">{items}</ul>'


def _of(some: int, others: int) -> str:
    return _("{count} of {all}").format(count=number(some), all=number(some + others))


def _table(found: Numbers) -> str:
    heads = (_("Rule"), _("Ever"), n_("Last {count} day", "Last {count} days", log.SINCE))
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{text(moderation_words.rule(one.rule))}</th>'
        f"<td>{text(number(one.acts))}</td><td>{text(number(one.lately))}</td></tr>"
        for one in found.rules
    )
    name = text(_("Acts by rule"))
    return (
        f'<div class="table-wrap" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
