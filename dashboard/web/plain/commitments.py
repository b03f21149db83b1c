"""What cities promised in workshops, by when, and how each promise goes: a page and a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import outcome_words, words
from dashboard.catalogue import cities, commitments, summits
from dashboard.catalogue.columns import harmless
from dashboard.catalogue.commitments import Commitment
from dashboard.i18n import _, language, n_, number
from dashboard.web import answers
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import frame, signed, told
from dashboard.web.plain.told import Figure, Said, Way

_CSV = "text/csv; charset=utf-8"


def page(request: Request) -> Made:
    """The commitments that the address asks for: of a summit, of a city, or all."""
    summit, city = _asked(request)
    return Made(_page(request, summit, city))


def _asked(request: Request) -> tuple[str, str]:
    """The summit and the city of the address; '' is all. NotHere for what nobody knows."""
    summit, city = (request.query_params.get(name, "").strip()[:80] for name in ("summit", "city"))
    if summit and summits.of(summit, language()) is None:
        raise NotHere
    if city and city not in cities.names(language()):
        raise NotHere
    return summit, city


def _page(request: Request, summit: str, city: str) -> str:
    every = commitments.of(language=language())
    found = commitments.of(summit or None, city or None, language=language())
    return frame.filled(
        "commitments.html",
        request,
        title=_("What cities promised"),
        description=_(
            "Every promise made in a workshop here: by whom, by when, and how it goes, as the"
            " city’s office tells."
        ),
        address="commitments",
        indexed=not (summit or city),
        heading=_heading(summit, city),
        figures=_figures(found),
        promises=signed.promises(found),
        summits=_summits(every),
        cities=_cities(every),
        chosen={"summit": summit, "city": city},
        files=[Way(_("The same as a table (CSV)"), _file(summit, city))],
        say=_words(),
    )


def _heading(summit: str, city: str) -> str:
    if city:
        return _("What {city} promised").format(city=cities.names(language())[city])
    if summit:
        return _("What was promised in {summit}").format(summit=words.summit(summit))
    return _("What cities promised")


def _figures(found: tuple[Commitment, ...]) -> list[Figure]:
    """How many there are, how many are kept, how many are overdue."""
    kept = sum(one.state == "kept" for one in found)
    late = sum(one.overdue for one in found)
    counts = (
        (len(found), n_("promise on record", "promises on record", len(found))),
        (kept, n_("kept, as its city tells", "kept, as their cities tell", kept)),
        (late, n_("overdue: its day has passed", "overdue: their day has passed", late)),
    )
    return [Figure(number(count), "", Said(label), ()) for count, label in counts]


def _summits(every: tuple[Commitment, ...]) -> list[tuple[str, str]]:
    codes = dict.fromkeys(one.outcome.summit for one in every)
    return [(code, words.summit(code)) for code in codes]


def _cities(every: tuple[Commitment, ...]) -> list[tuple[str, str]]:
    having = {one.outcome.city_slug for one in every}
    return [item for item in cities.names(language()).items() if item[0] in having]


def _file(summit: str, city: str) -> str:
    chosen = urlencode({k: v for k, v in (("summit", summit), ("city", city)) if v})
    return told.at("commitments.csv") + (f"?{chosen}" if chosen else "")


def _words() -> dict[str, str]:
    return {
        "standfirst": _(
            "Promised in a workshop, typed while it was said and signed by a second person. How it"
            " goes is told by the city’s own office; where it has said nothing, that is shown."
        ),
        "figures": _("In figures"),
        "counts": _("Counted are the promises on record here, never what a city does."),
        "every_summit": _("All summits"),
        "every_city": _("All cities"),
        "summit": _("Summit"),
        "city": _("City"),
        "show": _("Show"),
        "list": _("The promises"),
        "none": _("No promise is on record here yet."),
        "take": _("To take along"),
    }


# The same as a table ------------------------------------------------------------------------------


def table(request: Request) -> Made:
    """The same commitments as CSV; opens with a byte order mark, else Excel garbles accents."""
    summit, city = _asked(request)
    found = commitments.of(summit or None, city or None, language=language())
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in _grid(found))
    name = "-".join(filter(None, ("commitments", summit, city, language())))
    return Made(
        out.getvalue().encode("utf-8-sig"),
        _CSV,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "Content-Language": language(),
        },
    )


def _grid(found: tuple[Commitment, ...]) -> Iterator[list[str]]:
    yield [
        _("Id"), _("Version"), _("City"), _("Summit"), _("Workshop"), _("Promise"), _("Language"),
        _("Promised by"), _("Until"), _("State"), _("Overdue"), _("Told on"), _("Office"),
        _("In the office’s words"), _("Signed on"),
    ]  # fmt: skip
    for one in found:
        said = one.outcome
        yield [
            said.id,
            str(said.version),
            said.city or "",
            words.summit(said.summit),
            said.workshop,
            said.text.words,
            said.text.language,
            said.promised_by or "",
            said.due_on.isoformat() if said.due_on else "",
            outcome_words.goes(one.state),
            _("yes") if one.overdue else _("no"),
            one.told_at.date().isoformat() if one.told_at else "",
            one.office or "",
            one.words or "",
            said.signed_at.date().isoformat(),
        ]


routes: list[BaseRoute] = [
    Route("/commitments", answers.kept(page)),
    Route("/commitments.csv", answers.kept(table)),
]
