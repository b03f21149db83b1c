"""A small map of one place: land, borders, its point, and a few towns around to know it by."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dashboard.catalogue import geography
from dashboard.catalogue.geography import Place
from dashboard.components.markup import text
from dashboard.i18n import _, language

_ROOT = Path(__file__).parents[3]
_FINE = _ROOT / "dashboard" / "static" / "built" / "world-50m.geojson"
_COARSE = _ROOT / "data" / "geography" / "world-110m.geojson"

WIDTH, HEIGHT = 560, 300
TALL = 6.0  # degrees from top to bottom: about 660 km
MARGIN = 3.0  # degrees around, so that a border that leaves the frame leaves it straight
TOWNS, APART = 5, 70  # how many to know it by, and how far apart in pixels

Ring = list[list[float]]
Box = tuple[float, float, float, float]


class _Frame:
    """From degrees to pixels round one place."""

    def __init__(self, place: Place) -> None:
        self.scale = HEIGHT / TALL
        self.narrow = max(math.cos(math.radians(place.latitude)), 0.2)
        self.longitude, self.latitude = place.longitude, place.latitude
        wide = WIDTH / self.scale / self.narrow / 2
        self.box: Box = (
            self.longitude - wide, self.latitude - TALL / 2,
            self.longitude + wide, self.latitude + TALL / 2,
        )  # fmt: skip

    def pixels(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.longitude) * self.scale * self.narrow
        return round(x, 1), round(HEIGHT / 2 - (latitude - self.latitude) * self.scale, 1)


def drawn(place: Place, name: str) -> str:
    """The map as markup; its words say where the place lies for whoever does not see it."""
    frame = _Frame(place)
    land = "".join(f'<path d="{_path(ring, frame)}"/>' for ring in _rings(frame.box))
    told = text(_("Map: {city} and the land around it").format(city=name))
    x, y = WIDTH / 2, HEIGHT / 2
    return (
        f'<figure class="place-map"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{told}"><g class="place-land" fill-rule="evenodd">{land}</g>'
        f'<g class="place-towns">{"".join(_towns(place, frame))}</g>'
        f'<circle class="place-point" cx="{x}" cy="{y}" r="7"/>'
        f'<text class="place-name" x="{x + 13}" y="{y + 5}">{text(name)}</text></svg></figure>'
    )


def _towns(place: Place, frame: _Frame) -> Iterator[str]:
    """The largest towns in the frame, none on top of another or of the name."""
    west, south, east, north = frame.box
    places = geography.places()
    near = places[
        places["longitude"].between(west, east)
        & places["latitude"].between(south, north)
        & (places["place_id"] != place.place_id)
    ].nlargest(40, "population")
    taken = [(WIDTH / 2, HEIGHT / 2), (WIDTH / 2 + APART, HEIGHT / 2)]
    for place_id in near["place_id"]:
        town = geography.by_id(int(place_id))
        x, y = frame.pixels(town.longitude, town.latitude)
        inside = 20 < x < WIDTH - 110 and 20 < y < HEIGHT - 20
        if len(taken) >= TOWNS + 2 or not inside or _too_near(x, y, taken):
            continue
        taken += [(x, y)]
        name = text(town.names.get(language()) or town.name)
        yield f'<circle cx="{x}" cy="{y}" r="3"/><text x="{x + 7}" y="{y + 4}">{name}</text>'


def _too_near(x: float, y: float, taken: list[tuple[float, float]]) -> bool:
    return any(abs(x - a) < 1.8 * APART and abs(y - b) < APART / 3 for a, b in taken) or any(
        math.hypot(x - a, y - b) < APART * 0.7 for a, b in taken
    )


# Land -------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _land() -> tuple[tuple[Box, Ring], ...]:
    """Every outline of the world with the box it lies in; the finer drawing where it was made."""
    file = _FINE if _FINE.exists() else _COARSE
    world = json.loads(file.read_text(encoding="utf-8"))
    found = []
    for feature in world["features"]:
        shape = feature["geometry"]
        several = shape["type"] == "MultiPolygon"
        for polygon in shape["coordinates"] if several else [shape["coordinates"]]:
            for ring in polygon:
                xs, ys = [one[0] for one in ring], [one[1] for one in ring]
                found.append(((min(xs), min(ys), max(xs), max(ys)), ring))
    return tuple(found)


def _rings(box: Box) -> Iterator[Ring]:
    west, south, east, north = box
    for (left, low, right, high), ring in _land():
        if left <= east and right >= west and low <= north and high >= south:
            yield ring


def _path(ring: Ring, frame: _Frame) -> str:
    """An outline in the frame and a little around it: what lies far off is drawn at its edge."""
    west, south, east, north = frame.box
    points: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        point = frame.pixels(
            min(max(longitude, west - MARGIN), east + MARGIN),
            min(max(latitude, south - MARGIN), north + MARGIN),
        )
        if not points or points[-1] != point:
            points.append(point)
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"
