"""The one look of all charts, light and dark, and their three kinds: heat map, bars, marks.

A chart gets words and numbers and gives a figure; it knows nothing of practices. Its title, its
sentence and its table stand beside it in HTML, so a figure has no title and no legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.i18n import number

FONT = "'Public Sans', system-ui, sans-serif"
SIGNS = 14  # of a row's label: what leaves a phone room for the cells
PAIR_SIGNS = 24  # of two neighbouring columns' labels: three stand side by side on a phone
SMALL = 13  # px, where three columns of German words share a phone
PITCH = 11  # px from one mark to the next
MARK = 8

# Nothing zooms, pans or floats over a chart; a touch chooses.
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


@dataclass(frozen=True)
class Palette:
    """The colours of a chart; the same values as the tokens of static/house.css."""

    paper: str
    ink: str
    muted: str
    edge: str
    hair: str
    act: str
    themes: dict[str, str]
    scale: tuple[str, ...]  # one blue, from nearly nothing to most


LIGHT = Palette(
    paper="#FBFCFB",
    ink="#14242C",
    muted="#4C5B62",
    edge="#78878D",
    hair="#D5DDDC",
    act="#163E5C",
    themes={"cohesion": "#B8461A", "integration": "#0F746E", "security": "#372080"},
    scale=(
        "#EDF1F0", "#DCE6E8", "#C4D5DB", "#A7C0CB", "#86A8B8",
        "#658EA3", "#46738B", "#2E5A75", "#1C4661", "#10324A",
    ),
)  # fmt: skip
DARK = Palette(
    paper="#10181C",
    ink="#E9EEED",
    muted="#A9B7BB",
    edge="#6F8188",
    hair="#2C3A40",
    act="#A9D3E6",
    themes={"cohesion": "#F08F3E", "integration": "#83DED0", "security": "#9F8CEB"},
    scale=(
        "#1A252A", "#20323A", "#27414C", "#30525F", "#3C6575",
        "#4C7B8D", "#6093A6", "#7AADC0", "#96C4D6", "#B9DFEE",
    ),
)  # fmt: skip
INKS = (LIGHT.ink, LIGHT.paper)  # what is written into a coloured cell
SHAPES = {"cohesion": "circle", "integration": "diamond", "security": "square"}


def palette(*, dark: bool) -> Palette:
    """The colours of the mode the reader sees."""
    return DARK if dark else LIGHT


@lru_cache(maxsize=2)
def template(*, dark: bool) -> go.layout.Template:
    """What every chart has in common."""
    colours = palette(dark=dark)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": 14, "color": colours.ink},
        "tickcolor": colours.muted,
        "linecolor": colours.muted,
        "ticklabelstandoff": 6,
    }
    layout = {
        "font": {"family": FONT, "size": 14, "color": colours.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 8, "b": 8, "pad": 0},
        "xaxis": axis,
        "yaxis": axis,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "bargap": 0,
        "barmode": "overlay",
        "hoverlabel": {
            "bgcolor": colours.paper,
            "bordercolor": colours.muted,
            "font": {"family": FONT, "size": 14, "color": colours.ink},
            "align": "left",
            "namelength": -1,
        },
    }
    return go.layout.Template(layout=layout)


def _figure(traces: list[Any], height: float, *, dark: bool, **layout: Any) -> go.Figure:
    figure = go.Figure(data=traces)
    figure.update_layout(template=template(dark=dark), height=round(height), **layout)
    # A chosen cell leads to another page: the others must not pale on the way.
    for trace in figure.data:
        trace.update(selected_marker_opacity=1, unselected_marker_opacity=1)
    return figure


# Words and colours ------------------------------------------------------------------------------


def wrapped(words: str, signs: int = SIGNS) -> str:
    """A label in lines of about so many signs, for a place that cannot wrap by itself."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= signs:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(escape(line, quote=False) for line in lines)


def shade(count: int, most: int, colours: Palette) -> str:
    """The step of the one blue scale for a number; the first is for next to nothing."""
    steps = len(colours.scale)
    return colours.scale[min(steps - 1, count * steps // (most + 1))] if most else colours.scale[0]


def ink_on(colour: str) -> str:
    """Dark or light ink: the one that reads better on the colour."""
    return max(INKS, key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hatch(colours: Palette, *, on: bool = True) -> dict[str, Any]:
    """Silence is drawn: the pattern of what nobody states or of which nothing was read."""
    return {
        "shape": "/" if on else "",
        "fillmode": "replace",
        "fgcolor": colours.edge,
        "bgcolor": colours.paper,
        "size": 6,
        "solidity": 0.16,
    }


# Heat map ---------------------------------------------------------------------------------------


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    hover: Sequence[str],
    *,
    dark: bool,
    row_height: int = 40,
) -> go.Figure:
    """Numbers in cells of one blue scale, row by row; an empty cell is hatched.

    The cells are bars: a bar can be hatched, and a click anywhere on it chooses it, which a cell
    of plotly's own heat map does not do.
    """
    colours = palette(dark=dark)
    cells = [(x, y, count) for y, row in enumerate(counts) for x, count in enumerate(row)]
    most = max((count for _, _, count in cells), default=0)
    fills = [shade(count, most, colours) for _, _, count in cells]
    pattern = {
        **_hatch(colours),
        "shape": ["" if count else "/" for _, _, count in cells],
    }
    inks = [
        ink_on(fill) if count else colours.ink
        for (_, _, count), fill in zip(cells, fills, strict=True)
    ]
    bars = go.Bar(
        x=[x for x, _, _ in cells],
        base=[y - 0.5 for _, y, _ in cells],
        y=[1] * len(cells),
        width=1,
        text=[number(count) for _, _, count in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={"size": 15, "color": inks},
        marker={
            "color": fills,
            "pattern": pattern,
            "line": {"width": 3, "color": colours.paper},
        },
        hovertext=list(hover),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    heads = _heads(columns)
    return _figure(
        [bars],
        8 + 18 * _lines(heads) + 14 + row_height * len(rows),
        dark=dark,
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": heads,
            "range": [-0.5, len(columns) - 0.5],
            "tickangle": 0,
            "tickfont": {"size": SMALL},
            "showline": False,
        },
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [wrapped(row) for row in rows],
            "tickfont": {"size": SMALL},
            "range": [len(rows) - 0.5, -0.5],
            "showline": False,
        },
    )


def _heads(columns: Sequence[str]) -> list[str]:
    """The labels of columns in lines as long as two neighbours have room for."""
    for signs in range(PAIR_SIGNS, PAIR_SIGNS // 2, -1):
        heads = [wrapped(column, signs) for column in columns]
        wide = [max(map(len, head.split("<br>"))) for head in heads]
        if all(one + next_ <= PAIR_SIGNS for one, next_ in pairwise(wide)):
            return heads
    return [wrapped(column, PAIR_SIGNS // 2) for column in columns]


def _lines(labels: Sequence[str]) -> int:
    return max((label.count("<br>") + 1 for label in labels), default=1)


# Bars -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """A length with its words above it; what is missing to the whole is hatched."""

    label: str
    value: int
    hover: str
    note: str = ""  # at the bar's end, after the number
    missing: int = 0
    theme: str | None = None  # its colour; without one, the ink of all charts


def bars(groups: Sequence[tuple[str, Sequence[Bar]]], *, dark: bool) -> go.Figure:
    """Lengths on one scale, group by group; each group under its own words.

    The words stand above each bar, not at its left: the longest German label fits a phone.
    """
    colours = palette(dark=dark)
    places: list[tuple[float, Bar]] = []
    heads: list[tuple[float, str]] = []
    depth = 0.0
    for title, group in groups:
        if title:
            heads.append((depth + 0.5, title))
            depth += 0.75
        for bar in group:
            places.append((depth + 0.72, bar))
            depth += 1
        depth += 0.25
    longest = max((bar.value + bar.missing for _, bar in places), default=0) or 1
    notes = [_above(depth, title, colours.ink, bold=True) for depth, title in heads]
    notes += [_above(depth - 0.4, bar.label, colours.ink) for depth, bar in places]
    notes += [_at_end(depth - 0.4, bar, longest, colours) for depth, bar in places]
    return _figure(
        _lengths(places, colours),
        46 * depth + 8,
        dark=dark,
        annotations=notes,
        xaxis={"visible": False, "range": [0, longest]},
        yaxis={"visible": False, "range": [depth, 0]},
    )


def _lengths(places: list[tuple[float, Bar]], colours: Palette) -> list[go.Bar]:
    def row(values: list[int], bases: list[int], marker: dict[str, Any]) -> go.Bar:
        return go.Bar(
            orientation="h",
            x=values,
            base=bases,
            y=[depth for depth, _ in places],
            width=0.24,
            marker=marker,
            hovertext=[bar.hover for _, bar in places],
            hovertemplate="%{hovertext}<extra></extra>",
        )

    fills = [colours.themes[bar.theme] if bar.theme else colours.act for _, bar in places]
    stated = row([bar.value for _, bar in places], [0] * len(places), {"color": fills})
    if not any(bar.missing for _, bar in places):
        return [stated]
    edge = {"width": 1, "color": colours.edge}
    hatched = row(
        [bar.missing for _, bar in places],
        [bar.value for _, bar in places],
        {"color": colours.paper, "pattern": _hatch(colours), "line": edge},
    )
    return [stated, hatched]


def _above(depth: float, words: str, colour: str, *, bold: bool = False) -> dict[str, Any]:
    told = escape(words, quote=False)
    return {
        "text": f"<b>{told}</b>" if bold else told,
        "x": 0,
        "xref": "x",
        "y": depth,
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "xshift": -1,
        "font": {"size": 14, "color": colour},
    }


def _at_end(depth: float, bar: Bar, longest: int, colours: Palette) -> dict[str, Any]:
    words = bar.note or number(bar.value)
    return {
        **_above(depth, words, colours.muted if bar.note else colours.ink),
        "x": longest,
        "xanchor": "right",
        "xshift": 1,
    }


# Marks ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """One thing at one place, in the shape and colour of its theme."""

    x: float
    y: float
    theme: str
    hover: str
    hollow: bool = False
    small: bool = False


def _marks(marks: Sequence[Mark], colours: Palette, size: int, **placed: Any) -> go.Scatter:
    return go.Scatter(
        x=[mark.x for mark in marks],
        y=[mark.y for mark in marks],
        mode="markers",
        cliponaxis=False,
        hovertext=[mark.hover for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "symbol": [SHAPES[mark.theme] + ("-open" if mark.hollow else "") for mark in marks],
            "color": [colours.themes[mark.theme] for mark in marks],
            # A circle and a diamond look smaller than a square of the same width.
            "size": [_size(mark, size) for mark in marks],
            "line": {
                "width": 1.5 if any(mark.hollow for mark in marks) else 0,
                "color": [colours.themes[mark.theme] for mark in marks],
            },
            "opacity": 1,  # sizes of their own would make them pale
        },
        **placed,
    )


def _size(mark: Mark, size: int) -> float:
    full = size * {"cohesion": 1.0, "integration": 1.1, "security": 0.9}[mark.theme]
    return round(full * (0.55 if mark.small else 1), 1)


def matrix(
    rows: Sequence[str], columns: Sequence[str], marks: Sequence[Mark], *, dark: bool
) -> go.Figure:
    """Marks in a grid, a column `columns` wide apart; hollow where there is nothing."""
    colours = palette(dark=dark)
    rules = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": row + 0.5,
            "y1": row + 0.5,
            "line": {"width": 1, "color": colours.hair},
            "layer": "below",
        }
        for row in range(-1, len(rows))
    ]
    return _figure(
        [_marks(marks, colours, 10)],
        32 * len(rows) + 140,
        dark=dark,
        shapes=rules,
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [wrapped(column) for column in columns],
            "tickfont": {"size": SMALL},
            "range": [-0.5, len(columns) - 0.5],
            # Across where the words fit, upright on a phone.
            "autotickangles": [0, -90],
            "showline": False,
        },
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [wrapped(row) for row in rows],
            "tickfont": {"size": SMALL},
            "range": [len(rows) - 0.5, -0.5],
            "showline": False,
        },
    )


@dataclass(frozen=True)
class Lane:
    """The marks of one theme, stacked on their years; y counts from the lane's own line."""

    label: str
    marks: tuple[Mark, ...]

    @property
    def height(self) -> float:
        """How many marks stand on each other at most, with room for the lane's words."""
        return max((mark.y for mark in self.marks), default=0) + 3.5


def timeline(
    lanes: Sequence[Lane],
    undated: Sequence[Mark],
    ticks: Sequence[tuple[float, str]],
    years: tuple[int, int],
    gap: str,
    *,
    dark: bool,
) -> go.Figure:
    """A lane a theme, a mark a thing on its year; what has no year lies in a hatched line below."""
    colours = palette(dark=dark)
    tops, depth = [], 0.0
    for lane in lanes:
        tops.append(depth)
        depth += lane.height
    grounds = [top + lane.height for top, lane in zip(tops, lanes, strict=True)]
    placed = [
        Mark(mark.x, ground - mark.y - 0.8, mark.theme, mark.hover)
        for lane, ground in zip(lanes, grounds, strict=True)
        for mark in lane.marks
    ]
    left, right = years[0] - 2, years[1] + 1.2  # half a year's label on a phone
    rows = max((mark.y for mark in undated), default=-1) + 1
    foot = 24 + rows * PITCH + 10 if undated else 0
    height = depth * PITCH + 40 + foot + 16
    notes = [
        {**_above(top + 1.2, lane.label, colours.ink, bold=True), "x": left}
        for top, lane in zip(tops, lanes, strict=True)
    ]
    traces = [_marks(placed, colours, MARK)]
    inner = height - 16
    layout: dict[str, Any] = {
        "xaxis": {
            "tickvals": [year for year, _ in ticks],
            "ticktext": [label for _, label in ticks],
            "range": [left, right],
            "ticks": "outside",
            "ticklen": 5,
            "tickangle": 0,
            "ticklabeloverflow": "allow",
            "showline": False,
            "anchor": "y",
        },
        "yaxis": {"visible": False, "range": [depth, 0], "domain": [(foot + 40) / inner, 1]},
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": ground,
                "y1": ground,
                "line": {"width": 1, "color": colours.muted},
                "layer": "below",
            }
            for ground in grounds
        ],
    }
    if undated:
        band = go.Bar(
            x=[(left + right) / 2],
            base=[-0.7],
            y=[rows + 0.4],
            width=[right - left],
            yaxis="y2",
            hoverinfo="skip",
            marker={"color": colours.paper, "pattern": _hatch(colours)},
        )
        traces = [band, *traces, _marks(undated, colours, MARK, yaxis="y2")]
        layout["yaxis2"] = {
            "visible": False,
            "fixedrange": True,
            "range": [rows - 0.3, -0.7],
            "domain": [0, (rows * PITCH + 10) / inner],
        }
        notes.append(
            {
                **_above(0, gap, colours.muted),
                "x": left,
                "yref": "paper",
                "y": (rows * PITCH + 10) / inner,
                "yanchor": "bottom",
            }
        )
    return _figure(traces, height, dark=dark, annotations=notes, margin={"l": 2}, **layout)
