"""What workshops here signed, as plain pages show it: its kind, whose it is, how a promise goes."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import outcome_words, words
from dashboard.catalogue import outcomes, summits
from dashboard.catalogue.commitments import Commitment
from dashboard.catalogue.outcomes import Outcome
from dashboard.i18n import _, date, language, language_name, number
from dashboard.web.plain import told
from dashboard.web.plain.told import Said, Way


@dataclass(frozen=True)
class Line:
    """A signed outcome: its kind, whose it is, its words, where and when, and the ways on."""

    id: str
    kind: str
    city: Way | None
    text: Said
    about: tuple[str, ...]
    where: Way | None
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Promise:
    """A commitment: the line of it, who promised, how it goes, and since when it is overdue."""

    line: Line
    promised: str
    standing: str
    known: bool  # whether the city has said anything
    overdue: str
    own: Said | None  # the office's own words
    office: str


def lines(found: tuple[Outcome, ...], *, where: bool = False) -> list[Line]:
    """Signed outcomes as lines; `where` names workshop and summit, for pages that hold several."""
    places = _places() if where else {}
    return [_line(one, places.get(one.workshop)) for one in found]


def promises(found: tuple[Commitment, ...], *, where: bool = True) -> list[Promise]:
    """Commitments with how they go."""
    places = _places() if where else {}
    return [_promise(one, places.get(one.outcome.workshop)) for one in found]


def _line(one: Outcome, where: Way | None) -> Line:
    return Line(
        id=one.id,
        kind=outcome_words.kind(one.kind),
        city=Way(one.city, told.at(f"c/{one.city_slug}")) if one.city else None,
        text=told.said(one.text),
        about=_about(one),
        where=where,
        ways=_ways(one),
    )


def _about(one: Outcome) -> tuple[str, ...]:
    """When it was signed, and that it is a correction."""
    if one.version > 1:
        return (
            _("Signed on {first}; version {version} of {date}").format(
                first=date(one.first_signed_at), version=number(one.version),
                date=date(one.signed_at),
            ),
        )  # fmt: skip
    return (_("Signed on {date}").format(date=date(one.signed_at)),)


def _ways(one: Outcome) -> tuple[Way, ...]:
    talk = Way(_("What inhabitants say of it"), told.at(f"talk/conclusion/{one.id}"))
    if one.practice_slug:
        return Way(_("The practice"), told.at(f"p/{one.practice_slug}")), talk
    return (talk,)


def _places() -> dict[str, Way]:
    """Each workshop with its summit, as the link to where it stands."""
    return {
        workshop.workshop: Way(
            _("{workshop}, {summit}").format(
                workshop=workshop.title.words, summit=words.summit(summit.code)
            ),
            told.at(f"summit/{summit.code}#{workshop.workshop}"),
        )
        for summit in summits.every(language())
        for workshop in summit.workshops
    }


def _promise(one: Commitment, where: Way | None) -> Promise:
    said = one.outcome
    return Promise(
        line=_line(said, where),
        promised=outcome_words.promise(said.promised_by, None, said.due_on),
        standing=outcome_words.standing(one),
        known=one.told_at is not None,
        overdue=outcome_words.overdue(one),
        own=_own(one),
        office=one.office or "",
    )


def _own(one: Commitment) -> Said | None:
    if not one.words:
        return None
    spoken = one.words_language or language()
    if spoken == language():
        return Said(one.words)
    note = _("Text in {language}").format(language=language_name(spoken))
    return Said(one.words, spoken, (note,))


def words_of_room() -> dict[str, str]:
    """What the templates say around signed outcomes."""
    return {
        "signed": _("Agreed in the room"),
        "signed_how": _(
            "Typed while it was said and signed by a second person, in the workshop itself."
        ),
        "promises": _("What was promised"),
        "promises_how": _("How a promise goes is told by the city’s own office."),
        "every_promise": _("Every promise, as a list"),
    }


def withdrawn(workshop: str) -> list[str]:
    """What was signed in a workshop and taken back: that it was, since when and why."""
    return [
        _("Something signed here was withdrawn on {date}: {reason}").format(
            date=date(one.day), reason=one.reason
        )
        for one in outcomes.all_withdrawn(workshop)
    ]
