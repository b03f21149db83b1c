"""The map as a picture: a mark a city by its first theme, a ring where marks would overlap."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.catalogue import coverage, vocabulary
from dashboard.catalogue.coverage import STEPS
from dashboard.i18n import _, n_, number
from dashboard.pictures import drawing, lettering, world
from dashboard.pictures.drawing import Canvas
from dashboard.pictures.lettering import STRONG, TEXT
from dashboard.pictures.page import Room, Subject, Table
from dashboard.pictures.told import Told
from dashboard.pictures.world import View

_NAMED = 18  # so many marks or fewer bear the names of their cities
_CELL = 5.0  # units: cities nearer than this are one from the start

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A mark: one city, or several that lie together."""

    x: float
    y: float
    counts: tuple[int, ...]  # by main theme
    cities: int
    name: str

    @property
    def practices(self) -> int:
        """All of it."""
        return sum(self.counts)


# Cities ------------------------------------------------------------------------------------------


def cities(told: Told) -> Subject:
    """Where it was tried."""
    counted = _("A practice counts under its first theme.")
    if len(told.cities) > 1:
        rings = _("A ring stands for cities close to each other, divided by theme.")
        counted = f"{counted} {rings}"
    return Subject(
        title=_statement(told),
        counted=counted,
        table=_table(told),
        draw=lambda canvas, room: _cities(canvas, room, told),
        notes=(_borders(),),
    )


def _statement(told: Told) -> str:
    return _("Read so far: {practices}, {cities}, {countries}").format(
        practices=words.count_of_practices(told.counts.practices),
        cities=n_("{count} city", "{count} cities", told.counts.cities),
        countries=n_("{count} country", "{count} countries", told.counts.countries),
    )


def _borders() -> str:
    return _("Boundaries: Natural Earth, de facto. They state no opinion of the Observatory.")


def _table(told: Told) -> Table:
    themes = vocabulary.codes("theme")
    heads = (
        _("City"),
        _("Country"),
        *(words.label("theme", one) for one in themes),
        _("Practices"),
    )
    rows: tuple[tuple[str | int, ...], ...] = tuple(
        (city.name, words.label("country", city.country), *city.counts, city.practices)
        for city in sorted(told.cities, key=lambda one: one.slug)
    )
    return Table(heads, rows)


def _cities(canvas: Canvas, room: Room, told: Told) -> float:
    y = _legend(canvas, room, told)
    seen = world.view(
        [(one.longitude, one.latitude) for one in told.cities], room.width, room.small
    )
    _land(canvas, room.x, y, seen, lambda _code: canvas.inks.paper)
    spots = together(
        [
            _spot(seen, city.longitude, city.latitude, city.counts, city.name)
            for city in told.cities
        ],
        room.marks,
    )
    taken: list[Box] = []
    canvas.parts.append(f'<g transform="translate({room.x} {y:g})">')
    for spot in sorted(spots, key=lambda one: -one.practices):
        taken.append(_drawn(canvas, spot, room.marks))
    if len(spots) <= (_NAMED // 2 if room.small else _NAMED):
        for spot in spots:
            _named(canvas, spot, seen, room, taken)
    canvas.parts.append("</g>")
    return y + seen.height


def _spot(
    seen: View, longitude: float, latitude: float, counts: tuple[int, ...], name: str
) -> Spot:
    x, y = seen.at(longitude, latitude)
    return Spot(x, y, counts, 1, name)


def _legend(canvas: Canvas, room: Room, told: Told) -> float:
    """Each theme's mark and word, and how many practices have it first; gives where it ends."""
    sums = [sum(column) for column in zip(*(city.counts for city in told.cities), strict=True)]
    entries = [
        (theme, words.label("theme", theme), number(count))
        for theme, count in zip(vocabulary.codes("theme"), sums, strict=True)
        if count
    ]
    size, gap = room.label, room.label * 0.45
    x, y = room.x, room.y + size * 0.3
    for theme, label, count in entries:
        wide = (
            size
            + gap
            + lettering.width(label, TEXT, size)
            + gap
            + lettering.width(count, STRONG, size)
        )
        if x > room.x and x + wide > room.x + room.width:
            x, y = room.x, y + size * 1.5
        canvas.mark(theme, x + size * 0.45, y - size * 0.32, size * 0.82)
        x += size + gap * 0.6
        canvas.words(label, x, y, size=size)
        x += lettering.width(label, TEXT, size) + gap
        canvas.words(count, x, y, size=size, face=STRONG)
        x += lettering.width(count, STRONG, size) + size * 1.6
    return y + size * 1.1


def _land(canvas: Canvas, x: float, y: float, seen: View, paint: Callable[[str], str]) -> None:
    inks = canvas.inks
    box = f'width="{seen.width:g}" height="{seen.height:g}"'
    canvas.parts.append(
        f'<clipPath id="field"><rect {box}/></clipPath><g transform="translate({x:g} {y:g})">'
        f'<rect {box} fill="{inks.mist}"/><g clip-path="url(#field)">'
        f'<g transform="scale(.1)" stroke="{inks.border}" stroke-width="7" '
        'stroke-linejoin="round">'
    )
    for code, drawn in world.land(seen):
        canvas.path(drawn, paint(code))
    canvas.parts.append("</g></g></g>")


# Marks that would overlap ------------------------------------------------------------------------


def together(spots: Sequence[Spot], scale: float) -> list[Spot]:
    """The spots, those that would lie on each other as one; no practice is lost."""
    left = _gridded(spots)
    moved = True
    while moved:
        moved = False
        left.sort(key=lambda one: (-one.practices, one.x, one.y))
        kept: list[Spot] = []
        for spot in left:
            near = next((at for at, one in enumerate(kept) if _touch(one, spot, scale)), None)
            if near is None:
                kept.append(spot)
            else:
                kept[near] = _one(kept[near], spot)
                moved = True
        left = kept
    return left


def _gridded(spots: Sequence[Spot]) -> list[Spot]:
    """Where there are thousands, those of one small cell first: the rest is then soon done."""
    if len(spots) < 400:
        return list(spots)
    cells: dict[tuple[int, int], Spot] = {}
    for spot in spots:
        cell = int(spot.x // _CELL), int(spot.y // _CELL)
        cells[cell] = _one(cells[cell], spot) if cell in cells else spot
    return list(cells.values())


def _one(one: Spot, other: Spot) -> Spot:
    share = other.practices / (one.practices + other.practices)
    return Spot(
        one.x + (other.x - one.x) * share,
        one.y + (other.y - one.y) * share,
        tuple(a + b for a, b in zip(one.counts, other.counts, strict=True)),
        one.cities + other.cities,
        "",
    )


def _touch(one: Spot, other: Spot, scale: float) -> bool:
    apart = math.hypot(one.x - other.x, one.y - other.y)
    # A city on its own may lean on a neighbour; rings with numbers may not.
    room = 1.5 if one.cities > 1 or other.cities > 1 else -3
    return apart < _radius(one, scale) + _radius(other, scale) + room


def _radius(spot: Spot, scale: float) -> float:
    if spot.cities == 1:
        wide = 13 if spot.practices == 1 else min(34.0, 17 + 2.6 * math.sqrt(spot.practices))
        return wide / 2 * scale
    wide = 28 if spot.practices < 10 else 34 if spot.practices < 100 else 42
    return wide / 2 * scale


def _drawn(canvas: Canvas, spot: Spot, scale: float) -> Box:
    radius = _radius(spot, scale)
    if spot.cities == 1:
        theme = vocabulary.codes("theme")[spot.counts.index(max(spot.counts))]
        canvas.mark(theme, spot.x, spot.y, radius * 2, ring=1.5)
        ink = drawing.readable(canvas.inks.themes[theme], canvas.inks)
    else:
        shares = [
            pair for pair in zip(vocabulary.codes("theme"), spot.counts, strict=True) if pair[1]
        ]
        canvas.ring(shares, spot.x, spot.y, radius, radius - 5 * scale)
        ink = canvas.inks.ink
    if spot.practices > 1:
        told = number(spot.practices)
        size = drawing.fitting(told, radius * 0.98, radius * 1.2)
        canvas.words(
            told, spot.x, spot.y + size * 0.35, size=size, face=STRONG, ink=ink, anchor="middle"
        )
    return spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius


def _named(canvas: Canvas, spot: Spot, seen: View, room: Room, taken: list[Box]) -> None:
    """The name of a city beside its mark, where there is room for it."""
    if not spot.name:
        return
    size = room.note
    radius = _radius(spot, room.marks)
    wide = lettering.width(spot.name, TEXT, size)
    for x, y, anchor in (
        (spot.x + radius + 6, spot.y + size * 0.35, "start"),
        (spot.x - radius - 6, spot.y + size * 0.35, "end"),
        (spot.x, spot.y - radius - size * 0.4, "middle"),
        (spot.x, spot.y + radius + size * 1.05, "middle"),
    ):
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = (left - 2, y - size * 0.8, left + wide + 2, y + size * 0.25)
        inside = box[0] > 2 and box[2] < seen.width - 2 and box[1] > 2 and box[3] < seen.height - 2
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            canvas.words(spot.name, x, y, size=size, anchor=anchor, halo=canvas.inks.paper)
            return


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# Countries ---------------------------------------------------------------------------------------


def countries(told: Told) -> Subject:
    """What was read of each country, as shades."""
    found = coverage.by_country(told.cities)
    rows = tuple(
        (words.label("country", one.code), one.practices, one.cities)
        for one in sorted(found, key=lambda one: one.code)
    )
    return Subject(
        title=n_(
            "Practices were read of {count} country",
            "Practices were read of {count} countries",
            told.counts.countries,
        ),
        counted=_("A shade stands for the practices of the cities of a country."),
        table=Table((_("Country"), _("Practices"), _("Cities")), rows),
        draw=lambda canvas, room: _countries(canvas, room, told),
        notes=(_borders(),),
    )


def _countries(canvas: Canvas, room: Room, told: Told) -> float:
    steps = {one.code: one.step for one in coverage.by_country(told.cities)}
    y = _shades(canvas, room, told)
    seen = world.view(
        [(one.longitude, one.latitude) for one in told.cities], room.width, room.small
    )
    _land(
        canvas,
        room.x,
        y,
        seen,
        lambda code: canvas.inks.steps[steps[code] - 1] if code in steps else canvas.inks.paper,
    )
    return y + seen.height


def _shades(canvas: Canvas, room: Room, told: Told) -> float:
    none = _("not read yet") if told.filters.empty else _("nothing read that matches")
    shades = [
        *((_range(*step), fill) for step, fill in zip(STEPS, canvas.inks.steps, strict=True)),
        (none, canvas.inks.paper),
    ]
    size = room.label
    x, y = room.x, room.y + size * 0.3
    for label, fill in shades:
        wide = size * 1.9 + lettering.width(label, TEXT, size)
        if x > room.x and x + wide > room.x + room.width:
            x, y = room.x, y + size * 1.5
        canvas.box(x, y - size * 0.75, size * 1.3, size * 0.9, canvas.inks.edge)
        canvas.box(x + 1, y - size * 0.75 + 1, size * 1.3 - 2, size * 0.9 - 2, fill)
        canvas.words(label, x + size * 1.75, y, size=size)
        x += wide + size * 1.4
    return y + size * 1.1


def _range(least: int, most: float) -> str:
    if least == most:
        return words.count_of_practices(least)
    if most == math.inf:
        return _("{least} practices or more").format(least=number(least))
    return _("{least} to {most} practices").format(least=number(least), most=number(most))
