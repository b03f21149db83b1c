"""What a reader asks of the practices: pages, orders, counts, places, ways out."""

from __future__ import annotations

import dataclasses

import pytest

from dashboard.catalogue import database, practices, vocabulary
from dashboard.catalogue.filters import Filters

pytestmark = pytest.mark.usefixtures("store")


def every(filters: Filters, sort: str, language: str = "en") -> list[practices.Card]:
    pages = practices.results(filters, language=language, sort=sort).pages
    return [
        card
        for page in range(1, pages + 1)
        for card in practices.results(filters, language=language, sort=sort, page=page).cards
    ]


@pytest.mark.parametrize("sort", practices.SORTS)
def test_the_pages_hold_every_practice_once_and_in_the_order_of_the_whole_list(sort: str) -> None:
    found = every(Filters(), sort)

    assert len({card.slug for card in found}) == len(found) == practices.total(Filters(), "en")
    assert [card.practice_id for card in found] == practices.ids(Filters(), "en", sort)


def test_the_newest_come_first_and_those_without_a_year_last() -> None:
    years = [card.start_year for card in every(Filters(), "newest")]

    stated = [year for year in years if year is not None]
    assert stated == sorted(stated, reverse=True)
    assert years[len(stated) :] == [None] * (len(years) - len(stated))


def test_the_best_proven_come_first() -> None:
    grades = [vocabulary.number("evidence", card.evidence) for card in every(Filters(), "evidence")]

    assert grades == sorted(grades, reverse=True)
    assert len(set(grades)) == 3


def test_cities_stand_where_a_reader_of_the_language_looks_for_them() -> None:
    def cities(language: str) -> list[str]:
        return list(dict.fromkeys(card.city for card in every(Filters(), "city", language)))

    spanish, german = cities("es"), cities("de")

    assert spanish.index("Amberes") < spanish.index("Ámsterdam") < spanish.index("Ansan")
    assert german.index("Genf") < german.index("Gent") < german.index("Grenoble")


def test_a_search_puts_the_best_answer_first_and_leaves_out_what_does_not_answer() -> None:
    found = practices.results(Filters(query="police"), language="en")

    assert 0 < found.total < practices.total(Filters(), "en")
    words = " ".join((found.cards[0].title.words, found.cards[0].summary.words)).lower()
    assert "police" in words
    assert found.total == practices.total(Filters(query="police"), "en")


def test_a_search_can_be_sorted_otherwise() -> None:
    best = practices.ids(Filters(query="police"), "en")
    newest = practices.ids(Filters(query="police"), "en", "newest")

    assert set(best) == set(newest)
    assert best != newest


def test_a_query_without_a_word_to_search_finds_nothing() -> None:
    assert practices.total(Filters(query="the"), "en") == 0
    assert practices.total(Filters(query="😀"), "en") == 0


def test_a_page_too_far_gives_the_last() -> None:
    last = practices.results(Filters(), language="en", page=9999)

    assert last.page == last.pages
    assert last.cards


def test_nothing_found_is_one_empty_page() -> None:
    found = practices.results(Filters(countries=("AF",)), language="en")

    assert dataclasses.astuple(found) == (0, 1, 1, ())


def test_a_city_nobody_knows_finds_nothing_rather_than_everything() -> None:
    assert practices.total(Filters(cities=("atlantis",)), "en") == 0


def test_a_card_is_told_in_the_readers_language_and_carries_codes() -> None:
    french = practices.results(Filters(query="Rennes"), language="fr").cards[0]

    assert french.title.language == "fr"
    assert french.summary.words
    assert french.main_theme in french.themes
    assert french.city_slug
    assert set(french.audiences) <= set(vocabulary.codes("audience"))


def test_since_counts_from_a_year_on_and_until_up_to_it() -> None:
    counts = practices.facet_counts(Filters(since=2010), "en")

    assert counts["since"]["2015"] == practices.total(Filters(since=2015), "en")
    assert counts["until"]["2015"] == practices.total(Filters(since=2010, until=2015), "en")
    assert "2009" not in counts["until"]
    assert "2009" in counts["since"]


def test_a_facet_shows_what_else_could_be_chosen() -> None:
    counts = practices.facet_counts(Filters(themes=("security",)), "en")

    assert set(counts["themes"]) == set(vocabulary.codes("theme"))
    assert counts["themes"]["security"] == practices.total(Filters(themes=("security",)), "en")


def test_the_map_has_each_city_once_with_its_name_and_its_practices_by_theme() -> None:
    points = practices.for_map(Filters(), "de")

    assert len({point.slug for point in points}) == len(points)
    assert all(sum(point.counts) == point.practices for point in points)
    assert sum(point.practices for point in points) == practices.total(Filters(), "de")
    assert {point.name for point in points if point.slug.startswith("geneva")} <= {"Genf"}


def test_when_nothing_is_found_the_filter_that_gives_most_when_dropped_comes_first() -> None:
    filters = Filters(themes=("security",), countries=("AF",), cities=("atlantis",))

    ways = practices.drop_suggestions(dataclasses.replace(filters, cities=()), "en")
    none = practices.drop_suggestions(filters, "en")

    assert (ways[0].field, ways[0].code) == ("countries", "AF")
    assert ways[0].count == practices.total(Filters(themes=("security",)), "en")
    assert [way.count for way in none] == [0, 0, 0]


def test_a_filter_with_several_codes_is_dropped_whole() -> None:
    ways = practices.drop_suggestions(Filters(countries=("AF", "AO")), "en")

    assert [(way.field, way.code) for way in ways] == [("countries", None)]


def test_the_columns_of_the_map_are_the_themes_in_the_order_of_the_list() -> None:
    columns = database.statement("read", "map_points")

    for number, code in enumerate(vocabulary.codes("theme")):
        assert f"(where main_theme = {number}) as {code}" in columns


def test_an_answer_longer_than_the_buffer_of_a_stream_comes_whole() -> None:
    # DuckDB 1.5.6 stands still for ever on a union of a shared CTE that fills the stream's buffer,
    # unless a sort gathers it first: this order is not for looks.
    for name in ("facet_groups", "facet_groups_of_hits"):
        assert database.statement("read", name).rstrip().endswith("order by bundle")
