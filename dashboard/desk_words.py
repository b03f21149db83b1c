"""Words of the desk: names of fields, states, and each fault as a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dashboard.catalogue import clock, rules
from dashboard.catalogue.rules import Fault
from dashboard.i18n import N_, _, date, language_name, n_, number

# The fields of a draft as people call them.
FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "city": N_("City"),
    "city_id": N_("City"),
    "themes": N_("Themes"),
    "topics": N_("Topics"),
    "audiences": N_("Whom it addresses"),
    "instrument": N_("Kind of measure"),
    "status": N_("Status"),
    "evidence": N_("How well it is known"),
    "start_year": N_("Year it began"),
    "end_year": N_("Year it ended"),
    "lead": N_("Run by"),
    "partners": N_("Partners"),
    "challenge": N_("The problem"),
    "approach": N_("What was done"),
    "results": N_("What came of it"),
    "figures": N_("Figures"),
    "sources": N_("Sources"),
    "language": N_("Language it was first written in"),
    # Parts of a figure or source.
    "label": N_("What it counts"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "year": N_("Year"),
    "period": N_("Period"),
    "measured_by": N_("Measured by"),
    "source": N_("Source"),
    "url": N_("Address"),
    "publisher": N_("Publisher"),
}

STATES: Mapping[str, str] = {
    "draft": N_("Draft"),
    "submitted": N_("Waiting for review"),
    "in_review": N_("Being reviewed"),
    "changes_requested": N_("Came back with notes"),
    "rejected": N_("Not taken in"),
    "published": N_("Published"),
    "withdrawn": N_("Deleted"),
    "retired": N_("Retired"),
    "sealed": N_("Sealed"),
    "renamed": N_("Renamed"),
}

# What is missing, said as what to do.
_MISSING: Mapping[str, str] = {
    "title": N_("Give it a title."),
    "summary": N_("Say in one or two sentences what was done."),
    "city": N_("Choose the city."),
    "themes": N_("Choose at least one theme."),
    "instrument": N_("Choose the kind of measure."),
    "sources": N_("Name at least one source with its address."),
}


def field(name: str) -> str:
    """The name of a field for people; a name nobody knows stays as it is."""
    return _(FIELDS[name]) if name in FIELDS else name


def state(code: str) -> str:
    """The state of a submission or practice for people."""
    return _(STATES[code]) if code in STATES else code


def place(fault: Fault) -> str:
    """Where a fault lies: 'Summary, in French', 'Figures, row 2'."""
    name = field(fault.field)
    if fault.language:
        spoken = language_name(fault.language)
        return _("{field}, in {language}").format(field=name, language=spoken)
    if fault.row:
        return _("{field}, row {row}").format(field=name, row=number(fault.row))
    return name


def fault(one: Fault) -> str:
    """What is wrong and what would be right, in a sentence."""
    if one.code == "missing" and one.field in _MISSING:
        return _(_MISSING[one.field])
    if one.code in _COUNTED:
        return _counted(one)
    if one.code == "incomplete_row" and one.field in _INCOMPLETE:
        return _(_INCOMPLETE[one.field])
    pattern = _(_FAULTS.get(one.code, N_("Look at this field again.")))
    return pattern.format(**{name: _value(value) for name, value in _values(one).items()})


_FAULTS: Mapping[str, str] = {
    "missing": N_("Something has to stand here."),
    "unknown_code": N_("“{given}” is not in the list. Choose one of the list."),
    "twice": N_("The same is chosen twice. Take one of them out."),
    "year_out_of_range": N_(
        "{given} is no year between {fewest} and {most}. Look for a typing slip."
    ),
    "years_reversed": N_("It ended before it began. Look at both years."),
    "not_a_web_address": N_(
        "“{given}” is no web address. Copy it from the browser, with https:// at its beginning."
    ),
    "no_such_source": N_("There is no source number {given}. Choose one of the sources below."),
    "unreadable_sign": N_("It holds a sign that nobody can see. Type this passage again."),
    "incomplete_row": N_("This row is not complete. Fill it in or take it out."),
    "unknown_place": N_("“{given}” is not known as a city. Choose it from the list of places."),
    "not_your_city": N_(
        "You write for {given} only; a researcher can add a practice of another city."
    ),
    "not_a_number": N_("“{given}” is no number. Write it in digits, such as 1200 or 12.5."),
}
_INCOMPLETE: Mapping[str, str] = {
    "figures": N_("A figure needs what it counts, a value and a unit. Fill it in or take it out."),
    "sources": N_("A source needs its address. Fill it in or take it out."),
    "partners": N_("This partner has no name. Fill it in or take it out."),
}
_COUNTED = ("too_short", "too_long", "too_many")


def _values(one: Fault) -> dict[str, str | int]:
    return {"given": "", "fewest": rules.EARLIEST_YEAR, "most": "", **one.values}


def _value(value: str | int) -> str:
    return str(value)  # years are written without marks between thousands


def _counted(one: Fault) -> str:
    """A length or number of entries, with how much there is too much or too little."""
    given, most = int(one.values.get("given", 0)), int(one.values.get("most", 0))
    if one.code == "too_short":
        fewest = int(one.values.get("fewest", 0))
        return n_(
            "Too short: at least {count} character more.",
            "Too short: at least {count} characters more.",
            max(fewest - given, 1),
        )
    if one.code == "too_long":
        return n_(
            "Too long: {count} character has to go.",
            "Too long: {count} characters have to go.",
            max(given - most, 1),
        )
    return n_(
        "Too many are chosen: {count} has to go.",
        "Too many are chosen: {count} have to go.",
        max(given - most, 1),
    )


def day(moment: datetime) -> str:
    """A moment of the store as a day for people: 'today', 'yesterday', '3 May 2026'."""
    ago = (clock.now().date() - moment.date()).days
    return {0: _("today"), 1: _("yesterday")}.get(ago) or date(moment.date())
