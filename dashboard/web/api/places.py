"""Cities, the map, and how many practices each filter would leave."""

from __future__ import annotations

from typing import Any

from dashboard.catalogue import cities, practices, vocabulary
from dashboard.catalogue.cities import Presence
from dashboard.catalogue.filters import PARAMETERS
from dashboard.catalogue.practices import CityPoint
from dashboard.i18n import LANGUAGES
from dashboard.web.api import models, paging, problems
from dashboard.web.api.answering import Ask, catalogue
from dashboard.web.api.paging import Cursor
from dashboard.web.api.problems import Refusal
from dashboard.web.api.questions import CityList, Selection


def matching(ask: Ask) -> models.Cities:
    """One page of the cities that match, by id."""
    question: CityList = ask.question
    cursor = paging.cursor_of(question, (str,))
    told = catalogue()
    after = str(cursor.place[0]) if cursor else ""
    rows, total = cities.after(
        after,
        question.limit + 1,
        countries=question.country,
        regions=question.region,
        sizes=question.size,
        summits=question.summit,
    )
    shown, more = rows[: question.limit], len(rows) > question.limit
    began = cursor.began if cursor else told["catalogue_version"]
    following = (
        Cursor(question=paging.mark(question), began=began, place=[shown[-1]["slug"]])
        if more
        else None
    )
    return models.Cities(
        **told,
        total=total,
        next=ask.next(following.written()) if following else None,
        changed=began != told["catalogue_version"],
        items=[models.City(**_city(one, ask)) for one in shown],
    )


def one(ask: Ask) -> models.OneCity:
    """One city, whole."""
    slug = ask.path["id"]
    city = cities.by_slug(slug, "en")
    if city is None:
        raise Refusal(problems.UNKNOWN)
    names = {f"name_{one}": cities.names(one)[slug] for one in LANGUAGES}
    row = {**vars(city), **names, "practices": len(city.practices)}
    return models.OneCity(
        **catalogue(),
        city=models.WholeCity(
            **_city(row, ask),
            website=city.website,
            observatory_member=city.observatory_member,
            notes={"en": city.notes.words} if city.notes else None,
            other_names=list(city.other_names),
            sources=list(city.sources),
            summits=[_presence(at) for at in city.summits],
            practice_ids=[brief.slug for brief in city.practices],
        ),
    )


def _presence(at: Presence) -> models.Presence:
    return models.Presence(
        summit=at.summit, hosted=at.hosted, took_part=at.took_part, signed=at.signed
    )


def _city(row: dict[str, Any], ask: Ask) -> dict[str, Any]:
    plain = ("country", "region", "size", "city_id", "latitude", "longitude", "population")
    return {
        "id": row["slug"],
        "city": row["name_en"],
        "name": ask.speech.names(row, "name"),
        **{name: row[name] for name in plain},
        "population_source": row["population_source"] or None,
        "practices": row["practices"],
        "page": ask.link(f"/c/{row['slug']}"),
        "address": ask.api("cities", row["slug"]),
    }


# Counts -----------------------------------------------------------------------------------------


def facets(ask: Ask) -> models.Facets:
    """How many practices each option of each filter would leave."""
    question: Selection = ask.question
    filters, language = question.filters(), ask.speech.language
    counts = practices.facet_counts(filters, language)
    return models.Facets(
        **catalogue(),
        total=practices.total(filters, language),
        counts={
            PARAMETERS.get(field, "year"): dict(sorted(found.items()))
            for field, found in counts.items()
        },
    )


def on_map(ask: Ask) -> models.Map:
    """The cities with practices that match, as GeoJSON."""
    question: Selection = ask.question
    told = catalogue()
    points = practices.for_map(question.filters(), ask.speech.language)
    names = {
        one: cities.names(one) for one in ([ask.speech.chosen] if ask.speech.chosen else LANGUAGES)
    }
    return models.Map(
        **told,
        type="FeatureCollection",
        total=sum(one.practices for one in points),
        features=[_feature(one, names, ask) for one in points],
    )


def _feature(point: CityPoint, names: dict[str, dict[str, str]], ask: Ask) -> models.Feature:
    return models.Feature(
        type="Feature",
        id=point.slug,
        geometry=models.Point(type="Point", coordinates=(point.longitude, point.latitude)),
        properties=models.Marked(
            name=ask.speech.texts({one: known[point.slug] for one, known in names.items()}),
            country=point.country,
            region=point.region,
            practices=point.practices,
            by_theme=dict(zip(vocabulary.codes("theme"), point.counts, strict=True)),
            page=ask.link(f"/c/{point.slug}"),
        ),
    )
