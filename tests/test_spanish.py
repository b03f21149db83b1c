"""What Spanish changes beside the words themselves: 'y' and 'o', and articles of places."""

from collections.abc import Iterator

import pytest

from dashboard import i18n, words


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("es")
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    ("parts", "style", "told"),
    [
        (["cohesión", "inclusión"], "standard", "cohesión e inclusión"),
        (["París", "Lima", "Ioánina"], "standard", "París, Lima y Ioánina"),
        (["agua", "hielo"], "standard", "agua y hielo"),
        (["madres", "«hijas»"], "standard", "madres e «hijas»"),
        (["jóvenes", "organizaciones"], "or", "jóvenes u organizaciones"),
        (["jóvenes", "mujeres"], "or", "jóvenes o mujeres"),
        (["Oslo"], "or", "Oslo"),
    ],
)
def test_and_and_or_never_meet_their_own_sound(parts: list[str], style: str, told: str) -> None:
    assert i18n.listed(parts, style) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dim", "code", "told"),
    [
        ("country", "NL", "los Países Bajos"),
        ("country", "IM", "la Isla de Man"),
        ("country", "FR", "Francia"),
        ("region", "029", "el Caribe"),
    ],
)
def test_a_place_has_its_article(dim: str, code: str, told: str) -> None:
    assert words.place(dim, code) == told


def test_a_summit_is_called_by_its_city_in_the_readers_language() -> None:
    assert words.summit("izmir-2021") == "Esmirna 2021"
