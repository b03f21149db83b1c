"""Every code has its words in four languages and one number for ever."""

import pytest

from dashboard.catalogue import vocabulary
from dashboard.catalogue.errors import UnknownCode

LISTS = [dim for dim in vocabulary.dimensions() if dim != "country"]


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
@pytest.mark.parametrize("dim", LISTS)
def test_every_code_has_a_label_in_every_language(dim: str, language: str) -> None:
    for code in vocabulary.codes(dim):
        assert vocabulary.label(dim, code, language).strip(), code


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_every_country_has_a_name_in_every_language(language: str) -> None:
    for code in vocabulary.codes("country"):
        assert vocabulary.label("country", code, language) != code


@pytest.mark.parametrize("dim", ["theme", "topic", "audience"])
def test_a_mask_gives_its_codes_back(dim: str) -> None:
    codes = vocabulary.codes(dim)

    assert vocabulary.unmask(dim, vocabulary.mask(dim, codes)) == codes
    assert vocabulary.mask(dim, []) == 0


def test_numbers_fit_the_columns_of_the_store() -> None:
    assert len(vocabulary.codes("theme")) <= 8
    assert len(vocabulary.codes("topic")) <= 8
    assert len(vocabulary.codes("summit")) <= 8
    assert len(vocabulary.codes("audience")) <= 16


def test_an_unknown_code_is_refused_by_name() -> None:
    with pytest.raises(UnknownCode, match="theme: colour"):
        vocabulary.number("theme", "colour")


@pytest.mark.parametrize(
    ("inhabitants", "band"),
    [
        (None, "unknown"),
        (0, "under_50k"),
        (49_999, "under_50k"),
        (50_000, "50k_250k"),
        (4_999_999, "1m_5m"),
        (5_000_000, "over_5m"),
    ],
)
def test_a_number_of_inhabitants_falls_into_one_band(inhabitants: int | None, band: str) -> None:
    assert vocabulary.size_of(inhabitants) == band
