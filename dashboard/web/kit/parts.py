"""What a press kit holds: sheets, pictures, data, citations, texts, licence, and a word on each."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from dashboard import citing, i18n, pictures
from dashboard.catalogue import cities, database, exporting, practices, record, summits
from dashboard.catalogue.exporting import Wish
from dashboard.catalogue.exporting.files import licence_text
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.record import Whole
from dashboard.pictures import told
from dashboard.pictures.page import Look
from dashboard.sheets import city as of_city
from dashboard.sheets import practice as of_practice
from dashboard.sheets import summit as of_summit
from dashboard.web.kit import texts
from dashboard.web.pictures import live

MOST = 30  # practices with sheet, text and citation of their own; the table holds all
TRIES = 3  # while somebody publishes
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # entries bear one time: same version, same bytes
_PACKED = ("png", "pdf")  # are packed in themselves

Part = tuple[str, bytes]


@dataclass(frozen=True)
class Kit:
    """Which kit it is: what it is called, for people and as a file, and what it holds."""

    title: str
    name: str
    filters: Filters
    page: str  # the address of its page, after the language
    city: str = ""
    summit: str = ""
    language: str = ""
    origin: str = ""

    def spoken(self, language: str, origin: str) -> Kit:
        """The same in a language, with addresses of the house as the reader knows it."""
        return replace(self, language=language, origin=origin)

    @property
    def address(self) -> str:
        """The page that has the same, live."""
        query = _query(self.filters) if self.page == "explore" else ""
        return f"{self.origin}/{self.language}/{self.page}{query}"


@dataclass(frozen=True)
class Held:
    """How much of each a kit holds, for its word on itself."""

    practices: int
    with_sheet: int
    version: int
    credit: str


def _query(filters: Filters) -> str:
    return f"?{urlencode(filters.to_query(), doseq=True)}"


def write(kit: Kit, path: Path) -> int:
    """Write the kit as one archive, as of one version of the catalogue; gives that version."""
    i18n.use(kit.language)
    for _ in range(TRIES):
        before = database.edition()
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in _parts(kit):
                _add(archive, f"living-together-{kit.name}/{name}", content)
        if database.edition() == before:
            break
    return before[1]


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    packed = name.rpartition(".")[2] in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


# The parts --------------------------------------------------------------------------------------


def _parts(kit: Kit) -> Iterator[Part]:
    counts = told.of(kit.filters)
    wholes = _wholes(kit)
    held = Held(counts.counts.practices, len(wholes), counts.version, counts.credit)
    yield "README.txt", texts.readme(kit, held).encode()
    yield "LICENCE.txt", licence_text()
    yield from _citations(kit, counts, wholes)
    yield from _pictures(kit, counts)
    yield from _data(kit)
    yield from _sheets(kit, wholes)
    for one in wholes:
        name = f"texts/{one.slug}-v{one.version}.txt"
        yield name, texts.of_practice(one, kit.origin).encode()


def _wholes(kit: Kit) -> list[Whole]:
    """The practices with sheets of their own, the best match or the newest first."""
    if not practices.total(kit.filters, kit.language):
        return []
    found = practices.results(kit.filters, language=kit.language, per_page=MOST)
    wholes = (record.by_slug(card.slug, kit.language) for card in found.cards)
    return [one for one in wholes if one]


def _citations(kit: Kit, counts: told.Told, wholes: Sequence[Whole]) -> Iterator[Part]:
    """The catalogue and each practice, in every format; one file a format."""
    cited = [
        citing.of_whole(kit.origin, counts.version, counts.day),
        *(citing.of_practice(one, kit.origin) for one in wholes),
    ]
    for ending, form in citing.FORMATS.items():
        written = [form.write(one) for one in cited]
        if ending == "json":
            items = [item for one in written for item in json.loads(one)]
            written = [json.dumps(items, ensure_ascii=False, indent=2) + "\n"]
        yield f"citations.{ending}", "\n".join(written).encode()


def _pictures(kit: Kit, counts: told.Told) -> Iterator[Part]:
    described = []
    for name in pictures.NAMES:
        picture = pictures.of(name, counts, Look(), live(name, kit.filters, kit.origin))
        described.append(f"{name}\n{picture.alt}\n")
        yield f"pictures/{name}.svg", picture.svg.encode()
        yield f"pictures/{name}.png", pictures.as_png(picture, pictures.WIDTHS[-1])
    yield "pictures/descriptions.txt", "\n".join(described).encode()


def _data(kit: Kit) -> Iterator[Part]:
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        path = Path(folder) / "practices.csv"
        export = exporting.as_file(Wish("csv", kit.filters, kit.language), path)
        yield "data/practices.csv", path.read_bytes()
        yield "data/dictionary.csv", export.dictionary
        manifest = json.dumps(export.manifest, ensure_ascii=False, indent=2) + "\n"
        yield "data/manifest.json", manifest.encode()


def _sheets(kit: Kit, wholes: Sequence[Whole]) -> Iterator[Part]:
    if kit.city and (city := cities.by_slug(kit.city, kit.language)):
        yield f"sheets/{kit.name}.pdf", of_city.pdf(city, kit.origin)
    if kit.summit and (summit := summits.of(kit.summit, kit.language)):
        yield f"sheets/{kit.name}.pdf", of_summit.pdf(summit, kit.origin)
    for one in wholes:
        yield f"sheets/{one.slug}-v{one.version}.pdf", of_practice.pdf(one, kit.origin)
