"""An item as one A4 page: what fits is said, and the code leads to the rest."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.i18n import _, listed
from dashboard.pictures import lettering
from dashboard.pictures.lettering import TITLE
from dashboard.taking_home.items import Item, Reply
from dashboard.web import qr
from dashboard.web.plain import told
from dashboard.web.plain.told import Figure, Said

# Of the page in millimetres: how wide a line is, and how high a title may be that is alone there,
# or has words and a figure below it.
_WIDE, _HIGH, _HIGH_WITH_MORE = 178.0, 112.0, 50.0
_LARGEST, _LARGEST_WITH_MORE, _SMALLEST, _STEP = 27.0, 19.0, 5.0, 0.5
_LINE = 1.12  # of the letters' size
_ROOM = 0.94  # of a line: another browser sets letters a little wider
_MOST_REPLIES, _MOST_OF_REPLY = 3, 230  # whose words fit; of more cities the standing alone
_MOST_LEAD = 620


@dataclass(frozen=True)
class Poster:
    """All that stands on the page; `code` is '' where no living house is known."""

    kind: str
    theme: str
    place: str
    title: Said
    size: float  # of the title, in millimetres
    lead: Said | None
    figure: Figure | None
    replies: tuple[Reply, ...]
    lines: tuple[str, ...]
    verb: str
    href: str
    readable: str
    code: Markup | str


def of(one: Item, base: str) -> Poster:
    """The poster of an item; `base` is the address of a living house in this language, or ''."""
    href = f"{base}/{one.address}" if base else ""
    return Poster(
        kind=one.kind,
        theme=one.theme,
        place=one.place or (one.above.words if one.above else ""),
        title=one.title,
        size=size(one.title.words, alone=_alone(one)),
        lead=_shortened(one.lead, _MOST_LEAD) if one.lead else None,
        figure=one.figures[0] if one.figures else None,
        replies=_replies(one.replies),
        lines=_lines(one),
        verb=one.verb,
        href=href,
        readable=told.readable(href) if href else "",
        code=Markup(qr.svg(href)) if href else "",  # noqa: S704 - drawn by us from an address
    )


def size(title: str, *, alone: bool) -> float:
    """How large a title is set, in millimetres: the largest at which its lines have room."""
    high = _HIGH if alone else _HIGH_WITH_MORE
    most = _LARGEST if alone else _LARGEST_WITH_MORE
    longest = max((lettering.width(word, TITLE, 1) for word in title.split()), default=1.0)
    found = min(most, _ROOM * _WIDE / max(longest, 1.0))
    while found > _SMALLEST and _high(title, found) > high:
        found -= _STEP
    return round(max(_SMALLEST, found), 1)


def _high(title: str, size: float) -> float:
    return _LINE * size * len(lettering.lines(title, TITLE, size, _ROOM * _WIDE))


def _alone(one: Item) -> bool:
    return not (one.lead or one.figures or one.replies)


def _replies(found: tuple[Reply, ...]) -> tuple[Reply, ...]:
    if len(found) > _MOST_REPLIES:
        return tuple(Reply(r.city, r.standing, None, "", r.sign, r.silent) for r in found)
    return tuple(
        Reply(
            one.city, one.standing, _shortened(one.said, _MOST_OF_REPLY) if one.said else None,
            one.signed, one.sign, one.silent,
        )
        for one in found
    )  # fmt: skip


def _shortened(said: Said, most: int) -> Said:
    """The words up to the last one that fits."""
    if len(said.words) <= most:
        return said
    cut = said.words[:most].rsplit(maxsplit=1)[0]
    return Said(f"{cut} …", said.lang, said.notes)


def _lines(one: Item) -> tuple[str, ...]:
    """What stands at the foot: how sure it is, what is known, where it was read."""
    facts = [
        _("{label}: {share}").format(label=fact.term, share=fact.words)
        for fact in one.facts
        if fact.words and not fact.aside
    ]
    return tuple(line for line in (one.quoted, " · ".join(facts), _read(one), one.house) if line)


def _read(one: Item) -> str:
    hosts = list(dict.fromkeys(each.host or each.title for each in one.sources))[:3]
    return _("Read at: {pages}").format(pages=listed(hosts)) if hosts else ""
