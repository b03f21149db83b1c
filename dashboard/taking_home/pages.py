"""The pages of an edition to take home, each under the path of its file: plain HTML for a disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from markupsafe import Markup

from dashboard import i18n, words
from dashboard.catalogue import cities, clock, database, exchange, exhibition, summits
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.exporting.files import licence_text
from dashboard.catalogue.record import Text
from dashboard.i18n import LANGUAGES, _, language
from dashboard.taking_home import assets, items, posters
from dashboard.taking_home.branding import Branding
from dashboard.taking_home.items import Item
from dashboard.taking_home.posters import Poster
from dashboard.taking_home.speaking import speaking
from dashboard.web import qr, templates
from dashboard.web.plain import told
from dashboard.web.plain.told import Said
from dashboard.web.wall import drawn, geography

Part = tuple[str, Callable[[], bytes]]  # a file's path, and what makes its content


@dataclass(frozen=True)
class Wish:
    """Which edition: of what, in which languages, dressed how, and where it lives on.

    `live` is the address of the house that its codes lead to; '' where none is known.
    """

    subject: Subject
    languages: tuple[str, ...] = tuple(LANGUAGES)
    branding: Branding = Branding()
    live: str = ""

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"living-together-{self.subject.kind}-{self.subject.id}"


@dataclass(frozen=True)
class Brand:
    """What stands at the head of each page."""

    name: str
    subject: Said
    logo: bool
    logo_size: tuple[int, int]
    welcome: Said | None


@dataclass(frozen=True)
class Shown:
    """An item on its page: what it says, and where the same lives."""

    item: Item
    poster: Poster


class Pages:
    """All files of one edition; each language is read once."""

    def __init__(self, wish: Wish) -> None:
        """NotFound where the catalogue does not know the subject."""
        if wish.subject.kind not in ("summit", "city"):
            raise NotFound(wish.subject.kind)
        if exhibition.name(wish.subject, "en") is None:
            raise NotFound(wish.subject.id)
        self.wish = wish
        self.day = clock.now().date()
        self.version = database.version()
        self._read: dict[str, tuple[Shown, ...]] = {}

    def parts(self) -> Iterator[Part]:
        """Each file by its path, and what makes it."""
        yield from assets.parts(self.wish.branding)
        yield "LICENCE.txt", licence_text
        yield "README.txt", self._readme
        yield "index.html", self._start
        for one in self.wish.languages:
            yield f"{one}/index.html", partial(self._said, one, self._index)
            yield f"{one}/show.html", partial(self._said, one, self._show)
            yield f"{one}/read.html", partial(self._said, one, self._list)
            yield f"{one}/posters.html", partial(self._said, one, self._posters)
            for at, shown in enumerate(self.shown(one)):
                page = partial(self._item, at)
                yield f"{one}/{shown.item.file}", partial(self._said, one, page)
        yield exchange.MEMBER, self._exchange
        yield "data/edition.json", self._told

    def shown(self, spoken: str) -> tuple[Shown, ...]:
        """All items in a language."""
        if spoken not in self._read:
            with speaking(spoken):
                found = items.every(self.wish.subject)
                self._read[spoken] = tuple(Shown(one, posters.of(one, self._live)) for one in found)
        return self._read[spoken]

    @property
    def _live(self) -> str:
        """The house it lives on in, in the language spoken now; '' where none is known."""
        return f"{self._house}/{language()}" if self._house else ""

    @property
    def _house(self) -> str:
        return self.wish.branding.discussion or self.wish.live

    def _said(self, spoken: str, page: Callable[[], str]) -> bytes:
        with speaking(spoken):
            return page().encode()

    # Pages ----------------------------------------------------------------------------------------

    def _index(self) -> str:
        live = f"{self._live}/talk" if self._live else ""
        return self._filled(
            "index.html",
            here="index.html",
            title=self._brand.subject.words,
            when=self._when(),
            sections=self._sections(),
            live=live,
            code=Markup(qr.svg(live)) if live else "",  # noqa: S704 - drawn by us
        )

    def _list(self) -> str:
        return self._filled(
            "read.html",
            here="read.html",
            title=f"{_('Read everything')} · {self._brand.subject.words}",
            sections=self._sections(),
            points=self._points(),
        )

    def _posters(self) -> str:
        return self._filled(
            "posters.html",
            here="posters.html",
            title=f"{_('Posters to print')} · {self._brand.subject.words}",
            items=[one.poster for one in self.shown(language())],
        )

    def _item(self, at: int) -> str:
        shown = self.shown(language())
        one = shown[at]
        return self._filled(
            "item.html",
            here=one.item.file,
            root="../../",
            title=f"{one.item.title.words[:80]} · {self._brand.subject.words}",
            one=one.item,
            poster=one.poster,
            before=shown[at - 1].item if at else None,
            after=shown[at + 1].item if at + 1 < len(shown) else None,
        )

    def _show(self) -> str:
        scenes = exhibition.scenes(self.wish.subject, language())
        marks = next((one.marks for one in scenes if one.marks), ())
        return self._filled(
            "show.html",
            here="show.html",
            title=f"{_('The exhibition')} · {self._brand.subject.words}",
            scenes=[(one.key, round(one.seconds), _scene(one, self._house)) for one in scenes],
            land=geography.land(geography.seen(marks)) if marks else "",
            branded=self.wish.branding.name or self.wish.branding.logo or self._brand.welcome,
            nowhere=not self._house,
        )

    def _start(self) -> bytes:
        first = self.wish.languages[0]
        with speaking(first):
            brand = self._brand
            page = templates.filled(
                "take_home/start.html",
                title=f"{brand.name} · {brand.subject.words}",
                brand=brand,
                subject=brand.subject,
                names=self.wish.languages,
                ways=[self._way(one) for one in self.wish.languages],
            )
        return page.encode()

    def _way(self, spoken: str) -> tuple[str, str, str]:
        with speaking(spoken):
            return spoken, LANGUAGES[spoken], _("Open the exhibition")

    # What every page has --------------------------------------------------------------------------

    def _filled(self, template: str, **values: object) -> str:
        told_of = {"root": "../", **values}
        return templates.filled(
            f"take_home/{template}",
            language=language(),
            names={one: LANGUAGES[one] for one in self.wish.languages},
            brand=self._brand,
            say=self._words(),
            **told_of,
        )

    @property
    def _brand(self) -> Brand:
        one, name = self.wish.branding, exhibition.name(self.wish.subject, language())
        if name is None:
            raise NotFound(self.wish.subject.id)
        return Brand(
            name=one.name or _("Living together: what cities do"),
            subject=told.said(name),
            logo=bool(one.logo),
            logo_size=self._logo_size,
            welcome=_welcome(one.welcome),
        )

    @cached_property
    def _logo_size(self) -> tuple[int, int]:
        head = self.wish.branding.logo[16:24]  # where a PNG tells its width and height
        return int.from_bytes(head[:4]), int.from_bytes(head[4:])

    def _when(self) -> str:
        found = (
            summits.of(self.wish.subject.id, language())
            if self.wish.subject.kind == "summit"
            else None
        )
        if found:
            start, end = i18n.date(found.starts), i18n.date(found.ends)
            return _("{start} to {end}").format(start=start, end=end)
        city = cities.by_slug(self.wish.subject.id, language())
        return words.label("country", city.country) if city else ""

    def _sections(self) -> list[tuple[str, str, list[Item]]]:
        found = self.shown(language())
        parts = [
            (code, items.section(code), [one.item for one in found if one.item.section == code])
            for code in items.SECTIONS
        ]
        return [one for one in parts if one[2]]

    def _points(self) -> list[Said]:
        """The points of the declaration that the summit ended with."""
        if self.wish.subject.kind != "summit":
            return []
        found = summits.of(self.wish.subject.id, language())
        points = found.declaration.points if found and found.declaration else ()
        return [told.said(one) for one in points]

    def _words(self) -> dict[str, str]:
        return _words(self.day, self.version)

    # Files beside the pages -----------------------------------------------------------------------

    def _exchange(self) -> bytes:
        one = self.wish.subject
        return exchange.written(**{one.kind: one.id})

    def _told(self) -> bytes:
        one = self.wish.branding
        document = {
            "form": "living-together-edition",
            "number": 1,
            "subject": {"kind": self.wish.subject.kind, "id": self.wish.subject.id},
            "languages": self.wish.languages,
            "date": self.day.isoformat(),
            "catalogue_version": self.version,
            "house": exchange.own(),
            "live": self._house,
            "branding": {"name": one.name, "welcome": one.welcome, "colours": vars(one.colours)},
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()

    def _readme(self) -> bytes:
        parts = []
        for spoken in self.wish.languages:
            with speaking(spoken):
                parts.append("\n".join(self._read_first()))
        return ("\n\n".join(parts) + "\n").encode()

    def _read_first(self) -> Iterator[str]:
        brand = self._brand
        yield f"{brand.name} · {brand.subject.words}"
        yield ""
        yield _("Open index.html in a browser: everything reads without a network or program.")
        yield _("The slideshow moves by itself and fills a large screen: press F11 in the browser.")
        yield _("Each item is a poster: print its page, or all of them, on A4.")
        yield _(
            "data/exchange.json holds conclusions, questions and answers for another copy of this"
            " program: python -m dashboard exchange --in data/exchange.json"
        )
        yield _(
            "Check: `sha256sum -c checksums.sha256` compares every file, and"
            " `sha256sum -c manifest.sha256` the manifest, whose hash is that of the edition."
        )
        yield self._words()["made"]
        yield _("Licence: LICENCE.txt")


def _scene(one: exhibition.Scene, house: str) -> Markup:
    """A scene as the wall draws it, one heading below the page's own."""
    drawn_ = drawn.scene(one, house)
    lower = drawn_.replace("<h1 ", "<h2 ").replace("</h1>", "</h2>")
    return Markup(lower)  # noqa: S704 - escaped where it is drawn


def _welcome(texts: Mapping[str, str]) -> Said | None:
    """The city's own words, in the reader's language or in another with a mark that says so."""
    spoken = next((one for one in (language(), *LANGUAGES) if texts.get(one)), None)
    if spoken is None:
        return None
    same = all(one == texts[spoken] for one in texts.values()) and len(texts) == len(LANGUAGES)
    return Said(texts[spoken]) if same else told.said(Text(texts[spoken], spoken))


def _words(day: date, version: int) -> dict[str, str]:
    return {
        "skip": _("To the content"),
        "languages": _("Language"),
        "made": _("Made on {date} from version {version} of the catalogue.").format(
            date=i18n.date(day), version=i18n.number(version)
        ),
        "licence": _("Texts of the catalogue: CC BY 4.0, credit “Living together catalogue”."),
        "counts": _("Counts measure what was read, never the city."),
        "welcome": _(
            "What cities asked, agreed and tried for living together, to look at, to read and to"
            " print. Everything on these pages works without a network."
        ),
        "show": _("Start the slideshow"),
        "read": _("Read everything"),
        "posters": _("Posters to print"),
        "live": _("The discussion"),
        "discuss": _("The discussion goes on here. Scan the code or follow the address."),
        "contents": _("Contents"),
        "declaration": _("What the declaration says, in our words"),
        "ours": _("The wording is ours, from the source named: no verbatim quotation."),
        "gap": words.gap(),
        "answers": _("What the cities answered"),
        "sources": _("Sources"),
        "print": _("Print as a poster (A4)"),
        "print_all": _("Print all"),
        "how": _("Each of them is one A4 page. Print all of them, or open an item and print it."),
        "around": _("More of the exhibition"),
        "before": _("Previous"),
        "after": _("Next"),
        "all": _("All of the exhibition"),
        "exhibition": _("The exhibition"),
        "pause": _("Pause"),
        "resume": _("Go on"),
        "leave": _("To the first page"),
        "of": _("{number} of {all}"),
    }
