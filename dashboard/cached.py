"""Cached doors to the catalogue: an answer is kept until the catalogue's version rises."""

from __future__ import annotations

import streamlit as st

from dashboard.catalogue import cities, database, geography, peers, practices, record
from dashboard.catalogue.filters import Filters

# Answers are frozen values shared by all sessions: kept as resources, nothing is copied.
_keep = st.cache_resource(show_spinner=False, max_entries=2000)


def open_catalogue() -> None:
    """Open the store, once a process."""
    database.connect()


def version() -> int:
    """The catalogue's version number, read at each run: a publication shows at the next click."""
    return database.version()


@_keep
def _results(
    version: int, filters: Filters, language: str, sort: str, page: int
) -> practices.Results:
    return practices.results(filters, language=language, sort=sort, page=page)


def results(filters: Filters, language: str, sort: str, page: int) -> practices.Results:
    """One page of the practices that match."""
    return _results(version(), filters, language, sort, page)


@_keep
def _facet_counts(version: int, filters: Filters, language: str) -> dict[str, dict[str, int]]:
    return practices.facet_counts(filters, language)


def facet_counts(filters: Filters, language: str) -> dict[str, dict[str, int]]:
    """For each filter, how many practices each option would give."""
    return _facet_counts(version(), filters, language)


@_keep
def _city_names(version: int, language: str) -> dict[str, str]:
    return cities.names(language)


def city_names(language: str) -> dict[str, str]:
    """The name of each city by slug, in the order of names."""
    return _city_names(version(), language)


@_keep
def _practice(version: int, slug: str, language: str) -> record.Whole | None:
    return record.by_slug(slug, language)


def practice(slug: str, language: str) -> record.Whole | None:
    """One published practice, whole; None where there is none of this slug."""
    return _practice(version(), slug, language)


@_keep
def _city(version: int, slug: str, language: str) -> cities.City | None:
    return cities.by_slug(slug, language)


def city(slug: str, language: str) -> cities.City | None:
    """All that the catalogue holds of one city; None where there is none of this slug."""
    return _city(version(), slug, language)


@_keep
def _peer_candidates(version: int, language: str) -> peers.Candidates:
    return peers.candidates(language)


def peer_candidates(language: str) -> peers.Candidates:
    """The cities with practices, ready to be laid beside any place."""
    return _peer_candidates(version(), language)


def peers_of_city(city_id: int, language: str, most: int = 5) -> peers.Ranking:
    """The cities most like one city of the catalogue, as everyone weighs them at first."""
    return peers.nearest(geography.by_id(city_id), peer_candidates(language), most=most)
