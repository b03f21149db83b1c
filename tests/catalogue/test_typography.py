"""French keeps its own signs, whoever typed the record."""

import pytest

from dashboard.catalogue import typography


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'école d'à côté", "l’école d’à côté"),
        (
            "Pourquoi ? Parce que : « oui » !",
            "Pourquoi\u202f? Parce que\u00a0: «\u00a0oui\u00a0»\u202f!",
        ),
        ("27 % de 1 500 000 €", "27\u00a0% de 1\u202f500\u202f000\u00a0€"),
        ("à 9:30, https://example.org/?a=1", "à 9:30, https://example.org/?a=1"),
    ],
)
def test_french_is_printed_with_its_own_signs(typed: str, printed: str) -> None:
    assert typography.french(typed) == printed
    assert typography.french(printed) == printed
    assert len(printed) == len(typed)


def test_other_languages_stay_as_they_were_typed() -> None:
    assert typography.of({"en": "it's here ?", "fr": "c'est ici ?"}) == {
        "en": "it's here ?",
        "fr": "c’est ici\u202f?",
    }
