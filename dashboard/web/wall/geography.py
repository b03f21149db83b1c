"""The map of the wall: land once, and on it the cities of an exhibition with their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from dashboard.catalogue.exhibition import Mark
from dashboard.pictures import drawing, lettering, world
from dashboard.pictures.lettering import STRONG
from dashboard.pictures.world import View

# Units of the drawing, which fills the screen; the cities lie inside, clear of head and foot.
_WIDTH, _HEIGHT = 1000.0, 562.5
_LEFT, _TOP, _RIGHT, _BOTTOM = 70.0, 168.0, 930.0, 430.0
_LEAST = (24.0, 12.0)  # degrees shown at least: a city alone has its neighbours
_NEAR = 50.0  # degrees: what lies within is looked at from near
_SIZE = 14.5  # of a name: from the far end of the hall it is read still
_DOT, _MAIN = 12.0, 20.0  # units across

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A city on the drawing: its mark as a path, and its name where there is room for it."""

    path: str
    theme: str
    main: bool
    name: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """The map as a template draws it."""

    width: float
    height: float
    spots: tuple[Spot, ...]

    @property
    def box(self) -> str:
        """The part of the plane that is seen."""
        return f"0 0 {self.width:g} {self.height:g}"


@dataclass(frozen=True)
class Field(View):
    """A part of the world that goes on to the edges of the screen, its cities in the clear."""

    @cached_property
    def _frame(self) -> tuple[float, float, float]:
        corners = [
            self._flat(longitude, latitude)
            for longitude in (self.west, self.east)
            for latitude in (self.south, min(max(0, self.south), self.north), self.north)
        ]
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        scale = min((_RIGHT - _LEFT) / wide, (_BOTTOM - _TOP) / high)
        left = (min(xs) + max(xs)) / 2 - (_LEFT + _RIGHT) / 2 / scale
        top = (min(ys) + max(ys)) / 2 + (_TOP + _BOTTOM) / 2 / scale
        return left, top, scale


def seen(marks: Sequence[Mark]) -> Field:
    """The part of the world that holds these cities."""
    xs, ys = [one.longitude for one in marks], [one.latitude for one in marks]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    x, y = max(0, (_LEAST[0] - wide) / 2), max(0, (_LEAST[1] - high) / 2)
    return Field(
        west=min(xs) - x,
        south=max(-75.0, min(ys) - y),
        east=max(xs) + x,
        north=min(80.0, max(ys) + y),
        width=_WIDTH,
        height=_HEIGHT,
        near=wide < _NEAR and high < _NEAR,
    )


def land(view: View) -> Markup:
    """The land of a view as one path, in tenths of a unit."""
    drawn = "".join(path for _code, path in world.land(view))
    return Markup('<path d="{}"/>').format(drawn)


def drawn(marks: Sequence[Mark]) -> Drawing:
    """The cities, each with its mark; names where they hide nothing."""
    view = seen(marks)
    placed = [(one, *view.at(one.longitude, one.latitude)) for one in marks]
    taken = [_around(x, y, _size(one)) for one, x, y in placed]
    spots = []
    # The host first, then where most was read: theirs are the names that find room.
    for one, x, y in sorted(placed, key=lambda entry: _weight(entry[0])):
        places = list(_places(one, x, y))
        free = (place for place in places if _free(place, taken))
        # The host's name is always there, over its neighbours if it has to be.
        found = next(free, places[0] if one.main and places else None)
        if found:
            taken.append(found[0])
        spots.append(_spot(one, x, y, found))
    return Drawing(view.width, view.height, tuple(reversed(spots)))


def _weight(one: Mark) -> tuple[bool, int, str]:
    return not one.main, -one.practices, one.slug


def _size(one: Mark) -> float:
    return _MAIN if one.main else _DOT


def _spot(one: Mark, x: float, y: float, place: tuple[Box, float, float, str] | None) -> Spot:
    size = _size(one)
    path = drawing.mark(one.theme or "cohesion", x - size / 2, y - size / 2, size)
    _, at_x, at_y, anchor = place or ((0, 0, 0, 0), 0.0, 0.0, "start")
    return Spot(path, one.theme or "none", one.main, one.name if place else "", at_x, at_y, anchor)


def _places(one: Mark, x: float, y: float) -> Iterable[tuple[Box, float, float, str]]:
    """Where its name may stand: right, left, above, below; inside the drawing."""
    wide, gap = lettering.width(one.name, STRONG, _SIZE), _size(one) / 2 + 5
    for at_x, at_y, anchor in (
        (x + gap, y + _SIZE * 0.35, "start"),
        (x - gap, y + _SIZE * 0.35, "end"),
        (x, y - gap, "middle"),
        (x, y + gap + _SIZE * 0.75, "middle"),
    ):
        left = at_x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = (left - 3, at_y - _SIZE * 0.8, left + wide + 3, at_y + _SIZE * 0.25)
        if _clear(box):
            yield box, at_x, at_y, anchor


def _clear(box: Box) -> bool:
    """Whether a name stands inside the margins, below the head and above the foot."""
    left, top, right, bottom = box
    return left > 45 and top > _TOP - 25 and right < _WIDTH - 45 and bottom < _BOTTOM + 20


def _around(x: float, y: float, size: float) -> Box:
    return x - size / 2, y - size / 2, x + size / 2, y + size / 2


def _free(place: tuple[Box, float, float, str], taken: list[Box]) -> bool:
    box = place[0]
    return not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )
