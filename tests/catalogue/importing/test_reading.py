"""Cells as people write them: words for codes, numbers of four languages, places by their names."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.catalogue import vocabulary
from dashboard.catalogue.importing import cells, headers, reading
from dashboard.catalogue.importing.cells import Manner, Unreadable

VIENNA, PARIS, DUSSELDORF = 2761369, 2988507, 2934246


def read(**row: Any) -> Any:
    return reading.draft(row)


def fault(**row: Any) -> tuple[str, str, tuple[str, ...]]:
    _, _, (one,) = reading.draft(row)
    return one.column, one.code, one.right


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
@pytest.mark.parametrize("dim", ["theme", "topic", "audience", "instrument", "status", "evidence"])
def test_every_code_is_known_by_its_word_in_every_language(dim: str, language: str) -> None:
    for code in vocabulary.codes(dim):
        word = vocabulary.label(dim, code, language)

        assert cells.code(word, dim) == code
        assert cells.code(f"  {word.upper()} ", dim) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Cohésion", "cohesion"),
        ("SOZIALER ZUSAMMENHALT", "cohesion"),
        ("integration", "integration"),
    ],
)
def test_a_theme_in_words_is_its_code(written: str, code: str) -> None:
    assert read(themes=written)[0].themes == (code,)


@pytest.mark.parametrize(
    ("written", "code"), [("%", "percent"), ("Personen", "people"), ("€", "eur")]
)
def test_a_unit_is_known_by_code_word_and_sign(written: str, code: str) -> None:
    assert cells.code(written, "unit") == code


def test_an_unknown_code_names_what_may_have_been_meant() -> None:
    assert fault(themes="kohesion")[2] == ("cohesion", "integration", "security")
    assert fault(instrument="Strategie")[2][0] == "strategy"
    assert fault(country="Deutchland")[2][0] == "DE"


@pytest.mark.parametrize(
    ("written", "decimal", "value"),
    [
        (1200, ".", 1200), (12.5, None, 12.5), ("1200", None, 1200), ("-3", None, -3),
        ("1 234,5", ",", 1234.5), ("1\u202f234,5", None, 1234.5), ("1.234,5", None, 1234.5),
        ("1,234.5", None, 1234.5), ("12'000", None, 12000), ("1,234,567", None, 1234567),
        ("12,5", None, 12.5), ("12.5", ",", 12.5), ("1.234", ",", 1234), ("1.234", ".", 1.234),
        ("1,234", ".", 1234), ("1,234", ",", 1.234), ("1e3", None, 1000), ("−7", None, -7),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_there(
    written: Any, decimal: str | None, value: float
) -> None:
    assert cells.number(written, Manner(decimal=decimal)) == value


@pytest.mark.parametrize(
    "written",
    ["", "abc", "1.2.3", "1,2,3", "12 people", True, "1e309", "nan", float("inf"), 10**400],
)
def test_what_is_no_number_says_so(written: Any) -> None:
    with pytest.raises(Unreadable) as error:
        cells.number(written, Manner(decimal=None))

    assert error.value.code == "not_a_number"


def test_a_number_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    with pytest.raises(Unreadable) as error:
        cells.number("1.234", Manner(decimal=None))

    assert (error.value.code, error.value.right) == ("ambiguous_number", ("1234", "1.234"))


@pytest.mark.parametrize(
    "written",
    [2019, 2019.0, "2019", " 2019 ", date(2019, 5, 1), datetime(2019, 5, 1), "2019-05-01"],
)
def test_a_year_is_read_also_out_of_a_date(written: Any) -> None:
    assert cells.year(written) == 2019


@pytest.mark.parametrize("written", ["2019/20", "19.5", "soon", 1e300])
def test_what_is_no_year_says_so(written: Any) -> None:
    with pytest.raises(Unreadable):
        cells.year(written)


@pytest.mark.parametrize(
    ("row", "city_id"),
    [
        ({"city": "Vienna", "country": "AT"}, VIENNA),
        ({"city": "Wien", "country": "Österreich"}, VIENNA),
        ({"city": "Vienne", "country": "Autriche"}, VIENNA),
        ({"city": "DUSSELDORF", "country": "Alemania"}, DUSSELDORF),
        ({"city_id": VIENNA}, VIENNA),
        ({"city_id": "2761369", "city": "Wien"}, VIENNA),
        ({"city": "Paris", "country": "France"}, PARIS),
    ],
)
def test_a_city_is_known_by_its_names_and_its_country(row: dict[str, Any], city_id: int) -> None:
    made, _, faults = reading.draft(row)

    assert (made.city_id, faults) == (city_id, ())


def test_a_name_that_several_places_bear_lists_them() -> None:
    column, code, right = fault(city="Springfield", country="US")

    assert (column, code) == ("city", "several_places")
    assert len(right) > 3
    assert "Springfield (US, IL), city_id 4250542" in right[2]


def test_a_place_nobody_knows_and_a_place_called_otherwise_are_faults() -> None:
    assert fault(city="Atlantis", country="GR")[1] == "unknown_place"
    assert fault(city="Paris", city_id=VIENNA) == ("city", "other_place", ("Vienna",))
    assert fault(city_id=1)[1] == "unknown_place_id"


def test_an_unknown_country_is_one_fault_and_not_two() -> None:
    assert fault(city="Vienna", country="Atlantis")[1] == "unknown_country"


def test_a_text_without_a_language_takes_that_of_its_row_or_of_the_file() -> None:
    row = {
        "title": "Haus",
        "figure_1_label": "Leute",
        "figure_1_value": 3,
        "figure_1_unit": "people",
    }

    by_row = reading.draft({**row, "original_language": "Deutsch"})[0]
    by_file = reading.draft(row, Manner(language="de"))[0]
    nobody = reading.draft(row)

    assert by_row.title["de"].words == by_file.title["de"].words == "Haus"
    assert by_row.figures[0].labels == {"de": "Leute"}
    assert by_row.language == by_file.language == "de"
    assert [one.code for one in nobody[2]] == ["language_missing", "language_missing"]


def test_several_addresses_in_one_cell_are_several_sources() -> None:
    made, _, faults = read(sources="https://a.example/x; https://b.example/y\nhttps://c.example/;z")

    assert faults == ()
    assert [one.url for one in made.sources] == [
        "https://a.example/x",
        "https://b.example/y",
        "https://c.example/;z",
    ]


@pytest.mark.parametrize("value", [{"a": 1}, ["a", "b"], b"bytes"])
def test_a_group_where_a_text_belongs_is_a_fault_and_no_crash(value: Any) -> None:
    assert fault(title_en=value)[1] == "not_a_text"


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("title_fr", "title_fr"), ("Titre", "title"), ("TITRE (FR)", "title_fr"),
        ("French title", "title_fr"), ("Titel auf Deutsch", "title_de"),
        ("Título en español", "title_es"), ("En bref (allemand)", "summary_de"),
        ("Ville", "city"), ("Stadt", "city"), ("Ciudad", "city"), ("Zielgruppen", "audiences"),
        ("Chiffre 2 : valeur", "figure_2_value"), ("Indicateur", "figure_1_label"),
        ("Indicateur (fr)", "figure_1_label_fr"), ("URL 3", "source_3_url"),
        ("Quellen", "sources"), ("Año de inicio", "start_year"), ("Träger", "lead"),
    ],
)  # fmt: skip
def test_a_header_is_known_in_four_languages(header: str, column: str) -> None:
    found = headers.recognised(header)

    assert found is not None and found.column == column


@pytest.mark.parametrize("header", ["foo", "", "#3", "title_it", "source_99_url", "#"])
def test_a_header_that_says_nothing_is_not_guessed(header: str) -> None:
    assert headers.recognised(header) is None


def test_no_name_stands_for_two_columns() -> None:
    text = (vocabulary.DATA / "interchange" / "headers.json").read_text("utf-8")
    seen: dict[str, str] = {}
    for about, languages in json.loads(text).items():
        assert set(languages) == set(vocabulary.LANGUAGES)
        for name in {reading.fold(one) for names in languages.values() for one in names}:
            assert seen.setdefault(name, about) == about, name
