"""A picture whole: its statement, the drawing, and below it whose work it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dashboard.i18n import _, language
from dashboard.pictures import lettering
from dashboard.pictures.drawing import DARK, LIGHT, Canvas, text
from dashboard.pictures.lettering import STRONG, TEXT, TITLE, Face
from dashboard.pictures.told import Told

FITS = {"page": 1200, "column": 600, "phone": 320}  # units: a page, a column, a phone


@dataclass(frozen=True)
class Look:
    """On light or dark paper, for a page, a column or a phone."""

    dark: bool = False
    fit: str = "page"

    @property
    def width(self) -> int:
        """In units of the picture."""
        return FITS[self.fit]


@dataclass(frozen=True)
class Room:
    """Where a drawing stands, and the sizes of its words."""

    x: float
    y: float
    width: float
    fit: str

    @property
    def small(self) -> bool:
        """Less than a page."""
        return self.fit != "page"

    @property
    def narrow(self) -> bool:
        """So little that labels stand above what they name."""
        return self.fit == "phone"

    @property
    def marks(self) -> float:
        """How large marks are, to those of a page."""
        return {"page": 1.0, "column": 0.9, "phone": 0.72}[self.fit]

    @property
    def title(self) -> float:
        """The size of the statement."""
        return {"page": 46, "column": 30, "phone": 23}[self.fit]

    @property
    def label(self) -> float:
        """The size of labels."""
        return {"page": 20, "column": 17, "phone": 14.5}[self.fit]

    @property
    def note(self) -> float:
        """The size of what is said beside."""
        return {"page": 17, "column": 15, "phone": 13}[self.fit]


@dataclass(frozen=True)
class Table:
    """The same numbers for those who do not see, or who take them along."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class Subject:
    """What one picture says: its statement, what a number in it counts, and how it is drawn."""

    title: str
    counted: str
    table: Table
    draw: Callable[[Canvas, Room], float]  # gives where it ends
    notes: tuple[str, ...] = ()  # in small below: of the borders, of the regions


@dataclass(frozen=True)
class Picture:
    """A picture, and what it says in words and as a table."""

    name: str
    title: str
    alt: str
    table: Table
    width: int
    height: int
    credit: str
    address: str
    drawn: str  # without its letters: for a program that has them
    used: tuple[tuple[Face, str], ...]

    @cached_property
    def svg(self) -> str:
        """The drawing with the letters it uses: for everybody else."""
        letters = f"</desc><style>{lettering.embedded(self.used)}</style>"
        return self.drawn.replace("</desc>", letters, 1)


def composed(name: str, subject: Subject, told: Told, look: Look, address: str) -> Picture:
    """The picture of a subject; `address` leads to the page that has it live."""
    canvas = Canvas(DARK if look.dark else LIGHT)
    margin = {"page": 48, "column": 24, "phone": 14}[look.fit]
    room = look.width - 2 * margin
    top = _head(canvas, subject, told, Room(margin, margin, room, look.fit))
    end = subject.draw(canvas, Room(margin, top, room, look.fit))
    end = _foot(canvas, subject, told, address, Room(margin, end, room, look.fit))
    height = round(end + margin * 0.75)
    parts = (_ended(subject.title), told.question, subject.counted)
    alt = " ".join(part for part in parts if part)
    return Picture(
        name=name,
        title=subject.title,
        alt=alt,
        table=subject.table,
        width=look.width,
        height=height,
        credit=told.credit,
        address=address,
        drawn=markup(canvas, subject.title, f"{alt} {told.credit}", look.width, height),
        used=tuple(canvas.used),
    )


def markup(canvas: Canvas, title: str, description: str, width: int, height: int) -> str:
    """The drawing as SVG: words are words, nothing is fetched, nothing runs."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" lang="{language()}" xml:lang="{language()}" '
        'role="img" aria-labelledby="title description">'
        f'<title id="title">{text(title)}</title><desc id="description">{text(description)}</desc>'
        f"{canvas.definitions()}"
        f'<rect width="{width}" height="{height}" fill="{canvas.inks.paper}"/>'
        f"{''.join(canvas.parts)}</svg>\n"
    )


# Head and foot ----------------------------------------------------------------------------------


def _head(canvas: Canvas, subject: Subject, told: Told, room: Room) -> float:
    size = room.title
    canvas.box(room.x, room.y - 2, room.width, 2, canvas.inks.ink)
    statement = lettering.balanced(subject.title, TITLE, size, room.width)
    y = room.y + size * 1.12
    y = canvas.block(statement, room.x, y, size=size, leading=size * 1.1, face=TITLE)
    size = room.label
    sentences = " ".join(part for part in (told.question, subject.counted) if part)
    broken = lettering.balanced(sentences, TEXT, size, min(room.width, size * 50))
    y += size * 2.1
    y = canvas.block(broken, room.x, y, size=size, leading=size * 1.42, ink=canvas.inks.muted)
    return y + size * 1.7


def _foot(canvas: Canvas, subject: Subject, told: Told, address: str, room: Room) -> float:
    size = room.note
    y = room.y + size * 1.2
    canvas.line(room.x, y, room.x + room.width, y)
    y += size * 1.7
    counts = _("Counts measure what was read, never the city.")
    broken = lettering.lines(counts, STRONG, size, room.width)
    y = canvas.block(broken, room.x, y, size=size, leading=size * 1.4, face=STRONG)
    small = size - 1
    rest = lettering.balanced(" ".join((told.credit, *subject.notes)), TEXT, small, room.width)
    rest += _broken(address, small, room.width)
    y += small * 1.5
    return canvas.block(rest, room.x, y, size=small, leading=small * 1.45, ink=canvas.inks.muted)


def _broken(address: str, size: float, room: float) -> list[str]:
    """An address in lines; it breaks after its own signs, so that it can be typed."""
    told: list[str] = []
    for piece in re.findall(r"[^/?&]*[/?&]|[^/?&]+", address):
        longer = f"{told[-1]}{piece}" if told else piece
        if told and lettering.width(longer, TEXT, size) <= room:
            told[-1] = longer
        else:
            told.append(piece)
    return told


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
