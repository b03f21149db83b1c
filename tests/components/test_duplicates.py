"""How a likely duplicate is told: what may be seen, the reasons in words, and the way to it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import state
from dashboard.catalogue import duplicates
from dashboard.catalogue.duplicates import Likely, Reason
from dashboard.components import duplicates as twins


def likely(**others: object) -> Likely:
    values: dict[str, object] = {
        "slug": "a-house", "receipt": None, "title": "Une maison <b>", "language": "fr",
        "city": "Lyon", "reasons": (Reason("same_city", {"city": "Lyon"}),), "score": 0.1,
    }  # fmt: skip
    return Likely(**(values | others))  # type: ignore[arg-type]


def test_a_practice_that_may_be_the_same_is_a_link_with_its_reasons() -> None:
    card = twins.card(likely())

    assert "/en/practice?id=a-house" in card and 'target="_blank"' in card
    assert 'lang="fr"' in card and "&lt;b&gt;" in card
    assert "The same city" in card


def test_what_nobody_may_see_is_told_without_title_or_link() -> None:
    card = twins.card(likely(slug=None, title=None, language=None))

    assert "A submission about this city waits" in card
    assert "<a " not in card


def test_every_reason_has_its_words() -> None:
    values = {
        "title": "A", "city": "Gdańsk", "written": "Danzig", "km": 7, "url": "https://a.org",
        "words": ("boats", "youth"),
    }  # fmt: skip
    codes = (duplicates.Reason.__doc__ or "").replace(";", ",").replace("(", ",").split("\n\n")[1]

    for code in twins._REASONS:
        assert code in codes
        assert "{" not in twins.reason(Reason(code, values))


def test_choosing_one_hands_its_slug_over(store: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def page() -> None:
        import streamlit as st

        from dashboard.catalogue import geography
        from dashboard.catalogue.draft import Draft, Wording
        from dashboard.components import duplicates as twins

        def chosen(slug: str) -> None:
            st.session_state["chosen"] = slug

        city = geography.search_places("Gdańsk", "en")[0].place_id
        one = Draft(
            language="en",
            city_id=city,
            title={"en": Wording(words="Immigrants' council of Gdańsk")},
        )
        twins.show(one, "receipt", on_choose=chosen)

    monkeypatch.setattr(state, "actor", lambda: None)
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception, at.exception
    at.button(key="twin_1").click().run()

    assert at.session_state["chosen"] == "gdansk-immigrants-council"
