"""Words of the review: kinds, states, ages and fields, from codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dashboard import desk_words, words
from dashboard.catalogue import clock, confirmations, geography
from dashboard.catalogue.embargo import Sealed
from dashboard.catalogue.review import Waiting
from dashboard.catalogue.rules import Fault
from dashboard.catalogue.submissions import Submission
from dashboard.i18n import _, date, language, language_name, n_

Names = Mapping[str, str]
WHOLE = "whole"  # a note on the whole submission, not on one field


def kind(one: Waiting | Sealed | Submission) -> str:
    """Whether it is new, a correction, or one of an import."""
    if not isinstance(one, Sealed) and one.import_id:
        return _("From an import")
    return _("Correction") if corrects(one) else _("New practice")


def corrects(one: Waiting | Sealed | Submission) -> bool:
    """Whether it changes what is public; a new one that is public now does not."""
    if isinstance(one, Submission):
        return one.base_version is not None
    return one.slug is not None  # what waits has no page of its own yet


def field(name: str) -> str:
    """The name of a field for people; a note may also be on the whole."""
    return _("The whole submission") if name == WHOLE else desk_words.field(name)


def spoken(name: str, language_code: str | None) -> str:
    """The same, with the language where it is one text of several."""
    if language_code is None:
        return field(name)
    told = language_name(language_code)
    return _("{field}, in {language}").format(field=field(name), language=told)


def fault(one: Fault) -> str:
    """What is wrong, and where."""
    return _("{place}: {fault}").format(place=desk_words.place(one), fault=desk_words.fault(one))


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


def named(one: Waiting | Sealed | Submission) -> str:
    """What it is called; a submission may have no title yet."""
    return one.name or _("Without a title")


def who(account: str | None, names: Names) -> str:
    """Somebody by the name colleagues see."""
    if account == "release":
        return _("the released catalogue")
    if account == confirmations.CONTACT:
        return _("the city’s contact")
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
