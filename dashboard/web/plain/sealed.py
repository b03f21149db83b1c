"""The embargo list: what is signed and waits for its minute, for signed-in press and reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import desk_words, embargo_words, i18n, navigation, settings, words
from dashboard.catalogue import embargo, preview, rights
from dashboard.catalogue.embargo import Sealed
from dashboard.catalogue.record import Text, Whole
from dashboard.i18n import _, language, number
from dashboard.web import identity, languages
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Figure, Said, Source, Way

_ADDRESS = "press/sealed"
# Nothing of it is kept by a browser, a proxy or a search engine, nor told to a page it leads to.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Vary": "Cookie",
}


@dataclass(frozen=True)
class Item:
    """One sealed item as it will be read, its time before all else."""

    not_before: str
    kind: str
    public: Way | None  # the text it will replace
    theme: str
    city: str
    country: str
    title: Said
    summary: Said
    chapters: tuple[tuple[str, Said], ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    facts: tuple[tuple[str, str], ...]


def _page(request: Request) -> Response:
    i18n.use(languages.of(request))
    if settings.sign_in() == "oidc":
        # Whom a provider has let in, Streamlit's own pages know.
        return RedirectResponse(navigation.address("sealed", language()), 303, headers=_HEADERS)
    actor = identity.actor(request)
    if not rights.may(actor, "see_sealed"):
        return _answer(_closed(request, known=actor is not None), 403)
    return _answer(_list(request, [_item(one) for one in embargo.items(actor)]), 200)


def _answer(markup: str, status: int) -> Response:
    return HTMLResponse(markup, status, headers=_HEADERS)


def _list(request: Request, items: list[Item | None]) -> str:
    title = _("Sealed until a time")
    return frame.filled(
        "sealed.html",
        request,
        title=title,
        description=title,
        address=_ADDRESS,
        indexed=False,
        items=[one for one in items if one],
        say={
            "standfirst": _(
                "You read this before it is public. Each item opens by itself at its time,"
                " everywhere at once; until then nothing of it may be told, shown or passed on."
            ),
            "none": _("Nothing is sealed now. What will be shows here, with its time."),
            "figures": _("Figures"),
            "sources": _("Sources"),
        },
    )


def _closed(request: Request, *, known: bool) -> str:
    title = _("This list is for the press")
    back = f"/{language()}/sign-in?{urlencode({'next': f'/{language()}/{_ADDRESS}'})}"
    ways = [] if known else [Way(_("Sign in"), back)]
    return frame.filled(
        "sealed_closed.html",
        request,
        title=title,
        description=title,
        address=_ADDRESS,
        indexed=False,
        explained=_(
            "Signed-in journalists read here what will be public soon. An administrator of the"
            " observatory invites you."
        ),
        ways_on=[*ways, Way(_("For the press"), told.at("press"))],
    )


def _item(one: Sealed) -> Item | None:
    practice = preview.whole(one.draft, language())
    if practice is None:
        return None  # without a title or a city there is nothing to read yet
    chapters = (
        (_("The problem"), practice.challenge),
        (_("What was done"), practice.approach),
        (_("What came of it"), practice.results),
    )
    return Item(
        not_before=embargo_words.not_before(one.opens_at, one.zone),
        kind=_("New practice") if one.base_version is None else _("Correction"),
        public=_public(one),
        theme=practice.main_theme,
        city=practice.city.name,
        country=words.label("country", practice.city.country),
        title=told.said(practice.title),
        summary=told.said(practice.summary),
        chapters=tuple((name, told.said(text)) for name, text in _told(chapters)),
        figures=told.figures(practice),
        sources=tuple(map(told.source, practice.sources)),
        facts=_facts(practice),
    )


def _told(chapters: tuple[tuple[str, Text | None], ...]) -> list[tuple[str, Text]]:
    return [(name, text) for name, text in chapters if text is not None]


def _public(one: Sealed) -> Way | None:
    if one.slug is None or one.base_version is None:
        return None
    told_of = _("Public until then: version {version}").format(version=number(one.base_version))
    return Way(told_of, told.at(f"p/{one.slug}"))


def _facts(practice: Whole) -> tuple[tuple[str, str], ...]:
    found = (
        (desk_words.field("lead"), practice.lead or ""),
        (desk_words.field("partners"), i18n.listed(list(practice.partners))),
        (desk_words.field("status"), words.label("status", practice.status)),
        (desk_words.field("evidence"), words.label("evidence", practice.evidence)),
    )
    return tuple((term, said) for term, said in found if said)


routes: list[BaseRoute] = [Route(f"/{_ADDRESS}", _page, methods=["GET", "HEAD"])]
