"""One practice, whole, as a page: what was done and what came of it, each word with where it is from."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from dashboard import navigation, state, words
from dashboard.catalogue.record import Figure, Publication, Reason, Similar, Source, Text, Whole
from dashboard.components import frame, markup
from dashboard.components.markup import text
from dashboard.i18n import _, date, language, language_name, listed, n_, number


def show(practice: Whole) -> None:
    """The whole page, top to bottom."""
    frame.styles("practice")
    markup.html(head(practice))
    _actions(practice)
    markup.html(f'<div class="split sheet">{_story(practice)}{_facts(practice)}</div>')
    markup.html(_similar(practice) + _foot(practice))


# The head ---------------------------------------------------------------------------------------


def head(practice: Whole) -> str:
    """Bar, place, title and the practice in one sentence."""
    country = words.label("country", practice.city.country)
    return (
        f'<header class="bar theme-{text(practice.main_theme)} sheet-head">'
        f'<p class="place">{_city_link(practice)}, {text(country)}</p>'
        f'<h1 class="page-title"{_lang(practice.title)}>{text(practice.title.words)}</h1>'
        f"{_note(practice.title)}"
        f'<p class="standfirst"{_lang(practice.summary)}>{text(practice.summary.words)}</p>'
        f"{_note(practice.summary) if practice.summary.language != practice.title.language else ''}"
        "</header>"
    )


def _city_link(practice: Whole) -> str:
    href = navigation.address("city", language(), id=practice.city.slug, pick=state.picks())
    return f"<b>{markup.link(href, practice.city.name)}</b>"


def _lang(shown: Text) -> str:
    """The lang attribute of a text that is not in the reader's language."""
    return "" if shown.language == language() else f' lang="{text(shown.language)}"'


def _note(shown: Text) -> str:
    note = markup.language_note(shown.language)
    return f'<p class="note">{note}</p>' if note else ""


# What can be done with it -----------------------------------------------------------------------


def _actions(practice: Whole) -> None:
    with st.container(horizontal=True, key="practice_actions"):
        _comparison(practice.slug)
        with st.popover(_("Share and cite"), icon=":material/link:", key="practice_share"):
            st.markdown(_("The link to this page, in your language"))
            st.code(_address(practice.slug), language=None, wrap_lines=True)
            st.markdown(_("The words to cite it with"))
            st.code(citation(practice), language=None, wrap_lines=True)


def _comparison(slug: str) -> None:
    """Add to the comparison, or take out; then the way to it."""
    picks = state.picks()
    if slug in picks:
        st.button(
            _("Take out of the comparison"),
            icon=":material/remove:",
            key="unpick",
            on_click=state.pick,
            args=(slug,),
            kwargs={"chosen": False},
        )
    else:
        full = len(picks) >= state.MOST_PICKS
        st.button(
            _("Add to the comparison"),
            type="primary",
            icon=":material/add:",
            key="pick",
            disabled=full,
            help=_("Four practices are chosen already.") if full else None,
            on_click=state.pick,
            args=(slug,),
            kwargs={"chosen": True},
        )
    if len(picks) > 1:
        st.page_link(
            "app_pages/compare.py",
            label=n_("Compare {count} practice", "Compare {count} practices", len(picks)),
            icon=":material/view_column_2:",
            query_params={"id": picks},
        )
    elif picks == [slug]:
        st.page_link(
            "app_pages/explore.py",
            label=_("Choose another to compare with"),
            icon=":material/search:",
            query_params={"pick": picks},
        )


def _address(slug: str) -> str:
    return state.origin() + navigation.address("practice", language(), id=slug)


def citation(practice: Whole) -> str:
    """The words to cite the version shown with; its date is that of publication."""
    day = practice.published_on
    return _(
        "{city}: {title}. How cities learn to live together, version {version}, {date}. {address}"
    ).format(
        city=practice.city.name,
        title=practice.title.words,
        version=number(practice.version),
        date=date(day) if day else words.gap(),
        address=_address(practice.slug),
    )


# The story --------------------------------------------------------------------------------------


def _story(practice: Whole) -> str:
    parts = [
        _chapter("problem", _("The problem"), practice.challenge),
        _chapter("done", _("What was done"), practice.approach),
        _chapter("result", _("What came of it"), practice.results),
        _read_in(len(practice.sources)),
        _figures(practice),
    ]
    return f'<article class="sheet-story">{"".join(parts)}</article>'


def _chapter(name: str, title: str, shown: Text | None) -> str:
    body = f'<p class="gap sheet-gap">{text(words.gap())}</p>'
    if shown:
        paragraphs = "".join(
            f"<p>{text(one)}</p>" for one in shown.words.split("\n") if one.strip()
        )
        body = f'{_note(shown)}<div class="prose"{_lang(shown)}>{paragraphs}</div>'
    return (
        f'<section aria-labelledby="{name}"><h2 class="section-title" id="{name}">{text(title)}</h2>'
        f"{body}</section>"
    )


def _read_in(sources: int) -> str:
    told = n_(
        "Read in {count} source; no sentence is tied to it alone.",
        "Read in {count} sources; no sentence is tied to one of them.",
        sources,
    )
    return f'<p class="note"><a href="#sources">{text(told)}</a></p>'


def _figures(practice: Whole) -> str:
    title = f'<h2 class="section-title" id="figures">{text(_("Figures"))}</h2>'
    if not practice.figures:
        body = f'<p class="gap sheet-gap">{text(words.gap())}</p>'
        return f'<section aria-labelledby="figures">{title}{body}</section>'
    tied = any(one.source for one in practice.figures)
    shown = "".join(_figure(one, alone=tied) for one in practice.figures)
    note = "" if tied else f'<p class="note"><a href="#sources">{text(_untied(practice))}</a></p>'
    foreign = next(
        (one.label for one in practice.figures if one.label.language != language()), None
    )
    return (
        f'<section aria-labelledby="figures">{title}{_note(foreign) if foreign else ""}'
        f'<ul class="figures">{shown}</ul>{note}</section>'
    )


def _untied(practice: Whole) -> str:
    return n_(
        "Source not tied to this figure: see the record’s sources.",
        "Source not tied to these figures: see the record’s sources.",
        len(practice.figures),
    )


def _figure(figure: Figure, *, alone: bool) -> str:
    unit = words.unit(figure.unit, figure.value)
    lines = [_when(figure)]
    if figure.measured_by:
        lines.append(text(_("measured by {who}").format(who=figure.measured_by)))
    if figure.source:
        told = _("source {number}").format(number=figure.source)
        lines.append(f'<a href="#source-{figure.source}">{text(told)}</a>')
    elif alone:
        told = _("source not tied to this figure: see the record’s sources")
        lines.append(f'<a href="#sources">{text(told)}</a>')
    return (
        '<li class="figure">'
        f'<span class="figure-number">{text(number(figure.value))}'
        f' <span class="figure-unit">{text(unit)}</span></span>'
        f'<span class="figure-label"{_lang(figure.label)}>{text(figure.label.words)}</span>'
        + "".join(f'<span class="figure-source">{one}</span>' for one in lines)
        + "</li>"
    )


def _when(figure: Figure) -> str:
    if figure.period:
        return text(figure.period)
    return text(figure.year or _("year not stated"))


# The facts --------------------------------------------------------------------------------------


def _facts(practice: Whole) -> str:
    rows = [
        (words.field("evidence"), _evidence(practice)),
        (words.field("themes"), _lines([markup.theme(one) for one in practice.themes])),
        (words.field("topics"), _topics(practice)),
        (words.field("audiences"), text(words.labels("audience", practice.audiences))),
        (words.field("instruments"), text(words.label("instrument", practice.instrument))),
        (words.field("statuses"), text(words.label("status", practice.status))),
        (_("When"), _years(practice)),
        (_("Cost"), _cost(practice)),
        (_("Run by"), markup.or_gap(practice.lead)),
        (_("With"), _lines([text(one) for one in practice.partners])),
        (_("Whom to ask"), _whom_to_ask(practice)),
        (_("The city"), _city(practice)),
        (_("Language of the texts"), _languages(practice)),
    ]
    listed_rows = "".join(
        f"<div><dt>{text(term)}</dt><dd>{value}</dd></div>" for term, value in rows
    )
    name = text(_("The facts in short"))
    return f'<aside class="sheet-facts" aria-label="{name}"><dl class="facts">{listed_rows}</dl></aside>'


def _lines(fragments: list[str]) -> str:
    """Several values one under the other, or the gap."""
    if not fragments:
        return markup.gap()
    return '<ul class="lines">' + "".join(f"<li>{one}</li>" for one in fragments) + "</ul>"


def _evidence(practice: Whole) -> str:
    rule = _("Rule: {rule}").format(rule=words.definition("evidence", practice.evidence))
    return f'{markup.evidence(practice.evidence)}<span class="note">{text(rule)}</span>'


def _topics(practice: Whole) -> str:
    return _lines(
        [
            f'{markup.topic(one)}<span class="note">{text(words.definition("topic", one))}</span>'
            for one in practice.topics
        ]
    )


def _years(practice: Whole) -> str:
    if practice.start_year or practice.end_year:
        return text(words.years(practice.start_year, practice.end_year))
    return markup.gap()


def _cost(practice: Whole) -> str:
    sums = [
        f"{text(words.figure(one.value, one.unit))}"
        f'<span class="note"><span{_lang(one.label)}>{text(one.label.words)}</span>, {_when(one)}</span>'
        for one in practice.costs
    ]
    return _lines(sums)


def _whom_to_ask(practice: Whole) -> str:
    website = practice.city.website
    reach = (
        outside(website, _("Website of {city}").format(city=practice.city.name))
        if website
        else f'<span class="gap">{text(_("website of the city not stated"))}</span>'
    )
    return _lines([*([text(practice.lead)] if practice.lead else []), reach])


def _city(practice: Whole) -> str:
    city = practice.city
    people = text(words.population(city.population)) if city.population else markup.gap()
    source = _("Source: {source}, year not stated").format(source=city.population_source or "")
    lines = [
        f"{_city_link(practice)}, {text(words.label('country', city.country))}",
        text(words.label("region", city.region)),
        people + (f'<span class="note">{text(source)}</span>' if city.population_source else ""),
    ]
    if city.summits:
        took_part = _("Took part in: {summits}")
        named = words.labels("summit", city.summits)
        lines.append(text(took_part.format(summits=named)))
    else:
        lines.append(text(_("No source read says that it took part in a summit of mayors.")))
    return _lines(lines)


def _languages(practice: Whole) -> str:
    """Which text is shown in which language, and in which it was first written."""
    fields = {
        _("title"): practice.title,
        _("summary"): practice.summary,
        _("problem"): practice.challenge,
        _("what was done"): practice.approach,
        _("what came of it"): practice.results,
        _("figures"): practice.figures[0].label if practice.figures else None,
    }
    by_language: dict[str, list[str]] = {}
    for name, shown in fields.items():
        if shown:
            by_language.setdefault(shown.language, []).append(name)
    lines = [
        text(
            _("{language}: {texts}").format(
                language=language_name(spoken).capitalize(), texts=listed(names)
            )
        )
        for spoken, names in by_language.items()
    ]
    original = (
        text(_("First written in {language}").format(language=language_name(practice.original)))
        if practice.original
        else f'<span class="gap">{text(_("original language not stated"))}</span>'
    )
    return _lines([*lines, original])


# Similar elsewhere ------------------------------------------------------------------------------


def _similar(practice: Whole) -> str:
    if not practice.similar:
        return ""
    cards = "".join(_neighbour(one) for one in practice.similar)
    return (
        f'<section class="sheet-similar" aria-labelledby="similar"><h2 class="section-title" id="similar">'
        f"{text(_('Similar practices'))}</h2>"
        f'<ul class="cards">{cards}</ul></section>'
    )


def _neighbour(other: Similar) -> str:
    href = navigation.address("practice", language(), id=other.slug, pick=state.picks())
    title = (
        f'<a href="{text(href)}" target="_self"{_lang(other.title)}>{text(other.title.words)}</a>'
    )
    return (
        f'<li class="card theme-{text(other.main_theme)}">'
        f'<p class="card-head"><span><b>{text(other.city)}</b>,'
        f" {text(words.label('country', other.country))}</span></p>"
        f'<h3 class="card-title">{title}</h3>{_note(other.title)}'
        f'<p class="card-text">{text(because(other.reasons))}</p>'
        f'<p class="card-facts">{markup.theme(other.main_theme)}{markup.evidence(other.evidence)}</p>'
        "</li>"
    )


def because(reasons: tuple[Reason, ...]) -> str:
    """Why it stands here: 'Same theme (security), same audience (youth) and a city of like size.'"""
    told = listed([_reason(one) for one in reasons])
    return _("{Reasons}.").format(Reasons=told[:1].upper() + told[1:])


def _reason(reason: Reason) -> str:
    shared = ""
    if reason.kind in ("theme", "topic", "audience", "instrument", "size"):
        shared = listed([words.inside(reason.kind, code) for code in reason.codes])
    return {
        "city": _("same city"),
        "theme": n_("same theme ({codes})", "same themes ({codes})", len(reason.codes)),
        "audience": n_("same audience ({codes})", "same audiences ({codes})", len(reason.codes)),
        "topic": n_("same topic ({codes})", "same topics ({codes})", len(reason.codes)),
        "instrument": _("same kind of measure ({codes})"),
        "size": _("a city of like size ({codes})"),
        "text": _("close in what the texts say"),
        "nearest": _("the nearest that the catalogue holds"),
    }[reason.kind].replace("{codes}", shared)


# The foot ---------------------------------------------------------------------------------------


def _foot(practice: Whole) -> str:
    return (
        '<section class="sheet-foot">'
        f'<div><h2 class="section-title" id="sources">{text(_("Sources"))}</h2>'
        f'<ol class="sources">{"".join(map(_source, practice.sources))}</ol></div>'
        f'<div><h2 class="section-title">{text(_("History"))}</h2>'
        f'<ul class="lines">{"".join(map(_publication, practice.history))}</ul>'
        f'<h2 class="section-title">{text(_("To cite"))}</h2>'
        f'<p class="cite">{text(citation(practice))}</p></div>'
        "</section>"
    )


def _source(source: Source) -> str:
    publisher = text(source.publisher) if source.publisher else markup.gap()
    return (
        f'<li id="source-{source.number}" value="{source.number}">'
        f"{outside(source.url, source.title or source.url)}"
        f'<span class="note">{publisher}, {text(urlsplit(source.url).hostname)}</span></li>'
    )


def outside(url: str, words_in: str) -> str:
    """A link to a page of others, which learns nothing of where the reader came from."""
    if urlsplit(url).scheme not in ("http", "https"):
        return text(words_in)
    return f'<a href="{text(url)}" rel="noopener noreferrer external">{text(words_in)}</a>'


def _publication(one: Publication) -> str:
    pattern = (
        _("Version {version}, published on {date} with the released catalogue")
        if one.role == "release"
        else _("Version {version}, published on {date} by a reviewer")
    )
    return f"<li>{text(pattern.format(version=number(one.version), date=date(one.day)))}</li>"
