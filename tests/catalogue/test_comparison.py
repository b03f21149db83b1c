"""Side by side: the same fields, in the order of the link, and nothing filled in."""

import json
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import city_comparison, comparison, typography, vocabulary
from dashboard.catalogue.city_comparison import Count, Presence, Start
from dashboard.catalogue.comparison import Code, Comparison, Figure, Row, Text

DATA = Path(__file__).resolve().parents[2] / "data"
RECIFE, RENNES, VIENNA = TRIO = (
    "recife-compaz-community-peace-centres",
    "rennes-day-and-night-mediators",
    "vienna-wohnpartner-good-neighbourhood",
)
RECORDS: dict[str, dict[str, Any]] = {
    record["id"]: record
    for file in sorted((DATA / "practices").glob("*.jsonl"))
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines())
}


@pytest.fixture(autouse=True)
def _store(store: Path) -> None:
    pass


def some(seed: int, times: int) -> Iterator[list[str]]:
    """Links of two to four practices, the same at every run."""
    dice = random.Random(seed)
    for _ in range(times):
        yield dice.sample(sorted(RECORDS), dice.randint(2, 4))


def named(found: Comparison, field: str, code: str | None = None) -> Row:
    return next(row for row in found.rows if row.field == field and code in (None, row.code))


def figures(row: Row) -> list[list[Figure]]:
    return [list(cell.values) for cell in row.cells]


def test_columns_stand_in_the_order_of_the_link() -> None:
    for order in ((VIENNA, RECIFE, RENNES), (RENNES, VIENNA)):
        assert tuple(one.slug for one in comparison.practices(order, "en").columns) == order


def test_a_link_keeps_four_known_ones_each_once_and_tells_the_rest() -> None:
    five = sorted(RECORDS)[:5]

    chosen = comparison.chosen_practices([five[0], "nobody", *five, ""])

    assert chosen.kept == tuple(five[:4])
    assert chosen.unknown == ("nobody",)
    assert chosen.over == (five[4],)


def test_what_a_link_says_is_never_sql() -> None:
    wicked = "x'); drop table practice; --"

    assert comparison.chosen_practices([wicked]).unknown == (wicked,)
    assert comparison.chosen_practices(TRIO).kept == TRIO


def test_a_row_differs_when_the_codes_of_its_records_do() -> None:
    for slugs in some(seed=1, times=20):
        found = comparison.practices(slugs, "fr")
        for field in ("status", "instrument", "evidence"):
            told = {RECORDS[slug][field] for slug in slugs}
            assert named(found, field).differs == (len(told) > 1), (slugs, field)
        for field in ("audiences", "topics"):
            told = {frozenset(RECORDS[slug][field]) for slug in slugs}
            assert named(found, field).differs == (len(told) > 1), (slugs, field)


def test_what_all_share_is_the_intersection_of_the_records() -> None:
    for slugs in some(seed=2, times=20):
        shared = comparison.practices(slugs, "es").shared
        for field in ("themes", "topics", "audiences"):
            common = set.intersection(*(set(RECORDS[slug][field]) for slug in slugs))
            assert set(getattr(shared, field)) == common, (slugs, field)


def test_codes_that_all_have_come_first_and_say_so() -> None:
    for slugs in some(seed=3, times=10):
        found = comparison.practices(slugs, "en")
        for cell in named(found, "audiences").cells:
            flags = [code.everywhere for code in cell.values]
            assert flags == sorted(flags, reverse=True)
            common = {code.code for code in cell.values if code.everywhere}
            assert common == set(found.shared.audiences)


def test_figures_stand_in_line_only_when_unit_and_kind_agree() -> None:
    for slugs in some(seed=4, times=40):
        found = comparison.practices(slugs, "en")
        lined = [row for row in found.rows if row.field == "figures" and row.code]
        for row in lined:
            told = [figure for cell in figures(row) for figure in cell]
            assert {figure.unit for figure in told} == {row.code}
            assert len({comparison.kind_of(figure.unit) for figure in told}) == 1
            assert row.stated > 1, "one practice alone is not in line with anything"
        apart = [row for row in found.rows if row.field == "other_figures"]
        units = [{figure.unit for figure in cell} for row in apart for cell in figures(row)]
        assert all(not one & other for one, other in combinations(units, 2))


def test_no_figure_is_lost_and_none_stands_twice() -> None:
    for slugs in some(seed=5, times=40):
        found = comparison.practices(slugs, "en")
        for place, slug in enumerate(slugs):
            shown = [
                (figure.value, figure.label.words)
                for row in found.rows
                if row.field in ("figures", "other_figures", "cost")
                for figure in figures(row)[place]
            ]
            kept = [(figure["value"], figure["label_en"]) for figure in RECORDS[slug]["figures"]]
            assert sorted(shown) == sorted(kept), slug


def test_cost_holds_sums_in_a_currency_and_nothing_else() -> None:
    for slugs in some(seed=6, times=40):
        found = comparison.practices(slugs, "en")
        for row in found.rows:
            money = [
                comparison.is_money(value)
                for cell in row.cells
                for value in cell.values
                if isinstance(value, Figure)
            ]
            assert all(money) if row.field == "cost" else not any(money)


def test_what_no_source_states_stays_empty() -> None:
    for slugs in some(seed=7, times=40):
        found = comparison.practices(slugs, "en")
        for place, slug in enumerate(slugs):
            record = RECORDS[slug]
            assert named(found, "results").cells[place].stated == bool(record["results"])
            assert named(found, "partners").cells[place].stated == bool(record["partners"])
            years = record["start_year"] or record["end_year"]
            assert named(found, "since").cells[place].stated == bool(years)


def test_a_text_without_the_language_asked_comes_in_english_and_says_so() -> None:
    german = named(comparison.practices(TRIO, "de"), "challenge")
    french = named(comparison.practices(TRIO, "fr"), "challenge")

    assert german.cells[0].values == (Text(RECORDS[RECIFE]["challenge"]["en"], "en"),)
    assert french.cells[0].values == (
        Text(typography.french(RECORDS[RECIFE]["challenge"]["fr"]), "fr"),
    )


def test_the_same_link_holds_the_same_codes_in_every_language() -> None:
    def codes(language: str) -> list[tuple[str, bool, tuple[Code, ...]]]:
        found = comparison.practices(TRIO, language)
        return [
            (row.field, row.differs, tuple(one for one in cell.values if isinstance(one, Code)))
            for row in found.rows
            for cell in row.cells
        ]

    assert codes("fr") == codes("en") == codes("de") == codes("es")


def test_a_suggested_three_share_their_theme_and_come_from_three_cities() -> None:
    found = comparison.trios("en")

    assert [one.theme for one in found] == list(vocabulary.codes("theme"))
    for trio in found:
        assert all(trio.theme in RECORDS[card.slug]["themes"] for card in trio.cards)
        assert len({card.city for card in trio.cards}) == 3
        assert all(RECORDS[card.slug]["results"] for card in trio.cards)


def test_neighbours_of_a_comparison_are_not_in_it() -> None:
    ids = comparison.practices(TRIO, "en").ids

    near = comparison.near(ids, "en", most=5)

    assert len(near) == 5
    assert not {card.slug for card in near} & set(TRIO)


# ---- cities -------------------------------------------------------------------------------------

CITIES = ("vienna", "dusseldorf", "barcelona")


def of_city(english_name: str) -> list[dict[str, Any]]:
    return [record for record in RECORDS.values() if record["city"] == english_name]


def test_each_count_of_a_city_stands_over_the_number_read() -> None:
    found = city_comparison.cities(CITIES, "en")

    for place, name in ((0, "Vienna"), (2, "Barcelona")):
        records = of_city(name)
        for theme in vocabulary.codes("theme"):
            wanted = Count(sum(theme in record["themes"] for record in records), len(records))
            assert named(found, "theme", theme).cells[place].values == (wanted,)
        for grade in vocabulary.codes("evidence"):
            wanted = Count(sum(grade == record["evidence"] for record in records), len(records))
            assert named(found, "share_of_evidence", grade).cells[place].values == (wanted,)


def test_a_city_of_which_nothing_was_read_has_no_counts_at_all() -> None:
    found = city_comparison.cities(CITIES, "en")

    assert not of_city("Düsseldorf")
    for field in ("read", "starts", "unread", "addressed", "measures"):
        assert not named(found, field).cells[1].stated


def test_the_gaps_of_a_city_are_the_codes_no_practice_of_it_has() -> None:
    found = city_comparison.cities(CITIES, "en")
    records = of_city("Vienna")
    has = {code for one in records for code in (*one["themes"], *one["topics"])}

    missing = [one.code for one in named(found, "unread").cells[0].values]

    assert missing == [
        code for dim in ("theme", "topic") for code in vocabulary.codes(dim) if code not in has
    ]


def test_the_line_of_years_holds_every_practice_the_undated_too() -> None:
    found = city_comparison.cities(CITIES, "en")
    starts: list[Start] = list(named(found, "starts").cells[2].values)

    assert sorted(one.slug for one in starts) == sorted(one["id"] for one in of_city("Barcelona"))
    years = [one.year for one in starts if one.year]
    assert years == sorted(years)


def test_what_sources_do_not_say_of_a_summit_stays_unsaid() -> None:
    found = city_comparison.cities(CITIES, "en")
    montreal = named(found, "summit", "montreal-2015")

    assert montreal.cells[0].values == ()
    assert montreal.cells[1].values == (Presence(hosted=False, took_part=False, signed=True),)


def test_cities_stand_in_the_order_of_the_link_whatever_was_read() -> None:
    for order in (CITIES, CITIES[::-1]):
        assert tuple(one.slug for one in city_comparison.cities(order, "es").columns) == order
