"""Words for questions to mayors: how a city stands to one, since when it is silent, how it answers.

One voice for the plain pages, the desk, letters and files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue.discussion import Fault, answering, questions
from dashboard.catalogue.discussion.answers import Cell
from dashboard.catalogue.discussion.quota import Quota
from dashboard.i18n import N_, _, date, language_name, n_, number, percent

# A sign beside each word: how a city stands is never a matter of colour.
SIGNS: Mapping[str, str] = {
    "answered": "✓", "partly": "◐", "not_our_power": "↷", "declined": "–", "silent": "",
}  # fmt: skip
_STANDINGS: Mapping[str, str] = {
    "answered": N_("Answered"),
    "partly": N_("Answered in part"),
    "not_our_power": N_("Not in the city’s power"),
    "declined": N_("Declined, with a reason"),
    "silent": N_("No answer yet"),
}
_MEANINGS: Mapping[str, str] = {
    "answered": N_("The question is answered whole."),
    "partly": N_("Part of it is answered; say what is still open."),
    "not_our_power": N_("The city cannot decide it; say who can."),
    "declined": N_("The city does not answer; say why. Everybody reads the reason."),
}
_FAULTS: Mapping[tuple[str, str], str] = {
    ("words", "missing"): N_("There is no question yet. Write it in one or two sentences."),
    ("words", "too_short"): N_("This is very short. Say what you would like to know."),
    ("words", "too_long"): N_("A question has at most {most} characters. The rest fits below."),
    ("reasons", "too_long"): N_("At most {most_reasons} characters. Say the most important first."),
    ("cities", "missing"): N_("Choose at least one city."),
    ("cities", "unknown"): N_("Choose cities from the list: one of these names is not known."),
    ("cities", "too_many"): N_("One question goes to {most_cities} cities at most."),
    ("name", "too_long"): N_("A name has at most 40 characters."),
    ("sixteen", "missing"): N_("Only who is 16 or over gives a name. Without one, leave it empty."),
    ("language", "unknown"): N_("Say in which language you have written."),
    ("summit", "unknown"): N_("This summit is not known. Leave the field empty."),
    ("email", "unknown"): N_("This is not an e-mail address. It looks like name@city.example."),
}
_ANSWER_FAULTS: Mapping[tuple[str, str], str] = {
    ("standing", "missing"): N_("Say how the city stands to the question."),
    ("office", "missing"): N_("Name the office that signs the answer."),
    ("office", "too_long"): N_("The name of an office has at most {most_office} characters."),
    ("words", "missing"): N_("There is no answer yet."),
    ("words", "reason_missing"): N_("Declining needs a reason: say why in a sentence at least."),
    ("words.", "too_long"): N_("An answer has at most {most_answer} characters in {language}."),
    ("origin.", "missing"): N_("Say who put the text into {language}: a person or a machine."),
}


def standing(code: str) -> str:
    """'Answered', 'No answer yet'."""
    return _(_STANDINGS[code])


def meaning(code: str) -> str:
    """What an office says by a standing, for whoever chooses it."""
    return _(_MEANINGS[code])


def fault(one: Fault) -> str:
    """What is wrong with a question, as a sentence."""
    told = _FAULTS.get((one.field, one.code), N_("Look at this once more."))
    return _(told).format(
        most=number(questions.LONGEST),
        most_reasons=number(questions.LONGEST_REASONS),
        most_cities=number(questions.MOST_CITIES),
    )


def answer_fault(one: Fault) -> str:
    """What keeps an answer from being published, as a sentence."""
    kind, dot, code = one.field.partition(".")
    told = _ANSWER_FAULTS.get((f"{kind}{dot}", one.code), N_("Look at this once more."))
    return _(told).format(
        most_office=number(answering.LONGEST_OFFICE),
        most_answer=number(answering.LONGEST),
        language=language_name(code) if code else "",
    )


# Since when, until when ---------------------------------------------------------------------------


def silence(cell: Cell) -> str:
    """That there is no answer, since when, and by when one was asked for."""
    sent, due = date(cell.sent_at.date()), date(cell.due_on)
    if cell.overdue:
        return _("No answer since {sent}. It was asked for by {due}.").format(sent=sent, due=due)
    return _("No answer yet. Asked on {sent}, to be answered by {due}.").format(sent=sent, due=due)


def silence_in_short(cell: Cell) -> str:
    """The same where there is little room."""
    if cell.overdue:
        return _("silent since {date}").format(date=date(cell.sent_at.date(), "medium"))
    return _("to be answered by {date}").format(date=date(cell.due_on, "medium"))


def undelivered(cell: Cell) -> str:
    """That nobody of a city has a desk here, so that its silence says nothing; or nothing."""
    if cell.has_office or cell.answer:
        return ""
    return _("No office of {city} has a desk here yet, so nobody there may have read it.").format(
        city=cell.city_name
    )


def signed(office: str, moment: datetime, version: int) -> str:
    """Who signed an answer and when; that it was changed since."""
    day = date(moment.date())
    if version > 1:
        return _("Signed by {office}, changed on {date}").format(office=office, date=day)
    return _("Signed by {office}, {date}").format(office=office, date=day)


def days(count: float) -> str:
    """'12 days'."""
    whole = round(count)
    return n_("{count} day", "{count} days", whole)


def age(since: datetime, now: datetime) -> str:
    """How long something lies there: 'for 3 days', 'since today'."""
    passed = (now.date() - since.date()).days
    if passed < 1:
        return _("since today")
    return n_("for {count} day", "for {count} days", passed)


def unpublished(count: int) -> str:
    """'2 answers not published'."""
    return n_("{count} answer not published", "{count} answers not published", count)


def supporters(count: int) -> str:
    """How many would like to know it too; never a survey."""
    return n_(
        "{count} other person would like to know",
        "{count} other people would like to know",
        count,
    )


# How a city answers -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One city of the table of answers, in words."""

    city: str
    slug: str
    questions: str
    replied: str
    kinds: str
    open: str
    days: str
    note: str


def quota(one: Quota) -> Line:
    """A city's questions and answers in words; the number of questions always stands beside.

    Of a city without a desk that has answered nothing, nothing is counted: it may not have read it.
    """
    unread = not one.has_office and not one.replied
    return Line(
        city=one.city_name,
        slug=one.city,
        questions=number(one.questions),
        replied="" if unread else _replied(one),
        kinds="; ".join(_kinds(one)),
        open="" if unread else "; ".join(_open(one)) or _("none"),
        days=days(one.days) if one.days is not None else "",
        note=_("No office has a desk here yet.") if unread else "",
    )


def _replied(one: Quota) -> str:
    told = _("{count} of {all}").format(count=number(one.replied), all=number(one.questions))
    return told if one.share is None else f"{told} ({percent(one.share)})"


def _kinds(one: Quota) -> list[str]:
    pattern = _("{standing}: {count}")
    return [
        pattern.format(standing=standing(code), count=number(count))
        for code, count in one.standings.items()
        if count
    ]


def _open(one: Quota) -> list[str]:
    told = []
    if one.waiting:
        told.append(n_("{count} within its time", "{count} within their time", one.waiting))
    if one.overdue:
        told.append(n_("{count} overdue", "{count} overdue", one.overdue))
    if told and one.longest is not None:
        told.append(_("the oldest waits {days}").format(days=days(one.longest)))
    return told
