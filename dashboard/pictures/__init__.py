"""Charts and the map as pictures: SVG and PNG, with credit and counts inside, in four languages."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.catalogue.filters import Filters
from dashboard.i18n import _
from dashboard.pictures import atlas, charts, png, told
from dashboard.pictures.drawing import Canvas
from dashboard.pictures.page import Look, Picture, Room, Subject, Table, composed
from dashboard.pictures.told import LICENCE, Told

__all__ = ["LICENCE", "NAMES", "WIDTHS", "Look", "Picture", "Told", "as_png", "of", "told", "title"]

_SUBJECTS: dict[str, Callable[[Told], Subject]] = {
    "map": atlas.cities,
    "countries": atlas.countries,
    "themes": charts.themes,
    "regions": charts.regions,
    "starts": charts.starts,
    "evidence": charts.evidence,
}
NAMES = tuple(_SUBJECTS)
WIDTHS = (1200, 2400)  # pixels of a PNG


def of(
    name: str,
    counts: Told | Filters,
    look: Look = Look(),  # noqa: B008 - frozen
    address: str = "",
) -> Picture:
    """A picture in the reader's language; `address` is where its numbers are found live."""
    counted = told.of(counts) if isinstance(counts, Filters) else counts
    subject = _nothing(counted) if counted.nothing else _SUBJECTS[name](counted)
    return composed(name, subject, counted, look, address)


def as_png(picture: Picture, width: int = WIDTHS[0]) -> bytes:
    """The picture in pixels, with title, credit and address in the file as well."""
    drawn = png.drawn(picture.drawn, picture.width, picture.height, width)
    return png.signed(
        drawn,
        {
            "Title": picture.title,
            "Description": picture.alt,
            "Copyright": picture.credit,
            "Source": picture.address,
        },
    )


def title(name: str) -> str:
    """What a picture shows, for a list of them."""
    return {
        "map": _("Map of the cities"),
        "countries": _("Map of the countries"),
        "themes": _("Theme and topic"),
        "regions": _("Regions of the world"),
        "starts": _("When they began"),
        "evidence": _("How well it is known"),
    }[name]


def _nothing(_counted: Told) -> Subject:
    """A hatched field: nothing was read that matches."""

    def field(canvas: Canvas, room: Room) -> float:
        high = room.width * 0.2
        canvas.hatch(room.x, room.y, room.width, high)
        return room.y + high

    return Subject(
        title=_("Nothing was read yet that matches"),
        counted=_("An empty place is one that nobody has read about yet."),
        table=Table((), ()),
        draw=field,
    )
