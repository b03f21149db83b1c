"""One summit as a page: who came and signed, the programme, the declaration, each part."""

from __future__ import annotations

from collections import Counter

from dashboard import navigation, summit_words, words
from dashboard.catalogue.declarations import Matrix
from dashboard.catalogue.record import Text
from dashboard.catalogue.summits import Conflict, Declaration, Event, Guest, Stated, Summit
from dashboard.components import links, markup, summit_rooms
from dashboard.components.markup import text
from dashboard.i18n import _, date, language, listed, n_, number


def show(one: Summit, matrix: Matrix | None) -> None:
    """The whole page, top to bottom."""
    markup.html(_head(one))
    parts = [
        _ways(one),
        _facts(one),
        _guests(one),
        _programme(one),
        _declaration(one.declaration, matrix),
        summit_rooms.drawn(one),
        _outcomes(one),
        _exhibition(one),
        _conflicts(one),
        _sources(one),
    ]
    links.show(f'<article class="summit">{"".join(parts)}</article>', key="summit")


def preview(one: Summit) -> None:
    """The parts of a summit that nobody but its host sees yet."""
    parts = [
        _guests(one),
        _programme(one),
        _declaration(one.declaration, None),
        summit_rooms.drawn(one),
        _sources(one),
    ]
    markup.html(f'<article class="summit">{"".join(parts)}</article>')


# The head -----------------------------------------------------------------------------------------


def _head(one: Summit) -> str:
    place = " · ".join((words.label("country", one.country), summit_words.days(one)))
    figures = "".join(_figure(count, label) for count, label in summit_words.counts(one))
    pages = ", ".join(_pages(one.attendance.sources))
    source = f'<p class="note">{text(_("Source:"))} {pages}</p>' if pages else ""
    name = text(words.summit(one.code))
    return (
        f'<header class="summit summit-head"><h1 class="page-title">{name}</h1>'
        f'<p class="standfirst"{markup.lang(one.name.language)}>{text(one.name.words)}</p>'
        f'<p class="place">{text(place)}</p>{_slogan(one.slogan)}'
        f'<ul class="figures summit-figures">{figures}</ul>{source}</header>'
    )


def _figure(count: int | None, label: str) -> str:
    shown = markup.gap() if count is None else text(number(count))
    return (
        f'<li class="figure"><span class="figure-number">{shown}</span>'
        f'<span class="figure-label">{text(label)}</span></li>'
    )


def _slogan(told: Text | None) -> str:
    if told is None:
        return ""
    said = text(_("“{words}”").format(words=told.words))
    return f'<p class="summit-slogan"{markup.lang(told.language)}>{said}</p>'


def _ways(one: Summit) -> str:
    now = language()
    ways = []
    if one.declaration and one.declaration.points:
        matrix = navigation.address("matrix", now, id=one.code)
        ways.append((matrix, _("The declaration and its proof")))
    ways += [
        (f"/{now}/summit/{one.code}", _("Fact sheet")),
        (f"/{now}/wall/summit/{one.code}", _("The exhibition")),
        (f"/{now}/talk", _("Talk with inhabitants")),
        (navigation.address("explore", now, summit=one.code), _("What these cities have done")),
    ]
    drawn = (
        markup.link(href, told, "button button-primary" if at == 0 else "button")
        for at, (href, told) in enumerate(ways)
    )
    return f'<p class="actions">{"".join(drawn)}</p>'


def _facts(one: Summit) -> str:
    rows = [
        (_("Where"), said(one.venue)),
        (_("Form"), said(one.format)),
        (_("Host"), markup.or_gap(listed(list(one.hosts)))),
        (_("Cost"), _cost(one)),
    ]
    told = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="facts">{told}</dl>'


def _cost(one: Summit) -> str:
    if one.cost is None:
        return markup.gap()
    source = markup.outside(one.cost.source, host(one.cost.source))
    return f'{text(summit_words.cost(one.cost))} <span class="note">{source}</span>'


def said(told: Text | None) -> str:
    """A text with its note, or the hatch where nobody says it."""
    if told is None:
        return markup.gap()
    note = markup.language_note(told.language)
    return f"{markup.in_language(told.words, told.language)} {note}".rstrip()


def _pages(urls: tuple[str, ...]) -> list[str]:
    """Links to pages of others; several of one host are told apart by a number."""
    hosts, seen, found = [host(one) for one in urls], Counter[str](), []
    for name, url in zip(hosts, urls, strict=True):
        seen[name] += 1
        told = f"{name} ({number(seen[name])})" if hosts.count(name) > 1 else name
        found.append(markup.outside(url, told))
    return found


def host(url: str) -> str:
    """The host of an address, as people read it."""
    return url.split("/")[2].removeprefix("www.") if url.count("/") > 1 else url


# Who came, and what was on ------------------------------------------------------------------------


def _guests(one: Summit) -> str:
    told = [f'<p class="sentence">{text(summit_words.unnamed(one))}</p>']
    for heading, cities in summit_words.groups(one):
        names = "".join(f"<li>{_guest(each)}</li>" for each in cities)
        count = text(number(len(cities)))
        told.append(
            f'<h3>{text(heading)} <span class="summit-count">{count}</span></h3>'
            f'<ul class="summit-cities">{names}</ul>'
        )
    if one.attendance.note:
        told.append(f"<h3>{text(_('Notes of the researchers'))}</h3>")
        told.append(f'<p class="note">{said(one.attendance.note)}</p>')
    return markup.section("guests", _("Who came, who signed"), "".join(told), "room")


def _guest(one: Guest) -> str:
    name = markup.link(navigation.address("city", language(), id=one.slug), one.name)
    country = text(words.label("country", one.country))
    told = f"{name} <span>{country}</span>"
    return _("{city} (host)").replace("{city}", told) if one.hosted else told


def _programme(one: Summit) -> str:
    if not one.programme:
        body = markup.gap()
    else:
        body = f'<ol class="summit-programme">{"".join(map(_event, one.programme))}</ol>'
    return markup.section("programme", _("Programme"), body, "room")


def _event(one: Event) -> str:
    place = f" · <bdi>{text(one.place)}</bdi>" if one.place else ""
    return (
        f'<li><p class="label">{text(summit_words.event_days(one))}{place}</p>'
        f"<p>{markup.in_language(one.text.words, one.text.language)}</p>"
        f'<p class="note">{markup.language_note(one.text.language)} {text(_("Source:"))}'
        f" {markup.outside(one.source, host(one.source))}</p></li>"
    )


# The declaration ----------------------------------------------------------------------------------


def _declaration(one: Declaration | None, matrix: Matrix | None) -> str:
    title = _("The declaration, point by point")
    if one is None:
        told = _("No declaration of this summit is known from the sources read.")
        return markup.section("declaration", title, f'<p class="gap">{text(told)}</p>', "room")
    signed = [one.title, date(one.day) if one.day else ""]
    name = text(" · ".join(part for part in signed if part))
    if one.url:
        name += f" · {markup.outside(one.url, host(one.url))}"
    items = "".join(_point(number_, point, matrix) for number_, point in enumerate(one.points, 1))
    ours = text(_("The points in our words, not verbatim."))
    note = markup.language_note(one.points[0].language) if one.points else ""
    body = (
        f'<p class="place">{name}</p><ol class="summit-points">{items}</ol>'
        f'<p class="note">{ours} {note}</p>'
    )
    return markup.section("declaration", title, body if items else name + markup.gap(), "room")


def _point(at: int, point: Text, matrix: Matrix | None) -> str:
    way = ""
    if matrix and matrix.cities:
        proved = sum(bool(matrix.cell(at, city.slug).proofs) for city in matrix.cities)
        told = n_(
            "{count} of {all} cities that signed shows a practice for it",
            "{count} of {all} cities that signed show a practice for it",
            proved,
        ).replace("{all}", number(len(matrix.cities)))
        href = navigation.address("matrix", language(), id=matrix.summit, point=str(at))
        way = f'<span class="note">{markup.link(href, told)}</span>'
    return f"<li>{markup.in_language(point.words, point.language)}{way}</li>"


# What came of it ----------------------------------------------------------------------------------


def _outcomes(one: Summit) -> str:
    if not one.outcomes:
        return ""
    items = "".join(
        f"<li><p>{markup.in_language(each.text.words, each.text.language)}</p>"
        f'<p class="note">{text(each.city or "")} {text(_("Source:"))}'
        f" {markup.outside(each.source, host(each.source))}</p></li>"
        for each in one.outcomes
    )
    return markup.section(
        "outcomes", _("What came of it"), f'<ul class="summit-said">{items}</ul>', "room"
    )


def _exhibition(one: Summit) -> str:
    told = one.exhibition
    if told is None:
        return ""
    rows = ((_("Promised"), told.promised), (_("Announced"), told.announced))
    facts = "".join(
        f"<div><dt>{text(name)}</dt><dd>{said(words_)}</dd></div>" for name, words_ in rows
    )
    gap = summit_words.untraced(told)
    untraced = f'<p class="gap">{text(gap)}</p>' if gap else ""
    body = f'<dl class="facts">{facts}</dl>{untraced}'
    return markup.section("exhibition", _("The exhibition for inhabitants"), body, "room")


def _conflicts(one: Summit) -> str:
    if not one.conflicts:
        return ""
    how = text(
        _(
            "Each figure with who states it and when. None is marked as the right one: they count"
            " different things, at different times."
        )
    )
    body = f'<p class="note">{how}</p>' + "".join(map(_conflict, one.conflicts))
    return markup.section("conflicts", _("Where the sources disagree"), body, "room")


def _conflict(one: Conflict) -> str:
    lines = "".join(map(_stated, one.figures))
    heading = text(words.contested(one.about))
    return f'<h3>{heading}</h3><ul class="summit-stated">{lines}</ul>'


def _stated(one: Stated) -> str:
    unit = f" {summit_words.currency(one.value, one.currency)}" if one.currency else ""
    amount = f"{summit_words.precision(one)} {number(one.value)}{unit}".strip()
    by = text(words.stated_by(one.kind, one.stated_by, one.day))
    counted = markup.in_language(one.counts.words, one.counts.language)
    return (
        f"<li><b>{text(amount)}</b><span>{counted}"
        f'<span class="note">{by} · {markup.outside(one.source, host(one.source))}</span></span>'
        "</li>"
    )


def _sources(one: Summit) -> str:
    items = [markup.outside(url, readable(url)) for url in one.sources]
    return markup.section(
        "sources", _("Sources"), summit_rooms.listed(items), "room summit-sources"
    )


def readable(url: str) -> str:
    """An address without its scheme, as people read it."""
    return url.partition("://")[2].removeprefix("www.").partition("?")[0].rstrip("/") or url
