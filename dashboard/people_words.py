"""Words for people and what they may do: roles, faults of a sign-in, lines of the log."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalogue import geography
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.people import Fault
from dashboard.catalogue.rights import Grant
from dashboard.i18n import N_, _, language, n_

ROLES: Mapping[str, str] = {
    "contributor": N_("Contributor"),
    "researcher": N_("Researcher"),
    "reviewer": N_("Reviewer"),
    "moderator": N_("Moderator"),
    "rapporteur": N_("Rapporteur"),
    "mayors_office": N_("Mayor’s office"),
    "administrator": N_("Administrator"),
    "press": N_("Press office"),
}
# What a role is for, in a sentence: whoever gives it knows what they give.
MEANINGS: Mapping[str, str] = {
    "contributor": N_("Writes practices of one city and answers for them."),
    "researcher": N_("Writes practices of any city and keeps the work list."),
    "reviewer": N_("Reads what was sent, publishes it or sends it back with notes."),
    "moderator": N_("Reads what inhabitants write before it appears."),
    "rapporteur": N_("Writes down what a workshop concluded."),
    "mayors_office": N_("Answers and writes for one city in the name of its mayor."),
    "administrator": N_("Does what every role does, and decides who else comes in."),
    "press": N_("Prepares pages for journalists."),
}

_FAULTS: Mapping[str, str] = {
    "wrong": N_("This address and this password do not go together. Check both and try again."),
    "old": N_("This is not your password of now. Your sign-in stays as it is."),
    "gone": N_("This link works no more. It is good once and for seven days; ask for a new one."),
    "taken": N_("This address has an account already. Sign in with it, then open the link again."),
    "missing": N_("Something has to stand here."),
    "long": N_("This is too long."),
    "no_address": N_("This is no e-mail address. It looks like name@city.org."),
    "short": N_("At least 12 characters. Four words that do not belong together are a good start."),
    "common": N_("This password is among the first that are guessed. Take another one."),
    "like_login": N_("The password may not be your name or address. Take another one."),
    "stale": N_("The form had been open for long, or came from elsewhere. Send it once more."),
    "wait": N_("Several tries have failed. Wait a while before the next one."),
    "provider": N_("The sign-in was not completed. Nothing was changed; try again."),
}
_ACTIONS: Mapping[str, str] = {
    "invitation_accepted": N_("Accepted an invitation: {role}"),
    "role_given": N_("Was given a role: {role}"),
    "role_taken": N_("Had a role taken: {role}"),
    "suspended": N_("Was suspended"),
    "brought_back": N_("Was brought back"),
    "erased": N_("Was erased"),
    "renamed": N_("Took another name"),
    "password_changed": N_("Took another password"),
    "account_made": N_("Came with an account of the organisation"),
    "provider_linked": N_("Was joined with an account of the organisation"),
}


def role(code: str) -> str:
    """The word for a role."""
    return _(ROLES[code]) if code in ROLES else code


def meaning(code: str) -> str:
    """What a role is for, in a sentence."""
    return _(MEANINGS[code])


def held(grant: Grant) -> str:
    """A role with its city, where it is held for one: 'Contributor for Recife'."""
    if not grant.city_id:
        return role(grant.role)
    return _("{role} for {city}").format(role=role(grant.role), city=city(grant.city_id))


def city(city_id: int) -> str:
    """The name of a city in the reader's language."""
    try:
        place = geography.by_id(city_id)
    except (UnknownPlace, KeyError):
        return str(city_id)
    return place.names.get(language(), place.name)


def fault(one: Fault) -> str:
    """Why something was refused, and what to do."""
    return _wait(one.seconds) if one.code == "wait" else _(sentence(one))


def sentence(one: Fault) -> str:
    """The same before the language is known: the English sentence."""
    return _FAULTS["old" if one.field == "old" and one.code == "wrong" else one.code]


def _wait(seconds: int) -> str:
    if seconds < 60:
        return n_(
            "Several tries have failed. The next one is looked at in {count} second.",
            "Several tries have failed. The next one is looked at in {count} seconds.",
            seconds,
        )
    return n_(
        "Several tries have failed. The next one is looked at in {count} minute.",
        "Several tries have failed. The next one is looked at in {count} minutes.",
        -(-seconds // 60),
    )


def action(code: str, note: str) -> str:
    """A line of the log about a person."""
    name, _sep, place = note.partition(":")
    grant = Grant(name, int(place) if place.isdecimal() else None)
    return _(_ACTIONS.get(code, code)).format(role=held(grant))


def signed(actor: str) -> str:
    """Who signed in the log, where it is nobody with a name."""
    told = {"command line": _("the command line"), "first start": _("the first start")}
    return told.get(actor) or former()


def former() -> str:
    """What stands where the name of an erased person stood."""
    return _("Former colleague")
