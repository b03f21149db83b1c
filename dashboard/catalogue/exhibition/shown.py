"""Scenes of what was read: the welcome, the map, practices and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

from dashboard.catalogue import database, geography, practices, record, summits, vocabulary
from dashboard.catalogue.exhibition.hall import Hall
from dashboard.catalogue.exhibition.scene import Mark, Scene
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.practices import CityPoint
from dashboard.catalogue.record import Figure, Whole

MOST_CITIES = 14  # cities with a practice on the wall of one day; the next day others have theirs
MOST_OF_A_CITY = 8  # practices on a city's own wall

T = TypeVar("T")


# Where one is ---------------------------------------------------------------------------------


def welcome(hall: Hall) -> Scene:
    """The first scene: what this exhibition is about."""
    scene = Scene(key=f"welcome:{hall.subject.id}", kind="welcome", title=hall.name,
                  address=hall.page)  # fmt: skip
    if hall.city:
        facts = {"practices": len(hall.city.practices), "summits": len(hall.city.summits_attended)}
        return replace(
            scene,
            city=hall.city.name,
            city_slug=hall.city.slug,
            country=hall.city.country,
            counts=_stated(facts),
        )
    summit = hall.summit
    if summit is None:
        return scene
    scene = replace(
        scene,
        summit=summit.code,
        city=summit.city,
        city_slug=summit.city_slug,
        country=summit.country,
        day=summit.starts,
        until=summit.ends,
    )
    if hall.subject.kind == "workshop":
        one = hall.workshops[0]
        body = (one.subject,) if one.subject else ()
        return replace(scene, topic=one.topic, body=body, day=one.held_on, until=None)
    came = summit.attendance
    facts = {"cities": came.cities or 0, "countries": came.countries or 0,
             "workshops": len(summit.workshops)}  # fmt: skip
    body = (summit.slogan,) if summit.slogan else ()
    return replace(scene, body=body, counts=_stated(facts), source=came.sources[:2])


def _stated(facts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((code, count) for code, count in facts.items() if count)


# The map --------------------------------------------------------------------------------------


def map_of(hall: Hall) -> Scene | None:
    """Where the cities lie; of a city alone: where it lies among those it met."""
    main = hall.city.slug if hall.city else hall.summit.city_slug if hall.summit else ""
    wanted = {*hall.guests, *_met(hall), main}
    marks = tuple(
        replace(one, main=one.slug == main)
        for one in _points(hall.language, database.edition())
        if one.slug in wanted
    )
    if not marks:
        return None
    return Scene(
        key=f"map:{hall.subject.id}",
        kind="map",
        title=hall.name,
        address=_map_address(hall),
        summit=hall.summit.code if hall.summit else None,
        topic=hall.workshops[0].topic if hall.subject.kind == "workshop" else None,
        city=hall.city.name if hall.city else None,
        city_slug=hall.city.slug if hall.city else None,
        country=hall.city.country if hall.city else None,
        marks=marks,
    )


def _map_address(hall: Hall) -> str:
    if hall.subject.kind == "workshop":
        return hall.page
    query = {"cities": hall.guests} if hall.city else {"summits": (hall.subject.id,)}
    written = Filters(**query).to_query()
    return "map?" + "&".join(f"{name}={one}" for name, given in written.items() for one in given)


def _met(hall: Hall) -> set[str]:
    """The cities that were at the same summits as this one."""
    if not hall.city:
        return set()
    attended = hall.city.summits_attended
    return {
        guest.slug
        for summit in summits.every(hall.language)
        if summit.code in attended
        for guest in summit.came
    }


@lru_cache(maxsize=8)
def _points(language: str, _edition: tuple[int, int]) -> tuple[Mark, ...]:
    """Every city of the catalogue as a mark, by name; one nobody has read about has no theme."""
    read = {one.slug: one for one in practices.for_map(Filters(), language)}
    rows = database.records("result_places", language=language)
    marks = (_point(row, read.get(row["slug"])) for row in rows)
    return tuple(sorted(marks, key=lambda one: (geography.fold(one.name), one.slug)))


def _point(row: dict[str, Any], read: CityPoint | None) -> Mark:
    theme = vocabulary.codes("theme")[read.counts.index(max(read.counts))] if read else None
    return Mark(
        slug=row["slug"],
        name=row["name"],
        country=row["country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        practices=read.practices if read else 0,
        theme=theme,
    )


# Practices and figures ------------------------------------------------------------------------


def practices_of(hall: Hall, today: date) -> Iterator[Scene]:
    """Practices of the cities, each as a scene, with its figure where it states one with a year.

    A city has one of its practices on the wall a day, in turn, and so have the cities.
    """
    for at, slug in enumerate(_chosen(hall, today)):
        # Every second one with a figure shows it; the others tell what was done.
        if found := _practice_of(
            slug, hall.language, record.mark(slug, hall.language), at % 2 == 0
        ):
            yield found


@lru_cache(maxsize=1024)
def _practice_of(slug: str, language: str, _mark: object, with_figure: bool) -> Scene | None:
    """The scene of a practice, made anew when something of it changes."""
    whole = record.by_slug(slug, language)
    figure = _telling(whole) if whole and with_figure else None
    if whole is None:
        return None
    return _figure(whole, figure) if figure else _practice(whole)


def _chosen(hall: Hall, today: date) -> list[str]:
    day = today.toordinal()
    if hall.city:
        return _turned([one.slug for one in hall.city.practices], day)[:MOST_OF_A_CITY]
    topic = hall.workshops[0].topic if hall.subject.kind == "workshop" else None
    by_city = _by_city(hall.guests, topic, database.edition())
    # Once all cities had their day, each shows its next practice.
    seats = range(day * MOST_CITIES, day * MOST_CITIES + min(MOST_CITIES, len(by_city)))
    places = (divmod(seat, len(by_city)) for seat in seats)
    return [by_city[city][turn % len(by_city[city])] for turn, city in places]


@lru_cache(maxsize=64)
def _by_city(
    guests: tuple[str, ...], topic: str | None, _edition: tuple[int, int]
) -> tuple[tuple[str, ...], ...]:
    """The practices of each of these cities, by slug; of one topic, or of any."""
    if not guests:
        return ()  # an empty filter would restrict nothing
    filters = Filters(cities=guests, topics=(topic,) if topic else ())
    found = practices.results(filters, language="en", sort="city", per_page=500).cards
    in_order = sorted((card.city_slug, card.slug) for card in found)
    groups = groupby(in_order, key=lambda entry: entry[0])
    return tuple(tuple(slug for _city, slug in group) for _city, group in groups)


def _turned(parts: Sequence[T], by: int) -> list[T]:
    at = by % len(parts) if parts else 0
    return [*parts[at:], *parts[:at]]


def _telling(whole: Whole) -> Figure | None:
    """The figure to show: the newest that states its year, a sum of money last."""
    dated = [one for one in whole.figures if one.year or one.period]
    return max(dated, key=lambda one: (one.unit not in _MONEY, one.year or 0), default=None)


_MONEY = frozenset(
    one["id"] for one in vocabulary.document()["units"] if one["kind"] == "money"
)  # fmt: skip


def _practice(whole: Whole) -> Scene:
    return Scene(
        key=f"practice:{whole.slug}",
        kind="practice",
        title=whole.title,
        address=f"p/{whole.slug}",
        body=(whole.summary,),
        theme=whole.main_theme,
        code=whole.evidence,
        city=whole.city.name,
        city_slug=whole.city.slug,
        country=whole.city.country,
        source=_publishers(whole),
        year=whole.start_year,
        ended=whole.end_year,
    )


def _figure(whole: Whole, figure: Figure) -> Scene:
    scene = _practice(whole)
    return replace(
        scene,
        key=f"figure:{whole.slug}",
        kind="figure",
        figure=figure,
        source=_publishers(whole, figure.source),
    )


def _publishers(whole: Whole, number: int | None = None) -> tuple[str, ...]:
    """Who published what was read, or the one page that a figure is tied to."""
    read = [one for one in whole.sources if number in (None, one.number)]
    return tuple(dict.fromkeys(one.publisher or one.url for one in read))
