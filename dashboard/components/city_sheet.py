"""One city as a page: its facts, what it did, where it spoke, and the cities most like it."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import unquote, urlsplit

import streamlit as st

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.cities import Brief, City, Conclusion, Presence, Session, Speaker
from dashboard.catalogue.peers import Ranking
from dashboard.catalogue.record import Text
from dashboard.components import markup, peer_list, practice_card, practice_sheet
from dashboard.components.markup import lang, lines, text
from dashboard.i18n import _, date, language, n_, number

BESIDE = 3  # how many peers are laid beside it at one click


def show(city: City, peers: Ranking) -> None:
    """The whole page, top to bottom."""
    markup.html(_head(city))
    practice_card.show(_practices(city), key="city_practices")
    markup.html(_summits(city) + _sessions(city))
    _peers(city, peers)
    markup.html(_foot(city))


# The head ---------------------------------------------------------------------------------------


def _head(city: City) -> str:
    place = _("{country}, {region}").format(
        country=words.label("country", city.country), region=words.label("region", city.region)
    )
    facts = "".join(f"<li class='figure'>{one}</li>" for one in _four_facts(city))
    return (
        f'<header class="city-head"><h1 class="city-name">{text(city.name)}</h1>'
        f'<p class="place">{text(place)}</p>{_other_names(city)}'
        f'<ul class="figures city-facts">{facts}</ul></header>'
    )


def _four_facts(city: City) -> list[str]:
    return [
        _inhabitants(city),
        _attendance(city),
        _membership(city),
        _fact(
            number(len(city.practices)),
            n_("practice read", "practices read", len(city.practices)),
            _("what this catalogue holds, never all the city does"),
        ),
    ]


def _fact(large: str | None, label: str, source: str = "") -> str:
    shown = text(large) if large else markup.gap()
    return (
        f'<span class="figure-number">{shown}</span><span class="figure-label">{text(label)}</span>'
        f'<span class="figure-source">{text(source)}</span>'
    )


def _inhabitants(city: City) -> str:
    if city.population is None:
        return _fact(None, _("inhabitants"))
    said = _("Source: {source}, year not stated").format(source=city.population_source or "")
    return _fact(number(city.population), _("inhabitants"), said if city.population_source else "")


def _attendance(city: City) -> str:
    silent = sum(one.took_part is None and not one.signed for one in city.summits)
    attended = len(city.summits_attended)
    note = n_("not stated for {count} of them", "not stated for {count} of them", silent)
    if not attended:
        return _fact(None, _("summits of mayors taken part in"), "")
    told = n_(
        "summit of mayors taken part in, of {all}",
        "summits of mayors taken part in, of {all}",
        attended,
    ).replace("{all}", number(len(city.summits)))
    return _fact(number(attended), told, note if silent else "")


def _membership(city: City) -> str:
    label = _("of the observatory of mayors")
    if city.observatory_member is None:
        return _fact(None, _("member of the observatory of mayors"))
    return _fact(_("Member") if city.observatory_member else _("Not a member"), label)


def _other_names(city: City) -> str:
    if not city.other_names:
        return ""
    told = ", ".join(city.other_names)
    label = n_("{count} other name", "{count} other names", len(city.other_names))
    return (
        f'<details class="city-names"><summary>{text(label)}</summary>'
        f'<p class="note" translate="no">{text(told)}</p></details>'
    )


# Its practices ----------------------------------------------------------------------------------


def _practices(city: City) -> str:
    title = _("What it did")
    if not city.practices:
        told = _(
            "No practice of {city} has been read yet. That says nothing about the city; "
            "the cities most like it are below."
        ).format(city=city.name)
        return markup.section("practices", title, f'<p class="sentence">{text(told)}</p>', "room")
    groups = groupby(city.practices, key=lambda one: one.main_theme)
    body = "".join(_theme(theme, list(briefs)) for theme, briefs in groups)
    return markup.section("practices", title, body, "room")


def _theme(theme: str, briefs: list[Brief]) -> str:
    rows = "".join(map(_brief, briefs))
    return (
        f'<div class="bar bar-thin theme-{text(theme)} city-theme">'
        f"<h3>{markup.theme(theme)}</h3>"
        f'<ul class="city-practices">{rows}</ul></div>'
    )


def _brief(brief: Brief) -> str:
    since = text(brief.start_year) if brief.start_year else _small_gap(_("year not stated"))
    also = "".join(markup.theme(one) for one in brief.themes[1:])
    summary = f'<p class="card-text"{lang(brief.summary.language)}>{text(brief.summary.words)}</p>'
    return (
        f'<li><span class="since">{since}</span><div>'
        f'<h4 class="card-title"{lang(brief.title.language)}>'
        f"{practice_sheet.opening(brief.slug, brief.title.words)}</h4>{summary}"
        f'<p class="card-facts">{markup.evidence(brief.evidence)}{also}</p></div></li>'
    )


def _small_gap(told: str) -> str:
    return f'<span class="gap">{text(told)}</span>'


# Summits ----------------------------------------------------------------------------------------


def _summits(city: City) -> str:
    heads = (_("Summit"), _("Took part"), _("Signed the declaration"))
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    rows = "".join(map(_presence, city.summits))
    table = (
        f'<table class="plain city-summits"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return markup.section("summits", _("Summits of mayors"), table, "room")


def _presence(one: Presence) -> str:
    label = text(words.label("summit", one.summit))
    days = _("{start} to {end}").format(start=date(one.starts), end=date(one.ends))
    if one.hosted:
        took_part = text(_("yes, as host"))
    else:
        took_part = _yes_no(one.took_part)
    return (
        f'<tr><th scope="row">{label}<span class="note">{text(days)}</span></th>'
        f"<td>{took_part}</td><td>{_signed(one)}</td></tr>"
    )


def _signed(one: Presence) -> str:
    if one.declaration_title is None:
        return f'<span class="note">{text(_("no declaration known"))}</span>'
    # The declaration's title is kept in English only.
    title = f"<span{lang('en')}>{text(one.declaration_title)}</span>"
    if one.declaration_url:
        title = (
            f'<a href="{text(one.declaration_url)}" rel="noopener noreferrer external">{title}</a>'
        )
    return f'{_yes_no(one.signed)}<span class="note">{title}</span>'


def _yes_no(stated: bool | None) -> str:
    if stated is None:
        return markup.gap()
    return text(_("yes") if stated else _("no"))


# Workshops --------------------------------------------------------------------------------------


def _sessions(city: City) -> str:
    if not city.sessions:
        return ""
    body = f'<ul class="city-sessions">{"".join(map(_session, city.sessions))}</ul>'
    return markup.section("workshops", _("In the workshops"), body, "room")


def _session(one: Session) -> str:
    when = date(one.held_on) if one.held_on else _("date not stated")
    place = _("{summit}, {date}").format(summit=words.label("summit", one.summit), date=when)
    asked = lines([_in(one_question) for one_question in one.questions])
    concluded = (
        lines([_conclusion(two) for two in one.conclusions])
        if one.conclusions
        else f'<span class="gap">{text(_("no conclusion that names the city is on record"))}</span>'
    )
    rows = (
        (_("Asked"), _language_of(one.questions) + asked),
        (_("Spoke for the city"), _speakers(one)),
        (_("Reported of the city"), concluded),
    )
    told = "".join(f"<div><dt>{text(term)}</dt><dd>{value}</dd></div>" for term, value in rows)
    return (
        f'<li><div class="session-head"><h3 class="card-title"{lang(one.title.language)}>'
        f"{text(one.title.words)}</h3>"
        f'<p class="note">{text(place)}</p></div><dl class="facts">{told}</dl></li>'
    )


def _in(shown: Text) -> str:
    return markup.in_language(shown.words, shown.language)


def _language_of(shown: tuple[Text, ...]) -> str:
    return markup.language_note(shown[0].language) if shown else ""


def _speakers(one: Session) -> str:
    if not one.spoke:
        return text(_("nobody; it is named in what was reported"))
    return lines([_speaker(two) for two in one.speakers])


def _speaker(one: Speaker) -> str:
    name = text(one.name) if one.name else f'<span class="gap">{text(_("name not stated"))}</span>'
    # Offices are kept in English only.
    office = f'<span class="note"{lang("en")}>{text(one.office)}</span>' if one.office else ""
    return name + office


def _conclusion(one: Conclusion) -> str:
    said = _("{kind}. {basis}.").format(
        kind=words.label("conclusion_kind", one.kind), basis=words.label("basis", one.basis)
    )
    host = urlsplit(one.source).hostname or one.source
    note = markup.language_note(one.text.language)
    return (
        f"{_in(one.text)}<span class='note'>{text(said)} {note}"
        f" {markup.outside(one.source, _('Source: {source}').format(source=host))}</span>"
    )


# Peers and sources ------------------------------------------------------------------------------


def _peers(city: City, peers: Ranking) -> None:
    title = _("Cities most like it")
    body = peer_list.brief(peers) if peers.peers else f'<p class="gap">{text(words.gap())}</p>'
    markup.html(markup.section("peers", title, body, "room"))
    with st.container(horizontal=True, key="city_actions"):
        st.page_link(
            "app_pages/peers.py",
            label=_("Choose what makes a city like {city}").format(city=city.name),
            icon=":material/tune:",
            query_params={"place": str(city.city_id)},
        )
        beside = [one.slug for one in peers.peers[:BESIDE]]
        st.page_link(
            "app_pages/compare_cities.py",
            label=n_("Lay {count} of them beside it", "Lay {count} of them beside it", len(beside)),
            icon=":material/view_column_2:",
            query_params={"id": [city.slug, *beside]},
        )


def _foot(city: City) -> str:
    parts = []
    if city.website:
        website = markup.outside(city.website, _("Website of {city}").format(city=city.name))
        parts.append(f"<p>{website}</p>")
    if city.notes:
        notes = f"<p{lang(city.notes.language)}>{text(city.notes.words)}</p>"
        parts.append(
            markup.section(
                "notes",
                _("Notes of the researchers"),
                markup.language_note(city.notes.language) + notes,
            )
        )
    parts.append(markup.section("sources", _("Sources of these facts"), _sources(city)))
    return f'<div class="city-foot">{"".join(parts)}</div>'


def _sources(city: City) -> str:
    if not city.sources:
        told = _("The place and the number of inhabitants are from {source}.").format(
            source=city.population_source or vocabulary.label("country", city.country, language())
        )
        return f'<p class="note">{text(told)}</p>'
    return lines([markup.outside(one, _readable(one)) for one in city.sources])


def _readable(url: str) -> str:
    """An address without its scheme and query, as people read it."""
    parts = urlsplit(url)
    written = unquote(f"{parts.hostname}{parts.path}").rstrip("/")
    return "".join(sign for sign in written if sign.isprintable())
