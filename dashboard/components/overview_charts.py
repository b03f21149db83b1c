"""The figures of the overview, and the door behind each of their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

import plotly.graph_objects as go

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.overview import FEW, Crossing, Overview, Start, narrowed
from dashboard.components import charts
from dashboard.i18n import _, n_, number, percent

SPAN = 35  # years of the timeline; what began earlier stands at its left edge
TALLEST = 24  # marks on one year; where there are more, a mark is several practices
HOVER = 44  # signs of a line in a hover box: what a phone shows whole


@dataclass(frozen=True)
class Door:
    """Where a cell leads: a page and its question."""

    script: str
    query: dict[str, list[str]]


@dataclass(frozen=True)
class Chart:
    """A figure, and for each point of each of its traces the door behind it."""

    figure: go.Figure
    doors: tuple[tuple[Door, ...], ...]

    def door(self, trace: int, point: int) -> Door | None:
        """The door behind a point; None where a trace leads nowhere."""
        doors = self.doors[trace] if trace < len(self.doors) else ()
        return doors[point] if point < len(doors) else None


def explore(filters: Filters) -> Door:
    """The door to the practices that match."""
    return Door("explore", filters.to_query())


# Crossings with the themes ------------------------------------------------------------------------


def regions(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """Themes by region of the world, only the regions that hold something."""
    return _crossing(found.regions.held(), "region", "regions", filters, dark=dark, row_height=40)


def topics(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """Themes by topic."""
    return _crossing(found.topics, "topic", "topics", filters, dark=dark, row_height=56)


def _crossing(
    crossing: Crossing, dim: str, field: str, filters: Filters, *, dark: bool, row_height: int
) -> Chart:
    cells = [(row, theme) for row in crossing.rows for theme in crossing.columns]
    figure = charts.heat_map(
        [words.label(dim, row) for row in crossing.rows],
        [words.label("theme", theme) for theme in crossing.columns],
        [[crossing.count(row, theme) for theme in crossing.columns] for row in crossing.rows],
        [_met(crossing.count(row, theme), (dim, row), ("theme", theme)) for row, theme in cells],
        dark=dark,
        row_height=row_height,
    )
    doors = tuple(
        explore(narrowed(filters, **{field: row, "themes": theme})) for row, theme in cells
    )
    return Chart(figure, (doors,))


def _met(practices: int, *codes: tuple[str, str]) -> str:
    """Each code on its line, then how many practices carry all."""
    named = (charts.wrapped(words.label(dim, code), HOVER) for dim, code in codes)
    return "<br>".join((*named, f"<b>{words.count_of_practices(practices)}</b>"))


def evidence(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """For each theme, how its practices are known; one scale for all."""
    themes = [theme for theme in found.evidence.columns if found.themes.get(theme)]
    levels = found.evidence.rows
    groups = [
        (
            words.label("theme", theme),
            [_level(found, level, theme) for level in levels],
        )
        for theme in themes
    ]
    doors = tuple(
        explore(narrowed(filters, themes=theme, evidence=level))
        for theme in themes
        for level in levels
    )
    return Chart(charts.bars(groups, dark=dark), (doors,))


def _level(found: Overview, level: str, theme: str) -> charts.Bar:
    count = found.evidence.count(level, theme)
    return charts.Bar(
        label=words.label("evidence", level),
        value=count,
        hover=_met(count, ("theme", theme), ("evidence", level)),
        note=_("{part} ({share})").format(
            part=number(count), share=percent(count / found.themes[theme])
        ),
        theme=theme,
    )


# The timeline -------------------------------------------------------------------------------------


def together(starts: Sequence[Start]) -> int:
    """How many practices one mark of the timeline stands for: one, unless there are very many."""
    _first, stacks = _stacks(starts)
    return max(1, ceil(max(map(len, stacks.values()), default=0) / TALLEST))


def _stacks(starts: Sequence[Start]) -> tuple[int, dict[tuple[str, int], list[Start]]]:
    """The first year shown, and the practices of each theme and year."""
    years = [start.year for start in starts if start.year is not None]
    first = max(min(years, default=0), max(years, default=0) - SPAN)
    stacks: dict[tuple[str, int], list[Start]] = {}
    for start in starts:
        if start.year is not None:
            stacks.setdefault((start.theme, max(first, start.year)), []).append(start)
    return first, stacks


def starts(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """A lane a theme, a mark a practice; those without a year in a hatched line."""
    first, stacks = _stacks(found.starts)
    last = max((year for _theme, year in stacks), default=first)
    each = together(found.starts)
    lanes, doors = [], []
    for theme in vocabulary.codes("theme"):
        piles = {year: pile for (of, year), pile in sorted(stacks.items()) if of == theme}
        if not piles:
            continue
        marks = []
        for year, pile in piles.items():
            for height, group in enumerate(_groups(pile, each)):
                marks.append(charts.Mark(year, height, theme, _hover(group)))
                doors.append(_began(group, filters))
        lanes.append(charts.Lane(words.label("theme", theme), tuple(marks)))
    undated, undated_doors = _undated(found.starts, each, first, last, filters)
    figure = charts.timeline(
        lanes,
        undated,
        _ticks(first, last, earlier=any((one.year or first) < first for one in found.starts)),
        (first, last),
        n_("{count} without a year", "{count} without a year", _without_year(found.starts)),
        dark=dark,
    )
    # The hatched line is the first trace, and leads nowhere itself.
    return Chart(figure, ((), tuple(doors), undated_doors) if undated else (tuple(doors),))


def _groups(pile: Sequence[Start], each: int) -> list[Sequence[Start]]:
    return [pile[at : at + each] for at in range(0, len(pile), each)]


def _without_year(starts: Sequence[Start]) -> int:
    return sum(1 for start in starts if start.year is None)


def _undated(
    starts: Sequence[Start], each: int, first: int, last: int, filters: Filters
) -> tuple[list[charts.Mark], tuple[Door, ...]]:
    pile = sorted(
        (start for start in starts if start.year is None),
        key=lambda start: vocabulary.number("theme", start.theme),
    )
    groups = [
        group
        for _theme, same in groupby(pile, key=lambda start: start.theme)
        for group in _groups(list(same), each)
    ]
    room = last - first + 1
    marks = [
        charts.Mark(first + place % room, place // room, group[0].theme, _hover(group))
        for place, group in enumerate(groups)
    ]
    return marks, tuple(_began(group, filters) for group in groups)


def _hover(group: Sequence[Start]) -> str:
    start = group[0]
    year = str(start.year) if start.year is not None else words.gap()
    if len(group) > 1:
        return f"{year}<br><b>{words.count_of_practices(len(group))}</b>"
    title = charts.wrapped(start.title, HOVER)
    return f"<b>{charts.wrapped(start.city, HOVER)}</b>, {year}<br>{title}"


def _began(group: Sequence[Start], filters: Filters) -> Door:
    """One practice opens itself; several open the practices of their year."""
    if len(group) == 1:
        return Door("practice", {"id": [group[0].slug]})
    asked = filters.to_query()
    year = group[0].year
    return Door("explore", asked | ({"from": [str(year)], "to": [str(year)]} if year else {}))


def _ticks(first: int, last: int, *, earlier: bool) -> list[tuple[float, str]]:
    ticks = [(float(year), str(year)) for year in range(first, last + 1) if year % 5 == 0]
    if earlier:
        kept = [tick for tick in ticks if tick[0] > first + 3]
        return [(float(first), f"≤ {first}"), *kept]
    return ticks


# What is lacking ----------------------------------------------------------------------------------


def coverage(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """Every theme with every topic in every region: full, small where few, hollow where none."""
    covered = found.coverage
    width = 0.29  # of a topic's column, from one theme's mark to the next
    middle = (len(covered.themes) - 1) / 2
    meetings = covered.meetings()
    marks = [
        charts.Mark(
            covered.topics.index(topic) + (covered.themes.index(theme) - middle) * width,
            covered.regions.index(region),
            theme,
            _met(
                covered.count(theme, topic, region),
                ("region", region),
                ("topic", topic),
                ("theme", theme),
            ),
            hollow=covered.count(theme, topic, region) == 0,
            small=0 < covered.count(theme, topic, region) <= FEW,
        )
        for theme, topic, region in meetings
    ]
    figure = charts.matrix(
        [words.label("region", region) for region in covered.regions],
        [words.label("topic", topic) for topic in covered.topics],
        marks,
        dark=dark,
    )
    doors = tuple(
        explore(narrowed(filters, themes=theme, topics=topic, regions=region))
        for theme, topic, region in meetings
    )
    return Chart(figure, (doors,))


def audiences(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """Whom the practices address, most often first."""
    ranked = found.audiences.ranked()
    bars = [
        charts.Bar(
            label=words.label("audience", audience),
            value=found.audiences.total(audience),
            hover=_met(found.audiences.total(audience), ("audience", audience)),
        )
        for audience in ranked
    ]
    doors = tuple(explore(narrowed(filters, audiences=audience)) for audience in ranked)
    return Chart(charts.bars([("", bars)], dark=dark), (doors,))


def unstated(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """What the sources of a practice state, and the hatch where they do not."""
    bars = []
    for one in found.unstated:
        told = _("{part} of {total} not stated").format(
            part=number(one.practices), total=number(found.practices)
        )
        bars.append(
            charts.Bar(
                label=field_name(one.field),
                value=found.practices - one.practices,
                hover=f"{field_name(one.field)}<br><b>{told}</b>",
                note=told,
                missing=one.practices,
            )
        )
    # The stated part leads to those that state it, the hatched part to those that do not.
    stated = tuple(stating(one.field, filters, stated=True) for one in found.unstated)
    silent = tuple(stating(one.field, filters, stated=False) for one in found.unstated)
    return Chart(charts.bars([("", bars)], dark=dark), (stated, silent))


def field_name(field: str) -> str:
    """The words for a field that may be missing."""
    return {
        "figures": _("Figures"),
        "results": _("Results"),
        "start": _("Year of start"),
        "status": _("Status"),
    }[field]


def stating(field: str, filters: Filters, *, stated: bool) -> Door:
    """The practices whose sources state a field, or do not, as far as a filter can ask for it."""
    asked = filters.to_query()
    if field in ("figures", "results"):
        return Door("explore", asked | {field: ["yes" if stated else "no"]})
    if field == "status" and not stated:
        return Door("explore", asked | {"status": ["unknown"]})
    if field == "status":
        known = [code for code in vocabulary.codes("status") if code != "unknown"]
        return Door("explore", asked | {"status": known})
    return Door("explore", asked)


def summits(found: Overview, filters: Filters, *, dark: bool) -> Chart:
    """The cities of each summit: those read, and hatched those of which nothing was read yet."""
    bars = []
    for summit in found.summits:
        name = _("{city} {year}").format(city=summit.host, year=summit.year)
        told = _("{part} of {total} cities without a practice").format(
            part=number(len(summit.unread)), total=number(len(summit.guests))
        )
        bars.append(
            charts.Bar(
                label=name,
                value=len(summit.guests) - len(summit.unread),
                hover=f"{name}<br><b>{told}</b>",
                note=told,
                missing=len(summit.unread),
            )
        )
    doors = tuple(explore(narrowed(filters, summits=one.code)) for one in found.summits)
    return Chart(charts.bars([("", bars)], dark=dark), (doors, doors))


FIGURES: dict[str, Callable[..., Chart]] = {
    "regions": regions,
    "topics": topics,
    "starts": starts,
    "evidence": evidence,
    "coverage": coverage,
    "audiences": audiences,
    "unstated": unstated,
    "summits": summits,
}
