"""Cities like mine: four terms, weights of the reader, and nothing unknown called alike."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from dashboard.catalogue import geography, peers
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.peers import Weights

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture(scope="module")
def among(store: object) -> peers.Candidates:
    return peers.candidates("en")


def _place(name: str, country: str) -> geography.Place:
    return geography.resolve(name, country)


def _terms(peer: peers.Peer) -> dict[str, peers.Term]:
    return {one.kind: one for one in peer.terms}


def test_a_city_is_not_its_own_peer(among: peers.Candidates) -> None:
    ranking = peers.nearest(_place("Ghent", "BE"), among, most=1000)

    assert "ghent" not in [one.slug for one in ranking.peers]
    assert ranking.considered == len(among.names) - 1


def test_any_place_of_the_world_finds_peers(among: peers.Candidates) -> None:
    for place_id in geography.places()["place_id"][::1500]:
        ranking = peers.nearest(geography.by_id(int(place_id)), among)
        assert len(ranking.peers) == 10


def test_the_order_follows_the_weighted_mean_of_the_terms(among: peers.Candidates) -> None:
    ranking = peers.nearest(_place("Ghent", "BE"), among, Weights(1, 2, 3, 4), most=1000)

    sums = [sum(term.part for term in peer.terms) / 10 for peer in ranking.peers]
    assert [peer.apart for peer in ranking.peers] == pytest.approx(sums)
    assert sums == sorted(sums)


def test_every_term_lies_between_alike_and_as_far_as_it_gets(among: peers.Candidates) -> None:
    for peer in peers.nearest(_place("Suva", "FJ"), among, most=1000).peers:
        assert all(0 <= term.apart <= 1 for term in peer.terms)


def test_a_weight_of_zero_leaves_a_term_out(among: peers.Candidates) -> None:
    near = peers.nearest(_place("Ghent", "BE"), among, Weights(0, 0, 0, 1)).peers
    kilometres = [one.km for one in near]

    assert kilometres == sorted(kilometres)


def test_all_weights_at_zero_compare_nothing(among: peers.Candidates) -> None:
    ranking = peers.nearest(_place("Ghent", "BE"), among, Weights(0, 0, 0, 0))

    assert {one.apart for one in ranking.peers} == {0.0}


def test_ten_times_as_large_is_half_way(among: peers.Candidates) -> None:
    antwerp = next(
        one
        for one in peers.nearest(_place("Ghent", "BE"), among, most=1000).peers
        if one.slug == "antwerp"
    )
    assert antwerp.population is not None
    tenth = replace(_place("Ghent", "BE"), population=antwerp.population // 10)

    again = next(
        one for one in peers.nearest(tenth, among, most=1000).peers if one.slug == "antwerp"
    )

    assert _terms(again)["population"].apart == pytest.approx(0.5, abs=0.001)


def test_region_tells_country_region_continent_and_elsewhere(among: peers.Candidates) -> None:
    found = {
        one.slug: (one.kinship, _terms(one)["region"].apart)
        for one in peers.nearest(_place("Ghent", "BE"), among, most=1000).peers
    }

    assert found["antwerp"] == ("country", 0.0)
    assert found["nantes"] == ("region", pytest.approx(1 / 3))
    assert found["oslo"] == ("continent", pytest.approx(2 / 3))
    assert found["montreal"] == ("elsewhere", 1.0)


def test_the_way_from_ghent_to_antwerp_is_fifty_kilometres(among: peers.Candidates) -> None:
    found = {one.slug: one.km for one in peers.nearest(_place("Ghent", "BE"), among).peers}

    assert found["antwerp"] == pytest.approx(51, abs=3)


def test_an_unknown_population_is_no_likeness(among: peers.Candidates) -> None:
    unknown = replace(_place("Ghent", "BE"), population=None)

    first = peers.nearest(unknown, among).peers[0]

    assert not _terms(first)["population"].known
    assert _terms(first)["population"].apart == 1.0
    assert first.times is None


def test_a_country_without_a_region_is_no_likeness_either(among: peers.Candidates) -> None:
    pristina = geography.search_places("Pristina", "en", 1)[0]

    first = peers.nearest(pristina, among).peers[0]

    assert first.kinship == "unknown"
    assert not _terms(first)["region"].known


def test_a_place_without_practices_is_compared_by_themes_only_when_asked(
    among: peers.Candidates,
) -> None:
    lyon = geography.search_places("Lyon", "en", 1)[0]

    plain, asked = peers.nearest(lyon, among), peers.nearest(lyon, among, themes=("security",))

    assert plain.profile == ()
    assert _terms(plain.peers[0])["profile"].weight == 0
    assert asked.profile == ("security",)
    assert _terms(asked.peers[0])["profile"].weight == Weights().profile


def test_the_mix_of_themes_is_the_share_that_would_have_to_change(among: peers.Candidates) -> None:
    asked = peers.nearest(
        geography.search_places("Lyon", "en", 1)[0], among, themes=("security",), most=1000
    )

    for peer in asked.peers:
        row = list(among.slugs).index(peer.slug)
        assert _terms(peer)["profile"].apart == pytest.approx(1 - among.themes[row][2])


def test_only_cities_with_a_practice_on_the_problem_are_peers(among: peers.Candidates) -> None:
    problem = Filters(themes=("security",), audiences=("youth",))
    matches = peers.with_practices_on(problem, "en")

    ranking = peers.nearest(_place("Ghent", "BE"), among, only=matches, most=1000)

    assert {one.slug for one in ranking.peers} == set(matches) - {"ghent"}


def test_practices_on_a_problem_are_those_that_match_and_few_of_each_city() -> None:
    problem = Filters(themes=("integration",))

    found = peers.practices_on(problem, ["lisbon", "barcelona"], "en", most=2)

    counts = peers.with_practices_on(problem, "en")
    assert {city: len(few) for city, few in found.items()} == {
        city: min(counts[city], 2) for city in ("lisbon", "barcelona")
    }


def test_words_find_practices_too() -> None:
    found = peers.with_practices_on(Filters(query="radicalisation"), "en")

    assert "mechelen" in found
    assert len(found) < 171


def test_kilometres_go_the_short_way_round(among: peers.Candidates) -> None:
    here = replace(_place("Ghent", "BE"), latitude=0.0, longitude=179.5)
    there = replace(among, latitudes=among.latitudes * 0, longitudes=among.longitudes * 0 - 179.5)

    assert peers.kilometres(here, there)[0] == pytest.approx(math.radians(1) * peers.EARTH_KM)
