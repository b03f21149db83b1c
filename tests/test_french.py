"""French sentences: articles, prepositions and dates as a French reader writes them."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import i18n, places_in_words, words
from dashboard.catalogue.filters import Filters


@pytest.fixture(autouse=True)
def _in_french() -> None:
    i18n.use("fr")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("FR", "en France"),
        ("CA", "au Canada"),
        ("IL", "en Israël"),
        ("MX", "au Mexique"),
        ("GB", "au Royaume-Uni"),
        ("US", "aux États-Unis"),
        ("SG", "à Singapour"),
        ("CI", "en Côte d’Ivoire"),
    ],
)
def test_a_country_has_its_preposition(code: str, told: str) -> None:
    assert words.place("country", code) == told


def test_a_city_with_an_article_joins_it() -> None:
    assert places_in_words.city("Le Cap", "fr") == "au Cap"
    assert places_in_words.city("La Rochelle", "fr") == "à La Rochelle"


def test_a_question_is_one_sentence() -> None:
    asked = Filters(themes=("security",), audiences=("youth",), countries=("CA", "FR"), since=2015)

    assert words.sentence(asked, 3, {}) == (
        "3 pratiques sur la sécurité quotidienne, pour les jeunes, au Canada ou en France, "
        "ayant débuté en 2015 ou après."
    )


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert i18n.date(date(2019, 9, 1)) == "1er\u00a0septembre 2019"
    assert i18n.date(date(2019, 9, 11)) == "11\u00a0septembre 2019"


def test_clauses_that_hold_an_and_are_told_apart() -> None:
    assert i18n.clauses(["sont en cours", "visent a et b"]) == "sont en cours, et visent a et b"
