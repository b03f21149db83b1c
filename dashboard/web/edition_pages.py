"""The pages of an edition: the plain pages as they are served, with links that open from a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.routing import BaseRoute, Match, Route

from dashboard import citing, i18n, settings, words
from dashboard.catalogue import corrections, database, vocabulary
from dashboard.catalogue.corrections import Heading
from dashboard.catalogue.edition_data import FORMATS, Data
from dashboard.catalogue.editions import CHECKSUMS, HASH, MANIFEST, Part, Plan, as_bytes
from dashboard.catalogue.errors import NotFound
from dashboard.i18n import LANGUAGES, _, n_
from dashboard.web import offline, templates
from dashboard.web.answers import Made, NotHere
from dashboard.web.plain import city, frame, practice, press, summit, theme

ROUTES: tuple[BaseRoute, ...] = (
    *practice.routes, *city.routes, *theme.routes, *summit.routes, *press.routes,
)  # fmt: skip
ICON = "icon.png"


def plan(name: str) -> Plan:
    """All that an edition of this name holds: data, records, pages, and what to read first."""
    data = Data()
    pages = Pages(name, data)
    return Plan((*data.parts(), *pages.parts()), data.counts)


@dataclass(frozen=True)
class Line:
    """A practice as a line of the first page."""

    heading: Heading
    href: str


class Pages:
    """The pages of one edition, each under the path of its file."""

    def __init__(self, name: str, data: Data) -> None:
        """Of these practices, cities and summits, in four languages."""
        self.name = name
        self.day = date.fromisoformat(name[:10])
        self.origin = settings.address()
        self._live = settings.public_url()  # without one nobody knows where the live house is
        self._data = data
        self._slugs = sorted({slug for slug, *_ in data.versions})
        self._newest = {slug: version for slug, version, _, newest in data.versions if newest}
        self._files = dict(self._addresses())

    def parts(self) -> Iterator[Part]:
        """Each page by the path of its file, and what writes it."""
        yield ICON, as_bytes((templates.STATIC / ICON).read_bytes)
        yield "README.txt", as_bytes(self._readme)
        yield "index.html", as_bytes(self._start)
        for language in LANGUAGES:
            yield f"{language}/index.html", as_bytes(partial(self._index, language))
        for address, path in self._own():
            yield path, as_bytes(partial(self._page, address, path))

    # Where everything is ------------------------------------------------------------------------

    def _own(self) -> Iterator[tuple[str, str]]:
        """The address of each page that is made, and the path of its file."""
        for language in LANGUAGES:
            for address in ("press", *self._below()):
                yield f"/{language}/{address}", f"{language}/{address}.html"

    def _below(self) -> Iterator[str]:
        for code in vocabulary.codes("theme"):
            yield f"theme/{code}"
        for code, _body in database.rows("summit_stories"):
            yield f"summit/{code}"
        for one in self._data.cities:
            yield f"c/{one['id']}"
        for slug, version, _state, newest in self._data.versions:
            yield f"p/{slug}" if newest else f"p/{slug}/v/{version}"

    def _addresses(self) -> Iterator[tuple[str, str]]:
        """Every address that has a file here; several may have the same."""
        yield from self._own()
        yield f"/app/static/{ICON}", ICON
        for slug, version, _state, _newest in self._data.versions:
            yield f"/record/{slug}/{version}.json", f"record/{slug}/{version}.json"
        for slug, version in self._newest.items():
            yield f"/record/{slug}.json", f"record/{slug}/{version}.json"
        for language in LANGUAGES:
            yield f"/{language}/", f"{language}/index.html"
            for ending in FORMATS:
                yield f"/{language}/practices.{ending}", f"data/practices.{ending}"
            for slug, version in self._newest.items():
                yield f"/{language}/p/{slug}/v/{version}", f"{language}/p/{slug}.html"
                yield f"/{language}/practice?id={slug}", f"{language}/p/{slug}.html"
            for one in self._data.cities:
                yield f"/{language}/city?id={one['id']}", f"{language}/c/{one['id']}.html"

    def where(self, place: str, language: str, address: str) -> str | None:
        """Where an address of a page leads from a file: to one beside it, or to the live house."""
        if address.startswith("#") or not address:
            return address
        path = address.removeprefix(self.origin)
        parts = urlsplit(path)
        if parts.scheme or parts.netloc:
            return address  # a house of others
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        asked = parts.path if parts.path.startswith("/app/") else _asked(parts.path, parts.query)
        for known in (asked, f"/{language}{asked}"):
            if known in self._files:
                return offline.relative(place, self._files[known] + fragment)
        return f"{self._live}{path}" if self._live else None

    # What is served, frozen ---------------------------------------------------------------------

    def _page(self, address: str, path: str) -> str:
        language = address[1:3]
        with _speaking(language):
            made = self._made(language, address[3:])
            banner = templates.filled(
                "edition/banner.html",
                told=_("From the frozen edition of {date}.").format(date=i18n.date(self.day)),
                more=_("What was corrected later stands in the live catalogue only."),
                way=_("All of this edition"),
                href=offline.relative(path, f"{language}/index.html"),
            )
        where = partial(self.where, path, language)
        return offline.rewritten(made.content.decode(), where, banner)

    def _made(self, language: str, path: str) -> Made:
        """What the route of this address makes for a visitor."""
        host = urlsplit(self.origin)
        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
            "root_path": "", "query_string": b"", "scheme": host.scheme, "language": language,
            "headers": [(b"host", host.netloc.encode())],
        }  # fmt: skip
        for route in ROUTES:
            found, below = route.matches(scope)
            if found is Match.FULL and isinstance(route, Route):
                return _visited(route, Request({**scope, **below}), path)
        raise NotFound(path)

    # What is made for the edition alone -----------------------------------------------------------

    def _index(self, language: str) -> str:
        path = f"{language}/index.html"
        with _speaking(language):
            headings = corrections.headings(self._slugs, language).values()
            lines = [Line(one, f"p/{one.slug}.html") for one in headings]
            listed = sorted(
                (one for one in lines if one.heading.state == "published"), key=_by_city
            )
            return templates.filled(
                "edition/index.html",
                language=language,
                names=LANGUAGES,
                styles=frame.styles(),
                icon=offline.relative(path, ICON),
                title=citing.catalogue(),
                edition=_("Frozen edition of {date}").format(date=i18n.date(self.day)),
                counted=self._counted(),
                themes=[
                    (f"theme/{one}.html", words.label("theme", one))
                    for one in vocabulary.codes("theme")
                ],
                summits=[
                    (f"summit/{code}.html", words.summit(code))
                    for code, _body in database.rows("summit_stories")
                ],
                cities=[(first, list(group)) for first, group in _grouped(listed)],
                retired=[one for one in lines if one.heading.state == "retired"],
                other=self._other_cities(language, {one.heading.city for one in listed}),
                files=[(offline.relative(path, one), one) for one in self._data_files()],
                live=self._live,
                say=_words(),
            )

    def _other_cities(self, language: str, told: set[str]) -> list[tuple[str, str]]:
        names = ((one["id"], one[f"name_{language}"]) for one in self._data.cities)
        rest = [(f"c/{slug}.html", name) for slug, name in names if slug not in told]
        return sorted(rest, key=lambda one: one[1].casefold())

    def _counted(self) -> str:
        counts = self._data.counts
        return _("{practices} of {cities}, read and signed; {versions} in all.").format(
            practices=words.count_of_practices(counts["practices"]),
            cities=n_("{count} city", "{count} cities", counts["cities_with_practices"]),
            versions=n_("{count} version", "{count} versions", counts["versions"]),
        )

    def _data_files(self) -> list[str]:
        found = [path for path, _write in self._data.parts() if path.startswith("data/")]
        return [*found, "LICENCE.txt", "README.txt", MANIFEST, CHECKSUMS, HASH]

    def _start(self) -> str:
        with _speaking("en"):
            return templates.filled(
                "edition/start.html", names=LANGUAGES, styles=frame.styles(), icon=ICON,
                title=citing.catalogue(), name=self.name,
            )  # fmt: skip

    def _readme(self) -> str:
        parts = []
        for language in LANGUAGES:
            with _speaking(language):
                parts.append("\n".join(self._read_first()))
        return "\n\n".join(parts) + "\n"

    def _read_first(self) -> Iterator[str]:
        """What it is, how to open, check and cite it; in the language that is spoken now."""
        yield f"{citing.catalogue()} · {i18n.language_name(i18n.language())}"
        yield _("Frozen edition of {date}").format(date=i18n.date(self.day))
        yield self._counted()
        yield ""
        yield _("Open index.html in a browser: everything reads without a network or program.")
        yield _(
            "data/ holds the practices as CSV, JSON, Parquet and GeoJSON, with a dictionary of"
            " their columns, the cities, the lists of codes, the summits and workshops."
        )
        yield _("record/ID/N.json is version N of a practice, byte for byte as it was signed.")
        yield _(
            "Check: `sha256sum -c checksums.sha256` compares every file, and"
            " `sha256sum -c manifest.sha256` the manifest, whose hash is that of the edition."
        )
        yield _("An edition never changes. What is corrected later stands in the live catalogue.")
        yield _("Counts measure what was read, never the city.")
        yield _("Licence: LICENCE.txt")
        if settings.public_url():  # else it would name this machine, for good
            told = citing.of_whole(self.origin, database.version(), self.day, edition=self.name)
            yield _("To cite: {citation}").format(citation=citing.as_text(told))


def _asked(path: str, query: str) -> str:
    """An address with the one parameter that names a record; what asks for more is live only."""
    named = parse_qs(query)
    named.pop("pick", None)
    return f"{path}?{urlencode(named, doseq=True)}" if named else path


def _visited(route: Route, request: Request, path: str) -> Made:
    # What `answers.kept` wraps: the page itself, without the shelf.
    page: Callable[[Request], Made] = route.endpoint.__wrapped__  # type: ignore[attr-defined]
    try:
        made = page(request)
    except NotHere as error:
        raise NotFound(path) from error
    if made.status != 200:
        raise NotFound(path)
    return made


def _by_city(one: Line) -> tuple[str, str, str]:
    return one.heading.city_name.casefold(), one.heading.city, one.heading.title.words.casefold()


def _grouped(lines: list[Line]) -> Iterator[tuple[Heading, Iterator[Line]]]:
    for _city, group in groupby(lines, key=lambda one: one.heading.city):
        several = list(group)
        yield several[0].heading, iter(several)


def _words() -> dict[str, str]:
    return {
        "languages": _("Language"),
        "themes": _("Themes"),
        "summits": _("Summits"),
        "press": _("For the press"),
        "practices": _("Practices by city"),
        "retired": _("Kept for the record"),
        "other": _("Cities without a practice in the catalogue"),
        "data": _("The data"),
        "live": _("The live catalogue"),
        "frozen": _(
            "An edition never changes. What is corrected later stands in the live catalogue."
        ),
        "gaps": _("What a source does not say is shown as “not stated”, never filled in."),
        "counts": _("Counts measure what was read, never the city."),
        "licence": _("Texts of the catalogue: CC BY 4.0, credit “Living together catalogue”."),
    }


class _speaking:  # noqa: N801 - reads as a word: with _speaking("fr")
    """This language inside, and the one from before after it."""

    def __init__(self, language: str) -> None:
        self._language, self._before = language, i18n.language()

    def __enter__(self) -> None:
        i18n.use(self._language)

    def __exit__(self, *_error: object) -> None:
        i18n.use(self._before)
