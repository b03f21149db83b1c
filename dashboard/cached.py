"""Cached doors to the catalogue: an answer is kept until the catalogue's version rises."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.catalogue import (
    cities,
    city_comparison,
    comparison,
    database,
    exporting,
    geography,
    overview,
    peers,
    practices,
    record,
    standing,
)
from dashboard.catalogue.bridge import Count
from dashboard.catalogue.exporting import Wish
from dashboard.catalogue.filters import Filters

# Answers are frozen values shared by all sessions: kept as resources, nothing is copied.
_keep = st.cache_resource(show_spinner=False, max_entries=2000)


def open_catalogue() -> None:
    """Open the store, once a process."""
    database.connect()


# Which store, and its version: a newer one, or another store, has other answers.
Edition = tuple[int, int]


def edition() -> Edition:
    """Under what answers are kept; read at each run, so that a publication shows at once."""
    return database.edition()


def version() -> int:
    """The catalogue's version number, read at each run: a publication shows at the next click."""
    return database.version()


@_keep
def _results(
    edition: Edition, filters: Filters, language: str, sort: str, page: int
) -> practices.Results:
    return practices.results(filters, language=language, sort=sort, page=page)


def results(filters: Filters, language: str, sort: str, page: int) -> practices.Results:
    """One page of the practices that match."""
    return _results(edition(), filters, language, sort, page)


@_keep
def _facet_counts(edition: Edition, filters: Filters, language: str) -> dict[str, dict[str, int]]:
    return practices.facet_counts(filters, language)


def facet_counts(filters: Filters, language: str) -> dict[str, dict[str, int]]:
    """For each filter, how many practices each option would give."""
    return _facet_counts(edition(), filters, language)


@_keep
def _for_map(edition: Edition, filters: Filters, language: str) -> tuple[practices.CityPoint, ...]:
    return practices.for_map(filters, language)


def for_map(filters: Filters, language: str) -> tuple[practices.CityPoint, ...]:
    """The cities with practices that match, each with its place and its numbers."""
    return _for_map(edition(), filters, language)


@_keep
def _drop_suggestions(
    edition: Edition, filters: Filters, language: str
) -> tuple[practices.Suggestion, ...]:
    return practices.drop_suggestions(filters, language)


def drop_suggestions(filters: Filters, language: str) -> tuple[practices.Suggestion, ...]:
    """Where nothing matches: each filter that may be dropped, and how many that would give."""
    return _drop_suggestions(edition(), filters, language)


@_keep
def _city_names(edition: Edition, language: str) -> dict[str, str]:
    return cities.names(language)


def city_names(language: str) -> dict[str, str]:
    """The name of each city by slug, in the order of names."""
    return _city_names(edition(), language)


@_keep
def _practice(edition: Edition, slug: str, language: str) -> record.Whole | None:
    return record.by_slug(slug, language)


def practice(slug: str, language: str) -> record.Whole | None:
    """One practice, whole, published or retired; None where there is none of this slug."""
    return _practice(edition(), slug, language)


@_keep
def _withdrawn(edition: Edition, slug: str, language: str) -> record.Withdrawn | None:
    return record.withdrawn(slug, language)


def withdrawn(slug: str, language: str) -> record.Withdrawn | None:
    """What is left to say of a practice that was withdrawn; None where none of this slug was."""
    return _withdrawn(edition(), slug, language)


@_keep
def _now_at(edition: Edition, slug: str) -> str:
    return standing.now_at(slug) or slug


def now_at(slug: str) -> str:
    """The id that a practice bears now; itself where it never moved."""
    return _now_at(edition(), slug)


@_keep
def _city(edition: Edition, slug: str, language: str) -> cities.City | None:
    return cities.by_slug(slug, language)


def city(slug: str, language: str) -> cities.City | None:
    """All that the catalogue holds of one city; None where there is none of this slug."""
    return _city(edition(), slug, language)


@_keep
def _peer_candidates(edition: Edition, language: str) -> peers.Candidates:
    return peers.candidates(language)


def peer_candidates(language: str) -> peers.Candidates:
    """The cities with practices, ready to be laid beside any place."""
    return _peer_candidates(edition(), language)


def peers_of_city(city_id: int, language: str, most: int = 5) -> peers.Ranking:
    """The cities most like one city of the catalogue, as everyone weighs them at first."""
    return peers.nearest(geography.by_id(city_id), peer_candidates(language), most=most)


@_keep
def _peer_matches(edition: Edition, problem: Filters, language: str) -> dict[str, int]:
    return peers.with_practices_on(problem, language)


def peer_matches(problem: Filters, language: str) -> dict[str, int]:
    """How many practices each city has on a problem."""
    return _peer_matches(edition(), problem, language)


@_keep
def _peer_practices(
    edition: Edition, problem: Filters, cities: tuple[str, ...], language: str
) -> dict[str, tuple[peers.Found, ...]]:
    return peers.practices_on(problem, cities, language)


def peer_practices(
    problem: Filters, cities: tuple[str, ...], language: str
) -> dict[str, tuple[peers.Found, ...]]:
    """The practices of some cities on a problem, the best few of each."""
    return _peer_practices(edition(), problem, cities, language)


@_keep
def _compared_practices(
    edition: Edition, slugs: tuple[str, ...], language: str
) -> comparison.Comparison:
    return comparison.practices(slugs, language)


def compared_practices(slugs: tuple[str, ...], language: str) -> comparison.Comparison:
    """These practices side by side."""
    return _compared_practices(edition(), slugs, language)


@_keep
def _compared_cities(
    edition: Edition, slugs: tuple[str, ...], language: str
) -> comparison.Comparison:
    return city_comparison.cities(slugs, language)


def compared_cities(slugs: tuple[str, ...], language: str) -> comparison.Comparison:
    """These cities side by side."""
    return _compared_cities(edition(), slugs, language)


@_keep
def _trios(edition: Edition, language: str) -> tuple[comparison.Trio, ...]:
    return comparison.trios(language)


def trios(language: str) -> tuple[comparison.Trio, ...]:
    """For each theme, three practices worth laying side by side."""
    return _trios(edition(), language)


@_keep
def _overview(edition: Edition, filters: Filters, language: str) -> overview.Overview:
    return overview.of(filters, language)


def overview_of(filters: Filters, language: str) -> overview.Overview:
    """What the catalogue holds and lacks, of the practices that match."""
    return _overview(edition(), filters, language)


@_keep
def _near(edition: Edition, ids: tuple[int, ...], language: str) -> tuple[comparison.Card, ...]:
    return comparison.near(ids, language)


def near(ids: tuple[int, ...], language: str) -> tuple[comparison.Card, ...]:
    """Practices close to those compared, as choices."""
    return _near(edition(), ids, language)


@_keep
def _cards(edition: Edition, ids: tuple[int, ...], language: str) -> tuple[comparison.Card, ...]:
    return comparison.cards(ids, language)


def cards(ids: tuple[int, ...], language: str) -> tuple[comparison.Card, ...]:
    """Practices as choices, in this order."""
    return _cards(edition(), ids, language)


@_keep
def _export_losses(edition: Edition, wish: Wish) -> tuple[Count, ...]:
    return exporting.losses(wish)


def export_losses(wish: Wish) -> tuple[Count, ...]:
    """What the form of a wish does not take from the practices that match."""
    return _export_losses(edition(), replace(wish, format="csv"))
