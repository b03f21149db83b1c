"""A scene as markup: everything in it is escaped, and its code leads to the same on a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.exhibition import Scene
from dashboard.catalogue.record import Figure, Text
from dashboard.i18n import LANGUAGES, _, date, language, n_, number
from dashboard.web import qr, templates
from dashboard.web.plain import told
from dashboard.web.wall import geography, wording

_INK = ("welcome", "question", "voices", "overdue")  # on ink; conclusions and maps stand on paper
# From so many signs on a title is set smaller; the browser makes it smaller still where it must.
_SIZES = ((50, "xl"), (90, "l"), (150, "m"), (240, "s"))
_AMOUNTS = ((3, "l"), (5.5, "m"), (8.5, "s"), (99, "xs"))  # signs of a figure
_LONG_WORD = 16  # signs; a word longer than this may not fit a large line
MOST_SEATS = 8  # cities side by side; the others are counted
MOST_DOTS = 400  # voices drawn one by one; of more the number alone stands there


@dataclass(frozen=True)
class Said:
    """Words with their language where that is not the wall's."""

    words: str
    lang: str | None
    note: str


@dataclass(frozen=True)
class Number:
    """A figure: its amount and how large that is set, its unit, what it counts, its year."""

    amount: str
    symbol: str
    size: str
    unit: str
    label: Said
    about: str


@dataclass(frozen=True)
class Bench:
    """A city that was asked: its name, how it stands, until when, whether silent, its words."""

    name: str
    said: str
    due: str
    silent: bool
    answer: Said | None


@dataclass(frozen=True)
class Group:
    """Voices that say the same: how many, and the rows of their dots."""

    label: str
    count: str
    dots: tuple[int, int, int]  # full rows, dots in the last one, dots a row


def scene(one: Scene, origin: str) -> str:
    """One scene whole, in the language of the run."""
    return _scene(one, origin, language())


@lru_cache(maxsize=4096)
def _scene(one: Scene, origin: str, _language: str) -> str:
    mark, head = wording.head(one)
    title = Said(wording.map_title(one), None, "") if one.kind == "map" else _said(one.title)
    leads_to = f"{origin}/{language()}/{one.address}"
    markup = templates.filled(
        "wall/scene.html",
        one=one,
        tone=_tone(one),
        mark=mark,
        head=head,
        place=wording.place(one),
        title=title,
        size=size(title.words),
        body=[_said(text) for text in one.body],
        what=wording.what(one),
        city=wording.city(one),
        days=_days(one),
        counts=_counts(one),
        figure=_figure(one.figure) if one.figure else None,
        evidence=_evidence(one),
        since=words.years(one.year, one.ended) if one.year else "",
        map=geography.drawn(one.marks) if one.marks else None,
        seats=[
            Bench(
                seat.name,
                *wording.seat(seat),
                silent=seat.standing is None,
                answer=_said(seat.answer) if seat.answer else None,
            )
            for seat in one.seats
        ],
        groups=_groups(one),
        posts=[(_said(post.text), _who(post.name), date(post.day)) for post in one.posts],
        foot=wording.foot(one),
        verb=wording.verb(one),
        code=Markup(qr.svg(leads_to)),  # noqa: S704 - drawn by us from an address
        leads_to=leads_to,
        language=language(),
        say=_words(one),
    )
    return spoken.cleaned(markup)  # whoever wrote what of it: no sign acts on the page


def size(title: str) -> str:
    """How large a title is set: by its length, and one step less where a word is very long."""
    steps = [name for _most, name in _SIZES] + ["xs"]
    at = next((at for at, (most, _name) in enumerate(_SIZES) if len(title) <= most), len(_SIZES))
    longest = max((len(word) for word in title.split()), default=0)
    return steps[min(at + (longest > _LONG_WORD), len(_SIZES))]


def _tone(one: Scene) -> str:
    if one.kind in ("figure", "practice") and one.theme:
        return f"paint-{one.theme}"
    return "ink" if one.kind in _INK else "paper"


def _said(text: Text) -> Said:
    mine = text.language == language()
    note = "" if mine or text.language not in LANGUAGES else wording.in_language(text.language)
    ours = text.origin != "original"
    shown = re.sub(r"(?<=\w)'(?=\w)", "’", text.words) if ours else text.words
    return Said(shown, None if mine else text.language, note)


def _who(name: str | None) -> str:
    return name or _("An inhabitant")


def _days(one: Scene) -> str:
    if one.kind != "welcome" or not one.day:
        return ""
    if one.until:
        return _("{start} to {end}").format(start=date(one.day), end=date(one.until))
    return date(one.day)


def _counts(one: Scene) -> list[tuple[str, str]]:
    """The large numbers of a welcome, each with what it counts."""
    labels = {
        "cities": lambda n: n_("city took part", "cities took part", n),
        "countries": lambda n: n_("country", "countries", n),
        "workshops": lambda n: n_("workshop", "workshops", n),
        "practices": lambda n: n_("practice read", "practices read", n),
        "summits": lambda n: n_("summit of mayors taken part in",
                                "summits of mayors taken part in", n),
    }  # fmt: skip
    return [(number(count), labels[code](count)) for code, count in one.counts]


def _evidence(one: Scene) -> tuple[int, str] | None:
    if one.kind not in ("figure", "practice") or not one.code:
        return None
    return vocabulary.number("evidence", one.code) + 1, words.label("evidence", one.code)


def _groups(one: Scene) -> list[Group]:
    counted = one.counted
    if counted is None:
        return []
    groups = (
        (_("So in my street"), counted.so),
        (_("Not so in my street"), counted.not_so),
        (_("I do not know"), counted.unknown),
    )
    return [
        Group(label, number(count) if count else "", _dots(count or 0)) for label, count in groups
    ]


def _dots(count: int) -> tuple[int, int, int]:
    if not count or count > MOST_DOTS:
        return 0, 0, 0
    a_row = 25 if count <= 100 else 50
    return count // a_row, count % a_row, a_row


def _words(one: Scene) -> dict[str, str]:
    others = max(0, len(one.seats) - MOST_SEATS)
    return {
        "few": _("fewer than five, not shown"),
        "more": n_("And {count} other city", "And {count} other cities", others) if others else "",
    }


def _figure(one: Figure) -> Number:
    shown = told.figure(one)
    symbol = shown.unit if not shown.unit.isalpha() or len(shown.unit) < 3 else ""
    known = shown.label.words.casefold()
    unit = "" if symbol or shown.unit[:5].casefold() in known else shown.unit
    length = len(shown.number) + len(symbol) / 2
    about = [way.words for way in shown.about if way.href is None]
    return Number(
        amount=shown.number,
        symbol=symbol,
        size=next(name for most, name in _AMOUNTS if length <= most),
        unit=unit,
        label=_said(one.label),
        about=" · ".join(about),
    )
