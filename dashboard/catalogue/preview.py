"""A draft as the practice it will be, in one reader's language: nothing of it is in the store."""

from __future__ import annotations

from dashboard.catalogue import cities, geography, vocabulary
from dashboard.catalogue.draft import Draft
from dashboard.catalogue.draft import Figure as Written
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.record import City, Figure, Source, Text, Whole, sought


def whole(draft: Draft, language: str) -> Whole | None:
    """The page readers will see; None while it has no title, summary, city, theme or kind.

    What has no complete row yet, such as a figure without its unit, is left out.
    """
    title, summary = _text(draft, "title", language), _text(draft, "summary", language)
    city = _city(draft.city_id, language)
    if title is None or summary is None or city is None:
        return None
    if not draft.themes or draft.instrument is None:
        return None
    return Whole(
        slug="",
        version=0,
        city=city,
        main_theme=draft.themes[0],
        themes=draft.themes,
        topics=draft.topics,
        audiences=draft.audiences,
        instrument=draft.instrument,
        status=draft.status,
        evidence=draft.evidence,
        start_year=draft.start_year,
        end_year=draft.end_year,
        lead=(draft.lead or "").strip() or None,
        partners=tuple(one for one in draft.partners if one.strip()),
        title=title,
        summary=summary,
        challenge=_text(draft, "challenge", language),
        approach=_text(draft, "approach", language),
        results=_text(draft, "results", language),
        original=draft.language,
        figures=_figures(draft, language),
        sources=tuple(
            Source(number, one.url, one.title or None, one.publisher or None)
            for number, one in enumerate(draft.sources, start=1)
            if one.url.strip()
        ),
        similar=(),
        history=(),
    )


def _text(draft: Draft, field: str, language: str) -> Text | None:
    texts = draft.texts(field)
    stale = [one for one in texts if draft.is_stale(field, one)]
    for one in sought(language, draft.language, stale):
        wording = texts.get(one)
        if wording and wording.words.strip():
            return Text(wording.words.strip(), one, wording.origin, draft.is_stale(field, one))
    return None


def _figures(draft: Draft, language: str) -> tuple[Figure, ...]:
    found = (_figure(one, sought(language, draft.language)) for one in draft.figures)
    return tuple(one for one in found if one is not None)


def _figure(figure: Written, languages: tuple[str, ...]) -> Figure | None:
    spoken = next((one for one in languages if figure.labels.get(one)), None)
    if spoken is None or figure.value is None or figure.unit is None:
        return None
    return Figure(
        label=Text(figure.labels[spoken], spoken),
        value=figure.value,
        unit=figure.unit,
        year=figure.year,
        period=figure.period,
        measured_by=figure.measured_by,
        source=figure.source,
    )


def _city(city_id: int | None, language: str) -> City | None:
    """The city as the catalogue knows it; one it does not hold yet, as GeoNames does."""
    if city_id is None:
        return None
    try:
        place = geography.by_id(city_id)
    except UnknownPlace:
        return None
    known = cities.by_slug(place.slug, language)
    known = known if known and known.city_id == city_id else None
    return City(
        city_id=city_id,
        slug=place.slug,
        name=place.names.get(language) or place.name,
        country=place.country,
        region=vocabulary.region_of(place.country),
        size=vocabulary.size_of(place.population),
        population=place.population,
        population_source=place.population_source or None,
        website=known.website if known else None,
        summits=known.summits_attended if known else (),
    )
