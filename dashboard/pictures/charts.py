"""The charts as pictures: themes and topics, beginnings, what is known, regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.overview import Crossing, Start
from dashboard.i18n import _, n_, number, percent
from dashboard.pictures import drawing, lettering
from dashboard.pictures.drawing import Canvas
from dashboard.pictures.lettering import STRONG, TEXT
from dashboard.pictures.page import Room, Subject, Table
from dashboard.pictures.told import Told

SPAN = 35  # years of the timeline; what began earlier stands at its left edge
_TALLEST = 24  # marks on one year; where there are more, a mark is several practices


# Themes and topics -------------------------------------------------------------------------------


def themes(told: Told) -> Subject:
    """Practices by theme and topic."""
    crossing = told.counts.topics
    (topic, theme), *_rest = crossing.pairs()
    return Subject(
        title=n_(
            "Most often together: “{topic}” and “{theme}”, in {part} of {count} practice",
            "Most often together: “{topic}” and “{theme}”, in {part} of {count} practices",
            told.counts.practices,
        ).format(
            topic=words.label("topic", topic),
            theme=words.label("theme", theme),
            part=number(crossing.count(topic, theme)),
        ),
        counted=_("Practices that name both. One practice may count several times."),
        table=_crossing_table(_("Topic"), "topic", crossing, crossing.rows),
        draw=lambda canvas, room: _heat(canvas, room, crossing),
    )


def _crossing_table(head: str, dim: str, crossing: Crossing, rows: Sequence[str]) -> Table:
    heads = (head, *(words.label("theme", one) for one in crossing.columns), _("Any theme"))
    return Table(
        heads,
        tuple(
            (
                words.label(dim, row),
                *(crossing.count(row, theme) for theme in crossing.columns),
                crossing.total(row),
            )
            for row in rows
        ),
    )


def _heat(canvas: Canvas, room: Room, crossing: Crossing) -> float:
    labels = {row: words.label("topic", row) for row in crossing.rows}
    size = room.label
    aside = 0.0
    if not room.narrow:
        widest = max(lettering.width(one, TEXT, size) for one in labels.values())
        aside = min(room.width * 0.32, widest) + size
    wide = (room.width - aside) / len(crossing.columns)
    y = _columns(canvas, room, crossing.columns, room.x + aside, wide)
    high, gap = {"page": 84, "column": 62, "phone": 44}[room.fit], 4
    most = max(crossing.count(*pair) for pair in crossing.pairs())
    for row in crossing.rows:
        if room.narrow:
            canvas.words(labels[row], room.x, y + size, size=size)
            y += size * 1.5
        else:
            broken = lettering.lines(labels[row], TEXT, size, aside - size)
            first = y + (high - gap) / 2 + size * 0.35 - (len(broken) - 1) * size * 0.65
            canvas.block(broken, room.x, first, size=size, leading=size * 1.3)
        for column, theme in enumerate(crossing.columns):
            x, last = room.x + aside + column * wide, column == len(crossing.columns) - 1
            across = wide - (0 if last else gap)
            _cell(canvas, x, y, across, high - gap, crossing.count(row, theme), most, size * 1.35)
        y += high + (size * 0.5 if room.narrow else 0)
    return y - (size * 0.5 if room.narrow else 0)


def _cell(
    canvas: Canvas, x: float, y: float, w: float, h: float, count: int, most: int, size: float
) -> None:
    told = number(count)
    if count == 0:
        canvas.hatch(x, y, w, h)
        fill, ink = canvas.inks.paper, canvas.inks.muted
        canvas.words(
            told, x + w / 2, y + h / 2 + size * 0.35, size=size, ink=ink, anchor="middle", halo=fill
        )
        return
    shades = (canvas.inks.mist, *canvas.inks.steps)
    fill = shades[min(len(shades) - 1, ceil(count / max(most, 1) * len(shades)) - 1)]
    canvas.box(x, y, w, h, fill)
    canvas.words(
        told,
        x + w / 2,
        y + h / 2 + size * 0.35,
        size=size,
        face=STRONG,
        ink=drawing.readable(fill, canvas.inks),
        anchor="middle",
    )


def _columns(canvas: Canvas, room: Room, themes: Sequence[str], left: float, wide: float) -> float:
    """The themes as heads of columns, each under its mark; gives where the heads end."""
    size = room.note if room.small else room.label
    if room.narrow:
        return _named_marks(canvas, room, themes, left, wide)
    heads = [
        lettering.lines(words.label("theme", one), STRONG, size, wide - size) for one in themes
    ]
    deepest = max(len(one) for one in heads)
    for at, (theme, head) in enumerate(zip(themes, heads, strict=True)):
        x = left + at * wide
        canvas.mark(theme, x + size * 0.45, room.y + size * 0.45, size * 0.9)
        canvas.block(head, x, room.y + size * 2.2, size=size, leading=size * 1.25, face=STRONG)
    return room.y + size * 2.2 + (deepest - 1) * size * 1.25 + size * 0.8


def _named_marks(
    canvas: Canvas, room: Room, themes: Sequence[str], left: float, wide: float
) -> float:
    """On a phone the themes are named above, and their marks alone are the heads."""
    size, y = room.label, room.y
    for theme in themes:
        canvas.mark(theme, room.x + size * 0.45, y + size * 0.65, size * 0.9)
        canvas.words(words.label("theme", theme), room.x + size * 1.4, y + size, size=size)
        y += size * 1.5
    y += size * 0.8
    for at, theme in enumerate(themes):
        canvas.mark(theme, left + (at + 0.5) * wide, y, size * 0.9)
    return y + size


# Beginnings --------------------------------------------------------------------------------------


def starts(told: Told) -> Subject:
    """When they began: a lane a theme, a mark a practice; the undated named."""
    found = told.counts.starts
    years = [one.year for one in found if one.year is not None]
    each = max(1, ceil(max(map(len, _stacks(found)[1].values()), default=0) / _TALLEST))
    if years:
        title = _("Half of the practices whose start is known began in {middle} or later").format(
            middle=years[len(years) // 2]
        )
    else:
        title = _("No source states when these practices began")
    counted = n_(
        "A mark is a practice, under its first theme.",
        "A mark is up to {count} practices, under their first theme.",
        each,
    )
    undated = len(found) - len(years)
    if undated and years:
        counted += " " + n_(
            "{count} practice states no year of start.",
            "{count} practices state no year of start.",
            undated,
        )
    return Subject(
        title=title,
        counted=counted,
        table=_years(found),
        draw=lambda canvas, room: _timeline(canvas, room, found, each),
    )


def _years(found: Sequence[Start]) -> Table:
    shown = [
        theme for theme in vocabulary.codes("theme") if any(one.theme == theme for one in found)
    ]
    years: dict[int | None, list[str]] = {}
    for one in found:
        years.setdefault(one.year, []).append(one.theme)
    return Table(
        (_("Year of start"), *(words.label("theme", one) for one in shown), _("All")),
        tuple(
            (
                words.gap() if year is None else str(year),
                *(begun.count(theme) for theme in shown),
                len(begun),
            )
            for year, begun in years.items()
        ),
    )


def _stacks(found: Sequence[Start]) -> tuple[int, dict[tuple[str, int], list[Start]]]:
    """The first year shown, and the practices of each theme and year."""
    years = [one.year for one in found if one.year is not None]
    first = max(min(years, default=0), max(years, default=0) - SPAN)
    stacks: dict[tuple[str, int], list[Start]] = {}
    for one in found:
        if one.year is not None:
            stacks.setdefault((one.theme, max(first, one.year)), []).append(one)
    return first, stacks


def _timeline(canvas: Canvas, room: Room, found: Sequence[Start], each: int) -> float:
    first, stacks = _stacks(found)
    last = max((year for _theme, year in stacks), default=first)
    wide = room.width / max(8, last - first + 1)
    size = min(wide * 0.84, 18)
    y = room.y
    for theme in vocabulary.codes("theme"):
        piles = {year: pile for (of, year), pile in sorted(stacks.items()) if of == theme}
        if piles:
            y = _lane(canvas, room, theme, piles, first, wide, size, y, each)
    if stacks:
        earlier = any((one.year or first) < first for one in found)
        y = _axis(canvas, room, first, last, wide, y, earlier=earlier)
    undated = [one for one in found if one.year is None]
    return _undated(canvas, room, undated, wide, size, y, each) if undated else y


def _lane(
    canvas: Canvas,
    room: Room,
    theme: str,
    piles: dict[int, list[Start]],
    first: int,
    wide: float,
    size: float,
    y: float,
    each: int,
) -> float:
    label = room.label
    highest = max(ceil(len(pile) / each) for pile in piles.values())
    pitch = size * 1.1
    name, count = words.label("theme", theme), number(sum(map(len, piles.values())))
    canvas.mark(theme, room.x + label * 0.45, y + label * 0.68, label * 0.85)
    canvas.words(name, room.x + label * 1.4, y + label, size=label, face=STRONG)
    canvas.words(
        count,
        room.x + label * 1.4 + lettering.width(name, STRONG, label) + label * 0.5,
        y + label,
        size=label,
        ink=canvas.inks.muted,
    )
    # Where no tall pile stands under the words, the marks move up beside them.
    said = room.x + label * 2.6 + lettering.width(name + count, STRONG, label)
    under = [
        ceil(len(pile) / each)
        for year, pile in piles.items()
        if room.x + (year - first) * wide < said
    ]
    tall = max(highest * pitch, max(under, default=0) * pitch + label * 1.7)
    base = y + tall
    for year, pile in piles.items():
        x = room.x + (year - first + 0.5) * wide
        for height in range(ceil(len(pile) / each)):
            canvas.mark(theme, x, base - (height + 0.5) * pitch, size)
    canvas.line(room.x, base + 3, room.x + room.width, base + 3)
    return base + label * 1.2


def _axis(
    canvas: Canvas, room: Room, first: int, last: int, wide: float, y: float, *, earlier: bool
) -> float:
    size = room.note
    y = y - room.label * 1.2 + 3
    canvas.line(room.x, y, room.x + room.width, y, canvas.inks.muted)
    every = 10 if room.small and last - first > 20 else 5
    ticks = [(year, str(year)) for year in range(first, last + 1) if year % every == 0]
    if earlier:
        begun = _("until {year}").format(year=first)
        ticks = [(first, begun), *(one for one in ticks if one[0] > first + 3)]
    for year, told in ticks:
        x = room.x + (year - first + 0.5) * wide
        canvas.line(x, y, x, y + 6, canvas.inks.muted)
        half = lettering.width(told, TEXT, size) / 2
        at = min(max(x, room.x + half), room.x + room.width - half)
        canvas.words(told, at, y + size * 1.6, size=size, anchor="middle", ink=canvas.inks.muted)
    return y + size * 2.9


def _undated(
    canvas: Canvas,
    room: Room,
    found: Sequence[Start],
    wide: float,
    size: float,
    y: float,
    each: int,
) -> float:
    """Those whose start nobody states, in a hatched line with their number."""
    label, pitch = room.label, size * 1.3
    shown = sorted(found, key=lambda one: vocabulary.number("theme", one.theme))[::each]
    per_line = max(1, int((room.width - 28) // pitch))
    high = ceil(len(shown) / per_line) * pitch + size * 0.9
    told = n_("{count} without a year", "{count} without a year", len(found))
    canvas.words(told, room.x, y + label, size=label, face=STRONG)
    y += label * 1.6
    canvas.hatch(room.x, y, room.width, high)
    for at, one in enumerate(shown):
        x = room.x + 14 + (at % per_line + 0.5) * pitch
        middle = y + size * 0.45 + (at // per_line + 0.5) * pitch
        canvas.mark(one.theme, x, middle, size, ring=3)
    return y + high + label * 0.4


# What is known -----------------------------------------------------------------------------------


def evidence(told: Told) -> Subject:
    """How well it is known: described, monitored, evaluated, by theme."""
    crossing = told.counts.evidence
    return Subject(
        title=n_(
            "Evaluated so far: {evaluated} of {count} practice",
            "Evaluated so far: {evaluated} of {count} practices",
            told.counts.practices,
        ).format(evaluated=number(crossing.total("evaluated"))),
        counted=_(
            "Practices that name the theme, by what their sources show; shares of the theme."
        ),
        table=_crossing_table(words.field("evidence"), "evidence", crossing, crossing.rows),
        draw=lambda canvas, room: _grades(canvas, room, told),
    )


def _grades(canvas: Canvas, room: Room, told: Told) -> float:
    crossing = told.counts.evidence
    shown = [theme for theme in crossing.columns if told.counts.themes.get(theme)]
    most = max((crossing.count(*pair) for pair in crossing.pairs()), default=1)
    labels = {level: words.label("evidence", level) for level in crossing.rows}
    scale = _scale(room, list(labels.values()), _share(most, most), most)
    size, y = room.label, room.y
    for theme in shown:
        canvas.mark(theme, room.x + size * 0.45, y + size * 0.65, size * 0.9)
        canvas.words(
            words.label("theme", theme), room.x + size * 1.5, y + size, size=size, face=STRONG
        )
        y += size * 1.8
        for level, label in labels.items():
            count = crossing.count(level, theme)
            share = _share(count, told.counts.themes[theme])
            y = _bar(canvas, room, scale, label, count, share, canvas.inks.themes[theme], y)
        y += size * 1.1
    return y - size * 1.1


@dataclass(frozen=True)
class _Scale:
    """How bars stand: where they begin, and how long the longest is."""

    left: float
    longest: float
    most: int


def _scale(room: Room, labels: Sequence[str], longest_note: str, most: int) -> _Scale:
    noted = lettering.width(longest_note, STRONG, room.label) + room.label
    if room.narrow:
        return _Scale(room.x, room.width - noted, most)
    aside = max(lettering.width(one, TEXT, room.label) for one in labels)
    aside = min(aside, room.width * 0.45) + room.label
    return _Scale(room.x + aside, room.width - aside - noted, most)


def _bar(
    canvas: Canvas,
    room: Room,
    scale: _Scale,
    label: str,
    count: int,
    note: str,
    fill: str,
    y: float,
) -> float:
    """A label and its bar, beside each other or on a phone below; gives where the next begins."""
    size = room.label
    canvas.words(label, room.x, y + size * 0.88, size=size)
    if room.narrow:
        y += size * 1.25
    wide = max(1.5, scale.longest * count / max(scale.most, 1))
    canvas.box(scale.left, y, wide, size * 1.15, fill)
    canvas.words(note, scale.left + wide + size * 0.5, y + size * 0.9, size=size)
    return y + size * (1.85 if room.narrow else 1.6)


def _share(count: int, whole: int) -> str:
    return _("{part} ({share})").format(
        part=number(count), share=percent(count / whole if whole else 0)
    )


# Regions -----------------------------------------------------------------------------------------


def regions(told: Told) -> Subject:
    """What was read of each region of the world, and hatched those of which nothing was."""
    every = told.counts.regions
    # Of a part of the catalogue, a region without practices may well have been read.
    crossing = every if told.filters.empty else every.held()
    fullest = crossing.ranked()[0]
    return Subject(
        title=n_(
            "Most was read in one region, {region}: {part} of {count} practice",
            "Most was read in one region, {region}: {part} of {count} practices",
            told.counts.practices,
        ).format(region=words.label("region", fullest), part=number(crossing.total(fullest))),
        counted=_("Practices by region of the world."),
        table=_crossing_table(words.field("regions"), "region", crossing, crossing.rows),
        draw=lambda canvas, room: _bars(canvas, room, crossing),
        notes=(_("Regions as the United Nations group them (M49)."),),
    )


def _bars(canvas: Canvas, room: Room, crossing: Crossing) -> float:
    labels = {row: words.label("region", row) for row in crossing.rows}
    most = max(map(crossing.total, crossing.rows), default=1)
    scale = _scale(room, list(labels.values()), number(most), most)
    y = room.y
    for row, label in labels.items():
        if count := crossing.total(row):
            y = _bar(canvas, room, scale, label, count, number(count), canvas.inks.act, y)
    for row, label in labels.items():
        if not crossing.total(row):
            y = _unread(canvas, room, scale, label, y)
    return y


def _unread(canvas: Canvas, room: Room, scale: _Scale, label: str, y: float) -> float:
    size, told = room.label, _("not read yet")
    canvas.words(label, room.x, y + size * 0.88, size=size)
    if room.narrow:
        y += size * 1.25
    wide = lettering.width(told, TEXT, size) + size * 4
    canvas.hatch(scale.left, y, wide, size * 1.15)
    canvas.words(
        told,
        scale.left + size * 0.8,
        y + size * 0.88,
        size=size,
        ink=canvas.inks.muted,
        halo=canvas.inks.paper,
    )
    return y + size * (1.85 if room.narrow else 1.6)
