"""The filters' words and codes: what a browser sends back, and the question as a sentence."""

from __future__ import annotations

import pytest

from dashboard import i18n, words
from dashboard.catalogue.filters import Filters
from dashboard.components import choices, filter_panel

WORDS = {"FR": "France", "GF": "French Guiana", "DE": "Germany"}


@pytest.mark.parametrize("given", ["FR", "France", "France\u200223", "France\u20021,023"])
def test_an_old_label_still_names_its_code(given: str) -> None:
    assert choices.code_of(given, WORDS, WORDS.__getitem__) == "FR"


def test_what_is_no_option_names_nothing() -> None:
    assert choices.code_of("Atlantis\u20023", WORDS, WORDS.__getitem__) is None
    assert choices.codes_of(["Germany\u20021", "Atlantis"], list(WORDS), WORDS.__getitem__) == (
        "DE",
    )


def test_a_chosen_option_stays_even_where_it_finds_nothing() -> None:
    assert choices.shown(["FR", "GF", "DE"], {"DE": 4}, ["FR"]) == ["FR", "DE"]


def test_places_stand_in_the_order_of_their_words() -> None:
    counts = {"countries": {"AT": 1, "EG": 1, "AX": 1, "DE": 1}}
    i18n.use("de")

    found = filter_panel._options("countries", counts)

    assert found == ["EG", "AX", "DE", "AT"]  # Ägypten, Ålandinseln, Deutschland, Österreich


@pytest.mark.parametrize(
    ("filters", "count", "told"),
    [
        (Filters(), 224, "The whole catalogue: 224 practices."),
        (Filters(themes=("security",)), 1, "1 practice on everyday security."),
        (
            Filters(query="night", themes=("cohesion", "security"), audiences=("youth",)),
            58,
            "58 practices about “night”, on social cohesion or everyday security, "
            "addressing young people.",
        ),
        (
            Filters(countries=("FR",), since=2010, until=2020, figures=True, results=False),
            3,
            "3 practices in France, begun between 2010 and 2020, with figures, "
            "without stated results.",
        ),
        (
            Filters(summits=("dusseldorf-2019",), sizes=("under_50k",)),
            2,
            "2 practices of cities with a population of under 50,000, "
            "of cities that took part in the summit of Düsseldorf 2019.",
        ),
    ],
)
def test_a_question_is_one_sentence(filters: Filters, count: int, told: str) -> None:
    assert words.sentence(filters, count, {}) == told


@pytest.mark.parametrize(
    ("field", "given", "read"),
    [
        ("figures", "no", False),
        ("figures", None, None),
        ("since", 2015, 2015),
        ("since", "2015\u200212", 2015),
        ("until", None, None),
        ("audiences", ["youth", "Women and girls\u20023"], ("youth", "women")),
    ],
)
def test_a_widget_gives_back_codes(field: str, given: object, read: object) -> None:
    assert filter_panel._read(field, given) == read
