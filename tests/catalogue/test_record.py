"""One practice, whole: what a reader is told, in which language, and why neighbours are neighbours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue import database, record, vocabulary
from dashboard.catalogue.record import Reason

pytestmark = pytest.mark.usefixtures("store")

COMPAZ = "recife-compaz-community-peace-centres"


def _whole(slug: str, language: str = "en") -> record.Whole:
    found = record.by_slug(slug, language)
    assert found is not None
    return found


def test_an_unknown_practice_is_none() -> None:
    assert record.by_slug("no-such-practice", "en") is None


def test_every_practice_can_be_shown_in_every_language() -> None:
    slugs = {row[0] for row in database.rows("practice_heads")}

    for language in vocabulary.LANGUAGES:
        for slug in slugs:
            practice = _whole(slug, language)
            assert practice.title.words
            assert practice.main_theme == practice.themes[0]
            assert practice.sources
            assert practice.history[0].version == practice.version


def test_a_text_missing_in_a_language_comes_from_english_and_says_so() -> None:
    practice = _whole(COMPAZ, "de")

    assert practice.title.language == "de"
    assert practice.challenge is not None
    assert practice.challenge.language == "en"


def test_a_text_in_no_language_stays_open() -> None:
    assert record.text({"en": {"results": None}}, "results", "fr") is None


def test_labels_of_figures_are_french_for_french_readers_and_english_for_others() -> None:
    shown = {language: _whole(COMPAZ, language).figures[0].label for language in ("fr", "de")}

    assert (shown["fr"].language, shown["de"].language) == ("fr", "en")


def test_a_figure_without_year_keeps_it_open() -> None:
    registered = next(one for one in _whole(COMPAZ).figures if one.value == 50_000)

    assert registered.year is None
    assert registered.source is None


def test_only_sums_of_money_are_costs() -> None:
    assert _whole(COMPAZ).costs == ()
    all_costs = [
        figure.unit
        for slug in (row[0] for row in database.rows("practice_heads"))
        for figure in _whole(slug).costs
    ]
    assert "eur" in all_costs
    assert not {"people", "percent", "eur_per_m2"} & set(all_costs)


def test_the_history_names_the_release() -> None:
    practice = _whole(COMPAZ)

    assert [one.role for one in practice.history] == ["release"]
    assert practice.published_on == date(2026, 11, 22)


def test_three_neighbours_stand_beside_it_each_with_a_reason() -> None:
    similar = _whole(COMPAZ).similar

    assert len(similar) == 3
    assert COMPAZ not in [one.slug for one in similar]
    assert all(one.reasons for one in similar)


def _coded(**changed: int) -> dict[str, int]:
    plain = {"city_id": 1, "themes": 1, "audiences": 1, "topics": 1, "instrument": 0, "size": 1}
    return {**plain, **changed}


def test_reasons_name_what_two_practices_share() -> None:
    one = _coded(themes=0b101, audiences=vocabulary.mask("audience", ["youth"]), topics=0)
    other = _coded(city_id=2, themes=0b100, audiences=one["audiences"], topics=0, instrument=1)

    found = record.reasons(one, other, closeness=0.1)

    assert found == (
        Reason("theme", ("security",)),
        Reason("audience", ("youth",)),
        Reason("size", (vocabulary.code("size", 1),)),
    )


def test_cities_of_unknown_size_are_not_of_like_size() -> None:
    unknown = vocabulary.number("size", "unknown")
    one, other = _coded(size=unknown), _coded(city_id=2, size=unknown)

    assert "size" not in [reason.kind for reason in record.reasons(one, other, 0.0)]


def test_practices_of_one_city_say_so_and_not_that_it_is_as_large_as_itself() -> None:
    kinds = [reason.kind for reason in record.reasons(_coded(), _coded(), 0.0)]

    assert kinds[0] == "city"
    assert "size" not in kinds


def test_close_texts_are_a_reason_and_where_nothing_is_shared_it_says_nearest() -> None:
    apart = _coded(city_id=2, themes=2, audiences=2, topics=2, instrument=1, size=2)

    assert record.reasons(_coded(), apart, record.CLOSE) == (Reason("text"),)
    assert record.reasons(_coded(), apart, 0.0) == (Reason("nearest"),)


def test_a_version_that_is_not_yet_public_is_not_shown(store: Path) -> None:
    rows = database.rows("practice_history", slug=COMPAZ, version=0)

    assert rows == []


def test_a_missing_text_comes_from_its_original_and_a_stale_translation_last() -> None:
    written = {one: {"title": one} for one in ("en", "fr", "de")}

    def shown(*stale: str, original: str | None = "de") -> str:
        found = record.text(written, "title", "es", original, stale)
        return found.words if found else ""

    assert shown() == "de"
    assert shown("en", original=None) == "fr"
    assert record.sought("es", "de", {"en"}) == ("es", "de", "fr", "en")
    assert record.sought("en", "de", {"en"})[0] == "en"
