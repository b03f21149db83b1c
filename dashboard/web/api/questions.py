"""What may be asked: the parameters of each address as models, and all faults of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_origin
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from dashboard.catalogue import database, vocabulary
from dashboard.catalogue.filters import (
    EARLIEST,
    LATEST,
    LONGEST_QUERY,
    PARAMETERS,
    Filters,
)
from dashboard.web.api.models import Fault

MOST = 100  # items of a page
USUAL = 20
ALL = "all"  # every language at once
_SHOWN = 80  # signs of a wrong value that are given back


class Question(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    lang: Annotated[
        Literal["fr", "en", "de", "es", "all"] | None,
        Field(
            description="The language of texts, names and labels, and the one a search text is "
            "read in. `all` gives every language there is. Not given: the header Accept-Language "
            "decides; without that header, or with one that names none of the four, `all`."
        ),
    ] = None


def _whole(given: Any) -> Any:
    # Stricter than int(): neither "1_0" nor " 7" nor "7.0" is how an address writes a number.
    if isinstance(given, str) and not re.fullmatch(r"-?[0-9]{1,9}", given):
        raise PydanticCustomError("int_parsing", "no whole number")
    return given


def _between(low: int, high: int) -> Any:
    """A whole number within bounds."""
    return Annotated[int, Field(ge=low, le=high), BeforeValidator(_whole)]


_Limit, _Year = _between(1, MOST), _between(EARLIEST, LATEST)


class Paged(Question):
    """What every list takes."""

    limit: _Limit = Field(USUAL, description="How many items a page holds.")  # type: ignore[valid-type]
    cursor: Annotated[
        str | None,
        Field(
            description="Where the page begins: taken from the `next` of the page before, together "
            "with the same other parameters.",
            pattern=r"^[A-Za-z0-9_-]+$",
            max_length=1000,
        ),
    ] = None


def _known(dim: str) -> Any:
    def check(code: str) -> str:
        if not vocabulary.has(dim, code):
            raise PydanticCustomError("unknown_value", dim)
        return code

    return Annotated[
        str,
        BeforeValidator(check),
        Field(json_schema_extra={"enum": list(vocabulary.codes(dim))}),
    ]


def _city(slug: str) -> str:
    if slug not in known_cities():
        raise PydanticCustomError("unknown_value", "city")
    return slug


City = Annotated[
    str,
    BeforeValidator(_city),
    Field(json_schema_extra={"format": "city-id", "pattern": "^[a-z0-9-]{1,80}$"}),
]


def _many(words: str) -> Any:
    return Field(
        default=(), description=f"{words} May be given several times: any of them will do."
    )


class Place(BaseModel):
    """Where."""

    country: tuple[_known("country"), ...] = _many(  # type: ignore[valid-type]
        "Country of the city, ISO 3166-1 alpha-2."
    )
    region: tuple[_known("region"), ...] = _many(  # type: ignore[valid-type]
        "Region of the city (M49)."
    )
    size: tuple[_known("size"), ...] = _many(  # type: ignore[valid-type]
        "Band of the city's population."
    )
    summit: tuple[_known("summit"), ...] = _many(  # type: ignore[valid-type]
        "Summit the city took part in."
    )


class Selection(Question, Place):
    """The filters, as in the address of Explore; between parameters all must hold."""

    q: Annotated[
        str,
        Field(
            max_length=LONGEST_QUERY,
            description="Words to look for, in any of the four languages: stems, accents, small "
            "typos and meaning are taken care of.",
            examples=["night mediators"],
        ),
    ] = ""
    theme: tuple[_known("theme"), ...] = _many("Theme.")  # type: ignore[valid-type]
    topic: tuple[_known("topic"), ...] = _many("Topic.")  # type: ignore[valid-type]
    city: tuple[City, ...] = _many("Id of the city.")
    audience: tuple[_known("audience"), ...] = _many("Target group.")  # type: ignore[valid-type]
    instrument: tuple[_known("instrument"), ...] = _many(  # type: ignore[valid-type]
        "Instrument."
    )
    status: tuple[_known("status"), ...] = _many(  # type: ignore[valid-type]
        "Status at the source's date."
    )
    evidence: tuple[_known("evidence"), ...] = _many(  # type: ignore[valid-type]
        "Grade of evidence."
    )
    from_: _Year | None = Field(  # type: ignore[valid-type]
        None, alias="from", description="Begun in this year or later.", examples=[2015]
    )
    to: _Year | None = Field(  # type: ignore[valid-type]
        None, description="Begun in this year or before.", examples=[2024]
    )
    figures: Annotated[
        Literal["yes", "no"] | None, Field(description="Whether a source states figures.")
    ] = None
    results: Annotated[
        Literal["yes", "no"] | None, Field(description="Whether a source tells of results.")
    ] = None

    def filters(self) -> Filters:
        """The same as the dashboard understands it."""
        found, _ = Filters.from_query(
            {name: values for name, values in written(self).items() if name in _FILTERS}
        )
        return found


_FILTERS = frozenset(PARAMETERS.values())


class PracticeList(Selection, Paged):
    """What the list of practices takes."""

    sort: Annotated[
        Literal["relevance", "newest", "city", "evidence", "id"],
        Field(
            description="The order: the best answer to `q` first (without one, the newest), the "
            "newest, by the city's name, the best proven, or by id: the order in which nothing "
            "ever moves, for reading the whole catalogue."
        ),
    ] = "relevance"


class CityList(Paged, Place):
    """What the list of cities takes."""


# Reading a query --------------------------------------------------------------------------------


class Refused(Exception):
    """A query with faults; all of them are told."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """What is wrong."""
        self.faults = list(faults)
        super().__init__(f"{len(self.faults)} faults")


def read(kind: type[Question], query: str) -> Question:
    """The question a query string asks; Refused names all its faults."""
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None):
        given.setdefault(name, []).append(value)
    lists = _lists(kind)
    faults = [
        _fault(name, values[1], "given_twice", "is taken once only")
        for name, values in given.items()
        if len(values) > 1 and name not in lists and name in names(kind)
    ]
    try:
        found = kind.model_validate(
            {name: tuple(values) if name in lists else values[0] for name, values in given.items()},
            by_alias=True,
            by_name=False,
        )
    except ValidationError as error:
        raise Refused([*faults, *(_told(kind, one) for one in error.errors())]) from error
    if faults:
        raise Refused(faults)
    return found


def names(kind: type[Question]) -> tuple[str, ...]:
    """The parameters of an address, as an address writes them."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _lists(kind: type[Question]) -> frozenset[str]:
    return frozenset(
        field.alias or name
        for name, field in kind.model_fields.items()
        if get_origin(field.annotation) is tuple
    )


def written(question: Question) -> dict[str, list[str]]:
    """The parameters that restrict something, in one order: a question has one address."""
    found: dict[str, list[str]] = {}
    for name, field in sorted(type(question).model_fields.items()):
        value = getattr(question, name)
        if value != field.default:
            many = value if isinstance(value, tuple) else (value,)
            found[field.alias or name] = [str(one) for one in many]
    return found


def address(question: Question, **instead: str) -> str:
    """The query string of a question, with some parameters replaced."""
    return urlencode({**written(question), **{k: [v] for k, v in instead.items()}}, doseq=True)


# Faults in words --------------------------------------------------------------------------------

_REASONS = {
    "extra_forbidden": "unknown_parameter",
    "int_parsing": "not_a_number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "string_too_long": "too_long",
    "string_pattern_mismatch": "bad_cursor",
}


def _told(kind: type[Question], error: ErrorDetails) -> Fault:
    name = str(error["loc"][0])
    reason = _REASONS.get(error["type"], "unknown_value")
    words = _words(kind, name, reason, error)
    return _fault(name, str(error["input"]), reason, words)


def _words(kind: type[Question], name: str, reason: str, error: ErrorDetails) -> str:
    match reason:
        case "unknown_parameter":
            return _nearest(name, kind)
        case "not_a_number":
            return "has to be a whole number"
        case "out_of_range":
            return _range(name)
        case "too_long":
            return f"takes at most {error['ctx']['max_length']} signs"
        case "bad_cursor":
            return "has to be the cursor of the page before"
        case _:
            return _choices(kind, name, error["msg"])


def _fault(name: str, value: str, reason: Any, words: str) -> Fault:
    cut = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return Fault(
        parameter=name[:_SHOWN], value=cut, reason=reason, detail=f"{name[:_SHOWN]} {words}."
    )


def _nearest(name: str, kind: type[Question]) -> str:
    near = get_close_matches(name, names(kind), 1)
    more = f"; did you mean {near[0]}" if near else ""
    return f"is no parameter of this address, which takes {_listed(names(kind))}{more}"


def _range(name: str) -> str:
    low, high = (1, MOST) if name == "limit" else (EARLIEST, LATEST)
    return f"has to be between {low} and {high}"


def _choices(kind: type[Question], name: str, dim: str) -> str:
    if dim == "city":
        return "takes the id of a city, as /cities lists them"
    if dim in ("country", "region", "unit"):
        return f"takes a code of the list {dim} of /vocabulary"
    if dim in vocabulary.dimensions():
        return f"takes {_listed(vocabulary.codes(dim))}"
    return f"takes {_listed(_literals(kind, name))}"


def _literals(kind: type[Question], name: str) -> Iterator[str]:
    shown = kind.model_json_schema()["properties"][name]
    for part in (shown, *shown.get("anyOf", ())):
        yield from part.get("enum", ())


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


# Cities -----------------------------------------------------------------------------------------


def known_cities() -> frozenset[str]:
    """The ids of all cities of the catalogue."""
    return _cities_of(database.edition())


_kept: tuple[tuple[int, int], frozenset[str]] | None = None


def _cities_of(edition: tuple[int, int]) -> frozenset[str]:
    global _kept
    if _kept is None or _kept[0] != edition:
        _kept = edition, frozenset(slug for (slug,) in database.rows("city_slugs"))
    return _kept[1]
