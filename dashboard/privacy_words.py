"""What is stored of people, in words: for each code of `persons.STORED` a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.catalogue.discussion.stored import STORED, TERMS
from dashboard.i18n import N_, _, n_

WHAT: Mapping[str, str] = {
    "words": N_("What you write, and what stood there before you changed it"),
    "not_shown": N_("Why a filter had your text set aside, as a code"),
    "name": N_("The name you give, which may be invented"),
    "sixteen": N_("That you said to be 16 or over, where you gave a name"),
    "link": N_("A hash of the link by which you reach your own text, and of the form it came by"),
    "device": N_("A hash of the cookie that your browser gets when it sends something"),
    "place": N_("A hash of your network address, made with a random number of the day"),
    "voice": N_("What was said by one press (“so in my street”), with the hash of the cookie"),
    "email": N_("Your e-mail address, encrypted, if you want the answer sent"),
    "statement": N_("What a moderator told you, your wish for a second look, and the answer"),
    "notice": N_("A notice that something breaks the rules: its words, your name and e-mail"),
    "letter": N_("A letter by the contact form: its words, and your e-mail if you give it"),
    "account": N_("Of those who work here: login, name, language, and the password as a hash"),
    "roles": N_("Of those who work here: which roles they hold, and for which city"),
    "session": N_("Of those who work here: a hash of each sign-in, and when it was last used"),
    "invitation": N_("A hash of each invitation, and who used it"),
    "tries": N_("Failed sign-ins: hashes of the login and of the network address, and how many"),
    "trace": N_("Who of those who work here did what: the number of the account"),
    "contact": N_("The address of somebody in a city who can say whether a practice still runs"),
    "office": N_("Names and offices of mayors and speakers, from public sources or told by them"),
}
WHY: Mapping[str, str] = {
    "discussion": N_("So that others can read it."),
    "statement": N_("So that you learn why, and can ask for a second look."),
    "minors": N_("Because people under 16 do not write here under a name."),
    "own_post": N_("So that you, and nobody else, see, change, take along or erase it."),
    "spam": N_("To hold off programs that write by themselves."),
    "once_each": N_("So that each browser is counted once."),
    "answer": N_("To send the answer, after you have confirmed it by a letter."),
    "notice": N_("To decide on it, and to tell you how it ended."),
    "letter": N_("To answer it."),
    "sign_in": N_("So that they can sign in, and nobody else."),
    "guessing": N_("To slow down whoever guesses passwords."),
    "log": N_("So that every decision has somebody who answers for it."),
    "still_running": N_("To ask once a year whether it still runs."),
    "public_role": N_("Because they speak for their city in public."),
}
_WITHOUT_DAYS: Mapping[str, str] = {
    "the_day": N_("Until the day is over; then nobody can tell it any more."),
    "at_will": N_("Until you erase it, or ask us to."),
    "with_the_post": N_("As long as your text stands here."),
    "with_the_account": N_("Until the account is erased."),
    "log": N_("It stays; the name behind the number is erased with the account."),
    "office": N_("It stays, as part of the record of the summit; errors are corrected."),
}


@dataclass(frozen=True)
class Row:
    """One line of the privacy page: what, what for, how long, and in which columns it lies."""

    what: str
    why: str
    ends: str
    columns: tuple[str, ...]


def rows() -> tuple[Row, ...]:
    """All that is stored of people, in the reader's language: from the list that tests hold."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for column, one in STORED.items():
        found.setdefault((one.what, one.why, one.ends), []).append(column)
    return tuple(
        Row(_(WHAT[what]), _(WHY[why]), ends(term), tuple(columns))
        for (what, why, term), columns in found.items()
    )


def ends(term: str) -> str:
    """How long something is kept, from the term that the retention job acts by."""
    if term in _WITHOUT_DAYS:
        return _(_WITHOUT_DAYS[term])
    if term == "letter":
        return _letter()
    count = days(term)
    if term == "notice":
        return n_("{count} day after it was decided.", "{count} days after it was decided.", count)
    if term == "session":
        return n_("{count} day after it ended.", "{count} days after it ended.", count)
    if term == "invitation":
        return n_("{count} day after its use.", "{count} days after its use.", count)
    if term == "not_shown":
        return n_(
            "Until you erase it; {count} day after it was refused or hidden, its words too.",
            "Until you erase it; {count} days after it was refused or hidden, its words too.",
            count,
        )
    if term == "wish":
        return _wish()
    return n_("{count} day.", "{count} days.", count)


def _letter() -> str:
    return n_(
        "{count} day after it was answered; a year at most.",
        "{count} days after it was answered; a year at most.",
        days("letter_done"),
    )


def _wish() -> str:
    first = n_("Not confirmed: {count} day.", "Not confirmed: {count} days.", days("unconfirmed"))
    then = n_("{count} day, or until you erase it.", "{count} days, or until you erase it.",
              days("wish"))  # fmt: skip
    return f"{then} {first}"


def days(term: str) -> int:
    """The days of a term."""
    length = TERMS[term]
    assert length is not None, term
    return length.days
