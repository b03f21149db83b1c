"""The sheet of one city: its facts, what it did, where it spoke, each with where it was read."""

from __future__ import annotations

from dashboard import words
from dashboard.catalogue import signed
from dashboard.catalogue.cities import Brief, City, Conclusion, Presence, Session
from dashboard.i18n import _, date, n_, number
from dashboard.sheets import paper, printing
from dashboard.sheets.paper import Origin, Told

TEMPLATE = "city"
MOST_SOURCES = 12


def pdf(city: City, house: str) -> bytes:
    """The sheet, ready to print."""
    return printing.pdf(TEMPLATE, told(city, house))


def told(city: City, house: str) -> Told:
    """What stands on the sheet; `house` is the public address."""
    origin = Origin(house, f"c/{city.slug}")
    country = words.label("country", city.country)
    return paper.framed(
        origin,
        kind=_("A city"),
        title=_("{city}, {country}").format(city=city.name, country=country),
        day=paper.released()[1],
        colophon=[
            paper.read_in(),
            _("Each practice names its version and the first signs of its hash."),
            _("Counts measure what was read, never the city."),
        ],
        name=city.name,
        place=_("{country}, {region}").format(
            country=country, region=words.label("region", city.region)
        ),
        facts=_facts(city),
        practices={
            "title": _("What it did"),
            "all": [_practice(one, house) for one in city.practices],
            "none": _(
                "No practice of {city} has been read yet. That says nothing about the city."
            ).format(city=city.name),
            "more": paper.more(len(city.practices), origin),
        },
        summits={
            "title": _("Summits of mayors"),
            "heads": [_("Summit"), _("Took part"), _("Signed the declaration")],
            "all": [_presence(one) for one in city.summits],
        },
        sessions={
            "title": _("In the workshops"),
            "all": [_conclusion(two, one) for one in city.sessions for two in one.conclusions],
        },
        notes={
            "title": _("Notes of the researchers"),
            "text": paper.said(city.notes) if city.notes else None,
        },
        sources={
            "title": _("Sources of these facts"),
            "all": [
                {"words": paper.readable(one), "address": one}
                for one in city.sources[:MOST_SOURCES]
            ],
            "more": paper.more(len(city.sources), origin)[max(len(city.sources) - MOST_SOURCES, 0)],
            "none": _("The place and the number of inhabitants are from {source}.").format(
                source=city.population_source or country
            ),
        },
    )


def _facts(city: City) -> list[Told]:
    attended, silent = len(city.summits_attended), _silent(city)
    member = city.observatory_member
    return [
        _fact(
            number(city.population) if city.population is not None else "",
            _("inhabitants"),
            _("Source: {source}, year not stated").format(source=city.population_source)
            if city.population is not None and city.population_source
            else "",
        ),
        _fact(
            number(attended) if attended else "",
            n_(
                "summit of mayors taken part in, of {all}",
                "summits of mayors taken part in, of {all}",
                attended,
            ).replace("{all}", number(len(city.summits))),
            n_("not stated for {count} of them", "not stated for {count} of them", silent)
            if silent
            else "",
        ),
        _fact(
            "" if member is None else _("Member") if member else _("Not a member"),
            _("of the observatory of mayors"),
            "",
        ),
        _fact(
            number(len(city.practices)),
            n_("practice read", "practices read", len(city.practices)),
            _("what this catalogue holds, never all the city does"),
        ),
    ]


def _silent(city: City) -> int:
    return sum(one.took_part is None and not one.signed for one in city.summits)


def _fact(large: str, label: str, note: str) -> Told:
    return {
        "amount": large,
        "unit": "",
        "label": paper.plain(label),
        "notes": [note] if note else [],
    }


def _practice(one: Brief, house: str) -> Told:
    held = signed.of(one.slug)
    version = held.version if held else 1
    origin = Origin(house, f"p/{one.slug}/v/{version}")
    return {
        "since": str(one.start_year) if one.start_year else "",
        "none": _("year not stated"),
        "title": paper.said(one.title),
        "summary": paper.said(one.summary),
        "theme": one.main_theme,
        "about": " · ".join(
            [*(words.label("theme", theme) for theme in one.themes), _known(one.evidence)]
        ),
        "address": origin.address,
        "shown": _("Version {version}, {hash}: {address}").format(
            version=number(version),
            hash=held.sha256[: paper.SHORT_HASH] if held else words.gap(),
            address=origin.path,
        ),
    }


def _known(evidence: str) -> str:
    return words.inside("evidence", evidence)


def _presence(one: Presence) -> Told:
    days = _("{start} to {end}").format(start=date(one.starts), end=date(one.ends))
    return {
        "name": words.summit(one.summit),
        "days": days,
        "took_part": _("yes, as host") if one.hosted else _yes_no(one.took_part),
        "signed": _yes_no(one.signed),
        "no_declaration": "" if one.declaration_title else _("no declaration known"),
    }


def _yes_no(stated: bool | None) -> str:
    return "" if stated is None else _("yes") if stated else _("no")


def _conclusion(one: Conclusion, session: Session) -> Told:
    about = _("{workshop}, {summit}. {kind}. {basis}. {source}").format(
        workshop=session.title.words,
        summit=words.summit(session.summit),
        kind=words.label("conclusion_kind", one.kind),
        basis=words.label("basis", one.basis),
        source=paper.host(one.source),
    )
    return {
        **paper.said(one.text),
        "note": " · ".join([*paper.notes(one.text), about]),
        "address": one.source,
    }
