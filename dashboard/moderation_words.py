"""Words of moderation: states, causes, suspicions, rooms and rules, from codes; one voice."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalogue import cities, summits
from dashboard.catalogue.discussion import Fault
from dashboard.catalogue.errors import UnknownCode
from dashboard.catalogue.moderation import notices, rules
from dashboard.i18n import N_, _, language, language_name, n_, number

STATES: Mapping[str, str] = {
    "held": N_("Held"),
    "shown": N_("Shown"),
    "refused": N_("Refused"),
    "hidden": N_("Hidden"),
    "erased": N_("Erased by its author"),
}
_KINDS: Mapping[str, str] = {"comment": N_("Comment"), "question": N_("Question to mayors")}
_CAUSES: Mapping[str, str] = {
    "desk": N_("after reading it"),
    "notice": N_("after a notice"),
    "appeal": N_("after an appeal"),
}
# Why a filter set a post aside, in words for moderators and for its author.
_SUSPICIONS: Mapping[str, str] = {
    "links": N_("many or listed links"),
    "words": N_("a listed word"),
    "twin": N_("the same words as others"),
    "crowd": N_("many texts at once"),
}
_ROLES: Mapping[str, str] = {
    "moderator": N_("a moderator"),
    "administrator": N_("an administrator"),
}
_FAULTS: Mapping[tuple[str, str], str] = {
    ("address", "missing"): N_("Say where it stands: the address of the page."),
    ("address", "elsewhere"): N_("This address is not one of this house. Copy it from the page."),
    ("address", "too_long"): N_("This address is too long to be one of ours."),
    ("address", "no_post"): N_("The post is not there any more, or its number is incomplete."),
    ("rule", "missing"): N_("Choose what it breaks; what comes closest will do."),
    ("words", "missing"): N_("Say why, in a sentence or more: somebody else has to follow it."),
    ("words", "too_long"): N_("This is longer than {most} signs. Say the most important first."),
    ("name", "too_long"): N_("A name has at most 100 signs."),
    ("email", "wrong"): N_("This is not an e-mail address. It looks like name@city.example."),
    ("good_faith", "missing"): N_("Say that you write this in good faith. Nothing goes without."),
    ("", "again"): N_("The page was open for long. Nothing was sent yet: send it once more."),
}


def state(code: str) -> str:
    """'Held', 'Shown'."""
    return _(STATES[code])


def kind(code: str) -> str:
    """'Comment', 'Question to mayors'."""
    return _(_KINDS[code])


def cause(code: str) -> str:
    """Why somebody acted."""
    return _(_CAUSES[code])


def suspicion(code: str) -> str:
    """Why a filter had set a post aside; the code itself where it has no words yet."""
    return _(_SUSPICIONS[code]) if code in _SUSPICIONS else code


def role(code: str) -> str:
    """'a moderator'."""
    return _(_ROLES[code]) if code in _ROLES else code


def rule(code: str, version: str | None = None) -> str:
    """The name of a rule, as it stood in an edition."""
    try:
        return rules.edition(language(), version).rule(code).name
    except UnknownCode:
        return code


def spoken(code: str) -> str:
    """The name of a post's language; one in none of ours says so."""
    return _("another language") if code == "und" else language_name(code)


def room(code: str) -> str:
    """A room in words: everything, a city, a summit; one that is gone by its id."""
    kind_of, _colon, subject = code.partition(":")
    if kind_of == "city":
        return cities.names(language()).get(subject, subject)
    if kind_of == "summit":
        found = summits.of(subject, language())
        return found.name.words if found else subject
    return _("Everything") if code == "all" else _("Questions to mayors")


def fault(one: Fault) -> str:
    """What is wrong with a notice, as a sentence."""
    return _(_FAULTS[one.field, one.code]).format(most=number(notices.LONGEST))


def hours(value: float | None) -> str:
    """How long something took, in hours below two days, else in days; a dash for nothing."""
    if value is None:
        return "–"
    if value < 1:
        return n_("{count} minute", "{count} minutes", max(0, round(value * 60)))
    if value < 48:
        return n_("{count} hour", "{count} hours", round(value))
    return n_("{count} day", "{count} days", round(value / 24))
