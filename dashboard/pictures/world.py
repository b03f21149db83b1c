"""The land of a map: which part of the world is looked at, and its shores on the paper."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[2] / "data" / "geography"
_BUILT = Path(__file__).parents[1] / "static" / "built"
_NEAR = (60.0, 36.0)  # degrees: cities within are looked at from near
_LEAST = (9.0, 6.0)  # degrees shown at least, so that a city has a neighbourhood
_INSIDE = 0.975  # of the field: a mark at the edge is seen whole
_STEP = 0.6  # units: a shore is drawn no finer

Point = tuple[float, float]


@dataclass(frozen=True)
class View:
    """A part of the world on a field of the paper; from far in equal areas, from near in shape."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float
    near: bool

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the field."""
        x, y = self._flat(longitude, latitude)
        left, top, scale = self._frame
        return (x - left) * scale, (top - y) * scale

    def _flat(self, longitude: float, latitude: float) -> Point:
        return _mercator(longitude, latitude) if self.near else _equal_earth(longitude, latitude)

    @cached_property
    def _frame(self) -> tuple[float, float, float]:
        """The left and top edge before scaling, and the scale; what is asked for is centred."""
        corners = [
            self._flat(longitude, latitude)
            for longitude in (self.west, self.east)
            for latitude in (self.south, min(max(0, self.south), self.north), self.north)
        ]
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        scale = min(self.width / wide, self.height / high) * _INSIDE
        left = (min(xs) + max(xs)) / 2 - self.width / scale / 2
        top = (min(ys) + max(ys)) / 2 + self.height / scale / 2
        return left, top, scale


def view(places: Sequence[Point], width: float, small: bool) -> View:
    """The part of the world that holds these places (longitude, latitude); else the whole."""
    box = _box(places)
    if box is None:
        return View(-170, -56, 180, 77, width, round(width * 0.46), near=False)
    return View(*box, width=width, height=round(width * (0.8 if small else 0.55)), near=True)


def _box(places: Sequence[Point]) -> tuple[float, float, float, float] | None:
    if not places:
        return None
    xs, ys = [x for x, _y in places], [y for _x, y in places]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if wide > _NEAR[0] or high > _NEAR[1] or max(map(abs, ys)) > 70:
        return None
    x = max(wide * 0.14, (_LEAST[0] - wide) / 2)
    y = max(high * 0.16, (_LEAST[1] - high) / 2)
    return min(xs) - x, min(ys) - y, max(xs) + x, max(ys) + y


@lru_cache(maxsize=64)
def land(seen: View) -> tuple[tuple[str, str], ...]:
    """Each country in view as (code, path); what has no code of ours has an empty one."""
    return tuple(
        (code, drawn)
        for code, rings in _countries(seen.near)
        if (drawn := "".join(_drawn(ring, seen) for ring in rings))
    )


def _drawn(ring: Sequence[Point], seen: View) -> str:
    """A ring as a path in tenths of a unit; empty where it lies out of view or is a speck."""
    points = list(_thinned([seen.at(*point) for point in ring]))
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    outside = max(xs) < 0 or min(xs) > seen.width or max(ys) < 0 or min(ys) > seen.height
    if outside or len(points) < 4 or max(max(xs) - min(xs), max(ys) - min(ys)) < 1.2:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = (
        f"{x - before_x} {y - before_y}"
        for (before_x, before_y), (x, y) in zip(tenths, tenths[1:], strict=False)
    )
    return f"M{tenths[0][0]} {tenths[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _thinned(points: Sequence[Point]) -> Iterator[Point]:
    kept = points[0]
    yield kept
    for point in points[1:-1]:
        if math.dist(point, kept) >= _STEP:
            kept = point
            yield point


@lru_cache(maxsize=2)
def _countries(fine: bool) -> tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]:
    name = _BUILT / "world-50m.geojson"
    file = name if fine and name.exists() else _DATA / "world-110m.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return tuple(
        (one["properties"]["id"] or "", tuple(_rings(one["geometry"]))) for one in features
    )


def _rings(geometry: dict[str, Any]) -> Iterable[tuple[Point, ...]]:
    shapes = geometry["coordinates"]
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    return (tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)


def _mercator(longitude: float, latitude: float) -> Point:
    bounded = math.radians(max(-84.0, min(84.0, latitude)))
    return math.radians(longitude), math.log(math.tan(math.pi / 4 + bounded / 2))


def _equal_earth(longitude: float, latitude: float) -> Point:
    """Šavrič, Patterson and Jenny 2018: countries keep their size among each other."""
    a1, a2, a3, a4, m = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3) / 2
    angle = math.asin(m * math.sin(math.radians(latitude)))
    square = angle * angle
    six = square**3
    x = (
        math.radians(longitude)
        * math.cos(angle)
        / (m * (a1 + 3 * a2 * square + six * (7 * a3 + 9 * a4 * square)))
    )
    return x, angle * (a1 + a2 * square + six * (a3 + a4 * square))
