"""The meeting brief as a page: choose two cities, read what to ask and offer, take the sheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import words
from dashboard.catalogue import brief, pulse
from dashboard.catalogue.brief import Brief
from dashboard.i18n import _, language, number
from dashboard.sheets import brief as in_words
from dashboard.web import answers, shell
from dashboard.web.answers import Made
from dashboard.web.plain import frame, told


def page(request: Request) -> Made:
    """The form, and below it the brief of the two cities that the address names."""
    names = brief.names(language())
    mine, theirs = (_asked(request, one) for one in ("mine", "theirs"))
    found = brief.of(mine, theirs, language()) if mine and theirs else None
    fault = "" if found else _fault(mine, theirs, names)
    return Made(_page(request, names, mine, theirs, found, fault), status=400 if fault else 200)


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "").strip()[:80]


def _fault(mine: str, theirs: str, names: dict[str, str]) -> str:
    """What is wrong with the choice; nothing while a city is still to be chosen."""
    if mine and mine == theirs:
        return _("A city does not meet itself: choose another one for the second.")
    if any(one and one not in names for one in (mine, theirs)):
        return _("The catalogue knows no city of this name. Choose one from the list.")
    return ""


def _page(
    request: Request,
    names: dict[str, str],
    mine: str,
    theirs: str,
    found: Brief | None,
    fault: str,
) -> str:
    content = in_words.told(found, shell.origin(request)) if found else None
    title = in_words.title(found) if found else _("Prepare a meeting of two cities")
    return frame.filled(
        "brief.html",
        request,
        title=title,
        description=_("What to ask another city, what to offer it, and what both have in common."),
        address="brief",
        indexed=not found,
        heading=title,
        cities=list(names.items()),
        mine=mine,
        theirs=theirs,
        fault=fault,
        brief=content,
        sheet=told.at("sheet/brief.pdf?" + _query(mine, theirs)),
        swapped=told.at("brief?" + _query(theirs, mine)),
        at=_here,
        reader=language(),
        say=_words(len(names)),
    )


def _query(mine: str, theirs: str) -> str:
    return urlencode({"mine": mine, "theirs": theirs})


def _here(path: str) -> str:
    """An address of ours in the reader's language; another house's as it is."""
    return path if path.startswith("http") else told.at(path)


def _words(cities: int) -> dict[str, Any]:
    return {
        "standfirst": _(
            "One page for the table: three practices to ask about, three to offer, whom both "
            "address, what no source answers, and whom to ask."
        ),
        "mine": _("My city"),
        "theirs": _("The city I meet"),
        "choose": _("Choose a city"),
        "count": _("{count} cities to choose from").format(count=number(cities)),
        "show": _("Prepare the brief"),
        "print": _("The same on one page (PDF)"),
        "swap": _("Swap the cities"),
        "why": _("Why this one"),
        "gap": words.gap(),
    }


routes: list[BaseRoute] = [
    Route("/brief", answers.kept(page, beat=lambda _request: pulse.of("questions")))
]
