"""What the interface says, as models: each answer is made from one, and so is its description.

Names and shapes are those of the export (data/README.md tells each field); a new one may come,
none changes its meaning. A text is a map from language to words, in every answer: with one
language asked for it holds one entry, and its key tells which language the words really are in.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from dashboard.catalogue import vocabulary

Language = Literal["en", "fr", "de", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "fr", "de", "es")
Texts = Annotated[
    dict[Language, str],
    Field(
        description="Words by language. With one language asked for: one entry, under the language "
        "the words really are in, which is another one where no translation exists.",
        examples=[{"en": "Night of the museums", "fr": "Nuit des musées"}],
    ),
]
Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]


def _open(schema: dict[str, Any]) -> None:
    # Here every key has to be described; a client has to bear keys that come later.
    schema.pop("additionalProperties", None)
    schema.pop("title", None)


class Model(BaseModel):
    """What every answer is made of."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_open)


def _list(dim: str) -> FieldInfo:
    example = vocabulary.codes(dim)[0]
    return Field(description=f"A code of the list `{dim}` of /vocabulary.", examples=[example])


Theme = Annotated[str, _list("theme")]
Topic = Annotated[str, _list("topic")]
Audience = Annotated[str, _list("audience")]
Instrument = Annotated[str, _list("instrument")]
Status = Annotated[str, _list("status")]
Evidence = Annotated[str, _list("evidence")]
Region = Annotated[str, _list("region")]
Size = Annotated[str, _list("size")]
Summit = Annotated[str, _list("summit")]
Country = Annotated[
    str, Field(description="ISO 3166-1 alpha-2.", examples=["BR"], pattern="^[A-Z]{2}$")
]
Year = Annotated[int | None, Field(description="Null: no source read states it.")]
Line = Annotated[str | None, Field(description="Null: no source read states it.")]
Version = Annotated[int, Field(ge=1, description="Versions are numbered from 1.", examples=[1])]
Day = Annotated[date, Field(examples=["2026-11-22"])]
Moment = Annotated[datetime, Field(description="UTC.", examples=["2026-11-22T00:00:00Z"])]
Hash = Annotated[
    str,
    Field(
        description="SHA-256 of the file at `record`, in hexadecimal: what sheets and citations "
        "print. `sha256sum` of the downloaded file gives the same.",
        pattern="^[0-9a-f]{64}$",
    ),
]


class Licence(Model):
    """Under which licence the words of an answer may be used."""

    name: str = Field(examples=["CC BY 4.0"])
    url: Address
    credit: str = Field(description="Whom to name.", examples=["Living together catalogue"])


class Answered(Model):
    """What every answer of data tells of itself."""

    licence: Licence
    catalogue_version: int = Field(
        description="The version of the whole catalogue; every publication raises it.",
        examples=[12],
    )


# Practices --------------------------------------------------------------------------------------


class Figure(Model):
    """A number that a source states."""

    label_en: str = Field("", description="What is counted, in English; absent if not written.")
    label_fr: str = Field("", description="The same in French.")
    label_de: str = Field("", description="The same in German.")
    label_es: str = Field("", description="The same in Spanish.")
    value: float | None
    unit: Annotated[
        str | None, Field(description="A code of the list `unit`, or the unit as it was written.")
    ]
    year: Year
    period: Line
    measured_by: Line
    source_position: int | None = Field(
        description="Which of `sources` states it, counted from 1; null: tied to none of them."
    )


class Source(Model):
    """A page the facts were read from."""

    url: str
    title: Line
    publisher: Line


class Origin(Model):
    """Where a wording comes from."""

    origin: Literal["original", "human", "machine", "not_stated"]
    of: str = Field("", description="A mark of the original's words that this one translates.")


class Origins(Model):
    """By field and language, where a text comes from; absent where nobody has said it."""

    title: dict[Language, Origin] = {}
    summary: dict[Language, Origin] = {}
    challenge: dict[Language, Origin] = {}
    approach: dict[Language, Origin] = {}
    results: dict[Language, Origin] = {}


class Retired(Model):
    """That a practice is kept for the record only."""

    since: Day
    reason: str


class Superseded(Model):
    """Which version took the place of this one, and when."""

    version: Version
    on: Day


class Practice(Model):
    """One version of a practice, whole."""

    id: str = Field(
        description="The public id; it is never used again for something else.",
        examples=["recife-compaz-community-peace-centres"],
    )
    version: Version
    signed_at: Moment
    sha256: Hash
    state: Literal["published", "retired"] = Field(
        description="Retired ones are out of all lists and stay readable at their address."
    )
    retired: Retired | None
    superseded: Superseded | None = Field(description="Null for the version that is public now.")
    licence: Licence
    page: Address = Field(description="The plain page of this version, for people.")
    record: Address = Field(description="The signed file of this version.")
    address: Address = Field(description="This record in this interface.")
    city: str = Field(description="The city's usual English name.", examples=["Recife"])
    city_slug: str = Field(description="The id of the city, as in /cities.", examples=["recife"])
    country: Country
    city_id: int = Field(description="GeoNames id of the city.")
    latitude: float
    longitude: float
    original_language: Language | None = Field(
        description="The language it was first written in; null: not recorded."
    )
    themes: list[Theme] = Field(description="The first is the main one.")
    topics: list[Topic]
    audiences: list[Audience]
    instrument: Instrument | None
    status: Status
    start_year: Year
    end_year: Year
    lead: Line
    partners: list[str]
    title: Texts
    summary: Texts
    challenge: Texts
    approach: Texts
    results: Annotated[Texts | None, Field(description="Null: no source read gives any.")]
    evidence: Evidence
    figures: list[Figure]
    sources: list[Source]
    origins: Origins
    claims: list[str] = Field(
        description="Who answers for each number in the texts: text and language, the number as "
        "written, then `figure_2` (the figure at that place), `figure_2,source_1` (with its "
        "source) or `own` (the city's own statement).",
        examples=[["results_en:24,942=figure_2,source_1"]],
    )


class Page(Answered):
    """One page of a list."""

    total: int = Field(ge=0, description="How many there are on all pages.")
    next: Address | None = Field(
        description="The address of the next page, also in the header Link; null on the last."
    )
    changed: bool = Field(
        description="Whether the catalogue changed since the first page was given. Then a practice "
        "that was published anew meanwhile may have moved to pages already read. With `sort=id` "
        "nothing ever moves."
    )


class Practices(Page):
    """One page of the practices that match."""

    items: list[Practice]


class OnePractice(Answered):
    """The version of a practice that is public now."""

    practice: Practice


class PastVersion(Model):
    """One published version of a practice, in brief."""

    version: Version
    signed_at: Moment
    published_by: str = Field(
        description="The role of who published it.", examples=["reviewer", "release"]
    )
    sha256: Hash
    page: Address
    record: Address
    address: Address
    superseded: Superseded | None


class Versions(Answered):
    """All versions of a practice that were public, the newest first."""

    id: str
    items: list[PastVersion]


# Places -----------------------------------------------------------------------------------------


class City(Model):
    """A city of the catalogue."""

    id: str = Field(examples=["recife"])
    city: str = Field(description="The usual English name.", examples=["Recife"])
    name: Texts
    country: Country
    region: Region
    size: Size
    city_id: int = Field(description="GeoNames id.")
    latitude: float
    longitude: float
    population: int | None
    population_source: Line
    practices: int = Field(
        ge=0,
        description="How many published practices it has here. It measures what was read, never "
        "the city.",
    )
    page: Address
    address: Address


class Cities(Page):
    """One page of the cities that match, by id."""

    items: list[City]


class Presence(Model):
    """What the sources say of a city at one summit; a null is what they do not say."""

    summit: Summit
    hosted: bool
    took_part: bool | None
    signed: bool | None = Field(description="Whether it signed the declaration of the summit.")


class WholeCity(City):
    """All that the catalogue holds of one city."""

    website: Line
    observatory_member: bool | None
    notes: Texts | None = Field(description="Notes of the researchers, in English.")
    other_names: list[str]
    sources: list[str]
    summits: list[Presence]
    practice_ids: list[str] = Field(description="The ids of its published practices.")


class OneCity(Answered):
    """One city."""

    city: WholeCity


class Point(Model):
    """A place (RFC 7946): longitude, then latitude."""

    type: Literal["Point"]
    coordinates: tuple[float, float] = Field(examples=[(-34.88, -8.05)])


class Marked(Model):
    """A city on the map."""

    name: Texts
    country: Country
    region: Region
    practices: int = Field(ge=1, description="How many practices match.")
    by_theme: dict[str, int] = Field(description="The same by main theme.")
    page: Address


class Feature(Model):
    """One city with practices that match."""

    type: Literal["Feature"]
    id: str
    geometry: Point
    properties: Marked


class Map(Answered):
    """The cities with practices that match, as GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    total: int = Field(ge=0, description="How many practices match; the sum over all cities.")
    features: list[Feature]


class Facets(Answered):
    """How many practices each option of each filter would leave."""

    total: int = Field(ge=0, description="How many practices match.")
    counts: dict[str, dict[str, int]] = Field(
        description="By parameter and value. A facet ignores its own parameter, so that one sees "
        "what else could be chosen; an option that would leave nothing is absent. `year` counts "
        "the years of beginning (`not_stated` where none is known); `from` and `to` count from "
        "that year on, and up to it.",
        examples=[{"theme": {"cohesion": 90, "integration": 80}, "figures": {"yes": 61}}],
    )


# Words ------------------------------------------------------------------------------------------


class Code(Model):
    """A code and its words."""

    code: str = Field(examples=["cohesion"])
    label: Texts
    definition: Texts | None = Field(description="Null where the label says it all.")
    more: dict[str, Any] = Field(
        description="What else the list tells: `kind` and `currency` of units, `min` and `max` of "
        "population bands, `continent` of regions, `region` of countries.",
        examples=[{"min": 500000, "max": 999999}],
    )


class Vocabulary(Answered):
    """All codes the catalogue uses."""

    lists: dict[str, list[Code]] = Field(
        description="By the name of the parameter that takes them, in their order."
    )


# Summits ----------------------------------------------------------------------------------------

OutcomeKind = Literal["agreed", "disputed", "commitment", "open_question", "presented_project"]
CommitmentState = Annotated[
    Literal["open", "begun", "kept", "partly", "dropped"],
    Field(description="`open`: the city has not said that it began."),
]


class BriefSummit(Model):
    """A summit, in brief."""

    id: str = Field(examples=["dusseldorf-2019"])
    edition: int
    name: Texts
    city: str
    country: Country
    starts: Day
    ends: Day
    page: Address
    address: Address


class Summits(Answered):
    """The summits, the newest first."""

    items: list[BriefSummit]


class CommitmentStep(Model):
    """What a city's office told of a promise."""

    state: CommitmentState
    told_at: Moment
    office: str
    words: Annotated[str | None, Field(description="In the office's own words; null: none.")]
    language: Language


class Promise(Model):
    """How a promise goes, as its city tells."""

    promised_by: str
    due_on: Day
    state: CommitmentState
    overdue: bool = Field(description="Its day has passed, and the city has not said how it ended.")
    steps: list[CommitmentStep] = Field(description="All that was told, the newest first.")


class SignedOutcome(Model):
    """What a workshop here came to: typed while it was said, signed by a second person."""

    id: str = Field(description="Never given to another one.", examples=["o-2b82a6ded3"])
    workshop: str = Field(examples=["dusseldorf-2019-inclusive"])
    kind: OutcomeKind
    version: Version
    text: Texts
    language: Language = Field(description="The language it was written in.")
    city: str | None = Field(description="Whose it is; null: of all who were there.")
    practice: str | None = Field(description="The id of the practice it speaks of; null: none.")
    signed_at: Moment
    first_signed_at: Moment
    promise: Promise | None = Field(description="Of a commitment; null: it is none.")


class WholeSummit(BriefSummit):
    """All that the released files tell of a summit; data/README.md describes each field."""

    signed: list[SignedOutcome] = Field(
        description="What its workshops signed here, in the order in which they did."
    )

    story: dict[str, Any] = Field(
        description="As in data/summits.json: `venue`, `format`, `slogan`, `hosts`, `declaration`, "
        "`attendance`, `cost`, `programme`, `outcomes`, `exhibition`, `media`, `sources`, and "
        "`conflicting_figures` where sources disagree."
    )


class OneSummit(Answered):
    """One summit."""

    summit: WholeSummit


# Editions ---------------------------------------------------------------------------------------


class Edition(Model):
    """A frozen copy of the whole catalogue."""

    id: str = Field(description="Its name in its address.", examples=["2026-11-22"])
    frozen_at: Moment
    catalogue_version: int
    practices: int = Field(ge=0)
    files: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: str = Field(description="SHA-256 of its manifest.", pattern="^[0-9a-f]{64}$")
    folder: Address = Field(description="Its files, one by one.")
    archive: Address = Field(description="All of them as one zip.")


class Editions(Answered):
    """The frozen editions, the newest first."""

    items: list[Edition]


# The interface itself -----------------------------------------------------------------------------


class Link(Model):
    """One address of this interface."""

    path: str
    summary: str
    href: Address


class Index(Answered):
    """Where everything lies."""

    title: str
    description: str
    openapi: Address
    about: Address
    downloads: dict[str, Address] = Field(description="The whole catalogue, by format.")
    links: list[Link]


class Fault(Model):
    """One thing that is wrong with a question."""

    parameter: str = Field(examples=["theme"])
    value: str = Field(examples=["witchcraft"])
    reason: Literal[
        "unknown_parameter",
        "unknown_value",
        "not_a_number",
        "out_of_range",
        "too_long",
        "given_twice",
        "bad_cursor",
    ]
    detail: str = Field(examples=["theme takes cohesion, integration or security."])


class Problem(BaseModel):
    """A refusal (RFC 9457); `type` stays the same for the same kind of problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_open)

    type: Address
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str = Field("", description="The path that was asked for.")
    faults: list[Fault] = Field([], description="All that is wrong with the question, at once.")
    since: date | None = Field(None, description="Of a withdrawn practice: the day it went.")
    reason: str = Field("", description="Of a withdrawn practice: why.")
