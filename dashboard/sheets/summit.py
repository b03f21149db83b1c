"""The sheet of one summit: what sources say of it, also where they do not say the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard import outcome_words, words
from dashboard.catalogue.outcomes import Outcome
from dashboard.catalogue.summits import Conclusion, Conflict, Guest, Stated, Summit, Workshop
from dashboard.i18n import _, date, listed, number
from dashboard.sheets import paper, printing
from dashboard.sheets.paper import Origin, Told

TEMPLATE = "summit"


@dataclass
class _Pages:
    """The pages that were read, numbered in the order in which the sheet leans on them."""

    found: list[str] = field(default_factory=list)

    def number(self, address: str) -> int:
        if address not in self.found:
            self.found.append(address)
        return self.found.index(address) + 1


def pdf(summit: Summit, house: str) -> bytes:
    """The sheet, ready to print."""
    return printing.pdf(TEMPLATE, told(summit, house))


def told(summit: Summit, house: str) -> Told:
    """What stands on the sheet; `house` is the public address."""
    origin = Origin(house, f"summit/{summit.code}")
    pages = _Pages()
    conflicts = [_conflict(one, pages) for one in summit.conflicts]
    content = {
        "name": paper.said(summit.name),
        "place": _place(summit),
        "facts": _facts(summit),
        "conflicts": {
            "title": _("Where sources differ"),
            "note": _("Side by side as each source states it; none is marked as the right one."),
            "all": conflicts,
            "none": _("The sources read do not contradict one another in a figure."),
        },
        "declaration": _declaration(summit, pages),
        "guests": {
            "title": _("Who came and who signed"),
            "all": [_guest(one) for one in summit.guests if one.took_part or one.signed],
            "key": _("* signed the declaration"),
        },
        "workshops": {
            "title": _("What was said in the workshops"),
            "all": [_workshop(one, pages) for one in summit.workshops],
            "none": _("no conclusion on record"),
        },
    }
    for one in summit.sources:
        pages.number(one)
    return paper.framed(
        origin,
        kind=_("A summit of mayors"),
        title=_("{summit}: {name}").format(
            summit=words.summit(summit.code), name=summit.name.words
        ),
        day=paper.released()[1],
        colophon=[paper.read_in(), _("Counts measure what was read, never the city.")],
        summit=words.summit(summit.code),
        **content,
        sources={
            "title": _("Sources"),
            "all": [
                {"number": at, "words": paper.readable(one), "address": one}
                for at, one in enumerate(pages.found, start=1)
            ],
        },
    )


def _place(summit: Summit) -> str:
    country = words.label("country", summit.country)
    return _("{city}, {country}, {start} to {end}").format(
        city=summit.city, country=country, start=date(summit.starts), end=date(summit.ends)
    )


def _facts(summit: Summit) -> list[Told]:
    signatories = summit.declaration.signatories if summit.declaration else None
    counted = len(summit.signed) or None
    return [
        _fact(summit.attendance.cities, _("cities, by the host’s last count")),
        _fact(summit.attendance.countries, _("countries")),
        _fact(summit.attendance.delegates, _("delegates")),
        _fact(signatories or counted, _("cities that signed the declaration")),
    ]


def _fact(value: int | None, label: str) -> Told:
    return {
        "amount": "" if value is None else number(value),
        "unit": "",
        "label": paper.plain(label),
        "notes": [],
    }


# ---- where sources differ ------------------------------------------------------------------------


def _conflict(one: Conflict, pages: _Pages) -> Told:
    return {
        "about": words.contested(one.about),
        "all": [_stated(each, pages) for each in one.figures],
    }


def _stated(one: Stated, pages: _Pages) -> Told:
    return {
        "amount": _amount(one),
        "counts": paper.said(one.counts),
        "by": words.stated_by(one.kind, one.stated_by, one.day),
        "source": pages.number(one.source),
        "address": one.source,
    }


def _amount(one: Stated) -> str:
    amount = words.amount(one.value)
    if one.currency:
        amount = f"{amount}\u00a0{one.currency}"
    pattern = {"about": _("about {number}"), "more_than": _("more than {number}")}.get(
        one.precision, "{number}"
    )
    return pattern.format(number=amount)


# ---- the declaration, the cities, the workshops --------------------------------------------------


def _declaration(summit: Summit, pages: _Pages) -> Told | None:
    one = summit.declaration
    if one is None:
        return None
    return {
        "title": _("The declaration"),
        "name": one.title,
        "about": date(one.day) if one.day else _("date not stated"),
        "address": paper.line("", one.url or "")["address"],
        "points": [paper.said(each) for each in one.points],
        "sources": [pages.number(each) for each in one.sources],
        "note": _("Its points in our words."),
    }


def _guest(one: Guest) -> str:
    name = _("{city}, {country}").format(city=one.name, country=words.label("country", one.country))
    return f"{name}\u00a0*" if one.signed else name


def _workshop(one: Workshop, pages: _Pages) -> Told:
    return {
        "title": paper.said(one.title),
        "speakers": listed(list(dict.fromkeys(each.city for each in one.speakers if each.city))),
        "all": [
            *(_signed(each) for each in one.outcomes),
            *(_conclusion(each, pages) for each in one.conclusions),
        ],
    }


def _signed(one: Outcome) -> Told:
    """What the workshop itself signed: it leans on no page, but on two persons who were there."""
    promise = outcome_words.promise(one.promised_by, None, one.due_on)
    about = [
        outcome_words.kind(one.kind),
        *([one.city] if one.city else []),
        *([promise] if promise and one.kind == "commitment" else []),
        _("signed in the workshop on {date}").format(date=date(one.signed_at)),
        *paper.notes(one.text),
    ]
    return {**paper.said(one.text), "note": " · ".join(about), "source": 0, "address": ""}


def _conclusion(one: Conclusion, pages: _Pages) -> Told:
    about = [
        words.label("conclusion_kind", one.kind),
        *([one.city] if one.city else []),
        *paper.notes(one.text),
    ]
    return {
        **paper.said(one.text),
        "note": " · ".join(about),
        "source": pages.number(one.source),
        "address": one.source,
    }
