"""Words of the summits: who came and signed, who spoke, what is not known, what a file lacks."""

from __future__ import annotations

from collections.abc import Iterator

from babel.numbers import get_currency_name

from dashboard import words
from dashboard.catalogue.summit_file import SENTENCES, Fault
from dashboard.catalogue.summits import (
    ABOUT,
    MORE_THAN,
    Conclusion,
    Cost,
    Event,
    Exhibition,
    Guest,
    Speaker,
    Stated,
    Summit,
)
from dashboard.i18n import _, date, language, listed, n_, number


def days(summit: Summit) -> str:
    """From when to when it was held."""
    if summit.starts == summit.ends:
        return date(summit.starts)
    return _("{start} to {end}").format(start=date(summit.starts), end=date(summit.ends))


def event_days(one: Event) -> str:
    """The day, or the days, of something on the programme."""
    if one.until is None or one.until == one.day:
        return date(one.day)
    return _("{start} to {end}").format(start=date(one.day), end=date(one.until))


# Who came -----------------------------------------------------------------------------------------


def counts(summit: Summit) -> list[tuple[int | None, str]]:
    """How many came and signed, by the sources that count them, with what is counted."""
    came, signed = summit.attendance, None
    if summit.declaration:
        signed = summit.declaration.signatories
    return [
        (came.cities, n_("city took part", "cities took part", came.cities or 2)),
        (came.countries, n_("country", "countries", came.countries or 2)),
        (came.delegates, n_("delegate", "delegates", came.delegates or 2)),
        (signed, n_("city signed the declaration", "cities signed the declaration", signed or 2)),
    ]


def groups(summit: Summit) -> Iterator[tuple[str, tuple[Guest, ...]]]:
    """The cities by what the sources say of them; what they do not say is said."""
    unsigned = _("Took part; whether they signed is not stated")
    headings = {  # by presence and signature, as the sources have them
        (True, True): _("Took part and signed"),
        (True, False): _("Took part and did not sign"),
        (True, None): unsigned if summit.declaration else _("Took part"),
        (None, True): _("Signed; whether they were present is not stated"),
        (False, True): _("Signed without being present"),
    }
    for said, heading in headings.items():
        found = tuple(one for one in summit.guests if (one.took_part, one.signed) == said)
        if found:
            yield heading, found


def unnamed(summit: Summit) -> str:
    """How many the sources count and do not name."""
    stated, named = summit.attendance.cities, len(summit.came)
    if stated is None:
        return _(
            "No source read states how many cities came. These are named; others are not known."
        )
    if stated > named:
        return _(
            "Sources count {stated} cities as present and name {named}. The others are not known."
        ).format(stated=number(stated), named=number(named))
    return _("Every city that the sources count is named.")


# What was said ------------------------------------------------------------------------------------


def speaker(one: Speaker) -> str:
    """Who spoke, of which city, in which office."""
    # Names and offices are kept as the sources write them, mostly in English.
    parts = [one.city, one.name or _("name not stated"), one.office]
    return " · ".join(part for part in parts if part)


def basis(one: Conclusion) -> str:
    """What sort of sentence it is, and how far its source ties it to the workshop."""
    return _("{kind}. {basis}.").format(
        kind=words.label("conclusion_kind", one.kind), basis=words.label("basis", one.basis)
    )


def who(one: Conclusion) -> str:
    """The city a conclusion is of, and who spoke for it there."""
    if not one.city:
        return ""
    people = [
        _("{name} ({office})").format(name=two.name, office=two.office) if two.office else two.name
        for two in one.spoke_for_it
        if two.name
    ]
    if not people:
        return one.city
    return _("{city}, represented by {people}").format(city=one.city, people=listed(people))


def untraced(one: Exhibition) -> str:
    """What of the exhibition no source tells; '' where they tell all."""
    traces = {
        "end_date": _("until when it ran"),
        "visitors": _("how many came"),
        "online_copy": _("a copy online"),
        "reused_by_cities": _("which cities used it at home"),
    }
    things = listed([traces[name] for name in one.untraced])
    return _("No source read tells: {things}.").format(things=things) if one.untraced else ""


# Figures ------------------------------------------------------------------------------------------


def cost(one: Cost) -> str:
    """A sum, and who paid it."""
    amount = f"{number(one.amount)}\u00a0{currency(one.amount, one.currency)}"
    return _("{amount}, paid by {who}").format(amount=amount, who=one.paid_by)


def currency(amount: float, code: str) -> str:
    """The name of a currency after an amount."""
    return str(get_currency_name(code, count=amount, locale=language()))


def precision(one: Stated) -> str:
    """'about', 'more than', or nothing where a figure is told as exact."""
    return {ABOUT: _("about"), MORE_THAN: _("more than")}.get(one.precision, "")


# Faults of a file or a form -----------------------------------------------------------------------


def fault(one: Fault) -> str:
    """What is wrong with a field, in the reader's language."""
    return _(SENTENCES[one.code]).format(**one.values)


def place(one: Fault) -> str:
    """Where in the form a fault is, as people call it: 'Cities, row 3'."""
    name = str(one.where[0]) if one.where else ""
    told = {
        "id": _("Public id"),
        "name": _("Name"),
        "city": _("City"),
        "starts": _("First day"),
        "ends": _("Last day"),
        "edition": _("Number in the series"),
        "venue": _("Where it meets"),
        "format": _("Form"),
        "slogan": _("Motto"),
        "hosts": _("Host"),
        "sources": _("Sources"),
        "declaration": _("Declaration"),
        "guests": _("Cities"),
        "workshops": _("Workshops"),
        "programme": _("Programme"),
    }.get(name, name)
    row = next((part for part in one.where if isinstance(part, int)), None)
    return told if row is None else _("{field}, row {row}").format(field=told, row=row + 1)
