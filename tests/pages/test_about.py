"""About: the rules and the limits, in the reader's words."""

from __future__ import annotations

import pytest

from dashboard import i18n, words
from dashboard.catalogue import vocabulary
from tests.conftest import OpenPage, text_of


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_gives_the_rule_of_every_grade_of_evidence(open_page: OpenPage, language: str) -> None:
    shown = text_of(open_page("about", language))

    for code in vocabulary.codes("evidence"):
        assert vocabulary.label("evidence", code, language) in shown


def test_it_credits_those_it_builds_on(open_page: OpenPage) -> None:
    shown = text_of(open_page("about"))

    for name in ("GeoNames, CC BY 4.0", "Natural Earth", "SIL Open Font License", "Leaflet"):
        assert name in shown


def test_every_chapter_can_be_jumped_to(open_page: OpenPage) -> None:
    shown = text_of(open_page("about"))

    jumps = shown.count('<li><a href="#')
    assert jumps == shown.count('<h2 class="section-title" id="') == 10
    assert words.gap() in shown
