"""Numbers in texts: every digit found, each worth what its language means by it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import numbers
from dashboard.catalogue.numbers import Number, spelled

PRACTICES = Path(__file__).parents[2] / "data" / "practices" / "practices.jsonl"
LANGUAGES = ("en", "fr", "de", "es")


def one(text: str, language: str) -> Number:
    """The only number of a text."""
    found = numbers.find(text, language)
    assert len(found) == 1, found
    return found[0]


def real_texts() -> list[tuple[str, str]]:
    records = [json.loads(line) for line in PRACTICES.read_text("utf-8").splitlines() if line]
    texts = [
        (language, words)
        for record in records
        for field in ("summary", "challenge", "approach", "results")
        for language, words in (record[field] or {}).items()
        if any(sign.isdecimal() for sign in words)
    ]
    return sorted(texts)


def test_every_digit_of_fifty_real_texts_stands_in_a_number() -> None:
    for language, words in random.Random(4).sample(real_texts(), 50):
        spans = [(found.start, found.end) for found in numbers.find(words, language)]

        for place, sign in enumerate(words):
            if sign.isdecimal():
                assert any(start <= place < end for start, end in spans), words[
                    place - 20 : place + 9
                ]


def test_no_two_numbers_of_a_real_text_overlap() -> None:
    for language, words in real_texts():
        found = numbers.find(words, language)

        assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False)), words


@pytest.mark.parametrize(
    ("language", "text", "value", "kind", "unit"),
    [
        ("en", "1,200 people", 1200, "count", None),
        ("fr", "1\u202f200 personnes", 1200, "count", None),
        ("fr", "1\u00a0200 personnes", 1200, "count", None),
        ("fr", "1 200 personnes", 1200, "count", None),
        ("de", "1.200 Menschen", 1200, "count", None),
        ("es", "1.200 personas", 1200, "count", None),
        ("en", "1.2 million people", 1_200_000, "count", None),
        ("de", "1,2 Mio. Menschen", 1_200_000, "count", None),
        ("es", "2,5 millones de personas", 2_500_000, "count", None),
        ("fr", "1,2 million d’habitants", 1_200_000, "count", None),
        ("en", "€3m", 3_000_000, "money", "eur"),
        ("fr", "3 M€", 3_000_000, "money", "eur"),
        ("en", "£180,000", 180_000, "money", "gbp"),
        ("en", "C$1.2 million", 1_200_000, "money", "cad"),
        ("de", "10 000 Euro", 10_000, "money", "eur"),
        ("es", "dos mil millones de pesos", 2_000_000_000, "money", "peso"),
        ("en", "one million dollars", 1_000_000, "money", "dollar"),
        ("fr", "12 %", 12, "percent", "percent"),
        ("de", "12 Prozent", 12, "percent", "percent"),
        ("es", "12,5 por ciento", 12.5, "percent", "percent"),
        ("en", "3 percentage points", 3, "percent", "points"),
        ("en", "350 metres", 350, "count", "m"),
        ("fr", "30 km/h", 30, "count", "km_per_h"),
        ("en", "eight cities", 8, "count", None),
        ("de", "acht Städte", 8, "count", None),
        ("fr", "quatre-vingt-dix villes", 90, "count", None),
        ("fr", "une trentaine de familles", 30, "count", None),
        ("es", "treinta y dos barrios", 32, "count", None),
        ("de", "dreiundzwanzig Projekte", 23, "count", None),
        ("en", "the 21st edition", 21, "ordinal", None),
        ("fr", "la 4e édition", 4, "ordinal", None),
        ("es", "la 3.ª edición", 3, "ordinal", None),
        ("de", "die 3. Ausgabe", 3, "ordinal", None),
        ("en", "until 11 p.m.", 11, "time", None),
        ("fr", "dès 23 h", 23, "time", None),
        ("en", "in 2019", 2019, "year", None),
        ("en", "2000 people", 2000, "count", None),
        ("en", "in a 2015 survey", 2015, "year", None),
        ("en", "the 2015 survey", 2015, "year", None),
        ("en", "the 2021 audits", 2021, "year", None),
        ("en", "by the 2021 census", 2021, "year", None),
        ("en", "the 2000 housing ordinance", 2000, "year", None),
        ("en", "the 2000 people", 2000, "count", None),
        ("en", "2000 surveys", 2000, "count", None),
        ("en", "since September 2013 audits", 2013, "year", None),
        ("fr", "en décembre 2019 puis", 2019, "year", None),
        ("fr", "dans les années 1980 pour", 1980, "year", None),
        ("de", "2000 Einwohner", 2000, "count", None),
        ("es", "las 2000 viviendas", 2000, "count", None),
        ("en", "COVID-19", 19, "code", None),
        ("fr", "la Comuna 13", 13, "code", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(
    language: str, text: str, value: float, kind: str, unit: str | None
) -> None:
    found = one(text, language)

    assert (found.value, found.kind, found.unit) == (value, kind, unit)


def test_a_telephone_number_claims_nothing() -> None:
    for text in ("call 0211 899 1234", "tel. +49 211 89-91", "dial 112"):
        assert {found.kind for found in numbers.find(text, "en")} == {"code"}, text


def test_a_day_is_a_date_and_its_year_a_year() -> None:
    for language, text in (
        ("en", "7 May 2024"),
        ("de", "7. Mai 2024"),
        ("es", "7 de mayo de 2024"),
    ):
        day, year = numbers.find(text, language)

        assert (day.value, day.kind, year.value, year.kind) == (7, "date", 2024, "year")


def test_a_rate_and_its_base_are_two_numbers() -> None:
    rate, base = numbers.find("9.5 per 100,000", "en")

    assert (rate.value, rate.kind, rate.unit) == (9.5, "rate", "per_100000")
    assert (base.value, base.kind) == (100_000, "base")


def test_both_ends_of_a_range_have_its_unit() -> None:
    first, last = numbers.find("10-15 %", "en")

    assert (first.value, last.value) == (10, 15)
    assert first.kind == last.kind == "percent" and first.ranged and last.ranged


def test_the_second_half_of_a_school_year_is_a_year() -> None:
    assert [found.value for found in numbers.find("in 2021/22", "en")] == [2021, 2022]


def test_articles_and_pronouns_are_no_numbers() -> None:
    for language, text in (
        ("en", "one of them, the two and no one"),
        ("fr", "un bâtiment neuf, une ville et les deux"),
        ("de", "eine Stadt, ein Haus, die zwei"),
        ("es", "una ciudad y un barrio"),
    ):
        assert numbers.find(text, language) == (), text


# A number written in a way of a language is read back ------------------------------------------


GROUPING = {
    "en": (",", "\u00a0", " "),
    "fr": ("\u202f", "\u00a0", " "),
    "de": (".", "\u00a0", " "),
    "es": (".", "\u202f", " "),
}  # fmt: skip
DECIMAL = {"en": ".", "fr": ",", "de": ",", "es": ","}
SHARE = {
    "en": ("%", " percent"),
    "fr": (" %", " pour cent"),
    "de": (" %", " Prozent"),
    "es": (" %", " por ciento"),
}
NOUN = {"en": "people", "fr": "personnes", "de": "Menschen", "es": "personas"}


def written(value: int, grouping: str) -> str:
    return f"{value:,}".replace(",", grouping)


@given(st.integers(0, 999_999_999), st.sampled_from(LANGUAGES), st.integers(0, 2))
def test_a_grouped_whole_number_is_read_back(value: int, language: str, way: int) -> None:
    text = f"{written(value, GROUPING[language][way])} {NOUN[language]}"

    found = one(text, language)

    assert (found.value, found.kind, found.start) == (value, "count", 0)


@given(st.integers(0, 999_999), st.integers(0, 99), st.sampled_from(LANGUAGES), st.integers(0, 1))
def test_a_share_with_decimals_is_read_back(whole: int, part: int, language: str, way: int) -> None:
    digits = f"{written(whole, GROUPING[language][0])}{DECIMAL[language]}{part:02}"

    found = one(digits + SHARE[language][way], language)

    assert found.kind == "percent"
    assert found.value == pytest.approx(whole + part / 100)


@given(st.integers(1, 99), st.integers(1, 9), st.sampled_from(LANGUAGES))
def test_millions_are_read_back(whole: int, tenth: int, language: str) -> None:
    word = {"en": "million", "fr": "millions de", "de": "Mio.", "es": "millones de"}[language]
    text = f"{whole}{DECIMAL[language]}{tenth} {word} {NOUN[language]}"

    assert one(text, language).value == pytest.approx((whole + tenth / 10) * 1_000_000)


@given(st.integers(2, 999), st.sampled_from(LANGUAGES))
def test_a_number_in_words_is_read_back(value: int, language: str) -> None:
    said = next(word for word, worth in spelled.words(language).items() if worth == value)

    assert one(f"{said} {NOUN[language]}", language).value == value


@given(
    st.text(alphabet="0123456789 .,'’-–/%€$hkmM()\u00a0\u202fabe", max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_no_digit_is_ever_left_out(text: str, language: str) -> None:
    found = numbers.find(text, language)

    covered = {place for each in found for place in range(each.start, each.end)}
    assert all(place in covered for place, sign in enumerate(text) if sign.isdecimal())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(
    st.text(alphabet="0123456789 .,'%€", min_size=0, max_size=12),
    st.integers(19, 6_000),
    st.sampled_from("0123456789"),
    st.sampled_from(("", "%", " people", " million", ". Mai", "th", "/22", " per 100,000")),
    st.sampled_from(LANGUAGES),
)
def test_a_long_run_of_digits_is_no_figure(
    before: str, length: int, digit: str, after: str, language: str
) -> None:
    text = f"{before} x {digit * length}{after}"

    assert all(
        found.kind == "code"
        for found in numbers.find(text, language)
        if found.start <= len(before) + 3 < found.end
    )


# Languages ----------------------------------------------------------------------------------------


def test_the_language_of_a_real_text_is_known() -> None:
    wrong = [
        (language, words)
        for language, words in random.Random(7).sample(real_texts(), 200)
        if numbers.language_of(words) != language
    ]

    assert wrong == []
