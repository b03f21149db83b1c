"""One practice as a page: what was done, what came of it, and where each word is from."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from dashboard import claim_words, correction_words, navigation, state, words
from dashboard.catalogue import claims, confirmations, corrections
from dashboard.catalogue.claims import Claim, Ledger
from dashboard.catalogue.record import Figure, Publication, Reason, Similar, Source, Text, Whole
from dashboard.components import (
    citing,
    copy_link,
    markup,
    outcome,
    practice_card,
    practice_desk,
    practice_standing,
)
from dashboard.components.markup import lang, lines, text
from dashboard.i18n import _, date, language, language_name, listed, n_, number


def show(practice: Whole) -> None:
    """The whole page, top to bottom."""
    outcome.show()
    if practice.retired:
        markup.html(practice_standing.banner(practice.retired))
    markup.html(_head(practice))
    _actions(practice)
    markup.html(f'<div class="split sheet">{_story(practice)}{_facts(practice)}</div>')
    if practice.similar:
        practice_card.show(_similar(practice), key="similar")
    markup.html(_foot(practice))


def before_it_is_sent(practice: Whole) -> str:
    """The page as readers will see it, without what only a published one has; no main heading."""
    split = f'<div class="split sheet">{_story(practice)}{_facts(practice)}</div>'
    return f"{_head(practice, level=2)}{split}{_sources(practice)}"


# The head ---------------------------------------------------------------------------------------


def _head(practice: Whole, level: int = 1) -> str:
    """Bar, place, title and the practice in one sentence."""
    country = words.label("country", practice.city.country)
    title, summary = practice.title, practice.summary
    return (
        f'<header class="bar theme-{text(practice.main_theme)} sheet-head">'
        f'<p class="place"><b>{_city_link(practice)}</b>, {text(country)}</p>'
        f'<h{level} class="page-title"{lang(title.language)}>{text(title.words)}</h{level}>'
        f"{note_on(title)}"
        f'<p class="standfirst"{lang(summary.language)}>{text(summary.words)}</p>'
        f"{'' if _known_alike(title, summary) else note_on(summary)}"
        f"{_corrected(practice.slug)}{_confirmed(practice.slug)}"
        "</header>"
    )


def _corrected(slug: str) -> str:
    """When it was last corrected, with the way to what changed; nothing where it never was."""
    found = next((one for one in corrections.of(slug) if one.kind == "corrected"), None)
    if found is None:
        return ""
    between = {"from": str(found.before), "to": str(found.version)}
    href = navigation.address("history", language(), id=slug, **between)
    told = f"{text(correction_words.headline(found))} {markup.link(href, _('What changed'))}"
    return f'<p class="note">{told}</p>'


def _confirmed(slug: str) -> str:
    """Since when it is known to run as it is told; a year of silence is hatched."""
    # Not kept with the page: it changes with the day, and with an answer that changes nothing else.
    last = confirmations.last_confirmed(slug)
    if last is None:
        return ""
    if last.stale:
        told = _("Not confirmed since {date}").format(date=date(last.at.date()))
        return f'<p><span class="gap">{text(told)}</span></p>'
    told = _("Last confirmed on {date}").format(date=date(last.at.date()))
    return f'<p class="note">{text(told)}</p>'


def _city_link(practice: Whole) -> str:
    href = navigation.address("city", language(), id=practice.city.slug, pick=state.picks())
    return markup.link(href, practice.city.name)


def note_on(shown: Text) -> str:
    """A line on a text: its language where it is not the reader's, and where its words come from.

    Nothing on a text in the reader's language of which nobody has said anything.
    """
    marks = [markup.language_note(shown.language), markup.origin_note(shown.origin)]
    if shown.stale:
        marks.append(markup.stale_note())
    told = "".join(one for one in marks if one)
    return f'<p class="note text-marks">{told}</p>' if told else ""


def _known_alike(one: Text, other: Text) -> bool:
    """Whether the same is to be said of both: then it is said once."""
    return (one.language, one.origin, one.stale) == (other.language, other.origin, other.stale)


# What can be done with it -----------------------------------------------------------------------


def _actions(practice: Whole) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="practice_actions"):
        if not practice.retired:
            _comparison(practice.slug)
        copy_link.show()
        citing.show(practice)
        if actor := state.actor():
            practice_desk.show(practice, actor)


def _comparison(slug: str) -> None:
    """Add to the comparison or take out of it; then the way on."""
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
    _way_on(slug, picks)


def _way_on(slug: str, picks: list[str]) -> None:
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


# The story --------------------------------------------------------------------------------------


def _story(practice: Whole) -> str:
    ledger = claims.of(practice)
    answered = (ledger.in_field(field) for field in ("challenge", "approach", "results"))
    parts = [
        _chapter("problem", _("The problem"), practice.challenge, next(answered)),
        _chapter("done", _("What was done"), practice.approach, next(answered)),
        _chapter("result", _("What came of it"), practice.results, next(answered)),
        _read_in(len(practice.sources)) + _answering(ledger),
        _figures(practice.figures),
        markup.section("city", _("The city"), _city(practice)),
    ]
    return f'<article class="sheet-story">{"".join(parts)}</article>'


def _chapter(name: str, title: str, shown: Text | None, told: tuple[Claim, ...]) -> str:
    if shown is None:
        return markup.section(name, title, _wide_gap())
    lines = _with_references(shown.words, told).split("\n")
    paragraphs = "".join(f"<p>{one}</p>" for one in lines if one.strip())
    prose = f'<div class="prose"{lang(shown.language)}>{paragraphs}</div>'
    return markup.section(name, title, note_on(shown) + prose)


def _with_references(words_in: str, told: tuple[Claim, ...]) -> str:
    """The text, each number that is a figure with the raised letter of it, or of which version."""
    pieces, end = [], 0
    for one in told:
        if one.figure is not None or one.version is not None:
            pieces += [text(words_in[end : one.end]), _reference(one)]
            end = one.end
    return "".join([*pieces, text(words_in[end:])])


def _reference(claim: Claim) -> str:
    said = text(claim_words.reference(claim))
    if claim.version is not None:
        return f' <small class="claim-past">(<span aria-hidden="true">↺ </span>{said})</small>'
    name = claim_words.letter(claim.figure or 0)
    return (
        f'<sup class="claim claim-{claim.mark}"><a href="#figure-{claim.figure}" title="{said}"'
        f' aria-label="{said}">{name}</a></sup>'
    )


def _answering(ledger: Ledger) -> str:
    told = claim_words.summary(ledger)
    return f'<p class="note">{text(told)}</p>' if told else ""


def _wide_gap() -> str:
    return f'<p class="gap sheet-gap">{text(words.gap())}</p>'


def _read_in(sources: int) -> str:
    told = n_(
        "Read in {count} source; no sentence is tied to it alone.",
        "Read in {count} sources; no sentence is tied to one of them.",
        sources,
    )
    return f'<p class="note"><a href="#sources">{text(told)}</a></p>'


def _figures(figures: tuple[Figure, ...]) -> str:
    if not figures:
        return markup.section("figures", _("Figures"), _wide_gap())
    # Where no figure names its source it is said once, not under each.
    some_tied = any(one.source for one in figures)
    alike = len({one.label.language for one in figures}) == 1
    shown = "".join(
        _figure(place, one, untied=some_tied and not one.source, alone=not alike)
        for place, one in enumerate(figures, start=1)
    )
    note = "" if some_tied else f'<p class="note">{_untied(len(figures))}</p>'
    spoken = note_on(figures[0].label) if alike else ""
    body = f'{spoken}<ul class="figures">{shown}</ul>{note}'
    return markup.section("figures", _("Figures"), body)


def _untied(figures: int) -> str:
    told = n_(
        "Source not tied to this figure: see the record’s sources.",
        "Source not tied to these figures: see the record’s sources.",
        figures,
    )
    return f'<a href="#sources">{text(told)}</a>'


def _figure(place: int, figure: Figure, *, untied: bool, alone: bool = False) -> str:
    """One figure; `alone`: its label says in which language it is, the others differ."""
    unit = text(words.unit(figure.unit, figure.value))
    about = [_when(figure)]
    if figure.measured_by:
        about.append(text(_("measured by {who}").format(who=figure.measured_by)))
    if figure.source:
        told = text(_("source {number}").format(number=figure.source))
        about.append(f'<a href="#source-{figure.source}">{told}</a>')
    if untied:
        about.append(_untied(1))
    if alone and (note := markup.language_note(figure.label.language)):
        about.append(note)
    label = f'<span class="figure-label"{lang(figure.label.language)}>'
    return (
        f'<li class="figure" id="figure-{place}"><span class="figure-number">'
        f'{text(words.amount(figure.value))} <span class="figure-unit">{unit}</span></span>'
        f'{label}<b class="claim-letter">{claim_words.letter(place)}</b> '
        f"{text(figure.label.words)}</span>"
        + "".join(f'<span class="figure-source">{one}</span>' for one in about)
        + "</li>"
    )


def _when(figure: Figure) -> str:
    return text(figure.period or figure.year or _("year not stated"))


# The facts --------------------------------------------------------------------------------------


def _facts(practice: Whole) -> str:
    rows = [
        (words.field("evidence"), _evidence(practice.evidence)),
        (words.field("themes"), lines([markup.theme(one) for one in practice.themes])),
        (words.field("topics"), lines([_topic(one) for one in practice.topics])),
        (words.field("audiences"), lines([_audience(one) for one in practice.audiences])),
        (words.field("instruments"), text(words.label("instrument", practice.instrument))),
        (words.field("statuses"), text(words.label("status", practice.status))),
        (_("When"), _years(practice)),
        (_("Cost"), lines([_sum(one) for one in practice.costs])),
        (_("Run by"), markup.or_gap(practice.lead)),
        (_("Partners"), markup.or_gap(listed(list(practice.partners)))),
        (_("Whom to ask"), _whom_to_ask(practice)),
        (_("Language of the texts"), _languages(practice)),
    ]
    told = "".join(f"<div><dt>{text(term)}</dt><dd>{value}</dd></div>" for term, value in rows)
    name = text(_("The facts in short"))
    return f'<aside class="sheet-facts" aria-label="{name}"><dl class="facts">{told}</dl></aside>'


def _evidence(code: str) -> str:
    rule = _("Rule: {rule}").format(rule=words.definition("evidence", code))
    return f'{markup.evidence(code)}<span class="note">{text(rule)}</span>'


def _topic(code: str) -> str:
    return f'{markup.topic(code)}<span class="note">{text(words.definition("topic", code))}</span>'


def _audience(code: str) -> str:
    return text(words.label("audience", code))


def _years(practice: Whole) -> str:
    if practice.start_year or practice.end_year:
        told = words.years(practice.start_year, practice.end_year)
        return text(told[:1].upper() + told[1:])
    return markup.gap()


def _sum(figure: Figure) -> str:
    label = f"<span{lang(figure.label.language)}>{text(figure.label.words)}</span>"
    told = text(words.figure(figure.value, figure.unit))
    return f'{told}<span class="note">{label}, {_when(figure)}</span>'


def _whom_to_ask(practice: Whole) -> str:
    city = practice.city
    if city.website:
        website = markup.outside(city.website, _("Website of {city}").format(city=city.name))
    else:
        website = f'<span class="gap">{text(_("website of the city not stated"))}</span>'
    return lines([*([text(practice.lead)] if practice.lead else []), website])


def _city(practice: Whole) -> str:
    city = practice.city
    if city.summits:
        summits = lines([text(words.label("summit", one)) for one in city.summits])
    else:
        summits = f'<span class="gap">{text(_("taking part not stated"))}</span>'
    rows = (
        (_("Name"), _city_link(practice)),
        (_("Country"), text(words.label("country", city.country))),
        (_("Region"), text(words.label("region", city.region))),
        (_("Inhabitants"), inhabitants(city.population, city.population_source)),
        (_("Summits of mayors"), summits),
    )
    told = "".join(f"<div><dt>{text(term)}</dt><dd>{value}</dd></div>" for term, value in rows)
    return f'<dl class="facts facts-wide">{told}</dl>'


def inhabitants(population: int | None, source: str | None) -> str:
    """How many live there and who says so; the sources read do not date it."""
    if population is None:
        return f'<span class="gap">{text(_("inhabitants not stated"))}</span>'
    told = text(number(population))
    if not source:
        return told
    said = _("Source: {source}, year not stated").format(source=source)
    return f'{told}<span class="note">{text(said)}</span>'


def _languages(practice: Whole) -> str:
    """Which text is shown in which language, and in which it was first written."""
    fields = {
        _("title"): practice.title,
        _("summary"): practice.summary,
        _("problem"): practice.challenge,
        _("what was done"): practice.approach,
        _("what came of it"): practice.results,
    }
    shown: dict[str, list[str]] = {}
    for name, one in fields.items():
        if one:
            shown.setdefault(one.language, []).append(name)
    for spoken in dict.fromkeys(one.label.language for one in practice.figures):
        shown.setdefault(spoken, []).append(_("figures"))
    told = [
        _("{language}: {texts}").format(
            language=language_name(spoken).capitalize(), texts=listed(names)
        )
        for spoken, names in shown.items()
    ]
    return lines([*map(text, told), _original(practice.original)])


def _original(spoken: str | None) -> str:
    if spoken:
        return text(_("First written in {language}").format(language=language_name(spoken)))
    return f'<span class="gap">{text(_("original language not stated"))}</span>'


# Similar elsewhere ------------------------------------------------------------------------------


def _similar(practice: Whole) -> str:
    cards = f'<ul class="cards">{"".join(map(_neighbour, practice.similar))}</ul>'
    return markup.section("similar", _("Similar practices"), cards, css="sheet-similar")


def _neighbour(other: Similar) -> str:
    title = opening(other.slug, other.title.words)
    country = text(words.label("country", other.country))
    marks = markup.theme(other.main_theme) + markup.evidence(other.evidence)
    return (
        f'<li class="card theme-{text(other.main_theme)}">'
        f'<p class="card-head"><span><b>{text(other.city)}</b>, {country}</span></p>'
        f'<h3 class="card-title"{lang(other.title.language)}>{title}</h3>{note_on(other.title)}'
        f'<p class="card-text">{text(because(other.reasons))}</p>'
        f'<p class="card-facts">{marks}</p></li>'
    )


def opening(slug: str, title: str) -> str:
    """A link to a practice; inside a list of practices it opens without loading the page anew."""
    href = navigation.address("practice", language(), id=slug, pick=state.picks())
    return f'<a href="{text(href)}" target="_self" data-slug="{text(slug)}">{text(title)}</a>'


def because(reasons: tuple[Reason, ...]) -> str:
    """Why it stands here, as one sentence: same theme (security), a city of like size."""
    told = listed([_reason(one) for one in reasons])
    return _("{reasons}.").format(reasons=told[:1].upper() + told[1:])


def _reason(reason: Reason) -> str:
    shared = listed([words.inside(reason.kind, code) for code in reason.codes])
    many = len(reason.codes)
    return {
        "city": _("same city"),
        "theme": n_("same theme ({codes})", "same themes ({codes})", many),
        "audience": n_("same audience ({codes})", "same audiences ({codes})", many),
        "topic": n_("same topic ({codes})", "same topics ({codes})", many),
        "instrument": _("same kind of measure ({codes})"),
        "size": _("a city of like size ({codes})"),
        "text": _("close in what the texts say"),
        "nearest": _("the nearest that the catalogue holds"),
    }[reason.kind].replace("{codes}", shared)


# The foot ---------------------------------------------------------------------------------------


def _sources(practice: Whole) -> str:
    sources = f'<ol class="sources">{"".join(map(_source, practice.sources))}</ol>'
    return markup.section("sources", _("Sources"), sources)


def _foot(practice: Whole) -> str:
    every = navigation.address("history", language(), id=practice.slug)
    history = lines(
        [
            *(_publication(one) for one in practice.history),
            markup.link(every, _("All versions, and what changed between them")),
        ]
    )
    cite = f'<p class="cite">{text(citing.words(practice))}</p>'
    return (
        f'<div class="sheet-foot">{_sources(practice)}'
        f"<div>{markup.section('history', _('History'), history)}"
        f"{markup.section('cite', _('To cite'), cite)}</div></div>"
    )


def _source(source: Source) -> str:
    title = markup.outside(source.url, source.title or source.url)
    host = urlsplit(source.url).hostname or ""
    publisher = source.publisher or host
    about = text(publisher if host in publisher else f"{publisher}, {host}")
    return (
        f'<li id="source-{source.number}" value="{source.number}">{title}'
        f'<span class="note">{about}</span></li>'
    )


def _publication(one: Publication) -> str:
    pattern = (
        _("Version {version}, published on {date} with the released catalogue")
        if one.role == "release"
        else _("Version {version}, published on {date} by a reviewer")
    )
    return text(pattern.format(version=number(one.version), date=date(one.day)))
