"""The overview: each part with its sentence, its chart to choose from and its table of links."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, navigation, state
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.overview import Overview
from dashboard.components import charts, markup, overview_charts, overview_words, passage
from dashboard.components.markup import text
from dashboard.components.overview_charts import Chart, Door
from dashboard.components.overview_words import Part
from dashboard.i18n import _, language

LACKING = ("coverage", "audiences", "unstated", "summits")

# Kept until the catalogue changes: the words by reader, the figures by light and dark.
_keep = st.cache_resource(show_spinner=False, max_entries=200)


@_keep
def _words(
    version: int, filters: Filters, language: str, picks: tuple[str, ...]
) -> tuple[Part, ...]:
    return overview_words.parts(cached.overview_of(filters, language), filters, picks)


@_keep
def _charts(version: int, filters: Filters, language: str, dark: bool) -> dict[str, Chart]:
    found = cached.overview_of(filters, language)
    return {key: draw(found, filters, dark=dark) for key, draw in overview_charts.FIGURES.items()}


def show(found: Overview, filters: Filters) -> None:
    """What the catalogue holds, then what it lacks."""
    version = cached.version()
    drawn = _charts(version, filters, language(), st.context.theme.type == "dark")
    passage.follow_mode()
    opened = False
    for part in _words(version, filters, language(), tuple(state.picks())):
        if part.key in LACKING and not opened:
            markup.html(_lacking())
            opened = True
        _show(part, drawn[part.key])


def opening(found: Overview) -> str:
    """The first sentence of the page, and what is counted."""
    return (
        f'<p class="standfirst">{text(overview_words.strongest(found))}</p>'
        f'<p class="note overview-counted">{text(overview_words.counted(found))}</p>'
    )


def _lacking() -> str:
    return (
        '<div class="overview-lacking">'
        f'<h2 class="section-title">{text(_("What the catalogue lacks"))}</h2>'
        f'<p class="standfirst">{text(_("An empty place is one that nobody has read about yet."))}'
        "</p></div>"
    )


def _show(part: Part, chart: Chart) -> None:
    with st.container(key=f"overview_{part.key}"):
        markup.html(_head(part))
        event = st.plotly_chart(
            chart.figure,
            theme=None,
            key=f"chart_{part.key}",
            on_select="rerun",
            selection_mode="points",
            config=charts.CONFIG,
            alt=part.alt,
        )
        markup.html(_table(part))
    for point in event.selection.points:
        _go(chart.door(point["curve_number"], point["point_index"]))


def _head(part: Part) -> str:
    level = "h3" if part.key in LACKING else "h2"
    sentence = " ".join(part.sentences)
    return (
        f'<div class="overview-head"><{level} class="section-title">{text(part.title)}</{level}>'
        f'<p class="sentence">{text(sentence)}</p>{part.shown}'
        f'<p class="note">{text(part.note)}</p></div>'
    )


def _table(part: Part) -> str:
    summary = _("{title}: the same as a table").format(title=part.title)
    return (
        f'<details class="overview-table"><summary>{text(summary)}</summary>'
        f'<div class="table-wrap" role="region" tabindex="0" aria-label="{text(part.title)}">'
        f"{part.table}</div></details>"
    )


def _go(door: Door | None) -> None:
    if door:
        passage.go(navigation.address(door.script, language(), **door.query, pick=state.picks()))
