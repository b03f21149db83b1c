"""The panel for editors: what to put into an article, how it looks, and the code to copy."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import pictures
from dashboard.catalogue import editions, record, standing
from dashboard.catalogue.comparison import FEWEST, MOST
from dashboard.catalogue.filters import Filters
from dashboard.i18n import LANGUAGES, _, date, language
from dashboard.pictures.page import FITS, Look
from dashboard.web import answers, shell
from dashboard.web.answers import Made
from dashboard.web.embed.frame import LOOKS
from dashboard.web.plain import frame, told

_ARTICLE = 640  # pixels: how wide a column of an article is, for the height that is proposed
_FOOT = 180  # pixels: what stands below a picture
_TALL = {"practice": 640, "compare": 900}
_MOST_ID = 200  # signs of what a person typed


@dataclass(frozen=True)
class Wish:
    """What is to be put into an article."""

    what: str  # practice, compare, or the name of a picture
    ids: tuple[str, ...]
    filters: Filters
    look: str
    spoken: str
    frozen: bool


@dataclass(frozen=True)
class Framed:
    """What can be shown: its address, its title and its height; or what is missing for it."""

    address: str = ""
    title: str = ""
    height: int = 0
    fault: str = ""
    note: str = ""


def page(request: Request) -> Made:
    """The panel, and below it the code and the frame of what was chosen."""
    wish = _wish(request)
    found = _framed(wish)
    title = _("Put it into an article")
    code = _code(request, found) if found.address else ""
    return Made(
        frame.filled(
            "embedding.html",
            request,
            title=title,
            description=_("Practices, comparisons, the map and charts for your own page."),
            address="embed",
            indexed=not request.url.query,
            heading=title,
            wish=wish,
            ids=" ".join(wish.ids),
            framed=found,
            code=code,
            asked=[
                (name, value)
                for name, values in wish.filters.to_query().items()
                for value in values
            ],
            kinds=[
                ("practice", _("A practice")),
                ("compare", _("A comparison of two to four practices")),
                *((name, pictures.title(name)) for name in pictures.NAMES),
            ],
            looks=[
                ("auto", _("As the reader’s device")),
                ("light", _("Light")),
                ("dark", _("Dark")),
            ],
            spoken=LANGUAGES.items(),
            say=_words(),
        ),
        status=400 if found.fault and request.url.query else 200,
    )


# What is asked ----------------------------------------------------------------------------------


def _wish(request: Request) -> Wish:
    query = request.query_params
    filters, _unknown = Filters.from_query({name: query.getlist(name) for name in query})
    typed = " ".join(query.getlist("id"))[:_MOST_ID]
    what, look, spoken = query.get("what", ""), query.get("look", ""), query.get("in", "")
    known = ("practice", "compare", *pictures.NAMES)
    return Wish(
        what=what if what in known else "practice" if typed else "map",
        # A whole address may be pasted: its last part is the id.
        ids=tuple(dict.fromkeys(_last(one) for one in typed.replace(",", " ").split())),
        filters=filters,
        look=look if look in LOOKS else "auto",
        spoken=spoken if spoken in LANGUAGES else language(),
        frozen=query.get("frozen") == "yes",
    )


def _last(typed: str) -> str:
    start = typed.partition("?id=")[2] or typed.partition("/p/")[2] or typed
    return start.partition("&")[0].partition("/")[0].partition("?")[0]


# What can be shown ------------------------------------------------------------------------------


def _framed(wish: Wish) -> Framed:
    if wish.what == "practice":
        return _practice(wish)
    return _compared(wish) if wish.what == "compare" else _picture(wish)


def _practice(wish: Wish) -> Framed:
    if len(wish.ids) != 1:
        return Framed(fault=_("Name one practice: paste the address of its page."))
    found = record.by_slug(standing.now_at(wish.ids[0]) or wish.ids[0], language())
    if found is None:
        return Framed(fault=_("There is no such practice, or no such version of it."))
    below = f"/v/{found.version}" if wish.frozen else ""
    return Framed(
        _at(wish, f"p/{found.slug}{below}", []),
        f"{found.title.words} ({found.city.name})",
        _TALL["practice"],
    )


def _compared(wish: Wish) -> Framed:
    if not FEWEST <= len(wish.ids) <= MOST:
        return Framed(
            fault=_("Name two to four practices: paste the addresses of their pages, with spaces.")
        )
    found = [record.by_slug(standing.now_at(one) or one, language()) for one in wish.ids]
    known = [one for one in found if one]
    if len(known) < len(found):
        return Framed(fault=_("There is no such practice, or no such version of it."))
    ids = [("id", f"{one.slug}@{one.version}" if wish.frozen else one.slug) for one in known]
    title = _("Practices side by side: {cities}").format(
        cities=", ".join(one.city.name for one in known)
    )
    return Framed(_at(wish, "compare", ids), title, _TALL["compare"])


def _picture(wish: Wish) -> Framed:
    query = [(name, one) for name, several in wish.filters.to_query().items() for one in several]
    note, newest = "", next(iter(editions.every()), None)
    if wish.frozen and newest:
        query.append(("edition", newest.name))
        note = _("It shows the edition of {date}, for good.").format(date=date(newest.day))
    elif wish.frozen:
        note = _("No edition has been frozen yet: this follows the catalogue.")
    drawn = pictures.of(wish.what, wish.filters, Look(fit="column"))
    tall = round(drawn.height * _ARTICLE / FITS["column"]) + _FOOT
    place = "map" if wish.what == "map" else f"chart/{wish.what}"
    return Framed(_at(wish, place, query), drawn.title, tall, note=note)


def _at(wish: Wish, place: str, query: list[tuple[str, str]]) -> str:
    looks = [("look", wish.look)] if wish.look != "auto" else []
    written = urlencode([*query, *looks])
    return f"/{wish.spoken}/embed/{place}" + (f"?{written}" if written else "")


def _code(request: Request, found: Framed) -> str:
    """What an editor copies into the article."""
    return (
        f'<iframe src="{escape(shell.origin(request) + found.address)}" '
        f'title="{escape(found.title)}" width="100%" height="{found.height}" '
        'loading="lazy" style="border:0"></iframe>'
    )


def _words() -> dict[str, str]:
    return {
        "standfirst": _(
            "Choose, copy the code, paste it into your page. Source, licence and legend are"
            " always inside; no script runs and no reader is counted."
        ),
        "what": _("What to show"),
        "ids": _("Which practice, or which ones"),
        "ids_how": _("The address of its page, or its id; several with spaces between."),
        "look": _("Colours"),
        "language": _("Language"),
        "frozen": _("Freeze it: show for good what it says today"),
        "frozen_how": _(
            "A live one follows corrections. A frozen one stays, and says when it was superseded."
        ),
        "show": _("Show the code"),
        "code": _("The code to copy"),
        "frame": _("How it looks"),
        "press": told.at("press"),
    }


routes: list[BaseRoute] = [Route("/embed", answers.kept(page), methods=["GET", "HEAD"])]
