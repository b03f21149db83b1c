"""Words of the review: kinds, states, ages and fields, from codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dashboard import words
from dashboard.catalogue import clock, geography
from dashboard.catalogue.review import Waiting
from dashboard.catalogue.submissions import Submission
from dashboard.i18n import N_, _, date, language, language_name, n_

STATES = {
    "draft": N_("Draft"),
    "submitted": N_("Waits for a reviewer"),
    "in_review": N_("Is being reviewed"),
    "changes_requested": N_("Sent back with notes"),
    "rejected": N_("Rejected"),
    "published": N_("Published"),
    "withdrawn": N_("Withdrawn"),
    "retired": N_("Retired"),
}
FIELDS = {
    "title": N_("Title"),
    "summary": N_("In one sentence"),
    "challenge": N_("The problem"),
    "approach": N_("What was done"),
    "results": N_("What came of it"),
    "city_id": N_("City"),
    "start_year": N_("First year"),
    "end_year": N_("Last year"),
    "lead": N_("Run by"),
    "partners": N_("Partners"),
    "figures": N_("Figures"),
    "sources": N_("Sources"),
    "language": N_("Original language"),
}
_OF_FILTERS = {
    "themes": "themes",
    "topics": "topics",
    "audiences": "audiences",
    "instrument": "instruments",
    "status": "statuses",
    "evidence": "evidence",
}
Names = Mapping[str, str | None]
WHOLE = "whole"  # a note on the whole submission, not on one field


def kind(one: Waiting | Submission) -> str:
    """Whether it is new, a correction, or one of an import."""
    if one.import_id:
        return _("From an import")
    return _("Correction") if one.slug else _("New practice")


def stage(code: str) -> str:
    """The state of a submission or practice."""
    return _(STATES[code])


def field(name: str, spoken: str | None = None) -> str:
    """The name of a field for people, with the language where it is one text of several."""
    if name == WHOLE:
        return _("The whole submission")
    told = words.field(_OF_FILTERS[name]) if name in _OF_FILTERS else _(FIELDS.get(name, name))
    if spoken is None:
        return told
    return _("{field} ({language})").format(field=told, language=language_name(spoken))


def age(moment: datetime) -> str:
    """How long ago: days, else hours, else that it was just now."""
    passed = clock.now() - moment
    if passed.days > 0:
        return n_("{count} day ago", "{count} days ago", passed.days)
    hours = passed.seconds // 3600
    return n_("{count} hour ago", "{count} hours ago", hours) if hours else _("just now")


def day(moment: datetime) -> str:
    """The day of a moment, in words."""
    return date(moment.date())


def city(city_id: int | None) -> str:
    """The city and its country, or that none is chosen yet."""
    if city_id is None:
        return _("city not chosen")
    place = geography.by_id(city_id)
    name = place.names.get(language()) or place.name
    return _("{city}, {country}").format(city=name, country=words.label("country", place.country))


def named(one: Waiting | Submission) -> str:
    """What it is called; a submission may have no title yet."""
    return one.name or _("Without a title")


def who(account: str | None, names: Names) -> str:
    """Somebody by the name colleagues see."""
    if account == "release":
        return _("the released catalogue")
    return names.get(account or "") or _("somebody whose account is gone")


def by(account: str, names: Names, me: str) -> str:
    """Who wrote it, as a part of its own: 'by you', 'by Ada'."""
    if account == me:
        return _("by you")
    return _("by {name}").format(name=who(account, names))


def held(state: str, reviewer: str | None, names: Names, me: str) -> str:
    """Who has it in hand."""
    if state == "submitted" or not reviewer:
        return _("nobody has it yet")
    if reviewer == me:
        return _("in your hands")
    return _("{name} has it").format(name=who(reviewer, names))
