"""A summit as one file of data/summits/, or as a form makes it: its fields and all its faults.

data/README.md tells each field. What is told once (venue, format, notes) is in the file's own
`language`; whatever has words in several languages needs one of them at the least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from dashboard.catalogue import geography, vocabulary
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.geography import Place
from dashboard.catalogue.practice import SLUG, Language

LONGEST_ID, LONGEST_LINE, LONGEST_TEXT, MOST = 40, 300, 1200, 400
LANGUAGES = vocabulary.LANGUAGES
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069").union(
    map(chr, range(0x7F, 0xA0))
)

Where = tuple[str | int, ...]
N_ = str  # marks a sentence for translation; the words of people's languages are one floor up

# What each code of a fault says.
SENTENCES: Mapping[str, str] = {
    "missing": N_("is missing"),
    "unknown_field": N_("is no field of a summit"),
    "not_text": N_("is no text"),
    "not_a_list": N_("is no list"),
    "not_an_object": N_("is no object of fields"),
    "not_a_number": N_("is no number"),
    "not_yes_or_no": N_("is neither true, false nor null"),
    "out_of_range": N_("lies outside what is possible: {given}"),
    "not_a_date": N_("is no day, as 2027-05-14"),
    "too_long": N_("is too long: at most {most} characters"),
    "too_many": N_("has too many entries: at most {most}"),
    "unreadable_sign": N_("holds a sign that nobody can see; type it again"),
    "not_a_web_address": N_("is no web address (http or https): {given}"),
    "unknown_code": N_("is no known code: {given}"),
    "bad_id": N_("is no id: a-z, 0-9 and single hyphens, at most {most} characters: {given}"),
    "not_of_this_summit": N_("has to begin with the id of its summit, {wanted}: {given}"),
    "twice": N_("is named twice: {given}"),
    "ends_before_start": N_("ends before it begins"),
    "no_language": N_("has words in no language"),
    "uneven_points": N_("has {given} entries in this language, {wanted} in another"),
    "unknown_place": N_("names a place nobody knows: {given}"),
    "several_places": N_("could be several places; give its place_id or country: {given}"),
    "id_taken": N_("is the id of another summit: {given}"),
    "city_stays": N_("cannot move: the summit is open to everybody in {given}"),
    "points_stay": N_("has fewer points than something hangs on: at least {wanted}"),
    "workshop_stays": N_("cannot leave out a workshop that is open to everybody: {given}"),
    "too_many_summits": N_("is one summit more than the catalogue can hold"),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where in the file, as a code of SENTENCES with its values."""

    where: Where
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def path(self) -> str:
        """Where, as people write it: workshops[2].title; rows count from 1."""
        told = ""
        for one in self.where:
            told += f"[{one + 1}]" if isinstance(one, int) else f".{one}" if told else one
        return told

    def __str__(self) -> str:
        """The fault in English, for who writes files."""
        return f"{self.path or 'the file'} {SENTENCES[self.code].format(**self.values)}"


# What a file holds --------------------------------------------------------------------------------


def _fault(code: str, **values: Any) -> PydanticCustomError:
    return PydanticCustomError(code, code, values)


def _readable(text: str) -> str:
    if any(sign < " " and sign not in "\n\t" or sign in _UNSEEN for sign in text):
        raise _fault("unreadable_sign")
    return text


def _web(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
    except ValueError:
        good = False
    if not good:
        raise _fault("not_a_web_address", given=url[:80])
    return url


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


_Seen = AfterValidator(_readable)
Line = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE), _Seen]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), _Seen]
Url = Annotated[str, Field(min_length=1, max_length=2000), _Seen, AfterValidator(_web)]
Lines = Annotated[list[Text], Field(max_length=MOST)]
Urls = Annotated[list[Url], Field(max_length=MOST)]
Media = Annotated[list[dict[str, Line]], Field(max_length=MOST)]
Id = Annotated[str, Field(max_length=80)]
Day = date
Words = dict[Language, Text]


class _Told(_Strict):
    """Words in some of the four languages, side by side with other fields."""

    en: Text | None = None
    fr: Text | None = None
    de: Text | None = None
    es: Text | None = None


class _Named(_Strict):
    """A city: its name with its country, or the GeoNames id where several bear that name."""

    city: Line
    country: str | None = None
    place_id: int | None = None


class Guest(_Named):
    """A city at the summit; null is what nobody states."""

    country: str
    took_part: StrictBool | None = None
    signed: StrictBool | None = None


class Declaration(_Strict):
    """What is signed at the end, point by point."""

    title: Line
    date: Day | None = None
    url: Url | None = None
    url_en: Url | None = None
    url_fr: Url | None = None
    url_de: Url | None = None
    url_es: Url | None = None
    url_host_city: Url | None = None
    signatories_count: int | None = Field(None, ge=0, le=10_000)
    points_en: Lines = []
    points_fr: Lines = []
    points_de: Lines = []
    points_es: Lines = []
    points_sources: Urls = []


class Attendance(_Strict):
    """How many came, by those who count them."""

    cities: int | None = Field(None, ge=0, le=10_000)
    countries: int | None = Field(None, ge=0, le=300)
    delegates: int | None = Field(None, ge=0, le=1_000_000)
    note: Text | None = None
    sources: Urls = []


class Cost(_Strict):
    """A sum, and who paid it."""

    amount: float = Field(ge=0, allow_inf_nan=False)
    currency: str = Field(pattern="^[A-Z]{3}$")
    paid_by: Line
    source: Url


class Event(_Told):
    """One thing on the programme; without a source of its own, the first of the summit's."""

    date: Day
    until: Day | None = None
    place: Line | None = None
    source: Url | None = None


class Result(_Told):
    """What is reported to have come of it."""

    city: Line | None = None
    country: str | None = None
    place_id: int | None = None
    source: Url | None = None


class Conclusion(Result):
    """A sentence reported from a workshop."""

    kind: str
    basis: str


class Exhibition(_Strict):
    """What is promised to be shown to inhabitants."""

    promised: Text
    announced: Text
    end_date: Line | None = None
    visitors: Line | None = None
    online_copy: Line | None = None
    reused_by_cities: Line | None = None
    sources: Urls = []


class Speaker(_Strict):
    """Who opens or leads a workshop."""

    name: Line
    role: Line | None = None
    title: Line | None = None


class Delegate(_Named):
    """A city that speaks in a workshop, and who speaks for it."""

    representative: Line | None = None
    role: Line | None = None


class Workshop(_Strict):
    """One workshop: its questions, who speaks, what is reported of it."""

    id: Id
    topic: str | None = None
    topic_basis: Text | None = None
    date: Day | None = None
    title: Words
    subject: Words | None = None
    questions_en: Lines = []
    questions_fr: Lines = []
    questions_de: Lines = []
    questions_es: Lines = []
    keynotes: list[Speaker] = Field([], max_length=MOST)
    leads: list[Speaker] = Field([], max_length=MOST)
    cities: list[Delegate] = Field([], max_length=MOST)
    cities_basis: Text | None = None
    conclusions: list[Conclusion] = Field([], max_length=MOST)
    media: Media = []
    gaps: Text | None = None
    sources: Urls = []


class Figure(_Told):
    """One of several figures that do not agree."""

    value: float = Field(allow_inf_nan=False)
    precision: Literal["exact", "about", "more_than"]
    kind: Literal["announced", "reported", "counted"]
    currency: str | None = None
    stated_by: Line
    stated_on: Day | None = None
    source: Url


class Conflict(_Strict):
    """What sources say differently of one thing."""

    about: Literal["cities", "countries", "signatories", "cost"]
    figures: list[Figure] = Field(min_length=2)


class Summit(_Strict):
    """A summit, whole."""

    id: Id
    language: Language = "en"
    edition: int = Field(ge=1, le=999)
    name: Words
    name_note: Text | None = None
    city: Line
    country: str
    place_id: int | None = None
    starts: Day
    ends: Day
    venue: Text | None = None
    format: Text | None = None
    slogan: Text | None = None
    slogan_translations: dict[Language, Text | None] | None = None
    slogan_note: Text | None = None
    hosts: list[Line] = Field([], max_length=MOST)
    declaration: Declaration | None = None
    attendance: Attendance = Field(default_factory=lambda: Attendance.model_validate({}))
    cost: Cost | None = None
    programme: list[Event] = Field([], max_length=MOST)
    outcomes: list[Result] = Field([], max_length=MOST)
    exhibition: Exhibition | None = None
    guests: list[Guest] = Field([], max_length=MOST)
    workshops: list[Workshop] = Field([], max_length=99)
    conflicting_figures: list[Conflict] = []
    media: Media = []
    sources: Urls = Field(min_length=1)


# Reading one --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A summit without a fault: what is told of it, and the place of each city it names."""

    told: Summit
    places: Mapping[tuple[str, str | None, int | None], Place]

    @property
    def host(self) -> Place:
        """Where it is."""
        return self.places[self.told.city, self.told.country, self.told.place_id]

    def place(self, one: _Named | Result) -> Place:
        """The place of a city it names."""
        return self.places[one.city or "", one.country, one.place_id]


def read(told: object) -> tuple[Known | None, tuple[Fault, ...]]:
    """The summit of a file or a form, or everything that is wrong with it, in its order."""
    if not isinstance(told, dict):
        return None, (Fault((), "not_an_object"),)
    summit, faults = _shaped(told)
    faults += _across(told)
    places: dict[tuple[str, str | None, int | None], Place] = {}
    for where, city in _cities(told):
        try:
            place = _resolved(city, told)
        except _Unplaced as error:
            faults.append(Fault((*where, "city"), error.args[0], error.args[1]))
        else:
            places[city["city"].strip(), city.get("country"), city.get("place_id")] = place
    if not told.get("city"):  # with the city its country comes along
        faults = [one for one in faults if one.where != ("country",)]
    if faults or summit is None:
        order = {name: at for at, name in enumerate(Summit.model_fields)}
        return None, tuple(sorted(faults, key=lambda one: order.get(str(one.where[0]), 99)))
    faults = list(_twice_there(summit, places))
    return (None, tuple(faults)) if faults else (Known(summit, places), ())


_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_type": "not_text",
    "list_type": "not_a_list",
    "dict_type": "not_an_object",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "string_too_short": "missing",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "too_short": "missing",
    "literal_error": "unknown_code",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "finite_number": "not_a_number",
    "string_pattern_mismatch": "unknown_code",
}
_KINDS = (("int_", "not_a_number"), ("float_", "not_a_number"), ("bool_", "not_yes_or_no"),
          ("date_", "not_a_date"))  # fmt: skip


def _shaped(told: dict[str, Any]) -> tuple[Summit | None, list[Fault]]:
    try:
        return Summit.model_validate(told), []
    except ValidationError as error:
        return None, [_told_fault(one) for one in error.errors()]


def _told_fault(error: Any) -> Fault:
    kind, given = str(error["type"]), error.get("ctx") or {}
    code = _CODES.get(kind) or next((to for start, to in _KINDS if kind.startswith(start)), kind)
    where = tuple(one for one in error["loc"] if one != "[key]")
    values: dict[str, str | int] = {}
    if "max_length" in given:
        values["most"] = int(given["max_length"])
    if "given" in given:
        values["given"] = str(given["given"])
    if kind in ("literal_error", "string_pattern_mismatch"):
        values["given"] = str(error["input"])[:80]
    if kind.startswith(("greater", "less")):
        values["given"] = str(error["input"])[:80]
    return Fault(where, code, values)


# What only shows when several fields are looked at ------------------------------------------------


def _across(told: dict[str, Any]) -> list[Fault]:
    return [
        *_ids(told),
        *_days(told),
        *_codes(told),
        *_languages(told),
        *_points(told),
    ]


def _rows(told: Mapping[str, Any], name: str) -> Iterator[tuple[Where, dict[str, Any]]]:
    found = told.get(name)
    for at, one in enumerate(found if isinstance(found, list) else []):
        if isinstance(one, dict):
            yield (name, at), one


def _ids(told: dict[str, Any]) -> Iterator[Fault]:
    code = told.get("id")
    if isinstance(code, str) and not (SLUG.fullmatch(code) and len(code) <= LONGEST_ID):
        yield Fault(("id",), "bad_id", {"given": code[:80], "most": LONGEST_ID})
    seen: Counter[str] = Counter()
    for where, one in _rows(told, "workshops"):
        name = one.get("id")
        if not isinstance(name, str):
            continue
        seen[name] += 1
        if not SLUG.fullmatch(name):
            yield Fault((*where, "id"), "bad_id", {"given": name[:80], "most": 80})
        elif not name.startswith(f"{code}-"):
            yield Fault((*where, "id"), "not_of_this_summit", {"given": name, "wanted": f"{code}-"})
        if seen[name] == 2:
            yield Fault((*where, "id"), "twice", {"given": name})


def _days(told: dict[str, Any]) -> Iterator[Fault]:
    if _later(told.get("starts"), told.get("ends")):
        yield Fault(("ends",), "ends_before_start")
    for where, one in _rows(told, "programme"):
        if _later(one.get("date"), one.get("until")):
            yield Fault((*where, "until"), "ends_before_start")


def _later(first: object, last: object) -> bool:
    try:
        return date.fromisoformat(str(first)) > date.fromisoformat(str(last))
    except ValueError:
        return False  # what is no day is told as such


def _codes(told: dict[str, Any]) -> Iterator[Fault]:
    yield from _code("country", told, ())
    for name in ("guests", "outcomes"):
        for where, one in _rows(told, name):
            yield from _code("country", one, where)
    for where, one in _rows(told, "workshops"):
        yield from _code("topic", one, where)
        for inner, row in (*_rows(one, "cities"), *_rows(one, "conclusions")):
            yield from _code("country", row, (*where, *inner))
        for inner, row in _rows(one, "conclusions"):
            yield from _code("kind", row, (*where, *inner), "conclusion_kind")
            yield from _code("basis", row, (*where, *inner))


def _code(name: str, row: Mapping[str, Any], where: Where, dim: str = "") -> Iterator[Fault]:
    given = row.get(name)
    if isinstance(given, str) and not vocabulary.has(dim or name, given):
        yield Fault((*where, name), "unknown_code", {"given": given[:80]})


def _languages(told: dict[str, Any]) -> Iterator[Fault]:
    """What has words in no language at all."""
    if told.get("name") == {}:
        yield Fault(("name",), "no_language")
    for name in ("programme", "outcomes"):
        for where, one in _rows(told, name):
            if not any(one.get(language) for language in LANGUAGES):
                yield Fault(where, "no_language")
    for where, one in _rows(told, "workshops"):
        if one.get("title") == {}:
            yield Fault((*where, "title"), "no_language")
        for inner, row in _rows(one, "conclusions"):
            if not any(row.get(language) for language in LANGUAGES):
                yield Fault((*where, *inner), "no_language")
    for where, one in _rows(told, "conflicting_figures"):
        for inner, row in _rows(one, "figures"):
            if not any(row.get(language) for language in LANGUAGES):
                yield Fault((*where, *inner), "no_language")


def _points(told: dict[str, Any]) -> Iterator[Fault]:
    """Lists that are told once a language have one point for one point."""
    declaration = told.get("declaration")
    if isinstance(declaration, dict):
        yield from _uneven(declaration, "points", ("declaration",))
    for where, one in _rows(told, "workshops"):
        yield from _uneven(one, "questions", where)


def _uneven(row: Mapping[str, Any], name: str, where: Where) -> Iterator[Fault]:
    lists = {one: row.get(f"{name}_{one}") or [] for one in LANGUAGES}
    counts = {one: len(found) for one, found in lists.items() if isinstance(found, list) and found}
    most = max(counts.values(), default=0)
    for language, count in counts.items():
        if count != most:
            values: dict[str, str | int] = {"given": count, "wanted": most}
            yield Fault((*where, f"{name}_{language}"), "uneven_points", values)


# Cities -------------------------------------------------------------------------------------------


class _Unplaced(Exception):
    """A city that is no place, or could be several."""


def _cities(told: dict[str, Any]) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Every city that is named, with where; what is no text is told as such elsewhere."""
    groups: Iterable[tuple[Where, dict[str, Any]]] = [
        ((), told),
        *_rows(told, "guests"),
        *_rows(told, "outcomes"),
        *(
            ((*where, *inner), row)
            for where, one in _rows(told, "workshops")
            for name in ("cities", "conclusions")
            for inner, row in _rows(one, name)
        ),
    ]
    for where, one in groups:
        if isinstance(one.get("city"), str) and one["city"].strip():
            yield where, one


def _resolved(city: Mapping[str, Any], told: Mapping[str, Any]) -> Place:
    """The place that is meant: by its id, by country, or as the summit names it elsewhere."""
    place_id, name = city.get("place_id"), city["city"].strip()
    if isinstance(place_id, int):
        try:
            return geography.by_id(place_id)
        except UnknownPlace:
            raise _Unplaced("unknown_place", {"given": str(place_id)}) from None
    country = city.get("country") or _country_elsewhere(name, told)
    try:
        return geography.resolve(name, str(country))
    except UnknownPlace as error:
        several = "several places" in str(error)
        raise _Unplaced(
            "several_places" if several else "unknown_place",
            {"given": f"{name} ({country or '?'})", "told": str(error) if several else ""},
        ) from None


def _country_elsewhere(name: str, told: Mapping[str, Any]) -> str | None:
    """The country of a city that is named with it elsewhere in the file, or in the catalogue."""
    for one in (told, *(row for _, row in _rows(told, "guests"))):
        if str(one.get("city", "")).strip() == name and isinstance(one.get("country"), str):
            return str(one["country"])
    countries = _countries_of_names().get(geography.fold(name), set())
    return next(iter(countries)) if len(countries) == 1 else None


@lru_cache(maxsize=1)
def _countries_of_names() -> dict[str, set[str]]:
    """The countries of the cities that the released catalogue names."""
    found: dict[str, set[str]] = {}
    for city, country in geography.catalogue_names():
        found.setdefault(geography.fold(city), set()).add(country)
    return found


def _twice_there(
    summit: Summit, places: Mapping[tuple[str, str | None, int | None], Place]
) -> Iterator[Fault]:
    seen: Counter[int] = Counter()
    for at, guest in enumerate(summit.guests):
        place = places[guest.city, guest.country, guest.place_id]
        seen[place.place_id] += 1
        if seen[place.place_id] == 2:
            yield Fault(("guests", at, "city"), "twice", {"given": guest.city})


# As the store keeps it ----------------------------------------------------------------------------


def story(known: Known) -> dict[str, Any]:
    """What is told of the summit itself, as data/summits.json tells it, each city with its slug."""
    summit = known.told
    told = summit.model_dump(mode="json", exclude={"workshops", "place_id"})
    told["city"], told["city_slug"] = known.host.name, known.host.slug
    told["hosts"] = told["hosts"] or [known.host.name]
    told["guests"] = [
        {**_placed(known.place(one)), "took_part": one.took_part, "signed": one.signed}
        for one in summit.guests
    ]
    told["outcomes"] = [
        _with_city(known, one, row)
        for one, row in zip(summit.outcomes, told["outcomes"], strict=True)
    ]
    for row in (*told["programme"], *told["outcomes"]):
        row["source"] = row["source"] or summit.sources[0]
    return told


def workshops(known: Known) -> Iterator[dict[str, Any]]:
    """Its workshops, as data/workshops.json tells them."""
    summit = known.told
    for one in summit.workshops:
        told = one.model_dump(mode="json")
        told |= {"summit": summit.id, "language": summit.language}
        told["cities"] = [
            {**_placed(known.place(each)), "representative": each.representative, "role": each.role}
            for each in one.cities
        ]
        told["conclusions"] = [
            _with_city(known, each, row)
            for each, row in zip(one.conclusions, told["conclusions"], strict=True)
        ]
        for row in told["conclusions"]:
            row["source"] = row["source"] or summit.sources[0]
        yield told


def _placed(place: Place) -> dict[str, Any]:
    return {"city": place.name, "country": place.country, "city_slug": place.slug}


def _with_city(known: Known, one: Result, row: dict[str, Any]) -> dict[str, Any]:
    row = {name: value for name, value in row.items() if name not in ("country", "place_id")}
    return row | (_placed(known.place(one)) if one.city else {"city": None})


def points(summit: Summit) -> list[str]:
    """The points of its declaration, in the first language that has them."""
    told = summit.declaration
    lists = [getattr(told, f"points_{one}") for one in LANGUAGES] if told else []
    return next((list(one) for one in lists if one), [])
