"""The ways in which a field of ours is told in a cell of another form, and heard from it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from dashboard.catalogue import columns, geography, vocabulary
from dashboard.catalogue.bridge.column import Column
from dashboard.catalogue.bridge.losses import Kind, Loss
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.geography import Place
from dashboard.catalogue.importing import cells
from dashboard.catalogue.rules import LENGTHS

YES, NO = "yes", "no"


@dataclass
class Told:
    """A record on its way out: in which language, and what was lost so far."""

    draft: Draft
    language: str
    losses: list[Loss] = field(default_factory=list)
    column: str = ""
    also: bool = False

    def lose(self, kind: Kind, name: str, **values: str | int) -> None:
        """Something does not come along; what only repeats does not lose it a second time."""
        if kind in ("cut", "default") or not self.also:
            self.losses.append(Loss(kind, name, self.column, values))

    @property
    def place(self) -> Place | None:
        """The city."""
        try:
            return geography.by_id(self.draft.city_id) if self.draft.city_id is not None else None
        except UnknownPlace:
            return None

    def words(self, name: str) -> str:
        """A text in the language that is written; its absence in it is a loss."""
        found = self.draft.texts(name)
        own = found.get(self.language)
        if own is not None and own.words.strip():
            return str(own.words)
        if others := [one for one, wording in found.items() if wording.words.strip()]:
            self.lose("unmapped", name, language=self.language, given=", ".join(sorted(others)))
        return ""


@dataclass
class Heard:
    """A record on its way in: our interchange columns, filled as they are understood."""

    language: str
    row: dict[str, Any] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    column: str = ""

    def put(self, name: str, value: Any, column: str | None = None) -> bool:
        """Fill one of our columns, once; whether it was still empty."""
        if cells.is_blank(value) or name in self.row:
            return False
        self.row[name] = value
        self.came_from[name] = self.column if column is None else column
        return True

    def lose(self, kind: Kind, name: str, **values: str | int) -> None:
        """Something does not come along."""
        self.losses.append(Loss(kind, name, self.column, values))

    def leave(self, name: str, text: str) -> None:
        """A cell that has no place with us is kept beside the draft, and said."""
        self.left[name] = text
        self.losses.append(Loss("unmapped", name, name))


@dataclass(frozen=True)
class Way:
    """How to tell, how to hear (None: it is only derived), and which of FIELDS it carries.

    `items`: the cell is a list, and is cut between two of them.
    """

    carries: tuple[str, ...]
    write: Callable[[Told, Column], str]
    read: Callable[[Heard, Column, str], None] | None = None
    items: bool = False


def text_of(value: Any) -> str:
    """A cell as text; lists and objects as JSON, so that nothing of them is lost."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple | dict):
        plain = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
        return columns.joined(value) or "" if plain else json.dumps(value, ensure_ascii=False)
    return cells.words(value)


# What a record of ours says -----------------------------------------------------------------------


def _codes(name: str) -> Callable[[Draft, str], bool]:
    return lambda draft, _: bool(getattr(draft, name))


def _text_given(name: str) -> Callable[[Draft, str], bool]:
    return lambda draft, _: any(one.words.strip() for one in draft.texts(name).values())


# Our fields, as a loss names them, and whether a record says anything of each.
FIELDS: dict[str, Callable[[Draft, str], bool]] = {
    **{name: _text_given(name) for name in TEXTS},
    "city": lambda draft, _: draft.city_id is not None,
    **{name: _codes(name) for name in ("themes", "topics", "audiences", "instrument")},
    "status": lambda draft, _: draft.status != "unknown",
    "evidence": _codes("evidence"),
    **{name: _codes(name) for name in ("start_year", "end_year", "lead", "partners", "figures")},
    "sources.url": lambda draft, _: any(one.url for one in draft.sources),
    "sources.title": lambda draft, _: any(one.title for one in draft.sources),
    "sources.publisher": lambda draft, _: any(one.publisher for one in draft.sources),
    "original_language": _codes("language"),
    "languages": lambda draft, language: bool(_others(draft, language)),
    "origins": lambda draft, _: any(one.origin != "not_stated" for *_, one in draft.written()),
}


def given(draft: Draft, language: str) -> Iterator[str]:
    """Those of FIELDS of which the record says something."""
    return (name for name, says in FIELDS.items() if says(draft, language))


def others(told: Told, name: str) -> dict[str, str | int]:
    """What more is to be said of a field that is lost."""
    if name == "languages":
        return {"given": ", ".join(_others(told.draft, told.language))}
    return {}


def _others(draft: Draft, language: str) -> list[str]:
    return sorted({one for _, one, wording in draft.written() if wording.words} - {language})


# Texts --------------------------------------------------------------------------------------------


def _text(name: str) -> Way:
    def read(heard: Heard, _: Column, text: str) -> None:
        heard.put(f"{name}_{heard.language}", text)

    return Way((name,), lambda told, _: told.words(name), read)


def _line(name: str) -> Way:
    return Way((name,), lambda told, _: getattr(told.draft, name) or "", _as(name))


def _as(name: str) -> Callable[[Heard, Column, str], None]:
    """Hear a cell as it stands, as one of our interchange columns."""

    def read(heard: Heard, _: Column, text: str) -> None:
        heard.put(name, text)

    return read


# The city -----------------------------------------------------------------------------------------


def _city(told: Told, _: Column) -> str:
    return told.place.names.get(told.language, told.place.name) if told.place else ""


def _country(told: Told, _: Column) -> str:
    return vocabulary.label("country", told.place.country, told.language) if told.place else ""


def _point(told: Told, _: Column) -> str:
    return f"{told.place.latitude}, {told.place.longitude}" if told.place else ""


def _hear_point(heard: Heard, column: Column, text: str) -> None:
    found = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*", text)
    if found:
        heard.put("latitude", found[1])
        heard.put("longitude", found[2])
    else:
        heard.leave(heard.column, text)


def _coordinate(name: str) -> Way:
    return Way((), lambda told, _: str(getattr(told.place, name)) if told.place else "", _as(name))


def _population(told: Told, _: Column) -> str:
    return str(told.place.population) if told.place and told.place.population else ""


# Codes --------------------------------------------------------------------------------------------

_DIMENSIONS = {"themes": "theme", "topics": "topic", "audiences": "audience"}


def _listed(*names: str) -> Way:
    """Codes of one or several lists as words in one cell."""

    def write(told: Told, _: Column) -> str:
        return columns.joined(_labels(told, names)) or ""

    def read(heard: Heard, _: Column, text: str) -> None:
        found: dict[str, list[str]] = {name: [] for name in names}
        lost = [one for one in cells.items(text) if not _take(one, found)]
        for name, codes in found.items():
            heard.put(name, codes)
        for one in lost:
            heard.lose("unmapped", heard.column, given=cells.shown(one))
        if lost:
            heard.left[heard.column] = columns.joined(lost) or ""

    return Way(names, write, read, items=True)


def _labels(told: Told, names: Iterable[str]) -> list[str]:
    return [
        vocabulary.label(_DIMENSIONS[name], code, told.language)
        if vocabulary.has(_DIMENSIONS[name], code)
        else code
        for name in names
        for code in getattr(told.draft, name)
    ]


def _take(item: str, found: dict[str, list[str]]) -> bool:
    for name, codes in found.items():
        code = _code_of(item, _DIMENSIONS[name])
        if code:
            codes += [code] if code not in codes else []
            return True
    return False


def _code_of(item: str, dim: str) -> str | None:
    try:
        return cells.code(item, dim)
    except cells.Unreadable:
        return None


def _label(dim: str) -> Way:
    """One code as a word."""

    def write(told: Told, _: Column) -> str:
        code = getattr(told.draft, dim)
        if not code or (dim == "status" and code == "unknown"):
            return ""
        known = vocabulary.has(dim, code)
        return vocabulary.label(dim, code, told.language) if known else str(code)

    def read(heard: Heard, _: Column, text: str) -> None:
        code = _code_of(text, dim)
        if code is None:
            heard.leave(heard.column, text)
        else:
            heard.put(dim, code)

    return Way((dim,), write, read)


# Time ---------------------------------------------------------------------------------------------


def _year(name: str) -> Way:
    def read(heard: Heard, _: Column, text: str) -> None:
        day = re.fullmatch(r"(\d{4})-\d\d(-\d\d)?.*", text)
        if day:
            heard.lose("cut", name, given=text, written=day[1])
        heard.put(name, day[1] if day else text)

    return Way((name,), lambda told, _: str(getattr(told.draft, name) or ""), read)


_PERIOD = re.compile(r"(\d{4})?\s*(?:([–-])\s*(\d{4})?)?\s*(\(?ongoing\)?)?", re.IGNORECASE)


def _period(told: Told, _: Column) -> str:
    start, end = told.draft.start_year, told.draft.end_year
    years = f"{start or ''}–{end or ''}" if start or end else ""
    if told.draft.status == "running":
        return f"{years} (ongoing)".strip()
    if told.draft.status != "unknown":
        told.lose("unmapped", "status", given=told.draft.status)
    return years


def _hear_period(heard: Heard, _: Column, text: str) -> None:
    found = _PERIOD.fullmatch(text)
    if not found:
        heard.leave(heard.column, text)
        return
    heard.put("start_year", found[1])
    heard.put("end_year", found[3])
    if found[4]:
        heard.put("status", "running")


def _stage(told: Told, column: Column) -> str:
    """Their nearest stage; the exact word stands in the description beside it."""
    status = told.draft.status
    stage = column.codes.get(status, "")
    if stage and status != "running":
        told.lose("default", "status", given=status, written=stage)
    return stage


def _hear_stage(heard: Heard, column: Column, text: str) -> None:
    if "status" in heard.row:
        return  # a description beside it has said it better
    if text == column.codes["running"]:
        heard.put("status", "running")
    else:
        heard.lose("default", "status", given=text, written="unknown")
        heard.left[heard.column] = text


def _ongoing(told: Told, _: Column) -> str:
    status = told.draft.status
    if status == "pilot":
        told.lose("unmapped", "status", given=status)
    return {"running": YES, "completed": NO}.get(status, "")


def _hear_ongoing(heard: Heard, _: Column, text: str) -> None:
    truth = _truth(text)
    if truth is None:
        heard.leave(heard.column, text)
    else:
        heard.put("status", "running" if truth else "completed")


def _truth(text: str) -> bool | None:
    return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
        text.strip().lower()
    )


# Evidence -----------------------------------------------------------------------------------------


def _measured(told: Told, _: Column) -> str:
    return NO if told.draft.evidence == "described" else YES


def _hear_measured(heard: Heard, _: Column, text: str) -> None:
    truth = _truth(text)
    if truth is None:
        heard.leave(heard.column, text)
    elif heard.row.get("evidence") != "evaluated":
        heard.put("evidence", "monitored" if truth else "described")


def _evaluated(told: Told, _: Column) -> str:
    return YES if told.draft.evidence == "evaluated" else NO


def _hear_evaluated(heard: Heard, _: Column, text: str) -> None:
    truth = _truth(text)
    if truth is None:
        heard.leave(heard.column, text)
    elif truth:
        heard.row.pop("evidence", None)
        heard.put("evidence", "evaluated")


# Partners, sources, languages ---------------------------------------------------------------------


def _partners(told: Told, _: Column) -> str:
    return columns.joined(told.draft.partners) or ""


def _first_source(told: Told, _: Column) -> str:
    return told.draft.sources[0].url if told.draft.sources else ""


def _other_sources(told: Told, _: Column) -> str:
    return columns.joined(one.url for one in told.draft.sources[1:]) or ""


def _hear_other_sources(heard: Heard, _: Column, text: str) -> None:
    for row, url in enumerate(cells.items(text), start=2):
        heard.put(f"source_{row}_url", url)


def _links(told: Told, _: Column) -> str:
    links = [
        {"url": one.url, "title": one.title or "", "attribution": one.publisher or ""}
        for one in told.draft.sources
    ]
    return json.dumps(links, ensure_ascii=False) if links else ""


def _hear_links(heard: Heard, _: Column, text: str) -> None:
    for row, link in enumerate(_links_of(text), start=1):
        for part, name in (("url", "url"), ("title", "title"), ("publisher", "attribution")):
            heard.put(f"source_{row}_{part}", link.get(name))


def _links_of(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError:
        return [{"url": one} for one in cells.items(text)]
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    return [{"url": text}]


def _original_language(told: Told, _: Column) -> str:
    return told.draft.language or ""


def _text_language(told: Told, _: Column) -> str:
    return told.language


def _hear_text_language(_heard: Heard, _: Column, _text: str) -> None:
    """It has been heard already: it says in which language all texts are."""


# A text with headings -----------------------------------------------------------------------------


def _body(told: Told, column: Column) -> str:
    """Rich text: the summary, then our fields under the form's own headings (`codes`)."""
    parts = [f"<p>{html.escape(told.words('summary'), quote=False)}</p>"]
    for name, heading in column.codes.items():
        text = WAYS[name].write(told, column)
        if text:
            inner = html.escape(text, quote=False).replace("\n", "<br>")
            parts.append(f"<h2>{html.escape(heading, quote=False)}</h2><p>{inner}</p>")
    return "".join(parts) if parts != ["<p></p>"] else ""


def _hear_body(heard: Heard, column: Column, text: str) -> None:
    known = {geography.fold(heading): name for name, heading in column.codes.items()}
    body = heard.column
    for heading, words in _sections(text):
        name = known.get(geography.fold(heading))
        if not words:
            continue
        if not heading and len(words) <= LENGTHS["summary"][1]:
            heard.put(f"summary_{heard.language}", words)
        elif name and (read := WAYS[name].read):
            read(heard, column, words)
        else:
            heard.leave(f"{body} [{heading}]" if heading else body, words)


def _sections(text: str) -> list[tuple[str, str]]:
    """The parts of a rich text as (heading, words); the heading of the first is empty."""
    parser = _Sections()
    parser.feed(text)
    parser.close()
    return [(heading.strip(), _tidy(words)) for heading, words in parser.parts]


def _tidy(words: str) -> str:
    lines = [line.strip() for line in words.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Sections(HTMLParser):
    """Parts a rich text at its headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str]] = [("", "")]
        self._in_heading = False

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._in_heading = True
            self.parts.append(("", ""))
        elif tag in ("br", "li"):
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._in_heading = False
        elif tag in ("p", "ul", "ol", "div"):
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        heading, words = self.parts[-1]
        self.parts[-1] = (heading + text, words) if self._in_heading else (heading, words + text)


# All of them --------------------------------------------------------------------------------------

WAYS: dict[str, Way] = {
    **{name: _text(name) for name in TEXTS},
    "city": Way(("city",), _city, _as("city")),
    "country": Way((), _country, _as("country")),
    "point": Way((), _point, _hear_point),
    "latitude": _coordinate("latitude"),
    "longitude": _coordinate("longitude"),
    "population": Way((), _population),
    "local": Way((), lambda told, _: "local"),
    "themes": _listed("themes"),
    "topics": _listed("topics"),
    "subjects": _listed("themes", "topics"),
    "audiences": _listed("audiences"),
    "instrument": _label("instrument"),
    "status": _label("status"),
    "stage": Way(("status",), _stage, _hear_stage),
    "ongoing": Way(("status",), _ongoing, _hear_ongoing),
    "period": Way(("start_year", "end_year", "status"), _period, _hear_period),
    "start_year": _year("start_year"),
    "end_year": _year("end_year"),
    "measured": Way(("evidence",), _measured, _hear_measured),
    "evaluated": Way(("evidence",), _evaluated, _hear_evaluated),
    "lead": _line("lead"),
    "partners": Way(("partners",), _partners, _as("partners"), items=True),
    "first_source": Way(("sources.url",), _first_source, _as("source_1_url")),
    "other_sources": Way(("sources.url",), _other_sources, _hear_other_sources),
    "links": Way(("sources.url", "sources.title", "sources.publisher"), _links, _hear_links),
    "original_language": Way(("original_language",), _original_language, _as("original_language")),
    "text_language": Way((), _text_language, _hear_text_language),
    "body": Way(("summary",), _body, _hear_body),
}


def carried(column: Column) -> tuple[str, ...]:
    """Our fields for which a column has a place."""
    headed = tuple(column.codes) if column.way == "body" else ()
    return (*WAYS[column.way].carries, *headed)
