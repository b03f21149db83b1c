"""The meeting brief in words, for paper and for the page alike."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard import question_words, words
from dashboard.catalogue.brief import Addressed, Brief, Contact, Proposal, Question, Side, Why
from dashboard.catalogue.discussion.answers import Cell
from dashboard.catalogue.discussion.questions import Question as Asked
from dashboard.i18n import _, language, listed, n_, number
from dashboard.sheets import paper, printing
from dashboard.sheets.paper import Origin, Told

TEMPLATE = "brief"
MOST_WHYS = 2  # reasons that are told of one practice


def pdf(found: Brief, house: str) -> bytes:
    """The sheet, ready to print."""
    return printing.pdf(TEMPLATE, told(found, house))


def told(found: Brief, house: str) -> Told:
    """What stands on the sheet; `house` is the public address."""
    origin = Origin(house, address(found))
    return paper.framed(
        origin,
        kind=_("Meeting brief"),
        title=title(found),
        day=paper.released()[1],
        colophon=[
            paper.read_in(),
            _("Each practice names its version; the code opens this brief as it is today."),
        ],
        standfirst=_standfirst(found),
        sides=[
            _column(
                _("Ask {city} about").format(city=found.theirs.name),
                found.theirs,
                found.ask,
                found.mine,
                house,
            ),
            _column(
                _("Offer {city}").format(city=found.theirs.name),
                found.mine,
                found.offer,
                found.theirs,
                house,
            ),
        ],
        shared={
            "title": _("Whom both address"),
            "all": [_addressed(one, found) for one in found.addressed],
            "more": paper.more(len(found.addressed), origin),
        },
        questions={
            "title": _("Open questions"),
            "all": [
                *(_resident(*one) for one in found.residents),
                *map(_question, found.questions),
            ],
            "more": paper.more(len(found.residents) + len(found.questions), origin),
        },
        contacts={
            "title": _("Whom to ask"),
            "all": [*map(_contact, found.contacts), _website(found.theirs)],
            "more": paper.more(len(found.contacts) + 1, origin),
        },
    )


def address(found: Brief) -> str:
    """The address of the brief's page, in no language."""
    return "brief?" + urlencode({"mine": found.mine.slug, "theirs": found.theirs.slug})


def title(found: Brief) -> str:
    """'Vienna meets Rennes'."""
    return _("{mine} meets {theirs}").format(mine=found.mine.name, theirs=found.theirs.name)


# ---- what both have ------------------------------------------------------------------------------


def _standfirst(found: Brief) -> list[str]:
    told_of = []
    if found.topics:
        named = listed([words.told("topic", one) for one in found.topics])
        told_of.append(
            n_(
                "Practices of both name the topic {topics}.",
                "Practices of both name the topics {topics}.",
                len(found.topics),
            ).replace("{topics}", named)
        )
    if found.met:
        met = listed([words.summit(one) for one in found.met])
        told_of.append(_("Both took part in {summits}.").format(summits=met))
    return told_of or [_("No topic and no summit is known that both have in common.")]


def _addressed(one: Addressed, found: Brief) -> Told:
    counts = _("{mine}: {own} of {all}. {theirs}: {other} of {total}.").format(
        mine=found.mine.name,
        own=number(one.mine),
        all=number(found.mine.practices),
        theirs=found.theirs.name,
        other=number(one.theirs),
        total=number(found.theirs.practices),
    )
    return {**paper.plain(words.label("audience", one.audience)), "note": counts, "address": ""}


# ---- the two lists -------------------------------------------------------------------------------


def _column(
    heading: str, city: Side, proposals: tuple[Proposal, ...], taking: Side, house: str
) -> Told:
    return {
        "title": heading,
        "city": city.name,
        "slug": city.slug,
        "about": _about(city),
        "all": [_proposal(one, taking, house) for one in proposals],
        "none": _(
            "No practice of {city} has been read yet. That says nothing about the city."
        ).format(city=city.name),
    }


def _about(city: Side) -> str:
    told_of = [
        words.label("country", city.country),
        words.population(city.population) if city.population else _("inhabitants not stated"),
        n_("{count} practice read", "{count} practices read", city.practices),
    ]
    return " · ".join(told_of)


def _proposal(one: Proposal, taking: Side, house: str) -> Told:
    origin = Origin(house, f"p/{one.slug}/v/{one.version}")
    return {
        "slug": one.slug,
        "version": one.version,
        "title": paper.said(one.title),
        "summary": paper.said(one.summary),
        "theme": one.main_theme,
        "about": " · ".join(_facts(one)),
        "figure": paper.figure(one.figure, tied=False) if one.figure else None,
        "why": " ".join(_why(each, taking) for each in one.whys[:MOST_WHYS]) or _nearest(),
        "address": origin.address,
        "shown": _("Version {version}: {address}").format(
            version=number(one.version), address=origin.path
        ),
    }


def _facts(one: Proposal) -> list[str]:
    since = words.years(one.start_year, None) if one.start_year else _("year not stated")
    return [
        words.label("theme", one.main_theme),
        since,
        words.inside("status", one.status),
        words.inside("evidence", one.evidence),
    ]


def _why(why: Why, taking: Side) -> str:
    if why.kind == "evidence":
        return _("It is evaluated.") if why.codes == ("evaluated",) else _("It is monitored.")
    dim = "theme" if why.kind == "gap" else why.kind
    named = listed([words.told(dim, one) for one in why.codes])
    return {
        "gap": _("Nothing was read of {city} on {codes}."),
        "audience": _("For the same people: {codes}."),
        "theme": _("On the same theme: {codes}."),
        "topic": _("On the same topic: {codes}."),
    }[why.kind].format(city=taking.name, codes=named)


def _nearest() -> str:
    return _("It is what the catalogue holds.")


# ---- questions and contacts ----------------------------------------------------------------------


def _resident(asked: Asked, cell: Cell) -> Told:
    """What an inhabitant asks the other city, and since when it stands without an answer."""
    note = _("Asked by inhabitants of their mayor. {silence}")
    return {
        **paper.said(asked.words),
        "note": note.format(silence=question_words.silence(cell)),
        "address": f"questions/{asked.question_id}",
    }


def _question(one: Question) -> Told:
    if one.proposal is None or one.kind == "workshop":
        topic = words.label("topic", one.topic or "")
        note = _("A question of the workshops on {topic}").format(topic=topic)
        return {**paper.said(one.asked), "note": note, "address": ""} if one.asked else {}
    pattern = {
        "results": _("What came of “{title}”? No source states it."),
        "figures": _("What can be counted of “{title}”? No source states a figure."),
        "cost": _("What does “{title}” cost? No source states it."),
        "start": _("Since when has there been “{title}”? No source states it."),
    }[one.kind]
    proposal = one.proposal
    return {
        "words": pattern.format(title=proposal.title.words),
        "lang": language(),
        "note": _("Version {version}").format(version=number(proposal.version)),
        "address": f"p/{proposal.slug}/v/{proposal.version}",
    }


def _contact(one: Contact) -> Told:
    about = "; ".join(each.title.words for each in one.proposals)
    return {**paper.plain(one.lead), "note": about, "address": ""}


def _website(city: Side) -> Told:
    name = _("Website of {city}").format(city=city.name)
    shown = paper.readable(city.website) if city.website else ""
    return {**paper.plain(name), "note": shown or words.gap(), "address": city.website or ""}
