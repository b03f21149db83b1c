"""Cities like one city: in words, as small bars, as a table; never as a score."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, navigation, state, words
from dashboard.catalogue.filters import PARAMETERS, Filters
from dashboard.catalogue.geography import Place
from dashboard.catalogue.peers import (
    ELSEWHERE,
    SAME_CONTINENT,
    SAME_COUNTRY,
    Found,
    Peer,
    Ranking,
    Term,
)
from dashboard.components import markup, practice_card, practice_sheet
from dashboard.components.markup import lang, text
from dashboard.i18n import _, language, listed, n_, number, percent

ABOUT_AS_LARGE = 1.25  # up to a quarter larger or smaller two cities are about as large


def term(kind: str) -> str:
    """The name of one of the four terms."""
    return {
        "population": _("Inhabitants"),
        "region": _("Region"),
        "profile": _("Mix of themes"),
        "distance": _("Distance"),
    }[kind]


def meaning(kind: str) -> str:
    """How a term is counted, in words."""
    return {
        "population": _(
            "As large is 0; ten times as large, or a tenth, is 0.5; a hundred times is 1."
        ),
        "region": _(
            "The same country is 0, the same region 0.33, the same continent 0.67, another one 1."
        ),
        "profile": _("The share of the practices read that would have to change their theme."),
        "distance": _("100 km is 0.1; 2,500 km is 0.5; 10,000 km or more is 1."),
    }[kind]


def told(peer: Peer, one: Term) -> str:
    """What a term says of a peer, in words."""
    if not one.known:
        return words.gap()
    return {"population": _size, "region": _region, "profile": _mix, "distance": _way}[one.kind](
        peer, one
    )


def _size(peer: Peer, one: Term) -> str:
    times = peer.times or 1.0
    if 1 / ABOUT_AS_LARGE <= times <= ABOUT_AS_LARGE:
        return _("about as large")
    if times > 1:
        return _("{times} times as large").format(times=number(times, 1))
    if times < 0.01:
        return _("less than a hundredth as large")
    return _("{share} as large").format(share=percent(times))


def _region(peer: Peer, one: Term) -> str:
    if peer.kinship == SAME_COUNTRY:
        return _("in the same country")
    region = words.label("region", peer.region)
    if peer.kinship == ELSEWHERE:
        return _("on another continent ({region})").format(region=region)
    if peer.kinship == SAME_CONTINENT:
        return _("on the same continent ({region})").format(region=region)
    return _("in the same region ({region})").format(region=region)


def _mix(peer: Peer, one: Term) -> str:
    if one.apart < 0.1:
        return _("the same mix of themes")
    return _("a similar mix of themes") if one.apart < 0.4 else _("another mix of themes")


def _way(peer: Peer, one: Term) -> str:
    return _("{km} km away").format(km=number(peer.km))


# The page ---------------------------------------------------------------------------------------


def head(place: Place | None) -> None:
    """The title, what is known of the city, and what the page is for in one sentence."""
    title, known = _("Cities like yours"), ""
    if place:
        title = _("Cities like {city}").format(city=name_of(place))
        known = f'<p class="place">{_about(place)}</p>'
    purpose = _(
        "Who is as large, as near or in the same part of the world, and what did they try? "
        "You say what counts."
    )
    markup.html(
        f'<header class="peers-head"><h1 class="page-title">{text(title)}</h1>{known}'
        f'<p class="standfirst">{text(purpose)}</p></header>'
    )


def name_of(place: Place) -> str:
    """The place's name in the reader's language."""
    return place.names.get(language()) or place.name


def _about(place: Place) -> str:
    """Where the place lies and how large it is, with a link to its page where it has one."""
    people = words.population(place.population) if place.population else ""
    country = words.label("country", place.country)
    told = _("{country}, {inhabitants}").format(country=country, inhabitants=people)
    shown = [text(told if people else country)]
    if place.slug in cached.city_names(language()):
        href = navigation.address("city", language(), id=place.slug, pick=state.picks())
        shown.append(markup.link(href, _("What the catalogue holds of it")))
    return " · ".join(shown)


def show(
    ranking: Ranking,
    problem: Filters,
    practices: dict[str, tuple[Found, ...]],
    counts: dict[str, int],
) -> None:
    """The peers: as a sentence, at length, and as a table with how likeness is counted."""
    scale = _("A short bar is alike, a full one as far apart as it gets; beside it, × its weight.")
    markup.html(
        '<div class="peers-sentence">'
        f'<p class="sentence" role="status">{text(sentence(ranking, problem))}</p>'
        f'<p class="note">{text(scale)} {text(_left_out(ranking))}</p></div>'
    )
    practice_card.show(at_length(ranking, practices, counts), key="peers")
    with st.expander(_("The same as a table, and how likeness is counted"), key="peer_table"):
        markup.html(explained(ranking) + table(ranking))


def _left_out(ranking: Ranking) -> str:
    """A word where the place cannot be compared by its themes."""
    if ranking.profile:
        return ""
    return _(
        "The mix of themes is left out, since no practice of this city was read; "
        "choose a theme to count it."
    )


# In brief ---------------------------------------------------------------------------------------


def brief(ranking: Ranking) -> str:
    """The peers as a list, each with its likeness as a sentence."""
    rows = "".join(
        f"<li><h3 class='card-title'>{_city(one)}</h3>"
        f'<p class="note">{text(_country(one))}. {text(_likeness(one))}</p></li>'
        for one in ranking.peers
    )
    return f'<ul class="peers-brief">{rows}</ul>'


def _city(peer: Peer) -> str:
    href = navigation.address("city", language(), id=peer.slug, pick=state.picks())
    return markup.link(href, peer.name)


def _country(peer: Peer) -> str:
    return words.label("country", peer.country)


def _likeness(peer: Peer) -> str:
    parts = listed([told(peer, one) for one in peer.terms if one.weight])
    return _("{reasons}.").format(reasons=parts[:1].upper() + parts[1:])


def sentence(ranking: Ranking, problem: Filters) -> str:
    """The order in one sentence."""
    first = listed([one.name for one in ranking.peers[:3]])
    if ranking.considered == 1:
        told = _("One other city has a practice on this: {first}.")
    elif problem.empty:
        told = n_(
            "Of {count} city whose practices were read, those most like {city} are {first}.",
            "Of {count} cities whose practices were read, those most like {city} are {first}.",
            ranking.considered,
        )
    else:
        told = n_(
            "{count} other city has a practice on this; those most like {city} are {first}.",
            "{count} other cities have a practice on this; those most like {city} are {first}.",
            ranking.considered,
        )
    return told.format(city=name_of(ranking.place), first=first)


# At length --------------------------------------------------------------------------------------


def at_length(
    ranking: Ranking, practices: dict[str, tuple[Found, ...]], counts: dict[str, int]
) -> str:
    """The peers one under the other: the city, its terms as bars, its practices on the problem."""
    rows = "".join(
        _row(one, practices.get(one.slug, ()), counts.get(one.slug, 0)) for one in ranking.peers
    )
    return f'<ol class="peers">{rows}</ol>'


def _row(peer: Peer, practices: tuple[Found, ...], count: int) -> str:
    people = words.population(peer.population) if peer.population else _("inhabitants not stated")
    bars = "".join(_bar(peer, one) for one in peer.terms if one.weight)
    return (
        f'<li class="peer"><div class="peer-city"><h2 class="peer-name">{_city(peer)}</h2>'
        f'<p class="place">{text(_country(peer))}</p><p class="note">{text(people)}</p></div>'
        f'<dl class="peer-terms">{bars}</dl>'
        f'<div class="peer-practices">{_practices(peer, practices, count)}</div></li>'
    )


def _bar(peer: Peer, one: Term) -> str:
    """One term: its name, a bar that grows with the distance, the words and the sum behind it."""
    sum_in_words = _("{apart} × {weight}").format(apart=_share(one.apart), weight=one.weight)
    kind = "apart" if one.known else "apart apart-unknown"
    return (
        f"<div><dt>{text(term(one.kind))}</dt>"
        f'<dd><span class="{kind}" aria-hidden="true">'
        f'<span style="width:{one.apart * 100:.1f}%"></span></span>'
        f'<span class="apart-words">{text(told(peer, one))}</span>'
        f'<span class="apart-sum">{text(sum_in_words)}</span></dd></div>'
    )


def _share(apart: float) -> str:
    return number(apart, 2, fixed=True)


def _practices(peer: Peer, practices: tuple[Found, ...], count: int) -> str:
    rows = "".join(map(_practice, practices))
    rest = count - len(practices)
    if rest > 0:
        href = navigation.address("explore", language(), **{**_problem(), "city": [peer.slug]})
        rows += f"<li>{markup.link(href, n_('{count} more', '{count} more', rest))}</li>"
    return f'<ul class="peer-list">{rows}</ul>'


def _problem() -> dict[str, list[str]]:
    """What of the address tells the problem, to be carried on."""
    return {name: found for name, found in state.query().items() if name in PARAMETERS.values()}


def _practice(one: Found) -> str:
    since = f" {text(one.start_year)}" if one.start_year else ""
    link = practice_sheet.opening(one.slug, one.title.words)
    title = f"<span{lang(one.title.language)}>{link}</span>"
    label = text(words.label("theme", one.main_theme))
    return (
        f'<li>{markup.mark(one.main_theme)}<span class="unseen">{label}: </span>'
        f'{title}<span class="note">{since}</span></li>'
    )


# The same as a table ----------------------------------------------------------------------------


def table(ranking: Ranking) -> str:
    """The same as a table: each term, its weight, and the mean that orders the list."""
    terms = [one for one in ranking.peers[0].terms if one.weight]
    heads = [_("City"), _("Country"), _("Inhabitants"), _("Kilometres")]
    heads += [
        _("{term}, × {weight}").format(term=term(one.kind), weight=one.weight) for one in terms
    ]
    heads.append(_("Together"))
    numbers = ["", "", *[' class="number"'] * (len(heads) - 2)]
    head = "".join(
        f'<th scope="col"{css}>{text(one)}</th>' for one, css in zip(heads, numbers, strict=True)
    )
    body = "".join(_table_row(one) for one in ranking.peers)
    label = text(_("Peers as a table"))
    return (
        f'<div class="table-wrap" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="plain peers-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _table_row(peer: Peer) -> str:
    people = text(number(peer.population)) if peer.population else markup.gap()
    numbers = [people, text(number(peer.km))]
    numbers += [
        text(_share(one.apart)) if one.known else markup.gap() for one in peer.terms if one.weight
    ]
    numbers.append(f"<b>{text(_share(peer.apart))}</b>")
    cells = "".join(f'<td class="number">{one}</td>' for one in numbers)
    return f'<tr><th scope="row">{_city(peer)}</th><td>{text(_country(peer))}</td>{cells}</tr>'


def explained(ranking: Ranking) -> str:
    """How likeness is counted, and what it does not say."""
    rows = "".join(
        f"<div><dt>{text(term(one.kind))}</dt><dd>{text(meaning(one.kind))}</dd></div>"
        for one in ranking.peers[0].terms
    )
    rule = _(
        "Each term lies between 0 (alike) and 1 (as far apart as it gets), is multiplied by its "
        "weight, and the mean of them orders the list. What no source states counts as far apart. "
        "Likeness says whose experience may fit yours; it says nothing of how well a city does."
    )
    return f'<p class="note">{text(rule)}</p><dl class="facts peer-meaning">{rows}</dl>'
