"""The table of all addresses: the routes and their description are both made from it."""

from __future__ import annotations

from dashboard.web.api import models, places, practices, problems, words
from dashboard.web.api.answering import Operation
from dashboard.web.api.questions import CityList, PracticeList, Selection

_PRACTICE = "The id of a practice, such as recife-compaz-community-peace-centres."
_SLUG = "recife-compaz-community-peace-centres"

OPERATIONS = (
    Operation(
        name="index",
        path="",
        tag="Start here",
        summary="Where everything lies",
        description="All addresses of this interface, and the whole catalogue as files.",
        answer=models.Index,
        make=words.index,
    ),
    Operation(
        name="list_practices",
        path="/practices",
        tag="Practices",
        summary="Practices that match",
        description="The filters, the search and the orders are those of the dashboard: the same "
        "address after the `?` finds the same practices there, in every download and here. Each "
        "practice is whole. Follow `next` until it is null; a practice that keeps its place is "
        "neither skipped nor repeated, whatever is published meanwhile.",
        answer=models.Practices,
        make=practices.matching,
        question=PracticeList,
    ),
    Operation(
        name="read_practice",
        path="/practices/{id}",
        tag="Practices",
        summary="One practice",
        description="The version that is public now. An id that was renamed leads on (308), one "
        "that was withdrawn says since when and why (410).",
        answer=models.OnePractice,
        make=practices.one,
        parameters={"id": _PRACTICE},
        examples={"id": _SLUG},
        refusals=(problems.UNKNOWN, problems.GONE),
    ),
    Operation(
        name="list_versions",
        path="/practices/{id}/versions",
        tag="Practices",
        summary="The versions of a practice",
        description="Every version that was public, the newest first. Versions never change.",
        answer=models.Versions,
        make=practices.versions,
        parameters={"id": _PRACTICE},
        examples={"id": _SLUG},
        refusals=(problems.UNKNOWN, problems.GONE),
    ),
    Operation(
        name="read_version",
        path="/practices/{id}/versions/{version}",
        tag="Practices",
        summary="One version of a practice",
        description="As it was signed; `superseded` names the version that took its place.",
        answer=models.OnePractice,
        make=practices.version,
        parameters={"id": _PRACTICE, "version": "The number of the version, from 1."},
        examples={"id": _SLUG, "version": "1"},
        refusals=(problems.UNKNOWN, problems.GONE),
    ),
    Operation(
        name="list_cities",
        path="/cities",
        tag="Cities",
        summary="Cities of the catalogue",
        description="By id. Cities without a practice are those that sources name at a summit.",
        answer=models.Cities,
        make=places.matching,
        question=CityList,
    ),
    Operation(
        name="read_city",
        path="/cities/{id}",
        tag="Cities",
        summary="One city",
        description="What sources say of it, its part in the summits, and its practices.",
        answer=models.OneCity,
        make=places.one,
        parameters={"id": "The id of a city, such as recife."},
        examples={"id": "recife"},
        refusals=(problems.UNKNOWN,),
    ),
    Operation(
        name="count_facets",
        path="/facets",
        tag="Counts",
        summary="What each filter would leave",
        description="For each parameter and value, how many practices would match.",
        answer=models.Facets,
        make=places.facets,
        question=Selection,
    ),
    Operation(
        name="map",
        path="/map.geojson",
        tag="Counts",
        summary="The map",
        description="The cities with practices that match, as GeoJSON. The practices themselves "
        "as points are the download practices.geojson.",
        answer=models.Map,
        make=places.on_map,
        question=Selection,
        media_type="application/geo+json",
    ),
    Operation(
        name="read_vocabulary",
        path="/vocabulary",
        tag="Words",
        summary="All codes and their words",
        description="The lists of codes that filters and records use, in their order.",
        answer=models.Vocabulary,
        make=words.vocabulary_of,
    ),
    Operation(
        name="list_summits",
        path="/summits",
        tag="Summits",
        summary="The summits",
        description="The newest first.",
        answer=models.Summits,
        make=words.summits,
    ),
    Operation(
        name="read_summit",
        path="/summits/{id}",
        tag="Summits",
        summary="One summit",
        description="Dates, host, declaration, attendance, programme and outcomes, each with its "
        "sources; where sources disagree, what each of them says.",
        answer=models.OneSummit,
        make=words.summit,
        parameters={"id": "The id of a summit, such as dusseldorf-2019."},
        examples={"id": "dusseldorf-2019"},
        refusals=(problems.UNKNOWN,),
    ),
    Operation(
        name="list_editions",
        path="/editions",
        tag="Editions",
        summary="Frozen editions",
        description="Copies of the whole catalogue that never change, with their hashes.",
        answer=models.Editions,
        make=words.frozen,
        mark=words.newest_edition,
    ),
)
