"""Words of the workshop's room: kinds of outcomes, how promises go, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day

from dashboard.catalogue.commitments import LONGEST_OFFICE, LONGEST_WORDS, Commitment
from dashboard.catalogue.outcomes import LONGEST_NAME, LONGEST_TEXT, SHORTEST_TEXT, Fault
from dashboard.i18n import N_, _, date, language_name, n_

_KINDS: Mapping[str, str] = {
    "agreed": N_("Agreed"),
    "disputed": N_("Disputed"),
    "commitment": N_("Promised"),
    "open_question": N_("Open question"),
    "presented_project": N_("Project presented"),
}
_STATES: Mapping[str, str] = {
    "draft": N_("Being typed"),
    "sent": N_("Waits for a signature"),
    "signed": N_("Signed"),
    "dropped": N_("Deleted"),
    "withdrawn": N_("Withdrawn"),
}
_GOES: Mapping[str, str] = {
    "open": N_("Promised, not begun"),
    "begun": N_("Begun"),
    "kept": N_("Kept"),
    "partly": N_("Kept in part"),
    "dropped": N_("Given up"),
}


def kind(code: str) -> str:
    """What sort of outcome it is: agreed, disputed, promised, ..."""
    return _(_KINDS[code])


def state(code: str) -> str:
    """Where an outcome stands on its way to the wall."""
    return _(_STATES[code])


def goes(code: str) -> str:
    """How a promise goes, as the city tells."""
    return _(_GOES[code])


def promise(who: str | None, city: str | None, due_on: Day | None) -> str:
    """Who promises, and by when: one line under a commitment."""
    if not due_on:
        return " · ".join(one for one in (who, city) if one)
    until = date(due_on)
    if who and city:
        return _("Promised by {who}, {city}, until {date}").format(who=who, city=city, date=until)
    return _("Promised by {who}, until {date}").format(who=who or city or "", date=until)


def standing(one: Commitment) -> str:
    """How it goes and since when that is known: 'Begun, as told on 3 May', 'No word yet'."""
    if one.told_at is None:
        return _("No word from the city yet")
    return _("{state}, as told on {date}").format(state=goes(one.state), date=date(one.told_at))


def overdue(one: Commitment) -> str:
    """'Overdue since 30 June 2026'; '' where it is not."""
    day = one.outcome.due_on
    return _("Overdue since {date}").format(date=date(day)) if one.overdue and day else ""


def fault(one: Fault) -> str:
    """What is wrong, said as what to do."""
    if one.code in ("too_short", "too_long"):
        return _length(one)
    told = {
        ("kind", "missing"): _("Choose what it is: agreed, disputed, promised, …"),
        ("text", "missing"): _("Write what was said."),
        ("city", "missing"): _("Choose whose it is: a city, or all who were there."),
        ("city", "one_city"): _("A promise and a project are of one city: choose it."),
        ("city", "unknown"): _("This city is not in the catalogue: choose another."),
        ("promised_by", "missing"): _("Say who promises it, with name or office."),
        ("due_on", "missing"): _("Say by which day it is promised."),
        ("due_on", "too_early"): _("The day lies before the first summit: check the year."),
        ("practice", "unknown"): _("This practice is not in the catalogue: choose another."),
        ("state", "missing"): _("Choose how it goes."),
        ("words", "missing"): _("Say why, in a sentence: people will ask."),
        ("office", "missing"): _("Say which office tells this."),
    }
    return told[one.field, one.code]


def _length(one: Fault) -> str:
    if one.code == "too_short":
        return n_(
            "In {language}: at least {count} character.",
            "In {language}: at least {count} characters.",
            SHORTEST_TEXT,
        ).replace("{language}", language_name(one.language or ""))
    most = {"promised_by": LONGEST_NAME, "words": LONGEST_WORDS, "office": LONGEST_OFFICE}
    limit = most.get(one.field, LONGEST_TEXT)
    if one.language:
        return n_(
            "In {language}: at most {count} character.",
            "In {language}: at most {count} characters.",
            limit,
        ).replace("{language}", language_name(one.language))
    return n_("At most {count} character.", "At most {count} characters.", limit)
